"""Which parks a row of bare names stands for: 柳塘、大港|两园, of 柳塘工业园 and 大港工业园."""

from __future__ import annotations

from pipelines.figures.cast.entities import Cast
from pipelines.figures.names.judging import MOST
from pipelines.figures.names.terms import PARK
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# A row right before the word that counts it, and the parks of one name with their common word.
BEFORE = later("(?:[一-龥]{2,5}、){0,3}[一-龥]{2,5}[、和与及][一-龥]{2,5}$")
JOINTS = later("[、和与及]")
ROW = later(
    "(?:[一-龥]{2,4}[省市县州旗区])?([一-龥]{2,4}(?:[、和与及][一-龥]{2,4})+)等?"
    "[两二三四五六七八九\\d]+[个家大]([一-龥]{2,8})"
)
# Words for so many parks.
ALL_OF_THEM = {
    **{"两区": 2, "三区": 3, "两园": 2, "两园区": 2, "三园": 3, "四园": 4, "五园": 5},
    **{"三园区": 3, "四园区": 4, "五园区": 5},
}
REACH = 24  # characters in which such a row may stand
PLACE_BEFORE = later("[一-龥]{2,4}[省市县州旗区]")
SHORTEST = 2


def members(name: str) -> list[str]:
    """The names of each of a row: 甲、乙、丙三大工业园; [] for another name."""
    found = ROW.fullmatch(name)
    return [one + found[2] for one in JOINTS.split(found[1])] if found else []


def told_by_brands(cast: Cast, text: str, mention: Mention, count: int) -> list[str]:
    """The parks of a row before a word for so many, or before the same word in its sentence."""
    low = max(text.rfind(mark, 0, mention.start) for mark in "。\n")
    for at in (mention.start, text.rfind(mention.head, low + 1, mention.start)):
        names = by_their_brands(cast, text, at, count) if at >= 0 else []
        if names:
            return names
    return []


def by_their_brands(cast: Cast, text: str, at: int, count: int) -> list[str]:
    """The parks of a row of so many bare names before an offset, [] unless all are known."""
    found = BEFORE.search(text, max(0, at - REACH), at) if count > 1 else None
    items = JOINTS.split(found[0])[-count:] if found else []
    if len(items) != count:
        return []
    known = [cast.entities[n].name for n in cast.of_kind(PARK)[:MOST]]
    known = [one for name in known for one in (members(name) or [name])]
    names = [_called(item, known) for item in items]
    return names if all(names) and len(set(names)) == count else []


def _called(item: str, known: list[str]) -> str:
    """The park that an item calls by its brand, after words that are no part of it; '' for none."""
    sizes = range(len(item), SHORTEST - 1, -1)
    brands = [item[-size:] for size in sizes]
    for brand in brands:
        found = [name for name in known if PLACE_BEFORE.sub("", name, count=1).startswith(brand)]
        found = found or [name for name in known if name.startswith(brand)]
        if found:
            return found[0]
    return ""
