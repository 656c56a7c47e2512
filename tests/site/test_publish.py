"""Publishing: allowed columns only, bounded quotation, all or nothing."""

from __future__ import annotations

import fcntl
import sqlite3
from pathlib import Path

import pytest

from archive import checks
from archive.clauses import share_of
from archive.faults import ArchiveError
from archive.public_schema import data_dictionary, public_schema
from archive.publish import publish
from archive.publishing import helpers
from archive.search import match_expression
from tests.conftest import ROOT
from tests.site import reports


def _open(home: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{(home / 'public.db').as_uri()}?immutable=1", uri=True)
    db.row_factory = sqlite3.Row
    return db


def _change(home: Path, sql: str, *values: object) -> None:
    with sqlite3.connect(home / "archive.db") as db:
        db.execute(sql, values)
    db.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An archive of its own, published once."""
    made = reports.build(tmp_path / "home")
    publish(made)
    return made


def test_the_same_archive_gives_the_same_bytes(home: Path) -> None:
    before = (home / "public.db").read_bytes()
    publish(home)
    assert (home / "public.db").read_bytes() == before
    assert not list(home.glob(".*"))  # nothing half-built stays


def test_only_allowed_columns_are_public(home: Path) -> None:
    db = _open(home)
    schema = public_schema()
    found = {
        row["name"]: tuple(c["name"] for c in db.execute(f"pragma table_info({row['name']})"))
        for row in db.execute("select name from sqlite_master where type in ('table', 'view')")
        if "_fts" not in row["name"] and not row["name"].startswith("sqlite_")
    }
    assert found == {t.name: t.names for t in (*schema.tables, *schema.views)}
    described = [c for t in (*schema.tables, *schema.views) for c in t.columns]
    assert all(c.zh and c.en for c in described)


def test_the_dictionary_is_up_to_date() -> None:
    written = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == data_dictionary()


def test_at_most_a_third_of_any_report_is_quoted(home: Path) -> None:
    db = _open(home)
    for report in reports.REPORTS:
        words = db.execute("select quote, evidence from figures where article_id = ?", (report.id,))
        public = [text for row in words for text in row]
        assert public
        quoted = checks.Quoted(report.body)
        for text in public:
            quoted.add_words(text)
        assert quoted.count <= share_of(report.body), report.id


def test_no_body_hides_anywhere_in_the_file(home: Path) -> None:
    data = (home / "public.db").read_bytes()
    for report in reports.REPORTS:
        for at in range(len(report.body) - 100):
            assert report.body[at : at + 101].encode() not in data
    db = _open(home)
    kept = db.execute("select count(*) from sqlite_master where name like '%_fts_content'")
    assert kept.fetchone()[0] == 0


def test_a_number_out_of_its_place_stops_everything(home: Path) -> None:
    before = (home / "public.db").read_bytes()
    _change(home, "update figures set start = start + 1 where id = 'aaaaaaaaaaaa-3'")
    with pytest.raises(ArchiveError, match="aaaaaaaaaaaa-3"):
        publish(home)
    assert (home / "public.db").read_bytes() == before
    assert not (home / ".public.db.building").exists()


def test_a_sudden_loss_is_refused_unless_forced(home: Path) -> None:
    _change(home, "delete from figure_versions where figure_id like 'long2%'")
    _change(home, "delete from figures where article_id like 'long2%'")
    with pytest.raises(ArchiveError, match="fewer than 90%"):
        publish(home)
    publish(home, force=True)
    count = _open(home).execute("select count(*) from figures where id like 'long2%'")
    assert count.fetchone()[0] == 0


def test_a_body_in_a_title_is_cut(home: Path) -> None:
    body = reports.REPORTS[2].body
    _change(home, "update articles set title = ?, origin = ? where id = 'cccccccccccc'", body, body)
    publish(home)
    row = _open(home).execute("select title, origin from articles where id = 'cccccccccccc'")
    assert max(len(text) for text in row.fetchone()) <= 100


def test_a_long_run_is_found_wherever_it_lies(home: Path) -> None:
    body = reports.REPORTS[0].body
    assert not checks.Leaks([body[20:120]]).found_in(body)  # 100 characters may be quoted
    assert checks.Leaks([body[20:122]]).found_in(body)  # a line break is none of them
    assert checks.Leaks(["x" * 60 + body[33:140] + "y" * 60]).found_in(body)


def test_a_withdrawn_figure_keeps_a_row_and_leaves_series_and_search(home: Path) -> None:
    _change(
        home,
        "update figures set withdrawn_at = '2026-03-02T08:00:00+08:00', withdrawn_reason = '误读' "
        "where id = 'aaaaaaaaaaaa-3'",
    )
    publish(home)
    db = _open(home)
    row = db.execute("select * from figures where id = 'aaaaaaaaaaaa-3'").fetchone()
    assert row["shown"] == 0 and row["withdrawn_reason"] == "误读"
    series = db.execute("select count(*) from park_series where figure_id = 'aaaaaaaaaaaa-3'")
    assert series.fetchone()[0] == 0
    found = db.execute("select count(*) from figures_fts where rowid = "
                       "(select rowid from figures where id = 'aaaaaaaaaaaa-3')")  # fmt: skip
    assert found.fetchone()[0] == 0


def test_two_at_once_are_refused(home: Path) -> None:
    with (home / "publish.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(ArchiveError, match="another `parks publish`"):
            publish(home)


def test_series_choose_one_figure_and_say_why(home: Path) -> None:
    db = _open(home)
    row = db.execute(
        "select * from park_series where park_id = 'longshan' and indicator_id = 'tax_revenue' "
        "and kind = 'level' and period_key = '2024'"
    ).fetchone()
    assert row["value"] == 364000000 and row["alternatives"] == 1
    assert row["independent_reports"] == 2 and row["choice_reason"] == "取最近一次报道"
    years = db.execute(
        "select year, value from park_years where park_id = 'longshan' "
        "and indicator_id = 'gross_industrial_output' order by year"
    ).fetchall()
    assert [r["year"] for r in years] == [2019, 2020, 2021, 2023, 2024, 2025]  # no plan, no 2022


def test_year_to_date_is_never_a_year(home: Path) -> None:
    db = _open(home)
    keys = db.execute(
        "select distinct f.period_type from park_years y join figures f on f.id = y.figure_id"
    ).fetchall()
    assert {row[0] for row in keys} <= {"year", "as_of", "day"}


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every archive is large enough for two helpers."""
    monkeypatch.setattr(helpers, "MANY", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def _contents(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table by its number, but of indexes; and what searches find."""
    db = sqlite3.connect(f"{(home / 'public.db').as_uri()}?immutable=1", uri=True)
    found = {
        table.name: db.execute(f"select rowid, * from {table.name} order by 1").fetchall()
        for table in public_schema().tables
    }
    for name in ("articles", "figures", "parks"):
        for words in ("园", "税收", "龙山", "1"):
            asked = f"select rowid from {name}_fts where {name}_fts match ? order by rowid desc"
            found[f"{name} {words}"] = db.execute(asked, (match_expression(words),)).fetchall()
    found["objects"] = db.execute("select type, name, sql from sqlite_master order by 2").fetchall()
    db.close()
    return found


@pytest.mark.usefixtures("helped")
def test_helpers_publish_what_one_process_does(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = (
        "insert into decisions (at, who, action, figure_id, field, value) values (?, ?, ?, ?, ?, ?)"
    )
    said = ("2026-03-01T08:00:00+08:00", "编辑", "correct", "aaaaaaaaaaaa-3", "label", "龙山税收")
    _change(home, sql, *said)
    _change(home, "update figures set withdrawn_at = '2026-03-02' where id = 'aaaaaaaaaaaa-2'")
    publish(home)
    by_helpers = _contents(home)
    monkeypatch.setattr(helpers, "MANY", 1_000_000)
    publish(home)
    alone = _contents(home)
    assert by_helpers["figures 园"] and by_helpers["figures"]
    assert by_helpers == alone
    assert not list(home.glob(".*"))


@pytest.mark.usefixtures("helped")
def test_a_helper_that_finds_a_fault_stops_everything(home: Path) -> None:
    before = (home / "public.db").read_bytes()
    _change(home, "update figures set start = start + 1 where id = 'aaaaaaaaaaaa-3'")
    with pytest.raises(ArchiveError, match="aaaaaaaaaaaa-3"):
        publish(home)
    assert (home / "public.db").read_bytes() == before
    assert not list(home.glob(".*"))
    _change(home, "update figures set start = start - 1 where id = 'aaaaaaaaaaaa-3'")
    publish(home)  # nobody still holds the archive
