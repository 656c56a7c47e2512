"""Finds what opens a sentence with a name that no list of words knows: 苏州纳米城, 某某育成中心."""

from __future__ import annotations

from pipelines.figures.names.heads import behind
from pipelines.figures.names.judging import SUFFIXED, place_at
from pipelines.figures.names.terms import ENTERPRISE, OTHER, PARK, PROJECT, REGION, Terms, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# Time before the name; the name; what those do or have to whom figures belong.
WHEN = (
    r"(?:(?:截至|到|至)?(?:\d{4}年|[今去前]年[初中底末]?|今年以来)?(?:\d{1,2}月(?:份|末|底)?|[上下]半年|前?[一二三四\d]+个?(?:季度|月)|年[末底])?"
    r"(?:\d{1,2}[日号])?(?:,|[^,。;:\d]{2,6}的)?|目前,?|如今,?|其中,?|[仅单光]是?|(?:\d{4}年|\d+)[到至—-]\d+[年月],?|[^,。;:\d]{2,6}的)"
)
AMONG, AREA = "其中", "区域"  # 其中北部区域规划65平方公里
PARKS = (
    "(?<=[东西南北中]部)区域|城(?![乡市镇])|谷|岛|湾|园|基地|商务区|育成中心|孵化中心|孵化器|"
    "创新中心|创谷"
)
WORKS = "工厂|(?![一-龥]工厂)[一-龥]{2}厂|酒庄|酒业"
TOWNS = "街道"
THINGS = "中心|安置[点区]|[一-龥]仓|梦工场|商城|市场"
HAS = (
    r",?(?:[今去前当同]年|同期)|,(?:目前|总投资|计划投资|投资|占地|规划|总建筑|建筑面积|设计|概算)|进展|建设进|运[行营](?!公司|商|方|团队|单位|机构|主体|管理|部)|[平有]稳|\d|[上下]半年|[一二三四]季度|前[\d一二三四三]|全年|日均|年均|月均|累计|现有|共有|拥有|已|目前|同期|"
    "完成|实现|总用地|总面积|用地|规上|规模|产值|营收|主营|总投资|投资|占地|建筑面积|规划|生产|研发|新[增签办引开建]|入驻|签[下约]|出口|进口|"
    "税收|亏损|从(?!业)|由\\d|由[^,。]{1,10}(?:增|改)|启用|开园|投用|获批|设计|汇集|集聚|聚集|手握|种植|接待|开行|投产|总收入|交易额|"
    "有企业|孵化|引进|在孵|每[天年]|年[产交处]|日[处产]|一[家园城座仓]|(?P<loose>[^,。;:的\\d]{1,7}\\d)"
)
MARKS = later("[。;\\n!?”,▲△■□●○◆◇★☆▶]")
OPENER = later(
    f"{WHEN}?“?((?:[一-龥A-Za-z—]|\\([一-龥]{{2,4}}\\)){{2,14}}?)"
    f"(?:({PARKS})|({WORKS})|({THINGS})|({TOWNS}))(?=(?:[一二三]期)?”?(?:{HAS}))"
)
NOUN = later(
    f"(?:{PARKS}|厂|酒庄|酒业|中心|安置[点区]|仓|梦工场|商城|市场|{TOWNS})(?=(?:[一二三]期)?”?(?:{HAS}))"
)
# Words for the thing itself, not for one of them, and what is no name.
COMMON = later(
    "^[两三四五六七八九十]大(?:工业|产业|化工|科技|特色|重点|专业|农业|物流)*$|"
    "^[省市县区州旗](?:工业|产业|经济|高新|化工|科技|农业|物流)|^[底初末据]|[入进驻]$|[的了和与是在把将被让使向从给这那各该本全其]|对(?![台俄外韩日欧港澳蒙越缅非]|东盟)|县$|老$|新$|长$|主$|省$|服务$|社区$|活动$|管理$|指挥$|培训$|山$|稻$|低$|"
    "^(?:标准|大型|小微|配套|公共|科技|孵化|创新|研发|检测|服务|物流|商贸|原料|生产|种植|养殖|示范)|港$|澳$|海$|家$|校$|公$|花$|果$|茶$|儿$|农贸|"
    "(?:高新|经开|开发|综保|保税|集中|集聚)区$|^(?:园区|园内|区内|该园|该区|开发区|高新区|集中区)|新建|扩建|改建|新设|试点|处理|污水|自来水|发电|热电|垃圾|平均|同比|实现|完成|建成|新增|达到|引进|全市|全县|全省|企业|我[市县省区]"
)

# What a centre, a store or a market is for; made of such words alone it is any one of them.
PURPOSES = later(
    "(?:数据|大数据|算力|智算|超算|云计算|计算|信息|政务|行政|便民|金融|会展|展览|展示|文化|体育|健身|医疗|卫生|结算|交易|"
    "采购|批发|零售|消费|国际|国内|国外|海外|境外|外贸|内贸|二手|房地产|楼|车|劳动力|人才|就业|资本|证券|专业|线上|线下|"
    "农产品|粮食|建材|家居|综合|城市|农村|区域|调度|指挥|监控|运营|研发|技术|工程|试验|检验|成本|利润|呼叫|客服|会议|"
    "仓储|物流|分拨|分拣|配送|快递|转运|枢纽|冷链|应急|防控|新能源|能源|充电)*"
)


# A thing that is told by its cost or its ground is a project.
PRICED = later(",?(?:计划|概算)?(?:总投资|投资|占地|总建筑|建筑面积|设计)")


# 在某某科创园, 菁蓉孵化器…: a sentence that begins with its place.
LED_TO = later(
    r"(?:^|[。;\n!?”])(?:(?:在|走进|来到|步入)[^,。;:\d]{2,20}|(?:作为|身为|依托|凭借|得益于)[^,。;:\d]{2,22}),$"
)
PHASE = later("[一二三四]期")
WHOM = later("(?:科技|小微|中小|创新|高新技术)企业$")  # 某某科技企业孵化器
# Whom a market or a port deals with: 对台交易中心.
ABROAD = later("对(?:[台俄外韩日欧港澳蒙越缅非]|东盟)")


SIDE = later("[东西南北中]部区域")  # 其中北部区域66平方公里
POINTED = ("这个", "这座", "这片", "这家", "这里", "这处", "该")  # 这个全省最大的灯具基地


def _own(words: Terms, stem: str, name: str) -> str:
    """What of a stem may show that it is no name: no matter whom the thing serves."""
    if name.endswith("孵化器"):
        return WHOM.sub("", stem)
    return stem.removesuffix("服务") if words.inner_heads.match(stem) else stem


def _within(text: str, start: int) -> bool:
    """Whether what begins here goes on with a sentence that has said more than where it is."""
    return text[start - 1 : start] == "," and not LED_TO.search(text, max(0, start - 26), start)


def openers(text: str) -> list[Mention]:
    """The mentions of parks, works and other things that open a sentence by names of their own.

    After a comma a name holds a known place or stands more than once.
    """
    words = terms()
    out = []
    for hit in behind(MARKS, OPENER, text, NOUN):
        if text.startswith(POINTED, hit.start()):
            continue
        lead = len(AMONG) if hit[2] == AREA and hit[1].startswith(AMONG) else 0
        stem, start = hit[1][lead:], hit.start(1) + lead
        name = stem + (hit[2] or hit[3] or hit[4] or hit[5])
        works = hit[3] is not None and stem in words.places  # 衢州工厂: whose?
        works = works or (hit[5] is not None and any(rank in stem for rank in "区市县"))
        after = start + len(name)
        works = works or text[after : after + 2] in words.sure_trades  # 大庄园肉业: a firm
        works = works or name.endswith("出厂")  # 工业品出厂价格
        if COMMON.search(_own(words, stem, name)) or words.industries.fullmatch(stem) or works:
            continue
        if hit[4] is not None and PURPOSES.fullmatch(stem):
            phase = PHASE.match(text, after)  # 智算中心二期: one that is known here
            if phase is None:
                continue
            name += phase[0]
        if words.project_boundary.search(ABROAD.sub("", stem)):  # 某县坚持园区集约: a clause
            continue
        placed = words.inner_heads.match(stem) is not None or ")" in stem  # 中德(澄阳)创新中心
        placed = placed or any(place_at(words, stem, at) for at in range(len(stem) - 1))
        placed = placed or (hit[2] == "基地" and SUFFIXED.match(stem) is not None)  # 大坪镇…基地
        unsure = hit["loose"] or _within(text, start)
        if unsure and not (placed or SIDE.fullmatch(name)) and text.count(name) < 2:
            continue
        priced = hit[4] is not None and PRICED.match(text, after)
        kind = (
            PROJECT
            if priced
            else PARK
            if hit[2]
            else ENTERPRISE
            if hit[3]
            else OTHER
            if hit[4]
            else REGION
        )
        out.append(Mention(start, start + len(name), kind, name, name[-2:]))
    return out
