"""What a site's robots.txt says is done, and what happens while it cannot be had."""

from __future__ import annotations

import gzip
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

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


@pytest.mark.parametrize("status", [500, 503])
def test_without_its_robots_txt_a_broken_site_is_not_crawled(press: Press, status: int) -> None:
    press.publish(range(10, 12))
    press.site.pages["/robots.txt"] = (status, HTML, b"broken")
    done = press.parks("crawl", "hexi", *WINDOW)
    assert done.returncode == 1 and press.last()["outcome"] == "unreachable"
    assert press.site.paths("/system/") == press.site.paths("/yq/") == []


@pytest.mark.parametrize("status", [403, 429, 503])
def test_a_robots_txt_that_refuses_ends_the_run_and_is_heard(press: Press, status: int) -> None:
    press.publish(range(10, 12))
    press.site.pages["/robots.txt"] = (status, {**HTML, "Retry-After": "600"}, b"busy")
    done = press.parks("crawl", "hexi", *WINDOW)
    assert done.returncode == 1 and press.last()["outcome"] == "refused"
    assert press.site.paths() == ["/robots.txt"]
    assert press.rows("select kind, url, detail from issues") == [
        {
            "kind": "refused",
            "url": f"{press.site.base}/robots.txt",
            "detail": f"HTTP {status}, Retry-After 600",
        }
    ]
    left = datetime.fromisoformat(str(press.value("select until from holds"))) - datetime.now(UTC)
    assert timedelta(minutes=9) < left < timedelta(minutes=10)
    press.parks("crawl", "hexi", *WINDOW)
    assert press.site.paths() == ["/robots.txt"] and press.last()["detail"]["reason"] == "held"


def test_a_refusal_of_robots_txt_takes_nothing_from_what_is_waiting(press: Press) -> None:
    press.publish(range(10, 13))
    press.parks("crawl", "hexi", *WINDOW, "--limit", "1")
    press.site.pages["/robots.txt"] = (429, HTML, b"slow down")
    press.parks("crawl", "hexi", *WINDOW)
    assert press.last()["outcome"] == "refused" and press.issues() == ["refused"]
    assert press.value("select sum(tries) from addresses") == 0
    assert press.value("select count(*) from holds") == 0


def test_a_budget_that_ends_with_robots_txt_is_no_leave_to_go_on(press: Press) -> None:
    """The request for it is the second; the list that waits for it was counted first."""
    press.declare(fetch="delay = 0.0\nbudget = 1")
    press.publish(range(10, 12))
    press.site.pages["/robots.txt"] = "User-agent: *\nDisallow: /\n"
    press.parks("crawl", "hexi", *WINDOW)
    assert press.site.paths("/yq/") == [] and press.last()["detail"]["reason"] == "budget"


# In a process of its own: what a test before has made of Twisted's reactor is not undone.
FAULTY = """
import asyncio, sys
from scrapy.http import Request
from scrapy.utils.test import get_crawler
from crawler import middlewares
from crawler.robots import Lacking, Robots

class Engine:
    async def download_async(self, request):
        raise getattr(middlewares, sys.argv[1])(f"{request.url} {sys.argv[2]}")

crawler = get_crawler(settings_dict={"ROBOTSTXT_OBEY": True, "USER_AGENT": "park-archive"})
crawler.engine = Engine()
try:
    asyncio.run(Robots.from_crawler(crawler).process_request(Request("http://h.invalid/a")))
except Lacking as lacking:
    print(lacking)
"""


@pytest.mark.parametrize(
    ("fault", "message"),
    [("PrivateAddress", "leads to an address that is not public"), ("OffSite", "is outside")],
)
def test_a_robots_txt_that_may_not_be_followed_forbids_all(fault: str, message: str) -> None:
    """A private address cannot be had from a public one on loopback: the answer is put in."""
    done = subprocess.run(
        [sys.executable, "-c", FAULTY, fault, message], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("robots.txt could not be had: ") and message in done.stdout


@pytest.mark.parametrize("sent", ["cut", "too large", "elsewhere"])
def test_rules_that_were_not_read_may_forbid_all(press: Press, sent: str) -> None:
    """A body cut short or larger than any, and a redirect to a host that is not declared."""
    press.publish(range(10, 12))
    zipped = gzip.compress(b"User-agent: *\nDisallow: /\n")[:-12]
    bomb = gzip.compress(b"User-agent: *\nDisallow: /\n" + b"#" * 9_000_000)
    packed = {"Content-Type": "text/plain", "Content-Encoding": "gzip"}
    press.site.pages["/robots.txt"] = {
        "cut": (200, packed, zipped),
        "too large": (200, packed, bomb),
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
