"""Which numbers are no figures (FIGURES.md): the order of questions, and codes, times and names."""

from __future__ import annotations

import re
from decimal import Decimal

from pipelines.figures.patterns import later
from pipelines.figures.quantities import (
    counts,
    frequencies,
    ranks,
    scores,
    tables,
    thresholds,
    units,
)
from pipelines.figures.quantities.candidates import Token
from pipelines.figures.quantities.units import COUNT, Unit

PERCENT, TIMES = units.table()["%"], units.table()["倍"]
YUAN, PERSON, KWH = units.table()["元"], units.table()["人"], units.table()["千瓦时"]
COURSES = units.Unit("期", COUNT, Decimal(1))
COURSE_NEXT = later(r"[^,。;、\d]{0,8}(?:培训|研修|讲座|沙龙|课|夜校|训练营|班)")
COURSE_BEFORE = later(r"(?:培训班?|研修班|讲座|沙龙|夜校|训练营)(?:共|近|约)?$")
SESSIONS = later(r"(?:已|共|累计|先后)(?:举|开)?办(?:了)?(?:近|约|超)?$")  # “企业会客厅”已办63期
HELD = later(r"(?:办|开展|组织|开|推出|完成|开设|开班)了?(?:各类)?(?:近|超|约)?$")
WAGONS = units.Unit("车", COUNT, Decimal(1))
LOADED = later(
    r"(?:[装发卸]车|装了|拉了|运了)[^,。;、]{0,14}?(?:[提增升][高加到至]*)?(?:近|约|超)?$"
)
NO_WAGONS = ("车间", "车型", "车辆", "车次", "车位")
CHANNEL = units.Unit("路", COUNT, Decimal(1))
VIDEO = later(r"(?:监控|视频|摄像头?|探头|信号|高清|感知)[^,。;、\d]{0,6}$")
POWER_OF_SUMS = units.Unit("P", "P", Decimal(1))  # 算力规模5000P
DISCRETE = frozenset({COUNT, "rank", "%"})
MONEY = frozenset({"CNY", "USD", "EUR", "HKD", "JPY", "GBP"})

BEFORE = 40  # characters before a number that may decide about it
HOPE = later(
    r"[ ”\"]?的?(?:希望|努力|可能|信心|热情|诚意|责任|把握|用心|力量|真心|热忱|付出|汗水|"
    r"决心|精力|满意(?!度|率))"
)
TRAIN = later(
    r"(?:货运|货物|国际|旅客|客运)?(?:列车|班列)|航班|特快|高铁|动车|会议|全会|常委会|党组|主席会"
)
# 28米宽主干道, 铺设1.5米涵管350米
WIDE = later(r"宽的?[一-鿿]{2}|(?:口径|直径)?的?(?:涵管|管涵|管道|水管|钢管)\d")
CUT_TO = later(r"[^,。;\d]{0,4}(?:压缩|压减|缩短|减少|提速|压|减|降|缩)[到至为]了?")
FAR_OFF = later(r"(?:外的|之外|开外|范围之?内|之内|内[全就都])")  # 十公里内全配齐
TURBINES = frozenset({"兆瓦", "MW"})
TURBINE = later(
    r" ?级?(?:的)?(?:陆上|海上|漂浮式|大型|超大型)*(?:风机|风电机组|风力发电机|海上风电机)"
)
MOVED_TO = later(r"(?:下?降|减少?|升|增)?[至到]")
POWER = later(r"电[^,、。;:!?\n]{0,10}$")
GOODS = ("尼龙", "锦纶", "聚酰胺", "型号", "牌号", "标准号")
TOWN = later("[一-龥]{0,2}(?:街道|[镇乡](?![一-龥]?(?:企|级|村)))")  # 三门闸街道, 八里店镇
COUNTERS = frozenset("个家户名位座项条处所批种件")
PARTS = ("是", "天", "个小时", "个钟头", "个月", "年", "月", "晌", "小时")  # 再过半个钟头
SITES = later(r"[两三四五六七八九十\d]个[“\"]?$")  # 六个100%
SMALL_LENGTHS = frozenset({"微米", "纳米", "毫米", "um", "μm", "nm", "mm"})
# What may follow 1.26亿 where 元 or 人 is left out.
LOOSE_END = later(
    r"[,。;、)\n”]|\.(?!\d)|[ \"—]|以上|以下|左右|上下|用于|投向|投入|来自|的|及|和|增|$"
)
MONEY_WORD = later(
    r"(?:产值|营收|收入|投资|资金|税收|销售额?|利润|额|贷款|融资|金额|纳税|增加值|成本|基金|"
    r"补贴|奖励|"
    r"市值|估值|GDP|总值|支出|价值|效益|投入|[卖赚亏花投省挣借贷欠砸](?:了|到|下|掉|进去))(?:(?:20)?\d\d年)?[^,。;\n\d]{0,8}$"
)
# 投资1.2亿星果板栗加工项目: straight after such a verb a sum needs no 元, whatever follows.
PUT_IN = later("(?:投资|投入|耗资|斥资|出资|注资|融资)额?(?:约|近|超过?|逾|达到?|为)?$")
HAN = later('[一-龥“"]')
MONEY_TALK = later(
    r"(?:挣|赚|工资|收入|省|花|卖|补|价|租|交|领|奖|钱|薪|元|成本|块|费|涨|降|多|"
    r"少)[^。;!?\n]{0,12}$|(?:[一每]个?[月天年]|块[^。;!?\n]{0,4}[,;](?:现在|如今|眼下))(?:就|只|有|能|可|近)*$|"
    r"(?:个月|每月|月月|时候?|到手|能|可|都|也)[^,。;!?\n]{0,4}拿(?:了|到手?|个)?(?:近|约)?$"
)
PIECE_END = later(
    r"[,。;、!?)”\n]|$|左右|以上|上下|一[个天月年亩斤吨件米]|/|的(?:工资|收入|成本|补贴|利润)"
)
PEOPLE_NEXT = later(
    r"[余多]?名?(?:居民|群众|村民|农民|市民|人民(?!币|政府|医院|法院)|百姓|游客|旅客|师生|工人|产业工人|人口)"
)
PEOPLE_WORD = later(r"(?:人口|就业|职工|员工|用工|从业人员|学生|游客|客流)[^,。;\n\d]{0,6}$")


def judge(folded: str, found: list[Token]) -> None:
    """Set the reason of every token that is no figure; give special shapes their unit."""
    for at, token in enumerate(found):
        if token.reason:
            continue
        if token.shape in ("ordinal", "top", "within"):
            ranks.judge(folded, found, at)
        elif token.unit is not None and token.unit.base == "rank":
            token.shape = "ordinal"
        elif token.shape in ("percent", "fraction", "half"):
            token.unit = PERCENT
            token.reason = _share(folded, token)
        elif token.shape == "double":
            token.unit = TIMES
            token.reason = _doubling(folded, token)
        else:
            token.reason = _amount(folded, found, at)
            if token.reason == thresholds.REASON:
                thresholds.spread(folded, found, at)


GONE_HALF = later("(?:年度?|季度|20[0-9]{2}|时光|光阴|赛程|征程|行程|日历)(?:已经?)?$")


def _share(folded: str, token: Token) -> str:
    before = folded[max(0, token.start - 5) : token.start]
    both = "时间" in folded[max(0, token.start - 14) : token.start]  # 时间过半、任务过半
    written = folded[token.start : token.end]
    if written == "过半" and GONE_HALF.search(before):
        return "a saying"  # 2022年过半, 2025已过半, 时光过半
    if before.endswith(("时间", "时间过", "“双", "任务双", "实现双")) or (
        both and before.endswith("任务")
    ):
        return "a saying"
    if token.shape == "half":
        if before.endswith(("另", "这", "那", "后", "前", "上", "下", "是", "双")):
            return "a part of speech, not a share"
        part = written != "半数" and folded.startswith(PARTS, token.end)
        return "a part of speech, not a share" if part else ""
    if token.shape == "percent":
        return "a saying" if HOPE.match(folded, token.end) else ""
    if token.number is None:
        return "no fraction below one"
    if "/" in written and not re.match(
        r" ?(?:以上|左右|的|强|多|,|。|、|;)", folded[token.end : token.end + 3]
    ):
        return "a date or a code"
    return "places that pick a group" if before.endswith(("居前", "前")) else ""


SLOGAN = 24  # characters around a doubling in which a quotation opens and closes
SPOKEN = later(r"[”。!?\d]")  # what somebody says, and no slogan
DOUBLED_ONES = later(r"的(?:企业)?(?:有|达|共)?\d{1,4}[家户个]")
DOUBLED = later(r"[,。;!]")


def _doubling(folded: str, token: Token) -> str:
    if folded.startswith(("计划", "工程", "行动", "目标"), token.end):
        return "a slogan"
    if DOUBLED_ONES.match(folded, token.end):
        return thresholds.REASON  # 其中翻番的9家
    opened = folded.rfind("“", max(0, token.start - SLOGAN), token.start)
    closes = folded.find("”", token.start, token.end + SLOGAN)
    if opened >= 0 and closes >= 0 and SPOKEN.search(folded, opened + 1, closes) is None:
        return "a slogan"  # “决战开发区,三年翻两番,五年创一流”
    if folded.startswith("倍增", token.start) and not DOUBLED.match(folded, token.end):
        return "a slogan"
    before = folded[max(0, token.start - 3) : token.start]
    return "a slogan" if re.search(r"[一两二三四五六七八九十\d]个“?$", before) else ""


def _amount(folded: str, found: list[Token], at: int) -> str:
    token = found[at]
    if token.number is None:
        return "a number too long or no number"
    if token.unit is None and not _late_unit(folded, found, at):
        return _no_unit(folded, token)
    unit = token.unit
    assert unit is not None
    before = folded[max(0, token.start - BEFORE) : token.start]
    token.unit = unit = _as_meant(folded, token, unit, before)
    if unit.reason:
        return unit.reason
    if unit.word == "块" and MONEY_TALK.search(before) and PIECE_END.match(folded, token.end):
        token.unit = unit = YUAN  # 每天能挣200多块
    shape = counts.written_in_chinese if token.shape == "chinese" else counts.written_in_digits
    if at and unit.word == "个" and _shortened(folded, found[at - 1], token):
        return "duration"  # 办证从18个工作日压到3个
    reason = (
        _code(folded, token, before)
        or _grade(folded, token, before)
        or thresholds.limits(folded, token, before)
        or shape(folded, token, before)
    )
    if reason:
        return reason
    if unit.word in ranks.PLACES:
        ranks.moved(folded, found, at, before)
        if token.reason:
            return token.reason
    return frequencies.often(folded, token, before) if unit.word in frequencies.TIMES else ""


def _as_meant(folded: str, token: Token, unit: Unit, before: str) -> Unit:
    """The unit that a word of many meanings stands for here."""
    if unit.word == "P" and "算力" in before:
        return POWER_OF_SUMS
    if unit.word == "路" and VIDEO.search(before):
        return CHANNEL  # 接入监控4700多路
    if unit.word == "期" and _of_courses(folded, token, before):
        return COURSES
    return PERSON if unit.word == "号人" else unit  # 公司有180多号人


def _of_courses(folded: str, token: Token, before: str) -> bool:
    """办了11期免费培训: courses that were held are counted by their terms."""
    if COURSE_BEFORE.search(before) or SESSIONS.search(before):
        return True
    return bool(HELD.search(before) and COURSE_NEXT.match(folded, token.end))


def _late_unit(folded: str, found: list[Token], at: int) -> bool:
    """A unit that stands elsewhere: in a table's head, or left out after 万 and 亿."""
    token = found[at]
    number = token.number
    assert number is not None
    if token.shape == "arabic" and (
        tables.unit_before(folded, token) or tables.growth_column(folded, found, at)
    ):
        return True
    if _wagons(folded, token):
        return True
    if _degrees(folded, found, at):
        token.unit, token.end = KWH, token.number_end + 1
        return True
    if number.bare and not _round_sum(folded, token):
        return False
    if number.tail < 10**4:
        return False
    if "个" in folded[token.start : token.number_end]:
        token.unit = YUAN  # 投了1.5个亿: spoken of money only
        return True
    if number.tail >= 10**4 and PEOPLE_NEXT.match(folded, token.number_end):
        token.unit = PERSON  # 23万居民
        return True
    if not LOOSE_END.match(folded, token.number_end):
        straight = PUT_IN.search(folded, max(0, token.start - 6), token.start)
        if straight is None or not HAN.match(folded, token.number_end):
            return False
    return _left_out(folded, token, found[at - 1] if at else None)


def _left_out(folded: str, token: Token, earlier: Token | None) -> bool:
    """Whether 元 or 人 is left out after 万 and 亿, as the words before or the last number say."""
    before = folded[max(0, token.start - 16) : token.start]
    if MONEY_WORD.search(before):
        token.unit = YUAN
    elif PEOPLE_WORD.search(before):
        token.unit = PERSON
    elif (
        earlier is not None
        and earlier.unit is not None
        and earlier.unit.base in MONEY
        and not re.search(r"[。;!?\n]", folded[earlier.end : token.start])
        and token.start - earlier.end < 20
    ):
        token.unit = earlier.unit
    if token.unit is not None:
        token.notes.append("unit left out")
    return token.unit is not None


def _wagons(folded: str, token: Token) -> bool:
    """日均装车由320车提高到374车: what is loaded or hauled is counted in wagons."""
    end = token.number_end
    if not folded.startswith("车", end) or folded.startswith(NO_WAGONS, end):
        return False
    if LOADED.search(folded, max(0, token.start - 24), token.start) is None:
        return False
    token.unit, token.end = WAGONS, end + 1
    return True


def _round_sum(folded: str, token: Token) -> bool:
    """产值要过千亿: a round sum reached, where money is spoken of."""
    before = folded[max(0, token.start - 16) : token.start]
    return counts.NEAR.search(before[-4:]) is not None and MONEY_WORD.search(before) is not None


def _degrees(folded: str, found: list[Token], at: int) -> bool:
    """3.2亿度 is always electricity, 300度 where 电 stands before."""
    token = found[at]
    end = token.number_end
    if not folded.startswith("度", end) or folded.startswith(("度假", "度角"), end):
        return False
    assert token.number is not None
    if token.number.tail >= 10**4:
        return not token.number.bare
    earlier = found[at - 1] if at else None
    if (
        earlier is not None
        and earlier.unit is KWH
        and MOVED_TO.fullmatch(folded, earlier.end, token.start)
    ):
        return True  # 由82度降到74度
    return POWER.search(folded, max(0, token.start - 10), token.start) is not None


def _no_unit(folded: str, token: Token) -> str:
    before, after = folded[token.start - 1 : token.start], folded[token.end : token.end + 1]
    if token.shape == "chinese":
        return "a grade or a name, no amount"
    if token.number_end - token.start >= 7:
        return "a telephone or document number"
    if any(side.isascii() and side.isalpha() for side in (before, after)):
        return "a name or a code"
    if before in tuple("+-×/#") or after in tuple("+-×/#"):
        return "a name or a code"
    if before in tuple("(〔[") or after in tuple("〕]"):
        return "a document number"
    return "no unit follows"


PLAN_YEARS = later('十?[一二三四五六七八九]五[”"]')


def _said(folded: str, token: Token, before: str) -> str:
    """A Chinese number that is none: “十四五”只剩一年, 交通十分便利, “一总五分”清单."""
    assert token.unit is not None
    if "”" in folded[token.start : token.end] and PLAN_YEARS.match(folded, token.start):
        return "a name or a code"
    named = token.unit.base == COUNT and token.unit.word not in COUNTERS
    if named and TOWN.match(folded, token.end):
        return "a name or a code"
    degree = token.unit.word == "分" and not scores.SCORED.search(before)
    return "a part of speech, no mark" if degree else ""


def _code(folded: str, token: Token, before: str) -> str:
    """Letters, colons and plus signs that make the digits part of a code, a time or a ratio."""
    unit = token.unit
    assert unit is not None
    if token.shape == "chinese":
        return _said(folded, token, before)
    quoted = folded[token.start - 1 : token.start] == "“" and folded[token.number_end] == "”"
    digits = folded[token.start : token.number_end]
    if quoted and unit.base == COUNT and len(digits) > 2 and len(set(digits)) == 1:
        return "a name or a code"  # “333”项目
    last, earlier = before[-1:], before[-2:-1]
    if last.isascii() and last.isalpha() and unit.base in DISCRETE:
        return "a name or a code"
    if last in (":", "∶", "比") and earlier.isdigit():
        return "a ratio or a clock time"
    colon = folded.startswith((":", "∶"), token.end) and unit.base in DISCRETE
    if colon and folded[token.end + 1 : token.end + 2].isdigit():
        return "a ratio or a clock time"
    if (last == "+" and unit.base == COUNT) or (last == "." and earlier.isdigit()):
        return "a name or a code"
    if unit.word == "分" and not scores.scored(folded, token, before):
        return "a clock time or a mark"
    if unit.word == "次" and TRAIN.match(folded, token.end):
        return "a name or a code"
    if unit.base == "%" and SITES.search(before[-3:]):
        return "a slogan"
    if unit.base == COUNT and before.endswith(GOODS):
        return "a name or a code"
    if unit.base == "%" and HOPE.match(folded, token.end):
        return "a saying"
    return ""


def _shortened(folded: str, earlier: Token, token: Token) -> bool:
    """Whether a number is what a time was cut to, its unit left out."""
    if earlier.unit is None or earlier.unit.reason != "duration":
        return False
    return CUT_TO.fullmatch(folded, earlier.end, token.start) is not None


OF_SHIPS = later(
    r"(?:[一-鿿]{0,3})(?:船(?!舶|厂|坞|台|队|用|企|运|级|闸)|货轮|油轮|巨轮|邮轮|履带吊|起重机|龙门吊|压力机|冲压机|叉车|吊车)"
)
# 奔的是五百亿元重大产业基地: how big a base is to be.
SO_BIG = later(
    r"级?(?:[一-鿿]{0,6}(?:产业|工业|特色|战略)[一-鿿]{0,2})?(?:基地|集群|园区|产业园|板块|产业链|产业带|大区|强区)"
)
GOALS = later(
    r"(?:打造|朝着|朝|奔着?|奔的是|奔向|迈向|建设|建成|冲刺|挺进|瞄准|锚定|向着?|目标是|做成)[^,。;\d]{0,10}$"
)


def _grade(folded: str, token: Token, before: str) -> str:
    after = folded[token.end : token.end + 3]
    if token.unit is not None and token.unit.base == "m" and FAR_OFF.match(folded, token.end):
        return "how far away"
    if token.unit is not None and token.unit.base == "m" and WIDE.match(folded, token.end):
        return "a specification in a name"
    if after.startswith(("级", "量级")) and not after.startswith("级差"):
        return "a grade label"
    assert token.unit is not None
    if token.unit.base == "CNY" and SO_BIG.match(folded, token.end) and GOALS.search(before):
        return "a grade label"  # 朝着五百亿元产业基地使劲
    if token.unit.base == "t" and OF_SHIPS.match(folded, token.end):
        return "a specification in a name"  # 一条6万吨船, 320吨履带吊
    if token.unit.word in TURBINES and TURBINE.match(folded, token.end):
        return "a specification in a name"
    if token.unit.word in SMALL_LENGTHS and re.match(r"[“\"]?[^\W\d_]", after):
        return "" if after.startswith(("以", "左")) else "a specification in a name"
    return ""
