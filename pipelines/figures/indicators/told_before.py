"""Codes that a number told before decides: what became of faults, parts of an amount, losses."""

from __future__ import annotations

from pipelines.figures.indicators import wordings
from pipelines.figures.indicators.kinds import RELATIVE
from pipelines.figures.indicators.linking import Link, Scene, settle
from pipelines.figures.indicators.wordings import COUNT, OTHER
from pipelines.figures.patterns import later

FIXED = frozenset({"fixed_asset_investment", "project_completed_investment"})
INDUSTRY = later(
    r"(?:^|[,、;:中和])(?:工业|制造业)(?:领域|方面|项目|类)?(?:完成|达到?|为|约|近|同比|增长|下降|占|了|超)*$"
)
SITE = later(r"项目|[一二三]期|征地|占地|新建厂房")  # what a plant in equipment is put into
PLAN = later(r"占[^,。;\d]{0,6}(?:年度|全年|年)(?:投资)?(?:计划|任务|目标)(?:投资)?(?:的|约)?$")
REMEDIED = later(r"(?:整改|销号|立行立改|闭环)[^,。;、\d]{0,8}$")
SETTLED = later(r"办结[^,。;、\d]{0,6}$")
# 其中中小微企业占61%: a part of the amount before, and of nothing that is named.
PART = later(
    r"(?:^|[,、(])[^,。;\d]{1,24}?占(?:比|了|到|近|约|达到?|超过?|高达|只|仅|不到|将近){0,5}$"
)
# 员工1128人,本科及以上学历者近三成: a part of the employed.
SCHOOLED = later(r"(?:学历|职称)[^,。;、\d]{0,6}$")
# 吸纳脱贫户118人,占用工总数的三成
OF_STAFF = later(r"占[^,。;\d]{0,4}用工(?:总数|总量|人数|总人数)的?(?:近|约|超过?)*$")
# 职工2100人,人均月工资6200元,其中本地户籍占八成: of the employed as well.
FROM_HERE = later(
    r"(?:户籍|本地人|当地人|本县人|女性|女工|妇女|[89]0后”?)(?:者|的|员工|职工)?(?:占|近|约|达)[^,。;、\d]{0,4}$"
)
PART_TAXES = later("(?:工业|制造业|服务业|产业|企业)税收占")
TAXES = later(r"税收(?:收入)?占比?(?:重)?(?:达到?|为|约|近)*$")
# 一般公共预算收入8亿元,税收占比83%: how much of the revenue is taxes.
SIZE = later(r"[,、;]规模(?:已|约)?(?:占|居|在)[^,。;\d]*$")
BUDGETS = frozenset({"general_public_budget_revenue", "fiscal_revenue"})
GDP_TOLD = later(r"GDP|生产总值")
THIRD_OF_GDP = later(r"(?:^|[,;、])第?[一二三]次?产业?占(?:比|到|了|约|近)*$")
INDUSTRY_OF_GDP = later(
    r"(?:[,、;]|其中)(?:工业|制造业|农业|服务业)占(?:到|了)?(?:全[省市县区]|地区)?(?:GDP|生产总值)的?(?:近|约)?$"
)
REFUNDS = later(r"(?:退税|减税|免税|减免)[^,。;\d]{0,4}占比?(?:达到?|为|约|近)*$")
GROUPS = frozenset(
    {"production_volume", "enterprises", "industrial_enterprises", "employment", "land_area", OTHER}
)
PULLS = later(r"(?:拉动|下拉|带动)[^,。;、\d]{0,12}工业(?:增长|增速|下降)?(?:约|近|了)*$")
OUTPUTS = frozenset({"output_value", "gross_industrial_output"}) | {
    "gross_industrial_output_above_scale"
}
OUTPUT_SHARE = later(
    r"产值占(?:比|到|[一-鿿]{0,4}比重)(?:由|从|达到?|提高到|为|约|近)*[^,。;\d]{0,4}$"
)
AMONG = later(r"[^,。;\d]{0,10}(?:中|里|上),?(?:已|目前|现在)?(?:只有|仅有?|有|只|开了)?")
THEIR_SUM = later(
    r"[,、](?:其中)?(?:计划|协议|合同|签约|项目)?(?:总投资|投资总?额|投资总规模|协议资金|合同资金|协议引资|签约金额)"
)
LOSSES = later(r"(?:企业中,?)?(?:亏损|减产|增产|盈利)(?:企业|面|的)?[^,。;、\d]{0,6}$")
FARED = later(r"企业中,?(?:亏损|盈利|减产|增产)|(?:亏损|盈利|减产|增产)企业中")
GROW_SO = later(r"增[速幅](?:在|超过?)[\d.]+%(?:以上)?的[^。;]*$")
THEIR_GROWTH = later(r"企业的?(?:产值)?(?:增速|增幅)")
ABOVE = later(r"规上|规模以上|规模工业")
# 规上企业入库税收1.0亿元,其中税收415万元以上的7家: of the firms the sentence is about.
OF_ABOVE = later(
    r"[^,。;\d]{0,16}规(?:上|模以上)(?:工业)?企业(?!\d|[^,。;]{0,6}\d[\d,]*[余多]?[家户])"
)
THEIR_SIZE = later(r"其中,?[^,。;]{0,10}\d[^,。;]{0,6}(?:以上|元)的(?:企业)?(?:有|达|共)?$")
# 固定资产投资8亿元, 其中国企投资3亿元: by whom it was made.
OWNERS = later(
    r"[,、;中](?:国企|民企|央企|外企|国有企业|民营企业|企业)投资(?:完成|约|近)*$"
    r"|(?:民间|社会|民营)(?:资本)?的投资(?:是|为|有|达|约|近)*$"
)
PART_OF_IT = later(r"其中,?[^,。;、\d总]{1,6}(?<!总)投资(?:完成|约|近)*$")
# 今年的投资预计808亿元, 年初计划投资2.0亿元: but what it is to build makes it a project's.
YEARLY = later(r"(?:今年|当年|本年|全年|年度|年初|年内|明年|20[0-9]{2}年)(?:度|的)?$")
EXPECTED = later(r"(?:预计|计划|安排)(?:为|是|达到?|约|近)*")
TO_BUILD = later(r"[,。;)]|$")
THE_PLAN = later(r"的(?:年度|全年|年)?(?:投资)?(?:计划|任务|目标)")
INVESTED = frozenset(
    {
        "fixed_asset_investment",
        "industrial_investment",
        "project_total_investment",
        "project_completed_investment",
    }
)
TOLD = FIXED | {
    "project_total_investment",
    "contracted_investment",
    "problems_solved",
    "enterprises",
    "production_volume",
    OTHER,
}
# 为218户企业办理退税4.6亿元,其中小微企业187户
DONE_FOR = later(
    r"(?:为|向|给|帮助?)[\d,.]+[余多]?[户家][^,。;\d]{0,10}(?:办理|兑现|发放|减免|退税|争取|落实|提供|缓缴)"
)
# 合同外资4600万美元,到账1700万美元: what came of what was signed.
ARRIVED = later(
    r"[,、](?:目前|其中)?(?:已经?|实际|累计|共)*(?:到账|到位|到资|落实|入账|进资)(?:了|约|近|超过?)*"
)
WORDS = 40  # characters of the words before a number that are looked at
SET_BACK = 200  # characters of a paragraph in which the set of firms may be named
NEAR = 6  # numbers back at which faults may have been found


def refine(scene: Scene, at: int) -> None:
    """Make the code of one number of a sentence more exact by those before it."""
    link = scene.links[at]
    equipped = link.code == "industrial_investment"
    if link.verdict.kind not in ("share", "change") and link.code not in TOLD and not equipped:
        return
    gap = scene.links[at - 1].reading.end if at else scene.start
    words = scene.text[max(gap, link.reading.start - WORDS) : link.reading.start]
    code = (
        _of_its_size(scene, at, words)
        or _remedied(scene, at, words)
        or _of_the_plan(scene, at, words)
        or _of_equipment(scene, at)
        or _of_a_part(scene, at, words)
        or _of_amount(scene, at, words)
        or _at_a_loss(scene, at, words)
        or _pulled(scene, at, words)
        or _of_lines(scene, at)
        or _with_their_sum(scene, link)
        or _arrived(link, words)
    )
    if code and code != link.code:
        settle(link, code, "by the number before")


def _of_its_size(scene: Scene, at: int, words: str) -> str:
    """进出口总额58亿元,规模占全市的27.5%: how large what was just told is."""
    link = scene.links[at]
    if not at or link.code != "industry_scale" or SIZE.search(words) is None:
        return ""
    told = scene.links[at - 1].indicator
    return told.code if told is not None and told.unit == "CNY" else ""


def _remedied(scene: Scene, at: int, words: str) -> str:
    """查出隐患206处, 已整改151处, 整改率73%: what became of the faults found."""
    link = scene.links[at]
    if link.code not in ("problems_solved", OTHER) or link.verdict.kind not in ("level", "share"):
        return ""
    before = [*scene.earlier[-NEAR:], *scene.links[max(0, at - NEAR) : at]]
    if REMEDIED.search(words):
        return "penalties" if any(x.code == "penalties" for x in before) else ""
    last = scene.links[at - 1].code if at else ""
    return "penalties" if SETTLED.search(words) and last == "penalties" else ""


def _of_the_plan(scene: Scene, at: int, words: str) -> str:
    """完成投资155亿元, 占年度计划199亿元的64.7%: what was planned for the year."""
    link = scene.links[at]
    before = scene.text[max(scene.start, link.reading.start - WORDS) : link.reading.start]
    if link.verdict.kind == "share" and "完成" in before and at:
        planned = scene.links[at - 1].code == "annual_planned_investment" and link.start < 0
        return "project_completed_investment" if planned else ""
    if link.verdict.kind == "level" and _planned_for_year(scene, link):
        return "annual_planned_investment"
    bare = link.verdict.kind == "level" and link.code in INVESTED and link.start < 0
    goal = THE_PLAN.match(scene.text, link.reading.end) if bare else None
    if goal and (link.code != "fixed_asset_investment" or "计划" in goal[0]):
        return "annual_planned_investment"  # 全年2.9亿元的计划
    done = link.code == "project_completed_investment" and link.start < 0
    if not done or link.verdict.kind in RELATIVE or not PLAN.search(words):
        return ""
    link.mention = None  # the share that follows is of what was done
    return "annual_planned_investment"


def _of_equipment(scene: Scene, at: int) -> str:
    """完成固定资产投资34亿元, 其中设备投入15亿元: a part of the investment, in equipment."""
    link = scene.links[at]
    if link.code != "industrial_investment" or link.mention is None or link.start < 0:
        return ""
    named = scene.text[max(scene.start, link.start - 3) : link.start]
    if not link.mention.wording.text.startswith("设备投") or named.endswith(("工业", "业")):
        return ""
    for told in reversed(scene.links[max(0, at - 2) : at]):
        if told.code in INVESTED:
            return told.code
    site = SITE.search(scene.text, scene.start, link.start)
    return "project_total_investment" if link.verdict.kind == "level" and site else ""


def _planned_for_year(scene: Scene, link: Link) -> bool:
    """Whether an investment is what a year is to bring and not what one thing is to cost."""
    if link.code != "project_total_investment" or not 0 <= link.start < link.reading.start:
        return False
    if not TO_BUILD.match(scene.text, link.reading.end) or link.mention is None:
        return False
    begin = link.mention.start
    if YEARLY.search(scene.text, max(scene.start, begin - 8), begin) is None:
        return False
    if link.mention.wording.text in ("计划投资", "预计投资", "拟投资"):
        return True
    return EXPECTED.fullmatch(scene.text, link.mention.end, link.reading.start) is not None


def _of_a_part(scene: Scene, at: int, words: str) -> str:
    """固定资产投资51亿元, 其中工业34亿元: investment in industry."""
    link = scene.links[at]
    carried = (link.of is not None and link.start < 0) or "earlier clause" in link.reason
    named = INDUSTRY.search(words) if carried and link.code in FIXED else None
    if named:
        return "industrial_investment"
    parted = link.code == "project_total_investment" and (
        OWNERS.search(words) or scene.sorts or (scene.divided >= 0 and PART_OF_IT.search(words))
    )
    told = [*scene.earlier[-NEAR:], *scene.links[max(0, at - NEAR) : at]]
    fixed = parted and any(x.code == "fixed_asset_investment" for x in told)
    return "fixed_asset_investment" if fixed else ""


def _of_amount(scene: Scene, at: int, words: str) -> str:
    """办理退税8.4亿元, 其中小微企业占37%: who has a part is not what it is a part of."""
    link = scene.links[at]
    if link.verdict.kind != "share" or link.settled:
        return ""
    whole = _of_output(scene, at, words)
    if whole:
        return whole
    if REFUNDS.search(words):
        return "tax_relief"
    if INDUSTRY_OF_GDP.search(words) or _third_of_gdp(scene, link, words):
        return "gdp"
    source = scene.links[at - 1] if at else None
    if link.code == "jobs_created" and OF_STAFF.search(words):
        return "employment"
    staff = source is not None and source.code == "employment" and SCHOOLED.search(words)
    if staff or (FROM_HERE.search(words) and any(x.code == "employment" for x in scene.links[:at])):
        return "employment"
    if TAXES.search(words):
        return _of_revenue(source, words)
    if source is None or source.indicator is None or link.code not in GROUPS:
        return ""
    if not PART.search(words):
        return ""
    if source.verdict.kind == "share":  # 占60%以上,其中沿线国家又占六成
        return source.code if link.code == OTHER and "其中" in words else ""
    if source.verdict.kind in RELATIVE:  # 产值86亿元,增长8%,其中两大产业占七成
        amount = link.code == OTHER and "其中" in words and source.indicator.unit != COUNT
        return source.code if amount and source.code != OTHER else ""
    people = source.indicator.category == "people" and link.code == OTHER
    people = people or (source.code == "jobs_created" and link.code == "employment")
    amount = wordings.quantity_of(source.reading.unit) != COUNT
    return source.code if (amount or people) and source.code != OTHER else ""


def _of_revenue(source: Link | None, words: str) -> str:
    """一般公共预算收入8亿元,税收占比83%: a part of the revenue told, else of the taxes."""
    of_trade = PART_TAXES.search(words) is not None
    if source is None:
        return "tax_revenue" if of_trade else ""
    if source.code in BUDGETS and not of_trade:
        return source.code
    return "tax_revenue" if of_trade or source.code != "tax_revenue" else ""


def _third_of_gdp(scene: Scene, link: Link, words: str) -> bool:
    """拆开GDP看,第二产业占67%: a part of the product told of."""
    begin = max(0, link.reading.start - SET_BACK)
    if THIRD_OF_GDP.search(words) is None:
        return False
    return GDP_TOLD.search(scene.text, begin, link.reading.start) is not None


def _of_output(scene: Scene, at: int, words: str) -> str:
    """24户规上企业产值4.8亿元,占工业总产值的76%: the part's; 加工产值占比46%: of the whole told."""
    link = scene.links[at]
    if link.code == "gross_industrial_output" and at:
        parts = [x for x in scene.links[max(0, at - 3) : at] if x.verdict.kind not in RELATIVE]
        part = parts[-1].code if parts else ""
        return part if part == "gross_industrial_output_above_scale" else ""
    if link.code != "output_value" or not OUTPUT_SHARE.search(words):
        return ""
    told = [*scene.earlier[-NEAR:], *scene.links[:at]]
    wholes = [x.code for x in told if x.code in OUTPUTS - {"output_value"}]
    return wholes[-1] if wholes else ""


def _pulled(scene: Scene, at: int, words: str) -> str:
    """汽车制造业产值增长2.8%, 拉动全市工业增长0.6个百分点: industry grows by what was told of."""
    link = scene.links[at]
    if link.verdict.kind != "change" or not at or not PULLS.search(words):
        return ""
    source = scene.links[at - 1].code
    if source in OUTPUTS:
        return "gross_industrial_output_above_scale"
    return source if source.endswith("value_added_other") else ""


def _with_their_sum(scene: Scene, link: Link) -> str:
    """一口气签下19个,总投资156亿元: what has a total investment are projects."""
    bare = link.code == OTHER and link.start < link.reading.end
    if not bare or link.reading.unit_text not in ("个", "项") or link.verdict.kind in RELATIVE:
        return ""
    return "projects" if THEIR_SUM.match(scene.text, link.reading.end) else ""


def _arrived(link: Link, words: str) -> str:
    """签约资金46亿元,到账17亿元: the funds in place of those signed for."""
    if link.code != "contracted_investment" or link.of is None or not ARRIVED.fullmatch(words):
        return ""
    return "funds_in_place" if link.reading.unit == "CNY" else "foreign_investment_used"


def _of_lines(scene: Scene, at: int) -> str:
    """61条生产线中, 只有37条正常生产: what those do is not what is counted."""
    link = scene.links[at]
    source = scene.links[at - 1] if at else None
    made = link.code == "production_volume" and link.verdict.kind == "level"
    if source is None or not made or source.code != "production_lines":
        return ""
    same = source.reading.unit_text == link.reading.unit_text
    among = AMONG.fullmatch(scene.text, source.reading.end, link.reading.start)
    return source.code if same and among else ""


def _at_a_loss(scene: Scene, at: int, words: str) -> str:
    """规上工业利润下降31%, 亏损企业132家: losses are counted of the firms told of."""
    link = scene.links[at]
    if link.code != "enterprises":
        return ""
    if "其中" in words and DONE_FOR.search(scene.text, scene.start, link.reading.start):
        return "benefited_enterprises"
    if "其中" in words and any(x.code == "benefited_enterprises" for x in scene.links[:at][-2:]):
        return "benefited_enterprises"  # 为512户企业退税9.9亿元,其中小微企业471户
    if THEIR_SIZE.search(words) and OF_ABOVE.match(scene.text, scene.start):
        return "above_scale_enterprises"
    grow = THEIR_GROWTH.match(scene.text, link.reading.end) or GROW_SO.search(words)
    grow = grow or FARED.match(scene.text, link.reading.end)
    if not LOSSES.search(words) and not grow:
        return ""
    paragraph = scene.text.rfind("\n", max(0, link.reading.start - SET_BACK), link.reading.start)
    begin = max(paragraph, link.reading.start - SET_BACK, 0)
    named = ABOVE.search(scene.text, begin, link.reading.start)
    return "above_scale_enterprises" if named else ""
