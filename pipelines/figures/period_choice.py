"""Chooses the period of one number from the times that are in force where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipelines.figures import period_calendar as cal
from pipelines.figures.period_apply import INFERRED, INHERITED, NONE, STATED, Choice, under
from pipelines.figures.period_calendar import NOTHING, Period
from pipelines.figures.period_cues import (
    AGREED,
    BEGUN,
    DURATION,
    GRANT,
    GROUP,
    HANDLED,
    HERE,
    IN_ORDER,
    NEWLY,
    PACE,
    PENDING,
    RATE,
    SO_FAR,
    SOON,
    STANDING,
    YEARLY,
    YEARS_RUNNING,
    words,
)
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
from pipelines.figures.period_spans import from_year_begin, over_years, up_to, years_told
from pipelines.figures.period_traits import (
    cumulated,
    has_no_time,
    of_design,
    of_project,
    quota,
    spent,
)
from pipelines.figures.types import Reading


class Chooser:
    """Decides for one report; needs indicator, kind, subject and status of each reading."""

    def __init__(self, today: date | None, assessed: int | None = None) -> None:
        self.today = today
        self.now = Choice(cal.at(today), INFERRED, "")
        self.assessed = assessed  # the year whose assessment the report tells of

    def choose(self, reading: Reading, place: Place) -> Choice:
        """The period of a number by its own place in the text."""
        kind = nature(reading, place.verb, place.closed)
        if place.bound is not None:
            return Choice(under(place.bound, kind, self.today), STATED, place.bound.words)
        if place.first_part:
            years = years_told(place)
            since = years[0] if years else place.compared_year
            if since is None:
                return Choice(NOTHING, "", "由…到…")
            return Choice(self._in_year(since, kind), STATED, str(since))
        between = years_told(place) if place.second_part and reading.kind == "level" else None
        if between is not None:
            return Choice(self._in_year(between[1], kind), STATED, "…到…")
        if self.assessed is not None and self._ranked(reading, place):
            return Choice(cal.year(self.assessed), INHERITED, str(self.assessed))
        if self._timeless(reading, place) or of_design(reading, place):
            return NONE
        if kind == ATTRIBUTE:
            return self._attribute(reading, place)
        yearly = reading.indicator == "annual_planned_investment" and reading.status == "planned"
        if yearly or quota(reading, place):
            return self._of_the_year(place)
        if kind == TITLED:
            known = any(frame.kind != UNKNOWN for frame in place.stated)
            kind = FLOW if known else STOCK
        if place.second_part_of_now and (kind == EITHER or reading.kind == "share"):
            kind = STOCK
        if reading.status == "planned" and not AGREED.search(place.head):
            return self._planned(reading, place, kind)
        special = from_year_begin(reading, place, self.today) or over_years(reading, place)
        return special or self._actual(reading, place, kind)

    def _ranked(self, reading: Reading, place: Place) -> bool:
        """A place in an assessment of a year, where no other time is in force."""
        frames = [frame for frame in (*place.stated, place.inherited) if frame is not None]
        if any(frame.kind != UNKNOWN for frame in frames) or reading.status == "planned":
            return False
        told = place.lead[-40:] + place.rest
        return reading.indicator == "ranking" or bool(IN_ORDER.search(told))

    def _timeless(self, reading: Reading, place: Place) -> bool:
        """What each month saves, what three months took, what a rule grants."""
        if self._here(place):
            return False
        if reading.status == "actual" and GRANT.search(place.phrase):
            return True
        if place.after is None and RATE.search(place.clause):
            return True
        head = place.head
        timed = "月" in head or "天" in head or "周" in head or "时" in head
        return timed and DURATION.search(head) is not None

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
        until = frame is not None and (frame.until or frame.words.startswith("截"))
        site = reading.indicator == "land_area" or (until and reading.unit in ("t", "m3"))
        if frame and dated and not own and site:
            return Choice(cal.at(frame.period.end), STATED, frame.words)
        aimed = frame is not None and frame.kind == PLAN and reading.status == "planned"
        if frame and aimed and place.head.endswith(("达到", "达", "突破")):
            return Choice(under(frame, FLOW, self.today), STATED, frame.words)
        if frame and spent(reading, place, frame):
            return Choice(under(frame, FLOW, self.today), STATED, frame.words)  # 今年投资6000万元
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
        """A quota or a yearly plan belongs to the year in force, or to the part that is named."""
        frame = place.stated[0] if place.stated else None
        if frame is not None and frame.end >= place.clause_start and _part_of_year(place, frame):
            return Choice(frame.period, STATED, frame.words)  # 四季度目标为27亿元
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
        potential = reading.modality == "potential" and not (added and has_no_time(reading))
        yearly = _yearly(place)
        if kind == STOCK and cumulated(reading, place):
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

    # what is reached

    def _actual(self, reading: Reading, place: Place, kind: str) -> Choice:
        if not place.stated and _yearly(place):
            return NONE
        stated = [frame for frame in place.stated if frame.kind != PLAN]
        if not stated:
            return self._unstated(reading, place, kind)
        known = [frame for frame in stated if frame.kind != UNKNOWN]
        frame = known[0] if known else stated[0]
        if place.between and frame.kind == STRETCH and self._so_far(reading, place):
            return Choice(cal.at(self.today), INFERRED, "已")
        standing = kind == STOCK or (kind == EITHER and "另" in place.head)
        if standing and frame.kind == STRETCH and place.between:
            now = next((f for f in stated[1:] if f.kind in (PRESENT, AS_OF)), None)
            frame = now or frame
        return self._stated(reading, place, kind, frame)

    def _so_far(self, reading: Reading, place: Place) -> bool:
        """去年签约的61个项目已开工48个: a count that 已 makes one of today."""
        counts = reading.unit == "count" and reading.kind in ("level", "share")
        said = SO_FAR.search(place.verb) or place.tail.startswith(("已", "均已", "全部已"))
        return counts and bool(said) and not HANDLED.search(place.verb)

    def _stated(self, reading: Reading, place: Place, kind: str, frame: Frame) -> Choice:
        now = self.now
        if frame.kind == UNKNOWN:
            here = kind == STOCK and frame.words in SOON
            return now if here else Choice(NOTHING, "", frame.words)
        if frame.kind == EVENT:
            told = place.lead if kind == STOCK else place.lead + place.rest
            here = kind == STOCK and not words("roles", "happenings").search(told)
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
        if kind == STOCK and cumulated(reading, place):
            kind = FLOW  # 累计 within a stated stretch is a flow of it
        until = up_to(place, frame)
        if until is not None and kind != ATTRIBUTE:
            span = Period(frame.period.start, until.period.end)
            inside = replace(frame, period=span, kind=STRETCH)
            return Choice(under(inside, kind, self.today), STATED, until.words + frame.words)
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
        begun = self._begun(reading, place)
        if begun is not None:
            return begun
        if place.event is not None and kind != EITHER and HERE.search(told):
            return Choice(cal.day(place.event), INHERITED, place.event.isoformat())
        if kind == EITHER and of_project(reading) and not SO_FAR.search(place.head):
            return NONE
        scene = kind == EITHER and words("scene", "words").search(place.lead + place.tail)
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
        return self._flowing(reading, place, kind)

    def _flowing(self, reading: Reading, place: Place, kind: str) -> Choice:
        """A flow without a time of its own: of the stretch in force, or of one told after."""
        frame, own = place.inherited, reading.subject_kind in OWN
        nowhere = frame is None or (own and frame.start < place.paragraph_start)
        if frame is None and YEARS_RUNNING.search(place.clause):
            return Choice(NOTHING, doubt="no time in force")
        if nowhere and place.after is not None and place.after.kind == STRETCH:
            frame, nowhere = place.after, False
        if frame is None or nowhere:
            stands = reading.indicator == "project_completed_investment" and own
            if stands or PACE.search(place.head):
                return Choice(cal.at(self.today), INFERRED, "")
            return Choice(NOTHING, doubt="no time in force")
        if frame.kind in (PRESENT, RECENT) and kind == FLOW:
            if reading.kind == "rank":
                return self.now  # a place in an order is held now
            if place.earlier_flow is None:
                return Choice(NOTHING, doubt="no time in force")
            frame = place.earlier_flow
        return Choice(under(frame, kind, self.today), INHERITED, frame.words)

    def _begun(self, reading: Reading, place: Place) -> Choice | None:
        """3条生产线今年4月投产: a time after things, with what happened to them then."""
        frame = place.after
        if frame is None or reading.unit != "count" or frame.kind not in (STRETCH, EVENT):
            return None
        after = place.text[frame.end : frame.end + 8]
        direct = place.end <= frame.start < place.tail_end
        if not direct or not BEGUN.match(after):
            return None
        return Choice(frame.period, STATED, frame.words)

    def _standing(self, reading: Reading, place: Place, own: bool) -> Choice:
        """A stock without a time of its own: on the last day in force, or as the paper appears."""
        frame = place.inherited
        now = self.now
        if frame is None or own or frame.kind in (PRESENT, RECENT):
            return now
        told = place.lead + place.tail
        here = SO_FAR.search(place.lead) or words("scene", "words").search(told)
        if here and (frame.kind != AS_OF or frame.start < place.paragraph_start):
            return now
        return Choice(under(frame, STOCK, self.today), INHERITED, frame.words)


def _yearly(place: Place) -> bool:
    phrase = place.phrase
    return "年" in phrase and YEARLY.search(phrase) is not None


def _part_of_year(place: Place, frame: Frame) -> bool:
    """Whether a target is of the stretch named right before it, and not of the whole year."""
    stretch = frame.kind in (STRETCH, PLAN) and frame.period.start is not None
    return stretch and "年" not in place.text[frame.end : place.at]
