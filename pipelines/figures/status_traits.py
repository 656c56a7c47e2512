"""What a number is that its status hangs on: the size of a site, a target in itself."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.period_cues import MISSED, SET_BEFORE
from pipelines.figures.status_words import is_quota
from pipelines.figures.types import Reading

WHOLES = {"project_total_investment", "planned_area", "registered_capital"}
SITE = later("占地|建筑面积|总面积|用地|规划面积|建设规模|(?<!竣工)(?<!开工)(?<!交付)面积")
DEALT_WITH = later("增加|收回|处置|盘活|腾退|清退|消化|整治|收储|闲置|低效|征收|征迁|出让|拆|平整")
AIMED = later(
    "(?:以上|以下|左右)?的?(?:大关)?(?:年度|全年|预期|奋斗)?(?:目标|任务)|(?:大关|台阶)?(?:迈进|冲刺|进军|挺进|进发)"
)


def of_a_site(reading: Reading, head: str) -> bool:
    """Whether a number describes a site or a project as such: 总投资, 占地; not 收回土地800亩."""
    if reading.kind != "level":
        return False
    if reading.indicator == "land_area":
        return DEALT_WITH.search(head) is None
    if reading.indicator == "floor_area":
        return SITE.search(head) is not None
    return reading.indicator in WHOLES


def aimed(reading: Reading, head: str, tail: str) -> bool:
    """Whether a number is itself a target: 增长15%以上的目标, 年度任务90亿元."""
    amount = reading.unit not in ("count", "%", "pp")
    if SET_BEFORE.search(head) and (amount or MISSED.search(head) or "年初" in head):
        return True  # 没有达到年初提出的30亿元
    if reading.kind in ("growth", "multiple"):
        return bool(AIMED.match(tail))
    return reading.kind == "level" and bool(is_quota(head, tail) or AIMED.match(tail))
