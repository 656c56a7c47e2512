"""The check of what may be quoted finds every excess, in one process and in several."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from archive.faults import ArchiveError
from archive.publish import publish
from archive.publishing import helpers
from archive.publishing.examination import examine
from tests.site import reports


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = reports.build(tmp_path_factory.mktemp("rights") / "home")
    publish(made)
    return made


@pytest.fixture(params=[1_000_000, 1], ids=["alone", "in parallel"])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helpers, "MANY", request.param)
    monkeypatch.setattr("os.cpu_count", lambda: 3)


def excess(home: Path, file: Path) -> list[str]:
    """What all looks at a file find wrong that concerns the words of reports."""
    faults = examine(home, file, "public.db", None, 0.0).faults
    return [fault for fault in faults if "body of report" in fault]


def changed(home: Path, folder: Path, sql: str, *values: object) -> Path:
    """A copy of the published file with something in it that must not be."""
    file = folder / "public.db"
    shutil.copyfile(home / "public.db", file)
    with sqlite3.connect(file) as db:
        db.execute(sql, values)
    db.close()
    return file


@pytest.mark.usefixtures("many")
def test_what_was_published_is_within_the_limits(home: Path) -> None:
    assert excess(home, home / "public.db") == []


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("report", [reports.REPORTS[0], reports.REPORTS[-1]], ids=lambda r: r.id)
@pytest.mark.parametrize(
    "sql",
    [
        "update parks set name = ? where id = 'longshan'",
        "insert into corrections values ('x', null, 1, 'note', '', '', '', ?)",
        "insert into archive values ('x', ?)",
    ],
)
def test_a_long_run_is_found_in_any_table(
    home: Path, tmp_path: Path, report: reports.Report, sql: str
) -> None:
    assert "\n" in report.body[3:105]
    file = changed(home, tmp_path, sql, report.body[3:105])  # 101 characters and a line break
    assert excess(home, file) == [f"a long run of the body of report {report.id} would be public"]
    (tmp_path / "b").mkdir()
    assert excess(home, changed(home, tmp_path / "b", sql, report.body[3:104])) == []


@pytest.mark.usefixtures("many")
def test_more_than_a_third_in_short_pieces_is_found(home: Path, tmp_path: Path) -> None:
    report = reports.REPORTS[1]
    half = report.body[: len(report.body) // 2]
    file = changed(home, tmp_path, "select 1")
    with sqlite3.connect(file) as db:
        for n in range(0, len(half), 30):
            db.execute(
                "insert into figure_versions (figure_id, version, evidence) values (?, ?, ?)",
                (f"{report.id}-1", 100 + n, half[n : n + 30]),
            )
    db.close()
    assert excess(home, file) == [f"over a third of the body of report {report.id} would be public"]


def test_a_body_in_a_persons_reason_stops_publishing(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "home")
    db = sqlite3.connect(tmp_path / "home" / "archive.db")
    db.execute(
        "update figures set withdrawn_at = '2026-03-02', withdrawn_by = 'person', "
        "withdrawn_reason = ? where id = 'aaaaaaaaaaaa-3'",
        (reports.REPORTS[0].body,),
    )
    db.commit()
    db.close()
    with pytest.raises(ArchiveError, match="would be public"):
        publish(tmp_path / "home")
