"""Stretches that begin with an event: 自2020年封关运行以来, and 启动以来 of what began in 2006."""

from __future__ import annotations

from dataclasses import replace

from pipelines.figures.patterns import later
from pipelines.figures.periods.place import Place
from pipelines.figures.times.calendar import Period, at
from pipelines.figures.times.frames import AS_OF, EVENT, FLOW, SINCE, Context, Frame
from pipelines.figures.times.words import Mention
from pipelines.figures.types import Reading

EVENT_WORDS = 24  # characters between 自2020年 and 以来
SET_GOING = later(
    "(?:^|[,。;:\n])(?:自|从)?(?:正式)?"
    "(?:启动|投产|投用|运营|开园|建园|封关|成立|设立|落户|开通|挂牌)(?:运行|运营)?$"
)
# 高新区2011年3月获批设立…。建区以来: the day on which the park told of was set up.
FOUNDED = later(
    ",?[^,。;0-9]{0,24}?(?:设立|成立|批准|获批|挂牌|组建|建园|建区|始建|揭牌|开园|诞生)"
)
SINCE_FOUNDED = later(
    "(?:^|[,。;:\n“])(?:自|从)?(?:[^,。;:0-9]{2,10}区)?(?:正式)?"
    "(?:建区|建园|组建|成立|设立|挂牌|获批|揭牌|开园|建立|批准设立|获批设立)$"
)
UNTIL_NOW = later(
    "(?:正式)?(?:启动|投产|投用|运营|开园|建园|建区|封关|成立|设立|落户|开通|挂牌|组建|实施|运行){1,2}"
)
BEGUN = (",开工", ",动工", ",开建", ",建设")
BEFORE = 24  # characters of the sentence before after the day from which 届时 goes on
APART = later("[。;]")
NUMBERED = later("[0-9][^,]*,")
SCENE = 8  # characters between a year and the 时 of what was done then
SAID = 12  # characters before 以来 that may say what began


def amid(mention: Mention, frame: Frame, told: list[Frame]) -> Frame:
    """8月12日开机, 9月28日停机, 其间…: from the first day told in the sentence to the last."""
    days = [earlier for earlier in told if earlier.kind == EVENT and earlier.period.start]
    if mention.kind != "amid" or not days:
        return frame
    first = min(day.period.start for day in days if day.period.start)
    last = max(day.period.end for day in days if day.period.end)
    return replace(frame, kind=FLOW, period=Period(first, last))


def note_founding(text: str, mention: Mention, frame: Frame, context: Context) -> None:
    """Keep the day on which a report first says that a park was set up."""
    begun = frame.period.start
    if context.founded is None and begun and FOUNDED.match(text, mention.end):
        context.founded = begun


def since_event(
    text: str, mention: Mention, frame: Frame, told: list[Frame], context: Context
) -> Frame:
    """The frame from the day that dates the event, where the report has told it.

    told are the last time that dates a thing and the last that governs numbers.
    """
    today = context.published
    since = mention.kind == "since"
    begin = max(0, frame.start - EVENT_WORDS)
    if since and context.founded and SINCE_FOUNDED.search(text, begin, frame.start):
        return replace(frame, kind=SINCE, period=Period(context.founded, today))
    before = max(0, frame.start - SAID)
    if since and context.anchor and today and SET_GOING.search(text, before, frame.start):
        return replace(frame, kind=SINCE, period=Period(context.anchor, today))
    till_now = mention.words in ("至今", "迄今")
    if not (since or till_now) or not told:
        return frame
    dated = max(told, key=lambda earlier: earlier.end)
    start = dated.period.start
    passed = text[dated.end : frame.start]
    if dated.kind == FLOW and passed.endswith(BEGUN) and NUMBERED.search(passed):
        # 10月投资4亿元, 开工以来39亿元
        return replace(frame, kind=AS_OF, period=at(dated.period.end))
    if start is None or not 0 <= frame.start - dated.end <= EVENT_WORDS or APART.search(passed):
        return frame
    begun = text[dated.start - 1 : dated.start] in ("自", "从") or UNTIL_NOW.fullmatch(passed)
    if till_now and not begun:
        return frame  # 2011年建园至今
    return replace(frame, kind=SINCE, period=Period(start, today))


def event_before(
    text: str,
    dates: list[Frame],
    opens: int,
    start: int,
    previous: Reading | None,
    before: Place | None,
) -> Frame | None:
    """The time of an event told in the clause before, as in 二期去年投用, 新增厂房3万平方米.

    The sentence begins at opens, the number's clause at start; before is the place of previous.
    """
    frame = dates[-1] if dates else None
    if frame is not None and 0 <= opens - frame.end <= BEFORE and text.startswith("届时", opens):
        return frame  # 计划明年6月投用。届时, 用工达到1245人
    if frame is None or frame.start < opens or start - frame.end > EVENT_WORDS:
        return None
    if previous is None or previous.start < frame.start:
        return frame
    same = before is not None and before.dated is frame and before.clause_start == start
    return frame if same else None  # 42个项目总投资38亿元


def founding(frame: Frame, dates: list[Frame], named: list[Frame]) -> Frame:
    """1994年批准设立时: a scene of the past whose year stands right before it."""
    told = [frames[-1] for frames in (dates, named) if frames]
    dated = max(told, key=lambda earlier: earlier.end, default=None)
    if dated is None or not 0 <= frame.start - dated.end <= SCENE or dated.period.empty:
        return frame
    return replace(frame, kind=dated.kind, period=dated.period, bygone=False, points=True)
