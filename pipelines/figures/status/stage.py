"""Whether a number is reached or planned, and in which mode the text speaks of it."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

from pipelines.figures.layout import Layout, layout
from pipelines.figures.status.capacity import capacity_reached
from pipelines.figures.status.plans import (
    ACTUAL,
    AGREED,
    CAPACITIES,
    PLANNED,
    STAGED,
    Plan,
    able_now,
    begun,
    ended,
    goes_on,
    heads,
    in_brackets,
    lasts,
    mode,
    of_projects,
    opened,
    reaches,
    resumed,
    shall_become,
    still_yields,
    sum_alone,
    whole,
    within,
)
from pipelines.figures.status.time import Clock
from pipelines.figures.status.traits import (
    ALREADY,
    ASSURED,
    BEHIND,
    DEED,
    DESIGNED,
    DONE,
    EARNS,
    HEADED,
    HOLDS,
    OWN_NUMBER,
    PLANNED_THINGS,
    RAISED,
    REQUIRED,
    ROUGH,
    THINGS,
    YIELD,
    aimed,
    aimed_jointly,
    filled,
    finished,
    of_a_site,
    stands_now,
)
from pipelines.figures.status.turning_back import turns_back
from pipelines.figures.status.words import (
    DOCUMENT,
    ESTIMATE,
    HEADING,
    POTENTIAL,
    REACHED,
    TARGET,
    WEAK,
    Cue,
    cues,
    terms,
)
from pipelines.figures.times.roles import (
    BOUND,
    COMPARED,
    DATES,
    GOVERNS,
    NAMED,
    Timed,
    first_part,
    times,
)
from pipelines.figures.times.words import Mention
from pipelines.figures.types import Document, Reading


def assign(doc: Document, readings: list[Reading]) -> None:
    """Fill in status and modality of every reading; needs indicator, kind and subject."""
    if readings:
        _Walk(doc, readings).run()


class _Walk:
    """One reading of one report, sentence by sentence."""

    def __init__(self, doc: Document, readings: list[Reading]) -> None:
        self.doc = doc
        self.text = doc.folded
        self.where: Layout = layout(doc.folded)
        self.readings = readings
        self.plan: Plan | None = None
        self.document: Plan | None = None
        self.told: Plan | None = None  # the plan that a past time interrupts for its paragraph
        self.clock = Clock(doc.folded, doc.published)
        self.headed: Plan | None = None  # the plan that what a project yields interrupts
        self.rough = False
        self.counted = False  # whether the sentence has counted projects that are there
        self.bound: Mention | None = None  # the last time that belongs to one number only
        self.previous: Reading | None = None  # of the sentence
        self.latest: Mention | None = None  # the last time of the sentence

    def run(self) -> None:
        """Walk cues, times and readings in text order."""
        events: list[tuple[int, Cue | Timed | Reading]] = []
        events += [(cue.start, cue) for cue in cues(self.text)]
        events += [(timed.mention.start, timed) for timed in times(self.text)]
        events += [(reading.start, reading) for reading in self.readings]
        events.sort(key=itemgetter(0))  # at one place the cue before the time before the number
        sentence, last, end = -1, 0, 0
        for at, event in events:
            if at >= end:
                current = self.where.sentence(at)
                self._turn(sentence, current)
                sentence, self.previous, end = current, None, self.where.starts[current + 1]
            if self.plan is not None:
                self._semicolon(self.plan, last, at)
            last = at
            if isinstance(event, Cue):
                self._cue(event)
            elif isinstance(event, Timed):
                self._time(event)
            else:
                self._judge(event, self.previous)
                self.previous = event

    def _turn(self, before: int, now: int) -> None:
        """A new sentence: weak plans end with theirs, strong ones with their paragraph."""
        where = self.where
        near = before >= 0 and where.paragraphs[before] == where.paragraphs[now]
        self.latest, self.counted = None, False
        if not near:
            self.clock.paragraph()
            self.document, self.told = self.told or self.document, None
        plan, self.headed = resumed(self.plan, self.headed), None
        kept = near and plan is not None and lasts(self.text, plan, where.sentences[now].start)
        self.plan = plan if kept else self.document
        if self.plan is not None and turns_back(self.text, where, self.readings, now):
            self.plan = None
        self.rough = False

    def _semicolon(self, plan: Plan, last: int, now: int) -> None:
        """What one project will yield ends at ； unless the next part goes on with it."""
        untold = self.previous is None or self.previous.start < plan.at
        if untold and not plan.strong and STAGED.match(self.text, plan.at):
            if ";" in self.text[last:now]:
                self.plan = self.document  # 甲项目计划年内投产;乙项目租下厂房2400平方米
            return
        if plan.strong or plan.lasts or (plan.kind == TARGET and plan.heads):
            return
        stop = self.text.rfind(";", last, now)
        if stop >= 0 and not goes_on(self.text, plan, stop):
            self.plan = self.headed or self.document

    def _cue(self, cue: Cue) -> None:
        if cue.kind == HEADING:
            self._heading(cue)
            return
        plan = self.plan
        if cue.kind == REACHED:
            gone = ended(self.text, plan, cue.start, self.previous, self._same_clause)
            self.plan = None if gone else plan
            return
        if cue.kind == WEAK:
            # 到2015年产值达到3800亿元, 累计招商3500亿元: still of what is to come
            ahead = self.latest is not None and self.clock.future(self.latest)
            kept = plan is None or plan.strong or ahead or self._same_clause(plan.at, cue.start)
            self.plan = plan if kept else None
            return
        able = cue.kind == POTENTIAL and cue.words.startswith(("可", "年可", "能"))
        latest = self.latest
        if cue.kind == POTENTIAL and not able and latest and self.clock.dates(latest, cue.start):
            return  # 2020年建成投产后,带动就业300人: it was built then
        same = plan is not None and self._same_clause(plan.at, cue.start)
        if able and plan is not None and (same or plan.kind == POTENTIAL):
            return  # 预计全年可突破 stays an expectation, 建成后 what a project yields
        alone = able_now(self.text, cue) or of_projects(self.text, cue.start, self.previous)
        if plan is None and alone:
            return  # 签约项目10个,预计投资76亿元,其中甲园区5个: the sum alone is expected
        holds = cue.words in HOLDS and not EARNS.match(self.text, cue.end)
        if holds and self.plan is None and self._built(cue.start):
            return  # 建有公寓300套, 可容纳1200人: it is there
        strong = cue.kind == DOCUMENT or bool(plan and plan.strong and cue.kind != POTENTIAL)
        kind = TARGET if cue.kind == DOCUMENT else cue.kind
        yields = self.plan is not None and self.plan.kind == POTENTIAL
        more = same or still_yields(self.text, plan, latest, cue.start)
        if yields and (kind == ESTIMATE or (kind == TARGET and more)):
            kind = POTENTIAL  # 达产后将新增…, 年产值力争突破…
        elif able and plan is None and latest is not None and self.clock.this_year(latest):
            kind = ESTIMATE  # 今年, 园区规模可达2158亩
        first = heads(self.text, self.previous, cue.start) or within(self.plan, kind)
        ahead = self.latest is not None and (
            self.clock.unfinished(self.latest) or self.clock.closing(self.latest, cue.start)
        )
        listed = self.text.startswith(":", cue.end)  # 园区预计:完成产值34亿元;实现税金…
        told = first and (ahead or listed)
        self.headed = plan if opened(plan, kind) else self.headed
        self.plan = Plan(kind, cue.words, cue.start, strong, first, lasts=told)
        if cue.kind == DOCUMENT:
            self.document = self.plan

    def _heading(self, cue: Cue) -> None:
        """二、2025年目标任务。 heads a plan; 确定了2025年目标: tells one in its sentence."""
        start = self.where.sentences[self.where.sentence(cue.start)].start
        if HEADED.fullmatch(self.text, start, cue.start):
            self.plan = self.document = Plan(TARGET, cue.words, cue.start, strong=True)
        elif self.text.startswith((":", "”:"), cue.end):
            self.plan = Plan(TARGET, cue.words, cue.start)

    def _built(self, offset: int) -> bool:
        start = self.where.sentences[self.where.sentence(offset)].start
        return bool(terms().built.search(self.text, max(start, offset - BEHIND), offset))

    def _time(self, timed: Timed) -> None:
        mention = timed.mention
        self.latest = mention
        self.clock.name(mention)
        ahead = (mention.shift is not None and mention.shift > 0) or self.clock.in_a_year_to_come(
            mention
        )
        ahead = ahead and (timed.role == DATES or not self._numbered(mention))
        if timed.role not in (NAMED, COMPARED) and not ahead:  # 二期明年开建。9月份…
            self.clock.note(mention)
        if timed.role in (BOUND, COMPARED):
            self.bound = mention
        if timed.role != GOVERNS:
            self._built_since(timed)
            return
        if self.clock.future(mention):
            if self.plan is None or not self._same_clause(self.plan.at, mention.start):
                begins = self.previous is None
                self.plan = Plan(TARGET, mention.words, mention.start, strong=begins)
        elif self.plan is not None and self.clock.whole_year(mention):
            self.plan = replace(self.plan, lasts=self.plan.heads)
        elif self.clock.unfinished(mention):
            year = mention.kind == "year"  # 2015年, 我们要…: what follows is of the year to come
            first = heads(self.text, self.previous, mention.start)
            running = Plan(TARGET, mention.words, mention.start, strong=year, heads=first)
            self.plan = self.plan or running
        elif self.clock.said_ahead(mention):  # 今年, 我们要…: so is what follows
            if self.plan is None or not self.plan.strong:
                self.plan = Plan(TARGET, mention.words, mention.start, strong=True)
        elif self.clock.past(mention):
            self.told, self.document = self.told or self.document, None
            if self.plan is not None and self._over(self.plan, mention.start):
                self.plan = None

    def _numbered(self, mention: Mention) -> bool:
        """Whether a number follows a time in its sentence, or the answer to it: 明年怎么打算?"""
        end = self.where.sentences[self.where.sentence(mention.start)].end
        return "?" in self.text[mention.end : end] or any(
            mention.end <= reading.start < end for reading in self.readings
        )

    def _over(self, plan: Plan, time: int) -> bool:
        """Whether a past time ends a plan: not in its clause, nor after 据有关部门预测, ."""
        opens = plan.kind == ESTIMATE and plan.at + len(plan.words) + 1 == time
        return not opens and not self._same_clause(plan.at, time)

    def _built_since(self, timed: Timed) -> None:
        """建成后用水由2019年的28吨降到目前的9吨: what has a past since then has been built."""
        potential = self.plan is not None and self.plan.kind == POTENTIAL
        since = timed.role == BOUND and timed.mention.kind != "present"
        if potential and since and self.clock.past(timed.mention):
            self.plan = self.document

    def _same_clause(self, first: int, second: int) -> bool:
        return self.where.clause(first) == self.where.clause(second)

    def _judge(self, reading: Reading, previous: Reading | None) -> None:
        begin, end = self.where.clause(reading.start)
        head = self.text[max(begin, previous.end if previous else 0) : reading.start]
        tail = self.text[reading.end : min(end, reading.end + 40)]
        clause = self.text[begin : reading.start]
        planned, words = self._planned(reading, previous, clause, head, tail)
        reading.status = PLANNED if planned else ACTUAL
        if planned:
            reading.because["status"] = words
        self.counted |= not planned and reading.indicator == "projects"
        reading.modality = self._mode(reading, head, planned)
        if planned and sum_alone(self.plan, previous, reading, head):
            self.plan = self.document

    def _planned(
        self, reading: Reading, previous: Reading | None, clause: str, head: str, tail: str
    ) -> tuple[bool, str]:
        plan = self.plan
        quota = reading.indicator == "annual_planned_investment"
        filled_so = reading.kind == "share" and "完成" in head  # 完成年度计划的51%
        if quota and not (filled_so or DONE.search(head)):
            return True, "年度计划"
        joint = aimed_jointly(self.text, reading) or shall_become(self.text, previous, head)
        done = finished(reading, head, tail)
        if not done and (joint or aimed(reading, head, tail)):
            return True, (head[-6:] + tail[:4]).strip()
        start = self.where.sentences[self.where.sentence(reading.start)].start
        if REQUIRED.search(self.text, max(start, reading.start - BEHIND), reading.start):
            return True, "要求"
        known = done or self._filled(reading, head)
        known = known or begun(self.plan, reading, head, self.counted, self.where.phrase)
        if known or self._was_before(reading, head, tail):
            return False, ""
        if plan is not None and (RAISED.search(clause) or self._reaches(reading, plan, head)):
            return True, plan.words
        if of_a_site(reading, head):
            return whole(self.text, reading, previous, terms().adjacent.search(head))
        if previous is not None and in_brackets(self.text, previous, reading):
            return True, previous.because.get("status", "")
        return self._by_stage(reading, head) or self._by_plan(reading, head, tail)

    def _filled(self, reading: Reading, head: str) -> bool:
        """完成年度计划的81%: how far a plan was filled is reached, whatever was planned before."""
        plan = self.plan
        if plan is not None and (plan.strong or plan.kind == ESTIMATE):
            return False
        begin = filled(self.text, reading, head, self.previous)
        if begin is None or (
            plan is not None and plan.at < begin and self._same_clause(plan.at, reading.start)
        ):
            return False
        self.plan = self.document
        return True

    def _reaches(self, reading: Reading, plan: Plan, head: str) -> bool:
        ahead = self.latest is not None and self.clock.future(self.latest)
        told = plan.at >= self.where.sentences[self.where.sentence(reading.start)].start
        same = self._same_clause(plan.at, reading.start)
        bare = told and not self.text.startswith(("的", "左右的", "以上的"), reading.end)
        return reaches(reading, plan, head, ahead and told, same, bare)

    def _by_stage(self, reading: Reading, head: str) -> tuple[bool, str] | None:
        """What the stage of a thing says: to be handed over, designed for, in production."""
        rated = reading.kind in ("share", "growth", "change")
        done = rated or DEED.search(head)
        handed = None if done else terms().to_be_handed_over.match(self.text, reading.end)
        if handed:
            return True, handed.group()
        capacity = reading.indicator in CAPACITIES and reading.unit_text not in THINGS
        things = reading.unit in ("count", "m2") and PLANNED_THINGS.search(head)
        if not capacity and reading.kind == "level" and (things or DESIGNED.search(head)):
            return True, "设计"
        plan = self.plan
        stands = plan is not None and plan.kind == ESTIMATE and self._stands(reading, plan, head)
        if stands and not capacity:
            return False, ""
        if (
            not capacity
            or (plan is not None and not stands)
            or reading.kind not in ("level", "addition")
        ):
            return None
        reached, words = capacity_reached(self.doc, self.where, reading, self.clock)
        return not reached, words

    def _by_plan(self, reading: Reading, head: str, tail: str) -> tuple[bool, str]:
        if self.plan is not None:
            return True, self.plan.words
        if reading.indicator in YIELD and AGREED.search(head):
            return True, head[-8:]
        assured = ASSURED.match(tail)
        if assured:
            return True, assured.group()
        things = reading.kind in ("level", "addition") and reading.unit in ("count", "m2")
        if things and self.clock.put_off(reading.end):
            return True, "交付"
        coming = terms().still_to_come.match(tail)
        if coming and not ALREADY.search(head + tail[: coming.end()]):
            return True, coming.group()
        return False, ""

    def _stands(self, reading: Reading, plan: Plan, head: str) -> bool:
        """今年预计产值36亿元,加工企业214家: a flow is expected, what there is stands now."""
        return stands_now(reading, head) and plan.at < self.where.phrase(reading.start)

    def _was_before(self, reading: Reading, head: str, tail: str) -> bool:
        """The value before a change, or one with a past day of its own."""
        if first_part(head, tail):
            return True
        bound = self.bound
        if bound is None or reading.kind not in ("level", "addition"):
            return False
        if OWN_NUMBER.fullmatch(self.text, bound.end, reading.start) is None:
            return False
        return self.clock.past(bound) or not self.clock.future(bound)

    def _mode(self, reading: Reading, head: str, planned: bool) -> str:
        start = self.where.sentences[self.where.sentence(reading.start)].start
        rough = bool(ROUGH.search(self.text, max(start, reading.start - BEHIND), reading.start))
        self.rough = self.rough or (rough and not planned)
        return mode(reading, head, planned, self.plan, self.rough)
