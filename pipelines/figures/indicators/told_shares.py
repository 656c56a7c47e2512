"""Shares and changes that name their thing in passing: 半小时配齐80%的零部件, 少了7亿元产值."""

from __future__ import annotations

from pipelines.figures.indicators import linking, wordings
from pipelines.figures.indicators.kinds import RELATIVE, Verdict
from pipelines.figures.indicators.linking import Link, Scene, carried, indicator_of, own_relative
from pipelines.figures.indicators.wordings import MONEY
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

BACK = 30  # characters before a share in which it is said where its goods come from
AHEAD = 24  # characters after it
PARTS = later(r"[部配零]件|[鞋原辅材]材?料|[鞋钢板耗]材|包装|零配|配套产品|元器件|原料")
NEARBY = later(
    r"就近|就地|本地|当地|家门口|园区[里内]?|园内|区内|[县市省]内|周边|楼上楼下|邻居"
    r"|[半一两三四五六七八九十\d]个?(?:小时|公里|分钟)"
)
HAD = later(r"(?:配齐|配套|采购|买到|买齐|找到|凑齐|供应|供货|搞定|解决|拿到)(?!企业|产业|园)")
REUSED = later(
    r"(?:以上|左右|多)?的?[^,。;\d]{0,12}?(?:再利用|循环利用|综合利用|回收利用|重复利用|再生利用|循环使用|回用|变废为宝)"
)


# 每亩68万元,仅及东部省份的一半左右: what it is measured by is the same of others.
MEASURED_BY = later(
    r",(?:也|却|还)?(?:仅|只|不|才|刚)?(?:及|相当于|等于|达到?|为|是|有)(?:了)?"
    r"[^,。;、\d]{2,14}?(?:省份?|市|县|区|州|国|地区|水平|企业|同行|需求|计划|总量|全部)的(?:近|约|不到)*"
)


def link(scene: Scene, reading: Reading, verdict: Verdict, clause: int) -> Link | None:
    """What a share or a change is of, where a verb or the noun behind it says so."""
    if verdict.kind == "change":
        return _of_money_after(scene, reading, verdict)
    if verdict.kind != "share":
        return None
    last = scene.last
    measured = last is not None and last.verdict.kind not in RELATIVE
    if measured and last and MEASURED_BY.fullmatch(scene.text, last.reading.end, reading.start):
        return carried(reading, verdict, last, "measured by the same of others")
    if _had_nearby(scene, reading, clause):
        return _coded(reading, verdict, "local_supply_rate", "parts had nearby")
    if REUSED.match(scene.text, reading.end, scene.end):
        return _coded(reading, verdict, "resource_reuse", "used again")
    return None


def _coded(reading: Reading, verdict: Verdict, code: str, reason: str) -> Link:
    return Link(reading, verdict, wordings.lexicon().indicators[code], None, reason)


def _had_nearby(scene: Scene, reading: Reading, clause: int) -> bool:
    """一辆车1800个零部件,七成在园区里就能配齐; 半小时就能配齐80%的零部件."""
    begin = max(scene.start, reading.start - BACK)
    end = linking.phrase(scene.text, reading.end, scene.end)
    words = scene.text[begin:end]
    if HAD.search(scene.text, clause, end) is None or NEARBY.search(words) is None:
        return False
    return PARTS.search(words) is not None


def _of_money_after(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """上半年少了近7亿元产值: the noun behind says what there is less of."""
    if wordings.quantity_of(reading.unit) != MONEY:
        return None
    for mention in scene.between(reading.end, min(scene.end, reading.end + AHEAD)):
        touching = scene.text[reading.end : mention.start] in ("", "的", "左右的")
        known = indicator_of(mention, reading)
        if not touching or known is None or mention.wording.weak:
            return None
        return own_relative(reading, verdict, mention, "the noun behind a change")
    return None
