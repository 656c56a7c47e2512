"""Time grows with the length of a text and no faster, whatever is repeated in it."""

from __future__ import annotations

import gc
import time
from datetime import date

import pytest

from pipelines.figures import examine
from pipelines.figures.subjects.partners import OWN_ACCOUNT

REPORT = "平川经济开发区今年前两个月实现工业总产值12.5亿元，企业达到35家。"
SMALL, LARGE = 6_000, 48_000  # eight times as long
MOST = 24  # eight times the length may take three times eight: noise, never the square (64)

REPEATED = {
    "digits": "7",
    "digits and commas": "1,234,",
    "points": "1.",
    "Chinese numerals": "一二三",
    "scales": "万亿",
    "opening brackets": "（",
    "nested brackets": "（其中（",
    "nested among them": "其中，",
    "quotation marks": "“",
    "lists": "3、",
    "shared units": "3.3、4.6个百分点，",
    "ordinals": "第1、",
    "ranges": "1至",
    "one clause without an end": "园区企业",
    "one clause of figures": "产值3亿元增长5%",
    "figures": "园区完成工业总产值16.7亿元，同比增长8.5%；",
    "periods": "2024年1月至9月，",
    "years": "2020年",
    "present times": "目前",
    "quarters": "前三季度",
    "days": "10月12日，",
    "plans": "1-11月预计全年1亿元",
    "names": "平川经济开发区、",
    "blanks": "\u3000",
    "lines": "\n",
    "bounds": "超过约近不低于",
    "ordinals without an end": "第第第",
    "clauses that borrow their verb": "A园区3家、",
    "growth in an enumeration": "同比增长5%、",
    "comparisons in one clause": "较上年增长3%比全市高2%",
    "parks in one clause": "平川经济开发区产值3亿元",
}


def _seconds(text: str) -> float:
    """Processor time of one reading, without walks over what other tests left on the heap."""
    gc.freeze()
    try:
        start = time.process_time()
        examine(text, date(2025, 1, 20))
        return time.process_time() - start
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED.keys())
def test_time_grows_with_the_length(unit: str) -> None:
    small = min(_seconds((unit * SMALL)[:SMALL]) for _ in range(3))
    large = min(_seconds((unit * LARGE)[:LARGE]) for _ in range(3))
    assert large <= MOST * max(small, 0.005), f"{small:.3f} s, then {large:.3f} s"


@pytest.mark.parametrize("unit", ["7", "园", "岁"])
def test_time_grows_with_one_word_within_a_report(unit: str) -> None:
    small, large = (
        min(_seconds(REPORT + unit * n + REPORT) for _ in range(3)) for n in (SMALL, LARGE)
    )
    assert large <= MOST * max(small, 0.005), f"{small:.3f} s, then {large:.3f} s"


@pytest.mark.parametrize("unit", ["7", "1,", "（其中"])
def test_a_megabyte_returns(unit: str) -> None:
    text = (unit * 1_000_000)[:1_000_000]
    found = examine(text, date(2025, 1, 20))
    assert all(text[f.start : f.start + len(f.quote)] == f.quote for f in found.figures)


@pytest.mark.parametrize(
    "text",
    [
        f"园区入园{'企业' * 60}达到87家。",
        f"去年，3家企业{'登陆' * 60}，产值8亿元。",
    ],
)
def test_words_that_a_pattern_may_divide_in_many_ways_return(text: str) -> None:
    found = examine(text, date(2025, 1, 20))
    assert all(text[f.start : f.start + len(f.quote)] == f.quote for f in found.figures)


def test_what_a_partner_has_of_its_own_is_looked_for_in_bounded_time() -> None:
    assert OWN_ACCOUNT.match("现有" * 60 + "的") is None
