"""Opens the private databases: write-ahead log, explicit transactions, migrations, clear faults."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from sqlite_utils import Database, Migrations

from archive.faults import MEND, ArchiveError, is_damage
from archive.schema import migrations, page_migrations
from archive.store.unwritable import unwritable

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # no summer time since 1991
BUSY_SECONDS = float(os.environ.get("PARKS_BUSY_SECONDS", "30"))


@dataclass(frozen=True, slots=True)
class Archive:
    """Open connections to archive.db and pages.db under one home folder."""

    home: Path
    db: sqlite3.Connection
    pages: sqlite3.Connection

    def close(self) -> None:
        """Close both connections; work not committed is rolled back."""
        self.db.close()
        self.pages.close()


_then: ContextVar[str] = ContextVar("then", default="")


def now() -> str:
    """The time as the archive writes it: ISO 8601, seconds, +08:00."""
    return _then.get() or datetime.now(SHANGHAI).isoformat(timespec="seconds")


@contextmanager
def as_of(moment: str) -> Iterator[None]:
    """Write as at a time past: a page that another machine fetched is taken as of then."""
    token = _then.set(moment)
    try:
        yield
    finally:
        _then.reset(token)


def today() -> str:
    """The day in Asia/Shanghai, YYYY-MM-DD."""
    return now()[:10]


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One write transaction: all of it or, when anything is raised, nothing.

    Inside another transaction it joins that one.
    """
    if connection.in_transaction:
        yield connection
        return
    connection.execute("begin immediate")
    try:
        yield connection
    except BaseException:
        if connection.in_transaction:  # a full disk has already rolled it back
            connection.execute("rollback")
        raise
    connection.execute("commit")


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Several reads of one state, whatever another process writes in between."""
    if connection.in_transaction:
        yield connection
        return
    connection.execute("begin")
    try:
        yield connection
    finally:
        connection.execute("rollback")


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode; writers say `transaction` when they mean one."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    # One report writes to some fifty pages of the file; the next ones write to many of them again,
    # so that moving them over from the log every 16 MB rather than 4 moves far fewer.
    connection.execute("pragma wal_autocheckpoint = 4000")
    connection.execute("pragma foreign_keys = on")
    # A withdrawn body must not survive in free pages of the file.
    connection.execute("pragma secure_delete = on")
    return connection


def _migrate(connection: sqlite3.Connection, steps: Migrations, path: Path) -> None:
    database = Database(connection)
    known = {step.name for step in steps._migrations}
    unknown = {step.name for step in steps.applied(database)} - known
    if unknown:
        raise ArchiveError(
            f"{path} was written by a newer version (it has the migration "
            f"{sorted(unknown)[0]!r}); update the park archive before opening it"
        )
    if steps.pending(database):
        # Of two commands that open an old archive at once one migrates, the other waits.
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if steps.pending(database):
                steps.apply(database)


def open_archive(home: Path, *, create: bool = True) -> Archive:
    """Open the archive under home, made and migrated as needed.

    Raises ArchiveError when there is none and create is false, when a newer version wrote it,
    when a file there is no database, or when this user may not write there.
    """
    path = home / "archive.db"
    if not create and not path.exists():
        raise ArchiveError(f"no archive in {home}: run `parks crawl` or `parks add` first")
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise ArchiveError(f"cannot make the folder {home}: {fault.strerror}") from fault
    opened: list[sqlite3.Connection] = []
    try:
        for file, steps in ((path, migrations), (home / "pages.db", page_migrations)):
            opened.append(connect(file))
            _migrate(opened[-1], steps, file)
    except sqlite3.DatabaseError as fault:
        for connection in opened:
            connection.close()
        more = f"; {MEND}" if is_damage(fault) else ""
        raise ArchiveError(unwritable(file, fault) or f"{file}: {fault}{more}") from fault
    except ArchiveError:
        for connection in opened:
            connection.close()
        raise
    return Archive(home, opened[0], opened[1])
