"""How a helper reads a file that is still written on: only what is finished, as it was then."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_rows: list[sqlite3.Connection] = []  # of this helper


def open_finished(file: Path) -> None:
    """In a helper, before anybody writes on: read the schema as it is then. The transaction keeps
    it, and the size of the file, until the helper ends."""
    # Immutable: no lock. Tables that are finished stay as they are while others are added.
    db = sqlite3.connect(file.absolute().as_uri() + "?immutable=1", uri=True)
    db.isolation_level = None
    db.execute("begin")
    db.execute("select 1 from sqlite_master limit 1").fetchone()
    _rows[:] = [db]


def finished() -> sqlite3.Connection:
    """In a helper: the file as open_finished found it."""
    return _rows[0]
