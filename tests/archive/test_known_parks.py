"""The names that the figures library ships are those of the gazetteer's official parks."""

from __future__ import annotations

from datetime import date

from archive.gazetteer.known import SHIPPED, known_parks
from pipelines.figures import extract
from pipelines.figures.official import official_parks


def test_the_shipped_list_is_current() -> None:
    assert SHIPPED.read_text(encoding="utf-8").split() == known_parks(), (
        "write it anew: python -m archive.gazetteer.known"
    )


def test_usual_forms_are_known_and_bare_words_are_not() -> None:
    names = official_parks()
    assert {"通渭工业集中区", "兰州高新区", "宾西经济技术开发区", "苏州工业园区"} & names >= {
        "通渭工业集中区",
        "宾西经济技术开发区",
    }
    assert not names & {"经济技术开发区", "高新技术产业开发区", "工业集中区", "浦东新区"}


def test_a_known_name_is_the_subject_where_grammar_alone_would_not_tell() -> None:
    text = "今年一季度，来自柴达木循环经济试验区德令哈工业园的报告显示，企业完成产值8.6亿元。"
    (figure,) = extract(text, date(2025, 4, 20))
    assert figure.subject == "柴达木循环经济试验区德令哈工业园"
