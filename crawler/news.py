"""The one spider: list pages to articles to pages; it fetches and hands over, and reads nothing."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from archive.store import Memory, finish_run, note_issue, open_archive, start_run
from archive.store.connect import now, today
from crawler.discovery import Lead, Listing, Start, read_listing, starts
from crawler.middlewares import OffSite
from crawler.outcome import outcome
from crawler.words import speaks_of_parks
from pipelines.article import decode, next_part
from pipelines.model import Page, Part
from pipelines.source import Source

REFUSALS = {403, 405, 412, 429}
GONE = {404, 410}
FIRST_WINDOW = 30  # days that the first crawl of a source looks back
WINDOW = 7  # days that every later crawl looks back: papers backdate and fill in


class NewsSpider(scrapy.Spider):
    """Crawls one source; arguments: since, until (YYYY-MM-DD), days (a JSON list of
    days of publication to walk instead of a whole window), limit, recheck, dry_run,
    urls (a JSON list of single addresses to fetch instead of the lists)."""

    source: Source

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> NewsSpider:
        """Open the archive and the run's row before the first request."""
        spider: NewsSpider = super().from_crawler(crawler, *args, **kwargs)
        spider._open(**kwargs)
        crawler.signals.connect(spider._finish, scrapy.signals.spider_closed)
        return spider

    def _open(
        self,
        home: str = "data",
        since: str = "",
        until: str = "",
        days: str = "",
        limit: str = "0",
        recheck: str = "",
        dry_run: str = "",
        urls: str = "",
    ) -> None:
        self.archive = open_archive(Path(home))
        self.memory = Memory(self.archive.db, self.source.id)
        self.limit = int(limit)
        self.recheck = bool(recheck)
        self.dry_run = bool(dry_run)
        self.single: list[str] = json.loads(urls) if urls else []
        self.asked = 0
        self.counts: Counter[str] = Counter()
        self.lists_seen: set[str] = set()
        self.wanted: set[str] = set()
        self.validators: dict[str, tuple[str, str]] = {}
        self.days = frozenset(map(date.fromisoformat, json.loads(days))) if days else None
        if self.days:
            since, until = min(self.days).isoformat(), max(self.days).isoformat()
        self.explicit = bool(since or until)
        first = self.archive.db.execute(
            "select 1 from crawls where source_id = ? and outcome = 'ok' limit 1",
            (self.source.id,),
        ).fetchone()
        back = timedelta(days=WINDOW if first else FIRST_WINDOW)
        self.until = date.fromisoformat(until) if until else date.fromisoformat(today())
        self.since = date.fromisoformat(since) if since else self.until - back
        self.run_id = start_run(self.archive.db, self.source)

    async def start(self) -> AsyncIterator[Request]:
        """List pages first, then what earlier runs left and what is due for a second look."""
        for url in self.single:
            canonical = self.source.canonical(url)
            for request in self._article_request(canonical, "", "", again=True):
                yield request
        if self.single:
            return
        for start in starts(self.source, self.since, self.until):
            if self.days and start.day and start.day not in self.days:
                continue
            yield self._list_request(start)
        if self.dry_run:
            return
        for url, title, day in self.memory.waiting():
            for request in self._article_request(url, title, day):
                yield request
        budget = self.source.fetch.budget
        for url in self.memory.due(budget, all_reports=self.recheck):
            for request in self._article_request(url, "", "", again=True):
                yield request

    # list pages

    def _list_request(self, start: Start) -> Request:
        self.lists_seen.add(start.url)
        self.counts["lists_asked"] += 1
        headers = {} if self.explicit else _conditional(*self.memory.validators(start.url))
        return Request(
            start.url,
            callback=self.parse_list,
            errback=self.failed_list,
            headers=headers,
            dont_filter=True,
            priority=10,
            meta={"handle_httpstatus_all": True},
            cb_kwargs={"start": start},
        )

    def parse_list(self, response: Response, start: Start) -> Iterator[Request]:
        """Remember every link, ask for the wanted ones, go on to the next list page."""
        self._refuse(response)
        if response.status == 304:
            self.counts["lists_read"] += 1
            self.counts["lists_unchanged"] += 1
            return
        if response.status != 200:
            self._list_fault(response.url, "http_error", f"list page answered {response.status}")
            return
        content_type = _header(response, "Content-Type")
        text, _ = decode(response.body, content_type)
        listing = read_listing(self.source, start, response.url, text, self.since, self.until)
        self.counts["lists_read"] += 1
        self.counts["links"] += len(listing.leads)
        if not listing.leads and not listing.next:
            self._issue("empty_list", response.url, "no article link on this list page")
        self.validators[start.url] = (
            _header(response, "ETag"),
            _header(response, "Last-Modified"),
        )
        yield from self._follow(listing)
        for following in listing.next:
            if following.url in self.lists_seen:
                continue
            if len(self.lists_seen) >= self.settings.getint("LIST_PAGES_MAX"):
                self._issue("empty_list", following.url, "more list pages than one run may ask")
                break
            yield self._list_request(following)

    def _follow(self, listing: Listing) -> Iterator[Request]:
        rows: list[tuple[str, str, str, str]] = []
        wanted: list[Lead] = []
        for lead in listing.leads:
            url = self.source.canonical(lead.url)
            if not self.source.owns(url):
                self.counts["off_site"] += 1
                self._issue("off_site", url, f"linked as {lead.title!r}")
                continue
            if not self.source.is_article(url) or not self._in_window(lead, url):
                continue
            chosen = self.source.select == "all" or speaks_of_parks(lead.title, lead.summary)
            self.counts["listed" if chosen else "passed_over"] += 1
            day = lead.day.isoformat() if lead.day else ""
            rows.append((url, lead.title, day, "listed" if chosen else "passed_over"))
            if chosen:
                wanted.append(lead)
        if self.dry_run:
            for row in rows:
                line = dict(zip(("url", "title", "day", "state"), row, strict=True))
                sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
            return
        self.memory.listed(rows)
        for lead in wanted:
            day = lead.day.isoformat() if lead.day else ""
            yield from self._article_request(self.source.canonical(lead.url), lead.title, day)

    def _in_window(self, lead: Lead, url: str) -> bool:
        day = lead.day or self.source.url_day(url)
        if day is None:
            return True
        return day in self.days if self.days else self.since <= day <= self.until

    # articles

    def _article_request(
        self, url: str, title: str, day: str, *, again: bool = False
    ) -> Iterator[Request]:
        if url in self.wanted or (self.limit and self.asked >= self.limit):
            return
        known = self.memory.known(url)
        if known and known.state in {"fetched", "not_article"} and not again:
            return
        self.wanted.add(url)
        self.asked += 1
        yield Request(
            url,
            callback=self.parse_article,
            errback=self.failed_article,
            headers=_conditional(known.etag, known.last_modified) if known and again else {},
            dont_filter=True,
            meta={"handle_httpstatus_all": True},
            cb_kwargs={"url": url, "title": title, "day": day, "parts": ()},
        )

    def parse_article(
        self, response: Response, url: str, title: str, day: str, parts: tuple[Part, ...]
    ) -> Iterator[Request | Page]:
        """Hand over a whole page; a split article goes on to its next part first."""
        self._refuse(response)
        if response.status == 304:
            self.counts["unchanged"] += 1
            self.memory.unchanged(url)
            return
        if response.status != 200:
            self.counts["failed"] += 1
            gone = response.status in GONE
            self.memory.failed(url, f"HTTP {response.status}", gone=gone)
            self._issue("http_error", response.url, f"HTTP {response.status}")
            return
        parts = (*parts, _part(response))
        following = self._next_part(response, parts)
        if following:
            yield Request(
                following,
                callback=self.parse_article,
                errback=self.failed_article,
                dont_filter=True,
                priority=20,
                meta={"handle_httpstatus_all": True},
                cb_kwargs={"url": url, "title": title, "day": day, "parts": parts},
            )
            return
        self.counts["fetched"] += 1
        yield Page(url, self.source.id, parts, title, day)

    def _next_part(self, response: Response, parts: tuple[Part, ...]) -> str | None:
        if len(parts) >= self.settings.getint("PARTS_MAX"):
            self._issue("too_large", response.url, "more parts than one article may have")
            return None
        following = next_part(
            response.body,
            url=response.url,
            content_type=_header(response, "Content-Type"),
            rules=self.source.rules,
        )
        if following is None or not self.source.owns(following):
            return None
        return None if following in {part.url for part in parts} else following

    # faults

    def failed_list(self, failure: Failure) -> None:
        """A list page could not be had."""
        request: Request = failure.request  # type: ignore[attr-defined]
        kind, detail = _fault(failure)
        self._list_fault(request.url, kind, detail)

    def failed_article(self, failure: Failure) -> None:
        """An article could not be had: it stays in the memory with the reason."""
        request: Request = failure.request  # type: ignore[attr-defined]
        kind, detail = _fault(failure)
        self.counts["failed"] += kind not in {"robots", "off_site"}
        self.memory.failed(request.cb_kwargs["url"], detail, gone=kind == "robots")
        self._issue(kind, request.url, detail)

    def _list_fault(self, url: str, kind: str, detail: str) -> None:
        self.counts["failed_lists"] += 1
        self._issue(kind, url, detail)

    def _refuse(self, response: Response) -> None:
        if response.status not in REFUSALS:
            return
        after = _header(response, "Retry-After")
        detail = f"HTTP {response.status}" + (f", Retry-After {after}" if after else "")
        self._issue("refused", response.url, detail)
        raise CloseSpider("refused")

    def _issue(self, kind: str, url: str, detail: str) -> None:
        self.logger.warning("%s: %s (%s)", kind, url, detail)
        note_issue(
            self.archive.db, kind, detail, source_id=self.source.id, url=url, run_id=self.run_id
        )

    def _finish(self, reason: str) -> None:
        stats = self.crawler.stats
        assert stats is not None
        for name in ("new", "changed", "unchanged", "not_article", "failed"):
            self.counts[name] += stats.get_value(f"parks/{name}", 0)
        self.counts["requested"] = stats.get_value("downloader/request_count", 0)
        if reason == "finished" and self.limit and self.asked >= self.limit:
            reason = "limited"
        result = outcome(reason, self.counts)
        if result == "ok" and not self.dry_run:
            # Only a walk that came to its end may shorten the next one.
            for url, (etag, modified) in self.validators.items():
                self.memory.read_list(url, etag, modified)
        detail = {
            "since": self.since,
            "until": self.until,
            "counts": dict(self.counts),
            "figures": {
                name: stats.get_value(f"parks/figures_{name}", 0)
                for name in ("gained", "lost", "changed")
            },
        }
        finish_run(self.archive.db, self.run_id, result, self.counts, detail)
        self.archive.close()


def _conditional(etag: str, last_modified: str) -> dict[str, str]:
    headers = {}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    return headers


def _header(response: Response, name: str) -> str:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else ""


def _part(response: Response) -> Part:
    headers = {
        key.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for key, values in response.headers.items()
    }
    return Part(
        response.url, response.status, headers, response.body, datetime.fromisoformat(now())
    )


def _fault(failure: Failure) -> tuple[str, str]:
    if failure.check(OffSite):
        return "off_site", failure.getErrorMessage()
    if failure.check(IgnoreRequest) and "robots" in failure.getErrorMessage():
        return "robots", "robots.txt forbids this address"
    return "unreachable", f"{failure.type.__name__}: {failure.getErrorMessage()}"[:300]
