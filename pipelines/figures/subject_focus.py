"""Walks a report sentence by sentence with the subject in focus."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipelines.figures.subject_ahead import ahead
from pipelines.figures.subject_entities import Cast
from pipelines.figures.subject_measures import RELATIVE, firm_again, of_place
from pipelines.figures.subject_pointers import Pointers
from pipelines.figures.subject_regions import region_name
from pipelines.figures.subject_shares import Shares, shared_out
from pipelines.figures.subject_terms import ENTERPRISE, OTHER, PARK, PROJECT, REGION, SECTOR
from pipelines.figures.subject_topics import Topics
from pipelines.figures.subject_types import Mention, State
from pipelines.figures.types import Document, Reading, Span

PARKS = re.compile(
    "(?:[^,。;:、\\d]{0,6}(?:级|以上))?(?:工业|产业|化工|重点)?(?:园区|开发区|集中区|集聚区|经开区|高新区|综保区|示范区)"
)
TOTAL = re.compile("(?:合计|共计|总计)(?:为|达|实现|完成)?$")
ADJACENT = re.compile("(?:现有|共有|拥有|的|共)?")
LATER_PHASE = re.compile("[,。;“]?[二三四]期[^,。;:]{0,6}$")
FIRM_IN_PROJECT = re.compile("[^\\d]{4,24}?(?:公司|集团)")
LONGEST_SPEECH = 400
# Somebody who works there and speaks of himself, as of his wage.
WORKER = re.compile(
    "(?:村民|农民|工人|职工|员工|女工|居民|牧民|务工人员|务工者|脱贫户|\\d+岁的)([一-龥·]{2,12}?)"
    "(?=一边|高兴|开心|笑|告诉|说|坦言|激动|乐呵|正|边|感慨|算|,)"
)
SAYS = re.compile("[^。\n]{0,60}?(?:说|介绍|表示|告诉|坦言|称|感慨|算账|算起|透露)")


class Walk:
    """One reading of one report."""

    def __init__(self, doc: Document, cast: Cast, readings: list[Reading]) -> None:
        self.doc, self.cast, self.text = doc, cast, doc.folded
        self.readings = sorted(readings, key=lambda r: r.start)
        self.starts = [r.start for r in self.readings]
        self.opens = [m.start for m in cast.mentions]
        section = cast.main if self._dominant() else None
        self.state = State(section, section)
        self.pointers = Pointers(doc, cast, self.state)
        self.topics = Topics(self.text)

    def _dominant(self) -> bool:
        """Whether the main subject governs what names none."""
        main = self.cast.main
        if main is None:
            return False
        if self._kind(main) != PARK or self.cast.entities[main].titled or self.doc.about:
            return True
        parks = self.cast.of_kind(PARK)
        return len(parks) < 2 or (
            self.cast.entities[parks[1]].weight < 0.6 * self.cast.entities[parks[0]].weight
        )

    def run(self) -> None:
        """Give every reading its subject."""
        at = 0
        for paragraph in self.doc.paragraphs:
            self._open_paragraph(paragraph)
            while at < len(self.doc.sentences) and self.doc.sentences[at].start < paragraph.end:
                self._sentence(self.doc.sentences[at])
                at += 1

    def _open_paragraph(self, span: Span) -> None:
        state = self.state
        if state.section is not None:
            state.focus = state.section
        state.aside, state.project, state.park, state.grouped = None, None, None, False
        state.firm_here, state.region = False, None
        text = self.text[span.start : span.end].rstrip()
        if text[:1] != "“" and len(text) <= 40 and not text.endswith(("。", "!", "?")):  # a heading
            for mention in self._mentions(span):
                if mention.kind == PARK and mention.name:
                    state.section = state.focus = mention.entity
                    break

    def _hear_speaker(self, span: Span) -> None:
        """A sentence that begins with a quotation is about the firm whose manager says it."""
        close = self.text.find("”", span.start, span.start + LONGEST_SPEECH)
        says = SAYS.match(self.text, close + 1) if close > 0 else None
        if says is None:
            return
        worker = WORKER.search(self.text, close, says.end())
        if worker:
            self.state.aside, self.state.until = self.cast.get(OTHER, worker[1]), close
            return
        for mention in self._mentions(Span(close, says.end())):
            firm = self.pointers.resolve(mention) if mention.kind == ENTERPRISE else None
            if firm is not None:
                self.state.focus = self.state.firm = firm
                self.state.firm_here = True
                self.state.spoken = close
                return

    def _mentions(self, span: Span) -> list[Mention]:
        low, high = bisect_left(self.opens, span.start), bisect_left(self.opens, span.end)
        return self.cast.mentions[low:high]

    def _sentence(self, span: Span) -> None:
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        readings, found = self.readings[low:high], self._mentions(span)
        self.state.aside = None
        if self.text.startswith("“", span.start):
            self._hear_speaker(span)
        if not readings:
            for mention in found:
                self._hear(mention, span)
            return
        shared = shared_out(self.text, span, readings, found, self.pointers.listed)
        ahead_of = ahead(self.text, readings, found, self.pointers.resolve, self._facility)
        cue, last = 0, span.start
        for place, reading in enumerate(readings):
            while cue < len(found) and found[cue].start <= reading.start:
                if found[cue].start not in shared.used:
                    self._hear(found[cue], span)
                    last = max(last, found[cue].end)
                cue += 1
            before = found[cue - 1] if cue else None
            if place in shared.given:
                kind, name, entity = shared.given[place]
                entity = entity if entity >= 0 else self.cast.get(kind, name)
                self._set(reading, entity, "in the order of a list:")
            elif place in shared.echoes:
                self._echo(reading, readings[shared.echoes[place]])
            elif not self._claimed(reading, before, ahead_of[place]):
                total = self._total(reading, shared.given) if shared.given else None
                who = self._judge(reading, min(last, reading.start)) if total is None else total
                self._set(reading, who, "")
            last = reading.end
        for mention in found[cue:]:
            if mention.start not in shared.used:
                self._hear(mention, span)

    def _echo(self, reading: Reading, former: Reading) -> None:
        """Give a reading after 分别 the subject of the one that it follows."""
        reading.subject, reading.subject_kind = former.subject, former.subject_kind
        reading.context, reading.because["subject"] = former.context, f"as {former.quote}"

    def _claimed(self, reading: Reading, before: Mention | None, after: int | None) -> bool:
        """Whether a name that holds the reading, or stands right at it, claims it."""
        if before and before.end > reading.start and before.kind == PROJECT and before.name:
            self._set(reading, before.entity, "in its name:")
            return True
        of_parks = self._of_parks(reading, before)
        if of_parks is not None:
            self._set(reading, of_parks, "whose parks it counts:")
        elif after is not None:
            after = self._built(reading, after)
            self._set(reading, after, "before its name:")
            self._facility_speaks(after)
        return of_parks is not None or after is not None

    def _built(self, reading: Reading, entity: int) -> int:
        """A park inside another park's report that is spoken of by its cost is a project."""
        one = self.cast.entities[entity]
        if one.kind != PARK or entity == self.cast.main or self.cast.main is None:
            return entity
        if not self.text.endswith("投资", 0, reading.start) or self._kind(self.cast.main) != PARK:
            return entity
        return self.cast.get(PROJECT, one.name)

    def _total(self, reading: Reading, shared: Shares) -> int | None:
        """甲、乙、丙分别为1、2、3，合计6: all of the list, where no park governs."""
        if self.state.section is not None or not TOTAL.search(
            self.text, max(0, reading.start - 6), reading.start
        ):
            return None
        kinds = {kind for kind, _, _ in shared.values()}
        names = [n or self.cast.entities[e].name for _, n, e in shared.values()]
        if len(kinds) != 1:
            return None
        self.state.aside = self.cast.get(kinds.pop(), "、".join(names))
        self.state.until = self.text.find("。", reading.end) % len(self.text)
        return self.state.aside

    def _facility(self, name: str) -> int:
        return self.cast.get(PROJECT, name)

    def _facility_speaks(self, entity: int | None) -> None:
        """A work named only after its cost takes the focus; others do where they are named."""
        one = None if entity is None else self.cast.entities[entity]
        if one is not None and one.kind == PROJECT and one.weight == 0:
            self.state.focus = self.state.project = entity

    def _judge(self, reading: Reading, last: int) -> int | None:
        """The subject of a reading that no word before or after it claims."""
        state = self.state
        if state.aside is not None and reading.start >= state.until:
            state.aside = None
        who = state.aside if state.aside is not None else state.focus
        if who is None:
            return state.section
        kind = self._kind(who)
        if kind == PROJECT and firm_again(reading, self.text[last : reading.start]):
            state.focus = who = state.firm if state.firm_here else self.pointers.place_of()
        elif kind in (ENTERPRISE, PROJECT, SECTOR) and of_place(reading, kind):
            who = self.pointers.place_of()
            if kind != SECTOR:
                state.focus, state.aside = who, None
        elif kind == ENTERPRISE and state.project is not None and self._later_phase(reading):
            state.focus = who = state.project
        return who

    def _later_phase(self, reading: Reading) -> bool:
        low = max(0, reading.start - 8)
        return LATER_PHASE.search(self.text, low, reading.start) is not None

    def _of_parks(self, reading: Reading, last: Mention | None) -> int | None:
        """Counts of parks are the region's: 全市6家开发区."""
        counts = reading.unit == "count" and PARKS.match(self.text, reading.end)
        if not counts and (reading.indicator != "parks" or reading.kind in RELATIVE):
            return None
        if last is not None and ADJACENT.fullmatch(self.text, last.end, reading.start):
            if last.kind == REGION:
                return self.pointers.resolve(last)
            if last.head == "全区":
                name = region_name(self.cast, self.doc, "自治区")
                return self.cast.get(REGION, name) if name else None
        main, region = self.cast.main, self.cast.region
        several = main is not None and self._kind(main) == REGION
        several = several or (main is not None and self.state.focus == self.state.collective)
        focused = self.state.focus is not None and self._kind(self.state.focus) == PARK
        return region if several and focused else None

    def _hear(self, mention: Mention, span: Span) -> None:
        """Let a mention take the focus where it stands as a topic."""
        state = self.state
        if mention.kind in (PROJECT, SECTOR) and mention.group:
            self._hear_group(mention)
            return
        if not self._topical(mention, span):
            if mention.kind == PARK and mention.name and state.section is None:
                state.park = mention.entity
            elif mention.kind == ENTERPRISE and mention.entity >= 0 and not mention.listed:
                state.firm, state.firm_here = mention.entity, True
            elif mention.kind == REGION and mention.entity >= 0 and self.topics.speaks(mention):
                state.region = mention.entity
            return
        entity = self.pointers.resolve(mention)
        if entity is None:
            return
        self._remember(entity, mention)
        until = self._aside_until(mention, span)
        if until:
            state.aside, state.until = entity, until
        else:
            state.focus, state.aside = entity, None

    def _hear_group(self, mention: Mention) -> None:
        """Several projects, or a class of industries, are spoken of: the place's."""
        state = self.state
        if mention.kind == SECTOR:
            if state.aside is not None and self._kind(state.aside) == SECTOR:
                state.aside = None
            return
        state.grouped = True
        if state.focus is not None and self._kind(state.focus) == PROJECT:
            state.focus = self.pointers.place_of()

    def _topical(self, mention: Mention, span: Span) -> bool:
        state = self.state
        if mention.listed and not mention.joint:
            return False
        if self.topics.compared(mention, span):
            state.dropped = mention.end
            return False
        if mention.start < state.spoken and mention.kind == PARK:
            return False
        focus = "" if state.focus is None else self._kind(state.focus)
        takes = self.topics.takes(mention, span, focus, state.dropped)
        if not takes and mention.kind == REGION and mention.start - state.dropped < 12:
            state.dropped = mention.end
        return takes

    def _remember(self, entity: int, mention: Mention) -> None:
        state, kind = self.state, self._kind(entity)
        if kind == ENTERPRISE:
            if mention.name and state.firm != entity:
                state.project = None
            state.firm, state.firm_here, state.grouped = entity, True, False
        elif kind == PROJECT:
            state.project, state.grouped = entity, False
            firm = FIRM_IN_PROJECT.match(self.cast.entities[entity].name)
            if firm and mention.name:
                state.firm, state.firm_here = self.pointers.firm_named(firm[0]), True
        elif kind == PARK:
            state.park = entity
            if mention.name and state.recent[-1:] != [entity]:
                state.recent = [*(n for n in state.recent[-8:] if n != entity), entity]
        elif kind == REGION:
            state.region, state.region_end = entity, mention.end

    def _aside_until(self, mention: Mention, span: Span) -> int:
        """End of the stretch for which a mention speaks only in passing, 0 where it stays."""
        frame = self.topics.frame_end(mention)
        if frame:
            return frame
        end = min(span.end, mention.end + LONGEST_SPEECH)
        firm = self.state.focus is not None and self._kind(self.state.focus) == ENTERPRISE
        if firm and mention.kind in (PARK, REGION) and self.topics.in_firm_speech(mention):
            comma = self.text.find(",", mention.end, end)
            return comma if comma >= 0 else end
        stop = self.text.find(";", mention.end, end)
        stop = stop if stop >= 0 else end
        low = max(span.start, mention.start - LONGEST_SPEECH)
        low = self.text.rfind(";", low, mention.start) + 1 or low
        if mention.kind == SECTOR or self.text.find("其中", low, mention.start) >= 0:
            return stop
        return 0

    def _kind(self, entity: int) -> str:
        return self.cast.entities[entity].kind

    def _set(self, reading: Reading, entity: int | None, why: str) -> None:
        if entity is None:
            entity = self.cast.main
            reading.doubts.append("no subject in focus")
        if entity is None:
            return
        one = self.cast.entities[entity]
        reading.subject, reading.subject_kind = one.name, one.kind
        reading.because["subject"] = f"{why} {one.name}" if why else one.name
        if one.kind in (ENTERPRISE, PROJECT, SECTOR):
            park = self.pointers.place_of()
            if park is not None and self._kind(park) == PARK:
                reading.context = self.cast.entities[park].name
