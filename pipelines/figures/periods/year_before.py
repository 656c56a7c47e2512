"""去年同期: the stretch in force, or the one that the sentence tells next, a year before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipelines.figures.periods.spans import one_year
from pipelines.figures.times import calendar as cal
from pipelines.figures.times.frames import FLOW, Context, Frame
from pipelines.figures.times.resolve import resolve
from pipelines.figures.times.roles import GOVERNS, Timed

STRETCHES = ("months", "half", "quarter", "year", "half_gone")


def same_days(timed: Timed, frame: Frame, current: Frame | None) -> Frame:
    """去年同期 is the stretch in force, a year before."""
    if timed.mention.edge != "same" or current is None:
        return frame
    if current.year is None or frame.year is None:
        return frame
    if timed.mention.year is not None and not one_year(current.period):
        return replace(frame, period=cal.year(timed.mention.year))
    last = timed.mention.shift == -1  # also where 上年 is not the year before publication
    years = -1 if last else frame.year - current.year or -1
    return replace(frame, period=cal.shifted(current.period, years))


def told_next(
    timed: Timed,
    frame: Frame,
    times: Sequence[Timed],
    starts: list[int],
    end: int,
    context: Context,
) -> Frame | None:
    """去年同期3.4亿元, 今年上半年4.1亿元: the stretch that the sentence tells next."""
    at = bisect_right(times, timed.mention.start, key=lambda t: t.mention.start)
    if timed.mention.edge != "same" or at == len(times):
        return None
    mention = times[at].mention
    if times[at].role != GOVERNS or mention.kind not in STRETCHES or mention.edge:
        return None
    numbers = starts[bisect_right(starts, timed.mention.end - 1) :][:2]
    one = len(numbers) == 2 and numbers[0] < mention.start <= numbers[1]
    if not one or mention.start >= end:
        return None
    found = resolve(mention, replace(context), "")
    after = frame.year is not None and found.year == frame.year + 1
    return found if after and found.kind == FLOW else None
