"""What a plant makes or uses a day, told without a time: it does so as the paper appears."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.periods.cues import DAILY_WORDS
from pipelines.figures.periods.nature import ATTRIBUTE
from pipelines.figures.periods.place import OWN, Place
from pipelines.figures.times.frames import FLOW, PRESENT, RECENT, SINCE
from pipelines.figures.types import Reading

# 每天能做箱包5000个, 一个月要用铜线60吨; not 每天能省电费, nor what one worker or machine does.
EACH_DAY = later(
    "(?:每(?:分钟|小时|秒钟?)(?=[^,。;0-9]{0,6}(?:下线|产|出))|每(?:天|日|周|月|晚|班|个月)|(?<![第同前后半这那近])一(?:天|周|个月)(?!前|后|内|里|之))"
    "(?![^,。;]*(?:省|节约|降低?|减少|少[花用]|补贴|租金|工资|挣|赚|拿|领))[^,。;、0-9]{0,12}$"
)
ONE = later(
    "(?:只能|只有|[^目日从当]前,|一个(?!月)|一[名台套条亩吨位人]"
    "|每[名台套亩吨位人]|单[台条班人]|人均|设计|最[多高])"
)
MEANS = later("日均|月均|平均|周均")


def at_this_pace(reading: Reading, place: Place, kind: str) -> bool:
    """Whether a number is a pace of now: no stretch in its sentence says when it was held."""
    made = reading.kind == "level" and reading.status == "actual" and kind != ATTRIBUTE
    if not made or reading.unit in ("CNY", "USD", "%") or place.bound is not None:
        return False
    if any(frame.kind not in (PRESENT, RECENT, SINCE) for frame in place.stated):
        return False
    if ONE.search(place.clause):
        return False
    return bool(EACH_DAY.search(place.phrase)) or _of_now(reading, place)


def _of_now(reading: Reading, place: Place) -> bool:
    """日产电机600台, told of a plant; 日吞吐量达300吨, where a stretch was told elsewhere."""
    if DAILY_WORDS.search(place.head) is None:
        return False
    frame = place.inherited
    if frame is None or frame.kind not in (FLOW, SINCE) or frame.start < place.paragraph_start:
        return True
    return reading.subject_kind in OWN and MEANS.search(place.head) is None
