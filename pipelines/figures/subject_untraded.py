"""Firms called by a brand alone, without trade or legal form: 新凤鸣日产化纤1.8万吨.

Only what nothing but a firm has or does tells them: a line, a workshop, a daily output, staff.
"""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.patterns import later
from pipelines.figures.subject_brands import pure_brand
from pipelines.figures.subject_terms import ENTERPRISE, terms
from pipelines.figures.subject_types import Mention

OF_FIRMS = (
    "的[^,。;:的“”\\n\\d]{0,8}?(?:车间|生产线|产线|流水线|拆解线|厂房|工厂|实验室|展厅|仓库|订单|[^地海岸航高专热一前直路]线(?![路索下条人城]))|"
    "的[^,。;:的“”\\n\\d]{1,10}?(?:[今去]年|上半年|前[三\\d]|[一二三四]季度)?[^,。;:的“”\\n\\d]{0,6}?(?:出货|销量|产能|市场占有率)|"
    "日产|月产|(?:[今去]年|\\d{4}年|上半年|前[三\\d]+个?(?:季度|月)|[一二三四]季度)[^,。;:“”\\n\\d]{0,5}?"
    "(?:营收|销售|产值|净利|纳税|交付|出货)|(?:现有|共有|有)?员工\\d|用工\\d|(?:董事长|总经理|副总|厂长|创始人|人事经理)"
)
WHEN = "(?:其中,?|目前,?|如今,?|[今去]年,?|比如,?|例如,?)?"
FOUND = later(f"(?:^|(?<=[。;\\n,“:、在])){WHEN}([一-龥]{{2,4}}?)(?={OF_FIRMS})")
PLACE = 3  # characters of a place before a brand, at most


def untraded(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions with firms that a brand alone names; of two characters only where it recurs."""
    ends = [one.end for one in found]
    extra: list[Mention] = []
    for hit in FOUND.finditer(text):
        brand, start, end = hit[1], hit.start(1), hit.end(1)
        if not pure_brand(brand) or (len(brand) == 2 and text.count(brand) < 2):
            continue
        place = bisect_left(ends, start + 1)
        if place < len(found) and found[place].start < end:
            continue
        name = _fuller(text, brand)
        extra.append(Mention(start, end, ENTERPRISE, name or brand, brand))
    return sorted(found + extra, key=lambda one: one.start) if extra else found


def _fuller(text: str, brand: str) -> str:
    """The brand with the place that stands before it somewhere: 三明烯科 for 烯科."""
    at = text.find(brand)
    while at >= 0:
        for size in range(PLACE, 1, -1):
            if text[max(0, at - size) : at] in terms().places:
                return text[at - size : at + len(brand)]
        at = text.find(brand, at + 1)
    return ""
