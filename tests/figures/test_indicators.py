"""The indicator stage on its own: vocabulary checks, offsets, kinds, and time that stays linear."""

from __future__ import annotations

import csv
import re
import time
import tomllib
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from pipelines.figures import extract, indicators, quantities
from pipelines.figures.indicators import kinds, linking, wordings
from pipelines.figures.indicators.wordings import VocabularyError
from pipelines.figures.text import document, fold

SITE = Path(__file__).parents[2] / "archive" / "data" / "indicators.csv"
VOCABULARY = """
[forms]
"规上" = ["规上", "规模以上"]

[[indicator]]
code = "tax_revenue"
zh = "税收"
en = "tax revenue"
category = "fiscal"
unit = "CNY"
nature = "flow"
takes = ["money"]
wordings = [
  "税收", "{规上}税收",
]

[[indicator]]
code = "road_length"
zh = "道路里程"
en = "roads"
category = "infrastructure"
unit = "m"
nature = "stock"
takes = ["m"]
wordings = ["道路"]
"""


def test_a_wording_may_stand_once_for_one_quantity_and_both_places_are_named() -> None:
    doubled = VOCABULARY.replace('wordings = ["道路"]', 'wordings = ["道路"]') + (
        '\n[[more]]\ncode = "road_length"\ntakes = ["money"]\nwords = ["税收"]\n'
    )
    with pytest.raises(VocabularyError) as refused:
        wordings.read(doubled)
    first = next(n for n, line in enumerate(doubled.splitlines(), 1) if '"税收"' in line)
    assert f"line {first}" in str(refused.value)
    assert f"line {len(doubled.splitlines())}" in str(refused.value)
    assert "tax_revenue" in str(refused.value) and "road_length" in str(refused.value)


def test_one_wording_may_stand_for_two_quantities() -> None:
    both = VOCABULARY + '\n[[more]]\ncode = "tax_revenue"\ntakes = ["m2"]\nwords = ["道路"]\n'
    wording = wordings.read(both).wordings["道路"]
    assert wording.read("m", "公里") is not None
    area = wording.read("m2", "亩")
    assert area is not None and area.code == "tax_revenue"
    assert wording.read("count", "条") is None


def test_forms_are_written_out_and_a_new_wording_needs_no_code() -> None:
    grown = wordings.read(VOCABULARY.replace('"税收",', '"税收", "上缴国库",'))
    assert {"规上税收", "规模以上税收", "上缴国库"} <= set(grown.wordings)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('"道路"', '"路"'), "too short"),
        (('code = "road_length"', 'code = "tax_revenue"'), "stands twice"),
        (("[forms]", '[not_before]\n"无" = ["此"]\n\n[forms]'), "no wording"),
    ],
)
def test_a_vocabulary_that_contradicts_itself_is_refused(
    change: tuple[str, str], message: str
) -> None:
    with pytest.raises(VocabularyError, match=message):
        wordings.read(VOCABULARY.replace(*change))


def test_the_library_and_the_site_know_the_same_indicators() -> None:
    with SITE.open(encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    known = wordings.lexicon().indicators
    assert set(known) == set(rows)
    differing = [
        c for c, i in known.items() if (i.en, i.unit) != (rows[c]["name_en"], rows[c]["unit"])
    ]
    assert not differing


def test_every_code_that_a_vocabulary_names_exists() -> None:
    folder = resources.files("pipelines.figures") / "vocabulary"
    table = tomllib.loads((folder / "linking.toml").read_text(encoding="utf-8"))
    named = {code for rule in table["governed"] for code in [*rule["from"], rule["to"]]}
    assert named <= set(wordings.lexicon().indicators)


def test_mentions_may_overlap_and_none_lies_inside_another() -> None:
    text = "完成税收收入9.2亿元，实现规模以上工业总产值30亿元"
    found = [text[m.start : m.end] for m in wordings.mentions(text, 0, len(text))]
    assert "税收收入" in found and "规模以上工业总产值" in found
    assert "工业总产值" not in found


def test_a_year_before_is_no_part_of_a_wording() -> None:
    text = "上半年产值3亿元，年产值6亿元"
    found = [text[m.start : m.end] for m in wordings.mentions(text, 0, len(text))]
    assert found == ["产值", "年产值"]


BODY = """2024年，临江高新区完成规上工业总产值１８６．４亿元，同比增长12.6%，居全市第二位。
新增高新技术企业12家、省级研发平台5家；签约项目19个、57.11亿元，开工17个、43.55亿元。
园区规划面积38平方公里，其中河东片区24平方公里、沙坝片区9平方公里。"""


def test_labels_stand_where_they_say() -> None:
    doc = document(BODY, published=date(2025, 1, 10))
    readings, _ = quantities.find(doc)
    indicators.assign(doc, readings)
    placed = [r for r in readings if r.label_start >= 0]
    assert len(placed) > 8
    for reading in placed:
        assert doc.text.startswith(reading.label, reading.label_start), reading.label
        assert reading.because["indicator"] and reading.because["kind"]


def test_doubt_is_named_where_nothing_tells_the_indicator() -> None:
    doc = document("现场来了360名，大家带来87样。园区里有43家。")
    readings, _ = quantities.find(doc)
    indicators.assign(doc, readings)
    doubts = {reading.quote: reading.doubts for reading in readings}
    assert "no indicator read" in doubts["360名"]
    assert "indicator from the measure word alone" in doubts["43家"]


def test_cues_are_words_that_compile_once_and_hold_no_blank() -> None:
    words = kinds.cues()
    assert words is kinds.cues() and linking.words() is linking.words()
    for pattern in (words.relative, words.up, words.down, words.added, words.ends):
        assert pattern.search("") is None or pattern.search("")[0] == ""  # type: ignore[index]


@pytest.mark.parametrize(
    "unit",
    [
        "其中省级5家、",
        "工业总产值",
        "，其中",
        "分别增长5%、6%和7%，",
        "新增企业3家、",
        "（占3%）",
        "比",
    ],
)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        doc = document((unit * (size // len(unit) + 1))[:size])
        readings, _ = quantities.find(doc)
        began = time.process_time()
        indicators.assign(doc, readings)
        return time.process_time() - began

    seconds(1_000)
    small = max(seconds(4_000), 0.01)
    assert seconds(16_000) < small * 12 + 0.2


def test_a_report_and_its_halves_are_read_alike() -> None:
    whole = extract(BODY)
    parts = [figure for line in BODY.split("\n") for figure in extract(line)]
    assert [(f.quote, f.indicator, f.kind) for f in whole] == [
        (f.quote, f.indicator, f.kind) for f in parts
    ]


def test_the_package_never_matches_without_folding() -> None:
    printed = "规划用地１２００亩，标准地（工业）３００亩"
    assert [f.quote for f in extract(printed)] == ["１２００亩", "３００亩"]
    assert re.fullmatch(r"[\d亩]+", fold("１２００亩"))
