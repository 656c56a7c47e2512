"""The check that publishing keeps within what may be quoted, apart from the code that cuts.

No public text shares more than 100 characters in a row with a private body, and the clauses of one
report hold at most a third of it. Reports are checked in parallel once they are many: each takes a
look at its own body and its own published words, and nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from itertools import pairwise, repeat
from pathlib import Path

from archive import checks

NAMED = 5  # faults that a message can name
PIECES = 16  # that the reports are shared out in: so that nobody waits long for the last

# What is published of the texts of reports: clauses and numbers, those of earlier versions too
# where they are others.
WORDS = """select f.article_id, f.quote, f.evidence, v.quote, v.evidence
  from json_each(?) r cross join figures f on f.article_id = r.value
  left join figure_versions v on v.figure_id = f.id
    and (v.quote is not f.quote or v.evidence is not f.evidence)"""
BODIES = """select id, body from articles
  where id >= ?1 and (?2 is null or id < ?2) order by id"""
EARLIER = """select article_id, body from article_revisions
  where article_id >= ?1 and (?2 is null or article_id < ?2) order by article_id"""
AT_ONCE = 500  # reports, with their bodies in memory


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
    with closing(_open(building)) as db, closing(_open(home / "archive.db")) as private:
        bodies = private.execute(BODIES, (first, last))
        while several := bodies.fetchmany(AT_ONCE):
            public = _published(db, [article for article, _ in several])
            for article, body in several:
                if leaks.found_in(body):
                    yield f"a long run of the body of report {article} would be public"
                if checks.quoted_too_much(body, public.get(article, ())):
                    yield f"over a third of the body of report {article} would be public"
        for article, body in private.execute(EARLIER, (first, last)):
            if leaks.found_in(body):
                yield f"a long run of an earlier body of report {article} would be public"


def _published(db: sqlite3.Connection, reports: Sequence[str]) -> dict[str, set[str]]:
    """The words of each report that the public file holds."""
    found: dict[str, set[str]] = defaultdict(set)
    for article, *words in db.execute(WORDS, (json.dumps(reports),)):
        found[article].update(text for text in words if text)
    return found


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file.absolute().as_uri() + "?mode=ro", uri=True)
