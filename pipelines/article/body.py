"""Which block of a page holds the article: the one whose lines speak most for running text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipelines.article.labels import ENDED, TAIL
from pipelines.article.lines import Line, Sheet
from pipelines.article.marks import (
    is_blank,
    is_credit,
    is_deck,
    is_head,
    is_notice,
    is_tool,
)
from pipelines.article.nearness import beside
from pipelines.article.weights import NEUTRAL, PROSE, weights_of

AFTER_HEADLINE = 90.0  # what standing behind headline or date line is worth, in characters
LEAD, LEAD_SHARE = 300, 0.4  # characters and share of prose that may precede a headline
FEW, LISTED = 60, 8  # characters of prose that are hardly any; of a line in a list of names
BEHIND_ANCHOR = 4  # lines behind a headline or a date line in which a text of one sentence begins
VERSES = 4  # short lines that make a poem
NEAR = 30  # lines behind a headline or a date line in which the text begins


@dataclass(frozen=True, slots=True)
class Core:
    """The block of the article, the weight of every line of the page, and the lines of the
    block that are prose."""

    block: int
    weights: tuple[float, ...]
    prose: tuple[int, ...]

    @property
    def size(self) -> int:
        """Characters of prose."""
        return int(sum(self.weights[i] for i in self.prose))

    def early(self) -> int:
        """The line before which the headline stands: some prose may precede it, as decks do."""
        most, passed = min(LEAD, LEAD_SHARE * self.size), 0.0
        for i in self.prose:
            passed += self.weights[i]
            if passed >= most:
                return i
        return self.prose[-1]


def find(sheet: Sheet, anchors: Sequence[int] = ()) -> Core | None:
    """The smallest block whose lines together speak most for an article. anchors are lines that
    look like the headline or the date line: the prose behind them is more likely the article.
    Where hardly a line has marks, as in lists of names, lines behind an anchor count as prose."""
    weights = weights_of(sheet)
    _discount_above(sheet, weights, anchors)
    _mark_verse(sheet, weights, anchors)
    core = _best(sheet, weights, anchors)
    core = core and _widened(sheet, core)
    if anchors and (core is None or (core.size < FEW and not _is_flash(sheet, core, anchors))):
        bare = _without_marks(sheet, weights, anchors[0])
        return _best(sheet, bare, anchors) or core
    return core


def _widened(sheet: Sheet, core: Core) -> Core:
    """The core with the block around it where the text goes on there, behind a box of links."""
    last = core.prose[-1]
    until = min(last + 1 + NEAR, len(core.weights))
    onward = [i for i in range(last + 1, until) if core.weights[i] >= PROSE]
    if not (onward and beside(sheet, last, onward[0])):
        return core
    if not ENDED.search(sheet.lines[onward[0]].text):
        return core
    index = core.block
    while index >= 0 and sheet.blocks[index].end <= onward[0]:
        index = sheet.blocks[index].parent
    if index < 0:
        return core
    block = sheet.blocks[index]
    return Core(
        index,
        core.weights,
        tuple(i for i in range(block.start, block.end) if core.weights[i] > 0),
    )


def _discount_above(sheet: Sheet, weights: list[float], anchors: Sequence[int]) -> None:
    """A little prose above headline and date, such as what runs across a page's head, is no text
    where some stands below them."""
    for one, other in pairwise(anchors):
        paired = is_head(sheet.lines[other]) and not is_head(sheet.lines[one])
        if not paired or other - one > BEHIND_ANCHOR:
            continue
        before = sum(weight for weight in weights[:one] if weight > 0)
        after = sum(weight for weight in weights[other : other + NEAR] if weight > 0)
        if after >= PROSE and before < min(LEAD, 2 * after):
            for i in range(one):
                weights[i] = min(weights[i], NEUTRAL)
        return


def _mark_verse(sheet: Sheet, weights: list[float], anchors: Sequence[int]) -> None:
    """Short lines by themselves right behind headline or date line are verse, marks or none."""
    for anchor in anchors:
        run: list[int] = []
        for i in range(anchor + 1, min(anchor + 1 + NEAR, len(weights))):
            line = sheet.lines[i]
            if line.hidden or is_blank(line):
                continue
            if _is_verse(line) and (not run or _beside_verse(sheet, run[-1], i)):
                run.append(i)
            elif i > anchor + BEHIND_ANCHOR or (run and not _is_verse(line)):
                break
            elif run:
                run = [i]  # what stood above was the poet's name
        if len(run) >= VERSES:
            for i in run:
                weights[i] = max(weights[i], float(len(sheet.lines[i].text)))
            return


def _is_verse(line: Line) -> bool:
    plain = not (line.links or line.heading or ":" in line.flat) and 2 <= len(line.text) <= 24
    return plain and not (
        is_head(line)
        or is_credit(line)
        or is_tool(line)
        or is_notice(line)
        or TAIL.match(line.flat)
    )


def _beside_verse(sheet: Sheet, one: int, other: int) -> bool:
    a, b = sheet.lines[one].block, sheet.lines[other].block
    blocks = sheet.blocks
    return a == b or (
        blocks[a].parent == blocks[b].parent and blocks[a].tag == blocks[b].tag in ("p", "div")
    )


def _is_flash(sheet: Sheet, core: Core, anchors: Sequence[int]) -> bool:
    """Whether little prose is a whole sentence right behind headline or date line."""
    first, last = core.prose[0], sheet.lines[core.prose[-1]]
    near = any(0 < first - anchor <= BEHIND_ANCHOR for anchor in anchors)
    return near and core.size >= PROSE and ENDED.search(last.text) is not None


def _without_marks(sheet: Sheet, weights: list[float], anchor: int) -> list[float]:
    """Weights in which short lines behind a headline count although they have no marks."""
    found = list(weights)
    for i in range(anchor + 1, min(anchor + 1 + NEAR, len(weights))):
        line = sheet.lines[i]
        plain = weights[i] == NEUTRAL and not (line.links or is_head(line) or is_notice(line))
        short = not _in_verse(sheet, i) if len(line.text) < LISTED else False
        if plain and not short and not is_credit(line):
            found[i] = len(line.text) / 2
    return found


def _in_verse(sheet: Sheet, i: int) -> bool:
    """Whether short lines of the same block stand around a line, as those of a poem do."""
    around = sheet.lines[max(0, i - 2) : i + 3]
    return (
        len(sheet.lines[i].text) >= 3
        and sum(line.block == sheet.lines[i].block and len(line.text) <= 24 for line in around) >= 3
    )


def _best(sheet: Sheet, weights: list[float], anchors: Iterable[int]) -> Core | None:
    credit = list(weights)
    for anchor in anchors:
        for i in range(anchor + 1, min(anchor + 1 + NEAR, len(weights))):
            if weights[i] >= PROSE and not is_deck(sheet, sheet.lines[i]):
                credit[i] = weights[i] + AFTER_HEADLINE  # once, however many dates precede it
                break
    sums = [0.0, *accumulate(credit)]
    best, top = -1, 0.0
    for index, block in enumerate(sheet.blocks):
        if block.end <= block.start:
            continue
        score = sums[block.end] - sums[block.start]
        if score <= top - 0.01:
            continue
        if score > top + 0.01 or (best >= 0 and block.depth > sheet.blocks[best].depth):
            best, top = index, max(top, score)
    if best < 0:
        return None
    chosen = sheet.blocks[best]
    prose = tuple(i for i in range(chosen.start, chosen.end) if weights[i] > 0)
    return Core(best, tuple(weights), prose) if prose else None
