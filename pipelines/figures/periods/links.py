"""Numbers whose period is that of another: rates, parts of a whole, the money of a group."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.periods.apply import INHERITED, Choice
from pipelines.figures.periods.cues import YEARS_OF_CHANGE
from pipelines.figures.periods.going_on import REACH, earlier, goes_on
from pipelines.figures.periods.nature import (
    DEPENDENT,
    FLOW,
    HAPPENED,
    STOCK,
    nature,
    natures,
    rules,
)
from pipelines.figures.periods.place import LEAD, OWN, Place
from pipelines.figures.periods.timeless import of_the_land
from pipelines.figures.types import Reading

OF_THE_LAST = (",其中", "(其中", "、其中", "其中", ",内有", "内有", ",内含", ",含")
FARED = later(
    "亏损|盈利|停产|停工|减产|增产|负增长|(?:产值|产量|营收|收入|利润|税收|出口)(?:同比)?(?:增长|下降|下滑|回升)|^[,、;]?(?:下降|下滑|减少|持平)的"
)
LIST = later("^[、和及与]$|^以及$")
LISTED = ("、", "和", "及", "与")
SAME_BASE = later("[,、(]?(?:增长|下降|增幅|降幅|增速)")
RATE_OF = later(
    "[,、(]?(?:其中)?(?:同比|环比|比上年|比去年|较|比|增长|下降|增幅|增速|降幅|是|占|为|居|位居|位列|列|排名|排|约占|分别|微增|实现|完成|提高|提升|高于|低于|回落|上升)"
)
# 分别快于全市3.8个和3.3个百分点: how far a rate is from another place's.
GAP = later("(?:[高低快慢好优多少]于|[高低超快多]出|领先)[^,。;0-9]*$")
ITS_LENGTH = later("[,、(]?(?:总|全)(?:长|长度|里程)(?:达|达到|为|共|约|近|超|合计)*")
FACE = later("(?:增长|增产|下降|减产)面[^,。;0-9]*$")
PART_OF = later("[,、(]?其中(?:[^,。;0-9]{1,14}占|(?:有|约|近|超)?$)")
OF_THEM = later("其中|[,(]内?[有含]|[目业区户家个]中[,:]|中[,:]其?")
PATENTS = frozenset(("patents", "invention_patents"))
GROUPS = frozenset(("projects", "enterprises", "industrial_enterprises", "market_entities"))
SITES = frozenset(("land_area", "floor_area", "planned_area"))
SETS = frozenset(("other", "infrastructure_items"))  # groups where they are counted
STATE = later("[^,。;0-9]{0,10}(?:已|均|都|全部|正)")
BUILT_UP = later("[^,。;]{0,24}(?:已经?|均已|全部)(?:封顶|建成|完工|竣工|交付|投用)")
PEOPLE = frozenset(("人", "名", "户", "人口"))  # who live on a site live there now
NUMBERS = later("(?:总数|总量|数量|个数|户数|家数|企业数)[^,。;0-9]{0,4}[占居列排位][^,。;0-9]*$")
LET = later("(?:出租|入住|入驻|空置|预租|租售)率[^,。;0-9]*$")
SHARE_OF = later("占|^[,;(]?其中(?:有|约|近|超)?$")  # 订单38亿元, 其中七成出口
ROOMS = frozenset(("infrastructure_items", "other", "parks", "innovation_platforms"))
ITS_AREA = later(
    "[,、;]?(?:总|运营|经营|使用)?(?:建筑)?(?:总)?面积(?:达|达到|为|共|约|近|超|合计|突破)*|[,、]"
)
WORKS_BUILT = frozenset(("road_length", "pipeline_length", "floor_area", "infrastructure_items"))
# What the land of several projects is called; of one alone it is an attribute of it.
ITS_LAND = later(
    "[,、]?(?:总|合计|共计|共|累计)(?:用地|占地)(?:总?面积)?(?:达|达到|为|共|约|近|超)*"
)
TOTAL = later("(?:计划|预计|协议|合计|共计|总计)?总?投资(?:额|总额)?(?:约|近|超|超过|达|达到|为)*")
INVOLVED = later("(?:涉及|合计|共计|总计)[^,。;0-9]{0,6}$")
HAS = later("(?<![没所国私公])有(?!限|色|机)")


def linked(
    number: int, readings: list[Reading], places: list[Place], choices: list[Choice]
) -> Choice | None:
    """The choice of the number that this one depends on, if it depends on one."""
    reading, place = readings[number], places[number]
    if _alone(reading, place) or (number and _of_all(reading, place, readings[number - 1])):
        return None
    if reading.indicator in (
        "project_total_investment",
        "contracted_investment",
        "registered_capital",
    ) or (reading.indicator == "land_area" and INVOLVED.search(place.head)):
        found = _group(number, readings, places)
    elif number and _beside(reading, readings[number - 1], place, places[number - 1]):
        found = number - 1
    elif (summed := _after_sum(number, readings, places)) is not None:
        found = summed
    elif reading.kind in DEPENDENT and not place.average:
        found = _rate_before(number, readings, places)
        found = _amount(number, readings, places) if found is None else found
    else:
        found = _whole(number, readings, places)
    if found is None and number and goes_on(number, readings, places, choices[-1]):
        found = number - 1
    if found is None and reading.unit == "count":
        found = _repeated(number, readings, places)
    if found is None and number and _told_among(number, readings, places, choices[-1]):
        found = number - 1
    if found is None:
        return _continued(number, readings, places, choices)
    own_time = bool(place.stated) and place.stated[0].start >= places[number - 1].at
    done = reading.kind == "share" and place.head.endswith(("已完成", "已达", "完成了"))
    if choices[found].period.empty and (_held(reading, place) or own_time or done):
        return None
    rented = reading.kind == "share" and reading.status == "actual" and LET.search(place.head)
    if rented and choices[found].period.start:
        return None  # 竣工厂房8万平方米, 出租率提高到92%
    return choices[found]


def _alone(reading: Reading, place: Place) -> bool:
    """Whether a number has a time of its own."""
    if place.bound is not None or place.year_begin or place.changed is not None:
        return True
    if of_the_land(reading, place):
        return True
    changes = reading.kind in ("growth", "change")
    if changes and (place.since_day is not None or place.compared_year is not None):
        return True
    return place.first_part or _over_years(reading, place)  # 占比从关改前的18.5%提高到41%


def _of_all(reading: Reading, place: Place, other: Reading) -> bool:
    """新认定28户, 总数占全省的三分之一: of all there are, and not of those just added."""
    held = reading.kind in ("share", "rank") and natures().get(reading.indicator) == STOCK
    return held and other.kind == "addition" and NUMBERS.search(place.head) is not None


def _over_years(reading: Reading, place: Place) -> bool:
    """四年提高1.58个百分点: a change that says over how many years."""
    changes = reading.kind in ("growth", "change") and "年" in place.head
    return changes and bool(YEARS_OF_CHANGE.search(place.head))


def _held(reading: Reading, place: Place) -> bool:
    """A place in an order and a rate of use are held now, whatever they are of."""
    used = reading.indicator == "floor_area" and "占" not in place.head
    return reading.kind == "rank" or (reading.kind == "share" and used)


def _in_list(reading: Reading, other: Reading, place: Place, before: Place) -> bool:
    """14.2%、9.6%和5.3%: one rate after another."""
    return (
        reading.kind == other.kind
        and reading.kind in DEPENDENT
        and place.sentence == before.sentence
        and place.stated[:1] == before.stated[:1]
        and bool(LIST.search(place.head) or _listed(place))
    )


def _listed(place: Place) -> bool:
    """Whether nothing but 、 stands before a number."""
    return not place.head and place.text[place.at - 1 : place.at] in LISTED


def _beside(reading: Reading, other: Reading, place: Place, before: Place) -> bool:
    """Whether a number has the time of the one just before it."""
    if reading.indicator in ("road_length", "pipeline_length") and other.unit == "count":
        same = place.sentence == before.sentence and other.kind in ("level", "addition")
        return same and bool(ITS_LENGTH.fullmatch(place.head))  # 改造道路8条、总长16.5公里
    return _area_of(reading, other, place, before) or _in_list(reading, other, place, before)


def _after_sum(number: int, readings: list[Reading], places: list[Place]) -> int | None:
    """37个项目, 总投资461亿元, 总建筑面积540万平方米: the area of those counted, after the sum."""
    reading, place = readings[number], places[number]
    if reading.indicator not in ("floor_area", "land_area") or reading.subject_kind in OWN:
        return None
    if not (ITS_AREA if reading.indicator == "floor_area" else ITS_LAND).fullmatch(place.head):
        return None
    for back in range(number - 1, max(-1, number - 4), -1):
        other = readings[back]
        if places[back].sentence != place.sentence:
            return None
        if other.indicator == "projects" and other.unit == "count" and other.value > 1:
            return back if back < number - 1 or reading.indicator == "land_area" else None
        total = other.unit == "CNY" and TOTAL.fullmatch(places[back].head.lstrip(",、"))
        if not total and other.indicator not in ("floor_area", "land_area"):
            return None
    return None


def _area_of(reading: Reading, counted: Reading, place: Place, before: Place) -> bool:
    """小微企业园64个, 总建筑面积587万平方米: the area of things counted is of their time."""
    if reading.indicator != "floor_area" or counted.unit != "count":
        return False
    same = place.sentence == before.sentence and counted.kind in ("level", "addition")
    rooms = counted.indicator in ROOMS and counted.subject_kind not in OWN
    return same and rooms and bool(ITS_AREA.fullmatch(place.head))


def _amount(number: int, readings: list[Reading], places: list[Place]) -> int | None:
    reading, place = readings[number], places[number]
    if reading.kind == "share" and FACE.search(place.head):
        return None  # 税收415万元以上的7家; …, 产值增长面达59%
    if reading.kind in ("growth", "change") and rules(place.head):
        return None  # 在建项目较去年同期减少12个 speaks of a thing of its own
    for back in earlier(number, places):
        other = readings[back]
        if places[back].first_part:
            return None
        level = other.kind in ("level", "addition")
        direct = back == number - 1 and bool(RATE_OF.match(place.head))
        before = places[back]
        shared = direct and reading.kind == "share" and "占" in place.head
        if before.average or (before.bound is not None and not shared):
            continue
        if _based(reading, other, before) and not SAME_BASE.match(place.head):
            continue
        if other.indicator != reading.indicator:
            if level and reading.kind == "share" and SHARE_OF.search(place.head):
                part = back == number - 1 and PART_OF.match(place.head)
                if direct or part:
                    return back if other.status == reading.status else None
            continue
        if reading.indicator == "other" and not (direct and (level or reading.kind == "rank")):
            continue
        if reading.kind == other.kind == "growth" or other.status != reading.status:
            return None
        return back
    return None


def _based(reading: Reading, other: Reading, before: Place) -> bool:
    """比年初增加3.1亿元, 比2015年增长1.6倍: told from a base that what follows does not share."""
    times = reading.kind == "multiple" and other.kind == "growth"
    if times and before.compared_year is not None:
        return True  # 比2015年增长1.6倍, 是五年前的2.1倍
    return before.since_day is not None or before.year_begin


def _rate_before(number: int, readings: list[Reading], places: list[Place]) -> int | None:
    """The growth or the share right before a gap in points, whatever it is of."""
    reading, place = readings[number], places[number]
    if reading.kind != "change" or reading.unit != "pp" or not GAP.search(place.phrase):
        return None
    if rules(place.head):
        return None
    for back in earlier(number, places):
        if readings[back].kind in ("growth", "share") and not places[back].first_part:
            return back if readings[back].status == reading.status else None
    return None


def _whole(number: int, readings: list[Reading], places: list[Place]) -> int | None:
    """其中 parts have the period of their whole, unless they say 已."""
    reading, place = readings[number], places[number]
    if reading.kind not in ("level", "addition") or "已" in place.head + place.tail[:2]:
        return None
    if reading.unit == "count" and (HAPPENED.match(place.closed) or FARED.search(place.head)):
        return None  # 124户中, 55户产值增长
    parts = "中" in place.lead or place.head.startswith(OF_THE_LAST)
    for back in earlier(number, places) if parts else ():
        other = readings[back]
        same = other.indicator == reading.indicator and other.unit == reading.unit
        kin = {other.indicator, reading.indicator} <= PATENTS
        part = place.head.startswith(OF_THE_LAST) and reading.unit == other.unit == "count"
        alike = reading.unit_text == other.unit_text  # 为512户办理退税9.87亿元, 其中小微企业471户
        kin = kin or (part and (back == number - 1 or alike))
        if (same or kin) and other.kind == reading.kind and other.status == reading.status:
            gap = reading.start - other.end
            since = places[back].since_day is not None or places[back].year_begin
            if since and (reading.kind != "addition" or reading.value > other.value):
                continue  # 企业888家, 较年初新增88家, 其中规上企业539家
            if ";" in place.lead[-gap:] and not place.head.startswith(OF_THE_LAST):
                continue  # 其中发明专利1873件; 有效发明专利拥有量6650件
            if OF_THEM.search(place.lead[-gap:] if gap else ""):
                return None if places[back].first_part else back
    return _of_site(number, readings, places)


def _told_among(number: int, readings: list[Reading], places: list[Place], choice: Choice) -> bool:
    """授权专利1035件; 某公司研发投入2.3亿元: a firm's flow among the park's, of a stretch over."""
    reading, place, before = readings[number], places[number], places[number - 1]
    own = reading.subject_kind in OWN and readings[number - 1].subject_kind not in OWN
    if not own or place.stated or before.sentence != place.sentence:
        return False
    if choice.basis != INHERITED or choice.period.start is None:
        return False
    return reading.status == "actual" and nature(reading, place.verb, place.closed) == FLOW


def _repeated(number: int, readings: list[Reading], places: list[Place]) -> int | None:
    """签约的15个项目中, after the sentence that told of 15 projects: the same fact again."""
    reading, place = readings[number], places[number]
    if place.stated or reading.kind not in ("level", "addition"):
        return None
    for back in range(number - 1, max(-1, number - 1 - REACH), -1):
        other = readings[back]
        if places[back].paragraph_start != place.paragraph_start:
            return None
        if other.quote == reading.quote and other.indicator == reading.indicator:
            return back if other.status == reading.status else None
    return None


def _continued(
    number: int, readings: list[Reading], places: list[Place], choices: list[Choice]
) -> Choice | None:
    """A sentence that begins with 其中 goes on with the event of the one before."""
    place = places[number]
    begins = place.text.startswith("其中", max(place.sentence_start, place.at - LEAD), place.at)
    if not number or not begins or place.stated:
        return None
    for back in range(number - 1, max(-1, number - 1 - REACH), -1):
        if places[number].sentence - places[back].sentence > 1:
            return None
        period = choices[back].period
        other = readings[back]
        if other.kind == "change":
            continue  # 比去年底增加4个; 过500亿元的2个
        summed = other.indicator == "project_total_investment" and period.as_of  # of what is there
        same = other.indicator == readings[number].indicator
        same |= summed and readings[number].indicator == "projects"
        day = period.start is not None and period.start == period.end
        counted = (other.unit == "count" and other.kind != "growth") or summed
        own = STATE.match(place.tail) or rules(place.head.replace("续建", ""))
        listed = counted and not own
        if same and (day or (listed and readings[number].subject_kind not in OWN)):
            return choices[back]
    return None


def _of_site(number: int, readings: list[Reading], places: list[Place]) -> int | None:
    """占地126亩，其中标准仓5栋: a number within the description of a site has no time either."""
    reading, place = readings[number], places[number]
    own = rules(place.head) or HAS.search(place.head) is not None
    own = own or reading.unit_text in PEOPLE or STATE.match(place.tail) is not None
    own = own or BUILT_UP.match(place.rest) is not None
    if reading.indicator not in SETS or place.stated or own or not number:
        return None
    for back in range(number - 1, max(-1, number - 1 - REACH), -1):
        if places[back].sentence != place.sentence:
            return None
        if readings[back].indicator in SITES:
            return back
        if readings[back].indicator not in SETS or rules(places[back].head):
            return None
    return None


def _between_count(number: int, readings: list[Reading], place: Place) -> bool:
    """26个总投资47亿元的工业项目: a sum between a count and what is counted."""
    before = readings[number - 1] if number else None
    beside = before is not None and before.end == place.at - len(place.head)
    return beside and before is not None and before.unit == "count"


def _group(number: int, readings: list[Reading], places: list[Place]) -> int | None:
    """招引项目13个、总投资36.2亿元: the money of a group has the period of its count."""
    reading, place = readings[number], places[number]
    if reading.kind not in ("level", "addition"):
        return _amount(number, readings, places)
    goal = reading.status == "planned" and "总" not in place.head
    if goal and place.head.endswith(("超过", "突破", "达到", "达")):
        return None  # 到2025年, 企业超过200家, 投资超过600亿元
    if place.tail.startswith("的") and not _between_count(number, readings, place):
        return None  # 建成水厂一座;投资3000万元的集贸市场: of what follows
    for back in earlier(number, places, 3):
        other = readings[back]
        counts = other.indicator in GROUPS or (other.indicator in SETS and other.unit == "count")
        built = back == number - 1 and other.indicator in WORKS_BUILT
        counts = counts or (built and other.status == "planned")  # 再建管线18公里, 投资9000万元
        apart = ";" in place.text[other.end : place.at - len(place.head)]
        if apart and "总投资" in place.head and TOTAL.fullmatch(place.head) is None:
            return None  # 引进文创企业26家;糖厂创意园总投资3.5亿元
        if counts and other.kind in ("level", "addition"):
            single = reading.subject_kind in OWN and reading.start - other.end > 10
            several = back == number - 1 and other.indicator in GROUPS and other.value > 1
            single = single and not (several and TOTAL.fullmatch(place.head))
            return None if single else back
    return None
