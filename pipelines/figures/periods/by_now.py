"""What the words around a number say to have come about by the day of the report."""

from __future__ import annotations

import re

from pipelines.figures.patterns import later
from pipelines.figures.periods.apply import STATED, Choice
from pipelines.figures.periods.cues import BEGUN, HANDLED, MADE, SO_FAR
from pipelines.figures.periods.nature import BUILT, STOCK, natures
from pipelines.figures.periods.place import OWN, Place
from pipelines.figures.periods.traits import BEGUN_THEN, cumulated
from pipelines.figures.times.frames import AS_OF, EVENT, SINCE, Frame
from pipelines.figures.times.frames import FLOW as STRETCH
from pipelines.figures.types import Reading

ONE_BY_ONE = later("[^,。;0-9]{0,16}(?:先后|相继|陆续)")
NOW_THERE = later("现(?=入驻|落户|集聚|聚集|已有|共有|拥有|有)[^,。;0-9]*$")
HELD_ONE_BY_ONE = later(
    "先后(?:[^,。;0-9]{0,4})?(?:组织|开展|举办|召开|参加|走访|赴|外出|承办|接待|开|举行|派)"
)
RATE_HELD = later("(?:率|占比|比重)[^,。;0-9]{0,6}$")
FULFILLED = later("(?:计划|目标|任务)(?:已经?)?(?:完成|实现)(?:了|过)?(?:约|近|超)?$")
HAS = later("(?:现|现在|迄今|如今|均|都|业|并)?已")
BY_NOW = later("[^,。;、0-9中]{0,10}(?:均|都|全部)?已(?!于|在|经济)")


def so_far(place: Place, frame: Frame | None, done: bool) -> str:
    """已 or 先后 before a number, or in the clauses before what is built, else nothing.

    A day in force in its paragraph says up to when.
    """
    said = SO_FAR.search(place.head)
    if said is None and done:
        said = SO_FAR.search(place.lead.rsplit(";", 1)[-1])
    if said is None:
        return ""
    within = frame is not None and frame.kind in (STRETCH, SINCE)
    if frame is not None and frame.kind == STRETCH and frame.start < place.paragraph_start:
        within = HELD_ONE_BY_ONE.search(place.head) is not None  # not 先后引进外资项目68个
    if within and said.group() == "先后":
        return ""  # within the stretch in force, one after the other
    here = frame is None or frame.kind != AS_OF or frame.start < place.paragraph_start
    return said.group() if here else ""


def lasts(reading: Reading, place: Place) -> bool:
    """建起公寓2640套, 办了两所学校: told without a time, what was made is there now."""
    made = natures().get(reading.indicator) in (STOCK, BUILT) and reading.kind == "level"
    made = made and reading.indicator != "research_projects"  # 科技项目立了21个
    return made and reading.unit in ("count", "m2") and bool(MADE.search(place.head))


def done_by_now(reading: Reading, place: Place) -> bool:
    """48栋楼宇已全部封顶: what has happened to things is so on the day of the report."""
    frame = place.inherited
    dated = frame is not None and frame.kind == AS_OF and frame.start >= place.paragraph_start
    counted = reading.unit == "count" and reading.kind == "level"
    return counted and not dated and bool(BY_NOW.match(place.tail))


def since(place: Place) -> bool:
    """Whether a clause after the day tells what has come of it by now."""
    return HAS.match(place.head.lstrip("，,")) is not None or BY_NOW.match(place.tail) is not None


def done_so_far(reading: Reading, place: Place) -> bool:
    """去年签约的61个项目已开工48个: a count or a sum of a project that 已 makes one of today."""
    counts = reading.unit == "count" and reading.kind in ("level", "share")
    put_in = reading.indicator == "project_completed_investment" and reading.kind == "level"
    if place.text[place.at - len(place.head) - 1] == "、":
        return False  # 前11月, 新开工12个、已竣工5个
    if reading.kind == "share" and RATE_HELD.search(place.head):
        return ";" in place.lead and SO_FAR.search(place.head) is not None  # ;开发率已超九成
    said = SO_FAR.search(place.verb) or place.tail.startswith(("已", "均已", "全部已"))
    if put_in and reading.subject_kind in OWN:
        return bool(said)  # 铝箔项目已完成投资1.7亿元
    return counts and bool(said) and not HANDLED.search(place.verb)


def from_the_start(reading: Reading, place: Place, frame: Frame) -> bool:
    """项目上月投产, 累计完成投资7.8亿元: all that was put into it, and not in that month."""
    own = reading.subject_kind in OWN and frame.end < place.clause_start
    if not own or reading.indicator != "project_completed_investment":
        return False
    return cumulated(reading, place) and BEGUN_THEN.match(place.text, frame.end) is not None


def begun_after(reading: Reading, place: Place) -> Choice | None:
    """3条生产线今年4月投产: a time after things, with what happened to them then."""
    frame = place.after
    if frame is None or reading.unit != "count" or frame.kind not in (STRETCH, EVENT):
        return None
    after = place.text[frame.end : frame.end + 8]
    direct = place.end <= frame.start and not re.search(
        "[,。;]", place.text[place.end : frame.start]
    )  # 3条窑炉线去年9月全部投产
    if not direct or not BEGUN.match(after):
        return None
    return Choice(frame.period, STATED, frame.words)
