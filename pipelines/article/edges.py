"""Where the article begins and ends inside its block, and what stands in between that is not it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.article import dates
from pipelines.article.body import PROSE, Core, is_deck, weights_of
from pipelines.article.labels import (
    COPYRIGHT,
    CREDIT,
    DECK,
    FULL_STOP,
    LABEL,
    SENTENCE,
    TAIL,
    TOOLS,
    key,
)
from pipelines.article.lines import Block, Line, Sheet

CLAUSE = re.compile(r"[,。!?;][^\s)]")
SAME = 24  # letters from which two equal lines are one text printed twice
HEAD_SHARE = 0.3  # a date line behind more than this share of the prose is no head any more
END_SHARE = 1.5  # how much prose may follow a line that ends the article, against that before it
AUTHOR_SHARE = 0.1  # the same behind an author's line, which may stand between two texts
LINKS = 4  # lines of links in a row that end an article


@dataclass(frozen=True, slots=True)
class Found:
    """The lines of the body, the lines within it that credit somebody, and the prose in it."""

    lines: tuple[int, ...]
    credits: tuple[int, ...]
    prose: int

    @property
    def first(self) -> int:
        return self.lines[0]

    @property
    def last(self) -> int:
        return self.lines[-1]


def trim(sheet: Sheet, core: Core, headline: int, title: str) -> Found | None:
    """The body behind line `headline` (-1 where no line is the headline)."""
    outer = sheet.blocks[core.block]
    begin = max(outer.start, headline + 1)
    inside = [i for i in range(begin, outer.end) if not sheet.lines[i].hidden]
    prose = [i for i in core.prose if i >= begin]
    if not prose:
        return None
    start = _start(sheet, inside, prose, core, key(title))
    prose = [i for i in prose if i >= start] or prose
    end = _end(sheet, inside, prose, core.weights)
    dropped = _islands(sheet, outer, start, end, core.weights)
    kept: list[int] = []
    credits: list[int] = []
    for i in inside:
        if not start <= i < end or i in dropped:
            continue
        if is_credit(sheet.lines[i]):
            credits.append(i)
        elif _keeps(sheet.lines[i], core.weights[i]):
            kept.append(i)
    kept = _once(sheet, kept)
    size = int(sum(core.weights[i] for i in kept if core.weights[i] > 0))
    return Found(tuple(kept), tuple(credits), size) if kept else None


def trim_chosen(sheet: Sheet, title: str) -> tuple[int, ...]:
    """The body's lines when the whole sheet is the container that a selector named."""
    weights = tuple(weights_of(sheet))
    prose = tuple(i for i, weight in enumerate(weights) if weight > 0)
    if not prose or not sheet.blocks:
        return ()
    found = trim(sheet, Core(0, weights, prose), -1, title)
    return found.lines if found else ()


def is_credit(line: Line) -> bool:
    """A line that only says who wrote or edited the text, or where it comes from."""
    text = line.flat
    if len(text) > 90 or line.heading or not CREDIT.match(text):
        return False
    label = LABEL.search(text)
    rest = text[label.end() :] if label and label.start() < 16 else ""
    # 记者：您怎么看？ is a turn of an interview, no credit.
    return len(SENTENCE.findall(rest.replace("、", ""))) <= (0 if len(rest) > 14 else 1) or (
        label is not None and label.lastgroup in ("editor", "origin") and not FULL_STOP.search(rest)
    )


def is_head(line: Line) -> bool:
    """A line of labels with their values, or a date by itself: what stands under a headline."""
    text = line.flat
    if len(text) > 200:
        return False
    moment = dates.search(text)
    if moment is not None and len(text) <= 24 + len(moment.raw) and not CLAUSE.search(text):
        return bool(moment.time) or not SENTENCE.search(text) or len(text) <= len(moment.raw) + 12
    labels = [match for match in LABEL.finditer(text) if match.start() <= 40]
    kinds = {match.lastgroup for match in labels}
    if moment is not None and labels:
        return True
    if labels and labels[0].start() <= 12 and len(text) <= 40 and kinds & {"origin", "editor"}:
        return True
    return len(labels) >= 2 and labels[0].start() <= 12


def _furniture(line: Line, weight: float) -> bool:
    return (
        weight <= -2
        or line.heading in (1, 2)
        or is_head(line)
        or is_credit(line)
        or bool(TOOLS.match(line.flat))
        or bool(DECK.match(line.flat))
        or line.links > 0.3 * len(line.text)
    )


def _start(sheet: Sheet, inside: list[int], prose: list[int], core: Core, title: str) -> int:
    """The first line behind headline, date line, tools and deck."""
    lines, weights = sheet.lines, core.weights
    total = sum(weights[i] for i in prose)
    begin, passed = inside[0], 0.0
    for i in inside:
        line = lines[i]
        again = title and len(title) > 5 and key(line.text) == title
        if again or (is_head(line) and not (weights[i] >= 60)):
            begin = i + 1
        passed += max(0.0, weights[i])
        if passed > HEAD_SHARE * total:
            break
    while True:
        ahead = [i for i in prose if i >= begin]
        if not ahead:
            return prose[0]
        first = ahead[0]
        left = sum(weights[i] for i in ahead)
        if is_deck(sheet, lines[first]) and left - weights[first] > weights[first]:
            begin = first + 1
            continue
        break
    return _walk_back(sheet, [i for i in inside if begin <= i < first], first, weights)


def _walk_back(sheet: Sheet, before: list[int], first: int, weights: Sequence[float]) -> int:
    """Short lines right before the first prose belong to it where they stand beside it."""
    start = first
    home = sheet.blocks[sheet.lines[first].block].parent
    for i in reversed(before):
        line = sheet.lines[i]
        beside = line.block == sheet.lines[first].block or (
            sheet.blocks[line.block].parent == home or line.block == home
        )
        if _furniture(line, weights[i]) or not beside:
            break
        start = i
    return start


def _end(sheet: Sheet, inside: list[int], prose: list[int], weights: Sequence[float]) -> int:
    """One past the last line before editor line, related links, notices."""
    left = sum(weights[i] for i in prose)
    seen, run = 0.0, 0
    for place, i in enumerate(inside):
        if i < prose[0]:
            continue
        line = sheet.lines[i]
        if seen > 0 and len(line.text) < 120 and (TAIL.match(line.flat) or is_credit(line)):
            share = AUTHOR_SHARE if _names_author(line) else END_SHARE
            if left <= share * seen and not _prose_like(line, weights[i]):
                return i
        run = run + 1 if line.links >= 6 and line.links > 0.6 * len(line.text) else 0
        if run == LINKS and left <= 0.5 * seen:
            return inside[place - LINKS + 1]
        if weights[i] > 0:
            seen += weights[i]
            left -= weights[i]
    return _behind(sheet, [i for i in inside if i > prose[-1]], prose[-1], weights)


def _names_author(line: Line) -> bool:
    label = LABEL.search(line.flat)
    return label is not None and label.lastgroup == "author"


def _prose_like(line: Line, weight: float) -> bool:
    return weight >= 40 and bool(FULL_STOP.search(line.text))


def _behind(sheet: Sheet, after: list[int], last: int, weights: Sequence[float]) -> int:
    """Short lines right behind the last prose belong to it where they stand beside it."""
    end = last + 1
    home = sheet.blocks[sheet.lines[last].block].parent
    for i in after:
        line = sheet.lines[i]
        beside = line.block == sheet.lines[last].block or (
            sheet.blocks[line.block].parent == home or line.block == home
        )
        if (
            not beside
            or weights[i] < -2
            or line.links > 0.3 * len(line.text)
            or _furniture(line, weights[i])
            or TAIL.match(line.flat)
            or COPYRIGHT.search(line.flat)
        ):
            break
        end = i + 1
    return end


def _keeps(line: Line, weight: float) -> bool:
    """Whether a line between the body's edges is text of the article."""
    size = len(line.text)
    if line.links > 0.6 * size and not (FULL_STOP.search(line.text) and size > 30):
        return False
    if weight < -2:
        return False
    if weight >= PROSE and size > 40:
        return True
    return not ((size <= 40 and TOOLS.match(line.flat)) or (size < 60 and TAIL.match(line.flat)))


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
        foreign = links > 0.5 * size and sum(weights[block.start : block.end]) < 0
        announced = len(lines[0].text) < 30 and TAIL.match(lines[0].flat) and inside < 0.3 * text
        if foreign or announced:
            dropped.update(range(block.start, block.end))
    return dropped


def _once(sheet: Sheet, kept: list[int]) -> list[int]:
    """Without lines that are printed a second time, as copies for other screens are."""
    seen: set[str] = set()
    once = []
    for i in kept:
        own = key(sheet.lines[i].text)
        if len(own) >= SAME:
            if own in seen:
                continue
            seen.add(own)
        once.append(i)
    return once


def paragraphs(sheet: Sheet, lines: Sequence[int]) -> tuple[str, ...]:
    """The texts of the lines."""
    return tuple(sheet.lines[i].text for i in lines)
