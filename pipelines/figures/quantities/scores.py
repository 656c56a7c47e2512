"""Which 分 are marks of an assessment, and no time of day."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.quantities.candidates import Token

# 以95.8分的成绩, 以92.37分居第1位: a mark that is won
MARK = later(
    r"的?(?:总分|成绩|高分|得分|分数|综合)|(?:的成绩)?,?(?:位?居|位列|列|排|夺|名列|获|荣|摘|垫底|领跑|领先|紧随|殿后)"
)
# 综合评价得分103.5分,较上年提高14.2分: how much better a mark is.
BETTER_MARK = later(
    r"(?:\d分,|得分|评分|总分|分数|考评|评价|测评)[^。;\n]{0,24}(?:提高|提升|上升|增加|高|多出|多|下降|降低|低)(?:了|出)?(?:近|约)?$"
)
# What a mark is given in or for.
SCORED = later(
    r"(?:分|得|评|考|测|满意)[^,。;、]{0,6}$"
    r"|(?:评价|考评|考核|测评|评估|评比)[^。;]{0,24}(?:拿到|拿下|斩获|获|取得)了?$"
)


SIXTY = 60  # minutes of an hour, above which 分 are none


def scored(folded: str, token: Token, before: str) -> bool:
    """Whether 分 are marks of an assessment and no time of day."""
    assert token.number is not None
    if token.number.value > SIXTY and "." in folded[token.start : token.number_end]:
        return True  # 城东园91.8分
    return bool(
        SCORED.search(before) or MARK.match(folded, token.end) or BETTER_MARK.search(before)
    )
