"""Dates and times as Chinese news pages write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from pipelines.article.labels import plain

_DIGITS = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))
_CN = "〇零○一二三四五六七八九十"

DAY = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)[ ]?(?P<sep>[-–—/.年·])[ ]{0,2}(?P<month>1[0-2]|"
    r"0?[1-9])[ ]?(?:[-–—/.月·])[ ]{0,2}"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)(?!\.\d)[ ]?[日号號]?"
)
BARE = re.compile(
    r"(?<!\d)(?P<year>20[0-3]\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
CHINESE = re.compile(
    rf"(?P<year>[〇零○一二]{{1}}[{_CN[:-1]}]{{3}})年(?P<month>[{_CN}]{{1,2}})月(?P<day>[{_CN}]{{1,3}})日"
)
MINGUO = re.compile(
    r"(?:民國|中華民國)[ ]?(?P<year>\d{2,3})[ ]?年[ ]?(?P<month>\d{1,2})[ ]?月[ "
    r"]?(?P<day>\d{1,2})[ ]?日"
)
DAY_FIRST = re.compile(
    r"(?<![\d./])(?P<day>0?[1-9]|[12]\d|3[01])(?P<sep>[./-])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<year>20[0-3]\d)(?!\d)"
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ENGLISH = re.compile(
    r"(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?[ ](?P<day>3[01]|"
    r"[12]\d|0?[1-9])(?:st|nd|rd|th)?,?[ ](?P<year>20\d\d)",
    re.I,
)
SHORT = re.compile(
    r"(?<![\d-])(?P<year>[0-2]\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?=[ "
    r"]+\d{1,2}:\d\d)"
)
CLOCK = re.compile(
    r"^[\s/T,|(日]*(?:(?:星期|周|週|礼拜)[一二三四五六日天]|\((?:星期|周|週)?[一二三四五六日天]\))?[\s),]*(?:(?:香港|北京|台北|当地|當地)(?:时间|時間)|HKT)?\s*"
    r"(?P<half>上午|下午|晚上|凌晨|中午|AM|PM)?[ ]?(?P<hour>2[0-3]|[01]?\d)[ ]?(?:[:]|"
    r"[时時点點])[ ]?"
    r"(?P<minute>[0-5]\d(?!\d)|\d(?=[ ]?分))(?:[分:][ ]?(?P<second>[0-5]\d)?)?"
    r"[ ]?(?P<after>AM|PM)?",
    re.I,
)
# Each with what it cannot do without: to look for that takes a hundredth of the time.
# 2021 08 / 09 08:29:30: year, month and day in elements of their own.
APART = re.compile(
    r"(?<![\d.])(?P<year>20[0-3]\d)\s+(?P<month>0[1-9]|1[0-2])\s*[/.-]\s*(?P<day>3[01]|[12]\d|0[1-9])(?=\s+\d{1,2}:\d\d)"
)
FORMS = (
    (DAY, ""),
    (CHINESE, "年"),
    (MINGUO, "年"),
    (SHORT, "-"),
    (DAY_FIRST, "20"),
    (ENGLISH, " 20"),
    (APART, "20"),
)
SHORTEST = 6  # characters of a date that names its year
POSSIBLE = re.compile(r"\d\d|[〇零○一二]{2}")
CHINA = timezone(timedelta(hours=8))
BEFORE = re.compile(r"(?<![\d:])(?P<hour>2[0-3]|[01]?\d):(?P<minute>[0-5]\d)(?::\d\d)?\s*$")
MACHINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?")
YEARLESS = re.compile(
    r"(?<![\d-])(?P<month>0?[1-9]|1[0-2])[-/月](?P<day>[12]\d|3[01]|0?[1-9])日?(?:\s*\((?:星期|周)?[一二三四五六日]\))?\s+(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with hour and minute where they are written; raw and its end in the plain text."""

    day: date
    time: str  # HH:MM, HH:MM:SS or ''
    raw: str
    start: int
    end: int

    @property
    def iso(self) -> str:
        """ISO 8601 in Chinese time, as precise as the words."""
        return (
            f"{self.day.isoformat()}T{self.time[:5]}+08:00" if self.time else self.day.isoformat()
        )


def search(text: str, begin: int = 0) -> Moment | None:
    """The first date in text (offsets count in its one-width form), or None."""
    flat = plain(text)
    if len(flat) - begin < SHORTEST or not POSSIBLE.search(flat, begin):
        return None
    best: Moment | None = None
    for pattern, sign in FORMS:
        if sign not in flat:
            continue
        match = pattern.search(flat, begin)
        while match:
            found = _moment(flat, match, pattern)
            if found:
                if best is None or found.start < best.start:
                    best = found
                break
            match = pattern.search(flat, match.end())
    return best


def compact(text: str) -> Moment | None:
    """A date written as eight digits, as addresses and meta tags have it."""
    match = BARE.search(text)
    return _moment(text, match, BARE) if match else None


def _moment(flat: str, match: re.Match[str], pattern: re.Pattern[str]) -> Moment | None:
    try:
        day = date(*_numbers(match, pattern))
    except ValueError:
        return None
    clock = CLOCK.match(flat[match.end() : match.end() + 40])
    end, time = match.end(), ""
    before = None if clock else BEFORE.search(flat[max(0, match.start() - 12) : match.start()])
    if before:
        time = f"{int(before['hour']):02d}:{before['minute']}"
    if clock:
        end += clock.end()
        time = _time(clock)
    return Moment(day, time, flat[match.start() : end].strip(), match.start(), end)


def _time(clock: re.Match[str]) -> str:
    hour = int(clock["hour"])
    half = (clock["half"] or clock["after"] or "").upper()
    if half in ("下午", "晚上", "PM") and hour < 12:
        hour += 12
    if half in ("上午", "凌晨", "AM") and hour == 12:
        hour = 0
    second = f":{clock['second']}" if clock["second"] else ""
    return f"{hour:02d}:{clock['minute']:0>2}{second}"


def _numbers(match: re.Match[str], pattern: re.Pattern[str]) -> tuple[int, int, int]:
    if pattern is CHINESE:
        year = int("".join(_DIGITS[char] for char in match["year"]))
        return year, _tens(match["month"]), _tens(match["day"])
    if pattern is ENGLISH:
        month = MONTHS.index(match["name"][:3].title()) + 1
        return int(match["year"]), month, int(match["day"])
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if pattern is MINGUO:
        year += 1911
    if pattern is SHORT:
        year += 2000
    return year, month, day


def _tens(word: str) -> int:
    if "十" in word:
        tens, _, ones = word.partition("十")
        return (int(_DIGITS[tens]) if tens else 1) * 10 + (int(_DIGITS[ones]) if ones else 0)
    return int("".join(_DIGITS[char] for char in word))


ADDRESS = re.compile(
    r"/(?P<year>20[0-3]\d)[-/_]?(?P<month>0[1-9]|1[0-2])[-/_]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)|"
    r"[/_]t?(?P<y>20[0-3]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=[_./-]|$)"
)


def clock(text: str) -> str:
    """The time of day that a text begins with, or an empty string."""
    match = CLOCK.match(text)
    return _time(match) if match else ""


def of_machine(text: str) -> Moment | None:
    """The moment that a meta tag gives, in Chinese time where it names its zone."""
    match = MACHINE.search(text)
    if match and match["zone"]:
        try:
            stamp = datetime.fromisoformat(text[match.start() : match.end()].replace("Z", "+00:00"))
            stamp = stamp.astimezone(CHINA)
        except (ValueError, OverflowError):  # 9999-12-31T23:59:59Z is no moment in China
            return search(text) or compact(text)
        return Moment(stamp.date(), stamp.strftime("%H:%M:%S"), match[0], *match.span())
    return search(text) or compact(text)


def month_and_day(text: str, year: int) -> Moment | None:
    """A moment written without its year."""
    match = YEARLESS.search(text)
    if match is None:
        return None
    try:
        day = date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return Moment(day, f"{int(match['hour']):02d}:{match['minute']}", match[0], *match.span())


def of_address(url: str) -> Moment | None:
    """The day that an address names in full, or None."""
    match = ADDRESS.search(url)
    if match is None:
        return None
    try:
        day = date(
            *(int(match[a] or match[b]) for a, b in (("year", "y"), ("month", "m"), ("day", "d")))
        )
    except ValueError:
        return None
    return Moment(day, "", "", 0, 0)
