"""From an expression of time to the days it stands for, seen from the day of publication."""

from __future__ import annotations

from datetime import date, timedelta

from pipelines.figures.times import calendar as cal
from pipelines.figures.times.calendar import NOTHING, Period
from pipelines.figures.times.days import day_of, single_days
from pipelines.figures.times.frames import (
    AS_OF,
    FLOW,
    PLAN,
    PRESENT,
    RECENT,
    SINCE,
    UNKNOWN,
    Context,
    Frame,
)
from pipelines.figures.times.pointing import POINTS, pointed
from pipelines.figures.times.words import Mention

EARLY = 3  # a bare 全年 in January to March is the year before
LATE = 10  # from October on, a new year or three years to come begin with the next
RUNNING = 45  # days that a stretch still running may reach past publication
QUARTER = 92
YEAR = 365
GAP = 14  # characters between a year and the quarter of it
FIVE = 5  # the years of a plan


def resolve(mention: Mention, context: Context, planned: str) -> Frame:
    """The frame of a mention; planned is the modality of a planned number after it, else empty."""
    kind, period = _days(mention, context, planned)
    if period.start and period.end and period.start > period.end:  # 次年2月以来: not begun yet
        kind, period = UNKNOWN, NOTHING
    return Frame(
        kind,
        period,
        mention.words,
        mention.start,
        mention.end,
        mention.until,
        mention.kind == "bygone" and period.empty,
        _closed(mention, kind, period),
        mention.kind == "bygone" and not period.empty,
    )


def _closed(m: Mention, kind: str, period: Period) -> Period:
    end = period.end
    if kind == AS_OF and m.toward and not m.edge and end is not None and m.kind in PARTS:
        return cal.months(end.year, m.first, m.last)  # 到上半年增长2.1%
    if kind != AS_OF or m.edge != "end" or m.until or m.toward or end is None:
        return NOTHING
    if m.kind in ("ends", "plan"):
        return cal.year(end.year)
    quarters = m.kind in ("quarter", "half") or (m.kind == "months" and m.last % 3 == 0)
    return cal.months(end.year, m.first, m.last) if quarters else NOTHING


def _days(m: Mention, context: Context, planned: str) -> tuple[str, Period]:
    today = context.published
    if m.kind in POINTS:
        return pointed(m, context)
    if m.kind == "present":
        return PRESENT, cal.at(today)
    if m.kind == "inside":
        return _so_far(context, planned)
    if m.kind in ("vague", "plan_name", "season", "coming") or m.edge == "season":
        return _in_a_season(m, today)
    if m.kind in ("recent", "past", "since"):
        return _lately(m, context)
    if m.kind in ("plan", "two_years"):
        return _five_years(m, today)
    if m.kind == "past_year":
        return _past_year(today, context)
    if m.kind in ("years", "next", "within", "after", "three", "using"):
        return _stretch(m, context, planned)
    if m.kind in DAYS:
        told = context.filed if m.kind == "near_day" and context.filed else today
        return single_days(m, context.event_days, told, lambda: _year_of(m, context, planned))
    if m.kind == "near_month":
        return _near_month(m, today)
    if m.kind == "year_range":
        return _years(m, planned)
    return _within_year(m, context, planned)


def _in_a_season(m: Mention, today: date | None) -> tuple[str, Period]:
    """春节期间 has no days stated; 2004年春天, of a story, has its year."""
    if m.edge == "season" and m.year and today is not None and m.year < today.year - 1:
        return FLOW, cal.year(m.year)
    return UNKNOWN, NOTHING


PARTS = frozenset(("half", "quarter", "months"))
DAYS = frozenset(("event_day", "near_day", "only_day", "day", "days", "third", "year_ago"))


def _five_years(m: Mention, today: date | None) -> tuple[str, Period]:
    """The years of a plan, or 今明两年."""
    if m.kind == "two_years" and today is not None:
        begin = today.year + m.words.startswith("明后")
        return PLAN, Period(date(begin, 1, 1), date(begin + 1, 12, 31))
    first = m.year or 0
    if not first:
        return UNKNOWN, NOTHING
    whole = Period(date(first, 1, 1), date(first + 4, 12, 31))
    if m.last:
        return FLOW, Period(whole.start, date(first + m.last - 1, 12, 31))  # “十四五”前三年
    if m.edge == "since":
        return SINCE, Period(whole.start, today) if today else NOTHING
    if m.edge == "end":
        return (AS_OF if today and whole.end and whole.end < today else PLAN), cal.at(whole.end)
    future = today is not None and whole.start is not None and whole.start > today
    return (PLAN if future else FLOW), whole


def _lately(m: Mention, context: Context) -> tuple[str, Period]:
    """近年来 has no first day; 过去五年, read when a year has just begun, are those before it."""
    today, course = context.published, context.course
    over = course.end is not None and today is not None and course.end.year == today.year - 1
    if over and m.words == "过去五年":
        return FLOW, course
    closed = today is not None and today.month <= EARLY and m.words.startswith("过去")
    if not closed or m.kind != "past" or not m.first or today is None:
        return RECENT, cal.at(today)
    return FLOW, Period(date(today.year - m.first, 1, 1), date(today.year - 1, 12, 31))


def _past_year(today: date | None, context: Context) -> tuple[str, Period]:
    if today is None:
        return UNKNOWN, NOTHING
    begun = context.anchor
    if begun is not None and abs((today - begun).days - YEAR) <= RUNNING:
        return SINCE, Period(begun, today)  # 去年11月30日获批。一年来…
    if EARLY < today.month < 12:
        return RECENT, cal.at(today)
    return FLOW, cal.year(today.year - (today.month <= EARLY))


def _stretch(m: Mention, context: Context, planned: str) -> tuple[str, Period]:
    """近十年, 三年来, 未来三年, 五年内, 三年后."""
    today = context.published
    if m.kind == "three" and planned and not context.span.empty:
        return PLAN, context.span
    if today is None:
        return UNKNOWN, NOTHING
    if m.kind == "years" and m.first == 1:  # 一年来, read in January; 一年多来 is no year
        return (RECENT, cal.at(today)) if "多" in m.words else _past_year(today, context)
    known = _years_told(m, context, planned)
    if known is not None:
        return known
    if m.kind == "years":
        anchor = context.anchor
        rounded = m.first >= FIVE  # 十年来 may be nine and a half, 两年来 is two
        if anchor is not None and abs(today.year - anchor.year - m.first) <= rounded:
            return SINCE, Period(anchor, today)
        frame = context.here or context.frame
        if frame is not None and frame.period.start is not None and frame.period.end is not None:
            begins, ends = frame.period.start, frame.period.end
            if ends.year - begins.year + 1 == m.first and (begins.month, ends.month) == (1, 12):
                return FLOW, frame.period
        return _years_closed(m, frame, today) or (RECENT, cal.at(today))
    if m.kind == "using" and m.edge == "about":
        return UNKNOWN, NOTHING  # 力争用5到8年时间, 增加到600家
    begin = context.anchor if m.kind == "within" and context.anchor else today
    if m.kind in ("within", "after") or (m.kind == "using" and planned):  # 用5年左右时间, 要…
        return PLAN, cal.year(begin.year + m.first)
    if m.kind in ("three", "using") and not planned:
        closed = _years_closed(m, context.here, today) if m.kind == "three" else None
        return closed or (RECENT, cal.at(today))
    first = today.year + (today.month > 6)
    return PLAN, Period(date(first, 1, 1), date(first + m.first - 1, 12, 31))


def _years_closed(m: Mention, frame: Frame | None, today: date) -> tuple[str, Period] | None:
    """2016年产值520亿元, 五年累计…: in a report of the year just over."""
    over = today.year - 1
    told = frame is not None and frame.kind == FLOW and frame.period == cal.year(over)
    if not told or today.month > EARLY:
        return None
    return FLOW, Period(date(today.year - m.first, 1, 1), date(over, 12, 31))


def _so_far(context: Context, planned: str) -> tuple[str, Period]:
    """年内: the whole year of a target, else as far as the report has come in it."""
    today, frame = context.published, context.here or context.frame
    if today is None:
        return UNKNOWN, NOTHING
    if planned:
        return PLAN, cal.year(today.year)
    if frame is not None and frame.kind == FLOW:
        return FLOW, frame.period
    if today.month <= EARLY:
        return FLOW, cal.year(today.year - 1)
    return SINCE, Period(date(today.year, 1, 1), today)


def _years_told(m: Mention, context: Context, planned: str) -> tuple[str, Period] | None:
    """四年累计, 五年间: the years of the change just told, or of the five-year plan."""
    end, start, today = context.told.end, context.told.start, context.published
    of_change = m.kind in ("years", "three") and not planned
    if of_change and end and start and end.year - start.year == m.first:
        return FLOW, Period(date(end.year - m.first + 1, 1, 1), end)
    span = context.span
    within = m.kind == "within" and span.start is not None and span.end is not None
    if within and _length(span) == m.first:
        return PLAN, span  # 三年内, in a report of a three years' plan
    course = context.course
    close = today is not None and course.end is not None and (course.end - today).days <= RUNNING
    coming = course.end is not None and today is not None and course.end > today and not close
    if m.kind == "three" and m.first == FIVE and coming:
        return PLAN, course  # 五年盘活土地1.5万亩, in a report of the plan to come
    if of_change and m.first == FIVE and course.end and not coming:
        return FLOW, course
    return None


def _length(span: Period) -> int:
    return span.end.year - span.start.year + 1 if span.start and span.end else 0


def _near_month(m: Mention, today: date | None) -> tuple[str, Period]:
    if today is None:
        return UNKNOWN, NOTHING
    number, month = divmod(today.year * 12 + today.month - 1 + m.first, 12)
    days = cal.months(number, month + 1, month + 1)
    if m.last_day and days.start:  # 上月中旬
        days = cal.part_of_month(days, m.day, m.last_day)
    return (AS_OF, cal.at(days.end)) if m.edge == "end" or m.until else (FLOW, days)


def _years(m: Mention, planned: str) -> tuple[str, Period]:
    first = m.year or 0
    if not first < m.last <= first + 30 or not cal.FIRST_YEAR <= first <= cal.LAST_YEAR - 30:
        return UNKNOWN, NOTHING
    return (PLAN if planned else FLOW), Period(date(first, 1, 1), date(m.last, 12, 31))


def _within_year(m: Mention, context: Context, planned: str) -> tuple[str, Period]:
    """A year, or the part of it that is named."""
    today = context.published
    number = _year_of(m, context, planned)
    if number is None or not cal.FIRST_YEAR <= number <= cal.LAST_YEAR:
        return UNKNOWN, NOTHING
    if m.kind == "ends":
        return _year_edge(m, number, today)
    here = context.here.period if context.here else NOTHING
    same = m.follow == 0 and m.kind == "year" and not (m.edge or m.until or m.toward)
    begun = here.end is not None and here.end.month > 1 and here.end < date(number, 12, 31)
    if same and begun and here.start == date(number, 1, 1):
        return FLOW, here  # 前10个月…, 其中当年投产的21个
    if m.words in ("本年", "本年度", "当年") and not (planned or m.edge or m.until or m.toward):
        so_far = _year_to_date(context, number)
        if so_far is not None:
            return FLOW, so_far
    if m.kind in ("year", "whole", "new_year"):
        whole = cal.year(number)
        first, last = 1, 12
    else:
        first, last = m.first, m.last
        whole = cal.months(number, first, last)
    if m.edge == "since":
        return SINCE, Period(whole.start, today) if today else NOTHING
    if m.edge in ("end", "before") or m.until:
        kind = PLAN if today and whole.end and whole.end > today + timedelta(RUNNING) else AS_OF
        return kind, cal.at(whole.end)
    if m.edge in ("begin", "middle"):
        return AS_OF, cal.at(whole.start)
    if m.edge in ("after", "past"):
        return UNKNOWN, NOTHING
    if m.toward and m.kind != "year":
        return AS_OF, cal.at(whole.end)
    future = today is not None and whole.end is not None and whole.end > today
    return (PLAN if future and planned else FLOW), whole


def _year_to_date(context: Context, number: int) -> Period | None:
    """1—9月…。本年新入库29个: the months of the year that the report gives account of."""
    frame = context.here or context.frame
    if frame is None or frame.kind != FLOW or frame.period.end is None:
        return None
    begins = frame.period.start == date(number, 1, 1) and frame.period.end.month > 1
    return frame.period if begins and frame.period.end < date(number, 12, 31) else None


def _year_edge(m: Mention, number: int, today: date | None) -> tuple[str, Period]:
    if m.edge == "begin":
        return AS_OF, cal.at(date(number - 1, 12, 31))
    if m.edge == "middle":
        return AS_OF, cal.at(date(number, 6, 30))
    last = date(number, 12, 31)
    return (PLAN if today and last > today else AS_OF), cal.at(last)


def _year_of(m: Mention, context: Context, planned: str) -> int | None:
    """The year a mention belongs to: its own, or the one that publication makes likely."""
    today = context.published
    if m.year is not None:
        return m.year
    if m.follow is not None:
        base = context.year or _told_year(context) or (today.year if today else None)
        return base + m.follow if base else None
    if m.words.startswith("上") and m.shift == -1 and context.here and context.here.year:
        return context.here.year - 1
    if m.words.startswith("上") and m.shift == -1:
        # 上年 is the year before the one told of, 去年 before publication
        frame = context.frame
        told = frame.year if frame is not None and frame.kind == FLOW else None
        told = context.year if context.year is not None else told
        if told is not None:
            return told - 1
    if m.shift is not None:
        return context.year_from(m.words, m.shift, planned)
    if today is None:
        return context.year
    if context.here is not None and 0 <= m.start - context.here.end <= 1 and m.kind == "day":
        return context.here.year  # 去年“双11”当天
    if m.kind == "new_year":
        return today.year + (today.month >= LATE)
    beside = _beside(m, context)
    if beside is not None:
        return beside
    if m.kind in ("whole", "ends", "year"):
        return _bare_year(m, context, today, planned)
    return _likely(m, context, today, planned)


def _beside(m: Mention, context: Context) -> int | None:
    """2018年园区企业第二季度产值: the year right before a part of it, no number between."""
    here = context.here
    if m.kind not in PARTS or here is None or here.year is None or not context.beside:
        return None
    whole = here.period == cal.year(here.year) and here.words[0].isdigit()
    return here.year if whole and m.start - here.end <= GAP else None


def _told_year(context: Context) -> int | None:
    """The year that 年末 or 全年 stood for, from which 当年 counts."""
    frame = context.here or context.frame
    return frame.year if frame is not None and frame.kind in (FLOW, AS_OF) else None


def _bare_year(m: Mention, context: Context, today: date, planned: str) -> int:
    """全年 and 年底 without a year."""
    frame = context.here or context.frame
    told = frame is not None and frame.year == today.year - 1
    # 去年产值3亿元, 预计全年…: where the year before has been told of, it is this one
    end = context.here.period.end if context.here else None
    over = end is not None and end.month == 12 and not context.beside
    if planned == "estimated" and told and not over and today.month <= EARLY:
        return today.year - 1  # 1—11月…, 全年预计… read in January
    if planned:
        target = context.target
        here = context.here.year if context.here else None
        if planned == "estimated" and m.kind == "whole" and (here is None or here <= today.year):
            return today.year  # 预计全年…, after a plan of the years to come
        if target is not None and target >= today.year:
            return target
        return today.year
    if m.kind == "whole" and context.closed and context.here is None:
        return context.closed  # 截至2023年底…；全年成交额68亿元
    # 截至2020年末…。全年发行: the year that the last day told closes
    closed = frame is not None and frame.kind == AS_OF and cal.year_end(frame.period.end)
    ruled = frame is not None and (frame.kind == FLOW or not frame.closes.empty or closed)
    same = context.here is not None and context.here.kind == FLOW and m.edge != "begin"
    bare = m.kind == "whole" or (m.kind == "ends" and same)  # 2020年营收9.6亿元, 年底品种11个
    if bare and frame is not None and frame.year is not None and ruled:
        running = frame.year == today.year and today.month <= EARLY
        return frame.year - running
    if m.edge == "begin":
        return today.year
    return today.year - (today.month <= EARLY)


def _likely(m: Mention, context: Context, today: date, planned: str) -> int:
    """A month or a part of the year without the year: the last one that could be told."""
    if m.kind == "half" and m.first == 7 and today.month > 4:
        return today.year  # 下半年 before or within it
    first = date(today.year, m.first, max(1, min(m.day, 28)))
    to = m.last or m.first  # 1月0日 has none
    last = day_of(today.year, m.first, m.day) if m.day else cal.month_end(today.year, to)
    allowed = QUARTER if m.kind == "quarter" else RUNNING
    frame = context.frame
    told = frame.year if frame is not None and frame.kind in (FLOW, AS_OF) else None
    ahead = last is not None and (last - today).days > RUNNING
    if not planned and told == today.year - 1 and ahead:
        return told  # 2019年…。一季度增长9%, read in January
    if planned:
        gone = last is not None and (today - last).days > 4 * RUNNING
        return today.year + int(gone)
    running = context.year == today.year and first <= today  # 2021年…, 一、二季度, read in May
    if running and last is not None and (last - today).days < 2 * RUNNING:
        return today.year
    if first > today or (last is not None and (last - today).days > allowed and not m.until):
        return today.year - 1 if m.edge not in ("end", "before") or first > today else today.year
    return today.year
