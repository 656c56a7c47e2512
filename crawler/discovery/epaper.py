"""E-papers by date: one front page a day, which links the day's other pages and their reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from parsel import Selector

from crawler.discovery.days import days_back, fill
from crawler.discovery.links import address, base_of, general, is_article, page
from crawler.discovery.types import Lead, Listing, Start
from pipelines.source import Source
from pipelines.source.ways import Epaper

REFRESH = re.compile(r"url\s*=\s*['\"]?\s*(?P<url>[^'\";>]+)", re.I)
LEAVES_MAX = 80  # pages of one day's issue; the thickest papers print fewer


def settings(entry: Mapping[str, Any]) -> Epaper:
    """The way's settings out of an entry of a source's discovery."""
    known = {f.name for f in fields(Epaper)}
    return Epaper(**{k: v for k, v in entry.items() if k in known})


def starts(source: Source, entry: int, since: date, until: date) -> list[Start]:
    """One front page for every day of the window, the newest first."""
    front = settings(source.discovery[entry]).front
    return [
        Start(url, entry, "front", channel=url, day=day)
        for day in days_back(since, until)
        for url in [fill(front, day)]
    ]


def read(source: Source, start: Start, url: str, text: str, since: date, until: date) -> Listing:
    """Reports printed on one page; on the front page of an issue also the issue's other pages.

    Links are told apart by their addresses, never by selectors: the older and the newer form of
    the platform differ in everything else. Links to other days' issues are left alone.
    """
    doc = page(text)
    day = start.day or until
    chosen = settings(source.discovery[start.entry])
    links = general(doc, url, source)
    leads = tuple(
        replace(link.lead, day=day) for link in links if _of_issue(link.lead, source, day)
    )
    if start.kind == "leaf":
        return Listing(leads)
    jump = _refresh(doc, url)
    if not leads and jump and jump != url and start.page == 1 and source.owns(jump):
        return Listing((), (replace(start, url=jump, page=2),))
    leaves = _leaves(doc, url, day, chosen, source)
    onward = [replace(start, url=leaf, kind="leaf", page=n) for n, leaf in enumerate(leaves, 2)]
    return Listing(leads, tuple(onward))


def _of_issue(lead: Lead, source: Source, day: date) -> bool:
    if not is_article(lead, source):
        return False
    return source.url_day(source.canonical(lead.url)) in {None, day}


def _refresh(doc: Selector, url: str) -> str:
    """Where a page jumps to by itself, or ''."""
    for content in doc.xpath("//meta[translate(@http-equiv,'REFSH','refsh')='refresh']/@content"):
        found = REFRESH.search(content.get())
        if found:
            return address(base_of(doc, url), found["url"])
    return ""


def _leaves(doc: Selector, url: str, day: date, chosen: Epaper, source: Source) -> list[str]:
    """Addresses of the issue's other pages, in the order of the page."""
    base = base_of(doc, url)
    places = doc.xpath("//a/@href | //area/@href | //a/@data-href | //option/@value").getall()
    targets = [t for t in (address(base, place) for place in places) if t and t != url]
    if chosen.leaf:
        pattern = re.compile(fill(chosen.leaf, day))
        wanted = [t for t in targets if pattern.search(t)]
    else:
        dated = _dated_part(chosen.front, day, url)
        wanted = [t for t in targets if _sibling(url, t, dated)]
    own = [t for t in wanted if source.owns(t) and not source.is_article(source.canonical(t))]
    return list(dict.fromkeys(own))[:LEAVES_MAX]


def _dated_part(front: str, day: date, url: str) -> str:
    """The path of a front page up to the end of its day; its folder where a jump led elsewhere."""
    last = max(front.rfind(sign) for sign in ("%Y", "%m", "%d"))
    path = urlsplit(url).path
    dated = urlsplit(fill(front[: last + 2], day)).path
    return dated if path.startswith(dated) else path.rpartition("/")[0] + "/"


def _sibling(front: str, other: str, dated: str) -> bool:
    """Whether two paths agree up to the day of the issue and then differ in digits only."""
    first, second = urlsplit(front), urlsplit(other)
    if first.hostname != second.hostname or not second.path.startswith(dated):
        return False
    return first.path != second.path and _shape(first.path[len(dated) :]) == _shape(
        second.path[len(dated) :]
    )


def _shape(path: str) -> str:
    return re.sub(r"\d+", "0", path)
