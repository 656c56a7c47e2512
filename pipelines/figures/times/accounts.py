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


def of_account(text: str, mention: Mention, frame: Frame, today: date | None) -> bool:
    """Whether a time names the stretch that a meeting looks back at, so that its numbers are of it.

    A meeting at the beginning of a year is also of what is to be done in it.
    """
    end = frame.period.end
    over = frame.kind == FLOW and end is not None and today is not None and end <= today
    return over and ACCOUNT.match(text, mention.end) is not None
