"""Lists: all parks by province, one province, all reports, all sources."""

from __future__ import annotations

import sqlite3

from archive.site import links, provinces
from archive.site.pages.source import FINE
from archive.site.web import Answer, Ask, NotFound, rows

PER_PAGE = 50

PARKS = """
select p.id, p.name, p.level, p.status, p.place_code, l.name as place, t.figures, t.reports,
  t.indicators, t.first_year, t.last_year, t.last_report_at
from park_totals t join parks p on p.id = t.park_id left join places l on l.code = p.place_code
"""
ORDER = "p.status = 'several', t.figures desc, "
REPORTS = """
select a.id, a.title, a.published_at, a.published_precision,
  coalesce(nullif(a.origin, ''), s.name) as paper
from articles a indexed by articles_published_at_1 join sources s on s.id = a.source_id
where a.is_park_report = 1 {more}
order by a.published_at desc, a.id limit ? offset ?
"""


def parks(db: sqlite3.Connection, ask: Ask) -> Answer:
    """Every province with its parks that have figures."""
    known = rows(db, PARKS + "where t.figures > 0 order by " + ORDER + "p.id limit 200")
    return Answer(
        "parks/parks.html",
        ask.say("园区", "Parks"),
        {"tiles": provinces.tiles(db, ask.lang), "parks": known, "no_data": provinces.NO_DATA},
    )


def province(db: sqlite3.Connection, ask: Ask) -> Answer:
    """The parks of one province, those with figures first."""
    code = ask.params["province"]
    name = provinces.name(code, ask.lang)
    if code not in provinces.TILES:
        raise NotFound(ask.say("没有这个省份。", "There is no such province."))
    page = ask.number("page", 1, 1000)
    found = rows(
        db,
        PARKS + "where t.province_code = ? order by " + ORDER + "p.name, p.id limit ? offset ?",
        code,
        PER_PAGE + 1,
        (page - 1) * PER_PAGE,
    )
    tile = next(t for t in provinces.tiles(db, ask.lang) if t.code == code)
    return Answer(
        "parks/province.html",
        ask.say(f"{name}的园区", f"Parks in {name}"),
        {
            "parks": found[:PER_PAGE],
            "tile": tile,
            "name": name,
            "page": page,
            "more": len(found) > PER_PAGE,
            "sources": rows(db, "select * from sources where province_code = ? order by id", code),
            "no_data": provinces.NO_DATA,
        },
        feed=f"{links.province(code)}/feed.atom",
    )


def reports(db: sqlite3.Connection, ask: Ask) -> Answer:
    """Reports about parks, the newest first."""
    page = ask.number("page", 1, 1000)
    found = rows(db, REPORTS.format(more=""), PER_PAGE + 1, (page - 1) * PER_PAGE)
    return Answer(
        "parks/reports.html",
        ask.say("报道", "Reports"),
        {"reports": found[:PER_PAGE], "page": page, "more": len(found) > PER_PAGE},
    )


def sources(db: sqlite3.Connection, ask: Ask) -> Answer:
    """Every source with its health in words."""
    found = rows(
        db,
        "select s.*, (select count(*) from articles a where a.source_id = s.id) as reports, "
        "(select max(published_at) from articles a where a.source_id = s.id) as newest "
        "from sources s order by s.province_code, s.id",
    )
    return Answer(
        "parks/sources.html",
        ask.say("来源", "Sources"),
        {"sources": found, "fine": FINE, "province": lambda code: provinces.name(code, ask.lang)},
    )
