"""How much every line of a page speaks for, or against, its being text of the article."""

from __future__ import annotations

import re
from itertools import accumulate

from pipelines.article import dates
from pipelines.article.labels import ENDED, FOREIGN, FULL_STOP, REPLY, SENTENCE, TAIL, TOOLS
from pipelines.article.lines import Line, Sheet
from pipelines.article.marks import (
    is_ambiguous,
    is_credit,
    is_entry,
    is_head,
    is_notice,
    is_tool,
)
from pipelines.article.nearness import beside

PROSE = 18  # characters outside links from which a line with sentence marks counts as prose
TITLE = 36  # characters of a line without an end mark that may as well be a headline among others
ITEM = 7  # lines of an entry in a list of articles
LINKED = 12  # characters of a link that is none for sharing, printing and the like
OWN_TITLE = 8  # characters of a line that heads a text and is no link
ABOVE = 3  # lines among which the headline of a summary stands
TEASER = 400  # characters of a summary under a linked headline
ENOUGH = 150  # characters that a page keeps when what style sheets hide is taken away
NOTICED = 8  # characters from which a sentence may be a notice
NEUTRAL = -0.5  # weight of a line that says nothing either way
BOX_WEIGHT, WITHIN = -80.0, -20.0
LEAST = -2.5  # what a line of such a box weighs, or less
OF_LINKS = tuple(-min(40.0, 4.0 + links) for links in range(40))  # by characters inside them
ADVERT_SIZE = 100  # characters outside links that no advertisement has
ANSWER = re.compile(r"\d:\d\d\s*\[?回复\]?$")  # a clock stands before it
# Places for advertisements, sharing, tags: where text stands in one, the name means nothing.
TEXTLESS = re.compile(
    r"ads?|ad\d|advert\w*|guanggao|share|sharebar|bdshare\w*|jiathis\w*|toolbar|tags?|qrcode|ewm\w*"
    r"|erweima|pagination|pages?-?nav|fenye|login|nav|navbar|menu|breadcrumb\w*|crumbs?"
)
APART = frozenset(["footer", "nav", "aside"])  # blocks that are none of an article
CONTINUED = 5  # lines before a paragraph among which the two before it stand
TAKEN = re.compile(r"\W*(?:摘自|转自|转载自|来源|稿源|出处|原载)")
OTHER_TITLE = re.compile(r"\W*原(?:标题|題|题|標題)\W*:")
CRUMBS = re.compile(r"\W*(?:[您你]?(?:现在|当前|目前|所在|的)*)(?:位置|位于)\W")
VERSE = ("，", "、", "；", ",", "。", "！", "？", "…", "”")


def weigh(line: Line, foreign: bool) -> float:
    """How much a line speaks for (above 0) or against its being article text."""
    size = len(line.text)
    free = size - line.links
    if line.hidden:
        return 0.0
    if line.links > 0.5 * size or (line.links and is_entry(line)):
        return OF_LINKS[min(line.links, 39)]
    if free >= PROSE and len(SENTENCE.findall(line.text)) * 70 >= free:
        if foreign or is_notice(line):
            return -2.0 if not foreign and is_ambiguous(line) else -0.2 * min(free, 120)
        if is_head(line) or (size < 80 and (is_credit(line) or TAIL.match(line.flat))):
            return -2.0
        if size < 80 and (CRUMBS.match(line.flat) or OTHER_TITLE.match(line.flat)):
            return -2.0
        return free / 2 if size < TITLE and not ENDED.search(line.text) else float(free)
    if line.heading:
        return -2.0
    if size >= 5 and (FULL_STOP.search(line.text) or line.text.endswith(VERSE)):
        return -3.0 if foreign or (size > NOTICED and is_notice(line)) else size / 2
    if foreign:
        return -3.0
    return -2.0 if TOOLS.match(line.flat) else NEUTRAL


def weights_of(sheet: Sheet) -> list[float]:
    """The weight of every line."""
    foreign = _foreign_lines(sheet)
    weights = [  # most lines of most pages are links: of them no more is asked
        OF_LINKS[min(line.links, 39)]
        if line.links > 0.5 * len(line.text) and not line.hidden
        else weigh(line, foreign[i])
        for i, line in enumerate(sheet.lines)
    ]
    _bound(foreign, weights)
    _mark_teasers(sheet, weights)
    _bound_within(sheet, weights)
    _mark_comments(sheet, weights)
    return weights


def _bound(foreign: list[bool], weights: list[float]) -> None:
    """A box that names itself foreign weighs only so much, however long it is: it may stand
    inside the article."""
    begin = 0
    while (begin := _at(foreign, begin, what=True)) < len(foreign):
        end = _at(foreign, begin, what=False)
        weight = sum(weights[begin:end])
        if weight < BOX_WEIGHT:
            lighter = [weights[i] * BOX_WEIGHT / weight for i in range(begin, end)]
            weights[begin:end] = [one if one < LEAST else LEAST for one in lighter]
        begin = end


def _at(values: list[bool], begin: int, *, what: bool) -> int:
    """Where the next such value stands; behind the last where there is none."""
    try:
        return values.index(what, begin)
    except ValueError:
        return len(values)


def _bound_within(sheet: Sheet, weights: list[float]) -> None:
    """Links and the like between two paragraphs of one block weigh only so much, however many:
    they stand inside the text."""
    latest = -1
    for i, weight in enumerate(weights):
        if weight < PROSE:
            continue
        between = sum(weights[latest + 1 : i]) if latest >= 0 else 0.0
        if between < WITHIN and beside(sheet, latest, i):
            for j in range(latest + 1, i):
                weights[j] *= WITHIN / between
        latest = i


def _mark_comments(sheet: Sheet, weights: list[float]) -> None:
    """A short text with 回复 right below it is a reader's, unless it goes on a longer text."""
    latest = -1
    # Only texts and the lines right below them need be looked at.
    near = {j for i, weight in enumerate(weights) if weight > 0 for j in (i, _below(sheet, i))}
    for i in sorted(near):
        line = sheet.lines[i]
        short = latest >= 0 and len(line.text) <= 24
        if short and (REPLY.match(line.flat) or ANSWER.search(line.flat)):
            weights[latest] = weights[latest] if _continues(sheet, latest) else -5.0
        latest = i if weights[i] > 0 and len(line.text) <= 300 else -1


def _below(sheet: Sheet, i: int) -> int:
    """The next line that is shown; the line itself where there is none."""
    for j in range(i + 1, len(sheet.lines)):
        if not sheet.lines[j].hidden:
            return j
    return i


def _continues(sheet: Sheet, i: int) -> bool:
    """Whether a line and the two paragraphs before it, subheads left out, are of one block."""
    before = [line for line in sheet.lines[max(0, i - CONTINUED) : i] if len(line.text) >= PROSE]
    lines = [*before[-2:], sheet.lines[i]]
    if len(lines) < 3 or any(line.links for line in before[-2:]):
        return False
    places = [_place(sheet, line) for line in lines]
    return any(len({place[level] for place in places}) == 1 for level in range(3))


def _place(sheet: Sheet, line: Line) -> tuple[int, tuple[int, str], tuple[int, str]]:
    """A line's block, and those around it with the block's kind."""
    block = sheet.blocks[line.block]
    above = block.parent
    return (
        line.block,
        (above, block.tag),
        (sheet.blocks[above].parent if above >= 0 else -1, block.tag),
    )


def _mark_teasers(sheet: Sheet, weights: list[float]) -> None:
    """Link and summary by turns are a list of other articles, not a text."""
    run: list[int] = []
    latest: list[int] = []  # the last paragraphs of a text
    for i, weight in enumerate(weights):
        if weight <= 0:
            continue
        line = sheet.lines[i]
        if line.hidden or len(line.text) < PROSE:
            continue
        goes_on = not run and _follows(sheet, latest, i)
        if not goes_on and len(line.text) <= TEASER and _under_link(sheet, i, weights):
            run.append(i)
        else:
            _discount(run, weights)
            run, latest = [], [*latest[-1:], i]
    _discount(run, weights)


def _follows(sheet: Sheet, latest: list[int], i: int) -> bool:
    """Whether a line is a paragraph of the same block as the last one, or stands beside the last
    two, where paragraphs are no plain `p`."""
    if not latest:
        return False
    own, before = (sheet.blocks[sheet.lines[j].block] for j in (i, latest[-1]))
    if own.tag == before.tag == "p" and own.parent == before.parent:
        return True
    return len(latest) > 1 and all(beside(sheet, j, i) for j in latest)


def _above(sheet: Sheet, at: int) -> list[int]:
    """The lines that are shown right above one, the nearest first."""
    found: list[int] = []
    for i in range(at - 1, -1, -1):
        if not sheet.lines[i].hidden:
            found.append(i)
            if len(found) == ABOVE:
                break
    return found


def _under_link(sheet: Sheet, at: int, weights: list[float]) -> bool:
    """Whether a linked headline stands right above a line, dates and names between them."""
    for i in _above(sheet, at):
        line = sheet.lines[i]
        tool = is_tool(line) and line.links < LINKED  # 评论: may begin a headline
        moment = dates.search(line.flat) if line.links >= 8 else None
        own = len(line.text) - (len(moment.raw) if moment and moment.start else 0)
        if line.heading and line.links >= 8 and line.links > 0.45 * own:
            return True
        if is_credit(line) or TAKEN.match(line.flat) or TAIL.match(line.flat) or tool:
            return False
        if line.links >= 8 and line.links > 0.45 * own:
            return bool(line.heading or moment) or _one_item(sheet, i, at)
        named = not line.links and (line.heading or len(line.text) >= OWN_TITLE)
        if weights[i] > 0 or len(line.text) > 40 or (named and not is_head(line)):
            return False
    return False


def _one_item(sheet: Sheet, link: int, text: int) -> bool:
    """Whether a small block holds a link and a text and little more: an entry of a list."""
    index = sheet.lines[text].block
    while index >= 0 and sheet.blocks[index].start > link:
        index = sheet.blocks[index].parent
    return index >= 0 and sheet.blocks[index].end - sheet.blocks[index].start <= ITEM


def _discount(run: list[int], weights: list[float]) -> None:
    if len(run) >= 3:
        for i in run:
            weights[i] = -5.0


def _foreign_lines(sheet: Sheet) -> list[bool]:
    """Lines in blocks that name themselves menus, comments, footers and the like."""
    marked = [False] * len(sheet.lines)
    sizes = [0 if line.hidden else len(line.text) - line.links for line in sheet.lines]
    free = [0, *accumulate(sizes)]
    for block in sheet.blocks:
        if block.end <= block.start or (len(block.name) < 2 and block.tag not in APART):
            continue
        apart = block.tag in APART
        inside = free[block.end] - free[block.start]
        unseen = bool(sheet.unseen) and not sheet.unseen.isdisjoint(block.names())
        if unseen and free[-1] - inside >= ENOUGH:
            for line in sheet.lines[block.start : block.end]:
                line.hidden = True
        elif inside < 0.5 * (free[-1] or 1) and (
            apart or (len(block.name) > 1 and _foreign_name(block.name, inside))
        ):
            marked[block.start : block.end] = [True] * (block.end - block.start)
    return marked


def _foreign_name(name: str, free: int) -> bool:
    """Whether a block with so many characters outside links calls itself none of the article."""
    found = FOREIGN.search(name)
    return found is not None and not (
        free >= ADVERT_SIZE and TEXTLESS.fullmatch(found[0].strip("_- "))
    )
