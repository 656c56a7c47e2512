"""Whether a name only stands in a list of examples: 甲、乙等12个项目; 5家,分别是甲、乙、丙."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.subject_terms import ENTERPRISE, PARK
from pipelines.figures.subject_types import Mention

ITEMS = later(r"[^,。;:!?\n]{0,70}?等(?!级|候|待|来|到|着|了|不|在)")
LIST_GOES_ON = frozenset("等、和与及")
PHASE_OF_ITEM = later("[一二三四]期(?:项目|工程)?")
COUNTED_OUT = later("[家户个],?(?:分别是|分别为|依次是|即|包括)$")
ITEM_OF_PARK = later("[^,。;:、\\d]{2,14}等(?:\\d+|[两二三四五六七八九十]+)余?[个项宗]")
ITEM_FRONT = later("(?:、|签约|引进|招引|开工|实施|推进|包括|落地)$")
ITEM_OF_FIRM = later(
    "(?:(?!实施|建设|新上|推进|投资|引进|承担|获得|开发)[^,。;:\\n]){2,40}?"
    "等(?:[^,。;:、\\d]{0,6}项目)?(?:近|约|超过?|共|达)?(?:\\d+|[两二三四五六七八九十]+)余?[个项]"
)
PROJECTS_OF_IT = later("(?:类|系|产业链|配套|关联)*项目(?:共|近|约|达|有)?\\d+余?个")
FIRST_ITEM = later(
    "(?:(?!实施|建设|新上|推进|投资|引进|承担|获得|开发|拥有|总|申报|储备|完成|带动|将|已|有|是|以)[^,。;:、\\d\\n]){2,20}?"
    "(?:、[^,。;:\\n]{2,60}?)?等(?:\\d+|[两二三四五六七八九十]+)余?[个项][^,。;:、\\d]{0,10}项目(?!部|总)"
)
NAMES_ONLY = later(
    "[^、\\d]{0,12}?(?:包括|分别为|分别是|涵盖|囊括|诸如|有)了?[^、\\d]{2,16}、[^\\d]*"
)
REST_OF_LIST = later("(?:、[^、,。;:\\d]{2,16})*(?:和[^、,。;:\\d]{2,16})?(?=[,。;\\n])")
# Firms that a clause only lists: 包括甲生物、乙医疗、丙查,占…
LISTED_WITHIN = 90


def in_list(text: str, end: int) -> bool:
    """Whether what ends here is an example in a list that ends in 等: 甲、乙等12个项目."""
    phase = PHASE_OF_ITEM.match(text, end)
    end = phase.end() if phase else end
    item = ITEMS.match(text, end) if text[end : end + 1] in LIST_GOES_ON else None
    return item is not None and "的" not in item[0]


def counted_out(text: str, firm: Mention) -> bool:
    """Whether firms that were counted are named from here on: 5家,分别是甲、乙、丙、丁、戊."""
    low = max(0, firm.start - 8)
    listed = text.startswith("、", firm.end)
    return listed and COUNTED_OUT.search(text, low, firm.start) is not None


def with_its_work(text: str, firm: Mention) -> bool:
    """Whether a firm stands with its work in a list: 甲公司搬迁、乙公司冲压设备等2个项目."""
    if text.startswith("项目", firm.end) and in_list(text, firm.end + 2):
        return True  # 某某汽车项目等7个项目
    if PROJECTS_OF_IT.match(text, firm.end):
        return True  # 其中闻达供应链项目9个,总投资114亿元: the park's
    if firm.kind == PARK:  # ,某某片区配套工程等36宗项目如期动工
        beside = text.startswith(",", firm.start - 1)
        return beside and ITEM_OF_PARK.match(text, firm.end) is not None
    if counted_out(text, firm):
        return True
    front = ITEM_FRONT.search(text, max(0, firm.start - 4), firm.start)
    opens = text[firm.start - 1 : firm.start] in ("", ",", "。", ";", ":", "\n")
    if opens and FIRST_ITEM.match(text, firm.end):
        return True  # ,甲新能源一体化循环利用、乙碳化硅等17个亿元以上项目同日动工
    return front is not None and ITEM_OF_FIRM.match(text, firm.end) is not None


def only_named(text: str, firm: Mention) -> bool:
    """Whether a firm is one of those that a clause lists and says no more of: 包括甲、乙生物."""
    if firm.kind == ENTERPRISE and counted_out(text, firm):
        return True
    if firm.kind != ENTERPRISE or text[firm.start - 1 : firm.start] != "、":
        return False
    low = max(0, firm.start - LISTED_WITHIN)
    low = max(low, *(text.rfind(mark, low, firm.start) + 1 for mark in ",。;:\n"))
    return NAMES_ONLY.fullmatch(text, low, firm.start) is not None and (
        REST_OF_LIST.match(text, firm.end) is not None
    )
