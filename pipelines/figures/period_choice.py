"""Chooses the period of one number from the times that are in force where it stands."""

from __future__ import annotations

import re
from datetime import date

from pipelines.figures import period_calendar as cal
from pipelines.figures.patterns import later
from pipelines.figures.period_apply import INFERRED, INHERITED, NONE, STATED, Choice, under
from pipelines.figures.period_calendar import NOTHING, Period
from pipelines.figures.period_coming import ONCE_DONE, Coming
from pipelines.figures.period_cues import (
    ABLE,
    ACTS,
    AGREED,
    ALL_DONE,
    AND_MADE,
    BY_THEN,
    COMING_DEED,
    DONE_TO,
    FUNDED,
    GROUP,
    HELD,
    IN_ORDER,
    LASTING,
    PLANT,
    SIGNED,
    STANDING,
)
from pipelines.figures.period_deeds import then_acts
from pipelines.figures.period_extents import dates_it, measured, part_of_year, stands_then
from pipelines.figures.period_frames import (
    AS_OF,
    EVENT,
    PLAN,
    PRESENT,
    SINCE,
    UNKNOWN,
    Frame,
)
from pipelines.figures.period_frames import FLOW as STRETCH
from pipelines.figures.period_nature import (
    ATTRIBUTE,
    BUILT,
    EITHER,
    ENDED,
    EXISTS,
    FLOW,
    IDLE_NOW,
    STOCK,
    TITLED,
    deed,
    nature,
    natures,
)
from pipelines.figures.period_place import LEAD, OWN, Place
from pipelines.figures.period_reached import Reached
from pipelines.figures.period_spans import from_year_begin, one_year, over_years, years_told
from pipelines.figures.period_standing import REFORMED
from pipelines.figures.period_timeless import earned, here, timeless
from pipelines.figures.period_traits import (
    cumulated,
    of_design,
    priced,
    quota,
    sold_abroad,
    spent,
)
from pipelines.figures.types import Reading

IN_FORCE = later("规上|规模以上|现有|拥有|累计|目前|在建|在库")
HAD = later("现有")
HOLDERS = later("[^,。;0-9]{0,14}?(?:入选|上榜|跻身)")  # 上半年…, 3个集群入选全省首批
GROWN = frozenset(("planned_area", "land_area", "treatment_capacity", "floor_area"))
STARTED = later("(?:开工|动工|竣工|完工|开建)$")  # what is done to things, whatever they are


class Chooser:
    """Decides for one report; needs indicator, kind, subject and status of each reading."""

    def __init__(self, today: date | None, assessed: int | None = None) -> None:
        self.today = today
        self.coming = Coming(today)
        self.reached = Reached(today, self.coming, assessed)
        self.assessed = assessed  # the year whose assessment the report tells of

    def choose(self, reading: Reading, place: Place) -> Choice:
        """The period of a number by its own place in the text."""
        kind = nature(reading, place.verb, place.closed)
        told = self._told(reading, place, kind)
        if told is not None:
            return told
        if timeless(reading, place) or of_design(reading, place):
            return self.reached.now if earned(reading, place) else NONE
        if kind == ATTRIBUTE:
            return self._attribute(reading, place)
        done = bool(place.stated) or "已" in place.head
        if reading.indicator == "fund_size" and not done and FUNDED.search(place.verb):
            return NONE
        amount = reading.indicator == "annual_planned_investment" and reading.kind != "share"
        yearly = amount and reading.status == "planned"
        if yearly or quota(reading, place):
            return self._of_the_year(place)
        kind = self._settled(reading, place, kind)
        ahead = bool(place.stated) and place.stated[0].kind == PLAN
        if reading.status == "planned" and (ahead or not AGREED.search(place.head)):
            measured = place.compared_year is not None and reading.kind == "change"
            measured = measured and reading.unit == "count"
            since = over_years(reading, place) if measured else None
            if since is not None:
                return since  # 2015年预计…, 比2010年增加486家
            return self.coming.choose(reading, place, kind)
        special = from_year_begin(reading, place, self.today) or over_years(reading, place)
        return special or self.reached.choose(reading, place, kind)

    def _told(self, reading: Reading, place: Place, kind: str) -> Choice | None:
        """The period of a number that has a time of its own, as in 由2020年的9家."""
        if place.bound is not None:
            kind = STOCK if kind == ATTRIBUTE or reading.unit == "m2" else kind
            kind = FLOW if kind == STOCK and cumulated(reading, place) else kind
            at_end = place.bound.kind == AS_OF and place.bound.words.endswith(("底", "末"))
            counted = reading.kind == "level" and reading.unit == "count"
            counted = counted and (place.first_part or not deed(place.verb))
            if at_end and (reading.kind == "share" or counted):
                kind = STOCK  # 配套率由2018年底的5%提高到62%, 亏损企业由去年底的14家减至9家
            return Choice(under(place.bound, kind, self.today), STATED, place.bound.words)
        if place.first_part:
            years = years_told(place, kind == FLOW)
            since = years[0] if years else place.compared_year
            if since is None and HAD.search(place.head):
                return Choice(cal.at(self.today), INFERRED, "现有")  # 将现有8个园区整合为4个
            if since is None:
                return Choice(NOTHING, "", "由…到…")
            return Choice(self._in_year(since, kind), STATED, str(since))
        leads = place.second_part and reading.kind in ("level", "share")
        between = years_told(place, kind == FLOW) if leads else None
        if between is not None:
            return Choice(self._in_year(between[1], kind), STATED, "…到…")
        year = place.assessed or self.assessed
        if year is not None and self._ranked(reading, place):
            return Choice(cal.year(year), INHERITED, str(year))
        return None

    def _settled(self, reading: Reading, place: Place, kind: str) -> str:
        """What the words around a number make of one that may flow or stand."""
        if kind == TITLED:
            kind = _titled(reading, place)
        if self._stands_there(reading, place):
            return STOCK
        if kind in (STOCK, EITHER) and (_reformed(place) or self._to_come(reading, place)):
            return FLOW
        if kind == STOCK and sold_abroad(reading, place):
            return FLOW  # 上半年销售额1.4亿元, 产品远销12个国家
        if kind in (STOCK, EITHER) and (
            self._does(reading, place) or self._done_in(reading, place)
        ):
            return FLOW
        if reading.indicator == "projects" and SIGNED.search(place.verb) and here(place):
            return FLOW  # 前7个月签约项目已有51个
        frame = place.stated[0] if place.stated else None
        part = "占" in place.phrase or "比重" in place.phrase  # a part of a flow is of its year
        rate = reading.kind == "share" and not (place.between or part)
        if rate and frame is not None and frame.words.endswith("年底"):
            return STOCK  # 去年年底, 配套率39.6%
        told = frame.kind if frame is not None else ""
        if kind == STOCK and told in (STRETCH, SINCE) and STARTED.search(place.head):
            return FLOW  # 今年以来已开工6个
        if place.second_part_of_now and (kind == EITHER or reading.kind == "share"):
            flows = kind == FLOW and reading.indicator not in natures()
            flows = flows and reading.kind == "share" and reading.status == "planned"
            return FLOW if flows else STOCK  # 到2012年, 占全市工业的比重由目前的45%提高到60%
        if place.second_part and (priced(place) or self._reached_slowly(reading, place)):
            return STOCK
        led = place.second_part and kind == EITHER and reading.kind == "level"
        return STOCK if led and "每" not in place.lead[-40:] else kind  # 由12个加密到61个

    def _stands_there(self, reading: Reading, place: Place) -> bool:
        """What stands by the end of a stretch, whatever its verb."""
        if self._all_done(reading, place) or self._density(reading, place):
            return True
        return then_acts(reading, place.verb, place.rest) and not deed(place.verb)

    def _density(self, reading: Reading, place: Place) -> bool:
        """前7个月…, 平均投资强度达到226万元/亩: how densely a park is built up by then."""
        if reading.indicator != "per_mu_investment":
            return False
        frame = place.stated[0] if place.stated else place.inherited
        end = frame.period.end if frame is not None else None
        part = frame is not None and end is not None and frame.period != cal.year(end.year)
        mean = "平均投资强度" in place.head and "供地" not in place.head
        return reading.kind == "level" and (place.second_part or (mean and part))

    def _to_come(self, reading: Reading, place: Place) -> bool:
        """下半年还有9个项目计划开工: what is to happen to things within a stretch."""
        counted = reading.unit == "count" and reading.kind == "level"
        if not counted or reading.status != "planned" or not place.stated:
            return False
        frame = place.stated[0]
        if frame.kind not in (STRETCH, PLAN) or frame.period.start is None:
            return False
        return COMING_DEED.match(place.closed) is not None

    def _all_done(self, reading: Reading, place: Place) -> bool:
        """4条生产线全部投产: what has come to all of a set stands, but for what a day brought."""
        counted = reading.unit == "count" and reading.kind == "level"
        if not counted or reading.status == "planned" or not ALL_DONE.match(place.closed):
            return False
        return not (place.stated and place.stated[0].kind == EVENT)

    def _does(self, reading: Reading, place: Place) -> bool:
        """今年以来27家企业歇业: what a count of firms did in a stretch, no figure telling more."""
        if reading.unit != "count" or reading.kind != "level" or reading.status == "planned":
            return False
        frame = place.stated[0] if place.stated else None
        if frame is None or frame.kind not in (STRETCH, SINCE, EVENT) or HELD.search(place.verb):
            return False
        if EXISTS.search(place.verb) and IDLE_NOW.match(place.closed):
            return False  # 一季度, 园区有3户企业停产: it stands at the end
        if AND_MADE.match(place.rest):
            return False  # 37户企业开足马力, 工业增加值完成6.1亿元
        lasts = LASTING.match(place.closed) and not (frame.kind == EVENT and "全部" in place.closed)
        return bool(ACTS.match(place.closed)) and not lasts

    def _done_in(self, reading: Reading, place: Place) -> bool:
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

    def _ranked(self, reading: Reading, place: Place) -> bool:
        """A place in an assessment of a year, where no other time is in force."""
        frames = [*place.stated]
        if place.inherited is not None and place.assessed is None:
            frames.append(place.inherited)
        if any(frame.kind != UNKNOWN for frame in frames) or reading.status == "planned":
            return False
        told = place.clause[-40:] + place.tail
        return reading.indicator == "ranking" or bool(IN_ORDER.search(told))

    def _in_year(self, year: int, kind: str) -> Period:
        whole = cal.year(year)
        return cal.at(whole.end) if kind == STOCK else whole

    def _reached_slowly(self, reading: Reading, place: Place) -> bool:
        """2018年以来, 回用率由31%提高到78%: what many years led to stands at their end."""
        frame = place.stated[0] if place.stated else place.inherited
        code = natures().get(reading.indicator)
        if reading.status == "planned":
            return False
        if reading.kind == "share" or code in (STOCK, BUILT):
            return frame is None or frame.kind != STRETCH or not one_year(frame.period)
        return False

    # things without a time, and quotas of a year

    def _attribute(self, reading: Reading, place: Place) -> Choice:
        """A site or a project has no period, unless the text dates it in the same breath."""
        led = place.second_part or place.second_part_of_now
        then = BY_THEN.search(place.clause) or ("届时" in place.clause and led)
        held = reading.indicator != "production_capacity"
        if reading.status == "planned" and held and not place.stated:
            ready = self.coming.by_then(place, STOCK)  # 冷库年底建成, 届时冷藏能力将达到8万吨
            if ready is not None:
                return ready
        if place.stated and place.stated[0].kind == PLAN and then:
            return Choice(cal.at(place.stated[0].period.end), STATED, place.stated[0].words)
        able = reading.indicator == "treatment_capacity" and reading.subject_kind not in OWN
        able = able and not place.tail.startswith("的")
        now = bool(place.stated) and place.stated[0].kind in (PRESENT, AS_OF)
        able = able and not (PLANT.search(place.lead) or place.head.startswith("年"))
        if able and reading.status == "actual" and (now or ABLE.fullmatch(place.head)):
            return self.reached.choose(reading, place, STOCK)  # 全区日处理能力达到5万吨
        made_of = reading.indicator == "parks" and reading.status == "actual"
        if self._grown(reading, place) or (made_of and now):
            return self.reached.choose(reading, place, STOCK)  # 规划面积由28扩展到118平方公里
        frame = place.stated[0] if place.stated else None
        dated = frame is not None and dates_it(reading, place, frame)
        own = reading.subject_kind in OWN
        site = reading.indicator == "land_area"
        site = site or (
            frame is not None and stands_then(place, frame) and measured(reading, place, frame)
        )
        if frame and dated and not own and site and not place.tail.startswith("的"):
            return Choice(cal.at(frame.period.end), STATED, frame.words)
        if frame and frame.kind == PLAN and reading.status == "planned":
            aimed = self._aimed(reading, place, frame)
            if aimed is not None:
                return aimed
        worth = reading.indicator == "production_capacity" and reading.unit == "CNY"
        if frame and worth and here(place) and reading.status == "actual":
            return Choice(
                under(frame, FLOW, self.today), STATED, frame.words
            )  # 2019年形成产能…亿元
        if frame and spent(reading, place, frame):
            return Choice(under(frame, FLOW, self.today), STATED, frame.words)  # 今年投资6000万元
        if reading.indicator == "project_total_investment" and not own:
            return self._group_investment(reading, place)
        return NONE

    def _aimed(self, reading: Reading, place: Place, frame: Frame) -> Choice | None:
        """What a plan of years is to reach: 到2025年达到8亿元, 形成年产值30亿元."""
        own = reading.subject_kind in OWN
        if own and ONCE_DONE.search(place.text, frame.end, place.at):
            return None  # 明年9月交付后, 日处理能力可达300万件
        if place.head.endswith(("达到", "达", "突破", "超过")):
            yearly = "年" in place.text[frame.end : place.at]
            yearly = yearly and not ("产能" in place.head or "能力" in place.head)
            reached = FLOW if yearly or reading.unit == "CNY" else STOCK
            return Choice(under(frame, reached, self.today), STATED, frame.words)
        if reading.subject_kind not in OWN and self._to_stand(reading, place, frame):
            return Choice(cal.at(frame.period.end), STATED, frame.words)
        return None

    def _grown(self, reading: Reading, place: Place) -> bool:
        """管辖面积扩大到126平方公里: an extent that grew, and holds now."""
        able = reading.indicator == "production_capacity" and reading.subject_kind not in OWN
        led = place.second_part or ENDED.search(place.head)
        return (able or reading.indicator in GROWN) and bool(led) and reading.status == "actual"

    def _to_stand(self, reading: Reading, place: Place, frame: Frame) -> bool:
        """到2020年, 将形成纺纱规模400万锭、织机2万台: what a park is to have by then."""
        able = reading.indicator in (
            "production_capacity",
            "treatment_capacity",
            "installed_capacity",
        )
        led = place.second_part or place.second_part_of_now
        led = led or ENDED.search(place.head) is not None  # 规划用地扩至12平方公里
        size = led and reading.indicator in ("land_area", "planned_area", "built_area")
        by_then = frame.period.start is None or place.text[frame.start - 1 : frame.start] == "到"
        if place.at - frame.end > LEAD:
            return False
        since = place.text[frame.end : place.at]
        later_on = re.search("(?<![落今以之])后|;", since) is not None
        return (able or size) and by_then and not (later_on or "的" in place.tail[:8])

    def _group_investment(self, reading: Reading, place: Place) -> Choice:
        """The investment of projects told of as a group, without their number beside it."""
        day = place.gathering
        grouped = "项目" in place.head or "最" in place.head
        if day is not None and grouped and reading.status == "actual" and not place.stated:
            return Choice(day.period, INHERITED, day.words)
        if not GROUP.search(place.head):
            return NONE
        if reading.status == "planned":
            return self.coming.choose(reading, place, FLOW)
        return self.reached.choose(reading, place, STOCK if STANDING.search(place.head) else FLOW)

    def _of_the_year(self, place: Place) -> Choice:
        """A quota or a yearly plan belongs to the year in force, or to the part that is named."""
        frame = place.stated[0] if place.stated else None
        if frame is not None and frame.end >= place.clause_start and part_of_year(place, frame):
            return Choice(frame.period, STATED, frame.words)  # 四季度目标为27亿元
        for frame in (*place.stated, place.inherited):
            if frame is not None and frame.year is not None:
                basis = STATED if frame in place.stated else INHERITED
                return Choice(cal.year(frame.year), basis, frame.words)
        yearly = "年" in place.head or "年" in place.tail
        if self.today is None or not yearly:
            return Choice(NOTHING, doubt="plan without a time")
        return Choice(cal.year(self.today.year), INFERRED, "年度")


def _reformed(place: Place) -> bool:
    """今年以来, 审批环节由28个压减到7个: what a reform brought in its stretch."""
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
