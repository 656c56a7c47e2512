"""Dates and times as news pages write them, and numbers that are none."""

from __future__ import annotations

import pytest

from pipelines.article import dates, scattered


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2012年01月12日15:33", "2012-01-12T15:33+08:00"),
        ("2012/1/12 17:21:00", "2012-01-12T17:21+08:00"),
        ("2018年11月2日9时8分", "2018-11-02T09:08+08:00"),
        ("2011-12-9 13:04", "2011-12-09T13:04+08:00"),
        ("2022.01.20 16:31", "2022-01-20T16:31+08:00"),
        ("2025/03/05/ 15:48", "2025-03-05T15:48+08:00"),
        ("( 2012-06-04 09:20:26 )", "2012-06-04T09:20+08:00"),
        ("发布时间：2019-05-18", "2019-05-18"),
        ("2005-04-28 11:13更新", "2005-04-28T11:13+08:00"),
        ("２０１２年１月１７日（星期二）香港時間１７時０６分", "2012-01-17T17:06+08:00"),
        ("二〇二一年十二月二十三日", "2021-12-23"),
        ("二○一二年一月五日", "2012-01-05"),
        ("民國101年1月17日", "2012-01-17"),
        ("2012年1月17日 下午 5:06", "2012-01-17T17:06+08:00"),
        ("2012-01-17 12:05 AM", "2012-01-17T00:05+08:00"),
        ("2019-05-01T17:33:20", "2019-05-01T17:33+08:00"),
        ("2012年1月17日 星期二 08:00", "2012-01-17T08:00+08:00"),
        ("2021 08 / 09 08:29:30", "2021-08-09T08:29+08:00"),
        ("17:33 2019/05/01", "2019-05-01T17:33+08:00"),
        ("17.01.2012", "2012-01-17"),
        ("12-01-17 10:33", "2012-01-17T10:33+08:00"),
        ("2012 年 1 月 17 日", "2012-01-17"),
        ("2012年1月17日9时5分", "2012-01-17T09:05+08:00"),
        ("2012年1月17日9时05分", "2012-01-17T09:05+08:00"),
    ],
)
def test_forms(text: str, iso: str) -> None:
    found = dates.search(dates.plain(text))
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "增长2012.5万元",
        "2012年度报告",
        "IP 192.168.1.12",
        "2012-13赛季",
        "13800138000",
        "2019-02-30",
        "一二三四年五月",
    ],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert dates.search(text) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.example/system/2025/03/05/031234567.shtml", "2025-03-05"),
        ("http://a.example/202503/t20250305_1234.html", "2025-03-05"),
        ("http://a.example/2025-03/05/content_12.htm", "2025-03-05"),
        ("http://a.example/c/2025-03-05/doc-abc.shtml", "2025-03-05"),
        ("http://a.example/20250305/1234.html", "2025-03-05"),
        ("http://a.example/content/646042/71/14763541.html", None),
        ("http://a.example/12345678.html", None),
    ],
)
def test_days_of_addresses(url: str, day: str | None) -> None:
    found = dates.of_address(url)
    assert (found.iso if found else None) == day


def test_a_zone_is_turned_into_chinese_time() -> None:
    found = dates.of_machine("2012-01-17T16:40:00Z")
    assert found is not None
    assert found.iso == "2012-01-18T00:40+08:00"


@pytest.mark.parametrize("text", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
def test_a_moment_that_china_has_no_day_for_does_not_end_reading(text: str) -> None:
    assert dates.of_machine(text) is None


@pytest.mark.parametrize(
    ("lines", "iso"),
    [
        (["2020", "03/01", "20:14"], "2020-03-01T20:14+08:00"),
        (["2020年", "3月1日"], "2020-03-01"),
        (["03-01", "2020"], "2020-03-01"),
        (["18", "2016-07"], "2016-07-18"),
        (["2016.07", "18"], "2016-07-18"),
        (["18 2016-07"], "2016-07-18"),
        (["18", "7月", "2016"], "2016-07-18"),
        (["7月", "18", "2016"], "2016-07-18"),
        (["18", "Jul", "2016"], "2016-07-18"),
        (["Jul 18", "2016"], "2016-07-18"),
        (["分享", "2020", "03/01", "20:14", "第一快讯"], "2020-03-01T20:14+08:00"),
    ],
)
def test_days_set_as_leaves_of_a_calendar(lines: list[str], iso: str) -> None:
    found = scattered.search(lines)
    assert found is not None and found.iso == iso


@pytest.mark.parametrize(
    "lines", [["2020", "13/45"], ["23", "1024"], ["12:30", "2020"], ["31", "2016-02"]]
)
def test_numbers_that_are_no_leaf(lines: list[str]) -> None:
    assert scattered.search(lines) is None
