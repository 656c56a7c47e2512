"""Tables that were flattened to text: a line of column heads, then lines of as many cells.

What a cell measures stands at the head of its column or at the begin of its row, whom it is about
at the other; 同比 beside a column is that column's growth.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from pipelines.figures.indicators import bases, scope, wordings
from pipelines.figures.indicators.kinds import CHANGE, GROWTH, RANK, RELATIVE, SHARE
from pipelines.figures.indicators.wordings import COUNT, MONEY, RATE
from pipelines.figures.patterns import later
from pipelines.figures.text import fold
from pipelines.figures.types import Document, Reading

GAP = later(r"[\u3000\t|｜]+| {2,}")
GAPS = "\u3000\t|｜"
FEWEST = 3  # cells of a line of a table
LONGEST_HEAD = 24  # characters of the head of a column
LONGEST = 40  # lines of a table, and cells of a line
DIGIT = later(r"[0-9０-９]")
YEAR_ALONE = later(r"(?:19|20)\d\d年?")
BESIDE = later(
    r"(?P<growth>同比|增速|增长|增幅|±|环比)|(?P<share>占比|比重)|(?P<rank>位次|排名|名次|排位)"
)


BRACKETS = later(r"\([^()]*\)")
HEADING = later(r"(?:[一二三四五六七八九十]+、|\d{1,2}[.、]|[★●◆■▲]\s*)?[^,。;!?\d]{3,20}[:]?")
FEWEST_ITEMS = 2  # lines of a list under a heading


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the text, end exclusive."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the heads of its columns, its rows, and where it begins and ends."""

    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Headed:
    """Lines of a name and its numbers under a line that says what they measure."""

    head: str
    start: int
    end: int


def _parted(text: str) -> bool:
    """Whether a gap stands in a text: most have none, and that is told without a pattern."""
    return "  " in text or any([mark in text for mark in GAPS])


@lru_cache(maxsize=4)
def headed(text: str) -> tuple[Headed, ...]:
    """二、分园区规上工业总产值, then 低碳产业园 98.2亿元 +6.6%: lists under a heading."""
    if not _parted(text):
        return ()
    out: list[Headed] = []
    lines = _lines(text)
    at = 0
    while at < len(lines):
        head = lines[at]
        begin = at + 1
        while at + 1 < len(lines) and _is_item(lines[at + 1]):
            at += 1
        alone = len(head) == 1 and HEADING.fullmatch(BRACKETS.sub("", head[0].words))
        if alone and at - begin + 1 >= FEWEST_ITEMS:
            words = BRACKETS.sub("", head[0].words)
            out.append(Headed(words, lines[begin][0].start, lines[at][-1].end))
        at = max(at, begin - 1) + 1
    return tuple(out)


def _is_item(cells: tuple[Cell, ...]) -> bool:
    """Whether a line is a name and one to three numbers."""
    if not 2 <= len(cells) <= 4 or DIGIT.search(cells[0].words):
        return False
    return all(DIGIT.search(cell.words) and len(cell.words) <= 12 for cell in cells[1:])


@lru_cache(maxsize=4)
def grids(text: str) -> tuple[Grid, ...]:
    """Every table of a text as printed, in order."""
    if not _parted(text):
        return ()
    out: list[Grid] = []
    lines = _lines(text)
    at = 0
    while at < len(lines):
        heads = lines[at]
        if not _is_head(heads):
            at += 1
            continue
        rows: list[tuple[Cell, ...]] = []
        while at + 1 < len(lines) and len(rows) < LONGEST and _is_row(lines[at + 1], heads):
            at += 1
            rows.append(lines[at])
        at += 1
        if rows:
            out.append(Grid(heads, tuple(rows), rows[0][0].start, rows[-1][-1].end))
    return tuple(out)


def _lines(text: str) -> list[tuple[Cell, ...]]:
    out, start = [], 0
    for line in text.split("\n"):
        cells, begin = [], 0
        for gap in GAP.finditer(line):
            cells.append(Cell(start + begin, start + gap.start(), fold(line[begin : gap.start()])))
            begin = gap.end()
        cells.append(Cell(start + begin, start + len(line), fold(line[begin:])))
        out.append(tuple(cell for cell in cells if cell.words.strip()))
        start += len(line) + 1
    return out


def _is_head(cells: tuple[Cell, ...]) -> bool:
    """Whether a line may be the heads of columns: short words without amounts."""
    if not FEWEST <= len(cells) <= LONGEST:
        return False
    words = [YEAR_ALONE.sub("", cell.words) for cell in cells]
    return not any(len(w) > LONGEST_HEAD or DIGIT.search(w) or w.endswith("。") for w in words)


def _is_row(cells: tuple[Cell, ...], heads: tuple[Cell, ...]) -> bool:
    """Whether a line has a name and then as many cells as the heads, most of them numbers."""
    if len(cells) not in (len(heads), len(heads) + 1) or DIGIT.match(cells[0].words):
        return False
    numbers = sum(DIGIT.search(cell.words) is not None for cell in cells[1:])
    return numbers * 2 >= len(cells) - 1


def cell_of(doc_text: str, at: int) -> tuple[Grid, int, int] | None:
    """The table, row and column in which a place of the text stands."""
    for grid in grids(doc_text):
        if not grid.start <= at < grid.end:
            continue
        row = bisect_right([cells[0].start for cells in grid.rows], at) - 1
        column = bisect_right([cell.start for cell in grid.rows[row]], at) - 1
        column -= len(grid.rows[row]) - len(grid.heads)  # a corner left empty
        return (grid, row, column) if column >= 0 else None
    return None


def read(doc: Document, readings: list[Reading]) -> None:
    """Give the numbers that stand in tables their indicator, kind, label and base."""
    if not _parted(doc.text):
        return
    lists = headed(doc.text)
    if not (lists or grids(doc.text)):
        return
    for reading in readings:
        found = cell_of(doc.text, reading.start)
        if found is not None:
            _measure(reading, *found)
            continue
        above = next((one for one in lists if one.start <= reading.start < one.end), None)
        if above is not None and reading.indicator == "other":
            _fill(reading, above.head, "", above.head)


def _measure(reading: Reading, grid: Grid, row: int, column: int) -> None:
    name = grid.rows[row][0].words
    for words in (grid.heads[column].words, name):
        beside = BESIDE.search(words)
        if beside is not None and _named(BESIDE.sub("", words), reading) is None:
            left = grid.heads[column - 1].words if words is not name and column > 1 else ""
            if not left and row:
                left = grid.rows[row - 1][0].words
            _fill(reading, left, beside.lastgroup or "", beside[0])
            return
        if _named(words, reading) is not None:
            _fill(reading, words, beside.lastgroup or "" if beside else "", words)
            return


def _named(words: str, reading: Reading) -> wordings.Mention | None:
    """The wording in the head of a column that fits a quantity; a rate may be of anything."""
    quantity = wordings.quantity_of(reading.unit)
    for mention in reversed(wordings.mentions(words, 0, len(words))):
        if mention.wording.weak:
            continue
        if quantity not in (MONEY, COUNT) and reading.unit in ("%", "pp", "rank"):
            return mention
        if mention.wording.read(quantity, reading.unit_text) is not None:
            return mention
    return None


def _fill(reading: Reading, words: str, kind: str, cue: str) -> None:
    mention = _named(words, reading)
    if mention is None:
        return
    quantity = wordings.quantity_of(reading.unit)
    indicator = mention.wording.read(quantity, reading.unit_text) or (
        mention.wording.read(RATE, "%") or mention.wording.indicators[0]
    )
    reading.indicator, reading.label, reading.label_start = indicator.code, words, -1
    reading.scope = scope.of(words, mention.wording.text, "", indicator)
    if reading.unit in ("%", "pp", "rank"):
        reading.kind = {"%": GROWTH, "pp": CHANGE, "rank": RANK}[reading.unit]
        if kind == "share":
            reading.kind = SHARE
    elif reading.kind in RELATIVE:
        reading.kind = "level"
    reading.base = bases.of_column(cue, reading.kind)
    reading.because["indicator"] = f"{words} (head of the column)"
    reading.because["kind"] = cue
    reading.doubts = [doubt for doubt in reading.doubts if "indicator" not in doubt]
