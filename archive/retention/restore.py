"""Brings an archive back from a backup into an empty folder, or leaves the folder empty.

Everything is unpacked, compared with its checksums, looked through and brought up to this
version's schema in a folder beside its place; only then it is moved there, archive.db last.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from archive.backup import NAMES
from archive.faults import ArchiveError
from archive.store import Archive, open_archive

STAGE = ".restoring"
BLOCK = 1 << 20
# What was taken in since, by the old archive's rows that the restored one lacks.
LOSSES = {
    "reports": "select count(*) from old.articles where id not in (select id from main.articles)",
    "figures": "select count(*) from old.figures where id not in (select id from main.figures)",
    "revisions": "select count(*) from (select article_id, revision from old.article_revisions "
    "except select article_id, revision from main.article_revisions)",
    "decisions": "select count(*) from (select at, who, action, figure_id, article_id, field "
    "from old.decisions except select at, who, action, figure_id, article_id, field "
    "from main.decisions)",
    "runs": "select count(*) from (select source_id, started_at from old.crawls "
    "except select source_id, started_at from main.crawls)",
}
TOMBSTONES = ("removals", "removed_articles", "removed_addresses", "removed_parks")
CARRIED = (*TOMBSTONES, "copies", "backup_folders")


@dataclass(slots=True)
class Restored:
    """What came back, and what is known to be missing. losses is None where the old archive
    could not be seen, and unseen then says why."""

    made_at: str
    reports: int = 0
    figures: int = 0
    pages: int = 0
    last_run: str = ""
    last_report: str = ""
    losses: dict[str, int] | None = None
    unseen: str = ""
    removals: list[tuple[str, str, str]] = field(default_factory=list)  # kind, target, reason


def restore(
    file: Path, home: Path, old: Path | None = None, *, say: Callable[[str], None] = lambda _: None
) -> Restored:
    """Restore a backup (a .tar of `parks backup`, also compressed, or a folder with its two
    databases) into home. Raises ArchiveError; then home is as empty as before."""
    try:
        with staged(home) as stage:
            say(f"unpacking {file}")
            made_at = _unpack(file, stage)
            say("looking through what was unpacked")
            result = _examine(stage, made_at)
            if old is not None:
                _compare(stage, old, result)
    except (OSError, sqlite3.Error) as fault:
        raise ArchiveError(f"{file} was not restored: {fault}") from fault
    return result


@contextmanager
def staged(home: Path) -> Iterator[Path]:
    """A folder in which both databases are made that become the archive in home at the end; where
    that is not reached, home is as empty as before. Raises ArchiveError where it is not empty."""
    made = _require_empty(home)
    stage = home / STAGE
    try:
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir(parents=True)
        yield stage
        for name in reversed(NAMES):  # archive.db is what makes the folder an archive
            (stage / name).replace(home / name)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if not (home / NAMES[0]).exists():
            (home / NAMES[1]).unlink(missing_ok=True)
            if made:
                home.rmdir()


def _require_empty(home: Path) -> bool:
    """Whether the folder had to be made. What a killed restore left in it does not count."""
    if not home.exists():
        home.mkdir(parents=True)
        return True
    there = {path.name for path in home.iterdir()}
    if STAGE in there:
        there -= {STAGE, NAMES[1]}
    if there:
        raise ArchiveError(
            f"{home} is not empty ({sorted(there)[0]} lies in it): restore into a new folder"
        )
    return False


def _unpack(file: Path, stage: Path) -> str:
    """Unpack both databases and check them against their sums; returns when it was made."""
    if file.is_dir():
        return _copy_folder(file, stage)
    if not file.exists():
        raise ArchiveError(f"{file}: no such file")
    found: dict[str, str] = {}
    about = None
    try:
        with tarfile.open(file) as pack:
            for member in pack:
                opened = pack.extractfile(member) if member.isfile() else None
                if opened is None or member.name not in (*NAMES, "backup.json"):
                    raise ArchiveError(f"{file} is no backup: {member.name!r} lies in it")
                if member.name == "backup.json":
                    about = json.loads(opened.read(BLOCK))
                    continue
                _require_room(stage, member.size)
                found[member.name] = _write(opened, stage / member.name)
    except (tarfile.TarError, ValueError, EOFError, zlib.error) as fault:
        raise ArchiveError(f"{file} is no backup, or is damaged: {fault}") from fault
    if about is None or found.keys() != set(NAMES):
        raise ArchiveError(f"{file} is no whole backup: it was cut short or made otherwise")
    for name, digest in found.items():
        if about.get("sha256", {}).get(name) != digest:
            raise ArchiveError(f"{file}: {name} differs from its checksum; the backup is damaged")
    return str(about.get("made_at", ""))


def _write(source: IO[bytes], target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("wb") as file:
        while block := source.read(BLOCK):
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _copy_folder(folder: Path, stage: Path) -> str:
    """Copies made by SQLite itself: a folder may still have its write-ahead logs."""
    for name in NAMES:
        if not (folder / name).exists():
            raise ArchiveError(f"{folder} is no backup: it has no {name}")
        _require_room(stage, (folder / name).stat().st_size)
        with (
            closing(_read_only(folder / name)) as source,
            closing(sqlite3.connect(stage / name)) as target,
        ):
            source.backup(target)
    with closing(_read_only(stage / NAMES[0])) as db:
        row = db.execute(
            "select max(at) from (select max(last_checked_at) as at from articles "
            "union all select max(coalesce(finished_at, started_at)) from crawls)"
        ).fetchone()
    return str(row[0] or "")


def _require_room(stage: Path, size: int) -> None:
    if shutil.disk_usage(stage).free < size:
        raise ArchiveError(f"the disk of {stage.parent} has no room for {size / 1e6:,.0f} MB more")


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)


def _examine(stage: Path, made_at: str) -> Restored:
    """Look through the databases, bring them up to this version, and count what is in them."""
    for name in NAMES:
        with closing(_read_only(stage / name)) as db:
            found = db.execute("pragma integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise ArchiveError(f"{name} in the backup is damaged: {found}")
    result = Restored(made_at)
    with _opened(stage) as archive:
        row = archive.db.execute(
            "select (select count(*) from articles), (select count(*) from figures "
            "where withdrawn_at is null), (select max(started_at) from crawls), "
            "(select max(retrieved_at) from articles)"
        ).fetchone()
        result.reports, result.figures = row[0], row[1]
        result.last_run, result.last_report = row[2] or "", row[3] or ""
        result.pages = archive.pages.execute("select count(*) from fetches").fetchone()[0]
        # Nobody of those who held a source when the backup was made holds one here.
        archive.db.execute("delete from leases")
    return result


@contextmanager
def _opened(stage: Path) -> Iterator[Archive]:
    archive = open_archive(stage, create=False)
    try:
        yield archive
        for db in (archive.db, archive.pages):
            db.execute("pragma wal_checkpoint(truncate)")  # the files alone are moved
    finally:
        archive.close()


def _compare(stage: Path, old: Path, result: Restored) -> None:
    """Say what the old archive has that the backup lacks, and carry over what must not be lost:
    which removals were made since, and which copies."""
    try:
        with closing(
            sqlite3.connect((stage / NAMES[0]).absolute().as_uri(), uri=True, isolation_level=None)
        ) as db:
            db.execute("attach ? as old", ((old / NAMES[0]).absolute().as_uri() + "?mode=ro",))
            there = {row[0] for row in db.execute("select name from old.sqlite_master")}
            if "articles" not in there:
                raise ArchiveError("it holds no archive")
            result.losses = {
                what: db.execute(query).fetchone()[0]
                for what, query in LOSSES.items()
                if query.split("from old.")[1].split()[0] in there
            }
            if "removals" in there:
                _carry(db, result)
            db.execute("pragma main.wal_checkpoint(truncate)")
    except (sqlite3.Error, ArchiveError) as fault:
        result.losses, result.unseen = None, f"{old} cannot be read: {fault}"


def _carry(db: sqlite3.Connection, result: Restored) -> None:
    new = db.execute(
        "select kind, target, reason from old.removals o where not exists (select 1 "
        "from main.removals m where m.kind = o.kind and m.target = o.target) order by id"
    ).fetchall()
    result.removals = [tuple(row) for row in new]
    db.execute("begin")
    # The triggers look at main's tombstones alone; keys are as in the old archive, whose rows
    # the backup's are a part of.
    for table in CARRIED:
        db.execute(f"insert or ignore into main.{table} select * from old.{table}")  # noqa: S608 names are ours
    db.executemany(
        "update main.removals set done_at = null where kind = ? and target = ?",
        [row[:2] for row in result.removals],
    )
    db.execute(
        "insert or ignore into main.settings select * from old.settings where key = 'removal_key'"
    )
    db.execute("commit")
