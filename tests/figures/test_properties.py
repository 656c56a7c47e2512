"""What holds for every text: quotes lie where they say, and nothing makes the library fail.

`python -m tests.figures.test_properties 100000` tries that many texts by hand.
"""

from __future__ import annotations

import sys
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.figures import Examination, examine

WORDS = (
    "一 二 两 三 十 百 千 万 亿 零 几 数 余 多 半 成 点 第 前 上 下 近 超 约 达 翻 番 倍 分之",
    "百分之 1 2 16.7 ３ ， , 。 、 ； ： “ ” （ ） ( ) % ％ ‰ - — ～ 至 到 和 及 × / . · 元",
    "亿元 万元 美元 家 个 名 人 项 户 亩 平方公里 吨 千瓦时 个百分点 位 年 月 日 号 级 今年",
    "去年 2024年 上半年 1-9月 截至目前 年均 同比 增长 下降 回落 收窄 其中 分别 占 比 高于",
    "全市 全省 园区 开发区 高新区 该区 公司 项目 企业 产值 工业总产值 税收 投资 总投资 力争",
    "预计 达产后 新增 累计 完成 实现 以上 以下 左右 不低于 等 的 由 从 、、 居 第一 首位",
)
PIECES = st.sampled_from([*" ".join(WORDS).split(), "\n", "\u3000", " "])
CHINESE_LIKE = st.lists(PIECES, max_size=60).map("".join)
ANY = st.text(max_size=200)
TEXTS = st.one_of(CHINESE_LIKE, ANY, st.lists(st.one_of(PIECES, ANY), max_size=12).map("".join))
DAYS = st.none() | st.sampled_from([date.min, date.max]) | st.dates()


def check(text: str, published: date | None) -> Examination:
    """Everything that is promised of any text."""
    found = examine(text, published, title=text[:20])
    last = -1
    for figure in found.figures:
        start, end = figure.start, figure.start + len(figure.quote)
        assert text[start:end] == figure.quote != ""
        assert start > last, "figures stand in text order and do not overlap"
        last = end - 1
        assert figure.value.is_finite()
        assert figure.value_text == f"{figure.value:f}"
        assert figure.bound in {"=", "~", ">", "<"}
        assert 0 <= figure.confidence <= 1
        proof, at = figure.evidence, figure.evidence_start
        assert text[at : at + len(proof)] == proof
        assert at <= start
        assert figure.quote in proof
        assert len(proof) <= max(100, len(figure.quote))
        if figure.period_start and figure.period_end:
            assert figure.period_start <= figure.period_end
    for other in found.rejected:
        assert text[other.start : other.start + len(other.quote)] == other.quote
        assert other.reason
    return found


@settings(max_examples=3000, deadline=None)
@given(TEXTS, DAYS)
def test_any_text_is_read_and_every_quote_lies_where_it_says(
    text: str, published: date | None
) -> None:
    check(text, published)


@settings(max_examples=300, deadline=None)
@given(TEXTS, DAYS)
def test_the_same_text_is_read_the_same_way_twice(text: str, published: date | None) -> None:
    assert check(text, published) == check(text, published)


@settings(max_examples=300, deadline=None)
@given(st.lists(CHINESE_LIKE.filter(lambda line: "\n" not in line), max_size=5))
def test_paragraphs_and_one_string_are_the_same_text(lines: list[str]) -> None:
    assert examine(lines) == examine("\n".join(lines))


def main(times: int) -> None:
    """Try many texts; the first that fails is shown by hypothesis."""
    tried = settings(max_examples=times, deadline=None)(given(TEXTS, DAYS)(check_only))
    tried()
    print(f"{times} texts read")


def check_only(text: str, published: date | None) -> None:
    """`check` for a runner that takes no result."""
    check(text, published)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
