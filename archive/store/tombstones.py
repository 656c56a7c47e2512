"""What was removed on request: looked up before anything is fetched or taken in again."""

from __future__ import annotations

import sqlite3

from archive.faults import ArchiveError


def removed_source(db: sqlite3.Connection, source_id: str) -> str:
    """Why a source was removed and when, '' where it was not."""
    row = db.execute(
        "select at, reason from removals where kind = 'source' and target = ?", (source_id,)
    ).fetchone()
    return _words(row)


def removed_address(db: sqlite3.Connection, url: str) -> str:
    """Why the report at an address was removed and when, '' where it was not."""
    row = db.execute(
        "select r.at, r.reason from removed_addresses a join removals r on r.id = a.removal_id "
        "where a.url = ?",
        (url,),
    ).fetchone()
    return _words(row)


def refuse_removed(db: sqlite3.Connection, source_id: str, url: str) -> None:
    """Raise ArchiveError where an address or its source was removed on request."""
    why = removed_source(db, source_id)
    if why:
        raise ArchiveError(f"{url}: its source {source_id} was {why}; nothing of it is taken")
    why = removed_address(db, url)
    if why:
        raise ArchiveError(f"{url}: this report was {why}; it is not taken again")


def _words(row: sqlite3.Row | None) -> str:
    return f"removed on request on {row['at'][:10]} ({row['reason']})" if row else ""
