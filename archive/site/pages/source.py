"""A source: its health in words, what it covers, its newest reports. And the coverage of all."""

from __future__ import annotations

import sqlite3

from archive.site import links, provinces
from archive.site.web import Answer, Ask, NotFound, one, rows

REPORTS = """
select a.id, a.title, a.published_at, a.published_precision,
  coalesce(nullif(a.origin, ''), s.name) as paper
from articles a join sources s on s.id = a.source_id
where a.source_id = ? and a.is_park_report = 1 order by a.published_at desc, a.id limit 20
"""
WEEKS = """
select count(*) filter (where day > date(?2, '-7 days')) as week,
  count(*) filter (where day <= date(?2, '-7 days')) / 12.0 as usual
from (select substr(published_at, 1, 10) as day from articles
  where source_id = ?1 and is_park_report = 1 and published_at > date(?2, '-91 days'))
"""
FINE = frozenset(
    {"正常", "抓取中", "尚未抓取", "人工收录"}
)  # health that asks for nobody's attention
OUTCOMES = {
    "ok": ("完成", "done"),
    "refused": ("被网站拒绝", "refused by the site"),
    "robots": ("robots.txt 不允许", "forbidden by robots.txt"),
    "unreachable": ("打不开列表页", "no list page could be had"),
    "empty_list": ("列表页没有文章", "list pages without articles"),
    "failed": ("多数文章没有取到", "most articles could not be had"),
    "stopped": ("本库写不进", "the archive could not be written"),
    "interrupted": ("中途停下", "interrupted"),
    "limited": ("到限额为止", "stopped at a limit"),
}


def source(db: sqlite3.Connection, ask: Ask) -> Answer:
    """The source's page."""
    found = one(
        db,
        "select s.*, (select count(*) from articles a where a.source_id = s.id) as reports, "
        "(select max(published_at) from articles a where a.source_id = s.id) as newest "
        "from sources s where s.id = ?",
        ask.params["source"],
    )
    if found is None:
        raise NotFound(ask.say("没有这个来源。", "There is no such source."))
    as_of = (found["last_crawled_at"] or found["newest"] or "")[:10]
    days = rows(
        db,
        "select substr(day, 1, 4) as year, state, count(*) as days from source_days "
        "where source_id = ? group by 1, 2 order by 1 desc, 3 desc",
        found["id"],
    )
    return Answer(
        "parks/source.html",
        found["name"],
        {
            "source": found,
            "province": provinces.name(found["province_code"], ask.lang),
            "home": links.original(found["home_url"]),
            "weeks": one(db, WEEKS, found["id"], as_of) if as_of else None,
            "days": days,
            "fine": FINE,
            "crawls": rows(
                db,
                "select * from crawls where source_id = ? order by id desc limit 10",
                found["id"],
            ),
            "newest": rows(db, REPORTS, found["id"]),
            "outcome": lambda word: OUTCOMES.get(word, (word, word))[ask.lang != "zh"],
        },
        feed=f"{links.source(found['id'])}/feed.atom",
    )


def coverage(db: sqlite3.Connection, ask: Ask) -> Answer:
    """Which provinces and years are known, and which nobody watched."""
    return Answer(
        "parks/coverage.html",
        ask.say("覆盖情况", "Coverage"),
        {
            "tiles": provinces.tiles(db, ask.lang),
            "no_data": provinces.NO_DATA,
            "years": years(db),
        },
    )


def years(db: sqlite3.Connection) -> list[sqlite3.Row]:
    """Reports by year; none in a file that an earlier version published."""
    if one(db, "select 1 from sqlite_master where name = 'report_years'") is None:
        return []
    return rows(db, "select * from report_years order by year desc")
