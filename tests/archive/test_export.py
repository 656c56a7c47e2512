"""What leaves the house: files that open, add up, and say which release they are."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from pathlib import Path

import duckdb
import pytest

from archive import releases
from archive.export import export
from archive.faults import ArchiveError
from archive.public_schema import public_schema
from archive.publish import publish
from tests.archive.test_holding import opened
from tests.site import reports


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = reports.build(tmp_path_factory.mktemp("export") / "home")
    publish(made)
    return made


@pytest.fixture(scope="module")
def folder(home: Path) -> Path:
    export(home, home.parent / "out")
    return home.parent / "out"


def test_all_forms_hold_the_same_rows(home: Path, folder: Path) -> None:
    db = opened(home)
    for table in public_schema().tables:
        rows = db.execute(f'select count(*) from "{table.name}"').fetchone()[0]
        with (folder / "csv" / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.DictReader(file))) == rows, table.name
        lines = (folder / "jsonl" / f"{table.name}.jsonl").read_text(encoding="utf-8")
        assert lines.count("\n") == rows
        with duckdb.connect() as duck:
            found = duck.execute(
                f"select count(*) from read_parquet('{folder}/parquet/{table.name}/**/*.parquet')"
            ).fetchone()
        assert found == (rows,), table.name


def test_excel_reads_chinese_and_runs_nothing(folder: Path) -> None:
    data = (folder / "csv" / "articles.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    for file in (folder / "csv").iterdir():
        with file.open(encoding="utf-8-sig", newline="") as opened_:
            for row in csv.reader(opened_):
                for cell in row:
                    number = cell[:1] == "-" and cell[1:].replace(".", "").isdigit()
                    bound = cell == "="  # which runs nothing
                    runs = cell.lstrip().startswith(("=", "+", "-", "@"))
                    assert not runs or number or bound, cell


def test_null_and_empty_text_differ_in_parquet_and_json(home: Path, folder: Path) -> None:
    want = opened(home).execute("select id, scope, value_max, park_id from figures order by id")
    with duckdb.connect() as duck:
        got = duck.execute(
            f"select id, scope, value_max, park_id from "
            f"read_parquet('{folder}/parquet/figures/**/*.parquet') order by id"
        ).fetchall()
    assert got == [tuple(row) for row in want]


def test_figures_lie_by_province_and_year(folder: Path) -> None:
    parts = {path.parent.relative_to(folder).as_posix() for path in folder.rglob("part-*.parquet")
             if "/figures/" in path.as_posix()}  # fmt: skip
    assert "parquet/figures/province=620000/year=2025" in parts


def test_checksums_and_description(home: Path, folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    named = {}
    for line in lines:
        digest, name = line.split("  ", 1)
        named[name] = digest
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert files - {"SHA256SUMS"} == set(named)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    release = opened(home).execute("select value from archive where name = 'release'").fetchone()
    assert package["version"] == release[0]
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
            head = next(csv.reader(file))
        assert head == [field["name"] for field in resource["schema"]["fields"]]


def test_exporting_again_replaces_and_a_strange_folder_is_left_alone(
    home: Path, folder: Path, tmp_path: Path
) -> None:
    before = (folder / "SHA256SUMS").read_text()
    export(home, folder)
    assert (folder / "SHA256SUMS").read_text() == before
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(ArchiveError, match="not empty"):
        export(home, tmp_path)
    assert (tmp_path / "mine.txt").exists()


# Releases.


def change(home: Path, sql: str) -> None:
    db = sqlite3.connect(home / "archive.db")
    db.execute(sql)
    db.commit()
    db.close()


def test_releases_are_numbered_kept_and_compared(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home")
    first = publish(home).release.id
    assert publish(home).release.id == first, "the same facts are the same release"
    change(home, "update figures set value = 4.4e8, quote = quote where id = 'aaaaaaaaaaaa-3'")
    change(home, "update figures set withdrawn_at = '2026-03-02', withdrawn_reason = '误读' "
                 "where id = 'aaaaaaaaaaaa-4'")  # fmt: skip
    second = publish(home).release.id
    assert (first[-2:], second[-2:]) == (".1", ".2") and releases.releases(home) == [first, second]
    found = releases.difference(home, first, second)
    assert [(r["change"], r["id"]) for r in found.rows] == [
        ("changed", "aaaaaaaaaaaa-3"), ("withdrawn", "aaaaaaaaaaaa-4"),
    ]  # fmt: skip
    assert found.rows[0]["columns"] == "value"
    kept = home / "releases" / second / "changes.jsonl"
    changes = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert changes == found.rows
    with pytest.raises(ArchiveError, match="not kept"):
        releases.difference(home, first, "2020-01-01.1")


def test_a_panel_is_rebuilt_bit_for_bit_from_a_release(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home")
    release = publish(home).release.id
    query = (
        "select park_id, indicator_id, year, value, unit, figure_id from {} "
        "where indicator_id = 'tax_revenue' order by park_id, year, figure_id"
    )
    live = opened(home).execute(query.format("years")).fetchall()
    with duckdb.connect() as duck:
        kept = duck.execute(
            query.format(f"read_parquet('{home}/releases/{release}/years/*.parquet')")
        ).fetchall()
    assert live and [tuple(row) for row in live] == kept


def test_thirty_days_and_twelve_months_are_kept() -> None:
    ids = [
        f"2025-{m:02d}-{d:02d}.{n}" for m in range(1, 13) for d in (1, 10, 20, 28) for n in (1, 2)
    ]
    gone = set(releases.surplus(ids))
    kept = [identity for identity in ids if identity not in gone]
    assert all(identity.endswith(".2") for identity in kept[:-2])
    assert {identity[:7] for identity in kept} == {f"2025-{m:02d}" for m in range(1, 13)}
    assert len({identity[:10] for identity in kept}) == 30 + 4
