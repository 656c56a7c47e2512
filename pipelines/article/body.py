"""Which block of a page holds the article, and where the article begins and ends inside it."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.article.dates import search
from pipelines.article.labels import COPYRIGHT, FOREIGN, FULL_STOP, LABEL, SENTENCE, TAIL, TOOLS
from pipelines.article.lines import Block, Line, Sheet

PROSE = 18  # characters outside links from which a line with sentence marks counts as prose


@dataclass(frozen=True, slots=True)
class Found:
    """The block of the article and the lines of its body, in order."""

    block: int
    lines: tuple[int, ...]
    prose: int  # characters of prose in them


def weigh(line: Line, foreign: bool) -> float:
    """How much a line speaks for (above 0) or against its being article text."""
    size = len(line.text)
    free = size - line.links
    if line.hidden:
        return 0.0
    if line.links > 0.5 * size:
        return -min(40.0, 4.0 + line.links)
    if free >= PROSE and len(SENTENCE.findall(line.text)) * 60 >= free:
        if COPYRIGHT.search(line.flat) or foreign:
            return -0.5 * min(free, 120)
        return float(free)
    if line.heading:
        return -2.0
    if FULL_STOP.search(line.text) and size >= 5:
        return -3.0 if foreign else size / 2
    return -2.0 if foreign or TOOLS.match(line.flat) else -0.5


def find(sheet: Sheet) -> Found | None:
    """The block whose lines together speak most for an article, trimmed to the article."""
    foreign = _foreign_lines(sheet)
    weights = [weigh(line, foreign[i]) for i, line in enumerate(sheet.lines)]
    sums = [0.0]
    for weight in weights:
        sums.append(sums[-1] + weight)
    best, top = -1, 0.0
    for index, block in enumerate(sheet.blocks):
        if block.hidden or block.end <= block.start:
            continue
        score = sums[block.end] - sums[block.start]
        if score > top + 0.01 or (
            best >= 0
            and score > top - 0.01
            and block.depth > sheet.blocks[best].depth
            and _inside(sheet, index, best)
        ):
            best, top = index, max(top, score)
    if best < 0:
        return None
    lines = choose(sheet, best, weights)
    prose = sum(int(weights[i]) for i in lines if weights[i] > 0)
    return Found(best, tuple(lines), prose) if lines else None


def _inside(sheet: Sheet, inner: int, outer: int) -> bool:
    a, b = sheet.blocks[inner], sheet.blocks[outer]
    return a.start >= b.start and a.end <= b.end


def _foreign_lines(sheet: Sheet) -> list[bool]:
    """Lines in blocks that name themselves menus, comments, footers and the like."""
    marked = [False] * len(sheet.lines)
    total = sum(len(line.text) - line.links for line in sheet.lines) or 1
    for block in sheet.blocks:
        if block.end > block.start and (
            block.tag in ("footer", "nav", "aside")
            or (block.name.strip() and FOREIGN.search(block.name))
        ):
            inside = range(block.start, block.end)
            free = sum(len(sheet.lines[i].text) - sheet.lines[i].links for i in inside)
            if free < 0.5 * total:
                for i in inside:
                    marked[i] = True
    return marked


def choose(sheet: Sheet, block: int, weights: list[float]) -> list[int]:
    """The body's lines among those of the block."""
    outer = sheet.blocks[block]
    inside = [i for i in range(outer.start, outer.end) if not sheet.lines[i].hidden]
    prose = [i for i in inside if weights[i] > 0]
    if not prose:
        return []
    start, end = _start(sheet, inside, prose, weights), _end(sheet, inside, prose, weights)
    dropped = _foreign_islands(sheet, outer, start, end, weights)
    return [
        i
        for i in inside
        if start <= i < end and i not in dropped and _keeps(sheet.lines[i], weights[i])
    ]


def _keeps(line: Line, weight: float) -> bool:
    """Whether a line between the body's edges is text of the article."""
    if line.links > 0.6 * len(line.text) and not (
        FULL_STOP.search(line.text) and len(line.text) > 30
    ):
        return False
    if weight > 0 and len(line.text) > 60:
        return True
    return not (TOOLS.match(line.flat) or TAIL.match(line.flat) or is_head(line))


def is_head(line: Line) -> bool:
    """A line of labels with their values: time, origin, author, counts."""
    text = line.flat
    if len(text) > 160:
        return False
    labels = list(LABEL.finditer(text))
    if labels and labels[0].start() <= 25 and not (len(text) > 60 and len(labels) == 1):
        return True
    return False


def _start(sheet: Sheet, inside: list[int], prose: list[int], weights: list[float]) -> int:
    """The first line after headline, date line and tools."""
    first = prose[0]
    begin = first
    for i in reversed([i for i in inside if i < first]):
        line = sheet.lines[i]
        if weights[i] <= -2 or line.heading in (1, 2) or is_head(line) or TOOLS.match(line.flat):
            break
        if _has_date(line.flat) or line.links:
            break
        begin = i
    return begin


def _has_date(text: str) -> bool:
    return len(text) < 60 and search(text) is not None


def _end(sheet: Sheet, inside: list[int], prose: list[int], weights: list[float]) -> int:
    """One past the last line before editor line, related links, notices."""
    total = sum(weights[i] for i in prose)
    seen = 0.0
    for i in inside:
        if i < prose[0]:
            continue
        line = sheet.lines[i]
        if seen > 0 and (TAIL.match(line.flat)) and len(line.text) < 120:
            rest = sum(weights[j] for j in prose if j > i)
            if rest < 0.25 * total:
                return i
        if weights[i] > 0:
            seen += weights[i]
    last = prose[-1] + 1
    for i in [i for i in inside if i > prose[-1]]:
        line = sheet.lines[i]
        if weights[i] < -2 or line.links > 0.3 * len(line.text) or line.heading:
            break
        last = i + 1
    return last


def _foreign_islands(
    sheet: Sheet, outer: Block, start: int, end: int, weights: list[float]
) -> set[int]:
    """Lines of inner blocks that speak against themselves: link boxes, advertisements."""
    dropped: set[int] = set()
    for block in sheet.blocks:
        if block.start < start or block.end > end or block.end - block.start < 2:
            continue
        if block.start <= outer.start and block.end >= outer.end:
            continue
        lines = [sheet.lines[i] for i in range(block.start, block.end)]
        size = sum(len(line.text) for line in lines)
        links = sum(line.links for line in lines)
        if links > 0.5 * size and sum(weights[block.start : block.end]) < 0:
            dropped.update(range(block.start, block.end))
    return dropped


def trim(sheet: Sheet) -> tuple[int, ...]:
    """The body's lines when the whole sheet is the container that a selector named."""
    weights = [weigh(line, False) for line in sheet.lines]
    return tuple(choose(sheet, 0, weights)) if sheet.blocks else ()


def paragraphs(sheet: Sheet, lines: tuple[int, ...]) -> tuple[str, ...]:
    """The texts of the lines; the cells of one table row stand in one paragraph."""
    return tuple(sheet.lines[i].text for i in lines)
