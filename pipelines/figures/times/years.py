"""A stretch of years whose numbers 分别 hands out year by year: 2016年至2018年,分别完成A、B、C."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from pipelines.figures.patterns import later
from pipelines.figures.times.calendar import Period
from pipelines.figures.times.frames import FLOW, Frame

MOST = 6  # years that a sentence tells one by one
# The numbers that stand in a row after 分别; their units may be said with the last alone.
VALUE = r"[约近超]?\d[\d.,]*[万亿]?[一-龥%]{0,4}"
ROW = later(rf"(?:分别|依次)[^,。;:、0-9]{{0,18}}({VALUE}(?:[、和及与]{VALUE})+)")


# 2011年、2012年, 产值增长28.8%、17.1%: as many numbers as years, without a word that says so.
BESIDE = later(rf",?[^,。;:、0-9]{{0,18}}({VALUE}(?:[、和及与]{VALUE})+)")


def row(text: str, listed: list[Frame], at: int) -> int:
    """Where the numbers begin that the times of a list are handed out to, -1 without such a row."""
    end = listed[-1].end
    said = max(text.rfind("分别", end, at), text.rfind("依次", end, at))
    if said >= 0:
        return said
    beside = BESIDE.match(text, end)
    if beside is None or not beside.start(1) <= at < beside.end():
        return -1
    as_many = len(re.split("[、和及与]", beside[1])) == len(listed)
    return beside.start(1) - 1 if as_many else -1


def year_by_year(text: str, frame: Frame, end: int) -> list[Frame]:
    """The single years of a stretch whose numbers are as many as it has years, else nothing."""
    first, last = frame.period.start, frame.period.end
    if frame.kind != FLOW or first is None or last is None:
        return []
    years = last.year - first.year + 1
    whole = (first.month, first.day, (last + timedelta(1)).month) == (1, 1, 1)
    if not whole or not 2 <= years <= MOST:
        return []
    row = ROW.search(text, frame.end, end)
    if row is None or len(re.split("[、和及与]", row[1])) != years:
        return []
    days = [
        Period(date(year, 1, 1), date(year, 12, 31)) for year in range(first.year, last.year + 1)
    ]
    return [replace(frame, period=one) for one in days]
