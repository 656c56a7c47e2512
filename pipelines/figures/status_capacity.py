"""Whether the plant behind a capacity has begun to produce."""

from __future__ import annotations

import re
from datetime import date

from pipelines.figures.layout import Layout
from pipelines.figures.status_words import terms
from pipelines.figures.types import Document, Reading

THING = re.compile(
    r"[^,。;、0-9]{0,24}?(?:(?P<project>项目|工程)|(?P<plant>生产线|车间|工厂|装置|企业|公司|厂))"
)
BEHIND = 240  # characters before a capacity that may tell its stage
AHEAD = 60  # characters after a capacity that may tell its stage


def capacity_reached(
    doc: Document, where: Layout, reading: Reading, today: date | None
) -> tuple[bool, str]:
    """Whether the text says that it is in production, and the words that say so.

    The words after the number decide, then those before it in the sentence, then what the thing
    is: a project is yet to run, a plant or a firm runs.
    """
    sentence = doc_sentence(where, reading.start)
    text, words = doc.folded, terms()
    after = words.either_stage.search(text, reading.end, min(sentence[1], reading.end + AHEAD))
    if after:
        return after.lastgroup == "running", after.group()
    begin = max(sentence[0], reading.start - BEHIND)
    before = list(words.either_stage.finditer(text, begin, reading.start))
    if before:
        last = before[-1]
        return last.lastgroup == "running", last.group()
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
