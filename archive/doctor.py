"""Looks for what must never be: broken files, quotes away from their offsets, orphans, gaps."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from archive.store import Archive, PageStore


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, where it is, and how to mend it."""

    what: str
    where: str
    mend: str


def examine(archive: Archive) -> Iterator[Finding]:
    """All faults found, file by file; nothing when the archive is sound."""
    for name, connection in (("archive.db", archive.db), ("pages.db", archive.pages)):
        for row in connection.execute("pragma integrity_check"):
            if row[0] != "ok":
                yield Finding(f"damaged file: {row[0]}", name, "restore a backup")
        for row in connection.execute("pragma foreign_key_check"):
            yield Finding(f"row without its parent: {tuple(row)}", name, "restore a backup")
    yield from _evidence(archive.db)
    yield from _pages(archive)


def _evidence(db: sqlite3.Connection) -> Iterator[Finding]:
    rows = db.execute(
        "select f.id, f.start, f.quote, f.evidence, f.evidence_start, a.body, a.url "
        "from figures f join articles a on a.id = f.article_id where f.withdrawn_at is null"
    )
    for row in rows:
        at, clause = row["start"], row["evidence_start"]
        if row["body"][at : at + len(row["quote"])] != row["quote"]:
            yield Finding("quote not at its place", f"figure {row['id']}", "parks reprocess --all")
        elif row["body"][clause : clause + len(row["evidence"])] != row["evidence"]:
            yield Finding("clause not at its place", f"figure {row['id']}", "parks reprocess --all")


def _pages(archive: Archive) -> Iterator[Finding]:
    store = PageStore(archive.pages)
    for row in archive.pages.execute("select sha256 from bodies"):
        try:
            body = store.body(row["sha256"])
        except Exception as fault:  # noqa: BLE001 whatever is wrong with one body is a finding
            yield Finding(f"page cannot be unpacked: {fault}", row["sha256"], "restore a backup")
            continue
        if hashlib.sha256(body).hexdigest() != row["sha256"]:
            yield Finding("page differs from its checksum", row["sha256"], "restore a backup")
    read = {row[0] for row in archive.db.execute("select fetch_id from reads")}
    for row in archive.pages.execute("select id, url from fetches order by id"):
        if row["id"] not in read:
            yield Finding("stored page not read yet", row["url"], "parks crawl or parks reprocess")
    known = {row[0] for row in archive.pages.execute("select id from fetches")}
    for row in archive.db.execute("select id, fetch_id from articles"):
        if row["fetch_id"] not in known:
            yield Finding("article without its page", f"article {row['id']}", "restore pages.db")
