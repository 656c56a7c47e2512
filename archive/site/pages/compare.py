"""Two to six parks on one indicator, or indicators of one park: small panels, one unit."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from archive.search import match_expression, parts
from archive.site import charts, figures, links
from archive.site.beside import disputed
from archive.site.formats import SCALES, Scale, number, switch
from archive.site.splitting import taken_apart
from archive.site.web import Answer, Ask, one, rows

MOST = 6
YEARS = 40  # the newest ones
VALUES = """
select y.*, f.quote from years y join figures f on f.id = y.figure_id
where y.indicator_id = ? and y.park_id = ? and y.scope = '' order by y.year desc limit ?
"""
# Results that may tell of a year without such a value: held ones, and those of a part of it.
RESULTS = """where f.park_id = ? and f.indicator_id = ? and f.scope = '' and f.kind = 'level'
  and f.status = 'actual' and f.withdrawn_at is null and f.period_end is not null
order by f.period_end desc, a.published_at desc, f.id limit 400"""
NAMED = """
select p.id, p.name from parks_fts join parks p on p.rowid = parks_fts.rowid
  join park_totals t on t.park_id = p.id
where parks_fts match ? and p.status <> 'several'
order by t.figures desc, length(p.name), p.id limit 8
"""


@dataclass(slots=True)
class Line:
    """One park's or indicator's values by year."""

    name: str
    link: str
    park: sqlite3.Row
    indicator: sqlite3.Row
    values: dict[int, sqlite3.Row]
    # Of years without a value: what is held, else the newest of a part of the year.
    held: dict[int, figures.Card] = field(default_factory=dict)
    part: dict[int, figures.Card] = field(default_factory=dict)
    chart: Markup = Markup("")  # noqa: RUF009 an empty constant


def compare(db: sqlite3.Connection, ask: Ask) -> Answer:
    """The page; with too little chosen it asks for more, unlike things it refuses."""
    parks, indicators = chosen(db, ask)
    park_ids = {park["id"] for park in parks}
    named = ask.get("add")
    candidates = _named(db, named)
    context: dict[str, object] = {
        "parks": parks,
        "indicators": indicators,
        "named": named,
        "candidates": [c for c in candidates if c["id"] not in park_ids],
        "all_indicators": rows(db, "select id, name_zh, name_en from indicators order by rowid"),
        "refused": refusal(ask, parks, indicators),
        "most": MOST,
        "lines": [],
        "ask_query": ask.link(add=None).partition("?")[2],
    }
    if indicators and parks and not context["refused"]:
        found = lines(db, ask, parks, indicators)
        context |= _panels(ask, found)
        context["disputed"] = disputed(
            db, [row["figure_id"] for line in found for row in line.values.values()]
        )
    title = ask.say("比较", "Compare")
    if indicators and parks:
        names = [i["name_zh" if ask.lang == "zh" else "name_en"] for i in indicators]
        joint = ask.say("、", ", ")
        title = joint.join(p["name"] for p in parks) + ask.say("：", ": ") + joint.join(names)
    return Answer("parks/compare.html", title, context, index=False)


def _named(db: sqlite3.Connection, name: str) -> list[sqlite3.Row]:
    """Parks of that name, taken apart as a search is where it finds none: 益阳高新."""
    if not parts(name):
        return []
    found = rows(db, NAMED, match_expression(name))
    taken = None if found else taken_apart(db, name)
    return rows(db, NAMED, taken.naming) if taken and taken.naming else found


def chosen(db: sqlite3.Connection, ask: Ask) -> tuple[list[sqlite3.Row], list[sqlite3.Row]]:
    """The parks and indicators of the address, as far as they exist."""
    return (
        _known(db, ask, "select id, name, place_code from parks where id = ?", "park"),
        _known(db, ask, "select * from indicators where id = ?", "indicator"),
    )


def _known(db: sqlite3.Connection, ask: Ask, sql: str, name: str) -> list[sqlite3.Row]:
    found = []
    for n, identity in enumerate(ask.all(name)):
        row = one(db, sql, identity) if n < MOST else None
        if row is None:
            ask.leave_out(name, identity)
        else:
            found.append(row)
    return found


def refusal(ask: Ask, parks: list[sqlite3.Row], indicators: list[sqlite3.Row]) -> str:
    """Why these are not drawn together; empty when they may be."""
    if len(parks) > 1 and len(indicators) > 1:
        return ask.say(
            "一次只能比较多个园区的一项指标，或一个园区的多项指标。",
            "Compare several parks on one indicator, or several indicators of one park.",
        )
    if len({i["unit"] for i in indicators}) > 1:
        units = ask.say("、", "; ").join(_with_unit(ask, i) for i in indicators)
        return ask.say(
            f"这几项指标的单位不同，画在一起会误导：{units}。",
            f"These indicators have different units and would mislead side by side: {units}.",
        )
    if len({i["nature"] for i in indicators}) > 1:
        return ask.say(
            "流量（一段时期的量）与存量（某一时点的量）不能放在一起比较。",
            "Flows over a period and stocks at a day cannot be compared.",
        )
    if len(parks) > 1 and any(i["comparable"] != "parks" for i in indicators):
        return ask.say(
            "这项指标的口径因园区而异，只宜与同一园区的往年相比。",
            "What this indicator covers differs between parks; compare it over time only.",
        )
    return ""


def _with_unit(ask: Ask, indicator: sqlite3.Row) -> str:
    unit = _unit(ask, indicator["unit"])
    return ask.say(f"{indicator['name_zh']}（{unit}）", f"{indicator['name_en']} ({unit})")


def _unit(ask: Ask, stored: str) -> str:
    """The plainest name of a base unit: 元, not 亿元."""
    scales = SCALES.get(stored)
    plain = next((s for s in scales if s.factor == 1), scales[-1]) if scales else None
    return plain.name(ask.lang) if plain else stored


def lines(
    db: sqlite3.Connection, ask: Ask, parks: list[sqlite3.Row], indicators: list[sqlite3.Row]
) -> list[Line]:
    """Every park with every indicator, with the values of its newest years."""
    found = []
    for park in parks:
        for indicator in indicators:
            values = rows(db, VALUES, indicator["id"], park["id"], YEARS)
            name = indicator["name_zh" if ask.lang == "zh" else "name_en"]
            line = Line(
                park["name"] if len(indicators) == 1 else name,
                links.park_indicator(park["id"], indicator["id"]),
                park,
                indicator,
                {row["year"]: row for row in values},
            )
            _else(db, ask, line)
            found.append(line)
    return found


def _else(db: sqlite3.Connection, ask: Ask, line: Line) -> None:
    """What else is told of years without a value, so that no year with a report is passed over."""
    found = figures.cards(ask, figures.select(db, RESULTS, line.park["id"], line.indicator["id"]))
    for card in sorted(found, key=lambda card: not card.row["shown"]):
        year = _year(card.row, line.indicator["nature"])
        if year is None and line.indicator["nature"] != "stock":
            line.part.setdefault(date.fromisoformat(card.row["period_end"]).year, card)
        elif year is not None and not card.row["shown"]:
            line.held.setdefault(year, card)
    line.held = {y: card for y, card in line.held.items() if y not in line.values}
    known = line.values.keys() | line.held.keys()
    line.part = {y: card for y, card in line.part.items() if y not in known}


def _year(row: sqlite3.Row, nature: str) -> int | None:
    """The year that a figure tells as a whole, as years.sql has it; None where it tells none."""
    if nature == "stock":
        if row["period_type"] not in ("as_of", "day"):
            return None
        end = date.fromisoformat(row["period_end"])
        return end.year if end.month > 3 else end.year - 1
    return int(row["period_key"]) if row["period_type"] == "year" else None


def _panels(ask: Ask, lines: list[Line]) -> dict[str, object]:
    every = [row for line in lines for row in line.values.values()]
    units = {row["unit"] for row in every}
    if len(units) > 1:
        text = ask.say("、", ", ").join(_unit(ask, unit) for unit in sorted(units))
        refused = ask.say(f"单位不同：{text}。", f"Different units: {text}.")
        return {"refused": refused}
    others = [c.row for line in lines for c in (*line.held.values(), *line.part.values())]
    told = every or others
    if not told:
        return {"lines": lines, "years": [], "scale": None, "number": number, "unit": ""}
    scale = figures.scale_asked(ask, told[0]["unit"], told)
    _draw(ask, lines, scale)
    years = {year for line in lines for year in (*line.values, *line.held, *line.part)}
    return {
        "lines": lines,
        "years": sorted(years, reverse=True)[:YEARS],
        "number": lambda value: number(value, scale),
        "unit": scale.name(ask.lang),
        "units": switch(told[0]["unit"], ask.lang),
    }


def _draw(ask: Ask, lines: list[Line], scale: Scale) -> None:
    """The same axes in every panel, so that heights can be compared."""
    factor = float(scale.factor)
    values = [row["value"] / factor for line in lines for row in line.values.values()]
    years = [year for line in lines for year in line.values]
    for line in lines:
        marks = [
            charts.Mark(float(y), r["value"] / factor, f"{y} {r['quote']}", "dot",
                        links.figure(r["figure_id"]))
            for y, r in sorted(line.values.items())
        ]  # fmt: skip
        line.chart = charts.chart(
            marks,
            charts.NARROW,
            title=line.name,
            unit=scale.name(ask.lang),
            missing=ask.say("无报道", "none"),
            values=values,
            years=(min(years), max(years)) if years else None,
            instead=dict.fromkeys(line.part, ask.say("非全年", "in part"))
            | dict.fromkeys(line.held, ask.say("待核", "held")),
        )
