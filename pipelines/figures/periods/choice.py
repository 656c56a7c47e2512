"""Chooses the period of one number from the times that are in force where it stands."""

from __future__ import annotations

import re
from datetime import date

from pipelines.figures.patterns import later
from pipelines.figures.periods.apply import INFERRED, INHERITED, NONE, STATED, Choice, under
from pipelines.figures.periods.coming import ONCE_DONE, Coming
from pipelines.figures.periods.cues import (
    ABLE,
    AGREED,
    BY_THEN,
    FUNDED,
    GROUP,
    IN_ORDER,
    PLANT,
    STANDING,
)
from pipelines.figures.periods.extents import dates_it, measured, part_of_year, stands_then
from pipelines.figures.periods.nature import (
    ATTRIBUTE,
    ENDED,
    FLOW,
    STOCK,
    deed,
    nature,
)
from pipelines.figures.periods.paces import at_this_pace
from pipelines.figures.periods.place import LEAD, OWN, Place
from pipelines.figures.periods.reached import Reached
from pipelines.figures.periods.settled import settled
from pipelines.figures.periods.spans import from_year_begin, over_years, years_told
from pipelines.figures.periods.timeless import earned, here, timeless
from pipelines.figures.periods.traits import (
    cumulated,
    of_design,
    quota,
    spent,
)
from pipelines.figures.times import calendar as cal
from pipelines.figures.times.calendar import NOTHING, Period
from pipelines.figures.times.frames import (
    AS_OF,
    EVENT,
    PLAN,
    PRESENT,
    UNKNOWN,
    Frame,
)
from pipelines.figures.types import Reading

HAD = later("现有")
NEWS = later("(?:[上下]午|,)?[^,。;0-9]{0,24}(?:消息|获悉|了解到|传来|喜讯)")
JOINTLY = later(
    "[^,。;0-9]{0,6}(?:开工|动工|签约|竣工|投产|奠基|启动)[^,。;0-9]{0,4},(?:合计|共计|总|共)投资"
)
GROWN = frozenset(("planned_area", "land_area", "treatment_capacity", "floor_area"))


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
        if at_this_pace(reading, place, kind):
            return self.reached.now
        if timeless(reading, place) or of_design(reading, place):
            return self.reached.now if earned(reading, place) else NONE
        if kind == ATTRIBUTE and quota(reading, place) and "年" in place.head:
            return self._of_the_year(place)  # 已完成全年投资计划2.8亿元的87.5%
        if kind == ATTRIBUTE:
            return self._attribute(reading, place)
        done = bool(place.stated) or "已" in place.head
        if reading.indicator == "fund_size" and not done and FUNDED.search(place.verb):
            return NONE
        amount = reading.indicator == "annual_planned_investment" and reading.kind != "share"
        yearly = amount and reading.status == "planned"
        if yearly or quota(reading, place):
            return self._of_the_year(place)
        kind = settled(reading, place, kind)
        ahead = bool(place.stated) and place.stated[0].kind == PLAN
        if reading.status == "planned" and (ahead or not AGREED.search(place.head)):
            measured = place.compared_year is not None
            measured &= reading.kind == "growth" or (
                reading.kind == "change" and reading.unit == "count"
            )
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
                kind = STOCK  # 配套率由2018年底的5%提高到51%, 亏损企业由去年底的12家减至9家
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

    def _ranked(self, reading: Reading, place: Place) -> bool:
        """A place in an assessment of a year, where no other time is in force."""
        frames = [*place.stated]
        if (
            place.inherited is not None
            and place.assessed is None
            and reading.indicator != "ranking"
        ):
            frames.append(place.inherited)
        timed = [f for f in frames if f.kind != UNKNOWN and not self._reported(f, place)]
        if timed or reading.status == "planned":
            return False
        told = place.clause[-40:] + place.tail
        return reading.indicator == "ranking" or bool(IN_ORDER.search(told))

    def _reported(self, frame: Frame, place: Place) -> bool:
        """5月15日从省商务厅传来消息: the day of the news, and not of what it tells."""
        news = frame.kind == EVENT and frame.end < place.at
        return news and NEWS.match(place.text, frame.end) is not None

    def _in_year(self, year: int, kind: str) -> Period:
        whole = cal.year(year)
        return cal.at(whole.end) if kind == STOCK else whole

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
        led = led or ENDED.search(place.head) is not None  # 规划用地扩至10平方公里
        size = led and reading.indicator in ("land_area", "planned_area", "built_area")
        by_then = frame.period.start is None or place.text.endswith(("到", "至"), 0, frame.start)
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
        on = place.stated[0] if place.stated else None
        if on is not None and on.kind == EVENT and JOINTLY.match(place.text, on.end):
            return Choice(on.period, STATED, on.words)  # 5个项目也于当日开工, 合计投资7.2亿元
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
