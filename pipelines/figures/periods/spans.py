"""Stretches with a beginning of their own: since the year began, over several years."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipelines.figures.patterns import later
from pipelines.figures.periods.apply import INHERITED, NONE, STATED, Choice
from pipelines.figures.periods.cues import YEARS_OF_CHANGE, YEARS_RUNNING, words
from pipelines.figures.periods.nature import rules
from pipelines.figures.periods.place import Place
from pipelines.figures.times import calendar as cal
from pipelines.figures.times.calendar import Period
from pipelines.figures.times.frames import AS_OF, PLAN, PRESENT, RECENT, SINCE, Frame
from pipelines.figures.times.frames import FLOW as STRETCH
from pipelines.figures.times.words import number
from pipelines.figures.types import Reading

EARLY = 3  # up to this month a year has just begun
NEAR = 12  # characters between a day and the year it is a part of


def from_year_begin(reading: Reading, place: Place, today: date | None) -> Choice | None:
    """比年初增加9个: from 1 January to the day in force."""
    if reading.kind not in ("addition", "change", "growth"):
        return None
    found = words("bases", "year_begin").search(place.verb)
    if not found:
        return None
    frames = [f for f in (*place.stated, place.inherited) if f and not f.period.empty]
    frame = frames[0] if frames else None
    end = frame.period.end if frame and frame.kind in (AS_OF, STRETCH, PRESENT) else today
    if end is not None and today is not None and end > today:
        end = today
    if end is None:
        return None
    return Choice(Period(date(end.year, 1, 1), end), STATED, found.group())


# From which year a change is told whose last year is the one in force.
FROM_YEAR = later(
    "[由从](\\d{4})年(?:底|末)?的?[^。;]{1,24}?(?:增|提|升|跃|涨|扩|发展)[^。;\\d]{0,4}[到至][^。;]{1,24}$"
)


def _since_year(reading: Reading, place: Place, told: Period) -> Choice | None:
    """2024年, 产值由2020年的52亿元增加到89亿元, 年均增长14.4%: the years after the first."""
    since = FROM_YEAR.search(place.lead) if place.average and reading.kind == "growth" else None
    if since is None or told.end is None or told != cal.year(told.end.year):
        return None
    first = int(since[1]) + 1
    return (
        Choice(Period(date(first, 1, 1), told.end), STATED, "年均")
        if first <= told.end.year
        else None
    )


def over_years(reading: Reading, place: Place) -> Choice | None:
    """年均增长, 连续4年, growth from year A to year B."""
    if place.since_day is not None:
        return _from_day(reading, place, place.since_day)
    if place.changed is not None:
        return Choice(place.changed, STATED, "年均" if place.average else "增长")
    frame = place.stated[0] if place.stated else place.inherited
    if frame is None or frame.kind == RECENT or frame.period.end is None:
        return _between(reading, place)
    told = "年" in place.head
    averaged = _since_year(reading, place, frame.period)
    if averaged is not None:
        return averaged
    running = told and reading.kind == "level" and YEARS_RUNNING.search(place.head)
    if running and frame.kind == STRETCH:
        first = frame.period.end.year - number(running[1]) + 1
        return Choice(Period(date(first, 1, 1), frame.period.end), STATED, running.group())
    lasted = YEARS_OF_CHANGE.search(place.head)
    whole = frame.period in (
        cal.year(frame.period.end.year),
        cal.at(date(frame.period.end.year, 12, 31)),
    )
    if lasted and whole and reading.kind in ("growth", "change", "addition"):
        first = frame.period.end.year - number(lasted[1]) + 1
        return Choice(Period(date(first, 1, 1), frame.period.end), STATED, lasted.group())
    added = reading.kind == "addition"
    added = added or (reading.kind == "change" and reading.status == "planned")
    since = place.compared_year is not None and added and reading.unit != "rank"
    base, until = place.compared_year, frame.period.end
    if since and base and frame.kind == AS_OF and base < until.year:
        return Choice(Period(date(base + 1, 1, 1), until), STATED, frame.words)
    if place.average and reading.kind == "growth":
        years = _average_growth(place, frame)
        if years is not None:
            return Choice(years, STATED, frame.words)
    if not (since or reading.kind == "growth") or frame.kind not in (STRETCH, PLAN):
        return None
    base = _base_year(place, frame)
    if base is None or base >= frame.period.end.year:
        return None
    return Choice(Period(date(base + 1, 1, 1), frame.period.end), STATED, frame.words)


def _average_growth(place: Place, frame: Frame) -> Period | None:
    """The years of a growth a year, by the time that its sentence names."""
    start, end = frame.period.start, frame.period.end
    if start is None or end is None:
        return None
    if frame.kind == SINCE:  # 2021年以来年均增长39%, told when a year has just begun
        over = date(end.year - 1, 12, 31)
        closed = end.month <= EARLY and (start.month, start.day) == (1, 1) and start < over
        return Period(start, over) if closed else None
    if frame.kind not in (STRETCH, PLAN):
        return None
    from_to = place.text[frame.start - 1 : frame.start] in ("从", "由") or _ranged(frame)
    if from_to and not _of_plan(frame.period):
        return Period(date(start.year + 1, 1, 1), end)
    if place.course.start is not None and not place.compared_year:
        first, last = place.course.start.year, end.year
        if first < last <= first + 5 and frame.period == cal.year(last):
            return Period(place.course.start, end)
    return None


def _between(reading: Reading, place: Place) -> Choice | None:
    """由2000年的3亿元增加到2012年的120亿元, 年均递增36%; …年均递增29%: of the same years."""
    if not place.average or reading.kind != "growth" or place.years is None:
        return None
    first, last = place.years
    return Choice(Period(date(first + 1, 1, 1), date(last, 12, 31)), INHERITED, "年均")


def _from_day(reading: Reading, place: Place, day: date) -> Choice | None:
    """9月末…, 较6月末增加7.8亿元: the days after the one compared with."""
    frame = place.stated[0] if place.stated else place.inherited
    end = frame.period.end if frame is not None else None
    if reading.kind not in ("growth", "change", "addition") or frame is None or end is None:
        return None
    told = frame.kind in (AS_OF, PRESENT)
    told = told or (frame.kind == STRETCH and (day.month, day.day) == (12, 31))
    if reading.kind == "change" and end.year - day.year > 1:
        return None  # 到2015年底, 比“十一五”末增加68户
    if not told or not day < end:  # 2021年…, 比“十二五”末增长1.8倍
        return None
    return Choice(Period(day + timedelta(1), end), STATED, frame.words)


def _of_plan(period: Period) -> bool:
    """Whether a stretch is a five-year plan: its growth is counted from the year before."""
    start, end = period.start, period.end
    if start is None or end is None:
        return False
    return start.year % 5 == 1 and end.year == start.year + 4


def _ranged(frame: Frame) -> bool:
    """2012年到2021年, or 同期 of them: the years between two that are named."""
    start, end = frame.period.start, frame.period.end
    if start is None or end is None or start.year == end.year:
        return False
    years = Period(date(start.year, 1, 1), date(end.year, 12, 31))
    return frame.period == years and (frame.words[0].isdigit() or frame.words == "同期")


def one_year(period: Period) -> bool:
    """Whether a stretch lies within a year."""
    first, last = period.start, period.end
    return first is not None and last is not None and first.year == last.year


def _base_year(place: Place, frame: Frame) -> int | None:
    """The year from which a growth is counted, where it is not the year before."""
    end = frame.period.end
    if end is None or frame.period != cal.year(end.year):
        return None
    if place.compared_year is not None:
        return place.compared_year
    if not place.average:
        return None
    earlier = [f.year for f in (*place.stated[1:], place.inherited) if f is not None]
    years = [year for year in earlier if year is not None and year < end.year - 1]
    return years[0] if years else None


def years_told(place: Place, flows: bool) -> tuple[int, int] | None:
    """2020年至2022年, 从186亿元增长到352亿元: the years between which a change is told."""
    if not place.stated:
        return place.years
    period = place.stated[0].period
    long = period.start and period.end and period.start.year < period.end.year
    if place.years and long:
        return place.years  # “十一五”期间, 产值由2005年的21亿元增加到2010年的132亿元; 税收由…
    if flows and period.start is None and place.stated[0].kind == RECENT:
        return place.years  # 10年来, 由2000年的3亿元增加到2012年的120亿元; 投资从6亿元增加到…
    if period.start is None or period.end is None or period.start.year == period.end.year:
        return None
    ranged = place.stated[0].kind == STRETCH and place.stated[0].words[0] in "0123456789同"
    return (period.start.year, period.end.year) if ranged else None


def up_to(place: Place, frame: Frame, today: date | None) -> Frame | None:
    """截至12月25日, 今年累计: the day up to which a running year is told."""
    since = frame.kind in (STRETCH, SINCE)  # 截至12月10日, 今年以来
    if not since or frame.period.start is None or frame.period.end is None:
        return None
    for other in place.stated:
        day = other.period.end
        between = place.text[other.end : frame.start] if other.end <= frame.start else "0"
        near = len(between) <= NEAR and not re.search("[0-9,。;]", between[1:])
        running = other.until and today is not None and frame.period.end > today
        year = frame.period == cal.year(frame.period.end.year)
        summed = year and other.kind == STRETCH and "累计" in place.text[frame.end : place.at]
        if summed and day is not None and day.year == frame.period.end.year:
            if day < frame.period.end:
                return other  # 11月…, 今年累计
            continue
        if (near or running) and other.kind == AS_OF and day is not None:
            return other if frame.period.start < day < frame.period.end else None
    return None


def since_the_begin(reading: Reading, head: str, joined: Place | None) -> bool:
    """较年初分别增加11家、9家: the base is said once for a list."""
    if "年" in head and words("bases", "year_begin").search(head):
        return True
    handed = joined is not None and reading.kind in ("addition", "change", "growth")
    return joined is not None and handed and not rules(head) and joined.year_begin


def of_year(place: Place) -> Choice | None:
    """年产值 is of no time, but with the end of a year it is of that year."""
    frame = place.stated[0] if place.stated else None
    if frame is None or frame.kind in (SINCE, RECENT, PRESENT):
        return NONE
    if "每年" in place.head and one_year(frame.period):
        return NONE  # 去年投入2900万元, 每年减少排放120吨; not 2006年到2008年, 每年投入500万元
    end = frame.period.end
    if frame.kind != AS_OF or end is None:
        return None
    closed = (end.month, end.day) == (12, 31)
    return Choice(cal.year(end.year), STATED, frame.words) if closed else NONE
