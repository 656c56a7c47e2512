"""What it is worth as headline to stand where a line stands: near the date line, near the text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from pipelines.article.lines import Line, Sheet
from pipelines.article.marks import is_blank, is_head

RIGHT_ABOVE = 0.5  # what the line right above a date line is worth as headline
ABOVE_DATE = 4  # lines between a headline and its date line
BEFORE_TEXT = 12  # lines before the text among which its headline stands


def _is_date_line(line: Line) -> bool:
    return not line.hidden and is_head(line)


@dataclass(frozen=True, slots=True)
class Place:
    """Where date lines and text stand: how many visible lines precede each line of the page."""

    passed: tuple[int, ...]
    heads: tuple[int, ...]
    first: int
    near: int  # the first line whose place may be worth anything

    @classmethod
    def of(cls, sheet: Sheet, until: int, first: int) -> Place:
        passed, heads, at = [0], [], 0
        for i, line in enumerate(sheet.lines[: max(until + 4, first + 1)]):
            words = line.text[:1].isalnum()
            blank = not words and (line.text.startswith("——") or is_blank(line))
            at += not (blank or line.hidden)
            passed.append(at)
            if i <= until + 3 and line.links <= 0.7 * len(line.text) and _is_date_line(line):
                heads.append(i)
        near = first - BEFORE_TEXT
        if heads:
            near = min(near, bisect_right(passed, passed[heads[0]] - ABOVE_DATE) - 1)
        return cls(tuple(passed), tuple(heads), first, near)

    def between(self, one: int, other: int) -> int:
        """Visible lines between two."""
        return self.passed[other] - self.passed[one + 1]

    def worth(self, end: int) -> float:
        """What it is worth as headline to stand where a line ends: right above a date line, a few
        lines above it or right below one, and a few lines above the text."""
        if end < self.near:
            return 0.0
        score = 0.0
        below = bisect_right(self.heads, end)
        if below < len(self.heads) and self.between(end, self.heads[below]) < ABOVE_DATE:
            score = 0.3 if self.between(end, self.heads[below]) else RIGHT_ABOVE
        elif below and end - self.heads[below - 1] <= 2 and self.heads[below - 1] < end:
            score = 0.25  # some layouts put the date line right above the headline
        if end < self.first <= end + BEFORE_TEXT and self.between(end, self.first) <= ABOVE_DATE:
            score += 0.2
        return score
