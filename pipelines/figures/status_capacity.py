"""Whether the plant behind a capacity has begun to produce."""

from __future__ import annotations

from pipelines.figures.layout import Layout
from pipelines.figures.patterns import later
from pipelines.figures.status_words import terms
from pipelines.figures.types import Document, Reading

THING = later(
    r"[^,。;、0-9]{0,24}?(?:(?P<project>项目|工程)|(?P<plant>生产线|车间|工厂|装置|企业|公司|厂))"
)
BREAK = later("[,;。]")
BEHIND = 240  # characters before a capacity that may tell its stage
AHEAD = 60  # characters after a capacity that may tell its stage


def capacity_reached(doc: Document, where: Layout, reading: Reading) -> tuple[bool, str]:
    """Whether the text says that it is in production, and the words that say so.

    The words of its clause after the number decide, then those before it, then those of the next
    clauses, then what the thing is: a project is yet to run, a plant or a firm runs.
    """
    sentence = doc_sentence(where, reading.start)
    text, stage = doc.folded, terms().either_stage
    end = min(sentence[1], reading.end + AHEAD)
    comma = BREAK.search(text, reading.end, end)
    near = comma.start() if comma else end
    begin = max(
        sentence[0], reading.start - BEHIND, text.rfind(";", sentence[0], reading.start) + 1
    )
    before = list(stage.finditer(text, begin, reading.start))
    said = (
        stage.search(text, reading.end, near)
        or (before[-1] if before else None)
        or stage.search(text, near, end)
    )
    if said:
        return said.lastgroup == "running", said.group()
    thing = THING.match(text, reading.end, sentence[1])
    if thing and thing["project"]:
        return False, thing["project"]
    if thing:
        return True, thing["plant"]
    return reading.subject_kind != "project", ""


def doc_sentence(where: Layout, offset: int) -> tuple[int, int]:
    """Start and end of the sentence around an offset."""
    span = where.sentences[where.sentence(offset)]
    return span.start, span.end
