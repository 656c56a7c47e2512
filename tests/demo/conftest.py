"""The databases that one whole run of the demo left."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest


@pytest.fixture
def public(demo_home: Path) -> Iterator[sqlite3.Connection]:
    """The published database of the demo, read-only."""
    with closing(sqlite3.connect(f"file:{demo_home / 'public.db'}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        yield db


@pytest.fixture
def private(demo_home: Path) -> Iterator[sqlite3.Connection]:
    """The private database of the demo, read-only."""
    with closing(sqlite3.connect(f"file:{demo_home / 'archive.db'}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        yield db
