"""A park: who and where, its indicators over time, its reports."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.site import figures, provinces
from archive.site.web import Answer, Ask, NotFound, one, rows

LINES_EACH = 6  # periods of an indicator on the park's page; its own page has all
REPORTS = 12
OTHERS = 12  # figures about firms and projects within the park
HELD = 12

FIND = """
select p.*, t.reports, t.figures, t.indicators, t.first_year, t.last_year, t.last_report_at,
  parent.name as parent, successor.name as successor
from parks p left join park_totals t on t.park_id = p.id
  left join parks parent on parent.id = p.parent_id
  left join parks successor on successor.id = p.successor_id
where p.id = ?
"""
REPORTS_ABOUT = """
select a.id, a.title, a.published_at, a.published_precision,
  coalesce(nullif(a.origin, ''), s.name) as paper, count(*) as figures
from figures f join articles a on a.id = f.article_id join sources s on s.id = a.source_id
where f.park_id = ? and f.withdrawn_at is null
group by a.id order by a.published_at desc, a.id limit ?
"""
NEIGHBOURS = """
select p.id, p.name, t.figures from parks p join park_totals t on t.park_id = p.id
where substr(p.place_code, 1, 4) = substr(?1, 1, 4) and p.id <> ?2
order by t.figures desc, p.name limit 10
"""


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
            "order by length(name) desc, name",
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
    )
    held = figures.select(
        db,
        "where f.park_id = ? and f.withdrawn_at is null and (f.shown = 0 or f.period_key = '') "
        "order by a.published_at desc, f.evidence_start limit ?",
        found["id"],
        HELD,
    )
    where_words = provinces.name(found["place_code"], ask.lang)
    return Answer(
        "parks/park.html",
        found["name"],
        {
            "park": found,
            "names": names,
            "places": where(db, found["place_code"]),
            "province": where_words,
            "indicators": _indicators(db, ask, found["id"]),
            "reports": rows(db, REPORTS_ABOUT, found["id"], REPORTS),
            "others": figures.cards(ask, others),
            "held": figures.cards(ask, held),
            "neighbours": rows(db, NEIGHBOURS, found["place_code"], found["id"]),
        },
        description=ask.say(
            f"{where_words}{found['name']}：{found['figures'] or 0}个数字，"
            f"{found['reports'] or 0}篇报道",
            f"{found['name']}, {where_words}: {found['figures'] or 0} figures "
            f"in {found['reports'] or 0} reports",
        ),
    )


def _indicators(db: sqlite3.Connection, ask: Ask, park_id: str) -> list[Indicator]:
    """The park's series, the indicators with most periods first within each category."""
    chosen = figures.select(
        db,
        "where q.park_id = ? order by i.category, q.indicator_id, q.scope, q.kind <> 'level', "
        "q.kind, q.unit, q.period_end desc, f.status",
        park_id,
        start="series q join figures f on f.id = q.figure_id",
    )
    grouped: dict[str, list[sqlite3.Row]] = {}
    for row in chosen:
        grouped.setdefault(row["indicator_id"], []).append(row)
    made = []
    for indicator_id, found in grouped.items():
        newest = sorted(found, key=lambda row: row["period_end"] or "", reverse=True)
        cards = figures.cards(ask, newest[:LINES_EACH])
        made.append(
            Indicator(
                indicator_id, cards[0].indicator, found[0]["category"] or "other", cards,
                max(0, len(found) - LINES_EACH),
            )
        )  # fmt: skip
    return made
