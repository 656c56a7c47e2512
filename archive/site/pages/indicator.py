"""Indicators: the list, and one with its definition, wordings and ranking by year."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from markupsafe import Markup

from archive.site import charts, figures, formats, links, ranking
from archive.site.beside import disputed
from archive.site.formats import Scale, number, switch
from archive.site.ranking import Place, Standing
from archive.site.web import Answer, Ask, NotFound, one, rows

PLACES = 60  # of a ranking on one page
PARKS = 60  # that have the indicator, on one page
COUNTS = "select indicator_id, parks from indicator_totals"
KNOWN = """
select t.park_id, p.name,
  (select max(q.period_end) from series q
    where q.park_id = t.park_id and q.indicator_id = ?1) as newest,
  (select count(*) from series q where q.park_id = t.park_id and q.indicator_id = ?1) as n
from (
  select t.park_id, t.figures from park_totals t join parks p on p.id = t.park_id
  where t.figures > 0 and p.status <> 'several'
    and exists (select 1 from series q where q.park_id = t.park_id and q.indicator_id = ?1)
  order by t.figures desc, t.park_id limit ?2 offset ?3
) t join parks p on p.id = t.park_id
order by t.figures desc, t.park_id
"""
# What a ranking may be narrowed to: scopes that two parks or more have.
SCOPES = """
select scope from years where indicator_id = ? group by scope
having scope = '' or min(park_id) <> max(park_id)
order by scope <> '', count(*) desc, scope limit 12
"""


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
        "year": None,
    }
    context |= _known(db, ask, found["id"])
    context |= _ranking(db, ask, found)
    return Answer(
        "parks/indicator.html",
        name,
        context,
        description=ask.say(found["description"], found["description_en"]),
        feed=f"{links.indicator(found['id'])}/feed.atom",
    )


def _known(db: sqlite3.Connection, ask: Ask, indicator_id: str) -> dict[str, object]:
    """The parks that have the indicator, those with most figures first, page by page."""
    counted = one(db, f"{COUNTS} where indicator_id = ?", indicator_id)
    parks = counted["parks"] if counted else 0
    page = ask.number("parks", 1, _pages(parks, PARKS))
    shown = rows(db, KNOWN, indicator_id, PARKS, (page - 1) * PARKS)
    return {
        "newest": shown,
        "parks": parks,
        "parks_page": page,
        "more_parks": page * PARKS < parks,
    }


def _pages(things: int, each: int) -> int:
    return max(1, -(-things // each))


def _ranking(db: sqlite3.Connection, ask: Ask, found: sqlite3.Row) -> dict[str, object]:
    years = ranking.years_of(db, ask, found)
    current = ranking.chosen(ask, found, years)
    if current is None:
        return {}
    standing = ranking.standings(db, current)
    page = ask.number("page", 1, _pages(len(standing), PLACES))
    start = (page - 1) * PLACES
    shown = ranking.places(db, ask, current, standing, start, PLACES)
    # One unit on all pages: the one that the first of them would have.
    first = shown if page == 1 else ranking.places(db, ask, current, standing, 0, PLACES)
    scale = figures.scale_asked(ask, current.unit, [place.row for place in first])
    known = db.execute("select count(*) from parks where status = 'official'").fetchone()[0]
    return {
        "year": current.year,
        "years": sorted({y["year"] for y in years}, reverse=True),
        "scale": scale,
        "league": shown,
        "disputed": disputed(db, [p.row["figure_id"] for p in shown]),
        "start": start,
        "page": page,
        "more": page * PLACES < len(standing),
        "value_of": lambda row: number(row["value"], scale),
        "reported": current.reported,
        "known": known,
        "silent": ranking.silent(db, current),
        "strip": _strip(ask, first, standing, scale, found),
        "spread": _spread([at.value for at in standing], scale),
        "number": lambda value: number(value, scale),
        "unit": scale.name(ask.lang),
        "units": switch(current.unit, ask.lang),
        "scopes": [
            (row["scope"], formats.scope(row["scope"], ask.lang))
            for row in rows(db, SCOPES, found["id"])
        ],
        "scope": current.scope,
        "scope_words": formats.scope(current.scope, ask.lang),
        "ask_query": ask.link(year=str(current.year), page=None, parks=None).partition("?")[2],
    }


def _strip(
    ask: Ask, first: list[Place], standing: Sequence[Standing], scale: Scale, found: sqlite3.Row
) -> Markup:
    """Where all parks of the ranking lie, drawn; each leads to its figure while they are few."""
    factor = float(scale.factor)
    points = [
        charts.Mark(
            0.0, p.row["value"] / factor, f"{p.row['name']} {p.row['quote']}",
            link=links.figure(p.row["figure_id"]),
        )
        for p in first
    ]  # fmt: skip
    if len(standing) > len(first):
        points = [charts.Mark(0.0, at.value / factor, "") for at in standing]
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
