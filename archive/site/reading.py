"""How pages read the published file: for a bounded time, and without waiting on each other.

Python's lock is given back and asked for again with every row and with every look at the clock.
Where several threads read, each of these can cost a wait of milliseconds; so the clock is looked
at seldom.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

LIMIT = 5.0  # seconds of SQLite's work for one page
EVERY = 100_000  # instructions of SQLite between two looks at the clock: some milliseconds


@contextmanager
def reading(db: sqlite3.Connection, limit: float = LIMIT) -> Iterator[None]:
    """Stop a query that takes longer; take text as it is.

    Datasette reads text with a function of Python's, called for every cell, that bears with what is
    no UTF-8; our own file holds nothing else.
    """
    deadline = time.monotonic() + limit
    before = db.text_factory
    db.text_factory = str
    db.set_progress_handler(lambda: time.monotonic() > deadline, EVERY)
    try:
        yield
    finally:
        db.set_progress_handler(None, EVERY)
        db.text_factory = before
