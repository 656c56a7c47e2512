"""What was removed on request: its addresses answer with when and why, and nothing more."""

from __future__ import annotations

import sqlite3

from archive.site.formats import day
from archive.site.web import Answer, Ask, one, rows

# A source stands for the reports that went with it.
LISTED = """
select * from removals where what <> 'report' or figures is not null
order by removed_at desc, id limit ?
"""
GONE = 410  # HTTP: it was here and will not come back


def removed(db: sqlite3.Connection, ask: Ask) -> Answer | None:
    """The notice in place of a removed report, figure or source; None for anything else."""
    asked = ask.params
    if "report" in asked:
        key, what = asked["report"], "report"
    elif "figure" in asked:  # the id of a figure begins with that of its report
        key, what = asked["figure"].partition("-")[0], "report"
    elif "source" in asked:
        key, what = asked["source"], "source"
    else:
        return None
    if not _published(db):
        return None
    found = one(db, "select * from removals where id = ? and what = ?", key, what)
    if found is None:
        return None
    on = day(found["removed_at"], ask.lang)
    subject = {
        "report": ask.say("这篇报道及其中的数字", "This report, with its figures,"),
        "source": ask.say("这个来源及其全部报道", "This source, with all its reports,"),
    }[what]
    words = ask.say(
        f"{subject}已于{on}应要求移除，不会再收录。",
        f"{subject} was removed on request on {on} and will not be taken in again.",
    )
    title = ask.say("应要求移除", "Removed on request")
    context = {"words": words, "reason": found["reason"], "gone": True}
    return Answer("parks/notice.html", title, context, status=GONE, index=False)


def removals(db: sqlite3.Connection, most: int) -> list[sqlite3.Row]:
    """What was removed, the newest first."""
    return rows(db, LISTED, most) if _published(db) else []


def _published(db: sqlite3.Connection) -> bool:
    """Whether the file has the table: one that an earlier version published lacks it."""
    return one(db, "select 1 from sqlite_master where name = 'removals'") is not None
