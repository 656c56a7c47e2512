"""Firms' short names are learnt from reports whose full names are shortened."""

from __future__ import annotations

from pipelines.figures.cast.guesses import chosen, read
from pipelines.figures.names.mentions import mentions
from tests.gate.brands import lessons, short_name, shortened, taught, tried, written
from tests.gate.logistic import learn

FIRMS = (
    "海硕",
    "恒艺",
    "瑞泽",
    "晟炜",
    "昊翎",
    "珩瑞",
    "煜诚",
    "钰宸",
    "岚芯",
    "璟泰",
    "澜科",
    "熠辉",
)
PLAIN = "园区今年完成产值{n}亿元。全年产值增长{n}%。园区企业达到{n}家。"


def corpus() -> list[dict[str, object]]:
    return [
        {"body": [f"{name}科技有限公司今年完成产值{n}亿元。" + PLAIN.format(n=n)]}
        for n, name in enumerate(FIRMS, 3)
    ]


def test_firms_are_shortened_as_newspapers_do() -> None:
    forms = {short_name("河北海硕新材料股份有限公司", turn) for turn in range(20)}
    assert forms == {"海硕", "海硕新材料"}
    assert short_name("(集团)", 0) == ""


def test_a_shortened_text_says_where_its_names_stand() -> None:
    text = "昨天,海硕科技有限公司产值3亿元。恒艺科技有限公司4亿元。"
    short, names = shortened(text, mentions(text), 0)
    assert {short[start:end][:2] for start, end in names} == {"海硕", "恒艺"}
    assert "有限公司" not in short


def test_pairs_of_a_report_are_counted_in_the_others() -> None:
    for each, name in zip(lessons(corpus()), FIRMS, strict=True):
        assert name not in each[0].pairs
        assert each[0].pairs["产值"] > 0


def test_what_is_taught_finds_a_name_not_seen_before_and_leaves_the_rest() -> None:
    known = lessons(corpus())
    brands = taught([one for each in known for one in each], known[0][0].pairs)
    text = "园区今年完成产值8亿元。栩轩今年完成产值9亿元。全年产值增长5%。"
    assert [text[start:end] for start, end in chosen(text, brands)] == ["栩轩"]
    assert brands == taught([one for each in known for one in each], known[0][0].pairs)
    assert read(written(brands)) == brands


def test_the_trial_counts_found_names_of_reports_not_learnt_from() -> None:
    rows = tried(lessons(corpus()), [-150, 100_000]).splitlines()
    assert rows[2].startswith("| -1.5 | ")
    assert rows[3] == "| 1000.0 | 0 | 0.00 | 0.00 |"


def test_regression_weighs_what_goes_with_right() -> None:
    seen = [["good"]] * 20 + [["bad"]] * 20 + [["rare"]]
    base, weights = learn(seen, [True] * 20 + [False] * 20 + [True], ridge=1.0, rare=5, rounds=10)
    assert weights["good"] > 1 > -1 > weights["bad"]
    assert "rare" not in weights and abs(base) < 1
