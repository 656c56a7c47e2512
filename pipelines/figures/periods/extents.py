"""Whether a time that a sentence names dates an extent, or a target that stands beside it."""

from __future__ import annotations

from pipelines.figures.periods.cues import BEGUN
from pipelines.figures.periods.place import LEAD, Place
from pipelines.figures.times.frames import AS_OF, PLAN, PRESENT, Frame
from pipelines.figures.times.frames import FLOW as STRETCH
from pipelines.figures.types import Reading


def dates_it(reading: Reading, place: Place, frame: Frame) -> bool:
    """Whether a day is named for an extent, a site only in its own part of the sentence."""
    day = frame.kind in (PRESENT, AS_OF) and reading.status == "actual"
    apart = reading.indicator == "land_area" and ";" in place.text[frame.end : place.at]
    return day and not apart


def stands_then(place: Place, frame: Frame) -> bool:
    """2014年底, 规模48万锭: a day that opens a clause of its own; not 9月底交付, 面积3万平方米."""
    opens = frame.kind == AS_OF and place.text[frame.end : frame.end + 1] == ","
    since = place.text[frame.end : min(place.at, frame.end + LEAD)]
    at_once = frame.kind == AS_OF and "," not in since and not BEGUN.search(since)
    here = frame.kind == PRESENT  # 眼下园区纺纱规模达82万锭
    return frame.until or frame.words.startswith("截") or opens or at_once or here


def measured(reading: Reading, place: Place, frame: Frame) -> bool:
    """截至7月底, 纺纱规模42万锭: an extent that a day is named for, not what is made in a year."""
    sized = reading.indicator in ("floor_area", "treatment_capacity", "built_area")
    yearly = "年" in place.verb.replace(frame.words, "") or "产能" in place.verb + place.tail
    able = reading.indicator == "production_capacity" and not yearly
    made = reading.unit in ("t", "m3") and frame.kind != PRESENT  # 目前年加工粮食85万吨
    return sized or able or made


def part_of_year(place: Place, frame: Frame) -> bool:
    """Whether a target is of the stretch named right before it, and not of the whole year."""
    stretch = frame.kind in (STRETCH, PLAN) and frame.period.start is not None
    return stretch and "年" not in place.text[frame.end : place.at]
