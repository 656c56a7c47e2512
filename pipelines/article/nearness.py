"""How the places of two lines on a page lie to one another."""

from __future__ import annotations

import re

from pipelines.article.lines import Block, Sheet

ALIKE = 4  # letters that the names of two like blocks begin with
NUMBER = re.compile(r"\d+")


def beside(sheet: Sheet, one: int, other: int) -> bool:
    """Whether two lines stand in one block, or in blocks of one kind inside the same."""
    a, b = sheet.lines[one].block, sheet.lines[other].block
    if a == b:
        return True
    mine, theirs = sheet.blocks[a], sheet.blocks[b]
    if mine.parent == theirs.parent or mine.parent == b or theirs.parent == a:
        return True
    if mine.tag != theirs.tag or mine.parent < 0 or theirs.parent < 0:
        return False
    above, there = sheet.blocks[mine.parent], sheet.blocks[theirs.parent]
    return above.parent == there.parent and above.tag == there.tag and _alike(above, there)


def _alike(one: Block, other: Block) -> bool:
    """Whether two blocks are named alike: `part1` and `part2`, `text-top` and `text-bottom`."""
    a, b = NUMBER.sub("", one.name), NUMBER.sub("", other.name)
    return a == b or _same_start(a, b) >= ALIKE


def _same_start(a: str, b: str) -> int:
    """Letters that two names begin with."""
    return next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


def apart(sheet: Sheet, one: int, other: int) -> int:
    """How many blocks lie between a line and the first block that holds another line too."""
    blocks = sheet.blocks
    a, b = sheet.lines[one].block, sheet.lines[other].block
    least = min(blocks[a].depth, blocks[b].depth)
    while a != b:
        if blocks[a].depth >= blocks[b].depth:
            a = blocks[a].parent
        else:
            b = blocks[b].parent
    return least - (blocks[a].depth if a >= 0 else -1)
