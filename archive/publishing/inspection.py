"""What Datasette wants to know of a public file before it serves it: its hash and row counts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from datasette.inspect import inspect_hash, inspect_tables

from archive.public_schema import metadata


def inspected(file: Path, name: str) -> dict[str, object]:
    """What is written beside the file; name is what the file will be called."""
    with closing(sqlite3.connect(file)) as db:
        db.row_factory = sqlite3.Row
        tables = inspect_tables(db, metadata()["databases"]["public"])
    return {
        "public": {
            "hash": inspect_hash(file),
            "size": file.stat().st_size,
            "file": name,
            "tables": tables,
        }
    }
