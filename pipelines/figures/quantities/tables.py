"""Units of flattened tables: in brackets or beside the row's name, or in the head of the column."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.quantities import units
from pipelines.figures.quantities.candidates import BLANKS, Token
from pipelines.figures.quantities.joining import times

SCALES = ((10**8, "亿"), (10**4, "万"))
GAP = later(r"[ \u3000\xa0\t|]+")
# The head of a column of growth, as the last word of a line above: 增速(%).
HEAD = later(r"(?:增速|增长|增幅|同比|±|比增)[^\n\d。]{0,6}%[)）]?[ \u3000\t|]*\n")
FAR = 600  # characters above a row in which its head is looked for
PERCENT = units.table()["%"]


def growth_column(folded: str, found: list[Token], at: int) -> bool:
    """工业总产值 亿元 235.6 12.3 under 增速(%): the last number of a row whose first has a unit."""
    token = found[at]
    if not at or token.shape != "arabic":
        return False
    first = found[at - 1]
    if first.unit is None or first.reason or not GAP.fullmatch(folded, first.end, token.start):
        return False
    if folded[token.end : token.end + 1] not in ("", "\n", " ", "|"):
        return False
    if not HEAD.search(folded, max(0, token.start - FAR), token.start):
        return False
    token.unit = PERCENT
    return True


def _spaces(folded: str, start: int) -> int:
    """Where the text before `start` ends when blanks are left out."""
    while start > 0 and folded[start - 1] in BLANKS:
        start -= 1
    return start


def unit_before(folded: str, token: Token) -> bool:
    """工业总产值(亿元) 23.5, or 亿元 23.5 in a flattened table: the unit stands before."""
    at = _spaces(folded, token.start)
    if at and folded[at - 1] in ":=":
        at = _spaces(folded, at - 1)
    if at and folded[at - 1] == ")":
        begin = folded.rfind("(", max(0, at - 10), at - 1)
        word, bare = folded[begin + 1 : at - 1], False
        word = word.removeprefix("单位:").removeprefix("单位")
        if begin < 0:
            return False
    elif at < token.start:
        begin = at
        while begin > 0 and at - begin < 6 and folded[begin - 1] not in BLANKS + "\n|":
            begin -= 1
        word, bare = folded[begin:at], True
    else:
        return False
    return _take(token, word, bare)


def _take(token: Token, word: str, bare: bool) -> bool:
    scale = 1
    for size, letter in SCALES:
        if word.startswith(letter):
            scale, word = size, word[1:]
            break
    unit = units.table().get(word)
    if (
        unit is None
        or unit.reason
        or token.number is None
        or (
            bare
            and scale == 1
            and unit.base == "count"
            and word not in ("家", "户", "个", "人", "项", "件")
        )
    ):
        return False
    token.unit = unit
    token.number = times(token.number, scale)
    return True
