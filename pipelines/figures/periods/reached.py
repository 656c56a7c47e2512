"""The period of what is reached: by the time stated, by the one in force, or as of publication."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pipelines.figures.patterns import later
from pipelines.figures.periods.apply import (
    INFERRED,
    INHERITED,
    NONE,
    STALE,
    STATED,
    Choice,
    over,
    to_come,
    under,
)
from pipelines.figures.periods.by_now import (
    BY_NOW,
    FULFILLED,
    NOW_THERE,
    ONE_BY_ONE,
    RATE_HELD,
    done_by_now,
    done_so_far,
    from_the_start,
    lasts,
    since,
    so_far,
)
from pipelines.figures.periods.coming import Coming
from pipelines.figures.periods.cues import (
    BUILT_UP,
    DONE_THEN,
    NEWLY,
    OWNED,
    PACE,
    PENDING,
    SO_FAR,
    SOON,
    TILL_NOW,
    YEARLY,
    YEARS_RUNNING,
    words,
)
from pipelines.figures.periods.events import happens
from pipelines.figures.periods.gathered import of_event
from pipelines.figures.periods.nature import (
    ATTRIBUTE,
    BUILT,
    EITHER,
    ENDED,
    FLOW,
    STOCK,
    deed,
    natures,
    rules_standing,
)
from pipelines.figures.periods.place import OWN, Place
from pipelines.figures.periods.reign import beyond, closed_by, parts_beyond
from pipelines.figures.periods.spans import of_year, up_to
from pipelines.figures.periods.standing import Standing, of_assessment
from pipelines.figures.periods.still import lasts_now, listed, moved_on, reached_since, undone
from pipelines.figures.periods.sums import (
    SUM_SINCE,
    TALLY,
    closing_year,
    flows_in,
    progress,
    summed,
)
from pipelines.figures.periods.timeless import here
from pipelines.figures.periods.traits import cumulated, of_project
from pipelines.figures.times import calendar as cal
from pipelines.figures.times.calendar import NOTHING, Period
from pipelines.figures.times.frames import (
    AS_OF,
    EVENT,
    PLAN,
    PRESENT,
    RECENT,
    SINCE,
    UNKNOWN,
    Frame,
)
from pipelines.figures.times.frames import FLOW as STRETCH
from pipelines.figures.times.resolve import EARLY, RUNNING, YEAR
from pipelines.figures.types import Reading

DAILY = later("(?:平均|眼下|目前|如今|现在)每[天日](?!产)")
OF_WHICH = later("^其中|其中[,:]?[^,。;:0-9]{0,24}$")
TILL_TODAY = later("至今|迄今")
NEWS = 7  # days for which an event is news, told with what stands
LATELY = SOON | {"上周", "本周", "不久前", "前不久", "前段时间"}
THIS_RESULT = later("[这该](?:一|个|份|些|项)?(?:成绩|增速|增幅|数字|总量|指标|占比|水平|速度)")
SET_UP = later("组建|成立|召开|举办|开展")
TILL = later("(?:截|[至到止].)$")  # 截至目前, 至目前: what was done up to now


class Reached:
    """Decides for the actual numbers of one report."""

    def __init__(self, today: date | None, coming: Coming, assessed: int | None) -> None:
        self.today = today
        self.coming = coming
        self.assessed = assessed  # the year whose assessment the report tells of
        self.now = Choice(cal.at(today), INFERRED, "")
        self.standing = Standing(today, assessed)

    def choose(self, reading: Reading, place: Place, kind: str) -> Choice:
        kind = STOCK if undone(reading, place) else kind
        if place.apart and place.after is not None:
            return Choice(under(place.after, kind, self.today), STATED, place.after.words)
        phrase = place.phrase
        if "年" in phrase and YEARLY.search(phrase):
            yearly = of_year(place)
            if yearly is not None:
                return yearly
        coming = place.stated[0] if place.stated else None
        if coming and not over(coming, self.today) and FULFILLED.search(place.head):
            return self.now  # 全年任务完成了一半
        told = place.reported or kind == STOCK  # 现有员工…, told with what 全年可实现
        gone = any(frame.kind != PLAN for frame in place.stated)
        told = told or (coming is not None and gone and ";" in place.text[coming.end : place.at])
        told = told or rules_standing(place.verb)
        told = told or (place.between and SO_FAR.search(place.head) is not None)
        if coming and coming.kind == PLAN and not (told or over(coming, self.today)):
            return Choice(self.coming.aimed(reading, place, coming, kind), STATED, coming.words)
        stated = [f for f in place.stated if f.kind != PLAN and not to_come(f, self.today)]
        if not stated:
            return self._unstated(reading, place, kind)
        if stated[0].bygone:
            return Choice(NOTHING, "", stated[0].words)
        known = [frame for frame in stated if frame.kind != UNKNOWN]
        frame = known[0] if known else stated[0]
        if frame.kind == STRETCH and from_the_start(reading, place, frame):
            return self.now
        within = place.between and frame.kind in (STRETCH, SINCE)
        by_now = within and (done_so_far(reading, place) or lasts_now(reading, place))
        if by_now or reached_since(reading, place, frame, self.today):
            return self._lately(place)
        if kind == STOCK and DONE_THEN.fullmatch(place.text, frame.end, place.at):
            kind = FLOW  # 去年毕业的21家
        standing = kind == STOCK or (kind == EITHER and "另" in place.head)
        if standing and frame.kind == STRETCH and place.between:
            now = next((f for f in stated[1:] if f.kind == PRESENT or f.until), None)
            frame = now or frame
        return self._stated(reading, place, kind, frame)

    def _lately(self, place: Place) -> Choice:
        """What is 已 done is done by the day up to which the sentence tells, or by today."""
        until = next((frame for frame in place.stated if frame.until), None)
        return Choice(cal.at(until.period.end if until else self.today), INFERRED, "已")

    def _stated(self, reading: Reading, place: Place, kind: str, frame: Frame) -> Choice:
        now = self.now
        if frame.kind in (UNKNOWN, EVENT):
            return self._at_event(reading, place, kind, frame)
        if parts_beyond(reading, place, frame, self.today):
            return now
        if frame.points and (kind in (STOCK, EITHER) or reading.unit == "count"):
            return Choice(cal.at(frame.period.end), STATED, frame.words)
        if kind == STOCK and not here(place) and TILL_TODAY.search(place.closed):
            return now  # 截至6月底…;5个园区至今没有组建到位
        flow = place.earlier_flow
        newly = NEWLY.search(place.head) and not place.head.endswith("的")
        newly = newly and "累计" not in place.head  # 截至目前, 累计新建厂房37万平方米
        won = bool(newly) and reading.kind in ("addition", "growth")
        told = frame.words.startswith("截")  # of all that was added up to now
        if frame.kind == PRESENT and flow is not None and won and not told:
            return Choice(under(flow, kind, self.today), INHERITED, flow.words)
        event = frame.kind == AS_OF and not (frame.until or here(place))
        so_far = SO_FAR.search(place.text, frame.end, place.at) if event else None
        opens = TALLY.match(place.text, frame.end)  # 2017年末, 过百亿元的园区已有4个
        if so_far is not None and opens is None and "," in place.text[frame.end : so_far.start()]:
            return now  # 去年底建成, 已入驻; not 至3月5日复工率已达96.3%, 到岗5.2万人
        lasting = frame.kind in (SINCE, STRETCH) and reading.indicator == "projects"
        pending = lasting and PENDING.search(place.verb)
        if kind == STOCK and (pending or flows_in(reading, place, frame)):
            kind = FLOW
        until = up_to(place, frame, self.today)
        if until is not None and kind != ATTRIBUTE:
            span = Period(frame.period.start, until.period.end)
            inside = replace(frame, period=span, kind=STRETCH)
            return Choice(under(inside, kind, self.today), STATED, until.words + frame.words)
        flows = kind == FLOW and reading.indicator not in natures() and place.between
        if flows and not frame.until and not place.text.endswith(("到", "至"), 0, frame.start):
            frame = self._stretch_to(reading, place, frame)
        return self._in_stretch(reading, place, kind, frame)

    def _at_event(self, reading: Reading, place: Place, kind: str, frame: Frame) -> Choice:
        """What happens on a day is of that day; what stands then, or lately, stands now."""
        if frame.kind == UNKNOWN:
            lately = kind == STOCK and frame.words in SOON
            said = frame.words in LATELY or "期间" in frame.words  # 上周试产, 已签下…
            lately = lately or (said and "已" in place.head)  # 春节期间的房间已预订九成
            return self.now if lately else Choice(NOTHING, "", frame.words)
        if reading.unit == "count" and frame.end < place.clause_start and since(place):
            return self.now  # 7月22日结成合作园区, 已引进4家企业
        run = frame.period.start != frame.period.end and reading.unit not in ("count", "m2")
        if (
            run
            or kind != STOCK
            or (cumulated(reading, place) and frame.period.start != frame.period.end)
        ):
            return Choice(frame.period, STATED, frame.words)
        # 推介会上, 片区亮出家底: 规划面积48平方公里, 泊位4个
        told = place.lead if place.head.strip() else place.lead + place.tail
        stands = place.site or not words("roles", "happenings").search(told)
        if stands and self._on_day(place, frame):
            return Choice(cal.at(frame.period.end), STATED, frame.words)
        return self.now if stands else Choice(frame.period, STATED, frame.words)

    def _on_day(self, place: Place, frame: Frame) -> bool:
        """2月10日只有1.1万人: what stands on the day named, where it does not stand now."""
        if place.site or OWNED.search(place.verb) or frame.period.end is None:
            return False
        gone = self.today is not None and (self.today - frame.period.end).days > NEWS
        between = place.text[frame.end : place.clause_start]
        opens = re.fullmatch("[^,。;]*,", between) is not None
        if place.text[frame.start - 1 : frame.start] == "于":
            return False  # 已于7月10日完成检修, 负荷提至95%
        return frame.start >= place.clause_start or gone or opens

    def _in_stretch(self, reading: Reading, place: Place, kind: str, frame: Frame) -> Choice:
        begun = reading.unit == "count" and reading.kind == "level"
        paid = reading.indicator == "household_income" and "月" in place.head
        if frame.kind == SINCE and paid and reading.kind == "level":
            return self.now  # 投产以来已吸纳299人就业, 人均月工资2158元
        if frame.kind == SINCE and begun and place.tail.startswith(("已", "均已")):
            return self.now  # 其中17家已投产
        end = frame.period.end
        gone = end is not None and self.today is not None and (self.today - end).days > STALE
        site = place.site and not here(place)  # 2009年晋升省级, 规划面积…, 已建成…, 入区企业71户
        there = NOW_THERE.search(place.head) or site
        if frame.kind == STRETCH and kind == STOCK and gone and there:
            return self.now  # 2019年, 产值879亿元, 现入驻企业1774户, read in December
        if frame.kind == STRETCH:
            led = ENDED.search(place.head) and (here(place) or not place.second_part)
            own = reading.subject_kind in OWN and place.between
            own = own and not (progress(reading, place) or listed(place))
            if own and ((kind == STOCK and not led) or (begun and BY_NOW.match(place.tail))):
                return self.now
            running = not over(frame, self.today) and reading.kind == "level" and not here(place)
            if running and kind == FLOW and SO_FAR.search(place.clause):
                return self._lately(place)
            if reading.quote.startswith("第") and self.today and not over(frame, self.today):
                return Choice(Period(frame.period.start, self.today), STATED, frame.words)
        return Choice(under(frame, kind, self.today), STATED, frame.words)

    def _unstated(self, reading: Reading, place: Place, kind: str) -> Choice:
        if self._running(place) or moved_on(place, place.inherited):
            place = replace(place, inherited=None)
        frame, own = place.inherited, reading.subject_kind in OWN
        dated = of_event(reading, place)
        if dated is not None:
            return dated
        if place.event is not None and kind != EITHER and happens(reading, place, kind, self.today):
            return Choice(cal.day(place.event), INHERITED, place.event.isoformat())
        told = frame is not None and frame.kind == STRETCH and frame.start >= place.paragraph_start
        if (
            told
            and frame is not None
            and reading.kind == "rank"
            and THIS_RESULT.search(place.clause)
        ):
            return Choice(frame.period, INHERITED, frame.words)
        begun = SO_FAR.search(place.head) or BY_NOW.match(place.tail)
        if kind == EITHER and of_project(reading) and not begun:
            return NONE
        scene = kind == EITHER and words("scene", "words").search(place.lead + place.tail)
        led = kind in (STOCK, EITHER) and TILL_NOW.search(place.lead) is not None
        led = led or beyond(reading, place, self.today)
        if led or lasts(reading, place) or done_by_now(reading, place):
            return self.now
        if frame is not None and cumulated(reading, place) and summed(reading, place, frame):
            return Choice(frame.period, INHERITED, frame.words)
        elsewhere = frame is not None and frame.start < place.paragraph_start
        there = kind == EITHER and elsewhere and not (place.account or SET_UP.search(place.head))
        standing = kind == STOCK or there or lasts_now(reading, place)
        if standing or (kind == EITHER and (own or frame is None or scene)):
            return self.standing.choose(reading, place, own)
        done = natures().get(reading.indicator, FLOW) == BUILT
        if done and SUM_SINCE.search(place.lead.rsplit(";", 1)[-1]) and not place.event:
            return self.standing.choose(reading, place, own)
        said = so_far(place, frame, done)
        if said and reading.kind in ("level", "share"):
            return Choice(cal.at(self.today), INFERRED, said)
        if own and reading.indicator == "floor_area":
            return NONE
        return self._flowing(reading, place, kind)

    def _running(self, place: Place) -> bool:
        """今年 of a year far from over is said of its paragraph: an account names its months."""
        frame, today = place.inherited, self.today
        if frame is None or today is None or frame.kind != STRETCH or frame.period.end is None:
            return False
        running = frame.start >= 0 and frame.words == "今年"
        if running and (frame.period.end - today).days > YEAR - RUNNING:
            return True  # in January: what has been told of is the year before
        elsewhere = frame.start < place.paragraph_start and not place.lead.startswith("其中")
        return running and elsewhere and (frame.period.end - today).days > RUNNING

    def _flowing(self, reading: Reading, place: Place, kind: str) -> Choice:
        """A flow without a time of its own: of the stretch in force, or of one told after."""
        frame, own = place.inherited, reading.subject_kind in OWN
        if DAILY.search(place.phrase):
            return self.now  # 每天平均创造4800万元的GDP、完成…
        part = OF_WHICH.search(place.lead) is not None  # of what was told just before
        nowhere = frame is None or (own and not part and frame.start < place.paragraph_start)
        scene = (own and nowhere) or (frame is not None and frame.kind == PRESENT)
        scene = scene or (own and words("scene", "words").search(place.lead) is not None)
        if scene and PACE.search(place.head):
            return Choice(cal.at(self.today), INFERRED, "")  # 流水线旁…, 日均下线鞋3万双
        if frame is None and YEARS_RUNNING.search(place.clause):
            return Choice(NOTHING, doubt="no time in force")
        if nowhere and place.after is not None and place.after.kind == STRETCH:
            frame, nowhere = place.after, False
        if frame is None or nowhere:
            return self._nowhere(reading, place, frame, own)
        if frame.kind in (PRESENT, RECENT) and kind == FLOW:
            if reading.kind == "rank":
                return self.now  # a place in an order is held now
            counted = reading.unit == "count" and reading.kind == "level"
            if counted and frame.kind == PRESENT and natures().get(reading.indicator) == STOCK:
                return self.now  # 目前…。培育经营主体69家
            if place.earlier_flow is None:
                until = frame.kind == PRESENT and TILL.search(place.text, 0, frame.start + 1)
                if until and frame.start >= place.paragraph_start:
                    return Choice(cal.at(self.today), INHERITED, frame.words)
                return Choice(NOTHING, doubt="no time in force")
            frame = place.earlier_flow
        if kind == FLOW:
            frame = self._stretch_to(reading, place, frame)
        return Choice(under(frame, kind, self.today), INHERITED, frame.words)

    def _nowhere(self, reading: Reading, place: Place, frame: Frame | None, own: bool) -> Choice:
        """A flow where no stretch is in force; a frame that there is is of another paragraph."""
        closing = None if own else closing_year(place, self.today)
        if closing is not None:
            return closing
        stands = reading.indicator == "project_completed_investment" and own
        if stands or PACE.search(place.head):
            return Choice(cal.at(self.today), INFERRED, "")
        if self.assessed is not None and frame is None:
            return of_assessment(self.assessed)  # 公布2018年度评价结果。亩均税收17.8万元
        if self.today is not None and self._just_begun(reading, place, own):
            return Choice(cal.year(self.today.year - 1), INFERRED, "", "year before by default")
        stock = natures().get(reading.indicator) == STOCK
        held = frame is None and reading.kind == "share" and RATE_HELD.search(place.head)
        if held or (ENDED.search(place.head) and reading.kind in ("level", "share")):
            return self.now  # 本地配套率达42%, 电耗由82度降到74度
        counts = reading.unit == "count" and reading.kind == "level"
        if frame is None and counts and ONE_BY_ONE.match(place.rest):
            return self.now  # 9家焦化企业先后被关停
        made = (stock or BUILT_UP.search(place.head)) and reading.kind == "level"
        counted = reading.unit == "count" or (reading.unit == "m2" and "建成" in place.head)
        if frame is None and made and counted and not own:
            return self.now  # 培育专精特新企业86家, in a text without a time
        return Choice(NOTHING, doubt="no time in force")

    def _stretch_to(self, reading: Reading, place: Place, frame: Frame) -> Frame:
        """上半年…。6月末, 企业912家; 利润9亿元: what flows is of the stretch that ends that day."""
        flow = place.earlier_flow
        if flow is None or not closed_by(frame, flow):
            return frame
        done = reading.kind in ("addition", "growth", "change") or deed(place.verb)
        return flow if done or not frame.until else frame

    def _just_begun(self, reading: Reading, place: Place, own: bool) -> bool:
        """An account read when a year has just begun, in a text without a time: the year before."""
        if self.today is None or self.today.month > EARLY or own:
            return False
        account = natures().get(reading.indicator, FLOW) == FLOW or reading.kind == "addition"
        return account and place.inherited is None and place.event is None
