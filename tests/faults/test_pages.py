"""Every misbehaving page of tests/faults/pages.py over real sockets, in one crawl.

Whatever happens to one page, the run goes on to the next: each has the outcome that its line
names, and the reports that are as they should be are all had.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from tests.crawler.press import WINDOW, Press, paper
from tests.crawler.site import article, listing
from tests.faults.pages import FAULTS, MORE, TEXT, Fault

GOOD = 3  # reports that are as they should be, at the end of the list


def path_of(number: int) -> str:
    return f"/system/2025/03/10/{number:09d}.shtml"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """A paper of all these pages, crawled once."""
    with paper(tmp_path_factory.mktemp("faults")) as press:
        press.declare(fetch="delay = 0.0\ntimeout = 2")
        rows = []
        for number, fault in enumerate(FAULTS):
            press.site.pages[path_of(number)] = fault.page
            rows.append((path_of(number), f"河右工业园区报道之{number}", "2025-03-10"))
        for number in range(len(FAULTS), len(FAULTS) + GOOD):
            page = article(f"河右工业园区报道{number}", f"3月{number}日，{TEXT}", MORE)
            press.site.pages[path_of(number)] = page
            rows.append((path_of(number), f"河右工业园区报道{number}", "2025-03-10"))
        press.site.pages["/yq/index.html"] = listing(*rows)
        press.parks("crawl", "hexi", *WINDOW)
        yield press


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=[fault.name for fault in FAULTS])
def test_a_page_has_its_outcome(crawled: Press, number: int) -> None:
    fault: Fault = FAULTS[number]
    url = f"{crawled.site.base}{path_of(number)}"
    (row,) = crawled.rows("select state, reason from addresses where url = ?", url)
    issues = {
        str(issue["kind"])
        for issue in crawled.rows(
            "select kind from issues where url = ? or url = ? or url = ? || ?",
            url,
            fault.leads_to,
            crawled.site.base,
            fault.leads_to,
        )
    }
    assert row["state"] == fault.state, row
    assert fault.reason in str(row["reason"]) and (fault.issue in issues or not fault.issue)


def test_the_good_reports_behind_them_are_had(crawled: Press) -> None:
    count = crawled.value(
        "select count(*) from articles where url >= ?",
        f"{crawled.site.base}{path_of(len(FAULTS))}",
    )
    assert count == GOOD, crawled.log()
    last = crawled.last()
    assert last["outcome"] in {"failed", "ok"} and last["finished_at"]


def test_no_request_carries_what_a_page_smuggled_in(crawled: Press) -> None:
    assert not [asked for asked in crawled.site.asked if "X-Evil" in asked.headers]
    assert not [asked for asked in crawled.site.asked if "Cookie" in asked.headers]
    assert not [asked for asked in crawled.site.asked if "\r" in asked.path or "\n" in asked.path]


def test_what_is_kept_of_a_flood_of_headers_is_small(crawled: Press) -> None:
    with sqlite3.connect(crawled.home / "pages.db") as db:
        largest = db.execute("select max(length(headers)) from parts").fetchone()[0]
        cookies = db.execute("select count(*) from parts where headers like '%cookie%'").fetchone()
    assert largest < 5000 and cookies == (0,)


def test_a_server_that_fails_is_asked_three_times_and_no_more(crawled: Press) -> None:
    names = [fault.name for fault in FAULTS]
    for name in ("500, 502, then the page", "reset in the middle"):
        path = path_of(names.index(name))
        assert len(crawled.site.paths(path)) == 3
    assert len(crawled.site.paths(path_of(names.index("gzip bomb")))) == 1
