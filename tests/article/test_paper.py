"""Lines and names that only the pages of printed papers have, and headlines that look like them."""

from __future__ import annotations

import pytest

from pipelines.article.labels import COPYRIGHT, TAIL
from pipelines.article.paper import is_leaf, names_only_paper


@pytest.mark.parametrize(
    "line",
    [
        "第05版：走笔",
        "03版 民生",
        "A05:要闻",
        "要闻 第03版",
        "12版",
        "三版",
        "上一版",
        "T04版/车市",
    ],
)
def test_leaves(line: str) -> None:
    assert is_leaf(line)


@pytest.mark.parametrize(
    "line", ["G20 杭州峰会", "C919 首飞成功", "第一版主义", "300版画家作品展", "十版方案出炉"]
)
def test_headlines_are_no_leaves(line: str) -> None:
    assert not is_leaf(line)


@pytest.mark.parametrize(
    ("named", "only"),
    [
        ("洮原日报", True),
        ("洮原日报数字报", True),
        ("洮原晚报电子版 2017年9月1日 03版 民生", True),
        ("洮原日报-第04版：要闻", True),
        ("洮原晚报：老桥修好了", False),
        ("老桥修好了_洮原晚报", False),
        ("洮原新闻网", False),
    ],
)
def test_title_elements_that_name_the_paper_alone(named: str, only: bool) -> None:
    assert names_only_paper(named) is only


@pytest.mark.parametrize(
    "line",
    [
        "[ 1 ] [ 2 ] [ 3 ] 下一页",
        "上一页 1 2 3 尾页",
        "第1页 第2页 余下全文",
        "[1] [2] [3]",
        "【稿件声明】凡",
    ],
)
def test_lines_behind_a_text(line: str) -> None:
    assert TAIL.match(line)


@pytest.mark.parametrize(
    "line", ["《联合声明》指出，双方将", "中方声明：不接受", "2:1 3:2", "12 34 56"]
)
def test_lines_of_a_text(line: str) -> None:
    assert not TAIL.match(line)


def test_a_rule_about_sources_is_no_notice() -> None:
    assert COPYRIGHT.search("凡本网注明“来源：洮原网”的作品，均为洮原网所有")
    assert not COPYRIGHT.search("凡来源不明的食品均不得销售")
