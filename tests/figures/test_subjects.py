"""Names read by grammar, names that are one, arguments, and time that grows with the text."""

from __future__ import annotations

import time

import pytest

from pipelines.figures import examine
from pipelines.figures.names.mentions import mentions
from pipelines.figures.names.park_names import same_park, taken_apart
from pipelines.figures.names.terms import (
    PARK,
    VocabularyError,
    _kinds,
    _of_places,
    _refuse_repeats,
    terms,
)
from pipelines.figures.text import fold


def parks(text: str) -> list[str]:
    return [m.name for m in mentions(fold(text)) if m.kind == PARK and m.name]


@pytest.mark.parametrize(
    "name",
    [
        "天祝金强工业集中区",
        "民勤红沙岗能源化工工业集中区",
        "兰州新区",
        "苏州工业园区",
        "青岛西海岸新区",
        "胶州·通渭服装产业园区",
        "张家港保税区",
        "甘南合作生态产业园区",
        "柴达木循环经济试验区德令哈工业园",
        "定西经开区",
        "兰州国家高新区",
        "中国—马来西亚钦州产业园区",
        "临洮县经济开发区中铺工业园",
        "江苏淮安工业园区",
        "张江高新区静安园",
        "德清地理信息小镇",
    ],
)
def test_a_park_is_read_with_its_whole_name(name: str) -> None:
    assert parks(f"记者从{name}获悉，今年，{name}实现产值5亿元。") == [name, name]


@pytest.mark.parametrize(
    "text",
    [
        "开发区第二中学今年招生",
        "幸福新区小区加装电梯",
        "走进兰州新区法院立案大厅",
        "湿地公园接待游客",
        "甘肃陇原产业园投资有限公司开会",
        "园区网上线",
        "推进全省化工园区安全整治",
        "入选国家生态文明建设示范区",
        "灾区群众得到安置",
        "冲刺千亿园区",
        "全省首个零碳产业园揭牌",
        "形成石堡子、安口、东华三个片区",
    ],
)
def test_what_only_looks_like_a_park_is_none(text: str) -> None:
    assert parks(text) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("武威天祝金强", "工业集中区"), ("天祝金强", "工业集中区"), True),
        (("甘肃定西", "经济开发区"), ("定西", "经开区"), True),
        (("临洮县", "经济开发区"), ("临洮", "经济开发区"), True),
        (("丝路棉城纺织服装", "产业园"), ("丝路棉城", "产业园"), True),
        (("甬北—衢南", "产业飞地"), ("甬衢", "产业飞地"), True),
        (("高台县", "工业园区"), ("高台县盐池", "工业园"), False),
        (("陇东", "经济开发区"), ("陇东", "高新区"), False),
        (("衢南", "科创飞地"), ("甬北—衢南", "产业飞地"), False),
    ],
)
def test_two_names_of_one_park(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    a, b = (taken_apart(stem + head, head) for stem, head in (one, other))
    assert same_park(a, b) is same
    assert same_park(b, a) is same


def test_a_known_name_is_trusted_where_grammar_stops_short() -> None:
    text = "据悉，定远向阳与时代产业园去年产值5亿元。"
    known = frozenset({"定远向阳与时代产业园"})
    assert examine(text, known_parks=known).figures[0].subject == "定远向阳与时代产业园"


def test_a_known_name_without_a_word_for_a_park_is_found() -> None:
    text = "据悉，中关村去年收入8万亿元。"
    assert examine(text, known_parks=frozenset({"中关村"})).figures[0].subject == "中关村"
    assert examine(text).figures[0].subject == ""


def test_about_may_name_a_region() -> None:
    figure = examine("去年产值5亿元。", about="云台县").figures[0]
    assert (figure.subject, figure.subject_kind) == ("云台县", "region")


def test_every_subject_says_why() -> None:
    text = "云台高新区产值5亿元，总投资3亿元的甲山面粉项目开工。"
    for figure in examine(text).figures:
        assert figure.subject in figure.because["subject"]


def test_one_string_reads_like_paragraphs_where_the_text_says_who() -> None:
    body = ["云台高新区产值5亿元。", "甘肃甲山饮品有限公司产值1亿元。", "园区用工300人。"]
    joined = [f.subject for f in examine("".join(body), title="云台高新区").figures]
    assert [f.subject for f in examine(body, title="云台高新区").figures] == joined


def test_a_word_of_two_kinds_is_refused() -> None:
    data = {
        "park": {"heads": ["园区"], "wholes": [], "parts": []},
        "enterprise": {"heads": ["园区"], "anaphors": [], "trades": []},
        "project": {"heads": [], "anaphors": []},
        "sector": {"heads": []},
        "other": {"heads": []},
        "region": {"anaphors": [], "place_ends": "", "provinces": [], "sides": []},
    }
    with pytest.raises(VocabularyError, match="园区"):
        _kinds(data)


def test_a_word_that_stands_twice_is_refused() -> None:
    with pytest.raises(VocabularyError, match=r"'公司' stands twice in enterprise\.heads"):
        _refuse_repeats({"enterprise": {"heads": ["集团", "公司", "公司"]}})


def test_a_firm_stands_under_the_park_that_the_report_names_with_it() -> None:
    text = "云台市举行开工仪式。甲山精密面粉有限公司位于乙水经济开发区，去年产值3亿元。"
    figure = examine(text, title="云台市集中开工").figures[0]
    assert (figure.subject, figure.context) == ("甲山精密面粉有限公司", "乙水经济开发区")


def test_the_words_that_point_back_are_told() -> None:
    text = "甲山精密面粉有限公司去年扩建。该公司产值3亿元。"
    figure = examine(text, title="云台高新区").figures[0]
    assert figure.because["subject"] == "“该公司”: 甲山精密面粉有限公司"


@pytest.mark.parametrize(
    "unit",
    [
        "某某园区某某公司某某项目",
        "甲高新区产值5亿元、乙经开区6亿元，分别增长3%和4%，",
        "“我们产值5亿元。”甲山饮品有限公司总经理说。",
        "全市6家开发区中，园区、该公司、该项目、",
        "（（（园区）",
        "东西南北产业",
    ],
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        mentions(unit * times)
        return time.process_time() - start

    seconds(50)
    small = min(seconds(400) for _ in range(3))
    assert min(seconds(3200) for _ in range(3)) < 8 * small * 3 + 0.05


def test_a_known_name_leaves_the_texts_own_form_and_no_head_alone_is_one() -> None:
    known = frozenset({"通渭工业集中区", "经济技术开发区", "阳山经济技术开发区"})
    for name in ("甘肃通渭工业集中区", "晋阳山经济技术开发区", "中国—马来西亚钦州产业园区"):
        assert examine(f"{name}去年产值5亿元。", known_parks=known).figures[0].subject == name
    text = "他倾力打造通渭工业集中区，去年产值5亿元。"
    assert examine(text, known_parks=known).figures[0].subject == "通渭工业集中区"


def test_a_place_that_stands_twice_in_a_province_is_refused() -> None:
    with pytest.raises(VocabularyError, match="'通渭' stands twice in 甘肃"):
        _of_places({"甘肃": {"counties": "通渭 陇西", "districts": "安定 通渭"}})


def test_a_name_that_two_provinces_have_tells_no_province() -> None:
    words = terms()
    assert words.province_of["通渭"] == "甘肃"
    assert "朝阳" in words.places
    assert words.province_of["定西"] == "甘肃"
    assert _of_places({"甲": {"counties": "东山"}, "乙": {"counties": "东山"}})["province_of"] == {}
