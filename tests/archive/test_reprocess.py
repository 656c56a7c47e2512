"""Reading stored pages again: the same twice, resumable, told by source and indicator."""

from __future__ import annotations

import json
import re
import tarfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from archive import reprocess as module
from archive.backup import backup
from archive.doctor import examine
from archive.publish import publish
from archive.reprocess import read_pending, reprocess
from archive.store import PageStore, open_archive
from tests.archive import pages
from tests.inside import inside

TABLES = (
    "articles",
    "figures",
    "figure_versions",
    "article_revisions",
    "parks",
    "rejected_numbers",
)


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pages.build(tmp_path_factory.mktemp("pages") / "home", 24)


@pytest.fixture
def home(read_once: Path, tmp_path: Path) -> Path:
    """A copy of its own, brought back from a backup."""
    archive = open_archive(read_once)
    backup(archive, tmp_path / "b.tar")
    archive.close()
    with tarfile.open(tmp_path / "b.tar") as pack:
        pack.extractall(tmp_path / "home", filter="data")
    return tmp_path / "home"


def dump(home: Path) -> list[tuple[object, ...]]:
    archive = open_archive(home)
    rows = [
        (table, *tuple(row))
        for table in TABLES
        for row in archive.db.execute(f"select * from {table} order by 1, 2")
    ]
    archive.close()
    return rows


def test_the_pages_are_read(home: Path) -> None:
    archive = open_archive(home)
    figures = archive.db.execute("select count(*) from figures where subject_kind = 'park'")
    assert figures.fetchone()[0] >= 24 * 3
    assert [finding.what for finding in examine(archive)] == []
    archive.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_reading_everything_again_changes_nothing(home: Path, workers: int) -> None:
    before = dump(home)
    archive = open_archive(home)
    report = reprocess(archive, workers=workers, everything=True)
    assert report.pages.total() == 24 and not report.by_source
    assert reprocess(archive).pages.total() == 0, "what this extractor read is passed over"
    archive.close()
    assert dump(home) == before


def poorer(home: Path) -> None:
    """As if an earlier reader had overlooked a figure, misread one and seen one too many."""
    archive = open_archive(home)
    db = archive.db
    ids = [row["id"] for row in db.execute("select id from figures order by article_id, start")]
    db.execute("delete from figure_versions where figure_id = ?", (ids[0],))
    db.execute("delete from figures where id = ?", (ids[0],))
    db.execute("update figures set value = 1, status = 'planned' where id = ?", (ids[1],))
    db.execute("update reads set extractor = 'older'")
    archive.close()


def test_the_report_says_what_was_gained_lost_and_changed(home: Path) -> None:
    want = dump(home)
    poorer(home)
    before = dump(home)
    archive = open_archive(home)
    looked = reprocess(archive, dry_run=True)
    assert dump(home) == before, "a dry run writes nothing"
    report = reprocess(archive, workers=2)
    archive.close()
    assert report.by_source == looked.by_source
    assert report.by_source["paper", "gained"] == 1 and report.by_source["paper", "changed"] == 1
    assert sum(n for (_, c), n in report.by_indicator.items() if c == "changed") == 1
    assert "value 1→" in report.examples["changed"][0]
    figures = [row for row in dump(home) if row[0] == "figures"]
    assert len(figures) == len([row for row in want if row[0] == "figures"])


def test_a_program_reads_the_report(home: Path) -> None:
    poorer(home)
    said = json.loads(inside("reprocess", "--json", home=home).stdout)
    assert said["pages"] == 24 and said["written"] is True
    assert said["sources"]["paper"] == {
        "pages": 24, "failed": 0, "gained": 1, "lost": 0, "changed": 1,
    }  # fmt: skip
    assert sum(changes["changed"] for changes in said["indicators"].values()) == 1
    again = json.loads(inside("reprocess", "--json", home=home).stdout)
    assert (again["pages"], again["sources"]) == (0, {})


def test_an_interrupted_run_goes_on_where_it_stopped(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poorer(home)
    archive = open_archive(home)

    def stop(done: int, _: int) -> None:
        if done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reprocess(archive, progress=stop)
    assert reprocess(archive).pages.total() == 14
    archive.close()


def test_a_report_that_is_gone_is_read_by_the_better_reader_too(home: Path) -> None:
    archive = open_archive(home)
    archive.db.execute("update articles set gone_since = '2026-01-01' where url like '%/3.html'")
    archive.pages.execute(
        "insert into fetches (url, source_id, fetched_at) "
        "values ('http://paper.example/3.html', 'paper', '2026-01-01T08:00:00+08:00')"
    )
    standing = archive.db.execute(
        "select fetch_id from articles where url like '%/3.html'"
    ).fetchone()["fetch_id"]  # fmt: skip
    assert standing in module._wanted(archive, None, "")
    archive.close()


def test_what_was_read_can_be_published(home: Path) -> None:
    result = publish(home)
    assert result.rows["figures"] >= 72 and result.rows["articles"] == 24


def test_new_names_of_parks_concern_every_report_once(home: Path) -> None:
    archive = open_archive(home)
    assert reprocess(archive).pages.total() == 0
    archive.db.execute("update settings set value = 'older' where key = 'resolved_with'")
    assert reprocess(archive, dry_run=True).pages.total() == 24
    assert reprocess(archive).pages.total() == 24
    assert reprocess(archive).pages.total() == 0
    archive.close()


def test_what_the_paper_changed_is_told_from_what_a_better_reader_sees(home: Path) -> None:
    """An old reading, a better reader and a page with another number, all met in one fetch."""
    poorer(home)
    archive = open_archive(home)
    db, store = archive.db, PageStore(archive.pages)
    first = db.execute("select id, fetch_id, url from articles order by id limit 1").fetchone()
    db.execute("update articles set extractor = 'older'")
    page = store.load(first["fetch_id"])
    text = page.parts[0].body.decode()
    tax = re.search(r"实现税收(\d+)万元", text)
    assert tax is not None
    changed = text.replace(tax[0], "实现税收9999万元").encode()
    later = page.fetched_at + timedelta(days=3)
    part = replace(page.parts[0], body=changed, fetched_at=later)
    store.save(replace(page, parts=(part,)))
    read_pending(archive)
    rows = db.execute(
        "select f.quote, v.cause from figures f join figure_versions v on v.figure_id = f.id "
        "where f.article_id = ? and v.seen_to is null order by f.start",
        (first["id"],),
    ).fetchall()
    causes = dict(tuple(row) for row in rows)
    assert causes.pop("9999万元") == "paper"
    assert sorted(causes.values()) == ["extractor", "extractor", *["paper"] * (len(causes) - 2)]
    (revision,) = db.execute("select summary from article_revisions").fetchall()
    assert revision["summary"].endswith(f"{tax[1]}万元 改为 9999万元")
    assert "；" not in revision["summary"], "what the better reader saw is no change of the paper's"
    archive.close()
