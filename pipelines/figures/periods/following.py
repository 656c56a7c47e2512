"""Numbers that have the period of the next one: the money of a group, a set told for its part."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.periods.place import Place
from pipelines.figures.periods.timeless import here
from pipelines.figures.types import Reading

MONEY = frozenset(("project_total_investment", "contracted_investment", "other"))
ITS_GROUP = later("(?:左右|以上|以下)?的[^,。;]*")
WHOLE_OF = later("[^,。;、0-9]{1,14}中,?[^。;]{0,20}")


def following(number: int, readings: list[Reading], places: list[Place], between: str) -> bool:
    """总投资36.2亿元的延链补链项目13个: whether the group comes after its investment."""
    if readings[number].indicator not in MONEY or number + 1 == len(readings):
        return False
    after = readings[number + 1]
    same = places[number + 1].sentence == places[number].sentence
    counted = after.indicator == "projects" and after.unit == "count"
    one = between.endswith("等") and "、" not in between  # 投资3亿元的甲项目等5个项目
    return same and counted and not one and bool(ITS_GROUP.fullmatch(between))


def part_of(number: int, readings: list[Reading], places: list[Place], between: str) -> bool:
    """36万平方米厂房中, 目前空置4.2万平方米: whether a set is told for its part, which stands."""
    whole, part = readings[number], readings[number + 1]
    alike = whole.kind == part.kind == "level" and whole.unit == part.unit
    if not alike or whole.status != part.status or places[number].bound is not None:
        return False
    if here(places[number]):
        return False  # 去年引进的26个项目中, 已有19个开工
    return WHOLE_OF.fullmatch(between) is not None
