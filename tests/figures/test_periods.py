"""Periods and status on marked sentences: each number with its code and what a reader finds.

A mark is {quote code kind period}: the stage under test gets code and kind as given; period is
the key of the figure (`2024`, `2024-H1`, `2024-YTD09`, `2024-05-20` for a day, `..2024-12-31` as
of a day, `-` none), with `!` in front where the number is planned. `@project` or `@enterprise`
after the kind says whose number it is.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.figures import periods, quantities, status
from pipelines.figures.text import document
from pipelines.figures.types import Reading

MARK = re.compile(r"\{([^ {}]+) (\w+) (\w+)(?:@(\w+))? ([^ {}]+)\}")


def _read(marked: str, published: str | None, title: str) -> list[tuple[Reading, str]]:
    plain, marks, end = "", {}, 0
    for mark in MARK.finditer(marked):
        plain += marked[end : mark.start()]
        marks[len(plain)] = mark
        plain += mark[1]
        end = mark.end()
    plain += marked[end:]
    day = date.fromisoformat(published) if published else None
    doc = document(plain, published=day, title=title)
    found, _ = quantities.find(doc)
    readings = [reading for reading in found if reading.start in marks]
    assert [r.start for r in readings] == list(marks), "every mark must stand on a quantity"
    for reading in readings:
        mark = marks[reading.start]
        reading.indicator, reading.kind = mark[2], mark[3]
        reading.subject_kind = mark[4] or "park"
    status.assign(doc, readings)
    periods.assign(doc, readings)
    return [(reading, marks[reading.start][5]) for reading in readings]


def _shown(reading: Reading) -> str:
    key = reading.period_key or "-"
    as_of = ".." if reading.period_type == "as_of" else ""
    return ("!" if reading.status == "planned" else "") + as_of + key


def _check(published: str | None, marked: str, title: str = "") -> None:
    read = _read(marked, published, title)
    assert read
    wrong = [
        f"{reading.quote}: {_shown(reading)}, expected {expected} ({reading.because})"
        for reading, expected in read
        if _shown(reading) != expected
    ]
    assert not wrong, "\n".join(wrong)


def _sentences() -> list[Any]:
    out = []
    for path in sorted((Path(__file__).parent / "marked").glob("periods*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        rows = enumerate(data["sentence"], 1)
        out += [pytest.param(row, id=f"{path.stem}-{n}") for n, row in rows]
    return out


@pytest.mark.parametrize("sentence", _sentences())
def test_marked(sentence: dict[str, Any]) -> None:
    _check(str(sentence["published"]), sentence["text"], sentence.get("title", ""))


def test_headline_governs_until_the_text_names_a_time() -> None:
    marked = (
        "园区完成税收{3亿元 tax_revenue level 2024-H1}。去年，完成{5亿元 tax_revenue level 2023}。"
    )
    _check("2024-07-20", marked, title="上半年园区税收增长8%")


def test_without_a_publication_day_only_dated_numbers_get_a_period() -> None:
    _check(
        None, "2024年，税收{3亿元 tax_revenue level 2024}。去年，税收{2亿元 tax_revenue level -}。"
    )


@pytest.mark.parametrize(
    "told", ["1月0日，", "今年1月0日，", "次年2月以来，", "次年2月2日，自2018季以来，"]
)
def test_what_is_no_day_or_not_begun_dates_nothing(told: str) -> None:
    _check("2024-03-05", told + "税收{3亿元 tax_revenue level -}。")


@pytest.mark.parametrize(
    ("published", "marked", "basis"),
    [
        ("2024-07-20", "上半年，税收{3亿元 tax_revenue level 2024-H1}。", "stated"),
        (
            "2024-07-20",
            "上半年，{9家 enterprises level -}企业满产。税收{3亿元 tax_revenue level 2024-H1}。",
            "inherited",
        ),
        ("2024-07-20", "园区有企业{9家 enterprises level ..2024-07-20}。", "inferred"),
        ("2024-07-20", "园区规划面积{9平方公里 planned_area level -}。", ""),
    ],
)
def test_basis(published: str, marked: str, basis: str) -> None:
    assert _read(marked, published, "")[-1][0].period_basis == basis


def test_periods_name_the_words_that_gave_them() -> None:
    reading, _ = _read("截至9月底，有企业{9家 enterprises level -}。", "2024-10-20", "")[0]
    assert reading.because["period"] == "9月底"
    planned, _ = _read("力争税收达到{3亿元 tax_revenue level -}。", "2024-10-20", "")[0]
    assert planned.because["status"] == "力争"
    assert "plan without a time" in planned.doubts
