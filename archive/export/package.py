"""Writes one folder that an analyst can take home and check."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from archive.export.parquet import parquet_writer, write_parquet
from archive.faults import ArchiveError
from archive.public_schema import Column, Table, data_dictionary, describe, public_schema
from archive.site.sheets import BOM, inert

PUBLIC = "public.db"
FIELD_TYPES = {"text": "string", "integer": "integer", "real": "number"}
# Where a figure belongs, for the folders of Parquet: the park's province, else the place's, else
# the paper's; and the year it tells of.
PLACED = """
select f.*, coalesce(substr(p.place_code, 1, 2) || '0000', substr(f.place_code, 1, 2) || '0000',
    s.province_code, 'none') as province,
  coalesce(substr(f.period_end, 1, 4), 'none') as year
from figures f join articles a on a.id = f.article_id join sources s on s.id = a.source_id
  left join parks p on p.id = coalesce(f.park_id, f.context_park_id) order by f.id
"""


@dataclass(slots=True)
class Exported:
    """What was written: the folder, the release, rows by table, how many files."""

    folder: Path
    release: str
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0


def export(home: Path, folder: Path, *, say: Callable[[str], None] = lambda _: None) -> Exported:
    """Write every public table under folder. Raises ArchiveError when nothing is published or
    the folder holds something else."""
    if not (home / PUBLIC).exists():
        raise ArchiveError(f"nothing is published in {home}: run `parks publish` first")
    if folder.exists() and any(folder.iterdir()) and not (folder / "datapackage.json").exists():
        raise ArchiveError(f"{folder} is not empty and holds no earlier export")
    building = folder.with_name(f".{folder.name}.building")
    shutil.rmtree(building, ignore_errors=True)
    try:
        result = _write(home, building, folder, say)
        shutil.rmtree(folder, ignore_errors=True)
        building.replace(folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return result


def _write(home: Path, building: Path, folder: Path, say: Callable[[str], None]) -> Exported:
    for form in ("csv", "jsonl", "parquet"):
        (building / form).mkdir(parents=True)
    uri = (home / PUBLIC).absolute().as_uri() + "?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as db, parquet_writer() as duck:
        release = about(db).get("release", "")
        result = Exported(folder, release)
        for table in public_schema().tables:
            say(f"writing {table.name}")
            result.rows[table.name] = _csv(db, table, building / "csv")
            _jsonl(db, table, building / "jsonl")
            _parquet(duck, db, table, building / "parquet")
        package = _package(db, result)
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (building / "datapackage.json").write_text(text, encoding="utf-8")
    (building / "data-dictionary.md").write_text(data_dictionary(), encoding="utf-8")
    result.files = _checksums(building)
    return result


def about(db: sqlite3.Connection) -> dict[str, str]:
    """What the public file says of itself: release, versions, day of the data."""
    return dict(db.execute("select name, value from archive where value is not null"))


def _rows(db: sqlite3.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    yield from db.execute(f'select * from "{table.name}" order by {table.key}')  # noqa: S608 names are ours


def _csv(db: sqlite3.Connection, table: Table, folder: Path) -> int:
    n = 0
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(BOM)
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(table.names)
        for row in _rows(db, table):
            writer.writerow([inert(cell) for cell in row])
            n += 1
    return n


def _jsonl(db: sqlite3.Connection, table: Table, folder: Path) -> None:
    with (folder / f"{table.name}.jsonl").open("w", encoding="utf-8") as file:
        for row in _rows(db, table):
            record = dict(zip(table.names, row, strict=True))
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def _parquet(
    duck: duckdb.DuckDBPyConnection, db: sqlite3.Connection, table: Table, folder: Path
) -> None:
    if table.name == "figures":
        columns = (*table.columns, _text("province"), _text("year"))
        write_parquet(duck, db, PLACED, columns, folder / "figures", partition=("province", "year"))
        return
    query = f'select * from "{table.name}" order by {table.key}'  # noqa: S608 names are ours
    write_parquet(duck, db, query, table.columns, folder / table.name)


def _text(name: str) -> Column:
    return Column(name, "text", name, name)


def _package(db: sqlite3.Connection, result: Exported) -> dict[str, Any]:
    """The description that data tools read (Data Package)."""
    quality = db.execute("select * from quality order by measured_at desc, stratum limit 50")
    names = [column[0] for column in quality.description]
    return {
        "name": "park-archive",
        "title": "园区数字档案",
        "version": result.release,
        "description": "各省新闻网站关于产业园区的报道中的数字，附原句和链接；不含报道正文",
        "about": about(db),
        "quality": [dict(zip(names, row, strict=True)) for row in quality],
        "resources": [
            {
                "name": table.name,
                "path": f"csv/{table.name}.csv",
                "format": "csv",
                "encoding": "utf-8",
                "title": table.zh,
                "description": table.en,
                "schema": {
                    "fields": [
                        {
                            "name": c.name,
                            "type": FIELD_TYPES[c.type],
                            "title": describe(table, c),
                            "description": c.en,
                        }
                        for c in table.columns
                    ],
                    "primaryKey": [name.strip() for name in table.key.split(",")],
                },
            }
            for table in public_schema().tables
        ],
    }


def _checksums(folder: Path) -> int:
    """SHA256SUMS as `sha256sum -c` reads it."""
    lines = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        with file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        lines.append(f"{digest}  {file.relative_to(folder).as_posix()}\n")
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    return len(lines) + 1
