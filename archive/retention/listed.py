"""Keys in a temporary table, so that any number of them is one condition of a query."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


@contextmanager
def listed(db: sqlite3.Connection, name: str, keys: Iterable[object]) -> Iterator[None]:
    """A table temp.<name> with the column `key`, for the length of the block."""
    db.execute(f"create temp table {name} (key primary key) without rowid")
    try:
        db.executemany(f"insert or ignore into temp.{name} values (?)", ((k,) for k in keys))  # noqa: S608 names are ours
        yield
    finally:
        db.execute(f"drop table temp.{name}")
