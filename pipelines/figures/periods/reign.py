"""How far a time reigns: which numbers beyond its clause or its sentence are still of it."""

from __future__ import annotations

from datetime import date

from pipelines.figures.patterns import later
from pipelines.figures.periods.cues import NEWLY
from pipelines.figures.periods.place import Place
from pipelines.figures.times.frames import AS_OF, PRESENT, SINCE, Frame
from pipelines.figures.times.frames import FLOW as STRETCH
from pipelines.figures.types import Reading

SUMMED = later("年均|合计|共计|总计|新增|净增")
NEXT_TIME = later(",(?:(?:[去上前]|20[0-9]{2})年|前[0-9]+个?月)")
HELD = ("level", "share", "rank")
COUNTED = ("count", "%", "m2")


def of_years(frame: Frame, today: date | None) -> bool:
    """Whether a 以来 looks back over years: 2017年以来, 建区十年来; not 去年以来."""
    start = frame.period.start
    if frame.kind != SINCE or start is None or today is None:
        return False
    return start.year < today.year - 1


def beyond(reading: Reading, place: Place, today: date | None) -> bool:
    """2017年以来, 引进项目74个。园区项目占全县的六成: years looked back at end with their sentence.

    What grew or was summed over them goes on being told of them, a count or a part does not.
    """
    frame = place.inherited
    if frame is None or not of_years(frame, today) or reading.kind not in HELD:
        return False
    if place.average or NEWLY.search(place.head) or SUMMED.search(place.clause):
        return False
    return reading.unit in COUNTED or reading.kind == "rank"


def parts_beyond(reading: Reading, place: Place, frame: Frame, today: date | None) -> bool:
    """十年来, …引进企业46家, 税收占全县的一半: a part that is told next is the part of now."""
    after = frame.start < place.clause_start and place.between
    return reading.kind == "share" and after and of_years(frame, today)


def closed_by(frame: Frame, flow: Frame | None) -> bool:
    """1—9月…。9月末, 企业912家; 利润93亿元: a day that ends the stretch of the account."""
    if flow is None or frame.kind != AS_OF or flow.kind not in (STRETCH, SINCE):
        return False
    return frame.period.end is not None and flow.period.end == frame.period.end


def other_next(place: Place, frame: Frame) -> bool:
    """一季度…。¶企业133家, 去年税收9亿元: what comes next is told of another time."""
    if NEXT_TIME.match(place.rest):
        return True
    after = place.after
    if after is None or after.start >= place.sentence_end:
        return False
    end, last = after.period.end, frame.period.end
    if after.kind == PRESENT:
        return True
    return after.kind == STRETCH and bool(end and last and end < last)
