"""A forest of decision trees over named signs: how likely something is right, in whole numbers.

A tree is a leaf, the chance in thousandths, or a branch [sign, chance, with, without]: the number
of a sign, the chance of all that come by, and the trees for those that have the sign and those
that have not. Chances are whole numbers and are summed, so that every machine comes to the same.

To be asked, trees are planted: all branches one after the other in one list of numbers, where the
ways are places in the list and a leaf is ~its chance. Every figure goes down some fifty trees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Tree = Any  # int | [int, int, Tree, Tree]
WHOLE = 1000  # what is certain
CHANCE, WITH, WITHOUT = 1, 2, 3  # where in a branch its chance and the two ways stand


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees as they are written, and planted: their branches in a row, and where each begins."""

    trees: Sequence[Tree]
    nodes: list[int]
    roots: list[int]


def planted(trees: Sequence[Tree]) -> Forest:
    """The trees, to be asked."""
    nodes: list[int] = []
    return Forest(trees, nodes, [_plant(tree, nodes) for tree in trees])


def _plant(tree: Tree, nodes: list[int]) -> int:
    """Where a tree begins, its branches added to all; a leaf is no place but ~its chance."""
    if isinstance(tree, int):
        return ~tree
    at = len(nodes)
    nodes.extend((tree[0], tree[CHANCE], 0, 0))
    for way in (WITH, WITHOUT):
        nodes[at + way] = _plant(tree[way], nodes)
    return at


def marked(count: int) -> bytearray:
    """What has none of `count` signs."""
    return bytearray([WITHOUT]) * count


def mark(having: bytearray, signs: Mapping[str, int], names: Iterable[str]) -> bytearray:
    """The same with the numbered ones of some signs."""
    for number in map(signs.get, names):
        if number is not None:
            having[number] = WITH
    return having


def total(forest: Forest, having: bytearray) -> int:
    """The chances that the trees give, summed."""
    nodes = forest.nodes
    out = 0
    for at in forest.roots:
        while at >= 0:
            at = nodes[at + having[nodes[at]]]
        out += ~at
    return out


def moved(forest: Forest, having: bytearray) -> dict[int, int]:
    """By how much each sign, there (its number) or missing (-1 - its number), moved the sum."""
    nodes = forest.nodes
    out: dict[int, int] = {}
    for at in forest.roots:
        while at >= 0:
            number = nodes[at]
            way = nodes[at + having[number]]
            sign = number if having[number] == WITH else -1 - number
            out[sign] = out.get(sign, 0) + _likely(nodes, way) - nodes[at + CHANCE]
            at = way
    return {sign: by for sign, by in out.items() if by}


def usual(forest: Forest) -> int:
    """The chances at the roots, summed: what the trees give before anything is asked."""
    return sum(_likely(forest.nodes, at) for at in forest.roots)


def _likely(nodes: list[int], at: int) -> int:
    return nodes[at + CHANCE] if at >= 0 else ~at
