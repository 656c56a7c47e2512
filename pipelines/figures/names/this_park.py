"""Which park 这个园子, 该园区 and a label at the head of a line stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipelines.figures.names.gardens import OWNS
from pipelines.figures.names.terms import PARK
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

THIS = ("该", "这个", "这座", "这片", "这家", "这处", "这一")
# What labels a line of an account of a park's parts: 煤化工功能区:规划用地2.3平方公里.
LABEL = later("(?:[■●◆▲★·] ?|[((]?[一二三四五六七八九十\\d]{1,2}(?:[))、.]|是) ?)?")
LABEL_MIN, LABEL_MAX = 4, 20


def pointed_at(text: str, mention: Mention) -> bool:
    """Whether a word points to the park last spoken of, whatever it is called: 该园区."""
    return text.startswith(THIS, mention.start) or text.endswith(THIS, 0, mention.start)


def last_named(found: Sequence[Mention], mention: Mention, opened: int) -> int | None:
    """The park that a paragraph has named last before a word for it, if only in passing."""
    place = bisect_left(found, mention.start, key=lambda m: m.start)
    while place and found[place - 1].start >= opened:
        place -= 1
        one = found[place]
        if one.kind == PARK and one.name and one.entity >= 0 and not one.listed:
            return None if one.joint else one.entity
    return None


def label_start(text: str, at: int, end: int) -> int:
    """Where the label of a line begins that ends with a word for a park, -1 for no label.

    What the line goes on with is told of the part: 农副产品精深加工片区:规划用地3.4平方公里.
    """
    if not text.startswith(":", end) or not OWNS.match(text, end + 1):
        return -1
    line = text.rfind("\n", 0, at) + 1
    lead = LABEL.match(text, line, at)
    start = lead.end() if lead else line
    name = text[start:end]
    return start if LABEL_MIN <= len(name) <= LABEL_MAX and name.isalpha() else -1
