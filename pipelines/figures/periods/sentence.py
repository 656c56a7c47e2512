"""The times that one sentence has named so far, by the role they play in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from pipelines.figures.patterns import later
from pipelines.figures.periods.place import AHEAD
from pipelines.figures.times.calendar import Period
from pipelines.figures.times.frames import AS_OF, FLOW, PLAN, PRESENT, SINCE, Frame
from pipelines.figures.times.roles import Timed
from pipelines.figures.types import Reading

BEGAN = (
    "开工|复工|复产|(?:正式|开通)?运营|投产|开园|开业|启动|上线|通车|首发|开通"
    "|开秤|开榨|开馆|开放|启用|交付|试营业|以来|开始|起"
)
TO = later(rf"\s?(?:{BEGAN})?(?:至|到|[-—–―－~～]|——)\s?")
AND = later("[,、和及与]")
UP_TO = later("[,、]?(?:截至|截止|到|至)?")
NEAREST = 6  # times of a sentence that a number may belong to


FROM_TO = later("[^,。;、0-9]{1,8}(?:到|至)")


def _leads_to(text: str, first: Frame, last: Frame) -> bool:
    """2020年到2023年, 从去年7月政策落地到今年5月底: a stretch from one time to another."""
    if TO.fullmatch(text, first.end, last.start):
        return True
    begins = text[first.start - 1 : first.start] in ("从", "自")
    return begins and FROM_TO.fullmatch(text, first.end, last.start) is not None


def _year_up_to(text: str, day: Frame, frame: Frame) -> Frame:
    """截至7月底, 今年…: the year as far as the day, for what is told of 同期 or next, too."""
    begin, end, last = frame.period.start, frame.period.end, day.period.end
    if frame.kind != FLOW or begin is None or end is None or last is None:
        return frame
    running = (begin.month, begin.day) == (1, 1) and begin <= last < end and begin.year == end.year
    if not running or text[day.end : frame.start] not in ("", ","):
        return frame
    return replace(frame, period=Period(begin, last))


@dataclass(slots=True)
class Sentence:
    """What a sentence hands to its numbers."""

    number: int
    start: int = 0
    end: int = 0
    opens: int = 0  # where its paragraph begins
    park: Frame | None = None  # what a number of the park inherits
    own: Frame | None = None  # what a number of a firm or a project inherits
    plan: Frame | None = None
    gathering: Frame | None = None
    frames: list[Frame] = field(default_factory=list)
    bound: list[Frame] = field(default_factory=list)
    compared: list[Timed] = field(default_factory=list)
    against: list[Frame] = field(default_factory=list)  # the days of those compared with
    listed: list[Frame] = field(default_factory=list)  # the last times, told as a list
    assessed: int | None = None  # the year of an assessment named

    def spanned(self, text: str, frame: Frame) -> Frame:
        """从2020年到2023年: from the first day of one time to the last of the other."""
        for frames in (self.frames, self.bound):
            first = frames[-1] if frames else None
            if first is None or not _leads_to(text, first, frame):
                continue
            begin, end = first.period.start, frame.period.end
            if begin is None or end is None or not begin < end:
                continue
            frames.pop()
            kind = frame.kind if frame.kind == PLAN else FLOW
            said = text[first.start : frame.end]
            return replace(
                frame, kind=kind, period=Period(begin, end), words=said, start=first.start
            )
        return frame

    def ended(self, text: str, frame: Frame) -> Frame:
        """封关以来截至6月底: from the one day to the other."""
        first = self.frames[-1] if self.frames else None
        if first is not None and first.kind == AS_OF:
            return _year_up_to(text, first, frame)
        if first is None or first.kind != SINCE or frame.kind not in (AS_OF, PRESENT):
            return frame
        begin, end = first.period.start, frame.period.end
        if begin is None or end is None or not begin < end:
            return frame
        if UP_TO.fullmatch(text, first.end, frame.start) is None:
            return frame
        self.frames.pop()
        return replace(frame, kind=SINCE, period=Period(begin, end), start=first.start)

    def enlist(self, text: str, frame: Frame) -> None:
        """2022年、2023年: times that a 分别 hands out one by one."""
        last = self.frames[-1] if self.frames else None
        if last is None or not AND.fullmatch(text, last.end, frame.start):
            self.listed = [frame]
        else:
            self.listed.append(frame)

    def from_now(self, start: int) -> bool:
        frames = self.bound[-NEAREST:]
        return any(f.kind in (PRESENT, AS_OF) and f.start >= start for f in frames)

    def bound_to(self, start: int, previous: Reading | None) -> Frame | None:
        for frame in reversed(self.bound[-NEAREST:]):
            if frame.start >= start and (previous is None or previous.start < frame.start):
                return frame
        return None

    def compared_with(self, text: str, first: int, average: bool) -> int | None:
        for timed in reversed(self.compared[-NEAREST:]):
            mention = timed.mention
            opened = average or text.startswith("相比", mention.end)
            if not opened and mention.start < first - 1:
                continue
            if mention.kind == "plan" and mention.edge == "end" and mention.year:
                return mention.year + 4
            if mention.kind == "plan" and mention.edge == "begin" and mention.year:
                return mention.year - 1
            if mention.kind in ("year", "ends", "whole"):
                return mention.year
        return None

    def since_day(self, first: int) -> date | None:
        """9月末…, 较6月末增加7.8亿元: the day from which a change is told."""
        timed, frame = self.compared[-1], self.against[-1]
        day = timed.mention.edge == "end" and timed.mention.kind != "near_month"
        day = day and frame.period.start is None
        return frame.period.end if day and timed.mention.start >= first else None

    def changed(self, reading: Reading) -> Period | None:
        """从2012年的186亿元跃升至2021年的512亿元, 年均增长: the years of growth."""
        frames = [f for f in self.bound[-2:] if f.period.start or f.kind == AS_OF]
        if reading.kind != "growth" or len(frames) < 2 or self._own_time(reading, frames[1]):
            return None
        first, last = frames[0].year, frames[1].year
        if first is None or last is None or not first < last:
            return None
        return Period(date(first + 1, 1, 1), date(last, 12, 31))

    def between(self) -> tuple[int, int] | None:
        """The years of the last change told in the sentence, for one that follows without."""
        years = [frame.year for frame in self.bound[-2:]]
        if len(years) < 2 or years[0] is None or years[1] is None:
            return None
        return (years[0], years[1]) if years[0] < years[1] else None

    def _own_time(self, reading: Reading, frame: Frame) -> bool:
        """Whether another time, or a far number, stands between a change and its rate."""
        later = self.frames and self.frames[-1].start > frame.start
        return bool(later) or reading.start - frame.end > AHEAD
