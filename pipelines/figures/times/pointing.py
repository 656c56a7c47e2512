"""Expressions that point to a time told before, or count back from it: 同期, 当月, 三年前, 那时."""

from __future__ import annotations

from datetime import date

from pipelines.figures.times import calendar as cal
from pipelines.figures.times.calendar import NOTHING, Period
from pipelines.figures.times.frames import AS_OF, FLOW, RECENT, UNKNOWN, Context
from pipelines.figures.times.words import Mention

POINTS = frozenset(
    ("bygone", "ago", "that_month", "half_gone", "meanwhile", "by_then", "spent_months", "amid")
)
MONTH = 31
HALF_OVER = (1, 2, 6, 7, 8, 12)  # months in which 半年来 is the half just over


def pointed(m: Mention, context: Context) -> tuple[str, Period]:
    """Expressions that point to a time told before, or back from it: 同期, 当月, 三年前, 那时."""
    today = context.published
    if m.kind == "bygone":
        return _pointing(m, context)
    if m.kind == "ago":
        known = today is not None and m.first > 0
        return (FLOW, cal.year(_from(context, today) - m.first)) if known else (UNKNOWN, NOTHING)
    if m.kind == "half_gone" and today is not None:
        if m.words == "半年来" and today.month not in HALF_OVER:
            return RECENT, cal.at(today)
        closing = 6 if 6 <= today.month < 12 else 12
        return FLOW, cal.months(today.year - (today.month < 6), closing - 5, closing)
    if m.kind == "that_month" and m.words == "本月" and today is not None:
        lately = context.last is not None and 0 < (today - context.last).days <= MONTH
        told = context.last if context.last is not None and lately else today
        return FLOW, cal.months(told.year, told.month, told.month)
    if m.kind == "that_month" and context.last is not None:
        month = context.last.month
        begin = month - (month - 1) % 3 if m.words == "当季" else month
        return FLOW, cal.months(context.last.year, begin, month)
    if m.kind == "by_then" and today is not None:  # 至此, on the day told of, else by now
        told = context.last if context.last is not None else today
        return AS_OF, cal.at(min(told, today))
    if m.kind == "spent_months":
        return _months_so_far(m, context)
    if m.kind not in ("meanwhile", "amid"):
        return UNKNOWN, NOTHING
    frame = context.here or context.frame
    period = context.told if frame is None or not context.told.empty else frame.period
    return (UNKNOWN if period.empty else FLOW), period


def _months_so_far(m: Mention, context: Context) -> tuple[str, Period]:
    """1至5月…。5个月出单28万单: the months told of, where they are as many."""
    frame, today = context.here or context.frame, context.published
    period = frame.period if frame is not None and frame.kind == FLOW else NOTHING
    if period.end and period.start == date(period.end.year, 1, 1) and period.end.month == m.last:
        return FLOW, period
    if today is not None and m.last > 2 and today.month == m.last + 1:
        return FLOW, cal.months(today.year, 1, m.last)  # 5个月收集诉求326件, read in June
    lately = m.words.endswith("来") and today is not None and period.empty
    return (RECENT, cal.at(today)) if lately else (UNKNOWN, NOTHING)


def _from(context: Context, today: date | None) -> int:
    """The year from which 三年前 counts: of the stretch told of, else of publication."""
    frame = context.here or context.frame
    told = frame is not None and frame.kind == FLOW
    return frame.year if frame is not None and told and frame.year else (today.year if today else 0)


def _pointing(m: Mention, context: Context) -> tuple[str, Period]:
    """那时 points to the year just named, if one was; 起初 to none."""
    today, number = context.published, context.year
    near = m.words in POINTING and 0 <= m.start - context.year_at < NEARBY
    if near and number and today and number < today.year:
        return FLOW, cal.year(number)
    return UNKNOWN, NOTHING


POINTING = frozenset(("当时", "那时", "那时候", "彼时", "那会儿"))
NEARBY = 60  # characters back to the year that 那时 points to
