"""Tells a park called by its place alone from a firm: 兴岭规划面积22平方公里, of 兴岭经济开发区."""

from __future__ import annotations

from pipelines.figures.names.park_names import taken_apart
from pipelines.figures.names.terms import ENTERPRISE, PARK, REGION
from pipelines.figures.names.types import Mention

RANKS = "省市县区州旗镇"


def without_places(own: list[Mention], found: list[Mention]) -> list[Mention]:
    """What was guessed to be firms, without the bare places of parks and regions of the text.

    A bare place is the park that has its name from it, unless the text speaks of the place itself.
    """
    named: dict[str, Mention] = {}
    regions: set[str] = set()
    for one in found:
        if one.kind == REGION and one.name:
            regions.add(one.name.rstrip(RANKS))
        elif one.kind == PARK and one.name.endswith(one.head):
            parts = taken_apart(one.name, one.head)
            if parts.family != "park" and len(parts.stem) > 1:
                named.setdefault(parts.stem, one)
    out: list[Mention] = []
    for one in own:
        guess = one.kind == ENTERPRISE and one.guessed
        if not guess or (one.name not in named and one.name not in regions):
            out.append(one)
        elif one.name in named and one.name not in regions:
            park = named[one.name]
            out.append(Mention(one.start, one.end, PARK, park.name, park.head))
    return out
