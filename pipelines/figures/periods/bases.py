"""The year that a value is measured by: told of one number alone, or named as the base."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.periods.place import Place
from pipelines.figures.periods.sentence import Sentence
from pipelines.figures.times.ahead import aims_at
from pipelines.figures.times.frames import FLOW as STRETCH
from pipelines.figures.times.frames import Context
from pipelines.figures.times.words import Mention
from pipelines.figures.types import Reading

FROM = later("[由从]")


def alone(text: str, mention: Mention, context: Context, named: bool) -> bool:
    """2020年产值13.7亿元, 2015年10.2亿元, …: an earlier year told of one number alone.

    named says that the sentence has named a time before: 下半年, 瞄准全年460亿元目标, ….
    """
    if named and aims_at(text, mention):
        return True
    here, year = context.here, mention.year
    whole = mention.kind == "year" and not (mention.edge or mention.until or mention.toward)
    if here is None or here.year is None or year is None or not whole:
        return False
    return year < here.year and text[mention.end : mention.end + 1].isdigit() and not context.beside


def compared_year(
    text: str,
    reading: Reading,
    before: Place | None,
    current: Sentence,
    first: int,
    average: bool,
) -> int | None:
    """The year that a change is told from: 比2015年, or that of the value just before it.

    The clause of the reading begins at first; before is the place of the number before it.
    """
    if current.compared:
        year = current.compared_with(text, first, average)
        if year is not None:
            return year
    if before is not None and before.second_part and before.sentence == current.number:
        base = _base_before(text[first : reading.start], current)
        if base is not None and reading.kind in ("level", "share", "rank"):
            return base
    if reading.kind != "growth" or before is None or before.bound is None:
        return None
    told = before.sentence == current.number and before.stated and before.changed is None
    return before.bound.year if told and before.end + 1 == first else None


def _base_before(head: str, current: Sentence) -> int | None:
    """排名由2016年的第42位升到第29位, 创新能力由第50位…: the year of the change just told."""
    if not current.bound or FROM.search(head) is None:
        return None
    years = current.between()
    last = current.bound[-1]
    return years[0] if years is not None else last.year if last.kind == STRETCH else None
