"""Parks, reports, sources, indicators and coverage to take away."""

from __future__ import annotations

import sqlite3

from archive.site import links, provinces
from archive.site.files.table import MOST, Table
from archive.site.formats import listed
from archive.site.pages.source import years
from archive.site.sheets import Cell
from archive.site.web import Ask, NotFound, one, rows

PARKS = """
select p.id, p.name, p.level, p.status, p.official_code, p.place_code, l.name as place,
  t.province_code, t.figures, t.reports, t.indicators, t.first_year, t.last_year, t.last_report_at
from park_totals t join parks p on p.id = t.park_id left join places l on l.code = p.place_code
where {where} order by t.figures desc, p.name, p.id limit ?
"""
REPORTS = """
select a.id, a.title, coalesce(nullif(a.origin, ''), s.name) as paper, s.name as source,
  a.published_at, a.url,
  (select count(*) from figures f where f.article_id = a.id and f.withdrawn_at is null) as figures
from articles a join sources s on s.id = a.source_id
where a.is_park_report = 1 {more} order by a.published_at desc, a.id limit ?
"""
SOURCES = """
select s.*, (select count(*) from articles a where a.source_id = s.id) as reports,
  (select max(published_at) from articles a where a.source_id = s.id) as newest
from sources s order by s.province_code, s.id
"""
INDICATORS = """
select i.*, t.parks, t.figures from indicators i
  left join indicator_totals t on t.indicator_id = i.id order by i.rowid
"""
PAGE = ("本站网址", "page")


def parks(db: sqlite3.Connection, ask: Ask) -> Table:
    """Parks with figures, or all parks of a province."""
    if "province" not in ask.params:
        found = rows(db, PARKS.format(where="t.figures > 0"), MOST + 1)
        return _parks(ask, ask.say("园区", "parks"), found)
    code = ask.params["province"]
    if code not in provinces.TILES:
        raise NotFound(ask.say("没有这个省份。", "There is no such province."))
    found = rows(db, PARKS.format(where="t.province_code = ?"), code, MOST + 1)
    name = provinces.name(code, ask.lang)
    return _parks(ask, ask.say(f"{name}的园区", f"parks in {name}"), found)


def _parks(ask: Ask, name: str, found: list[sqlite3.Row]) -> Table:
    heads = [
        ("编号", "id"), ("园区", "park"), ("级别", "level"), ("名录", "status"),
        ("名录代码", "official_code"), ("省份", "province"), ("所在地", "place"),
        ("地区代码", "place_code"), ("数字", "figures"), ("报道", "reports"),
        ("指标", "indicators"), ("最早年份", "first_year"), ("最近年份", "last_year"),
        ("最近报道", "last_report_at"), PAGE,
    ]  # fmt: skip
    lines: list[list[Cell]] = [
        [
            p["id"], p["name"], listed("parks.level", p["level"], ask.lang),
            listed("parks.status", p["status"], ask.lang), p["official_code"],
            provinces.name(p["province_code"], ask.lang), p["place"], p["place_code"],
            p["figures"], p["reports"], p["indicators"], p["first_year"], p["last_year"],
            p["last_report_at"], ask.url(links.park(p["id"])),
        ]
        for p in found
    ]  # fmt: skip
    return Table("parks", name, ("园区", "parks"), heads, lines)


def reports(db: sqlite3.Connection, ask: Ask) -> Table:
    """Reports about parks, of all sources or of one, the newest first."""
    more, values, name = "", [], ask.say("园区报道", "park reports")
    if "source" in ask.params:
        source = one(db, "select id, name from sources where id = ?", ask.params["source"])
        if source is None:
            raise NotFound(ask.say("没有这个来源。", "There is no such source."))
        more, values, name = "and a.source_id = ?", [source["id"]], source["name"]
    found = rows(db, REPORTS.format(more=more), *values, MOST + 1)
    heads = [
        ("编号", "id"), ("标题", "title"), ("报纸", "paper"), ("来源", "source"),
        ("发布时间", "published_at"), ("数字", "figures"), ("原文网址", "url"), PAGE,
    ]  # fmt: skip
    lines: list[list[Cell]] = [
        [r["id"], r["title"], r["paper"], r["source"], r["published_at"], r["figures"], r["url"],
         ask.url(links.report(r["id"]))]
        for r in found
    ]  # fmt: skip
    return Table("reports", name, ("报道", "reports"), heads, lines)


def sources(db: sqlite3.Connection, ask: Ask) -> Table:
    """Every source with its health."""
    heads = [
        ("编号", "id"), ("网站", "source"), ("省份", "province"), ("状况", "health"),
        ("最近抓取", "last_crawled_at"), ("最新报道", "newest_report"), ("文章", "articles"),
        ("首页", "home_url"), ("版权声明", "rights"), PAGE,
    ]  # fmt: skip
    lines: list[list[Cell]] = [
        [s["id"], s["name"], provinces.name(s["province_code"], ask.lang),
         listed("sources.health", s["health"], ask.lang), s["last_crawled_at"], s["newest"],
         s["reports"], s["home_url"], s["rights"], ask.url(links.source(s["id"]))]
        for s in rows(db, SOURCES)
    ]  # fmt: skip
    return Table("sources", ask.say("来源", "sources"), ("来源", "sources"), heads, lines)


def indicators(db: sqlite3.Connection, ask: Ask) -> Table:
    """The vocabulary, with how much is known of each."""
    heads = [
        ("编号", "id"), ("指标", "name_zh"), ("英文", "name_en"), ("类别", "category"),
        ("单位", "unit"), ("性质", "nature"), ("可比性", "comparable"), ("定义", "definition"),
        ("园区", "parks"), ("数字", "figures"), PAGE,
    ]  # fmt: skip
    lines: list[list[Cell]] = [
        [i["id"], i["name_zh"], i["name_en"],
         *(listed(f"indicators.{key}", i[key], ask.lang) for key in ("category",)), i["unit"],
         *(listed(f"indicators.{key}", i[key], ask.lang) for key in ("nature", "comparable")),
         ask.say(i["description"], i["description_en"]), i["parks"] or 0, i["figures"] or 0,
         ask.url(links.indicator(i["id"]))]
        for i in rows(db, INDICATORS)
    ]  # fmt: skip
    name = ask.say("指标", "indicators")
    return Table("indicators", name, ("指标", "indicators"), heads, lines)


def covered_provinces(db: sqlite3.Connection, ask: Ask) -> Table:
    """What is known of each province, the kinds of blank told apart."""
    states = {
        "some": ask.say("有数字", "figures found"),
        "empty": ask.say("有来源，尚无数字", "a source, no figures yet"),
        "none": ask.say("尚无来源", "no source yet"),
    }
    no_data = ask.say("资料暂缺", "no data yet")
    heads = [
        ("代码", "code"), ("省份", "province"), ("状态", "state"), ("来源", "sources"),
        ("名录中的园区", "parks"), ("有数字的园区", "parks_with_figures"), ("数字", "figures"),
    ]  # fmt: skip
    lines: list[list[Cell]] = [
        [t.code, t.name, no_data if t.code in provinces.NO_DATA else states[t.state],
         t.sources, t.parks, t.known, t.figures]
        for t in provinces.tiles(db, ask.lang)
    ]  # fmt: skip
    name = ask.say("各省覆盖情况", "coverage by province")
    return Table("provinces", name, ("覆盖", "coverage"), heads, lines)


def covered_years(db: sqlite3.Connection, ask: Ask) -> Table:
    """Reports by year of publication."""
    heads = [("发布年", "year"), ("园区报道", "park_reports"), ("全部文章", "articles")]
    lines = [[y["year"], y["park_reports"], y["reports"]] for y in years(db)]
    name = ask.say("各年报道数", "reports by year")
    return Table("years", name, ("年份", "years"), heads, lines)
