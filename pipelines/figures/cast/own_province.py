"""Which province, or which autonomous region that says 全区 of itself, a report is from."""

from __future__ import annotations

from collections import Counter

from pipelines.figures.cast.entities import Cast
from pipelines.figures.names.terms import REGION, terms
from pipelines.figures.patterns import later
from pipelines.figures.types import Document

LARGE = ("自治区", "地区")  # no district, which 全区 would mean
AUTONOMOUS = ("新疆", "宁夏", "广西", "西藏")
# An autonomous region that speaks: 自治区工信厅, but not 自治区级园区.
SPEAKS = later(
    "自治区(?:党委|政府|人民政府|主席|财政|统计局|[一-龥]{2,10}(?:厅|委员会))|自治区(?:各|工业|产业)*(?:园区|开发区)"
)
TITLED = 3  # a place in the title counts as often
SPOKEN_OF = 1  # the weight of who is not only named beside somebody: 与邻省某市的某园结成对子
PLAIN = "平原"
LANDS_PLAIN = later("(?<![省市州东])(?<=[一-龥]{2})平原(?!县)")
# A department of a province, which speaks of that province: 辽宁省商务厅.
OFFICE_OF = later("(内蒙古|黑龙江|[一-龥]{2})(?:省|(?:壮族|回族|维吾尔)?自治区)[一-龥]{2,10}?厅")


def autonomous(cast: Cast, doc: Document) -> str:
    """The autonomous region that says 全区 of itself: no district has the text to itself."""
    districts = (cast.entities[n] for n in cast.of_kind(REGION))
    districts = (one for one in districts if one.name[-1] == "区" and not one.name.endswith(LARGE))
    if any(one.titled or one.weight > SPOKEN_OF for one in districts):
        return ""
    if doc.title[:2] not in AUTONOMOUS and not SPEAKS.search(doc.folded):
        return ""
    province = province_of(cast, doc)
    return province if province.endswith("自治区") else ""


def province_of(cast: Cast, doc: Document) -> str:
    """The province that title and origin name, else the one that most of the text speaks for.

    A city tells its province as well as the province's own name; what is compared with does not.
    """
    words = terms()
    for source in (doc.title, doc.origin):
        for province, suffix in words.provinces.items():
            if province in source:
                return province + suffix
    offices = {hit[1] for hit in OFFICE_OF.finditer(doc.folded)} & words.provinces.keys()
    if len(offices) == 1:
        province = offices.pop()
        return province + words.provinces[province]
    told: Counter[str] = Counter(
        hit[1] for hit in words.province_named.finditer(doc.folded) if hit[2] not in ("的", "等")
    )
    for place, times in all_places(cast, doc).items():
        if place in words.province_of:
            told[words.province_of[place]] += times
    best = max(told, key=lambda name: told[name], default="")
    return best + words.provinces[best] if best else ""


def all_places(cast: Cast, doc: Document) -> Counter[str]:
    """How often title and text name each known county and city by its short name; counted once."""
    if cast.places is None:
        cast.places = _places_of(doc.text) + _places_of(f"{doc.title}\n" * TITLED)
    return cast.places


def _places_of(text: str) -> Counter[str]:
    """How often each known county and city stands in a text by its short name."""
    known = terms().inner_places
    text = LANDS_PLAIN.sub("  ", text) if PLAIN in text else text
    return Counter(
        text[at : at + n]
        for n in (2, 3, 4)
        for at in range(len(text) - 1)
        if text[at : at + n] in known
    )
