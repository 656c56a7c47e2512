"""Headings that name what the numbers of their section are of: 三、进出口。同比增长9.2%, ….

A heading without a number has a line of its own.

A sentence that tells its first number without saying of what goes on with such a heading.
"""

from __future__ import annotations

from pipelines.figures.indicators import wordings
from pipelines.figures.indicators.kinds import RELATIVE, Verdict
from pipelines.figures.indicators.linking import Link, Scene, indicator_of
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

REASON = "the heading"
LONGEST = 24  # characters of a heading
HEAD = later(
    r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）、]|\.(?!\d))[ 、]?(?:关于)?"
    r"(?P<topic>[一-鿿]{2,16}?)"
    r"(?:方面|情况|运行情况|完成情况)?[。:\n ]{1,2}$"
)
LINE = later(r"(?P<topic>[一-鿿]{2,12}?)(?:方面|情况|运行情况|完成情况)?:?\n$")
# 1-6月下降3.2%; 全年完成41亿元,增长5%: nothing but times and verbs before the number.
BARE = later(
    r"(?:[(（][^()（）]{1,10}[)）])?(?:(?:截至|到|至)?(?:\d{4}年|今年|全年|上半年|[前一二三四]{1,2}个?季度|前?\d{1,2}(?:至|[-—~])?\d{0,2}个?月份?|[一-鿿]?月?[底末]?|全[区县市园]|园区|,)){0,4}"
    r"(?:累计|总计|共|预计|已|同比|环比|比上年|较上年|比上年同期|较上年同期|比去年同期|较去年同期|增速|总量|总额|合计){0,3}"
    r"(?:完成|实现|达到?|为|增长|下降|上升|提高|下滑|增加|减少|回落|增|降|净增|回升)?(?:约|近|超过?|了)?$"
)


def named(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """What the heading before a sentence says its first number is of."""
    start = scene.start
    if BARE.match(scene.text[start : reading.start]) is None:
        return None
    near = scene.text[max(0, start - LONGEST) : start]
    at = max(near.rfind("\n", 0, -1), near.rfind("。", 0, -1)) + 1
    alone = near[at - 1 : at] == "\n" or len(near) == start
    head = HEAD.match(near[at:]) or (LINE.match(near[at:]) if alone else None)
    if head is None:
        return None
    first = start - len(near) + at
    begin, end = first + head.start("topic"), first + head.end("topic")
    told = wordings.mentions(scene.text, begin, end)
    if not told or told[-1].end != end:
        return None
    mention = told[-1]
    relative = verdict.kind in RELATIVE
    indicator = mention.wording.indicators[0] if relative else indicator_of(mention, reading)
    if indicator is None:
        return None
    return Link(reading, verdict, indicator, mention, REASON, begin, end)
