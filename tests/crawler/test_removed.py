"""What was removed on request is not asked for again, whatever list still names it."""

from __future__ import annotations

from archive.retention.remove import remove
from tests.commands import one_error_line
from tests.crawler.press import WINDOW, Press

REASON = "报社来函要求"


def test_nothing_that_was_removed_is_asked_for_again(press: Press) -> None:
    gone, other = press.publish(range(10, 12))
    press.crawl()
    remove(press.home, press.site.base + gone, REASON)
    press.site.asked.clear()
    press.crawl("--recheck")
    assert press.site.paths("/system/") == [other]
    assert press.value("select count(*) from addresses") == 1
    press.site.asked.clear()
    line = one_error_line(press.parks("add", press.site.base + gone))
    assert line.startswith(f"{press.site.base}{gone}: this report was removed on request on")
    remove(press.home, "hexi", REASON)
    line = one_error_line(press.parks("crawl", "hexi", *WINDOW))
    assert line.startswith("hexi was removed on request on") and REASON in line
    assert press.parks("crawl").returncode == 0  # the others, if there were any
    assert press.site.asked == []
    assert press.value("select count(*) from articles") == 0
