"""What a site's robots.txt says is done, and what happens while it cannot be had."""

from __future__ import annotations

import gzip
import time

import pytest

from tests.crawler.press import WINDOW, Press
from tests.crawler.site import HTML


def test_robots_txt_is_obeyed(press: Press) -> None:
    press.publish(range(10, 12))
    press.site.pages["/robots.txt"] = "User-agent: *\nDisallow: /system/2025/03/10/\n"
    press.crawl()
    assert [p[:19] for p in press.site.paths("/system/")] == ["/system/2025/03/11/"]
    assert press.issues() == ["robots"]
    press.site.asked.clear()
    press.crawl()
    assert press.site.paths("/system/") == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_without_its_robots_txt_a_broken_site_is_not_crawled(press: Press, status: int) -> None:
    press.publish(range(10, 12))
    press.site.pages["/robots.txt"] = (status, HTML, b"broken")
    done = press.parks("crawl", "hexi", *WINDOW)
    assert done.returncode == 1 and press.last()["outcome"] == "unreachable"
    assert press.site.paths("/system/") == press.site.paths("/yq/") == []


@pytest.mark.parametrize("sent", ["cut", "elsewhere"])
def test_rules_that_were_not_read_may_forbid_all(press: Press, sent: str) -> None:
    """A body cut short, and a redirect to a host that the source does not declare."""
    press.publish(range(10, 12))
    zipped = gzip.compress(b"User-agent: *\nDisallow: /\n")[:-12]
    press.site.pages["/robots.txt"] = {
        "cut": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, zipped),
        "elsewhere": (301, {"Location": "http://127.0.0.1:9/robots.txt"}, b""),
    }[sent]
    done = press.parks("crawl", "hexi", *WINDOW)
    assert done.returncode == 1 and press.last()["outcome"] == "unreachable"
    assert press.site.paths("/system/") == press.site.paths("/yq/") == []


def test_a_run_without_robots_txt_takes_nothing_from_what_is_waiting(press: Press) -> None:
    press.publish(range(10, 13))
    press.parks("crawl", "hexi", *WINDOW, "--limit", "1")
    there = press.site.pages.pop("/robots.txt", None)
    press.site.pages["/robots.txt"] = (503, HTML, b"broken")
    press.parks("crawl", "hexi", *WINDOW)
    assert press.last()["outcome"] == "unreachable"
    assert press.value("select count(*) from addresses where gone_since is not null") == 0
    assert press.value("select sum(tries) from addresses") == 0
    del press.site.pages["/robots.txt"]
    if there is not None:
        press.site.pages["/robots.txt"] = there
    press.crawl()
    assert press.value("select count(*) from articles") == 3


def test_the_delay_that_robots_txt_asks_for_is_kept(press: Press) -> None:
    press.publish(range(10, 13))
    press.site.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 0.5\n"
    begun = time.monotonic()
    press.crawl()
    assert time.monotonic() - begun > 3 * 0.25  # Scrapy varies a delay from half to one and a half
    assert "0.5 s between requests" in press.log() or len(press.site.paths("/system/")) == 3
