"""A removal on request: gone from every file within reach, kept out, and told to readers."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.doctor import examine
from archive.reprocess import reprocess
from archive.retention.pages import drop_pages, newest_dictionary, renew_dictionaries
from archive.retention.remove import look, remove
from archive.sources import declared_sources
from archive.store import ArchiveError, Memory, PageStore, open_archive
from archive.store.leases import take
from archive.store.screen import Screen
from pipelines.model import Page, Part
from tests.archive.making import FETCHED
from tests.commands import one_error_line, parks
from tests.inside import inside
from tests.retention.hunt import hunt
from tests.retention.making import EDITOR, REPORTER, SCENES, address, copied, html
from tests.serving import Site, start, stop

REASON = "报社来函要求"
OF_3 = ["这是第3号走访笔记里的一段", "第3号年度答卷", "在第3次例会上说", "列表上的题目3号",
        "工业总产值13亿元", "工业总产值77亿元", "80303万元"]  # fmt: skip
NAMES = [REPORTER, "　".join(REPORTER), EDITOR]


@dataclass
class Case:
    """A home after a removal, with what stood in it before and what the command said."""

    home: Path
    before: list[str]
    figures: list[tuple[object, ...]]
    article: str
    done: subprocess.CompletedProcess[str]


def rows(home: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    db = sqlite3.connect((home / "archive.db").as_uri() + "?mode=ro", uri=True)
    try:
        return db.execute(query, values).fetchall()
    finally:
        db.close()


def sound(home: Path) -> None:
    archive = open_archive(home, create=False)
    try:
        assert list(examine(archive)) == []
    finally:
        archive.close()


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path / "home")


@pytest.fixture(scope="module")
def report(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The third report removed; its bytes lay under a second address as well."""
    home = copied(made, tmp_path_factory.mktemp("report") / "home")
    archive = open_archive(home)
    body = html(3, output=77, reporter="韩磊", tax=80303)
    part = Part("http://paper.example/copy.html", 200, {"content-type": "text/html"}, body, FETCHED)
    PageStore(archive.pages).save(Page(part.url, "paper", (part,)), "family")
    archive.close()
    ((article,),) = rows(home, "select id from articles where url = ?", address(3))
    figures = rows(home, "select id, quote from figures where article_id <> ? order by 1", article)
    before = hunt(home, OF_3)
    done = parks("remove", str(article), "--reason", REASON, home=home)
    assert done.returncode == 0, done.stderr
    return Case(home, before, figures, str(article), done)


@pytest.fixture(scope="module")
def name(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A reporter's name removed."""
    home = copied(made, tmp_path_factory.mktemp("name") / "home")
    figures = rows(home, "select id, quote, value, start from figures order by 1")
    before = hunt(home, NAMES)
    done = inside("remove", REPORTER, "--reason", "本人要求", home=home)
    assert done.returncode == 0, done.stderr
    return Case(home, before, figures, "", done)


def test_a_report_is_gone_from_every_file(report: Case, made: Path) -> None:
    for word in OF_3:
        assert any(word in place for place in report.before), word
    for part in ("archive.db", "public.db", "pages.db (page", "out/csv", "out/parquet",
                 "pages.warc.gz", "releases", "changes.jsonl", "logs/paper.log"):  # fmt: skip
        assert any(part in place for place in report.before), part
    assert hunt(report.home, OF_3) == []
    assert "took 1 reports" in report.done.stdout and "4 pages" in report.done.stdout
    assert str(made / "before.tar") in report.done.stdout


def test_other_reports_keep_everything(report: Case) -> None:
    assert rows(report.home, "select id, quote from figures order by 1") == report.figures
    assert rows(report.home, "select count(*) from addresses") == [(55,)]
    sound(report.home)
    export = json.loads((report.home / "out" / "datapackage.json").read_text("utf-8"))
    assert export["version"] == rows(report.home, "select max(id) from releases")[0][0]
    log = (report.home / "logs" / "paper.log").read_text("utf-8")
    assert address(2) in log and address(3) not in log


def test_asking_again_changes_nothing(report: Case) -> None:
    again = inside("remove", address(3), "--reason", REASON, home=report.home)
    assert again.returncode == 0 and "nothing of it is left" in again.stdout
    assert rows(report.home, "select count(*), min(figures) > 3 from removals") == [(1, 1)]


def test_what_was_removed_stays_away(report: Case, tmp_path: Path) -> None:
    archive = open_archive(report.home)
    memory = Memory(archive.db, "paper")
    memory.listed([(address(3), "列表上的题目3号", "2025-03-05", "listed")])
    known = memory.known(address(3))
    assert known is not None and known.state == "removed"
    assert address(3) not in {url for url, _, _ in memory.waiting()}
    archive.close()
    saved = tmp_path / "again.html"
    saved.write_bytes(html(3))
    words = ("add", saved, "--url", address(3), "--publisher", "定西日报")
    done = inside(*words, home=report.home)
    assert done.returncode == 1
    assert f"{address(3)}: this report was removed on request on" in done.stderr
    assert REASON in done.stderr
    assert hunt(report.home, OF_3) == []


def test_readers_are_told_that_it_was_removed_and_why(report: Case) -> None:
    process, place = start(report.home)
    try:
        site = Site(report.home, place.rstrip("/"))
        for path in (f"/report/{report.article}", f"/figure/{report.article}-1"):
            answer = site.get(path)
            assert answer.status == 410, path
            assert "应要求移除" in answer.text and REASON in answer.text
        log = site.get("/corrections").text
        assert REASON in log and report.article in log
    finally:
        stop(process)


def test_a_dry_run_says_it_all_and_writes_nothing(home: Path) -> None:
    def state() -> dict[str, str]:
        files = [p for p in home.rglob("*") if p.is_file()]
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    before = state()
    result = look(home, address(3))
    assert (result.reports, result.pages) == (1, 3) and result.figures >= 4
    assert [copy.path.name for copy in result.backups] == ["before.tar"]
    assert {copy.path.name for copy, _ in result.exports} == {"out", "pages.warc.gz"}
    assert state() == before


def test_a_name_is_covered_wherever_and_however_it_is_written(name: Case) -> None:
    for part in ("archive.db", "public.db", "pages.db (page", "releases", "logs", "out/"):
        assert any(part in place for place in name.before), part
    assert "took 2 reports, 1 figures, 2 pages" in name.done.stdout
    assert {place.rpartition(": ")[2] for place in hunt(name.home, NAMES)} == {EDITOR}
    assert rows(name.home, "select id, quote, value, start from figures order by 1") == name.figures
    assert rows(name.home, "select count(*) from removals where target like '%祁%'") == [(0,)]
    sound(name.home)


def test_a_covered_report_reads_the_same_figures_again(name: Case) -> None:
    archive = open_archive(name.home)
    again = reprocess(archive, everything=True)
    archive.close()
    assert again.pages.total() > 50
    assert again.by_source.total() == 0, again.examples
    assert hunt(name.home, NAMES[:2]) == []


def test_a_name_stays_out_of_pages_that_come_later(name: Case, tmp_path: Path) -> None:
    archive = open_archive(name.home)
    fetched = Part("http://paper.example/new.html", 200, {"content-type": "text/html"},
                   html(70, "gb18030", reporter=" ".join(REPORTER)), FETCHED)  # fmt: skip
    page = Page(fetched.url, "paper", (fetched,), f"{REPORTER}的手记")
    clean = Screen(archive.db).page(page)
    archive.close()
    assert "记者某 某 某）" in clean.parts[0].body.decode("gb18030")
    assert clean.listed_title == "某某某的手记"
    saved = tmp_path / "later.html"
    saved.write_bytes(html(71, reporter=REPORTER))
    words = ("add", saved, "--url", "http://x.example/71.html", "--publisher", "定西日报")
    assert inside(*words, home=name.home).returncode == 0
    assert hunt(name.home, NAMES[:2]) == []


def test_a_name_in_the_margin_of_pages_is_found_too(name: Case) -> None:
    result = remove(name.home, EDITOR, "本人要求")
    assert (result.reports, result.figures, result.pages) == (0, 0, 1)
    assert hunt(name.home, NAMES) == []


def test_a_source_goes_with_all_its_reports(home: Path) -> None:
    mine = [f"这是第{n}号走访笔记里的一段" for n in range(0, 56, 7)]
    assert len({place.rpartition(": ")[2] for place in hunt(home, mine)}) == len(mine)
    left = rows(home, "select count(*) from articles where source_id = 'paper'")
    assert remove(home, "other", REASON).reports == 8
    assert hunt(home, [*mine, "兰州晚报"]) == []
    assert not (home / "logs" / "other.log").exists()
    assert rows(home, "select count(*) from articles") == left
    sound(home)
    archive = open_archive(home)
    with pytest.raises(sqlite3.IntegrityError, match="removed on request"):
        archive.db.execute(
            "insert into sources (id, name, publisher, home_url, rights, platform, verified) "
            "values ('other', '', '', '', '', '', '')"
        )
    archive.close()


def test_what_cannot_be_meant_is_refused(home: Path) -> None:
    for words, reason, fault in (
        ("no-such-thing", REASON, "is no source, report or address"),
        ("丁奉先", REASON, "is no source, report or address"),
        ("http://paper.example/none.html", REASON, "knows no such address"),
        ("通渭县", REASON, "is the name of a place"),
        ("王", REASON, "2 to 12 characters"),
        (REPORTER, f"{REPORTER}来信", "must not hold the name"),
        (REPORTER, "  ", "needs a reason"),
    ):
        with pytest.raises(ArchiveError, match=fault):
            remove(home, words, reason)
    archive = open_archive(home)
    assert take(archive.db, "paper", "crawl")
    with pytest.raises(ArchiveError, match="is being crawled"):
        remove(home, address(3), REASON)
    archive.close()
    assert rows(home, "select count(*) from removals") == [(0,)]
    assert inside("remove", address(3), home=home).returncode == 2


def test_a_dictionary_is_made_anew_from_the_pages_that_are_left(home: Path) -> None:
    archive = open_archive(home)
    pages = archive.pages

    def only() -> sqlite3.Row:
        (row,) = pages.execute("select id, body from dictionaries").fetchall()
        return row  # type: ignore[no-any-return]

    old = only()
    assert SCENES[2][:12].encode() in old["body"]  # else this shows nothing
    drop_pages(pages, [address(3)])
    renew_dictionaries(pages, {"family"}, newest_dictionary(pages), print)
    new = only()
    assert new["id"] > old["id"] and new["body"] != old["body"]
    drop_pages(pages, [address(n) for n in range(20)])  # fewer than one is made of are left
    renew_dictionaries(pages, {"family"}, newest_dictionary(pages), print)
    assert pages.execute("select count(*) from dictionaries").fetchone()[0] == 0
    store = PageStore(pages)
    for row in pages.execute("select sha256, dictionary_id from bodies").fetchall():
        assert row["dictionary_id"] is None
        assert hashlib.sha256(store.body(row["sha256"])).hexdigest() == row["sha256"]
    archive.close()


def test_a_paper_may_ask_before_anything_of_it_was_fetched(home: Path) -> None:
    source = next(s for s in declared_sources().values() if s.enabled)
    result = remove(home, source.id, REASON)
    assert (result.reports, result.pages) == (0, 0)
    line = one_error_line(inside("crawl", source.id, home=home))
    assert line.startswith(f"{source.id} was removed on request on")


def test_the_folder_of_the_web_process_and_shards_are_cleaned_too(
    home: Path, made: Path, tmp_path: Path
) -> None:
    shard = copied(made, tmp_path / "shard")
    web = tmp_path / "web"
    assert inside("publish", "--force", "--to", web, home=home).returncode == 0
    assert hunt(web, ["80303万元"]) != []
    words = ("remove", address(3), "--reason", REASON, "--shard", shard, "--json")
    done = inside(*words, home=home)
    assert [json.loads(line)["pages"] for line in done.stdout.splitlines()] == [3, 3]
    assert hunt(home, OF_3) == hunt(web, OF_3) == hunt(shard, OF_3) == []
    assert (web / "public.db").exists()


def test_a_removed_name_stays_out_of_the_titles_of_lists(name: Case) -> None:
    archive = open_archive(name.home)
    url = "http://paper.example/another.html"
    Memory(archive.db, "paper").listed([(url, f"{REPORTER}：厂房里的冬天", "", "listed")])
    title = archive.db.execute("select title from addresses where url = ?", (url,)).fetchone()[0]
    archive.close()
    assert title == "某某某：厂房里的冬天"


def test_a_merge_brings_nothing_back(name: Case, made: Path, tmp_path: Path) -> None:
    shard = copied(made, tmp_path / "shard")
    assert hunt(shard, NAMES[:2]) != []
    before = rows(name.home, "select count(*) from articles")
    for workers in ("1", "2"):
        done = inside("merge", shard, "--workers", workers, home=name.home)
        assert done.returncode == 0, done.stderr
        assert hunt(name.home, NAMES[:2]) == []
    assert rows(name.home, "select count(*) from articles") == before
    said = inside("remove", REPORTER, "--reason", "本人要求", "--dry-run", home=name.home).stdout
    assert "--shard" in said and "0 reports" in said


def test_when_nothing_is_left_nothing_stays_published(home: Path) -> None:
    (home / "pages.warc.gz").unlink()
    remove(home, "other", REASON)
    result = remove(home, "paper", REASON)
    assert not (home / "public.db").exists() and not (home / "out").exists()
    assert {copy.path.name: done[:7] for copy, done in result.exports} == {
        "out": "deleted",
        "pages.warc.gz": "",
    }
    assert hunt(home, ["年度答卷", "号走访笔记里的一段"]) == []
    sound(home)
