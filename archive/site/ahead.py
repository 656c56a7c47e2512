"""Draws ahead, after publishing, the pictures that links in chats show most.

These are of what is new and of what is reported most; all others are drawn when somebody asks. Each
is drawn by a process of its own that gives way to whoever serves, so many at a time as there are
processors, within a bounded time: what was not reached is drawn on request, or the next time.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from pathlib import Path

from archive.publish import PUBLIC
from archive.site import gallery, raster
from archive.site.pages import park, pictures
from archive.site.web import Ask, Drawing, NotFound, rows

MOST = 400  # pictures
SECONDS = 180.0  # in all
RECENT = 5000  # of the newest figures, whose series are looked at
CARDS, SERIES, PARKS = 160, 160, 80

# Rows stand in the order in which reports came out: archive.public_rows.
NEWEST_CARDS = """
select id from figures where shown = 1 and park_id is not null and indicator_id <> 'other'
order by rowid desc limit ?
"""
NEWEST_SERIES = """
select park_id, indicator_id from (
  select rowid, park_id, indicator_id from figures where shown = 1 and park_id is not null
  order by rowid desc limit ?
) where indicator_id <> 'other' group by 1, 2 order by max(rowid) desc limit ?
"""
FULLEST_PARKS = "select park_id from park_totals where figures > 0 order by figures desc limit ?"


@dataclass(slots=True)
class Ahead:
    """What lies ready now: drawn this time, there before, and how many old ones were deleted."""

    drawn: int = 0
    kept: int = 0
    deleted: int = 0


def draw_ahead(home: Path, address: str, *, most: int = MOST, seconds: float = SECONDS) -> Ahead:
    """Draw what is missing; delete what is no longer among the most shared.

    address is the site's public one: it stands in the pictures. Without a Chinese font nothing is
    drawn.
    """
    if raster.font() is None:
        return Ahead()
    until = time.monotonic() + seconds
    ready = gallery.names(home)
    file = (home / PUBLIC).resolve().as_uri()
    with closing(sqlite3.connect(f"{file}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        found = islice(shared(db, address.rstrip("/")), most)
        wanted = {gallery.name(drawing.svg): drawing.svg for drawing in found}

    def draw(svg: str) -> bool:
        if time.monotonic() > until:
            return False
        try:
            gallery.write(home, svg, raster.png(svg, give_way=True))
        except raster.NoPicture:
            return False
        return True

    missing = [svg for name, svg in wanted.items() if name not in ready]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        drawn = sum(pool.map(draw, missing))
    return Ahead(drawn, len(wanted) - len(missing), gallery.keep_only(home, wanted))


def shared(db: sqlite3.Connection, address: str) -> Iterator[Drawing]:
    """The pictures of links in the order of how likely somebody shares them, a kind in turn."""
    cards = (_card(db, address, row["id"]) for row in rows(db, NEWEST_CARDS, CARDS))
    series = (
        _chart(db, address, row["park_id"], row["indicator_id"])
        for row in rows(db, NEWEST_SERIES, RECENT, SERIES)
    )
    parks = (_park(db, address, row["park_id"]) for row in rows(db, FULLEST_PARKS, PARKS))
    for drawing in chain.from_iterable(zip_longest(cards, series, parks)):
        if drawing is not None:
            yield drawing


def _asked(address: str, path: str, **params: str) -> Ask:
    return Ask("zh", path, params, (), address)


def _card(db: sqlite3.Connection, address: str, figure: str) -> Drawing:
    return pictures.of_figure(db, _asked(address, "", figure=figure))


def _chart(db: sqlite3.Connection, address: str, of_park: str, indicator: str) -> Drawing | None:
    """The narrow chart of a series, as the link of its page shows it; none with one period."""
    ask = _asked(address, "", park=of_park, indicator=indicator, shape="narrow")
    try:
        return pictures.png(db, ask)
    except NotFound:
        return None


def _park(db: sqlite3.Connection, address: str, of_park: str) -> Drawing | None:
    """The chart that stands for a park."""
    first = park.first_chart(db, _asked(address, "", park=of_park))
    return _chart(db, address, of_park, first) if first else None
