"""Take away what a page shows: CSV, Excel, JSON, with source, date and rights inside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

from archive.search import match_expression, parts
from archive.site import figures, links
from archive.site.formats import listed
from archive.site.pages.search import filters_of
from archive.site.sheets import Cell, csv_bytes, workbook
from archive.site.web import Ask, Document, NotFound, archive_facts, one

MOST = 20_000  # rows of one file; the database as a whole can be had ready-made

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


def _park(db: sqlite3.Connection, ask: Ask) -> tuple[str, list[sqlite3.Row]]:
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
    return name, found


def _indicator(db: sqlite3.Connection, ask: Ask) -> tuple[str, list[sqlite3.Row]]:
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
    return indicator["name_zh"], found


def _search(db: sqlite3.Connection, ask: Ask) -> tuple[str, list[sqlite3.Row]]:
    query = ask.get("q")
    sql, values = filters_of(ask).of_figures()
    if not (parts(query) or sql):
        return "search", []
    words = parts(query)
    found = figures.select(
        db,
        ("where figures_fts match ? " if words else "where 1 = 1 ")
        + f"and f.withdrawn_at is null {sql} "
        "order by f.rowid desc limit ?",
        *([match_expression(query)] if words else []),
        *values,
        MOST + 1,
        start="figures_fts join figures f on f.rowid = figures_fts.rowid" if words else "figures f",
    )
    return query or "search", found


def _file(db: sqlite3.Connection, ask: Ask, name: str, found: list[sqlite3.Row]) -> Document:
    form = ask.params["form"]
    # Within a CSV there is no room to say which publication it comes from.
    file = "-".join(filter(None, (name, archive_facts(db).get("release"))))
    cut = len(found) > MOST
    shown = figures.cards(ask, found[:MOST])
    head = [ask.say(zh, en) for zh, en, _ in COLUMNS] + [ask.say("本站网址", "page")]
    body: list[list[Cell]] = [
        [cell(card) for _, _, cell in COLUMNS] + [ask.url(links.figure(card.row["id"]))]
        for card in shown
    ]
    if form == "csv":
        return Document(csv_bytes(head, body), "text/csv; charset=utf-8", f"{file}.csv")
    notes = _notes(db, ask, name, len(body), cut)
    if form == "json":
        keys = [en for _, en, _ in COLUMNS] + ["page"]
        data = {
            "about": {key: value for key, value in notes[1:]},
            "figures": [dict(zip(keys, row, strict=True)) for row in body],
        }
        text = json.dumps(data, ensure_ascii=False, indent=1)
        return Document(text, "application/json; charset=utf-8")
    book = workbook(
        [(ask.say("数字", "figures"), [head, *body]), (ask.say("说明", "about"), notes)]
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Document(book, kind, f"{file}.xlsx")


def _notes(db: sqlite3.Connection, ask: Ask, name: str, count: int, cut: bool) -> list[list[str]]:
    facts = archive_facts(db)
    rights = ask.say(
        "数字是事实，可自由使用，请写明报纸、日期和本站网址；报道版权归各报。"
        "本站只核对读数是否与原文一致，不判断原文数字是否属实。",
        "Figures are facts and free to use; name paper, date and page. Reports belong to their "
        "papers. We check that a figure is read as printed, not whether the report is true.",
    )
    say = ask.say
    notes = [
        [say("项目", "item"), say("内容", "content")],
        [say("来源", "source"), say("园区数字档案", "The park archive") + f" {ask.base}"],
        [say("内容", "what"), name],
        [say("网址", "address"), ask.url(ask.link())],
        [say("版本", "release"), facts.get("release") or ""],
        [say("数据截至", "data as of"), (facts.get("data_as_of") or "")[:10]],
        [say("行数", "rows"), str(count)],
        [say("权利", "rights"), rights],
    ]
    if cut:
        notes.append(
            [
                say("注意", "note"),
                say(f"只含前 {MOST} 行，全库见 /public.db", f"first {MOST} rows; all: /public.db"),
            ]
        )
    return notes


def park(db: sqlite3.Connection, ask: Ask) -> Document:
    """All figures of a park, or of one of its indicators."""
    name, found = _park(db, ask)
    return _file(db, ask, name, found)


def indicator(db: sqlite3.Connection, ask: Ask) -> Document:
    """All figures of an indicator."""
    name, found = _indicator(db, ask)
    return _file(db, ask, name, found)


def search(db: sqlite3.Connection, ask: Ask) -> Document:
    """All figures that a search found."""
    name, found = _search(db, ask)
    return _file(db, ask, name, found)
