"""Grows the forests of pipelines.figures.forest: the same cases give the same trees, everywhere.

Signs are there or not, so cases are sets of bits, and counting them needs no package. Each tree is
grown on some of the groups (reports): figures of one report are wrong together. At each branch
some signs are tried, and the one that parts right from wrong best is taken.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipelines.figures.confidence.forest import WHOLE, Tree

BAG = 0.8  # of the groups, those that a tree is grown on
PRIOR = 2  # cases of the usual chance that are added to those of each leaf


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a forest is: cases a leaf must have, signs tried at each branch."""

    trees: int
    depth: int
    leaf: int
    tried: int


class Lessons:
    """Cases as bits: which have each sign, and which belong to each group."""

    def __init__(self, seen: Sequence[Collection[str]], groups: Sequence[str], rare: int) -> None:
        self.count = len(seen)
        times = Counter(sign for signs in seen for sign in set(signs))
        known = sorted(sign for sign, n in times.items() if rare <= n <= self.count - rare)
        having: dict[str, list[int]] = {sign: [] for sign in known}
        for at, signs in enumerate(seen):
            for sign in having.keys() & set(signs):
                having[sign].append(at)
        alike: dict[int, str] = {}  # signs that the same cases have are one
        for sign in known:
            alike.setdefault(self.bits(having[sign]), sign)
        self.signs, self.sets = list(alike.values()), list(alike)
        members: dict[str, list[int]] = {}
        for at, group in enumerate(groups):
            members.setdefault(group, []).append(at)
        self.groups = [self.bits(members[group]) for group in sorted(members)]

    def bits(self, cases: Collection[int]) -> int:
        """A set of cases."""
        held = bytearray(self.count // 8 + 1)
        for case in cases:
            held[case >> 3] |= 1 << (case & 7)
        return int.from_bytes(held, "little")

    def forest(self, right: Sequence[bool], shape: Shape) -> list[Tree]:
        """Trees that tell how likely a case is right."""
        chosen = random.Random(1)  # only random() of it, which no version changes
        hits = self.bits([at for at, was in enumerate(right) if was])
        usual = hits.bit_count() / max(1, self.count)
        trees = []
        for _ in range(shape.trees):
            bag = 0
            for group in self.groups:
                if chosen.random() < BAG:
                    bag |= group
            trees.append(_Growth(self, hits, usual, shape, chosen).tree(bag, shape.depth))
        return trees


@dataclass(frozen=True, slots=True)
class _Growth:
    lessons: Lessons
    hits: int
    usual: float
    shape: Shape
    chosen: random.Random

    def tree(self, some: int, depth: int) -> Tree:
        """The tree of some cases, at most `depth` branches high."""
        size, right = some.bit_count(), (some & self.hits).bit_count()
        likely = round(WHOLE * (right + PRIOR * self.usual) / (size + PRIOR))
        if not depth or size < 2 * self.shape.leaf or right in (0, size):
            return likely
        sign = self._best(some, size, right)
        if sign < 0:
            return likely
        those = some & self.lessons.sets[sign]
        ways = self.tree(those, depth - 1), self.tree(some ^ those, depth - 1)
        return likely if ways[0] == ways[1] == likely else [sign, likely, *ways]

    def _best(self, some: int, size: int, right: int) -> int:
        """The sign that leaves least in doubt, -1 where none does."""
        best, least = -1, right * (size - right) / size
        sets, leaf = self.lessons.sets, self.shape.leaf
        for _ in range(self.shape.tried if sets else 0):
            sign = int(self.chosen.random() * len(sets))
            those = some & sets[sign]
            with_it = those.bit_count()
            without = size - with_it
            if with_it < leaf or without < leaf:
                continue
            hits = (those & self.hits).bit_count()
            rest = right - hits
            doubt = hits * (with_it - hits) / with_it + rest * (without - rest) / without
            if doubt < least - 1e-9:
                best, least = sign, doubt
        return best
