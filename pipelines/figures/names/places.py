"""Reads the names of counties, cities and provinces, and of ports from their heads."""

from __future__ import annotations

from pipelines.figures.names.judging import placed
from pipelines.figures.names.park_names import is_grade, name_start
from pipelines.figures.names.terms import OTHER, PARK, REGION, Terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

PORT = later("(?!铁(?!路)|电(?!子)|[市区口澳湾务城珠人币台府股通产商资企独])")
NUMERAL = frozenset("0123456789一二三四五六七八九十百千两几余多个家项")
WHOLE_REGION = later("全(?:[省市县旗州国疆盟区]|自治区|域)|[该](?:省|市|县|旗|州)")
# 全省, and the autonomous region that speaks of itself: 自治区|工业园区, but 自治区级.
WHOLE_PLACE = later(WHOLE_REGION.pattern + "|^自治区(?!级)")
GRADED = later("(?:国家|省|市|自治区|[十百千万]亿|[一二三四五]星)级|[十百千万]亿元?$")
# Words that end in 区 or 市 and name no place.
NO_DISTRICT = later(
    "^[^地社]{1,4}区.|[百千万]?亿元?|(?:[出进载舍板湾县市]|[中外哈老]方|[业技贸教商质旅文][立兴富强活治旺]|[陷园景厂矿农垦国灾新郊社小校院库牧灌片地学疫战军警专展分辖储能务活公税验范步动行聚护游业宅住作卸场禁误雷特治政济"
    "苗训棚栽培送摘待广制造贸发智入驻商施栋圈热寒险湿汛盆种养殖示全我该本各多两个内外整东西南北中]|[核中]心|[居牧]民|棚户|名胜|[露运经]营|"
    "观光|交易|配套|体验|培育|繁育|孵育|教育|转化|温室|休闲|接待|科普|研学|直播|"
    "[库厂机住]房|[写公大]楼|..林|[业行老]街|[施职加]工"
    "|[东西南北中]部城|中心城|[东西南北新]?[扩拓][展建张]?|[老主县市][^,。]?城|山|[A-Za-z\\d一二三四五])$"
)
REAL_DISTRICT = later(
    "^[^\\d该本各多两个全我此整园厂景片][东西南北山港中]$|^滨海新$|^浦东新$|^.{1,2}新$"
)
# Words that end in 县, 旗, 镇 or 乡 and name no place, and ranks of places.
NO_COUNTY = later(
    "(?:[业技贸教商质旅文][立兴富强活治旺]|[年月天之老家城返回故水异同下彩红国锦战党面离还出]|主[产销栽]|产地|第[一二三]|地级|县级|旗县|自治|设|撤)$"
)
NO_CITY = later(
    "(?:[年月日季两]|[业技贸教商质][立兴富强活治旺]|级城|省级|地州|县州|互|早|熊|牛|闹|罢|救|应|地级|县级|[设撤县有]|.{2,}[城都]|^[大小]城|超|上|夜|股|楼|地|省|入|开|本|各|全|我|该|集|收|后|外|[个、]|大城|县城|双城|海关|任|承担)$"
)
# What is asked of, done with or said of a place is no part of its name: 建议市政府, 会同县商务局.
DONE_WITH = later(
    "(?:建议|要求|请求|恳请|提请|报请|敬请|呼吁|敦促|希望|期望|督促|促请|协助|配合|协调|支持|帮助|推动|促进|联合|会同|协同|联动|"
    "报送|报告|上报|汇报|通报|提交|提议|提出|委托|授权|经过|通过|按照|依照|根据|依据|遵照|参照|围绕|落实|贯彻|执行|"
    "服从|代表|陪同|邀请|争取|感谢|关于|对于|由于|鉴于|针对|面向|接受|获得|取得|得到|受到|"
    "高于|低于|快于|好于|优于|慢于|超过|超出|领先|领跑|位居|居于|位列|名列|列入|纳入|进入|跻身|来自|源自|走出|走进|"
    "走遍|覆盖|辐射|带动|融入|列席|参加|出席|召开|组织|作为|成为|形成|已由|现由|不少|许多|部分|所有|其他|其它|有关|相关|所属|下辖|所辖)$"
)
# What sort of county or town one is: 这个山区县, 三个乡镇, 产粮大县.
SORT_OF_PLACE = later(
    "(?:[东西南北中]部|山区|库区|老区|林区|牧区|矿区|湖区|城区|郊区|边境|沿边|沿海|沿江|内陆|内地|丘陵|平原|高原|草原|农业|牧业|工业|"
    "[一二三四五六]期|每[年月天户亩]|人口|资源|贫困|帽|脱贫|欠发达|百强|示范|试点|重点|产粮|移民|革命|民族|经济|旅游|侨乡|兄弟|周边区?|外|"
    "[一二两三四五六七八九十几多]个[省市县区旗州乡镇]?|[这那哪]个)$"
)
# A division of the Corps and its city are one place: 兵团第十六师|金河市.
DIVISION = later("(?:兵团)?第[一二三四五六七八九十]{1,3}师$")
THIS_PLACE = later("(?:这[个座]|该)[^,。;:、\\d]{0,6}$")
# What goes on after the stem of a place in the names of its parks.
STEM_OF_PARKS = (
    "经济技术",
    "经济开发",
    "经开区",
    "高新",
    "工业园",
    "工业集",
    "产业园",
    "产业集",
    "开发区",
)
TIME_GOES_ON = tuple("半年月周一述升涨调线榜门规市")
NATIONS = later("[族各].{0,6}自治$|自治$|联合$|[左右]翼[前中后]$")
# The countryside, no town: 尽享|乡村美景; but 某某乡|村民.
COUNTRYSIDE = later("镇|村(?![民委支里集干])")
# What a place sets itself to do, no name: 实施“物流兴县”战略, 工业强市.
AIMS = (
    "农业",
    "工业",
    "项目",
    "园区",
    "开放",
    "生态",
    "质量",
    "人才",
    "科教",
    "产业",
    "教育",
    "创新",
    "品牌",
    "实业",
)
NEW_TOWN = ("新县城", "老县城")
SUBORDINATE = later("[省市州盟区县旗](?=..)")
# Places of a rank, none of them named: 西北县(市、区).
RANKS_LISTED = later("[省市县区旗州][(、/](?:市|区|县|旗|州)[、)/]")
GENERIC_LEVELS = later("[、和及(]?[省市县区旗州乡镇](?:[、和及)(]|级|直|属|两|三)")


# 全州 and 全盟 say that a text has such a place, whatever name it has.
WHOLE_PREFECTURE = {"州": later("[全我]州(?!县)"), "盟": later("[全我]盟(?![友军国主誓])")}


def _known_port(words: Terms, text: str, stem: str) -> bool:
    return len(stem) > 1 and (placed(words, stem) or text.count(stem) > 1)


SALES_AREAS = ("中国", "亚太", "大中华", "华东", "华南", "华北", "华中", "东北", "西南", "西北")


def region(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """A province, city, county or town by name, or the one that 全县 points to."""
    if head in ("市上", "县上", "州上", "镇上", "乡上") and text[end : end + 1] in TIME_GOES_ON:
        head, end = head[0], end - 1  # 某某市上半年
    if head in words.regions and text[end : end + 1] == "级":
        return None
    if head in words.regions:
        return _pointed(words, text, head, at, end, floor)
    ranks = RANKS_LISTED.match(text, at) or GENERIC_LEVELS.match(text, at - 1)
    if ranks or (head == "县" and text[at - 1 : end + 1] in NEW_TOWN):
        return None
    nations = NATIONS.search(text, max(floor, at - 12), at) is not None
    start = _region_start(words, text, at, floor, nations)
    stem = text[start:at]
    outer = words.province_head.match(stem)
    if outer and not nations and outer.end() + 2 <= len(stem):  # 贵州安岭市
        start += outer.end()
        stem = text[start:at]
    if head in "州盟" and not nations and not _prefecture(words, text, stem, head):
        return None
    if head == "省":
        known = next((p for p in words.provinces if stem.endswith(p)), "")
        return Mention(at - len(known), end, REGION, known + head, head) if known else None
    if head == "区" and stem and words.industries.fullmatch(stem):
        return Mention(start, end, PARK, "", stem + head)  # 石化区 for 某某石化工业区
    town = head == "乡" and (stem[-1:] == "城" or stem[:1] == "老" or COUNTRYSIDE.match(text, end))
    town = town or (head == "旗" and text[end : end + 1] == "下" and stem not in words.places)
    if town or (head == "区" and stem in SALES_AREAS):
        return None  # 新安置城乡劳动力, 返还乡镇, 乡村
    return _by_name(words, text, head, at, end, floor, start, nations)


def _by_name(
    words: Terms, text: str, head: str, at: int, end: int, floor: int, start: int, nations: bool
) -> Mention | None:
    """A place by its name from where that begins, or the one that a text is about."""
    stem = text[start:at]
    this = THIS_PLACE.search(text, max(floor, at - 8), at) if head in "市县旗镇乡" else None
    if this:
        return Mention(this.start(), end, REGION, "", "该" + head)  # 这个山区县
    organ = text[start + 1 : start + 2] == "委" and text[start : start + 1] == head
    named = (nations and len(stem) > 3) or _place(words, stem, head)
    named = named and not _set_to(words, stem)
    if organ or not stem.isalpha() or WHOLE_REGION.search(stem) or not named:
        return None  # 县委县政府 names no county
    if stem[:-1] in words.sides and text.count(stem[:-1]) > text.count(stem + head):
        return Mention(start, end, REGION, stem[:-1], head)  # 苏北地区, in a text that says 苏北
    division = DIVISION.search(text, max(0, start - 14), start) if head == "市" else None
    start = division.start() if division else start
    return Mention(start, end, REGION, text[start:end], head)


def _set_to(words: Terms, stem: str) -> bool:
    """Whether a place is to thrive by a trade: 物流兴|县."""
    return (
        len(stem) > 2
        and stem[-1] in "兴强立富旺活"
        and (stem[:-1] in AIMS or words.industries.fullmatch(stem[:-1]) is not None)
    )


def _prefecture(words: Terms, text: str, stem: str, head: str) -> bool:
    """Whether 州 or 盟 ends a prefecture's name and no city's: in the list, or meant by 全州."""
    if stem in words.prefectures:
        return True
    own = 2 <= len(stem) <= 3 and stem.isalpha() and stem + head not in words.places
    return own and WHOLE_PREFECTURE[head].search(text) is not None


def _region_start(words: Terms, text: str, at: int, floor: int, nations: bool) -> int:
    """Where the name of a place begins: after a larger place, at a known one: 迅速居|湖州市."""
    start = max(name_start(text, at, floor), at - (12 if nations else 4))
    if nations:
        return start
    for length in (3, 2):  # of a name that no list knows: 内蒙古|锡原盟
        if text[at - length - 3 : at - length] in words.provinces:
            return at - length
    for cut in SUBORDINATE.finditer(text, start, at):
        if text[cut.start() : cut.end()] not in "州区":
            start = cut.end()
    division = start + max(text[start:at].rfind("师"), -1) + 1
    if division > start and DIVISION.search(text, max(0, division - 6), division):
        return division
    if text[start:at] in words.places:
        return start
    city = next((n for n in (3, 2) if text[start : start + n] in words.cities), 0)
    if city and at - start - city >= 2:  # 日照|岚山区
        return start + city
    known = (at - n for n in (3, 2) if at - n > start and text[at - n : at] in words.inner_places)
    return next(known, start)


def _pointed(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention:
    """全县, 自治区 or 县财政, with the name that stands in front of it if there is one."""
    if head == "自治区":
        full = _autonomous(words, text, at)
        start = end - len(full or head)
        return Mention(start - (text[start - 1 : start] == "全"), end, REGION, full, head)
    if head.endswith(("财政", "政府")) and len(head) == 3:
        start = max(name_start(text, at, floor), at - 4)
        stem = text[start:at]
        if head[0] == "省":
            known = next((p for p in words.provinces if stem.endswith(p)), "")
            return Mention(at - len(known), end, REGION, known + head[0] if known else "", head)
        organ = stem.endswith("委")  # 县委县政府
        if len(stem) >= 2 and not organ and stem.isalpha() and _place(words, stem, head[0]):
            return Mention(start, end, REGION, stem + head[0], head)
    if head[0] == "全" and head[1] in "市县旗州":
        return _of_stem(words, text, head, at, end, floor)
    return Mention(at, end, REGION, "", head)


def _of_stem(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention:
    """全市 with the place right before it that the text bears out: 云川|全市规上企业418家."""
    start = max(name_start(text, at, floor), at - 4)
    stem = text[start:at]
    while len(stem) > 2 and not _borne_out(words, text, stem, head[1]):
        start, stem = start + 1, stem[1:]
    if len(stem) < 2 or not _borne_out(words, text, stem, head[1]):
        return Mention(at, end, REGION, "", head)
    return Mention(start, end, REGION, stem + head[1], head)


def _borne_out(words: Terms, text: str, stem: str, rank: str) -> bool:
    """Whether a stem is known as a place of that rank, or the text calls a place or park so."""
    if not stem.isalpha() or DONE_WITH.search(stem):
        return False
    if stem in words.inner_places or text.find(stem + rank) >= 0:
        return True
    return any(text.find(stem + park) >= 0 for park in STEM_OF_PARKS)


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
    if stem in words.provinces and head in "县乡镇旗":
        return False  # 辽宁|县乡借地生金
    if stem in words.places:
        return True
    if len(stem) == 2 and stem[1] in "省市县区" and head in "市县":
        return False  # 成|区县, 省市|县
    if stem[0] in NUMERAL and stem[-1] in "省市州县区":
        return False  # 六州|市
    if (stem[-1] == "乡" and head == "镇") or (stem[-1] in "级县市" and head in "乡镇"):
        return False  # 其他乡|镇, 百亿级|乡镇, 县|乡
    if SORT_OF_PLACE.search(stem) or DONE_WITH.search(stem):
        return False
    no_county = head not in "市区" and NO_COUNTY.search(stem)
    if stem[-1] in "强大名小穷富" or (no_county and not (head == "县" and stem[-1] in "水红锦")):
        return False  # 工业强县, 吉他之乡, 彩旗
    if head == "区":
        if stem[-1] == "地" and (stem[:-1] in words.places or stem[:-1] in words.sides):
            return True  # 阿克苏地区, 苏北地区
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
            "个",
        )
    )


def province(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """A province or a side of one by its bare name, of which the clause speaks: 江西完成投资…"""
    if not words.province_says.match(text, end):
        return None
    before = text[at - 1 : at]
    if (
        before
        and before not in ",。;:\n“"
        and not words.province_front.search(text, max(0, at - 8), at)
    ):
        return None
    return Mention(at, end, REGION, head + words.provinces.get(head, ""), head)


ENTRY = later(
    "(?:肉类|水果|冰鲜|水产品?|水生动物|粮食|整车|汽车|药品|种苗|木材|邮件|快件|指定|进境|进口)$"
)


COMES_IN = ("进", "出", "到", "离", "靠", "抵", "入")  # 日进出港|550万件: what passes, no port
# What a park unites in itself: 集铁路港、公路港、铁路口岸于一体的.
ONE_OF_MANY_IN_ONE = later("(?:[、和及][^,。;:、]{1,10}){0,5}等?(?:功能|业态)?[于为]一[体身]")
JOINT = later("(?:共建|合建|联建|共同建设|联合成立|联合设立|合作建立|携手成立)$")


def other(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """A port or another thing with figures of its own."""
    if head == "港" and (not PORT.match(text, end) or text.endswith(COMES_IN, 0, at)):
        return None
    start = name_start(text, at, floor)
    start += text[start] == "经" and _known_port(
        words, text, text[start + 1 : at]
    )  # 经某某口岸进出境
    stem = text[start:at]
    if head == "港" and stem + head in words.cities:
        return None  # 连云港开发区: the city
    if ONE_OF_MANY_IN_ONE.match(text, end):
        return None
    if head == "口岸" and ENTRY.search(stem):
        return None  # 肉类口岸: what the park may let in
    if "研究" in head and JOINT.search(stem):
        return None  # 与16所高校共建研究院8家
    if "研究" in head and (not stem or stem in words.pointers):
        return Mention(start, end, OTHER, "", head)
    if (
        not 2 <= len(stem) <= (6 if head in ("港", "口岸") else 12)
        or is_grade(words, stem)
        or WHOLE_REGION.search(stem)
    ):
        return None
    return Mention(start, end, OTHER, stem + head, head)
