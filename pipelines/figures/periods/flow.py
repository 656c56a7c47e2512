"""Walks a report with the times it has named, and finds the one that governs each number."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from pipelines.figures.layout import Layout, layout
from pipelines.figures.patterns import later
from pipelines.figures.periods import since as begun
from pipelines.figures.periods.bases import alone, compared_year
from pipelines.figures.periods.cues import AVERAGED, words
from pipelines.figures.periods.headline import gives_account, told_of
from pipelines.figures.periods.kept import BACK, Kept, aside, inside, month_of_it, narrowed
from pipelines.figures.periods.led_in import lead_in
from pipelines.figures.periods.nature import of_site, rules
from pipelines.figures.periods.place import LEAD, OWN, Place
from pipelines.figures.periods.reach import Reach
from pipelines.figures.periods.sentence import Sentence
from pipelines.figures.periods.spans import since_the_begin
from pipelines.figures.periods.year_before import STRETCHES, same_days, told_next
from pipelines.figures.times import calendar as cal
from pipelines.figures.times.accounts import of_account
from pipelines.figures.times.ahead import asked_of, meant, of_next, only_ahead
from pipelines.figures.times.calendar import Period
from pipelines.figures.times.frames import (
    AS_OF,
    EVENT,
    FLOW,
    PLAN,
    SINCE,
    UNKNOWN,
    Context,
    Frame,
    written_in,
)
from pipelines.figures.times.resolve import resolve
from pipelines.figures.times.roles import (
    ASSESSED,
    BOUND,
    COMPARED,
    DATELINE,
    DATES,
    GOVERNS,
    NAMED,
    Timed,
    assessed,
    became,
    first_part,
    times,
)
from pipelines.figures.times.years import year_by_year
from pipelines.figures.types import Document, Reading


class Walk:
    """One reading of one report; `places` yields what governs each number."""

    def __init__(self, doc: Document, readings: list[Reading]) -> None:
        self.doc = doc
        self.text = doc.folded
        self.where: Layout = layout(doc.folded)
        self.readings = readings
        self.starts = [reading.start for reading in readings]
        self.reach = Reach(doc.folded, self.where, readings, self.starts)
        self.context = Context(doc.published, written_in=written_in(doc.folded, doc.published))
        self.kept = Kept(self.context, self.where)
        self.current = Sentence(-1)
        self.frames: list[Frame] = []
        self.dates: list[Frame] = []  # of things and events
        self.timed: tuple[Timed, ...] = ()
        self.level_verb = ""  # the words that ruled the last number but growths
        self.assessed = self.context.year = assessed(doc.folded)
        self.account = gives_account(doc.title.translate(FOLDED), doc.folded, doc.published)
        self._title()

    def _title(self) -> None:
        """A stretch named in the headline governs until the text names one."""
        for timed in times(self.doc.title.translate(FOLDED)):
            if timed.role == GOVERNS and timed.mention.kind in STRETCHES:
                frame = resolve(timed.mention, self.context, "")
                told = told_of(frame, timed.mention, self.doc.published)
                if frame.kind == FLOW and told:
                    self.kept.park = self.kept.flow = replace(frame, start=-1, end=-1)
            if timed.mention.kind in ("year_range", "plan", "plan_name"):
                self._span(timed)

    def places(self) -> list[Place]:
        """The place of every reading, in order."""
        out: list[Place] = []
        self.timed, at = times(self.text), 0
        timed = self.timed
        self.bracketed = {t.mention.start: t for t in timed if self.reach.of_number(t.mention)}
        for number, reading in enumerate(self.readings):
            while at < len(timed) and timed[at].mention.start < reading.start:
                self._time(timed[at])
                at += 1
            self._enter(self.where.sentence(reading.start))
            out.append(self._place(number, reading, out[-1] if out else None))
            if reading.kind not in ("growth", "change", "multiple", "rank"):
                self.level_verb = out[-1].verb
        for late in timed[at:]:
            self._time(late)
        for place, reading in zip(out, self.readings, strict=True):
            if not place.stated or reading.status == "planned" or place.apart:
                place.after = self.reach.following(place, reading, self.frames, self.dates)
            lead_in(place, self.frames)
        return out

    def _enter(self, sentence: int) -> None:
        current, kept, where = self.current, self.kept, self.where
        if sentence == current.number:
            return
        if current.number >= 0:
            kept.leave(current.number, current.frames, self.readings, self.starts)
        span = where.sentences[sentence]
        self.context.here = self.context.closed = None
        self.current = Sentence(
            sentence,
            span.start,
            span.end,
            where.opens[sentence],
            kept.inherited(False, sentence),
            kept.inherited(True, sentence),
            kept.aimed_at(sentence),
            kept.gathering,
        )

    def _time(self, timed: Timed) -> None:
        mention = timed.mention
        nowhere = only_ahead(self.text, mention) and not self._planned_after(mention.end)
        if mention.start in self.bracketed or nowhere:  # 高新区年内就要升级
            return
        self._enter(self.where.sentence(mention.start))
        planned = self._planned_after(mention.end) or meant(self.text, mention)
        self.context.beside = self._beside(mention.start)
        frame = resolve(mention, self.context, planned)
        if planned == "estimated":  # 1—11月…, 预计全年突破1300亿元; 进出口…
            told = [f.year for f in self.current.frames[-BACK:] if f.kind == FLOW]
            frame = replace(frame, part=mention.kind == "whole" and frame.year in told)
        if timed.role == COMPARED:
            self.current.compared.append(timed)
            self.current.against.append(frame)
            return
        if self._names(timed, frame) or (mention.kind == "spent_months" and frame.kind == UNKNOWN):
            return
        if mention.kind == "ago" and timed.role != BOUND and not THAT.match(self.text, mention.end):
            frame = replace(frame, kind=UNKNOWN, period=cal.NOTHING)
        named = bool(self.current.frames)
        if timed.role == GOVERNS and alone(self.text, mention, self.context, named):
            timed = replace(timed, role=BOUND)
        if timed.role == BOUND:
            self.current.bound.append(self._same_days(timed, frame))
            return
        if timed.role == DATELINE:
            self._happened(frame)
            if self.text.startswith(SENT, mention.end):
                self.context.filed = frame.period.start
            return
        ahead = mention.shift is not None and mention.shift > 0 and not planned
        ahead = ahead and "?" not in self.text[mention.end : self.current.end]  # 明年怎么打算?
        aside = self.where.bracketed(mention.start)  # 规上企业47家(2018年29家), 当年…
        if mention.dated and frame.year and not (ahead or aside or mention.words.startswith("上")):
            since = frame.period.start if frame.kind == SINCE else None
            self.context.year = since.year if since else frame.year
            self.context.year_at = mention.start
        begun.note_founding(self.text, mention, frame, self.context)
        if timed.role == DATES:
            self.context.anchor = frame.period.start
            self.context.last = frame.period.end or self.context.last
            self.dates.append(frame)
        else:
            self._told(timed, frame)
            self.kept.plan = frame if asked_of(self.text, mention) else self.kept.plan

    def _beside(self, start: int) -> bool:
        """Whether no number stands between the last stretch of the sentence and a time."""
        end = start + 1 if self.context.here is None else self.context.here.end
        return end <= start and bisect_right(self.starts, end) == bisect_right(self.starts, start)

    def _names(self, timed: Timed, frame: Frame) -> bool:
        """Whether a time only names a plan, an event or the stretch before its bracket."""
        mention = timed.mention
        if timed.role != NAMED and mention.kind not in ("year_range", "plan"):
            return False
        self._span(timed)
        if timed.role == NAMED and of_account(self.text, mention, frame, self.doc.published):
            return False
        told = mention.year or (mention.shift is not None and frame.year)
        if timed.role == NAMED and told and ASSESSED.match(self.text, mention.end):
            self.current.assessed = told
        boxed = mention.kind == "year_range" and self.where.box(mention.start) >= 0
        if boxed:
            self._stretch_of(frame)
        return boxed or timed.role == NAMED

    def _told(self, timed: Timed, frame: Frame) -> None:
        """A time that governs numbers."""
        mention = timed.mention
        last = self.current.frames[-1] if self.current.frames else None
        if last is not None and self.reach.named_again(mention, last):
            return
        if mention.kind == "present" and mention.words.startswith("截"):
            self.context.year = frame.year  # 截至目前…(当年新增4家)
        if frame.bygone and mention.words.endswith(OPENING) and "盛" not in mention.words:
            frame = begun.founding(frame, self.dates, self.current.frames)
        if mention.kind == "season" and last is not None and last.end == mention.start:
            frame = replace(frame, bygone=True)  # 今年春节 is not the year
        part = mention.edge == "same" or mention.kind == "ago"
        aimed = any(earlier.kind == PLAN for earlier in self.current.frames[-BACK:])
        part |= mention.kind == "three" and aimed  # 到2025年…, 五年引进项目5个; …
        frame = replace(frame, part=frame.part or part)
        self._govern(self._same_days(timed, self._since(timed, frame)))

    def _same_days(self, timed: Timed, frame: Frame) -> Frame:
        current = self.current.frames[-1] if self.current.frames else None
        ahead = (self.timed, self.starts, self.current.end, self.context)
        current = current or told_next(timed, frame, *ahead) or self.kept.flow
        return same_days(timed, frame, current)

    def _span(self, timed: Timed) -> None:
        mention, first, last = timed.mention, timed.mention.year, timed.mention.last
        if mention.kind in ("plan", "plan_name") and first:
            self.context.course = Period(date(first, 1, 1), date(first + 4, 12, 31))
        if mention.kind == "year_range" and first and first < last <= first + LONG_PLAN:
            self.context.span = Period(date(first, 1, 1), date(last, 12, 31))

    def _stretch_of(self, frame: Frame) -> None:
        """三年行动期间(2023—2025年): the bracket tells which stretch is meant."""
        frames = self.current.frames
        before = self.text[frame.start - 2 : frame.start - 1]
        if before in ("年", "季", "期") and frame.period.start:
            self.current.frames.append(frame)  # 五年(2016—2020年)累计
        elif frames and frames[-1].words == "期间" and frame.start - frames[-1].end == 1:
            span, today = self.context.span, self.doc.published
            kind = PLAN if today and span.end and span.end > today else FLOW
            frames[-1] = replace(frames[-1], kind=kind, period=span)

    def _happened(self, frame: Frame) -> None:
        if frame.kind == EVENT and frame.period.start:
            self.context.event_days = frame.period

    def _since(self, timed: Timed, frame: Frame) -> Frame:
        told = [frames[-1] for frames in (self.dates, self.frames) if frames]
        frame = begun.amid(timed.mention, frame, self.current.frames)
        return begun.since_event(self.text, timed.mention, frame, told, self.context)

    def _govern(self, frame: Frame) -> None:
        self._happened(frame)
        if frame.kind == EVENT:
            frame.gathers = bool(
                words("roles", "gatherings").search(self.text, self.current.start, self.current.end)
            )
            today = self.doc.published
            start = frame.period.start
            if today and start and (today - start).days >= LONG_AGO:
                self.context.anchor = start
        if frame.kind == PLAN and of_next(self.text, frame, self.doc.published):
            self.context.target = frame.year
        frame = self.current.ended(self.text, self.current.spanned(self.text, frame))
        frame = self.reach.marked(frame)
        told, plan = self.current.frames, self.kept.plan
        if plan is not None and frame.kind == PLAN and inside(frame, plan):
            frame = replace(frame, part=True)  # 今年要…。一季度开工6个;新建厂房…: of the year
        if not told and self.kept.flow is not None and month_of_it(self.text, frame):
            told = [self.kept.flow]  # 增速回落0.6个百分点,其中9月份当月增长12.1%;…
        frame = narrowed(frame, told, self.doc.published)
        frame = aside(self.text, frame, told, self.starts)
        if not frame.part and (frame.kind == FLOW or not frame.closes.empty):
            self.context.here = frame
        elif frame.kind == AS_OF and cal.year_end(frame.period.end):
            self.context.closed = frame.year
        self.context.last = frame.period.end or self.context.last
        self.current.enlist(self.text, frame)
        single = year_by_year(self.text, frame, self.current.end)
        self.current.listed = single or self.current.listed
        self.current.frames.append(frame)
        self.frames.append(frame)

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
        counts = previous is not None and previous.unit == reading.unit == "count"
        if joined is None and before is not None and counts and NOUN_AND.fullmatch(head):
            joined = before if before.sentence == current.number else None  # 16栋厂房和1栋办公楼
        after = self.bracketed.get(reading.end + 1) if self.bracketed else None
        if after is not None:
            current.bound.append(replace(resolve(after.mention, self.context, ""), start=at))
        bound = current.bound_to(start, previous) if current.bound else None
        told = before if before is not None and before.sentence == current.number else None
        years = current.between() if current.bound else None
        if years is not None:
            self.context.told = Period(date(years[0], 1, 1), date(years[1], 12, 31))
        average = bool(AVERAGED.search(head)) or bool(joined and joined.average)
        stated = self.reach.stated(current, at, average) if current.frames else []
        between = previous if stated and previous and previous.start > stated[0].start else None
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
            verb=self._verb(at, head, joined, told, previous),
            stated=stated,
            bound=bound,
            changed=current.changed(reading) if current.bound else None,
            compared_year=compared_year(text, reading, before, current, first, average),
            since_day=current.since_day(first) if current.compared else None,
            inherited=current.own if reading.subject_kind in OWN else current.park,
            earlier_flow=self.kept.flow,
            plan=current.plan,
            event=self.context.event_days.start,
            between=between is not None,
            reported=between is not None and between.status == "actual",
            first_part=first_part(head, text[reading.end : tail_end]),
            years=years,
            second_part=before is not None and before.first_part and became(head),
            second_part_of_now=bool(current.bound) and bound is None and current.from_now(start),
            average=average,
            year_begin=since_the_begin(reading, head, joined),
            course=self.context.course,
            span=self.context.span,
            gathering=current.gathering,
            dated=begun.event_before(text, self.dates, current.start, start, previous, before),
            site=self._site(before, previous),
            assessed=current.assessed,
            account=self.account,
            box=self.where.box(at) if self.where.boxes else -1,
        )

    def _verb(
        self,
        at: int,
        head: str,
        joined: Place | None,
        before: Place | None,
        previous: Reading | None,
    ) -> str:
        """The words that rule a number, those of the list that it goes on with included."""
        if joined is not None and not rules(head):
            more = "" if JOINED.fullmatch(head) else head  # 分别只有53%和37%
            return (joined.verb + more)[-HANDED:]
        frames = self.current.frames[-1:] + self.current.bound[-1:]
        if before is not None and any(
            self.reach.bare(before.end, head, at, frame) for frame in frames
        ):
            return self.level_verb  # 2月份开工率31%, 3月份72%
        begin = at - len(head)
        if self.text[begin - 1 : begin] == "、" and not rules(head):  # 涵盖甲镇、乙镇等5个
            phrase = self.where.phrase(at)
            return self.text[max(phrase, previous.end if previous else 0) : at][-HANDED:]
        return head

    def _site(self, before: Place | None, previous: Reading | None) -> bool:
        """Whether the sentence has described a site before the number."""
        if before is None or previous is None or before.sentence != self.current.number:
            return False
        return before.site or of_site(previous, before.verb)

    def _until(self, number: int, end: int) -> int:
        """Where the words of a number end: with its clause, or before the next number."""
        return min(end, self.starts[number + 1]) if number + 1 < len(self.starts) else end

    def _joined(self, before: Place | None, first: int, head: str) -> bool:
        if before is None or before.sentence != self.current.number:
            return False
        phrase = self.where.phrase(first)
        listed = first > phrase and self.text[first - 1] == "、" and before.at >= phrase
        return listed or JOINED.match(head) is not None


OPENING, SENT = ("时", "之初", "伊始"), ("电", "讯")  # 本报6月15日电: when it was sent
THAT = later("[,]?(?:这[一个]|该)(?:数字|数据|数|指标|比例|比重|占比)")  # 两年前, 这一数字是
JOINED = later("[、和及与]|以及")
NOUN_AND = later("[^,。;:0-9有是为]{1,10}(?:和|及|以及)")
HANDED, LONG_PLAN = 120, 15  # characters that an enumeration hands on; years
LONG_AGO = 320  # days since an event after which 一年来 counts from it
FOLDED = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
