"""Which source a worker crawls next: the decision and the lease in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.schedule.due import Verdict, verdict
from archive.store import leases, open_archive, transaction
from pipelines.source import Source

JOB = "crawl --due"


@dataclass(frozen=True, slots=True)
class Claim:
    """A source that this process may crawl, with its lease, and why it is due."""

    source: Source
    token: str
    why: str


def claim(
    home: Path, sources: Iterable[Source], at: datetime, but: Collection[str] = ()
) -> Claim | None:
    """Take the source that has been due the longest; None where none is, but those of `but`."""
    archive = open_archive(home)
    try:
        with transaction(archive.db):
            due = [
                (source, found)
                for source in sources
                if source.id not in but and (found := verdict(archive.db, source, at)).due
            ]
            due.sort(key=lambda pair: _last_walk(archive.db, pair[0].id))
            for source, found in due:
                token = leases.take(archive.db, source.id, JOB)
                if token:
                    return Claim(source, token, found.why)
    finally:
        archive.close()
    return None


def verdicts(home: Path, sources: Iterable[Source], at: datetime) -> list[tuple[Source, Verdict]]:
    """What is due, and what is not and why."""
    archive = open_archive(home)
    try:
        return [(source, verdict(archive.db, source, at)) for source in sources]
    finally:
        archive.close()


def _last_walk(db: sqlite3.Connection, source_id: str) -> str:
    row = db.execute("select max(started_at) from crawls where source_id = ?", (source_id,))
    return str(row.fetchone()[0] or "")
