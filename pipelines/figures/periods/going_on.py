"""Numbers that go on with what the one before them told."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.periods.apply import INFERRED, Choice
from pipelines.figures.periods.cues import YEARLY
from pipelines.figures.periods.nature import (
    EITHER,
    FLOW,
    STOCK,
    TREATED,
    describes,
    nature,
    natures,
    rules,
)
from pipelines.figures.periods.place import Place
from pipelines.figures.periods.still import after_already
from pipelines.figures.periods.timeless import ROOM, timeless
from pipelines.figures.times.calendar import Period
from pipelines.figures.types import Reading

REACH = 5  # numbers back in the sentence
RATE = later(
    "[,、(]?[^,。;0-9]{0,6}(?:办结|解决|化解|答复|响应|满意|履约|开工|投产|竣工|落地|达产|转化|到位|兑现|通过|合格|签约|交付|成功)率(?:、[^,。;0-9]{1,6}率)?(?:分别)?(?:达|达到|为|是|超|超过|约)?$"
)
TOUCHED = later("[,、;(]?(?:共|累计|合计)?(?:涉及|惠及|受益)(?!面)[^,。;0-9]{0,8}$")
HANDLED = later("[,、(]?(?:已|均已|全部)?(?:办结|解决|办理|化解|整改|答复|受理)[^,。;0-9]{0,6}$")
GIVEN_TO = later("(?:为|惠及|协助|扶持|服务|奖励|补贴)(?:近|超|约|全[市县区])?$")
STAGE = later(",?(?:新)?(?:签约|开工|投产|竣工|落地|在建|投用|达产)(?:类)?项目(?:达|达到|有|共)?")
STOPS = later("[,。;:]")
BUILT_NOW = later("^[,、]?(?:已|现已|先后)?(?:建成|建有|建起|建立|设立|组建)[^,。;:0-9]{0,10}$")
BUILT_THEN = later("建成|新建|建设|打造|组建|成立|开工|完成")


def earlier(number: int, places: list[Place], reach: int = REACH) -> list[int]:
    """The numbers of the same sentence before this one, with no stated time between, last first."""
    place, out = places[number], list[int]()
    for back in range(number - 1, max(-1, number - 1 - 3 * reach), -1):
        if places[back].sentence != place.sentence or len(out) == reach:
            break
        if places[back].box not in (-1, place.box):
            continue  # 企业137家(2020年末只有55家), 其中规上64家
        out.append(back)
        if place.stated and place.stated[0].start >= places[back].at:
            out.pop()
            break
    return out


def goes_on(number: int, readings: list[Reading], places: list[Place], choice: Choice) -> bool:
    """Whether a number goes on with what the one before it told."""
    reading, place = readings[number], places[number]
    alike = reading.status == readings[number - 1].status
    return (
        _outcome(number, readings, places, choice.period.empty)
        or (alike and _as_before(reading, place, places[number - 1], choice))
        or _on_the_day(number, readings, places, choice.period)
        or _treated(reading, place, readings[number - 1], places[number - 1])
        or _listed_on(number, readings, places, choice)
        or _held_on(number, readings, places, choice)
        or _yearly_on(number, readings, places, choice)
        or _summed_on(number, readings, places, choice)
        or _then_on(number, readings, places, choice)
        or _sorted_on(reading, place, readings[number - 1], places[number - 1], choice)
        or _item(reading, place, readings[number - 1], places[number - 1], choice)
        or after_already(reading, place, readings[number - 1], places[number - 1], choice)
    )


def _outcome(number: int, readings: list[Reading], places: list[Place], empty: bool) -> bool:
    """收集问题83个, 已办结79个, 办结率95%: what became of the things just counted."""
    reading, place, other = readings[number], places[number], readings[number - 1]
    if other.kind not in ("level", "addition") or not earlier(number, places, 1):
        return False
    if other.status != reading.status:
        return False
    if reading.kind == "share":
        return bool(RATE.match(place.head)) and not describes(other)
    if reading.kind == "level" and TOUCHED.match(place.head) and not (empty or describes(other)):
        return True  # 减免租金1246万元, 涉及企业315户
    counted = reading.kind == "level" and reading.unit == other.unit == "count"
    return counted and bool(HANDLED.match(place.head))


def _treated(reading: Reading, place: Place, other: Reading, before: Place) -> bool:
    """已为163户企业减免房租2150万元: what was given is of the time of those who got it."""
    together = other.unit == "count" and other.kind == reading.kind == "level"
    if not together or reading.unit == "count" or reading.status != other.status or place.stated:
        return False
    given = TREATED.search(before.head) or GIVEN_TO.search(before.head)
    between = place.text[other.end : reading.start]
    return bool(given) and not (STOPS.search(between) or describes(reading))


def _as_before(reading: Reading, place: Place, before: Place, choice: Choice) -> bool:
    """现有企业280家, 吸纳就业3.2万人: what may stand or flow stands, where the one before does."""
    timed = bool(place.stated) and place.stated[0].start > before.at
    if reading.kind == "rank":
        return False  # 在148家国家高新区中列第36名
    if place.stated and BUILT_THEN.search(place.head):
        return False  # 今年以来…累计达19家; 建成车间12个
    led = before.bound is not None or before.second_part  # 由267户增加到358户, 吸纳就业…
    same = before.sentence == place.sentence and not (timed or led) and choice.period.as_of
    sort = nature(reading, place.verb, place.closed) if same else ""
    if sort != EITHER and not (reading.kind == "level" and _built_too(choice, before, place)):
        return False
    general = timeless(reading, place) and not ROOM.search(place.head)
    return not (general or YEARLY.search(place.phrase))


def _built_too(choice: Choice, before: Place, place: Place) -> bool:
    """聚集物流企业320户,建成海外仓11个: what was built, told after what stands now."""
    now = choice.basis == INFERRED and not (place.stated or before.stated)
    return now and BUILT_NOW.search(place.head) is not None


def _on_the_day(number: int, readings: list[Reading], places: list[Place], period: Period) -> bool:
    """装备制造项目11个, 现代服务业5个: what was signed or begun on a day, told by parts."""
    reading, place, other = readings[number], places[number], readings[number - 1]
    if period.start is None or period.start != period.end or place.stated:
        return False
    counts = reading.unit == other.unit == "count" and reading.kind == other.kind
    sorts = {reading.indicator, other.indicator} <= {"projects", "other"}
    return counts and sorts and bool(earlier(number, places, 1)) and not rules(place.head)


def _listed_on(number: int, readings: list[Reading], places: list[Place], choice: Choice) -> bool:
    """现有高新技术企业168家; 专精特新企业14家: what stands goes on after a semicolon."""
    reading, place, other = readings[number], places[number], readings[number - 1]
    counts = reading.unit == other.unit == "count" and reading.kind == other.kind == "level"
    if not counts or place.stated or reading.status != other.status or not choice.period.as_of:
        return False
    between = place.text[other.end : place.at - len(place.head)]
    same = reading.subject == other.subject and natures().get(reading.indicator) == STOCK
    return same and between == ";" and not rules(place.head)


def _held_on(number: int, readings: list[Reading], places: list[Place], choice: Choice) -> bool:
    """2015年产值72亿元。现有企业136家, 从业人员1.6万人: what stands with what stands now."""
    reading, place, other = readings[number], places[number], readings[number - 1]
    before = places[number - 1]
    now = (
        choice.basis == INFERRED
        and choice.period.as_of
        and "现有" in before.lead.rsplit(";", 1)[-1]
    )
    same = other.subject == reading.subject and other.status == reading.status
    if not (now and same) or place.sentence != before.sentence or place.stated:
        return False
    stands = reading.kind == "level" and nature(reading, place.verb, place.closed) == STOCK
    return stands and not rules(place.head) and ";" not in place.text[other.end : reading.start]


def _item(reading: Reading, place: Place, other: Reading, before: Place, choice: Choice) -> bool:
    """累计建成绿色园区24家、绿色工厂312家: things listed stand together."""
    counts = reading.unit == other.unit == "count" and reading.kind == other.kind == "level"
    same = before.sentence == place.sentence and reading.status == other.status
    begin = place.at - len(place.head)
    listed = place.text[begin - 1 : begin] == "、" or place.head.startswith(("和", "及"))
    listed = listed and not rules(place.head)
    listed = listed and not STOPS.search(place.text[other.end : begin - 1])
    return counts and same and listed and choice.period.as_of and before.bound is None


def _summed_on(number: int, readings: list[Reading], places: list[Place], choice: Choice) -> bool:
    """累计签约项目59个, …; 开工项目49个, …: counted up to the same day, part after part."""
    reading, place = readings[number], places[number]
    if reading.indicator != "projects" or reading.kind != "level" or place.stated:
        return False
    if not choice.period.as_of or STAGE.fullmatch(place.head) is None:
        return False
    told = place.text.rfind("累计", place.sentence_start, place.at)
    return told >= 0 and STAGE.match(place.text, told + 2) is not None


def _sorted_on(
    reading: Reading, place: Place, other: Reading, before: Place, choice: Choice
) -> bool:
    """其中工业企业52家:建成投产的项目26个,…: a colon after what stands tells of its sorts."""
    counts = reading.unit == other.unit == "count" and reading.kind == other.kind == "level"
    same = before.sentence == place.sentence and reading.status == other.status
    sorts = place.text.startswith(":", other.end) and not place.stated
    return counts and same and sorts and choice.period.as_of


def _then_on(number: int, readings: list[Reading], places: list[Place], choice: Choice) -> bool:
    """排定2020年建成, 届时产值可达75亿元, 就业岗位多出2万个: all that 届时 opens."""
    reading, place = readings[number], places[number]
    if reading.status != "planned" or place.stated or not earlier(number, places, 1):
        return False
    then = place.text.rfind("届时", place.sentence_start, places[number - 1].at)
    started = choice.period.start is not None and readings[number - 1].status == "planned"
    return then >= 0 and started and not describes(reading)


def _yearly_on(number: int, readings: list[Reading], places: list[Place], choice: Choice) -> bool:
    """每年减少排放120吨, 节约成本300万元: what a plant does each year goes on."""
    reading, place, before = readings[number], places[number], places[number - 1]
    if (
        not choice.period.empty
        or not YEARLY.search(before.phrase)
        or not earlier(number, places, 1)
    ):
        return False
    other = readings[number - 1]
    paced = (
        "每" in place.head or "已" in place.head or describes(other)
    )  # 年产3万吨的生产线, 每天产出180吨
    if reading.status != other.status or paced or rules(place.head):
        return False
    begin = place.at - len(place.head)
    beside = place.text[begin - 1 : begin] in (",", "、")
    return beside and nature(reading, place.verb, place.closed) == FLOW
