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
    written_in: int | None = None  # the year that 今年 means where a text is older than its paper
    event_days: Period = NOTHING  # the days of the event told last
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

    def year_from(self, words: str, shift: int, planned: str) -> int | None:
        """The year so many after the one of publication, or of writing: 今年, 去年, 明年."""
        if shift == 0 and words == "今年" and not planned and self.written_in is not None:
            return self.written_in
        return None if self.published is None else self.published.year + shift


def written_in(text: str, published: date | None) -> int | None:
    """The year before, of an account of it that January prints and that calls it 今年.

    2011年,全市…。今年新入园项目62个: it names that year by number, and no other year as past.
    """
    if published is None or published.month != 1 or "今年" not in text:
        return None
    before = published.year - 1
    if f"{published.year}年" in text or any(word in text for word in LOOKS_BACK):
        return None
    return before if text.count(f"{before}年") > 1 else None


LOOKS_BACK = ("去年", "过去一年", "刚刚过去", "新的一年", "上年度", "开年", "元旦")


def first_after(frames: list[Frame], offset: int) -> Frame | None:
    """The first frame after an offset; frames stand in text order."""
    at = bisect_right(frames, offset, key=lambda frame: frame.start)
    return frames[at] if at < len(frames) else None
