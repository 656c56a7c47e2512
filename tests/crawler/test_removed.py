"""What was removed on request is not asked for again, whatever list still names it."""

from __future__ import annotations

from archive.retention.remove import remove
from tests.commands import one_error_line
from tests.crawler.press import WINDOW, Press


def test_a_removed_address_is_asked_for_by_no_crawl(press: Press) -> None:
    gone, *others = press.publish(range(10, 13))
    press.crawl()
    remove(press.home, press.site.base + gone, "报社来函要求")
    press.site.asked.clear()
    press.crawl("--recheck")
    assert sorted(press.site.paths("/system/")) == sorted(others)
    press.site.asked.clear()
    line = one_error_line(press.parks("add", press.site.base + gone))
    assert line.startswith(f"{press.site.base}{gone}: this report was removed on request on")
    assert press.site.asked == []
    assert press.value("select count(*) from addresses") == 2


def test_a_removed_source_is_crawled_no_more(press: Press) -> None:
    press.publish(range(10, 12))
    press.crawl()
    remove(press.home, "hexi", "报社来函要求")
    press.site.asked.clear()
    line = one_error_line(press.parks("crawl", "hexi", *WINDOW))
    assert line.startswith("hexi was removed on request on") and "报社来函要求" in line
    assert press.parks("crawl").returncode == 0  # the others, if there were any
    assert press.site.asked == []
    assert press.value("select count(*) from articles") == 0
