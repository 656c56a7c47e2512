"""Walks a report with the times it has named, and finds the one that governs each number."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from pipelines.figures import period_calendar as cal
from pipelines.figures.layout import Layout, layout
from pipelines.figures.patterns import later
from pipelines.figures.period_calendar import Period
from pipelines.figures.period_grammar import either, vocabulary
from pipelines.figures.period_kept import Kept
from pipelines.figures.period_nature import rules
from pipelines.figures.period_place import AHEAD, LEAD, OWN, Place
from pipelines.figures.period_resolve import (
    AS_OF,
    EVENT,
    FLOW,
    PLAN,
    PRESENT,
    RUNNING,
    SINCE,
    Context,
    Frame,
    resolve,
)
from pipelines.figures.period_roles import (
    BOUND,
    COMPARED,
    DATELINE,
    DATES,
    GOVERNS,
    NAMED,
    Timed,
    became,
    first_part,
    times,
)
from pipelines.figures.types import Document, Reading


@dataclass(slots=True)
class _Sentence:
    number: int
    start: int = 0
    end: int = 0
    opens: int = 0  # where its paragraph begins
    park: Frame | None = None  # what a number of the park inherits
    own: Frame | None = None  # what a number of a firm or a project inherits
    plan: Frame | None = None
    frames: list[Frame] = field(default_factory=list)
    bound: list[Frame] = field(default_factory=list)
    compared: list[Timed] = field(default_factory=list)
    listed: list[Frame] = field(default_factory=list)  # the last times, told as a list


class Walk:
    """One reading of one report; `places` yields what governs each number."""

    def __init__(self, doc: Document, readings: list[Reading]) -> None:
        self.doc = doc
        self.text = doc.folded
        self.where: Layout = layout(doc.folded)
        self.readings = readings
        self.starts = [reading.start for reading in readings]
        self.context = Context(doc.published)
        self.kept = Kept(self.context, self.where)
        self.current = _Sentence(-1)
        self.frames: list[Frame] = []
        self.dates: list[Frame] = []  # of things and events
        self.assessed = self._assessed()
        self._title()

    def _assessed(self) -> int | None:
        """The year of the assessment that the report tells of: 《2013年度考核评价的通报》."""
        for timed in times(self.text):
            mention = timed.mention
            if timed.role == NAMED and mention.year and ASSESSED.match(self.text, mention.end):
                return mention.year
            if mention.kind == "plan" and mention.edge == "end" and mention.year:
                return mention.year + 4
        return None

    def _title(self) -> None:
        """A stretch named in the headline governs until the text names one."""
        for timed in times(self.doc.title.translate(FOLDED)):
            if timed.role == GOVERNS and timed.mention.kind in (
                "months",
                "half",
                "quarter",
                "year",
            ):
                frame = resolve(timed.mention, self.context, "")
                if frame.kind == FLOW and not self._coming(frame):
                    self.kept.park = self.kept.flow = replace(frame, start=-1, end=-1)
            if timed.mention.kind == "year_range":
                self._span(timed)

    def _coming(self, frame: Frame) -> bool:
        """冲刺四季度: a stretch hardly begun, which a headline only looks forward to."""
        end, today = frame.period.end, self.doc.published
        return end is None or (today is not None and (end - today).days > RUNNING)

    def places(self) -> list[Place]:
        """The place of every reading, in order."""
        out: list[Place] = []
        timed, at = times(self.text), 0
        for number, reading in enumerate(self.readings):
            while at < len(timed) and timed[at].mention.start < reading.start:
                self._time(timed[at])
                at += 1
            self._enter(self.where.sentence(reading.start))
            out.append(self._place(number, reading, out[-1] if out else None))
        for place, reading in zip(out, self.readings, strict=True):
            if not place.stated or reading.status == "planned":
                place.after = self._following(place, reading)
        return out

    def _following(self, place: Place, reading: Reading) -> Frame | None:
        """The first time after a number, before the next number of its sentence."""
        dated = reading.status == "planned" or reading.unit == "count"
        lists = (self.frames, self.dates) if dated else (self.frames,)
        frame = None
        for frames in lists:
            found = _next(frames, reading.start)
            if found is not None and (frame is None or found.start < frame.start):
                frame = found
        if frame is None or frame.start > reading.end + AHEAD:
            return None
        clause = self.where.clause(reading.start)[1]
        next_one = bisect_right(self.starts, reading.start)
        crossed = next_one < len(self.starts) and self.starts[next_one] < frame.start
        same = self.where.sentence(frame.start) == place.sentence
        if not same or (crossed and frame.start >= clause):
            return None
        return frame

    def _enter(self, sentence: int) -> None:
        current, kept, where = self.current, self.kept, self.where
        if sentence == current.number:
            return
        if current.number >= 0:
            kept.leave(current.number, current.frames, self.readings, self.starts)
        span = where.sentences[sentence]
        self.current = _Sentence(
            sentence,
            span.start,
            span.end,
            where.opens[sentence],
            kept.inherited(False, sentence),
            kept.inherited(True, sentence),
            kept.planned(sentence),
        )

    def _time(self, timed: Timed) -> None:
        mention = timed.mention
        self._enter(self.where.sentence(mention.start))
        frame = resolve(mention, self.context, self._planned_after(mention.end))
        if timed.role == COMPARED:
            self.current.compared.append(timed)
            return
        if timed.role == NAMED or mention.kind == "year_range":
            self._span(timed)
            if timed.role == NAMED or self.where.box(mention.start) >= 0:
                return
        if timed.role == BOUND:
            self.current.bound.append(self._same_days(timed, frame))
            return
        if timed.role == DATELINE:
            self._happened(frame)
            return
        if mention.dated and frame.year is not None and not mention.words.startswith("上"):
            self.context.year = frame.year
        if timed.role == DATES:
            self.context.anchor = frame.period.start
            self.dates.append(frame)
            return
        self._govern(self._same_days(timed, self._since_event(timed, frame)))

    def _same_days(self, timed: Timed, frame: Frame) -> Frame:
        """去年同期 is the stretch in force, a year before."""
        current = self.current.frames[-1] if self.current.frames else self.kept.flow
        if timed.mention.edge != "same" or current is None:
            return frame
        if current.year is None or frame.year is None:
            return frame
        years = frame.year - current.year or -1  # read in January, 去年 is the year in force
        return replace(frame, period=cal.shifted(current.period, years))

    def _span(self, timed: Timed) -> None:
        mention = timed.mention
        first, last = mention.year, mention.last
        if mention.kind == "year_range" and first and first < last <= first + LONG_PLAN:
            self.context.span = Period(date(first, 1, 1), date(last, 12, 31))

    def _happened(self, frame: Frame) -> None:
        if frame.kind == EVENT and frame.period.start is not None:
            self.context.event = frame.period.start

    def _since_event(self, timed: Timed, frame: Frame) -> Frame:
        """自2020年封关运行以来 begins with the time that dates the event."""
        told = [frames[-1] for frames in (self.dates, self.frames) if frames]
        if timed.mention.kind != "since" or not told:
            return frame
        dated = max(told, key=lambda earlier: earlier.end)
        start = dated.period.start
        if start is None or not 0 <= frame.start - dated.end <= EVENT_WORDS:
            return frame
        return replace(frame, kind=SINCE, period=Period(start, self.doc.published))

    def _govern(self, frame: Frame) -> None:
        if frame.kind == EVENT:
            self._happened(frame)
            today = self.doc.published
            start = frame.period.start
            if today and start and today.year - start.year >= 2:
                self.context.anchor = start
        if frame.kind == PLAN and frame.year is not None:
            self.context.target = frame.year
        frame = self._range(frame)
        self._list(frame)
        self.current.frames.append(frame)
        self.frames.append(frame)

    def _range(self, frame: Frame) -> Frame:
        """从2020年到2023年: from the first day of one time to the last of the other."""
        current = self.current
        for frames in (current.frames, current.bound):
            first = frames[-1] if frames else None
            if first is None or not TO.fullmatch(self.text, first.end, frame.start):
                continue
            begin, end = first.period.start, frame.period.end
            if begin is None or end is None or not begin < end:
                continue
            frames.pop()
            kind = frame.kind if frame.kind == PLAN else FLOW
            words = self.text[first.start : frame.end]
            return replace(
                frame, kind=kind, period=Period(begin, end), words=words, start=first.start
            )
        return frame

    def _list(self, frame: Frame) -> None:
        """2022年、2023年: times that a 分别 hands out one by one."""
        current = self.current
        last = current.frames[-1] if current.frames else None
        if last is None or not AND.fullmatch(self.text, last.end, frame.start):
            current.listed = [frame]
        else:
            current.listed.append(frame)

    def _planned_after(self, offset: int) -> str:
        """The modality of the next number of the sentence if it is planned, else nothing."""
        at = bisect_right(self.starts, offset - 1)
        if at == len(self.readings):
            return ""
        reading = self.readings[at]
        same = self.where.sentence(reading.start) == self.where.sentence(max(0, offset - 1))
        return reading.modality if same and reading.status == "planned" else ""

    def _place(self, number: int, reading: Reading, before: Place | None) -> Place:
        current, text, at = self.current, self.text, reading.start
        start, end = self.where.clause(at)
        previous = self.readings[number - 1] if number else None
        first = max(start, previous.end) if previous is not None else start
        head, tail_end = text[first:at], max(self._until(number, end), reading.end)
        joined = before if self._joined(before, first, head) else None
        bound = self._bound(start, previous) if current.bound else None
        stated = self._stated(at) if current.frames else []
        between = previous if stated and previous and previous.start > stated[0].start else None
        average = "年均" in head or "年平均" in head or bool(joined and joined.average)
        return Place(
            text=text,
            at=at,
            end=reading.end,
            head=head[-LEAD:],
            clause_start=start,
            phrase_start=self.where.phrase(at),
            sentence_start=current.start,
            sentence_end=current.end,
            tail_end=tail_end,
            sentence=current.number,
            paragraph_start=current.opens,
            verb=(joined.verb + head)[-HANDED:] if joined and not rules(head) else head,
            stated=stated,
            bound=bound,
            changed=self._changed(reading) if current.bound else None,
            compared_year=self._compared(first, average) if current.compared else None,
            inherited=current.own if reading.subject_kind in OWN else current.park,
            earlier_flow=self.kept.flow,
            plan=current.plan,
            event=self.context.event,
            between=between is not None,
            reported=between is not None and between.status == "actual",
            first_part=bound is None and first_part(head, text[reading.end : tail_end]),
            years=self._between() if current.bound else None,
            second_part=before is not None and before.first_part and became(head),
            second_part_of_now=bool(current.bound) and bound is None and self._from_now(start),
            average=average,
            year_begin=_since_the_begin(reading, head, joined),
        )

    def _until(self, number: int, end: int) -> int:
        """Where the words of a number end: with its clause, or before the next number."""
        return min(end, self.starts[number + 1]) if number + 1 < len(self.starts) else end

    def _joined(self, before: Place | None, first: int, head: str) -> bool:
        """Whether a number goes on with the list of the one before."""
        if before is None or before.sentence != self.current.number:
            return False
        listed = first > self.current.start and self.text[first - 1] == "、"
        return listed or JOINED.match(head) is not None

    def _stated(self, at: int) -> list[Frame]:
        """The times of the sentence that reach a number, the last one first."""
        frames, where, listed = (self.current.frames[-NEAREST:], self.where, self.current.listed)
        if len(listed) > 1 and "分别" in self.text[listed[-1].end : at]:
            since = bisect_right(self.starts, listed[-1].end)
            turn = bisect_right(self.starts, at - 1) - since
            return [listed[turn % len(listed)]]
        if where.boxes:
            box = where.box(at)
            frames = [frame for frame in frames if where.box(frame.start) in (-1, box)]
        return frames[::-1]

    def _from_now(self, start: int) -> bool:
        frames = self.current.bound[-NEAREST:]
        return any(f.kind in (PRESENT, AS_OF) and f.start >= start for f in frames)

    def _bound(self, start: int, previous: Reading | None) -> Frame | None:
        for frame in reversed(self.current.bound[-NEAREST:]):
            if frame.start >= start and (previous is None or previous.start < frame.start):
                return frame
        return None

    def _compared(self, first: int, average: bool) -> int | None:
        for timed in reversed(self.current.compared[-NEAREST:]):
            mention = timed.mention
            opened = average or self.text.startswith("相比", mention.end)
            if (opened or mention.start >= first - 1) and mention.kind in ("year", "ends", "whole"):
                return mention.year
        return None

    def _changed(self, reading: Reading) -> Period | None:
        """从2012年的186亿元跃升至2021年的512亿元, 年均增长: the years of growth."""
        frames = [f for f in self.current.bound[-2:] if f.period.start or f.kind == AS_OF]
        if reading.kind != "growth" or len(frames) < 2 or self._own_time(reading, frames[1]):
            return None
        first, last = frames[0].year, frames[1].year
        if first is None or last is None or not first < last:
            return None
        return Period(date(first + 1, 1, 1), date(last, 12, 31))

    def _between(self) -> tuple[int, int] | None:
        """The years of the last change told in the sentence, for one that follows without."""
        years = [frame.year for frame in self.current.bound[-2:]]
        if len(years) < 2 or years[0] is None or years[1] is None:
            return None
        return (years[0], years[1]) if years[0] < years[1] else None

    def _own_time(self, reading: Reading, frame: Frame) -> bool:
        """Whether another time, or a far number, stands between a change and its rate."""
        later = self.current.frames and self.current.frames[-1].start > frame.start
        return bool(later) or reading.start - frame.end > AHEAD


ASSESSED = later("[^,。;0-9]{0,10}?(?:考核|考评|评价|评估|测评|排名)")
TO = later(r"\s?(?:至|到|[-—–―－~～]|——)\s?")
AND = later("[,、和及与]")
JOINED = later("[、和及与]|以及")
HANDED = 120  # characters of ruling words that an enumeration hands on
NEAREST = 6  # times of a sentence that a number may belong to
EVENT_WORDS = 14  # characters between 自2020年 and 以来
LONG_PLAN = 15  # years
FOLDED = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}


@cache
def _base() -> re.Pattern[str]:
    """What a count since the beginning of the year is measured from."""
    return re.compile(either(vocabulary()["bases"]["year_begin"]))


def _since_the_begin(reading: Reading, head: str, joined: Place | None) -> bool:
    """较年初分别增加11家、9家: the base is said once for a list."""
    if "年" in head and _base().search(head):
        return True
    handed = joined is not None and reading.kind in ("addition", "change", "growth")
    return joined is not None and handed and not rules(head) and joined.year_begin


def _next(frames: list[Frame], offset: int) -> Frame | None:
    """The first frame after an offset; frames stand in text order."""
    at = bisect_right(frames, offset, key=lambda frame: frame.start)
    return frames[at] if at < len(frames) else None
