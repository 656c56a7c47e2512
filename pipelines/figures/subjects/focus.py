"""Walks a report sentence by sentence with the subject in focus."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.held import clause_end, holder, together
from pipelines.figures.names.terms import ENTERPRISE, OTHER, PARK, PROJECT, REGION, SECTOR
from pipelines.figures.names.types import NOWHERE, Mention, State
from pipelines.figures.names.works import put_up
from pipelines.figures.patterns import later
from pipelines.figures.subjects import measures
from pipelines.figures.subjects.ahead import WATER, ahead, set_up
from pipelines.figures.subjects.doubts import doubts
from pipelines.figures.subjects.going_on import turned_back
from pipelines.figures.subjects.hearing import Hearing
from pipelines.figures.subjects.number_of_parks import ranks_number
from pipelines.figures.subjects.paragraph_topics import topic_again
from pipelines.figures.subjects.pointers import Pointers
from pipelines.figures.subjects.sections import Sections
from pipelines.figures.subjects.shares import shared_out, without_goods
from pipelines.figures.subjects.trade_topics import (
    AGAIN,
    WHOLE_AGAIN,
    goes_on,
    next_trade,
    of_the_place,
)
from pipelines.figures.subjects.wholes import Wholes
from pipelines.figures.types import Document, Reading, Span

ASSURED = later("确保|力争|推动|带动")
ONCE_BUILT = later("(?:达产|建成|投产|满产|投用)后")
OWN = later("[^,。;]{0,3}(?:工厂|基地|车间|门店|分公司|子公司|中心|生产线)")
OF_CHAIN = later("链上|该产业|产业链")  # 链上企业: the chain's own
QUOTE = later("(?:[^“”。\\n]{0,40}\\))? *“")  # where a sentence begins with what is said
PART = later("其中[^,。;]*$")  # a part of what the clause before counts
FAR = 40  # letters between a cost and the end of the name of its work
ANY_PHASE = later("[一二三四]期工程")
LATER_PHASE = later("[,。;“]?[二三四]期[^,。;:]{0,6}$")


class Walk:
    """One reading of one report."""

    def __init__(self, doc: Document, cast: Cast, readings: list[Reading]) -> None:
        self.doc, self.cast, self.text = doc, cast, doc.folded
        self.readings = sorted(readings, key=lambda r: r.start)
        self.starts = [r.start for r in self.readings]
        self.state = State(None, None, collective=cast.collective)
        self.pointers = Pointers(doc, cast, self.state)
        self.state.focus = self.state.section = cast.main if self._dominant() else None
        self.wholes = Wholes(doc, cast, self.state, self.pointers)
        self.hearing = Hearing(doc, cast, self.state, self.pointers)
        self.sections = Sections(doc, cast, self.state, self.pointers)
        self.sentence = 0  # where the sentence being read begins
        self.works: set[int] = set()  # works without a name of their own: 智能工厂

    def _dominant(self) -> bool:
        """Whether the main subject governs what names none."""
        main = self.cast.main
        if main is None:
            return False
        if main == self.cast.collective:
            return True
        if self.pointers.kind(main) != PARK or self.cast.entities[main].titled or self.doc.about:
            return True
        parks = self.cast.of_kind(PARK)
        return len(parks) < 2 or (
            self.cast.entities[parks[1]].weight < 0.6 * self.cast.entities[parks[0]].weight
        )

    def run(self) -> None:
        """Give every reading its subject."""
        at = 0
        for paragraph in self.doc.paragraphs:
            self.sections.open(paragraph, self.hearing.within(paragraph))
            while at < len(self.doc.sentences) and self.doc.sentences[at].start < paragraph.end:
                self._sentence(self.doc.sentences[at])
                at += 1

    def _sentence(self, span: Span) -> None:
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        readings = self.readings[low:high]
        found = without_goods(readings, self.hearing.within(span))
        self._let_go(span)
        if QUOTE.match(self.text, span.start):
            self.hearing.hear_speaker(span)
        self.hearing.hear_voice(span)
        self.hearing.hear_department(span)
        if not readings:
            self.hearing.hear_between(found, span)
            return
        shared = shared_out(
            self.text, span, readings, found, self.pointers.groups.listed, self.pointers.jointly()
        )
        self.pointers.keep(shared.given)
        ahead_of = ahead(self.text, readings, found, self.pointers.resolve, self._facility)
        cue, last, self.sentence = 0, span.start, span.start
        for place, reading in enumerate(readings):
            while cue < len(found) and found[cue].start <= reading.start:
                if found[cue].start not in shared.used:
                    self.hearing.hear(found[cue], span)
                    last = max(last, found[cue].end)
                cue += 1
            before = found[cue - 1] if cue else None
            if self._given(reading, shared.given.get(place)):
                pass
            elif former := self._former(shared.echoes.get(place, -1), low, low + place, last):
                self._echo(reading, former)
            elif not (
                self._held(reading, before, found[cue : cue + 1])
                or self._claimed(reading, before, ahead_of[place])
            ):
                self._next_trade(readings[max(0, place - 1)], reading)
                total = self.wholes.total(reading, shared.given) if shared.given else None
                if total is None:
                    total = self.wholes.whose_count(reading, found, self.sentence)
                who = self._judge(reading, min(last, reading.start)) if total is None else total
                who = self.wholes.of_the_list(reading, who, self.sentence)
                who = self.wholes.part_of(reading, who)
                self._set(reading, who, "")
            self.wholes.goes_on_with_parks(reading)
            last = reading.end
        for mention in found[cue:]:
            if mention.start not in shared.used:
                self.hearing.hear(mention, span)

    def _given(self, reading: Reading, share: tuple[str, str, int] | None) -> bool:
        """Whether a list gives a reading its subject, or it counts what the list has left."""
        rest = self.wholes.left(reading)
        if rest is not None:
            self._set(reading, rest, "of what is left:")
        elif share is not None:
            kind, name, entity = share
            entity = entity if entity >= 0 else self.cast.get(kind, name)
            self._set(reading, entity, "in the order of a list:")
            self.hearing.remember_listed(entity)
        return rest is not None or share is not None

    def _let_go(self, span: Span) -> None:
        """Forget at a sentence's end what cannot be the topic of the next one.

        That is what stood aside, several parks named as one, and a park named only by its trade.
        """
        state = self.state
        trade = state.aside if state.aside is not None else -1
        named = state.heard.get(trade, NOWHERE)[1]
        if (
            named > 0
            and self.pointers.kind(trade) == SECTOR
            and goes_on(self.text, span.start, named)
        ):
            state.until = span.end
            return
        if trade >= 0 and self.pointers.kind(trade) != SECTOR and state.until > span.start:
            return  # “开工一批” after “签约一批” of the same; all that somebody says
        state.aside = None
        again = self.text[span.start - 1] == ";" and AGAIN.match(self.text, span.start)
        if state.focus is not None and self.wholes.several_firms(state.focus) and not again:
            state.focus = state.section if state.section is not None else self.cast.main
        if state.focus is None or state.section is None or state.focus == state.section:
            return
        state.focus, state.park = turned_back(self.text, self.cast, state, self.starts, span.start)

    def _former(self, echo: int, low: int, place: int, last: int) -> Reading | None:
        """The reading before, of whom one is too: 分别增长3%, 这个数五年前只有8亿元."""
        if echo >= 0:
            return self.readings[low + echo]
        told = measures.same_number(self.text[last : self.readings[place].start])
        told = told or ranks_number(self.text, self.readings[place - 1], self.readings[place])
        focus = self.state.focus  # of a firm's own park that were counted, not of an industry
        firm = focus is not None and self.pointers.kind(focus) == ENTERPRISE
        told = told or (
            firm and measures.of_counted(self.text, self.readings[place - 1], self.readings[place])
        )
        return self.readings[place - 1] if told and place else None

    def _echo(self, reading: Reading, former: Reading) -> None:
        """Give a reading after 分别 the subject of the one that it follows."""
        reading.subject, reading.subject_kind = former.subject, former.subject_kind
        reading.context, reading.because["subject"] = former.context, f"as {former.quote}"

    def _claimed(self, reading: Reading, before: Mention | None, after: int | None) -> bool:
        """Whether a name that holds the reading, or stands right at it, claims it."""
        region = self.wholes.of_region(reading, before) if before else None
        if region is not None:
            self._set(reading, region, "right after")
            return True
        if before and before.end > reading.start and before.kind == PROJECT and before.name:
            self._set(reading, before.entity, "in its name:")
            return True
        of_parks = self.wholes.counted(reading, before)
        if of_parks is not None:
            self._set(reading, of_parks, "whose parks it counts:")
        elif after is not None and not self._of_owner(after, reading):
            after = self.pointers.built(reading, after)
            self._set(reading, after, "before its name:")
            self._facility_speaks(after, reading)
        else:
            return False
        return True

    def _held(self, reading: Reading, before: Mention | None, after: list[Mention]) -> bool:
        """Whether a figure belongs to the park that holds what it counts, or to several jointly."""
        held = holder(self.text, reading.start, reading.end, before, after[0] if after else None)
        focus = self.state.focus  # 全村742人在某园务工: the village is spoken of
        village = focus is not None and self.cast.entities[focus].name.endswith("村")
        held = None if village else held
        if held is not None and focus is not None and reading.kind == "share":
            firms = self.text.startswith("企业", held.end)  # 全市产值近八成出自园区企业
            held = None if firms and self.pointers.kind(focus) == REGION else held
        entity = self.pointers.resolve(held) if held is not None else None
        single = [n for n in self.state.recent if self.cast.entities[n].parts is not None]
        parks = together(self.text, reading.start, single)
        if parks:
            entity = self.cast.get(PARK, "、".join(self.cast.entities[n].name for n in parks))
        if entity is not None:
            self._set(reading, entity, "held by")
            if held is before:  # 其中,落户甲园的9个,总投资102亿元
                self.state.aside, self.state.until = entity, clause_end(self.text, reading.end)
        return entity is not None

    def _of_owner(self, entity: int, reading: Reading) -> bool:
        """Whether a work named only by what it is belongs to the firm or project in focus."""
        focus = self.state.focus
        if entity not in self.works or focus is None:
            return False
        if self.pointers.kind(focus) == PROJECT:  # 二期项目投资4亿元,建设600吨奶粉生产线
            return set_up(self.text, reading.start)
        own = not measures.stands_apart(reading, self.cast.entities[entity].name)
        return self.pointers.kind(focus) == ENTERPRISE and own

    def _next_trade(self, former: Reading, reading: Reading) -> None:
        """甲产业规模30亿元、乙20亿元: the next industry of a list leaves out the word."""
        aside = self.state.aside
        if aside is None or self.pointers.kind(aside) != SECTOR or former.unit != reading.unit:
            return
        name = next_trade(self.text, former.end, reading.start, self.cast.entities[aside].name)
        if name and former.unit == "CNY":
            self.state.aside = self.cast.get(SECTOR, name)

    def _facility(self, name: str) -> int:
        focus = self.state.focus
        if focus is not None and self.pointers.kind(focus) == PARK and ANY_PHASE.fullmatch(name):
            name = self.cast.entities[focus].name + name  # 某某产业园|二期工程
        work = self.cast.get(PROJECT, name)
        self.works.add(work)
        return work

    def _facility_speaks(self, entity: int, reading: Reading) -> None:
        """A work named only after its cost takes the focus, a plant for water for its clause."""
        if entity not in self.works:
            return
        name = self.cast.entities[entity].name
        at = self.text.find(name, reading.end, reading.end + FAR)
        if at >= 0:
            self.state.heard[entity] = self.state.named_ahead = (at, at + len(name))
        if not WATER.fullmatch(name):
            self.state.focus = self.state.project = entity
        elif len(reading.unit) == 3:
            self.state.aside, self.state.until = entity, clause_end(self.text, reading.end)

    def _judge(self, reading: Reading, last: int) -> int | None:
        """The subject of a reading that no word before or after it claims."""
        state = self.state
        words = self.text[last : reading.start]
        if state.aside is not None and (reading.start >= state.until or WHOLE_AGAIN.match(words)):
            state.aside = None
        topic = topic_again(self.text, reading, state, self.cast, self.sentence)
        if topic is not None:
            return topic
        who = self._in_mind(reading)
        if who is None:
            return state.section
        kind = self.pointers.kind(who)
        if kind == PARK and self.pointers.named_by_trade(who):  # 中药材仓储物流园完成投资7200万元
            return self.pointers.built(reading, who)
        if kind in (PARK, REGION, OTHER):
            return self.pointers.settled_in(who, words)
        if kind == SECTOR and OF_CHAIN.search(words):
            return who
        told = last > state.heard.get(who, NOWHERE)[1]  # after figures of its own
        if kind == SECTOR and state.aside is not None and of_the_place(words, told=told):
            state.aside = state.topic = None
            state.focus = who = self._place_under(who, words, reading)
            return who
        if kind == PROJECT:
            return self._of_project(who, reading, words)
        if (
            kind == ENTERPRISE
            and state.firm_at < self.sentence
            and measures.of_the_whole(reading, words)
        ):
            return self._place_under(who, words, reading)
        own = kind == ENTERPRISE and measures.own_word(reading, state.heard.get(who, NOWHERE))
        listed, before = words.endswith("等"), state.firm_at < self.sentence
        placed = kind in (ENTERPRISE, SECTOR) and not own
        if placed and measures.of_place(reading, kind, listed=listed, named_before=before):
            return self._place_under(who, words, reading)
        if kind == ENTERPRISE and self._of_later_phase(reading, words):
            state.focus = who = state.project
        return who

    def _in_mind(self, reading: Reading) -> int | None:
        """Who stands aside or is in focus; a work that is only counted is the park's: 水厂|一座."""
        aside = self.state.aside
        work = self.cast.entities[aside].name if aside in self.works and aside is not None else ""
        if work and reading.unit == "count" and self.text.endswith(work, 0, reading.start):
            return self.state.focus
        return aside if aside is not None else self.state.focus

    def _of_project(self, who: int, reading: Reading, words: str) -> int | None:
        """The subject of a reading with a project in focus: it, its firm, or its place."""
        state = self.state
        if measures.in_place(words):
            return who
        turned = self.pointers.turned_to(who, words, reading.start)
        if turned != who:
            state.focus, state.aside, who = turned, None, turned
            state.project = who if self.pointers.kind(who) == PROJECT else state.project
        told_before = state.heard.get(who, NOWHERE)[0] < self.sentence
        aimed = measures.aims(self.text, self.sentence, reading.start)
        whole = measures.of_all_land(reading, words) or measures.of_the_whole(reading, words)
        land = told_before and (aimed or whole)
        if land or measures.parks_own(reading, words):
            state.focus = self.pointers.place_of()
            return state.focus
        assured = ASSURED.search(words) is not None
        own = measures.houses(self.cast.entities[who].name) and not assured  # 孵化楼里…,去年卖出
        if measures.firm_again(reading, words) and not own:
            if state.firm_here or assured:
                state.focus = state.firm if state.firm_here else self.pointers.place_of()
                return state.focus
            return who
        part = PART.search(self.text, max(0, reading.start - 10), reading.start)
        invests = reading.indicator == "fixed_asset_investment" and not told_before
        placed = measures.of_place(reading, PROJECT, named_before=told_before)
        if placed and not part and not invests:
            return self._place_under(who, words, reading)
        return who

    def _place_under(self, who: int, words: str, reading: Reading) -> int | None:
        """The place that a count belongs to which its firm, project or industry cannot have."""
        state, kind = self.state, self.pointers.kind(who)
        after = reading.end
        led = self.text[max(self.sentence, reading.start - 14) : reading.start]
        behind = self.text[after : after + 16]
        if measures.reaches(kind, self.cast.entities[who].name, words, led, behind):
            return who
        if kind == SECTOR:
            focus = state.focus
            placed = focus is not None and self.pointers.kind(focus) in (PARK, REGION)
            return focus if placed else self.pointers.place_of()
        if (
            kind == ENTERPRISE
            and state.firm_at >= self.sentence
            and not measures.parks_firms(words)
        ):
            return who if OWN.match(self.text, after) else self.pointers.place_of()
        place = self.pointers.place_of()
        if "、" not in self.cast.entities[who].name:  # 三个项目|合计完成…: they are still told of
            state.focus, state.aside = place, None
        return place

    def _of_later_phase(self, reading: Reading, words: str) -> bool:
        """Whether a number after a firm is its project's again: 二期, 达产后."""
        built = ONCE_BUILT.search(words) is not None
        work = put_up(self.text, self.sentence, reading.start) if built else ""
        if work and self.state.firm_at >= self.sentence:
            self.state.project = self.cast.get(PROJECT, work)
        if self.state.project is None:
            return False
        again = LATER_PHASE.search(self.text, max(0, reading.start - 8), reading.start)
        return built or again is not None

    def _reason(self, entity: int) -> str:
        """Which words stand for a subject that no list and no place in the clause gave."""
        start, end = self.state.heard.get(entity, NOWHERE)
        guess = " looks like a firm" if self.cast.entities[entity].guessed else ""
        return f"“{self.doc.text[start:end]}”{guess}:" if start >= 0 else "the report is about"

    def _set(self, reading: Reading, entity: int | None, why: str) -> None:
        if entity is None:
            entity = self.cast.main
            reading.doubts.append("no subject in focus")
        if entity is None:
            return
        reading.doubts += doubts(self.cast, self.state, entity, self.sentence, self.works)
        one = self.cast.entities[entity]
        reading.subject, reading.subject_kind = one.name, one.kind
        reading.because["subject"] = f"{why or self._reason(entity)} {one.name}"
        if one.kind in (ENTERPRISE, PROJECT, SECTOR):
            park = self.pointers.place_of()
            if self.state.stands is not None and (park is None or self.pointers.kind(park) != PARK):
                park = self.state.stands
            if park is not None and self.pointers.kind(park) == PARK:
                reading.context = self.cast.entities[park].name
