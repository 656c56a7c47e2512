"""Builds the public database from an empty file, checks it, and swaps it in atomically.

Nothing reaches the file but the columns that public_schema lists. The private database is
attached read-only; the same archive gives the same bytes. Yesterday's file stays until every
check has passed.
"""

from __future__ import annotations

import csv
import fcntl
import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import BrokenBarrierError

import duckdb

from archive import checks, releases
from archive.demo.state import is_demo
from archive.faults import ArchiveError
from archive.health import Health, health, last_day
from archive.public_rows import Rows, copy_statements
from archive.public_schema import SEARCHED, SITE, public_schema
from archive.publishing.copying import Copying
from archive.publishing.examination import examine
from archive.publishing.fulltext import create, fill, indexing, take_in, words_beside
from archive.publishing.helpers import helpers_for
from archive.publishing.inspection import inspected
from archive.publishing.windows import planning
from archive.sources import declared_sources
from archive.store import open_archive
from archive.store.connect import now

LEAST = 0.9  # of the published figures; a smaller build is refused without --force
PUBLIC, INSPECT = "public.db", "public.inspect.json"
BUILDING = ".public.db.building"
INDICATORS = Path(__file__).parent / "data" / "indicators.csv"

# The file is thrown away when anything fails: no journal is needed to undo a part of it, and what
# is erased in it was to be public. Keys come in no order and each belongs on a page of its own:
# with less memory for them a million reports are written page by page many times over.
SETTINGS = (
    "journal_mode = off", "synchronous = off", "secure_delete = off",
    "cache_size = -1000000", "threads = 2",
)  # fmt: skip


class PublishError(ArchiveError):
    """A check failed or the file could not be written; what was published before stays."""


@dataclass(slots=True)
class Published:
    """What a publication holds: rows by table, figures left out by the limit of quotation."""

    path: Path
    release: releases.Release
    rows: dict[str, int] = field(default_factory=dict)
    withheld: int = 0
    shortened: int = 0
    held: dict[str, int] = field(default_factory=dict)
    conflicts: int = 0
    size: int = 0


def publish(
    home: Path, *, force: bool = False, say: Callable[[str], None] = lambda _: None
) -> Published:
    """Build, check and swap in home/public.db. Raises ArchiveError; then nothing has changed.

    force accepts a build with far fewer figures than the published one. say gets progress lines.
    """
    archive = open_archive(home, create=False)
    try:
        with only_one(home), Copying() as copying:
            result = _publish(home, archive.db, force, say, copying)
            releases.note(archive.db, result.release, result.rows)
            say("keeping the release")
            try:
                releases.keep(home, result.release, copying)
            except (duckdb.Error, OSError, BrokenExecutor) as fault:
                raise PublishError(
                    f"{result.release.id} is published, but its copy could not be kept: {fault}"
                ) from fault
    finally:
        archive.close()
    result.size = (home / PUBLIC).stat().st_size
    return result


def _publish(
    home: Path,
    archive_db: sqlite3.Connection,
    force: bool,
    say: Callable[[str], None],
    copying: Copying,
) -> Published:
    building = home / BUILDING
    _clear(building)
    try:
        result = _build(home, archive_db, building, say, copying)
        say("checking")
        swap(home, building, _checked(home, building, force))
    except (sqlite3.Error, OSError) as fault:
        raise PublishError(f"publishing failed, {PUBLIC} is unchanged: {fault}") from fault
    except (BrokenExecutor, BrokenBarrierError) as fault:
        raise PublishError(
            f"publishing failed, {PUBLIC} is unchanged: a helper process was ended"
        ) from fault
    finally:
        _clear(building)
    return result


def _clear(building: Path) -> None:
    for file in (building, words_beside(building)):
        file.unlink(missing_ok=True)


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold the lock of publishing. Raises PublishError when another command holds it."""
    with (home / "publish.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            lock.seek(0)
            raise PublishError(
                f"another `parks publish` is at work in {home} {lock.read().strip()}".rstrip()
            ) from fault
        lock.truncate(0)
        lock.write(f"(process {os.getpid()}, since {now()})")
        lock.flush()
        yield


def _build(
    home: Path,
    archive_db: sqlite3.Connection,
    building: Path,
    say: Callable[[str], None],
    copying: Copying,
) -> Published:
    db = sqlite3.connect(building, isolation_level=None)
    try:
        for setting in SETTINGS:
            db.execute(f"pragma {setting}")
        rows = _copied(home, archive_db, db, say)
        reports = db.execute("select count(*) from articles").fetchone()[0]
        with indexing(building, helpers_for(reports)) as beside:
            releases.begin_copy(home, db, building, copying)
            db.execute("begin")
            rows.compare()
            if is_demo(home):
                db.execute("insert into archive values ('demo', 'invented')")
            db.execute("commit")
            release = releases.claim(archive_db, _digest(building))
            releases.continue_copy(home, release, db, building, copying)
            say("indexing")
            _index(db)
        _search(db, beside)
        releases.describe_in(db, release)
        result = Published(
            home / PUBLIC,
            release=release,
            withheld=rows.withheld,
            shortened=rows.shortened,
            held=rows.held,
            conflicts=rows.conflicts,
        )
        for table in public_schema().tables:
            count = db.execute(f'select count(*) from "{table.name}"')  # noqa: S608 names are ours
            result.rows[table.name] = int(count.fetchone()[0])
    finally:
        db.close()
    return result


def _copied(
    home: Path, archive_db: sqlite3.Connection, db: sqlite3.Connection, say: Callable[[str], None]
) -> Rows:
    """All that comes from the private archive, as it is at one moment, and what is held of it."""
    private = (home / "archive.db").absolute()
    db.execute("attach ? as private", (private.as_uri() + "?mode=ro",))
    words = {one.source_id: one.shown for one in judged(archive_db)}
    db.create_function("source_health", 1, words.get)
    rows = Rows(db)
    with planning(archive_db, db, private) as plans:
        for table in public_schema().tables:
            db.execute(table.create())
        say("copying facts")
        for statement in copy_statements():
            db.execute(statement)
        _copy_indicators(db)
        say("quoting clauses")
        rows.copy_figures(plans)
    say("comparing")
    rows.judge()
    db.execute("commit")
    db.execute("detach private")
    return rows


def judged(archive_db: sqlite3.Connection) -> list[Health]:
    """How every source is doing, as of the last crawl."""
    return health(archive_db, declared_sources(), last_day(archive_db), counted=False)


def _digest(file: Path) -> str:
    """A hash of the file while it holds facts alone: no index, no id of a release."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _copy_indicators(db: sqlite3.Connection) -> None:
    names = public_schema().table("indicators").names
    with INDICATORS.open(encoding="utf-8", newline="") as file:
        rows = [[row[name] for name in names] for row in csv.DictReader(file)]
    marks = ", ".join("?" * len(names))
    db.executemany(f"insert into indicators values ({marks})", rows)  # noqa: S608 marks only


def _index(db: sqlite3.Connection) -> None:
    db.execute("begin")
    for table in public_schema().tables:
        for statement in table.index_statements():
            db.execute(statement)
    views = (SITE / "views.sql").read_text(encoding="utf-8")
    for statement in views.split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.execute("analyze")
    db.execute("commit")


def _search(db: sqlite3.Connection, beside: Path | None) -> None:
    """The full-text indexes: those that a helper filled meanwhile, else made here."""
    if beside:
        take_in(db, beside)
        return
    db.execute("begin")
    for name in SEARCHED:
        create(db, name)
        fill(db, db, name)
    db.execute("commit")


def _checked(home: Path, building: Path, force: bool) -> dict[str, object]:
    """Datasette's knowledge of a file in which nothing is wrong. Raises PublishError."""
    least = 0.0 if force else LEAST
    found = examine(home, building, PUBLIC, _published_figures(home), least)
    if found.faults:
        raise PublishError(f"not published, {PUBLIC} is unchanged: " + "; ".join(found.faults[:5]))
    return found.counts


def _published_figures(home: Path) -> int | None:
    if not (home / PUBLIC).exists():
        return None
    db = sqlite3.connect((home / PUBLIC).absolute().as_uri() + "?mode=ro", uri=True)
    try:
        return checks.standing_figures(db)
    except sqlite3.DatabaseError:
        return None  # what lies there is no publication of ours
    finally:
        db.close()


def swap(home: Path, building: Path, counts: dict[str, object] | None = None) -> None:
    """Put the new file in the place of the old: after a crash there is either one or the other.
    counts is what was found out about it, if it was."""
    counts = counts or inspected(building, PUBLIC)
    with building.open("rb+") as file:
        os.fsync(file.fileno())
    new_inspect = home / f".{INSPECT}.building"
    new_inspect.write_text(json.dumps(counts, indent=1), encoding="utf-8")
    # Counts of another file would mislead; between the two moves there are none.
    (home / INSPECT).unlink(missing_ok=True)
    building.replace(home / PUBLIC)
    new_inspect.replace(home / INSPECT)
    folder = os.open(home, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
