"""The log of corrections, withdrawals and the papers' own changes, to take away."""

from __future__ import annotations

import sqlite3

from archive.site import links
from archive.site.files.table import MOST, Table
from archive.site.pages.corrections import REVISIONS, changed, logged
from archive.site.sheets import Cell
from archive.site.web import Ask, rows

HEADS = [
    ("时间", "at"), ("记录", "log"), ("做了什么", "action"), ("改了什么", "field"),
    ("改前", "before"), ("改后", "after"), ("原因", "reason"), ("主体", "about"),
    ("指标", "indicator"), ("时期", "period"), ("报纸", "paper"), ("本站网址", "page"),
]  # fmt: skip


def corrections(db: sqlite3.Connection, ask: Ask) -> Table:
    """One line a correction of ours, a number that a paper changed, or a changed report."""
    ours = ask.say("本站", "this site")
    papers = ask.say("报纸", "paper")
    lines: list[list[Cell]] = [
        [c.at, ours, c.action, c.field, c.before or c.card.row["quote"], c.after, c.reason,
         c.card.about, c.card.what, c.card.when, c.card.row["paper"], ask.url(c.card.link)]
        for c in logged(db, ask, MOST)
    ]  # fmt: skip
    lines += [
        [v["seen_from"], papers, ask.say("改了数字", "changed a number"), "", v["before"],
         v["quote"], "", card.about, card.what, card.when, card.row["paper"], ask.url(card.link)]
        for v, card in changed(db, ask, MOST)
    ]  # fmt: skip
    lines += [
        [r["seen_at"], papers, ask.say("改了报道", "changed a report"), "", "", "", r["summary"],
         r["title"], "", "", "", ask.url(links.report(r["article_id"]))]
        for r in rows(db, REVISIONS, MOST, 0)
    ]  # fmt: skip
    lines.sort(key=lambda line: str(line[0]), reverse=True)
    name = ask.say("更正与改动", "corrections and changes")
    return Table("corrections", name, ("更正与改动", "corrections"), HEADS, lines)
