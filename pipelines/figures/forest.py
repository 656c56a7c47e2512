"""A forest of decision trees over named signs: how likely something is right, in whole numbers.

A tree is a leaf, the chance in thousandths, or a branch [sign, chance, with, without]: the number
of a sign, the chance of all that come by, and the trees for those that have the sign and those
that have not. Chances are whole numbers and are summed, so that every machine comes to the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Tree = Any  # int | [int, int, Tree, Tree]
WHOLE = 1000  # what is certain
WITH, WITHOUT = 2, 3  # where in a branch the two ways stand


def marked(count: int) -> bytearray:
    """What has none of `count` signs."""
    return bytearray([WITHOUT]) * count


def mark(having: bytearray, signs: Mapping[str, int], names: Iterable[str]) -> bytearray:
    """The same with the numbered ones of some signs."""
    for number in map(signs.get, names):
        if number is not None:
            having[number] = WITH
    return having


def total(trees: Sequence[Tree], having: bytearray) -> int:
    """The chances that the trees give, summed."""
    out: int = 0
    for tree in trees:
        while isinstance(tree, list):
            tree = tree[having[tree[0]]]
        out += tree
    return out


def moved(trees: Sequence[Tree], having: bytearray) -> dict[int, int]:
    """By how much each sign, there (its number) or missing (-1 - its number), moved the sum."""
    out: dict[int, int] = {}
    for tree in trees:
        while isinstance(tree, list):
            number = tree[0]
            way = tree[having[number]]
            sign = number if having[number] == WITH else -1 - number
            out[sign] = out.get(sign, 0) + likely(way) - tree[1]
            tree = way
    return {sign: by for sign, by in out.items() if by}


def likely(tree: Tree) -> int:
    """The chance at the root of a tree."""
    return int(tree[1] if isinstance(tree, list) else tree)
