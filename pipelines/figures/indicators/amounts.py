"""Which indicator an amount or a count belongs to.

A count takes the noun that follows (18个项目); other numbers take the nearest wording before them
that may be such a quantity (完成工业总产值19.80亿元); without one, the sentence goes on about what
it counted before (其中国家级5家), or the number stays without a code.
"""

from __future__ import annotations

from pipelines.figures.indicators import (
    capacities,
    continuing,
    counted_money,
    counted_parks,
    going_back,
    linking,
    nouns_after,
    of_sets,
    sharing,
    short_nouns,
    unnamed,
    uses,
    wordings,
)
from pipelines.figures.indicators.counted_parks import ADJACENT
from pipelines.figures.indicators.kinds import RELATIVE, Verdict
from pipelines.figures.indicators.linking import Link, Scene, indicator_of, names_a_thing
from pipelines.figures.indicators.wordings import COUNT, OTHER, Indicator, Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

TOUCHING = later(r"(?:\([^()]{1,6}\))?")
GOODS = frozenset({OTHER, "installed_capacity", "energy_consumption", "parcels"})
GENERIC = frozenset({"enterprises", "parks"})
VAGUE = frozenset({"projects", OTHER})
SUBJECTS = frozenset({"parks"})  # 园区 as the subject of a clause counts nothing
EXTENT = frozenset({"总长", "全长", "长度", "里程", "总里程", "面积", "总面积", "总投资额度"})
OTHER_ITEM = later(r"[一-鿿][和及与、](?:近|约|超)?$")
NEARBY = 4  # characters between a wording and its number
CURRENCIES = frozenset({"CNY", "USD"})
LENGTHS = EXTENT - {"面积", "总面积", "总投资额度"}
ITS_PART = later(r"[一-鿿]{2,8}?(?:占|为|完成|达到?)(?:到|了|近|约|超)*")
PLACES_COUNTED = later(r"(?:省|地市|国家|乡镇|行政村)[份市区]?(?=[,。;]|$)")
MACHINES = frozenset({"台", "辆", "台套", "套"})
DEVICES = later(
    r"桩|充电|枪|机柜|机架|路灯|监控|摄像|探头|泵|公交|电梯|变压器|主变|锅炉|设施|系统|公寓|房|宿舍|住宅|基站|光伏|风机|储能"
)
TOGETHER = later(r"[^,。;]{0,3}(?:双双|均|都|同时)")
SUMS = frozenset({"金额", "总金额"})
# 年产固态变压器4000台: goods, whatever else they are counted as.
YEARLY_MADE = later(r"年(?:产(?!值|业|出)|生产)[^,。;、\d]{0,8}$")
# What a firm has or does, before what it has so many of.
MAKERS, FIRM_MEASURES = frozenset({"公司", "企业", "该公司", "该企业"}), frozenset("家户")
ITS_OWN = later(
    r"(?:拥?有|建[有成起了]|[设配]有|引进|购置|添置|上马|投用|安装|增加|招聘|招收|研发|推出|开设|租下)(?:了|近|约)*$"
)
MAX_BACK = 60  # characters over which a wording may still govern a number


def link(
    scene: Scene,
    reading: Reading,
    verdict: Verdict,
    before: list[Mention],
    around: tuple[int, int, int],
) -> Link:
    """Find the indicator of an amount; `before` are the mentions since the last number.

    around are the end of that number, where the clause begins, and where the next number does.
    """
    text, (gap, clause, until) = scene.text, around
    last = scene.last
    counted = last is not None and last.reading.unit == COUNT and last.verdict.kind not in RELATIVE
    if going_back.DIVIDES.search(text, gap, reading.start) or (
        counted and continuing.AMONG_THEM.match(text, gap, reading.start)
    ):
        scene.divided = len(scene.links)
    used = _places(scene, reading, verdict) or uses.part_of_sum(scene, reading, verdict, gap)
    used = used or of_sets.ranked_by(scene, reading, verdict)
    if used is not None:
        return used
    before = _not_counted(scene, reading, before)
    which = of_sets.elliptic(scene, reading) or of_sets.of_which(scene, reading, verdict)
    if which is not None:
        return linking.carried(reading, verdict, which, "those of a set")
    near = _nearest(scene, reading, before, clause)
    same = _same_thing(scene, reading, verdict, near, gap)
    if same is not None:
        return same
    after = nouns_after.find(scene, reading, until, labelled=near is not None)
    line = capacities.at_work(scene, reading, verdict, after)
    if line is not None:
        return line
    if after is not None and not _holds(scene, reading, near, after):
        plant = capacities.plant(scene, reading, verdict, after, until)
        return plant or _own(reading, verdict, after, "noun after")
    listed = _in_a_list(scene, reading, verdict, gap)
    if listed is not None and (near is None or _names_goods(reading, near)):
        return listed
    told = going_back.said_of_told(scene, reading, near, gap)
    if told is not None:
        return linking.carried(reading, verdict, told, "what became of those told before")
    if near is not None and not near.wording.weak:
        whole = continuing.of_a_whole(scene, reading, near, gap)
        if whole is not None:
            return linking.carried(reading, verdict, whole, continuing.AMONG)
        return _own(reading, verdict, near, "wording before")
    before_it = continuing.same_quantity(scene, reading)
    verbal = _by_verb(scene, reading, verdict, near, before_it) if near is not None else None
    if verbal is not None:
        return verbal
    return _without_wording(scene, reading, verdict, before, gap, until, before_it)


def _in_a_list(scene: Scene, reading: Reading, verdict: Verdict, gap: int) -> Link | None:
    """Goods that name plants, goods that are made, people who are taken on, one after another."""
    return (
        capacities.in_plants(scene, reading, verdict)
        or sharing.in_a_list_of_goods(scene, reading, verdict, gap)
        or sharing.in_a_list_of_people(scene, reading, verdict, gap)
    )


def _places(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """招商小分队跑了11个省: so many places, whatever was done there."""
    if reading.unit_text != "个" or not PLACES_COUNTED.match(scene.text, reading.end):
        return None
    return Link(reading, verdict, None, None, "places")


def _not_counted(scene: Scene, reading: Reading, before: list[Mention]) -> list[Mention]:
    """The mentions without the noun of the count before, where that stands after its number."""
    last = scene.last
    if last is None or last.start < last.reading.end or last.reason == capacities.PLANT:
        return before
    if last.start >= reading.end:
        return before  # 23个总投资47亿元的项目: the noun stands behind both
    said = last.verdict.kind in RELATIVE  # 利率低于3.15%的贷款9笔
    return [
        m
        for m in before
        if m.end > last.end or (said and ADJACENT.fullmatch(scene.text, m.end, reading.start))
    ]


def _same_thing(
    scene: Scene, reading: Reading, verdict: Verdict, near: Mention | None, gap: int
) -> Link | None:
    """道路4条,全长5.7公里; 合同项目12个、金额31.5亿元: another measure of what was counted."""
    if near is None or near.wording.text in EXTENT:
        return continuing.beside(scene, reading, verdict, gap)
    if near.wording.text in SUMS:
        return counted_money.money_of(scene, reading, verdict, "")
    return None


def _by_verb(
    scene: Scene, reading: Reading, verdict: Verdict, near: Mention, before_it: Link | None
) -> Link | None:
    """What a verb before the number counts: those counted before it, or what it is done to."""
    if before_it is not None and before_it.code == "invention_patents" and before_it is scene.last:
        return linking.carried(reading, verdict, before_it, "carries on")  # 申请31件、授权8件
    if before_it is not None and _of_those(scene, reading, near, before_it):
        return linking.carried(reading, verdict, before_it, "some of those counted before")
    far = going_back.over_semicolons(scene, reading) if before_it is None else None
    if far is not None and _general(near):
        return linking.carried(reading, verdict, far, "some of those counted before")
    if before_it and before_it.code != "projects" and _general(near):
        return None
    return _own(reading, verdict, near, "verb before")


def _of_those(scene: Scene, reading: Reading, near: Mention, before: Link | None) -> bool:
    """218家规上工业企业开工复工209家: a verb after a count in its clause tells of those counted."""
    if (
        before is None
        or before.indicator is None
        or "," in scene.text[before.reading.end : reading.start]
    ):
        return False
    known = indicator_of(near, reading)
    return (
        known is not None
        and known.code == "enterprises"
        and before.indicator.category == "enterprise"
        and before.code != "enterprises"
    )


def _without_wording(
    scene: Scene,
    reading: Reading,
    verdict: Verdict,
    before: list[Mention],
    gap: int,
    until: int,
    before_it: Link | None,
) -> Link:
    """What tells the indicator where no wording in the number's own clause does."""
    text, last = scene.text, scene.last
    comma = max(gap, max(text.rfind(mark, gap, reading.start) for mark in ",;:—") + 1)
    if last is not None and last.start >= last.reading.end:
        comma = max(comma, min(last.end, reading.start))
    words = text[comma : reading.start]
    head = counted_money.counted_for(scene, reading, verdict)
    head = head or counted_money.named_by(scene, reading, verdict)
    head = head or unnamed.dealt(scene, reading, verdict)
    head = head or going_back.heading(scene, reading, verdict, before)
    if head is not None:
        return head
    far = _from_afar(scene, reading, verdict, before, gap, comma)
    if far is not None and before_it is not None and _goes_on_about(far, before_it):
        far = None  # 小微企业园97个,在建的还有52个
    if far is not None and far.code not in GENERIC and far.code != OTHER:
        return far
    verb = _nearest(scene, reading, before, comma)
    return (
        capacities.capacity(scene, reading, verdict, until)
        or continuing.money_beside_part(scene, reading, verdict, words)
        or counted_money.money_of(scene, reading, verdict, words)
        or capacities.over_a_list(scene, reading, verdict, before)
        or capacities.coming(scene, reading, verdict)
        or short_nouns.link(scene, reading, verdict)
        or continuing.going_on(scene, reading, verdict, words, before_it, verb)
        or far
        or capacities.lines(scene, reading, verdict)
        or unnamed.link(scene, reading, verdict, words)
    )


def _own(reading: Reading, verdict: Verdict, mention: Mention, reason: str) -> Link:
    indicator = indicator_of(mention, reading)
    return Link(reading, verdict, indicator, mention, reason, mention.start, mention.end)


def _names_goods(reading: Reading, near: Mention) -> bool:
    known = indicator_of(near, reading)
    if known is None or "装机" in near.wording.text:
        return False
    return known.code in GOODS


def _goes_on_about(far: Link, before: Link) -> bool:
    """Whether a verb said of anything tells of what was counted before it."""
    verb = far.mention
    said = verb is not None and verb.wording.weak and _general(verb)
    return said and before.code not in VAGUE


def _general(mention: Mention) -> bool:
    return mention.wording.text in linking.words().general_verbs


def _nearest(scene: Scene, reading: Reading, before: list[Mention], begin: int) -> Mention | None:
    """The last fitting mention before the number, from `begin` on; parks only right beside it."""
    sort = reading.unit_text in ("个", "项") and scene.text[reading.start - 1] in "类型"
    for at in range(len(before) - 1, -1, -1):
        mention = before[at]
        if sort and not mention.wording.text.endswith(("类", "型")):
            return None  # 签约项目里,研发中心和总部类7个
        if mention.start < begin or reading.start - mention.end > MAX_BACK:
            return None
        indicator = indicator_of(mention, reading)
        if indicator is None:
            quantity = wordings.quantity_of(reading.unit)
            inner = wordings.ending(mention, quantity, reading.unit_text)
            if inner is None:
                continue
            mention, indicator = inner, indicator_of(inner, reading)
            assert indicator is not None
        if _passed_over(scene, reading, mention, indicator):
            continue
        if at and (
            counted_parks.built(scene, reading, before[at - 1], mention)  # 小微企业园累计建成97个
            or _first_of_pair(scene, reading, before[at - 1], mention)
        ):
            return before[at - 1]
        plain = mention.wording.text in linking.words().plain_nouns
        if at and (
            plain or mention.wording.weak or mention.wording.text in LENGTHS
        ):  # 供热管网全长19公里
            fuller = before[at - 1]
            known = indicator_of(fuller, reading)
            if (
                TOUCHING.fullmatch(scene.text, fuller.end, mention.start)
                and known is not None
                and not fuller.wording.weak
                and known.category == indicator.category
                and known.code != "land_revitalised"  # 腾空厂房
            ):
                return Mention(fuller.start, mention.end, fuller.wording)
        words = scene.text[begin : mention.start]
        yearly = indicator.code == "production_volume" and "年" in words
        yearly = yearly or YEARLY_MADE.search(words) is not None
        if indicator.code in GOODS or yearly:
            return capacities.made(reading, before[:at], mention, begin)
        return mention
    return None


def _first_of_pair(scene: Scene, reading: Reading, first: Mention, second: Mention) -> bool:
    """企业和机构146家, 工业产值和营业收入双双突破216亿元: of both, so it goes by the first."""
    if scene.text[first.end : second.start] not in ("和", "及", "与", "以及", "、"):
        return False
    known, other = indicator_of(first, reading), indicator_of(second, reading)
    if known is None or other is None or first.wording.weak:
        return False
    if reading.unit == COUNT:
        return other.code == OTHER and known.category == "enterprise"
    return TOGETHER.match(scene.text, second.end, reading.start) is not None


def _passed_over(scene: Scene, reading: Reading, mention: Mention, indicator: Indicator) -> bool:
    """Whether a wording that fits the number does not name what is counted after all."""
    between = scene.text[mention.end : reading.start]
    if reading.unit == COUNT and linking.words().takes_object.search(between):
        return True
    if continuing.only_said_of(scene, reading, indicator, between):
        return True  # 企业46家,其中建有研发机构的17家
    few = reading.unit_text == "条" and reading.value < capacities.FEW
    if indicator.code == "production_volume" and few:
        return True  # 生产外墙砖,建了4条线
    if "的" in between and between.endswith(("型", "类")) and reading.unit == COUNT:
        return True  # 依托监管场所的监管服务型7家
    if indicator.category == "service" and between.startswith(("型", "类")):
        return True  # 监管服务型7家
    who = indicator.code == "enterprises" and mention.wording.text in MAKERS
    if who and reading.unit_text not in FIRM_MEASURES and ITS_OWN.search(between):
        return True  # 该公司建有62个出菇棚
    built = between.endswith("的") and len(between) > 2 and reading.unit_text in ("个", "项")
    if built and indicator.category == "enterprise":
        return True  # 415强企业投资建设的8个
    if indicator.code in SUBJECTS and not counted_parks.counts(scene, reading, mention):
        return True
    if indicator.code == "infrastructure_items" and reading.unit_text in MACHINES:
        return DEVICES.search(mention.wording.text) is None  # 走进车间,120台织机一字排开
    return scene.sorts and indicator.code == OTHER  # 按产业分,光电信息13个


def _holds(scene: Scene, reading: Reading, near: Mention | None, after: Mention) -> bool:
    """Whether the wording before the number is rather its own than the noun after it."""
    if near is None:
        return False
    indicator = indicator_of(near, reading)
    assert indicator is not None
    between = scene.text[near.end : reading.start]
    if between == "的" and after.start == reading.end and reading.unit != COUNT:
        return False  # 用好已到位的1.8亿元专项债券资金
    if between.startswith("为") and indicator.code == OTHER and reading.unit == COUNT:
        return False  # 银行为73家企业新增授信
    if after.start == reading.end and OTHER_ITEM.search(between):
        return False  # 22条道路的规划选址和近380亩土地的出让
    if reading.unit == "m2" and nouns_after.OF_ROOMS.match(scene.text, reading.end):
        return not near.wording.text.endswith("面积") or "建筑" in near.wording.text
    if reading.unit != COUNT:
        far = after.start == reading.end and len(between) > NEARBY
        if far and not ADJACENT.fullmatch(between) and reading.unit in CURRENCIES:
            return False  # 招商引资的篮子里装了42亿元到位资金
        return indicator.code != OTHER or after.start > reading.end
    if indicator.code in GENERIC or near.wording.weak:
        return False
    if indicator.code == "jobs_created" and after.start == reading.end:
        taken_in = indicator_of(after, reading)  # 吸纳67个项目落户
        if taken_in is not None and taken_in.category != "people":
            return False
    return ADJACENT.match(between) is not None and not between.endswith(("的", "等"))


def _from_afar(
    scene: Scene,
    reading: Reading,
    verdict: Verdict,
    before: list[Mention],
    gap: int,
    clause: int,
) -> Link | None:
    """A wording in an earlier clause, where the number's own clause names nothing."""
    words = scene.text[clause : reading.start]
    if clause <= gap:
        return None
    far = _nearest(scene, reading, before, gap)
    inside = far is not None and scene.text.startswith(("中,", "里,"), far.end)
    named = names_a_thing(words) and not going_back.AREA.fullmatch(words)
    heads = far is not None and far.start == scene.start and scene.text[far.end] == ","
    heads = heads and not scene.links and reading.unit != COUNT
    if named and not heads and not (inside and ITS_PART.fullmatch(words)):
        return None  # 固定资产投资中,工业占了68亿元; but: 税收,临江高新区全年收了2亿元
    if far is None or (scene.links and going_back.of_those_before(scene, reading, far, gap)):
        return None
    known = indicator_of(far, reading)
    if known is not None and known.code == "production_capacity" and reading.unit in CURRENCIES:
        return None  # 产能放开,有望突破2.9亿元
    out = _own(reading, verdict, far, "wording in an earlier clause")
    out.doubts.append("indicator from an earlier clause")
    return out
