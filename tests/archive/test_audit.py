"""The audit: a drawn sample goes out, marks come back, precision and recall are stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from archive.audit import HEAD, draw, read_back, wilson
from archive.faults import ArchiveError
from archive.publish import publish
from archive.store import open_archive
from tests.archive.test_holding import opened
from tests.inside import inside
from tests.site import reports


def test_wilson_intervals_are_those_of_the_books() -> None:
    assert wilson(0, 0) is None
    share, low, high = wilson(81, 263) or (0, 0, 0)
    assert (round(share, 4), round(low, 4), round(high, 4)) == (0.308, 0.2553, 0.3662)
    assert (wilson(10, 10) or (0, 0, 0))[2] == pytest.approx(1.0)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = reports.build(tmp_path / "home")
    publish(made)
    return made


def marked(file: Path, wrong: int, missed: int) -> Path:
    book = load_workbook(file)
    sheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 3).value == "figure":
            sheet.cell(row, HEAD.index("marked") + 1).value = "错" if row - 2 < wrong else "对"
        else:
            sheet.cell(row, HEAD.index("missed") + 1).value = missed
    book.save(file)
    return file


def test_the_same_seed_draws_the_same_sample(home: Path, tmp_path: Path) -> None:
    archive = open_archive(home)
    files = [tmp_path / f"{n}.xlsx" for n in range(3)]
    for file, seed in zip(files, (5, 5, 6), strict=True):
        draw(archive.db, home, 12, "indicator", seed, file)
    drawn = [
        [(c[3].value, c[4].value) for c in load_workbook(file).worksheets[0].iter_rows(min_row=2)]
        for file in files
    ]
    assert drawn[0] == drawn[1] != drawn[2]
    archive.close()


def test_marks_become_precision_and_recall_that_the_site_shows(home: Path, tmp_path: Path) -> None:
    archive = open_archive(home)
    file = tmp_path / "audit.xlsx"
    figures, articles = draw(archive.db, home, 20, "year", 1, file)
    assert (figures, articles) == (20, 2)
    sheet = load_workbook(file).worksheets[0]
    assert "【" in sheet.cell(2, HEAD.index("text") + 1).value
    measured = read_back(archive.db, marked(file, wrong=1, missed=1))
    archive.close()
    assert measured[0].precision is not None and round(measured[0].precision[0], 3) == 0.95
    assert measured[0].recall is not None and measured[0].recall[0] < 1
    assert {m.stratum.split("=")[0] for m in measured[1:]} == {"year"}
    publish(home)
    row = opened(home).execute("select * from quality where stratum = 'all'").fetchone()
    assert row["sample"] == 20 and row["precision_low"] < 0.95 < row["precision_high"]


def test_a_program_reads_what_was_drawn_and_measured(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "audit.xlsx"
    drawn = json.loads(
        inside("audit", file, "--sample", "12", "--seed", "7", "--json", home=home).stdout
    )
    assert drawn == {"file": str(file), "figures": 12, "articles": 2, "seed": 7}
    marked(file, wrong=3, missed=0)
    said = json.loads(inside("audit", file, "--json", home=home).stdout)
    whole = said["measured"][0]
    assert (whole["stratum"], whole["sample"], whole["precision"][0]) == ("all", 12, 0.75)


def test_a_mark_that_is_none_is_named_and_nothing_is_taken(home: Path, tmp_path: Path) -> None:
    archive = open_archive(home)
    file = tmp_path / "audit.xlsx"
    draw(archive.db, home, 5, "", 1, file)
    book = load_workbook(file)
    book.worksheets[0].cell(3, HEAD.index("marked") + 1).value = "不确定"
    book.save(file)
    with pytest.raises(ArchiveError, match="row 3: '不确定'"):
        read_back(archive.db, file)
    assert archive.db.execute("select count(*) from quality").fetchone()[0] == 0
    archive.close()
