"""Faults on the operator's side get one clear line, an exit status, and leave nothing half done."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands import PARKS, one_error_line, parks
from tests.conftest import ROOT

# ruff: noqa: E501 the report is kept as it would be saved
REPORT = """东岭县工业园区一季度实现“开门红”
2026-04-12 09:30 来源：东岭日报
本报讯 一季度，东岭县工业园区完成工业总产值8.4亿元，同比增长9.1%，园区42家规上企业开足马力抓生产、抢订单，为全年目标任务打下了坚实基础。
今年以来，园区坚持“项目为王”，建立领导包抓、专班推进、挂图作战机制，新签约项目6个，总投资11.2亿元，其中3个项目当季开工，计划年底前建成投产。
"""
URL = "http://www.dongling.example/system/2026/04/12/030000001.shtml"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A saved report as plain text."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path, report: Path) -> Path:
    """A home with that report in it."""
    home = tmp_path / "home"
    done = parks("add", report, "--url", URL, "--publisher", "东岭日报", home=home)
    assert done.returncode == 0, done.stderr
    return home


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    done = parks("add", tmp_path / "gone.html", home=tmp_path / "home")
    assert "gone.html: no such file" in one_error_line(done)
    assert not (tmp_path / "home").exists()


def test_one_missing_file_of_two_takes_neither(tmp_path: Path, report: Path) -> None:
    home = tmp_path / "home"
    done = parks("add", report, tmp_path / "gone.html", home=home)
    assert "gone.html" in one_error_line(done)
    assert not (home / "archive.db").exists()


def test_a_page_that_is_no_article_is_refused_with_the_reason(tmp_path: Path) -> None:
    page = tmp_path / "list.html"
    links = "".join(
        f'<li><a href="/system/2026/04/{n:02d}/0300000{n:02d}.shtml">这是第{n}条新闻标题</a></li>'
        for n in range(1, 29)
    )
    page.write_text(
        f"<html><head><title>园区经济</title></head><body><ul>{links}</ul></body></html>",
        encoding="utf-8",
    )
    done = parks(
        "add", page, "--url", "http://www.dongling.example/yqjj/", "--publisher", "东岭日报",
        home=tmp_path / "home",
    )  # fmt: skip
    assert done.returncode == 1
    assert "list.html: " in done.stderr
    assert "no article (list)" in done.stderr
    with closing(sqlite3.connect(tmp_path / "home" / "archive.db")) as db:
        assert db.execute("select count(*) from articles").fetchone() == (0,)


def test_an_unknown_source_is_named(tmp_path: Path) -> None:
    done = parks("crawl", "gansudaly", home=tmp_path, env={"PARKS_CONTACT": "mail@example.org"})
    assert "unknown source 'gansudaly'" in one_error_line(done)


def test_an_address_of_no_declared_site_is_named(tmp_path: Path) -> None:
    url = "http://www.nowhere.example/a.shtml"
    done = parks("add", url, home=tmp_path, env={"PARKS_CONTACT": "mail@example.org"})
    assert one_error_line(done).startswith(url)


def test_no_public_site_is_asked_without_a_contact(tmp_path: Path) -> None:
    done = parks("crawl", "gansudaily", home=tmp_path)
    assert "PARKS_CONTACT" in one_error_line(done)


@pytest.mark.parametrize("contact", ["  ", "foo", "mail@", "http://"])
def test_a_contact_is_an_address(tmp_path: Path, contact: str) -> None:
    done = parks("crawl", "gansudaily", home=tmp_path, env={"PARKS_CONTACT": contact})
    assert "PARKS_CONTACT" in one_error_line(done)


@pytest.mark.parametrize(
    ("arguments", "told", "status"),
    [
        (("add", "{page}", "--url", "notaurl", "--publisher", "东岭日报"), "--url 'notaurl'", 2),
        (("review", "--import", "{page}"), "no column decision", 1),
        (("reprocess", "--source", "nosuch"), "unknown source 'nosuch'", 1),
        (("export", "--warc", "{home}/x.warc", "--source", "nosuch"), "unknown source", 1),
        (("publish", "--address", "foo"), "--address 'foo'", 2),
        (("resolve", "--name", "酒泉经济技术开发区", "--province", "99"), "--province '99'", 2),
    ],
)
def test_an_argument_that_means_nothing_is_named(
    home: Path, report: Path, arguments: tuple[str, ...], told: str, status: int
) -> None:
    page = home / "page.csv"
    page.write_text("a,b\n1,2\n", encoding="utf-8")
    done = parks(*(one.format(page=page, home=home) for one in arguments), home=home)
    assert done.returncode == status and told in done.stderr
    assert not (home / "x.warc").exists() and not (home / "public.db").exists()


@pytest.mark.parametrize("name", ["article", "check", "compile", "figures"])
def test_every_command_takes_a_home(tmp_path: Path, name: str) -> None:
    assert "--home" in parks(name, "--help", home=tmp_path).stdout


def test_a_broken_source_file_is_named_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "broken.toml").write_text('id = "broken"\nname = "无引号\n', encoding="utf-8")
    done = parks("crawl", home=tmp_path / "home", env={"PARKS_SOURCES": str(folder)})
    assert f"{folder / 'broken.toml'}:2: not TOML" in one_error_line(done)


def test_an_unknown_key_of_a_source_file_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "slip.toml").write_text('id = "slip"\nselekt = "all"\n', encoding="utf-8")
    done = parks("crawl", home=tmp_path / "home", env={"PARKS_SOURCES": str(folder)})
    assert done.returncode == 1
    assert f"{folder / 'slip.toml'}:2: selekt" in done.stderr


@pytest.mark.parametrize("command", ["crawl", "sources"])
def test_an_unknown_key_of_a_nested_table_is_an_error(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "sources"
    shutil.copytree(ROOT / "archive" / "demo" / "sources", folder)
    file = sorted(folder.glob("*.toml"))[0]
    lines = file.read_text(encoding="utf-8").splitlines()
    at = lines.index("[[discovery]]") + 1
    file.write_text("\n".join([*lines[:at], "pagse = 3", *lines[at:]]), encoding="utf-8")
    done = parks(command, home=tmp_path / "home", env={"PARKS_SOURCES": str(folder)})
    assert done.returncode == 1
    assert f"{file}:{at + 1}: discovery.pagse: unknown key" in one_error_line(done)


def test_a_database_of_a_newer_version_is_left_alone(home: Path, report: Path) -> None:
    with closing(sqlite3.connect(home / "archive.db")) as db:
        db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) "
            "select migration_set, 'from_the_future', applied_at from _sqlite_migrations limit 1"
        )
        db.commit()
    done = parks("add", report, "--url", URL, "--publisher", "东岭日报", home=home)
    assert "newer" in one_error_line(done)
    assert "newer" in one_error_line(parks("publish", home=home))


def test_nothing_published_is_said(tmp_path: Path) -> None:
    assert "parks publish" in one_error_line(parks("serve", home=tmp_path))


def test_publishing_without_an_archive_creates_none(tmp_path: Path) -> None:
    one_error_line(parks("publish", home=tmp_path / "home"))
    assert not (tmp_path / "home").exists()


def test_a_file_that_is_no_database_is_named(home: Path) -> None:
    for path in home.glob("archive.db*"):
        path.unlink()
    (home / "archive.db").write_bytes(b"this is a letter, not a database\n" * 200)
    assert "archive.db" in one_error_line(parks("publish", home=home))


# Root may write where modes forbid it, unless it leaves that right behind.
AS_OTHERS = (
    ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
    if os.geteuid() == 0
    else []
)


@pytest.mark.parametrize("filled", [True, False])
def test_a_home_that_may_not_be_written_is_named_with_the_way_out(
    home: Path, tmp_path: Path, report: Path, filled: bool
) -> None:
    if AS_OTHERS and (
        not shutil.which("setpriv") or subprocess.run([*AS_OTHERS, "true"], check=False).returncode
    ):
        pytest.skip("root may write anywhere here, and cannot leave that right behind")
    if not filled:
        home = tmp_path / "empty"
        home.mkdir()
    for path in (home, *home.iterdir()):
        path.chmod(path.stat().st_mode & ~0o222)
    command = [
        *AS_OTHERS,
        PARKS,
        "add",
        report,
        "--url",
        URL,
        "--publisher",
        "某报",
        "--home",
        home,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    said = one_error_line(done)
    assert said.startswith(f"{home} is not writable for ")
    mend = said.split(": ")[-1]
    assert mend == f"chmod -R u+w {home}"
    subprocess.run(mend.split(), check=True)
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_adding_twice_changes_nothing(home: Path, report: Path) -> None:
    def rows() -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(home / "archive.db")) as db:
            columns = [row[1] for row in db.execute("pragma table_info(figures)")]
            kept = ", ".join(name for name in columns if name != "last_seen")
            return db.execute(f"select {kept} from figures order by id").fetchall()

    before = rows()
    assert before
    done = parks("add", report, "--url", URL, "--publisher", "东岭日报", home=home)
    assert done.returncode == 0, done.stderr
    assert rows() == before


@pytest.mark.parametrize(
    "arguments",
    [("crawl", "--since", "2026-05-01", "--until", "2026-04-01"), ("serve", "--host", "0.0.0.0",
     "--private"), ("nothing",), ("crawl", "--since", "yesterday")],
)  # fmt: skip
def test_wrong_usage_ends_with_two(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    extra = () if arguments == ("nothing",) else ("--home", str(tmp_path))
    done = parks(*arguments, *extra)
    assert done.returncode == 2
    assert "Usage:" in done.stderr
