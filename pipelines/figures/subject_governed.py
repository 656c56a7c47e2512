"""Finds parks called by no word for one, by the committees that govern them: 雁东基地管委会."""

from __future__ import annotations

from pipelines.figures.park_names import name_start
from pipelines.figures.patterns import later
from pipelines.figures.subject_terms import PARK, terms
from pipelines.figures.subject_types import Mention

COMMITTEE = later("(?:党工委[、和])?(?:管委会|管理委员会)")
LEAST, MOST = 3, 8  # letters of such a name
TIMES = 2  # how often it stands without its committee
# What is no name of its own: 各开发区, 县委, what only joins two committees.
NO_NAME = later("[该本各我全两]|.*(?:[省市县区旗州乡镇园城、和与及的委府]|园[内里]|街道)$")


def governed(text: str, title: str) -> list[str]:
    """The parks whose committees a text speaks of, where it calls them by the same name."""
    names: dict[str, int] = {}
    for hit in COMMITTEE.finditer(text):
        start = name_start(text, hit.start(), max(0, hit.start() - MOST - 2))
        name = text[start : hit.start()]
        if LEAST <= len(name) <= MOST and not NO_NAME.match(name):
            names[name] = names.get(name, 0) + 1
    heads = terms().park_heads
    return [
        name
        for name, times in names.items()
        if not name.endswith(heads) and text.count(name) + title.count(name) - times >= TIMES
    ]


def namings(text: str, names: list[str]) -> list[Mention]:
    """Every place where a text calls such a park by its name."""
    out: list[Mention] = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            out.append(Mention(at, at + len(name), PARK, name, name[-2:], told=True))
            at = text.find(name, at + len(name))
    return sorted(out, key=lambda m: m.start)
