"""A forest of decision trees over named signs: how likely something is right, in whole numbers.

As data a tree is a leaf, the chance in thousandths, or a branch [sign, chance, with, without]: the
number of a sign, the chance of all that come by, and the trees for those that have the sign and
those that have not. Chances are whole numbers and are summed, so that every machine comes to the
same.

To be asked, trees are woven: [sign, way without, way with, chance], each leaf both ways of itself.
So all walks are equally long, and no step asks where it ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Tree = Any  # int | [int, int, Tree, Tree]
Woven = list[Any]  # [int, Woven, Woven, int]
WHOLE = 1000  # what is certain
HIGHEST = 8  # branches from a root to a leaf
WITHOUT, WITH = 1, 2
STEPS = range(HIGHEST)


def woven(tree: Tree) -> Woven:
    """A tree that can be asked."""
    if isinstance(tree, int):
        leaf: Woven = [0]
        leaf += [leaf, leaf, tree]
        return leaf
    number, likely, those, others = tree
    return [number, woven(others), woven(those), likely]


def marked(count: int) -> bytearray:
    """What has none of `count` signs."""
    return bytearray([WITHOUT]) * count


def mark(having: bytearray, signs: Mapping[str, int], names: Iterable[str]) -> bytearray:
    """The same with the numbered ones of some signs."""
    for number in map(signs.get, names):
        if number is not None:
            having[number] = WITH
    return having


def total(trees: Sequence[Woven], having: bytearray) -> int:
    """The chances that the trees give, summed."""
    out = 0
    for tree in trees:
        tree = tree[having[tree[0]]]  # HIGHEST times: a loop costs a fifth of the walk
        tree = tree[having[tree[0]]]
        tree = tree[having[tree[0]]]
        tree = tree[having[tree[0]]]
        tree = tree[having[tree[0]]]
        tree = tree[having[tree[0]]]
        tree = tree[having[tree[0]]]
        tree = tree[having[tree[0]]]
        out += tree[3]
    return out


def moved(trees: Sequence[Woven], having: bytearray) -> dict[int, int]:
    """By how much each sign, there (its number) or missing (-1 - its number), moved the sum."""
    out: dict[int, int] = {}
    for tree in trees:
        for _ in STEPS:
            number, way = tree[0], tree[having[tree[0]]]
            sign = number if having[number] == WITH else -1 - number
            out[sign] = out.get(sign, 0) + way[3] - tree[3]
            tree = way
    return {sign: by for sign, by in out.items() if by}
