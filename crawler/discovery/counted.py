"""Enorth lists: the channel's index is the newest page, older ones keep their number for good."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urljoin

from parsel import Selector

from crawler.discovery import channels, paging
from crawler.discovery.links import address, base_of, page
from crawler.discovery.types import BOTTOM, UNDATED, Listing, Start
from pipelines.source import Source
from pipelines.source.ways import Counted

NODE = r"(?P<node>\d{7})/(?P<sub>\d{12})"
COUNT_PAGE = re.compile(
    rf"/system/count/{{1,2}}{NODE}/\d{{3}}/\d{{3}}/c(?P=node)(?P=sub)_(?P<number>\d{{9}})\.shtml"
)
SCRIPT = re.compile(rf"/system/count/{{1,2}}{NODE}/count_page_list_(?P=node)(?P=sub)\.js")
MAXPAGE = re.compile(r"\bmaxpage\s*=\s*[\"']?(\d+)", re.I)
SUB = "0" * 12


def settings(entry: Mapping[str, Any]) -> Counted:
    """The way's settings out of an entry of a source's discovery."""
    return Counted(**{**channels.shape_values(entry), **channels.own_values(Counted, entry)})


def starts(source: Source, entry: int, since: date, until: date) -> list[Start]:
    """The index page of every channel."""
    chosen = settings(source.discovery[entry])
    return [Start(url, entry, "index", channel=url) for url in chosen.pages]


def read(source: Source, start: Start, url: str, text: str, since: date, until: date) -> Listing:
    """An index page, a counted page, or the script between them that knows the highest number."""
    if start.kind == "script":
        return _script(start, url, text)
    chosen = settings(source.discovery[start.entry])
    doc = page(text)
    leads, own, notes = channels.page_leads(doc, url, source, chosen)
    ended = paging.ending(leads, start, since, of_list=own)
    listing = paging.told(leads, own, notes, ended)
    if ended:
        return listing
    dated = any(lead.day for lead in own)
    if start.kind == "count":
        if start.page <= 1:
            return replace(listing, end=BOTTOM)
        onward, number, kind = lower(url, start.page - 1), start.page - 1, "count"
    else:
        onward, number, kind = _older(doc, url, text, start, chosen)
    if not onward or not source.owns(onward):
        return replace(listing, end=BOTTOM)
    after = paging.following(replace(start, kind=kind), onward, number, leads, dated=dated)
    return replace(listing, next=(after,))


def count_page(base: str, node: str, sub: str, number: int) -> str:
    """Address of a counted page; the folders before it are the number's millions and thousands."""
    groups = f"{number // 1_000_000:03d}/{number // 1000 % 1000:03d}"
    return urljoin(base, f"/system/count//{node}/{sub}/{groups}/c{node}{sub}_{number:09d}.shtml")


def lower(url: str, number: int) -> str:
    """The counted page with another number in the same list; '' if url is no counted page."""
    found = COUNT_PAGE.search(url)
    return count_page(url, found["node"], found["sub"], number) if found else ""


def _older(
    doc: Selector, url: str, text: str, start: Start, chosen: Counted
) -> tuple[str, int, str]:
    """(address, number, kind) of what follows an index page: a link to a counted page, the
    script that knows the highest number, or any other link to a next page."""
    linked = paging.next_link(doc, url, chosen.next)
    found = COUNT_PAGE.search(linked)
    if found:
        return linked, int(found["number"]), "count"
    script = _declared(start, chosen) or _script_address(doc, url, text)
    if script:
        return script, start.page, "script"
    return linked, start.page + 1, "index"


def _declared(start: Start, chosen: Counted) -> str:
    places = dict(zip(chosen.pages, chosen.nodes, strict=False))
    node, _, sub = places.get(start.channel, "").partition("/")
    sub = sub or SUB
    name = f"/system/count/{node}/{sub}/count_page_list_{node}{sub}.js"
    return urljoin(start.channel, name) if node else ""


def _script_address(doc: Selector, url: str, text: str) -> str:
    base = base_of(doc, url)
    for src in doc.xpath("//script/@src").getall():
        if SCRIPT.search(src):
            return address(base, src)
    found = SCRIPT.search(text)
    return urljoin(url, found.group()) if found else ""


def _script(start: Start, url: str, text: str) -> Listing:
    """The script's maxpage is the number of the page that the index still shows, so the walk
    goes on below it."""
    place, highest = SCRIPT.search(url), MAXPAGE.search(text)
    if place is None or highest is None:
        return Listing((), (), ("the page-count script names no maxpage",), None, UNDATED)
    number = int(highest[1]) - 1
    if number < 1:
        return Listing((), (), (), None, BOTTOM)
    onward = count_page(url, place["node"], place["sub"], number)
    return Listing((), (replace(start, url=onward, page=number, kind="count"),))
