"""What the words of a park's name tell: its head, whether it is a name at all, and false friends.

The endings, their short forms and the words that only look like parks follow the usage of the
2018 directory of development zones and of provincial papers.
"""

from __future__ import annotations

import re
import unicodedata

# A head makes a name when a place or brand of two characters or more stands before it.
HEADS = (
    "经济技术开发区|经济开发区|高新技术产业开发区|高新技术产业园区|高技术产业开发区|高新技术开发区|"
    "农业高新技术产业示范区|新技术开发区|先进制造业开发区|旅游经济开发区|开发区|经开区|高新区|农高区|"
    "综合保税区|保税港区|保税物流中心|保税物流园区|出口加工区|跨境工业区|综保区|保税区|"
    "边境经济合作区|跨境经济合作区|经济合作区|产业合作区|特别合作区|合作试验区|边合区|跨合区|合作区|"
    "互市贸易区|工业集中发展区|工业集中区|产业集中区|集中区|产业集聚区|工业集聚区|集聚区|"
    "工业园区|工业新区|工业园|工业区|工业港|产业园区|产业园|产业基地|产业新城|产业城|化工基地|"
    "能源基地|生产基地|加工区|试验区|示范园区|示范园|示范区|先行区|功能区|投资区|经济区|核心区|"
    "化工园区|化工园|化工区|科技园区|科技园|科技城|科学城|软件园|农业园区|农业园|创业园|孵化园|"
    "创新园|物流园区|物流园|物流港|陆港|园区|新区|自贸试验区|自由贸易试验区|自贸区|"
    "自贸片区|贸易区|度假区|经济带|商务区|小镇|基地|园"
)
HEAD = re.compile(f"(?:{HEADS})$")
ANY_HEAD = re.compile(HEADS)

# Endings of the table's names by the word that stands for them when it comes alone.
CLASSES: dict[str, re.Pattern[str]] = {
    "经开区": re.compile("经济(?:技术)?开发区|经开区"),
    "高新区": re.compile("高新技术|高新区|高技术|新技术开发区"),
    "开发区": re.compile("开发区|经开区|高新区"),
    "综保区": re.compile("综合保税区|综保区"),
    "保税区": re.compile("保税|综保区"),
    "集中区": re.compile("集中(?:发展)?区"),
    "集聚区": re.compile("集聚区"),
    "工业园": re.compile("工业园|工业集中区"),
    "产业园": re.compile("产业园|示范园"),
    "科技园": re.compile("科技园|软件园"),
    "化工园": re.compile("化工|石化"),
    "工业区": re.compile("工业区|工业园区|工业集中区"),
    "物流园": re.compile("物流"),
    "边合区": re.compile("边境经济合作区|边合区"),
    "合作区": re.compile("合作(?:试验)?区|边合区|跨合区"),
    "示范区": re.compile("示范区"),
    "试验区": re.compile("试验区"),
    "度假区": re.compile("度假区"),
    "投资区": re.compile("投资区"),
    "基地": re.compile("基地"),
    "新区": re.compile("(?<!高)新区$"),
    "园区": re.compile("园|集中区|集聚区|基地"),
    "管委会": re.compile(""),  # any park has one
}
POINTERS = "该|本|此|这个|这一|我|全|整个|我们|上述|所在"
ALONE = re.compile(
    rf"(?:{POINTERS})?(?:(国家级|省级|国家))?"
    "(经开区|经济技术开发区|经济开发区|高新技术产业开发区|高新区|开发区|综合保税区|综保区|保税区|"
    "工业集中区|集中区|产业集聚区|集聚区|工业园区|工业园|产业园区|产业园|科技园区|科技园|化工园区|"
    "化工园|工业区|物流园区|物流园|边合区|合作区|示范区|试验区|度假区|投资区|基地|新区|园区|园内|"
    "区内|管委会|党工委)(?:管委会|党工委)?"
)
SAME_CLASS = {
    "经济技术开发区": "经开区",
    "经济开发区": "经开区",
    "高新技术产业开发区": "高新区",
    "综合保税区": "综保区",
    "工业集中区": "集中区",
    "产业集聚区": "集聚区",
    "工业园区": "工业园",
    "产业园区": "产业园",
    "科技园区": "科技园",
    "化工园区": "化工园",
    "物流园区": "物流园",
    "园内": "园区",
    "区内": "园区",
    "党工委": "管委会",
}

# An organ, a street or a firm that bears a park's name is not the park.
ORGAN = re.compile(
    r"街道|镇|大道|大街|路(?!网)|派出所|分局|公安|法院|检察院|医院|学校|小学|中学|幼儿园|支行|分行|"
    r"车站|站|小区|社区|收费站|出口|立交|消防|税务局|投资(?:发展)?(?:有限|集团|公司)|.{0,10}?公司|集团|"
    r"物业|网(?!络)|级|型|贷|卡|码|号"
)
SCHOOL = re.compile("(?:中学|小学|学校|幼儿园|医院|法院|派出所|支行|分行)$")
# What ends like a park and is none: honours, policy areas without ground, housing, farms.
NO_PARK = re.compile(
    "自治区|行政区|市辖区|特区|都市圈|城市群|跨境电子?商务综合试验区|风景区|景区|度假村|湿地公园|"
    "公园|陵园|动物园|植物园|幼儿园|校园|校区|院区|厂区|矿区|库区|牧区|林区|灾区|老区|城区|片区(?<!自贸片区)|"
    "灌区|社区|小区|果园|茶园|葡萄园|采摘园|种植园|家园|花园|乐园|古镇|新城|广场|大厦|"
    "(?:文明建设|双拥|平安|乡村振兴|民族团结进步|生态文明|消费|质量强\\w?|法治政府建设|"
    "全域旅游|城乡融合发展|共同富裕|高质量发展)示范区"
)
GENERIC = re.compile(
    rf"(?:全[国省市区县州盟]|各[地省市县级类个]?|所有|多个|部分|一些|两个|几个|\d+[个家]|"
    rf"[一二三四五六七八九十百]+[个家大]|一区多园|国家级|省级|市级|县级|省级以上|国家级和省级|"
    rf"现有|重点|骨干|特色|专业|周边|其他|{POINTERS})+的?(?:各类|省级|国家级|及以上|以上|重点|特色)*"
)
FARM_OR_TOWN = re.compile(
    "产业|工业|科技|物流|创业|化工|农业|创新|软件|电子|制造|医药|食品|材料|装备|数字|数据|智能|生态|"
    "服装|家居|汽车|光伏|新能源|电商|基金|酒业|孵化|示范|循环|互联网|文创|文化|高新区|开发区"
)
MARKS = re.compile(r"[\s“”\"'‘’《》（）()·•・—–―－\-、,，．]")
ORGANS_OF_PARK = re.compile("(?:管委会|管理委员会|党工委|工委)$")
GRADES = re.compile(
    "国家级|自治区级|省级|市级|国家(?=经济技术|高新|级|经开|综合保税|农业)|(?<=.)国家$"
)
OLD_FORMS = str.maketrans({"園": "园", "區": "区", "〇": "零", "縣": "县", "開": "开", "發": "发"})


# Behind the name of a place alone these mean its parks in general, no park.
COMMON_HEADS = frozenset(
    ["园区", "园", "基地", "小镇", "功能区", "核心区", "示范区", "试验区", "合作区"]
)


def normal(name: str) -> str:
    """A name as it is compared: half width, simplified, without marks, grades and organs."""
    folded = unicodedata.normalize("NFKC", name).translate(OLD_FORMS)
    bare = MARKS.sub("", folded)
    shorter = ORGANS_OF_PARK.sub("", bare)
    return GRADES.sub("", shorter or bare)


def alone(mention: str) -> str | None:
    """The class of a second mention (`园区`, `该经开区`), or None where the mention has a name."""
    match = ALONE.fullmatch(MARKS.sub("", unicodedata.normalize("NFKC", mention)))
    if match is None:
        return None
    return SAME_CLASS.get(match[2], match[2])


def refusal(mention: str) -> str:
    """Why a mention cannot be a park, or '' where it may be one."""
    form = MARKS.sub("", unicodedata.normalize("NFKC", mention))
    heads = list(ANY_HEAD.finditer(form))
    head = heads[-1] if heads else None
    if any(head is None or no.end() >= head.end() for no in NO_PARK.finditer(form)):
        return "an administrative, policy, housing or farming area, no park"
    if head is None:
        return "" if ORGANS_OF_PARK.search(form) else "no ending of a park's name"
    rest = ORGANS_OF_PARK.sub("", form[head.end() :])
    if rest and (ORGAN.match(rest) or SCHOOL.search(rest)):
        return "an organ, street or firm that bears a park's name"
    lead = form[: head.start()]
    if head[0] == "园区" and any(no.end() == len(lead) for no in NO_PARK.finditer(lead)):
        return "the grounds of a school, a garden or a house"
    if GENERIC.fullmatch(lead):
        return "parks in general, none in particular"
    if head[0] in {"园", "小镇", "基地"} and not FARM_OR_TOWN.search(lead):
        return "a garden, town or base, no park by its words"
    return ""
