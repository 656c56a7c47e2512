"""What money is for says which money it is: 投入2600万元更换设备, 拿出2.3亿元完善水、电、路."""

from __future__ import annotations

from pipelines.figures.patterns import later

LEAD = (
    r"(?:以上|左右|多|余)?(?:资金|人民币)?,?(?:先后|累计|已|全部|主要|专门|全面|大力|重点)*"
    r"(?:用于|进行|开展|实施|推进|完成|搞|对)?(?:了)?"
)
BUILDING = later(r"基础设施(?![^,。;]{0,6}项目)")
# 基础设施、总部大厦、产业园四大项目,投资已完成22亿元: of projects of many sorts.
OTHER_WORKS = later(r"[^。;]*(?:项目|总部|大厦|产业园)")
# What is built for all to use: roads, pipes, plants that treat water.
WORKS = (
    r"(?:强化|夯实|补强|拉开|拉通|打通|架设|在建|扩建|改扩建|改造|升级|增设|布设|加密|修通|修|拉|建|建成|建起|新修|改建"
    r"|新改建|拓宽|新建|修建|铺设|硬化|完善|建设|改善|加强|提升|健全|配套|补齐|实施|完成|推进|进行|开展)"
)
THINGS = (
    r"(?:基础设施|配套设施|基础配套|公共配套|水电路|水、电|路、水|修路|路网|管网|管道|管线|道路|公路"
    r"|主干道|大道|[东西南北环]路|主?次干道|干道|支路|路网|水网|电网|污水处理厂|污水厂|污水处理设施|处理设施|管廊|(?<![\d多余万千])路(?=[,。、;和])|电(?=[,。、;和])|物流通道"
    r"|货运通道|产业路|[二三四五六七八九]通一平|专用线|变电站|水厂|桥梁|码头|泊位|停车场|充电站|充电桩|基站|起降点|蒸汽管)"
)
BUILT = later(
    rf"{LEAD}(?:{WORKS}|(?<=用于))[^,。;]{{0,20}}?{THINGS}|{LEAD}[^,。;]{{0,8}}?基础设施(?:建设|项目\d|$|,|。)"
)
# 投资1.86亿元建成的再生水厂: one plant is a project.
ONE_PLANT = later(
    rf"{LEAD}(?:建成?|新建|兴建|建起)的?[^,。;、和]{{0,16}}?(?:污水处理厂|污水厂|水厂|变电站|热电厂)(?![、和]|,[^。;]{{0,24}}(?:管网|道路|路|公里))"
)
OF_PROJECT = later(
    r"的[^,。;]{2,16}项目(?=[一-鿿])(?!改造|建设)"
)  # 投资1.6亿元的智能化改造项目投产
RENEWED = later(
    LEAD + r"(?!扶持|支持|奖励|补贴|奖补)[^,。;、\d]{0,8}?"
    r"(?:技改|技术改造|(?:数字化|智能化|绿色|节能|设备|工艺|[A-Z]+)改造|更换|"
    r"机器换人|设备更新|更新设备)"
)
# 投入3600万元对老装置实施改造: of plant, not of roads, rooms or pipes.
RENEWED_THAT = later(
    LEAD.replace("|对)", ")")
    + r"对(?![^,。;]{0,12}(?:路|管|网|厂房|园区|环境|街|河|绿化|小区|宿舍|基础))[^,。;]{1,12}"
    r"(?:实施|进行|开展)(?:了)?[^,。;、\d]{0,8}(?:改造|升级|更新)"
)
RESEARCHED = later(
    LEAD + r"(?!其中)[^,。;、\d]{0,6}?(?:研发(?!中心|楼|基地|总部|用房|人员|平台|机构)|"
    r"技术攻关|科研(?!楼|用房|项目))"
)


FUNDED = later(
    LEAD
    + r"(?:设立|组建|建立|成立|建起?)[^,。;\d]{0,14}?"
    + r"(?:基金|资金池|风险池|风险金|补偿金|周转金|担保金)"
)


def of(text: str, begin: int, start: int, end: int) -> str:
    """The code of an amount's use, '' where none is named.

    text[begin:start] are the words before its label, end is where the amount ends.
    """
    if RENEWED.match(text, end) and not OF_PROJECT.match(text, end):
        return "technical_upgrade_investment"
    if RENEWED_THAT.match(text, end) and not OF_PROJECT.match(text, end):
        return "technical_upgrade_investment"
    if FUNDED.match(text, end):
        return "fund_size"  # 拿出5000万元建风险池
    if ONE_PLANT.match(text, end):
        return ""
    before = BUILDING.search(text, begin, start)
    if before and OTHER_WORKS.search(text, before.end(), start):
        before = None
    if before or BUILDING.match(text, end) or BUILT.match(text, end):
        return "infrastructure_investment"
    return "rd_expenditure" if RESEARCHED.match(text, end) else ""
