"""A day set as a leaf of a calendar: year, month, day and clock each in a place of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipelines.article.dates import MONTHS, Moment, clock

MOST = 4  # lines that such a leaf has
LONGEST = 14  # characters of one of them
PART = re.compile(rf"(?:[\d\s:/.年月日号|·-]|(?:{'|'.join(MONTHS)})[a-z]{{0,6}}\.?)+")
_YEAR, _MONTH = r"(?P<year>(?:19|20)\d\d)\s*年?", r"(?P<month>1[0-2]|0?[1-9])"
_DAY, _NAME = r"(?P<day>3[01]|[12]\d|0?[1-9])", rf"(?P<name>{'|'.join(MONTHS)})[a-z]*\.?"
_CLOCK = r"(?:[\s|]+(?P<clock>\d{1,2}:\d\d(?::\d\d)?))?"
FORMS = tuple(
    re.compile(form + _CLOCK)
    for form in (
        rf"{_YEAR}[\s/.|-]+{_MONTH}\s*[-/.月]\s*{_DAY}日?",  # 2020 03/01
        rf"{_MONTH}\s*[-/.月]\s*{_DAY}日?[\s/|-]+{_YEAR}",  # 03-01 2020
        rf"{_DAY}日?[\s/|]+{_YEAR}\s*[-/.]?\s*{_MONTH}月?",  # 01 2020-03
        rf"{_YEAR}\s*[-/.]?\s*{_MONTH}月?[\s/|]+{_DAY}日?",  # 2020-03 01
        rf"{_MONTH}月[\s/]*{_DAY}日?[\s/]+{_YEAR}",  # 3月 01 2020
        rf"{_DAY}[\s/]+{_MONTH}月[\s/]+{_YEAR}",  # 01 3月 2020
        rf"{_DAY}[\s/]+{_NAME}[\s/]+{_YEAR}",  # 01 Mar 2020
        rf"{_NAME}[\s/]+{_DAY}[\s/]+{_YEAR}",  # Mar 01 2020
    )
)


def search(lines: Sequence[str]) -> Moment | None:
    """The day that up to four short lines in a row make together, or one that holds no more."""
    parts = [line.strip() for line in lines]
    for n, first in enumerate(parts):
        if not _is_part(first):
            continue
        run = [first]
        for other in parts[n + 1 : n + MOST]:
            if not _is_part(other):
                break
            run.append(other)
        for size in range(len(run), 0, -1):
            found = _read(" ".join(run[:size]))
            if found:
                return found
    return None


def _is_part(text: str) -> bool:
    return len(text) <= LONGEST and PART.fullmatch(text) is not None


def _read(text: str) -> Moment | None:
    for form in FORMS:
        match = form.fullmatch(text)
        if match is None:
            continue
        parts = match.groupdict()
        month = MONTHS.index(parts["name"]) + 1 if parts.get("name") else int(parts["month"])
        try:
            day = date(int(parts["year"]), month, int(parts["day"]))
        except ValueError:
            continue
        return Moment(day, clock(parts["clock"] or ""), text, 0, len(text))
    return None
