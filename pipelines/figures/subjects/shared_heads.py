"""Parks of a list that share the last one's word, and numbers that keep a list's order."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.figures.names.terms import PARK, REGION, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

# Places before the last of a list, which alone carries the word: 甲、|乙高新区.
PLACES_BEFORE = later("(?:^|[,。;:\\n年月日度末底前中(])((?:[一-龥]{2,4}[、和与及]){1,5})$")
EITHER_RANK = ("州市", "市州", "县市", "市县", "地市")  # 六州市: each is one or the other
BEFORE = 40  # characters in which such places may stand
# What the next numbers of a list's order measure: 入驻企业36户和51户,其中规模以上|9户、14户.
NEXT_MEASURE = later(",(?:其中|当中)?[^,。;:、\\d]{0,10}")

ROW = later("([一-龥]{2,4}(?:、[一-龥]{2,4})+)等?[两二三四五六七八九\\d]+[个家]([一-龥]{2,8})")


def with_its_head(text: str, at: int, near: Sequence[Mention], count: int) -> list[str]:
    """The names of so many parks listed before an offset, of which the last has the word."""
    named = [m for m in near if m.end <= at and m.kind in (PARK, REGION) and m.name]
    last = named[-1] if named else None
    if last is None or last.kind != PARK or any(mark in text[last.end : at] for mark in ",。;\n"):
        return []
    found = PLACES_BEFORE.search(text, max(0, last.start - BEFORE), last.start)
    places = _split(found[1]) if found else []
    words = terms()
    if len(places) != count - 1 or any(words.industries.fullmatch(p) for p in places):
        return []
    if any(words.heads.search(place) or words.boundary.search(place) for place in places):
        return []
    return [place + last.head for place in places] + [last.name]


def of_each_place(listed: Sequence[Mention]) -> list[str]:
    """The parks of places of one rank whose word stands once: 甲市、乙市|开发区; [] for others."""
    last = listed[-1] if len(listed) > 1 else None
    if last is None or last.kind != PARK or any(m.kind != REGION for m in listed[:-1]):
        return []
    place = last.name.removesuffix(last.head)
    places = [m.name for m in listed[:-1]]
    if place == last.name or any(one[-1] != place[-1:] for one in places) or place in places:
        return []
    return [one + last.head for one in [*places, place]]


def _split(words: str) -> list[str]:
    for joint in "和与及":
        words = words.replace(joint, "、")
    return [one for one in words.split("、") if one]


def ranks_of_all(
    readings: Sequence[Reading], listed: Sequence[Mention], first: int
) -> dict[int, tuple[str, str, int]]:
    """甲、乙、丙位居前三,增幅分别为…: whose the ranks are that all of a list have in common."""
    kinds = {mention.kind for mention in listed}
    together = "、".join(mention.name for mention in listed)
    out: dict[int, tuple[str, str, int]] = {}
    for place in range(first - 1, -1, -1):
        if len(kinds) > 1 or readings[place].start < listed[-1].end:
            break
        if readings[place].kind == "rank":
            out[place] = (listed[0].kind, together, -1)
    return out


def in_a_row(near: Sequence[Mention], count: int) -> list[str]:
    """The names of so many parks that share one word after their places."""
    last = next((m for m in reversed(near) if m.kind == PARK), None)
    row = ROW.fullmatch(last.name) if last is not None else None
    names = [place + row[2] for place in row[1].split("、")] if row else []
    return names if len(names) == count else []
