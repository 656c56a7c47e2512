"""What makes the subject of a reading less than sure."""

from __future__ import annotations

from collections.abc import Container

from pipelines.figures.cast.entities import Cast
from pipelines.figures.names.terms import ENTERPRISE, PARK, PROJECT, REGION
from pipelines.figures.names.types import GUESSED, NOWHERE, State


def doubts(
    cast: Cast, state: State, entity: int, sentence: int, works: Container[int]
) -> list[str]:
    """The doubts about a subject in a sentence, `works` being those without a name."""
    one = cast.entities[entity]
    out = [GUESSED] if one.guessed else []
    work = one.kind in (ENTERPRISE, PROJECT)
    if work and state.heard.get(entity, NOWHERE)[0] < sentence:
        out.append("subject from an earlier sentence")
    if one.kind == PARK and state.section is None and entity != cast.main:
        out.append("one of several parks")
    if one.kind == REGION and one.name.startswith("全"):
        out.append("place without a name")
    if entity in works:
        out.append("work without a name")
    return out
