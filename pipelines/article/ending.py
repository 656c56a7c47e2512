"""Where an article ends inside its block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.article.labels import BOX, ENDED, ENDS, FULL_STOP, LABEL, TAIL
from pipelines.article.lines import Line, Sheet
from pipelines.article.marks import (
    is_credit,
    is_furniture,
    is_head,
    is_notice,
    is_signed_day,
)
from pipelines.article.nearness import apart, beside
from pipelines.article.weights import PROSE

END_SHARE = 1.5  # how much prose may follow a line that ends the article, against that before it
COMMENTS_SHARE = 8.0  # the same behind a line that heads comments: they may be long
ASIDE_SHARE = 0.5  # the same behind a line that stands in another place of the page
AUTHOR_SHARE = 0.1  # the same behind an author's line, which may stand between two texts
MOST_LEAD = 60  # characters of prose behind which a line that heads comments is believed
FAR = 3  # blocks between two lines that stand in different places of a page
LINKS = 4  # lines of links in a row that end an article
SETTLED_SHARE = 6.0  # how much more, where headline and date line stand right above the text
WRITTEN = re.compile(r"\W{0,3}[\u4e00-\u9fff]{0,8}?(?:记者|通讯员|实习生|作者|撰文)\W")
TABLES = ("table", "ul", "ol", "dl")
HEAD_LINES = 8  # lines between a headline and its text


def is_settled(sheet: Sheet, headline: int, first: int) -> bool:
    """Whether headline, date line and text stand right below one another, so that the text begins
    there and nowhere else."""
    if headline < 0:
        return False
    between = [line for line in sheet.lines[headline + 1 : first] if not line.hidden]
    return len(between) <= HEAD_LINES and any(map(is_head, between))


def end_of(
    sheet: Sheet,
    inside: list[int],
    prose: list[int],
    weights: Sequence[float],
    *,
    settled: bool = False,
) -> int:
    """One past the last line before editor line, related links, notices."""
    left = sum(weights[i] for i in prose)
    seen, run, latest = 0.0, 0, prose[0]
    for place, i in enumerate(inside):
        if i < prose[0]:
            continue
        if i > prose[-1]:
            break
        line = sheet.lines[i]
        over = settled and ENDED.search(sheet.lines[latest].text) is not None
        if weights[i] > 0 and (left <= ASIDE_SHARE * seen or over):
            leaving = _leaving(sheet, latest, i)
            if leaving:
                return leaving
        run = run + 1 if line.links >= 6 and line.links > 0.6 * len(line.text) else 0
        if run == LINKS and left <= seen and not _goes_on(sheet, latest, i, prose):
            return inside[place - LINKS + 1]
        if (
            seen > (MOST_LEAD if ENDS.match(line.flat) else 0)
            and len(line.text) < 120
            and not _prose_like(line, weights[i])
        ):
            share = _share(line)
            if over and share >= END_SHARE and not _goes_on(sheet, latest, i, prose):
                share *= SETTLED_SHARE
            if share and left <= share * seen:
                if BOX.match(line.flat) and _goes_on(sheet, latest, i, prose):
                    continue
                return i
        if weights[i] > 0:
            seen += weights[i]
            left -= weights[i]
            latest = i if weights[i] >= PROSE else latest
    return _behind(sheet, [i for i in inside if i > prose[-1]], prose[-1], weights)


def _leaving(sheet: Sheet, latest: int, at: int) -> int:
    """The line with which the page leaves the text, where a line of prose stands in another
    place of the page than the text before it; 0 where it does not."""
    if at - latest < 2 or apart(sheet, latest, at) < FAR or beside(sheet, latest, at):
        return 0
    between = (i for i in range(latest + 1, at) if not sheet.lines[i].hidden)
    return next((i for i in between if not beside(sheet, latest, i)), 0)


def _share(line: Line) -> float:
    """How much prose may be left behind a line for it to end the article; 0 for none."""
    if is_credit(line):
        kinds = [label.lastgroup for label in LABEL.finditer(line.flat)]
        written = kinds[:1] == ["author"] or WRITTEN.match(line.flat)
        return AUTHOR_SHARE if written and "editor" not in kinds else END_SHARE
    if ENDS.match(line.flat):
        return COMMENTS_SHARE
    return END_SHARE if TAIL.match(line.flat) else 0.0


def _goes_on(sheet: Sheet, latest: int, at: int, prose: list[int]) -> bool:
    """Whether text of the same making as before stands behind a box that looked like the end."""
    return any(
        i > at and _is_whole(sheet.lines[i].text) and beside(sheet, latest, i) for i in prose
    )


def _is_whole(text: str) -> bool:
    """Whether a line is a paragraph, be it one short sentence."""
    return len(text) >= PROSE or FULL_STOP.search(text) is not None


def _prose_like(line: Line, weight: float) -> bool:
    return weight >= 40 and bool(FULL_STOP.search(line.text))


def _behind(sheet: Sheet, after: list[int], last: int, weights: Sequence[float]) -> int:
    """Short lines right behind the last prose belong to it where they stand beside it, and so does
    a table or a list that stands there as a paragraph does."""
    end = last + 1
    for i in after:
        line = sheet.lines[i]
        if is_signed_day(line) and beside(sheet, last, i):
            return i + 1
        if (
            not (beside(sheet, last, i) or _in_table_beside(sheet, last, i))
            or is_furniture(line, weights[i])
            or TAIL.match(line.flat)
            or is_notice(line)
        ):
            break
        end = i + 1
    return end


def _in_table_beside(sheet: Sheet, last: int, at: int) -> bool:
    """Whether a line stands in a table or list that is a sibling of the text's last paragraph."""
    blocks = sheet.blocks
    own = sheet.lines[last].block
    index = sheet.lines[at].block
    while index >= 0 and blocks[index].parent not in (own, blocks[own].parent):
        index = blocks[index].parent
    return index >= 0 and index != own and blocks[index].tag in TABLES
