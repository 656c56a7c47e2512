"""Which times outlast their sentence, and which of them a later number inherits."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date

from pipelines.figures.layout import Layout
from pipelines.figures.periods.nature import describes
from pipelines.figures.periods.place import OWN
from pipelines.figures.times.frames import (
    AS_OF,
    EVENT,
    FLOW,
    PLAN,
    PRESENT,
    RECENT,
    SINCE,
    Context,
    Frame,
)
from pipelines.figures.types import Reading

REPORT = frozenset((FLOW, SINCE, AS_OF, PRESENT, RECENT))
GATHERED = frozenset(("projects", "contracted_investment", "project_total_investment"))
QUARTER = 92  # days
BACKGROUND = 2  # numbers
ONCE = ("同期", "时候", "这时", "此时", "今天", "今日")  # a year ago: told of one number
BACK = 40  # times of a sentence that are looked back at: a line may tell of them without end
RUN = 45  # a single month told without numbers is part of a story, not of the account


@dataclass(slots=True)
class Kept:
    """Frames in force after their sentence: the park's, a firm's or project's, a plan's."""

    context: Context
    where: Layout
    park: Frame | None = None
    flow: Frame | None = None  # the last stretch, also where a day came after it
    own: Frame | None = None
    own_paragraph: int = -1
    aside: Frame | None = None  # background, in force within its paragraph
    aside_paragraph: int = -1
    plan: Frame | None = None
    spoken: Frame | None = None  # told within a speech, in force to its end
    spoken_box: int = -1
    whole: Frame | None = None  # the stretch that the report accounts for
    gathering: Frame | None = None  # the day on which the projects told of were signed or begun

    def leave(
        self, sentence: int, frames: list[Frame], readings: list[Reading], starts: list[int]
    ) -> None:
        """Take over the frames of a sentence that is over."""
        paragraph = self.where.paragraphs[sentence]
        end = self.where.sentences[sentence].end
        widest: Frame | None = None
        for number, frame in enumerate(frames):
            until = frames[number + 1].start if number + 1 < len(frames) else end
            low, high = (bisect_right(starts, frame.start), bisect_right(starts, until - 1))
            told = [r for r in readings[low:high] if not describes(r)]
            box = self.where.box(frame.start)
            if box >= 0:
                self._hear(frame, told, box)
                continue
            listed = any(r.indicator in GATHERED for r in readings[low:high])
            if frame.kind == EVENT and (listed or frame.gathers):
                self.gathering = frame
            if frame.part or frame.grown:
                continue
            next_ones = frames[number + 1 : number + 4]
            if not told and any(inside(frame, later) for later in next_ones):
                continue  # 一季度订单归零, 全年出货72万把: the year is what is told
            if frame.kind == PLAN or (told and all(r.status == "planned" for r in told)):
                if told and self._counted(frame):
                    self._keep(frame, told, paragraph)
                if told and frame.kind in (PLAN, FLOW):
                    self.plan = frame
            elif self._lasting(frame, told) and not self._detail(frame, widest, len(told)):
                widest = frame
                self._keep(frame, told, paragraph)
            elif self._days_of_an_event(frame) or (
                not told and frame is frames[-1] and (frame.kind == PRESENT or self._story(frame))
            ):
                self.aside, self.aside_paragraph = frame, paragraph

    def _hear(self, frame: Frame, told: list[Reading], box: int) -> None:
        """“前4个月产值15亿元。税收…”: a time of a speech is in force in what is said next in it."""
        if frame.part or frame.grown or self.where.bracketed(frame.start):
            return
        if (frame.kind == PLAN and told) or self._lasting(frame, told):
            self.spoken, self.spoken_box = frame, box

    def _said(self, sentence: int) -> Frame | None:
        """The time told before in the speech within which a sentence begins."""
        if self.spoken is None:
            return None
        box = self.where.box(self.where.sentences[sentence].start)
        return self.spoken if box == self.spoken_box else None

    def aimed_at(self, sentence: int) -> Frame | None:
        """The time of the plan that a sentence may go on with."""
        said = self._said(sentence)
        return said if said is not None and said.kind == PLAN else self.plan

    def _keep(self, frame: Frame, told: list[Reading], paragraph: int) -> None:
        self.context.frame = frame
        if told and all(r.subject_kind in OWN for r in told):
            self.own, self.own_paragraph = frame, paragraph
            return
        if self._aside(frame, told):
            self.aside, self.aside_paragraph = frame, paragraph
            return
        self.park, self.own, self.plan, self.gathering = frame, None, None, None
        if self.whole is None and self._counted(frame):
            self.whole = frame
        if frame.kind in (FLOW, SINCE):
            self.flow = frame

    def _counted(self, frame: Frame) -> bool:
        """上半年预计完成产值68亿元。新引进项目31个: a stretch over whose numbers are estimates."""
        today, end = self.context.published, frame.period.end
        return frame.kind == FLOW and today is not None and end is not None and end < today

    def _story(self, frame: Frame) -> bool:
        """真正的转折在2006年。: a year long gone that a sentence opens a story with."""
        days, today, end = _days(frame), self.context.published, frame.period.end
        if frame.kind != FLOW or days is None or end is None or today is None or frame.part:
            return False
        return RUN < days < 366 and end.year < today.year - 1

    def _days_of_an_event(self, frame: Frame) -> bool:
        """11月5日至9日, 督查组…: what is told next in the paragraph was done on those days."""
        return frame.kind == EVENT and frame.period.start != frame.period.end

    def _aside(self, frame: Frame, told: list[Reading]) -> bool:
        """A number or two of an earlier year, told as background of the stretch in force."""
        flow, end = self.flow, frame.period.end
        if frame.kind != FLOW or flow is None or end is None or flow.period.start is None:
            return False
        today, last = self.context.published, flow.period.end
        if not told and today is not None and last is not None and last > today:
            return False  # 2023年, 要…。过去的2022年, …: of the year over, in an account of it
        return end.year < flow.period.start.year and len(told) <= BACKGROUND

    def _lasting(self, frame: Frame, told: list[Reading]) -> bool:
        """Whether a time outlasts its sentence: told with numbers, or a recent stretch."""
        if frame.kind not in REPORT or frame.words.endswith(ONCE) or frame.part or frame.grown:
            return False
        if told:
            return True
        days = _days(frame)
        if frame.kind not in (FLOW, SINCE) or days is None or frame.period.end is None:
            return False
        today = self.context.published
        return days > RUN and (today is None or frame.period.end.year >= today.year - 1)

    def _detail(self, frame: Frame, widest: Frame | None, told: int) -> bool:
        """其中四季度 after a year, 6月当月 within a half-year told before: a part of it."""
        days = _days(frame)
        if days is None or days > QUARTER:
            return False
        same = self.flow is not None and self.flow.period.end == frame.period.end
        few = days < RUN or same  # 三季度 in an account of 1—9月
        wider = self.flow if few else None
        return any(outer is not None and inside(frame, outer) for outer in (widest, wider))

    def inherited(self, own: bool, sentence: int) -> Frame | None:
        """The frame in force for a number without a time in its sentence."""
        said = self._said(sentence)
        if said is not None and said.kind != PLAN:
            return said
        here = self.own if self.own_paragraph == self.where.paragraphs[sentence] else None
        park, paragraph = self.park, self.where.paragraphs[sentence]
        if (
            park is not None
            and park.kind in (PRESENT, AS_OF)
            and park.start < self.where.opens[sentence]
        ):
            within = park.until and park.kind == AS_OF and self._running(park)
            # 目前 ends with its paragraph
            park = park if within else self.flow or (park if park.until else None)
        if park is not None and park.start < self.where.opens[sentence] and self._history(park):
            park = None
        whole = self.whole
        if park is not None and whole is not None and park.start < self.where.opens[sentence]:
            park = whole if _early(park, whole) else park
        aside = self.aside if self.aside_paragraph == paragraph else None
        if aside is not None and (park is None or aside.start > park.start):
            park = aside
        if here is None or (park is None) or own:
            return here or park
        newer = here.start > park.start and park.start < self.where.opens[sentence]
        return here if newer and here.kind == FLOW else park

    def _running(self, day: Frame) -> bool:
        """进入二季度…。截至5月10日…: whether the day lies in a part of the year that still runs."""
        flow, today = self.flow, self.context.published
        days = _days(flow) if flow is not None else None
        if flow is None or flow.period.end is None or today is None or days is None:
            return False
        start, last = flow.period.start, day.period.end
        return (
            days <= QUARTER and flow.period.end > today and bool(start and last and start <= last)
        )

    def _history(self, frame: Frame) -> bool:
        """A year long gone is told within its paragraph; what follows is of another time."""
        today, end = self.context.published, frame.period.end
        return today is not None and end is not None and end.year < today.year - 1


def _days(frame: Frame) -> int | None:
    start, end = frame.period.start, frame.period.end
    return None if start is None or end is None else (end - start).days


def _early(part: Frame, whole: Frame) -> bool:
    """上半年…。1—5月, 利润27亿元。¶二、投资: a paragraph goes back to the stretch accounted for."""
    return part.kind == FLOW and inside(part, whole) and part.period.start == whole.period.start


def inside(inner: Frame, outer: Frame) -> bool:
    """Whether a stretch is a part of another."""
    first, last = outer.period.start, outer.period.end
    start, end = inner.period.start, inner.period.end
    if first is None or last is None or start is None or end is None:
        return False
    return first <= start and end <= last and inner.period != outer.period


def month_of_it(text: str, frame: Frame) -> bool:
    """Whether a time is told as one month of the stretch in force: 其中9月份当月."""
    among = text.endswith(("其中", "其中,"), 0, frame.start)
    alone = text.startswith(("当月", "单月"), frame.end) or frame.words.endswith(("当月", "单月"))
    return (among or alone) and (_days(frame) or RUN) < RUN


def narrowed(frame: Frame, told: list[Frame], today: date | None) -> Frame:
    """前三季度…, 9月份增幅达36%; …: a month of the stretch told is in force for its clause."""
    if frame.words == "半年" and told and inside(told[-1], frame):
        return replace(frame, part=True)  # 6月完成产值20亿元, 半年累计107亿元;…
    if told and told[-1].part and told[-1].period == frame.period:
        return replace(frame, part=True)  # 其中9月份|当月
    wider = next((f for f in reversed(told[-BACK:]) if f.kind == FLOW and not f.part), None)
    if frame.kind != FLOW or wider is None or not inside(frame, wider):
        return frame
    start, end = wider.period.start, wider.period.end
    over = start and end and start.year == end.year and (today is None or end < today)
    return replace(frame, part=True) if over else frame


def aside(text: str, frame: Frame, told: list[Frame], numbers: list[int]) -> Frame:
    """今年以来, 实施项目86个, 1—9月投资172亿元: of one number, amid a wider time.

    Where the wider time told no number (their starts), what it names stays in force:
    今年以来, 园区向实体经济聚焦, 1至6月…;…
    """
    first = told[0] if told else None
    if first is not None and bisect_right(numbers, first.end) == bisect_right(numbers, frame.start):
        return frame
    opens = text[frame.start - 1 : frame.start] in (";", "。")
    if opens or first is None or first.kind != SINCE or frame.kind != FLOW:
        return frame
    return replace(frame, part=True) if inside(frame, first) else frame
