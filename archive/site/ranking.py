"""Parks ranked by an indicator in a year: who stands where, and how that moved."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from archive.site import provinces
from archive.site.web import Ask, rows

YEARS = """
select year, unit, scope, count(*) as n from years where indicator_id = ? and scope = ?
group by year, unit, scope order by n desc, year desc
"""
# The value of the year before stands beside each; read from the index alone it takes no time.
BEFORE = """
(select b.value from years b where b.indicator_id = y.indicator_id and b.park_id = y.park_id
  and b.year = y.year - 1 and b.scope = y.scope and b.unit = y.unit limit 1) as before
"""
WHERE = """where y.indicator_id = ? and y.year = ? and y.scope = ? and y.unit = ?
order by y.value desc, y.park_id
"""
STANDINGS = f"select y.park_id, y.value, {BEFORE} from years y {WHERE}"  # noqa: S608 our own parts
LEAGUE = f"""
select y.park_id, y.figure_id, y.year, y.value, y.value_max, y.unit, y.bound, p.name, p.place_code,
  f.quote, {BEFORE}
from years y join parks p on p.id = y.park_id join figures f on f.id = y.figure_id
{WHERE} limit ? offset ?
"""  # noqa: S608 our own parts
SILENT = """
select p.id, p.name from (
  select b.park_id, b.value from years b
  where b.indicator_id = ?1 and b.year = ?2 - 1 and b.scope = ?3 and b.unit = ?4
    and not exists (select 1 from years y where y.indicator_id = ?1 and y.year = ?2
      and y.scope = ?3 and y.unit = ?4 and y.park_id = b.park_id)
  order by b.value desc limit 30
) b join parks p on p.id = b.park_id
order by b.value desc
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """A park's place; moved is how many places it rose, None where it is new."""

    value: float
    rank: int
    moved: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place with what is shown of its park and figure."""

    row: sqlite3.Row
    rank: int
    moved: int | None
    province: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """What is ranked: an indicator, narrowed to a scope, in a year and unit."""

    indicator: str
    scope: str
    year: int
    unit: str
    reported: int  # parks

    @property
    def key(self) -> tuple[str, int, str, str]:
        """The values of its rows, as the queries name them."""
        return self.indicator, self.year, self.scope, self.unit


def years_of(db: sqlite3.Connection, ask: Ask, indicator: sqlite3.Row) -> list[sqlite3.Row]:
    """The years and units that may be ranked, those with most parks first."""
    if indicator["comparable"] != "parks":
        return []
    found = rows(db, YEARS, indicator["id"], ask.get("scope"))
    if not found and ask.get("scope"):
        ask.leave_out("scope", ask.get("scope"))
        found = rows(db, YEARS, indicator["id"], "")
    return found


def chosen(ask: Ask, indicator: sqlite3.Row, years: Sequence[sqlite3.Row]) -> Ranking | None:
    """The year asked for, else the newest that a good part of the parks have reported."""
    if not years:
        return None
    asked = ask.number("year", 0, 9999)
    if asked and all(y["year"] != asked for y in years):
        ask.leave_out("year", ask.get("year"))
    most = years[0]["n"]
    found = next((y for y in years if y["year"] == asked), None) or max(
        (y for y in years if y["n"] * 2 >= most), key=lambda y: y["year"]
    )
    return Ranking(indicator["id"], found["scope"], found["year"], found["unit"], found["n"])


def standings(db: sqlite3.Connection, ranking: Ranking) -> list[Standing]:
    """Everybody's place, the largest value first."""
    return _placed(rows(db, STANDINGS, *ranking.key))


def _placed(league: Sequence[sqlite3.Row]) -> list[Standing]:
    """Equal values share a place; moves count only parks that stand in both years."""
    both = [row for row in league if row["before"] is not None]
    now = {row["park_id"]: n for n, row in enumerate(both)}
    before = sorted(both, key=lambda row: -row["before"])
    then = {row["park_id"]: n for n, row in enumerate(before)}
    made: list[Standing] = []
    for n, row in enumerate(league, 1):
        tied = bool(made) and made[-1].value == row["value"]
        park = row["park_id"]
        moved = then[park] - now[park] if park in now else None
        made.append(Standing(row["value"], made[-1].rank if tied else n, moved))
    return made


def places(
    db: sqlite3.Connection,
    ask: Ask,
    ranking: Ranking,
    standing: Sequence[Standing],
    start: int,
    most: int,
) -> list[Place]:
    """The places from the start-th on, with names and numbers as printed."""
    return _named(ask, rows(db, LEAGUE, *ranking.key, most, start), standing[start:])


def whole(db: sqlite3.Connection, ask: Ask, ranking: Ranking) -> list[Place]:
    """All places."""
    league = rows(db, LEAGUE, *ranking.key, -1, 0)
    return _named(ask, league, _placed(league))


def _named(ask: Ask, league: list[sqlite3.Row], standing: Sequence[Standing]) -> list[Place]:
    return [
        Place(row, at.rank, at.moved, provinces.name(row["place_code"], ask.lang))
        for row, at in zip(league, standing, strict=False)
    ]


def silent(db: sqlite3.Connection, ranking: Ranking) -> list[sqlite3.Row]:
    """Parks that were reported the year before and not yet in this one."""
    return rows(db, SILENT, *ranking.key)
