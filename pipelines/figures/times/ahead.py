"""Times that are spoken of as still to come, by the words around them."""

from __future__ import annotations

from datetime import date

from pipelines.figures.patterns import later
from pipelines.figures.times.frames import Frame
from pipelines.figures.times.words import Mention

SHALL = later("(?:,我们)?(?:要(?!求|素|点)|将(?!近)|力争|确保|争取|拟|有望)")
# What is asked of a time to come, and answered by what is planned.
ASKED = later(
    "[^,。;:、0-9]{0,8}?(?:怎么|咋|如何)(?:干|办|走|做|打|抓|推|布局|安排|谋划|发力|使劲|突破|开局|部署|冲刺|收官|收尾|加力|用力)(?![的成出到了过])"
    "|[^,。;:、0-9]{0,8}?(?:往哪|朝哪|向哪)[^,。;:]{0,4}(?:使劲|发力|走|去|奔)(?![的成出到了过])"
    "|[^,。;:、0-9]{0,6}?(?:干|做|抓)些?(?:啥|什么)"
)
TO_COME = later("(?:就要|即将|将|要|有望|力争|计划|可望|预计|争取|拟)")
OPENS = frozenset(",。;:\n“、 ")
PARTS = frozenset(("quarter", "half", "months", "month"))

AIMS = later("(?:瞄准|紧盯|盯紧|盯住|锚定|围绕|对照|对标|咬定|聚焦|紧扣|冲刺)(?:着|了)?$")
TARGET_OF = later("[^,。;]{0,24}(?:目标|任务)")


def of_next(text: str, frame: Frame, today: date | None) -> bool:
    """Whether a plan is of one year, this or the next: what 全年 after it is said of.

    It opens its clause: 计划于2024年并网 is of one project.
    """
    end, start = frame.period.end, frame.period.start
    at = frame.start - text.endswith(("到", "至"), 0, frame.start)
    if at > 0 and text[at - 1] not in OPENS:
        return False
    if end is None or (start is not None and start.year < end.year):
        return False
    return today is None or end.year <= today.year + 1


def meant(text: str, mention: Mention) -> str:
    """一季度要实现“开门红”: a part of the year that is spoken of as to come, else nothing."""
    if not mention.dated and asked_of(text, mention):
        return "target"
    part = mention.kind in PARTS and not mention.dated
    return "target" if part and SHALL.match(text, mention.end) else ""


def asked_of(text: str, mention: Mention) -> bool:
    """全年怎么干? Whether it is asked what is to be done in a time of this year."""
    running = mention.kind == "whole" or mention.kind in PARTS or mention.kind == "year"
    return running and mention.shift in (None, 0) and ASKED.match(text, mention.end) is not None


def only_ahead(text: str, mention: Mention) -> bool:
    """高新区年内就要升级: the year of something to come."""
    return mention.kind == "inside" and TO_COME.match(text, mention.end) is not None


def aims_at(text: str, mention: Mention) -> bool:
    """下半年, 瞄准全年产值382亿元目标, 再签约6个: a year named for its target alone."""
    if (
        mention.kind != "whole"
        or AIMS.search(text, max(0, mention.start - 8), mention.start) is None
    ):
        return False
    return TARGET_OF.match(text, mention.end) is not None
