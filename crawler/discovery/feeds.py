"""RSS and Atom feeds, and sitemaps with the index files above them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from crawler.discovery.days import BEIJING, days_back, fill, written_day
from crawler.discovery.jsonlist import plain
from crawler.discovery.links import SUMMARY_CHARS, TITLE_CHARS, Link, address, merged
from crawler.discovery.paging import told
from crawler.discovery.types import BOTTOM, PASSED, UNDATED, Lead, Listing, Start
from pipelines.source import Source
from pipelines.source.ways import Feed

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DEPTH_MAX = 3  # sitemap indexes inside each other


def settings(entry: Mapping[str, Any]) -> Feed:
    """The way's settings out of an entry of a source's discovery."""
    return Feed(tuple(entry.get("urls", ())))


def starts(source: Source, entry: int, since: date, until: date) -> list[Start]:
    """Every feed; one with a date in its address for each day or month of the window."""
    chosen = settings(source.discovery[entry])
    filled = {fill(url, day): url for url in chosen.urls for day in days_back(since, until)}
    return [Start(url, entry, "feed", channel=url) for url in filled]


def read(source: Source, start: Start, url: str, text: str, since: date, until: date) -> Listing:
    """Leads of a feed or sitemap; of a sitemap index, the sitemaps changed in the window."""
    root = parsed(text)
    if root is None:
        return Listing((), (), ("the answer is no XML",), None, UNDATED)
    name = etree.QName(root).localname
    if name == "sitemapindex":
        return _index(source, start, url, root, since)
    kinds = {"rss": "item", "RDF": "item", "feed": "entry", "urlset": "url"}
    if name not in kinds:
        note = f"<{name}> is neither a feed nor a sitemap"
        return Listing((), (), (note,), None, UNDATED)
    where, read_one = (_loc, _place) if name == "urlset" else (_link, _item)
    placed, notes = _placed(_named(root, kinds[name]), where, url)
    links = merged([Link(read_one(node, target), ()) for node, target in placed], source)
    leads = [_dated(link.lead, source) for link in links]
    end = BOTTOM if any(lead.day for lead in leads) else UNDATED
    return told(leads, leads, notes, end)


def parsed(text: str) -> Any:
    """The root of an XML document, entities and outside files untouched; None if broken."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    body = DECLARATION.sub("", text.lstrip("\ufeff")).strip()
    try:
        return etree.fromstring(body.encode("utf-8", "replace"), parser) if body else None
    except etree.XMLSyntaxError:
        return None


def _named(root: Any, name: str) -> list[Any]:
    return [n for n in root.iter() if isinstance(n.tag, str) and etree.QName(n).localname == name]


def _text(node: Any, *names: str) -> str:
    """Text of the first child (any namespace) that bears one of the names, in their order."""
    for name in names:
        for child in _named(node, name):
            text = "".join(child.itertext()).strip()
            if text:
                return text
    return ""


def _placed(
    nodes: list[Any], where: Callable[[Any], str], url: str
) -> tuple[list[tuple[Any, str]], tuple[str, ...]]:
    """Entries with their addresses, and a note of those whose address is none; one that gives no
    address at all is no entry."""
    given = [(node, href) for node in nodes if (href := where(node))]
    placed = [(node, target) for node, href in given if (target := address(url, href))]
    lost = len(given) - len(placed)
    notes = (f"entries passed over whose address is none: {lost}",) if lost else ()
    return placed, notes


def _link(node: Any) -> str:
    links = _named(node, "link")
    href = next((n.get("href") for n in links if n.get("rel", "alternate") == "alternate"), None)
    return href or _text(node, "link", "guid")


def _loc(node: Any) -> str:
    return _text(node, "loc")


def _item(node: Any, target: str) -> Lead:
    title = plain(_text(node, "title"))[:TITLE_CHARS]
    summary = plain(_text(node, "description", "summary", "content"))[:SUMMARY_CHARS]
    return Lead(target, title, summary, feed_day(_text(node, "pubDate", "published", "date")))


def _place(node: Any, target: str) -> Lead:
    # lastmod tells when the page was last touched, which is not the day of the report.
    day = feed_day(_text(node, "publication_date"))
    return Lead(
        target, plain(_text(node, "title"))[:TITLE_CHARS], plain(_text(node, "keywords")), day
    )


def feed_day(text: str) -> date | None:
    """The day in Beijing of an RFC 822 or ISO date."""
    if re.match(r"\d{4}\D", text):
        return written_day(text)
    try:
        moment = parsedate_to_datetime(text)
        return (moment.astimezone(BEIJING) if moment.tzinfo else moment).date()
    except (TypeError, ValueError, OverflowError):  # 31 Dec 9999 23:59:59 GMT
        return None


def _dated(lead: Lead, source: Source) -> Lead:
    return replace(lead, day=lead.day or source.url_day(source.canonical(lead.url)))


def _index(source: Source, start: Start, url: str, root: Any, since: date) -> Listing:
    if start.page >= DEPTH_MAX:
        note = "sitemap indexes lie too deep inside each other"
        return Listing((), (), (note,), None, UNDATED)
    onward = []
    placed, notes = _placed(_named(root, "sitemap"), _loc, url)
    for node, target in placed:
        touched = feed_day(_text(node, "lastmod"))
        if source.owns(target) and (touched is None or touched >= since):
            onward.append(replace(start, url=target, page=start.page + 1))
    return Listing((), tuple(onward), notes, None, "" if onward else PASSED)
