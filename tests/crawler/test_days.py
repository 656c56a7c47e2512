"""What of each day was covered: rows written, holes listed, holes filled."""

from __future__ import annotations

import json
from datetime import date

import pytest

from archive.commands.gaps import windows
from crawler.coverage import Coverage, state_of
from crawler.discovery import Listing, Start
from crawler.discovery.types import BOTTOM, PASSED, UNDATED
from tests.crawler.press import Press
from tests.crawler.site import HTML, listing

MARCH = ("--since", "2025-03-01", "--until", "2025-03-31")
TABLES = {
    "articles": "select url, title, body, published_at, revisions from articles order by url",
    "figures": "select article_id, quote, value, start from figures order by article_id, start",
    "addresses": "select url, state, listed_day from addresses order by url",
    "days": "select day, state, why, listed, fetched, park_reports from source_days order by day",
}


def test_a_walk_writes_what_it_covered(press: Press) -> None:
    press.publish(range(10, 20))
    press.crawl(window=("--since", "2025-03-08", "--until", "2025-03-21"))
    days = {row["day"]: row for row in press.rows("select * from source_days")}
    assert len(days) == 14
    assert days["2025-03-12"]["state"] == "covered"
    assert (days["2025-03-12"]["listed"], days["2025-03-12"]["fetched"]) == (1, 1)
    assert days["2025-03-21"]["state"] == "covered" and days["2025-03-21"]["listed"] == 0
    # The list ends on the 10th: nobody knows what stood in it before.
    assert days["2025-03-08"]["state"] == "unreachable_now"


def test_an_article_that_fails_leaves_its_day_partly_covered_until_it_is_had(press: Press) -> None:
    paths = press.publish(range(10, 20))
    page = press.site.pages[paths[0]]
    press.site.pages[paths[0]] = (500, HTML, b"broken")
    press.crawl(window=("--since", "2025-03-12", "--until", "2025-03-19"))
    bad = press.rows("select day, why from source_days where state = 'partial'")
    assert bad == [{"day": "2025-03-19", "why": "articles_missing"}]
    done = press.parks("gaps", "hexi", "--until", "2025-03-31", "--json", check=True)
    first = json.loads(done.stdout.splitlines()[0])
    assert (first["day"], first["why"], first["lost"]) == ("2025-03-19", "articles_missing", False)
    press.site.pages[paths[0]] = page
    press.parks("gaps", "hexi", "--until", "2025-03-19", "--fill", check=True)
    assert press.value("select state from source_days where day = '2025-03-19'") == "covered"
    assert press.value("select filled_late from source_days where day = '2025-03-19'") == 1


def test_a_month_of_trouble_filled_equals_a_month_without(press: Press, tmp_path: object) -> None:
    pages = {}
    following = {1: "/yq/index_2.html", 2: "/yq/index_3.html", 3: ""}
    for n, days in ((1, range(21, 29)), (2, range(11, 21)), (3, range(1, 11))):
        name = "/yq/index.html" if n == 1 else f"/yq/index_{n}.html"
        press.publish(days, path=name, following=following[n])
        pages[name] = press.site.pages[name]
    press.crawl(window=MARCH)
    unbroken = {name: press.rows(sql) for name, sql in TABLES.items()}
    press.home = press.home.with_name("other")
    for name in pages:
        press.site.pages[name] = (500, HTML, b"broken")
    for first in range(1, 31, 10):
        window = ("--since", f"2025-03-{first:02d}", "--until", f"2025-03-{first + 9:02d}")
        assert press.parks("crawl", "hexi", *window).returncode == 1
    assert press.value("select count(*) from source_days where state = 'failed'") == 30
    press.site.pages.update(pages)
    press.parks("gaps", "hexi", "--until", "2025-03-31", "--fill", check=True)
    filled = {name: press.rows(sql) for name, sql in TABLES.items()}
    assert filled == unbroken
    late = press.rows("select day, filled_late from source_days where state = 'covered'")
    assert {row["day"] for row in late if row["filled_late"]} == {
        row["day"] for row in late if str(row["day"]) <= "2025-03-30"
    }
    done = press.parks("gaps", "hexi", "--until", "2025-03-31", check=True)
    assert done.stdout == "no day was missed\n"


def test_days_between_two_walks_that_none_took_in_are_named(press: Press) -> None:
    press.publish(range(1, 29))
    press.crawl(window=("--since", "2025-03-01", "--until", "2025-03-05"))
    press.crawl(window=("--since", "2025-03-20", "--until", "2025-03-22"))
    untried = press.rows("select day from source_days where state = 'not_tried' order by day")
    assert [row["day"] for row in untried] == [f"2025-03-{n:02d}" for n in range(6, 20)]
    done = press.parks("gaps", "hexi", "--until", "2025-03-22", check=True)
    assert "2025-03-06 to 2025-03-19" in done.stdout and "not_tried" in done.stdout


def test_what_the_lists_no_longer_reach_stays_lost_and_is_not_asked_again(press: Press) -> None:
    press.publish(range(20, 29))
    press.crawl(window=("--since", "2025-03-10", "--until", "2025-03-28"))
    press.site.asked.clear()
    done = press.parks("gaps", "hexi", "--until", "2025-03-28", "--fill", check=True)
    assert "no longer reach back" in done.stdout and "stays lost" in done.stdout
    assert press.site.asked == []


EPAPER = """way = "epaper"
front = "{base}/pc/layout/%Y%m/%d/node_01.html"
"""
EXAMPLE = r"""article_patterns = [
  '/pc/con/(?P<year>\d{4})(?P<month>\d\d)/(?P<day>\d\d)/content_\d+\.html', '/system/.*']"""


def issue(press: Press, day: int) -> list[str]:
    """Print one day's issue of two pages with two reports each; returns the reports' paths."""
    folder = f"/pc/layout/202503/{day:02d}"
    paths = []
    for leaf in (1, 2):
        rows = []
        for n in (1, 2):
            path = f"/pc/con/202503/{day:02d}/content_{day}{leaf}{n}.html"
            printed = press.publish(range(day, day + 1), path="/unused")[0]
            press.site.pages[path] = press.site.pages.pop(printed)
            rows.append((path, f"河右工业园区报道{leaf}{n}", ""))
            paths.append(path)
        more = "".join(f'<a href="node_0{k}.html">第0{k}版</a>' for k in (1, 2, 3))
        press.site.pages[f"{folder}/node_0{leaf}.html"] = listing(*rows) + more
    press.site.pages[f"{folder}/node_03.html"] = "<p>广告</p>"  # a leaf without reports
    return paths


def test_an_epaper_is_filled_day_by_day_and_whole_issues_are_not_read_again(press: Press) -> None:
    press.declare(discovery=EPAPER, more=EXAMPLE)
    paths = [path for day in (3, 4) for path in issue(press, day)]
    window = ("--since", "2025-03-03", "--until", "2025-03-05")
    done = press.parks("crawl", "hexi", *window)
    assert done.returncode == 0, done.stderr
    assert sorted(press.site.paths("/pc/con/")) == sorted(paths)
    states = {row["day"]: row["state"] for row in press.rows("select day, state from source_days")}
    assert states == {"2025-03-03": "covered", "2025-03-04": "covered", "2025-03-05": "failed"}
    assert "empty_list" not in press.issues() and press.last()["detail"]["counts"]["empty_leaves"]
    issue(press, 5)
    press.site.asked.clear()
    press.parks("gaps", "hexi", "--until", "2025-03-05", "--fill", check=True)
    assert {p.split("/")[4] for p in press.site.paths("/pc/")} == {"05"}
    press.site.asked.clear()
    press.crawl(window=window)
    assert press.site.paths("/pc/") == []


@pytest.mark.parametrize(
    ("end", "oldest", "day", "why"),
    [
        (PASSED, date(2025, 3, 9), date(2025, 3, 1), ""),
        (BOTTOM, date(2025, 3, 9), date(2025, 3, 9), ""),
        (BOTTOM, date(2025, 3, 9), date(2025, 3, 8), "list_short"),
        (BOTTOM, None, date(2025, 3, 8), "list_short"),
        (UNDATED, None, date(2025, 3, 8), "list_undated"),
    ],
)
def test_how_far_a_list_was_read_says_what_it_covers(
    end: str, oldest: date | None, day: date, why: str
) -> None:
    walk = Coverage()
    start = Start("http://127.0.0.1/", channel="http://127.0.0.1/")
    walk.asked(start)
    assert walk.reasons(day) == ["list_failed"]
    walk.read(start, Listing((), oldest=oldest, end=end))
    assert walk.reasons(day) == [why]


@pytest.mark.parametrize(
    ("reasons", "missing", "over", "state"),
    [
        ([], 0, True, "not_tried"),
        ([""], 0, True, "covered"),
        ([""], 0, False, "partial"),
        ([""], 2, True, "partial"),
        (["", "list_failed"], 0, True, "partial"),
        (["list_failed"], 0, True, "failed"),
        (["list_short", "list_short"], 0, True, "unreachable_now"),
        (["list_undated"], 0, True, "partial"),
    ],
)
def test_the_state_of_a_day(reasons: list[str], missing: int, over: bool, state: str) -> None:
    assert state_of(reasons, missing, over=over)[0] == state


def test_days_near_each_other_are_walked_in_one_go() -> None:
    days = [date(2025, 3, n) for n in (1, 2, 4, 15, 16)]
    assert windows(days) == [(days[3], days[4]), (days[0], days[2])]
