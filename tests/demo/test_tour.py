"""The whole product once: the demo's papers crawled, read and published, then run again."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import urllib.request
from pathlib import Path

from tests.commands import PARKS, parks


def test_every_listed_park_report_became_an_article(private: sqlite3.Connection) -> None:
    states = dict(private.execute("select state, count(*) from addresses group by state"))
    assert states["fetched"] >= 35
    assert states["passed_over"] >= 10
    assert "listed" not in states
    failed = private.execute("select url, reason from addresses where state = 'failed'").fetchall()
    assert [row["reason"] for row in failed] == ["robots.txt forbids this address"] * len(failed)


def test_traps_of_the_papers_are_named(private: sqlite3.Connection) -> None:
    kinds = {row["kind"] for row in private.execute("select distinct kind from issues")}
    assert {"off_site", "robots", "soft_404"} <= kinds
    (gone,) = private.execute(
        "select reason from addresses where url like '%/2025/09/03/%'"
    ).fetchone()
    assert gone.startswith("soft_404")


def test_a_split_report_is_one_article(private: sqlite3.Connection) -> None:
    rows = private.execute(
        "select body from articles where url like '%/system/2025/11/06/%'"
    ).fetchall()
    assert len(rows) == 1
    body = rows[0]["body"]
    assert body.count("\n") >= 8
    assert "下一页" not in body


def test_broken_bytes_lose_a_few_characters_not_the_page(private: sqlite3.Connection) -> None:
    (body,) = private.execute("select body from articles where url like '%/t20221216_%'").fetchone()
    assert "固原经开区完成工业总产值58.3亿元" in body
    assert "24家，1至11月实现产值6.4亿元，出口额8600万元。" in body
    assert body.endswith("增长15%左右。")


def test_a_changed_number_is_a_revision_by_the_paper(public: sqlite3.Connection) -> None:
    rows = public.execute(
        "select f.article_id, v.version, v.cause, v.quote from figure_versions v "
        "join figures f on f.id = v.figure_id where f.id in "
        "(select figure_id from figure_versions where cause = 'paper' and version > 1) "
        "order by v.figure_id, v.version"
    ).fetchall()
    assert len(rows) >= 2
    assert len({row["article_id"] for row in rows}) == 1
    assert len({row["quote"] for row in rows}) > 1
    revised = public.execute("select revisions from articles where revisions > 0").fetchall()
    assert [row["revisions"] for row in revised] == [1]


def test_every_published_figure_is_proved_by_its_words(public: sqlite3.Connection) -> None:
    figures = public.execute("select quote, evidence from figures").fetchall()
    assert len(figures) >= 500
    assert all(row["quote"] and row["quote"] in row["evidence"] for row in figures)


def test_a_second_run_fetches_no_article_and_changes_nothing(demo_home: Path) -> None:
    before = _everything(demo_home)
    done = parks("demo", "--no-serve", home=demo_home)
    assert done.returncode == 0, done.stderr
    assert (
        re.findall(r"(\d+) new, (\d+) changed, (\d+) unchanged", done.stdout)
        == [("0", "0", "0")] * 3
    )
    assert _everything(demo_home) == before


def _everything(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows that do not speak of the runs themselves."""
    found = {}
    with sqlite3.connect(home / "archive.db") as db:
        for table in ("articles", "article_revisions", "figures", "figure_versions", "reads"):
            found[table] = db.execute(f"select * from {table} order by 1, 2").fetchall()
    db.close()
    with sqlite3.connect(home / "pages.db") as db:
        found["fetches"] = db.execute("select * from fetches order by 1").fetchall()
    db.close()
    return found


def test_the_demo_serves_its_pages_until_interrupted(demo_home: Path) -> None:
    command = [str(PARKS), "demo", "--port", "0", "--home", str(demo_home)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as child:
        assert child.stdout is not None
        try:
            address = ""
            for line in child.stdout:
                found = re.match(r"serving (http://\S+)", line)
                if found:
                    address = found[1]
                    break
            with urllib.request.urlopen(address, timeout=30) as answer:
                assert 'lang="zh-CN"' in answer.read().decode()
            child.send_signal(signal.SIGINT)
            child.wait(timeout=30)
        finally:
            child.kill()


def test_the_demo_refuses_an_archive_of_real_papers(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "东岭县工业园区一季度实现“开门红”\n2026-04-12 09:30 来源：东岭日报\n"
        "本报讯 一季度，东岭县工业园区完成工业总产值8.4亿元，同比增长9.1%，园区42家规上企业开足马力"
        "抓生产、抢订单，为全年目标任务打下了坚实基础。\n"
        "今年以来，园区坚持“项目为王”，建立领导包抓、专班推进、挂图作战机制，新签约项目6个，总投资11.2"
        "亿元，其中3个项目当季开工，计划年底前建成投产。\n",
        encoding="utf-8",
    )
    home = tmp_path / "home"
    url = "http://www.dongling.example/system/2026/04/12/030000001.shtml"
    added = parks("add", page, "--url", url, "--publisher", "东岭日报", home=home)
    assert added.returncode == 0, added.stderr
    done = parks("demo", "--no-serve", home=home)
    assert done.returncode == 1
    assert "real papers" in done.stderr
