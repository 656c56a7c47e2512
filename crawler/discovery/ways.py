"""The ways in which new addresses are found, by the name that source files use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from crawler.discovery import channels, counted, dated, epaper, feeds, jsonlist
from crawler.discovery.types import Listing, Start
from pipelines.source import Source


@dataclass(frozen=True, slots=True)
class Way:
    """One way: where it starts and how it reads an answer; its settings are in pipelines."""

    starts: Callable[[Source, int, date, date], list[Start]]
    read: Callable[[Source, Start, str, str, date, date], Listing]


WAYS: Mapping[str, Way] = {
    "channels": Way(channels.starts, channels.read),
    "counted": Way(counted.starts, counted.read),
    "dated": Way(dated.starts, dated.read),
    "epaper": Way(epaper.starts, epaper.read),
    "json": Way(jsonlist.starts, jsonlist.read),
    "feed": Way(feeds.starts, feeds.read),
}


def starts(source: Source, since: date, until: date) -> list[Start]:
    """The list pages from which a walk over a window of days begins, in the order declared."""
    return [
        start
        for index, entry in enumerate(source.discovery)
        for start in WAYS[entry["way"]].starts(source, index, since, until)
    ]


def read_listing(
    source: Source, start: Start, url: str, text: str, since: date, until: date
) -> Listing:
    """What the answer to a start tells: url is where it came from in the end, text its decoded
    words. Pure: asks nothing. Nothing comes after a page whose list is older than the window."""
    way = WAYS[source.discovery[start.entry]["way"]]
    return way.read(source, start, url, text, since, until)
