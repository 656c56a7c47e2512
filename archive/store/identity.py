"""Keeps a figure's id through revisions of the report and through better extractors.

A new reading of an article is aligned with the old one: first by the same clause with the same
quote, then by the same clause with its numbers masked, each in text order. What is left over is
new or withdrawn.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

NUMBER = re.compile(r"[0-9０-９.．,，一二三四五六七八九十百千万亿零〇两半]+")
BOUNDARY = "，。；！？,;!?\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """What identifies one reading: its words, its clause, its place and its indicator."""

    quote: str
    clause: str  # the clause as printed
    before: str  # the clause up to the quote: tells two equal quotes of one clause apart
    start: int
    indicator: str
    kind: str


def mark(body: str, start: int, quote: str, indicator: str, kind: str) -> Mark:
    """The mark of a quote at an offset of the body."""
    left = start
    while left > 0 and body[left - 1] not in BOUNDARY:
        left -= 1
    right = start + len(quote)
    while right < len(body) and body[right] not in BOUNDARY:
        right += 1
    return Mark(quote, body[left:right], body[left:start], start, indicator, kind)


def masked(text: str) -> str:
    """The text with every number replaced by one sign."""
    return NUMBER.sub("#", text)


# Every key is stricter than the next; two readings are one when their keys are equal and they
# are the n-th of that key in text order.
KEYS: tuple[Callable[[Mark], object], ...] = (
    lambda m: (m.quote, m.clause, m.before),
    lambda m: (masked(m.quote), masked(m.clause), masked(m.before)),
    lambda m: (m.quote, m.before[-8:], m.indicator, m.kind),
)


def align(old: Sequence[Mark], new: Sequence[Mark]) -> dict[int, int]:
    """Pairs old and new readings of one article: index in new -> index in old."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for key in KEYS:
        free: dict[object, list[int]] = defaultdict(list)
        for i in sorted(range(len(old)), key=lambda i: old[i].start):
            if i not in taken:
                free[key(old[i])].append(i)
        for j in sorted(range(len(new)), key=lambda j: new[j].start):
            candidates = free.get(key(new[j])) if j not in pairs else None
            if candidates:
                pairs[j] = candidates.pop(0)
                taken.add(pairs[j])
    return pairs
