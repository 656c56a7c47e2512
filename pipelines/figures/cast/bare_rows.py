"""Parks of a place that stand side by side by their sorts alone: 高新区、经开区合计完成….

Each is the one of that sort which the text names, else the place's own, and stays so where it
stands alone later on.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.regions import region_name
from pipelines.figures.names.judging import MOST
from pipelines.figures.names.listed import COUNTED_LIST, JOINTLY, SIDE_BY_SIDE, acts_together
from pipelines.figures.names.park_names import CLASS_OF, taken_apart
from pipelines.figures.names.sisters import NO_SORT
from pipelines.figures.names.terms import PARK
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Document

# What the first of them did, and how much: 经开区签约28个; not kinds of parks, 经开区2家.
ITS_NUMBER = later("[^,。;:、\\d]{1,12}[\\d.]+[^,。;:、\\d]{1,6}[、,和;]")
NEXT_NUMBER = later("[^,。;:、\\d]{0,12}[\\d.]+[^,。;:、\\d]{1,6}[、,和;]")
WHOLES = ("全市", "我市", "全县", "我县", "全州")


def name_bare_rows(cast: Cast, doc: Document) -> None:
    """Name the parks of a text that it puts side by side by their sorts."""
    text = doc.folded
    for one in _with_numbers(cast, text):
        name = _name(cast, doc, one)
        if name != one.head:
            one.name, one.group, one.entity = name, False, _made(cast, name, one)
    for row in _rows(cast, text):
        names = [_name(cast, doc, one) for one in row]
        if len(set(names)) < len(names):
            continue
        for one, name in zip(row, names, strict=True):
            one.opens = row[0].start
            if not one.name:
                one.name, one.group = name, False
                one.entity = _made(cast, name, one)
        last = row[-1]
        joint = COUNTED_LIST.match(text, last.end) or JOINTLY.match(text, last.end)
        if joint or acts_together(text, row[0].start, last.end):
            for one in row[:-1]:
                one.listed = True
            last.joint, last.listed = "、".join(names), False


def _rows(cast: Cast, text: str) -> Iterator[list[Mention]]:
    """The parks that stand side by side, of which the first is called by its sort alone."""
    row: list[Mention] = []
    for one in cast.mentions:
        beside = bool(row) and text[row[-1].end : one.start] in SIDE_BY_SIDE
        fits = one.kind == PARK and not one.joint and (bool(one.name) or _bare(one, text))
        if row and not (beside and fits):
            if len(row) > 1:
                yield row
            row = []
        if fits and (row or not one.name):
            row.append(one)
    if len(row) > 1:
        yield row


def _with_numbers(cast: Cast, text: str) -> list[Mention]:
    """The parks of such a row, each of which has its number: 经开区28个、高新区21个."""
    found: dict[int, Mention] = {}
    parks = [m for m in cast.mentions if m.kind == PARK]
    for left, right in pairwise(parks):
        both = not left.name and not right.name and _bare(left, text) and _bare(right, text)
        apart = both and CLASS_OF[left.head] != CLASS_OF[right.head]
        number = NEXT_NUMBER if left.start in found else ITS_NUMBER
        if apart and number.fullmatch(text, left.end, right.start):
            found[left.start], found[right.start] = left, right
    return list(found.values())


def _bare(one: Mention, text: str) -> bool:
    """Whether a mention is no more than a sort of which a place has one."""
    alone = one.end - one.start == len(one.head) and text[one.start : one.end] == one.head
    return alone and one.head in CLASS_OF and one.head not in NO_SORT


def _name(cast: Cast, doc: Document, one: Mention) -> str:
    """What a park of such a row is called in full."""
    if one.name:
        return cast.entities[one.entity].name if one.entity >= 0 else one.name
    parks = [cast.entities[n] for n in cast.of_kind(PARK)[:MOST]]
    family = CLASS_OF[one.head]
    own = [e.name for e in parks if e.parts is not None and e.parts.family == family]
    if len(own) == 1:
        return own[0]
    word = next((w for w in WHOLES if w in doc.folded), "全市")
    return region_name(cast, doc, word) + one.head


def _made(cast: Cast, name: str, one: Mention) -> int:
    """The entity of a park that is named so, made where new."""
    number = cast.get(PARK, name)
    park = cast.entities[number]
    if park.parts is None:
        park.parts = taken_apart(name, one.head)
    park.weight, park.first = park.weight + 1.0, min(park.first, one.start)
    cast.ranked.clear()
    return number
