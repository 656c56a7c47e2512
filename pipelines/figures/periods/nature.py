"""Whether a number covers a period, stands on a day, or describes a thing without a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.figures.names.terms import alternation
from pipelines.figures.patterns import later
from pipelines.figures.periods.cues import FUNDED, HELD, OCCUPIED, OWNED, STILL
from pipelines.figures.periods.deeds import DOERS, EARNED, NEW_DEED, RAISED, acts, fared, made_of
from pipelines.figures.periods.nature_words import (
    A_SET,
    ABLE,
    AGREED_ON,
    AMOUNT_OF_DEEDS,
    AWARDED,
    AWAY,
    BALANCE,
    BALANCE_OF,
    BOTH_BUILT,
    BUILDS,
    CROPS,
    CROSSES,
    DEALING,
    DEALT,
    DEED,
    DEED_DONE,
    DEED_OF,
    DESIGN,
    DOING,
    FILLED,
    FINISHED,
    FOR,
    FOUNDED,
    FULL_LENGTH,
    GATHERS,
    HELD_RATE,
    IDLE,
    LAID,
    LENGTH,
    LENGTH_TO,
    LET,
    LISTED,
    MAKES,
    MEAN,
    NEVER,
    NOUNS_OF,
    NUMBER_OF,
    OF_QUOTA,
    OPEN,
    OWED,
    OWNED_AMOUNT,
    PACE_KEPT,
    PACED,
    PAID,
    PEAK,
    PLACES,
    PLACES_REACHED,
    PLOT,
    PREDICATE,
    REMAINS,
    SCALE,
    SET_OF,
    SITE,
    STANDING,
    STAYS,
    SUBJECT,
    TIMES_OF,
    WORKS,
)
from pipelines.figures.times.grammar import vocabulary
from pipelines.figures.types import Reading

FLOW, STOCK, ATTRIBUTE = "flow", "stock", "attribute"
TITLED = "titled"  # of the stretch that dates the award, else a stock of holders
EITHER = "either"  # of the stretch in force, or of the day where the text is in the present
BUILT = "built"
DEPENDENT = frozenset(("growth", "change", "share", "rank", "multiple"))
ACQUIRED = later(
    "推[出平]|[平辟开围填]出|填海造地|围海造地|削山造地|拿下|买下|盘下|租下|拿到|竞得|拍得|摘得|摘牌|购得|购置|购买|受让|流转|征收(?!范围|红线|区域)|征用|收储|出让|取得"
)
EXTENTS = frozenset(("land_area", "production_capacity"))
TREATED = later(
    "(?:(?<![0-9])对|给|向|与|带着|带领|率领|发动|抽调|帮助?|助力?|组织|推动|引导|支持|邀请|约谈|进驻|走进|深入|包联|挂联|联系|(?:又|还|先后|再)[把将])(?:近|超|约|全[市县区])?$"
)
HAPPENED = later(
    "(?:同比)?(?:增长|下降|上升|回落)(?=[,。;、])|[^,。;(中]{0,14}?(?:拿出|掏出|捐|投入|带着|走进|组团|搬走|搬离|搬来|搬进|搬入|住进|签下|参加|参会|参展|与会|到会|到场|报名|申报|增资|(?:[正负]|实现)增长|(?:同比|比上年|较上年)(?:增长|下降)(?=[,。;])|有(?:进出口|外贸|出口)?(?:实绩|业绩)|出现下降|(?:没有|没|未能?|超额|提前)完成|[没未](?:能?通?过)|签了约|开门迎客|签约|拿到|获得"
    "|(?:成功)?(?:上市|投产|落户|开业|挂牌)(?=[,。;])|项目开工(?:建设)?(?=[,。;])|(?:出口|产值|收入|利润|税收|增加值)(?:都|均)?(?:同比|环比|较去年同期|比去年同期|较上年同期)?(?:都|均)?(?:实现|有|出现)?(?:了|不同程度的?)?(?:下滑|下降|增长|回升|回落)(?:较快|明显)?(?=[,。;])|通过[^,。;]{2,10}(?=[,。;])|参评|停了?产(?!企业)|停了?工|停了?业|关了?(?:门|停)|歇了?业|让电|位次|前移|增收|结[对成盟]|牵手|握手|[与和同][^,。;0-9]{2,12}(?:结了?[“”对盟]|签(?!约率)|牵手|握手|对接)"
    "|(?:增速|增幅)[^,。;0-9]{0,6}(?:[在超达]|突破|高于|快于|跑赢)|驶[出入离]|启程|发车|出发|抵达|升规|入统|升级|(?:实现)?开复工|集中(?:开工|签约|竣工|投产)|受到?(?:处罚|约谈|通报|表彰|奖励)|被(?!认定|评|授|列|纳|誉|称|命名|确定|[^,。;]{0,8}的)[^,。;的0-9]{2,8}|受罚|扭亏|达标|晋级|晋位|退位"
    "|(?:因此|由此|从此|就此)?(?:有了?工作|有了活干|找到了?工作|走上了?(?:工作)?岗位)|完成[^,。;0-9]{0,10}(?:编制|改造|验收|整改|认证|搬迁|升级|审批|备案|申报|签约|上市|股改))"
)
LOST = later("流失|(?:增长|下降|下滑|回升|回落)[^,。;0-9]{0,6}(?:企业|园区)?占[^,。;0-9]*$")
IDLE_NOW = later("[^,。;0-9]{0,10}(?:停产|停工|待料|待工|停业)(?=[,。;、])")  # 有3户企业停产
REACHES = later("出口|销往|远销|覆盖|辐射|遍布|扩展到|拓展到|进入")
PRICED = later(
    "(?:薪|工资|价格?|租金|利率|运费|学费)[^,。;0-9]{0,8}(?:[涨升降提开跌调加]|上调|下调|普遍)+(?:到|至|为)(?:近|约)?$"
)
# What a growth leads to: 增加到, 扩展至, 压减为.
ENDED = later(
    "(?:增|加密?|升|降|减|扩面?|展|大|缩|压|涨|跃|攀|壮|合|拓面|调整|核定)(?:了|大|并)?(?:到|至|为|成)(?:了|近|约|超|超过|目前的|现在的|如今的)?$"
)
RUNS = frozenset(("班", "班次", "趟", "列", "航班"))  # 每周由35班加密到60班
EXISTS = later("有(?<![没所国私公又就]有)(?:近|约|超|逾|各类)?$")
# What is done rather than described, of codes that describe.
DONE = {
    "treatment_capacity": re.compile(
        "(?<![日时])(?<![^去今前上半全]年)(?:处理|消纳|处置|回用|回收)[^,。;、力]{0,6}$"
    ),
    "project_total_investment": re.compile(
        "(?:投入|撬动|带动)[^,。;、总]{0,8}$|投资收益[^,。;、]{0,2}$"
    ),
}
AMOUNTS = frozenset(("CNY", "USD", "EUR", "HKD", "JPY", "t", "kWh", "m3"))
PASSING = frozenset(("freight_trains", "cargo_throughput", "parcels", "visits"))  # come and go


@dataclass(frozen=True, slots=True)
class _Verbs:
    stands: re.Pattern[str]
    done: re.Pattern[str]
    titled: re.Pattern[str]
    employs: re.Pattern[str]
    granted: re.Pattern[str]
    rates: re.Pattern[str]
    flowing_other: re.Pattern[str]
    parts: re.Pattern[str]


# 企业总量 stands; 用水总量, 进口总量 are of a stretch.
TOTAL = (
    "有(?<=[内里园区市县镇村]有)(?![望序效力关意限机利色所待])"
    "|总(?<![口水电易放售费输吐收务工产济货月季年期]总)量"
)


@cache
def _verbs() -> _Verbs:
    lists = {name: alternation(vocabulary()["verbs"][name]) for name in _Verbs.__dataclass_fields__}
    for verb, nouns in NOUNS_OF.items():
        lists["done"] = lists["done"].replace(verb, f"{verb}(?!{nouns})")
    lists["stands"] = f"(?:{lists['stands']}|{TOTAL})(?!区)"  # 产业集聚区
    return _Verbs(**{name: re.compile(words) for name, words in lists.items()})


@cache
def natures() -> dict[str, str]:
    """Nature by code, as periods.toml says; codes not named are flows."""
    return {code: name for name, codes in vocabulary()["natures"].items() for code in codes}


def describes(reading: Reading) -> bool:
    """Whether a number describes a site, a project or a plant, so that no time is told by it."""
    return reading.kind == "level" and natures().get(reading.indicator) == ATTRIBUTE


def of_site(reading: Reading, verb: str) -> bool:
    """Whether a number is the extent of a place, which its description begins with."""
    extent = reading.indicator in ("planned_area", "land_area") and reading.kind == "level"
    return extent and not (IDLE.search(verb) or ACQUIRED.search(verb))


def rules(head: str) -> bool:
    """Whether words before a number hold a verb of their own, so that they borrow none."""
    verbs = _verbs()
    return bool(verbs.stands.search(head) or verbs.done.search(head))


def deed(head: str) -> bool:
    """Whether words before a number tell of something done."""
    return bool(_verbs().done.search(head))


def rules_standing(head: str) -> bool:
    """Whether words before a number say that the thing stands."""
    return bool(_verbs().stands.search(head))


def nature(reading: Reading, verb: str, tail: str) -> str:
    """The nature of a reading; verb are the words that rule it, tail those after it."""
    verbs, code = _verbs(), natures().get(reading.indicator, FLOW)
    if reading.kind == "addition" or _passes(reading, verb):
        return FLOW
    if made_of(reading, verb, tail):
        return ATTRIBUTE
    if reading.kind == "level" and PRICED.search(verb):
        return STOCK  # 月薪开到5000元: what a price rose to holds
    if reading.kind == "level" and reading.unit == "count" and REMAINS.match(tail):
        return STOCK
    able = reading.indicator == "production_capacity"  # 年产能由20万台增至45万台
    able = able or (reading.unit_text in RUNS and "加密" in verb)
    if reading.kind == "level" and reading.unit == "count" and not able and _stands(reading, verb):
        return FLOW if HAPPENED.match(tail) and not IDLE_NOW.match(tail) else STOCK
    along = tail.startswith("的") or reading.subject_kind == "project"
    if DESIGN.search(verb) or (along and FULL_LENGTH.search(verb)):
        return ATTRIBUTE
    if verbs.rates.search(verb):
        return FLOW
    if code == ATTRIBUTE:
        return STOCK if _filled(reading, tail) else _described(reading, verb, tail)
    if reading.kind in DEPENDENT:
        return _dependent(reading, code, verb, verbs)
    if code == STOCK:
        return _counted(reading, verb, tail, verbs)
    if code == BUILT:
        return _built(reading, verb, tail, verbs)
    produced = (
        reading.unit == "CNY"
        and ("产业" in verb or reading.indicator == "industry_scale")
        and reading.status == "actual"
    )  # 产业规模 is what it made
    return STOCK if BALANCE.search(verb) or (SCALE.search(verb) and not produced) else FLOW


def _passes(reading: Reading, verb: str) -> bool:
    """Peaks, paces and what is counted by times, as 参会企业1452家次, are of a stretch."""
    if PEAK.search(verb) or reading.kind != "level":
        return PEAK.search(verb) is not None
    done = reading.unit_text.endswith("次") and not HELD.search(verb)
    return done or bool(PACED.search(verb))


def _stands(reading: Reading, verb: str) -> bool:
    """增加到5条, 停着30辆: what a growth led to, and what lasts, stands whatever is counted."""
    verbs = _verbs()
    if reading.indicator in PASSING and not STAYS.search(verb):
        return False
    if EXISTS.search(verb) and not (verbs.done.search(verb) or verbs.flowing_other.search(verb)):
        return True
    if ENDED.search(verb) and not AMOUNT_OF_DEEDS.search(verb):
        return True
    return bool(STILL.search(verb)) and not TREATED.search(verb)


def _filled(reading: Reading, tail: str) -> bool:
    """3.2万平方米厂房已租出去, 4000张算力卡目前已全部出租: 已 tells the state."""
    if reading.kind != "level":
        return False
    if reading.unit == "m2" and FILLED.match(tail):
        return True
    return reading.unit == "count" and "满负荷" not in tail and bool(OCCUPIED.match(tail))


def _described(reading: Reading, verb: str, tail: str) -> str:
    if reading.kind == "share":
        return ATTRIBUTE if reading.indicator == "planned_area" else STOCK
    idle = reading.indicator == "land_area" and IDLE.search(verb) and tail[:1] != "的"
    if idle and (OPEN.search(verb) or not DEALT.search(verb)):
        return STOCK
    if reading.indicator in EXTENTS and reading.kind == "level" and _dealt_with(verb, tail):
        return FLOW
    done = DONE.get(reading.indicator, NEVER).search(verb) or _turned(reading, verb)
    if reading.kind == "level" and done:
        return FLOW
    if reading.indicator == "land_area" and CROPS.search(verb):
        return STOCK
    return ATTRIBUTE if reading.kind == "level" else FLOW


def _turned(reading: Reading, verb: str) -> bool:
    """日均调用算力, 拆除储罐36座: of a code that describes, but what was done or used."""
    if reading.unit == "count":
        return deed(verb) and not (rules_standing(verb) or "能力" in verb)
    return bool(MEAN.search(verb)) and "能力" not in verb


def _dealt_with(verb: str, tail: str) -> bool:
    """收回闲置土地800亩, 淘汰产能24万吨, 完成1200亩的处置: what is done to land or plants."""
    return bool(ACQUIRED.search(verb) or DEALT.search(verb) or DEALING.match(tail))


def _dependent(reading: Reading, code: str, verb: str, verbs: _Verbs) -> str:
    gone = (code == STOCK and LOST.search(verb)) or OF_QUOTA.search(verb)
    if (gone and reading.kind == "share") or (reading.kind == "multiple" and TIMES_OF.search(verb)):
        return FLOW  # 订单同比翻了一番, 是去年的2.1倍
    if reading.kind in ("growth", "change"):
        counts = verbs.stands.search(verb) or NUMBER_OF.search(verb)
        held = counts and code != FLOW and not PACE_KEPT.search(verb)
        return STOCK if held else FLOW
    if reading.indicator == "floor_area" or (reading.kind == "share" and HELD_RATE.search(verb)):
        return STOCK
    if code == BUILT:
        return EITHER if reading.indicator == "other" else FLOW
    return EITHER if reading.indicator == "ranking" else code


def _raised(reading: Reading, verb: str) -> bool:
    """A fund raised, a bond issued: what is done once, of codes that stand."""
    if reading.indicator == "debt_bonds":
        return OWED.search(verb) is None
    if reading.indicator != "fund_size":
        return False
    founded = reading.status == "actual" and FUNDED.search(verb)
    return RAISED.search(verb) is not None or bool(founded)


def _doers(reading: Reading, verb: str, tail: str) -> bool:
    """83个园区签约项目1281个: a set that is there, of which another number tells what it did."""
    goes_on = bool(tail) and tail[-1] not in ",。;、:!?"
    if not goes_on or SUBJECT.fullmatch(verb) is None:
        return False
    return reading.indicator == "parks" or DOING.match(tail) is not None


def _counted(reading: Reading, verb: str, tail: str, verbs: _Verbs) -> str:
    """Firms, platforms, people: a stock, but what is won or happens within the period."""
    if _raised(reading, verb) or (reading.status == "planned" and BUILDS.search(verb)):
        return FLOW
    if reading.indicator == "parks" and (verbs.parts.search(verb) or MAKES.match(tail)):
        return ATTRIBUTE
    if fared(reading, verb):
        return FLOW
    if GATHERS.search(verb) or _doers(reading, verb, tail):
        return STOCK
    if HAPPENED.match(tail) or TREATED.search(verb) or (FOR.search(verb) and DEED.match(tail)):
        return FLOW
    if DEED_OF.search(verb):
        return FLOW  # 引进注册企业和机构146家
    if verbs.stands.search(verb) or verb.endswith(("达", "达到", "有", "达到了")):
        return STOCK
    if verbs.titled.search(verb) or AWARDED.match(tail):
        return TITLED
    if verbs.done.search(verb) or NEW_DEED.search(verb) or DEED_DONE.search(verb):
        return FLOW
    return EITHER if reading.unit == "count" and FOUNDED.search(verb) else STOCK


def _built(reading: Reading, verb: str, tail: str, verbs: _Verbs) -> str:
    """What is built, won or done: of a period, unless the verb says that it stands."""
    if _filled(reading, tail):
        return STOCK
    if reading.indicator == "floor_area" and FINISHED.search(verb):
        return FLOW
    if reading.indicator == "floor_area" and SITE.search(verb):
        return STOCK if LET.search(verb) or OWNED.search(verb) else ATTRIBUTE
    if _done(reading, verb):
        return FLOW
    if verbs.stands.search(verb) or STANDING.match(tail):
        return FLOW if LAID.search(verb) or BOTH_BUILT.search(verb) else STOCK
    if reading.indicator == "projects" and LISTED.search(verb):
        return TITLED  # 列入省重点的9个
    a_set = A_SET.match(tail) or acts(reading, verb, tail)
    if reading.indicator == "projects" and a_set and not verbs.done.search(verb):
        return STOCK
    if reading.indicator in ("patents", "invention_patents"):
        return FLOW if verbs.granted.search(verb) else EITHER
    if reading.indicator == "infrastructure_items":
        return FLOW if WORKS.search(verb) else EITHER
    if reading.indicator == "jobs_created" and verbs.employs.search(verb):
        return EITHER
    return _other(reading, verb, tail, verbs) if reading.indicator == "other" else FLOW


def _set(verb: str, tail: str, verbs: _Verbs) -> str:
    """What a set of things is counted as, nothing where its words do not say it."""
    if EARNED.search(verb) or DOERS.match(tail):
        return STOCK  # 税收过亿元的行业达23个; 83个综合体完成投资164亿元
    if HAPPENED.match(tail):
        return FLOW
    if SUBJECT.fullmatch(verb) and PREDICATE.match(tail):
        return STOCK
    if SET_OF.match(tail) and not verbs.flowing_other.search(verb):
        return STOCK
    return ""


def _done(reading: Reading, verb: str) -> bool:
    """盘活存量土地, 达成意向, 到位资金, 续建厂房: what is done, though with things that stand."""
    if ("存量" in verb and DEALT.search(verb)) or AGREED_ON.search(verb):
        return True
    if DEED_OF.search(verb):
        return True  # 服务入驻企业86户
    if reading.unit in ("m2", "m") and verb.startswith("续建"):
        return True
    return reading.unit == "CNY" and PAID.search(verb) is not None


def _other(reading: Reading, verb: str, tail: str, verbs: _Verbs) -> str:
    """A figure without a code of its own, by its words."""
    if verbs.titled.search(verb) or AWARDED.match(tail):
        return TITLED
    if BALANCE_OF.search(verb):
        return STOCK
    kind = _set(verb, tail, verbs) if reading.unit == "count" else ""
    if kind:
        return kind
    if (verbs.parts.search(verb) and PLACES.match(tail)) or ABLE.search(verb):
        return ATTRIBUTE
    if reading.unit == "m2" and PLOT.match(tail):
        return ATTRIBUTE
    if REACHES.search(verb) and PLACES_REACHED.match(tail):
        return STOCK
    if reading.unit == "m" and (LENGTH.search(verb) or LENGTH_TO.search(verb) or AWAY.match(tail)):
        return ATTRIBUTE
    if reading.unit == "count" and CROSSES.match(tail):
        return ATTRIBUTE
    if reading.unit in AMOUNTS and not OWNED_AMOUNT.search(verb):
        return FLOW  # 咬牙砸下1.7亿元: money and goods pass, where no word says that they are held
    return FLOW if verbs.flowing_other.search(verb) else EITHER
