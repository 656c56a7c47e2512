"""Records: one transaction, nothing doubled, the paper's changes told from ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from archive.faults import ArchiveError
from archive.store import Archive, Memory, PageStore, open_archive, save_record
from archive.store.records import article_id
from tests.archive.making import FETCHED, figure, page, readings, record

URL = "http://paper.example/system/2025/03/05/031147702.shtml"
BODY = "全年完成工业总产值16.7亿元，固定资产投资21.5亿元。"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(tmp_path / "home")
    yield opened
    opened.close()


def save(
    archive: Archive,
    body: str,
    quotes: list[str],
    *,
    cause: str = "paper",
    extractor: str = "1",
    later: int = 0,
    raw: bytes = b"<html>1</html>",
) -> str:
    figures = [figure(body, quote) for quote in quotes]
    fetched = page(URL, raw, FETCHED + timedelta(days=later))
    fetch_id = PageStore(archive.pages).save(fetched)
    saved = save_record(
        archive,
        record(URL, [body], figures, extractor),
        fetched,
        fetch_id,
        readings(figures),
        cause=cause,
    )
    return saved.outcome


def dump(archive: Archive) -> list[tuple[object, ...]]:
    tables = ("articles", "article_revisions", "figures", "figure_versions", "addresses")
    return [
        (table, row["id"] if "id" in row.keys() else row[0])  # noqa: SIM118 a Row iterates values
        for table in tables
        for row in archive.db.execute(f"select * from {table}")
    ]


def test_a_record_saved_twice_changes_nothing(archive: Archive) -> None:
    assert save(archive, BODY, ["16.7亿元", "21.5亿元"]) == "new"
    before = dump(archive)
    assert save(archive, BODY, ["16.7亿元", "21.5亿元"]) == "unchanged"
    assert dump(archive) == before
    bodies = archive.pages.execute("select count(*) from bodies").fetchone()[0]
    assert bodies == 1, "the same bytes are stored once"


def test_a_number_changed_by_the_paper_is_a_revision_and_a_version(archive: Archive) -> None:
    save(archive, BODY, ["16.7亿元", "21.5亿元"])
    changed = BODY.replace("16.7", "17.6")
    figures = [figure(changed, "17.6亿元", value_text="1760000000"), figure(changed, "21.5亿元")]
    later = page(URL, b"<html>2</html>", FETCHED + timedelta(days=1))
    fetch_id = PageStore(archive.pages).save(later)
    saved = save_record(
        archive, record(URL, [changed], figures), later, fetch_id, readings(figures)
    )
    assert (saved.outcome, saved.changed, saved.gained, saved.lost) == ("changed", 1, 0, 0)
    row = archive.db.execute("select * from article_revisions").fetchone()
    assert "16.7亿元 改为 17.6亿元" in row["summary"] and row["body"] == BODY
    versions = archive.db.execute(
        "select quote, cause, seen_to is null as open from figure_versions "
        "where figure_id = ? order by version",
        (f"{article_id(URL)}-1",),
    ).fetchall()
    assert [tuple(v) for v in versions] == [("16.7亿元", "paper", 0), ("17.6亿元", "paper", 1)]


def test_a_figure_is_seen_from_its_first_page_to_its_last(archive: Archive) -> None:
    def seen() -> list[tuple[str, str]]:
        rows = archive.db.execute("select first_seen, last_seen from figures order by id")
        return [tuple(row) for row in rows]

    first = FETCHED.isoformat(timespec="seconds")
    third = (FETCHED + timedelta(days=3)).isoformat(timespec="seconds")
    save(archive, BODY, ["16.7亿元"])
    assert seen() == [(first, first)]
    save(archive, BODY, ["16.7亿元"], later=3, raw=b"<html>3</html>")
    assert seen() == [(first, third)]
    # A page of long ago that is read again, and what only a better reader finds in it.
    save(archive, BODY, ["16.7亿元", "21.5亿元"], cause="extractor", extractor="2")
    assert seen() == [(first, third), (first, first)]


def test_a_better_extractor_makes_no_revision(archive: Archive) -> None:
    save(archive, BODY, ["16.7亿元"])
    assert save(archive, BODY, ["16.7亿元", "21.5亿元"], cause="extractor", extractor="2")
    assert archive.db.execute("select count(*) from article_revisions").fetchone()[0] == 0
    causes = archive.db.execute("select figure_id, cause from figure_versions order by 1")
    assert [tuple(row) for row in causes] == [
        (f"{article_id(URL)}-1", "paper"),
        (f"{article_id(URL)}-2", "extractor"),
    ]


def test_a_lost_figure_is_withdrawn_with_its_reason(archive: Archive) -> None:
    save(archive, BODY, ["16.7亿元", "21.5亿元"])
    save(archive, BODY, ["16.7亿元"], cause="extractor", extractor="2")
    row = archive.db.execute("select * from figures where quote = '21.5亿元'").fetchone()
    assert row["withdrawn_at"] and "程序" in row["withdrawn_reason"]


def test_a_figure_that_was_lost_comes_back_under_its_id(archive: Archive) -> None:
    save(archive, BODY, ["16.7亿元", "21.5亿元"])
    save(archive, BODY, ["16.7亿元"], cause="extractor", extractor="2")
    save(archive, BODY, ["16.7亿元", "21.5亿元"], cause="extractor", extractor="3")
    rows = archive.db.execute("select id, quote, withdrawn_at from figures order by id").fetchall()
    assert [(row["quote"], row["withdrawn_at"]) for row in rows] == [
        ("16.7亿元", None), ("21.5亿元", None),
    ]  # fmt: skip
    versions = archive.db.execute(
        "select cause, seen_to is null as open from figure_versions where figure_id = ? "
        "order by version",
        (rows[1]["id"],),
    ).fetchall()
    assert [tuple(v) for v in versions] == [("paper", 0), ("extractor", 1)]


def test_a_fault_in_the_middle_leaves_nothing_half_written(archive: Archive) -> None:
    archive.db.execute(
        "create temp trigger stop before insert on figures when new.quote = '21.5亿元' "
        "begin select raise(abort, 'stopped'); end"
    )
    with pytest.raises(sqlite3.IntegrityError, match="stopped"):
        save(archive, BODY, ["16.7亿元", "21.5亿元"])
    assert dump(archive) == []
    assert archive.pages.execute("select count(*) from fetches").fetchone()[0] == 1


def test_the_memory_knows_what_was_fetched_and_when_to_look_again(archive: Archive) -> None:
    memory = Memory(archive.db, "paper")
    memory.listed([(URL, "标题", "2025-03-05", "listed"), (URL + "?b", "球赛", "", "passed_over")])
    assert [row[0] for row in memory.waiting()] == [URL]
    save(archive, BODY, ["16.7亿元"])
    known = memory.known(URL)
    assert known is not None and known.state == "fetched" and known.etag == '"a1"'
    assert memory.waiting() == [] and not known.due
    archive.db.execute("update addresses set next_look = '2020-01-01' where url = ?", (URL,))
    assert [row[0] for row in memory.due(10)] == [URL]
    memory.unchanged(URL)
    assert memory.due(10) == []


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    opened = open_archive(tmp_path)
    opened.db.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) "
        "values ('park-archive', 'from_the_future', '2030-01-01')"
    )
    opened.close()
    with pytest.raises(ArchiveError, match="newer version"):
        open_archive(tmp_path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"not a database, " * 400)
    with pytest.raises(ArchiveError, match="not a database"):
        open_archive(tmp_path)
