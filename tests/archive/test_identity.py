"""A figure keeps its id through everything that does not change the figure."""

from __future__ import annotations

import pytest

from archive.store.identity import Mark, align, mark, masked

FIRST = (
    "全年完成工业总产值16.7亿元、增速26.5%，固定资产投资21.5亿元、增速16.9%。\n"
    "新培育规上企业6家、高新技术企业6家。盘活企业7家。"
)
QUOTES = ["16.7亿元", "26.5%", "21.5亿元", "16.9%", "6家", "6家", "7家"]


def marks(body: str, quotes: list[str]) -> list[Mark]:
    found, at = [], 0
    for quote in quotes:
        at = body.index(quote, at)
        found.append(mark(body, at, quote, "x", "level"))
        at += 1
    return found


def test_unchanged_text_pairs_each_with_itself() -> None:
    assert align(marks(FIRST, QUOTES), marks(FIRST, QUOTES)) == {i: i for i in range(7)}


@pytest.mark.parametrize(
    "body",
    [
        "编者按：今日本报关注园区。\n" + FIRST,
        FIRST.split("\n")[1] + "\n" + FIRST.split("\n")[0],
        FIRST.replace("全年", "2024年全年，该集中区"),
    ],
    ids=["paragraph before", "paragraphs swapped", "another clause edited"],
)
def test_moved_clauses_keep_their_ids(body: str) -> None:
    order = sorted(QUOTES, key=body.index) if body.startswith("新培育") else QUOTES
    if body.startswith("新培育"):
        order = ["6家", "6家", "7家", "16.7亿元", "26.5%", "21.5亿元", "16.9%"]
    new = marks(body, order)
    pairs = align(marks(FIRST, QUOTES), new)
    assert sorted(pairs) == list(range(7))
    assert all(QUOTES[old] == new[i].quote for i, old in pairs.items())


def test_changed_number_keeps_its_id_and_a_new_one_gets_none() -> None:
    body = FIRST.replace("16.7亿元", "17.6亿元").replace("盘活企业7家", "盘活企业7家、土地178亩")
    quotes = ["17.6亿元", "26.5%", "21.5亿元", "16.9%", "6家", "6家", "7家", "178亩"]
    pairs = align(marks(FIRST, QUOTES), marks(body, quotes))
    assert pairs == {i: i for i in range(7)}


def test_deleted_figure_leaves_the_others_alone() -> None:
    body = FIRST.replace("、高新技术企业6家", "")
    quotes = ["16.7亿元", "26.5%", "21.5亿元", "16.9%", "6家", "7家"]
    pairs = align(marks(FIRST, QUOTES), marks(body, quotes))
    assert pairs == {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6}


def test_masked_hides_arabic_and_chinese_numbers() -> None:
    assert masked("新增16.7亿元、两千三百家") == "新增#元、#家"
