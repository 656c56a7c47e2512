"""Where the article begins and ends inside its block, and what stands in between that is not it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.article.bare_origin import is_outlet
from pipelines.article.body import Core
from pipelines.article.ending import end_of, is_settled
from pipelines.article.labels import BOX, ENDED, FULL_STOP, TAIL, key, says
from pipelines.article.lines import Block, Line, Sheet
from pipelines.article.marks import (
    is_blank,
    is_clock,
    is_credit,
    is_deck,
    is_furniture,
    is_head,
    is_signed_day,
    is_titled_deck,
    is_tool,
)
from pipelines.article.nearness import beside
from pipelines.article.weights import PROSE, weights_of

CLOSING = re.compile(
    r"\s*(?:[（(\[【]\s*(?:\w{0,2}责任|网络|实习|见习|本文|文章|值班)?(?:编辑|责编|来源|稿源|原标题|校对|審核|审核|責編|編輯)"
    r"\s*[:：/／丨|][^（）()\[\]【】]{0,40}[）)\]】]\s*){1,3}$"
    r"|(?<=[。！？”])\s*(?:责任编辑|责编|编辑|稿源|来源)\s*[:：][^。，]{2,20}$"
)
LONG = 80  # characters from which a text is compared as it stands
# A link that goes on elsewhere, at the end of the last paragraph.
ONWARD = re.compile(
    r"\s*[\[【(（>》»]*\s*(?:返回\S{2,4}[,，]?\s*查看更多|(?:点击|点此)?(?:查看|阅读|进入)(?:原文|更多|全文|详情|专题)\S{0,8}"
    r"|阅读原文|查看更多|更多(?:内容|精彩)\S{0,10}|展开全文|收起全文|[详詳][细細]|下一页|回到顶部)\s*[\]】)）>》»]*$"
)
SAME = 24  # letters from which two equal lines are one text printed twice
HEAD_SHARE, HEAD_SIZE = 0.3, 250  # share and characters of prose behind which no head line stands
CELL = 40  # characters of a table cell that is joined with its row
LONGEST_DECK = 80  # characters of a sentence above a text that sums it up
LONGEST_ONWARD = 24  # characters of such a link
LONGEST_CREDIT = 200  # characters of the credits that a text may end in


@dataclass(frozen=True, slots=True)
class Found:
    """The lines of the body, the lines within it that credit somebody, and its characters: all,
    and those of prose."""

    lines: tuple[int, ...]
    credits: tuple[int, ...]
    size: int
    prose: int

    @property
    def first(self) -> int:
        """The number of its first line."""
        return self.lines[0]

    @property
    def last(self) -> int:
        """The number of its last line."""
        return self.lines[-1]


def trim(sheet: Sheet, core: Core, headline: int, title: str) -> Found | None:
    """The body behind line `headline` (-1 where no line is the headline)."""
    outer = _around(sheet, core)
    begin = max(outer.start, headline + 1)
    inside = [i for i in range(begin, outer.end) if not sheet.lines[i].hidden]
    prose = [i for i in core.prose if i >= begin]
    if not prose:
        return None
    start = _start(sheet, inside, prose, core, key(title))
    prose = [i for i in prose if i >= start] or prose
    end = end_of(sheet, inside, prose, core.weights, settled=is_settled(sheet, headline, prose[0]))
    dropped = _islands(sheet, outer, start, end, core.weights)
    within = [i for i in inside if start <= i < end and i not in dropped]
    credits = [i for i in within if is_credit(sheet.lines[i])]
    kept = [i for i in within if _keeps(sheet.lines[i], core.weights[i])]
    kept = _once(sheet, kept, core.weights, key(title))
    while kept and is_head(sheet.lines[kept[-1]]) and core.weights[kept[-1]] <= 0:
        if is_signed_day(sheet.lines[kept[-1]]):
            break  # a day that signs a notice is its last line; one with a clock is the page's
        kept.pop()
    own = key(title)
    while len(kept) > 1 and len(own) > 5 and says(sheet.lines[kept[-1]].text, own):
        kept.pop()  # some print the headline again behind the text
    while len(kept) > 1 and _names_outlet(sheet, kept[0]):
        kept = kept[1:]
    if not kept:
        return None
    size = sum(len(sheet.lines[i].text) for i in kept)
    written = int(sum(max(0.0, core.weights[i]) for i in kept))
    return Found(tuple(kept), tuple(credits), size, written)


def _around(sheet: Sheet, core: Core) -> Block:
    """The block of the core; of a core that is one paragraph, the block that it is a part of, in
    which short lines may stand beside it."""
    block = sheet.blocks[core.block]
    size = block.end - block.start
    while len(core.prose) == 1 and block.parent >= 0 and block.end - block.start == size:
        block = sheet.blocks[block.parent]
    return block


def _names_outlet(sheet: Sheet, first: int) -> bool:
    """Whether the first line is an outlet's name without a label, right below the date."""
    above = next((line for line in reversed(sheet.lines[:first]) if not line.hidden), None)
    dated = above is not None and (is_head(above) or is_clock(above))
    return dated and is_outlet(sheet.lines[first])


def trim_chosen(sheet: Sheet, title: str) -> tuple[int, ...]:
    """The body's lines when the whole sheet is the container that a selector named."""
    weights = tuple(weights_of(sheet))
    prose = tuple(i for i, weight in enumerate(weights) if weight > 0)
    if not prose or not sheet.blocks:
        return ()
    found = trim(sheet, Core(0, weights, prose), -1, title)
    return found.lines if found else ()


def _start(sheet: Sheet, inside: list[int], prose: list[int], core: Core, title: str) -> int:
    """The first line behind headline, date line, tools and deck."""
    lines, weights = sheet.lines, core.weights
    most = min(HEAD_SIZE, HEAD_SHARE * sum(weights[i] for i in prose))
    begin, passed = inside[0], 0.0
    for i in inside:
        line = lines[i]
        again = len(title) > 5 and says(line.text, title)
        signed = passed > 0 and is_credit(line)  # who made the text is named below it
        if again or (is_head(line) and weights[i] < 60 and not signed):
            begin = i + 1
        passed += max(0.0, weights[i])
        if passed > most:
            break
    ahead = [i for i in prose if i >= begin]
    while len(ahead) > 1 and (
        (is_deck(sheet, lines[ahead[0]]) and not _is_paragraph(sheet, *ahead[:2]))
        or (is_titled_deck(lines[ahead[0]], title) and not beside(sheet, *ahead[:2]))
        or _stands_alone(sheet, ahead)
    ):
        if sum(weights[i] for i in ahead[1:]) < weights[ahead[0]]:
            break
        begin = ahead[0] + 1
        ahead = ahead[1:]
    if not ahead:
        return prose[0]
    return _walk_back(sheet, [i for i in inside if begin <= i < ahead[0]], ahead[0], weights)


def _is_paragraph(sheet: Sheet, one: int, other: int) -> bool:
    """Whether a line is a nameless paragraph beside another, as those of a text are: a summary
    so printed is the text's first paragraph and no box above it."""
    blocks = sheet.blocks
    a, b = blocks[sheet.lines[one].block], blocks[sheet.lines[other].block]
    return a is not b and a.tag == b.tag == "p" and a.parent == b.parent and not (a.name or b.name)


def _stands_alone(sheet: Sheet, ahead: list[int]) -> bool:
    """Whether the first sentence stands in a place of its own above paragraphs that stand beside
    one another: a deck, whatever its name."""
    if len(ahead) < 3 or len(sheet.lines[ahead[0]].text) > LONGEST_DECK:
        return False
    if not beside(sheet, *ahead[1:3]):
        return False
    return not any(beside(sheet, ahead[0], i) for i in ahead[1:])  # nothing goes on beside it


def _walk_back(sheet: Sheet, before: list[int], first: int, weights: Sequence[float]) -> int:
    """Short lines right before the first prose belong to it where they stand beside it."""
    start = first
    for i in reversed(before):
        line = sheet.lines[i]
        parted = line.heading > 0 and _one_of_many(sheet, i, first)
        if (is_furniture(line, weights[i]) and not parted) or not beside(sheet, i, first):
            break
        start = i
    return start


def _one_of_many(sheet: Sheet, heading: int, first: int) -> bool:
    """Whether the text behind a heading is parted by others of its kind."""
    line, blocks = sheet.lines[heading], sheet.blocks
    parent = blocks[line.block].parent
    return parent >= 0 and any(
        other.heading == line.heading and blocks[other.block].parent == parent
        for other in sheet.lines[first : blocks[parent].end]
    )


def _keeps(line: Line, weight: float) -> bool:
    """Whether a line between the body's edges is text of the article."""
    size = len(line.text)
    if is_credit(line) or is_blank(line):
        return False
    if line.links > 0.6 * size and not (FULL_STOP.search(line.text) and size > 30):
        return False
    if weight < -2:
        return False
    if weight >= PROSE and size > 40:
        return True
    tool = is_tool(line) and not (weight >= PROSE and FULL_STOP.search(line.text))
    return not (tool or (size < 60 and TAIL.match(line.flat)))


def _islands(
    sheet: Sheet, outer: Block, start: int, end: int, weights: Sequence[float]
) -> set[int]:
    """Lines of inner blocks that speak against themselves: link boxes, advertisements, and
    boxes that begin by saying that they are about something else."""
    dropped: set[int] = set()
    text = sum(max(0.0, weight) for weight in weights[start:end])
    for block in sheet.blocks:
        if block.start < start or block.end > end or block.end - block.start < 2:
            continue
        if block.start <= outer.start and block.end >= outer.end:
            continue
        lines = sheet.lines[block.start : block.end]
        size = sum(len(line.text) for line in lines)
        links = sum(line.links for line in lines)
        inside = sum(max(0.0, weight) for weight in weights[block.start : block.end])
        foreign = links > 0.35 * size and sum(weights[block.start : block.end]) < 0
        foreign = foreign and inside < 0.5 * text
        announced = len(lines[0].text) < 30 and BOX.match(lines[0].flat) and inside < 0.3 * text
        if foreign or announced:
            dropped.update(range(block.start, block.end))
    return dropped


def _once(sheet: Sheet, kept: list[int], weights: Sequence[float], title: str) -> list[int]:
    """Without lines that are printed a second time. Where all prose from a line on is a copy for
    other screens, the copy's own headline and date line go with it."""
    seen: set[str] = set()
    once: list[int] = []
    latest = 0  # one past the last kept line that is prose of its own
    copied = False
    for i in kept:
        text = sheet.lines[i].text
        own = key(text) if len(text) < LONG else text
        if len(own) >= SAME and own in seen:
            copied = True
            continue
        seen.add(own)
        once.append(i)
        if weights[i] >= PROSE:
            latest = len(once)
    if not copied:
        return once
    rest = [
        i
        for i in once[latest:]
        if not (is_head(sheet.lines[i]) or says(sheet.lines[i].text, title))
    ]
    return once[:latest] + (rest if len(rest) == len(once) - latest else [])


def paragraphs(sheet: Sheet, lines: Sequence[int]) -> tuple[str, ...]:
    """The texts of the lines, the short cells of a table's row in one, without a credit of editor
    or source that the last line ends in."""
    texts: list[str] = []
    row = cell = -1
    for i in lines:
        line = sheet.lines[i]
        mine, own = _cell_of(sheet, line) if len(line.text) <= CELL else (-1, -1)
        if mine >= 0 and mine == row and own != cell:
            texts[-1] += f" {line.text}"
        else:
            texts.append(line.text)
        row, cell = mine, own
    if texts:
        texts[-1] = texts[-1][: len(texts[-1]) - len(closing_credit(texts[-1]))].rstrip()
        onward = ONWARD.search(texts[-1], max(0, len(texts[-1]) - LONGEST_ONWARD))
        if onward and ENDED.search(texts[-1][: onward.start()].rstrip()):
            texts[-1] = texts[-1][: onward.start()].rstrip()
    return tuple(text for text in texts if text)


def _cell_of(sheet: Sheet, line: Line) -> tuple[int, int]:
    """The blocks of the table row and the cell that hold a line, -1 where none does."""
    block = line.block
    for _ in range(2):  # a cell may hold a paragraph
        if block < 0:
            break
        if sheet.blocks[block].tag in ("td", "th"):
            return sheet.blocks[block].parent, block
        block = sheet.blocks[block].parent
    return -1, -1


def closing_credit(text: str) -> str:
    """What stands behind the last sentence of a text about its editing: `（责任编辑：张三）`."""
    begin = max(0, len(text) - LONGEST_CREDIT)
    found = CLOSING.search(text, begin)
    return found[0] if found and found.start() >= max(PROSE, begin + 1) else ""
