"""Indicators: the list, and one with its definition, wordings and ranking by year."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from markupsafe import Markup

from archive.site import charts, formats, links, provinces
from archive.site.formats import Scale, named_scale, number, scale_for, switch
from archive.site.web import Answer, Ask, NotFound, one, rows

MOST = 100  # parks in one ranking
COUNTS = "select indicator_id, parks from indicator_totals"
KNOWN = """
select t.park_id, p.name,
  (select max(q.period_end) from series q
    where q.park_id = t.park_id and q.indicator_id = ?1) as newest,
  (select count(*) from series q where q.park_id = t.park_id and q.indicator_id = ?1) as n
from park_totals t join parks p on p.id = t.park_id
where t.figures > 0
  and exists (select 1 from series q where q.park_id = t.park_id and q.indicator_id = ?1)
order by t.figures desc, t.park_id limit 60
"""
YEARS = """
select year, unit, count(*) as n from years where indicator_id = ? and scope = ?
group by year, unit order by n desc, year desc
"""
# What a ranking may be narrowed to: scopes that two parks or more have.
SCOPES = """
select scope from years where indicator_id = ? group by scope
having scope = '' or count(distinct park_id) > 1 order by scope <> '', count(*) desc, scope limit 12
"""
LEAGUE = """
select y.*, p.name, p.level, p.place_code, f.quote,
  (select b.value from years b where b.indicator_id = y.indicator_id and b.park_id = y.park_id
    and b.year = y.year - 1 and b.scope = y.scope and b.unit = y.unit limit 1) as before
from years y join parks p on p.id = y.park_id join figures f on f.id = y.figure_id
where y.indicator_id = ? and y.year = ? and y.scope = ? and y.unit = ?
order by y.value desc, p.id limit ?
"""
SILENT = """
select b.value, b.figure_id, p.id, p.name from years b join parks p on p.id = b.park_id
where b.indicator_id = ?1 and b.year = ?2 - 1 and b.scope = ?3 and b.unit = ?4
  and not exists (select 1 from years y where y.indicator_id = ?1 and y.year = ?2
    and y.scope = ?3 and y.unit = ?4 and y.park_id = b.park_id)
order by b.value desc limit 30
"""


@dataclass(slots=True)
class Place:
    """A park's place in a ranking; moved is how many places it rose, None where it is new."""

    row: sqlite3.Row
    rank: int
    moved: int | None
    province: str


def indicators(db: sqlite3.Connection, ask: Ask) -> Answer:
    """All indicators by category, with how much is known of each."""
    counts = {row["indicator_id"]: row for row in rows(db, COUNTS)}
    grouped: dict[str, list[tuple[sqlite3.Row, sqlite3.Row | None]]] = {}
    for row in rows(db, "select * from indicators order by rowid"):
        grouped.setdefault(row["category"], []).append((row, counts.get(row["id"])))
    return Answer("parks/indicators.html", ask.say("指标", "Indicators"), {"grouped": grouped})


def indicator(db: sqlite3.Connection, ask: Ask) -> Answer:
    """Definition, wordings and, where parks may be compared, the ranking of a year."""
    found = one(db, "select * from indicators where id = ?", ask.params["indicator"])
    if found is None:
        raise NotFound(ask.say("没有这个指标。", "There is no such indicator."))
    name = found["name_zh"] if ask.lang == "zh" else found["name_en"]
    context = {
        "indicator": found,
        "name": name,
        "wordings": rows(
            db,
            "select label, figures from wordings where indicator_id = ? "
            "order by figures desc, label limit 12",
            found["id"],
        ),
        "newest": rows(db, KNOWN, found["id"]),
        "year": None,
    }
    context |= _ranking(db, ask, found)
    return Answer(
        "parks/indicator.html",
        name,
        context,
        description=ask.say(found["description"], found["description_en"]),
        feed=f"{links.indicator(found['id'])}/feed.atom",
    )


def chosen_year(db: sqlite3.Connection, ask: Ask, found: sqlite3.Row) -> sqlite3.Row | None:
    """The year and unit that are ranked: those asked for, else the newest year that a good part
    of the parks have reported; None where parks are not ranked by this indicator."""
    if found["comparable"] != "parks":
        return None
    years = rows(db, YEARS, found["id"], ask.get("scope"))
    if not years:
        return None
    asked = ask.number("year", 0, 9999)
    most = years[0]["n"]
    return next((y for y in years if y["year"] == asked), None) or max(
        (y for y in years if y["n"] * 2 >= most), key=lambda y: y["year"]
    )


def league(
    db: sqlite3.Connection, ask: Ask, found: sqlite3.Row, chosen: sqlite3.Row, most: int
) -> list[sqlite3.Row]:
    """The parks that were reported for a year, the largest value first."""
    key = (found["id"], chosen["year"], ask.get("scope"), chosen["unit"])
    return rows(db, LEAGUE, *key, most)


def _ranking(db: sqlite3.Connection, ask: Ask, found: sqlite3.Row) -> dict[str, object]:
    scope = ask.get("scope")
    current = chosen_year(db, ask, found)
    if current is None:
        return {}
    first = league(db, ask, found, current, MOST)
    scale = named_scale(current["unit"], ask.get("unit")) or scale_for(
        current["unit"], [r["quote"] for r in first], [r["value"] for r in first]
    )
    known = db.execute("select count(*) from parks where status = 'official'").fetchone()[0]
    years = rows(db, YEARS, found["id"], scope)
    return {
        "year": current["year"],
        "years": sorted({y["year"] for y in years}, reverse=True),
        "scale": scale,
        "league": places(ask, first),
        "value_of": lambda row: number(row["value"], scale),
        "reported": current["n"],
        "known": known,
        "silent": rows(db, SILENT, found["id"], current["year"], scope, current["unit"]),
        "strip": _strip(ask, first, scale, found),
        "spread": _spread([r["value"] for r in first], scale),
        "number": lambda value: number(value, scale),
        "unit": scale.name(ask.lang),
        "units": switch(current["unit"], ask.lang),
        "scopes": [
            (row["scope"], formats.scope(row["scope"], ask.lang))
            for row in rows(db, SCOPES, found["id"])
        ],
        "scope": scope,
        "scope_words": formats.scope(scope, ask.lang),
        "ask_query": ask.link(year=str(current["year"])).partition("?")[2],
    }


def places(ask: Ask, league: list[sqlite3.Row]) -> list[Place]:
    """Equal values share a place; moves count only parks that stand in both years."""
    both = [row for row in league if row["before"] is not None]
    now = {row["park_id"]: n for n, row in enumerate(both)}
    before = sorted(both, key=lambda row: -row["before"])
    then = {row["park_id"]: n for n, row in enumerate(before)}
    made: list[Place] = []
    for n, row in enumerate(league, 1):
        tied = bool(made) and made[-1].row["value"] == row["value"]
        park = row["park_id"]
        made.append(
            Place(
                row,
                made[-1].rank if tied else n,
                then[park] - now[park] if park in now else None,
                provinces.name(row["place_code"], ask.lang),
            )
        )
    return made


def _strip(ask: Ask, league: list[sqlite3.Row], scale: Scale, found: sqlite3.Row) -> Markup:
    """Where the parks of the ranking lie, drawn."""
    points = [
        charts.Mark(
            0.0, row["value"] / float(scale.factor), f"{row['name']} {row['quote']}",
            link=links.figure(row["figure_id"]),
        )
        for row in league
    ]  # fmt: skip
    name = found["name_zh" if ask.lang == "zh" else "name_en"]
    return charts.strip(points, charts.STRIP, title=name, unit=scale.name(ask.lang))


def _spread(values: list[float], scale: Scale) -> dict[str, str] | None:
    """Least, middle and most, where there are enough parks to speak of a spread."""
    if len(values) < 4:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    return {
        "least": number(ordered[0], scale),
        "median": number(median, scale),
        "most": number(ordered[-1], scale),
    }
