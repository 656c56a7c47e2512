"""Finds what may only stand at the head of a clause, without trying every letter of a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

REACH = 90  # characters from a head within which stands what every match holds


def behind(
    marks: re.Pattern[str],
    pattern: re.Pattern[str],
    text: str,
    needed: re.Pattern[str] | None = None,
) -> Iterator[re.Match[str]]:
    """The matches of a pattern that open a text or stand behind a mark, in order, none in another.

    What `finditer` finds with a look behind for the marks in front of the pattern; marks are few,
    and between them nothing has to be tried. The pattern matches one letter at least. What is
    `needed` begins in or right behind every match: heads that have none within reach are passed.
    """
    places = [found.start() for found in needed.finditer(text)] if needed else []
    if needed and not places:
        return
    reached = at = 0
    for start in (0, *map(re.Match.end, marks.finditer(text))):
        if start < reached:
            continue
        if needed:
            at = bisect_left(places, start, at)
            if at == len(places):
                return
            if places[at] - start > REACH:
                continue
        hit = pattern.match(text, start)
        if hit is not None:
            yield hit
            reached = hit.end()
