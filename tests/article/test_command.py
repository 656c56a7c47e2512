"""`parks article` and `parks add` with saved pages, as a user runs them."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.article.corpus import others, pages
from tests.article.test_text import SAVED

KEYS = ["path", "kind", "title", "published", "origin", "byline", "section", "body"]
PARKS = [sys.executable, "-c", "from archive.cli import main; main()"]


def parks(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PARKS, *arguments], capture_output=True, text=True, timeout=120)


@pytest.fixture
def saved(tmp_path: Path) -> list[Path]:
    """Two articles and a list page on disk."""
    found = []
    raws = [pages()[0].raw(), pages()[20].raw(), others()[0][1]]
    for n, raw in enumerate(raws):
        path = tmp_path / f"{n}.html"
        path.write_bytes(raw)
        found.append(path)
    return found


def test_one_json_line_a_page(saved: list[Path], tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("\n".join(map(str, saved)), "utf-8")
    done = parks("article", "--list", str(listed))
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["path"] for row in rows] == [str(path) for path in saved]
    assert [row["kind"] for row in rows] == ["article", "article", "not_article"]
    assert all(list(row)[: len(KEYS)] == KEYS for row in rows)
    for row, page in zip(rows[:2], (pages()[0], pages()[20]), strict=True):
        assert row["title"] == page.expect["title"]
        assert row["published"] == page.expect["published"]
        assert row["byline"] == page.expect["byline"]
        assert row["body"] == "\n".join(page.paragraphs)
    assert (rows[2]["body"], rows[2]["reason"]) == ("", "list")


def test_a_missing_page_fails_by_name_and_the_others_are_read(saved: list[Path]) -> None:
    done = parks("article", str(saved[0]), str(saved[0].parent / "gone.html"))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "gone.html" in done.stderr


@pytest.mark.parametrize("command", [["article"], ["add", "--publisher", "某报"]])
def test_bytes_that_are_no_text_fail_by_name(tmp_path: Path, command: list[str]) -> None:
    for seed in range(5):
        noise = tmp_path / f"noise{seed}.html"
        noise.write_bytes(random.Random(seed).randbytes(20_000))
        done = parks(*command, str(noise), "--home", str(tmp_path / "home"))
        assert (done.returncode, done.stdout) == (1, "")
        assert f"{noise}: no text and no HTML" in done.stderr
    damaged = tmp_path / "damaged.html"  # a page whose end the disk lost is read as far as it goes
    damaged.write_bytes(pages()[0].raw() + b"\0" * 50_000)
    assert parks("article", str(damaged)).returncode == 0


@pytest.mark.parametrize(
    "arguments", [[], ["--json", "--text", "x.html"], ["--url", "http://a.example/", "a", "b"]]
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert parks("article", *arguments).returncode == 2


def test_the_address_of_a_page_confirms_its_day(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    text = "<p>青澜开发区去年完成工业总产值三百余亿元，同比增长一成多，企业负责人说变化很大。</p>"
    more = (
        "<p>开发区计划今年新增高新技术企业二十家，并启动十七公里污水管网的改造工程，预算已定。</p>"
    )
    path.write_text(
        f"<html><title>青澜开发区的一年</title><body><h1>青澜开发区的一年</h1>{text}{more}</body></html>"
    )
    done = parks("article", str(path), "--url", "http://news.example/2025/03/05/12.html")
    assert json.loads(done.stdout)["published"] == "2025-03-05"


def test_saved_text_goes_into_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(SAVED, "utf-8")
    url = "https://gansu.gscn.com.cn/system/2025/01/09/013300001.shtml"
    done = parks("add", str(path), "--url", url, "--home", str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(tmp_path / "home" / "archive.db") as database:
        row = database.execute(
            "select title, published_at, origin, byline, section, method from articles"
        ).fetchone()
    assert row[:3] == ("青澜经开区为县域经济注入动力", "2025-01-09T15:48+08:00", "青澜日报")
    assert (json.loads(row[3]), *row[4:]) == (["林晓岚"], "经济", "text")
