"""The parks that one park is made up of: “一区三园”即甲园、乙园和丙园, 甲开发区辖乙、丙两个片区.

Whoever reads of them has the whole in mind as well: it is whom the report is about where its
headline names none, and it is 全区.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipelines.figures.names.terms import PARK
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# The parks that one is made of are others than itself, whatever they share of its name.
SLOGAN = later(
    "一区[两二三四五六七八九十多]园”?的?(?:发展|总体|空间|产业|建设)?(?:格局|布局|框架|模式)?,?"
    "(?:即|分别是|分别为|包括|分为|为|有|形成了?|下辖|下设|设有|布局):?([^。;\\n]{6,90})"
)
MADE_UP = later(
    "(?:下辖|管辖|辖有|辖|下设|内设|设有|划分为|分为|细分为|规划了?|包括|包含|涵盖|形成了?)"
    "([^,。;:\\n\\d、]{2,10}(?:、[^,。;:\\n\\d、]{2,10})*[、和与及][^,。;:\\n\\d、]{1,12}?(?:园|片区|组团|板块|功能区|园区))"
    "|由([^,。;:\\n\\d、]{2,10}(?:、[^,。;:\\n\\d、]{2,10})*[、和与及][^,。;:\\n\\d、]{1,12}?(?:园|片区|组团|板块|功能区|园区))(?:共同)?(?:组成|构成)"
)
ZONES = (
    "开发区",
    "经开区",
    "高新区",
    "新区",
    "示范区",
    "试验区",
    "合作区",
    "保税区",
    "产业园区",
    "工业园区",
    "集中区",
    "集聚区",
    "产业园",
    "经济区",
)
REACH = 60  # letters in which the whole stands before its parts


class InnerParks(NamedTuple):
    """The words that list the parts, where they begin and end, and where the whole is named."""

    words: str
    start: int
    end: int
    whole: Mention | None
    slogan: bool = False  # they are only listed, as what a “一区三园” is


NONE = InnerParks("", -1, -1, None)


def inner_parks(text: str, found: Sequence[Mention]) -> InnerParks:
    """What lists the parts of a park, with the park by its name where it stands before them."""
    hit = SLOGAN.search(text)
    if hit is not None:
        return InnerParks(hit[1], hit.start(1), hit.end(1), _whole(text, found, hit.start()), True)
    for made in MADE_UP.finditer(text):
        group = 1 if made[1] else 2
        whole = _whole(text, found, made.start())
        if whole is not None:
            return InnerParks(made[group], made.start(group), made.end(group), whole)
    return NONE


def _whole(text: str, found: Sequence[Mention], at: int) -> Mention | None:
    """The zone named last in the sentence that goes on with its parts."""
    low = max(text.rfind(mark, max(0, at - REACH), at) for mark in "。\n;")
    low = max(low, at - REACH)
    named = [m for m in found if m.kind == PARK and m.name and not m.group and low <= m.start < at]
    parks = [m for m in named if m.name.endswith(ZONES)]
    return parks[-1] if parks and len({m.name for m in named}) == 1 else None
