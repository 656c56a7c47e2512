"""Who else printed a number, and which readings contradict it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter

from archive.site.web import rows

NAMED = 3  # of the papers that printed the same; the number of the rest is told
CONFLICTS = """
select figure_a, figure_b from conflicts where counted = 1 and grade <> '末位取舍'
  and (figure_a in ({marks}) or figure_b in ({marks})) limit 500
"""


@dataclass(slots=True)
class Beside:
    """Rows that print the same as a row, one a paper, and the ids of those that contradict it."""

    also: list[sqlite3.Row] = field(default_factory=list)
    more: int = 0
    against: list[str] = field(default_factory=list)


def beside(
    db: sqlite3.Connection, every: Sequence[sqlite3.Row], shown: Sequence[str]
) -> dict[str, Beside]:
    """What stands beside the rows shown, among every row of their park and indicator."""
    by_id = {row["id"]: row for row in every}
    same: dict[tuple[object, ...], dict[str, sqlite3.Row]] = defaultdict(dict)
    for row in every:
        same[_said(row)][row["paper"]] = row
    found = {identity: Beside() for identity in shown}
    for identity, told in found.items():
        row = by_id[identity]
        papers = same[_said(row)]
        others = (other for paper, other in papers.items() if paper != row["paper"])
        told.also = list(islice(others, NAMED))
        told.more = len(papers) - 1 - len(told.also)
    marks = ", ".join("?" * len(shown))
    for a, b in rows(db, CONFLICTS.format(marks=marks), *shown, *shown):
        for one, other in ((a, b), (b, a)):
            if one in found and other in by_id:
                found[one].against.append(other)
    return found


def disputed(db: sqlite3.Connection, shown: Sequence[str]) -> set[str]:
    """Which of these figures another reading contradicts."""
    marks = ", ".join("?" * len(shown))
    found = rows(db, CONFLICTS.format(marks=marks), *shown, *shown)
    return {identity for pair in found for identity in pair} & set(shown)


_what = itemgetter("kind", "scope", "base", "unit", "status", "value", "value_max")


def _said(row: sqlite3.Row) -> tuple[object, ...]:
    """What is said, whoever says it; a number without a period is like no other."""
    return (row["period_key"] or row["id"], *_what(row))
