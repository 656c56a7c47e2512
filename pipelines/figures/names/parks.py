"""Reads the names of parks from their heads: named, pointed to, or several of them."""

from __future__ import annotations

from pipelines.figures.names.gardens import NO_PARK, OWNS, garden, opens_clause
from pipelines.figures.names.judging import CLAUSE, place_at, placed
from pipelines.figures.names.park_areas import (
    area_before,
    before_grade,
    graded_name,
    told_by_place,
)
from pipelines.figures.names.park_becoming import CALLED, become, behind_builder, named_so
from pipelines.figures.names.park_names import is_grade, name_start
from pipelines.figures.names.park_parts import COUNTED, SO_MANY, is_part, part, port_area
from pipelines.figures.names.park_phases import OF_FIRMS, PARK_PHASE, WORK_OF_ONE, phase_of
from pipelines.figures.names.park_rows import (
    OF_SEVERAL,
    ONE_OF_SEVERAL,
    all_of_it,
    beside_others,
    in_a_row,
)
from pipelines.figures.names.park_stems import done_to, splits_word
from pipelines.figures.names.park_words import POINTS_BACK, is_honour
from pipelines.figures.names.places import GRADED, NUMERAL, WHOLE_PLACE
from pipelines.figures.names.terms import PARK, PROJECT, Terms, terms
from pipelines.figures.names.this_park import label_start, shared_park
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

OWN_REGION = later("我[省市县旗州区]")
WHOLE_EACH = later("(?:全[省市县区州旗]|(?<![族尔古])自治区)各类?$")
JUDGED = later(
    "(?:参评|参加评价|参与评价|受评|被评价|被考核|参加考核|参与考核|纳入(?:评价|考核|统计))的?"
)
BIG = later("[两三四五六七八]大")
SO_MANY_OF = later("[两三四五六七八九十]+余?[家个]")  # as digits before a grade: 十家|国家级经开区
COUNT_AFTER = later("(?:[\\d]+|[一二两三四五六七八九十]+)余?(?:个|家|处|座)")  # that many of them
COUNTED_BEFORE = later("([一-龥]{3})\\d+[个家处座][、,]$")
BUILDING = later(
    "已建|共建(?!产|园)|在建|续建|建成|建起|办起|新建|建有|建设|设立|打造|创建|培育|建立|布局|拥有|现有|共有"
)
COUNTED_INSIDE = later("[一二两三四五六七八九十几多]个|[两三四五六七八]大")
QUOTED = 12  # characters within the quotation marks of a brand, with them
SHARED = "共建"  # a word that may lead a name, and grades parks where none follows
DONE_TOGETHER = ("合作", "联合", "携手", "共同", "合力", "牵手")  # 甲和乙合作共建|某某产业园
AND_IN_NAME = later("[省市县区旗州镇乡]和$")  # 宁县和盛工业集中区
BI_FIRMS = ("比亚", "比克", "比特")  # 比 is a part of these
NOT_DOING = ("配套", "共建", "服务", "联合", "扶持", "培育", "示范", "生产", "创新")
TEAMS_UP = later(
    "参[加展会与]|赴|前往|出|招商|考察|到(?!位)|走|亮相|登[台上]|上阵|来|去|[南北东西][下上进]|奔"
)  # 组团参加展会 is done, no part of a park
INNER_ONLY = ("管理区", "起步区", "启动区", "拓展区", "核心区")  # parts, without a place no names
PARTS_ONLY = ("起步区", "启动区", "拓展区", "核心区", "先导区", "规划区")
ONE_OF_THEM = ("这个", "那个", "整个", "这家", "那家")  # 它们所在的这个|开发区
EACH = ("各", "各大", "各个")
ONE_SIDE = later("(?:[中外我对老越缅俄蒙哈韩日德新]方|境内|境外|国内|东侧|西侧|南侧|北侧)$")
MODERN = later("^(?:绿色|智能|先进|现代|高端|新型|精细)")  # before an industry
LARGER = ("基地", "城", "新区", "枢纽", "走廊", "港", "先行区", "示范区", "试验区", "高地")
AGAIN_FROM, AGAIN_TO = 2, 4  # letters of a brand before 新城, 集群, 总部基地
FIRST_OF, DASHES = later("的?(?:首[家个座批]|唯一|最大|第一[家个座])"), "—–-·"
# 开发区街道, 高新区第二中学, 新区花园: an organ, a part of an address, housing.
ORGAN = later(
    "[级型类网贷卡码化]|体系|矩阵|安置|社区|街道|派出所|分局|法院|检察院|医院|学校|第?[一二三四五六]?(?:小学|中学|高中)|支行|小区|花园|"
    "收费站|高速|[东西南北]路|大道|消防|[^,。;:、\n]{0,2}实验[中小]学"
)
DESCRIBED = later(
    "(?:首个|首家|首座|首批|唯一|[一两]个|一座|一处|一批|这样的|这种|第[一二三四五]个|"
    "(?:命名|认定|确定|批准|批复|评定|公布|审定|核定|授牌|挂牌|扶持|支持|列入|规划|打造|建成|创建|定位)的)$"
)
PRAISED = later("(?:一流|同类|知名|最佳|优秀|先进|模范|标杆)$")  # 建成江苏省一流|开发区
NO_STEMS = later("入驻|入选|进入|落户|所在|所属|外地|本地")
ONLY, CLAUSE_MARKS = ("只有", "仅有", "就连"), ",。;:\n!?"
# What sort of park is named: 省级开发区|甲经开区, 县级园区|乙工业集中区.
GRADE_BEFORE = later(
    "(?:国家|省|市|县|自治区|镇|乡镇|区县|重点|特色|千亿|百亿)级?(?:经济|高新|工业|产业)?(?:技术)?"
    "(?:开发区|园区|产业园区|经开区|高新区|工业园区|集聚区|集中区)(?=[一-龥]{2,})(?![和与及、])"
)
OF_A_SIZE = ("全产业链", "大型", "超大型", "特大型")  # one of a sort
SOME = ("多个", "几个", "数个", "若干个", "一批", "多家", "十余个", "多座")
# A part that follows the name of its park.
INNER_PART = later(
    "[一-龥](?<![全本各该入进里内中外旁边的有是与和及、])[一-龥](?<![花果茶桃橘桔柚梨杏菜竹梅荷桑公校庄田入进落出开建办离退迁搬驻来到返新老全本各该])园(?![区内中林])|"
    "[A-H]区|[东南西北]区(?![域位块])"
)
# What a quoted name is a park by: “某某声谷”入园企业.
PARK_DOES = later(
    "(?:入园|入驻|园区|规上)企业|(?:已|累计|现)?(?:入驻|集聚|聚集|引进)|实现|完成|[今去]年|位于|坐落|占地|规划面积|前身|是一[座个家片]"
)
# What tells parks of one name apart: (陕西), (B型).
IN_BRACKETS = later(
    "\\(([A-C]型|(?!简称|下称|以下|下同|全称|园区|含|原|筹|试行|一期|二期|新区)[一-龥]{1,2}[^区市县区园]|"
    "(?![以下统]*[简下又也俗]称)[一-龥]{2,4}(?:区域|片区|板块))\\)"
    "(?!(?:[一-龥“”]{0,10}(?:推介|招商|签约|洽谈|恳谈|对接|发布|招聘|座谈|说明|交流|见面|展览|展示)(?:会|活动|仪式|周|日|月)|专场|论坛|年会))"
)
# Its other name: 某某高新区(某某产业园).
OTHER_NAME = later(
    "\\(((?!简称|下称|以下|下同|全称|含|原|筹|试行|一期|二期)[一-龥]{2,10}(?:园区|产业园|工业园|科技园|创业园|高新区|经开区|开发区|新城|基地|(?<=[一-龥]{2})园))\\)"
)
# Its sort once more: 某某工业城(开发区).
ALSO_CALLED = later("\\(((?:经济|工业|产业)?(?:开发区|高新区|园区|新区|集中区|集聚区|示范区))\\)")
IN_ROW = later("[ \\t|]+[-+\\d]")  # 低碳产业园 118.3亿元: a name even of a word for a grade
HONOURED = later(
    "(?:申报|认定|获评|获批|入选|入列|跻身|确定|评为|授予|荣获|争创|列为)(?:为|了|的)?(?:首批|第[一二三四五六七八九]批)?"
    "(?:国家|全国|省|市|自治区)级?[^,。;:“”]{0,12}$"
)
# A firm whose brand ends in 园: 竹香园食品去年…
BRAND_OF_FIRM = later(
    "(?:食品|乳业|茶业|酒业|农业|农牧|牧业|药业|粮油|饮品|糕点|蜂业|果业|竹业|木业|家居|服饰|家纺)"
    "(?:有限|股份|集团|公司|实现|完成|[今去]年|上半年|[前一二三四]+季度|年产|总经理|董事长|负责人|、|,)"
)


def park(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """A park by name, by pointer (园区, 该区) or as a group (全市开发区, 6家园区)."""
    if splits_word(text, head, end):
        return None
    several = ONE_OF_SEVERAL.match(text, end - 4) if head in OF_SEVERAL and end >= 4 else None
    if several or head in words.whole_parks:
        return all_of_it(text, head, at, end, several[0] if several else "")
    label = label_start(text, at, end)
    if label >= floor and label >= 0:
        return Mention(label, end, PARK, text[label:end], head, told=True)
    told = told_by_place(words, text, head, at, end) or shared_park(text, head, at, end)
    if told is not None:
        return told
    start = _start(text, at, floor)
    stem = text[start:at]
    if _no_park(words, text, head, stem, end):
        return None
    if head == "港区" and stem[-1:] in ("临", "空"):
        return port_area(words, stem, head, start, end)
    if is_part(words, stem, head):
        return part(words, text, head, start, at, end)
    if (head[-1] == "谷" or head in words.placed_heads) and not _of_place(words, stem):
        return _unplaced(words, text, head, start, at, end)
    named = in_a_row(words, text, start, at, end, floor)
    if named is not None:
        return named
    each = WHOLE_EACH.search(text, max(0, at - 4), at) if at - start < 2 else None
    if each:
        return Mention(each.start(), end, PARK, "", head, group=True)  # 全市各|园区
    pointer = not stem or (stem == "大" and text[start - 1] == "各")
    if pointer or stem in words.pointers or OWN_REGION.fullmatch(stem):
        return _pointing(text, head, start, at, end)
    return _several(words, text, head, start, at, end)


def _pointing(text: str, head: str, start: int, at: int, end: int) -> Mention | None:
    """A word for one park or all of them, none where it is only counted: 建成工业园3个."""
    if text[start - 1 : start] in ("成", "建") and COUNT_AFTER.match(text, end):
        return None
    counted = start > 0 and text[start - 1] in NUMERAL
    counted = counted and not text.endswith(ONE_OF_THEM, 0, start)
    counted = counted or text.endswith(EACH, 0, at)  # 各园区累计投入…
    return Mention(at if counted else start, end, PARK, "", head, group=counted)


def _no_park(words: Terms, text: str, head: str, stem: str, end: int) -> bool:
    """Whether a head is part of an organ's name, or of a part of a park."""
    if ORGAN.match(text, end) is not None:
        return True
    brand = head == "园" and len(stem) < 4 and BRAND_OF_FIRM.match(text, end)  # 竹香园|食品
    if brand or (head == "园" and (len(stem) < 2 or NO_PARK.search(stem))):
        return True
    if head in PARTS_ONLY and stem.endswith((*words.park_heads, *LARGER)):
        return True  # 某某产业园起步区: what is counted of it is the park's
    teams = head == "组团" and TEAMS_UP.match(text, end) is not None
    return teams or (head in words.parts and ONE_SIDE.search(stem) is not None)  # 园区中方片区


def _unplaced(words: Terms, text: str, head: str, start: int, at: int, end: int) -> Mention | None:
    """A park whose head needs a place before it, by a name that no list of places bears out.

    It opens its clause as owners of figures do, or the text names it again (see `settle`).
    """
    stem = text[start:at]
    if at > 1 and SO_MANY.search(text, max(0, at - 5), at):
        return Mention(start, end, PARK, "", head, group=True)  # 14个产业功能区
    if head in INNER_ONLY or len(stem) == 1 or not (stem or head[-1] == "谷"):
        return None
    if opens_clause(text, start, end):
        return Mention(start, end, PARK, stem + head, head, told=True)
    if not AGAIN_FROM <= len(stem) <= AGAIN_TO or is_grade(words, stem) or done_to(stem):
        return None
    if words.industry.search(stem):
        return None
    return Mention(start, end, PARK, stem + head, head, weak=True)


def _several(words: Terms, text: str, head: str, start: int, at: int, end: int) -> Mention | None:
    """Parks that are only counted, or those that an assessment covers; else what grammar reads."""
    stem = text[start:at]
    if COUNTED.search(stem):
        return Mention(at, end, PARK, "", head, group=True)
    if _some(words, text, start, at):  # 全省83个|现代高效农业示范园区
        return Mention(start, end, PARK, "", head, group=True)
    if stem in POINTS_BACK or JUDGED.fullmatch(text, start, at):
        return Mention(start - (stem == "些"), end, PARK, "", head, group=True)
    return _group(words, text, head, start, at, end)


def _some(words: Terms, text: str, start: int, at: int) -> bool:
    """Whether so many parks of a sort are counted: 5个专项债产业园区, but 8个省级开发区."""
    counted = start > 1 and text[start - 1] in "个家座处" and text[start - 2] in NUMERAL
    counted = counted and text[start - 2] != "一"
    stem = text[start:at]
    if not counted or len(stem) < 2 or text.endswith(ONE_OF_THEM, 0, start):
        return False
    sort = is_grade(words, stem) or GRADED.search(stem) is not None
    return not (
        sort or (placed(words, stem) and not stem.endswith("乡镇"))
    )  # 4个道口乡镇工业集聚区


def _start(text: str, at: int, floor: int) -> int:
    """Where the name of a park begins whose head begins at an offset."""
    low = max(0, floor - 16)
    start = name_start(text, at, low)
    if at - start == 1 and AND_IN_NAME.search(text, max(0, start - 2), start):
        start = name_start(text, start - 1, low)
    shared = start >= 2 and text.startswith(SHARED, start - 2)
    if shared and not text.endswith(DONE_TOGETHER, 0, start - 2):
        start -= 2
    bare = text[at : at + 1] == "园" and text[at + 1 : at + 2] != "区"
    if bare and at - start <= 2 < at and text.endswith(NOT_DOING, 0, at):  # 涟钢配套园
        start = name_start(text, at - 2, low)
    if text[at - 1 : at] == "”":  # 某某乡“卫星工厂”园: the brand of a placed park is quoted
        quote = text.rfind("“", max(floor, at - QUOTED), at)
        place = name_start(text, quote, low) if quote > low else at
        if place < quote and placed(terms(), text[place:quote]):
            start = place
    if text.startswith(ONLY, start) and text[start - 1 : start] in CLAUSE_MARKS:
        start += len(ONLY[0])  # 只有|某某化工园下降
    start += text[start] == "中" and text[start - 1 : start] == "”"  # “三带六园”中|物流园区
    start = behind_builder(text, start, at)
    graded = GRADE_BEFORE.match(text, start, at)
    start = graded.end() if graded else start
    if text[start - 2 : start] in ("居全", "列全") and text[start] in "省市县区州旗":
        return start - 1  # 居全|市开发区首位
    compares = text[start] == "比" and at - start > 2 and not text.startswith(BI_FIRMS, start)
    ranks = text[start] in "居占列超" and place_at(terms(), text[start + 1 : at]) != ""
    return start + (compares or ranks)


def _group(words: Terms, text: str, head: str, start: int, at: int, end: int) -> Mention | None:
    """The parks of a region or of a grade; none where they are only counted; else a name."""
    stem = text[start:at]
    big = BIG.match(stem)
    if big and (big.end() == len(stem) or is_grade(words, stem[big.end() :])):
        return Mention(start, end, PARK, "", head, group=True)  # 三大国家级开发区
    so_many = SO_MANY_OF.match(stem)
    if so_many and is_grade(words, stem[so_many.end() :]):
        return Mention(start + so_many.end(), end, PARK, "", head, group=True)
    region = WHOLE_PLACE.search(stem)
    rest = stem[region.end() :] if region else stem
    if region and FIRST_OF.match(rest):  # 全县首个智能家居产业园
        return None
    counted = rest and COUNT_AFTER.match(text, end) and not placed(words, rest)
    if counted and BUILDING.search(text, max(0, at - len(rest) - 4), at):
        return None  # 建成核桃产业园区1个
    sort = counted and is_grade(words, stem)
    listed = COUNTED_BEFORE.search(text, max(0, start - 9), start) if sort else None
    if listed and listed[1] == text[end - 3 : end]:
        return None  # 国家现代农业产业园1个、省级现代农业产业园17个
    if region:
        return Mention(start + region.start(), end, PARK, "", head, group=True)
    row = text[start - 1 : start] in ("\n", "") and IN_ROW.match(text, end)
    graded = not row and (is_grade(words, stem) or GRADED.search(stem))
    if graded and not graded_name(words, text, stem, start):
        if any(stem.startswith(p) and len(stem) > len(p) for p in words.provinces):
            return Mention(start, end, PARK, text[start:end], head, told=True)  # 甘肃省级以上开发区
        area, low = area_before(text, start)
        if area:
            return Mention(low, end, PARK, area + text[start:end], head, told=True)
        return Mention(start + before_grade(stem), end, PARK, "", head, group=True)
    return _named_park(words, text, head, start, at, end)


def _named_park(
    words: Terms, text: str, head: str, start: int, at: int, end: int
) -> Mention | None:
    inner = words.inner_pointer.match(text, start, at)
    if inner and inner.end() < at:  # 高新区生物医药产业园: a part of the park spoken of
        start = inner.end()
    start += len(text[start:at]) - len(text[start:at].lstrip(DASHES))
    stem = text[start:at]
    stem = stem if stem[-1:] == "”" and "“" in stem[1:] else stem.strip("“”‘’")
    if head == "园" and garden(words, text, start, at, end):
        return None
    if len(stem) < 2 or _no_name(words, text, head, stem, start, end):
        return None
    if not placed(words, stem) and (text.endswith(SOME, 0, start) or stem.startswith(OF_A_SIZE)):
        return None  # 等多个童装产业加工园
    if head == "园区" and words.inner_pointer.fullmatch(stem.removesuffix("主")):  # 高新区园区
        return Mention(start, end, PARK, "", stem)
    if head != "园" and done_to(stem) and not placed(words, stem):
        return Mention(at, end, PARK, "", head)  # 划出1350亩地建产业园
    if head in OF_FIRMS and WORK_OF_ONE.match(text, end):
        return Mention(start, end, PROJECT, stem + head, "项目")
    phase = PARK_PHASE.match(text, end)
    if phase:
        return phase_of(text, start, stem + head, phase)
    bracketed = _bracketed(words, text, head, start, end)
    if bracketed is not None:
        return bracketed
    if _surely(words, text, head, stem, start, end):
        return Mention(start, end, PARK, stem + head, head, told=True)
    part = INNER_PART.match(text, end)
    if part:  # 张江高新区静安园, 某某出口加工区B区
        return Mention(start, part.end(), PARK, stem + head + part[0], part[0])
    return Mention(start, end, PARK, stem + head, head)


def _bracketed(words: Terms, text: str, head: str, start: int, end: int) -> Mention | None:
    """A name with what tells it from others, or its other name, in brackets: 某某物流中心(B型)."""
    other = OTHER_NAME.match(text, end)
    if other and (placed(words, text[start:end]) or text.count(other[1]) > 1):
        name = text[start : other.end()]
        return Mention(start, other.end(), PARK, name, head + other[0], told=True)
    bracket = IN_BRACKETS.match(text, end) or ALSO_CALLED.match(text, end)
    if bracket is None:
        return None
    told = bracket[1][1:] == "型" or bracket[1].endswith(("区域", "片区", "板块"))
    told = told or bracket[1] in words.places or bracket[1] in words.bare_heads
    if not told and not opens_clause(text, start, bracket.end()):
        return None
    ending = head + bracket[0] if bracket[1] in words.bare_heads else bracket[0]
    return Mention(start, bracket.end(), PARK, text[start : bracket.end()], ending, told=True)


def _no_name(words: Terms, text: str, head: str, stem: str, start: int, end: int) -> bool:
    """Whether a head with words before it is quoted, counted, described or an honour."""
    if (
        COUNTED_INSIDE.search(stem) or PRAISED.search(stem) or head == "基地" or stem[0] == "级"
    ):  # 新材料三个专业园
        return True
    quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
    called = quoted and CALLED.search(text, max(0, start - 8), start - 1)
    if quoted and not called and not PARK_DOES.match(text, end + 1):
        return True
    listed = text.startswith(("认定", "创建"), end) and not placed(words, stem)
    if listed or text.startswith(("工程", "称号"), end):
        return True  # 国家现代农业产业园创建, and not: 洛宜县现代农业产业园创建工作
    honour = HONOURED.search(text, max(0, start - 24), start)
    if honour is not None and not placed(words, stem):  # 申报省级…创业创新示范基地
        return True
    bears = len(stem) < 7 and opens_clause(text, start, end)
    bears = bears or (head == "小镇" and OWNS.match(text, end) is not None)
    if is_honour(words, head, stem) and not bears:
        return True
    if become(text, start, end):
        return True
    return DESCRIBED.search(text, max(0, start - 4), start) is not None and not placed(words, stem)


def _surely(words: Terms, text: str, head: str, stem: str, start: int, end: int) -> bool:
    """Whether a name is one though its head often points back.

    It opens its clause and is no mere trade (某某能源化工基地实现产值), or 其中 sets it apart.
    """
    if named_so(text, start):
        return True
    trade = words.industries.fullmatch(stem) is not None
    apart = text.endswith(("其中", "其中,"), 0, start)
    if trade:
        return apart and head in words.bare_heads and head not in words.vague_heads
    if head not in words.vague_heads and head in words.bare_heads and _branded(words, stem):
        return opens_clause(text, start, end)  # 高都新材料工业园118.3亿元
    if head not in words.vague_heads or is_grade(words, stem):
        return False
    if len(stem) < 4:
        return beside_others(text, start, end) or (
            apart and len(stem) == 2 and not NO_STEMS.match(stem)
        )
    branded = head != "园区" or _branded(words, stem)
    opens = branded and opens_clause(text, start, end)
    return (apart or opens) and CLAUSE.search(stem) is None


def _branded(words: Terms, stem: str) -> bool:
    """Whether a stem is a brand of two or three letters and an industry: 禄脿新材料."""

    def trade(rest: str) -> bool:
        sort = rest != "" and words.industries.fullmatch(MODERN.sub("", rest)) is not None
        return sort or (len(rest) > 1 and rest[-1] in words.short_sectors)

    sizes = (n for n in (2, 3) if trade(stem[n:]))
    return any(not is_grade(words, stem[:n]) and not GRADED.search(stem[:n]) for n in sizes)


def _of_place(words: Terms, stem: str) -> bool:
    """Whether a stem begins with a place and goes on with no measure: 信丰总部基地.

    A park that stands right before does as well: 某某新区空港新城.
    """
    if words.inner_heads.fullmatch(stem):
        return True
    return placed(words, stem) and len(stem) <= 8 and COUNTED.search(stem) is None
