"""The home page: search first, then what is new and where."""

from __future__ import annotations

import sqlite3

from archive.site import figures, provinces
from archive.site.pages.search import suggestions
from archive.site.web import Answer, Ask, archive_facts, rows

REPORTS, FIGURES_EACH, CHANGES, PARKS = 8, 3, 8, 10

NEWEST = """
select a.id, a.title, a.published_at, a.published_precision,
  coalesce(nullif(a.origin, ''), s.name) as paper
from articles a indexed by articles_published_at_1 join sources s on s.id = a.source_id
where a.is_park_report = 1 and a.published_at is not null
order by a.published_at desc limit ?
"""
MOVED = """
select c.park_id, c.indicator_id, c.year, c.ratio, c.figure_id, c.before_id, p.name as park,
  i.name_zh, i.name_en
from changes c join parks p on p.id = c.park_id join indicators i on i.id = c.indicator_id
  join figures f on f.id = c.figure_id join figures b on b.id = c.before_id
where f.shown = 1 and b.shown = 1 order by c.rowid limit ?
"""
KNOWN = """
select count(*) from park_totals t join parks p on p.id = t.park_id
where t.figures > 0 and p.status <> 'several'
"""
MOST_KNOWN = """
select p.id, p.name, t.figures, t.first_year, t.last_year
from park_totals t join parks p on p.id = t.park_id
where t.figures > 0 and p.status = 'official' order by t.figures desc, p.id limit ?
"""


def home(db: sqlite3.Connection, ask: Ask) -> Answer:
    """Newest reports with their leading figures, the provinces, what this archive is."""
    newest = []
    for report in rows(db, NEWEST, REPORTS):
        found = figures.select(
            db,
            "where f.article_id = ? and f.shown = 1 and f.park_id is not null "
            "order by f.indicator_id = 'other', f.kind <> 'level', f.evidence_start, "
            "f.quote_start limit ?",
            report["id"],
            FIGURES_EACH,
        )
        newest.append((report, figures.cards(ask, found)))
    about = archive_facts(db)
    moved = rows(db, MOVED, CHANGES)
    title = ask.say("园区数字档案", "The park archive")
    description = ask.say(
        "各省新闻网站关于产业园区的报道，每个数字都附原句、报纸和链接",
        "What provincial news sites report about industrial parks: every figure with its words",
    )
    known = db.execute(KNOWN).fetchone()[0]
    return Answer(
        "parks/home.html",
        title,
        {
            "newest": newest,
            "tiles": provinces.tiles(db, ask.lang),
            "no_data": provinces.NO_DATA,
            "archive": about,
            "moved": moved,
            "said": figures.cards_by_id(
                db, ask, [c[end] for c in moved for end in ("before_id", "figure_id")]
            ),
            "most": rows(db, MOST_KNOWN, PARKS),
            "suggested": suggestions(db, ask),
            "known": known,
        },
        description=description,
    )
