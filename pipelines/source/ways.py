"""The settings of each way in which a site's new addresses are found, as source files write them.
The ways themselves are the crawler's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class ListShape:
    """Selectors of a list: the entry, and inside it the link, title, summary and date; the
    attribute that holds the address; how ids tell the day (`id_day` of crawler.discovery.days)."""

    item: str = ""
    link: str = "a"
    attribute: str = "href"
    title: str = ""
    summary: str = ""
    date: str = ""
    id_time: str = ""


@dataclass(frozen=True, slots=True)
class Channels(ListShape):
    """pages are the channels' first pages; paging is a template (`numbered` of
    crawler.discovery.paging) and second the number that it gives to the second page; next is a
    selector of the link to the next page (where neither is given, a link that says so is
    followed); last is the highest page number that the site serves, 0 where none is known."""

    pages: tuple[str, ...] = ()
    paging: str = ""
    second: int = 2
    next: str = ""
    last: int = 0


@dataclass(frozen=True, slots=True)
class Counted(Channels):
    """nodes gives the node number of a channel's first page (7 digits, or 7/12 with a sub-node)
    where it is known; else the page is searched for its script or its link to an older page."""

    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Epaper:
    """front is the address of a day's first page with %Y, %m and %d; leaf a pattern, with the same
    three, that the addresses of the day's other pages match (found anywhere in them). Without leaf
    they are the links that agree with the front page's address up to its day, and behind that
    differ in digits only."""

    front: str = ""
    leaf: str = ""


@dataclass(frozen=True, slots=True)
class JsonList:
    """urls are addresses with {n}: first is its value on the first page, step what it grows by.

    items is the path to the list (`data.list`); link, title, summary and time are paths inside an
    item; base is what relative links start from (the list's address if not given).
    """

    urls: tuple[str, ...] = ()
    first: int = 1
    step: int = 1
    items: str = ""
    link: str = "url"
    title: str = "title"
    summary: str = ""
    time: str = ""
    base: str = ""
    id_time: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """urls of feeds or sitemaps; a sitemap a day or month is written with %Y, %m and %d."""

    urls: tuple[str, ...] = ()


# By the name that source files use: the settings, and the one without which nothing is found.
WAYS: Mapping[str, tuple[type[Any], str]] = {
    "channels": (Channels, "pages"),
    "counted": (Counted, "pages"),
    "dated": (Channels, "pages"),
    "epaper": (Epaper, "front"),
    "json": (JsonList, "urls"),
    "feed": (Feed, "urls"),
}


def way_faults(way: str, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong in the settings given to a way, as (key, words)."""
    if way not in WAYS:
        yield "way", f"there is no way {way!r}; there are {', '.join(WAYS)}"
        return
    known = {f.name: f.default for f in fields(WAYS[way][0])}
    for key, value in given.items():
        if key == "way":
            continue
        if key not in known:
            yield key, "unknown key"
        elif isinstance(known[key], tuple):
            if not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
                yield key, "must be a list of strings"
        elif type(value) is not type(known[key]):
            yield key, f"must be a {type(known[key]).__name__}"


def lacks(way: str, settings: Mapping[str, Any]) -> str:
    """The setting that a way cannot do without, where it is not given; else ''."""
    needs = WAYS[way][1] if way in WAYS else ""
    return needs if needs and not settings.get(needs) else ""
