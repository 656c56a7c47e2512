"""The check that publishing keeps within what may be quoted, apart from the code that cuts.

No public text shares more than 100 characters in a row with a private body, and the clauses of one
report hold at most a third of it. Reports are checked in parallel once they are many: each takes a
look at its own body and its own published words, and nothing else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from itertools import pairwise, repeat
from pathlib import Path

from archive import checks

NAMED = 5  # faults that a message can name
PIECES = 16  # that the reports are shared out in: so that nobody waits long for the last

# What is published of one report's text: its clauses and numbers, those of earlier versions too.
WORDS = """select quote, evidence from figures where article_id = ?1 union
  select quote, evidence from figure_versions where figure_id in
  (select id from figures where article_id = ?1)"""


def report_ids(home: Path) -> list[str]:
    """The reports of an archive in the order of their ids."""
    with closing(_open(home / "archive.db")) as private:
        return [row[0] for row in private.execute("select id from articles order by id")]


def rights_faults(
    home: Path, building: Path, ids: Sequence[str], pool: Executor | None = None
) -> list[str]:
    """Reports of which a long run, or more than a third, would be public.

    ids are those of all reports; a pool shares them out.
    """
    with closing(_open(building)) as db:
        tables = checks.tables_with_texts(db)
    if pool is None:
        texts = [text for table in tables for text in _texts(building, table)]
        return list(_faults(home, building, texts, "", None))[:NAMED]
    found = pool.map(_texts, repeat(building), tables)
    texts = [text for of_table in found for text in of_table]
    step = -(-len(ids) // PIECES) or 1
    bounds: list[str | None] = ["", *ids[step::step], None]
    jobs = [
        pool.submit(_part, home, building, texts, first or "", last)
        for first, last in pairwise(bounds)
    ]
    return [fault for job in jobs for fault in job.result()][:NAMED]


def _texts(building: Path, table: str) -> list[str]:
    with closing(_open(building)) as db:
        return list(checks.long_texts(db, table))


def _part(home: Path, building: Path, texts: list[str], first: str, last: str | None) -> list[str]:
    return list(_faults(home, building, texts, first, last))


def _faults(
    home: Path, building: Path, texts: list[str], first: str, last: str | None
) -> Iterator[str]:
    """Faults of the reports whose ids lie from first up to, not with, last."""
    leaks = checks.Leaks(texts)
    within = "{0} >= ?1 and (?2 is null or {0} < ?2) order by {0}"
    with closing(_open(building)) as db, closing(_open(home / "archive.db")) as private:
        for article, body in private.execute(
            f"select id, body from articles where {within.format('id')}",  # noqa: S608 a column
            (first, last),
        ):
            if leaks.found_in(body):
                yield f"a long run of the body of report {article} would be public"
            public = [text for row in db.execute(WORDS, (article,)) for text in row if text]
            if checks.quoted_too_much(body, public):
                yield f"over a third of the body of report {article} would be public"
        for article, body in private.execute(
            "select article_id, body from article_revisions "  # noqa: S608 a column
            f"where {within.format('article_id')}",
            (first, last),
        ):
            if leaks.found_in(body):
                yield f"a long run of an earlier body of report {article} would be public"


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file.absolute().as_uri() + "?mode=ro", uri=True)
