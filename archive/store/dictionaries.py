"""Compression dictionaries: what the pages of one family share is stored once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import zstandard

from archive.store.connect import now, transaction
from archive.store.pages import LEVEL, PageStore

SIZE = 256 * 1024  # bytes; pages of a site share their head, menus and scripts
FIRST = 50  # pages of a family from which the first dictionary is made
MORE = 4  # with so many times the pages that a dictionary was made from, a better one is made
SAMPLES = 400  # pages that one is made from at most
BATCH = 200  # bodies packed again in one transaction


def keep_dictionaries(db: sqlite3.Connection, families: Iterable[tuple[str, list[str]]]) -> int:
    """Make the dictionaries that are due and pack older pages with them; returns how many were
    made. families are (name, ids of its sources)."""
    made = 0
    for family, sources in families:
        if _due(db, family, sources):
            train(db, family, sources)
            repack(db, family, sources)
            made += 1
    return made


def _due(db: sqlite3.Connection, family: str, sources: list[str]) -> bool:
    pages = min(_count(db, sources), SAMPLES)
    row = db.execute(
        "select max(samples) from dictionaries where platform = ?", (family,)
    ).fetchone()
    samples = row[0] or 0
    return pages >= FIRST and (samples == 0 or pages >= min(MORE * samples, SAMPLES) > samples)


def _count(db: sqlite3.Connection, sources: list[str]) -> int:
    marks = ",".join("?" * len(sources))
    row = db.execute(
        f"select count(*) from fetches where source_id in ({marks})",  # noqa: S608 marks only
        sources,
    ).fetchone()
    return int(row[0])


def train(db: sqlite3.Connection, family: str, sources: list[str]) -> int:
    """Make a dictionary out of stored pages of a family; returns its id."""
    store = PageStore(db)
    hashes = _hashes(db, sources)
    step = max(1, len(hashes) // SAMPLES)
    samples: list[bytes | bytearray | memoryview[int]] = [
        store.body(digest) for digest in hashes[::step][:SAMPLES]
    ]
    trained = zstandard.train_dictionary(SIZE, samples, level=LEVEL)
    with transaction(db):
        cursor = db.execute(
            "insert into dictionaries (platform, trained_at, samples, body) values (?, ?, ?, ?)",
            (family, now(), len(samples), trained.as_bytes()),
        )
    return int(cursor.lastrowid or 0)


def repack(db: sqlite3.Connection, family: str, sources: list[str]) -> None:
    """Pack the family's pages with its newest dictionary; a kill leaves each body readable."""
    newest = db.execute(
        "select max(id) from dictionaries where platform = ?", (family,)
    ).fetchone()[0]
    store = PageStore(db)
    compressor = store.compressor(newest)
    hashes = _hashes(db, sources)
    for begin in range(0, len(hashes), BATCH):
        with transaction(db):
            for digest in hashes[begin : begin + BATCH]:
                db.execute(
                    "update bodies set body = ?, dictionary_id = ? "
                    "where sha256 = ? and dictionary_id is not ?",
                    (compressor.compress(store.body(digest)), newest, digest, newest),
                )


def _hashes(db: sqlite3.Connection, sources: list[str]) -> list[str]:
    marks = ",".join("?" * len(sources))
    rows = db.execute(
        "select distinct p.sha256 from parts p join fetches f on f.id = p.fetch_id "  # noqa: S608 marks only
        f"where f.source_id in ({marks}) order by p.sha256",
        sources,
    )
    return [row["sha256"] for row in rows]
