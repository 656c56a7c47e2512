"""What a new paragraph is about before it names anybody: headings, rows of tables and posters."""

from __future__ import annotations

from pipelines.figures.cast.entities import Cast
from pipelines.figures.names.terms import PARK
from pipelines.figures.names.types import Mention, State
from pipelines.figures.patterns import later
from pipelines.figures.subjects.going_on import goes_on_with
from pipelines.figures.subjects.paragraph_topics import heads_chapter, heads_work
from pipelines.figures.subjects.pointers import Pointers
from pipelines.figures.types import Document, Span

# A heading, and a row of a table, which speaks for itself alone.
HEADING = 40
ROW = later("[ \t|]*[-+\\d]|[^,。;:!?\\d]{2,6}[\\d.]+[^,。;:!?\\d]{1,4}$")
# One line of a poster, beside another: 甲园区完成投入40亿元 占49%.
STATES = later("(?:累计|共|则)*(?:完成|实现|投入|引进|签约|达到?|占|增长)[^,。;:!?\\d]{0,12}\\d")
LINE = later("[^。!?;\\n]{2,40}(?:\\n|$)")
SUM = later("(?:合计|总计|共计|小计|汇总)[ \t|:]")
NAMES_A_TOPIC = later("(?!图|记者|来源|作者|通讯员|责编|编辑)[^\\d|:]{3,24}$")
CHAPTER = later("[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章节部]")


class Sections:
    """Sets the state of a walk as paragraphs begin."""

    def __init__(self, doc: Document, cast: Cast, state: State, pointers: Pointers) -> None:
        self.doc, self.cast, self.state, self.pointers = doc, cast, state, pointers
        self.text = doc.folded
        self.main_section = state.section  # whom a new chapter is about that names nobody
        self.before_row: int | None = None  # who was spoken of before the rows of a poster

    def open(self, span: Span, named_in: list[Mention]) -> None:
        """Turn to whom a paragraph is about, with the mentions that it holds."""
        state = self.state
        state.opened, state.topic = span.start, state.chapter
        if self.before_row is not None:
            state.focus, self.before_row = self.before_row, None
        if state.section is not None:
            state.focus = goes_on_with(self.cast, state, state.section, self.doc)
        state.aside, state.project, state.park, state.grouped = None, None, None, False
        state.firm_here, state.region, state.stands, state.person = False, None, None, None
        text = self.text[span.start : span.end].rstrip()
        if text[:1] == "“" or len(text) > HEADING or text.endswith(("。", "!", "?")):
            if SUM.match(text) and self.cast.main is not None:
                state.focus = self.cast.main
            elif state.work is not None:  # 第1站:…——某某制造基地项目
                state.focus = state.project = state.work
            return
        state.work = heads_work(text, named_in)
        state.chapter = state.topic = heads_chapter(text, named_in)
        named = next((m for m in named_in if m.kind == PARK and m.name), None)
        if SUM.match(text):  # the last row of a table
            state.focus = self.cast.main if self.cast.main is not None else state.focus
        elif named is not None and ROW.match(text, named.end - span.start):
            state.focus = named.entity
        elif named is not None and self._row(span, named):
            self.before_row, state.focus = state.focus, named.entity
        elif named is not None and not self._caption(text, named):
            state.section = state.focus = named.entity
        elif CHAPTER.match(text) and self.main_section is not None:
            state.section = state.focus = self.main_section
        elif state.section is None and self.cast.main is not None and NAMES_A_TOPIC.match(text):
            state.focus = self.cast.main  # a section that names nobody is the report's own again

    def _row(self, span: Span, named: Mention) -> bool:
        """Whether a line states what a park has done and the next line goes on with such."""
        if named.start > span.start or STATES.match(self.text, named.end, span.end) is None:
            return False
        return LINE.match(self.text, span.end) is not None

    def _caption(self, text: str, named: Mention) -> bool:
        """Whether a line tells of a park inside the one that the report is about: a picture's."""
        main = self.cast.main
        if main is None or not self.cast.entities[main].titled or self.pointers.kind(main) != PARK:
            return False
        return named.entity != main and "," in text
