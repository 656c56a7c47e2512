"""Parks that a list names by their sort alone behind the place of the first of them.

云岭市经开区、高新区、循环经济产业园: each is of 云岭, and 高新区 goes on to mean that one.
"""

from __future__ import annotations

from pipelines.figures.names.park_names import CLASS_OF
from pipelines.figures.names.terms import PARK
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

AND = later("(?:、|和|及|与|以及)")
SORTED_GARDEN = later("[一-龥]{2,8}(?:产业|工业|科技|物流)园区?")
NO_SORT = frozenset(("开发区", "新区", "合作区", "飞地"))  # any zone may be called so


# The other side of a park of which one was named: 某某经开区东区…;|西区以化工为主.
SIDE = later("[东西南北中]区|[A-H]区")
OTHER_SIDE = later(
    "(?:(?<=[,。;\\n])|(?<=其中))([东西南北中]区|[A-H]区)"
    "(?=[以则也已]|[今去]年|规划|面积|占地|现有|目前|共|产值|完成|实现|有|入驻|聚集|集聚|重点|主攻)"
)


def other_sides(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions with the other sides of parks of which one side is named."""
    sides = [m for m in found if m.kind == PARK and m.name and SIDE.fullmatch(m.name[-2:])]
    sides = [m for m in sides if m.name[:-2].endswith(("区", "园", "城", "基地"))]
    out = list(found)
    for hit in OTHER_SIDE.finditer(text) if sides else ():
        whole = [m.name[:-2] for m in sides if m.end <= hit.start()][-1:]
        held = any(m.start < hit.end(1) and hit.start(1) < m.end for m in found)
        if whole and not held:
            out.append(Mention(hit.start(1), hit.end(1), PARK, whole[0] + hit[1], hit[1]))
    return sorted(out, key=lambda m: m.start)


def name_sisters(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions of a text, those of such a list with the names that it gives them."""
    place = family = ""
    for last, mention in zip([None, *found], found, strict=False):
        if mention.kind != PARK:
            place = ""
            continue
        listed = last is not None and AND.fullmatch(text, last.end, mention.start)
        if mention.name:
            zone = mention.head in CLASS_OF and mention.name.endswith(mention.head)
            place = mention.name[: -len(mention.head)] if zone else place if listed else ""
            family = CLASS_OF.get(mention.head, family)
            continue
        said = text[mention.start : mention.end]
        if not listed or not place:
            place = ""
        elif said == mention.head and said in CLASS_OF and said not in NO_SORT:
            if CLASS_OF[said] != family:
                mention.name, mention.group = place + said, False
        elif mention.group and SORTED_GARDEN.fullmatch(said):
            mention.name, mention.group = said, False
        else:
            place = ""
    return other_sides(text, found)
