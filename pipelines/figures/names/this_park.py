"""Which park 这个园子, 该园区 and a label at the head of a line stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipelines.figures.names.gardens import OWNS
from pipelines.figures.names.park_words import ANY_GARDEN
from pipelines.figures.names.terms import PARK
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

THIS = ("该", "这个", "这座", "这片", "这家", "这处", "这一")
# What labels a line of an account of a park's parts: 煤化工功能区:规划用地2.3平方公里.
LABEL = later("(?:[■●◆▲★·] ?|[((]?[一二三四五六七八九十\\d]{1,2}(?:[))、.]|是) ?)?")
# The park that two places have together, called by that: 两市共建|产业园, 双方合作的这个|园区.
SHARED = later(
    "(?:两[省市县区地园州城家]|双方|[三四][省市县地])(?:携手|联合|合作|共同)*"
    "(?:共建|合建|合作|打造|建设|创办|开发)的?(?:这个|这座|这片)?$"
)
IS_SHARED = frozenset((*ANY_GARDEN, "园区", "产业园区", "工业园区", "合作区", "合作园", "飞地"))
SO_MANY = later("(?:[\\d]+|[一二两三四五六七八九十]+)余?(?:个|家|处|座)")
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


def shared_park(text: str, head: str, at: int, end: int) -> Mention | None:
    """The park spoken of as that which two places have together, None for those counted."""
    shared = SHARED.search(text, max(0, at - 14), at) if head in IS_SHARED else None
    if shared is None or SO_MANY.match(text, end):
        return None
    return Mention(shared.start(), end, PARK, "", head)


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
