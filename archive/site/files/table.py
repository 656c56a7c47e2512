"""A table to take away, and its three forms, with source, date and rights inside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.site.sheets import Cell, csv_bytes, workbook
from archive.site.web import DEMO, Ask, Document, Page, archive_facts

MOST = 20_000  # rows of one file; the database as a whole can be had ready-made
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with their heads in Chinese and English. name tells what it holds and names the file;
    key is what programs call the rows. More than MOST rows are cut off, and the file says so."""

    key: str
    name: str
    sheet: tuple[str, str]
    heads: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[Cell]]


Make = Callable[[sqlite3.Connection, Ask], Table]


def page(make: Make) -> Page:
    """The page that hands out a table in the form that its address ends with."""

    def answer(db: sqlite3.Connection, ask: Ask) -> Document:
        return document(db, ask, make(db, ask))

    return answer


def document(db: sqlite3.Connection, ask: Ask, table: Table) -> Document:
    """The table as a file."""
    form = ask.params["form"]
    body = list(table.rows[:MOST])
    # Within a CSV there is no room to say which publication it comes from.
    facts = archive_facts(db)
    demo = "demo" if "demo" in facts else ""
    file = "-".join(filter(None, (demo, table.name, facts.get("release"))))
    head = [ask.say(zh, en) for zh, en in table.heads]
    if form == "csv":
        return Document(csv_bytes(head, body), "text/csv; charset=utf-8", f"{file}.csv")
    notes = _notes(db, ask, table, len(body))
    if form == "json":
        keys = [en for _, en in table.heads]
        data = {
            "about": {key: value for key, value in notes[1:]},
            table.key: [dict(zip(keys, row, strict=True)) for row in body],
        }
        text = json.dumps(data, ensure_ascii=False, indent=1)
        return Document(text, "application/json; charset=utf-8")
    book = workbook([(ask.say(*table.sheet), [head, *body]), (ask.say("说明", "about"), notes)])
    return Document(book, XLSX, f"{file}.xlsx")


def _notes(db: sqlite3.Connection, ask: Ask, table: Table, count: int) -> list[list[str]]:
    facts = archive_facts(db)
    say = ask.say
    rights = say(
        "数字是事实，可自由使用，请写明报纸、日期和本站网址；报道版权归各报。"
        "本站只核对读数是否与原文一致，不判断原文数字是否属实。",
        "Figures are facts and free to use; name paper, date and page. Reports belong to their "
        "papers. We check that a figure is read as printed, not whether the report is true.",
    )
    notes = [
        [say("项目", "item"), say("内容", "content")],
        [say("来源", "source"), say("园区数字档案", "The park archive") + f" {ask.base}"],
        [say("内容", "what"), table.name],
        [say("网址", "address"), ask.url(ask.link())],
        [say("版本", "release"), facts.get("release") or ""],
        [say("数据截至", "data as of"), (facts.get("data_as_of") or "")[:10]],
        [say("行数", "rows"), str(count)],
        [say("权利", "rights"), rights],
    ]
    if "demo" in facts:
        notes.append([say("演示", "demo"), say(*DEMO)])
    if ask.remark:
        notes.append([say("没有采用", "left out"), ask.remark])
    if len(table.rows) > MOST:
        words = say(f"只含前 {MOST} 行，全库见 /public.db", f"first {MOST} rows; all: /public.db")
        notes.append([say("注意", "note"), words])
    return notes
