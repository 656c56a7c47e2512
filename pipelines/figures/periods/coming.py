"""The period of what is still to come: targets, plans, and what a project may yield."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipelines.figures.patterns import later
from pipelines.figures.periods.apply import INFERRED, INHERITED, NONE, STATED, Choice, over, under
from pipelines.figures.periods.cues import NEWLY, YEARLY
from pipelines.figures.periods.nature import EITHER, FLOW, STOCK, natures
from pipelines.figures.periods.place import LEAD, OWN, Place
from pipelines.figures.periods.timeless import here
from pipelines.figures.periods.traits import cumulated, has_no_time
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
from pipelines.figures.times.resolve import EARLY
from pipelines.figures.types import Reading

GIVEN_UP = later("压减|压降|淘汰|化解|去除|退出")
BUILT_BY_THEN = frozenset(("infrastructure_items", "installed_capacity"))
OF_PLAN = later('十[一二三四五六]五[”"’]?(?:规划|期间|时期)?')
ABLE = later("可(?!支配|比|再生|持续)|能(?!源|耗|力)")
CLOSING = 11  # from this month what is expected is of the year
JUST_OVER = 45  # days until the numbers of a stretch are counted
BEGUN_THEN = later("[签开引招竣投落]|新增|实施|储备")  # 到2025年, 签约项目达到50个: a flow
RISEN = later("(?:提高|提升|增长|上升|降低|下降|控制)(?:到|至|在)(?:约|近|超过?)?$")
AGAIN = later("再(?:推出|吸引|[引增建签招上添投]|新[增建]|培育|认定)[^,。;0-9]*$")
# What stands once it is handed over: 3.2万平方米智能仓明年6月交付.
READY = frozenset(("floor_area", "infrastructure_items", "production_lines", "built_area"))
SOLD = later("销售?|产量|产销|生产|出口|下线|吞吐|接待|发送|发运|交付")
UP_TO = later(
    "(?:达到?|突破|超过|增至|(?:增加|扩大|发展|拓展|扩展|加密)(?:到|至))(?:约|近|不少于)?$"
)
STEADY = later("(?:稳定|保持|维持|控制)在(?:约|近)?$")
SIZES = frozenset(("fund_size", "planned_area", "built_area"))
# Measure words of what is done, not of what stands.
DEEDS = frozenset(
    ("次", "人次", "件", "单", "批", "批次", "场", "场次", "架次", "票", "列", "班", "例")
)
LAID_OUT = later("(?<!总)规划(?:建设)?[^,。;、0-9]{2,12}$")
JOBS = later("(?:带动|提供|新增|安置|吸纳|解决|创造)[^,。;0-9]*$")
BY_THEN = later("届时|到那时|到时候?")
OF_YEAR = later("(?<![0-9多])年度[^,。;]{0,8}$")  # 计划完成年度投资141亿元
HOURLY = later("每(?:小时|天|日|月)[^,。;、0-9]{0,12}$")
# 预计年底并网, 年可消纳绿电2.6亿度: what a plant yields once it has begun is of no year.
STARTS = later(
    "[前内]?[^,。;0-9]{0,4}(?:并网|投产|投用|投运|建成|竣工|完工|点火|试产|开业|开园)(?:发电|使用|运营|运行)?,"
)
# 年初定的目标是引进30个项目: what is aimed at when a year begins is of the year.
AT_BEGIN = later("(?<![去上前明]年)(?<![去前明])年初[^。;]{0,12}(?:目标|任务|计划)")
# 前不久|召开的工作会议提出: when a plan was made, not what for.
MET = later("(?:召开|举行|闭幕|结束|印发|出台|发布|下发|通过|开幕)的")
ONCE_DONE = later("(?<![落今以之])后")  # 明年投产后, of what it yields then the year is not told


class Coming:
    """Decides for the planned numbers of one report."""

    def __init__(self, today: date | None) -> None:
        self.today = today

    def choose(self, reading: Reading, place: Place, kind: str) -> Choice:
        added = reading.kind == "addition" and reading.subject_kind not in OWN
        potential = reading.modality == "potential" and not (added and has_no_time(reading))
        # “十四五”期间, 全县装机要超过240万千瓦: power installed in a place is there by then
        power = reading.indicator == "installed_capacity" and reading.subject_kind not in OWN
        potential = potential and not (power and place.stated)
        potential = potential and not (has_no_time(reading) and GIVEN_UP.search(place.verb))
        yearly = YEARLY.search(place.phrase)
        toward = bool(place.stated) and _toward(place, place.stated[0])
        listed = reading.indicator == "projects" and UP_TO.search(place.head) is None
        if kind == STOCK and (cumulated(reading, place) or listed) and not toward:
            kind = FLOW  # 今年安排项目16个,续建9个: of what is planned for the year
        for frame in place.stated:
            if reading.subject_kind == "project" and ";" in place.text[frame.end : place.at]:
                continue  # 甲项目年内封顶; 乙项目计划引进企业100家
            if LAID_OUT.search(place.head) and ";" in place.text[frame.end : place.at]:
                continue  # 二期年内完成投资1.2亿元; 三期规划公寓498套
            each = yearly or HOURLY.search(place.phrase)
            if each and _started_then(place, frame) and not BY_THEN.search(place.clause):
                return Choice(NOTHING, "", frame.words)
            if self._behind(frame) or (potential and not self._aims(reading, place, frame)):
                continue
            if frame.kind == UNKNOWN and MET.match(place.text, frame.end):
                continue
            if frame.kind == UNKNOWN or (yearly and frame.kind != PLAN):
                return Choice(NOTHING, "", frame.words)
            gone = frame.kind == STRETCH and over(frame, self.today)
            counting = self._estimated(reading, place, frame)
            if gone and place.reported and reading.modality == "estimated" and not counting:
                return Choice(NOTHING, doubt="plan without a time")
            if gone and reading.modality == "target" and not self._planned_then(place, frame):
                continue
            return Choice(self.aimed(reading, place, frame, kind), STATED, frame.words)
        if potential or (yearly and place.plan is None):
            then = None if has_no_time(reading) else self.by_then(place, kind)
            return then or NONE
        return self._planned_elsewhere(reading, place, kind)

    def _aims(self, reading: Reading, place: Place, frame: Frame) -> bool:
        """Whether a time stands after 达产后, so that what a project yields is dated by it."""
        dates = frame.start >= place.clause_start or _toward(place, frame)
        dates = dates or frame.words.endswith("全年")  # 预计全年, 税收可达6.8亿元
        if frame.kind == PLAN and dates and not ONCE_DONE.search(place.text, frame.end, place.at):
            return True  # 年内并网60万千瓦, 到2027年, 装机将超过1500万千瓦
        if "届时" in place.clause:
            return True
        cue = reading.because.get("status", "")
        if cue.startswith(("可", "能")):
            return here(place) and (frame.kind == PLAN or not over(frame, self.today))
        begin = max(place.sentence_start, place.at - LEAD)
        said = place.text.rfind(cue, begin, place.at)
        return frame.kind == PLAN and frame.start > said >= 0

    def _planned_then(self, place: Place, frame: Frame) -> bool:
        """计划一季度开工的11个项目: what was planned of a stretch that is over by now."""
        planned = place.text[max(0, frame.start - 2) : frame.start] in ("计划", "安排", "应当")
        planned = planned or place.text.startswith(("计划", "份计划", "拟"), frame.end)
        return planned and frame.start >= place.at - len(place.head)

    def _behind(self, frame: Frame) -> bool:
        """A time that no plan can be of."""
        return frame.kind in (PRESENT, EVENT, RECENT, SINCE) or (
            frame.kind == AS_OF and over(frame, self.today)
        )

    def aimed(self, reading: Reading, place: Place, frame: Frame, kind: str) -> Period:
        """到2025年培育企业10家, 带动就业2万人: what may stand will stand when the year is over."""
        added = reading.kind == "addition" or NEWLY.search(place.head) is not None
        grown = place.average and (reading.kind == "growth" or added)  # 年均新增15户
        grown = grown or (reading.kind == "growth" and "累计" in place.head)  # 能耗累计下降13%
        for years in (place.span, place.course):
            if grown and years.start and frame.period.end == years.end:
                return years
        last = frame.period.end
        if grown and last and self.today and last.year > self.today.year:
            return Period(date(self.today.year, 1, 1), last)  # 到2025年, 年均增长35%
        toward = _toward(place, frame)
        steady = reading.kind == "share" and toward and STEADY.search(place.head)
        sized = reading.indicator in SIZES and UP_TO.search(place.head)
        if frame.period.end and (steady or sized):
            return cal.at(frame.period.end)  # 到2022年, 带农比例稳定在75%以上
        begin, end = frame.period.start, frame.period.end
        spans = frame.kind == PLAN and begin and end and begin.year < end.year
        rate = reading.kind == "share" and kind == FLOW and RISEN.search(place.head)
        if end and spans and rate:
            return cal.year(end.year)  # 五年…, 投入占比提高到2.8%
        by_then = begin is None and place.text.endswith(("到", "至"), 0, frame.start)
        if by_then and reading.kind == "level" and reading.indicator in BUILT_BY_THEN:
            return cal.at(end)  # 到2023年底建成变电站3座
        if by_then and frame.kind == AS_OF and end and end.month == 12 and reading.unit == "CNY":
            kind, frame = FLOW, replace(frame, kind=PLAN)  # 预计到12月底, 完成产值25亿元
        stands = reading.unit == "count" and natures().get(reading.indicator) == STOCK
        plain = reading.indicator == "projects" and not BEGUN_THEN.search(place.head)
        things = reading.unit == "count" and (reading.indicator == "other" or plain)
        things = things and reading.unit_text not in DEEDS and not SOLD.search(place.head)
        things = things and UP_TO.search(place.head) is not None
        reached = stands or kind == EITHER or reading.indicator in ("jobs_created", "floor_area")
        reached = reached or things  # 到2030年, 物流航线达到20条
        new = NEWLY.search(place.head) or AGAIN.search(place.head)
        counted = reading.kind == "level" and not new
        return self._ahead(frame, STOCK if toward and reached and counted else kind)

    def _ahead(self, frame: Frame, kind: str) -> Period:
        """What is planned to stand stands when the time is over, also where it still runs."""
        end = frame.period.end
        if kind == STOCK and frame.kind == STRETCH:
            return cal.at(end)
        return under(frame, kind, self.today)

    def _estimated(self, reading: Reading, place: Place, frame: Frame) -> bool:
        """1至10月…:工业总产值预计完成5.9亿元: of months just over, not counted yet."""
        if ABLE.search(place.clause):
            return False  # 11个项目竣工投产,预计可新增产值12亿元
        if reading.modality != "estimated" or frame.period.end is None or self.today is None:
            return False
        return (self.today - frame.period.end).days <= JUST_OVER

    def by_then(self, place: Place, kind: str) -> Choice | None:
        """排定2020年建成, 届时产值可达…, 就业岗位多出…: of the year in which it will be ready."""
        dated = place.dated
        end = dated.period.end if dated is not None else None
        if dated is None or end is None or not BY_THEN.search(place.text, dated.end, place.at):
            return None
        jobs = dated.period.start is not None and JOBS.search(place.clause)  # not 年底完工
        stands = kind == STOCK or (kind == EITHER and not jobs)
        whole = cal.year(end.year)
        return Choice(cal.at(whole.end) if stands else whole, STATED, dated.words)

    def _of_course(self, course: Period, kind: str) -> Period:
        """“十四五”规划项目128个: of the years of the plan."""
        return cal.at(course.end) if kind == STOCK else course

    def _planned_elsewhere(self, reading: Reading, place: Place, kind: str) -> Choice:
        """A target whose time follows it, or was told before."""
        if not place.course.empty and OF_PLAN.search(place.clause):
            return Choice(self._of_course(place.course, kind), STATED, "规划")
        after = place.after
        if after is not None and after.kind in (PLAN, AS_OF, STRETCH):
            if reading.indicator in ("production_capacity", "treatment_capacity"):
                return NONE
            ready = reading.indicator in READY and reading.kind == "level"
            if over(after, self.today) and "年" not in after.words:
                after = replace(
                    after, period=cal.shifted(after.period, 1)
                )  # 8月交付, told in April
            as_of = STOCK if after.period.start is None or ready else kind
            if ready:
                return Choice(cal.at(after.period.end), STATED, after.words)
            return Choice(self._ahead(after, as_of), STATED, after.words)
        then = self.by_then(place, kind)
        if then is not None:
            return then
        frame, own = place.inherited, reading.subject_kind in OWN
        counting = frame is not None and self._estimated(reading, place, frame)
        aimed = place.plan
        if aimed is not None and not (counting and aimed.start < place.paragraph_start):
            return Choice(self._ahead(aimed, kind), INHERITED, aimed.words)
        late = frame is not None and over(frame, self.today) and not counting
        if frame is not None and frame.kind == STRETCH and not (own or late):
            return Choice(self._ahead(frame, kind), INHERITED, frame.words)
        if self.today is not None and (AT_BEGIN.search(place.lead) or OF_YEAR.search(place.head)):
            return Choice(self._of_course(cal.year(self.today.year), kind), STATED, "年初")
        closing = self.today is not None and self.today.month >= CLOSING and not own
        if closing and reading.modality == "estimated" and self.today is not None:
            # 研发投入占比预计达3.5%, read in December
            whole = cal.year(self.today.year)
            return Choice(self._of_course(whole, kind), INFERRED, "", "year by default")
        if self._new_year(reading, place, own):
            assert self.today is not None
            whole = cal.year(self.today.year)
            return Choice(self._of_course(whole, kind), INFERRED, "", "year by default")
        return Choice(NOTHING, doubt="plan without a time")

    def _new_year(self, reading: Reading, place: Place, own: bool) -> bool:
        """An account of the year over, printed early in the next: what it aims at is of that."""
        frame, today = place.inherited, self.today
        end = frame.period.end if frame is not None else None
        if today is None or end is None or own or today.month > EARLY:
            return False
        if LAID_OUT.search(place.head):
            return False  # 溪谷区规划亲子营房320套: laid out, whenever it is built
        last = end == date(today.year - 1, 12, 31)
        return last and reading.modality == "target" and not has_no_time(reading)


def _toward(place: Place, frame: Frame) -> bool:
    """到2025年: a day to be reached, by which what is planned stands."""
    return frame.period.start is None or place.text.endswith(("到", "至"), 0, frame.start)


def _started_then(place: Place, frame: Frame) -> bool:
    """Whether a time dates the start of the plant whose yield a number tells in the next clause."""
    found = STARTS.match(place.text, frame.end, place.phrase_start)
    return found is not None and found.end() == place.phrase_start
