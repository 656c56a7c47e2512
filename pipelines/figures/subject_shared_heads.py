"""Parks of a list that share the last one's word, and numbers that keep a list's order."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.figures.patterns import later
from pipelines.figures.subject_terms import PARK, REGION, terms
from pipelines.figures.subject_types import Mention

# Places before the last of a list, which alone carries the word: 甲、|乙高新区.
PLACES_BEFORE = later("(?:^|[,。;:\\n年月日度末底前中(])((?:[一-龥]{2,4}[、和与及]){1,5})$")
BEFORE = 40  # characters in which such places may stand
# What the next numbers of a list's order measure: 入驻企业43户和61户,其中规模以上|9户、17户.
NEXT_MEASURE = later(",(?:其中|当中)?[^,。;:、\\d]{0,10}")


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


def _split(words: str) -> list[str]:
    for joint in "和与及":
        words = words.replace(joint, "、")
    return [one for one in words.split("、") if one]
