"""What a single line of a page is by its words: date line, credit, deck, furniture."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.article import dates
from pipelines.article.labels import (
    COPYRIGHT,
    CREDIT,
    DECK,
    FULL_STOP,
    LABEL,
    NOTICE,
    SENTENCE,
    TOOLS,
    key,
)
from pipelines.article.lines import Line, Sheet

TAKEN = re.compile(r"(?:来源于|来源|摘自|转自|转载自)[ \t]?[^\s，。,!?]{2,16}")
PAUSE = re.compile(r"[，。！？；,;!?…]")
STOPPED = re.compile(r"[。!?]")
CLAUSE = re.compile(r"[,。!?;][^\s)]")
ADDRESS = re.compile(r"(?:https?://|www\.)[\w./-]+\s*")
SIGN = re.compile(r"[:/】\])]")  # what may close a label
DAY_ALONE = re.compile(
    r"\W*(?:\d{4}|[〇零○O0一二三四五六七八九]{4}) ?年 ?\S{1,3} ?月 ?\S{1,3} ?日\W*"
)
LONGEST_CLOCK = 30
CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
PRINTED = re.compile(r"第? ?[A-Z]?\d{1,2} ?版\W*$")  # where in the paper, behind the day
# 新华社北京1月17日电 (记者 张三): where a text begins, on a line of its own.
DATELINE = re.compile(
    r"\W{0,3}[^。,!?:]{0,40}日(?:电|電|讯|訊|消息)\W{0,3}(?:[(【\[][^()。]{2,40}[)】\]])?\W*"
)
# When it was published, where the day is a link, as blogs have it.
POSTED = re.compile(
    r"\W{0,3}(?:(?:发[表布]|刊登|上传|發[表佈布])(?:于|於|[时時日][间間期])|[Pp]osted on)"
    r"\W{0,3}(?=\d)"
)
ENTRY, LISTED = 8, 4  # characters of a linked headline, and of one in a list
ENTRY_REST = 7  # characters of what stands beside it
SOURCE_END = 8  # characters in which a line says that it names a source
LONGEST_DAY = 20
LABELS_END = 52  # characters of a line in which its first labels stand
POSSIBLE = re.compile(r"\d|:|年|来源|[摘转]自|转载")
DECKS = re.compile(
    r"summary|zhaiyao|abstract|daodu|daoyu|digest|tiyao"
    r"|(?:^| )(?:b-review|brief|desc|deck|standfirst)(?: |$)"
)
TITLED = re.compile(r"[【\[]([^】\]]{4,60})[】\]]")
DECK_LINES = 2  # of a box that holds a deck: its heading and the text
LONGEST_HEAD = 200
NOTICE_SIZE, SHORT_NOTICE = 400, 60  # characters that notices keep below


def is_credit(line: Line) -> bool:
    """A line that only says who wrote or edited the text, or where it comes from."""
    text = line.flat
    begins = CREDIT.match(text) if len(text) <= 90 and not line.heading else None
    if begins is None:
        return False
    label = LABEL.search(text)
    rest = text[label.end() :] if label and label.start() < 16 else text[begins.end() :]
    # 记者：您怎么看？ is a turn of an interview, no credit.
    marks = len(SENTENCE.findall(rest.replace("、", "").replace(":", "")))
    if FULL_STOP.search(rest) and marks:
        return False
    return marks == 0 or (label is not None and label.lastgroup in ("editor", "origin"))


def is_head(line: Line) -> bool:
    """A line of labels with their values, or a date by itself: what stands under a headline."""
    if line.head is None:
        line.head = 4 <= len(line.flat) <= 2 * LONGEST_HEAD and _is_head(line.flat)
    return line.head


@lru_cache(maxsize=4096)  # the lines of a site's frame come back on every page of it
def _is_head(flat: str) -> bool:
    if not POSSIBLE.search(flat):
        return False
    text = ADDRESS.sub("", flat)
    if len(text) > LONGEST_HEAD or DATELINE.fullmatch(text):
        return False
    if TAKEN.fullmatch(text):
        return True
    moment = dates.search(text)
    if moment is not None and len(text) <= 24 + len(moment.raw) and not CLAUSE.search(text):
        rest = text.replace(moment.raw, "")
        if moment.time or not PAUSE.search(rest) or len(rest) <= 12:
            return True
    if moment is not None and moment.time and len(text) <= 90:
        sentence = STOPPED if moment.start == 0 else CLAUSE
        if not sentence.search(text):
            return True
    if moment is not None and text[0] in "([" and text[-1] in ")]" and len(text) <= 90:
        return True  # when it was passed, announced, printed
    if moment is not None and len(text) <= 90 and PRINTED.search(text, moment.start):
        return True
    labels = list(LABEL.finditer(text, 0, LABELS_END)) if SIGN.search(text) else []
    kinds = {match.lastgroup for match in labels}
    if moment is not None and labels and not FULL_STOP.search(text):
        return True
    making = kinds & {"origin", "editor", "author"}
    if labels and labels[0].start() <= 12 and len(text) <= 40 and kinds & {"origin", "editor"}:
        return not FULL_STOP.search(text)
    return len(labels) >= 2 and labels[0].start() <= 12 and bool(making)


def is_entry(line: Line, tag: str = "") -> bool:
    """An entry of a list of articles: a link with hardly more beside it than a day or a channel.
    tag is that of its block."""
    free = len(line.text) - line.links
    if line.links < (LISTED if tag in ("li", "dd") else ENTRY) or free > ENTRY_REST + LONGEST_DAY:
        return False
    if ":" in line.flat[:SOURCE_END]:
        label = LABEL.search(line.flat, 0, SOURCE_END)
        if label and label.lastgroup == "origin":
            return False  # a source that is a link
    moment = dates.search(line.flat)
    if moment and (moment.time or POSTED.match(line.flat)):
        return False  # a date line, whose outlet or day is a link
    free -= len(moment.raw) if moment else 0
    return free <= ENTRY_REST


def is_signed_day(line: Line) -> bool:
    """Nothing but a day written out: 2014年11月20日, 二〇一四年十一月二十日."""
    return DAY_ALONE.fullmatch(line.flat) is not None


def is_titled_deck(line: Line, title: str) -> bool:
    """A line that begins with the headline in brackets."""
    match = TITLED.match(line.flat)
    return match is not None and len(title) > 5 and key(match[1]) == title


def is_deck(sheet: Sheet, line: Line) -> bool:
    """A line of a box that sums the article up before its text."""
    if DECK.match(line.flat):
        return True
    index = line.block
    for _ in range(2):
        if index < 0 or sheet.blocks[index].end - sheet.blocks[index].start > DECK_LINES:
            return False
        if DECKS.search(sheet.blocks[index].name):
            return True
        index = sheet.blocks[index].parent
    return False


def is_notice(line: Line) -> bool:
    """What a site says of rights, duties and its other channels."""
    size = len(line.text)
    return size < NOTICE_SIZE and _is_notice(line.flat, size < SHORT_NOTICE)


@lru_cache(maxsize=256)  # the lines that a selector names are among those of the page
def _is_notice(flat: str, short: bool) -> bool:
    return (NOTICE if short else COPYRIGHT).search(flat) is not None


def is_ambiguous(line: Line) -> bool:
    """A notice by words that an article may use as well."""
    return not _is_notice(line.flat, short=False)


def is_tool(line: Line) -> bool:
    """Sharing, printing, sizes, counts."""
    return len(line.text) <= 60 and bool(TOOLS.match(line.flat))


def is_blank(line: Line) -> bool:
    """A line of rules, stars and arrows."""
    text = line.text
    return not (text[:1].isalnum() or any(map(str.isalnum, text)))


def is_clock(line: Line) -> bool:
    """Nothing but a time of the day, or a short line that begins with day and clock."""
    if len(line.text) > LONGEST_CLOCK:
        return False
    return (CLOCK.fullmatch(line.flat) or dates.YEARLESS.match(line.flat)) is not None


def is_furniture(line: Line, weight: float) -> bool:
    """A line that stands around a text and is none of it."""
    return (
        weight <= -2
        or line.heading in (1, 2)
        or is_head(line)
        or is_credit(line)
        or is_tool(line)
        or is_blank(line)
        or is_clock(line)
        or bool(DECK.match(line.flat))
        or line.links > 0.3 * len(line.text)
    )
