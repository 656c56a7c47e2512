"""Figures to take away: of a park, one of its indicators, an indicator, a report, a search."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from archive.site import figures, links
from archive.site.files.table import MOST, Table
from archive.site.formats import listed
from archive.site.pages.search import understood
from archive.site.sheets import Cell
from archive.site.web import Ask, NotFound, one

# Chinese and English head of a column, and the cell of a figure.
COLUMNS: tuple[tuple[str, str, Callable[[figures.Card], Cell]], ...] = (
    ("园区", "park", lambda c: c.row["park"]),
    ("主体", "subject", lambda c: c.row["subject"]),
    ("指标", "indicator", lambda c: c.indicator),
    ("限定", "scope", lambda c: c.scope_words),
    ("种类", "kind", lambda c: c.kind_words),
    ("基准", "base", lambda c: c.base_words),
    ("时期", "period", lambda c: c.when),
    ("时期代码", "period_key", lambda c: c.row["period_key"]),
    ("实绩或计划", "status", lambda c: listed("figures.status", c.row["status"], c.lang)),
    ("原文", "as_printed", lambda c: c.row["quote"]),
    ("数值", "value", lambda c: c.row["value"]),
    ("上限", "value_max", lambda c: c.row["value_max"]),
    ("单位", "unit", lambda c: c.row["unit"]),
    ("界限", "bound", lambda c: listed("figures.bound", c.row["bound"], c.lang)),
    ("原句", "clause", lambda c: c.clause),
    ("报纸", "paper", lambda c: c.row["paper"]),
    ("发布时间", "published_at", lambda c: c.row["published_at"]),
    ("标题", "title", lambda c: c.row["title"]),
    ("原文网址", "url", lambda c: c.row["url"]),
    ("把握", "confidence", lambda c: c.sure_words),
    ("编号", "id", lambda c: c.row["id"]),
)


def table(ask: Ask, name: str, found: list[sqlite3.Row]) -> Table:
    """A table of figures, each with its clause and the address of its page."""
    rows: list[list[Cell]] = [
        [cell(card) for _, _, cell in COLUMNS] + [ask.url(links.figure(card.row["id"]))]
        for card in figures.cards(ask, found)
    ]
    heads = [*((zh, en) for zh, en, _ in COLUMNS), ("本站网址", "page")]
    return Table("figures", name, ("数字", "figures"), heads, rows)


def of_park(db: sqlite3.Connection, ask: Ask) -> Table:
    """All figures of a park, or of one of its indicators."""
    park = one(db, "select id, name from parks where id = ?", ask.params["park"])
    if park is None:
        raise NotFound(ask.say("没有这个编号的园区。", "There is no park with this id."))
    sql, values, name = "", [park["id"]], park["name"]
    if "indicator" in ask.params:
        sql, name = "and f.indicator_id = ? ", f"{name}-{ask.params['indicator']}"
        values.append(ask.params["indicator"])
    found = figures.select(
        db,
        f"where f.park_id = ? {sql}and f.withdrawn_at is null "
        "order by f.indicator_id, f.kind, f.period_end desc, a.published_at desc limit ?",
        *values,
        MOST + 1,
    )
    return table(ask, name, found)


def of_indicator(db: sqlite3.Connection, ask: Ask) -> Table:
    """All figures of an indicator."""
    wanted = ask.params["indicator"]
    indicator = one(db, "select id, name_zh from indicators where id = ?", wanted)
    if indicator is None:
        raise NotFound(ask.say("没有这个指标。", "There is no such indicator."))
    found = figures.select(
        db,
        "where f.indicator_id = ? and f.shown = 1 and f.park_id is not null "
        "order by f.period_key desc, f.park_id limit ?",
        wanted,
        MOST + 1,
    )
    return table(ask, indicator["name_zh"], found)


def of_report(db: sqlite3.Connection, ask: Ask) -> Table:
    """All figures of a report in the order of its text."""
    report = one(db, "select id, title from articles where id = ?", ask.params["report"])
    if report is None:
        raise NotFound(ask.say("没有这个编号的报道。", "There is no report with this id."))
    found = figures.select(
        db,
        "where f.article_id = ? and f.withdrawn_at is null "
        "order by f.evidence_start, f.quote_start, f.id limit ?",
        report["id"],
        MOST + 1,
    )
    return table(ask, report["title"], found)


def of_search(db: sqlite3.Connection, ask: Ask) -> Table:
    """All figures that a search found."""
    query = ask.get("q")
    found = figures.select(
        db,
        "where figures_fts match ? order by figures_fts.rowid desc limit ?",
        understood(db, ask).matching(),
        MOST + 1,
        start="figures_fts join figures f on f.rowid = figures_fts.rowid",
    )
    return table(ask, query or "search", found)
