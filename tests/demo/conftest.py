"""One whole run of the demo for all tests that look at what came of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands import parks


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home after `parks demo --no-serve`."""
    home = tmp_path_factory.mktemp("demo")
    done = parks("demo", "--no-serve", home=home)
    assert done.returncode == 0, done.stderr + done.stdout
    return home


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
