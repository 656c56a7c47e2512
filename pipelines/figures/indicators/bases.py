"""What a growth, change, share or rank is relative to, and at which prices it is measured."""

from __future__ import annotations

import re

from pipelines.figures.indicators.kinds import CHANGE, GROWTH, LEVEL, MULTIPLE, RANK, SHARE
from pipelines.figures.indicators.linking import Link, Scene
from pipelines.figures.patterns import later

YOY, PREVIOUS, AVERAGE, YTD, PLAN, WHOLE = (
    "yoy", "previous", "annual_average", "ytd", "plan", "whole",
)  # fmt: skip
CLAUSE = later("[,;:。]")
CHAIN = later(r"环比|比上月|较上月|比上季度|较上季度|比上个月|较上个月")
MEAN = later(r"年均|年平均|平均每年|每年平均|年递增|两年平均|三年平均|复合增长|年复合|年增长率?均")
FROM_START = later(
    r"(?:比|较)(?:今年)?(?:年初|上年末|去年底|去年末|上年底|\d{4}年底|\d{4}年末|年头)|比年初|较年初"
)
LAST_YEAR = later(r"同比|(?:比|较)(?:上年|去年|前一年|上一年|20\d\d年)?(?:同期|上年|去年)")
PLANNED = later(
    r"(?:年度|全年|年任务|年计划|年目标|目标|计划|任务|预算(?!收入|总收入)|预期|双过半)[^,。;]{0,8}的|(?:完成|占|达到?)[^,。;]{0,16}(?:任务|计划|目标|预算(?!收入|总收入))|完成率|进度"
)
AREA = (
    r"(?:我|全)?(?:国|省|市|县|区|州|旗|盟|自治区|地区|行业|系统|球)|世界"
    r"|[一-鿿]{2,6}?(?:省|市|县|区|州|盟|旗)"
)
OVER = later(
    rf"(?:高于|低于|快于|慢于|高出|低出|优于|好于|比|较|超出|超过|领先)(?P<place>{AREA})"
    r"(?!重|去年|上年|年初|同期)"
)
PART_OF = later(rf"占[了到]?(?P<place>{AREA})")
IN_ORDER = later(
    rf"(?:^(?=全|我)|居|列|在|跻身|进入|跃升至?|升[至到]|由|、)(?P<place>(?!居|列){AREA})[^,。;、居]{{0,16}}$"
)
FACTOR_OF = later(
    r"(?:是|为|相当于|达到?|增至|比|较)(?P<words>[^,。;]{2,14}?)的?(?:近|约|超过?|逾|接近|[“\" ])*$"
)
COMPARED = later(
    r"(?:比|较)(?P<words>(?!重|快|大|好|高|强|低|例)[^,。;]{1,10}?)(?:又|分别)?(?:激增|猛增|大增|骤降|锐减|大幅|小幅|增|减|提|回|收|扩|上|下|高|低|加|多|少|放|前|后|跃|快|慢|净|拉|降|翻|接近)"
)
PULLED = later(rf"(?:拉动|贡献)(?P<place>{AREA})?")

REAL = later(r"(?:剔除|扣除|不计)(?:物价|价格)|可比价|不变价|可比口径|可比增长")
NOMINAL = later(r"现价|现行价|名义增长|当年价")
SAME = later(r"同口径|可比口径|同比口径|同样本")
TIME = later(r"^(?:\d|一季度|二季度|三季度|四季度|上半年|前|一至|十|去年\d|今年|上季)")


def of_column(head: str, kind: str) -> str:
    """The base of a number in a table, from the head of its column."""
    if kind == GROWTH:
        return PREVIOUS if "环比" in head else AVERAGE if "年均" in head else YOY
    return WHOLE if kind == SHARE else ""


def fill(scene: Scene, link: Link, gap: int) -> None:
    """Set base and price basis from the words before the number."""
    reading, kind = link.reading, link.verdict.kind
    words = scene.text[gap : reading.start]
    reading.price_basis = _prices(words) if kind != RANK else ""
    if kind == LEVEL:
        return
    clause = CLAUSE.split(words)[-1]
    if kind == GROWTH:
        reading.base = _growth(clause, words)
    elif kind == CHANGE:
        reading.base = _change(clause, words)
    elif kind == SHARE:
        of_plan = words == "的" and PLANNED.search(scene.text, max(scene.start, gap - 24), gap + 1)
        reading.base = PLAN if of_plan else _share(clause)
    elif kind == RANK:
        found = IN_ORDER.search(clause)
        reading.base = f"place:{found['place']}" if found else ""
    elif kind == MULTIPLE:
        reading.base = _multiple(clause)
    own = OWN_PLACE.fullmatch(words) if kind == CHANGE and link.at else None
    if own is not None and scene.links[link.at - 1].reading.base.startswith("place:"):
        reading.base = f"place:{own['place']}"
    elif len(words) <= 4:
        _of_list(scene, link)


PLACES = later(AREA)
# 高于全国0.6、全省2.2个百分点: each behind the place that it is compared with.
OWN_PLACE = later(rf"[、和及与](?P<place>{AREA})(?:平均|水平)*")


def _of_list(scene: Scene, link: Link) -> None:
    """高于全国、全省、全市2.3个、1.8个和0.9个百分点: one place for each; else that of the first."""
    at = first = link.at
    while (
        first
        and at - first < 12
        and scene.links[first].reading.start - scene.links[first - 1].reading.end <= 4
    ):
        first -= 1
    begin = scene.links[first - 1].reading.end if first else scene.start
    if first == at or scene.links[first].verdict.kind != link.verdict.kind:
        return
    head = scene.text[begin : scene.links[first].reading.start]
    over = OVER.search(head) or PART_OF.search(head)
    places = PLACES.findall(head[over.start("place") :]) if over else []
    if len(places) > at - first and len(places) > 1:
        link.reading.base = f"place:{places[at - first]}"
    elif not link.reading.base or link.verdict.kind == GROWTH:
        link.reading.base = scene.links[first].reading.base


def _growth(clause: str, words: str) -> str:
    if MEAN.search(words):
        return AVERAGE
    if CHAIN.search(clause):
        return PREVIOUS
    if FROM_START.search(clause):
        return YTD
    if LAST_YEAR.search(clause):
        return YOY
    found = COMPARED.search(clause)
    if found and TIME.match(found["words"]):
        return f"other:{found['words']}"
    return YOY


def _change(clause: str, words: str) -> str:
    if CHAIN.search(clause):
        return PREVIOUS
    if FROM_START.search(clause):
        return YTD
    pulled = PULLED.search(clause)
    if pulled:
        return f"other:拉动{pulled['place'] or ''}"
    over = OVER.search(clause)
    if over:
        return f"place:{over['place']}"
    if LAST_YEAR.search(clause):
        return YOY
    found = COMPARED.search(clause)
    if found:
        return f"other:{found['words']}"
    return ""


def _share(clause: str) -> str:
    if PLANNED.search(clause):
        return PLAN
    part = PART_OF.search(clause)
    if part:
        return f"place:{part['place']}"
    return WHOLE if re.search("占|比重|份额", clause) else ""


def _multiple(clause: str) -> str:
    if "同比" in clause or re.search("去年同期|上年同期", clause):
        return YOY
    over = OVER.search(clause) or re.search(rf"(?:是|为)(?P<place>{AREA})", clause)
    if over:
        return f"place:{over['place']}"
    found = FACTOR_OF.search(clause)
    return f"other:{found['words'].rstrip('的')}" if found else ""


def _prices(words: str) -> str:
    stretch = words[-30:]
    if "价" not in stretch and "口径" not in stretch and "名义" not in stretch:
        return ""
    if SAME.search(stretch):
        return "same_sample"
    if REAL.search(stretch):
        return "real"
    return "nominal" if NOMINAL.search(stretch) else ""
