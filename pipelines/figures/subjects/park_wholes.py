"""The park around the one spoken of: 全园 after 甲工业园乙基地, 全区 after 甲经开区乙片区."""

from __future__ import annotations

from pipelines.figures.cast.entities import Cast
from pipelines.figures.names.judging import MOST
from pipelines.figures.names.park_words import RANKED
from pipelines.figures.names.terms import PARK, REGION
from pipelines.figures.names.types import NOWHERE, Mention, State
from pipelines.figures.patterns import later
from pipelines.figures.types import Document

# The zone that a part of it is named after: 甲经开区|城南片区.
ZONE = later("[一-龥]{2,8}?((?:技术|产业|经济)*开发区|经开区|高新区|新区|综保区)(?=.{3})")
OPENS = 3  # letters within which a paragraph opens with a park
PARTS = ("片区", "组团", "板块", "功能区", "园", "园区", "基地")


def garden_around(cast: Cast, park: int) -> int | None:
    """The park in 园 that another's name begins with, None where it begins with none."""
    one, entities = cast.entities[park].name, cast.entities
    others = (n for n in cast.of_kind(PARK)[:MOST] if n != park and "园" in entities[n].name)
    return next((n for n in others if one.startswith(entities[n].name)), None)


def zone_of_parts(names: list[str]) -> tuple[str, str]:
    """The zone that the first of some parts is named after, and its sort; both '' without one."""
    for name in names:
        zone = ZONE.match(name) if name.endswith(PARTS) else None
        if zone is not None:
            return zone[0], zone[1]
    return "", ""


def of_its_turn(doc: Document, cast: Cast, focus: int | None, mention: Mention) -> str:
    """县工业园区, of the county whose turn it is among several; '' elsewhere."""
    rank = doc.folded[mention.start]
    specific = rank in RANKED and mention.end - mention.start == len(mention.head) + 1
    if focus is None or not specific or cast.entities[focus].kind != REGION:
        return ""
    place = cast.entities[focus].name
    regions = [cast.entities[n].name for n in cast.of_kind(REGION)[:MOST]]
    parks = [cast.entities[n].name for n in cast.of_kind(PARK)[:MOST]]
    turns = sum(name[-1] == rank for name in regions) > 1 or _in_a_round(cast, parks)
    turns = turns and place[-1] == rank
    known = any(name.startswith(place[:-1]) for name in parks)
    return place + mention.head if turns and not known else ""


def _in_a_round(cast: Cast, parks: list[str]) -> bool:
    """Whether a text walks by several parks, and its title names none of them."""
    titled = cast.main is not None and cast.entities[cast.main].titled
    return len(parks) > 1 and not titled


def is_garden(cast: Cast, park: int, at: int) -> bool:
    """Whether a park that the reader knows of by then is one in 园."""
    one = cast.entities[park]
    own = "园" in one.name and park != cast.collective
    return own and (one.titled or one.first <= at)


def stays_in_mind(cast: Cast, state: State, fitting: list[int], at: int) -> bool:
    """Whether 园区 is the park in focus, though there is one in 园 among those in mind.

    It is where that was named last, and the report is about it or about no 园, or its paragraph
    opens with it: 去年,经开区引进…;园区还建起….
    """
    main = cast.main
    if not fitting or not state.told_last(fitting):
        return False
    if fitting[0] == main:
        return True
    opens = 0 <= state.heard.get(fitting[0], NOWHERE)[0] - state.opened <= OPENS
    return opens or (main is not None and not is_garden(cast, main, at))
