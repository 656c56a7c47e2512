"""What a crawl knows of a source, row by row, and how two machines' rows become one.

Every rule gives the same row whichever of the two comes first, and changes nothing the second
time: shards come in any order and more than once, and so does the memory that workers hand on.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.store.days import RANK as DAY_RANK

Row = dict[str, Any]
STATE_RANK = {"passed_over": 0, "listed": 1, "failed": 2, "not_article": 3, "fetched": 3}


@dataclass(frozen=True, slots=True)
class Kind:
    """One table of the memory: what names a row, and how two rows of that name become one.
    own is a column that numbers rows in one file and means nothing in another."""

    table: str
    key: tuple[str, ...]
    join: Callable[[Row, Row], Row]
    own: str = ""

    def name(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """What names a row."""
        return tuple(row[column] for column in self.key)


def _least(a: Any, b: Any) -> Any:
    return min(filter(None, (a, b)), default=None)


def _most(a: Any, b: Any) -> Any:
    return max(filter(None, (a, b)), default=None)


def _words(a: str, b: str) -> str:
    return max(a, b)


def _joining(
    order: Callable[[Row], tuple[Any, ...]], **each: Callable[[Any, Any], Any]
) -> Callable[[Row, Row], Row]:
    """A join: columns named by each are joined one by one, all others come from the row that is
    greatest by order, and by its own words where that is equal."""

    def rank(row: Row) -> tuple[Any, ...]:
        rest = {name: value for name, value in row.items() if name not in each}
        return (*order(row), json.dumps(rest, sort_keys=True))

    def join(a: Row, b: Row) -> Row:
        return max(a, b, key=rank) | {
            name: how(a[name], b[name]) for name, how in each.items() if name in a
        }

    return join


# What was fetched outranks what was only listed; else the row that was seen last counts.
_address = _joining(
    lambda row: (STATE_RANK[row["state"]], row["last_seen"], row["looks"]),
    title=_words,
    listed_day=_least,
    first_seen=min,
    fetched_at=_least,
    tries=max,
    article_id=_most,
)
_list_page = _joining(lambda row: (row["fetched_at"],), complete_at=_most)
# A day that one machine covered is covered.
_day = _joining(lambda row: (DAY_RANK[row["state"]],), walked_at=_most, filled_late=max)
_hold = _joining(lambda row: (row["until"],))
# A run that ended, and so is known in full, outranks the same run under way.
_run = _joining(lambda row: (row["finished_at"] or "",))

ADDRESSES = Kind("addresses", ("url",), _address)
DAYS = Kind("source_days", ("source_id", "day"), _day)
RUNS = Kind("crawls", ("source_id", "started_at", "pid"), _run, own="id")
KINDS = (
    ADDRESSES,
    Kind("list_pages", ("url",), _list_page),
    DAYS,
    Kind("holds", ("source_id",), _hold),
    RUNS,
)


def columns(db: sqlite3.Connection, kind: Kind, schema: str = "main") -> list[str]:
    """The columns of a table that mean the same in every file."""
    rows = db.execute(f"pragma {schema}.table_info({kind.table})")
    return [row["name"] for row in rows if row["name"] != kind.own]


def rows_of(db: sqlite3.Connection, kind: Kind, source_id: str) -> Iterator[Row]:
    """What is known of a source in one table."""
    names = ", ".join(columns(db, kind))
    sql = f"select {names} from {kind.table} where source_id = ?"  # noqa: S608 names are ours
    return (dict(row) for row in db.execute(sql, (source_id,)))


def write(db: sqlite3.Connection, kind: Kind, rows: Iterable[Row]) -> int:
    """Join rows with those that stand; part of the caller's transaction. Returns how many rows
    became another."""
    changed = 0
    match = " and ".join(f"{column} is ?" for column in kind.key)
    for row in rows:
        name = kind.name(row)
        old = db.execute(f"select * from {kind.table} where {match}", name).fetchone()  # noqa: S608 names are ours
        before = {column: old[column] for column in row} if old else None
        after = kind.join(before, row) if before else row
        if after == before:
            continue
        changed += 1
        if before is not None:
            settings = ", ".join(f"{column} = ?" for column in after)
            db.execute(
                f"update {kind.table} set {settings} where {match}",  # noqa: S608 names are ours
                [*after.values(), *name],
            )
        else:
            names, marks = ", ".join(after), ", ".join("?" * len(after))
            db.execute(
                f"insert into {kind.table} ({names}) values ({marks})",  # noqa: S608 names are ours
                list(after.values()),
            )
    return changed
