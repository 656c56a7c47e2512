"""Reads the names of parks, of counties, cities and provinces, and of ports from their heads."""

from __future__ import annotations

import re

from pipelines.figures.park_names import is_grade, name_start
from pipelines.figures.patterns import later
from pipelines.figures.subject_gardens import garden, opens_clause
from pipelines.figures.subject_names import CLAUSE, placed
from pipelines.figures.subject_terms import OTHER, PARK, PROJECT, REGION, Terms
from pipelines.figures.subject_types import Mention

PORT = later("(?![区口澳湾务城珠人币台府铁股通产商资企独])")
NUMERAL = frozenset("0123456789一二三四五六七八九十百千两几余多个家项")
WHOLE_REGION = later("全(?:[省市县旗州国疆盟区]|自治区|域)|[该](?:省|市|县|旗|州)")
OWN_REGION = later("我[省市县旗州区]")
COUNTED = later(
    "^[一二两三四五六七八九十多几]+$|[一二两三四五六七八九十多几\\d]+(?:个|家|大|处|座|[省市县区州地])$"
)
GRADED = later("(?:国家|省|市|自治区|[十百千万]亿)级|[十百千万]亿元?$")
COUNT_AFTER = later("(?:[\\d]+|[一二两三四五六七八九十]+)余?(?:个|家|处|座)")  # that many of them
BUILDING = later("建成|新建|建有|建设|设立|打造|创建|培育|建立|布局|拥有|现有|共有")
COUNTED_INSIDE = later("[一二两三四五六七八九十几多]个|[两三四五六七八]大")
NAME_GRADE = later("([一-龥]{2,5}?)(?:市|县|区)?国家级$")
SHARED = "共建"  # a word that may lead a name, and grades parks where none follows
AND_IN_NAME = later("[省市县区旗州镇乡]和$")  # 宁县和盛工业集中区
BI_FIRMS = ("比亚", "比克", "比特")  # 比 is a part of these
INNER_ONLY = ("管理区", "起步区", "启动区", "拓展区", "核心区")  # parts, without a place no names
DASHES = "—–-·"
# 开发区街道, 高新区第二中学, 新区花园: an organ, a part of an address, housing.
ORGAN = later(
    "[级型网贷卡码化]|街道|派出所|分局|法院|检察院|医院|学校|第?[一二三四五六]?(?:小学|中学|高中)|支行|小区|花园|"
    "收费站|高速|[东西南北]路|大道|消防|[^,。;:、\n]{0,2}实验[中小]学"
)
DESCRIBED = later(
    "(?:首个|首家|首座|首批|唯一|[一两]个|一座|一处|一批|这样的|这种|第[一二三四五]个)$"
)
# A part that follows the name of its park.
INNER_PART = later("[一-龥]{2}园(?![区内中林])|[A-H]区|[东南西北]区(?![域位块])")
# What a quoted name is a park by: “某某声谷”入园企业.
PARK_DOES = later("(?:入园|入驻|园区|规上)企业|(?:已|累计|现)?(?:入驻|集聚|聚集|引进)|实现|完成")
# What tells parks of one name apart: (陕西), (B型).
IN_BRACKETS = later("\\(([A-C]型|[一-龥]{2,3})\\)")
# A round of building that is spoken of by what it costs or covers.
PARK_PHASE = later(
    "[一二三四五]期(?=(?:项目|工程)?(?:计划|预计|概算)?(?:总投资|投资|占地|用地|总用地|规划用地|规划面积|"
    "总建筑面积|建筑面积|建设|施工|工地|现场|开工|竣工|项目|工程))(?:项目|工程)?"
)
# A part of an order of parks is a group with no other name: 排在后20位的开发区, 前10名园区.
IN_ORDER = later(
    "(?:排名?[在列]?)?(?:[前后末]|第?\\d+[名位]?[至到—-]第?)[\\d一二三四五六七八九十]+[名位]的?$"
)
IN_ROW = later("[ \\t|]+[-+\\d]")  # 低碳产业园 118.3亿元: a name even of a word for a grade
SPOKEN = 240  # how far after such a round the text may call it 项目
# An honour unless an industry stands before it: 国家生态文明建设示范区.
# A town (小镇), too, is a park only after an industry.
HONOURS = frozenset(
    ("小镇", "示范区", "示范基地", "先行区", "试验区", "先导区", "实验区", "示范园")
)
INDUSTRY = later(
    "产业|工业|产城|融合|外包|服务业|智造|双创|经济|基金|酒业|信息|智能|健康|时尚|创新|高新|科技|农业|能源|制造|贸易|合作|物流|开放|转移|保税|金融|化工|数字|旅游|生态文化|飞地|电商"
)
# Words that end in 区 or 市 and name no place.
NO_DISTRICT = later(
    "(?:[出载舍板湾县]|[中外哈老]方|[陷园景厂矿灾新郊社小校院库牧灌片地学疫战军警专展分辖储能务活公税验范步动行聚护游业宅住作卸场禁误雷特治政济"
    "制造贸发智入驻商施栋圈热寒险湿汛盆种养殖示全我该本各多两个内外整东西南北中]|[核中]心|[居牧]民|名胜|[露运经]营|"
    "[库厂机住]房|[写公大]楼|..林|[业行老]街|[施职加]工"
    "|[东西南北新]?[扩拓][展建张]?|[老主县市][^,。]?城|山|[A-Za-z\\d一二三四五])$"
)
REAL_DISTRICT = later(
    "^[^\\d该本各多两个全我此整园厂景片][东西南北山港中]$|^滨海新$|^浦东新$|^.{1,2}新$"
)
# Words that end in 县, 旗, 镇 or 乡 and name no place, and ranks of places.
NO_COUNTY = later("(?:[年月天之老家城返回故水异同下彩红国锦战党面]|地级|县级|旗县|自治|设|撤)$")
NO_CITY = later(
    "(?:地级|县级|[设撤县有]|.{2,}[城都]|超|上|夜|股|楼|地|省|入|开|本|各|全|我|该|集|收|后|外|[个、]|大城|县城|双城|海关|任|承担)$"
)
TIME_GOES_ON = tuple("半年月周一述升涨调线榜门")
NATIONS = later("[族各].{0,6}自治$|自治$|联合$|[左右]翼[前中后]$")
SUBORDINATE = later("[省市州盟区县旗](?=..)")
GENERIC_LEVELS = later("[、和及(]?[省市县区旗州乡镇](?:[、和及)(]|级|直|属|两|三)")


def park(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """A park by name, by pointer (园区, 该区) or as a group (全市开发区, 6家园区)."""
    if head in words.whole_parks:
        return Mention(at, end, PARK, "", head)
    if ORGAN.match(text, end):
        return None
    start = name_start(text, at, max(0, floor - 16))
    if at - start == 1 and AND_IN_NAME.search(text, max(0, start - 2), start):
        start = name_start(text, start - 1, max(0, floor - 16))
    if text.startswith(SHARED, start - 2) and start >= 2:
        start -= 2
    start += text[start] == "比" and at - start > 2 and not text.startswith(BI_FIRMS, start)
    stem = text[start:at]
    if head == "港区" and stem[-1:] in ("临", "空"):  # 临港区 for 临港经济开发区
        return Mention(start, end, PARK, "", stem[-1] + head)
    if head in words.parts and (len(stem) < 2 or is_grade(words, stem) or COUNTED.search(stem)):
        back = head in ("片区", "直管区") and not stem
        return Mention(at, end, PARK, "", head) if back else None
    if (head[-1] == "谷" or head in words.placed_heads) and not _of_place(words, stem):
        if head in INNER_ONLY or len(stem) < 2 or not opens_clause(text, start, end):
            return None
        return Mention(start, end, PARK, stem + head, head, told=True)
    order = IN_ORDER.search(text, max(floor, at - 16), at)
    if order:
        return Mention(
            order.start(),
            end,
            PARK,
            text[order.start() : end],
            text[order.start() : end],
            told=True,
        )
    if not stem or stem in words.pointers or OWN_REGION.fullmatch(stem):
        counted = start > 0 and text[start - 1] in NUMERAL
        return Mention(at if counted else start, end, PARK, "", head, group=counted)
    if COUNTED.search(stem):
        return Mention(at, end, PARK, "", head, group=True)
    return _group(words, text, head, start, at, end)


def _group(words: Terms, text: str, head: str, start: int, at: int, end: int) -> Mention | None:
    """The parks of a region or of a grade; none where they are only counted; else a name."""
    stem = text[start:at]
    region = WHOLE_REGION.search(stem)
    rest = stem[region.end() :] if region else stem
    counted = rest and COUNT_AFTER.match(text, end) and not placed(words, rest)
    if counted and BUILDING.search(text, max(0, at - len(rest) - 4), at):
        return None  # 建成核桃产业园区1个
    if region:
        return Mention(start + region.start(), end, PARK, "", head, group=True)
    row = text[start - 1 : start] in ("\n", "") and IN_ROW.match(text, end)
    graded = not row and (is_grade(words, stem) or GRADED.search(stem))
    if graded and not _graded_name(words, stem):
        return Mention(start, end, PARK, "", head, group=True)
    return _named_park(words, text, head, start, at, end)


def _graded_name(words: Terms, stem: str) -> bool:
    """Whether a place or brand stands before the grade: 沂东国家级经开区, not 山东省级开发区."""
    front = NAME_GRADE.match(stem)
    return front is not None and front[1] not in words.provinces and not is_grade(words, front[1])


def _named_park(
    words: Terms, text: str, head: str, start: int, at: int, end: int
) -> Mention | None:
    inner = words.inner_pointer.match(text, start, at)
    if inner and inner.end() < at:  # 高新区生物医药产业园: a part of the park spoken of
        start = inner.end()
    start += len(text[start:at]) - len(text[start:at].lstrip(DASHES))
    stem = text[start:at].strip("“”‘’")
    quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
    if head == "园" and garden(words, text, start, at, end):
        return None
    if COUNTED_INSIDE.search(stem):  # 新材料三个专业园
        return None
    if quoted and PARK_DOES.match(text, end + 1):
        quoted = False
    if quoted or head == "基地" or len(stem) < 2:
        return None
    if _honour(words, head, stem) and not (len(stem) < 7 and opens_clause(text, start, end)):
        return None
    if text.startswith(("工程", "认定", "创建", "称号"), end):
        return None
    if DESCRIBED.search(text, max(0, start - 4), start) and not placed(words, stem):
        return None
    phase = PARK_PHASE.match(text, end)
    if phase:
        return _phase(text, start, stem + head, phase)
    bracket = IN_BRACKETS.match(text, end)
    if bracket and (bracket[1][1:] == "型" or bracket[1] in words.places):
        name = text[start : bracket.end()]  # 某某物流中心(B型)
        return Mention(start, bracket.end(), PARK, name, bracket[0], told=True)
    if _surely(words, text, head, stem, start, end):
        return Mention(start, end, PARK, stem + head, head, told=True)
    part = INNER_PART.match(text, end)
    if part:  # 张江高新区静安园, 某某出口加工区B区
        return Mention(start, part.end(), PARK, stem + head + part[0], part[0])
    return Mention(start, end, PARK, stem + head, head)


def _surely(words: Terms, text: str, head: str, stem: str, start: int, end: int) -> bool:
    """Whether a name is one though its head often points back.

    It opens its clause and is no mere trade (某某能源化工基地实现产值), or 其中 sets it apart.
    """
    trade = words.industries.fullmatch(stem) is not None
    if text[start - 2 : start] == "其中":
        return trade and head in words.bare_heads and head not in words.vague_heads
    if head not in words.vague_heads or trade or len(stem) < 4 or is_grade(words, stem):
        return False
    return opens_clause(text, start, end) and CLAUSE.search(stem) is None


def _honour(words: Terms, head: str, stem: str) -> bool:
    """Whether a head with no industry before it is a title that a place bears."""
    if head == "小镇" and words.industry.search(stem):
        return False
    return head in HONOURS and not INDUSTRY.search(stem)


def _of_place(words: Terms, stem: str) -> bool:
    """Whether a stem begins with a place and goes on with no measure: 信丰总部基地.

    A park that stands right before does as well: 某某新区空港新城.
    """
    if words.inner_heads.fullmatch(stem):
        return True
    return placed(words, stem) and len(stem) <= 8 and COUNTED.search(stem) is None


def _known_port(words: Terms, text: str, stem: str) -> bool:
    return len(stem) > 1 and (placed(words, stem) or text.count(stem) > 1)


def _phase(text: str, start: int, park: str, phase: re.Match[str]) -> Mention:
    """A round of building of a park: a project, called so where the text goes on to do so."""
    name = park + phase[0]
    stop = text.find("\n", phase.end(), phase.end() + SPOKEN)
    later = text.find("项目", phase.end(), stop if stop >= 0 else phase.end() + SPOKEN)
    if not name.endswith(("项目", "工程")) and later >= 0:
        name += "项目"
    return Mention(start, phase.end(), PROJECT, name, "项目")


def region(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """A province, city, county or town by name, or the one that 全县 points to."""
    if head in ("市上", "县上", "州上") and text[end : end + 1] in TIME_GOES_ON:
        head, end = head[0], end - 1  # 某某市上半年
    if head in words.regions and text[end : end + 1] == "级":
        return None
    if head in words.regions:
        return _pointed(words, text, head, at, end, floor)
    if GENERIC_LEVELS.match(text, at - 1):
        return None
    nations = NATIONS.search(text, max(floor, at - 12), at) is not None
    start = _region_start(words, text, at, floor, nations)
    stem = text[start:at]
    outer = words.province_head.match(stem)
    if outer and not nations and outer.end() + 2 <= len(stem):  # 贵州安岭市
        start += outer.end()
        stem = text[start:at]
    if head in "州盟" and not nations and stem not in words.prefectures:
        return None
    if head == "省":
        known = next((p for p in words.provinces if stem.endswith(p)), "")
        return Mention(at - len(known), end, REGION, known + head, head) if known else None
    if head == "区" and stem and words.industries.fullmatch(stem):
        return Mention(start, end, PARK, "", stem + head)  # 石化区 for 某某石化工业区
    if not stem.isalpha() or WHOLE_REGION.search(stem) or not _place(words, stem, head):
        return None
    return Mention(start, end, REGION, stem + head, head)


def _region_start(words: Terms, text: str, at: int, floor: int, nations: bool) -> int:
    """Where the name of a place begins: after a larger place, at a known one: 迅速居|湖州市."""
    start = max(name_start(text, at, floor), at - (12 if nations else 4))
    if nations:
        return start
    for cut in SUBORDINATE.finditer(text, start, at):
        if text[cut.start() : cut.end()] not in "州区":
            start = cut.end()
    if text[start:at] in words.places:
        return start
    known = (at - n for n in (3, 2) if at - n > start and text[at - n : at] in words.inner_places)
    return next(known, start)


def _pointed(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention:
    """全县, 自治区 or 县财政, with the name that stands in front of it if there is one."""
    if head == "自治区":
        full = _autonomous(words, text, at)
        return Mention(end - len(full or head), end, REGION, full, head)
    if head.endswith(("财政", "政府")) and len(head) == 3:
        start = max(name_start(text, at, floor), at - 4)
        stem = text[start:at]
        if head[0] == "省":
            known = next((p for p in words.provinces if stem.endswith(p)), "")
            return Mention(at - len(known), end, REGION, known + head[0] if known else "", head)
        if len(stem) >= 2 and stem.isalpha() and _place(words, stem, head[0]):
            return Mention(start, end, REGION, stem + head[0], head)
    return Mention(at, end, REGION, "", head)


def _autonomous(words: Terms, text: str, at: int) -> str:
    """The full name of the autonomous region whose 自治区 stands at an offset."""
    for name, suffix in words.provinces.items():
        full = name + suffix
        if suffix.endswith("自治区") and text.endswith(full, 0, at + 3):
            return full
    return ""


def _place(words: Terms, stem: str, head: str) -> bool:
    """Whether a stem may stand before 市, 县, 区 …: 渤东 may, 上 and 智慧城 may not."""
    if len(stem) < 2:
        return head == "县" and stem in words.short_counties
    if stem in words.places:
        return True
    if stem[-1] in "强大名小穷富" or (head not in "市区" and NO_COUNTY.search(stem)):
        return False  # 工业强县, 吉他之乡, 彩旗
    if head == "区":
        return bool(REAL_DISTRICT.search(stem)) or not NO_DISTRICT.search(stem)
    if head == "市":
        return not NO_CITY.search(stem) and stem[-1] not in NUMERAL
    return not stem.endswith(
        (
            "两",
            "三",
            "四",
            "五",
            "六",
            "七",
            "八",
            "九",
            "十",
            "各",
            "全",
            "我",
            "该",
            "本",
            "省",
            "市",
            "邻",
            "周边",
            "贫困",
            "个",
        )
    )


def province(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """A province by its bare name where it is what the clause speaks of: 江西完成投资…"""
    if not words.province_says.match(text, end):
        return None
    before = text[at - 1 : at]
    if (
        before
        and before not in ",。;:\n“"
        and not words.province_front.search(text, max(0, at - 8), at)
    ):
        return None
    return Mention(at, end, REGION, head + words.provinces[head], head)


def other(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """A port or another thing with figures of its own."""
    if head == "港" and not PORT.match(text, end):
        return None
    start = name_start(text, at, floor)
    start += text[start] == "经" and _known_port(
        words, text, text[start + 1 : at]
    )  # 经某某口岸进出境
    stem = text[start:at]
    if "研究" in head and (not stem or stem in words.pointers):
        return Mention(start, end, OTHER, "", head)
    if (
        not 2 <= len(stem) <= (6 if head in ("港", "口岸") else 12)
        or is_grade(words, stem)
        or WHOLE_REGION.search(stem)
    ):
        return None
    return Mention(start, end, OTHER, stem + head, head)
