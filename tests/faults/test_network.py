"""Every fault of a network, a site or this machine that a crawl must survive, over real sockets."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.crawler.press import WINDOW, Press, paper
from tests.crawler.site import HTML, Raw, article, listing
from tests.faults.disks import small_disk

GZIP = {**HTML, "Content-Encoding": "gzip"}


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """A declared paper with an empty site."""
    with paper(tmp_path) as made:
        yield made


def endless_list(press: Press, *, dated: bool) -> None:
    """Lists that go on for ever, each with a link of its own."""

    def page(raw: Raw) -> tuple[int, dict[str, str], bytes]:
        number = int(raw.path.partition("=")[2] or 1)
        day = "2025-03-15" if dated else ""
        url = f"/system/2025/03/15/{number:09d}.shtml" if dated else f"/p/{number:09d}.html"
        body = listing(
            (url, f"河右市新闻第{number}号", day), following=f"/yq/index.html?p={number + 1}"
        )
        return 200, dict(HTML), body.encode()

    class Pages(dict[str, object]):
        def get(self, path: str, default: object = None) -> object:
            return page if path.startswith("/yq/") else super().get(path, default)

    press.site.pages = Pages(press.site.pages)  # type: ignore[assignment]


def test_endless_paging_stops_at_the_limit_and_says_so(press: Press) -> None:
    press.declare(select="parks")
    endless_list(press, dated=True)
    press.parks("crawl", "hexi", *WINDOW)
    assert len(press.site.paths("/yq/")) == 400
    assert press.issues() == ["list_limit"]
    assert press.value("select count(*) from source_days where state = 'covered'") == 0


def test_endless_paging_without_days_stops_after_a_few_pages(press: Press) -> None:
    press.declare(select="parks", more="article_patterns = ['/p/\\d+\\.html', '/system/.*']")
    endless_list(press, dated=False)
    press.parks("crawl", "hexi", *WINDOW)
    assert len(press.site.paths("/yq/")) == 5
    assert press.value("select distinct why from source_days") == "list_undated"


def test_a_calendar_of_empty_days_is_no_trap(press: Press) -> None:
    press.declare(discovery='way = "epaper"\nfront = "{base}/pc/layout/%Y%m/%d/node_01.html"')

    def day(raw: Raw) -> tuple[int, dict[str, str], bytes]:
        """Every day that is asked for exists and leads to the day before and the day after."""
        year_month, number = raw.path.split("/")[3:5]
        this = date(int(year_month[:4]), int(year_month[4:]), int(number))
        links = "".join(
            f'<a href="/pc/layout/{other:%Y%m/%d}/node_01.html">{other}</a>'
            for other in (this - timedelta(days=1), this + timedelta(days=1))
        )
        return 200, dict(HTML), links.encode()

    class Calendar(dict[str, object]):
        def get(self, path: str, default: object = None) -> object:
            return day if path.startswith("/pc/") else super().get(path, default)

    press.site.pages = Calendar(press.site.pages)  # type: ignore[assignment]
    press.parks("crawl", "hexi", "--since", "2025-03-01", "--until", "2025-03-10")
    assert len(press.site.paths("/pc/")) == 10
    assert press.last()["outcome"] == "empty_list"


def test_a_list_that_links_to_itself_ends(press: Press) -> None:
    press.publish(range(10, 12), following="/yq/index.html")
    press.crawl()
    assert press.site.paths("/yq/") == ["/yq/index.html"]


def test_lists_that_lead_to_each_other_end(press: Press) -> None:
    press.publish(range(10, 12), following="/yq/b.html")
    press.publish(range(14, 16), path="/yq/b.html", following="/yq/index.html")
    press.crawl()
    assert press.site.paths("/yq/") == ["/yq/index.html", "/yq/b.html"]


def test_one_id_on_every_row_and_one_number_on_two_days(press: Press) -> None:
    paths = ["/system/2025/03/10/031147702.shtml", "/system/2025/03/11/031147702.shtml"]
    rows = ""
    for day, path in zip((10, 11), paths, strict=True):
        title = f"河右工业园区三月{day}日报道"
        press.site.pages[path] = article(title, f"河右工业园区当日实现产值{day}2亿元，" * 9)
        rows += (
            f'<li id="row"><span id="time">2025-03-{day}</span><a id="t" href="{path}">{title}</a>'
        )
    press.site.pages["/yq/index.html"] = f"<ul>{rows}</ul>"
    press.crawl()
    assert press.value("select count(*) from articles") == 2
    days = press.rows("select listed_day from addresses order by 1")
    assert [row["listed_day"] for row in days] == ["2025-03-10", "2025-03-11"]


def test_a_report_from_tomorrow_is_taken_and_named(press: Press) -> None:
    ahead = date.today() + timedelta(days=2)
    path = f"/system/{ahead:%Y/%m/%d}/031147702.shtml"
    text = "河右工业园区今年前两个月实现工业总产值12.5亿元，同比增长8.1%。" * 4
    press.site.pages[path] = article("河右工业园区报道", text, time=f"{ahead} 09:30")
    press.site.pages["/yq/index.html"] = listing((path, "河右工业园区报道", str(ahead)))
    until = str(ahead)
    press.crawl(window=("--since", "2025-03-01", "--until", until))
    assert press.issues() == ["clock_skew"]
    assert press.value("select count(*) from articles") == 1
    assert press.value("select max(day) <= date('now', '+8 hours') from source_days") == 1


def test_a_servers_wrong_clock_changes_nothing(press: Press) -> None:
    path = press.publish(range(10, 11))[0]
    page = press.site.pages[path]
    assert isinstance(page, str)
    wrong = {
        "Date": "Mon, 01 Jan 2001 00:00:00 GMT",
        "Last-Modified": "Fri, 01 Jan 2100 00:00:00 GMT",
    }
    press.site.pages[path] = (200, {**HTML, **wrong}, page.encode())
    press.crawl()
    press.crawl()
    assert press.site.paths("/system/") == [path]
    assert press.value("select next_look > fetched_at from addresses") == 1


def test_a_database_that_is_locked_for_a_while_is_waited_for(press: Press) -> None:
    press.publish(range(10, 16))
    press.crawl("--limit", "1")
    other = sqlite3.connect(
        press.home / "archive.db", isolation_level=None, check_same_thread=False
    )
    other.execute("begin immediate")
    release = threading.Timer(4.0, lambda: other.execute("rollback"))
    release.start()
    try:
        press.crawl()
    finally:
        release.join()
        other.close()
    assert press.value("select count(*) from articles") == 6


def test_a_database_that_stays_locked_is_said_in_one_line(press: Press) -> None:
    press.publish(range(10, 16))
    press.crawl("--limit", "1")
    press.env["PARKS_BUSY_SECONDS"] = "1"
    other = sqlite3.connect(press.home / "archive.db", isolation_level=None)
    other.execute("begin immediate")
    try:
        done = press.parks("crawl", "hexi", *WINDOW)
    finally:
        other.execute("rollback")
        other.close()
    assert done.returncode == 1
    assert "locked" in done.stderr
    press.crawl()
    assert press.value("select count(*) from articles") == 6


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of a few megabytes."""
    with small_disk(tmp_path / "disk", 16) as folder:
        yield folder


def test_a_full_disk_stops_the_crawl_and_leaves_whole_reports(press: Press, disk: Path) -> None:
    press.home = disk / "home"
    paths = press.publish(range(1, 29))
    for path in paths:
        page = press.site.pages[path]
        assert isinstance(page, str)
        noise = f"<!-- {os.urandom(700_000).hex()} -->"
        press.site.pages[path] = page + noise
    done = press.parks("crawl", "hexi", *WINDOW)
    assert done.returncode == 1
    assert "full" in done.stderr
    enlarged = ["mount", "-o", "remount,size=64m", str(disk)]
    subprocess.run(enlarged, check=True)
    assert press.value("pragma integrity_check") == "ok"
    had = int(str(press.value("select count(*) from articles")))
    assert 0 < had < 28
    press.crawl()
    assert press.value("select count(*) from articles") == 28
    asked = press.site.paths("/system/")
    assert len(asked) - len(set(asked)) <= 2  # one was being written, one fetched


def test_a_child_that_dies_is_said(press: Press) -> None:
    paths = press.publish(range(10, 20))

    def kill(raw: Raw) -> None:
        """Kill the crawl's own process, as the kernel does when memory runs out."""
        found = subprocess.run(
            ["pgrep", "-f", f"home={press.home}"], capture_output=True, text=True, check=True
        )
        os.kill(int(found.stdout.split()[0]), signal.SIGKILL)
        time.sleep(0.2)

    press.site.pages[paths[3]] = kill
    done = press.parks("crawl", "hexi", *WINDOW)
    assert done.returncode == 1 and "killed" in done.stderr
    del press.site.pages[paths[3]]
    press.publish(range(10, 20))
    press.crawl()
    assert press.value("select count(*) from articles") == 10
