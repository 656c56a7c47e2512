"""Takes removed pages, and what compression dictionaries remember of them, out of pages.db."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator

import zstandard

from archive.retention.listed import listed
from archive.store import PageStore, transaction
from archive.store.connect import now
from archive.store.dictionaries import BATCH, FIRST, SAMPLES, SIZE
from archive.store.names import Name
from archive.store.pages import LEVEL

Say = Callable[[str], None]


def drop_pages(db: sqlite3.Connection, addresses: Iterable[str], source_id: str = "") -> int:
    """Delete every fetch of the addresses, or of a source, and the bodies that only they had;
    returns how many fetches went."""
    with transaction(db), listed(db, "at", addresses):
        gone = db.execute(
            "select id from fetches where url in (select key from temp.at) or source_id = ? "
            "union select fetch_id from parts where url in (select key from temp.at)",
            (source_id,),
        ).fetchall()
        with listed(db, "gone", (row[0] for row in gone)):
            db.execute("delete from parts where fetch_id in (select key from temp.gone)")
            db.execute("delete from fetches where id in (select key from temp.gone)")
        drop_orphans(db)
    return len(gone)


def drop_orphans(db: sqlite3.Connection) -> int:
    """Delete bodies that no fetch refers to; returns how many."""
    return db.execute("delete from bodies where sha256 not in (select sha256 from parts)").rowcount


def cover_pages(db: sqlite3.Connection, name: Name, say: Say) -> int:
    """Cover a name in every stored page; returns how many pages held it.

    A body is kept under the hash of what it is now; doing it again changes nothing.
    """
    db.create_function("parks_holds", 1, lambda t: isinstance(t, str) and name.in_cell(t))
    db.create_function("parks_cover", 1, name.cover_cell)
    hashes = [row[0] for row in db.execute("select sha256 from bodies order by sha256")]
    covered = 0
    for begin in range(0, len(hashes), BATCH):
        covered += _cover_batch(db, name, hashes[begin : begin + BATCH])
        if begin and begin % (50 * BATCH) == 0:
            say(f"{begin:,} of {len(hashes):,} pages looked through")
    with transaction(db):
        for table, column in (("parts", "headers"), ("fetches", "listed_title")):
            db.execute(
                f"update {table} set {column} = parks_cover({column}) "  # noqa: S608 names are ours
                f"where parks_holds({column})"
            )
    return covered


def count_pages(db: sqlite3.Connection, name: Name) -> int:
    """How many stored pages hold a name."""
    store = PageStore(db)
    hashes = [row[0] for row in db.execute("select sha256 from bodies")]
    return sum(name.in_bytes(store.body(digest)) for digest in hashes)


def _cover_batch(db: sqlite3.Connection, name: Name, hashes: list[str]) -> int:
    store = PageStore(db)
    changed: list[tuple[str, str]] = []
    with transaction(db):
        for old in hashes:
            body = store.body(old)
            if not name.in_bytes(body):
                continue
            clean = name.cover_bytes(body)
            new = hashlib.sha256(clean).hexdigest()
            dictionary = db.execute(
                "select dictionary_id from bodies where sha256 = ?", (old,)
            ).fetchone()[0]
            db.execute(
                "insert or ignore into bodies (sha256, size, dictionary_id, body) "
                "values (?, ?, ?, ?)",
                (new, len(clean), dictionary, store.compressor(dictionary).compress(clean)),
            )
            changed.append((old, new))
        if changed:
            _refer_to(db, changed)
    return len(changed)


def _refer_to(db: sqlite3.Connection, changed: list[tuple[str, str]]) -> None:
    db.execute("create temp table renamed (old text primary key, new text) without rowid")
    try:
        db.executemany("insert into temp.renamed values (?, ?)", changed)
        db.execute(
            "update parts set sha256 = (select new from temp.renamed where old = sha256) "
            "where sha256 in (select old from temp.renamed)"
        )
        db.execute("delete from bodies where sha256 in (select old from temp.renamed)")
    finally:
        db.execute("drop table temp.renamed")


def newest_dictionary(db: sqlite3.Connection) -> int:
    """The id that every dictionary made from now on lies above."""
    return int(db.execute("select coalesce(max(id), 0) from dictionaries").fetchone()[0])


def renew_dictionaries(
    db: sqlite3.Connection, families: Iterable[str], stale: int, say: Say
) -> int:
    """Make the families' dictionaries anew from the pages that are left, pack those pages with
    the new ones and delete the old; returns how many old ones went.

    stale is the newest dictionary made before the removal. A kill leaves every page readable,
    and doing it again goes on from there.
    """
    gone = 0
    for family in sorted(families):
        old = [
            row[0]
            for row in db.execute(
                "select id from dictionaries where platform = ? and id <= ?", (family, stale)
            )
        ]
        if not old:
            continue
        say(f"making the dictionary of {family} anew")
        _repack(db, old, _fresh(db, family, old, stale))
        marks = ",".join("?" * len(old))
        with transaction(db):
            db.execute(f"delete from dictionaries where id in ({marks})", old)  # noqa: S608 marks only
        gone += len(old)
    return gone


def _fresh(db: sqlite3.Connection, family: str, old: list[int], stale: int) -> int | None:
    """A dictionary of the family's pages as they are now; None while these are too few."""
    made = db.execute(
        "select max(id) from dictionaries where platform = ? and id > ?", (family, stale)
    ).fetchone()[0]
    if made is not None:
        return int(made)  # by the run that was cut short
    hashes = list(_packed_with(db, old))
    if len(hashes) < FIRST:
        return None
    store = PageStore(db)
    step = max(1, len(hashes) // SAMPLES)
    samples: list[bytes | bytearray | memoryview[int]] = [
        store.body(digest) for digest in hashes[::step][:SAMPLES]
    ]
    trained = zstandard.train_dictionary(SIZE, samples, level=LEVEL).as_bytes()
    with transaction(db):
        cursor = db.execute(
            "insert into dictionaries (id, platform, trained_at, samples, body) "
            "values ((select max(id) + 1 from dictionaries), ?, ?, ?, ?)",
            (family, now(), len(samples), trained),
        )
    return int(cursor.lastrowid or 0)


def _repack(db: sqlite3.Connection, old: list[int], new: int | None) -> None:
    store = PageStore(db)
    compressor = store.compressor(new)
    hashes = list(_packed_with(db, old))
    for begin in range(0, len(hashes), BATCH):
        with transaction(db):
            for digest in hashes[begin : begin + BATCH]:
                db.execute(
                    "update bodies set body = ?, dictionary_id = ? where sha256 = ?",
                    (compressor.compress(store.body(digest)), new, digest),
                )


def _packed_with(db: sqlite3.Connection, dictionaries: list[int]) -> Iterator[str]:
    marks = ",".join("?" * len(dictionaries))
    rows = db.execute(
        f"select sha256 from bodies where dictionary_id in ({marks}) order by sha256",  # noqa: S608 marks only
        dictionaries,
    ).fetchall()
    return (row[0] for row in rows)
