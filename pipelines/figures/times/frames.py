"""The times of a report as they cover numbers, and what the report has said about time so far."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from pipelines.figures.times.calendar import NOTHING, Period

FLOW, AS_OF, PRESENT, EVENT = "flow", "as_of", "present", "event"
SINCE, RECENT, PLAN, UNKNOWN = "since", "recent", "plan", "unknown"


@dataclass(slots=True)
class Frame:
    """The days that an expression of time stands for, and in which way it covers numbers.

    kind is flow (a year or part of one), as_of (截至), present (目前), event (a day), since (a
    stretch up to publication), recent (近年来: no first day), plan (a stretch to come), unknown
    (a time whose days are not stated).
    """

    kind: str
    period: Period
    words: str
    start: int
    end: int
    until: bool = False  # 截至
    bygone: bool = False  # a scene of the past
    closes: Period = NOTHING  # the year of 年末, the quarter of 季末, without a 截至 or a 到
    gathers: bool = False  # the day of a signing, a start of works, a tour of projects
    points: bool = False  # 那时: a state of the year it points to
    part: bool = False  # 其中12月: a part of the stretch told, which is in force again after it
    grown: bool = False  # 2019—2023年年均增长: the years of that growth only

    @property
    def year(self) -> int | None:
        """The year in force after it."""
        return self.period.end.year if self.period.end else None


@dataclass(slots=True)
class Context:
    """What a report has said about time so far."""

    published: date | None
    year: int | None = None  # the year that the text named last
    event: date | None = None  # the day of the event told last
    anchor: date | None = None  # when the thing told of began
    founded: date | None = None  # when the park was set up
    target: int | None = None  # the year that the plan told of aims at
    span: Period = NOTHING  # the years of the plan that the report retells
    year_at: int = -1  # where it named it
    last: date | None = None  # the last day of the time named last
    frame: Frame | None = None  # the last one that governs
    told: Period = NOTHING  # from the year of the first value of a change to that of the second
    here: Frame | None = None  # the last stretch of the sentence
    closed: int | None = None  # the year whose last day the sentence has named
    beside: bool = False  # no number stands between it and the time that is read
    course: Period = NOTHING  # the years of the five-year plan that the report speaks of
    filed: date | None = (
        None  # the day on which a dispatch was sent: 6月15日电, from which 今天 counts
    )


def first_after(frames: list[Frame], offset: int) -> Frame | None:
    """The first frame after an offset; frames stand in text order."""
    at = bisect_right(frames, offset, key=lambda frame: frame.start)
    return frames[at] if at < len(frames) else None
