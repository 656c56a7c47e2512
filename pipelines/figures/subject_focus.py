"""Walks a report sentence by sentence with the subject in focus."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipelines.figures.subject_entities import Cast, bare_firm
from pipelines.figures.subject_mentions import Mention
from pipelines.figures.subject_regions import region_name
from pipelines.figures.subject_shares import shared_out
from pipelines.figures.subject_terms import (
    ENTERPRISE,
    OTHER,
    PARK,
    PROJECT,
    REGION,
    SECTOR,
    terms,
)
from pipelines.figures.types import Document, Reading, Span

# Indicators that a firm, a project or an industry has not; those of projects besides.
OF_PLACES = frozenset(
    (
        "gdp",
        "gross_industrial_output_above_scale",
        "industrial_value_added_above_scale",
        "fixed_asset_investment",
        "general_public_budget_revenue",
        "fiscal_revenue",
        "enterprises",
        "industrial_enterprises",
        "above_scale_enterprises",
        "high_tech_enterprises",
        "specialised_enterprises",
        "technology_smes",
        "listed_companies",
        "market_entities",
        "parks",
        "benefited_enterprises",
        "retail_sales",
        "foreign_investment_used",
        "gazelle_unicorn_enterprises",
        "closed_enterprises",
        "real_estate_investment",
        "service_visits",
    )
)
OF_MANY_PROJECTS = frozenset(("projects", "contracted_investment", "funds_in_place", "clusters"))
FLOWS = frozenset(
    (
        "output_value",
        "gross_industrial_output",
        "production_volume",
        "sales",
        "operating_revenue",
        "profit",
        "export_value",
        "tax_revenue",
        "import_export_value",
        "rd_expenditure",
    )
)
RELATIVE = frozenset(("share", "rank", "change", "multiple"))
MODIFIES = re.compile(r"(?:左右|以上|上下|/年|/日)?[^,。;:、的\n\d]{0,4}的")
BREAK = re.compile("[,。;:、]")
FRAME = re.compile(
    "(?:在|从)[^,。;:\n]{2,40}?(?:中|里|上)(?=,?(?:位|列|排|名|居|获|荣|脱|综合|总|跃|继|得))"
)
SECTOR_SAYS = re.compile(
    "(?:今年|去年|上半年|全年|目前|累计|共|已|预计|\\d{4}年|[一二三四]季度|前三季度|[\\d至—-]+月份?|受[^,。]{0,20}影响,?|"
    "由负转正,?|发展迅速,?|增势良好,?|稳中有进,?|[^,。]{0,8}较快,)*"
    "(?:分别)?(?:实现|完成|产值|总产值|工业|营收|营业|主营|规模|总规模|产业规模|同比|增长|下降|增速|占|达|产能|年产|税收|贡献|年均|"
    "销售|出口|收入|利润|突破|超|仅|首|聚集|集聚|拥有|现有)"
)
SECTOR_INDICATOR = re.compile("增加值|投资")
OPENING = re.compile(
    r"[\d年月日季度至到底末前来以第一二三四五六七八九十上下半今去目前截止如其中当同期据统计初步测算显示间的,“”—\-~（）()此外另近日预计力争在从而]*"
)
DATED = re.compile(r"今年|去年|\d{4}年|\d月份?|上半年|下半年|季度|当年|全年")
AFTER_ALL = re.compile("投产后|达产后|建成后|达产|满产|全部建成|投用后|可实现|将|设计")
ASIDE = re.compile("北部|南部|东部|西部|东侧|西侧|南侧|北侧|境内|附近|周边|以东|以西|以南|以北")


@dataclass(slots=True)
class State:
    """What the reader has in mind at a place of the text.

    focus lasts to the end of the paragraph; aside, what stands after 其中 or in an industry's
    own clause, up to the offset `until`.
    """

    focus: int | None
    section: int | None
    aside: int | None = None
    until: int = -1
    firm: int | None = None
    project: int | None = None
    park: int | None = None
    grouped: bool = False
    dropped: int = -1  # end of the last place that was only compared with


class Walk:
    """One reading of one report."""

    def __init__(self, doc: Document, cast: Cast, readings: list[Reading]) -> None:
        self.doc, self.cast, self.text = doc, cast, doc.folded
        self.readings = sorted(readings, key=lambda r: r.start)
        self.starts = [r.start for r in self.readings]
        self.opens = [m.start for m in cast.mentions]
        section = cast.main if self._dominant() else None
        self.state = State(section, section)
        self.frames = [(m.start(), m.end()) for m in FRAME.finditer(self.text)]

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
        text = self.text[span.start : span.end].rstrip()
        heading = len(text) <= 40 and not text.endswith(("。", "!", "?")) and text[:1] != "“"
        if heading:
            for mention in self._mentions(span):
                if mention.kind == PARK and mention.name:
                    state.section = state.focus = mention.entity
                    break

    def _mentions(self, span: Span) -> list[Mention]:
        low, high = bisect_left(self.opens, span.start), bisect_left(self.opens, span.end)
        return self.cast.mentions[low:high]

    def _sentence(self, span: Span) -> None:
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        readings, found = self.readings[low:high], self._mentions(span)
        self.state.aside = None
        shared, used = shared_out(self.text, span, readings, found) if readings else ({}, set())
        ahead = self._ahead(readings, found)
        cue, last = 0, span.start
        for place, reading in enumerate(readings):
            while cue < len(found) and found[cue].start < reading.start:
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
                self._set(reading, inside.entity, inside.name)
            elif ahead[place] is not None:
                self._set(reading, ahead[place], "的")
            else:
                self._set(reading, self._judge(reading, min(last, reading.start)), "")
            last = reading.end
        for mention in found[cue:]:
            if mention.start not in used:
                self._hear(mention, span)

    def _judge(self, reading: Reading, last: int) -> int | None:
        """The subject of a reading that no word before or after it claims."""
        state = self.state
        if state.aside is not None and reading.start >= state.until:
            state.aside = None
        who = state.aside if state.aside is not None else state.focus
        if who is None:
            return state.section
        kind = self._kind(who)
        if kind == PROJECT and reading.indicator in FLOWS and self._by_firm(reading, last):
            state.focus = who = state.firm
        elif kind in (ENTERPRISE, PROJECT, SECTOR) and self._of_place(reading, kind):
            state.aside = None
            state.focus = who = self._place_of(who)
        elif reading.indicator == "parks":
            return self._of_parks(reading, who)
        return who

    def _by_firm(self, reading: Reading, last: int) -> bool:
        """Whether a flow after a project is its firm's: dated, and not of the day it is built."""
        words = self.text[last : reading.start]
        return (
            self.state.firm is not None
            and DATED.search(words) is not None
            and AFTER_ALL.search(words) is None
        )

    def _of_place(self, reading: Reading, kind: str) -> bool:
        if reading.kind in RELATIVE:
            return False
        if reading.indicator in OF_PLACES:
            return True
        return kind in (PROJECT, SECTOR) and reading.indicator in OF_MANY_PROJECTS

    def _place_of(self, who: int) -> int | None:
        state = self.state
        if state.park is not None:
            return state.park
        return state.section if state.section is not None else self.cast.main

    def _of_parks(self, reading: Reading, who: int) -> int | None:
        """Counts of parks are the region's where the report is about several."""
        main, region = self.cast.main, self.cast.region
        if self._kind(who) == PARK and main is not None and region is not None:
            after = self.text[reading.end : reading.end + 6]
            if self._kind(main) == REGION and "片区" not in after:
                return region
        return who

    def _ahead(self, readings: list[Reading], found: list[Mention]) -> list[int | None]:
        """For each reading the named thing that it modifies: 总投资3亿元的某某项目."""
        out: list[int | None] = [None] * len(readings)
        for place in range(len(readings) - 1, -1, -1):
            reading = readings[place]
            hit = MODIFIES.match(self.text, reading.end)
            if hit:
                out[place] = self._named_after(hit.end(), found)
            elif place + 1 < len(readings) and out[place + 1] is not None:
                gap = self.text[reading.end : readings[place + 1].start]
                if len(gap) <= 12 and gap[:1] in ",、" and not re.search("[。;:]", gap):
                    out[place] = out[place + 1]
        return out

    def _named_after(self, at: int, found: list[Mention]) -> int | None:
        for mention in found:
            if mention.end <= at or mention.kind in (SECTOR, REGION):
                continue
            between = self.text[at : mention.start] if mention.start > at else ""
            if len(between) > 24 or BREAK.search(between) or mention.group:
                return None
            if mention.kind == PROJECT or (mention.kind == PARK and mention.start >= at):
                return self._resolve(mention)
            if mention.kind != ENTERPRISE:
                return None
        return None

    def _hear(self, mention: Mention, span: Span) -> None:
        """Let a mention take the focus where it stands as a topic."""
        state = self.state
        if mention.kind == PROJECT and mention.group:
            state.grouped = True
            if state.focus is not None and self._kind(state.focus) == PROJECT:
                state.focus = self._place_of(state.focus)
            return
        if mention.listed or not self._topical(mention, span):
            if mention.kind == PARK and mention.name and state.section is None:
                state.park = mention.entity
            return
        entity = self._resolve(mention)
        if entity is None:
            return
        self._remember(entity, mention)
        until = self._aside_until(mention, span)
        if until:
            state.aside, state.until = entity, until
        else:
            state.focus, state.aside = entity, None

    def _remember(self, entity: int, mention: Mention) -> None:
        state, kind = self.state, self._kind(entity)
        if kind == ENTERPRISE:
            if mention.name and state.firm != entity:
                state.project = None
            state.firm, state.grouped = entity, False
        elif kind == PROJECT:
            state.project, state.grouped = entity, False
        elif kind == PARK:
            state.park = entity

    def _aside_until(self, mention: Mention, span: Span) -> int:
        """End of the stretch for which a mention speaks only in passing, 0 where it stays."""
        place = bisect_left(self.frames, (mention.start, 0))
        for start, end in self.frames[max(0, place - 1) : place + 1]:
            if start <= mention.start < end:
                return end
        stop = self.text.find(";", mention.end, span.end)
        stop = stop if stop >= 0 else span.end
        low = self.text.rfind(";", span.start, mention.start) + 1 or span.start
        if mention.kind == SECTOR or self.text.find("其中", low, mention.start) >= 0:
            return stop
        return 0

    def _topical(self, mention: Mention, span: Span) -> bool:
        before = self.text[max(span.start, mention.start - 5) : mention.start]
        words = terms()
        if mention.kind == SECTOR:
            return self._says(mention)
        if mention.kind in (PARK, REGION) and before.endswith(words.compared):
            self.state.dropped = mention.end
            return False
        if mention.kind == PARK:
            aside = ASIDE.match(self.text, mention.end)
            return not aside and not before.endswith(words.located)
        if mention.kind in (REGION, OTHER):
            return self._topical_region(mention, span, before)
        if mention.kind == ENTERPRISE and before.endswith(("由", "和", *words.located)):
            if mention.entity >= 0:
                self.state.firm = mention.entity
            return False
        return True

    def _says(self, mention: Mention) -> bool:
        """Whether an industry is the topic: it, and no indicator named after it, is what grows."""
        if mention.head.endswith("业") and mention.head != "产业":
            if SECTOR_INDICATOR.match(self.text, mention.end):
                return False
        return SECTOR_SAYS.match(self.text, mention.end) is not None

    def _topical_region(self, mention: Mention, span: Span, before: str) -> bool:
        after = self.text[mention.end : mention.end + 6]
        if after.startswith(terms().fields):
            return False
        if self.state.dropped >= mention.start - 2 and before.endswith(("、", "和", "与", "及")):
            self.state.dropped = mention.end
            return False
        if any(a <= mention.start < b for a, b in self._near_frames(mention)):
            return True
        low = max(span.start, *(self.text.rfind(m, 0, mention.start) + 1 for m in ",;:、“"))
        opening = OPENING.match(self.text, low)
        return opening is not None and opening.end() >= mention.start and after[:1] not in "、和与"

    def _near_frames(self, mention: Mention) -> list[tuple[int, int]]:
        place = bisect_left(self.frames, (mention.start, 0))
        return self.frames[max(0, place - 1) : place + 1]

    def _resolve(self, mention: Mention) -> int | None:
        """The entity that a mention names or points back to."""
        state = self.state
        if mention.entity >= 0:
            return mention.entity
        if mention.kind == PARK:
            return self._group(mention) if mention.group else self._park(mention)
        if mention.kind == ENTERPRISE:
            return state.firm
        if mention.kind == REGION:
            name = region_name(self.cast, self.doc, mention.head)
            return self.cast.get(REGION, name) if name else None
        if mention.kind == PROJECT and not state.grouped:
            if state.project is None and state.firm is not None and state.focus == state.firm:
                name = bare_firm(self.cast.entities[state.firm].name) + "项目"
                state.project = self.cast.get(PROJECT, name)
            return state.project
        return None

    def _park(self, mention: Mention) -> int | None:
        state = self.state
        main = self.cast.main
        if mention.head in ("全区", "我区", "该区") and main is not None:
            if self._kind(main) != PARK or not self.cast.entities[main].name.endswith("区"):
                name = region_name(self.cast, self.doc, "全区")
                if name:
                    return self.cast.get(REGION, name)
        if state.focus is not None and self._kind(state.focus) == PARK:
            return state.focus
        if state.park is not None:
            return state.park
        if state.section is not None and self._kind(state.section) == REGION:
            return self._group_of(state.section, mention.head)
        return state.section

    def _group(self, mention: Mention) -> int | None:
        """全市开发区, 7个共建园区, 其沿边产业园区."""
        text = self.text[mention.start : mention.end]
        main = self.cast.main
        counted = self.text[mention.start - 1 : mention.start] in ("个", "家")
        if not counted:
            named = [
                n for n in self.cast.of_kind(PARK) if self.cast.entities[n].name.endswith(text)
            ]
            if named and len(text) > len(mention.head):
                root = (
                    ""
                    if self.state.focus is None
                    else self.cast.entities[self.state.focus].name[:2]
                )
                return next(
                    (n for n in named if self.cast.entities[n].name.startswith(root)), named[0]
                )
        if main is None or (self.cast.entities[main].titled and self._kind(main) == PARK):
            return None
        word = next((w for w in terms().regions if text.startswith(w)), "")
        if word:
            name = region_name(self.cast, self.doc, word)
            return self.cast.get(PARK, name + text[len(word) :]) if name else None
        region = main if self._kind(main) == REGION else self.cast.region
        return self._group_of(region, text) if counted and region is not None else None

    def _group_of(self, region: int, words: str) -> int:
        return self.cast.get(PARK, self.cast.entities[region].name + words)

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
        reading.because["subjects"] = f"{why} {one.name}".strip()
        if one.kind in (ENTERPRISE, PROJECT, SECTOR):
            park = self._place_of(entity)
            if park is not None and self._kind(park) == PARK:
                reading.context = self.cast.entities[park].name
