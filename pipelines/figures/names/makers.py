"""Reads the names of firms from their heads."""

from __future__ import annotations

from pipelines.figures.names.brands import says_trade, short_firm, works
from pipelines.figures.names.judging import placed
from pipelines.figures.names.park_names import name_start
from pipelines.figures.names.places import NUMERAL
from pipelines.figures.names.projects import project
from pipelines.figures.names.terms import (
    ENTERPRISE,
    FIRM_WORD,
    POST_WORD,
    Terms,
    terms,
)
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

FIRM_PREDICATE = later(
    "今年|去年|目前|现|年|已|很快|陆续|先后|又|再|计划|一期|二期|共|主要|产品|仅|通过|拥有|还|自|投资|总投资|占地|专门"
)
ANY_WORKS = later(
    "(?:^|[省市县区旗州镇乡园的])[老旧原小]|废弃|大型|国营|当地|附近|一家|破产|关停|停产|多家|不少|许多"
)
# Posts that many bodies have: not of a firm where such a body stands before them.
PART_OF_POST = later("(?:联合|联席|轮值|执行|常务|首席|原|前|现任)$")  # 某某联合创始人
BODIES = later(
    "(?:施工|现场|工地|[厅署局委办部会院所处站科馆园区市县省镇乡村组队方行社]|中心|项目|单位|企业|公司|集团|机构|政府|平台|相关|主要|有关|分管|主管|该|其|任|[由]?[一-龥]{2,3}[当做是])$"
)
DESCRIBED = later("首家|首个|唯一|最大|一家|第[一二三]家|其中|(?:注册|成立|创办|开办|组建)$")
IN_BRANDS = tuple("为和与向对同将及从")  # stops that the brands of firms may hold
NATION_BANKS = later(
    "(?:中国)?(?:工商|农业|建设|交通|招商|民生|兴业|浦发|平安|光大|中信|华夏|广发|邮政储蓄|邮储|农业发展|国家开发|进出口)$"
)
BRANCH = later("[一-龥]{2,6}?(?:支行|分行)")
BANK_THINGS = later("[卡业贷存账柜家间系界股]|机构|体系|信贷|理财|经理|同业|承兑")
# 一家光伏企业 that opens its clause is one firm, though nobody says which.
ONE_FIRM = later("(?<![^,。;:“\\n])一家([一-龥]{2,8})$")
# 这家成立不到五年的企业, 这家从外地“搬”来的企业, 这家2015年落户的企业
THIS_ONE = later("这家(?:[^,。;:、\\d“”]{1,12}的?|[^,。;:、]{1,20}的)?$")

# What sort of firm it is, no name: 正与一家知名教育集团接触.
ANY_FIRM = later("国内|一流|知名|著名|500强|行业龙头|大型国有|实力雄厚")

# What sort the firm is whose name has just been told: 名为“宏宇”的|羽绒制品公司.
TOLD_NAME = later("(?:名叫|名为|叫做|取名|唤作)“[一-龥A-Za-z·]{2,10}”的$")

WHEN = "前后时"
PARENTS = ("总部", "股东")
WORKS_BACK = frozenset(
    (
        "酒厂",
        "糖厂",
        "药厂",
        "纸厂",
        "鞋厂",
        "钢厂",
        "铝厂",
        "茶厂",
        "面粉厂",
        "水泥厂",
        "服装厂",
        "食品厂",
    )
)
SEVERAL_COUNTED = later("(?:[\\d两二三四五六七八九十]|[\\d十]余)家$")
PARK_HAS = later(
    "[一-龥]*?(?:[区园](?:共有|拥有|现有|已有|引进|吸引|新增)|(?:区|园)?(?:新建|新批|新设|新注册|新登记))"
)
CLAUSES = "。;,\n"
# What one of a sort is called, which no word tells to be a firm's name.
ONE_OF_MANY = later("一家[^,。;:、\\d]{0,8}$")
# As what a firm is named, no part of its name: 项目建设单位|青海甲铝业公司.
IN_CHARGE = later(
    "^(?:[一-龥]{0,4}(?:业主|建设|施工|运营|承建|投资|实施|责任|牵头|成员|参建))?单位(?=[一-龥]{3})"
)
CALLED = later("——“?([一-龥A-Za-z]{2,14}?)”?(?=[,。;!?\\n])")
SEVERAL = ("一批", "多家", "几家", "一些", "众多", "数家", "许多", "各家", "大批", "不少", "部分")


def firm(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """A firm by name, by its manager's post, or by pointer (该公司, 企业)."""
    if head == FIRM_WORD:
        return _firm_word(words, text, at, end)
    if head.startswith(POST_WORD):
        return _firm_of_post(words, text, head, at, floor)
    if head == "工厂" and text[at - 1 : at] == "加":  # 某某玉米加工厂
        at, head = at + 1, "厂"
    if head == "厂":
        if text[at - 1 : at] == "出":
            return None  # 工业品出厂价格
        return works(words, text, at, end, floor)
    if head == "建工" and text[end : end + 1] == "程":
        return project(words, text, "工程", end - 1, end + 1, floor)
    if head in words.trades:
        return short_firm(words, text, head, at, end, floor)
    if head in words.firm_anaphors and text[end : end + 1] not in ("房", "长"):
        former = head == "厂区" and text[at - 1 : at] in (
            "老",
            "旧",
            "原",
        )  # 老厂区改造成电商产业园
        return None if former else Mention(at, end, ENTERPRISE, "", head)
    if head == "银行" and not _bank(words, text, at, end, floor):
        return None
    bracket = text.rfind("(", max(0, at - 8), at) if text[at - 1 : at] == ")" else -1
    before = bracket if bracket > 0 else at
    start = name_start(text, before, max(0, floor - 16))
    branded = text[start - 1 : start] in IN_BRANDS  # 希为科技: trades alone are no name
    trades = start < before and words.industries.fullmatch(text, start, before) is not None
    full = start < before and head.endswith("有限公司") and says_trade(words, text[start:before])
    if branded and (trades or full):  # 天润和棉纺有限公司
        start = name_start(text, start - 1, max(0, floor - 16))
    elif trades:
        start = name_start(text, before, max(0, floor - 16), whole=True)
    return _full_firm(words, text, head, start, at, end)


COOPERATIVES = ("合作社", "家庭农场")
SORT_OF_COOPERATIVE = later(
    "(?:农民|农业|农机|专业|股份|土地|种植|养殖|种养|经济|生产|服务|联合)+$"
)
TRADE = later("[果茶粮林牧渔菜菌药花蜂蚕桑]业")
JOINED = later(
    "(?:加入|成立|组建|领办|创办|引导|培育|组织|入股|参加|依托|鼓励|扶持|发展)(?:了|各类)?[一-龥]{0,4}$"
)
INSIDE = later("^(?:园区?|区|县|镇)[内里]的?(?=[一-龥]{2})")  # 园内|湘湖渔业公司


def _full_firm(words: Terms, text: str, head: str, start: int, at: int, end: int) -> Mention | None:
    """A firm by its full name, or by pointer where nothing but a pointer stands before 公司."""
    stem = text[start:at].strip("“”‘’")
    if not stem or stem in words.firm_pointers:
        return _pointing_back(text, head, start, at, end)
    if stem[0] == "家" and text[start - 1 : start] in ("这", "该", "那"):
        return Mention(start - 1, end, ENTERPRISE, "", head)  # 这家初创公司
    if stem[0] == "家" and text[start - 1 : start] in NUMERAL:
        return None
    if SEVERAL_COUNTED.search(text, max(0, start - 4), start) or _in_a_row(text, start, at, end):
        return None  # 4家|风险投资公司
    if stem[-1] in WHEN and head == "公司":  # 疫情前公司, 一至三月公司: the one spoken of
        return Mention(at, end, ENTERPRISE, "", head)
    park = words.inner_pointer.match(stem)  # 园区运营公司
    if park and words.firm_kinds.fullmatch(stem, park.end()):
        return None
    held = PARK_HAS.match(stem)  # 国家级开发区新建|外商投资公司
    if len(stem) < 2 or words.firm_kinds.fullmatch(stem, held.end() if held else 0):
        return None
    if DESCRIBED.search(stem) or ANY_FIRM.search(stem) or stem.startswith(SEVERAL):
        return None
    if TOLD_NAME.search(text, max(0, start - 16), start):
        return None
    if head in COOPERATIVES and _any_cooperative(words, stem):
        return None
    if head[-1] == "厂" and not _own_works(words, stem, head):
        return None
    return _named(text, head, start, INSIDE.sub("", stem), end)


def _any_cooperative(words: Terms, stem: str) -> bool:
    """Whether cooperatives are told of by their trade alone: 果业专业合作社, 农户加入合作社."""
    if JOINED.search(stem):
        return True
    trade = SORT_OF_COOPERATIVE.sub("", stem)
    return (
        not trade
        or words.industries.fullmatch(trade) is not None
        or TRADE.fullmatch(trade) is not None
    )


def _in_a_row(text: str, start: int, at: int, end: int) -> bool:
    """“党委+公司+农户”: how something is done, no firm of the text."""
    return "+" in (text[end : end + 1], text[max(start - 1, 0) : start], text[at - 1 : at])


def _pointing_back(text: str, head: str, start: int, at: int, end: int) -> Mention | None:
    """公司, 该集团, and the works that a clause begins with: 。酒厂去年投产."""
    if start == at > 0 and head in WORKS_BACK and text[at - 1] in CLAUSES:
        return Mention(at, end, ENTERPRISE, "", head)
    counted = start > 0 and text[start - 1] in NUMERAL
    if head not in ("公司", "集团") or counted or _in_a_row(text, start, at, end):
        return None
    return Mention(start, end, ENTERPRISE, "", head)


def _named(text: str, head: str, start: int, stem: str, end: int) -> Mention | None:
    """A firm by its name, or by the one that follows its sort: 一家游艇设计公司——青衣造船."""
    stem = IN_CHARGE.sub("", stem)
    one = ONE_OF_MANY.search(text, max(0, start - 12), start)
    called = CALLED.match(text, end) if one else None
    if called:
        return Mention(start, called.end(1), ENTERPRISE, called[1], head)
    branch = BRANCH.match(text, end) if head.endswith(("银行", "农商行")) else None
    if branch:  # 工商银行|清溪支行
        head, end = head + branch[0], branch.end()
    if stem.startswith(PARENTS) and len(stem) > len(PARENTS[0]) + 1:
        start, stem = start + len(PARENTS[0]), stem[len(PARENTS[0]) :]  # 总部|甲集团
        if terms().firm_kinds.fullmatch(stem):
            return None  # 总部|上市公司6家
    return Mention(start, end, ENTERPRISE, stem + head, head)


def _bank(words: Terms, text: str, at: int, end: int, floor: int) -> bool:
    """Whether a bank has a name, of a place or of the whole land; 银行卡 and 网上银行 have none."""
    if BANK_THINGS.match(text, end):
        return False
    stem = text[name_start(text, at, floor) : at]
    return NATION_BANKS.match(stem) is not None or bool(stem and placed(words, stem))


def _own_works(words: Terms, stem: str, head: str) -> bool:
    """Whether works have a name, 工厂 one of brand, trade and place: 宏途汽车诸城工厂."""
    if head != "工厂":
        return not (ANY_WORKS.search(stem) or words.industries.fullmatch(stem))
    trade = next((at for at in range(2, len(stem) - 1) if stem[at : at + 2] in words.trades), 0)
    if trade > 0:
        return stem[trade + 2 :] in words.places or len(stem) == trade + 4  # a town in no list
    place = next((n for n in (3, 2) if len(stem) - n >= 2 and stem[-n:] in words.places), 0)
    brand = stem[: len(stem) - place]  # 特斯拉上海工厂
    return place > 0 and len(brand) <= 5 and brand.isalpha() and not says_trade(words, brand)


def _firm_word(words: Terms, text: str, at: int, end: int) -> Mention | None:
    """企业 points to a firm after 该 or 这家, or as the topic of its clause."""
    if THIS_ONE.search(text, max(0, at - 24), at) or text[at - 1 : at] == "该":
        return Mention(at, end, ENTERPRISE, "", FIRM_WORD)
    one = ONE_FIRM.search(text, max(0, at - 12), at)
    if one:
        return Mention(one.start(1), end, ENTERPRISE, text[one.start(1) : end], FIRM_WORD)
    opens = at == 0 or text[at - 1] in ",。;:!?\n”“"
    if opens and (words.posts.match(text, end) or FIRM_PREDICATE.match(text, end)):
        return Mention(at, end, ENTERPRISE, "", FIRM_WORD)
    return None


def _firm_of_post(words: Terms, text: str, head: str, at: int, floor: int) -> Mention | None:
    """某某董事长: a firm named only by its manager."""
    start = name_start(text, at, floor)
    part = PART_OF_POST.search(text, start, at)
    at = part.start() if part else at
    stem = text[start:at].strip("“”‘’")
    if not 3 <= len(stem) <= 10 or not stem.isalpha() or BODIES.search(stem):
        return None
    if words.heads.search(stem[-2:]) and stem[-2:] not in words.trades:
        return None
    return Mention(start, at, ENTERPRISE, stem, head)
