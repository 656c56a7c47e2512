"""Whether two names are one subject's: 恒炭储能项目, 恒炭储能年产5万套电池项目."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.figures.names.park_names import ParkName, same_park
from pipelines.figures.names.short import bare_firm
from pipelines.figures.names.terms import ENTERPRISE, PARK, PROJECT, REGION, terms
from pipelines.figures.names.types import Entity, Mention


def same(mention: Mention, parts: ParkName | None, entity: Entity) -> bool:
    """Whether a mention is a shorter form of the name of a known subject of its kind."""
    if parts and entity.parts:
        return same_park(parts, entity.parts)
    if mention.kind == ENTERPRISE:
        return _same_firm(mention.name, entity.name)
    if mention.kind == PROJECT:
        ends = len(mention.name) >= 5 and entity.name.endswith(mention.name)
        return ends or _of_its_firm(mention.name, entity.name)
    return False


def division_of(city: Mention, known: Sequence[Entity]) -> int:
    """The division of the Corps whose city is named alone: 金河市, of 兵团第十六师金河市; or -1."""
    for number, one in enumerate(known):
        if one.kind == REGION and "师" in one.name and one.name.endswith(city.name):
            return number
    return -1


def outer_parks(mention: Mention) -> list[Mention]:
    """The park that the name of a park inside it begins with."""
    if not mention.name:
        return []
    stem = mention.name[: -len(mention.head)]
    hit = terms().inner_heads.match(stem)
    if hit is None or stem.count("“", 0, hit.end()) > stem.count("”", 0, hit.end()):
        return []  # 某市“飞地|经济”园区
    return [Mention(mention.start, mention.start + hit.end(), PARK, hit[0], hit[1])]


def same_stem(long: str, short: str) -> bool:
    """Whether a stem is another one, behind its province or city at most: 青海省|西宁."""
    front = long[: -len(short)] if len(short) > 1 and long.endswith(short) else ""
    return long == short or front.endswith(("省", "市", "自治区"))


def _of_its_firm(short: str, long: str) -> bool:
    """Whether a project is called by its firm alone: 恒炭储能项目, of 恒炭储能年产5万套电池项目."""
    firm = short.removesuffix("项目")
    told = short != firm and len(firm) >= 4 and long.startswith(firm) and long.endswith("项目")
    return told and (long.startswith("年产", len(firm)) or long[len(firm)].isdigit())


def _same_firm(short: str, long: str) -> bool:
    a, b = bare_firm(short), bare_firm(long)
    park = terms().inner_heads.match(a)  # 苏北高新区天成碳纤维公司: the firm after the park
    a = a[park.end() :] if park and len(a) - park.end() >= 3 else a
    place = next((n for n in (3, 2) if len(a) - n >= 3 and a[-n:] in terms().places), 0)
    a = a[: len(a) - place]  # 梅花生物通辽公司
    if len(a) < 2 or (len(a) == 2 and not short.endswith(("公司", "集团"))):
        return False
    if a in b:
        return True
    rest = iter(b)
    return len(a) >= 4 and a[-2:] == b[-2:] and all(char in rest for char in a)
