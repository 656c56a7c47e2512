"""Sites whose lists can be read and whose articles all lead elsewhere, or are forbidden."""

from __future__ import annotations

from tests.crawler.press import WINDOW, Press
from tests.crawler.site import listing

ELSEWHERE = (302, {"Location": "http://127.0.0.1:1/system/x.shtml"}, b"")


def test_a_site_whose_articles_all_lead_off_it_needs_a_look(press: Press) -> None:
    for path in press.publish(range(10, 13)):
        press.site.pages[path] = ELSEWHERE
    done = press.parks("crawl", "hexi", *WINDOW)
    assert done.returncode == 1
    assert (press.last()["outcome"], press.last()["failed"]) == ("failed", 3)
    assert press.issues() == ["off_site"] * 3
    status = press.parks("status")
    assert status.returncode == 1 and "off_site 3" in status.stdout


def test_a_site_whose_articles_are_all_forbidden_needs_a_look(press: Press) -> None:
    press.publish(range(10, 13))
    press.site.pages["/robots.txt"] = "User-agent: *\nDisallow: /system/\n"
    done = press.parks("crawl", "hexi", *WINDOW)
    assert done.returncode == 1
    assert (press.last()["outcome"], press.last()["failed"]) == ("robots", 3)
    status = press.parks("status")
    assert status.returncode == 1 and "robots 3" in status.stdout


def test_one_article_that_leads_off_the_site_is_no_trouble_where_others_are_known(
    press: Press,
) -> None:
    paths = press.publish(range(10, 12))
    press.site.pages[paths[0]] = ELSEWHERE
    press.crawl()
    press.crawl()
    assert press.issues() == ["off_site"] * 2 and press.last()["outcome"] == "ok"


def test_a_known_report_that_leads_off_the_site_at_a_second_look_is_no_trouble(
    press: Press,
) -> None:
    (path,) = press.publish(range(10, 11))
    press.crawl()
    press.site.pages[path] = ELSEWHERE
    press.site.pages["/yq/index.html"] = listing(
        ("/system/2025/01/10/031147701.shtml", "早先的工业园区报道", "2025-01-10")
    )
    press.crawl("--recheck")
    assert press.issues() == ["off_site"] and press.last()["outcome"] == "ok"
