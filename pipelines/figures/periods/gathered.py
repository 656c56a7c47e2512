"""Numbers of a day that something happened on: projects told after what gathered them."""

from __future__ import annotations

import re

from pipelines.figures.patterns import later
from pipelines.figures.periods.apply import INHERITED, NONE, STATED, Choice
from pipelines.figures.periods.by_now import begun_after
from pipelines.figures.periods.cues import PRIOR, SO_FAR, words
from pipelines.figures.periods.kept import GATHERED
from pipelines.figures.periods.nature import rules_standing
from pipelines.figures.periods.place import OWN, Place
from pipelines.figures.types import Reading

# What is done on the day with the projects counted: 共有48个项目推进, 17个项目进入“签约一批”.
MOVED_ON = later("[^,。;0-9]{0,10}(?:推进|签约|开工|投产|参加|进入|启动|亮相|入列|动工|竣工|奠基)")
PLACED = later(
    "(?:[区园县市镇乡旗州盟]|基地|组团|集团)[)”]?(?:一家)?(?:就?(?:揽下|拿下|签下|占)了?)?$"
)


def of_event(reading: Reading, place: Place) -> Choice | None:
    """The time of what happened to a thing: after it, in the clause before, on the day told."""
    begun = begun_after(reading, place)
    if begun is not None:
        return begun
    led = place.leads_to if reading.unit == "count" else None
    if led is not None:
        return Choice(led.period, STATED, led.words)
    if PRIOR.search(place.head):
        return NONE  # 上一次签约的22个
    if place.dated is not None and (reading.kind == "addition" or _held(reading, place)):
        return Choice(place.dated.period, STATED, place.dated.words)
    return _gathered(reading, place)


def _held(reading: Reading, place: Place) -> bool:
    """今年5月重点项目集中开工, 42个项目总投资38亿元: projects of the event told before them."""
    frame = place.dated
    if frame is None or reading.indicator not in GATHERED or reading.subject_kind in OWN:
        return False
    told = place.text[frame.end : place.clause_start]
    return words("roles", "gatherings").search(told) is not None


def _gathered(reading: Reading, place: Place) -> Choice | None:
    """从产业看, 装备制造项目11个: projects told by parts after the day that signed them."""
    frame = place.gathering
    if frame is None or reading.subject_kind in OWN:
        return None
    rank = reading.kind == "rank" and re.search("个数|投资|项目", place.head)
    sort = reading.unit == "count" and place.head.endswith(("项目", "类"))
    # 从落地园区看, 甲经开区9个、56亿元
    placed = reading.unit_text == "个" and place.closed[:1] in ("、", ",", ";", "。")
    placed = placed and bool(PLACED.search(place.head))
    if reading.indicator not in GATHERED and not (rank or sort or placed):
        return None
    moved = MOVED_ON.match(place.tail) is not None
    if (rules_standing(place.verb) and not moved) or SO_FAR.search(place.head):
        return None
    return Choice(frame.period, INHERITED, frame.words)
