"""Hours, budgets, patience and public addresses: what a site may expect of us."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from scrapy.http import HtmlResponse

from archive.store.connect import SHANGHAI
from archive.store.runs import HOLD_MAX
from crawler.answers import retry_after
from crawler.manners import Manners
from pipelines.source import Fetch
from tests.crawler.press import WINDOW, Press
from tests.crawler.site import HTML

AT = datetime(2026, 3, 5, 12, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("window", "moment", "is_open"),
    [
        ("", "12:00", True),
        ("22:00-06:00", "23:30", True),
        ("22:00-06:00", "05:59", True),
        ("22:00-06:00", "06:00", False),
        ("22:00-06:00", "12:00", False),
        ("01:00-05:00", "03:00", True),
        ("01:00-05:00", "00:59", False),
    ],
)
def test_the_hours_in_which_a_source_may_be_asked(window: str, moment: str, is_open: bool) -> None:
    assert Fetch(night=window).open_at(time.fromisoformat(moment)) is is_open


def test_reasons_to_stop_in_their_order() -> None:
    manners = Manners(Fetch(night="22:00-06:00", budget=3), spent=2, hold="")
    night = AT.replace(hour=23)
    assert manners.reason_to_stop(AT) == "night"
    assert manners.reason_to_stop(night) == ""
    manners.asked = 1
    assert manners.reason_to_stop(night) == "budget"
    manners.hold = (night + timedelta(hours=1)).isoformat()
    assert manners.reason_to_stop(night) == "held"
    manners.refused = True
    assert manners.reason_to_stop(night) == "refused"


@pytest.mark.parametrize(
    ("value", "until"),
    [
        ("120", AT + timedelta(seconds=120)),
        (
            format_datetime(AT.astimezone(UTC) + timedelta(hours=2), usegmt=True),
            AT + timedelta(hours=2),
        ),
        ("99999999999", AT + HOLD_MAX),
        ("9" * 5000, AT + HOLD_MAX),
        ("Fri, 31 Dec 9999 23:59:59 GMT", AT + HOLD_MAX),
        ("Wed, 01 Jan 2020 00:00:00 GMT", None),
        ("soon", None),
        ("", None),
    ],
)
def test_both_forms_of_retry_after(value: str, until: datetime | None) -> None:
    headers = {"Retry-After": value} if value else {}
    assert retry_after(HtmlResponse("http://h.invalid/", headers=headers), AT) == until


def test_the_days_budget_is_shared_by_its_runs(press: Press) -> None:
    press.declare(fetch="delay = 0.0\nbudget = 6")
    paths = press.publish(range(10, 20))
    press.crawl()
    assert press.last()["detail"]["reason"] == "budget" and press.last()["outcome"] == "limited"
    assert len(press.site.asked) == 6
    press.crawl()
    assert len(press.site.asked) == 6
    press.declare(fetch="delay = 0.0\nbudget = 60")
    press.crawl()
    asked = press.site.paths("/system/")
    assert sorted(asked) == sorted(paths)


def test_outside_its_hours_a_source_is_not_asked(press: Press) -> None:
    present = datetime.now(SHANGHAI)
    begin, end = present + timedelta(hours=2), present + timedelta(hours=3)
    press.declare(fetch=f'delay = 0.0\nnight = "{begin:%H:%M}-{end:%H:%M}"')
    press.publish(range(10, 12))
    press.crawl()
    assert press.site.asked == []
    assert press.last()["detail"]["reason"] == "night"


def test_a_busy_server_is_not_asked_again_before_the_time_it_names(press: Press) -> None:
    paths = press.publish(range(10, 14))
    press.site.pages[paths[-1]] = (503, {**HTML, "Retry-After": "600"}, b"busy")
    done = press.parks("crawl", "hexi", *WINDOW)
    assert done.returncode == 1
    assert press.site.paths(paths[-1]) == [paths[-1]]
    held = str(press.value("select until from holds"))
    assert (
        timedelta(0) < datetime.fromisoformat(held) - datetime.now(SHANGHAI) < timedelta(minutes=10)
    )
    status = press.parks("status")
    assert status.returncode == 1 and "refused" in status.stdout


def test_requests_to_all_hosts_of_a_site_wait_for_each_other(press: Press) -> None:
    port = press.site.port
    press.declare(
        fetch="delay = 0.4",
        domain=f'127.0.0.1:{port}", "localhost:{port}',
        discovery=f'way = "channels"\npages = ["{{base}}/yq/index.html", "http://localhost:{port}/b/index.html"]',
    )
    press.publish(range(10, 11))
    press.publish(range(11, 12), path="/b/index.html")
    press.crawl()
    moments = [asked.at for asked in press.site.asked]
    assert len(moments) >= 5  # two robots.txt, two lists, articles
    assert min(b - a for a, b in pairwise(moments)) > 0.35


def private_name() -> str:
    """A name of this machine that looks public and leads to an address that is not."""
    name = socket.gethostname()
    try:
        found = socket.gethostbyname(name)
    except OSError:
        found = ""
    if not found.startswith(("127.", "10.", "172.", "192.168.")) or name == "localhost":
        pytest.skip("this machine's name leads nowhere that could be tried")
    return name


def test_a_public_name_that_leads_to_a_private_address_is_refused(press: Press) -> None:
    name = private_name()
    port = press.site.port
    press.declare(domain=f"{name}:{port}", base=f"http://{name}:{port}", fetch="")
    press.publish(range(10, 12))
    press.env["PARKS_CONTACT"] = "desk@example.org"
    done = press.parks("crawl", "hexi", *WINDOW)
    assert done.returncode == 1
    assert press.site.asked == []
    assert "private_address" in press.issues()


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:1/admin",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
    ],
)
def test_a_redirect_inside_the_network_is_not_followed(press: Press, target: str) -> None:
    path = press.publish(range(10, 11))[0]
    press.site.pages[path] = (302, {"Location": target}, b"")
    press.parks("crawl", "hexi", *WINDOW)
    assert press.value("select count(*) from articles") == 0
    assert press.value("select state from addresses") == "failed"
