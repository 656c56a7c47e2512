"""Finds where the name of several parks begins: 甲、乙、丙三个工业集中区, 某市各工业园区."""

from __future__ import annotations

from pipelines.figures.names.gardens import FRONT, NO_PARK, OWNS
from pipelines.figures.names.judging import placed
from pipelines.figures.names.park_names import name_start
from pipelines.figures.names.park_words import PROVINCE_LETTERS
from pipelines.figures.names.row_names import row_names
from pipelines.figures.names.terms import PARK, Terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# All the parks of a place: 某某市各工业园区.
EACH_OF = later("(?<![一-龥])((?:(?![全我该居占列在])[一-龥]){2,4}[省市县区州旗])各(?:类|级|大)?$")
# A place, or two with a park of theirs: 莲川, 莲川—滨阳.
PLACE = "[一-龥]{2,4}(?:[—–-]{1,2}[一-龥]{2,4})?"
# Places that share the word after their number: 甲、乙、丙三个乡镇工业集中区.
PLACES_SHARE = later(
    f"(?:(?<![一-龥])|(?<=[一-龥]{{2}}[省市县州旗])|(?<=其中)|(?<=包括)|(?<=现有)|(?<=[的,。]是)|(?<=半年)|(?<=季度)|(?<=[月年底末日])|(?<=推进)|(?<=建设)|(?<=打造))((?!是)(?:{PLACE}、){{1,8}}{PLACE}?(?:[和与及]{PLACE}?)?等?[两二三四五六七八九十\\d]+(?:个|家|大)?"
    "(?:受灾|山海|南北|合作|协作|共建|飞地|产业|省市|乡镇|市县|县区|县市|市|县|区|镇|省级|国家级?|市级|县级|镇级|乡镇级|沿边|重点|专业|小型|新建|老){0,5})$"
)
# One park and so many others: 高新区和6个省级|工业园区.
ONE_AND_MORE = later(
    "(?:高新区|经开区|综保区|开发区|保税区|新区)(?:和|与|及|以及)(?:其他|其余|另外)?"
    "[\\d两二三四五六七八九十]+[个家](?:国家级?|省级|市级|县级|重点|特色|专业|县域)*$"
)
# The parks of one side of a province: 苏北五市|开发区.
OF_SIDE = later(
    "(?<![一-龥])([一-龥](?:[东西南北中]{1,3})(?:地区)?[两二三四五六七八九]市(?:国家级|省级)?)$"
)
# The parks that two lands share, at the head of their clause: 珠三角与粤北对口共建|园区.
TWO_SHARE = later(
    "(?:(?<![一-龥])|(?<=半年)|(?<=季度)|(?<=[月年]))"
    "([一-龥]{2,6}[与和同][一-龥]{2,6}?(?:对口|合作|携手|联合)?共建)$"
)
# The same of two provinces: 苏陕共建|园区.
PROVINCES_SHARE = later(f"(?<![省区市])[{PROVINCE_LETTERS}]{{2}}(?:对口|扶贫|合作)?(?:共建|协作)$")
MORE_NAMED = later("[和与及][^和与及]{0,6}[\\d两二三四五六七八九十]+[个家]")
FEW_PLACES = ("两县", "两市", "三县", "三市", "四县", "四市")
# A part of an order of parks is a group with no other name: 排在后20位的开发区, 前10名园区.
IN_ORDER = later(
    "(?:排名?[在列]?)?(?:[前后末]|第?\\d+[名位]?[至到—-]第?)[\\d一二三四五六七八九十]+[名位]的?$"
)


# The parks of a place as its plans call them, and what shows that they are spoken of.
ONE_OF_SEVERAL = later("[一二]区[两二三四五六七八九十多]园")
# Whose plan it is: 某某开发区的“一区三园”, for which the zone speaks.
OF_A_ZONE = later(
    "(?:开发|经开|高新|集聚|集中|综保|合作|示范|试验|新)区(?:的|为|实行|采取|实施)?“?$"
)
# What a plan is called by, not those who act: “一区四园”发展格局.
ACTS_AS_ONE = later(
    "”?(?!”|[,。;:、的)]|\\n|$|(?:特色)?(?:园|产业园)|(?:总体|空间|产业|发展|管理|规划|建设|园区)*(?:格局|布局|框架|模式|体系|思路|战略|架构|骨架|"
    "路子|体制|构架|蓝图|目标|规划|定位|改革|整合|组成|为主|等|建设|之|与|和))"
)
PLAN_BEFORE = later("[一二三多][市县城带廊核轴心]、?$")
OF_SEVERAL = ("园", "三园", "四园", "五园", "三园区", "四园区", "五园区")
OF_GARDEN = ("园里", "园内", "园子")
GARDENS = "园区"
ROW_BEFORE = later("园区[\\d.]+[^,、;。\\d]{1,4}[,、;和]$")
ROW_AFTER = later("[\\d.]+[^,、;。\\d]{1,4}[,、;和][一-龥]{2,4}园区\\d")
LONGEST = 6  # characters of a short name with 园区


def short_start(text: str, at: int, end: int, floor: int) -> int:
    """Where a short name in 园区 begins that stands beside others; -1 for another name."""
    if not text.endswith(GARDENS, at, end):
        return -1
    known = row_names(text)
    sizes = (n for n in range(LONGEST, len(GARDENS) + 1, -1) if floor <= end - n <= at)
    return end - next((n for n in sizes if text[end - n : end] in known), end + 1)


def row_start(words: Terms, text: str, start: int, at: int, end: int, floor: int) -> int:
    """Where the name of several parks begins: 后20位的开发区, 某市各开发区; -1 for another name."""
    if at == floor and text.endswith(FEW_PLACES, 0, at):
        floor = max(0, at - 48)  # 甲、乙、丙三县|开发区
    order = IN_ORDER.search(text, max(floor, at - 16), at)
    if order:
        return order.start()
    side = OF_SIDE.search(text, max(floor, at - 14), at)
    if side:
        return side.start(1)
    provinces = PROVINCES_SHARE.search(text, max(floor, at - 8), at)
    if provinces:
        return provinces.start()
    joint = TWO_SHARE.search(text, max(floor, at - 24), at)
    if (
        joint
        and words.boundary.search(joint[1].replace("对口", "")) is None
        and OWNS.match(text, end)
    ):
        return joint.start(1)
    more = ONE_AND_MORE.search(text, max(0, at - 24), at)
    if more:
        return name_start(text, more.start(), max(0, more.start() - 8))
    shared = (
        PLACES_SHARE.search(text, max(floor, at - 48), at)
        if "、" in text[max(0, at - 48) : at]
        else None
    )
    if shared and _places(words, shared[1]):
        return shared.start()
    each = EACH_OF.search(text, max(0, start - 10), start) if start == at else None
    return each.start(1) if each and placed(words, each[1]) else -1


def names_more(name: str) -> bool:
    """Whether a name is of several: 高新区和6个省级工业园区, 婺阳市开发区(园区)."""
    return MORE_NAMED.search(name) is not None or name.endswith("开发区(园区)")


def _places(words: Terms, listed: str) -> bool:
    """Whether the items of a list may be places: none an industry, the first nothing done."""
    first, *rest = listed.split("、")
    if words.heads.search(first) or words.boundary.search(first):
        return False
    return not any(words.industries.fullmatch(item) for item in (first, *rest))


def all_of_it(text: str, head: str, at: int, end: int, several: str) -> Mention | None:
    """园内, 两园, or “一区四园”完成税收7亿元, but not 构建“一区四园”格局."""
    if several and PLAN_BEFORE.search(text, max(0, end - 7), end - 4):
        return None  # “一市一区三园”
    if several:
        acts = ACTS_AS_ONE.match(text, end) is not None
        acts = acts and OF_A_ZONE.search(text, max(0, end - 13), end - 4) is None
        return Mention(end - 4, end, PARK, several, several, told=True) if acts else None
    if head in OF_GARDEN and at and NO_PARK.search(text, at - 1, at):
        return None  # 果园里
    if head in OF_SEVERAL and FRONT.search(text, max(0, at - 4), at) is None:
        return None  # 桃园三园村
    return Mention(at, end, PARK, "", head)


def in_a_row(words: Terms, text: str, start: int, at: int, end: int, floor: int) -> Mention | None:
    """A short name beside others of its sort, or several parks by one word for them."""
    area = end + (text[end - 1 : end + 1] == "园区")  # 装备制造园|区
    begin = short_start(text, at, area, floor)
    if begin >= 0:
        return Mention(begin, area, PARK, text[begin:area], GARDENS, told=True)
    begin = row_start(words, text, start, at, end, floor)
    if begin < 0:
        return None
    return Mention(begin, end, PARK, text[begin:end], text[begin:end], told=True)


def beside_others(text: str, start: int, end: int) -> bool:
    """Whether a short name and its number stand beside others: 甲园区21个,乙园区15个."""
    if not text[end : end + 1].isdigit():
        return False
    before = ROW_BEFORE.search(text, max(0, start - 12), start)
    return before is not None or ROW_AFTER.match(text, end) is not None
