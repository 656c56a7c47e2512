"""Stretches of days: how they are made, and the type and key under which they are kept."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1949, 2099  # four digits before 年 outside these are no year


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both inclusive; an as-of day has no start."""

    start: date | None
    end: date | None

    @property
    def empty(self) -> bool:
        """Whether nothing is known."""
        return self.end is None

    @property
    def as_of(self) -> bool:
        """Whether only the day is known to which a stock refers."""
        return self.start is None and self.end is not None


NOTHING = Period(None, None)


@lru_cache(maxsize=512)
def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def part_of_month(month: Period, first: int, last: int) -> Period:
    """The days of a month from one number to another, to its end from the 28th on."""
    if month.start is None or month.end is None:
        return NOTHING
    end = month.start.replace(day=last) if last < 28 else month.end
    return Period(month.start.replace(day=first), end)


def months(number: int, first: int, last: int) -> Period:
    """From the first day of one month to the last day of another of the same year."""
    return Period(date(number, first, 1), month_end(number, last))


@lru_cache(maxsize=2048)
def month_end(number: int, month: int) -> date:
    """The last day of a month."""
    return date(number, month, monthrange(number, month)[1])


def day(value: date) -> Period:
    """One day."""
    return Period(value, value)


@lru_cache(maxsize=512)
def at(value: date | None) -> Period:
    """As of a day."""
    return Period(None, value)


def shifted(period: Period, years: int) -> Period:
    """The same days of another year, 29 February becoming the 28th."""
    return Period(_moved(period.start, years), _moved(period.end, years))


def _moved(value: date | None, years: int) -> date | None:
    if value is None:
        return None
    number = value.year + years
    last = monthrange(number, value.month)[1]
    ends = value.day == monthrange(value.year, value.month)[1]
    return date(number, value.month, last if ends else min(value.day, last))


@lru_cache(maxsize=2048)
def name(period: Period) -> tuple[str, str]:
    """Type and key of a period: year 2024, half 2024-H1, ytd 2024-YTD09, as_of 2024-12-31, ..."""
    start, end = period.start, period.end
    if end is None:
        return "", ""
    if start is None:
        return "as_of", end.isoformat()
    if start == end:
        return "day", end.isoformat()
    whole = start.day == 1 and end == month_end(end.year, end.month) and start.year == end.year
    if not whole:
        return "span", f"{start.isoformat()}/{end.isoformat()}"
    return _whole_months(end.year, start.month, end.month) or (
        "span",
        f"{start.isoformat()}/{end.isoformat()}",
    )


def _whole_months(number: int, first: int, last: int) -> tuple[str, str] | None:
    if first == last:
        return "month", f"{number}-{last:02d}"
    if (first, last) == (1, 12):
        return "year", str(number)
    if (first, last) in ((1, 6), (7, 12)):
        return "half", f"{number}-H{last // 6}"
    if last - first == 2 and last % 3 == 0:
        return "quarter", f"{number}-Q{last // 3}"
    if first == 1:
        return "ytd", f"{number}-YTD{last:02d}"
    return None


def year_end(day: date | None) -> bool:
    """Whether a day is the last one of its year."""
    return day is not None and (day.month, day.day) == (12, 31)
