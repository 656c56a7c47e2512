"""Finds what a park has built for its firms and a text tells of: 某某中试平台建筑面积2.6万平方米.

Such a thing has figures of its own where the text measures it, or points back to it (这栋楼里).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from functools import cache
from importlib import resources

from pipelines.figures.names.park_names import is_grade, name_start
from pipelines.figures.names.terms import PROJECT, alternation, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# What is said of a thing as a whole, right after its name.
MEASURED = later(
    "(?:(?:[一二三]期)?(?:工程|项目)?[^,。;:、的]{0,14}"
    "(?:点亮|投用|启用|投运|建成|开业|开园|揭牌|竣工|投产|通车|开馆|封顶|动工|开工|亮相)[^,。;:\\d]{0,4})?"
    "(?:,?(?:是|为|由|系|属|位于|坐落|紧邻|依托|去年|今年|\\d{4}年)[^,。;:\\d]{0,24}){0,2}"
    "(?:目前|现|已|总|\\(|规划|设计|计划|概算|共|去年|今年|一期|项目|就|,|:)*"
    "(?:规划建设|建筑(?:总)?面积|(?:营业|经营|展示|展览|仓储|使用|办公|运营|库房)?面积|占地|用地|全长|总长|正线长|总投资|投资|概算|装机|库容|日[处供产]|机架|机柜|配备|配有|设有|入驻|在孵|孵化|承接|并网|"
    "辐射|可(?:容纳|存放|停放|同时)|能(?:容纳|存放|停放)|就(?:装|承|接|服务|有))[^,。;:\\d]{0,10}\\d"
)
# What such a thing does in a time, told of it as its subject: 共享检测中心去年出具报告1.9万份.
DOES = later(
    "(?:[今去前]年|\\d{4}年|上半年|下半年|[前一二三四]{1,2}季度|前?\\d{1,2}月份?|上个?月|昨天|目前|如今|眼下|现|已|共|就|先后|累计|全年|每天|一天)*"
    "(?:为[^,。;:\\d]{0,12})?(?:有|出具|检测|检验|打样|完成|承接|接单|接下|服务|培训|处理|发货|发出|分拣|成交|带货|孵化|毕业|举办|组织|开设|撮合|代办|受理|开展)"
    "[^,。;:\\d]{0,10}\\d"
)
QUOTED = later("“[一-龥A-Za-z0-9]{2,8}”$")
QUOTED_THERE = later(
    "(?:园区|园内|区内|园里|开发区|高新区|经开区|新区|集中区|集聚区|产业园|工业园|科技园)(?:的|内的|里的)?$"
)
# Before a name that its clause speaks of: a stop, a time, whose it is.
OPENS = later(
    "(?:^|[。;,!?:”\\n]|[年月日]|[点要大志头新旅业一]项目|(?:此次|本次|昨[日天]|今[日天]|新近)[^,。;:\\d]{1,6}的|目前|如今|眼下|其中|仅|光|单是?|来自|"
    "(?:园区|园内|区内|园里|开发区|高新区|经开区|新区|集中区|集聚区|产业园|工业园|科技园|管委会|当地|[县市区镇])的|"
    "(?:[楼内里旁侧边]|附近|对面|隔壁|以[东南西北]|境内|腹地|一角|中央|中心|入口处?)的|"
    "[首第][一二三]?[座个家条][^,。;:、\\d]{2,5}|"
    "(?:给|为|向|由|与)[^,。;:\\d]{2,12}的|(?:便|就|则|正)?是(?:[^,。;:\\d]{0,14}的)?)$"
)
# Its measure before its name: 建筑面积8.2万平方米的|跨境直播中心.
MEASURED_BEFORE = later(
    "(?:投资|概算|造价|面积|占地|用地|库容|装机|装机容量)[约近超达]?[\\d.]+余?[万亿]*"
    "(?:美?元|平方米|平米|㎡|亩|公顷|立方米|兆瓦|千瓦|吨)的$|"
    "(?:建起|建成|建有|盖起|盖了|建了|搭起|办起|配建)了?(?:一[座个处栋])?[约近]?[\\d.]+余?万?(?:平方米|平米|㎡)的$"
)
# What points back to such a thing by the last word of its name.
THIS = "(?:该|(?:这|那)(?:一|座|个|家|处|片|栋|幢|条|间)?)(?:[^,。;:“”\\n\\d]{1,8}的)?"
GOES_ON = (
    "(?=里|内|中|上|[,\\d]|面积|只有|仅|有|已|[今去]年|目前|如今|现|总|共|占地|建筑|拥有|设|全年|年|每|一期|"
    "投|建成|运|由|自|于|能|可|承|为|服务|累计|规划|计划|吸引|聚|入驻|带)"
)
# The bare word for it that begins a clause of the same paragraph.
AGAIN = later(
    "(?<=[。;,])(平台|中心|基地|大厦|大楼|孵化器|加速器|学院|空间|云仓|电站|码头|公寓|市场)"
    "(?=目前|已|现|去年|今年|累计|共|可|能|每|日|年|承接|服务|入驻|建筑|占地|总|配备|拥有|由|设|最高|单日|面积|投用|运营)"
)
# What is grown, and what it yields: 奶牛繁育中心养的是娟姗牛,年产鲜奶1.0万吨.
FARMS = (
    "繁育中心",
    "育种中心",
    "育苗中心",
    "种植基地",
    "养殖基地",
    "繁育基地",
    "育苗基地",
    "温室",
    "养殖场",
)
FARMED = later(
    "(?!等|、|和|及|与)[^。;\\n\\d]{0,44}?(?:年产|日产|年处理|年出栏|存栏|成活率|节水|节肥|亩产|亩均|每亩|产量|产奶|一年|每年)[^,。;\\d]{0,10}\\d"
)
# Where parcels are sorted, and what it handles, be it told a sentence later.
CENTRES = ("转运中心", "分拨中心", "分拣中心", "配送中心", "集散中心", "云仓", "处理中心")
HANDLES = later(
    "(?!等|、|和|及|与)[^;\\n\\d]{0,90}?(?:每小时|每天|每日|日均|日处理|日进|单日|高峰期|年[处中]|一天)[^,。;\\d]{0,12}\\d"
)
VISITED = later("(?:走进|来到|步入|走入|位于[^,。;]{2,14}的|在)[^,。;:\\d]{0,6}$")
THIS_WORKS = later("(?:该|这座|这个)厂(?![长区房家])")
UTILITY = later("(?:再生水|中水|净水|供水|自来水|污水处理|废水处理|污水|热电|垃圾焚烧|焚烧)厂$")
OPENED = later(
    "(?:投用|启用|投运|落成|开业|竣工|开张|开园|揭牌|开馆|运营)的$"
)  # one of them, whosever it is
ITS_LAND = later(",(?:总|规划)?(?:占地|建筑面积)(?:面积)?约?[\\d.]+")
FAR = 200  # characters between a name and what points back to it
# A thing of all or of any of them, not one: 全市冷库, 5座冷库, 园区光伏电站.
OF_MANY = later(
    "全[省市县区州旗园]|(?:[一二三四五六七八九]是)|(?:园区|园内|区内|开发区|产业园|工业园|高新区|经开区|全区|各|该|本)|.*[\\d一二两三四五六七八九十几多][座个家栋处条]|建有"
)
STOPS = "。;,!?:”\n"
LEAST, MOST = 2, 18  # letters before a head


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The heads, the bare pointers at them by their last two letters, and the common stems."""
    source = resources.files("pipelines.figures") / "vocabulary" / "facilities.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    heads = sorted(data["heads"], key=len, reverse=True)
    short = sorted({head[-2:] for head in heads} | {"楼", "仓", "馆"}, key=len, reverse=True)
    back = f"{THIS}({alternation(short)}){GOES_ON}"
    return (
        re.compile("|".join(heads)),
        re.compile(back),
        re.compile(f"(?:{alternation(data['common'])})*"),
    )


def facilities(text: str) -> list[Mention]:
    """The things that a folded text measures or points back to, wherever it speaks of them."""
    heads, back, _ = _words()
    named = [one for one in (_named(text, hit) for hit in heads.finditer(text)) if one]
    for one in named:  # 智能温室 after 高效智能温室
        one.name = next((m.name for m in named if _longer(m, one)), one.name)
    ends = [one.end for one in named]
    out = [one for one in named if _measured(text, one)]
    for hit in back.finditer(text):
        before = named[: bisect_right(ends, hit.start())]
        thing = next((one for one in reversed(before) if one.name.endswith(hit[1])), None)
        if thing is not None and hit.start() - thing.end <= FAR:
            out.append(Mention(hit.start(), hit.end(), PROJECT, thing.name, hit[1]))
    out += _works_again(text, named)
    return out + [again for one in out for again in _again(text, one)]


def _longer(full: Mention, short: Mention) -> bool:
    """Whether a thing was named more fully before."""
    return full.end <= short.start and full.name != short.name and full.name.endswith(short.name)


def _works_again(text: str, named: list[Mention]) -> list[Mention]:
    """该厂 after 再生水厂: the works of the park, unless other works were named since."""
    out = []
    for hit in THIS_WORKS.finditer(text):
        last = text.rfind("厂", max(0, hit.start() - FAR), hit.start()) + 1
        utility = UTILITY.search(text, max(0, last - 8), last) if last else None
        if utility:
            one = next((one for one in named if one.end == last), None)
            name = one.name if one else utility[0]
            out.append(Mention(hit.start(), hit.end(), PROJECT, name, "厂"))
    return out


def _again(text: str, one: Mention) -> list[Mention]:
    """Where the rest begins a clause with the thing's last words.

    In its paragraph the last one does (平台承接了…), after it two of them (算力中心耗电…).
    """
    stop = text.find("\n", one.end)
    stop = stop if stop >= 0 else len(text)
    found = AGAIN.finditer(text, one.end, stop)
    spans = [hit.span(1) for hit in found if one.name.endswith(hit[1])]
    short = one.name[-4:]
    at = text.find(short, one.end) if len(one.name) > len(short) + 1 else -1
    while at >= 0:
        start, left = at, len(one.name) - len(short) - 1
        while left >= 0 and start > one.end and text[start - 1] == one.name[left]:
            start, left = start - 1, left - 1  # 奶牛|繁育中心
        if text[start - 1] in STOPS and (start, start + 2) not in spans:
            spans.append((start, at + len(short)))
        at = text.find(short, at + 1)
    return [Mention(start, end, PROJECT, one.name, text[start:end]) for start, end in spans]


def _named(text: str, hit: re.Match[str]) -> Mention | None:
    """The thing by name that ends with a head, None where nothing makes it a name."""
    words = terms()
    start = name_start(text, hit.start(), max(0, hit.start() - MOST), project=True)
    if start == hit.start() and text.endswith("”", 0, start):  # “阀立方”孵化器
        brand = QUOTED.search(text, max(0, start - MOST), start)
        name = text[brand.start() : hit.end()] if brand else ""
        return Mention(brand.start(), hit.end(), PROJECT, name, hit[0]) if brand else None
    again = text.rfind(hit[0], start, hit.start())  # 该县首座风电场|磨盘山风电场
    start = again + len(hit[0]) if again >= 0 else start
    stem = text[start : hit.start()]
    bare = stem.strip("“”‘’")
    if len(bare) < LEAST or _words()[2].fullmatch(bare) or is_grade(words, bare):
        return None
    park = words.inner_heads.match(bare)  # 园区智能云仓: what any park has would be the park's
    rest = bare[park.end() :] if park else bare
    if not bare[0].isalpha() or len(rest) < LEAST or _words()[2].fullmatch(rest):
        return None
    return Mention(start, hit.end(), PROJECT, text[start : hit.end()].strip("“”‘’"), hit[0])


def _told_again(text: str, one: Mention) -> bool:
    """Whether what one walks into is the subject of a later clause there: 中心现有交易商1860家."""
    stop = text.find("\n", one.end)
    stop = min(stop if stop >= 0 else len(text), one.end + FAR)
    return any(one.name.endswith(hit[1]) for hit in AGAIN.finditer(text, one.end, stop))


def _measured(text: str, one: Mention) -> bool:
    """Whether a thing opens its clause and is measured there, or has its measure before it."""
    if MEASURED_BEFORE.search(text, max(0, one.start - 24), one.start):
        return True
    if VISITED.search(text, max(0, one.start - 24), one.start) and _told_again(text, one):
        return True
    if text[one.start] == "“":
        there = QUOTED_THERE.search(text, max(0, one.start - 8), one.start) is not None
        if there and (DOES.match(text, one.end) or MEASURED.match(text, one.end)):
            return True
    if DOES.match(text, one.end) and not OF_MANY.match(one.name):
        return OPENS.search(text, max(0, one.start - 24), one.start) is not None
    farm = one.name.endswith(FARMS) and FARMED.match(text, one.end) is not None
    if one.name.endswith(CENTRES) and HANDLES.match(text, one.end) is not None:
        low = max(0, one.start - 24)
        return bool(VISITED.search(text, low, one.start) or OPENS.search(text, low, one.start))
    if not farm and MEASURED.match(text, one.end) is None:
        return False
    if OPENED.search(text, max(0, one.start - 8), one.start):
        return True
    if OF_MANY.match(one.name):  # 园区智能云仓,占地45亩: no more than one of them lies there
        return ITS_LAND.match(text, one.end) is not None
    noted = text.startswith("(", one.end) and text.startswith("、", one.start - 1)
    return noted or OPENS.search(text, max(0, one.start - 24), one.start) is not None


def is_common(stem: str) -> bool:
    """Whether nothing but what any such thing is for stands before its noun: 技术研发."""
    return _words()[2].fullmatch(stem) is not None


def fullest(own: list[Mention]) -> None:
    """Call works found twice by the fuller name: 某某产业园共享喷涂中心 for 共享喷涂中心."""
    names: dict[tuple[int, int], str] = {}
    works = [one for one in own if one.kind == PROJECT]
    for one in works:
        span = (one.start, one.end)
        names[span] = max(names.get(span, ""), one.name, key=len)
    for one in works:
        one.name = names[one.start, one.end]
