"""Firms called by a brand alone, without trade or legal form: 新凤鸣日产化纤1.8万吨.

Only what nothing but a firm has or does tells them: a line, a workshop, a daily output, staff.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from pipelines.figures.names.brands import pure_brand, unbranded
from pipelines.figures.names.heads import behind
from pipelines.figures.names.people import SURNAMES
from pipelines.figures.names.terms import ENTERPRISE, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

OF_FIRMS = (
    "的[^,。;:的“”\\n\\d]{0,8}?(?:车间|生产线|产线|流水线|拆解线|厂房|工厂|实验室|展厅|仓库|订单|[^地海岸航高专热一前直路]线(?![路索下条人城]))|"
    "的[^,。;:的“”\\n\\d]{1,10}?(?:[今去]年|上半年|前[三\\d]|[一二三四]季度)?[^,。;:的“”\\n\\d]{0,6}?(?:出货|销量|产能|市场占有率)|"
    "日产|月产|(?:[今去]年|\\d{4}年|上半年|前[三\\d]+个?(?:季度|月)|[一二三四]季度)[^,。;:“”\\n\\d]{0,5}?"
    "(?:营收|销售|产值|净利|纳税|交付|出货)|[一二三四]期(?:年|日|总?投资|占地|产能|去年|今年|已|\\d)|(?:现有|共有|有)?员工\\d|用工\\d|(?:(?:生产|技术|运营|行政|财务|销售|市场|研发|品质|质量|人力资源|人事)?(?:部)?(?:总监|部长|经理|主管)|董事长|总经理|副总|厂长|创始人)|"
    "(?:智能|生产|数字化|总装|装配|焊装|冲压|注塑|无尘|净化|包装|智能化|自动化)+(?:车间|工厂|厂房|产线)"
)
# What follows a brand and whatever is made under it (晨曦|夹板): a hall, a line, a roof taken.
OF_ANY_FIRM = (
    "的[^,。;:的“”\\n\\d]{0,8}?(?:车间|生产线|产线|流水线|厂房|展厅|仓库|订单)|的\\d+[台条套](?![^,。;]{0,6}(?:路|河))|"
    "租[下用了]|盘下|搬[进来到]|日产|月产|(?:去年|今年|\\d{4}年)(?:落户|投产|搬来|入驻)|(?:投资|投入|斥资)[\\d.]+[万亿]+元(?:新建|扩建|新上|上马|建起|引进)"
)
WHEN = "(?:其中,?|目前,?|如今,?|[今去]年,?|比如,?|例如,?)?"
MARKS = later("。|;|\\n|,|“|”|:|、|在|走进|来到|踏入|步入")
SAYS = ("说", "介绍", "告诉", "表示", "坦言", "笑", "回忆")
# Words that are made of the characters of brands: no firm without a trade after them.
WORD = later(
    "临近|圣诞|[春夏秋冬明天][天季]|新春|春节|金秋|秋收|春耕|丰收|中秋|国庆|元旦|大地|阳光|时代|世纪|梦想|希望|未来|青春|"
    "中国|国际|国家|全国|中华|民国|[金银]山|"
    "[东南西北中][部方岸侧]|[东西南北]{2}|一[天年家大]|新[年城海]|本[地国]|大[山海江河国家]|山[里上]|海上|江[南北东西]"
)
OF_A_PLACE = "[产值额率量收税投费消农业经外进出贸省市区县园]"  # in what a province has: 青海工业
# What ends a place, a body or a time, and no goods.
NO_GOODS = "区县市镇乡村园场站校院馆城街局会队社部委办所处里内上下中年月日后前时们人家个位的"
MOST = 60  # brands of one text that are looked up
PLACE = 3  # characters of a place before a brand, at most


@cache
def _found() -> re.Pattern[str]:
    """A brand behind a mark: two letters that brands have, or a mark among its letters."""
    fitting = f"(?:(?![{''.join(sorted(unbranded()))}])[一-龥])"
    return re.compile(
        f"{WHEN}(?={fitting}{{2}}|[一-龥]{{0,3}}[在走来踏步])"
        f"(?:([一-龥]{{2,4}}?)(?={OF_FIRMS})|({fitting}{{2}}[一-龥]{{2}})(?={OF_ANY_FIRM}))"
    )


@cache
def _of_province() -> re.Pattern[str]:
    """A firm that only its province and two letters of a brand tell: ;青海国泰盐湖增长45.9%."""
    fitting = f"(?:(?![{''.join(sorted(unbranded()))}])[一-龥])"
    provinces = "|".join(terms().provinces)
    return re.compile(
        f"((?:{provinces})({fitting}{{2}})(?:(?!{OF_A_PLACE})[一-龥]){{0,4}}?)(?=增长\\d|下降\\d|产值\\d)"
    )


def untraded(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions with firms of a brand alone, one of two characters only after a place."""
    ends = [one.end for one in found]
    extra: list[Mention] = []
    names: dict[str, str | None] = {}
    for hit in behind(MARKS, _found(), text):
        group = 1 if hit[1] else 2
        brand, start, end = hit[group], hit.start(group), hit.end(group)
        if not pure_brand(brand[:2] if group == 2 else brand) or WORD.search(brand):
            continue
        if group == 2 and (brand[-1] in NO_GOODS or brand[2:] in terms().places):
            continue
        if text[end] == "的" and len(brand) == 3 and brand[0] in SURNAMES:  # 王桂兰的车间
            continue
        if brand not in names and len(names) < MOST:
            names[brand] = _name(text, brand)
        name = names.get(brand)
        if name is None:
            continue
        place = bisect_left(ends, start + 1)
        if place < len(found) and found[place].start < end:
            continue
        extra.append(Mention(start, end, ENTERPRISE, name, brand))
    for hit in behind(MARKS, _of_province(), text):
        place = bisect_left(ends, hit.start(1) + 1)
        held = place < len(found) and found[place].start < hit.end(1)
        if pure_brand(hit[2]) and not held:
            extra.append(Mention(hit.start(1), hit.end(1), ENTERPRISE, hit[1], hit[2]))
    return sorted(found + extra, key=lambda one: one.start) if extra else found


def _name(text: str, brand: str) -> str | None:
    """The brand, with a place where one stands before it (三明烯科); None where it is no firm."""
    if any(brand + verb in text for verb in SAYS):
        return None
    at = text.find(brand)
    while at >= 0:
        for size in range(PLACE, 1, -1):
            if text[max(0, at - size) : at] in terms().places:
                return text[at - size : at + len(brand)]
        at = text.find(brand, at + 1)
    return brand if len(brand) > 2 else None
