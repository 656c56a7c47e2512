"""Finds where the name of several parks begins: 甲、乙、丙三个工业集中区, 某市各工业园区."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.subject_names import placed
from pipelines.figures.subject_terms import Terms

# All the parks of a place: 某某市各工业园区.
EACH_OF = later("(?<![一-龥])((?:(?![全我该居占列在])[一-龥]){2,4}[省市县区州旗])各(?:类|级|大)?$")
# Places that share the word after their number: 甲、乙、丙三个乡镇工业集中区.
PLACES_SHARE = later(
    "(?:(?<![一-龥])|(?<=[的,。]是)|(?<=半年)|(?<=季度)|(?<=[月年底末日]))((?!是)(?:[一-龥]{2,4}、){1,8}[一-龥]{2,4}?(?:[和与及][一-龥]{2,4}?)?等?[两二三四五六七八九十\\d]+(?:个|家)?"
    "(?:省市|乡镇|市县|县区|县市|市|县|区|镇|省级|国家级?|市级|县级|镇级|乡镇级|沿边|重点|专业|小型|新建|老)*)$"
)
# A part of an order of parks is a group with no other name: 排在后20位的开发区, 前10名园区.
IN_ORDER = later(
    "(?:排名?[在列]?)?(?:[前后末]|第?\\d+[名位]?[至到—-]第?)[\\d一二三四五六七八九十]+[名位]的?$"
)


def row_start(words: Terms, text: str, start: int, at: int, floor: int) -> int:
    """Where the name of several parks begins: 后20位的开发区, 某市各开发区; -1 for another name."""
    order = IN_ORDER.search(text, max(floor, at - 16), at)
    if order:
        return order.start()
    shared = (
        PLACES_SHARE.search(text, max(floor, at - 48), at)
        if "、" in text[max(0, at - 48) : at]
        else None
    )
    if shared and _places(words, shared[1].split("、")[0]):
        return shared.start()
    each = EACH_OF.search(text, max(0, start - 10), start) if start == at else None
    return each.start(1) if each and placed(words, each[1]) else -1


def _places(words: Terms, item: str) -> bool:
    """Whether the first item of a list may be a place: no industry, nothing that is done."""
    known = words.heads.search(item) or words.industries.fullmatch(item)
    return not known and words.boundary.search(item) is None
