"""Firms called by a brand and a trade, without a legal form: 源晟光电.

A brand is an open class, what qualifies a trade is not: so whatever stands before a trade, is no
word of the language and no place, and begins where names begin, is the brand of a firm.
"""

from __future__ import annotations

from functools import cache, lru_cache

from pipelines.figures.names.brand_contexts import (
    acts,
    founded,
    has_or_does,
    led_to,
    makes,
    pointed_to,
    works_there,
)
from pipelines.figures.names.brand_signs import counted
from pipelines.figures.names.park_names import is_grade, name_start
from pipelines.figures.names.places import GRADED
from pipelines.figures.names.terms import ENTERPRISE, Terms, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# Where a firm's name may begin: at the head of a clause or quotation, after a park, a place of
# something, a verb of visiting, a partner, or a word for firms.
BEGINS = later(
    "(?:^|[—。;:,!?“”、()\\n/ ]|(?<=.)[区园城港市县镇乡旗州谷带地]|"
    "[在的了和与由给对向像如让为有是把被以从]|"
    "走进|来到|走访|探访|位于|企业|公司|厂商|龙头|客户|巨头|链主|[国民央外]企|大户|新秀|之秀|冠军|老牌|标杆|头雁|领头羊|面孔|黑马|新军|新兵|老将|老大哥|小兄弟|其中|目前|如今|眼下|近日|日前|[昨今]天|"
    "[今去前当同]年|[年月日]份?|以来|期间|季度|半年|内|里|还有|包括|引进|落户|入驻|吸引|签约|敲定|招徕|[招引请迎等盼找搬抢拉谈签接争挖牵]来|[招引请谈]到|[请迎]进|谈[下成]|招引|"
    "得知|获悉|叫|名叫|名为|要数|还数|首推|莫过于|带动|携手|联手|牵手|收购|扶持|帮助|服务|推开|踏进|走近|步入|迈进|邻居|隔壁|对面)$"
)
# 第三站是|甲科技|的车间 is no name of whom is told; 赵某是|甲面业|的老板 is.
HEADED = later("的(?:老板|董事长|总经理|创始人|联合创始人|负责人|厂长|老总|当家人|掌门人)")
# What follows a trade that is a part of a longer word, no end of a name.
GOES_ON = later(
    "打印机|相机|喷印|印花机|车(?!间)|厂(?![区房里长务])|组(?![织建])|工(?![厂业人])|用(?![工电地水能气人\\d]|[^,。;:的\\d]{1,12}?(?:[制酿炼]造?|做|生产|加工|提[取炼]|[搭铺砌]|养|种|发电|替[代换]|代替|换|顶|改|验|测|管))|"
    "[械易园城港谷湾区镇村街馆店场站机器品类级化型式板件具料师员系局厅委院所馆业态圈群界种费税货]|"
    "(?!产值|产能|产出|产量|产业化)产|(?:行业|企业|市场|集群|链|学院|学校|大学|人才|技术|工程|服务|平台|中心|协会|商会|研究|博览|展览|展会|"
    "论坛|大会|贸易|商务(?!服务公司)|制造|加工|专业|品牌|原料|成果|龙头|领域|方面|概念|赛道|资源|金融|建设|发展|创新|应用|系统|终端|模块|组件|"
    "整机|部门|价格|成本|费用|标准|安全|管理|监管|维修|检修|政策|基础|设施|消费|需求|供应|运输|检测|设计|装备|设备|材料|出口[额量]|"
    "进出口|走廊|枢纽|经济|总部|联盟|小区|片区|组团|基金|板块|环节|资质|人员|污染|废|新城|特色|大省|大县|大市|强[省市县]|之[都乡])"
)
# What goes on as a list of fields, not of firms: 产业、生态环保、交通和民生四大类.
OF_FIELDS = later(
    "(?<=设计)(?:年|日|月|总)?(?:产能|产量|能力|生产|处理|加工)|"
    "(?:[、和与及][^,。;:、和与及\\d]{2,10}){1,4}等?(?:[两三四五六七八九十](?:大?类|大(?:领域|板块|方面|门类|行业))|"
    "(?:[两三四五六七八九十\\d]个)?(?:领域|方面|行业|门类|板块))"
)
# What is measured by such a word, no name that ends with it: 创造|工业产值, 加工中心|建筑面积.
MEASURES = later("(?:工业(?=总?产值|增加值|投资|用[地电水]|税收)|建筑(?=总?面积))")
# What shows something: 问卷调查显示.
FINDING = later("[果据查卷告料表单报算测计样究析审榜书账册片像历局厅会署部院济务图税关场量]$")
TRADE_AFTER = later(
    "[,。;:、“”\\n\\d]|[今去]年|目前|[就是已在的将从]|上半年|一季度|一期|二期|项目|投资|实现|完成|公司|厂|产值|营收|内|年产|通过|先后|近年|投入|投产|销售|出口|生产|拥有|年销|净利|利润|盈利|扭亏|营业|纳税|税收|累计|占地"
)
DATED_AFTER = later(
    "净利润|产值|营收|营业收入|盈利|扭亏|纳税|实现|完成|[今去]年|上半年|一季度|前三季度|现有|拥有|年产"
)
OPENS = ("", "。", ";", "\n", ",", ":", "的")  # whatever opens a clause, or is described before
IN_A_YEAR = later(
    ",?(?:自|[今去前当]年|\\d{4}年|同期|上半年|前[三\\d]|[一二三四]季度|现有|手握|手持|净利润|"
    "产值|营收|营业收入|盈利|扭亏|纳税|已(?:上马|投产|建成|投入))"
)
FIRMS_ARE = later("企业[^,。;\\d]{0,6}[:是为有]")  # 出口前三位的企业是:甲光学4亿元、…
STRONG_FRONT = (
    "龙头企业",
    "比如",
    "例如",
    "再如",
    "又如",
    "走进",
    "来到",
    "走访",
    "民营企业",
    "上市公司",
    "链主企业",
    "高新技术企业",
)
BEFORE_BRAND = ("其中", "其中,", "内的", "里的")
# What parks do with firms alone: 请来|裕祥粮油.
ATTRACTED = later("(?:[招引请迎等盼找抢谈签接争挖牵]来|招引|引进|引入|签约|招徕|敲定)了?$")
AND = ("和", "同", "为")
RANK = later("[镇乡县市区]")
LONGEST_BRAND = 4
# What tells a firm by what it has put in: 总投资1.2亿美元的台资荣佳纸业落户.
PRICED = later(
    "(?:总?投资|斥资)[约近超达]?[\\d.]+[万亿]+美?元的(?:[台港外日韩德]资|民营|上市)?(?:企业|公司)?$"
)
OWNED = (
    "邻居",
    "隔壁",
    "对面",
    "台资",
    "港资",
    "外资",
    "日资",
    "韩资",
    "德资",
    "美资",
    "国企",
    "央企",
    "民企",
)
DEALS = (
    "贸易",
    "商贸",
    "物流",
    "仓储",
    "电商",
    "直播",
    "跨境",
    "检测",
    "旅游",
)  # trades whose grounds are no firm's
# What only a firm has that begins with a place: 泰和水泥日产3735吨生产线.
LINE = later("(?:日产|年产|月产|日处理|年处理)[\\d.]+[^,。;:、\\d]{1,14}?(?:生产线|装置)")
WORKS = "工厂"
SMART_HALL = later("(?:智能化?|智慧|数字化?|数控|自动化)+(?:车间|工厂|产线|生产线|仓库|仓储)")
LISTED_BY = ("、", ":", "是", "为", "有")
WORDS_CUT = ("温泉", "度假", "公园", "酒店", "景区", "山庄", "小镇", "民宿")
OF_A_LIST = later("(?:基地|中心|产业园)[、等]")  # 蒙山乳品基地、陶瓷产业园等7个项目
BASED_ON = later("[镁铝铜铁锂硅碳钛镍锌锰硼氟氮锡稀钒钨钼锆磷硫煤油竹木棉麻物土胶]基$")
FORMS = frozenset(("股份", "实业", "药业", "重工"))  # no place has an industry of that name
LONGEST_WORKS = 14
ONE_MET = ("是一家", "走进一家", "来到一家", "走进了一家", "来到了一家", "有一家")
PASSED = frozenset("出进入离返到建办开关驻全各本")  # 工业品出厂价格: no works
NO_WORKS = later("[房区长商址门牌矿家里内校界站务办]")
# What works do or have that are told of: 某某酵母厂去年吃进糖蜜…, 某某加工厂是9户农民办起来的.
WORKS_DO = later(
    "[今去前]年|[是已将把从](?![指否])|正在|正(?=[赶忙加])|\\d|前[\\d一二三四五六七八九十]|年[产销]|日产|现有|目前|拥有|产值|投资|占地|职工|员工|实现|完成"
)
# Works that are named with the rank of their place: 某某县|永丰电瓷厂.
COUNTY = later("[,。;:、“”\\n ]((?![全该我本各某外])[一-龥]{2,4}[县市镇乡村旗])$")
LONGEST_COUNTY = 6
UTILITY = later("[污废供净中]水|再生水|自来水|垃圾|焚烧|发电|热电|变电|处理|淡化")


def short_firm(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """The firm whose name ends in the trade at `at`; weak where only a fuller name bears it out."""
    longer = words.sure_trades if head in words.sure_trades else words.trades
    if GOES_ON.match(text, end) or MEASURES.match(text, at) or OF_FIELDS.match(text, end):
        return None  # 电机设计年产能3万台
    of_hall = SMART_HALL.match(text, end) is not None  # 博尔电气|智能车间
    if any(text[end : end + n] in longer for n in (2, 3, 4)) and not of_hall:
        return None
    if SMART_HALL.match(text, at):
        return None
    start = _with_and(words, text, at, floor) or name_start(text, at, floor)
    start += 2 if text.startswith(OWNED, start) and at - start > 3 else 0  # 台资荣佳纸业
    start += 1 if text[start] == "帮" and at - start > 2 else 0  # 帮|稻丰米业
    start += led_to(text, start, at, end)  # 进|恒固建材当了质检员
    stem = text[start:at].strip("“”‘’")
    if not 2 <= len(stem) <= 8 or not stem.isalpha() or is_grade(words, stem):
        return None
    if (
        (head in ("显示", "数据") and FINDING.search(stem)) or "用" in stem[2:] or "成为" in stem
    ):  # 风电用紧固件
        return None
    based = head.endswith("材料") and BASED_ON.search(stem)  # 以铝基、镁基新材料为主导
    if (
        based
        or GRADED.search(stem)
        or "以上" in stem
        or words.words_before_trades.issuperset((stem,))
    ):
        return None
    begins = BEGINS.search(text, max(0, start - 4), start) is not None
    if head in DEALS and text.startswith(("基地", "中心"), end):
        return None  # 园区里的花茶加工交易中心
    if OF_A_LIST.match(text, end):
        return None
    if makes(text, start):
        return None
    if stem in _places_of(text):  # 虎门服装 in a text about 虎门镇
        return None
    if begins and branded(words, stem, head):
        partner = text[start - 1 : start] in ("是", "为") and text[end : end + 1] == "的"
        partner = partner and not (founded(text, start) or HEADED.match(text, end))
        weak = head not in words.sure_trades and counted(text, end)  # 发运服装、纱线12列
        firm = Mention(start, end, ENTERPRISE, stem + head, head, weak=weak)
        return None if partner else _with_works(text, firm)
    made = _by_context(words, text, head, start, at, end)
    return _with_works(text, made) if made and (begins or not made.weak) else None


def no_brand(text: str, firm: Mention) -> bool:
    """Whether what looks like a firm is made by one, or ends within a common word: 雁泉湖温|泉."""
    if firm.kind == ENTERPRISE and makes(text, firm.start):
        return True
    return firm.guessed and text[firm.end - 1 : firm.end + 1] in WORDS_CUT


def _with_and(words: Terms, text: str, at: int, floor: int) -> int:
    """Where a brand begins that ends in a word which parts names elsewhere: 修和药业, 天和种业."""
    if text[at - 1 : at] not in AND or at < 2:
        return 0
    start = name_start(text, at - 1, floor)
    brand = text[start + _placed(words, text[start : at - 1]) : at - 1]
    begins = BEGINS.search(text, max(0, start - 4), start) is not None
    fits = 0 < len(brand) < 3 and all(char in words.brand_chars or _rare(char) for char in brand)
    fits = fits and (len(brand) == 1 or _pure(words, brand, strict=True))
    return start if begins and fits else 0


def _with_works(text: str, firm: Mention) -> Mention:
    """A firm of whose 工厂 a text speaks: 恒锐动力电池工厂 is the name of the works."""
    if text.startswith(WORKS, firm.end):
        firm.end += len(WORKS)
        firm.name += WORKS
    return firm


@lru_cache(maxsize=4)
def _places_of(text: str) -> frozenset[str]:
    """What stands before the rank of a place somewhere in a text, two or three characters."""
    ends = [hit.start() for hit in RANK.finditer(text)]
    return frozenset(text[max(0, end - size) : end] for end in ends for size in (2, 3))


SO_MANY_WORKS = later(
    "(?:已有|现有|共|有|达)?\\d+余?[家个座](?![^,。;]{0,2}(?:车间|分厂))"
)  # 菌包厂16家


def works(words: Terms, text: str, at: int, end: int, floor: int) -> Mention | None:
    """Works called by a brand and what they make, 湘泰医用敷料厂, or one that nobody names."""
    start = name_start(text, at, floor)
    stem = text[start:at].strip("“”‘’")
    if not stem.isalpha() or len(stem) > LONGEST_WORKS or UTILITY.search(stem):
        return None
    if stem[1:2] == "期" and stem[0] in "一二三四":  # 一期净化厂: a part of what is told of
        return None
    if stem.endswith("标准") or text.startswith("房", end):  # 标准厂房
        return None
    if NO_WORKS.match(text, end) or stem[-1:] in PASSED or SO_MANY_WORKS.match(text, end):
        return None
    one = text.endswith(ONE_MET, 0, start) and not text.startswith("没", max(0, start - 4))
    named = len(stem) > LONGEST_BRAND - 1 and BEGINS.search(text, max(0, start - 4), start)
    place = _placed(words, stem)
    brand = stem[place:][:2]
    told = text.endswith("—", 0, start) or text.startswith(":", end)  # ——某某门窗厂:
    strict = words.posts.match(text, end) is None and not told
    acts = len(stem) > LONGEST_BRAND - 1 and WORKS_DO.match(text, end) is not None
    of_place = not strict and place > 0 and says_trade(words, stem[place:])  # 东海制鞋厂厂长
    led = text.startswith("厂长", end) and BEGINS.search(text, max(0, start - 4), start) is not None
    led = led and len(stem) > 1 and stem[0] not in "一二三四分本该全各总老新"  # 的|泳装厂厂长
    county = COUNTY.search(text, max(0, start - LONGEST_COUNTY), start)
    if county and len(stem) > 1:
        return Mention(county.start(1), end, ENTERPRISE, county[1] + stem + text[at:end], "厂")
    if not one and not led and not (named and (acts or of_place or _pure(words, brand, strict))):
        return None
    return Mention(start, end, ENTERPRISE, stem + text[at:end], text[at:end])


def branded(words: Terms, stem: str, head: str) -> bool:
    """Whether a stem is a brand: after a place, before words for what the firm makes, or alone."""
    rest = stem[_placed(words, stem) :]
    if head in FORMS and len(stem) == 2:  # 祥云股份, whatever Xiangyun is besides
        return stem[0] not in words.no_brand_begins and stem[1] not in words.no_brand_ends
    strict = head not in words.sure_trades
    if rest[-1:] in AND and 2 <= len(rest) <= 3:  # 修和药业: where its letters alone are a brand
        return len(rest) == 2 or _pure(words, rest[:-1], strict=True)
    return any(
        _pure(words, rest[:size], strict) and says_trade(words, rest[size:])
        for size in range(2, min(LONGEST_BRAND, len(rest)) + 1)
    )


def _placed(words: Terms, stem: str) -> int:
    """The length of the places with which a stem begins."""
    province = words.province_head.match(stem)
    at = province.end() if province else 0
    size = next((n for n in (4, 3, 2) if stem[at : at + n] in words.places), 0)
    at += size
    if size and stem[at : at + 1] in ("市", "县", "区"):
        at += 1
    return at


def _pure(words: Terms, brand: str, strict: bool) -> bool:
    """Whether no part of what may be a brand is a word, and its characters are those of brands.

    Before a trade that is a thing or a calling besides (`strict`) all of them are.
    """
    if not brand:
        return False
    fitting = sum(char in words.brand_chars or _rare(char) for char in brand)
    if fitting < (len(brand) if strict else len(brand) - 1):
        return False
    if brand[0] in words.no_brand_begins or brand[-1] in words.no_brand_ends:
        return False
    if brand in words.places or words.industries.fullmatch(brand):
        return False
    pairs = (brand[at : at + 2] for at in range(len(brand) - 1))
    return not any(pair in words.words_before_trades or pair in words.trades for pair in pairs)


@cache
def _rare(char: str) -> bool:
    """Whether a character is none of the 3755 of the first level of the national standard."""
    code = char.encode("gb18030")
    return len(code) != 2 or not (0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1)


@cache
def unbranded() -> frozenset[str]:
    """The common letters that no brand has."""
    known = terms().brand_chars
    return frozenset(
        char
        for char in map(chr, range(ord("一"), ord("龥") + 1))
        if not (char in known or _rare(char))
    )


def pure_brand(brand: str) -> bool:
    """Whether characters that stand alone are a brand."""
    return _pure(terms(), brand, strict=True)


def says_trade(words: Terms, rest: str) -> bool:
    """Whether a stem ends after its brand, or goes on with words of a trade."""
    while rest:
        size = next(
            (
                n
                for n in (4, 3, 2)
                if rest[:n] in words.words_before_trades or rest[:n] in words.trades
            ),
            0,
        )
        if not size:
            return words.industries.fullmatch(rest) is not None
        rest = rest[size:]
    return True


def _by_context(
    words: Terms, text: str, head: str, start: int, at: int, end: int
) -> Mention | None:
    """A firm called by what may be a word, where the words around it make it one."""
    post = words.posts.match(text, end) or has_or_does(text, end) or founded(text, start)
    post = post or pointed_to(text, end) or works_there(text, start, end)
    post = post or (acts(text, end) and text[start - 1 : start] in OPENS)
    post = post or (text[start - 1 : start] in OPENS and LINE.match(text, end) is not None)
    post = post or PRICED.search(text, max(0, start - 24), start) is not None
    if not post and not TRADE_AFTER.match(text, end) and not IN_A_YEAR.match(text, end):
        return None
    stem = text[start:at]
    if not 2 <= len(stem) <= 6 or says_trade(words, stem):
        return None
    if not post and counted(text, end):
        return None
    strong = bool(post) or text.startswith("公司", end)
    strong = strong or text.endswith("企业", 0, start)  # 最大的整车企业某某汽车
    strong = strong or text.endswith(STRONG_FRONT, 0, start) or _opens(words, text, start, at, end)
    strong = strong or ATTRACTED.search(text, max(0, start - 4), start) is not None
    listed = text[end : end + 1].isdigit() and text[start - 1 : start] in LISTED_BY
    strong = strong or (listed and FIRMS_ARE.search(text, max(0, start - 60), start) is not None)
    strong = strong or (len(stem) >= 4 and stem.startswith(tuple(words.provinces)))
    strong = strong or _acts(words, text, start, at, end)
    return Mention(start, end, ENTERPRISE, stem + head, head, weak=not strong)


def _acts(words: Terms, text: str, start: int, at: int, end: int) -> bool:
    """Whether a brand before a trade opens its clause and does what firms do in a year."""
    stem = text[start:at]
    if text[start - 1 : start] not in ("", "。", ";", "\n", ",", "的") or len(stem) > 4:
        return False
    common = words.industries.fullmatch(stem) or words.inner_pointer.match(stem)
    if common or stem in words.places or stem[-1] in "区市县园省类型":
        return False
    return IN_A_YEAR.match(text, end) is not None


def _opens(words: Terms, text: str, start: int, at: int, end: int) -> bool:
    """Whether two characters before a trade are a brand: 其中,源晟光电去年…"""
    opens = start == 0 or text[start - 1] in "。;\n" or text.endswith(BEFORE_BRAND, 0, start)
    stem = text[start:at]
    if not opens or at - start != 2 or words.industries.fullmatch(stem):
        return False
    return DATED_AFTER.match(text, end) is not None and stem not in words.places
