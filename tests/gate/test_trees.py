"""Forests are grown alike everywhere, part right from wrong, and say what moved them."""

from __future__ import annotations

from pipelines.figures.confidence import forest
from pipelines.figures.confidence.forest import WHOLE
from tests.gate.trees import Lessons, Shape

SHAPE = Shape(trees=9, depth=3, leaf=5, tried=12)
SEEN = [["good", "a"], ["good"], ["bad", "a"], ["bad"]] * 30
RIGHT = [True, True, False, False] * 30
GROUPS = [f"report {at // 8}" for at in range(len(SEEN))]


def grown() -> tuple[Lessons, list[forest.Tree]]:
    lessons = Lessons(SEEN, GROUPS, rare=10)
    return lessons, lessons.forest(RIGHT, SHAPE)


def asked(names: list[str]) -> tuple[dict[str, int], bytearray, forest.Forest]:
    lessons, trees = grown()
    numbers = {sign: number for number, sign in enumerate(lessons.signs)}
    having = forest.mark(forest.marked(len(numbers)), numbers, names)
    return numbers, having, forest.planted(trees)


def test_the_same_cases_grow_the_same_trees() -> None:
    assert grown()[1] == grown()[1]


def test_what_goes_with_right_is_likely_and_the_rest_is_not() -> None:
    for names, low, high in ((["good"], 0.9, 1.0), (["bad", "a"], 0.0, 0.1)):
        _, having, trees = asked(names)
        assert low <= forest.total(trees, having) / (WHOLE * len(trees.roots)) <= high


def test_what_moved_the_trees_adds_up_from_their_roots() -> None:
    numbers, having, trees = asked(["bad"])
    moved = forest.moved(trees, having)
    assert sum(moved.values()) == forest.total(trees, having) - forest.usual(trees)
    assert min(moved, key=lambda sign: moved[sign]) in {numbers.get("bad"), -1 - numbers["good"]}


def test_a_leaf_is_its_own_chance() -> None:
    leaf = forest.planted([640])
    assert forest.total(leaf, forest.marked(1)) == forest.usual(leaf) == 640


def test_signs_alike_in_all_cases_are_one_and_rare_ones_none() -> None:
    seen = [
        [*signs, *(["too"] if "good" in signs else []), *(["rare"] * (at == 3))]
        for at, signs in enumerate(SEEN)
    ]
    signs = Lessons(seen, GROUPS, rare=10).signs
    assert ("good" in signs) != ("too" in signs)
    assert "rare" not in signs


def test_leaves_hold_enough_cases() -> None:
    lessons = Lessons(SEEN, GROUPS, rare=10)
    trees = lessons.forest(RIGHT, Shape(trees=5, depth=8, leaf=70, tried=12))
    assert all(isinstance(tree, int) for tree in trees)
