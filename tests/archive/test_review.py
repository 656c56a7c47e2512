"""Decisions of people: taken in all or nothing, kept through new readings, shown as corrected."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from archive.faults import ArchiveError
from archive.judge import decide, withdraw
from archive.patch import patch_withdrawn
from archive.publish import publish
from archive.review.questions import article_questions, figure_question, next_questions
from archive.review.sheet import HEAD, PREFIX, write
from archive.review.table import day, rows
from archive.review.taking import take_review
from archive.store import Archive, PageStore, open_archive, save_record
from archive.store.decisions import Decision
from tests.archive.making import FETCHED, figure, page, readings, record
from tests.archive.test_holding import opened
from tests.site import reports

URL = "http://paper.example/system/2025/03/05/031147702.shtml"
BODY = (
    "全年完成工业总产值16.7亿元，固定资产投资21.5亿元。\n"
    + "天刚亮，厂门口就排起了车队，值班的师傅一边登记一边招呼大家喝口热水。" * 3
)
FIRST, SECOND = "16.7亿元", "21.5亿元"
QUESTIONS = "aaaaaaaaaaaa"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = open_archive(tmp_path / "home")
    made.db.execute(
        "insert into sources (id, name, publisher, home_url, rights, platform, verified) values "
        "('paper', '某报', '某报社', 'http://paper.example/', '', 'enorth', 'replica')"
    )
    yield made
    made.close()


def read(archive: Archive, body: str = BODY, quotes: tuple[str, ...] = (FIRST, SECOND),
         cause: str = "paper", later: int = 0) -> None:  # fmt: skip
    figures = [figure(body, quote) for quote in quotes]
    fetched = page(URL, body.encode(), FETCHED + timedelta(days=later))
    stored = PageStore(archive.pages).save(fetched)
    save_record(archive, record(URL, [body], figures), fetched, stored, readings(figures),
                cause=cause)  # fmt: skip


def ids(archive: Archive) -> dict[str, str]:
    return {row["quote"]: row["id"] for row in archive.db.execute("select quote, id from figures")}


def public(archive: Archive, figure_id: str) -> sqlite3.Row:
    publish(archive.home, force=True)
    row = opened(archive.home).execute("select * from figures where id = ?", (figure_id,))
    return row.fetchone()  # type: ignore[no-any-return]


def test_a_correction_stands_through_a_new_reading_and_both_values_are_kept(
    archive: Archive,
) -> None:
    read(archive)
    target = ids(archive)[FIRST]
    decide(archive.db, Decision("correct", target, None, "王编辑", "value", "1760000000.0", "笔误"))
    read(archive, cause="extractor")
    row = public(archive, target)
    assert (row["value"], row["corrected"], row["accepted"]) == (1.76e9, 1, 1)
    private = archive.db.execute("select value from figures where id = ?", (target,)).fetchone()
    assert private["value"] == 1.67e9
    causes = archive.db.execute(
        "select cause, value, seen_to is null from figure_versions where figure_id = ? order by 1",
        (target,),
    ).fetchall()
    assert [tuple(r) for r in causes] == [("paper", 1.67e9, 0), ("person", 1.76e9, 1)]
    log = opened(archive.home).execute("select * from corrections").fetchall()
    assert [(r["action"], r["after"], r["reason"]) for r in log] == [
        ("correct", "value = 1760000000.0", "笔误")
    ]


def test_when_the_words_change_the_person_is_asked_again(archive: Archive) -> None:
    read(archive)
    target = ids(archive)[FIRST]
    decide(archive.db, Decision("accept", target, None, "王编辑"))
    decide(archive.db, Decision("correct", target, None, "王编辑", "value", "1760000000.0"))
    changed = BODY.replace(FIRST, "18.2亿元")
    read(archive, changed, ("18.2亿元", SECOND), later=1)
    states = archive.db.execute("select distinct state from decisions").fetchall()
    assert [row["state"] for row in states] == ["asked_again"]
    row = public(archive, target)
    assert (row["corrected"], row["accepted"], row["quote"]) == (0, 0, "18.2亿元")
    first = next_questions(archive.db, archive.home)[0]
    assert first.figure is not None and first.figure["id"] == target and "改动" in first.why


def test_a_withdrawn_figure_stays_away_whatever_is_read_again(archive: Archive) -> None:
    read(archive)
    target = ids(archive)[FIRST]
    assert withdraw(archive.db, target, "误读：这是全县的数字", "王编辑") == 1
    read(archive, cause="extractor")
    read(archive, "编者按。\n" + BODY, later=1)
    row = public(archive, target)
    assert row["withdrawn_at"] and row["withdrawn_reason"] == "误读：这是全县的数字"
    assert len(ids(archive)) == 2, "no second figure for the same words"
    log = opened(archive.home).execute("select action, reason from corrections").fetchall()
    assert [tuple(r) for r in log] == [("withdraw", "误读：这是全县的数字")]


def test_a_withdrawn_report_takes_figures_read_later_with_it(archive: Archive) -> None:
    read(archive, quotes=(FIRST,))
    article = archive.db.execute("select id from articles").fetchone()["id"]
    assert withdraw(archive.db, article, "报社已撤稿", "王编辑") == 1
    read(archive, cause="extractor")
    gone = archive.db.execute("select count(*) from figures where withdrawn_by = 'person'")
    assert gone.fetchone()[0] == 2


def test_the_published_file_is_patched_without_a_publication(archive: Archive) -> None:
    read(archive)
    target = ids(archive)[FIRST]
    archive.db.execute("update figures set park_id = null, subject_kind = 'other'")
    publish(archive.home)
    release = opened(archive.home).execute("select value from archive where name = 'release'")
    kept = release.fetchone()[0]
    withdraw(archive.db, target, "误读", "王编辑")
    assert patch_withdrawn(archive.home) == 1 and patch_withdrawn(archive.home) == 0
    db = opened(archive.home)
    row = db.execute("select * from figures where id = ?", (target,)).fetchone()
    assert (row["shown"], row["withdrawn_reason"]) == (0, "误读")
    found = db.execute("select rowid from figures_fts where figures_fts match '\"16.7亿元\"*'")
    assert row["id"] not in {r[0] for r in found}
    assert db.execute("select value from archive where name = 'release'").fetchone()[0] == kept
    assert db.execute("select count(*) from corrections").fetchone()[0] == 1
    assert db.execute("pragma integrity_check").fetchone()[0] == "ok"
    db.execute("select * from figures_fts where figures_fts match 'x'")


def test_an_overlooked_figure_that_a_person_accepted_is_not_lost(archive: Archive) -> None:
    read(archive)
    target = ids(archive)[FIRST]
    decide(archive.db, Decision("accept", target, None, "王编辑"))
    read(archive, quotes=(SECOND,), cause="extractor")
    assert public(archive, target)["withdrawn_at"] is None


def test_a_restored_figure_stands_again(archive: Archive) -> None:
    read(archive)
    target = ids(archive)[FIRST]
    withdraw(archive.db, target, "误读", "王编辑")
    decide(archive.db, Decision("restore", target, None, "王编辑", note="核对无误"))
    assert public(archive, target)["withdrawn_at"] is None
    with pytest.raises(ArchiveError, match="not withdrawn by a person"):
        decide(archive.db, Decision("restore", target, None, "王编辑"))


def test_a_mended_article_stays_mended(archive: Archive) -> None:
    read(archive)
    article = archive.db.execute("select id from articles").fetchone()["id"]
    decide(archive.db, Decision("correct", None, article, "王编辑", "origin", "定西日报社"))
    read(archive, cause="extractor")
    read(archive, BODY + "\n新的一段。", later=1)
    assert archive.db.execute("select origin from articles").fetchone()["origin"] == "定西日报社"


# The workbook.

Fill = Callable[[list[str], dict[str, str]], None]


def filled(file: Path, decisions: dict[str, dict[str, str]]) -> Path:
    """The exported workbook with decisions filled in by figure id, saved as Excel saves it."""
    book = load_workbook(file)
    sheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        for name, value in decisions.get(str(sheet.cell(row, 1).value), {}).items():
            sheet.cell(row, HEAD.index(name) + 1).value = value
    book.save(file)
    return file


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site's fixture archive, published, with figures to look at."""
    home = reports.build(tmp_path_factory.mktemp("review") / "home")
    db = sqlite3.connect(home / "archive.db")
    db.execute("update articles set figure_serial = 50")
    db.commit()
    db.close()
    publish(home)
    return home


@pytest.fixture
def asked(published: Path, tmp_path: Path) -> Iterator[Archive]:
    """A copy of its own of the published archive."""
    shutil.copytree(published, tmp_path / "home")
    made = open_archive(tmp_path / "home")
    yield made
    made.close()


def test_the_workbook_goes_out_and_comes_back(asked: Archive, tmp_path: Path) -> None:
    questions = next_questions(asked.db, asked.home)
    files = write(questions, tmp_path / "核对.xlsx")
    assert [f.suffix for f in files] == [".xlsx", ".csv"]
    sheet = load_workbook(files[0]).worksheets[0]
    assert [c.value for c in sheet[1]] == list(HEAD)
    assert sheet.cell(2, 1).data_type == "s" and sheet.cell(2, 1).number_format == "@"
    assert len(sheet.data_validations.dataValidation) >= 6
    low = f"{QUESTIONS}-7"
    assert low in {q.figure["id"] for q in questions if q.figure}
    filled(files[0], {low: {
        "decision": "更正", PREFIX + "value": "16", PREFIX + "period_end": "2025/12/31",
        "who": "王编辑", "note": "原文为16个",
    }})  # fmt: skip
    assert take_review(asked.db, files[0]) == 1
    assert take_review(asked.db, files[0]) == 1  # taking it in twice changes nothing
    decisions = asked.db.execute("select field, value, who, state from decisions").fetchall()
    assert sorted(tuple(d) for d in decisions) == [
        ("period_end", "2025-12-31", "王编辑", "standing"), ("value", "16.0", "王编辑", "standing"),
    ]  # fmt: skip
    publish(asked.home)
    row = opened(asked.home).execute("select * from figures where id = ?", (low,)).fetchone()
    assert (row["value"], row["shown"], row["corrected"]) == (16, 1, 1)


@pytest.mark.parametrize(
    ("coding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", "\t"), ("gb18030", ","), ("gb18030", ";")],
)
def test_csv_as_excel_and_wps_save_it(
    asked: Archive, tmp_path: Path, coding: str, delimiter: str
) -> None:
    _, file = write(next_questions(asked.db, asked.home), tmp_path / "out.xlsx")
    with file.open(encoding="utf-8-sig", newline="") as opened_:
        table = list(csv.reader(opened_))
    for row in table[1:]:
        if row[0] == f"{QUESTIONS}-7":
            row[HEAD.index("decision")], row[HEAD.index("who")] = "接受", "李编辑"
    with file.open("w", encoding=coding, newline="") as opened_:
        csv.writer(opened_, delimiter=delimiter).writerows(table)
    assert take_review(asked.db, file) == 1
    assert asked.db.execute("select who from decisions").fetchone()["who"] == "李编辑"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"decision": "同意", "who": "王"}, "is no decision"),
        ({"decision": "接受"}, "who is empty"),
        ({"decision": "更正", "who": "王"}, "at least one new value"),
        ({"decision": "更正", "who": "王", PREFIX + "value": "十六"}, "could not convert"),
        ({"decision": "更正", "who": "王", PREFIX + "period_end": "年底"}, "is no day"),
        ({"decision": "更正", "who": "王", PREFIX + "kind": "total"}, "is no kind"),
        ({"decision": "更正", "who": "王", PREFIX + "indicator_id": "gdb"}, "no indicator"),
        ({"decision": "更正", "who": "王", PREFIX + "park_id": "无名园区"}, "0 parks"),
        ({"decision": "接受", "who": "王", "quote": "19个"}, "have changed"),
        ({"decision": "接受", "who": "王", "figure_id": "zzz-1"}, "no figure has the id"),
    ],
)
def test_a_refused_row_is_named_and_nothing_is_taken(
    asked: Archive, tmp_path: Path, cells: dict[str, str], why: str
) -> None:
    file, _ = write(next_questions(asked.db, asked.home), tmp_path / "out.xlsx")
    good, bad = f"{QUESTIONS}-8", f"{QUESTIONS}-7"
    filled(file, {good: {"decision": "接受", "who": "王"}, bad: cells})
    with pytest.raises(ArchiveError, match=f"nothing was taken in: row \\d+: .*{why}"):
        take_review(asked.db, file)
    assert asked.db.execute("select count(*) from decisions").fetchone()[0] == 0


def test_a_missed_figure_is_added_with_a_quote_that_stands_in_the_text(
    asked: Archive, tmp_path: Path
) -> None:
    article = asked.db.execute(
        "select * from articles where id = ?", (QUESTIONS,)
    ).fetchone()  # fmt: skip
    questions = article_questions(asked.db, article["url"])
    assert questions[0].figure is None and len(questions) == 11
    file, _ = write(questions, tmp_path / "out.xlsx")
    book = load_workbook(file)
    sheet = book.worksheets[0]
    row = sheet.max_row + 1
    for name, value in {
        "article_id": QUESTIONS, "decision": "补录", "who": "王", PREFIX + "quote": "三个多月",
        PREFIX + "indicator_id": "other", PREFIX + "kind": "level", PREFIX + "value": "3",
        PREFIX + "unit": "个月",
    }.items():  # fmt: skip
        sheet.cell(row, HEAD.index(name) + 1).value = value
    book.save(file)
    assert take_review(asked.db, file) == 1
    take_review(asked.db, file)
    publish(asked.home)
    added = opened(asked.home).execute(
        "select * from figures where extractor = 'person: 王'"
    ).fetchall()  # fmt: skip
    assert [(r["quote"], r["shown"], r["corrected"]) for r in added] == [("三个多月", 1, 1)]


def test_one_figure_by_its_id(asked: Archive) -> None:
    question = figure_question(asked.db, f"{QUESTIONS}-1")
    assert "【128.6亿元】" in question.context
    with pytest.raises(ArchiveError, match="no figure"):
        figure_question(asked.db, "nothing-1")


def test_days_as_spreadsheets_write_them(tmp_path: Path) -> None:
    for words in ("2024-12-31", "2024/12/31", "2024年12月31日", "45657", "2024-12-31T00:00:00"):
        assert day(words) == "2024-12-31"
    file = tmp_path / "x.xlsx"
    book = Workbook()
    book.active.append(["a", "b"])
    book.active.append([datetime(2024, 12, 31), 1670000000.0])
    book.save(file)
    assert [dict(row) for _, row in rows(file)] == [{"a": "2024-12-31", "b": "1670000000"}]
