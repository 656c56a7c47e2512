"""Parks called by the end of a name that was told before: 博览园, of 杨柳园艺博览园."""

from __future__ import annotations

from pipelines.figures.cast.passing import BUILT
from pipelines.figures.names.judging import MOST
from pipelines.figures.names.terms import PARK, terms
from pipelines.figures.names.types import Mention

SHORTEST, LONGEST_FRONT = 3, 6  # letters of such a name, and of what it leaves out


def short_endings(text: str, named: list[Mention]) -> None:
    """Give a park that only one name told before ends with that name."""
    full: dict[str, str] = {}  # names told so far, and the head of each
    for mention in named:
        name = mention.name
        if mention.kind != PARK or not text.startswith(name, mention.start):
            continue
        set_up = BUILT.search(text, max(0, mention.start - 16), mention.start) is not None
        own = (
            len(name) >= SHORTEST
            and not set_up
            and name not in terms().kind_of
            and name not in full
        )
        fuller = [one for one in full if one.endswith(name)] if own else []
        fuller = [one for one in fuller if _of_place(one[: -len(name)])]
        if len(fuller) == 1 and "、" not in fuller[0]:
            mention.name, mention.head = fuller[0], full[fuller[0]]
        elif len(full) < MOST:
            full.setdefault(name, mention.head)


def _of_place(front: str) -> bool:
    """Whether what stands before may be a place or a brand, and is no park around it."""
    words = terms()
    return len(front) <= LONGEST_FRONT and not front.endswith((*words.park_heads, *words.parts))
