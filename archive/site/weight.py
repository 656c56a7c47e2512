"""Keeps the tables of named and free queries within what a phone should load.

Datasette shows every row that a query returns, up to two thousand. The first rows that fit are
shown; how many there are, and the files with all of them, stand above the table. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

ROOM = 70_000  # bytes of cells; head, form and foot of the page take some 10,000
CELL = 70  # bytes of the markup around one


def fitting(rows: Sequence[Sequence[Any]], room: int = ROOM) -> Sequence[Sequence[Any]]:
    """The first rows that fit, at least one."""
    for n, row in enumerate(rows):
        room -= sum(CELL + len(str(cell).encode()) for cell in row)
        if room < 0:
            return rows[: max(1, n)]
    return rows
