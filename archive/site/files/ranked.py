"""Rankings and comparisons to take away: one line a value, with its words and its page."""

from __future__ import annotations

import sqlite3

from archive.site import links, provinces
from archive.site import ranking as of
from archive.site.files.table import Table
from archive.site.formats import listed
from archive.site.pages import compare
from archive.site.sheets import Cell
from archive.site.web import Ask, NotFound, one

PAGE = ("本站网址", "page")


def ranking(db: sqlite3.Connection, ask: Ask) -> Table:
    """The ranking that the indicator's page shows, without its end."""
    found = one(db, "select * from indicators where id = ?", ask.params["indicator"])
    years = of.years_of(db, ask, found) if found else []
    chosen = of.chosen(ask, found, years) if found else None
    if found is None or chosen is None:
        raise NotFound(ask.say("没有这项指标的排行。", "There is no ranking of this indicator."))
    places = of.whole(db, ask, chosen)
    heads = [
        ("名次", "rank"), ("上升", "moved"), ("编号", "park_id"), ("园区", "park"),
        ("省份", "province"), ("年份", "year"), ("数值", "value"), ("上限", "value_max"),
        ("单位", "unit"), ("界限", "bound"), ("原文", "as_printed"), ("上年数值", "value_before"),
        PAGE,
    ]  # fmt: skip
    lines: list[list[Cell]] = [
        [p.rank, p.moved, p.row["park_id"], p.row["name"], p.province, p.row["year"],
         p.row["value"], p.row["value_max"], p.row["unit"],
         listed("figures.bound", p.row["bound"], ask.lang), p.row["quote"], p.row["before"],
         ask.url(links.figure(p.row["figure_id"]))]
        for p in places
    ]  # fmt: skip
    name = f"{found['name_zh' if ask.lang == 'zh' else 'name_en']} {chosen.year}"
    return Table("ranking", name, ("排行", "ranking"), heads, lines)


def compared(db: sqlite3.Connection, ask: Ask) -> Table:
    """The values that a comparison shows, year by year; none where it is refused."""
    parks, indicators = compare.chosen(db, ask)
    refused = compare.refusal(ask, parks, indicators)
    lines: list[list[Cell]] = []
    for line in [] if refused else compare.lines(db, ask, parks, indicators):
        lines += [
            [line.park["name"], line.indicator["name_zh" if ask.lang == "zh" else "name_en"],
             provinces.name(line.park["place_code"], ask.lang), year, v["value"], v["value_max"],
             v["unit"], listed("figures.bound", v["bound"], ask.lang), v["quote"], v["as_of"],
             ask.url(links.figure(v["figure_id"]))]
            for year, v in sorted(line.values.items(), reverse=True)
        ]  # fmt: skip
    heads = [
        ("园区", "park"), ("指标", "indicator"), ("省份", "province"), ("年份", "year"),
        ("数值", "value"), ("上限", "value_max"), ("单位", "unit"), ("界限", "bound"),
        ("原文", "as_printed"), ("时点", "as_of"), PAGE,
    ]  # fmt: skip
    return Table("values", ask.say("比较", "compare"), ("比较", "compare"), heads, lines)
