"""A declared source and what its addresses tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pipelines.article.rules import Rules
from pipelines.source.patterns import LONGEST

LOOPBACK = ("127.", "localhost", "[::1]")
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Rights:
    """What the site's own notice says of reuse, and when that was read; empty = not seen."""

    note: str = ""
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """Manners towards one site: seconds between requests, hours (Beijing time, `22:00-06:00`)
    in which it may be asked (empty = any), requests a day at most, seconds that one answer may
    take, hours from the beginning of one walk over its lists to the next."""

    delay: float = 2.0
    night: str = ""
    budget: int = 2000
    timeout: float = 60.0
    every: float = 8.0

    def open_at(self, moment: time) -> bool:
        """Whether the site may be asked at a time of the day."""
        if not self.night:
            return True
        first, last = (time.fromisoformat(end) for end in self.night.split("-"))
        if first <= last:
            return first <= moment < last
        return moment >= first or moment < last


@dataclass(frozen=True, slots=True)
class Expect:
    """New park reports a week that are usual, and the days of silence that need a look."""

    least: int = 0
    most: int = 1000
    silence: int = 14


@dataclass(frozen=True, slots=True)
class Alias:
    """Rewrites another address of the same page (mobile, app) to the one that is kept."""

    pattern: re.Pattern[str]
    to: str


@dataclass(frozen=True, slots=True)
class Source:
    """One site. Selectors are in rules, newest template first; discovery holds one mapping for
    each way in which new addresses are found, with `way` and that way's own settings.

    domains are hosts that stand for their subdomains too, or `host:port` exactly.
    article_patterns are matched whole: against path and query when they begin with `/`, else
    against the address; groups named year, month and day (or month_day) give the day.
    verified is `live`, `replica` or empty; checked says what that rests on.
    """

    id: str
    name: str
    publisher: str
    province: str
    home: str
    domains: tuple[str, ...]
    platform: str
    role: str
    article_patterns: tuple[re.Pattern[str], ...]
    examples: tuple[str, ...]
    discovery: tuple[Mapping[str, Any], ...]
    rules: tuple[Rules, ...] = ()
    enabled: bool = True
    verified: str = ""
    checked: str = ""
    notes: tuple[str, ...] = ()
    select: str = "parks"
    query: tuple[str, ...] = ()  # query parameters that belong to an article's address
    aliases: tuple[Alias, ...] = ()
    rights: Rights = Rights()
    fetch: Fetch = Fetch()
    expect: Expect = Expect()
    history: date | None = None  # first day that the site's lists or e-paper reach back to

    @property
    def family(self) -> str:
        """Whose pages look alike: the platform's, else only the site's own."""
        return self.platform or self.id

    @property
    def local(self) -> bool:
        """Whether the site lies on this very machine: the demo or a test."""
        return all(domain.startswith(LOOPBACK) for domain in self.domains)

    def owns(self, url: str) -> bool:
        """Whether an address lies on this site."""
        return any(self._specificity(url, domain) for domain in self.domains)

    def specificity(self, url: str) -> int:
        """Length of the longest domain of ours that holds the address; 0 when none does."""
        return max(self._specificity(url, domain) for domain in self.domains)

    @staticmethod
    def _specificity(url: str, domain: str) -> int:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:  # brackets that hold no IPv6 address, a port that is no number
            return 0
        if parts.scheme not in DEFAULT_PORTS or not host:
            return 0
        if port is not None and port != DEFAULT_PORTS[parts.scheme]:
            return len(domain) if f"{host}:{port}" == domain else 0
        return len(domain) if host == domain or host.endswith("." + domain) else 0

    def canonical(self, url: str) -> str:
        """The one address under which a page is kept: the home page's scheme, lower-case host,
        no fragment, no query but the declared parameters, aliases rewritten."""
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        scheme = urlsplit(self.home).scheme
        try:
            port = parts.port
        except ValueError:
            port = None
        if port is not None and port != DEFAULT_PORTS.get(parts.scheme):
            host, scheme = f"{host}:{port}", parts.scheme
        kept = [(k, v) for k, v in parse_qsl(parts.query) if k in self.query]
        path = re.sub(r"/{2,}", "/", parts.path) or "/"
        address = urlunsplit((scheme, host, path, urlencode(kept), ""))
        for alias in self.aliases if len(address) <= LONGEST else ():
            address, changed = alias.pattern.subn(alias.to, address, count=1)
            if changed:
                break
        return address

    def is_article(self, url: str) -> bool:
        """Whether a canonical address has the shape of this site's articles."""
        return self._match(url) is not None

    def url_day(self, url: str) -> date | None:
        """The day that the address of an article names, or None."""
        match = self._match(url)
        if match is None:
            return None
        found = match.groupdict()
        month_day = found.get("month_day") or ""
        year = found.get("year")
        month = found.get("month") or month_day[:2]
        day = found.get("day") or month_day[-2:]
        if not (year and month and day):
            return None
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            return None

    def _match(self, url: str) -> re.Match[str] | None:
        if len(url) > LONGEST:
            return None
        parts = urlsplit(url)
        path = urlunsplit(("", "", parts.path, parts.query, ""))
        for pattern in self.article_patterns:
            match = pattern.fullmatch(path if pattern.pattern.startswith("/") else url)
            if match:
                return match
        return None
