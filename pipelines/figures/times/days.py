"""The days of expressions that name a day, a run of days or ten days of a month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from pipelines.figures.times import calendar as cal
from pipelines.figures.times.calendar import NOTHING, Period
from pipelines.figures.times.frames import AS_OF, EVENT, FLOW, SINCE, UNKNOWN
from pipelines.figures.times.words import Mention


def single_days(
    m: Mention, event: Period, today: date | None, year: Callable[[], int | None]
) -> tuple[str, Period]:
    """The kind and the days of a mention of a day; year tells the year where it names none."""
    if m.kind == "year_ago":
        return (AS_OF, cal.shifted(cal.at(today), -m.first)) if today else (UNKNOWN, NOTHING)
    if m.kind in ("event_day", "near_day"):
        return _told_of(m, event, today)
    if m.kind == "only_day":
        if today is None:
            return UNKNOWN, NOTHING
        number, month = today.year, today.month
        if m.day > today.day:
            number, month = (number, month - 1) if month > 1 else (number - 1, 12)
        value = day_of(number, month, m.day)
    else:
        in_year = year()
        value = day_of(in_year, m.first, m.day) if in_year else None
    if value is None:
        return UNKNOWN, NOTHING
    if m.kind == "third":
        return _third(m, value, today)
    if m.until or m.edge == "before" or m.toward:
        return AS_OF, cal.at(value)
    if m.edge == "since":
        return SINCE, Period(value, today)
    if m.kind == "days":
        last = day_of(value.year, m.last_month, m.last_day)
        return EVENT, Period(value, last) if last and last >= value else cal.day(value)
    return EVENT, cal.day(value)


def _told_of(m: Mention, event: Period, today: date | None) -> tuple[str, Period]:
    """当天, the day of what was told last; 博览会期间, all its days; 昨天, by the paper's day."""
    if m.kind == "event_day" and m.words.endswith("期间") and event.start:
        return EVENT, event
    near = today + timedelta(m.first) if today else None
    told = event.start if m.kind == "event_day" else near
    if told is None:
        return UNKNOWN, NOTHING
    return (AS_OF, cal.at(told)) if m.until or m.toward else (EVENT, cal.day(told))


def _third(m: Mention, first: date, today: date | None) -> tuple[str, Period]:
    """8月中下旬: ten days of a month, or the rest of it."""
    last = min(
        cal.month_end(first.year, m.last_month), first.replace(day=1) + timedelta(m.last_day - 1)
    )
    if m.edge == "since":
        return SINCE, Period(first, today)
    return (AS_OF, cal.at(last)) if m.until or m.toward else (FLOW, Period(first, last))


def day_of(number: int, month: int, day: int) -> date | None:
    """A day, nothing where the calendar has none such."""
    try:
        return date(number, month, day)
    except ValueError:
        return None
