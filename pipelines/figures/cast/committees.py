"""Finds parks by who runs them or by the headline: 宁东基地管委会, 宁东基地106个项目开工.

Bases, new towns and ports are parks or not; a committee runs none that is not, and a headline
that begins with one and a number tells whose number it is.
"""

from __future__ import annotations

from pipelines.figures.cast.openers import openers
from pipelines.figures.names.judging import CLAUSE
from pipelines.figures.names.park_names import is_grade, name_start
from pipelines.figures.names.terms import PARK, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

TAIL = "基地|新城|城|港|岛|谷|湾|枢纽|口岸"
RUN = later(f"({TAIL})(?=管委会|管理委员会|党工委)")
LED = ("管委会", "管理委员会", "党工委")
# What is run by a committee as well, and is no park: 县城, 古城, 产业基地 without a name.
NO_NAME = later("(?:^|[县古老新全该本我])(?:城|基地|港|岛)$|业基地$")
SHORTEST, LONGEST = 4, 9  # letters of such a name: 宁东基地, 空港物流新城
# Where the name is a part of another one: 宁东基地煤化工园区 is not the base.
OF_ANOTHER = later("[一-龥]{0,6}(?:园区|园|集团|公司|小学|中学|医院|街道|社区)")


def run_parks(text: str, title: str) -> list[Mention]:
    """The mentions in a text of parks that a committee runs, or that its headline begins with."""
    names: dict[str, str] = {}
    for source in (text, title):
        if any(word in source for word in LED):
            names |= _run(source)
    for opener in openers(title) if title else ():
        if opener.kind == PARK and opener.start == 0:
            names.setdefault(opener.name, opener.head)
    return [found for name, head in names.items() for found in _mentions(text, name, head)]


def _run(text: str) -> dict[str, str]:
    """The names before 管委会, each with the word that says what it is."""
    names = {}
    for hit in RUN.finditer(text):
        start = name_start(text, hit.start(), 0)
        name, stem = text[start : hit.end()], text[start : hit.start()]
        if not SHORTEST <= len(name) <= LONGEST or name in terms().kind_of:
            continue
        if NO_NAME.search(name) or CLAUSE.search(stem) or is_grade(terms(), stem):
            continue
        names[name] = hit[1]
    return names


def _mentions(text: str, name: str, head: str) -> list[Mention]:
    found = []
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if OF_ANOTHER.match(text, end) is None:
            found.append(Mention(at, end, PARK, name, head, told=True))
        at = text.find(name, end)
    return found
