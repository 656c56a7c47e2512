"""What the words around a number make of one that may flow or stand."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.periods.cues import (
    ACTS,
    ALL_DONE,
    AND_MADE,
    COMING_DEED,
    DONE_TO,
    HELD,
    LASTING,
    PACE,
    SIGNED,
)
from pipelines.figures.periods.deeds import CAME, then_acts
from pipelines.figures.periods.nature import (
    BUILT,
    EITHER,
    EXISTS,
    FLOW,
    IDLE_NOW,
    STOCK,
    TITLED,
    deed,
    natures,
)
from pipelines.figures.periods.nature_words import OF_QUOTA
from pipelines.figures.periods.place import LEAD, OWN, Place
from pipelines.figures.periods.spans import one_year
from pipelines.figures.periods.standing import REFORMED
from pipelines.figures.periods.timeless import here
from pipelines.figures.periods.traits import (
    priced,
    sold_abroad,
)
from pipelines.figures.times import calendar as cal
from pipelines.figures.times.frames import (
    EVENT,
    PLAN,
    SINCE,
    UNKNOWN,
    Frame,
)
from pipelines.figures.times.frames import FLOW as STRETCH
from pipelines.figures.types import Reading

IN_FORCE = later("规上|规模以上|现有|拥有|累计|目前|在建|在库")
SUM_OF_YEAR = later("(?<!余)(?<!金)(?:额|产值|收入|税收|营收|利润)[由从]")
LEAD_IN = 40  # characters back to what a change is of
HOLDERS = later("[^,。;0-9]{0,14}?(?:入选|上榜|跻身)")  # 上半年…, 3个集群入选全省首批
NEW_PART = later(
    "[,(]其中(?:[,0-9至—-]*(?:今年|去年|当年|本年|年内|前?[0-9]+个?月|[一二三四]季度|[上下]半年)){1,2}[^,。;0-9]{0,8}(?:新|引进|入驻|签约|投产)"
)
ROOMS = later(
    "[^,。;、0-9]{0,8}?(?:标准化?)?(?:厂房|仓库|公寓|孵化楼|孵化器|载体|写字楼|楼宇|冷库|泊位|变电站|污水处理厂|水厂)(?:总?面积)?(?:达到?|共|有|为|约|近|超)*"
)
BUILT_NOW = later("建(?!成区|筑)|竣工|完工|开工|改造|铺|修|拆|盘活|腾|交付|新")
STARTED = later("(?:开工|动工|竣工|完工|开建)$")  # what is done to things, whatever they are


def settled(reading: Reading, place: Place, kind: str) -> str:
    """What the words around a number make of one that may flow or stand."""
    if kind == TITLED:
        kind = _titled(reading, place)
    if _stands_there(reading, place):
        return STOCK
    if kind in (STOCK, EITHER) and (_reformed(place) or _to_come(reading, place)):
        return FLOW
    if kind == STOCK and sold_abroad(reading, place):
        return FLOW  # 上半年销售额1.4亿元, 产品远销12个国家
    if kind in (STOCK, EITHER) and (_does(reading, place) or _done_in(reading, place)):
        return FLOW
    if reading.indicator == "projects" and SIGNED.search(place.verb) and here(place):
        return FLOW  # 前7个月签约项目已有51个
    frame = place.stated[0] if place.stated else None
    closed = frame is not None and not frame.closes.empty and natures().get(reading.indicator)
    if closed == STOCK and reading.kind == "level" and CAME.search(place.verb):
        return STOCK  # 年末入驻企业124户, 投产97户
    part = "占" in place.phrase or "比重" in place.phrase  # a part of a flow is of its year
    rate = reading.kind == "share" and not (place.between or part)
    if rate and frame is not None and frame.words.endswith("年底"):
        return STOCK  # 去年年底, 配套率39.6%
    told = frame.kind if frame is not None else ""
    if kind == STOCK and told in (STRETCH, SINCE) and STARTED.search(place.head):
        return FLOW  # 今年以来已开工6个
    if kind == STOCK and reading.kind == "share" and OF_QUOTA.search(place.clause):
        return FLOW  # 完成全年目标任务7家的106%
    return _led_to(reading, place, kind)


def _led_to(reading: Reading, place: Place, kind: str) -> str:
    """What a change led to: 占全市的比重由目前的45%提高到60%, 班列由12列加密到61列."""
    if place.second_part_of_now and (kind == EITHER or reading.kind == "share"):
        flows = kind == FLOW and reading.kind == "share" and reading.indicator not in natures()
        return FLOW if flows else STOCK
    paced = place.second_part and PACE.search(place.clause[-LEAD_IN:]) is not None
    paced = paced and (reading.subject_kind not in OWN or here(place))
    if kind in (STOCK, EITHER) and paced and place.stated and place.stated[0].kind == STRETCH:
        return FLOW  # 今年上半年, 日均装车由去年的290车升到340车
    if place.second_part and (priced(place) or _reached_slowly(reading, place)):
        return STOCK
    led = place.second_part and kind == EITHER and reading.kind == "level"
    if led and reading.unit == "CNY" and SUM_OF_YEAR.search(place.clause):
        return FLOW  # 技术交易额由24.6亿元提高到70.0亿元
    return STOCK if led and "每" not in place.lead[-40:] else kind  # 由12个加密到61个


def _stands_there(reading: Reading, place: Place) -> bool:
    """What stands by the end of a stretch, whatever its verb."""
    if _all_done(reading, place) or _density(reading, place):
        return True
    if _rooms_there(reading, place) or _with_part(reading, place):
        return True
    return then_acts(reading, place.verb, place.rest) and not deed(place.verb)


def _with_part(reading: Reading, place: Place) -> bool:
    """引进的飞机达到48架, 其中今年新增9架: a stock, of which a part is told by its time."""
    counted = reading.unit == "count" and reading.kind == "level"
    up_to = counted and place.head.endswith(("达", "达到", "共有", "已有"))
    return up_to and reading.status != "planned" and NEW_PART.match(place.rest) is not None


def _rooms_there(reading: Reading, place: Place) -> bool:
    """上半年…, 标准厂房21.5万平方米, 出租率88%: rooms named without a verb are there."""
    if reading.indicator not in ("floor_area", "infrastructure_items") or reading.kind != "level":
        return False
    if reading.status == "planned" or reading.subject_kind in OWN:
        return False
    bare = ROOMS.fullmatch(place.verb) is not None and place.closed[:1] in (",", ";", "。")
    return bare and not BUILT_NOW.search(place.lead.rsplit(";", 1)[-1])


def _density(reading: Reading, place: Place) -> bool:
    """前7个月…, 平均投资强度达到226万元/亩: how densely a park is built up by then."""
    if reading.indicator != "per_mu_investment":
        return False
    frame = place.stated[0] if place.stated else place.inherited
    end = frame.period.end if frame is not None else None
    part = frame is not None and end is not None and frame.period != cal.year(end.year)
    mean = "平均投资强度" in place.head and "供地" not in place.head
    return reading.kind == "level" and (place.second_part or (mean and part))


def _to_come(reading: Reading, place: Place) -> bool:
    """下半年还有9个项目计划开工: what is to happen to things within a stretch."""
    counted = reading.unit == "count" and reading.kind == "level"
    if not counted or reading.status != "planned" or not place.stated:
        return False
    frame = place.stated[0]
    if frame.kind not in (STRETCH, PLAN) or frame.period.start is None:
        return False
    return COMING_DEED.match(place.closed) is not None


def _all_done(reading: Reading, place: Place) -> bool:
    """4条生产线全部投产: what has come to all of a set stands, but for what a day brought."""
    counted = reading.unit == "count" and reading.kind == "level"
    if not counted or reading.status == "planned" or not ALL_DONE.match(place.closed):
        return False
    return not (place.stated and place.stated[0].kind == EVENT)


def _does(reading: Reading, place: Place) -> bool:
    """今年以来27家企业歇业: what a count of firms did in a stretch, no figure telling more."""
    if reading.unit != "count" or reading.kind != "level" or reading.status == "planned":
        return False
    frame = place.stated[0] if place.stated else None
    if frame is None or frame.kind not in (STRETCH, SINCE, EVENT) or HELD.search(place.verb):
        return False
    if EXISTS.search(place.verb) and IDLE_NOW.match(place.closed):
        return False  # 一季度, 园区有3户企业停产: it stands at the end
    if HOLDERS.match(place.closed):
        return False  # 上半年…, 3个集群入选全省首批
    if AND_MADE.match(place.rest):
        return False  # 31户企业开足马力, 工业增加值完成5.1亿元
    lasts = LASTING.match(place.closed) and not (frame.kind == EVENT and "全部" in place.closed)
    return bool(ACTS.match(place.closed)) and not lasts


def _done_in(reading: Reading, place: Place) -> bool:
    """今年以来已有17个开工, 前11个月为386户办理退税: of a stretch named, as what was done."""
    frame = place.stated[0] if place.stated else None
    counted = reading.unit == "count" and reading.kind == "level"
    if frame is None or not counted or reading.status == "planned":
        return False
    if frame.kind not in (STRETCH, SINCE) or IN_FORCE.search(place.verb):
        return False
    near = not place.between and place.at - frame.end <= LEAD
    opens = near and place.text.count(",", frame.end, place.at) == 1
    if not (here(place) or (opens and place.text[frame.end : frame.end + 1] == ",")):
        return False
    return bool(DONE_TO.match(place.closed))


def _reached_slowly(reading: Reading, place: Place) -> bool:
    """2018年以来, 回用率由31%提高到78%: what many years led to stands at their end."""
    frame = place.stated[0] if place.stated else place.inherited
    code = natures().get(reading.indicator)
    if reading.status == "planned":
        return False
    if reading.kind == "share" or code in (STOCK, BUILT):
        return frame is None or frame.kind != STRETCH or not one_year(frame.period)
    return False


def _reformed(place: Place) -> bool:
    """今年以来, 审批环节由23个压减到7个: what a reform brought in its stretch."""
    within = bool(place.stated) and place.stated[0].kind == SINCE
    return within and place.second_part and REFORMED.search(place.lead) is not None


def _whole_year(frame: Frame) -> bool:
    end = frame.period.end
    return end is not None and frame.period == cal.year(end.year)


def _titled(reading: Reading, place: Place) -> str:
    """A title won dates the award where a stretch is told, else those counted hold it."""
    if HOLDERS.match(place.closed):
        return STOCK
    if reading.indicator == "projects":  # 今年列入省重点的; not 上半年…, 列入省重点的
        return FLOW if any(_whole_year(frame) for frame in place.stated) else STOCK
    return FLOW if any(frame.kind != UNKNOWN for frame in place.stated) else STOCK
