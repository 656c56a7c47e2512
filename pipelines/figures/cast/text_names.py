"""Calls parks by the names that a text gives them, where its headline or one scene has others."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.figures.names.terms import PARK, terms
from pipelines.figures.names.types import Entity, Mention
from pipelines.figures.text import fold

OWN_NAME = 4  # letters from which on the part of a park has a name of its own
LONGER = 2  # times a part's own name from which on the outer park is no piece of it
NEARLY = 2  # letters that the text's name may lack of the headline's
GENERIC_PARTS = ("分区", "核心区", "起步区", "启动区", "拓展区", "中心", "园区", "港区")


def name_as_in_text(
    entities: Sequence[Entity], found: Sequence[Mention], parks: Sequence[int], text: str
) -> None:
    """Rename parks of a folded text, given by their numbers, the heaviest first."""
    said: dict[int, list[str]] = {}
    for mention in found:
        if mention.kind == PARK and mention.name:
            said.setdefault(mention.entity, []).append(mention.name)
    for number in parks:
        one, names = entities[number], said.get(number, [])
        if not names:
            continue
        if number == parks[0] and one.titled:
            one.name = _not_the_headlines(one, max(names, key=len), text)
        elif number != parks[0] and not one.titled:
            one.name = _without_outer(one.name, min(names, key=len))


def _not_the_headlines(one: Entity, longest: str, text: str) -> str:
    """The text's name for what the headline calls otherwise, where it is another and as full."""
    if one.parts is None or fold(one.name) in text:
        return one.name
    other = one.parts.stem[:2] not in longest and longest[:2] not in one.name
    full = len(longest) + NEARLY >= len(one.name) and longest.endswith(one.name[-1])
    return longest if other and full else one.name


def _without_outer(name: str, own: str) -> str:
    """The own name of an inner park: 甲县工业集中区河东组团, then 河东组团."""
    if len(own) < OWN_NAME or own.endswith(GENERIC_PARTS) or not name.endswith(own):
        return name
    outer = terms().inner_heads.match(name[: -len(own)] + own[:1])
    return own if outer and len(name) > LONGER * len(own) else name
