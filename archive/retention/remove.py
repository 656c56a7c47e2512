"""Removes a source, a report or a person's name from everything the archive can reach.

The tombstone comes first: from then on nothing of it is fetched or taken in again, and a removal
that was cut short is known. Every step after it finds out for itself what is left to do, so the
same command goes on after a kill, and once more does no harm.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from archive.backup import drop_unfinished
from archive.faults import ArchiveError
from archive.publish import INSPECT, PUBLIC, PublishError, publish
from archive.retention import logs
from archive.retention.copies import Copy, backup_folders, backups_since, exports, noted
from archive.retention.pages import (
    count_pages,
    cover_pages,
    drop_pages,
    newest_dictionary,
    renew_dictionaries,
)
from archive.retention.quiet import require_quiet
from archive.retention.releases import clean_releases, gone_of
from archive.retention.rewrite import write_copies_anew
from archive.retention.rows import cover_name, forget
from archive.retention.target import Target, find
from archive.site import gallery
from archive.store import Archive, open_archive, transaction
from archive.store.connect import now

Say = Callable[[str], None]
ROOM = 1.1  # times a database's size that compacting it takes on the disk


@dataclass(slots=True)
class Removed:
    """What a removal took, or, when only looked at, would take."""

    what: str
    reports: int = 0
    figures: int = 0
    pages: int = 0
    before: str = ""  # when an earlier run had already finished it
    release: str = ""
    releases: int = 0
    exports: list[tuple[Copy, str]] = field(default_factory=list)  # and what became of it
    logs: int = 0
    backups: list[Copy] = field(default_factory=list)
    twins: list[str] = field(default_factory=list)
    shards: int = 0  # of other machines that were merged into this archive


def look(home: Path, words: str) -> Removed:
    """What `remove` would take; nothing is written but the key that names are hashed with."""
    archive = open_archive(home, create=False)
    try:
        target = find(archive, words)
        result = _count(archive, target)
        if target.name is not None:
            result.pages = count_pages(archive.pages, target.name)
        since = target.held_from or now()
        result.backups = backups_since(archive.db, home, since)
        copies = [*exports(archive.db, home), *noted(archive.db, "warc")]
        result.exports = [(c, "would be written anew" if c.there else "") for c in copies]
        return result
    finally:
        archive.close()


def remove(home: Path, words: str, reason: str, *, say: Say = lambda _: None) -> Removed:
    """Remove it everywhere. Raises ArchiveError where it cannot be meant or a step failed; then
    the same command goes on from there."""
    archive = open_archive(home, create=False)
    try:
        with only_one(home):
            require_quiet(archive)  # it would write what it holds in memory
            target = find(archive, words)
            _check_reason(target, reason)
            return _remove(archive, target, reason.strip(), say)
    finally:
        archive.close()


def _check_reason(target: Target, reason: str) -> None:
    if not reason.strip():
        raise ArchiveError("a removal needs a reason that readers can be told")
    if target.name and target.name.in_text(reason):
        raise ArchiveError("the reason stays readable for ever: it must not hold the name")


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold the lock of removing. Raises ArchiveError when another command holds it."""
    with (home / "remove.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise ArchiveError(f"another `parks remove` is at work in {home}") from fault
        yield


def _remove(archive: Archive, target: Target, reason: str, say: Say) -> Removed:
    home, db = archive.home, archive.db
    result = _count(archive, target)
    removal = _begin(archive, target, reason, result)
    result.before = removal["done_at"] or ""
    left = result.reports or result.figures or result.pages
    if result.before and not left and target.name is None:
        return result
    result.logs = _clean_logs(archive, target)
    say("taking it out of the archive")
    if target.name is not None:
        result.reports, result.figures = cover_name(db, target.name)
        _sum(db, removal["id"], result.reports, result.figures)
    else:
        forget(db, target, removal["id"])
    result.release = _publish(home, db, say)  # off the site first, out of the corners later
    result.pages = _clean_pages(archive, target, removal, say)
    _compact(archive, say)
    result.releases = clean_releases(home, gone_of(db, removal, target.name), say)
    result.exports = write_copies_anew(archive, say)
    logs.drop_half_written(home)
    for folder in backup_folders(db):
        drop_unfinished(folder)
    result.backups = backups_since(db, home, removal["held_from"] or removal["at"])
    with transaction(db):
        db.execute(
            "update removals set done_at = coalesce(done_at, ?) where id = ?",
            (now(), removal["id"]),
        )
    db.execute("pragma wal_checkpoint(truncate)")
    return result


def _clean_pages(archive: Archive, target: Target, removal: sqlite3.Row, say: Say) -> int:
    """Take it out of the stored pages and of what their dictionaries learned from them."""
    if target.name is not None:
        pages = cover_pages(archive.pages, target.name, say)
    else:
        source = target.key if target.kind == "source" else ""
        pages = drop_pages(archive.pages, _addresses(archive.db, removal["id"]), source)
    families, stale = json.loads(removal["families"]), removal["stale_dictionary"]
    renew_dictionaries(archive.pages, families, stale, say)
    return pages


def _count(archive: Archive, target: Target) -> Removed:
    result = Removed(target.words, twins=target.twins)
    result.shards = archive.db.execute(
        "select count(*) from settings where key like 'merged:%'"
    ).fetchone()[0]
    if target.name is not None:
        result.reports = len(target.articles)
        texts = archive.db.execute("select quote, evidence, subject, context from figures")
        result.figures = sum(target.name.in_text("\n".join(row)) for row in texts)
        result.pages = target.pages
        return result
    for article_id in target.articles:
        row = archive.db.execute(
            "select (select count(*) from articles where id = ?1), "
            "(select count(*) from figures where article_id = ?1)",
            (article_id,),
        ).fetchone()
        result.reports += row[0]
        result.figures += row[1]
    for url in target.addresses:
        row = archive.pages.execute("select count(*) from fetches where url = ?", (url,)).fetchone()
        result.pages += row[0]
    return result


def _begin(archive: Archive, target: Target, reason: str, counted: Removed) -> sqlite3.Row:
    """Write the tombstone, or add to that of a removal which was cut short."""
    families = set(target.families)
    if target.name is not None:
        rows = archive.pages.execute("select distinct platform from dictionaries")
        families = {row[0] for row in rows}  # the name may stand in any page of any family
    with transaction(archive.db) as db:
        db.execute(
            "insert or ignore into removals (at, kind, target, length, reason, held_from, "
            "stale_dictionary, families) values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                now(),
                target.kind,
                target.key,
                len(target.name.words) if target.name else 0,
                reason,
                target.held_from or None,
                newest_dictionary(archive.pages),
                json.dumps(sorted(families)),
            ),
        )
        row = db.execute(
            "select * from removals where kind = ? and target = ?", (target.kind, target.key)
        ).fetchone()
        if target.name is None:
            _bury(db, target, row["id"])
            _sum(db, row["id"], len(target.articles), counted.figures)
        if row["done_at"]:  # it came in again: what was done has to be done again
            db.execute(
                "update removals set stale_dictionary = ?, families = ? where id = ?",
                (newest_dictionary(archive.pages), json.dumps(sorted(families)), row["id"]),
            )
        return db.execute("select * from removals where id = ?", (row["id"],)).fetchone()  # type: ignore[no-any-return]


def _bury(db: sqlite3.Connection, target: Target, removal: int) -> None:
    for table, column, keys in (
        ("removed_articles", "article_id", target.articles),
        ("removed_addresses", "url", target.addresses),
    ):
        db.executemany(
            f"insert or ignore into {table} ({column}, removal_id) values (?, ?)",  # noqa: S608 names are ours
            [(key, removal) for key in sorted(keys)],
        )


def _sum(db: sqlite3.Connection, removal: int, reports: int, figures: int) -> None:
    """What was taken in all, over the runs that it took."""
    with transaction(db):
        db.execute(
            "update removals set articles = max(articles, ?), figures = max(figures, ?) "
            "where id = ?",
            (reports, figures, removal),
        )


def _addresses(db: sqlite3.Connection, removal: int) -> list[str]:
    rows = db.execute("select url from removed_addresses where removal_id = ?", (removal,))
    return [row[0] for row in rows]


def _clean_logs(archive: Archive, target: Target) -> int:
    if target.name is not None:
        return logs.cover_lines(archive.home, target.name)
    if target.kind == "source":
        return logs.drop_logs(archive.home, target.key)
    titles = [
        row[0]
        for article_id in target.articles
        for row in archive.db.execute("select title from articles where id = ?", (article_id,))
    ]
    return logs.drop_lines(archive.home, [*target.addresses, *target.articles, *titles])


def _compact(archive: Archive, say: Say) -> None:
    """Rewrite both databases: what was deleted must not lie in unused corners of the files."""
    for name, db in (("archive.db", archive.db), ("pages.db", archive.pages)):
        size = (archive.home / name).stat().st_size
        if shutil.disk_usage(archive.home).free < size * ROOM:
            raise ArchiveError(
                f"compacting {name} takes {size * ROOM / 1e6:,.0f} MB of disk for a moment; make "
                "room and run the same command again"
            )
        say(f"compacting {name}")
        db.execute("vacuum")
        busy = db.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
        if busy:
            raise ArchiveError(
                f"{name} is being read by another command, so that its log still holds what was "
                "removed; end that command and run the same removal again"
            )


def _publish(home: Path, db: sqlite3.Connection, say: Say) -> str:
    gallery.clear(home)
    if not (home / PUBLIC).exists():
        return ""
    standing = db.execute("select 1 from figures where withdrawn_at is null limit 1").fetchone()
    if standing is None:  # nothing is left to publish; yesterday's file must not stay
        for name in (PUBLIC, INSPECT):
            (home / name).unlink(missing_ok=True)
        return ""
    try:
        return publish(home, force=True, say=say).release.id
    except PublishError as fault:
        raise ArchiveError(
            f"the archive no longer holds it, but {PUBLIC} does: {fault}; mend this (or stop "
            "serving) and run the same removal again"
        ) from fault
