"""Numbers, periods and charts as readers see them."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.site import charts, formats
from archive.site.formats import amount, moment, number, period, scale_for
from archive.site.provinces import TILES
from pipelines.figures import marks
from tests.conftest import ROOT

SCOPES = Path(formats.__file__).parent / "scopes.toml"
VOCABULARY = ROOT / "pipelines" / "figures" / "vocabulary" / "scope.toml"


@pytest.mark.parametrize(
    ("unit", "quotes", "value", "zh"),
    [
        ("CNY", ["4.37亿元"], "437000000", "4.37亿元"),
        ("CNY", ["9800万元", "1200万元", "1.2亿元"], "98000000", "9,800万元"),
        ("CNY", ["1.2"], "120000000", "1.2亿元"),
        ("CNY", ["三百元"], "300", "300元"),
        ("m2", ["320亩"], "213333.3333", "320亩"),
        ("m2", ["5.2平方公里"], "5200000", "5.2平方公里"),
        ("m2", ["12万平方米"], "120000", "12万平方米"),
        ("kWh", ["2.3亿度"], "230000000", "2.3亿千瓦时"),
        ("count", ["67家"], "67", "67个"),
        ("count", ["3.1万人"], "31000", "3.1万"),
        ("%", ["12.4%"], "12.4", "12.4%"),
        ("吨", ["30万吨"], "300000", "300,000吨"),
        ("times", ["翻了一番"], "2", "2倍"),
        ("m3", ["1.2万立方米"], "12000", "1.2万立方米"),
        ("EUR", ["3000万欧元"], "30000000", "3,000万欧元"),
    ],
)
def test_amounts_stand_in_the_unit_that_reports_print(
    unit: str, quotes: list[str], value: str, zh: str
) -> None:
    assert amount(value, scale_for(unit, quotes, [float(value)]), "zh") == zh


def test_no_unit_of_the_reader_is_an_english_code_on_a_chinese_page() -> None:
    units = tomllib.loads((VOCABULARY.parent / "units.toml").read_text(encoding="utf-8"))["unit"]
    for unit in {each["base"] for each in units if "base" in each} - {
        "P",
        "%",
    }:  # P is what Chinese papers write
        told = amount("2", scale_for(unit, [], [2.0]), "zh")
        assert not re.search("[A-Za-z]", told), told
    assert amount("2", scale_for("times", [], [2.0]), "en") == "2 times"
    assert amount("30000000", scale_for("EUR", [], [3e7]), "en") == "EUR 30 million"


def test_a_confidence_is_never_rounded_up() -> None:
    assert [formats.chance(c) for c in (0.899, 0.8999999, 0.9, 0.95, 1.0)] == [
        "0.89", "0.89", "0.90", "0.95", "1.00",
    ]  # fmt: skip


def test_numbers_lose_noise_and_nothing_else() -> None:
    assert number("16.70") == "16.7" and number("1234567") == "1,234,567"
    assert number(Decimal("0.0004")) == "0.0004" and number(None) == ""
    assert number("-3.2") == "-3.2" and number(100) == "100"


@pytest.mark.parametrize(
    ("start", "end", "zh", "en"),
    [
        ("2025-01-01", "2025-12-31", "2025年", "2025"),
        ("2025-01-01", "2025-09-30", "2025年1—9月", "Jan–Sep 2025"),
        ("2025-01-01", "2025-06-30", "2025年上半年", "H1 2025"),
        ("2025-07-01", "2025-12-31", "2025年下半年", "H2 2025"),
        ("2026-01-01", "2026-03-31", "2026年一季度", "Q1 2026"),
        ("2024-02-01", "2024-02-29", "2024年2月", "Feb 2024"),
        ("2021-01-01", "2025-12-31", "2021—2025年", "2021–2025"),
        (None, "2025-12-31", "2025年末", "end of 2025"),
        (None, "2025-11-30", "2025年11月底", "end of Nov 2025"),
        (None, "2025-11-12", "截至2025年11月12日", "12 Nov 2025"),
        ("2025-03-05", "2025-03-05", "2025年3月5日", "5 Mar 2025"),
        ("2025-03-05", "2025-04-02", "2025年3月5日至2025年4月2日", "5 Mar 2025 – 2 Apr 2025"),
        ("2025-03-05", None, "2025年3月5日起", "since 5 Mar 2025"),
        (None, None, "", ""),
    ],
)
def test_periods_in_words(start: str | None, end: str | None, zh: str, en: str) -> None:
    assert period(start, end, "zh") == zh
    assert period(start, end, "en") == en


def test_moments_are_as_precise_as_known() -> None:
    assert moment("2026-02-03T09:15:00+08:00", "minute", "zh") == "2026年2月3日 09:15"
    assert moment("2026-02-03T00:00:00+08:00", "day", "zh") == "2026年2月3日"
    assert moment(None, None, "zh") == "" and moment("soon", None, "en") == "soon"


def test_the_grid_has_34_tiles_of_its_own() -> None:
    assert len(TILES) == 34
    assert len({(column, row) for _, _, column, row in TILES.values()}) == 34
    assert {"710000", "810000", "820000"} <= set(TILES)


@given(
    st.lists(
        st.tuples(
            st.integers(1990, 2040),
            st.floats(-1e12, 1e12).map(lambda v: round(v, 4)),
            st.sampled_from(["dot", "plan", "other"]),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_charts_are_whole_and_inside_their_frame(given_marks: list[tuple[int, float, str]]) -> None:
    marks = [charts.Mark(float(y), v, '<&"', s) for y, v, s in given_marks]
    for size in (charts.WIDE, charts.NARROW):
        picture = charts.chart(marks, size, title="<t>", unit="亿元", missing="无")
        root = etree.fromstring(str(picture).encode())
        assert len(root.findall(".//path[@class='dot']")) == sum(m.shape == "dot" for m in marks)
        for text in root.findall(".//text"):
            assert 0 <= float(text.get("x")) <= size[0] and 0 <= float(text.get("y")) <= size[1]


def test_steps_are_round_and_span_the_values() -> None:
    assert charts.steps(0, 9.9) == [0, 2.5, 5, 7.5, 10]
    assert charts.steps(-3.2, 20.9)[0] <= -3.2 and charts.steps(-3.2, 20.9)[-1] >= 20.9
    assert charts.steps(5, 5)


def test_a_spread_is_drawn_from_four_values_on() -> None:
    marks = [charts.Mark(0.0, value, f"<{value}", link="/x") for value in (3.0, -1.0, 8.0, 8.0)]
    root = etree.fromstring(str(charts.strip(marks, charts.STRIP, title="<t>", unit="家")).encode())
    assert len(root.findall(".//path[@class='dot']")) == 4
    assert all(0 <= float(t.get("x")) <= charts.STRIP[0] for t in root.findall(".//text"))
    assert not charts.strip(marks[:3], charts.STRIP, title="t", unit="家")


@pytest.mark.parametrize(
    ("stored", "zh", "en"),
    [
        ("origin:省外;part:到位", "省外、到位", "from outside the province, 到位"),
        ("size:>=1e8", "不低于1亿元", "at least CNY 100 million"),
        ("", "", ""),
    ],
)
def test_scopes_are_words(stored: str, zh: str, en: str) -> None:
    assert formats.scope(stored, "zh") == zh and formats.scope(stored, "en") == en


def test_every_word_of_a_closed_class_of_scopes_has_an_english_name() -> None:
    read = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))
    english = tomllib.loads(SCOPES.read_text(encoding="utf-8"))
    closed = {key: set(read[key]) for key in ("stage", "grade", "origin", "state", "phase")}
    closed["part"] = set(read["named"])
    for part in (marks.PASSED, marks.HOPED):
        key, word = part.split(":")
        closed[key] = {word}
    assert {key: set(words) for key, words in english.items()} == closed
    for words in english.values():
        assert all(name.isascii() for name in words.values())
        assert len(set(words.values())) == len(words)


@pytest.mark.parametrize(
    ("stored", "zh"),
    [("yoy", "同比"), ("place:全市", "相对全市"), ("other:2020年", "较2020年"), ("", "")],
)
def test_bases_are_words(stored: str, zh: str) -> None:
    assert formats.base(stored, "zh") == zh


def test_a_plan_carries_its_word_and_never_hides_a_result() -> None:
    marks = [
        charts.Mark(2024.0, 112.0, "计划数", "plan", tag="计划"),
        charts.Mark(2024.0, 110.0, "实绩数", "dot"),
        charts.Mark(2025.0, 140.0, "计划数", "plan", tag="计划"),
    ]
    drawn = charts.chart(marks, charts.NARROW, title="t", unit="亿元", missing="无报道")
    picture = etree.fromstring(str(drawn))
    height = charts.NARROW[1]
    texts = {(t.get("class"), t.text): float(t.get("y")) for t in picture.iter("text")}
    assert 12 <= texts["tag", "计划"] < texts["value", "140"] < height
    shapes = [p.get("class") for p in picture.iter("path")]
    assert shapes.index("plan") < shapes.index("dot")
    # Below its dot, as the plan stands right above it.
    dot = next(p for p in picture.iter("path") if p.get("class") == "dot")
    assert texts["value", "110"] > float(dot.get("d").split()[1].split("a")[0])


def test_a_change_in_points_is_no_fall_of_the_thing_itself() -> None:
    """增速回落2.3个百分点 beside an output must not read as 产值减少2.3个百分点."""
    points = formats.told_kind("change", "pp")
    assert formats.fall(points, "zh") == "增速（占比）回落"
    assert formats.kind(points, "en") == "change of its rate"
    assert formats.fall(formats.told_kind("change", "count"), "zh") == "减少"
    assert formats.told_kind("growth", "%") == "growth"
