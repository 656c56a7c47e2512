"""Folds and segments a report once, so that every stage shares the same offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipelines.figures.types import Document, Span

# Full-width forms U+FF01..FF5E mirror ASCII 0x21..0x7E (Unicode, Halfwidth and Fullwidth Forms).
FOLD = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}

SENTENCE = re.compile(r"[^。!?;…\n]*(?:[。!?;…]+[”’」』)]*|\n|$)")
CLAUSE = re.compile(r"[^,、:。!?;…\n]*(?:[,、:。!?;…]+[”’」』)]*|\n|$)")
DIGIT_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def fold(text: str) -> str:
    """The same text with full-width digits, letters and signs as ASCII; offsets are kept."""
    return text.translate(FOLD)


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in pattern.finditer(text) if m.end() > m.start()]


def document(
    body: str | Sequence[str],
    *,
    published: date | None = None,
    title: str = "",
    origin: str = "",
    about: str = "",
    known_parks: frozenset[str] = frozenset(),
) -> Document:
    """Segment a report given as one string or as paragraphs."""
    text = body if isinstance(body, str) else "\n".join(body)
    folded = fold(text)
    cut = DIGIT_COMMA.sub("·", folded)  # a thousands separator ends no clause
    return Document(
        text=text,
        folded=folded,
        paragraphs=_spans(re.compile(r"[^\n]*(?:\n|$)"), cut),
        sentences=_spans(SENTENCE, cut),
        clauses=_spans(CLAUSE, cut),
        published=published,
        title=title,
        origin=origin,
        about=about,
        known_parks=known_parks,
    )
