"""Walks a report sentence by sentence with the subject in focus."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipelines.figures.subject_ahead import ahead
from pipelines.figures.subject_entities import Cast
from pipelines.figures.subject_measures import firm_again, of_place
from pipelines.figures.subject_pointers import Pointers
from pipelines.figures.subject_shares import shared_out
from pipelines.figures.subject_terms import ENTERPRISE, PARK, PROJECT, REGION, SECTOR
from pipelines.figures.subject_topics import Topics
from pipelines.figures.subject_types import Mention, State
from pipelines.figures.types import Document, Reading, Span

LATER_PHASE = re.compile("[,。;“]?[二三四]期[^,。;:]{0,6}$")
SAYS = re.compile("[^。\n]{0,40}?(?:说|介绍|表示|告诉|坦言|称|感慨|算账|算起|透露)")


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
        state.firm_here = False
        text = self.text[span.start : span.end].rstrip()
        if text[:1] == "“":
            self._hear_speaker(span)
        elif len(text) <= 40 and not text.endswith(("。", "!", "?")):  # a heading
            for mention in self._mentions(span):
                if mention.kind == PARK and mention.name:
                    state.section = state.focus = mention.entity
                    break

    def _hear_speaker(self, span: Span) -> None:
        """A paragraph that begins with a quotation is about the firm whose manager says it."""
        close = self.text.find("”", span.start, span.end)
        says = SAYS.match(self.text, close + 1, span.end) if close > 0 else None
        if says is None:
            return
        for mention in self._mentions(Span(close, says.end())):
            if mention.kind == ENTERPRISE and mention.name:
                self.state.focus = self.state.firm = mention.entity
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
        shared, used = shared_out(self.text, span, readings, found) if readings else ({}, set())
        ahead_of = ahead(self.text, readings, found, self.pointers.resolve, self._facility)
        cue, last = 0, span.start
        for place, reading in enumerate(readings):
            while cue < len(found) and found[cue].start <= reading.start:
                if found[cue].start not in used:
                    self._hear(found[cue], span)
                    last = max(last, found[cue].end)
                cue += 1
            inside = found[cue - 1] if cue and found[cue - 1].end > reading.start else None
            if place in shared:
                kind, name, entity = shared[place]
                entity = entity if entity >= 0 else self.cast.get(kind, name)
                self._set(reading, entity, "分别")
            elif inside and inside.kind == PROJECT and inside.name:
                self._set(reading, inside.entity, "in its name:")
            elif ahead_of[place] is not None:
                self._set(reading, ahead_of[place], "before its name:")
                self._facility_speaks(ahead_of[place])
            else:
                self._set(reading, self._judge(reading, min(last, reading.start)), "")
            last = reading.end
        for mention in found[cue:]:
            if mention.start not in used:
                self._hear(mention, span)

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
            state.aside = None
            state.focus = who = self.pointers.place_of()
        elif kind == ENTERPRISE and state.project is not None:
            if LATER_PHASE.search(self.text, max(0, reading.start - 8), reading.start):
                state.focus = who = state.project
        elif reading.indicator == "parks":
            return self._of_parks(reading, who)
        return who

    def _of_parks(self, reading: Reading, who: int) -> int | None:
        """Counts of parks are the region's where the report is about several."""
        main, region = self.cast.main, self.cast.region
        if self._kind(who) == PARK and main is not None and region is not None:
            after = self.text[reading.end : reading.end + 6]
            if self._kind(main) == REGION and "片区" not in after:
                return region
        return who

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
        if not takes and mention.kind == REGION and state.dropped >= mention.start - 2:
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
        elif kind == PARK:
            state.park = entity
        elif kind == REGION:
            state.region = entity

    def _aside_until(self, mention: Mention, span: Span) -> int:
        """End of the stretch for which a mention speaks only in passing, 0 where it stays."""
        frame = self.topics.frame_end(mention)
        if frame:
            return frame
        stop = self.text.find(";", mention.end, span.end)
        stop = stop if stop >= 0 else span.end
        low = self.text.rfind(";", span.start, mention.start) + 1 or span.start
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
        reading.because["subject"] = f"{why} {one.name}".strip()
        if one.kind in (ENTERPRISE, PROJECT, SECTOR):
            park = self.pointers.place_of()
            if park is not None and self._kind(park) == PARK:
                reading.context = self.cast.entities[park].name
