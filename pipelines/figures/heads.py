"""Finds what may only stand at the head of a clause, without trying every letter of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator


def behind(marks: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that open a text or stand behind a mark, in order, none in another.

    What `finditer` finds with a look behind for the marks in front of the pattern; marks are few,
    and between them nothing has to be tried. The pattern matches one letter at least.
    """
    hit = pattern.match(text)
    reached = 0
    if hit is not None:
        yield hit
        reached = hit.end()
    for mark in marks.finditer(text):
        start = mark.end()
        if start >= reached and (hit := pattern.match(text, start)) is not None:
            yield hit
            reached = hit.end()
