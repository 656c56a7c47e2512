"""The crawl's memory: when an address is looked at again, and what is asked conditionally."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from archive.store import Archive, Memory, open_archive
from archive.store.connect import SHANGHAI
from archive.store.memory import LOOKS, SAMPLE, drawn
from archive.store.runs import last_walk
from crawler.errand import errand
from tests.crawler.press import WINDOW, Press
from tests.crawler.site import HTML, Raw

URL = "https://www.hexi.invalid/system/2025/03/05/031147702.shtml"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(tmp_path)
    yield opened
    opened.close()


def ago(days: float) -> str:
    """A moment so many days before now, as the archive writes it."""
    return (datetime.now(SHANGHAI) - timedelta(days=days)).isoformat(timespec="seconds")


def test_looks_come_after_1_7_30_180_and_365_days_and_then_no_more(archive: Archive) -> None:
    memory = Memory(archive.db, "hexi")
    memory.fetched([URL], "", "")
    for passed, following in zip((0, *LOOKS), (*LOOKS, None), strict=True):
        first = ago(passed + 0.1)
        archive.db.execute("update addresses set fetched_at = ?", (first,))
        memory.unchanged(URL)
        planned = archive.db.execute("select next_look from addresses").fetchone()[0]
        if following is None:
            assert planned is None
        else:
            begun = datetime.fromisoformat(first)
            assert datetime.fromisoformat(planned) == begun + timedelta(days=following)


def test_what_is_due_is_limited_and_the_longest_waiting_comes_first(archive: Archive) -> None:
    memory = Memory(archive.db, "hexi")
    for n in range(5):
        memory.fetched([f"{URL}{n}"], "", "")
        archive.db.execute(
            "update addresses set next_look = ? where url = ?", (ago(n), f"{URL}{n}")
        )
    assert [url for url, _, _ in memory.due(3)] == [f"{URL}4", f"{URL}3", f"{URL}2"]
    assert Memory(archive.db, "other").due(3) == []


def test_a_failing_address_is_tried_in_five_runs_and_then_left_alone(archive: Archive) -> None:
    memory = Memory(archive.db, "hexi")
    memory.listed([(URL, "title", "2025-03-05", "listed")])
    for _ in range(5):
        assert memory.waiting() == [(URL, "title", "2025-03-05")]
        memory.failed(URL, "HTTP 500")
    assert memory.waiting() == []


def test_a_known_article_that_fails_once_stays_known(archive: Archive) -> None:
    memory = Memory(archive.db, "hexi")
    memory.fetched([URL], '"a"', "")
    memory.failed(URL, "HTTP 500")
    known = memory.known(URL)
    assert known is not None and known.state == "fetched" and known.etag == '"a"'


def test_the_lot_falls_on_about_one_in_a_hundred_and_on_others_next_month() -> None:
    urls = [f"{URL}{n}" for n in range(20_000)]
    march = {url for url in urls if drawn(url, "2025-03")}
    april = {url for url in urls if drawn(url, "2025-04")}
    assert 0.7 < len(march) * SAMPLE / len(urls) < 1.3
    assert march == {url for url in urls if drawn(url, "2025-03")}
    assert len(march & april) < len(march) / 5


def sampled(press: Press) -> set[object]:
    """Addresses of the month's sample."""
    opened = open_archive(press.home)
    try:
        return {url for url, _, _ in Memory(opened.db, "hexi").due(1000)}
    finally:
        opened.close()


def test_the_sample_is_of_older_park_reports_and_none_is_drawn_twice_a_month(press: Press) -> None:
    press.publish(range(1, 29))
    press.crawl()
    opened = open_archive(press.home)
    month = datetime.now(SHANGHAI).strftime("%Y-%m")
    # Make the reports a hundred times as many by their addresses alone.
    rows = opened.db.execute("select * from addresses").fetchall()
    opened.db.execute("update addresses set next_look = null")
    opened.db.execute("update articles set last_checked_at = ?", (ago(40),))
    want = {row["url"] for row in rows if drawn(row["url"], month)}
    opened.close()
    assert sampled(press) == want
    opened = open_archive(press.home)
    opened.db.execute("update articles set last_checked_at = ?", (ago(0),))
    opened.close()
    assert sampled(press) == set()


def test_a_second_look_is_conditional_and_an_unchanged_page_is_not_stored_again(
    press: Press,
) -> None:
    path = press.publish(range(12, 13))[0]
    page = press.site.pages[path]
    assert isinstance(page, str)
    seen: list[str | None] = []

    def answer(raw: Raw) -> tuple[int, dict[str, str], bytes]:
        seen.append(raw.headers.get("If-Modified-Since"))
        stamp = {"Last-Modified": "Wed, 12 Mar 2025 01:30:00 GMT", **HTML}
        if raw.headers.get("If-Modified-Since"):
            return 304, stamp, b""
        return 200, stamp, page.encode()

    press.site.pages[path] = answer
    press.crawl()
    opened = open_archive(press.home)
    opened.db.execute("update addresses set next_look = ?", (ago(1),))
    opened.close()
    press.crawl()
    assert seen == [None, "Wed, 12 Mar 2025 01:30:00 GMT"]
    assert press.last()["detail"]["counts"]["unchanged"] == 1
    press.crawl()
    assert len(seen) == 2


def test_a_report_that_is_gone_stays_and_is_marked(press: Press) -> None:
    path = press.publish(range(12, 13))[0]
    press.crawl()
    del press.site.pages[path]
    press.parks("crawl", "hexi", "--recheck", "--since", "2025-03-01", "--until", "2025-03-31")
    assert press.value("select gone_since is not null from articles") == 1
    assert press.value("select count(*) from figures where withdrawn_at is null") > 0  # type: ignore[operator]


def test_a_report_that_came_back_is_there_again(press: Press) -> None:
    path, other = press.publish(range(10, 12))
    press.crawl()
    page = press.site.pages.pop(path)
    press.parks("crawl", "hexi", "--recheck", *WINDOW)
    assert press.value("select count(*) from articles where gone_since is not null") == 1
    press.site.pages[path] = page
    press.crawl("--recheck")
    assert press.value("select count(*) from articles where gone_since is not null") == 0
    assert press.value("select count(*) from addresses where gone_since is not null") == 0
    assert sorted(press.site.paths("/system/")) == sorted([path, other] * 3)


def test_a_walk_over_days_long_past_does_not_shorten_the_next_window(archive: Archive) -> None:
    for began, until, outcome in [
        (ago(20), ago(20)[:10], "ok"),
        (ago(2), "2020-12-31", "ok"),
        (ago(1), ago(1)[:10], "refused"),
    ]:
        detail = json.dumps({"mode": "walk", "until": until})
        archive.db.execute(
            "insert into crawls (source_id, started_at, outcome, detail) values (?, ?, ?, ?)",
            ("hexi", began, outcome, detail),
        )
    walked = last_walk(archive.db, "hexi")
    assert walked == date.fromisoformat(ago(20)[:10])
    assert errand(date.fromisoformat(ago(0)[:10]), walked).since <= walked
    assert last_walk(archive.db, "other") is None
