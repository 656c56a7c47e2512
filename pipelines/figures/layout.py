"""Where the sentences, quotations and brackets of a report lie, for stages that walk it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from pipelines.figures.patterns import later
from pipelines.figures.types import Span

FULL = later(r"[^。!?…\n]*(?:[。!?…]+[”’」』)]*|\n|$)")
STOPS = later("[,、:;。!?…\n]")
SPEECH = 12  # a quotation shorter than this is a term or a slogan
LONGEST = 400  # a bracket or quotation that closes later never closed


@dataclass(frozen=True, slots=True)
class Layout:
    """Sentences up to the full stop (； does not end them) and enclosed stretches, in order."""

    sentences: tuple[Span, ...]
    starts: tuple[int, ...]
    opens: tuple[int, ...]  # of each sentence, where its paragraph begins
    paragraphs: tuple[int, ...]  # of each sentence, the number of its paragraph
    boxes: tuple[tuple[int, int], ...]
    box_starts: tuple[int, ...]
    brackets: frozenset[tuple[int, int]]
    titles: tuple[tuple[int, int], ...]
    stops: tuple[int, ...]
    breaks: tuple[int, ...]  # the stops that are no 、

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds an offset."""
        return bisect_right(self.starts, offset) - 1

    def box(self, offset: int) -> int:
        """The number of the innermost quotation or bracket around an offset, -1 outside."""
        at = bisect_right(self.box_starts, offset) - 1
        for number in range(at, max(-1, at - 6), -1):
            if self.boxes[number][1] > offset:
                return number
        return -1

    def bracketed(self, offset: int) -> bool:
        """Whether the innermost box around an offset is a bracket."""
        number = self.box(offset)
        return number >= 0 and self.boxes[number] in self.brackets

    def titled(self, offset: int) -> bool:
        """Whether an offset lies inside 《》."""
        at = bisect_right(self.titles, (offset, offset)) - 1
        return at >= 0 and self.titles[at][0] <= offset < self.titles[at][1]

    def phrase(self, offset: int) -> int:
        """Where the phrase around an offset begins, enumerations within it."""
        at = bisect_left(self.breaks, offset)
        return self.breaks[at - 1] + 1 if at else 0

    def clause(self, offset: int) -> tuple[int, int]:
        """Start and end of the clause around an offset, commas and enumerations end it."""
        stops = self.stops
        at = bisect_left(stops, offset)
        start = stops[at - 1] + 1 if at else 0
        return start, stops[at] if at < len(stops) else max(self.starts[-1], offset)


@lru_cache(maxsize=4)
def layout(folded: str) -> Layout:
    """The layout of a folded text."""
    found = map(re.Match.span, FULL.finditer(folded))
    sentences = [Span(start, end) for start, end in found if end > start]
    paragraphs, opens, number, opened = [], [], 0, 0
    for span in sentences:
        paragraphs.append(number)
        opens.append(opened)
        if folded[span.end - 1] == "\n":
            number, opened = number + 1, span.end
    brackets = _enclosed(folded, "(", ")", 0)
    boxes = sorted(_speech(folded) + brackets)
    separators = {m.start() + 1 for m in re.finditer(r"\d,\d{3}(?!\d)", folded)}
    stops = [m.start() for m in STOPS.finditer(folded) if m.start() not in separators]
    return Layout(
        sentences=tuple(sentences),
        starts=(*(span.start for span in sentences), len(folded)),
        opens=tuple(opens),
        paragraphs=(*paragraphs, number),
        boxes=tuple(boxes),
        box_starts=tuple(box[0] for box in boxes),
        brackets=frozenset(brackets),
        titles=tuple(_enclosed(folded, "《", "》", 0)),
        stops=tuple(stops),
        breaks=tuple(stop for stop in stops if folded[stop] != "、"),
    )


def _speech(text: str) -> list[tuple[int, int]]:
    return [
        (start, end)
        for start, end in _enclosed(text, "“", "”", SPEECH)
        if STOPS.search(text, start, end)
    ]


def _enclosed(text: str, opening: str, closing: str, least: int) -> list[tuple[int, int]]:
    """Stretches between an opening and the next closing sign, unclosed ones left out."""
    out: list[tuple[int, int]] = []
    if opening not in text:
        return out
    start = -1
    for match in re.finditer(f"[{re.escape(opening + closing)}]", text):
        if match.group() == opening:
            start = match.start()
        elif start >= 0:
            if least < match.start() - start < LONGEST:
                out.append((start, match.start()))
            start = -1
    return out
