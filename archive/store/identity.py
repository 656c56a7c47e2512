"""Keeps a figure's id through revisions of the report and through better extractors.

Two readings are one figure when they are the same words. In an unchanged body that is a question
of offsets. In a changed body every pair of an old and a new reading is scored by its number, the
words of its clause, the text around the clause, its meaning, and whether it keeps the order of
the pairs already found; the best pairs are taken first. What is left over is new or withdrawn.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NUMBER = re.compile(r"[0-9０-９.．,，一二三四五六七八九十百千万亿零〇两半]+")
BOUNDARY = "，。；！？,;!?\n"
AROUND = 40  # characters on each side of a clause that tell two equal clauses apart
LABEL = 8  # characters right before a number: mostly what it counts
SURE = 0.62  # of the whole score: below it a pair is no pair

# What each sign weighs; the words of the clause and its number decide, the rest settles ties.
NUMBER_WEIGHT, WORDS_WEIGHT, AROUND_WEIGHT, MEANING_WEIGHT, ORDER_WEIGHT = 3.0, 3.0, 1.5, 1.0, 1.5
WHOLE = NUMBER_WEIGHT + WORDS_WEIGHT + AROUND_WEIGHT + MEANING_WEIGHT + ORDER_WEIGHT


@dataclass(frozen=True, slots=True)
class Mark:
    """What identifies one reading: its number, its clause and what stands around it."""

    quote: str
    before: str  # the clause up to the quote: tells two equal quotes of one clause apart
    after: str  # the clause behind the quote
    left: str  # the text before the clause
    right: str  # the text behind it
    start: int
    indicator: str
    kind: str

    @property
    def exact(self) -> tuple[str, ...]:
        """Equal for readings of the same words in the same surroundings."""
        return self.quote, self.before, self.after, self.left[-12:], self.right[:12]


def mark(body: str, start: int, quote: str, indicator: str, kind: str) -> Mark:
    """The mark of a quote at an offset of the body."""
    left = start
    while left > 0 and body[left - 1] not in BOUNDARY:
        left -= 1
    right = end = start + len(quote)
    while right < len(body) and body[right] not in BOUNDARY:
        right += 1
    return Mark(
        quote,
        body[left:start],
        body[end:right],
        body[max(0, left - AROUND) : left],
        body[right : right + AROUND],
        start,
        indicator,
        kind,
    )


def masked(text: str) -> str:
    """The text with every number replaced by one sign."""
    return NUMBER.sub("#", text)


def align(old: Sequence[Mark], new: Sequence[Mark], *, same_body: bool = False) -> dict[int, int]:
    """Pairs old and new readings of one article: index in new -> index in old.

    same_body says that both were read from the same text, so that offsets alone decide.
    """
    if same_body:
        return _by_offset(old, new)
    pairs = _unchanged(old, new)
    _by_score(old, new, pairs)
    return pairs


def _by_offset(old: Sequence[Mark], new: Sequence[Mark]) -> dict[int, int]:
    """Readings that share characters are one; the same words first, then the most shared."""
    places = {(mark.start, mark.quote): i for i, mark in enumerate(old)}
    same = {j: places.get((mark.start, mark.quote)) for j, mark in enumerate(new)}
    pairs = _one_to_one((i, j) for j, i in same.items() if i is not None)
    shared = []
    taken = set(pairs.values())
    for j, b in enumerate(new):
        for i, a in enumerate(old):
            if j in pairs or i in taken:
                continue
            common = min(a.start + len(a.quote), b.start + len(b.quote)) - max(a.start, b.start)
            if common > 0:
                shared.append((-common, i, j))
    return pairs | _one_to_one((i, j) for _, i, j in sorted(shared))


def _unchanged(old: Sequence[Mark], new: Sequence[Mark]) -> dict[int, int]:
    """Readings whose words and surroundings stand equally often in both texts, in order."""
    groups: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, marks in enumerate((old, new)):
        for n in sorted(range(len(marks)), key=lambda n: marks[n].start):
            groups[marks[n].exact][side].append(n)
    pairs: dict[int, int] = {}
    for before, after in groups.values():
        if len(before) == len(after):
            pairs.update(zip(after, before, strict=True))
    return pairs


def _by_score(old: Sequence[Mark], new: Sequence[Mark], pairs: dict[int, int]) -> None:
    """Pair what is left, the best pair first; the order of the sure pairs is one of the signs."""
    taken = set(pairs.values())
    free_old = [i for i in range(len(old)) if i not in taken]
    free_new = [j for j in range(len(new)) if j not in pairs]
    fixed = sorted((old[i].start, new[j].start) for j, i in pairs.items())
    scored = []
    for i in free_old:
        for j in free_new:
            score = _score(old[i], new[j]) + ORDER_WEIGHT * _in_order(old[i], new[j], fixed)
            if score >= SURE * WHOLE:
                scored.append((-score, abs(i - j), i, j))
    pairs.update(_one_to_one((i, j) for _, _, i, j in sorted(scored)))


def _one_to_one(candidates: Iterable[tuple[int, int]]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in candidates:
        if i not in taken and j not in pairs:
            pairs[j] = i
            taken.add(i)
    return pairs


def _score(a: Mark, b: Mark) -> float:
    """How alike two readings are, without their order."""
    if a.quote == b.quote:
        number = 1.0
    elif masked(a.quote) == masked(b.quote):
        number = 0.5  # the same unit: a number may have been corrected
    else:
        return 0.0
    words = (
        0.5 * _alike(a.before[-LABEL:], b.before[-LABEL:])
        + 0.25 * _alike(a.before, b.before)
        + 0.25 * _alike(a.after, b.after)
    )
    around = 0.5 * _alike(a.left, b.left) + 0.5 * _alike(a.right, b.right)
    meaning = (a.indicator == b.indicator) * 0.6 + (a.kind == b.kind) * 0.4
    return (
        NUMBER_WEIGHT * number
        + WORDS_WEIGHT * words
        + AROUND_WEIGHT * around
        + MEANING_WEIGHT * meaning
    )


def _alike(a: str, b: str) -> float:
    """Share of the pairs of characters that two texts have in common, numbers masked."""
    left, right = masked(a), masked(b)
    if left == right:
        return 1.0
    one, two = _pairs(left), _pairs(right)
    return 2 * (one & two).total() / (one.total() + two.total())


def _pairs(text: str) -> Counter[str]:
    """Overlapping pairs of characters, the two ends marked."""
    framed = f"\x02{text}\x03"
    return Counter(framed[n : n + 2] for n in range(len(framed) - 1))


def _in_order(a: Mark, b: Mark, fixed: list[tuple[int, int]]) -> bool:
    """Whether a pair lies between the same sure pairs in both texts."""
    at = bisect_left(fixed, (a.start, -1))
    return (at == 0 or fixed[at - 1][1] < b.start) and (at == len(fixed) or b.start < fixed[at][1])
