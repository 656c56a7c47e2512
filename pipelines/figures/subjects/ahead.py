"""Numbers that stand before the thing they belong to: 总投资3亿元的某某项目."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from pipelines.figures.cast.measured_works import work_at
from pipelines.figures.names.terms import ENTERPRISE, PARK, PROJECT, REGION, SECTOR, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

MODIFIES = later(r"(?:左右|以上|上下|/年|/日)?[^,。;:、的“”\n\d]{0,8}的")
MODIFIER = 11  # characters of what it finds
FUNDS = later(
    "(?:投资|投入|出资|总投资|拿出|斥资|耗资|砸下|砸出|砸进|追加|筹资|筹集|掏出|自筹|贷款|投了|花了|花)(?:约|近|超|达|了)?$"
)
# Measures of one project that share the 的: 总投资3亿元、占地100亩的某某项目.
MEASURE = later("投资|占地|用地|面积|年产|日产|产能|规模(?!以上)|产值|注册|资产|员工")
BUILDS = later(
    "(?:人民币)?,?(?:用于|来)?(?:[在于][^,。;:、\\d]{2,14}?)?(?:开工)?(?:建设|建成|建起|办起|修建|实施|新建|扩建|启动|兴建|打造|改造|上马|新上|建)(?:了)?(?:的)?(?:一座|1座)?"
)
BREAK = later("[,。;:、]")
# What is invested in a park that is built, and what follows where it is, not a road in it.
INVESTS = later("(?<!完成)(?<!累计)(?:总?投资|斥资|出资)(?:约|近|超|达)?$")
NEAR = 4  # letters between 建起 and the name of a park: 办起了一个
CLOSE = 12  # letters between money and the project that it goes into: 投资1.2亿元|实施
OF_IT = later("(?:[一二三]期)?[,。;、(]|(?:[一二三]期)?\\d")
# Land that a park is founded on: 划出12.6平方公里共建某某产业园.
FOUNDS = later(
    "(?:的?(?:土地|区域|用地))?,?(?:共同|联合|合作)?(?:共建|建设|规划建设|打造|兴建|设立)(?:了)?"
)
# Works with a name of their own but without 项目.
FACILITY = later(
    r"[^,。;:、的\n\d]{0,18}?(?:(?<![示核])中心|基地|工厂|生产线|电站|水厂|污水厂|处理厂|码头|货场|堆场|换装场|查验场|大厦|通道|隧道|管廊|管网|干线|铁路(?![口货专物装站枢港工项])|专用线|公路|大道|综合体|"
    r"商贸城|建材城|汽车城|家居城|家具城|[品食材布鞋]城|商业广场|宾馆|酒店|医院|职业学院|水泥厂|风电场|矿井|煤矿|研究院|枢纽港|加速器|孵化器|示范线|中试线|[一-龥]{2,10}(?=[二三四]期(?!项目|工程))|联运枢纽|物流枢纽|产业园|物流园|变电站|热电厂|水库|大桥|主厂房|车间|工程|(?:供热|供水|供电|管网|燃煤|锅炉|屋顶|厂房|节能|提标|智能化|数字化|绿色化|连片|旧厂)改造|新厂)(?:[一二三]期)?(?![和、及]|[\d一二两三四五六]+[个座条家])"
)
# Works that any park has built; the number is about the park that has them.
COMMON_WORKS = later(
    "(?:园区|开发区|区内|园内|全区)?(?:集中|工业|生活)?(?:处理)?(?:中心|公路|大道)"
)
# A plant for water, whose cost and capacity are its own: 日处理2万吨的污水处理厂1座.
RATED = later("\\d{2,4}(?:千伏|kV|KV)")
WATER = later(
    "(?![两二三四五六几])(?:[一-龥]{0,6}?(?:污水|废水|中水)(?:集中)?处理(?:厂|站)|[一-龥]{0,4}?(?:自来|再生|净|供)?水厂|污水厂|"
    "(?:危险废物|危废|固废|固体废物|垃圾)(?:集中)?(?:处置|处理|焚烧)(?:中心|厂|站))(?:[一二三]期)?"
)
# A plant by its name, whose power or output is its own: 2×100万千瓦|板山电厂, but 光伏电站: none.
PLANT = later(
    "的?((?:[一-龥]{2,5}、){0,2}[^,。;:、的和与及\\n\\d]{2,10}?(?:煤矿|矿井|[铁铜金锂磷铝锌]矿|热?电厂|电站|风电场))(?![区工])"
)
NO_PLANT = later(
    "(?:自备|集中式|分布式|屋顶|新型|大型|农光互补|渔光互补|配套|共享|抽水|燃煤|燃气)*(?:光伏|水|风光?|火|热|储能|蓄能|生物质|垃圾焚烧|发|变|充|换|核)*(?:发)?(?:电厂|电站|风电场|煤矿)"
)
ANY_LINE = later("(?:[一二三四]期|首条|新)?(?:生产线|工厂|基地|主厂房)")
OF_PROJECTS = frozenset(("project_total_investment", "treatment_capacity"))
CAPACITIES = frozenset(("production_capacity", "treatment_capacity"))
# A line named by what it makes in a year.
LINE = later(r"[^,。;:、的\n\d]{2,18}(?:线|装置)(?=[、,。;等和]|项目)")
YEARLY = later("年产|年处理|年加工|日产|日处理")
ABLE = ("可", "能", "可以", "能够", "可实现")  # what the subject can make, no name: 可|年产200台
# What it has in use, its first line and those that a list adds: 拥有|年产5000吨纸巾生产线、年产….
HAS_LINES = later("(?:拥有|现有|已有|建有|目前有)了?(?:[^,。;:\\n]{2,24}线、){0,3}$")
OWNED = later("(?:[台港外日韩德美法]资|民营|国有)(?:企业)?|(?:龙头|上市|央|国|民)企业?")
COVERS = ("占地", "占地面积", "建筑面积", "总建筑面积", "总面积")
LONG = ("全长", "总长", "全长约", "总里程", "线路全长", "正线全长")
# Between a firm and a project that is not its own: 30亿元的甲实业、28亿元的|乙项目.
SEPARATE = later("[,。;:]|、[^、]{0,6}\\d")
NEXT_ITEM = ","
WITHIN = later("(?:在|于|落户|入驻|进驻)$")  # the thing comes before the park that it is in
PHASE = later("[一二三四五]期(?:项目|工程)?")
SETS_UP = later(
    "(?:建设|新建|建成|形成|新上|购置|购进|安装|引进|扩建)(?:年产|日产|年处理|日处理)?约?$"
)
THIS = later("(?:这个|该|此|这一)[^,。;:]{0,8}$")


def ahead(
    text: str,
    readings: Sequence[Reading],
    found: Sequence[Mention],
    resolve: Callable[[Mention], int | None],
    project: Callable[[str], int],
) -> list[int | None]:
    """For each reading of a sentence the named thing that it modifies, or None.

    `resolve` gives the entity of a mention, `project` makes one of a facility's name.
    """
    starts = [m.start for m in found]
    out: list[int | None] = [None] * len(readings)
    for place in range(len(readings) - 1, -1, -1):
        reading = readings[place]
        line = LINE.match(text, reading.end) if reading.indicator in CAPACITIES else None
        front = YEARLY.search(text, max(0, reading.start - 4), reading.start) if line else None
        able = front is not None and _able(text, front.start())
        if line and not able and (front or reading.unit != "count"):  # 年产3000吨中药材提取线
            begin = front.start() if front else reading.start
            out[place] = project(text[begin : line.end()])
            continue
        plant = PLANT.match(text, reading.end) if _powers(reading) else None
        if plant and not NO_PLANT.fullmatch(plant[1]):  # 年产300万吨的板山煤矿
            out[place] = project(plant[1])
            continue
        near = text.find("的", reading.end, reading.end + MODIFIER) >= 0
        hit = MODIFIES.match(text, reading.end) if near else None
        if hit:
            out[place] = _named_after(text, reading, hit.end(), found, starts, resolve, project)
            if out[place] is None and not _of_park(reading, found, starts):
                out[place] = _facility(text, reading, hit.end(), project)
        elif funds(text, reading) and (named := _right_after(reading.end, found, starts)):
            out[place] = resolve(named)  # 总投资150亿元|某某项目已经签约
        elif funds(text, reading) and (builds := BUILDS.match(text, reading.end)):
            built = _named_after_verb(text, reading, builds.end(), found, starts, resolve)
            out[place] = _water_works(text, builds.end(), project) if built is None else built
        elif reading.unit == "m2" and (founds := FOUNDS.match(text, reading.end)):
            out[place] = _park_at(founds.end(), found, starts)
        elif place + 1 < len(readings) and out[place + 1] is not None:
            gap = text[reading.end : readings[place + 1].start]
            lists = len(gap) <= 12 and gap[:1] in ",、" and not re.search("[。;:]|其中", gap)
            lists = lists and not _owned(text, reading, found, starts)
            if lists and MEASURE.search(text, max(0, reading.start - 8), reading.start):
                out[place] = out[place + 1]
    return out


def _able(text: str, at: int) -> bool:
    """Whether a line is no thing of its own: its maker can make so much, or has it in use."""
    return text.endswith(ABLE, 0, at) or HAS_LINES.search(text, max(0, at - 90), at) is not None


def _powers(reading: Reading) -> bool:
    """Whether a reading tells how much a plant makes or can give."""
    return reading.unit == "kW" or reading.indicator in CAPACITIES


def _named_after(
    text: str,
    reading: Reading,
    at: int,
    found: Sequence[Mention],
    starts: Sequence[int],
    resolve: Callable[[Mention], int | None],
    project: Callable[[str], int],
) -> int | None:
    low = max(0, bisect_left(starts, at) - 1)
    for place in range(low, len(found)):
        mention = found[place]
        if mention.end <= at or mention.kind in (SECTOR, REGION):
            continue
        between = text[at : mention.start] if mention.start > at else ""
        if len(between) > 24 or BREAK.search(between) or mention.group:
            return None
        if mention.kind == PROJECT:
            if not mention.name and not THIS.search(
                text, max(0, reading.start - 16), reading.start
            ):
                return None
            return resolve(mention)
        if mention.kind == PARK:
            after = found[place + 1] if place + 1 < len(found) else None
            if after and after.kind == PROJECT and after.name and after.start == mention.end:
                return resolve(after)  # 总投资5亿元的某某园区储能项目
            phase = PHASE.match(text, mention.end)
            if phase and mention.name and mention.start >= at:
                return project(mention.name + phase[0])  # 总投资9亿元的某某产业园二期
            if WITHIN.search(between):
                return None
            known = mention.name or mention.head not in terms().vague_heads
            known = known and (mention.name or not mention.head.endswith("基地"))
            return resolve(mention) if mention.start >= at and known else None
        if mention.kind != ENTERPRISE:
            return None
        after = found[place + 1] if place + 1 < len(found) else None
        gap = text[mention.end : after.start] if after and after.kind == PROJECT else NEXT_ITEM
        if len(gap) > 24 or SEPARATE.search(gap):
            owned = not between or OWNED.fullmatch(between) is not None
            phase = PHASE.match(text, mention.end)  # 总投资3亿美元的岷峰化学二期
            one = project(mention.name + phase[0]) if phase and owned else resolve(mention)
            return one if mention.name and owned else None
    return None


def _owned(text: str, reading: Reading, found: Sequence[Mention], starts: Sequence[int]) -> bool:
    """Whether a park's name opens the clause of a reading: 甲园总用地166公顷,规划131公顷的乙园."""
    place = bisect_left(starts, reading.start) - 1
    if place < 0 or found[place].kind != PARK or not found[place].name:
        return False
    return BREAK.search(text, found[place].end, reading.start) is None


def _next(at: int, found: Sequence[Mention], starts: Sequence[int]) -> Mention | None:
    """The first mention that begins at an offset or behind it."""
    place = bisect_left(starts, at)
    return found[place] if place < len(found) else None


def _right_after(at: int, found: Sequence[Mention], starts: Sequence[int]) -> Mention | None:
    """The project by name that begins at an offset, None where there is none."""
    one = _next(at, found, starts)
    named = one is not None and one.start == at and one.kind == PROJECT and one.name
    return one if named else None


def _of_park(reading: Reading, found: Sequence[Mention], starts: Sequence[int]) -> bool:
    """Whether a park's name stands right before a reading: 某某园3万吨的污水处理厂."""
    place = bisect_left(starts, reading.start) - 1
    return place >= 0 and found[place].kind == PARK and found[place].end == reading.start


def funds(text: str, reading: Reading) -> bool:
    """Whether a reading is money that is put into something: 投资1.2亿元."""
    return (
        len(reading.unit) == 3
        and FUNDS.search(text, max(0, reading.start - 6), reading.start) is not None
    )


def _named_after_verb(
    text: str,
    reading: Reading,
    at: int,
    found: Sequence[Mention],
    starts: Sequence[int],
    resolve: Callable[[Mention], int | None],
) -> int | None:
    """The project or park by name that money has put up."""
    built = _project_after(text, at, found, starts, resolve)
    return _park_built(text, reading, at, found, starts, resolve) if built is None else built


def _project_after(
    text: str,
    at: int,
    found: Sequence[Mention],
    starts: Sequence[int],
    resolve: Callable[[Mention], int | None],
) -> int | None:
    """The one project that money goes into: 投资1.2亿元实施余热回收项目."""
    one = _next(at, found, starts)
    if one is None or one.kind != PROJECT or one.group or not one.name or one.start - at > CLOSE:
        return None
    return None if BREAK.search(text, at, one.start) else resolve(one)


def _park_built(
    text: str,
    reading: Reading,
    at: int,
    found: Sequence[Mention],
    starts: Sequence[int],
    resolve: Callable[[Mention], int | None],
) -> int | None:
    """The one park that money has put up: 投资7亿元办起五金园; none of which is a part."""
    one = _next(at, found, starts)
    if one is None or one.kind != PARK or one.group or one.start - at > NEAR:
        return None
    if INVESTS.search(text, max(0, reading.start - 5), reading.start) is None:
        return None
    whole = OF_IT.match(text, one.end) is not None
    return resolve(one) if whole and not BREAK.search(text, at, one.start) else None


def _water_works(text: str, at: int, project: Callable[[str], int]) -> int | None:
    """花1000万元办起|自来水厂一座: the one plant for water that money has put up."""
    works = WATER.match(text, at)
    if works is None or text[works.end() : works.end() + 1] in ("、", "和", "及", "与"):
        return None
    return project(works[0])


def _facility(text: str, reading: Reading, at: int, project: Callable[[str], int]) -> int | None:
    """总投资6.8亿元的冷链分拨中心: a work that is one project."""
    covers = reading.unit == "m2" and text.endswith(COVERS, 0, reading.start)
    covers |= reading.unit == "m" and text.endswith(LONG, 0, reading.start)
    costs = covers or text.endswith(("总投资", "概算", "造价"), 0, reading.start)
    if reading.indicator not in OF_PROJECTS and not costs:
        return None
    water = WATER.match(text, at)
    if water and "新增" in text[max(0, reading.start - 8) : reading.start]:
        return None  # 新增日处理能力1.2万吨的污水处理厂1座: what the park gains
    if water:
        return project(water[0])
    rated = RATED.match(text, at)  # 投资9760万元的|220千伏变电站
    named = FACILITY.match(text, rated.end() if rated else at)
    if named is None:
        work = work_at(text, rated.end() if rated else at)
        return project(text[at : rated.end()] + work if rated else work) if work else None
    if COMMON_WORKS.fullmatch(named[0]) or ANY_LINE.fullmatch(named[0]):
        return None
    end = named.end() + 2 if text.startswith(("工程", "项目"), named.end()) else named.end()
    return project(text[at:end].strip("“”"))


def _park_at(at: int, found: Sequence[Mention], starts: Sequence[int]) -> int | None:
    place = bisect_left(starts, at - len("共建"))  # which may begin the name
    near = place < len(found) and found[place].start in (at - len("共建"), at)
    if near and found[place].kind == PARK:
        return found[place].entity if found[place].entity >= 0 else None
    return None


def set_up(text: str, at: int) -> bool:
    """Whether what stands at an offset is set up by somebody: 二期项目建设|600吨奶粉生产线."""
    return SETS_UP.search(text, max(0, at - 8), at) is not None
