"""Numerals and units, each alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.figures.quantities import numbers, units


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("1,286.5", "1286.5"),
        ("两千三百万", "23000000"),
        ("1亿2600万", "126000000"),
        ("一万五千亿", "1500000000000"),
        ("二百三十余万", "2300000"),
        ("三十几万", "300000"),
        ("3亿多", "300000000"),
        ("12个亿", "1200000000"),
        ("三万五", "35000"),
        ("一百零五", "105"),
        ("一千零八十六", "1086"),
        ("三点五亿", "350000000"),
        ("1.23万亿", "1230000000000"),
        ("十", "10"),
        ("百余", "100"),
        ("3 500万", "35000000"),
        ("3600”多", "3600"),
    ],
)
def test_a_numeral_is_read_exactly(numeral: str, value: str) -> None:
    number = numbers.read(numeral)
    assert number is not None
    assert number.value == Decimal(value)
    assert number.value_max is None


@pytest.mark.parametrize(
    ("numeral", "low", "high"), [("七八百", 700, 800), ("三五", 3, 5), ("一千五六百", 1500, 1600)]
)
def test_two_neighbouring_digits_say_one_or_the_other(numeral: str, low: int, high: int) -> None:
    number = numbers.read(numeral)
    assert number is not None
    assert (number.value, number.value_max, number.rough) == (low, high, True)


@pytest.mark.parametrize("numeral", ["二〇二四", "一一", "八一", "1" * 41, "余"])
def test_what_is_no_amount_is_none(numeral: str) -> None:
    assert numbers.read(numeral) is None


@pytest.mark.parametrize(
    ("numeral", "place"), [("16.7亿", "10000000"), ("8.5", "0.1"), ("59万", "10000"), ("326", "1")]
)
def test_the_last_stated_place_is_kept(numeral: str, place: str) -> None:
    number = numbers.read(numeral)
    assert number is not None
    assert number.place == Decimal(place)


def test_a_wording_that_stands_twice_is_an_error_with_both_places() -> None:
    text = """
[[unit]]
base = "CNY"
words = ["元"]
[[other]]
reason = "date"
words = ["年", "元"]
[not_before]
"""
    with pytest.raises(units.VocabularyError, match="'元' stands in unit 1 and in other 1"):
        units.parse(text)


def test_a_bar_for_a_wording_that_is_none_is_an_error() -> None:
    text = '[[unit]]\nwords = ["吨"]\n[[other]]\nwords = []\n[not_before]\n"斤" = ["两"]'
    with pytest.raises(units.VocabularyError, match="not_before names no unit"):
        units.parse(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [("个百分点，", "个百分点"), ("平方公里", "平方公里"), ("元件", None), ("千瓦时", "千瓦时")],
)
def test_the_longest_unit_is_taken(text: str, word: str | None) -> None:
    unit = units.at(text, 0)
    assert (unit.word if unit else None) == word
