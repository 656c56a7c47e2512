"""A park: who and where, its indicators over time, its reports."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from markupsafe import Markup

from archive.site import charts, figures, links, provinces
from archive.site.drawing import draw, shapes
from archive.site.formats import listed, scale_for
from archive.site.web import Answer, Ask, NotFound, one, rows

LINES_EACH, PLANS_EACH = 5, 2  # rows of an indicator on the park's page; its own page has all
LINES = 70  # rows with clauses of all indicators together: of many each has fewer, the last none
REPORTS = 12
PANELS, LEAST_PERIODS = 3, 3  # small charts at the head, and the periods one needs
DISAGREEMENTS, CHANGES = 8, 8
NAMES = 4  # of those it goes by; the table has all
YEARS = 8  # years of coverage told
ENOUGH_DAYS = 183  # from here on a year counts as looked through, as in derived.sql
OTHERS = 12  # figures about firms and projects within the park
HELD = 12  # on a page of them
HELD_LEVELS = 500  # the newest, of which charts say that they are held

HELD_OF = "where f.park_id = ? and f.withdrawn_at is null and (f.shown = 0 or f.period_key = '') "

FIND = """
select p.*, t.reports, t.figures, t.indicators, t.first_year, t.last_year, t.last_report_at,
  parent.name as parent, successor.name as successor
from parks p left join park_totals t on t.park_id = p.id
  left join parks parent on parent.id = p.parent_id
  left join parks successor on successor.id = p.successor_id
where p.id = ?
"""
REPORTS_ABOUT = f"""
select r.*, (select count(*) from figures f
  where f.article_id = r.id and f.park_id = ?1 and f.withdrawn_at is null) as figures
from (
  select a.id, a.title, a.published_at, a.published_precision,
    coalesce(nullif(a.origin, ''), s.name) as paper
  from (select distinct article_id from {figures.RECENT} where withdrawn_at is null) f
    join articles a on a.id = f.article_id join sources s on s.id = a.source_id
  order by a.published_at desc, a.id limit ?2
) r
"""  # noqa: S608 our own parts
NEIGHBOURS = """
select p.id, p.name, t.figures from parks p join park_totals t on t.park_id = p.id
where p.place_code between substr(?1, 1, 4) || '00' and substr(?1, 1, 4) || '99' and p.id <> ?2
  and p.status <> 'several'
order by t.figures desc, p.name limit 10
"""
# Those that a name of several parks names, by any name that only one park bears.
MEMBERS = """
select v.value as name, min(n.park_id) as id from json_each(?) v join (
  select id as park_id, name from parks where status <> 'several'
  union select m.park_id, m.name from park_names m join parks p on p.id = m.park_id
    and p.status <> 'several'
) n on n.name = v.value group by v.key having count(*) = 1 order by v.key
"""
CONFLICTS = """
select c.grade, c.arithmetic, f.indicator_id, i.name_zh, i.name_en, f.period_start, f.period_end,
  c.figure_a as a, c.figure_b as b
-- Few figures have one: asked first, before anything is looked up for all of a park's.
from figures f cross join conflicts c on c.figure_a = f.id
  left join indicators i on i.id = f.indicator_id
where f.park_id = ? and c.counted = 1 and c.grade <> '末位取舍'
order by f.period_end desc, c.figure_a limit ?
"""
CHANGED = """
select v.figure_id, v.seen_from, v.quote, b.quote as before, f.indicator_id, i.name_zh, i.name_en
-- Only a report that changed has such figures.
from (select distinct article_id from figures where park_id = ?1) o
  cross join articles a on a.id = o.article_id and a.revisions > 0
  cross join figures f on f.article_id = a.id and f.park_id = ?1
  join figure_versions v on v.figure_id = f.id and v.version > 1
  join figure_versions b on b.figure_id = v.figure_id and b.version = v.version - 1
  left join indicators i on i.id = f.indicator_id
where v.cause = 'paper' order by v.seen_from desc limit ?2
"""
COVERED = """
select year, max(sources) as sources, max(days) as days, max(reports) as reports,
  max(figures) as figures
from (
  select year, sources, days, 0 as reports, 0 as figures
  from watched where province_code = ?1
  union all
  select year, 0, 0, reports, figures from coverage where park_id = ?2
) group by year order by year desc limit ?3
"""


@dataclass(slots=True)
class Panel:
    """A small chart of one indicator at the head of the page."""

    id: str
    name: str
    chart: Markup


@dataclass(slots=True)
class Indicator:
    """One indicator of the park: its newest rows, and how many more there are."""

    id: str
    name: str
    category: str
    cards: list[figures.Card]
    more: int


def find(db: sqlite3.Connection, ask: Ask) -> sqlite3.Row:
    """The park of the address; NotFound where there is none."""
    found = one(db, FIND, ask.params["park"])
    if found is None:
        raise NotFound(ask.say("没有这个编号的园区。", "There is no park with this id."))
    return found


def where(db: sqlite3.Connection, code: str | None) -> list[sqlite3.Row]:
    """The place and those above it, the province first."""
    codes = list(dict.fromkeys([f"{code[:2]}0000", f"{code[:4]}00", code])) if code else []
    marks = ", ".join("?" * len(codes))
    return rows(db, f"select code, name from places where code in ({marks}) order by code", *codes)  # noqa: S608 marks only


def park(db: sqlite3.Connection, ask: Ask) -> Answer:
    """The park's page."""
    found = find(db, ask)
    names = [
        row["name"]
        for row in rows(
            db,
            "select name from park_names where park_id = ? and name <> ? "
            "order by length(name), name",
            found["id"],
            found["name"],
        )
    ]
    others = figures.select(
        db,
        "where f.context_park_id = ?1 and f.park_id is not ?1 and f.withdrawn_at is null "
        "and f.shown = 1 order by a.published_at desc, f.evidence_start limit ?2",
        found["id"],
        OTHERS,
        # Named, as SQLite would else walk all reports by their day to find these few.
        start="figures f indexed by figures_context_park_id_3",
    )
    held = _held(db, ask, found["id"])
    conflicts = rows(db, CONFLICTS, found["id"], DISAGREEMENTS)
    where_words = provinces.name(found["place_code"], ask.lang)
    province = f"{(found['place_code'] or '')[:2]}0000"
    chosen = _series(db, found["id"])
    indicators = _indicators(ask, chosen)
    panels = _panels(db, ask, found["id"], chosen)
    return Answer(
        "parks/park.html",
        found["name"],
        {
            "park": found,
            "names": names,
            "members": _members(db, found),
            "most_names": NAMES,
            "places": where(db, found["place_code"]),
            "province": where_words,
            "panels": panels,
            "shapes": shapes(ask.lang),
            "indicators": indicators[:LINES],
            "briefly": indicators[LINES:],
            "conflicts": conflicts,
            "said": figures.cards_by_id(db, ask, [c[end] for c in conflicts for end in "ab"]),
            "changed": rows(db, CHANGED, found["id"], CHANGES),
            # Of several parks nobody asked whether they were reported together.
            "covered": []
            if found["status"] == "several"
            else rows(db, COVERED, province, found["id"], YEARS),
            "watched": lambda row: _watched(ask, row),
            "sources": rows(
                db, "select id, name from sources where province_code = ? order by id", province
            ),
            "reports": rows(db, REPORTS_ABOUT, found["id"], REPORTS),
            "others": figures.cards(ask, others),
            **held,
            "neighbours": rows(db, NEIGHBOURS, found["place_code"], found["id"]),
        },
        description=ask.say(
            f"{where_words}{found['name']}：{found['figures'] or 0}个数字，"
            f"{found['reports'] or 0}篇报道",
            f"{found['name']}, {where_words}: {found['figures'] or 0} figures "
            f"in {found['reports'] or 0} reports",
        ),
        picture=f"{links.park_indicator(found['id'], panels[0].id)}/narrow.png" if panels else "",
    )


def _members(db: sqlite3.Connection, found: sqlite3.Row) -> list[sqlite3.Row]:
    """The parks that a name of several names, as far as they are known; none for a park."""
    if found["status"] != "several":
        return []
    return rows(db, MEMBERS, json.dumps(found["name"].split("、")))


def _held(db: sqlite3.Connection, ask: Ask, park_id: str) -> dict[str, object]:
    """What is held or without a period, page by page, and how much of it there is."""
    total = db.execute(f"select count(*) from figures f {HELD_OF}", (park_id,)).fetchone()[0]  # noqa: S608 our own part
    page = ask.number("held", 1, max(1, -(-total // HELD)))
    found = figures.select(
        db,
        HELD_OF + "order by a.published_at desc, f.evidence_start, f.id limit ? offset ?",
        park_id,
        HELD,
        (page - 1) * HELD,
    )
    return {
        "held": figures.cards(ask, found),
        "held_total": total,
        "held_page": page,
        "more_held": page * HELD < total,
    }


def _watched(ask: Ask, year: sqlite3.Row) -> str:
    """What may be said of a year without a report: watched for some days is not "not watched"."""
    if year["reports"]:
        return listed("coverage.state", "reported", ask.lang)
    if year["days"] >= ENOUGH_DAYS:
        return listed("coverage.state", "searched_none", ask.lang)
    if year["days"]:
        return ask.say("关注不足半年", "watched for less than half a year")
    return ask.say("未关注", "not watched")


def _series(db: sqlite3.Connection, park_id: str) -> dict[str, list[sqlite3.Row]]:
    """The park's series by indicator, in the order of the vocabulary: output and tax first."""
    chosen = figures.select(
        db,
        "where q.park_id = ? order by i.rowid, q.scope, q.kind <> 'level', q.kind, q.unit, "
        "q.period_end desc, f.status",
        park_id,
        start="series q join figures f on f.id = q.figure_id",
    )
    return _by_indicator(chosen)


def _by_indicator(found: list[sqlite3.Row]) -> dict[str, list[sqlite3.Row]]:
    grouped: dict[str, list[sqlite3.Row]] = {}
    for row in found:
        grouped.setdefault(row["indicator_id"], []).append(row)
    return grouped


def _panels(
    db: sqlite3.Connection, ask: Ask, park_id: str, grouped: dict[str, list[sqlite3.Row]]
) -> list[Panel]:
    """Charts of the indicators with most periods."""
    held = _held_levels(db, park_id)
    found = []
    for indicator_id, every in grouped.items():
        levels = [row for row in every if row["kind"] == "level" and row["scope"] == ""]
        of_unit = [row for row in levels if row["unit"] == levels[0]["unit"]]
        if len(of_unit) < LEAST_PERIODS:
            continue
        scale = scale_for(
            of_unit[0]["unit"], [r["quote"] for r in of_unit], [r["value"] for r in of_unit]
        )
        cards = [figures.Card(row, ask.lang, scale) for row in of_unit]
        chosen = {row["id"] for row in of_unit}
        cards += [figures.Card(r, ask.lang, scale) for r in held.get(indicator_id, ())]
        drawn = draw(cards, scale, chosen, ask.lang)
        if drawn is not None and drawn.periods >= LEAST_PERIODS:
            found.append((drawn, indicator_id, cards[0]))
    found.sort(key=lambda f: -f[0].periods)
    return [
        Panel(
            indicator_id,
            card.indicator,
            charts.chart(
                drawn.marks, charts.NARROW, title=f"{card.about} {card.indicator}",
                unit=drawn.unit, missing=ask.say("无报道", "none"), instead=drawn.instead,
            ),
        )
        for drawn, indicator_id, card in found[:PANELS]
    ]  # fmt: skip


def _held_levels(db: sqlite3.Connection, park_id: str) -> dict[str, list[sqlite3.Row]]:
    """Held amounts by indicator: their years are not drawn as years without a report."""
    found = figures.select(
        db,
        "where f.park_id = ? and f.kind = 'level' and f.scope = '' and f.shown = 0 "
        "and f.withdrawn_at is null order by a.published_at desc limit ?",
        park_id,
        HELD_LEVELS,
        columns=figures.OUTLINE,
    )
    return _by_indicator(found)


def first_chart(db: sqlite3.Connection, ask: Ask) -> str:
    """The indicator whose chart a link to the park shows; empty where nothing is drawn."""
    park_id = ask.params["park"]
    panels = _panels(db, ask, park_id, _series(db, park_id))
    return panels[0].id if panels else ""


def _indicators(ask: Ask, grouped: dict[str, list[sqlite3.Row]]) -> list[Indicator]:
    """The newest rows of each indicator."""
    made = []
    each = max(1, min(LINES_EACH, LINES // max(1, len(grouped))))
    for indicator_id, found in grouped.items():
        newest = sorted(found, key=lambda row: row["period_end"] or "", reverse=True)
        planned = [row for row in newest if row["status"] == "planned"]
        results = [row for row in newest if row["status"] != "planned"]
        if results:
            planned = planned[: min(PLANS_EACH, each // 2)]
        shown = (results[: each - len(planned)] + planned)[:each]
        cards = figures.cards(ask, shown)
        made.append(
            Indicator(
                indicator_id, cards[0].indicator, found[0]["category"] or "other", cards,
                len(found) - len(shown),
            )
        )  # fmt: skip
    return made
