"""Rows of a SQLite query as Parquet files, typed by the public schema, in bounded memory.

DuckDB writes and partitions the files. It takes the rows as CSV, because its own reader of SQLite
files is an extension that would have to be fetched.
"""

from __future__ import annotations

import csv
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import duckdb

from archive.public_schema import Column, Table, public_schema

TYPES = {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE"}
CHUNK = 500_000  # rows a file; their CSV is on disk for a moment
AT_ONCE = 5_000  # rows in memory
NULL = "\\N"  # tells null from an empty text in the CSV between


@contextmanager
def parquet_writer() -> Iterator[duckdb.DuckDBPyConnection]:
    """What write_parquet writes with; opening it costs more than a small table."""
    with duckdb.connect() as duck:
        duck.execute("set enable_progress_bar = false")
        duck.execute("set threads = 1")  # the same rows give the same files
        yield duck


def write_parquet(
    duck: duckdb.DuckDBPyConnection,
    db: sqlite3.Connection,
    query: str,
    columns: Sequence[Column],
    target: Path,
    *,
    partition: Sequence[str] = (),
    given: Sequence[object] = (),
    first: int = 0,
) -> int:
    """Write a query's rows under target; returns how many.

    Without partition target becomes a folder of part-N.parquet, N from first on; with it, one of
    name=value folders, the last columns of the query being the names.
    """
    target.mkdir(parents=True, exist_ok=True)
    cursor = db.cursor()
    cursor.row_factory = None
    cursor.execute(query, given)
    total, n = 0, first
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        passing = Path(folder) / "rows.csv"
        while written := _pass_on(cursor, passing):
            _copy(duck, passing, columns, target, n, partition)
            total, n = total + written, n + 1
        if not total:
            _copy(duck, passing, columns, target, first, ())
    return total


def _pass_on(cursor: sqlite3.Cursor, file: Path) -> int:
    """Write the next CHUNK rows as CSV, a few at a time in memory; returns how many."""
    written = 0
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
        while written < CHUNK and (rows := cursor.fetchmany(AT_ONCE)):
            writer.writerows([NULL if c is None else c for c in row] for row in rows)
            written += len(rows)
    return written


def _copy(
    duck: duckdb.DuckDBPyConnection,
    rows: Path,
    columns: Sequence[Column],
    target: Path,
    n: int,
    partition: Sequence[str],
) -> None:
    typed = ", ".join(f"'{c.name}': '{TYPES[c.type]}'" for c in columns)
    source = (
        f"read_csv('{rows}', header = false, auto_detect = false, delim = ',', quote = '\"', "
        f"escape = '\"', nullstr = '{NULL}', columns = {{{typed}}}, max_line_size = 10000000)"
    )
    if partition:
        by = ", ".join(partition)
        options = (
            f"format parquet, compression zstd, partition_by ({by}), overwrite_or_ignore, "
            f"filename_pattern 'part-{n}-{{i}}'"
        )
        duck.execute(f"copy (select * from {source}) to '{target}' ({options})")  # noqa: S608 our own paths
        return
    file = target / f"part-{n}.parquet"
    duck.execute(f"copy (select * from {source}) to '{file}' (format parquet, compression zstd)")  # noqa: S608


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a table's rows in the order of its key: from a key up to, not with, another."""

    table: str
    number: int = 0
    first: str | None = None
    last: str | None = None


def pieces(db: sqlite3.Connection, table: Table) -> list[Piece]:
    """A table cut into pieces of CHUNK rows, where its key is one column, else left whole."""
    if "," in table.key:
        return [Piece(table.name)]
    bounds: list[str | None] = [None]
    # From the piece before: to count from the first row each time takes minutes in the end.
    key = f'select "{table.key}" from "{table.name}" where {{}} order by 1 limit 1 offset {CHUNK}'  # noqa: S608 names are ours
    found = db.execute(key.format("1")).fetchone()
    while found:
        bounds.append(found[0])
        found = db.execute(key.format(f'"{table.key}" >= ?'), found).fetchone()
    return [Piece(table.name, n, *ends) for n, ends in enumerate(pairwise([*bounds, None]))]


def write_piece(
    duck: duckdb.DuckDBPyConnection, db: sqlite3.Connection, piece: Piece, folder: Path
) -> None:
    """Write a piece of a table into the folder's folder of that name."""
    table = public_schema().table(piece.table)
    ends = [(f'"{table.key}" >= ?', piece.first), (f'"{table.key}" < ?', piece.last)]
    given = [(words, key) for words, key in ends if key is not None]
    where = f"where {' and '.join(words for words, _ in given)}" if given else ""
    write_parquet(
        duck,
        db,
        f'select * from "{table.name}" {where} order by {table.key}',  # noqa: S608 names are ours
        table.columns,
        folder / table.name,
        given=[key for _, key in given],
        first=piece.number,
    )
