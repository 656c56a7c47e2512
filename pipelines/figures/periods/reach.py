"""How far a time of a sentence reaches: to one number, to a part, or to all that follow."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from pipelines.figures.layout import Layout
from pipelines.figures.patterns import later
from pipelines.figures.periods.cues import AVERAGED
from pipelines.figures.periods.place import AHEAD, Place
from pipelines.figures.periods.sentence import NEAREST, Sentence
from pipelines.figures.times.calendar import Period
from pipelines.figures.times.frames import EVENT, FLOW, PLAN, Frame, first_after
from pipelines.figures.times.words import Mention
from pipelines.figures.times.years import row
from pipelines.figures.types import Reading

CLOSES = later("(?:数|数据|口径)?[)]")
# Nothing but a time before a number: the words before the last number rule it too.
BARE = later(
    "[,、;(]?(?:其中|而|但|这[一个](?:数字|比例|数|指标)|到|至|去|又|比|较|超过?|高于|低于|多于|少于|相当于|接近)*(?:的|达到?|为|还是|只是|是|到了?|至|升至|降至|只有|仅有?|才|就有|则)*"
)

THAT_IS = later("(?:——|[-—]{2})(?:这|一组|一串)")  # 2.1万辆、37万吨——这是园区上半年的“战绩”


FIRMS = later("[0-9][0-9.]*[万余多]*(?:[家户名]|个项目)")
MONTH = 31  # days


class Reach:
    """Decides for the times of one report."""

    def __init__(
        self, text: str, where: Layout, readings: list[Reading], starts: list[int]
    ) -> None:
        self.text, self.where = text, where
        self.readings, self.starts = readings, starts
        self.ends = {reading.end for reading in readings}

    def of_number(self, mention: Mention) -> bool:
        """28.4亿元(2012年): a time that fills the bracket after a number is of that number."""
        if self.text[mention.start - 1 : mention.start] != "(":
            return False
        return mention.start - 1 in self.ends and bool(CLOSES.match(self.text, mention.end))

    def named_again(self, mention: Mention, last: Frame) -> bool:
        """11月11日当天, 9月29日至10月6日国庆假期: a name for the days just told."""
        between = self.text[last.end : mention.start]
        if last.kind == EVENT and mention.kind == "event_day":
            return True  # 10月10日, 17个项目同日开工
        if last.kind != EVENT or len(between) > 8 or re.search("[,。;]", between):
            return False
        return mention.kind == "season"

    def bare(self, last: int, head: str, at: int, frame: Frame) -> bool:
        """Whether only a time stands between the last number and the next."""
        begin = at - len(head)
        if re.search("[,;:][^,;:]+[,;:]", self.text[last:begin]):
            return False
        if not begin <= frame.start < frame.end <= at:
            return False
        if self.text[at - 1] == "为" and FIRMS.match(self.text, at):
            return False  # 上半年为38家企业省下1743万元
        return bool(BARE.fullmatch(self.text[begin : frame.start] + self.text[frame.end : at]))

    def marked(self, frame: Frame) -> Frame:
        """Mark a time that is in force for a part only: 其中12月, 2019—2023年年均增长."""
        before = self.text[max(0, frame.start - 4) : frame.start].rstrip(",: 的在")
        opens = before.endswith("其中") and frame.start - len("其中,") <= self._opening(frame.start)
        begin, until = frame.period.start, frame.period.end
        # 。其中,一、二季度开工7个;…
        heads = opens and begin is not None and until is not None and (until - begin).days > MONTH
        if (before.endswith("其中") and not heads) or frame.words in ("至今", "迄今"):
            return replace(frame, part=True)
        start, end = frame.period.start, frame.period.end
        at = bisect_right(self.starts, frame.end)
        if start is None or end is None or at == len(self.starts):
            return frame
        years = Period(date(start.year, 1, 1), date(end.year, 12, 31))
        if frame.period != years or start.year == end.year or not frame.words[0].isdigit():
            return frame
        first = self.readings[at]
        grown = first.kind == "growth" and AVERAGED.search(self.text, frame.end, first.start)
        return replace(frame, grown=bool(grown) and first.start - frame.end < AHEAD)

    def _opening(self, offset: int) -> int:
        return self.where.sentences[self.where.sentence(offset)].start

    def _past(self, frame: Frame, at: int, average: bool) -> bool:
        """Whether a number is beyond the part for which a time was named."""
        if frame.grown:
            return not average
        return frame.part and ";" in self.text[frame.end : at]

    def _boxed(self, frame: Frame, at: int) -> bool:
        """利润总额(1—3月)8.7亿元: a time that fills its bracket is of what stands around it."""
        before, after = (
            self.text[frame.start - 1 : frame.start],
            self.text[frame.end : frame.end + 1],
        )
        alone = before == "(" and after == ")" and frame.kind == FLOW
        return alone and ";" not in self.text[frame.end : at]

    def stated(self, current: Sentence, at: int, average: bool) -> list[Frame]:
        """The times of the sentence that reach a number, the last one first."""
        frames, where, listed = (current.frames[-NEAREST:], self.where, current.listed)
        if any(f.part or f.grown for f in frames):
            frames = [f for f in frames if not self._past(f, at, average)]
        begins = row(self.text, listed, at) if len(listed) > 1 else -1
        if begins >= 0 and not (average and listed[0].start == listed[-1].start):
            since = bisect_right(self.starts, begins)
            turn = bisect_right(self.starts, at - 1) - since
            return [listed[turn % len(listed)]]
        if where.boxes:
            box = where.box(at)
            frames = [f for f in frames if where.box(f.start) in (-1, box) or self._boxed(f, at)]
        if len(listed) > 1 and frames and frames[-1] is listed[-1]:
            frames[-1] = _joint(self.text, listed, frames[: -len(listed)])
        return frames[::-1]

    def following(
        self, place: Place, reading: Reading, told: list[Frame], dates: list[Frame]
    ) -> Frame | None:
        """The first time after a number, before the next number of its sentence."""
        dated = reading.status == "planned" or reading.unit == "count"
        lists = (told, dates) if dated else (told,)
        frame: Frame | None = None
        for frames in lists:
            found = first_after(frames, reading.start)
            if found is not None and (frame is None or found.start < frame.start):
                frame = found
        summed = frame is not None and THAT_IS.search(self.text, reading.end, frame.start)
        if frame is None or frame.part or frame.start > reading.end + AHEAD * (2 if summed else 1):
            return None
        if ";" in self.text[reading.end : frame.start]:
            return None  # 新增仓储8万平方米; 到2027年…
        clause = self.where.clause(reading.start)[1]
        next_one = bisect_right(self.starts, reading.start)
        crossed = next_one < len(self.starts) and self.starts[next_one] < frame.start
        same = self.where.sentence(frame.start) == place.sentence
        if not same or (crossed and frame.start >= clause and not summed):
            return None
        return frame


def _begins_in(frame: Frame, wider: Frame) -> bool:
    begin, first, last = frame.period.start, wider.period.start, wider.period.end
    return bool(begin and first and last and first <= begin <= last)


def _joint(text: str, listed: list[Frame], before: list[Frame]) -> Frame:
    """7月、8月又出让3宗: times one after the other, of which nothing is told one by one."""
    first, last = listed[0].period, listed[-1].period
    days = [frame.period for frame in listed]
    follow = all(
        one.end and two.start and one.end + timedelta(1) == two.start for one, two in pairwise(days)
    )
    apart = "," in text[listed[0].end : listed[-1].start]
    wider = before[-1] if before else None
    if wider and not (apart or follow) and all(_begins_in(frame, wider) for frame in listed):
        return wider  # 今年以来, 2月、6月、8月接连推了三次
    if apart or not follow or any(frame.kind not in (FLOW, PLAN) for frame in listed):
        return listed[-1]
    return replace(listed[-1], period=Period(first.start, last.end))
