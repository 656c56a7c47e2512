"""Whether a text is about a place or about one of its parks, where its title names no park."""

from __future__ import annotations

from pipelines.figures.cast.entities import TITLE_WEIGHT, Cast
from pipelines.figures.cast.heads import WHOLE_DISTRICT, told_of
from pipelines.figures.cast.origin import named_outside
from pipelines.figures.cast.provinces import PARK_WORD
from pipelines.figures.cast.regions import points_to
from pipelines.figures.names.terms import PARK, REGION, terms
from pipelines.figures.text import fold
from pipelines.figures.types import Document

RIVALS = 3  # parks from which on a report with a region in its title is about the region
FEW, FAR_MORE = 4, 1.5  # figures, and times as many, that tell whom a text is about


def known_outside(cast: Cast, doc: Document) -> int | None:
    """The place that only the title or the publisher names, over a text that says 全省 or 我市."""
    if any(cast.entities[n].titled for n in cast.of_kind(PARK)):
        return None
    name = named_outside(cast, doc)
    if not name:
        return None
    number = cast.get(REGION, name)
    one = cast.entities[number]
    one.weight, one.titled, one.first = TITLE_WEIGHT, name in fold(doc.title), 0
    cast.ranked.clear()
    return number


def about_place(cast: Cast, doc: Document, parks: list[int], figures: list[int]) -> bool:
    """Whether a text is about its place rather than about the park that it names most.

    Whose clauses the figures stand in tells, where these are many of the one and few of the other;
    and so does a text that has named its place when several parks come up, none above the others.
    """
    if cast.region is None or cast.entities[parks[0]].titled:
        return _outweighed(cast, doc, parks[0])
    if _one_as_good_as_another(cast, parks):
        return True
    of_place, of_park = told_of(cast, doc, figures)
    if of_place >= FEW and of_place > FAR_MORE * of_park:
        return True
    if len(parks) == 1 and of_park >= FEW and of_park > FAR_MORE * of_place:
        return cast.entities[cast.region].titled and _outweighed(cast, doc, parks[0])
    return _outweighed(cast, doc, parks[0])


def _one_as_good_as_another(cast: Cast, parks: list[int]) -> bool:
    """Whether a place is named before its parks, of which the text favours none."""
    several = [cast.entities[park] for park in parks[:RIVALS]]
    if cast.region is None or len(several) < RIVALS or any(one.titled for one in several):
        return False
    first = min(cast.entities[park].first for park in parks)
    favoured = several[0].weight > 2 * several[-1].weight
    return not favoured and cast.entities[cast.region].first < first


def _outweighed(cast: Cast, doc: Document, park: int) -> bool:
    """Whether the region stands before the park and is spoken of more often.

    Where the title speaks of a park besides, and the text names the one, how often either is
    named there tells: what stands in the title and the first lines weighs no more.
    """
    if cast.region is None:
        return False
    one, region = cast.entities[park], cast.entities[cast.region]
    words = terms().regions
    pointers = [m for m in cast.mentions if not m.name and not m.group]
    whole = sum(m.head in WHOLE_DISTRICT for m in pointers)
    district = whole if region.name.endswith("区") else 0
    own = sum(m.head in words and points_to(m.head, region.name) for m in pointers)
    if len(cast.of_kind(PARK)) == 1 and PARK_WORD.search(fold(doc.title)):
        named = sum(m.entity == cast.region for m in cast.mentions)
        spoken = sum(m.kind == PARK and not m.group for m in cast.mentions)
        spoken += one.titled and not region.titled  # “一区四园” is what the title names
        return named + district + own >= spoken - district
    of_region = region.weight + district + own
    of_park = one.weight + sum(m.kind == PARK for m in pointers) - district
    return (region.titled or region.first < one.first) and of_region > of_park
