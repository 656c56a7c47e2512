"""What an indicator tells about its owner: a firm has no GDP, a single project no 36 projects."""

from __future__ import annotations

from pipelines.figures.names.terms import ENTERPRISE, PROJECT, SECTOR
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

# Indicators that a firm, a project or an industry has not; those of projects besides.
OF_PLACES = frozenset(
    (
        "gdp",
        "gross_industrial_output_above_scale",
        "industrial_value_added_above_scale",
        "fixed_asset_investment",
        "general_public_budget_revenue",
        "fiscal_revenue",
        "enterprises",
        "industrial_enterprises",
        "above_scale_enterprises",
        "high_tech_enterprises",
        "specialised_enterprises",
        "technology_smes",
        "listed_companies",
        "market_entities",
        "parks",
        "benefited_enterprises",
        "retail_sales",
        "foreign_investment_used",
        "gazelle_unicorn_enterprises",
        "closed_enterprises",
        "real_estate_investment",
        "service_visits",
    )
)
# What a place has of buildings and land that is no one project's.
OF_ALL_LAND = (
    *("标准化厂房", "标准厂房", "批而未供", "闲置土地", "占补平衡", "低效用地", "人才公寓"),
    *("收储", "盘活", "腾出", "再供地", "供应工业用地", "出让工业用地", "清理闲置", "征收土地"),
    *("征地", "迁坟", "征迁", "土地征收", "征收", "拆迁", "土地平整", "场地平整", "腾空"),
)
OF_TOWN = later(
    "(?:中小学|学校|幼儿园|老旧小区|散小区|棚户区|安置房|保障房|保障性住房|公租房|廉租房|路灯|街巷|背街|农贸市场|公交站|(?:职工|城镇居民|农村居民|居民|农民)人均)[^,。;:\\d]{0,8}$"
)
DONE = later("^(?:累计|已|共|新增|完成|平整|实施)+")  # 完成|征地420亩
THIS_NUMBER = later("这(?:个|一)(?:数字?|数据|指标|比例|占比|数值)[^,。;:]{0,12}$")
GOVERNS = later(
    "(?:^|[,。;])(?:累计|先后|已|共|全年)*(?:兑现|拨付|下达|设立|发放(?=贷款|补贴|补助|奖))[^,。;\\d]{0,10}$"
)
ALSO = later("[今明去]年还|还(?:将|要|计划)")
SUPPLIES = later("收储|收回|供地|供应|出让|挂牌")  # what a place does with its land
KINDS_OF_FIRMS = frozenset(
    (
        "above_scale_enterprises",
        "high_tech_enterprises",
        "specialised_enterprises",
        "technology_smes",
    )
)
# What all land of a park brings in, told after one of its works.
YIELDS = frozenset(("per_mu_tax", "per_mu_output"))
TRADED = frozenset(("import_export_value", "import_value", "export_value", "cargo_throughput"))
OF_MANY_PROJECTS = frozenset(("projects", "contracted_investment", "funds_in_place", "clusters"))
OF_TRADES = frozenset(("gross_industrial_output_above_scale", "industrial_value_added_above_scale"))
WHOLES = frozenset(
    (
        "gross_industrial_output",
        "industrial_value_added",
        "industrial_investment",
        "electricity_consumption",
    )
)
FLOWS = frozenset(
    (
        "output_value",
        "gross_industrial_output",
        "production_volume",
        "sales",
        "operating_revenue",
        "profit",
        "export_value",
        "tax_revenue",
        "import_export_value",
        "rd_expenditure",
    )
)
RELATIVE = frozenset(("share", "rank", "change", "multiple"))
DATED = later(r"今年|去年|\d{4}年|\d月份?|上半年|下半年|季度|当年|全年")
INVESTED = ("完成投资", "累计完成投资", "投资")
# What a report tells of its park or place as soon as a sentence names no firm or project again:
# what is built, signed, supplied and settled for all of them.
LATER_OF_PLACES = frozenset(
    (
        *("projects", "contracted_investment", "annual_planned_investment", "built_area"),
        *(
            "industrial_investment",
            "infrastructure_investment",
            "problems_solved",
            "innovation_platforms",
        ),
        *("land_supplied", "land_revitalised", "road_length", "pipeline_length", "freight_trains"),
        *("import_export_value", "penalties"),
    )
)
ITS_LENGTH = ("全长", "总长", "线路", "正线", "长")  # of one work
# What one project is made of.
PIECES = later("子项|单体|标段|分项|单项工程|子工程|子课题|节点")
# What is in place of the capital named before it, and what all must reach in a time to come.
IN_PLACE = later(",?(?:目前|现|其中|首期)?(?:已|实际)*到位(?:资金)?")
AIMS = later(
    "[^,。;\\d]{0,10}?,?(?:今年|明年|全年|年内|到?年底前?|下半年|四季度)"
    "[^。;]{0,24}?(?:务必|力争|确保|必须)"
)
AFTER_ALL = later(
    "首月|首年|日产|日处理|投产以来|试产以来|建成以来|投产后|达产后|建成后|达产|满产|全部建成|投用后|可实现|年内形成|将|设计|预计年|(?<!全)年产值|年可|每年"
)

# Whom a project can hold, and whom it or a firm serves or takes along.
HOLDS = later(
    "(?:可|能|计划|拟|将|预计)(?:容纳|引进|入驻|吸引|孵化|带动|集聚|吸纳|承载|接纳)[^,。;]{0,10}$"
)
LEADS = later(
    "(?:兼并|收购|并购|重组|参股|控股)了?$|(?:带动|配套|服务|供货|惠及|[给为向]周边|(?<=[来已计年月])为)[^,。;]{0,10}$"
)
# What a work is there for: 供水可满足园区|七成企业.
SUPPLIES_THEM = later("(?:覆盖|满足|服务|供应|保障|辐射|惠及)[^,。;\\d]{0,10}$")
BRINGS = later(
    "(?:带来|引来|吸引来?|引进|带进|招来)[^,。;]{0,10}$"
)  # (甲公司落户),带来|配套企业17家
# With whom a firm deals: 与5家|车企签下合同, 找到3家|供应商.
DEALS_WITH = later("(?:又|还|先后|已|陆续)?[与和同跟](?:近|约|超|逾)?$")
PARTNERS = later(
    "[^,。;:、\\d]{0,8}?(?:供应商|供货商|客户|客商|经销商|代理商|采购商|伙伴|买家|车企|药企|用户)"
)
# What firms move into, and that they do.
BUILDING = later(
    "(?:(?:创业园|产业园|智造园|科创园|物流园|工业园|科技园|孵化园|商贸城)(?:项目)?|(?:加速器|孵化器|综合体|大厦|中心|厂房|楼|空间|公寓|仓|市场|商城|平台|"
    "[材料品具服鞋纺饰]城|广场)(?:项目)?(?:[一二三]期)?)(?:[(（][一二三]期[)）])?$"
)
TAKES_IN = later("(?:引进|引入|招引|吸引|进驻|落户)了?[约近超]?$")
COME_IN = later("[^,。;:、\\d]{0,10}?(?:入驻|进驻|落户|搬[了进来]|签约)")
MOVED_IN = later(
    "接洽|对接|意向|有注册|入驻|进驻|住|孵化|引进|集聚|聚集|签约|挤|落户|服务|接入|容纳|里|内|在孵|毕业|出孵"
)


# ,预计年底进园企业将达到12家,引进资金1亿元: what follows is of those firms' park, too.
PARKS_FIRMS = later(
    "(?:^|[,;])[^,;。]{0,12}?(?:[进入]园|[进入]驻|园区|园内|区内|落户|全区|全园)企业(?:总?数|户数|家数)?"
    "(?:预计|有望|将|已经?|目前|累计|共|达到?|增至|增加到|有|约|近|超过?)*$"
)


def parks_firms(words: str) -> bool:
    """Whether a clause turns from one firm to those that its park has."""
    return PARKS_FIRMS.search(words) is not None


def of_place(
    reading: Reading, kind: str, *, listed: bool = False, named_before: bool = False
) -> bool:
    """Whether a subject of this kind cannot have the reading's indicator, but its place can.

    `listed` tells that the reading counts the items of a list of names, `named_before` that its
    sentence names the subject no more.
    """
    if reading.kind in RELATIVE:  # 占全市小巨人总数的1/3: no firm's
        return kind == ENTERPRISE and reading.indicator in KINDS_OF_FIRMS
    if kind == PROJECT and reading.indicator == "projects" and PIECES.search(reading.label):
        return False  # 该中心项目共有8个子项目
    if reading.indicator == "projects" and listed:
        return True  # 甲、乙等11个项目入驻
    if reading.indicator == "parks" and kind == ENTERPRISE:
        return False  # those that the firm has looked at, or works in
    if reading.indicator == "retail_sales" and reading.label.startswith(("线上", "网络", "网上")):
        return False  # 绳网产业…,线上零售额20亿元
    if reading.indicator in OF_TRADES and (kind == SECTOR or "规" not in reading.label):
        return False  # 医药产业规上产值; 入规企业甲实现产值
    invested = reading.indicator == "fixed_asset_investment" or reading.label in INVESTED
    if kind == PROJECT and invested and not reading.label.startswith(("固定", "固投")):
        return False  # 某某项目。一季度完成投资2亿元
    if reading.indicator in OF_PLACES:
        return True
    if named_before and kind != SECTOR and reading.indicator in LATER_OF_PLACES:
        return not reading.label.startswith(ITS_LENGTH)
    return kind in (PROJECT, SECTOR) and reading.indicator in OF_MANY_PROJECTS


def of_all_land(reading: Reading, words: str) -> bool:
    """Whether a figure in a sentence after a project's is of its place: its land or its trade."""
    if reading.indicator in TRADED and DATED.search(words) and not AFTER_ALL.search(words):
        return True  # 某校项目敲定了方案。1-4月份出口总额830万美元
    if reading.indicator == "land_supplied" and SUPPLIES.search(words):
        return True
    if OF_TOWN.search(words):
        return True  # (某某项目…);新建幼儿园4所,整修背街12条
    return DONE.sub("", reading.label).startswith(OF_ALL_LAND)


def parks_own(reading: Reading, words: str) -> bool:
    """Whether a park's own follows a project's cost: what it plans (今年还将新建|标准厂房17万平米)
    or what its land has yielded (去年亩均税收|19.6万元).
    """
    if reading.indicator in YIELDS:
        return DATED.search(words) is not None and AFTER_ALL.search(words) is None
    return (
        reading.label.removeprefix("新建").startswith(OF_ALL_LAND)
        and ALSO.search(words) is not None
    )


def firm_again(reading: Reading, words: str) -> bool:
    """Whether a flow after a project is its firm's: dated, and not of the day it is built."""
    return (
        reading.indicator in FLOWS
        and DATED.search(words) is not None
        and AFTER_ALL.search(words) is None
    )


def of_the_whole(reading: Reading, words: str) -> bool:
    """Whether a figure names the industry of a place, or what only a place hands out: 工业投资."""
    if GOVERNS.search(words):
        return True
    return reading.indicator in WHOLES and reading.label.startswith(("工业", "全社会"))


def same_number(words: str) -> bool:
    """Whether a figure is another value of the one before: 2020年,这个数还只有176亿元."""
    return THIS_NUMBER.search(words) is not None


# 其余46家企业|产值33亿元: what is told of those that were just counted.
OF_COUNTED = later(
    "(?:[^,。;:、\\d的]{0,6}?(?:企业|公司|商户|项目))(?:[今去当]年|上半年|[一二三]季度|前[^,。;]{1,4}月|共|总|合计|累计|年|完成|实现|的|可|将|预计|达产后)*"
    "(?:总?产值|营收|营业收入|销售|税收|纳税|缴税|利税|总?投资|计划总?投资|出口|用工|增收|利润)[^,。;:、\\d]{0,4}"
)


def of_counted(text: str, former: Reading, reading: Reading) -> bool:
    """Whether a figure measures the firms or projects that the one before it counts."""
    counted = former.unit == "count" and former.kind in ("level", "addition")
    return counted and OF_COUNTED.fullmatch(text, former.end, reading.start) is not None


NEAR_NAME = 8


def own_word(reading: Reading, named: tuple[int, int]) -> bool:
    """Whether what is counted is the firm's own naming (公司|36个班组), or stands at its name."""
    if named[1] == reading.start and reading.unit == "CNY":  # 规上产值86亿元,其中甲铸造12亿元
        return True
    if reading.label == "生产总值" and reading.label_start < named[1] + NEAR_NAME:
        return named[1] <= reading.label_start  # 甲公司今年实现生产总值12亿元: what it makes
    return named[0] <= reading.label_start < named[1]


def houses(name: str) -> bool:
    """Whether a project is a building or a market, whose firms and turnover are its own."""
    return BUILDING.search(name) is not None


def stands_apart(reading: Reading, name: str) -> bool:
    """Whether a work is told by its cost, and is no mere line or hall of its firm."""
    if name.endswith(("煤矿", "矿井", "电厂", "电站", "风电场")):
        return True
    costs = reading.indicator == "project_total_investment"
    return costs and name.endswith(("基地", "中心", "大厦", "综合体", "二期", "三期", "四期"))


def in_place(words: str) -> bool:
    """Whether the words before a figure say how much of what was named before is in place."""
    return IN_PLACE.fullmatch(words) is not None


def aims(text: str, start: int, end: int) -> bool:
    """Whether a sentence says up to a figure what all must reach this year or the next."""
    return AIMS.match(text, start, end) is not None


def reaches(kind: str, name: str, words: str, led: str, after: str) -> bool:
    """Whether a firm or project has what is counted around it: 可容纳, 带动, 大厦入驻企业60家.

    `words` stand before the figure, `led` right before it whoever is named there (惠及园区企业),
    `after` behind it: 14家|企业入驻.
    """
    if kind not in (ENTERPRISE, PROJECT):
        return False
    if LEADS.search(led) is not None:
        return BRINGS.search(led) is None
    if kind == PROJECT and SUPPLIES_THEM.search(led):
        return True
    if kind == ENTERPRISE and (DEALS_WITH.search(led) or PARTNERS.match(after)):
        return True
    moved = MOVED_IN.search(words) or COME_IN.match(after)
    moved = moved or TAKES_IN.search(led)
    housed = BUILDING.search(name) is not None and moved is not None
    return kind == PROJECT and (housed or HOLDS.search(words) is not None)
