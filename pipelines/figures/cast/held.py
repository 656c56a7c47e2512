"""What is held by a park though another is the topic: 八成落在甲园, 甲、乙两家合计占六成."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.figures.names.terms import PARK
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# 其中落户甲园的有9个, 在甲园务工的目前有8600人
SETTLED = later("(?:落户|入驻|落地|位于|落在|落到|落子|布局在|集中在|分布在|安排在)(?:在|于)?$")
SO_MANY = later("的?(?:项目|企业|投资)?的?(?:就|共|现|已|目前)*(?:有|占|达|超过?|约|近)?了?")
WORKING = later("(?:务工|打工|就业|上班|工作)的(?:目前|现|就|已|如今)*(?:有|达|超过?|约|近)?")
# 八成落在甲园, 1.1万人在甲园就业
FALLS = later(
    "(?:的?[^,。;、\\d]{0,8}?(?:项目|企业|投资|资金)?)?(?:相继|先后|已|陆续)?(?:入驻|落在|落到|落户|落地|集中在|布局在|分布在|投向|来自|出自|产自)(?:在|于|自)?了?"
)
WORK_AT = later("(?:农?民|群众|村民|职工)?在")
WORKS = later("(?:里|内)?(?:务工|打工|就业|上班|工作)")
JOINTLY = later(
    "([两二三四五六2-6])(?:大|个|家|户|者|地|区|园|城)?(?:企业|公司|平台|园区|开发区|载体|片区|新城|高新区|经开区)?"
    "(?:合计|共计|一共|总共|加起来|合起来|占(?:到|了|据)?)[^,。;\\d]{0,14}$"
)
# What is true of each of them: 两家产值均超10亿元.
EACH = later(
    "(?<![一二三四五六七八九十第])([两三四五六])(?:大|个|家|户|园|区)(?:企业|公司|园区|开发区|高新区|经开区)?[^,。;\\d]{0,6}"
    "(?<![亩人户平月年日])(?:均|都|双双)[^,。;\\d]{0,8}$"
)
# Each with its own number in brackets, and all of them placed: 甲园(93分)、乙园(92分)列前两名.
PLACED = later(
    "((?:[^,。;:、()]{3,20}\\([^()。]{1,14}\\)(?:、|以及|和|与|及)?){2,6})"
    "(?:分别|依次|双双|共同|均|都|也)?(?:分列|分居|分获|位[列居]|名列|稳居|[列居]|排名?[在前]?|排进|排到|进入|挤进|跻身|闯入|"
    "包揽|占据|占了?|摘得|夺得|拿下|获得?|摘下|荣获|入围|评为)(?:全[省市县区州国]|评价|考核|本次|榜单|总分|综合|增速|榜|的|了)*$"
)
# The same, each with its number right behind its name: 甲园3.6亿元、乙园2.8亿元,分列前两位.
PLACED_BY = later(
    "((?:[^,。;:、()\\d]{3,20}\\d[\\d.]*[^,。;:、()\\d]{1,5}(?:、|以及|和|与|及)?){2,6}),"
    "(?:分别|依次|双双)?(?:分列|分居|位[列居]|名列|稳居|[列居]|排名?[在前]?|包揽|占据)(?:全[省市县区州国]|榜单|增速|总量)*$"
)
ITS_NUMBER = later("\\d[\\d.]*")
# What somebody does with a part of a park, of which he is still spoken: 租下园区1万平方米厂房.
RENTS = (
    *("租", "租了", "租下", "租下了", "租用", "租用了", "租赁", "租赁了", "承租", "承租了"),
    *("盘下", "买下", "拿下", "拿下了", "购得", "购买", "看中", "看中了", "选中", "相中", "相中了"),
    *("用上", "用上了", "用了", "占了", "占用", "占着", "分到", "拿到", "领到", "享受"),
)
# What a bank or a firm does for the firms of a park.
SERVES = ("惠及", "服务", "覆盖", "支持", "对接", "带动")
# A share of what the clause before counts, after which that goes on: 其中园区占八成,企业120家.
ONLY_SHARE = later(
    "[约近]?[\\d.]+(?:平方公里|公顷|亩)(?=,(?:现有|现入驻|已|目前|截至|入驻|园区))|(?:占|贡献)[^,。;:\\d]{0,8}(?:[\\d.]+%|[一二三四五六七八九]成[多半]?|[一二三四五六七八九十]分之[一二三四五六七八九])(?:以上|左右)?(?=,[^,。;占比增降]{2,14}?\\d)"
)
# After the parks that have parts of a number, all of them again: 甲2个、乙3个,确保投资增速…
ALL_AGAIN = later(
    ",(?=(?:协议|计划|合同|签约)?(?:总投资|投资|金额|资金|引资)额?(?:共|合计|共计|总计|累计)|"
    "(?:确保|力争|争取|保证|推动|带动|拉动|从而|使得?)(?!其))"
)
# What follows the share of an industry and is no measure of one: ,研发投入强度4.1%.
OF_THE_WHOLE = later(
    ",(?:全社会|全[区市县园])?(?:研发|科研|R&D|高新技术企业|规上企业|入驻|新签约|新开工|固定资产|固投|一般公共|税收收入|财政|实际使用外资|从业)"
)
# What of a number is left after its parts: 其余4个散在各乡镇, 其他县区132个.
REST = later(
    "(?:其余|其他|其它|另外|剩下|余下)的?(?:各|几个|个别)?(?:县|区|市|乡|镇|地|州|街道|旗|地方|地区|区域|园区|板块){0,5}(?:共|则|还|就|有|为|约)*$"
)
SCATTERED = later(
    "(?:项目|企业)?,?(?:均|则|都|就)?(?:散|分散|分布|散布|散落|星罗|零星|落户|落|布局|遍布)[^,。;]{0,3}?(?:各|其他|其它|乡镇|县|镇|村)"
)


def left_over(text: str, start: int, end: int) -> bool:
    """Whether a figure counts what is left, in no park of those that were told of."""
    low = max(0, start - 16)
    rest = REST.search(text, low, start)
    return rest is not None and (
        rest[0][-1] in "县区市乡镇地州道旗方" or SCATTERED.match(text, end) is not None
    )


NUMBERS = "两三四五六23456"


def holder(
    text: str, start: int, end: int, before: Mention | None, after: Mention | None
) -> Mention | None:
    """The park that holds what a figure from `start` to `end` counts, by the names beside it."""
    if before is not None and before.kind == PARK and before.end <= start:
        settled = SETTLED.search(text, max(0, before.start - 6), before.start)
        if settled and SO_MANY.fullmatch(text, before.end, start):
            return before
        if text.endswith("在", 0, before.start) and WORKING.fullmatch(text, before.end, start):
            return before
    if after is not None and after.kind == PARK and after.start - end <= 10:
        if FALLS.fullmatch(text, end, after.start):
            return after
        if WORK_AT.fullmatch(text, end, after.start) and WORKS.match(text, after.end):
            return after
    return None


def together(text: str, start: int, recent: Sequence[int]) -> list[int]:
    """The parks last named that 三家合计 before a figure sums up, none where it does not."""
    count = how_many(text, start) if len(recent) > 1 else 0
    return list(recent[-count:]) if 0 < count <= len(recent) else []


def how_many(text: str, start: int) -> int:
    """How many of those just named a figure is of together: 三户合计占32%; 0 where of none."""
    low = max(0, start - 30)
    found = JOINTLY.search(text, low, start) or EACH.search(text, low, start)
    if found is None:
        placed = PLACED.search(text, max(0, start - 120), start) if ")" in text[low:start] else None
        if placed is None and text.startswith("前", start):
            behind = PLACED_BY.search(text, max(0, start - 120), start)
            return len(ITS_NUMBER.findall(behind[1])) if behind else 0
        return placed[1].count("(") if placed and text.startswith("前", start) else 0
    return 2 if found[1] == "二" else NUMBERS.index(found[1]) % 5 + 2


ITEM_STOP = later("[;。\\n]")


def clause_end(text: str, at: int) -> int:
    """Where the sentence or its half ends that goes on at an offset."""
    ends = (text.find(mark, at) for mark in "。;\n")
    return min((end for end in ends if end >= 0), default=len(text))


def items_end(text: str, start: int, stop: int) -> int:
    """Where the quoted items of somebody end: 其中甲园“签约一批”3个;“开工一批”2个."""
    if "“" not in text[start:stop]:
        return stop
    stop -= text[stop - 1] == ";"
    while text.startswith(";“", stop):
        found = ITEM_STOP.search(text, stop + 1)
        stop = found.start() if found else len(text)
    return stop
