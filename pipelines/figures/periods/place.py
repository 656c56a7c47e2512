"""Where a number stands among the times of a report: what the walk hands to the chooser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipelines.figures.times.calendar import NOTHING, Period
from pipelines.figures.times.frames import Frame

OWN = frozenset(("enterprise", "project"))  # subjects that have figures of their own
LEAD = 240  # characters before a number that may bear on it
STOPS = frozenset(",。;、:!?")
AHEAD = 40  # characters after a number that may bear on it


@dataclass(slots=True)
class Place:
    """What governs one number, and the words around it."""

    text: str
    at: int
    end: int
    head: str  # the words since the last number or the beginning of the clause
    clause_start: int
    phrase_start: int  # where the phrase begins, enumerations included
    sentence_start: int
    sentence_end: int
    tail_end: int  # before the next number, or where the clause ends
    sentence: int
    paragraph_start: int
    verb: str  # head, with the words that it shares with the number before it in a list
    stated: list[Frame]  # of this sentence, before the number, the last one first
    bound: Frame | None  # of this number only
    changed: Period | None  # the years of the change just told, for its rate
    compared_year: int | None  # the year it is compared with
    since_day: date | None  # the day it is compared with
    inherited: Frame | None  # of an earlier sentence
    earlier_flow: Frame | None  # the last stretch, where 目前 came after it
    plan: Frame | None  # of an earlier sentence that told a plan
    event: date | None
    between: bool  # another number stands between the stated time and this one
    reported: bool  # and that number is reported, not planned
    first_part: bool  # the value that a change began with
    years: tuple[int, int] | None  # of the last change told in the sentence
    second_part: bool  # the value that the change leads to
    second_part_of_now: bool  # the value that a change from today's leads to
    average: bool
    year_begin: bool
    course: Period = NOTHING  # the years of the five-year plan that the report speaks of
    span: Period = NOTHING  # the years of the plan that the report retells
    site: bool = False  # its sentence has described a site before it
    dated: Frame | None = None  # the event that the clause before was about
    gathering: Frame | None = None  # the day on which the projects told of were signed or begun
    after: Frame | None = None  # after the number, in its clause or its sentence
    leads_to: Frame | None = None  # the day told after the dash that the number stands before
    assessed: int | None = None  # the year of an assessment that its sentence names
    account: bool = True  # its report gives account of a stretch, and tells no story
    box: int = -1  # the bracket or the quotation in which it stands

    @property
    def clause(self) -> str:
        """The words since the beginning of the clause."""
        return self.text[max(self.clause_start, self.at - LEAD) : self.at]

    @property
    def phrase(self) -> str:
        """The words since the last comma, enumerations included."""
        return self.text[max(self.phrase_start, self.at - LEAD) : self.at]

    @property
    def lead(self) -> str:
        """The words since the beginning of the sentence."""
        return self.text[max(self.sentence_start, self.at - LEAD) : self.at]

    @property
    def tail(self) -> str:
        """The words up to the next number or the end of the clause."""
        return self.text[self.end : self.tail_end]

    @property
    def apart(self) -> bool:
        """Whether the rest of its sentence leaves it out: 除出口下降3%外,上半年…."""
        return "除" in self.phrase and self.text.startswith("外", self.end)

    @property
    def closed(self) -> str:
        """The tail with the sign that ends it, nothing where a number does."""
        stop = self.text[self.tail_end : self.tail_end + 1] in STOPS
        return self.text[self.end : self.tail_end + stop]

    @property
    def rest(self) -> str:
        """The words up to the end of the sentence."""
        return self.text[self.end : min(self.sentence_end, self.end + AHEAD)]
