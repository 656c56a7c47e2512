"""Finds things by a quoted name that a text points back to: “某某”创客空间 … 这座空间."""

from __future__ import annotations

from pipelines.figures.cast.by_head import by_head
from pipelines.figures.names.heads import behind
from pipelines.figures.names.terms import ENTERPRISE, OTHER, PROJECT, REGION, SECTOR, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

SENTENCES = later("[。;\\n!?”,]")
ITEMS = later("[,。;:、\\n中]")
# What points back, by the last word of the name.
BACK = later(
    "(?:这[座个家处片栋条间]|该)(?:[^,。;:“”\\n\\d]{1,12}的)?([一-龥]{2})"
    "(?=[,\\d]|面积|只有|仅|不大|有|已|[今去]年|目前|现|总|共|占地|建筑|拥有|设|全年|年|每)"
)
POINTERS = later("[这该]")
COMMON = frozenset(("项目", "企业", "公司", "园区", "集团", "产业", "工程", "数字", "目标", "村子"))
# A village that has money of its own, or works in a park: 石桥村以集体资金入股.
VILLAGE = later(
    "(?<![一-龥])((?!年|每|[由在到从与和为是给跟向被][一-龥]|[月日]村)(?:(?![全该本各农乡新两几])[一-龥]){1,3}村)(?=以|把|将|用|靠|拿|村集体|集体|村民|去年|今年|每年|流转|入股|成立|也|还|"
    "经联社|经济联合社|经济合作社|股份|合作社|村委|党支部|党总支|两委)"
    "(?=[^。\n]{0,40}(?:分红|集体|入股|流转))"
)
# The village whose people a text goes on to count as 全村.
HOME_VILLAGE = later("[镇乡]((?:(?![各全该本两几])[一-龥]){2,3}村)(?![民里镇])")
WHOLE_VILLAGE = "全村"
# A later phase of something by its name, before what is measured of it: 桥电二期2×55万千瓦机组.
PHASED = later(
    "(?<![一-龥A-Za-z”])((?!园区|该|其|项目|工程|一期|目前|如今|[今去]年|[年月日]|[一-龥]{0,8}[把将又再也还连])[一-龥A-Za-z]{2,10}(?<![园区港谷城])[二三四五]期)"
    "(?=\\d|总投资|计划总?投资|占地|装机)"
)
# One of many that is told of: 签约项目之一的“盐道文创园”,总投资9亿元.
ONE_PROJECT = later(
    "项目(?:之一|中)的“([^,。;:“”\\n]{2,20})”(?=,?(?:计划|预计)?(?:总投资|投资|占地|用地|由))"
)
# Firms that a bracket names: 三大民营快递企业(甲、乙、丙)累计中转快递.
IN_BRACKETS = later(
    "[两三四五六2-6][大家][^,。;:、()\\d]{0,8}企业\\(((?:[^,。;:、()\\d]{2,12}、){1,5}[^,。;:、()\\d]{2,12})\\)"
    "(?=[^,。;:\\d]{0,10}\\d)"
)
# A fund that a park has set up, and what points back to it.
FUND = later(
    "(?:设立|成立|组建|发起|组建了|设立了|成立了)((?:(?![的了和与等])[一-龥]){2,14}基金)(?=[,。;])"
)
THE_FUND = later(
    "(?<![业资创投展子长级导“、和与])(?:该|母|引导)?基金(?=总规模|规模|已|累计|参股|带动|投资|共|先后)"
)
# A place by its rank, with what is said of it: 这座6万人口的小镇, 这个山区县.
THIS_PLACE = later(
    "这[座个](?:[^,。;:、“”\\d]{0,3}\\d*[^,。;:、“”\\d]{1,8}的)?(?:小|大|老|山区|边境|沿海|农业|工业|资源型|县级|内陆|人口)*(?<![城都上超商集夜])([县市镇乡旗州])"
    "(?![场长里上委区民域级内值面政府开园])"
)
# Works that are called by their number, as those once built for arms are: 四〇五厂.
NUMBERED = later(
    "(?<![\\d〇零一二三四五六七八九十百])((?:[〇零○一二三四五六七八九]{3,4}|\\d{3,4})厂)(?![房区家])"
)
# A trade that no list has, before what it makes in a year: 其中,包装业产值3.6亿元.
YIELD = "(?=(?:总|工业)?产值|(?:完成|实现)(?:总|工业)?产值)"
MAKES = later(f"业{YIELD}")
TRADE = later(
    "((?!(?:[上下]半年|[今去前]年|全年|其中)|[一-龥]{0,3}(?:企业|工业|产业|行业|农业|商业|实业|服务业|制造业|第[一二三]))"
    f"(?:(?![区园城镇市县省全各])[一-龥]){{2,4}}业){YIELD}"
)
CHAIN = later("这(?:一)?条链(?=上|[^,。;:、]{0,4}(?:产值|营收|规模|产|实现|完成|聚|集|有|已))")
FAR = 160  # characters between a name and what points back to it
# A firm that is told apart by its share: 某某一家就订舱690个标箱.
ONE_HOUSE = later("一家(?:就|便|即|独占)")
ALONE = later(
    "(?:仅|单|光|光是|仅仅|单是|其中,?)?"
    "((?:(?![仅单光这那每其有第])[一-龥]){3,8}?)一家(?:就|便|即|独占)"
)


def things(text: str) -> list[Mention]:
    """The quoted things of a folded text, firms told apart, villages, works that are built."""
    out = [
        Mention(m.start(1), m.end(1), ENTERPRISE, m[1], m[1][-2:])
        for m in behind(SENTENCES, ALONE, text, ONE_HOUSE)
        if not m[1].endswith(("公司", "集团", "企业", *terms().park_heads))
    ]
    for found, kind in ((PHASED, PROJECT), (IN_BRACKETS, ENTERPRISE)):
        out += [Mention(m.start(), m.end(), kind, m[1], m[1][-2:]) for m in found.finditer(text)]
    out += [
        Mention(m.start(1), m.end(1), PROJECT, m[1], "项目", told=True)
        for m in ONE_PROJECT.finditer(text)
    ]
    if "村" in text:
        out += [Mention(m.start(1), m.end(1), REGION, m[1], "村") for m in VILLAGE.finditer(text)]
    out += [
        Mention(m.start(1), m.end(1), SECTOR, m[1], m[1]) for m in behind(ITEMS, TRADE, text, MAKES)
    ]
    out += [Mention(m.start(), m.end(), REGION, "", "该" + m[1]) for m in THIS_PLACE.finditer(text)]
    if "厂" in text:
        out += [
            Mention(m.start(1), m.end(1), ENTERPRISE, m[1], "厂") for m in NUMBERED.finditer(text)
        ]
    out += _funds(text) + _villages(text) + by_head(text)
    out += [Mention(m.start(), m.end(), SECTOR, "", "该产业链") for m in CHAIN.finditer(text)]
    for back in behind(SENTENCES, BACK, text, POINTERS):
        noun = back[1]
        if noun in COMMON:
            continue
        end = text.rfind(noun, max(0, back.start() - FAR), back.start()) + len(noun)
        close = text.rfind("”", max(0, end - 10), end)
        start = text.rfind("“", max(0, close - 10), close)
        between = text[close + 1 : end]
        if end < len(noun) or start < 0 or close < 0 or not between.isalpha():
            continue
        name = text[start:end]
        out.append(Mention(start, end, OTHER, name, noun))
        out.append(Mention(back.start(), back.end(), OTHER, name, noun))
    return out


def _villages(text: str) -> list[Mention]:
    """The village named last before 全村, where 全村 stands for it."""
    out: list[Mention] = []
    at = text.find(WHOLE_VILLAGE)
    while at >= 0:
        named = [hit[1] for hit in HOME_VILLAGE.finditer(text, max(0, at - FAR), at)]
        if named:
            out.append(Mention(at, at + len(WHOLE_VILLAGE), REGION, named[-1], "村"))
        at = text.find(WHOLE_VILLAGE, at + 2)
    return out


def _funds(text: str) -> list[Mention]:
    """The one fund that a text tells of, where it is set up and wherever it points back to it."""
    named = {hit[1]: hit for hit in FUND.finditer(text)}
    if len(named) != 1:
        return []
    name, hit = next(iter(named.items()))
    again = (m.span() for m in THE_FUND.finditer(text, hit.end()))
    return [Mention(start, end, OTHER, name, name[-2:]) for start, end in (hit.span(1), *again)]
