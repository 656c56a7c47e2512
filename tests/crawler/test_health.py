"""`parks status` and `parks check`: what is wrong with a source, by kind, and what works there."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from archive.store import open_archive
from tests.crawler.press import WINDOW, Press
from tests.crawler.site import HTML, article, listing


def troubles(press: Press) -> dict[str, str]:
    """What `parks status` finds; its exit status says whether there is anything."""
    done = press.parks("status", "--json")
    told = json.loads(done.stdout)
    (row,) = told["sources"]
    assert done.returncode == (1 if row["troubles"] or told["machine"] else 0)
    found: dict[str, str] = row["troubles"]
    return found


def test_a_good_source_needs_nobody(press: Press) -> None:
    press.publish(range(10, 12))
    press.crawl()
    assert troubles(press) == {}
    assert "ok" in press.parks("status").stdout


def test_a_site_that_cannot_be_had(press: Press) -> None:
    press.site.pages["/yq/index.html"] = lambda raw: raw.reset()  # type: ignore[return-value]
    assert press.parks("crawl", "hexi", *WINDOW).returncode == 1
    assert set(troubles(press)) == {"unreachable"}


def test_a_list_without_articles_is_no_quiet_day(press: Press) -> None:
    press.site.pages["/yq/index.html"] = "<p>新版上线，敬请期待</p>"
    assert press.parks("crawl", "hexi", *WINDOW).returncode == 1
    assert set(troubles(press)) == {"empty_list"}


def test_a_list_that_fails_in_two_walks(press: Press) -> None:
    press.declare(
        discovery='way = "channels"\npages = ["{base}/yq/index.html", "{base}/b/index.html"]'
    )
    press.publish(range(10, 12))
    press.crawl()
    assert troubles(press) == {}
    press.crawl()
    assert set(troubles(press)) == {"list_failed"}


def test_many_soft_404s(press: Press) -> None:
    paths = press.publish(range(10, 18))
    for path in paths[:4]:
        press.site.pages[path] = "<title>页面没有找到</title><p>您访问的页面没有找到</p>"
    press.crawl()
    assert set(troubles(press)) == {"soft_404"}


def test_a_redesign_shows_in_the_share_of_fields_found(press: Press) -> None:
    rules = '[[rules]]\ntitle = ["h1"]\norigin = [".info"]\nbody = ["#zoom"]'
    press.declare(discovery='way = "channels"\npages = ["{base}/yq/index.html"]\n' + rules)
    press.publish(range(1, 13))
    press.crawl()
    opened = open_archive(press.home)
    opened.db.execute("update articles set retrieved_at = '2025-03-20T00:00:00+08:00'")
    opened.close()
    paths = press.publish(range(13, 25))
    for path in paths:
        page = press.site.pages[path]
        assert isinstance(page, str)
        page = page.replace('id="zoom"', 'id="text"').replace("　来源：河右日报　记者 田一禾", "")
        press.site.pages[path] = page
    press.crawl()
    found = troubles(press)
    assert set(found) == {"fill_rate", "selectors"}
    assert "origin 100% → 0%" in found["fill_rate"]
    assert found["selectors"] == "body 100% → 0%"


@pytest.mark.parametrize(
    ("expect", "days_ago", "kind"),
    [("silence = 5", 9, "silent"), ("silence = 30", 9, ""), ("least = 3", 1, "out_of_range")],
)
def test_too_few_reports(press: Press, expect: str, days_ago: int, kind: str) -> None:
    press.declare(expect=expect)
    day = date.today() - timedelta(days=days_ago)
    path = f"/system/{day:%Y/%m/%d}/031147702.shtml"
    text = "河右工业园区今年前两个月实现工业总产值12.5亿元，同比增长8.1%。" * 4
    press.site.pages[path] = article("河右工业园区报道", text, time=f"{day} 09:30")
    press.site.pages["/yq/index.html"] = listing((path, "河右工业园区报道", str(day)))
    press.crawl(window=())
    opened = open_archive(press.home)
    opened.db.execute("update articles set retrieved_at = ?", (str(day - timedelta(days=9)),))
    opened.close()
    assert set(troubles(press)) == ({kind} if kind else set())


def test_check_says_what_works_and_leaves_the_archive_alone(press: Press, tmp_path: Path) -> None:
    rules = '[[rules]]\ntitle = ["h1"]\nsection = [".crumb"]\nbody = ["#zoom"]'
    press.declare(discovery='way = "channels"\npages = ["{base}/yq/index.html"]\n' + rules)
    press.publish(range(10, 20))
    today = date.today()
    rows = [
        (f"/system/{today:%Y/%m/%d}/0311477{n}.shtml", f"河右园区第{n}号", str(today))
        for n in range(10, 19)
    ]
    for path, title, _ in rows:
        text = "河右工业园区今年前两个月实现工业总产值12.5亿元，同比增长8.1%。" * 4
        press.site.pages[path] = article(title, text, time=f"{today} 09:30")
    press.site.pages["/yq/index.html"] = listing(*rows, following="/yq/index_2.html")
    done = press.parks("check", "hexi", "--save", str(tmp_path / "kept"), "--json", check=True)
    told = json.loads(done.stdout)
    assert told["works"] is True
    assert press.site.paths("/yq/") == ["/yq/index.html"]
    assert len(press.site.paths("/system/")) == 3
    found = {line["what"]: line for line in told["lines"]}
    assert found["list"]["found"].startswith("9 links, 9 with words, 9 with a day; goes on to")
    assert (found["section"]["found"], found["section"]["works"]) == ("园区经济", True)
    assert found["editor"]["works"] is None  # no page of the site need have one
    kept = sorted(path.name for path in (tmp_path / "kept" / "hexi").iterdir())
    assert kept[:3] == ["article-1-1.html", "article-1.json", "article-2-1.html"]
    assert {"list-1.html", "list-1.json"} <= set(kept)
    assert not (press.home / "archive.db").exists()


def test_check_says_what_a_redesign_broke(press: Press) -> None:
    press.site.pages["/yq/index.html"] = "<p>新版上线</p>"
    done = press.parks("check", "hexi")
    assert done.returncode == 1
    assert "NO  list" in done.stdout and "0 links" in done.stdout


def test_check_reads_old_reports_where_a_paper_has_none_of_late(press: Press) -> None:
    press.publish(range(10, 12))  # of March 2025
    done = press.parks("check", "hexi")
    assert done.returncode == 0 and "  ok  title" in done.stdout


def test_check_says_why_no_article_was_looked_at(press: Press) -> None:
    press.declare(select="parks")
    press.site.pages["/yq/index.html"] = listing(
        ("/system/2025/03/05/031147701.shtml", "假日出行攻略", "2025-03-05")
    )
    done = press.parks("check", "hexi")
    assert done.returncode == 1
    assert "NO  article       none of 1 articles is linked with words" in done.stdout


def test_a_refused_check_is_said(press: Press) -> None:
    press.site.pages["/yq/index.html"] = (403, HTML, b"no")
    done = press.parks("check", "hexi")
    assert done.returncode == 1 and "refused" in done.stdout
