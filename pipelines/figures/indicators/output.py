"""Codes that other words of the sentence make more exact, once all of it is read."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipelines.figures.indicators import (
    capacities,
    exact_codes,
    firm_fates,
    firms_output,
    firms_served,
    headings,
    linking,
    purposes,
    qualified,
    told_before,
    wordings,
)
from pipelines.figures.indicators.kinds import GROWTH, RELATIVE
from pipelines.figures.indicators.linking import Link, Scene, settle
from pipelines.figures.indicators.wordings import OTHER, Mention
from pipelines.figures.patterns import later

PLAIN = frozenset({"output_value", "gross_industrial_output"})
OUTPUT = frozenset({"产值", "总产值", "实现产值", "工业总产值", "工业产值", "现价产值", "产值规模"})
INVESTED = frozenset(
    {"project_total_investment", "annual_planned_investment", "project_completed_investment"}
)
VALUE_BACK = 40  # characters over which a value looks back
SET_BACK = 120  # characters over which a set of firms governs
FAR = 40  # wordings of one sentence that are looked back over
SCALES = frozenset({"总规模", "规模", "首期规模", "资产规模", "总额"})
FUND = later(r"(?:人民币)?的?[^,。;、\n]{0,16}?(?:基金|资金池|母基金)")
FUNDS = later(r"(?:基金|母基金|资金池)(?:群)?[^,。;]{0,6},?[^,。;]{0,4}$")
LISTED = later(r"[、和与及]")
OWNERS = later(r"(?:企业|商户|业主|主体|单位)(?=[一-鿿])")  # 为15户企业减免房产税、土地使用税
JOINTS = frozenset("、和与及")
LISTED_GOODS = later(r"[一-鿿]{0,6}[、和与及]")
ADVERBS = later(r"(?:^(?:共|再|已|又|还|全部)+|(?:先后|累计|陆续|相继|依法|提前))+")
QUOTED = later(r"“[^”]{1,8}”$")
# What firms of a set above size may be in; without the set they are firms.
STATES = frozenset(
    {"亏损企业", "盈利企业", "停产企业", "减产企业", "增产企业", "投产企业", "民营企业", "重点企业"}
)
SET_OF = later(r"[家户个](?:[^,。;]{0,8})?(?:规上|规模以上|“四上”|四上)[^,。;]{0,6}?企业(?:当)?中")
# 17个项目通过“标准地”方式拿地,面积1860亩
SUPPLIED = later(r"(?:拿地|供地|出让|摘牌|征地|收储)[^,。;]{0,8},[^,。;]{0,4}$")
EACH_MU = later(
    r"(?:每亩(?:地|土地)?(?:一年|每年|年)?(?:产出|产值|税收|纳税|贡献|创税|创造|[上所]?[交缴]出?)?(?:的(?:税收|产值|产出))?|亩均|一亩地[^,。;]{0,8}?)(?:约|近|超过?|达到?|的|不到|为|做到|有|是)*$"
)
NEXT_TO = later(r"[、和]")
OF_MU = later(r"/亩|每亩")
PER_MU = dict.fromkeys(
    (
        "output_value",
        "gross_industrial_output",
        "operating_revenue",
        "sales",
        "industrial_value_added",
    ),
    "per_mu_output",
) | {
    "tax_revenue": "per_mu_tax",
    "project_total_investment": "per_mu_investment",
    "fixed_asset_investment": "per_mu_investment",
}
BUILT_UP = later(r"(?:已经?|全部|基本|均已)+(?:建成|成形|成型|摆满|开发完|填满|满负荷)(?!投产)")
AT_WORK = later(r"就业|上岗|务工|打工|上班|进厂")
PLANNED = later(r"规划(?:总|的|工业|产业|物流|仓储|控制)*(?:用地|土地)(?:总?面积|总?规模)?$")
ROOMS = later(
    r"(?:厂房|仓|仓库|库房|楼|楼宇|车间|馆|公寓|商铺|门店|办公室|实验室|卖场|商场|超市|用房|载体|房屋|住房|宿舍)的?$"
)
FIELDS = later(
    r"(?:种植|养殖|播种|基地|大棚|果园|茶园|农田|流转|林|草|水域|水面|绿化|绿地|湿地|地块|土地|耕地)的?$"
)
VALUES = frozenset(
    {
        "货值",
        "成交额",
        "成交总额",
        "交易额",
        "交易总额",
        "金额",
        "总金额",
        "总值",
        "价值",
        "集装箱货值",
        "成交金额",
    }
)
FUNDED = frozenset({"资金", "专项资金", "筹措资金", "投入资金", "工业专项资金"})


def govern(scene: Scene, link: Link, begin: int, gap: int) -> None:
    """走访规上企业86家次, 盘活土地300亩: the verb right before the label says what is counted.

    begin is where the label begins; a label without words of its own keeps its code.
    """
    rules = linking.words().governed.get(link.code)
    bare = link.start < 0 and link.reason.startswith("measure word")
    if link.reason == "same thing" and link.mention is not None:
        _govern_beside(scene, link, link.mention, rules or [])
        return
    if rules is None or (link.start < 0 and not bare):
        return
    text, reading = scene.text, link.reading
    quantity = wordings.quantity_of(reading.unit)
    known = wordings.lexicon().indicators
    rules = [x for x in rules if x[1] == OTHER or known[x[1]].takes_quantity(quantity)]
    if link.code == OTHER:
        rules = [x for x in rules if known[x[1]].accepts(quantity, reading.unit_text)]
    if "指标" in text[max(begin, 0) : max(link.end, 0)] and quantity == "m2":
        return  # 获批用地指标2718亩: a quota
    relative = link.verdict.kind in RELATIVE  # only a verb in its label speaks of it
    ends = (
        []
        if relative
        else [reading.start]
        if bare or link.start >= reading.end
        else [begin, link.start]
    )
    if not relative and link.at and gap <= link.start < reading.start and LISTED.match(text, gap):
        more, labels = _of_item_before(scene, link)
        ends += more
    else:
        labels = []
    heads = [QUOTED.sub("", text[max(scene.start, end - 16) : end].rstrip())[-6:] for end in ends]
    if link.start < reading.start and begin < link.end:
        labels.append(text[begin : link.end])
    if not relative and gap <= begin <= link.start and text[begin - 1 : begin] in JOINTS:
        labels += _heads_of(text, gap, begin)  # 关停小焦化、小石灰窑企业83家
    whose = [OWNERS.sub("", label, count=1) for label in labels if OWNERS.match(label)]
    starts = [start for label in [*labels, *whose] for start in _starts(label)]
    for verbs, code in rules:
        if bare and code == "benefited_enterprises":
            continue  # 由40家重组为8家
        kept = code == "closed_enterprises" and firm_fates.KEPT.search(
            text, scene.start, reading.start
        )
        if kept:
            continue
        if any(map(verbs.search, heads)) or any(map(verbs.match, starts)):
            settle(link, code, "by its verb")
            return


def _govern_beside(
    scene: Scene, link: Link, mention: Mention, rules: list[tuple[re.Pattern[str], str]]
) -> None:
    """处置闲置用地63宗、5280亩: the verb of the thing holds for its second measure too."""
    labels = _heads_of(scene.text, scene.start, mention.end)
    starts = [start for label in labels for start in _starts(label)]
    for verbs, code in rules:
        known = code == OTHER or wordings.lexicon().indicators[code].takes_quantity(
            wordings.quantity_of(link.reading.unit)
        )
        if known and any(map(verbs.match, starts)):
            settle(link, code, "by its verb")
            return


def _heads_of(text: str, gap: int, end: int) -> list[str]:
    """What stands before a label in its clause, with its subject (全区处置…) and without."""
    gap = max(gap, end - VALUE_BACK)
    first = max(text.rfind(mark, gap, end) for mark in ",;:。\n") + 1
    words = text[max(gap, first) : end]
    stop = linking.words().label_stops.match(LISTED.split(words)[0])
    whose = OWNERS.search(words)
    heads = [words, words[stop.end() :]] if stop else [words]
    return [*heads, words[whose.end() :]] if whose else heads


def _of_item_before(scene: Scene, link: Link) -> tuple[list[int], list[str]]:
    """盘活企业9家、低效用地342亩: where the thing before begins, its label and its wording."""
    before = scene.links[link.at - 1]
    if before.mention is None:
        return [], [before.reading.label]
    begin, end = before.mention.start, before.mention.end
    return [begin], [before.reading.label, scene.text[begin:end]]


def _starts(label: str) -> list[str]:
    """The beginnings of a label that may be a shared verb: 盘活闲置厂房12万平方米、土地860亩."""
    label = ADVERBS.split(label)[-1]
    sizes = range(2, min(5, len(label)) + 1)
    return [
        label[:size] for size in sizes if label[size : size + 1] not in ("业", "器", "型")
    ]  # 服务业企业


def refine(scene: Scene) -> None:
    """Firms above size make 产值 theirs; 带动 makes 就业 jobs; 基础设施 makes 投资 its own."""
    for at in range(len(scene.links) - 2, -1, -1):
        _before_capacity(scene, at)
    for at, link in enumerate(scene.links):
        if link.mention is not None and link.start >= 0:
            _qualified(scene, link, link.mention)
            _count(scene, link, link.mention)
            _money(scene, at, link.mention)
            headings.refine(scene, link)
        elif link.code == "project_total_investment" and 0 <= link.start < link.reading.start:
            _purpose(scene, at)
        elif link.of is not None and link.start < 0:
            firm_fates.fared(scene, link)
        if link.code in PER_MU and link.verdict.kind not in RELATIVE:
            _per_mu(scene, link)
        exact_codes.refine(scene, at)
        told_before.refine(scene, at)
        firms_served.refine(scene, link)
        if link.of is not None:
            follow(link)


def _count(scene: Scene, link: Link, mention: Mention) -> None:
    """Counts of people and firms, and areas."""
    code = link.code
    if code == "employment" and AT_WORK.search(mention.wording.text):
        _jobs(scene, link, mention)
    elif code == "enterprises" and mention.wording.text in STATES:
        _of_a_set(scene, link, mention)
    elif code in ("planned_area", "built_area", "land_area"):
        _rooms(scene, link, mention)
    elif code == "enterprises":
        firm_fates.met(scene, link, mention)


def _qualified(scene: Scene, link: Link, mention: Mention) -> None:
    """规上工业完成增加值, 亩均上缴税收: what stands right before the wording."""
    code = qualified.of(scene, link.code, mention.wording.text, mention.start)
    if code:
        settle(link, code, "by the word before it")


def _money(scene: Scene, at: int, mention: Mention) -> None:
    """Amounts of money, and how they grow."""
    link, wording = scene.links[at], mention.wording.text
    code = link.code
    if (code in PLAIN and wording in OUTPUT) or wording in ("工业增加值", "增加值"):
        firms_output.refine(scene, link, mention)
    elif wording in SCALES:
        _fund(scene, link)
    elif wording in VALUES:
        _value_of(scene, link)
    elif wording == "资金" and at and code == "subsidies":
        _funds_of(link, scene.links[at - 1])
    elif code == "project_total_investment" and link.verdict.kind in RELATIVE:
        if (
            wording in ("投资", "项目投资") and link.verdict.kind == GROWTH
        ):  # what grows is no project's total
            settle(link, "fixed_asset_investment", "as it grows")
        _fixed_assets(scene, link, mention)
    elif (code in INVESTED and "总" not in wording) or wording in FUNDED:
        _purpose(scene, at)


def follow(link: Link) -> None:
    """What carries on takes the refined code of what it carries on."""
    source = link.of
    if source is None or link.settled or link.start >= 0:
        return
    if link.mention is not source.mention:
        return
    kinds = (link.verdict.kind, source.verdict.kind)
    if link.reading.unit == source.reading.unit or not RELATIVE.isdisjoint(kinds):
        link.indicator = source.indicator


def _rooms(scene: Scene, link: Link, mention: Mention) -> None:
    """海外仓总面积32万平方米: the area of rooms, 种植面积 that of land."""
    if link.code == "planned_area" and BUILT_UP.match(scene.text, link.reading.end):
        settle(link, "built_area", "it is built up")
        return
    if link.code == "land_area" and PLANNED.search(scene.text, scene.start, link.end):
        settle(link, "planned_area", "as planned")
        return
    if mention.wording.text not in ("面积", "总面积", "已建成", "建成面积", "已建成面积"):
        return
    told = scene.links[link.at - 1].code if link.at else ""
    metres = link.reading.unit_text.endswith("平方米")
    if told == "floor_area" and metres and "建成" in mention.wording.text:
        settle(
            link, "floor_area", "of the rooms told before"
        )  # 新建厂房30万平方米,已建成18万平方米
        return
    words = scene.text[max(scene.start, link.start - 8) : link.start]
    if "规划" in words or "占地" in words:
        if "规划" in words and link.code == "land_area":
            settle(link, "planned_area", "as planned")
        return
    if SUPPLIED.search(scene.text[max(scene.start, link.start - VALUE_BACK) : link.start]):
        settle(link, "land_supplied", "of land that was got")
        return
    if ROOMS.search(words):
        settle(link, "floor_area", "of rooms")
    elif FIELDS.search(words):
        settle(link, "land_area", "of fields")
    elif link.reading.unit_text.endswith("平方米") and mention.wording.text.endswith("面积"):
        settle(link, "floor_area", "in square metres, as floors are")


def _value_of(scene: Scene, link: Link) -> None:
    """跨境电商出口包裹2160万件、货值38.5亿元: the value of what the sentence names before it."""
    begin = max(0, link.reading.start - VALUE_BACK)
    begin = 1 + max(scene.text.rfind(stop, begin, link.start) for stop in "。\n") or begin
    words = scene.text[begin : link.start]
    nearest, code = -1, ""
    for pattern, named in linking.words().value_of:
        for found in pattern.finditer(words):
            inside = code == "import_export_value" and found.start() < nearest + 4
            if found.start() > nearest and not inside:
                nearest, code = found.start(), named
    if code:
        settle(link, code, "the value of what stands before")


def _funds_of(link: Link, counted: Link) -> None:
    """专项债项目12个、资金9.8亿元: the funds are of the sort that the projects name."""
    if counted.code != "projects" or counted.mention is None or link.verdict.kind in RELATIVE:
        return
    for words, code in linking.words().money_of:
        if words.search(counted.mention.wording.text):
            settle(link, code, "funds of the projects before")
            return


def _fixed_assets(scene: Scene, link: Link, mention: Mention) -> None:
    """固定资产投资增长3.3%,其中建设项目投资增长9.7%: a part of fixed asset investment."""
    if not mention.wording.text.endswith("投资"):
        return
    at = bisect_right(scene.mentions, mention.start, key=lambda found: found.end)
    named = [x.wording.indicators[0].code for x in scene.mentions[max(0, at - FAR) : at]]
    if "fixed_asset_investment" in named + [x.code for x in scene.earlier[-linking.LOOK_BACK :]]:
        settle(link, "fixed_asset_investment", "a part of fixed asset investment")


def _of_a_set(scene: Scene, link: Link, mention: Mention) -> None:
    """124户规上企业中,亏损企业39户: firms of the set that was counted before."""
    begin = scene.earlier[0].reading.start if scene.earlier else scene.start
    begin = max(begin, link.start - SET_BACK)
    if mention.wording.text in STATES and SET_OF.search(scene.text, begin, link.start):
        settle(link, "above_scale_enterprises", "of the set before")


def _jobs(scene: Scene, link: Link, mention: Mention) -> None:
    """带动周边边民就业400多人 is jobs made, 园区就业6200人 people employed."""
    clause = re.split(r"[,;:。]", scene.text[scene.start : mention.start])[-1]
    if linking.words().job_verbs.search(clause):
        settle(link, "jobs_created", "with a verb of making")


def _per_mu(scene: Scene, link: Link) -> None:
    """产出强度由每亩186万元, 投资强度386万元/亩: an amount said of each 亩."""
    before = scene.text[max(scene.start, link.reading.start - 12) : link.reading.start]
    told = scene.links[link.at - 1] if link.at else None
    beside = told is not None and told.code.startswith("per_mu") and link.start >= 0
    if beside and told is not None and NEXT_TO.fullmatch(scene.text, told.reading.end, link.start):
        settle(link, PER_MU[link.code], "said of each mu")  # 每亩地产出380万元、税收22万元
        return
    if EACH_MU.search(before) or OF_MU.match(scene.text, link.reading.end):
        settle(link, PER_MU[link.code], "said of each mu")


def _fund(scene: Scene, link: Link) -> None:
    """设立总规模20亿元的科创引导基金: the scale is a fund's."""
    before = scene.text[max(scene.start, link.start - VALUE_BACK) : link.start]
    if FUND.match(scene.text, link.reading.end) or FUNDS.search(before):
        settle(link, "fund_size", "of a fund")


def _purpose(scene: Scene, at: int) -> None:
    """完善基础设施,今年计划投资4.8亿元建设道路: what the money is for says which money it is."""
    link = scene.links[at]
    begin = scene.links[at - 1].reading.end if at else scene.start
    done = link.mention is not None and "完成投资" in link.mention.wording.text
    if done and scene.text.startswith(",", link.reading.end):
        return  # 累计完成投资5.1亿元,建成厂房和道路: of all that is built
    code = purposes.of(scene.text, begin, link.start, link.reading.end)
    if code:
        settle(link, code, "by what it is for")


def _before_capacity(scene: Scene, at: int) -> None:
    """纺纱65万锭、服装2500万件的年生产能力: the capacity after a list is all of its items'."""
    link = scene.links[at]
    if link.indicator is not None:
        return
    following = scene.links[at + 1]
    behind = following.start >= following.reading.end  # 单晶硅1万吨、组件90万千瓦的产能
    behind = behind and following.code == "production_capacity"
    if following.reason != capacities.PLANT and not behind:
        return
    if LISTED_GOODS.match(scene.text, link.reading.end):
        found = capacities.capacity_link(link.reading, link.verdict, link.reading.end)
        found.start = found.end = -1
        found.at = at
        scene.links[at] = found
