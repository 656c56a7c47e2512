"""Brings over from a damaged archive every row that can still be read, into an empty folder; what
was lost of the reports is read again from the stored pages.

A table is read from its begin until the damage and from its end back to it, so that one bad place
costs the rows on it. Where the archive itself is beyond reading, all comes from the pages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from archive.backup import NAMES
from archive.faults import ArchiveError
from archive.gazetteer.load import load_gazetteer
from archive.reprocess import read_pending, reprocess
from archive.retention.restore import staged
from archive.sources import declared_sources
from archive.store import Archive, open_archive, transaction
from archive.store.figures import open_version
from archive.store.runs import save_source

TABLES = (
    "select name from sqlite_master where type = 'table' "
    "and name not like 'sqlite_%' and name <> '_sqlite_migrations' order by name"
)
# Rows whose other half was lost, in an order in which each step may leave work to the next.
HALVES = (
    "delete from reads where article_id is not null "
    "and article_id not in (select id from articles)",
    "delete from figures where article_id not in (select id from articles)",
    "delete from figure_versions where figure_id not in (select id from figures)",
    "delete from article_revisions where article_id not in (select id from articles)",
    "delete from rejected_numbers where article_id not in (select id from articles)",
    "delete from story_prints where article_id not in (select id from articles)",
    "delete from audit_rows where article_id not in (select id from articles)",
    "update addresses set article_id = null where article_id not in (select id from articles)",
    "update figures set park_id = null where park_id not in (select id from parks)",
    "update figures set context_park_id = null where context_park_id not in (select id from parks)",
    "delete from park_names where park_id not in (select id from parks)",
)
PAGE_HALVES = (
    "delete from parts where sha256 not in (select sha256 from bodies)",
    "delete from parts where fetch_id not in (select id from fetches)",
    "delete from fetches where id not in (select fetch_id from parts)",
)
UNTOLD = (
    "select * from figures f where withdrawn_at is null and not exists "
    "(select 1 from figure_versions v where v.figure_id = f.id and v.seen_to is null)"
)


@dataclass(slots=True)
class Salvaged:
    """What was found: rows brought over, tables that could not be read to their end, reports
    that were read again from their pages."""

    rows: int = 0
    damaged: list[str] = field(default_factory=list)
    read: int = 0


def salvage(old: Path, home: Path, *, say: Callable[[str], None] = lambda _: None) -> Salvaged:
    """Make a sound archive in home of a damaged one. Raises ArchiveError; then home is as empty
    as before, and the damaged one is never written to."""
    if not any((old / name).exists() for name in NAMES):
        raise ArchiveError(f"{old} holds neither {NAMES[0]} nor {NAMES[1]}")
    found = Salvaged()
    try:
        with staged(home) as stage, closing(open_archive(stage)) as archive:
            for name, target in (("pages.db", archive.pages), ("archive.db", archive.db)):
                say(f"bringing over what can be read of {name}")
                _bring(old / name, target, found)
            _make_whole(archive)
            say("reading again from the stored pages what was lost")
            found.read = read_pending(archive)
            reprocess(archive, everything=True)
            for db in (archive.db, archive.pages):
                db.execute("pragma wal_checkpoint(truncate)")  # the files alone are moved
    except (OSError, sqlite3.Error) as fault:
        raise ArchiveError(f"nothing was saved of {old}: {fault}") from fault
    return found


def _bring(file: Path, target: sqlite3.Connection, found: Salvaged) -> None:
    """Copy every row of one database that can be read."""
    target.execute("pragma foreign_keys = off")
    tables = [row[0] for row in target.execute(TABLES).fetchall()]
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source:
            there = {row[0] for row in source.execute(TABLES)}
            for table in tables:
                if table in there:
                    _bring_table(source, target, table, found)
    except sqlite3.DatabaseError as fault:
        found.damaged.append(f"{file.name} ({fault})")


def _bring_table(
    source: sqlite3.Connection, target: sqlite3.Connection, table: str, found: Salvaged
) -> None:
    info = target.execute(f"pragma table_info({table})").fetchall()
    there = {row[1] for row in source.execute(f"pragma table_info({table})")}
    names = [row["name"] for row in info if row["name"] in there]
    key = ", ".join(row["name"] for row in sorted(info, key=lambda r: r["pk"]) if row["pk"])
    rowid = "rowid" if "without rowid" not in _written(target, table) else ""
    into = (
        f"insert or ignore into {table} ({', '.join(names)}) "  # noqa: S608 names are ours
        f"values ({', '.join('?' * len(names))})"
    )
    with transaction(target):
        for direction in ("", " desc"):
            order = ", ".join(f"{name}{direction}" for name in (rowid or key).split(", "))
            rows = source.execute(
                f"select {', '.join(names)} from {table} not indexed order by {order}"  # noqa: S608 names are ours
            )
            before = target.total_changes
            try:
                for row in rows:
                    target.execute(into, row)
                whole = True
            except sqlite3.DatabaseError:
                whole = False
            found.rows += target.total_changes - before
            if whole:
                return
    found.damaged.append(table)


def _written(db: sqlite3.Connection, table: str) -> str:
    row = db.execute("select sql from sqlite_master where name = ?", (table,)).fetchone()
    return str(row[0]).lower()


def _make_whole(archive: Archive) -> None:
    """Leave no row that refers to one that was lost, and let parks and places be loaded anew."""
    db = archive.db
    with transaction(db):
        db.execute("delete from settings where key = 'gazetteer'")
        db.execute("delete from leases")
    load_gazetteer(db)
    with transaction(db):
        for statement in HALVES:
            db.execute(statement)
        for row in db.execute(UNTOLD).fetchall():
            open_version(db, row["id"], row["first_seen"], row, "extractor")
        kept = {row[0] for row in archive.pages.execute("select source_id from fetches")}
        for source in declared_sources().values():
            if source.id in kept:
                save_source(db, source)
    with transaction(archive.pages):
        for statement in PAGE_HALVES:
            archive.pages.execute(statement)
    for connection in (db, archive.pages):
        connection.execute("pragma foreign_keys = on")
