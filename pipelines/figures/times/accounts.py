"""Meetings and papers whose name says of which stretch they give account."""

from __future__ import annotations

from datetime import date

from pipelines.figures.patterns import later
from pipelines.figures.times.frames import FLOW, Frame
from pipelines.figures.times.words import Mention

# 上半年经济运行分析会, 一季度工作讲评会
ACCOUNT = later(
    "度?[^,。;:、0-9]{0,14}(?:(?:分析|通报|点评|讲评|总结|述职)会"
    "|(?:形势|运行|情况|工作|经济)[^,。;:、0-9]{0,4}会"
    "|(?:情况|数据|报告|公报|快报|月报|通报|账本|成绩单|答卷)(?:的通报)?[》”]?(?:显示|表明|看|出炉|发布|公布|亮出|摆))"
)
IN_VIEW = ("面向", "展望", "迎接", "着眼", "瞄准", "面向“", "展望“", "迎接“", "着眼“", "瞄准“")
DONE_BY_NOW = later('[”"’]?(?:时期|期间|发展)?,[^,。;0-9]{0,10}已')
MADE_KNOWN = ("通报", "公布", "发布", "晒出", "通报的", "公布的", "发布的", "出炉")
ACCOUNT_OF = later(
    "[^,。;:“《]{0,16}(?:(?:经济|生产|运行|外贸|进出口)(?:运行)?(?:情况|数据|态势|快报|简况|指标|形势)|"
    "主要(?:经济)?指标|成绩单|统计(?:数据|快报)|(?:工作|建设|完成|发展|招商)(?:进展)?情况)"
)


def of_account(text: str, mention: Mention, frame: Frame, today: date | None) -> bool:
    """Whether a time names the stretch that a meeting looks back at, so that its numbers are of it.

    A meeting at the beginning of a year is also of what is to be done in it.
    """
    end = frame.period.end
    over = frame.kind == FLOW and end is not None and today is not None and end <= today
    return over and ACCOUNT.match(text, mention.end) is not None


def gives_account(before: str, after: str) -> bool:
    """公布2016年1—7月全省园区运行情况: the stretch is the one that the numbers are of."""
    return before.endswith(MADE_KNOWN) and ACCOUNT_OF.match(after) is not None


def looks_ahead(before: str, after: str) -> bool:
    """面向“十五五”,已谋划项目156个: the plan is what one has in view, not when it was done."""
    return before.endswith(IN_VIEW) and DONE_BY_NOW.match(after) is not None
