"""Which names stand in a list: as examples (甲、乙等12个项目), or together as one subject."""

from __future__ import annotations

from pipelines.figures.names.gardens import FRONT
from pipelines.figures.names.terms import ENTERPRISE, PARK, PROJECT, REGION, SECTOR
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

ITEMS = later(r"[^,。;:!?\n]{0,70}?等(?!级|候|待|来|到|着|了|不|在)")
LIST_GOES_ON = frozenset("等、和与及")
PHASE_OF_ITEM = later("[一二三四]期(?:项目|工程)?")
COUNTED_OUT = later("[家户个],?(?:分别是|分别为|依次是|即|包括)$")
ITEM_OF_PARK = later(
    "[^,。;:、\\d]{2,14}等(?:\\d+|[两二三四五六七八九十]+)余?[个项宗]|"
    "[^,。;:、\\d]{2,10}(?:、[^,。;:、\\d]{2,20}){1,6}等(?:\\d+|[两二三四五六七八九十]+)余?[个项宗][^,。;:、\\d]{0,8}(?:项目|工程)"
)
# 甲公司投资3亿元建设的年产5万吨乙项目等7个项目开工: one of the list.
BUILT_ITEM = later(
    "(?:计划|拟|预计)?(?:总投资|投资|投建|建设|实施|新上)[^,。;:\\n]{0,60}?项目等(?:\\d+|[两二三四五六七八九十]+)余?[个项宗][^,。;:、\\d]{0,10}项目"
)
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
PROJECTS_LISTED = later(
    "[^,。;:!?\\n]{0,70}?等[\\d一二三四五六七八九十]+余?个[^,。;:、\\d]{0,8}项目"
)
SIDE_BY_SIDE = frozenset(("、", "和", "与", "及", "同", "跟", "以及"))
COUNTED_LIST = later("[两二三四五六七八2-8](?:[家个大]|地|市|县|园|省|企业)")
APPOSED = later("(?:分别是|分别为|包括|包含|即|依次是)$")  # 产业园区5个,分别是甲园、乙园
JOINTLY = later(
    "[还也又均都]?(?:共同|联合|携手|合作|共计|合计|总计|一共|共(?=实现|完成|有|引进|签约))(?!社|区)"
)
# What a list of parks does as one, unless each has its own: 甲、乙产值分别增长…
TOGETHER = later(
    "(?![、,。;:!?和与及以等内里]|(?:[^。;\\n\\d]|\\d{1,4}[年月日个至到—-]){0,24}(?:分别|依次|各(?!类|项|级|种)|均|都是)|[^。;,、\\d]{0,10}[\\d.]+[^。;,、\\d]{0,4}、)[^,。;\\d]"
)
# What the parks of a list are no more than the sections of: 甲新区、乙新城、丙走廊|3个万亿板块.
SECTIONS = later(
    "(?:[、和与及][^,。;、\\d]{2,10}){0,6}等?[\\d两三四五六七八九十]+[个大][^,。;、\\d]{0,8}(?:板块|支点|引擎|增长极|极核|组团)"
)
# Firms that a clause only lists: 包括甲生物、乙医疗、丙查,占…
LISTED_WITHIN = 90


def mark_lists(text: str, found: list[Mention]) -> None:
    """Mark examples before 等 (A、B等12家企业) and lists that are one subject (A、B两家企业)."""
    run: list[Mention] = []
    joint_end = -1
    for mention in found:
        if mention.group and 0 <= mention.start - joint_end <= 3:
            mention.listed = True  # 甲开发区、乙开发区两家开发区
        if run and not (
            mention.name
            and mention.kind == run[-1].kind
            and text[run[-1].end : mention.start] in SIDE_BY_SIDE
        ):
            run = []
        if not mention.name or mention.kind == SECTOR:
            run = []
            if mention.kind == PARK and text[mention.start - 1 : mention.start] == "、":
                item = ITEMS.match(text, mention.end)  # 中药材产业园、物流园配套等项目12个
                mention.listed = item is not None and "的" not in item[0]
            continue
        run.append(mention)
        if len(run) > 1 or mention.opens < 0:  # 甲县乙镇: the smaller opens where the larger does
            mention.opens = run[0].start
        example = in_list(text, mention.end)
        goes_on = text[mention.end : mention.end + 1] in LIST_GOES_ON
        if example or goes_on or text.startswith("以及", mention.end):
            mention.listed = example or only_named(text, mention)
            mention.kind = _listed_kind(text, mention)
        elif mention.kind in (ENTERPRISE, PARK):
            mention.listed |= with_its_work(text, mention)
        if mention.kind == PARK:
            _mark_park(text, mention, run)
        joint = COUNTED_LIST.match(text, mention.end) or JOINTLY.match(text, mention.end)
        acts = mention.kind in (PARK, REGION) and acts_together(text, run[0].start, mention.end)
        if len(run) > 1 and not mention.listed and mention.kind != PROJECT and (joint or acts):
            mention.joint = "、".join(m.name for m in run)
            joint_end = mention.end
            for one in run[:-1]:
                one.listed = True


def _mark_park(text: str, mention: Mention, run: list[Mention]) -> None:
    """Mark a park that a list only names: 产业园区5个,分别是甲园、乙园; 甲新区、乙新城2个板块."""
    if SECTIONS.match(text, mention.end):
        mention.listed = True
    if APPOSED.search(text, max(0, run[0].start - 4), run[0].start):
        mention.listed = len(run) > 1 or text[mention.end : mention.end + 1] == "、"


def _listed_kind(text: str, mention: Mention) -> str:
    """The kind of what stands in a list: 甲产业园、乙科技园等151个项目 are projects."""
    projects = mention.kind == PARK and mention.listed
    return PROJECT if projects and PROJECTS_LISTED.match(text, mention.end) else mention.kind


def acts_together(text: str, start: int, end: int) -> bool:
    """Whether a list of parks is what its clause speaks of: 甲园区、乙园区同台推介."""
    low = max(0, start - 4)
    return FRONT.search(text, low, start) is not None and TOGETHER.match(text, end) is not None


def in_list(text: str, end: int) -> bool:
    """Whether what ends here is an example in a list that ends in 等: 甲、乙等12个项目."""
    phase = PHASE_OF_ITEM.match(text, end)
    end = phase.end() if phase else end
    goes_on = text[end : end + 1] in LIST_GOES_ON or text.startswith("以及", end)
    item = ITEMS.match(text, end) if goes_on else None
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
        return True  # 其中闻达供应链项目9个,总投资95亿元: the park's
    if firm.kind == PARK:  # ,某某片区配套工程等30宗项目如期动工
        beside = text[firm.start - 1 : firm.start] in (",", "、", "和")
        if text.startswith("的", firm.end):
            return False  # 签约仪式上,甲经开区的齿轮箱体、胶膜设备等5个项目: whose they are
        return beside and ITEM_OF_PARK.match(text, firm.end) is not None
    if counted_out(text, firm):
        return True
    front = ITEM_FRONT.search(text, max(0, firm.start - 4), firm.start)
    opens = text[firm.start - 1 : firm.start] in ("", ",", "。", ";", ":", "\n")
    if opens and (FIRST_ITEM.match(text, firm.end) or BUILT_ITEM.match(text, firm.end)):
        return True  # ,甲电池回收利用、乙氮化硅等14个亿元级项目同天开建
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
