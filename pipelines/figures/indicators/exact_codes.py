"""Codes that the unit of a number, its neighbours or its day make more exact."""

from __future__ import annotations

from pipelines.figures.indicators import firm_fates, linking, paces, people_codes
from pipelines.figures.indicators.grounds import of_ground
from pipelines.figures.indicators.kinds import RELATIVE
from pipelines.figures.indicators.linking import Link, Scene, settle
from pipelines.figures.indicators.wordings import OTHER
from pipelines.figures.patterns import later

LISTED = later(r"[、和与及]|以及")
OF_EACH = later(r"单位|每|吨|万元|公斤|综合交流")
AIDS = ("扶持", "支持", "奖励", "补贴", "奖补")
ABOVE_SIZE = {
    "gross_industrial_output": "gross_industrial_output_above_scale",
    "industrial_value_added": "industrial_value_added_above_scale",
}
PART_BY_SIZE = later(r"其中,?规(?:上|模以上)(?:工业)?(?:企业)?(?:完成|实现|达到?|为|约)*$")
PARTS_BY_SIZE = ABOVE_SIZE | {"output_value": "gross_industrial_output_above_scale"}
WHOLES = {above: whole for whole, above in ABOVE_SIZE.items()}
MOST_EARNED = 200_000  # 元 a year
SHIPPED = later(r"网店|电商|直播间?|快递|发货|包裹|跨境")
EACH_PAID = later(r"平均|人均|最高|最低|最多|最少|多的|少的|高的|低的")
BOXES = frozenset({"标箱", "标准箱", "个标箱", "个标准箱", "TEU", "集装箱"})
BY_SIZE = later(r"规(?:上|模以上)(?:工业)?企业")
CAME = later(r"(?:入驻|进驻|引进|落户|入园|注册|集聚|聚集|引入)[^,。;、\d]{0,4}$")
OPENED = later(r"(?:开门营业|开业|落户|入驻|进驻|注册)")
# 每小时有374头生猪下线
OFF_LINE = later(r"[^,。;、\d]{1,8}?(?:下线|出厂|出栏|走下生产线)")
CALLERS = later(r"(?:客商|客人|考察团)[^,。;、\d]{0,3}$")  # 接待境外和沿海客商37批
STORED = later("的?(?:电化学|配套)?储能")
PAST_WHOLE = later("[过近达](?:了|到)?总投资的?(?:近|约)?$")
SENT = later("[供送输]")
RAIL = later(r"班列|专列|列车")
TRAINS = frozenset({"列", "列次", "趟", "班列"})
HOUSEHOLDS = later(r"户|人均|农|村民|群众|居民|职工|百姓|家庭|工人|移民|贫困")
FISCAL = frozenset(
    {"tax_revenue", "fiscal_revenue", "general_public_budget_revenue", "operating_revenue", "sales"}
)
VALUE_ADDED = {
    "gross_industrial_output_above_scale": "industrial_value_added_above_scale",
    "gross_industrial_output": "industrial_value_added",
}
ABOVE = {
    "output_value": "gross_industrial_output_above_scale",
    "enterprises": "above_scale_enterprises",
}
ABOVE_FIRMS = later(
    r"规(?:上|模以上)[一-鿿]{0,6}企业(?:(?:实现|完成)?(?:工业)?(?:总)?产值|(?:中|已)?(?:全部)?(?:开工|复工|停产|停工|亏损)(?:的?企业)?)$"
)
# 工业总产值86亿元,其中高技术产业增加值: of somebody else.
OTHERS = later(r"[。;]|产业|服务业|[一三]产|企业|公司|其中|园|区|[县市镇](?!场)")
NEAR = 4  # numbers back at which the industry may have been told of
TAKEN = later(r"(?:消纳|用掉|吃掉|消化)[^,。;\d]{0,8}$")
FAR = 10  # characters before a wording in which it is said that the thing was lost
SERVED_BACK = 60  # characters before what was done for firms
FOR_FIRMS = later(r"(?:为|帮|帮助|协助|给)[^,。;]{0,6}企业")
ASSESSED = later("亮分|打分|评分|得分|考核|考评|评价|评估|测评|排名|排序|位次")
HELPED = later(
    r"(?:惠及|支持|表彰|资助|救活|纾困|退税|减税|减免|缓缴|授信|放款|放贷|贴息|补助|兑现|奖励|奖补|补贴|帮扶|扶持|(?:受益|受惠|沾光|得益|得实惠|获益)的?)(?:了|近|约|超过?|逾|有|达)*$"
)
IN_PLACE = later(r"到位(?![一-鿿]{0,4}(?:上级|财政|补助|奖补|专项|中央))[一-鿿]{0,6}资金$")
LENT = later(r"贷”?(?:款|业务)?(?:共|累计|近|约)*$")
SHUT = later(
    r"(?:(?<!半)停产|停工|停业|歇业|关门|倒闭|破产|关停|注销|退出|搬离|外迁|跑路)的[一-鿿]{0,4}企业$"
)
# 关停老化工企业12家
SHUT_SO_MANY = later(
    r"(?:关停|关闭|关掉|清退|腾退|淘汰|取缔)了?[^,。;、\d]{0,8}?(?:企业|作坊|小厂)(?:共|约|近|累计)*$"
)
# 影响产值6.8亿元: what was not made is no output; 受...影响, 产值 is one.
FOREGONE = later(r"(?:(?<!受)影响|损失|流失|少创造?)(?:了|园区|企业|工业|规上|的)*$")
OUTPUT = frozenset({"output_value", "sales", "operating_revenue", *VALUE_ADDED})


def refine(scene: Scene, at: int) -> None:
    """Make the code of one number of a sentence more exact, once all of it is read."""
    link = scene.links[at]
    if link.code in OUTPUT and link.start >= 0 and link.verdict.kind not in RELATIVE:
        lost = FOREGONE.search(scene.text, max(scene.start, link.start - FAR), link.start)
        if lost:
            link.start, link.indicator, link.settled = lost.start(), None, True
            link.reason = f"{link.reason}, foregone"
            return
    code = (
        _by_words(scene, link)
        or _by_unit(scene, link)
        or paces.by_day(scene, link)
        or _completed(scene, link)
        or _by_list(scene, at)
        or _by_neighbour(scene, at)
        or _of_firms(scene, link)
        or _of_trades(scene, link)
        or _by_size(scene, at)
        or people_codes.at_work(scene, link)
        or _marked(scene, link)
    )
    if code and (code != link.code or link.of is not None):
        settle(link, code, "by what stands beside it")


CARRIED = {
    "foreign_investment_used": ("funds_in_place", later("内资(?:约|近|达到?|为|超过?)*$")),
    "planned_area": (
        "built_area",
        later("[,，](?:目前|已经?|现)?(?:建成|开发)(?:的|出来的)?(?:有|为|达到?|约|近|超过?)+$"),
    ),
}
COMPLETED = later("(?:累计|实际|已|共)?完成(?:了|约|近|超过?)?")


def _label(scene: Scene, link: Link, more: int = 0) -> str:
    return scene.text[max(scene.start, link.start - more) : link.end] if link.start >= 0 else ""


def _by_words(scene: Scene, link: Link) -> str:
    """实际进资,外资1079万美元,内资5.87亿元; 规划面积18平方公里,目前建成的有8平方公里."""
    firms = link.code in ("enterprises", "market_entities")
    members = link.reading.unit_text == "户" and scene.text.endswith("社员", 0, link.reading.start)
    if firms and (members or scene.text.startswith("户人家", link.reading.end - 1)):
        return OTHER  # 带着村里12户人家一起干; 合作社有社员320户
    if link.code not in CARRIED:
        return ""
    code, words = CARRIED[link.code]
    begin = max(scene.start, link.reading.start - FAR)
    return code if words.search(scene.text, begin, link.reading.start) else ""


def _by_unit(scene: Scene, link: Link) -> str:
    """实际到资3105万美元, 一年耗电31亿千瓦时, 完成1200亩闲置土地的处置."""
    unit, code = link.reading.unit, link.code
    if code == "funds_in_place" and unit in ("USD", "HKD", "EUR"):
        return "foreign_investment_used"
    if link.code in ("cargo_throughput", OTHER) and _by_train(scene, link):
        return "freight_trains"  # 发运126列
    if link.code == "cargo_throughput" and link.reading.unit_text in ("单", "票"):
        return "parcels"
    if code == OTHER and _of_no_code(scene, link):
        return _of_no_code(scene, link)
    firms = link.start < 0 and link.reading.unit_text in ("家", "户")
    if firms and HELPED.search(scene.text, scene.start, link.reading.start):
        return "benefited_enterprises"  # 兑现奖补3400万元, 惠及215家
    if code == "operating_revenue" and _of_a_person(link):
        return "household_income"  # 加上计件提成,收入近3600元
    if code == "problems_solved" and link.reading.unit_text == "笔":
        begin = max(scene.start, link.reading.start - FAR)
        lent = LENT.search(scene.text, begin, link.reading.start)
        return "loans" if lent else ""  # 办理“稳岗贷”36笔
    helped = code == "technical_upgrade_investment" and link.start >= link.reading.end
    if helped and scene.text.startswith(AIDS, link.reading.end):
        return "subsidies"  # 拿出1.2亿元扶持企业技改
    if code in ABOVE and ABOVE_FIRMS.search(_label(scene, link, 10)):
        return ABOVE[code]  # 规上白酒企业产值, 规上企业开工
    if code in ("subsidies", "contracted_investment") and IN_PLACE.search(_label(scene, link, 8)):
        return "funds_in_place"  # 到位内地资金
    if code == "employment" and _label(scene, link).endswith("招工"):
        helped = "帮" in scene.text[max(scene.start, link.start - 4) : link.start]
        served = helped or FOR_FIRMS.search(
            scene.text, max(scene.start, link.start - SERVED_BACK), link.start
        )
        return "jobs_created" if served else ""  # 为企业解决困难, 招工1.6万人
    return (
        paces.of_making(scene, link)
        or _of_energy(scene, link)
        or of_ground(scene, link)
        or _of_spending(scene, link)
    )


def _of_spending(scene: Scene, link: Link) -> str:
    """完成投资3.6亿元,过了总投资的一半: what was spent, by all that is to be."""
    if link.code != "project_total_investment" or link.verdict.kind != "share" or not link.at:
        return ""
    spent = scene.links[link.at - 1].code == "project_completed_investment"
    begin = max(scene.start, link.reading.start - 12)
    half = spent and PAST_WHOLE.search(scene.text, begin, link.reading.start)
    return "project_completed_investment" if half else ""


def _of_no_code(scene: Scene, link: Link) -> str:
    """What a number without a code is by its neighbours: boxes on trains, bodies that came."""
    if (link.reading.unit_text in BOXES or link.reading.unit == "t") and _after_trains(scene, link):
        return "cargo_throughput"  # 班列发运1460列、12.7万标箱
    made = link.reading.unit_text in paces.OFF_THE_LINE and link.verdict.kind not in RELATIVE
    if made and OFF_LINE.match(scene.text, link.reading.end):
        return "production_volume"  # 每小时有374头生猪下线
    callers = link.reading.unit_text in ("批", "批次") and CALLERS.search(
        scene.text, max(scene.start, link.reading.start - 10), link.reading.start
    )
    if callers:
        return "service_visits"
    if link.reading.unit_text == "单" and SHIPPED.search(scene.text, scene.start, scene.end):
        return "parcels"  # 网店还走了1.3万单
    if _paid(scene, link):
        return "household_income"
    if link.reading.unit == "kWh" and STORED.match(scene.text, link.reading.end):
        return "installed_capacity"  # 配套17万千瓦/33万千瓦时储能
    bodies = link.reading.unit_text in ("家", "户") and _settled_there(scene, link)
    return "enterprises" if bodies else ""


def _paid(scene: Scene, link: Link) -> bool:
    """上个月我拿了4233元,全车间平均也有3818元: a wage after a wage."""
    small = link.reading.unit_text == "元" and link.reading.value < MOST_EARNED
    if not small or link.verdict.kind in RELATIVE or not link.at:
        return False
    begin = scene.links[link.at - 1].reading.end
    paid = scene.links[link.at - 1].code == "household_income"
    return paid and EACH_PAID.search(scene.text, begin, link.reading.start) is not None


def _settled_there(scene: Scene, link: Link) -> bool:
    """入驻金融机构17家, 5家民间融资机构开门营业: bodies that do business there are firms."""
    if link.mention is None or not link.mention.wording.text.endswith("机构"):
        return False
    before = CAME.search(scene.text, max(scene.start, link.start - 8), link.start)
    return before is not None or OPENED.match(scene.text, link.end) is not None


def _by_train(scene: Scene, link: Link) -> bool:
    """发运126列; 中欧班列发运服装、纱线12列: trains, whatever they carry."""
    if link.reading.unit_text not in TRAINS or link.verdict.kind in RELATIVE:
        return False
    told = RAIL.search(scene.text, scene.start, link.reading.start) is not None
    return told or link.code == "cargo_throughput"


def _of_a_person(link: Link) -> bool:
    """Whether an income is so small, and told in 元, that it is a person's."""
    income = link.mention is not None and link.mention.wording.text.endswith("收入")
    small = link.reading.unit_text == "元" and link.reading.value < MOST_EARNED
    return income and small and link.verdict.kind not in RELATIVE


def _after_trains(scene: Scene, link: Link) -> bool:
    """Whether the number before counts trains."""
    return link.at > 0 and scene.links[link.at - 1].code == "freight_trains"


def _of_energy(scene: Scene, link: Link) -> str:
    """一年耗电31亿千瓦时 is electricity used, 每吨耗电 an intensity."""
    unit, code = link.reading.unit, link.code
    if code == OTHER and unit == "kWh" and link.verdict.kind == "level":
        begin = max(scene.start, link.reading.start - FAR)
        used = TAKEN.search(scene.text, begin, link.reading.start)
        return "electricity_consumption" if used else ""  # 就地消纳水电14亿千瓦时
    named = link.of if link.of is not None and link.start < 0 else link
    if code == "treatment_capacity" and unit == "kW" and not SENT.search(_label(scene, named)):
        return "installed_capacity"
    if code == "energy_consumption" and unit == "kWh":
        label = scene.text[max(scene.start, link.start - 8) : link.reading.start]
        whole = link.start >= 0 and "电" in label and not OF_EACH.search(label)
        return "electricity_consumption" if whole else ""
    if code == "electricity_consumption" and _label(scene, link).endswith("耗电"):
        each = OF_EACH.search(_label(scene, link, 6))
        return "energy_consumption" if each else ""  # 每吨耗电1.3万千瓦时
    return ""


def _completed(scene: Scene, link: Link) -> str:
    """民生投资完成36.5亿元: what is completed of an investment is a part of it."""
    if link.code != "project_total_investment" or link.start < 0:
        return ""
    if link.start >= link.reading.end and COMPLETED.match(scene.text, link.end):
        return "project_completed_investment"  # 36亿元投资累计完成
    done = COMPLETED.fullmatch(scene.text, link.end, link.reading.start)
    whole = scene.text[max(scene.start, link.start - 1) : link.end].startswith("总")
    return "" if done is None or whole else "project_completed_investment"


def _by_list(scene: Scene, at: int) -> str:
    """处置批而未供土地3200亩、闲置土地860亩: the verb of the first is that of the second."""
    link = scene.links[at]
    before = scene.links[at - 1] if at else None
    if before is None or not before.settled or link.verdict.kind in RELATIVE or link.settled:
        return ""
    gap = before.reading.end
    if link.start < gap or not LISTED.match(scene.text, gap) or link.start - gap > 2:
        return ""
    rules = linking.words().governed.get(link.code, [])
    return before.code if any(code == before.code for _, code in rules) else ""


def _by_neighbour(scene: Scene, at: int) -> str:
    """税收1.46亿元, 增收2870万元; 规模工业产值118.6亿元、增加值29.4亿元."""
    link = scene.links[at]
    if not at or link.mention is None or link.start < 0 or link.start > link.reading.start:
        return ""
    word, before = link.mention.wording.text, scene.links[at - 1]
    if word == "增收" and before.code in FISCAL:
        return "" if HOUSEHOLDS.search(_label(scene, link, 8)) else before.code
    works = before.code in ("road_length", "pipeline_length") and "投" in word
    if works and link.code == "project_total_investment" and "总" not in word:
        return "infrastructure_investment"  # 铺设管网18公里, 投资6000万元
    if word != "增加值" or link.code != "value_added_other":
        return ""
    named = before.mention
    if named is not None and scene.text[named.end : link.start] in ("、", "和", "与", "及"):
        return VALUE_ADDED.get(before.code, "")  # 规上工业产值、增加值分别增长
    return _added_by_industry(scene, link)


def _added_by_industry(scene: Scene, link: Link) -> str:
    """规上工业产值47亿元,增长18%,实现增加值9亿元: of the industry that the sentence told of."""
    for told in reversed(scene.links[max(0, link.at - NEAR) : link.at]):
        if told.verdict.kind in RELATIVE:
            continue
        between = scene.text[told.reading.end : link.start]
        return "" if OTHERS.search(between) else VALUE_ADDED.get(told.code, "")
    return ""


def _marked(scene: Scene, link: Link) -> str:
    """以95.8分的成绩在考核中位列第一: a mark won in an assessment."""
    mark = link.code == OTHER and link.reading.unit_text == "分"
    if not mark or link.verdict.kind in RELATIVE:
        return ""
    placed = any(x.verdict.kind == "rank" for x in scene.links)
    return "ranking" if placed or ASSESSED.search(scene.text, scene.start, scene.end) else ""


def _by_size(scene: Scene, at: int) -> str:
    """工业增加值增长8.5%,其中规上企业增长9.0%,规下企业增长8.0%."""
    link = scene.links[at]
    if link.verdict.kind not in ("growth", "level") or link.start >= 0:
        return ""
    begin = scene.links[at - 1].reading.end if at else scene.start
    words = scene.text[begin : link.reading.start]
    if "规下" in words or "规模以下" in words:
        return WHOLES.get(link.code, link.code if link.code in ABOVE_SIZE else "")
    if PART_BY_SIZE.search(words) and link.code in PARTS_BY_SIZE:
        return PARTS_BY_SIZE[link.code]  # 总产值386亿元,其中规模以上284亿元
    above = BY_SIZE.search(words) is not None
    return ABOVE_SIZE.get(link.code, "") if above else ""


def _of_trades(scene: Scene, link: Link) -> str:
    """六大高成长性制造业增加值: of some trades, not of all industry."""
    if link.code != "industrial_value_added" or link.mention is None or link.start < 0:
        return ""
    if not link.mention.wording.text.startswith("制造业"):
        return ""
    begin = max(scene.start, link.start - FAR)
    stop = linking.words().label_stops.match(scene.text, begin, link.start)
    named = scene.text[stop.end() if stop else begin : link.start]
    return "value_added_other" if linking.names_a_thing(named) else ""


def _of_firms(scene: Scene, link: Link) -> str:
    """停产的企业尚有8家; 关停23家,搬迁入园9家."""
    begin = max(scene.start, link.reading.start - FAR)
    kept = link.code == "closed_enterprises" and link.verdict.kind not in RELATIVE
    if kept and firm_fates.KEPT.search(scene.text, begin, link.reading.start):
        return "enterprises"
    if link.code != "enterprises" or link.verdict.kind in RELATIVE:
        return ""
    gone = SHUT_SO_MANY.search(scene.text, begin, link.reading.start)
    if link.start < 0:
        gone = gone or firm_fates.CLOSED.match(scene.text, link.reading.end)
    else:
        gone = gone or SHUT.search(_label(scene, link, 12))
    return "closed_enterprises" if gone else ""
