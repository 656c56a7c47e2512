"""Days on list pages: written beside a link, hidden in an id, or filled into an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
WRITTEN = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*(?P<mark>[-/.年])\s*(?P<month>\d{1,2})\s*"
    r"(?:(?P=mark)|月)\s*(?P<day>\d{1,2})(?!\d)"
)
CLOCK = r"(?:[\sT]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
DATE_ONLY = re.compile(
    rf"[\s\[【(（]*(?:(?:19|20)\d\d\s*[-/.年]\s*)?\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}\s*[日/]?{CLOCK}[\s\])）】]*"
)
TRAILING = re.compile(
    rf"[\s\[【(（]*(?:19|20)\d\d\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}\s*[日/]?{CLOCK}[\s\])）】]*$"
)
HEX_ID = re.compile(r"(?<![0-9a-f])([0-9a-f]{8})[0-9a-f]{16}(?![0-9a-f])")
GX_ID = re.compile(r"newgx([0-9a-f]{8})-")
LONG_ID = re.compile(r"(?<!\d)(\d{19})(?!\d)")
MICRO_ID = re.compile(r"(?<!\d)(\d{16})(?!\d)")
SHIFT = 22  # low bits of a 19-digit id that count within one millisecond
SINCE_2015 = datetime(2015, 1, 1, tzinfo=UTC)
PLAUSIBLE = range(2000, 2100)


def written_day(text: str) -> date | None:
    """The first full date in a text (2025-03-05, 2025/3/5, 2025.03.05, 2025年3月5日).

    A date without its year is no day: nothing on the page says which year it means.
    """
    for found in WRITTEN.finditer(text):
        try:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            continue
    return None


def is_date(text: str) -> bool:
    """Whether a text is a date or a date and time, and nothing else."""
    return bool(text.strip()) and DATE_ONLY.fullmatch(text) is not None


def without_date(text: str) -> str:
    """A title without the date that stands behind it in the same link."""
    return TRAILING.sub("", text).strip()


def id_day(kind: str, url: str) -> date | None:
    """The day in Beijing that an id tells; kinds of id as in ID_KINDS, None where it tells none.

    Concluded from dated addresses of the sites that use them, not from a documented rule: ids of
    24 hexadecimal digits begin with Unix seconds; 19-digit ids hold milliseconds since 2015 above
    22 low bits; 16-digit ids are microseconds since 1970.
    """
    reader = ID_KINDS.get(kind)
    try:
        moment = reader(url) if reader else None
    except (OverflowError, ValueError, OSError):
        return None
    if moment is None or moment.year not in PLAUSIBLE:
        return None
    return moment.astimezone(BEIJING).date()


def _hex_moment(url: str) -> datetime | None:
    found = HEX_ID.search(url) or GX_ID.search(url)
    return datetime.fromtimestamp(int(found[1], 16), UTC) if found else None


def _long_moment(url: str) -> datetime | None:
    found = LONG_ID.search(url)
    return SINCE_2015 + timedelta(milliseconds=int(found[1]) >> SHIFT) if found else None


def _micro_moment(url: str) -> datetime | None:
    found = MICRO_ID.search(url)
    return datetime.fromtimestamp(int(found[1]) / 1e6, UTC) if found else None


ID_KINDS = {"seconds_hex": _hex_moment, "millis_2015": _long_moment, "micros": _micro_moment}


def days_back(since: date, until: date) -> Iterator[date]:
    """Every day of a window, the newest first."""
    for back in range((until - since).days + 1):
        yield until - timedelta(days=back)


def fill(template: str, day: date) -> str:
    """An address with %Y, %m and %d filled in; other percent signs (as in %20) stay."""
    parts = {"%Y": f"{day.year:04d}", "%m": f"{day.month:02d}", "%d": f"{day.day:02d}"}
    return re.sub(r"%[Ymd]", lambda found: parts[found.group()], template)
