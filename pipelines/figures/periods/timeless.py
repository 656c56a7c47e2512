"""Numbers that no time belongs to: prices, rules, general statements, how long something took."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.periods.nature import PRICED
from pipelines.figures.periods.place import OWN, Place
from pipelines.figures.times.frames import EVENT, FLOW, PRESENT, RECENT, UNKNOWN
from pipelines.figures.types import Reading

RATE = later(
    r"每(?:小时|分钟|秒|吨|度|公斤|斤|千瓦时|立方米)[^,。;0-9]{0,10}$|"
    r"每(?:人|吨|亩|户)[^,。;]{0,14}?(?:能|可|省|节约|节省)[^,。;]{0,6}$"
)
OFTEN = later("(?<!平均)(?:每[周月年]|每小时|每[天日](?!产|均|下线|生产|出产))[^,。;、0-9]{0,8}$")
HABIT = later(
    "(?:(?<!平均)(?<!眼下)(?<!目前)(?<!如今)(?<!现在)每(?:年|月|天|日|周)|一年|一个月|一天)[^,。;]{0,14}?(?:能|可|省|节约|节省|少花|少支出)[^,。;]{0,10}$"
)
PRICE = later(
    "(?:[月年日时底]薪|(?<!均)(?<!均月)工资|租金|房租|月租|首付|单价|[吨亩票箱公斤米克]价|售价|票价|均价|市价|价格|运费|[水电气]价|学费|利率|人工)"
    "[^,。;0-9减免]{0,5}$"
)
ONE_UNIT = later(
    "(?<![0-9十前头近第均首每])(?<!平均)(?<!日均)[一1](?:吨|件|辆|台|亩|公斤|斤|度电|单|票|箱|瓶|匹|卷|双|只|棵|头|小时|个月|(?<!的一)天)(?!前|后|内)[^。;0-9“”]{0,24}$"
)
WAGE = later("[月日底起]薪|工资|(?:每月|一个月|月)[^,。;0-9]{0,4}(?:挣|拿|领)")
PERSON = later(
    "[一-鿿·]{1,6}[^港岸址院局站司厂校所会心馆库区市县镇村路园业队团桥店部委室社圈带城场网群]"
)
OF_A_FIRM = later(
    "[“”]?(?:这家|该|这个)[^,。;]{0,16}?(?:企业|公司|厂|合作社)|[^。;]{0,8}(?:这里|园里|园区)"
)
STANDS = later("着|有(?:近|约|超)?$|现有|拥有|手下")
FORMER = later(
    "曾经?(?:长期|一度|多年|只|仅)?(?:占|达到?|高达|亏损|负债|排在?|位居|居)[^,。;、0-9]{0,12}$|曾经?(?:有|是|竖|立着|开着|多达|聚集|分布|养活)(?:过|着)?[^,。;、0-9]{0,6}$|原(?:有|来|本|先)(?:的|只有|仅有)?(?!基础)[^,。;、0-9]{0,6}$"
)
AVERAGE = later("平均|均价")
NOW_PRICED = later("[“”]?(?:目前|如今|现在|眼下|当前)[^,。;]{0,10}价[^,。;]{0,6}$")
YEAR = later("(?:19|20)[0-9]{2}年")
SMALL = 300_000  # yuan: what a thing costs, not what a park spends
GENERAL = later("(?:^|[“”‘’])[一1][辆台吨车亩件套票柜箱度斤瓶支块张根头只][^,。;、]{0,8}$")
RULE = later(
    "(?:每|单)(?:标?箱|票|吨|亩|度|台|套|辆|件|公斤|斤|人|户|立方米?|千瓦时|平方米|公里|月|天|年)"
    "[^,。;0-9]{0,14}(?:降低|下降|低|节省|节约|减少|省下?|便宜|多赚|增收|只要|只需|加价|补助|补贴|奖励?|减免|卖)"
    "(?:了|约|近|超)?$|吨[^,。;0-9均]{0,3}成本(?:降低|下降|减少|节省)(?:了|约|近|超)?$"
)
RULE_SHARE = later("(?:减征|减按|减免|返还|补贴|加价)(?:比例)?$")
GRANTED = later("[^,。;0-9]{0,4}(?:给予|予以)[^,。;0-9]{0,6}(?:补贴|补助|奖|支持|返还|减免|贴息)")
MEASURES = later("(?:主要|评价|考核|约束性|预期性|具体|量化|一级|二级|三级)?指标")
SET_UP = later(
    "(?:设|拆成|分为|分成|包[括含]|选取|提出|由|从|涵盖|构建|大类|方面)[^,。;0-9]{0,12}$"
)
OF_THE_LAND = later(
    "(?:左右|以上)?的(?:(?:国土|土地)(?:面积|空间)?|(?:辖区|区域|地域)?面积)(?:[,、]|$)"
)
SAVED = later(
    "每(?:吨|亩|度|件|台|套|公斤|立方米)[^,。;、0-9]{0,10}(?:能|可)(?:省|节约|节省)[^,。;、0-9]{0,10}$"
)
ROOM = later(
    "(?:可|能)(?:供|容纳|承载|停放|停靠|存放|同时[^,。;0-9]{0,6})(?:约|近|超)?$"
    "|(?<!届时)(?:可|能够?)(?:容纳|承载|承接)[^,。;、0-9]{0,6}(?:约|近|超)?$"
)
# What a person has sold, and what was left of it.
SOLD = later("(?:卖了|卖得|净落|落下|净赚|净挣|赚了?)[约近超]?$")
DURATION = later(
    r"(?<![前第的均])(?:[0-9]+|[一二两三四五六七八九十]+)(?:个多?月|天|周|个?小时)(?:里|内|时间)?[^,。;、]{0,6}$"
)
GRANT = later(
    "最高(?:可?(?:给予|获得?|支持|奖励?|补助?|补贴|贷款?|授信))?[^,。;0-9涨升]{0,3}$|"
    "(?:对|给予|按)[^,。;]{3,40}(?:给予|奖励|补助|补贴|奖补|奖|按每[人亩户家个])[^,。;0-9]{0,12}$"
)


def _added_by_phase(reading: Reading, place: Place) -> bool:
    """二期4月投产,新增产能6万吨: what a phase adds is there for good, whenever it came."""
    if reading.indicator != "production_capacity" or reading.kind != "addition":
        return False
    stated = any(frame.end >= place.clause_start for frame in place.stated)
    return reading.subject_kind in OWN and not stated


def timeless(reading: Reading, place: Place) -> bool:
    """What each month saves, what three months took, what a rule grants, what a thing costs."""
    if here(place):
        return False
    if _added_by_phase(reading, place):
        return True
    if reading.subject_kind == "other" and _of_person(reading, place):
        return True
    held = any(f.kind == EVENT for f in place.stated)  # 兑付活动…, 单户最高480万元
    if reading.status == "actual" and not held and GRANT.search(place.phrase):
        return True
    timed = any(f.kind not in (PRESENT, RECENT, UNKNOWN) for f in place.stated)
    # 2012年我们卖铸件, 一吨毛利不到200元: a year named tells of what was then
    story = bool(place.stated) and YEAR.fullmatch(place.stated[0].words) is not None
    clause, head = place.clause, place.head
    each = "每" in clause  # no pattern is tried whose words cannot be there
    rate = bool((each or "一" in clause) and HABIT.search(clause))
    rate = rate or bool(not timed and each and RATE.search(clause))
    rate = rate or bool(each and SAVED.search(place.head))
    rate = rate and place.after is None
    often = not timed and reading.status == "actual" and each
    rule = not timed and (each or "单" in clause or "吨" in clause) and RULE.search(clause)
    if ("曾" in head or "原" in head) and FORMER.search(head):
        return True
    general = rule or (not story and GENERAL.search(place.phrase)) or (often and OFTEN.search(head))
    if _of_scheme(reading, place):
        return True
    if reading.unit == "%" and (RULE_SHARE.search(clause) or GRANTED.match(place.tail)):
        return True
    if PRICED.search(head):
        return False
    if NOW_PRICED.match(clause):
        return False  # 目前每度电价只要0.28元
    if reading.unit in ("CNY", "%", "times") and reading.value < SMALL:
        costs = PRICE.search(head) if reading.kind not in ("growth", "change") else None
        if timed and AVERAGE.search(clause):
            costs = None  # 一季度平均售价每吨5480元
        general = general or costs or (not story and ONE_UNIT.search(place.lead))
    return bool(rate or general or ROOM.search(head) or DURATION.search(head))


def _of_scheme(reading: Reading, place: Place) -> bool:
    """考评设了55项指标: the parts of which an assessment or a plan is made."""
    parts = reading.unit == "count" and MEASURES.match(place.tail) is not None
    return parts and SET_UP.search(place.phrase) is not None


def of_the_land(reading: Reading, place: Place) -> bool:
    """以不到全区2%的国土面积: a part of the land, which no time is told of."""
    share = reading.kind == "share" and not place.stated
    return share and OF_THE_LAND.match(place.tail) is not None


def earned(reading: Reading, place: Place) -> bool:
    """月工资3800元: what workers are paid is told as it is now, unlike rents and prices."""
    wage = reading.indicator == "household_income" and reading.kind == "level"
    actual = wage and reading.status == "actual" and not place.first_part
    if not actual or not WAGE.search(place.clause):
        return False
    now = bool(place.stated) and place.stated[0].kind == PRESENT  # 现在一个月拿2300多元
    return now or not _of_person(reading, place)


def _of_person(reading: Reading, place: Place) -> bool:
    """What a private person earned, bought or wore out: a story, not a series of the park."""
    if not PERSON.fullmatch(reading.subject) or place.bound is not None:
        return False
    if OF_A_FIRM.match(place.lead):
        return False
    if SOLD.search(place.head) and place.stated and place.stated[0].kind in (FLOW, EVENT):
        return False  # 去年卖了21万元,除去成本净落14万元: what the sale of that time came to
    return not (reading.unit == "count" and STANDS.search(place.verb))


def here(place: Place) -> bool:
    """Whether the clause names a time of its own, which a mere 现在 is not."""
    if not place.stated or place.stated[0].kind in (PRESENT, RECENT):
        return False
    return place.stated[0].start >= place.at - len(place.clause)
