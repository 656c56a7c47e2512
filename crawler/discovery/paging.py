"""Where a list goes on, and when the walk over it has seen its window of days."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from parsel import Selector

from crawler.discovery.links import address, base_of, words
from crawler.discovery.types import BOTTOM, PASSED, UNDATED, Lead, Listing, Start

UNDATED_MAX = 5  # list pages without any day that one channel may take in one walk
NEXT_WORDS = {"下一页", "下页", "后一页", "下一頁", "下一页>", "下一页>>", "下一页»", "next"}
TOTAL = re.compile(r"createPageHTML\s*\(\s*(?P<total>\d+)\s*,\s*(?P<index>\d+)")


def ending(leads: Iterable[Lead], start: Start, since: date, *, of_list: Iterable[Lead]) -> str:
    """How the walk over a channel ends with this page, '' where it goes on.

    leads are all of the page's, of_list those of its own list: boxes beside it show new reports
    on old pages too. BOTTOM at an empty page and at one that repeats the page before it, PASSED
    where every dated link of the list is older than the window, UNDATED after UNDATED_MAX pages
    without a day.
    """
    everything = list(leads)
    days = [lead.day for lead in of_list if lead.day]
    if not everything or digest(everything) == start.previous:
        return BOTTOM
    if days:
        return PASSED if max(days) < since else ""
    return UNDATED if start.undated + 1 >= UNDATED_MAX else ""


def told(
    leads: Iterable[Lead], own: Iterable[Lead], notes: tuple[str, ...] = (), end: str = ""
) -> Listing:
    """A listing of a page's leads; own are those of its own list."""
    days = [lead.day for lead in own if lead.day]
    return Listing(tuple(leads), (), notes, min(days, default=None), end)


def following(start: Start, url: str, page: int, leads: Iterable[Lead], *, dated: bool) -> Start:
    """The start after this page; page is its number."""
    return replace(
        start,
        url=url,
        page=page,
        undated=start.undated if dated else start.undated + 1,
        previous=digest(leads),
    )


def digest(leads: Iterable[Lead]) -> str:
    """What the links of a page come to; two pages with the same links have the same."""
    return hashlib.sha256("\n".join(lead.url for lead in leads).encode()).hexdigest()[:16]


def numbered(template: str, channel: str, number: int) -> str:
    """Address of a channel's page by its number.

    template holds {n}, and may hold {stem}, the name of the channel's page without its ending
    (`node_142`): `index_{n}.html`, `{stem}_{n}.htm`, `{n}.shtml`. One that begins with ? adds its
    parameters to the channel's address.
    """
    parts = urlsplit(channel)
    stem = parts.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    name = template.replace("{n}", str(number)).replace("{stem}", stem)
    if not name.startswith("?"):
        return urljoin(channel, name)
    new = dict(parse_qsl(name[1:]))
    kept = [(k, v) for k, v in parse_qsl(parts.query) if k not in new]
    return urlunsplit(parts._replace(query=urlencode([*kept, *new.items()])))


def scripted_end(text: str) -> bool:
    """Whether the paging call of a TRS page says that this is the last page of its list."""
    found = TOTAL.search(text)
    return found is not None and int(found["index"]) + 1 >= int(found["total"])


def next_link(doc: Selector, url: str, css: str = "") -> str:
    """Address behind the link to the next page, by a selector or by its words; '' if none."""
    base = base_of(doc, url)
    if css:
        links = [chosen.root for chosen in doc.css(css)]
    else:
        links = [
            a
            for a in doc.root.iter("a", "link")
            if a.get("rel") == "next" or words(a).replace(" ", "").lower() in NEXT_WORDS
        ]
    for link in links:
        target = address(base, link.get("href") or "")
        if target and target != url:
            return target
    return ""
