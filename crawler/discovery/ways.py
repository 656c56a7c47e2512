"""The ways in which new addresses are found, by the name that source files use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from crawler.discovery import channels, counted, dated, epaper, feeds, jsonlist
from crawler.discovery.types import Listing, Start
from pipelines.source import Source


@dataclass(frozen=True, slots=True)
class Way:
    """One way: where it starts, how it reads an answer, and the settings that it knows."""

    starts: Callable[[Source, int, date, date], list[Start]]
    read: Callable[[Source, Start, str, str, date, date], Listing]
    settings: type[Any]
    needs: str  # the setting without which it finds nothing

    def faults(self, entry: Mapping[str, Any]) -> list[tuple[str, str]]:
        """(key, what is wrong) for the settings of one entry."""
        known = {f.name: f.default for f in fields(self.settings)}
        found = [(key, "unknown key") for key in sorted(set(entry) - set(known) - {"way"})]
        for key in sorted(set(entry) & set(known)):
            value, default = entry[key], known[key]
            wanted = list if isinstance(default, tuple) else type(default)
            if not isinstance(value, wanted):
                found.append((key, f"must be a {wanted.__name__}"))
        if not entry.get(self.needs):
            found.append((self.needs, "is missing or empty"))
        return found


WAYS: Mapping[str, Way] = {
    "channels": Way(channels.starts, channels.read, channels.Channels, "pages"),
    "counted": Way(counted.starts, counted.read, counted.Counted, "pages"),
    "dated": Way(dated.starts, dated.read, channels.Channels, "pages"),
    "epaper": Way(epaper.starts, epaper.read, epaper.Epaper, "front"),
    "json": Way(jsonlist.starts, jsonlist.read, jsonlist.JsonList, "urls"),
    "feed": Way(feeds.starts, feeds.read, feeds.Feed, "urls"),
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
