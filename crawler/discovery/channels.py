"""Channel lists: pages of links, newest first, numbered or joined by a link to the next page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from parsel import Selector

from crawler.discovery import paging
from crawler.discovery.links import (
    Link,
    general,
    is_article,
    main_list,
    page,
    selected,
)
from crawler.discovery.types import BOTTOM, Lead, Listing, Start
from pipelines.source import Source
from pipelines.source.ways import Channels, ListShape


def settings(entry: Mapping[str, Any]) -> Channels:
    """The way's settings out of an entry of a source's discovery."""
    return Channels(**{**shape_values(entry), **own_values(Channels, entry)})


def own_values(kind: type[Channels], entry: Mapping[str, Any]) -> dict[str, Any]:
    """Values of an entry that a settings class knows, lists made into tuples."""
    known = {f.name for f in fields(kind)}
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items() if k in known}


def shape_values(entry: Mapping[str, Any]) -> dict[str, str]:
    """Values of an entry that say how a list is built."""
    return {f.name: entry[f.name] for f in fields(ListShape) if f.name in entry}


def starts(source: Source, entry: int, since: date, until: date) -> list[Start]:
    """The first page of every channel."""
    chosen = settings(source.discovery[entry])
    return [Start(url, entry, "list", channel=url) for url in chosen.pages]


def read(source: Source, start: Start, url: str, text: str, since: date, until: date) -> Listing:
    """Links of one list page, and the page after it while the window is not yet passed."""
    chosen = settings(source.discovery[start.entry])
    doc = page(text)
    leads, own, notes = page_leads(doc, url, source, chosen)
    ended = paging.ending(leads, start, since, of_list=own)
    listing = paging.told(leads, own, notes, ended)
    if ended:
        return listing
    number = start.page + 1
    if (chosen.last and number > chosen.last) or paging.scripted_end(text):
        return replace(listing, end=BOTTOM)
    if chosen.paging:
        step = number - 2 + chosen.second
        onward = paging.numbered(chosen.paging, start.channel or start.url, step)
    else:
        onward = paging.next_link(doc, url, chosen.next)
    if not onward or not source.owns(onward):
        return replace(listing, end=BOTTOM)
    dated = any(lead.day for lead in own)
    after = paging.following(start, onward, number, leads, dated=dated)
    return replace(listing, next=(after,))


def page_leads(
    doc: Selector, url: str, source: Source, shape: ListShape
) -> tuple[list[Lead], list[Lead], tuple[str, ...]]:
    """All leads of a page, those of its own list, and notes.

    Where a selector of entries is declared and finds any, these are the page's list and nothing
    else is taken. Else: the list that most article links share, whole, so that its links to other
    sites are seen too, and every link to an article of the site elsewhere on the page.
    """
    notes: tuple[str, ...] = ()
    if shape.item:
        links = selected(doc, url, source, shape)
        if links:
            leads = [link.lead for link in links]
            return leads, leads, notes
        notes = (f"nothing on the page stands in {shape.item!r}; its links were read generally",)
    links = general(doc, url, source, shape.id_time)
    own = main_list(links, source)
    inside = {id(link) for link in own}
    chosen: list[Link] = [
        link for link in links if id(link) in inside or is_article(link.lead, source)
    ]
    return [link.lead for link in chosen], [link.lead for link in own], notes
