"""Short names of firms are told by their letters and by where they stand."""

from __future__ import annotations

from pipelines.figures import extract
from pipelines.figures.cast.guesses import Brands, brands, read, shipped
from pipelines.figures.names.brand_signs import commonness, pairs_of, signs, stretches

TEXT = "园区今年引进项目9个。瑞泽纺机今年产值1.2亿元。"


def names(text: str, known: Brands | None = None) -> list[str]:
    return [mention.name for mention in brands(text, known)]


def test_a_name_of_letters_seen_nowhere_else_is_found_where_a_figure_follows() -> None:
    assert names(TEXT) == ["瑞泽纺机"]
    assert names("园区今年引进项目9个。瑞泽纺机今年很忙。") == []


def test_a_name_is_known_again_where_it_could_not_be_told() -> None:
    found = brands(TEXT + "这几年跟着瑞泽纺机干的有40人。")
    assert [mention.name for mention in found] == ["瑞泽纺机"] * 2
    assert all(mention.guessed for mention in found)


def test_what_every_report_says_and_words_for_a_kind_are_no_name() -> None:
    for start in ("全年产值", "厂里", "这家企业", "该公司", "规上工业", "涂层刀具产量", "长达"):
        assert names(f"园区引进项目9个。{start}今年为12亿元。") == []


def test_stretches_begin_where_names_do_and_hold_a_pair_seen_nowhere() -> None:
    known = dict.fromkeys(pairs_of("瑞泽纺机今年产值"), 1)
    assert not list(stretches("瑞泽纺机今年产值1亿元", known))
    del known["瑞泽"]
    words = {
        "瑞泽纺机今年产值1亿元"[s.start : s.end] for s in stretches("瑞泽纺机今年产值1亿元", known)
    }
    assert {"瑞泽", "瑞泽纺机"} <= words
    assert all(word.startswith("瑞泽") for word in words)


def test_signs_say_which_pairs_are_strange_and_what_stands_around() -> None:
    text = "去年,瑞泽纺机投资3亿元"
    known = {"纺机": 2, "机投": 1, "投资": 5}
    found = next(s for s in stretches(text, known) if text[s.start : s.end] == "瑞泽纺机")
    seen = signs(text, found, known)
    assert {"unseen pairs 2 in 4", "seam 1", "word after 5", "after ,", "before 投"} <= set(seen)
    assert "figure follows" in seen


def test_commonness_has_few_grades() -> None:
    assert [commonness(n) for n in (0, 1, 2, 3, 4, 16, 9999)] == [0, 1, 2, 2, 3, 5, 5]


def test_weights_are_whole_and_the_least_score_decides() -> None:
    known = shipped()
    assert all(isinstance(weight, int) for weight in known.weights.values())
    strict = Brands(10_000, known.base, known.weights, known.pairs)
    assert names(TEXT, strict) == []


def test_pairs_are_read_by_their_grade() -> None:
    known = read('{"least": 5, "base": -1, "weights": {"a": 2}, "pairs": ["甲乙丙丁", "戊己"]}')
    assert known == Brands(5, -1, {"a": 2}, {"甲乙": 1, "丙丁": 1, "戊己": 2})


def test_the_reason_says_that_the_firm_is_only_told_by_its_letters() -> None:
    figure = extract("云溪经济开发区现有企业312家。晟炜上半年营收7.6亿元。")[-1]
    assert (figure.subject, figure.subject_kind) == ("晟炜", "enterprise")
    assert "looks like a firm" in figure.because["subject"]
    assert figure.confidence < 0.9
