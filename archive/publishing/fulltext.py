"""The full-text indexes of a public file, built by a helper in a file of its own.

A contentless index is three ordinary tables. They are filled elsewhere while figures are compared
and the other indexes are made, and copied in as they are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from archive.public_schema import SEARCHED
from archive.publishing.helpers import helping
from archive.publishing.reading import finished, open_finished
from archive.search import TOKENIZE, facet_words, segment

# The values of archive.search.FACETS. A figure has the province of the park that it is about or
# lies in, and the year that it tells of; a report those of its site and its day, and the
# indicators of its figures.
FIGURES = """figures f cross join articles a on a.id = f.article_id
  cross join sources s on s.id = a.source_id
  left join parks p on p.id = f.park_id left join parks c on c.id = f.context_park_id"""
FACETS_OF_F = """json_array(
  substr(coalesce(p.place_code, c.place_code, f.place_code), 1, 2), substr(f.period_key, 1, 4),
  f.indicator_id, a.source_id, coalesce(nullif(a.origin, ''), s.name), f.shown)"""

# What search looks through: titles, names and clauses, never a body.
COLUMNS = {
    "articles": """
with told as (
  select article_id, json_group_array(distinct indicator_id) as names from figures
  where indicator_id is not null and withdrawn_at is null group by article_id
)
select a.rowid, a.title, coalesce(a.origin, ''), coalesce(a.section, ''), json_array(
  substr(s.province_code, 1, 2), substr(a.published_at, 1, 4), json(coalesce(t.names, '[]')),
  a.source_id, coalesce(nullif(a.origin, ''), s.name), 0)
from articles a cross join sources s on s.id = a.source_id
  left join told t on t.article_id = a.id""",
    "figures": f"select f.rowid, f.evidence, f.label, f.subject, {FACETS_OF_F} from {FIGURES} "  # noqa: S608 our own parts
    "where f.withdrawn_at is null",
    "parks": "select rowid, name, (select group_concat(n.name, char(10)) from park_names n "
    "where n.park_id = parks.id) from parks",
}
NAMES = {
    "articles": "title, origin, section, facets",
    "figures": "evidence, label, subject, facets",
    "parks": "name, names",
}
MEMORY = 64 * 1024 * 1024  # bytes of words that are sorted at a time: the more, the less to merge


@contextmanager
def indexing(building: Path, helpers: int) -> Iterator[Path | None]:
    """While this is open a helper, if there are any, fills the indexes of reports, figures and
    parks; after it they lie in the file that this gives. What COLUMNS reads must be written and
    stay as it is; whoever uses this may fill other tables and add indexes."""
    if not helpers:
        yield None
        return
    beside = words_beside(building)
    with helping(1, open_finished, building) as pool:
        done: Future[None] = pool.submit(_beside, beside)
        yield beside
        done.result()


def words_beside(building: Path) -> Path:
    """Where a helper builds the indexes of a file."""
    return building.with_name(building.name + "-words")


def _beside(beside: Path) -> None:
    db = sqlite3.connect(beside, isolation_level=None)
    try:
        db.execute("pragma journal_mode = off")
        db.execute("pragma synchronous = off")
        db.execute("begin")
        for name in SEARCHED:
            create(db, name)
            fill(db, finished(), name)
        db.execute("commit")
    finally:
        db.close()


def create(db: sqlite3.Connection, name: str) -> None:
    """An empty index. Contentless: it holds no text, and any SQLite client can read it.

    A single character is asked for as a beginning of pairs; the index of beginnings answers
    that from the newest row on, without joining the pairs of all rows first.
    """
    db.execute(
        f"create virtual table {name}_fts using fts5({NAMES[name]}, content='', prefix='1', "
        f'tokenize="{TOKENIZE}")'
    )


def fill(db: sqlite3.Connection, rows: sqlite3.Connection, name: str) -> None:
    """Index the rows of a table that another connection, or the same, reads."""
    columns = NAMES[name]
    _set(db, name, "hashsize", MEMORY)
    _set(db, name, "automerge", 0)
    marks = ", ".join("?" * (columns.count(",") + 2))
    with_facets = columns.endswith("facets")
    db.executemany(
        f"insert into {name}_fts(rowid, {columns}) values ({marks})",  # noqa: S608 names are ours
        (
            [row[0], *map(_segment, row[1:-1]), (facet_words if with_facets else _segment)(row[-1])]
            for row in rows.execute(COLUMNS[name] + " order by 1")
        ),
    )
    db.execute(f"insert into {name}_fts({name}_fts) values ('optimize')")  # noqa: S608 ours
    # How it was filled is no matter of who reads it.
    db.execute(f"delete from {name}_fts_config where k <> 'version'")  # noqa: S608 names are ours


def take_in(db: sqlite3.Connection, beside: Path) -> None:
    """Copy the filled indexes into the public file."""
    db.execute("attach ? as words", (str(beside),))
    for name in SEARCHED:
        # As it was made there, also where a new version was installed in between.
        made = "select sql from words.sqlite_master where name = ?"
        db.execute(db.execute(made, (f"{name}_fts",)).fetchone()[0])
        for part in ("data", "idx", "docsize"):
            table = f"{name}_fts_{part}"
            db.execute(f"delete from main.{table}")  # noqa: S608 names are ours
            db.execute(f"insert into main.{table} select * from words.{table}")  # noqa: S608
    db.execute("detach words")


def _set(db: sqlite3.Connection, name: str, option: str, value: int) -> None:
    db.execute(
        f"insert into {name}_fts({name}_fts, rank) values (?, ?)",  # noqa: S608 names are ours
        (option, value),
    )


@lru_cache(maxsize=100_000)
def _segment(text: str) -> str:
    """Names and labels repeat; cutting them once takes a third off the indexing."""
    return segment(text)
