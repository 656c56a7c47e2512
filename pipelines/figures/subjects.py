"""Who a number is about: walks a report with the subject in focus."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipelines.figures.subject_entities import Cast, bare_firm, cast, region_name
from pipelines.figures.subject_mentions import Mention
from pipelines.figures.subject_terms import ENTERPRISE, PARK, PROJECT, REGION, SECTOR, terms
from pipelines.figures.types import Document, Reading, Span

# Indicators that a firm, project or sector cannot have.
OF_PLACES = frozenset(
    "gdp gross_industrial_output_above_scale industrial_value_added_above_scale fixed_asset_investment "
    "general_public_budget_revenue fiscal_revenue enterprises industrial_enterprises above_scale_enterprises "
    "high_tech_enterprises specialised_enterprises technology_smes listed_companies market_entities parks "
    "benefited_enterprises retail_sales foreign_investment_used gazelle_unicorn_enterprises "
    "closed_enterprises real_estate_investment service_visits clusters".split()
)
MODIFIES = re.compile(r"(?:左右|以上|余|多|上下|/年|/日)?[^,。;:、的\n]{0,4}的")
CHAIN = re.compile(r"[^。;:!?\n]{0,16}")
SPEECH = re.compile(r"[“”]")
LOCATIVE = re.compile(r"(?:北部|南部|东部|西部|境内|附近|旁|周边)")


@dataclass(slots=True)
class State:
    """What the reader has in mind at a place of the text."""

    focus: int | None
    section: int | None
    firm: int | None = None
    project: int | None = None
    park: int | None = None
    grouped: bool = False


def assign(doc: Document, readings: list[Reading]) -> None:
    """Fill in subject, subject_kind and context of every reading."""
    if not readings:
        return
    out = cast(doc)
    walk = _Walk(doc, out, readings)
    walk.run()


class _Walk:
    def __init__(self, doc: Document, out: Cast, readings: list[Reading]) -> None:
        self.doc, self.cast, self.text = doc, out, doc.folded
        self.readings = sorted(readings, key=lambda r: r.start)
        self.starts = [r.start for r in self.readings]
        self.opens = [m.start for m in out.mentions]
        self.state = State(out.main, out.main)

    def run(self) -> None:
        sentences = self.doc.sentences
        at = 0
        for paragraph in self.doc.paragraphs:
            self._open_paragraph(paragraph)
            while at < len(sentences) and sentences[at].start < paragraph.end:
                self._sentence(sentences[at])
                at += 1

    def _open_paragraph(self, span: Span) -> None:
        state = self.state
        state.focus = state.section
        state.grouped = False
        text = self.text[span.start : span.end].rstrip()
        if len(text) <= 40 and not text.endswith(("。", "!", "”", "?")):
            for mention in self._mentions(span):
                if mention.kind == PARK and mention.name:
                    state.section = state.focus = mention.entity
                    break

    def _mentions(self, span: Span) -> list[Mention]:
        low, high = bisect_left(self.opens, span.start), bisect_left(self.opens, span.end)
        return self.cast.mentions[low:high]

    def _sentence(self, span: Span) -> None:
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        readings = self.readings[low:high]
        found = self._mentions(span)
        if self.state.focus is not None and self._kind(self.state.focus) == SECTOR:
            self.state.focus = self.state.section
        ahead = self._ahead(readings, found)
        cue = 0
        for number, reading in enumerate(readings):
            while cue < len(found) and found[cue].start < reading.start:
                self._hear(found[cue], span)
                cue += 1
            inside = found[cue - 1] if cue and found[cue - 1].end > reading.start else None
            if inside is not None and inside.kind == PROJECT and inside.name and not inside.listed:
                self._set(reading, inside.entity, inside.name)
            elif ahead[number] is not None:
                self._set(reading, ahead[number], "modifies what follows")
            else:
                self._set(reading, self._judge(reading), "")
        while cue < len(found):
            self._hear(found[cue], span)
            cue += 1

    def _judge(self, reading: Reading) -> int | None:
        state = self.state
        focus = state.focus
        if focus is None:
            return state.section
        kind = self._kind(focus)
        if kind in (ENTERPRISE, PROJECT, SECTOR) and reading.indicator in OF_PLACES:
            return state.section
        return focus

    def _ahead(self, readings: list[Reading], found: list[Mention]) -> list[int | None]:
        """For each reading the named thing that it modifies: 总投资3亿元的某某项目."""
        out: list[int | None] = [None] * len(readings)
        for number in range(len(readings) - 1, -1, -1):
            reading = readings[number]
            hit = MODIFIES.match(self.text, reading.end)
            nxt = readings[number + 1] if number + 1 < len(readings) else None
            if hit:
                out[number] = self._named_after(hit.end(), found)
            elif nxt and out[number + 1] is not None:
                gap = self.text[reading.end : nxt.start]
                if len(gap) <= 12 and gap[:1] in ",、" and not re.search("[。;:]", gap):
                    out[number] = out[number + 1]
        return out

    def _named_after(self, at: int, found: list[Mention]) -> int | None:
        for mention in found:
            if mention.end <= at or mention.kind == SECTOR:
                continue
            between = self.text[at : mention.start] if mention.start > at else ""
            if len(between) > 24 or re.search("[,。;:、]", between):
                return None
            if mention.group:
                return None
            if mention.kind == PROJECT:
                return self._resolve(mention)
            if mention.kind == PARK and mention.start >= at:
                return self._resolve(mention)
            if mention.kind == ENTERPRISE:
                continue
            return None
        return None

    def _hear(self, mention: Mention, span: Span) -> None:
        """Let a mention take the focus where it stands as a topic."""
        text, state = self.text, self.state
        before = text[max(span.start, mention.start - 5) : mention.start]
        if mention.listed:
            return
        if mention.kind == PROJECT and mention.group:
            state.grouped = True
            if state.focus is not None and self._kind(state.focus) == PROJECT:
                state.focus = state.section
            return
        if mention.group and mention.kind != PARK:
            return
        if before.endswith(terms().compared) and mention.kind in (PARK, REGION):
            return
        if mention.kind == REGION and not self._topical_region(mention):
            return
        if mention.kind == PARK and LOCATIVE.match(text, mention.end):
            return
        if mention.kind == ENTERPRISE and before.endswith(
            ("由", "与", "和", "同", "被", "给", "向")
        ):
            state.firm = mention.entity if mention.name else state.firm
            return
        entity = self._resolve(mention)
        if entity is None:
            return
        state.focus = entity
        kind = self._kind(entity)
        if kind == ENTERPRISE:
            state.firm, state.project = entity, None
            state.grouped = False
        elif kind == PROJECT:
            state.project, state.grouped = entity, False
        elif kind == PARK:
            state.park = entity

    def _topical_region(self, mention: Mention) -> bool:
        after = self.text[mention.end : mention.end + 6]
        return not after.startswith(terms().fields) and not re.match(
            "[,。、和与]|召开|印发|举行|开发区", after
        )

    def _resolve(self, mention: Mention) -> int | None:
        if mention.entity >= 0:
            return mention.entity
        state = self.state
        if mention.kind == PARK:
            return self._park(mention)
        if mention.kind == ENTERPRISE:
            return state.firm
        if mention.kind == REGION:
            name = region_name(self.cast, self.doc, mention.head)
            return self.cast.get(REGION, name) if name else None
        if mention.kind == PROJECT:
            if state.grouped:
                return None
            if state.project is not None:
                return state.project
            if state.firm is not None and state.focus == state.firm:
                name = bare_firm(self.cast.entities[state.firm].name) + "项目"
                state.project = self.cast.get(PROJECT, name)
                return state.project
        return None

    def _park(self, mention: Mention) -> int | None:
        state = self.state
        if mention.group:
            at = mention.start
            word = next((w for w in terms().regions if self.text.startswith(w, at)), "")
            if not word:
                return None
            name = region_name(self.cast, self.doc, word)
            return self.cast.get(PARK, name + mention.head) if name else None
        if state.focus is not None and self._kind(state.focus) == PARK:
            return state.focus
        return state.section if state.section is not None else state.park

    def _kind(self, entity: int) -> str:
        return self.cast.entities[entity].kind

    def _set(self, reading: Reading, entity: int | None, why: str) -> None:
        if entity is None:
            reading.doubts.append("no subject")
            return
        one = self.cast.entities[entity]
        reading.subject, reading.subject_kind = one.name, one.kind
        reading.because["subjects"] = why or one.name
        if one.kind in (ENTERPRISE, PROJECT, SECTOR):
            park = self.state.park if self.state.park is not None else self.cast.main
            if park is not None and self._kind(park) == PARK:
                reading.context = self.cast.entities[park].name
