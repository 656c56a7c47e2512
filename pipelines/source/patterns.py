"""Refuses a pattern of a source file that could take for ever on an address made for it.

Python's engine goes back and tries again wherever a text could be divided between two repeats.
One repeat inside another doubles the work with every character; three in a row that can take each
other's characters, with nothing between them that they could not take too, grow it with the cube.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LONGEST = 2000  # characters of an address that is matched at all
MANY = 20  # a repeat of more is as good as endless
IN_A_ROW = 2  # repeats that may share characters: four million steps at LONGEST

SINGLE = {codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY}
REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
# Every sign that an address holds, and one that stands for all others.
SIGNS = [chr(n) for n in range(32, 127)] + ["园"]

Item = tuple[Any, Any]


def trap(text: str) -> str:
    """What makes a pattern a trap, '' where it is none. Raises re.error where it is no pattern."""
    try:
        items = list(parser.parse(text))
    except OverflowError as fault:  # a count of repeats that no machine holds
        raise re.error(str(fault)) from fault
    if any(code is codes.GROUPREF for code, _ in _all(items)):
        return "refers back to a group, which cannot be bounded"
    if any(_multiplies(code, value) for code, value in _all(items)):
        return "repeats what repeats: an address could be divided in endless ways"
    if _longest_row(items) > IN_A_ROW:
        return f"more than {IN_A_ROW} repeats in a row can take each other's characters"
    return ""


def _endless(code: Any, value: Any) -> bool:
    return code in REPEATS and int(value[1]) > MANY


def _multiplies(code: Any, value: Any) -> bool:
    """Whether a repeat's work grows without bound with what it repeats."""
    if code not in REPEATS or value[1] < 2 or not _nested(list(value[2])):
        return False
    return _endless(code, value) or any(_endless(c, v) for c, v in _all(list(value[2])))


def _all(items: Sequence[Item]) -> Iterator[Item]:
    """Every item of a pattern, those inside others too."""
    for code, value in items:
        yield code, value
        for inner in _inside(code, value):
            yield from _all(inner)


def _inside(code: Any, value: Any) -> list[list[Item]]:
    """The patterns inside an item."""
    if code in REPEATS:
        return [list(value[2])]
    if code is codes.SUBPATTERN:
        return [list(value[3])]
    if code is codes.ATOMIC_GROUP:
        return [list(value)]
    if code is codes.BRANCH:
        return [list(branch) for branch in value[1]]
    if code in {codes.ASSERT, codes.ASSERT_NOT}:
        return [list(value[1])]
    return []


def _nested(items: list[Item]) -> bool:
    """Whether what is repeated can be divided in more than one way: it has branches, or varies in
    length while its signs do not say where each of its items ends and the next begins."""
    if any(code is codes.BRANCH for code, _ in _all(items)):
        return True
    if all(code not in REPEATS or value[0] == value[1] for code, value in _all(items)):
        return False
    flat = [item for item in _flat(items) if item[0] in SINGLE or item[0] in REPEATS]
    needed = all(code not in REPEATS or value[0] for code, value in flat)
    told_apart = not any(_share(one, flat[n - 1]) for n, one in enumerate(flat))
    return not (needed and told_apart and len(flat) > 1)


def _longest_row(items: Sequence[Item]) -> int:
    """The most endless repeats in a row that nothing keeps apart."""
    longest = row = 0
    last: Item | None = None
    apart = True
    for item in _flat(items):
        if not _endless(*item):
            apart = apart or (last is not None and item[0] in SINGLE and not _share(last, item))
            continue
        row = row + 1 if last is not None and not apart and _share(last, item) else 1
        longest, last, apart = max(longest, row), item, False
    return longest


def _flat(items: Sequence[Item]) -> list[Item]:
    """The items in order, groups opened."""
    flat: list[Item] = []
    for code, value in items:
        if code is codes.SUBPATTERN:
            flat += _flat(list(value[3]))
        elif code is codes.ATOMIC_GROUP:
            flat += _flat(list(value))
        elif code is codes.BRANCH:
            for branch in value[1]:
                flat += _flat(list(branch))
        else:
            flat.append((code, value))
    return flat


def _share(one: Item, other: Item) -> bool:
    return any(_takes(one, sign) and _takes(other, sign) for sign in SIGNS)


def _takes(item: Item, sign: str) -> bool:
    """Whether an item can take a sign somewhere."""
    code, value = item
    if code is codes.LITERAL:
        return chr(value) == sign
    if code is codes.NOT_LITERAL:
        return chr(value) != sign
    if code is codes.ANY:
        return True
    if code is codes.IN:
        negated = value[0][0] is codes.NEGATE
        return negated is not any(_holds(part, sign) for part in value)
    return any(_takes(part, sign) for inner in _inside(code, value) for part in inner)


def _holds(part: Item, sign: str) -> bool:
    code, value = part
    if code is codes.LITERAL:
        return chr(value) == sign
    if code is codes.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    if code is codes.CATEGORY:
        return re.fullmatch(CATEGORIES[value], sign) is not None
    return False


CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}
