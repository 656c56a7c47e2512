"""Folds and segments a report once, so that every stage shares the same offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from pipelines.figures.patterns import later
from pipelines.figures.types import Document, Span

# Full-width forms U+FF01..FF5E mirror ASCII 0x21..0x7E (Unicode, Halfwidth and Fullwidth Forms).
FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
FOLD |= dict.fromkeys("\u3000\xa0", " ")
FOLD |= {"億": "亿", "萬": "万"}  # written for the look of it in simplified text, too
FOLD |= {"‘": "“", "’": "”"}  # quotation marks inside quotation marks say the same

WIDE = later(f"[{re.escape(''.join(FOLD))}]")
PARAGRAPH = later(r"[^\n]*(?:\n|$)")
SENTENCE = later(r"[^。!?;…\n]*(?:[。!?;…]+[”’」』)]*|\n|$)")
CLAUSE = later(r"[^,、:。!?;…\n]*(?:[,、:。!?;…]+[”’」』)]*|\n|$)")
# No writer's sentence is longer; what is (a list without an end, a page of digits) is cut where
# a clause ends, so that the stages which look over a whole sentence stay linear.
LONGEST = 1200
FIRST_YEAR, LAST_YEAR = 1900, 2199  # of publication; another is a slip and tells nothing
DIGIT_COMMA = later(r",(?<=\d,)(?=\d{3}(?!\d))")

AMONG_THESE = later(r"(?<=这)当中(?=,?[一-鿿])|(?<=[,;。\n])当中(?=,|[一-鿿]{2,12}\d)")

# A heading in the line of its paragraph: 【县里的账】松丘是…
HEADING = later(r"(?:^|(?<=\n))【[^】\n]{1,30}】(?=[^\n])")


def fold(text: str) -> str:
    """The same text with full-width digits, letters and signs as ASCII; offsets are kept."""
    for wide in set(WIDE.findall(text)):
        text = text.replace(wide, FOLD[wide])
    text = AMONG_THESE.sub("其中", text)  # 这当中国企9家: said as 这其中
    return text.replace("开(复)工", "开工和复工")  # a bracket inside a word ends no clause


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    spans = map(re.Match.span, pattern.finditer(text))
    return [Span(start, end) for start, end in spans if end > start]


def _cut(spans: list[Span], inside: list[Span]) -> list[Span]:
    """Spans of at most LONGEST characters, cut where one of `inside` begins, else anywhere."""
    if all(span.end - span.start <= LONGEST for span in spans):
        return spans
    starts = [span.start for span in inside]
    out = []
    for span in spans:
        start = span.start
        while span.end - start > LONGEST:
            at = bisect_right(starts, start + LONGEST) - 1
            end = starts[at] if at >= 0 and starts[at] > start else start + LONGEST
            out.append(Span(start, end))
            start = end
        out.append(Span(start, span.end))
    return out


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
    if published is not None and not FIRST_YEAR <= published.year <= LAST_YEAR:
        published = None
    folded = HEADING.sub(lambda found: found[0][:-1] + "。", fold(text))
    whole = DIGIT_COMMA.sub("·", folded)  # a thousands separator ends no clause
    clauses = _cut(_spans(CLAUSE, whole), [])
    return Document(
        text=text,
        folded=folded,
        paragraphs=_spans(PARAGRAPH, whole),
        sentences=_cut(_spans(SENTENCE, whole), clauses),
        clauses=clauses,
        published=published,
        title=title,
        origin=origin,
        about=about,
        known_parks=known_parks,
    )
