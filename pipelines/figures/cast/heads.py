"""Who stands at the head of a clause, and for how many figures a place or a park speaks so.

Whoever opens a clause is its subject, whatever parks and places stand further on in it.
"""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.passing import OPENING
from pipelines.figures.cast.regions import points_to
from pipelines.figures.names.terms import PARK, REGION, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Document

STOPS = ",。;:\n“—?!"  # after which a clause begins
CLAUSE = 120  # letters of a clause before and after a name
# What stands before a park at the head of its clause: a time, whose and how many they are.
OWNERS = (
    "(?:(?:全|我|各)[省市县区州旗]|[一-龥]{2,6}?[省市县区州旗])?(?:的)?"
    r"(?:[\d一二两三四五六七八九十]+余?[个家大])?(?:各|其他|其余)?"
)
AT_HEAD = later(f"(?:{OPENING.pattern}){OWNERS}")
WHOLE_DISTRICT = ("全区", "我区", "该区")


def clause_head(text: str, start: int) -> int:
    """Where the clause begins in which an offset stands."""
    floor = max(0, start - CLAUSE)
    return max(floor, *(text.rfind(stop, floor, start) + 1 for stop in STOPS))


def at_head(text: str, mention: Mention) -> bool:
    """Whether a mention, or the list that it stands in, opens its clause."""
    start = mention.opens if mention.opens >= 0 else mention.start
    low = clause_head(text, start)
    if text.endswith("以", low, start):  # 以甲园为主战场
        return False
    return low == start or AT_HEAD.fullmatch(text, low, start) is not None


def told_of(cast: Cast, doc: Document, figures: list[int]) -> tuple[int, int]:
    """How many figures follow in their paragraph on the report's place, how many on a park.

    Of those who have opened a clause before a figure the last one counts.
    """
    region = "" if cast.region is None else cast.entities[cast.region].name
    words, text = terms().regions, doc.folded
    places: list[int] = []
    kinds: list[str] = []
    for one in cast.mentions:
        district = one.head in WHOLE_DISTRICT and not one.name and region.endswith("区")
        pointer = not one.name and not one.group and one.head in words
        own = one.entity == cast.region or district
        own = own or (one.kind == REGION and pointer and points_to(one.head, region))
        if (own or (one.kind == PARK and not one.group)) and at_head(text, one):
            places.append(one.start)
            kinds.append(REGION if own else PARK)
    of_place = of_park = 0
    for paragraph in doc.paragraphs:
        first = bisect_left(places, paragraph.start)
        low, high = bisect_left(figures, paragraph.start), bisect_left(figures, paragraph.end)
        for at in figures[low:high]:
            last = bisect_left(places, at) - 1
            if last >= first:
                of_place += kinds[last] == REGION
                of_park += kinds[last] == PARK
    return of_place, of_park
