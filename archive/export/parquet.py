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
            writer.writerows(
                [NULL if c is None else c for c in row] if None in row else row for row in rows
            )
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
    """One file of a table's rows, in their order in the table: so many row numbers from first."""

    table: str
    number: int = 0
    first: int = 1


def pieces(db: sqlite3.Connection, table: Table) -> list[Piece]:
    """A table cut into pieces of CHUNK row numbers."""
    rows = db.execute(f'select max(rowid) from "{table.name}"').fetchone()[0] or 1  # noqa: S608 names are ours
    return [Piece(table.name, n, at) for n, at in enumerate(range(1, rows + 1, CHUNK))]


def write_piece(
    duck: duckdb.DuckDBPyConnection, db: sqlite3.Connection, piece: Piece, folder: Path
) -> None:
    """Write a piece of a table into the folder's folder of that name."""
    table = public_schema().table(piece.table)
    # Named here rather than cell by cell when they are passed on.
    cells = ", ".join(f"ifnull(\"{name}\", '{NULL}')" for name in table.names)
    write_parquet(
        duck,
        db,
        f'select {cells} from "{table.name}" where rowid between ? and ? order by rowid',  # noqa: S608 names are ours
        table.columns,
        folder / table.name,
        given=(piece.first, piece.first + CHUNK - 1),
        first=piece.number,
    )
