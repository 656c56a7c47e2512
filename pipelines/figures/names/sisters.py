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
    return found
