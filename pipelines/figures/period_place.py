"""Where a number stands among the times of a report: what the walk hands to the chooser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipelines.figures.period_calendar import Period
from pipelines.figures.period_resolve import Frame

OWN = frozenset(("enterprise", "project"))  # subjects that have figures of their own


@dataclass(slots=True)
class Place:
    """What governs one number, and the words around it."""

    at: int
    offset: int  # of the number in `lead`
    head: str  # since the last number or the beginning of the clause
    verb: str  # head, with the words that it shares with the number before it in a list
    clause: str  # since the beginning of the clause
    phrase: str  # since the last comma, enumerations included
    lead: str  # since the beginning of the sentence
    tail: str  # to the next number or the end of the clause
    rest: str  # to the end of the sentence
    sentence: int
    paragraph_start: int
    stated: list[Frame]  # of this sentence, before the number, the last one first
    bound: Frame | None  # of this number only
    after: Frame | None  # after the number, in its clause or its sentence
    changed: Period | None  # the years of the change just told, for its rate
    compared_year: int | None  # the year it is compared with
    inherited: Frame | None  # of an earlier sentence
    earlier_flow: Frame | None  # the last stretch, where 目前 came after it
    plan: Frame | None  # of an earlier sentence that told a plan
    event: date | None
    between: bool  # another number stands between the stated time and this one
    reported: bool  # and that number is reported, not planned
    first_part: bool  # the value that a change began with
    second_part_of_now: bool  # the value that a change from today's leads to
    average: bool
    year_begin: bool
