"""The days of one number under a frame: flows take it, stocks its last day, attributes none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipelines.figures.periods.nature import ATTRIBUTE, FLOW, STOCK
from pipelines.figures.times import calendar as cal
from pipelines.figures.times.calendar import NOTHING, Period
from pipelines.figures.times.frames import AS_OF, PLAN, PRESENT, RECENT, UNKNOWN, Frame

STATED, INHERITED, INFERRED = "stated", "inherited", "inferred"
STALE = 92  # days after which the end of a stretch is no longer the day of a stock


@dataclass(slots=True)
class Choice:
    """A period with the words that gave it, how, and what is doubtful about it."""

    period: Period
    basis: str = ""
    words: str = ""
    doubt: str = ""


NONE = Choice(NOTHING)


def under(frame: Frame, nature: str, today: date | None) -> Period:
    """The period of a number of the given nature under a frame."""
    if frame.kind == UNKNOWN or frame.period.empty or nature == ATTRIBUTE:
        return NOTHING
    if not frame.closes.empty and nature == FLOW:
        return frame.closes  # 年末… is a bulletin's word for what stands
    if frame.kind in (AS_OF, PRESENT, RECENT):
        return cal.at(frame.period.end)
    if frame.kind == PLAN:
        return _planned(frame.period, nature)
    if nature == STOCK:
        return cal.at(_reached(frame.period.end, today))
    return frame.period


def _planned(period: Period, nature: str) -> Period:
    """A target: a flow has its year, a stock the last day of it."""
    end = period.end
    assert end is not None
    if nature == STOCK:
        return cal.at(end)
    if period.start is None and end.month == 12:
        return cal.year(end.year)
    return period


def _reached(end: date | None, today: date | None) -> date | None:
    """A stock within a stretch still running stands on the day of publication."""
    return today if end is not None and today is not None and end > today else end


def over(frame: Frame, today: date | None) -> bool:
    """Whether a time has ended before publication."""
    end = frame.period.end
    return end is not None and today is not None and end < today


def to_come(frame: Frame, today: date | None) -> bool:
    """船坞下月注水; 设备安装已完成七成: a time ahead, of which nothing can be reached."""
    start = frame.period.start
    return start is not None and today is not None and start > today
