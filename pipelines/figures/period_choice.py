"""Chooses the period of one number from the times that are in force where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.figures import period_calendar as cal
from pipelines.figures.period_apply import under
from pipelines.figures.period_calendar import NOTHING, Period
from pipelines.figures.period_grammar import either, vocabulary
from pipelines.figures.period_nature import (
    ATTRIBUTE,
    BUILT,
    EITHER,
    FLOW,
    STOCK,
    TITLED,
    nature,
    natures,
)
from pipelines.figures.period_place import LEAD, OWN, Place
from pipelines.figures.period_resolve import (
    AS_OF,
    EVENT,
    PLAN,
    PRESENT,
    RECENT,
    SINCE,
    UNKNOWN,
    Frame,
)
from pipelines.figures.period_resolve import FLOW as STRETCH
from pipelines.figures.period_words import number
from pipelines.figures.types import Reading

STATED, INHERITED, INFERRED = "stated", "inherited", "inferred"
AGAIN = r"(?!均|初|底|末|内|度|任务|计划|目标|终|间|来|中|份|轻|报|会|货|前|后)"
YEARLY = re.compile(
    rf"(?:每年|(?:^|[^今去明前后同当全本上半近两几十百0-9〇一二三四五六七八九多余])年){AGAIN}[^,。;0-9]{{0,16}}$"
)
RATE = re.compile(
    r"(?:每(?:年|月|天|日|周|人|吨|亩|户)|一年|一个月|一天)[^,。;]{0,14}?(?:能|可|省|节约|节省)[^,。;]{0,6}$"
)
DURATION = re.compile(
    r"(?<![前第])(?:[0-9]+|[一二两三四五六七八九十]+)(?:个多?月|天|周|个?小时)(?:里|内|时间)?[^,。;、]{0,6}$"
)
YEARS_RUNNING = re.compile(r"连续([0-9一二三四五六七八九十]{1,2})年[^,。;]{0,8}$")
SO_FAR = re.compile("已(?!于|将)|先后")
GROUP = re.compile("签约|开工|在建|集中|引进")
STANDING = re.compile("在建|累计|在库")
SOON = frozenset(("近日", "日前", "近期", "连日来", "最近"))
HERE = re.compile(
    "此次|本次|这次|集中开工|集中签约|现场签约|会上|仪式上|活动现场|活动上|本期|本场|活动中|推介会|签约仪式"
)
GRANT = re.compile(
    "(?:对|给予|按)[^,。;]{3,40}(?:给予|奖励|补助|补贴|奖补|奖|按每[人亩户家个])[^,。;0-9]{0,12}$"
)
PACE = re.compile("月产|日产|日均|月均|人均月|每[天日]|单日|平均每[天日月]")
NEWLY = re.compile("(?<![高创特更最])新(?!能源|材料|型|兴|区|技术|城|质|一代|旧)")
PENDING = re.compile("在谈|跟踪|储备|洽谈")
AGREED = re.compile("合同|协议|意向")
AIMED = re.compile("的?(?:年度|全年|预期)?(?:目标|任务)(?!的)")
QUOTA = re.compile("(?:任务|目标|计划)(?:数|是|为|的)?$")


@dataclass(frozen=True, slots=True)
class Choice:
    """A period with the words that gave it, how, and what is doubtful about it."""

    period: Period
    basis: str = ""
    words: str = ""
    doubt: str = ""


NONE = Choice(NOTHING)


class Chooser:
    """Decides for one report; needs indicator, kind, subject and status of each reading."""

    def __init__(self, today: date | None) -> None:
        self.today = today

    def choose(self, reading: Reading, place: Place) -> Choice:
        """The period of a number by its own place in the text."""
        kind = nature(reading, place.verb, place.tail)
        if place.bound is not None:
            return Choice(under(place.bound, kind, self.today), STATED, place.bound.words)
        if place.first_part:
            since = place.compared_year
            if since is None:
                return Choice(NOTHING, "", "由…到…")
            return Choice(self._in_year(since, kind), STATED, str(since))
        if self._timeless(reading, place):
            return NONE
        if kind == ATTRIBUTE:
            return self._attribute(reading, place)
        if reading.indicator == "annual_planned_investment" or _quota(reading, place):
            return self._of_the_year(place)
        if kind == TITLED:
            kind = FLOW if place.stated else STOCK
        if place.second_part_of_now and (kind == EITHER or reading.kind == "share"):
            kind = STOCK
        if reading.status == "planned" and not AGREED.search(place.head):
            return self._planned(reading, place, kind)
        special = self._from_year_begin(reading, place) or self._years(reading, place)
        return special or self._actual(reading, place, kind)

    def _timeless(self, reading: Reading, place: Place) -> bool:
        """What each month saves, what three months took, what a rule grants."""
        if self._here(place):
            return False
        if reading.status == "actual" and GRANT.search(place.phrase):
            return True
        return bool(RATE.search(place.clause) or DURATION.search(place.head))

    def _in_year(self, year: int, kind: str) -> Period:
        whole = cal.year(year)
        return cal.at(whole.end) if kind == STOCK else whole

    def _here(self, place: Place) -> bool:
        return bool(place.stated) and place.stated[0].start >= place.at - len(place.clause)

    # things without a time, and quotas of a year

    def _attribute(self, reading: Reading, place: Place) -> Choice:
        """A site or a project has no period, unless the text dates it in the same breath."""
        frame = place.stated[0] if place.stated else None
        dated = frame is not None and frame.kind in (PRESENT, AS_OF) and reading.status == "actual"
        own = reading.subject_kind in OWN
        if frame and dated and not own and reading.indicator == "land_area":
            return Choice(cal.at(frame.period.end), STATED, frame.words)
        aimed = frame is not None and frame.kind == PLAN and reading.status == "planned"
        if frame and aimed and place.head.endswith(("达到", "达", "突破")):
            return Choice(under(frame, FLOW, self.today), STATED, frame.words)
        if reading.indicator == "project_total_investment" and not own:
            return self._group_investment(reading, place)
        return NONE

    def _group_investment(self, reading: Reading, place: Place) -> Choice:
        """The investment of projects told of as a group, without their number beside it."""
        if not GROUP.search(place.head):
            return NONE
        if reading.status == "planned":
            return self._planned(reading, place, FLOW)
        return self._actual(reading, place, STOCK if STANDING.search(place.head) else FLOW)

    def _of_the_year(self, place: Place) -> Choice:
        """A quota or a yearly plan belongs to the year in force."""
        for frame in (*place.stated, place.inherited):
            if frame is not None and frame.year is not None:
                basis = STATED if frame in place.stated else INHERITED
                return Choice(cal.year(frame.year), basis, frame.words)
        yearly = "年" in place.head or "年" in place.tail
        if self.today is None or not yearly:
            return Choice(NOTHING, doubt="plan without a time")
        return Choice(cal.year(self.today.year), INFERRED, "年度")

    # what is still to come

    def _planned(self, reading: Reading, place: Place, kind: str) -> Choice:
        added = reading.kind == "addition" and reading.subject_kind not in OWN
        potential = reading.modality == "potential" and not (added and _describes(reading))
        yearly = YEARLY.search(place.phrase)
        if kind == STOCK and _cumulated(reading, place):
            kind = FLOW
        for frame in place.stated:
            if self._behind(frame) or (potential and not self._aims(reading, place, frame)):
                continue
            if frame.kind == UNKNOWN or (yearly and frame.kind != PLAN):
                return Choice(NOTHING, "", frame.words)
            over = frame.kind == STRETCH and self._over(frame)
            if over and place.reported and reading.modality == "estimated":
                return Choice(NOTHING, doubt="plan without a time")
            if over and reading.modality == "target":
                continue
            return Choice(self._aimed(reading, frame, kind), STATED, frame.words)
        if potential or (yearly and place.plan is None):
            return NONE
        return self._planned_elsewhere(reading, place, kind)

    def _aims(self, reading: Reading, place: Place, frame: Frame) -> bool:
        """Whether a time stands after 达产后, so that what a project yields is dated by it."""
        cue = reading.because.get("status", "")
        if cue.startswith(("可", "能")):
            return self._here(place) and (frame.kind == PLAN or not self._over(frame))
        begin = max(place.sentence_start, place.at - LEAD)
        said = place.text.rfind(cue, begin, place.at)
        return frame.kind == PLAN and frame.start > said >= 0

    def _behind(self, frame: Frame) -> bool:
        """A time that no plan can be of."""
        return frame.kind in (PRESENT, EVENT, RECENT, SINCE) or (
            frame.kind == AS_OF and self._over(frame)
        )

    def _aimed(self, reading: Reading, frame: Frame, kind: str) -> Period:
        reached = frame.period.start is None and reading.indicator == "jobs_created"
        return under(frame, STOCK if reached else kind, self.today)

    def _planned_elsewhere(self, reading: Reading, place: Place, kind: str) -> Choice:
        """A target whose time follows it, or was told before."""
        after = place.after
        if after is not None and after.kind in (PLAN, AS_OF, STRETCH):
            if reading.indicator in ("production_capacity", "treatment_capacity"):
                return NONE
            as_of = STOCK if after.period.start is None else kind
            return Choice(under(after, as_of, self.today), STATED, after.words)
        if place.plan is not None:
            return Choice(under(place.plan, kind, self.today), INHERITED, place.plan.words)
        frame, own = place.inherited, reading.subject_kind in OWN
        if frame is not None and frame.kind == STRETCH and not (own or self._over(frame)):
            return Choice(under(frame, kind, self.today), INHERITED, frame.words)
        return Choice(NOTHING, doubt="plan without a time")

    def _over(self, frame: Frame) -> bool:
        end = frame.period.end
        return end is not None and self.today is not None and end < self.today

    # stretches with a beginning of their own

    def _from_year_begin(self, reading: Reading, place: Place) -> Choice | None:
        """比年初增加9个: from 1 January to the day in force."""
        found = _words("bases", "year_begin").search(place.head)
        if not found or reading.kind not in ("addition", "change", "growth"):
            return None
        frames = [f for f in (*place.stated, place.inherited) if f and not f.period.empty]
        frame = frames[0] if frames else None
        end = frame.period.end if frame and frame.kind in (AS_OF, STRETCH, PRESENT) else self.today
        if end is not None and self.today is not None and end > self.today:
            end = self.today
        if end is None:
            return None
        return Choice(Period(date(end.year, 1, 1), end), STATED, found.group())

    def _years(self, reading: Reading, place: Place) -> Choice | None:
        """年均增长, 连续4年, growth from year A to year B."""
        if place.changed is not None:
            return Choice(place.changed, STATED, "年均" if place.average else "增长")
        frame = place.stated[0] if place.stated else place.inherited
        if frame is None or frame.period.end is None:
            return None
        running = YEARS_RUNNING.search(place.head)
        if running and reading.kind == "level" and frame.kind == STRETCH:
            first = frame.period.end.year - number(running[1]) + 1
            return Choice(Period(date(first, 1, 1), frame.period.end), STATED, running.group())
        if reading.kind != "growth" or frame.kind not in (STRETCH, PLAN):
            return None
        start = frame.period.start
        if place.average and start and place.text[frame.start - 1 : frame.start] in ("从", "由"):
            grown = Period(date(start.year + 1, 1, 1), frame.period.end)
            return Choice(grown, STATED, frame.words)
        base = self._base_year(place, frame)
        if base is None or base >= frame.period.end.year:
            return None
        return Choice(Period(date(base + 1, 1, 1), frame.period.end), STATED, frame.words)

    def _base_year(self, place: Place, frame: Frame) -> int | None:
        """The year from which a growth is counted, where it is not the year before."""
        end = frame.period.end
        if end is None or frame.period != cal.year(end.year):
            return None
        if place.compared_year is not None:
            return place.compared_year
        if not place.average:
            return None
        earlier = [f.year for f in (*place.stated[1:], place.inherited) if f is not None]
        years = [year for year in earlier if year is not None and year < end.year - 1]
        return years[0] if years else None

    # what is reached

    def _actual(self, reading: Reading, place: Place, kind: str) -> Choice:
        if YEARLY.search(place.phrase) and not place.stated:
            return NONE
        stated = [frame for frame in place.stated if frame.kind != PLAN]
        if not stated:
            return self._unstated(reading, place, kind)
        frame = stated[0]
        standing = kind == STOCK or (kind == EITHER and "另" in place.head)
        if standing and frame.kind == STRETCH and place.between:
            now = next((f for f in stated[1:] if f.kind in (PRESENT, AS_OF)), None)
            frame = now or frame
        return self._stated(reading, place, kind, frame)

    def _stated(self, reading: Reading, place: Place, kind: str, frame: Frame) -> Choice:
        now = Choice(cal.at(self.today), INFERRED, "")
        if frame.kind == UNKNOWN:
            here = kind == STOCK and frame.words in SOON
            return now if here else Choice(NOTHING, "", frame.words)
        if frame.kind == EVENT:
            told = place.lead if kind == STOCK else place.lead + place.rest
            here = kind != FLOW and not _words("roles", "happenings").search(told)
            return now if here else Choice(frame.period, STATED, frame.words)
        flow = place.earlier_flow
        newly = NEWLY.search(place.head) and not place.head.endswith("的")
        won = bool(newly) and reading.kind in ("addition", "growth")
        if frame.kind == PRESENT and flow is not None and won:
            return Choice(under(flow, kind, self.today), INHERITED, flow.words)
        event = frame.kind == AS_OF and not (frame.until or self._here(place))
        if event and SO_FAR.search(place.text, frame.end, place.at):
            return now  # 去年底建成, 已入驻
        lasting = frame.kind == SINCE and reading.indicator == "projects"
        if kind == STOCK and lasting and PENDING.search(place.verb):
            kind = FLOW
        if kind == STOCK and _cumulated(reading, place):
            kind = FLOW  # 累计 within a stated stretch is a flow of it
        if frame.kind == STRETCH:
            if kind == STOCK and reading.subject_kind in OWN and place.between:
                return now
            running = not self._over(frame) and reading.kind == "level" and not self._here(place)
            if running and kind == FLOW and SO_FAR.search(place.clause):
                return Choice(cal.at(self.today), INFERRED, "已")
            if reading.quote.startswith("第") and self.today and not self._over(frame):
                return Choice(Period(frame.period.start, self.today), STATED, frame.words)
        return Choice(under(frame, kind, self.today), STATED, frame.words)

    def _unstated(self, reading: Reading, place: Place, kind: str) -> Choice:
        frame, own = place.inherited, reading.subject_kind in OWN
        told = place.lead + (place.tail if kind == STOCK else place.rest)
        if place.event is not None and kind != EITHER and HERE.search(told):
            return Choice(cal.day(place.event), INHERITED, place.event.isoformat())
        if kind == EITHER and _of_project(reading) and not SO_FAR.search(place.head):
            return NONE
        scene = kind == EITHER and _words("scene", "words").search(place.lead + place.tail)
        if kind == STOCK or (kind == EITHER and (own or frame is None or scene)):
            return self._standing(reading, place, own)
        done = natures().get(reading.indicator, FLOW) == BUILT
        if done and "累计" in place.lead and not place.event:
            return self._standing(reading, place, own)
        said = SO_FAR.search(place.lead if done else place.head)
        here = frame is None or frame.kind != AS_OF or frame.start < place.paragraph_start
        if said and here and reading.kind in ("level", "share"):
            return Choice(cal.at(self.today), INFERRED, said.group())
        if own and reading.indicator == "floor_area":
            return NONE
        nowhere = frame is None or (own and frame.start < place.paragraph_start)
        if nowhere and place.after is not None and place.after.kind == STRETCH:
            frame, nowhere = place.after, False
        if frame is None or nowhere:
            stands = reading.indicator == "project_completed_investment" and own
            if stands or PACE.search(place.head):
                return Choice(cal.at(self.today), INFERRED, "")
            return Choice(NOTHING, doubt="no time in force")
        if frame.kind in (PRESENT, RECENT) and kind == FLOW:
            if place.earlier_flow is None:
                return Choice(NOTHING, doubt="no time in force")
            frame = place.earlier_flow
        return Choice(under(frame, kind, self.today), INHERITED, frame.words)

    def _standing(self, reading: Reading, place: Place, own: bool) -> Choice:
        """A stock without a time of its own: on the last day in force, or as the paper appears."""
        frame = place.inherited
        now = Choice(cal.at(self.today), INFERRED, "")
        if frame is None or own or frame.kind in (PRESENT, RECENT):
            return now
        told = place.lead + place.tail
        here = SO_FAR.search(place.lead) or _words("scene", "words").search(told)
        if here and (frame.kind != AS_OF or frame.start < place.paragraph_start):
            return now
        return Choice(under(frame, STOCK, self.today), INHERITED, frame.words)


@cache
def _words(part: str, name: str) -> re.Pattern[str]:
    """One list of periods.toml as a pattern."""
    return re.compile(either(vocabulary()[part][name]))


def _describes(reading: Reading) -> bool:
    """A capacity: without a time, but for one that a plan of the park adds."""
    return natures().get(reading.indicator, FLOW) == ATTRIBUTE


def _of_project(reading: Reading) -> bool:
    """5GW高效电池项目: a size of a named project is an attribute of it."""
    named = reading.subject_kind == "project" and reading.kind == "level"
    return named and reading.indicator == "other"


def _cumulated(reading: Reading, place: Place) -> bool:
    """累计签约58个 in a stretch is a flow of it; 累计达45个, and firms and people, stand."""
    counted = natures().get(reading.indicator, FLOW) == STOCK
    return "累计" in place.verb and "累计达" not in place.verb and not counted


def _quota(reading: Reading, place: Place) -> bool:
    aimed = AIMED.match(place.tail) or QUOTA.search(place.head)
    return reading.kind == "level" and reading.status == "planned" and bool(aimed)
