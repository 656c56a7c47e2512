"""Trades named by a word alone: 其中高端装备、电子信息分别增长12.4%和6.7%; parts of output."""

from __future__ import annotations

import re

from pipelines.figures.indicators import linking, wordings
from pipelines.figures.indicators.kinds import RELATIVE, Verdict
from pipelines.figures.indicators.linking import Link, Scene, carried
from pipelines.figures.indicators.wordings import COUNT, OTHER, Mention
from pipelines.figures.names.terms import terms
from pipelines.figures.names.trades_together import is_trade
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

SECTORAL = frozenset({"output", "trade", "investment", "fiscal", "energy"})
# A trade that itself grows: 冶金新材料产业增长4.6% says of it what was said of the one before.
TRADE_GROWS = later(
    r"[,;。:、]?(?:其中|分别)?(?P<name>[^,;。:]{1,24}?(?:产业|行业|(?<![企就毕创失开停复])业))"
    r"(?:由负转正|由降转升|止跌回升)?,?"
    r"(?:同比|环比|较快|逆势|强劲|快速|也|则|分别|大幅|小幅|持续|保持|累计|实现|正|恢复性)*(?:增长|增(?!加值|速|幅)|下降|下滑|降|回落)[^,;。]{0,4}"
)
# One by a word alone: 电子信息增长14.2%,装备制造增长9.6%.
PLAIN_GROWS = later(
    r"[,;。:]?(?:其中,?|分别)?(?P<name>[一-鿿]{2,8}?)(?:则|也|更|分别|同比|逆势|大幅|小幅|略|微)*"
    r"(?:增长|下降|下滑|回落|增|降)了?(?:约|近|超过?)?"
)
NO_TRADE = later(
    "增长|增速|规上|规模以上|产值|增加值|投资|税收|收入|利润|就业|企业$|第[一二三]产业$"
)
NO_INDUSTRY = later("零售|批发|住宿|餐饮|服务|金融|房地产|建筑业|商贸|物流|旅游|农业|渔业|牧业")
# 分产业看,第一产业下降17.3%: the parts of the economy are those of what was told before.
THIRD = later(
    "[,;。、]?(?:其中,?)?(?P<name>第[一二三]产业|[一二三]产)(?:投资)?(?:同比)?(?:增长|下降)"
)
INDUSTRIAL = ("gross_industrial", "industrial_value_added")
# Bare names of trades that grow each by what was told before.
GROW = later(
    r"[,;。]?其中,?(?P<names>[一-鿿“”]{2,10}(?:[、和及与][一-鿿“”]{2,10})*?)"
    r"(?:分别|也|则|均)?(?:同比|较快|逆势|大幅)*(?:增长|下降|下滑)(?:了|约|近|超过?)*"
)
NAMES_OTHER = later("企业|项目|投资|税收|收入|利润|增加值|就业|用电|出口|进口|销售")
PART_SHARE = later(r"[,(]占(?:比|到)?(?:达到?|为|约|近|超过?)*")
WHOLES = frozenset({"gross_industrial_output", "gross_industrial_output_above_scale"})

NEXT_SHARE = later(
    r"[、,和及][一-鿿“”]{1,10}?(?:(?:则|也|各|分别)?占(?:比|到|了)?(?:近|约|超过?|达)*|为)"
)
UNTOLD = frozenset({OTHER, "parks", "infrastructure_items"})  # 示范小城镇为95%,城市综合体为81%
OPENS = later(r"[“]?(?:位列|排名|名列|位居|排在|排|列|居|紧随其后、?位列|处于)")


def opens(scene: Scene, reading: Reading, verdict: Verdict) -> bool:
    """位列第三位的黎江工业园区: whether a place opens its sentence and names who holds it."""
    ranked = verdict.kind == "rank" and scene.text.startswith("的", reading.end)
    return ranked and OPENS.fullmatch(scene.text, scene.start, reading.start) is not None


def ranking(reading: Reading, verdict: Verdict) -> Link:
    """位列第三位的园区: the place that opens a sentence is one in the order told of before."""
    indicator = wordings.lexicon().indicators["ranking"]
    return Link(reading, verdict, indicator, None, "the place of the one told of")


def named(
    scene: Scene, reading: Reading, verdict: Verdict, before: list[Mention], gap: int
) -> Link | None:
    """What trades named by a word alone grew by: what the sentence told of them together."""
    if verdict.kind != "growth" or scene.last is None:
        return None
    if any(m.wording.indicators[0].code != OTHER for m in before):
        return None
    found = GROW.fullmatch(scene.text, gap, reading.start)
    if found is None or NAMES_OTHER.search(found["names"]):
        return None
    for source in scene.recent():
        if source.indicator is None or source.code == OTHER or source.reading.unit == COUNT:
            continue
        told = source.indicator.category in SECTORAL
        return carried(reading, verdict, source, "trades of those told of") if told else None
    return None


def next_share(
    scene: Scene, reading: Reading, verdict: Verdict, before: list[Mention], gap: int
) -> Link | None:
    """装备制造占38%、新材料占26%: the next trade's part of what the one before has a part of."""
    last = scene.last
    if verdict.kind != "share" or last is None or last.verdict.kind != "share":
        return None
    if any(m.wording.indicators[0].code not in UNTOLD for m in before):
        return None
    if NEXT_SHARE.fullmatch(scene.text, gap, reading.start) is None:
        return None
    return carried(reading, verdict, last, "the next trade's part")


def third(scene: Scene, reading: Reading, verdict: Verdict, gap: int) -> Link | None:
    """分产业看,第一产业下降17.3%: of the investment that the sentence before told."""
    begin = scene.start
    sort = linking.SORTED.match(scene.text, begin)
    if sort is None or verdict.kind != "growth":
        return None
    found = THIRD.fullmatch(scene.text, max(gap, sort.end()), reading.start)
    if found is None:
        return None
    for source in scene.earlier[::-1]:
        invested = source.indicator is not None and source.indicator.category == "investment"
        if source.verdict.kind in RELATIVE and not invested:
            return None
        if invested:
            begin, end = found.span("name")
            return Link(reading, verdict, source.indicator, None, "a part by sort", begin, end)
    return None


def after_a_trade(scene: Scene, reading: Reading, verdict: Verdict, gap: int) -> Link | None:
    """纺织服装产业下降3.2%: a trade grows by what the trade before it grew by."""
    if verdict.kind != "growth":
        return None
    found = _grows(scene, gap, reading.start)
    if found is None:
        plain = PLAIN_GROWS.fullmatch(scene.text, gap, reading.start)
        found = plain if plain is not None and is_trade(terms(), plain["name"]) else None
    if found is None or NO_TRADE.search(found["name"]):
        return None
    far = scene.earlier[: -linking.LOOK_BACK - 1 : -1]  # of other sentences
    for source in (*scene.recent(), *far):
        if source.indicator is None or source.reading.unit == COUNT or source.code == OTHER:
            continue
        if source.code.startswith(INDUSTRIAL) and NO_INDUSTRY.search(found["name"]):
            return None
        sort = source.indicator.category
        if source in far and not scene.sorts and _of_investment(scene):
            source, sort = scene.earlier[0], "output"  # 工业投资增长11%。供应业增长76%
        if sort == "output" or (source not in far and sort in SECTORAL):
            code = "output_value" if source.code.startswith("gross") else source.code
            indicator = wordings.lexicon().indicators[code]
            begin, end = found.span("name")
            return Link(reading, verdict, indicator, None, "a trade after a trade", begin, end)
        break
    return None


def _grows(scene: Scene, gap: int, end: int) -> re.Match[str] | None:
    """The trade that grows, the first of a sentence that goes through them behind 分行业看."""
    found = TRADE_GROWS.fullmatch(scene.text, gap, end)
    if found is None and scene.sorts and not scene.links:
        gap = max(scene.text.rfind(mark, gap, end) for mark in ",:")
        found = TRADE_GROWS.fullmatch(scene.text, gap, end) if gap >= 0 else None
    return found


def outside_names(scene: Scene, before: list[Mention], gap: int, end: int) -> list[Mention]:
    """The wordings before a growth but those that are parts of a trade's name: 通用设备制造业.

    An amount of money is no part of one: 营业收入中制造业增长8%.
    """
    found = _grows(scene, gap, end) if before else None
    if found is None or not found["name"].endswith("业"):
        return before
    start, stop = found.span("name")
    return [m for m in before if m.start < start or m.end >= stop or _of_money(m)]


def _of_money(mention: Mention) -> bool:
    quantities = wordings.quantity_of(mention.wording.indicators[0].unit)
    return quantities in (wordings.MONEY, wordings.RATE)


def _of_investment(scene: Scene) -> bool:
    """Whether the sentence before told of nothing but investment."""
    told = [x.indicator.category for x in scene.earlier if x.indicator is not None]
    return bool(told) and set(told) == {"investment"} and scene.earlier[0].indicator is not None


def of_the_whole(
    scene: Scene, reading: Reading, verdict: Verdict, part: Mention | None
) -> Link | None:
    """规上工业总产值86亿元, 其中辣椒产业完成产值31亿元, 占36%: a share of the output before."""
    last = scene.last
    if last is None or part is not None or not last.part or last.code != "output_value":
        return None
    if last.verdict.kind in RELATIVE or not PART_SHARE.fullmatch(
        scene.text, last.reading.end, reading.start
    ):
        return None
    whole = next((x for x in scene.recent() if x.code in WHOLES), None)
    if whole is None or whole.verdict.kind in RELATIVE:
        whole = next((x for x in scene.recent() if x.code in WHOLES and x.of is None), None)
    if whole is None:
        return None
    indicator = wordings.lexicon().indicators[whole.code]
    return Link(reading, verdict, indicator, whole.mention, "share of the output before", of=whole)
