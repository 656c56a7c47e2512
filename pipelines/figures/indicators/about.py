"""Which wording before a growth, a share or a rank it may be about."""

from __future__ import annotations

from pipelines.figures.indicators import linking
from pipelines.figures.indicators.wordings import COUNT, OTHER, Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

NEAR_CUE = 11  # characters between what is counted and how it grew: 订单|相较于去年同期增加了|20%
PLANS = frozenset({"任务", "目标任务", "指标", "主导产业", "产业链", "重点任务", "规划", "方案"})
# 完成年度计划的51%: what is measured against it stands before.
PLANS_OF_YEAR = frozenset({"年度计划", "本年计划", "全年计划"})
# 某铁路港综保区位列第19名: what may begin the name of the place that is ranked.
NAMES = frozenset({"铁路", "公路", "道路", "管道", "高速公路"})
SUBJECTS = frozenset({"parks"})
SITES = frozenset({"基地"})  # 某某基地增长28%: whose output grows, not its ground


# R&D经费支出与主营业务收入之比: of the first of the two.
TO_EACH_OTHER = later(r"之?比(?:例|值|重)?(?:约|为|达到?|超过?|不低于|不高于|提高到)*$")


def first_of_ratio(reading: Reading, before: list[Mention], text: str) -> Mention | None:
    """支出与收入之比不低于2.8%: what is measured by the other."""
    if reading.unit != "%" or len(before) < 2:
        return None
    first, second = before[-2:]
    if text[first.end : second.start] not in ("与", "和", "同"):
        return None
    return first if TO_EACH_OTHER.fullmatch(text, second.end, reading.start) else None


def subject(reading: Reading, before: list[Mention], begin: int, end: int) -> Mention | None:
    """The last mention in a stretch that a relative number may be about."""
    generic: Mention | None = None
    for at in range(len(before) - 1, -1, -1):
        mention = before[at]
        if mention.start < begin:
            break
        if mention.end > end:
            continue
        code = mention.wording.indicators[0].code
        if reading.unit == "rank" and mention.wording.text in NAMES:
            continue
        if (
            code in SUBJECTS
            or mention.wording.text in SITES
            or mention.wording.text in PLANS_OF_YEAR
            or (code == "ranking" and reading.unit != "rank")
        ):
            continue
        if code == OTHER and not _measured(mention) and not _names_it(reading, mention):
            continue
        if mention.wording.weak or (code == "enterprises" and reading.start - mention.end > 8):
            generic = generic or mention
            continue
        if mention.wording.text in linking.words().plain_nouns and at:
            fuller = before[at - 1]
            sort = mention.wording.indicators[0].category
            if fuller.end == mention.start and fuller.wording.indicators[0].category == sort:
                return Mention(fuller.start, mention.end, fuller.wording)
        return mention
    if generic is not None and generic.wording.weak and reading.start - generic.end > 4:
        return None
    return generic


def _names_it(reading: Reading, mention: Mention) -> bool:
    """Whether a thing counted stands right before the cue: 订单增长20%, not 完成任务的106%."""
    return (
        reading.start - mention.end <= NEAR_CUE
        and reading.unit == "%"
        and (mention.wording.text not in PLANS)
    )


def _measured(mention: Mention) -> bool:
    """Whether a thing without a code is an amount or a rate, not something counted."""
    return not mention.wording.indicators[0].takes_quantity(COUNT)
