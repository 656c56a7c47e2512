"""Lists before 分别 with one word behind them: 甲、乙、丙三市开发区, 甲、乙两个百亿级项目."""

from __future__ import annotations

import re

from pipelines.figures.cast.group_words import PARK_SORT
from pipelines.figures.names.terms import ENTERPRISE, PARK, PROJECT, REGION, terms
from pipelines.figures.patterns import later
from pipelines.figures.subjects.shared_heads import EITHER_RANK
from pipelines.figures.types import Span

PLACES_REACH = 60
# Projects whose word stands once after them all: 甲基地、乙材料两个百亿级项目.
PROJECTS = later(
    "(?<![一-龥A-Za-z\\d])((?:[^,。;:、\\n]{3,20}、){1,5}[^,。;:、\\n]{3,20}?)等?[两二三四五六七八\\d]个[^,。;:\\d]{0,8}?项目"
)
# Places that share their rank or a word for parks: 甲、乙、丙三市开发区, 甲、乙两县.
PLACES = later(
    "((?:[一-龥]{2,4}、){1,8}[一-龥]{2,4}?(?:[和与及][一-龥]{2,4}?)?)(?:等?[两二三四五六七八九\\d][个家大]?)(?!园(?!区))"
    f"(州市|市州|县市|市县|地市|市|县区?|区|州)?((?:省级|国家级)?{PARK_SORT})?"
    "(?:[^,。;、]{0,12}[均都][^,。;、]{0,12},)?[^,。;、]{0,12}$"
)
# Firms whose word stands once after them all: 甲、乙、丙3家企业登上百强榜,位次分别为…
FIRMS = later(
    "(?:(?<![一-龥A-Za-z\\d])|(?<=[区园县市]内)|(?<=其中))((?:[一-龥A-Za-z]{2,14}、){1,7}[一-龥A-Za-z]{2,14}?)(?:等?[两二三四五六七八九十\\d]+家)"
    "[^,。;:\\d、]{0,6}?(?:企业|公司)[^。;\\d、]{0,24}$"
)
WITHIN = later("^(?:[区园县市]内|其中)的?")
PROJECTS_REACH = 100
WORK_TAIL = later("(?:基地|项目|工程|中心|工厂|园|线|电站|码头|公路|大道|总部)$")


def _places(text: str, span: Span, at: int, count: int) -> list[tuple[str, str]]:
    """甲、乙、丙三市开发区: each place with the words that they share, as kind and name."""
    found = PLACES.search(text, max(span.start, at - PLACES_REACH), at)
    names = re.split("[、和与及]", found[1]) if found else []
    if not found or len(names) != count or any(terms().industries.fullmatch(n) for n in names):
        return []
    kind, rank = PARK if found[3] else REGION, "" if found[2] in EITHER_RANK else found[2]
    return [(kind, name + (rank or "") + (found[3] or "")) for name in names]


def one_word(text: str, span: Span, at: int, count: int) -> tuple[list[tuple[str, str]], int]:
    """What shares one word after its list, as kind and name, and where the list begins.

    Projects (甲基地、乙材料两个百亿级项目) or places and their parks (甲、乙、丙三市开发区).
    """
    found = list(PROJECTS.finditer(text, max(span.start, at - PROJECTS_REACH), at))
    items = re.split("[、和与及]", found[-1][1]) if found else []
    if len(items) == count and all(3 <= len(item) <= 20 for item in items):
        names = [i if WORK_TAIL.search(i) else i + "项目" for i in items]
        return [(PROJECT, name) for name in names], found[-1].start()
    firms = FIRMS.search(text, max(span.start, at - PROJECTS_REACH), at)
    items = re.split("[、和与及]", WITHIN.sub("", firms[1])) if firms else []
    if firms and len(items) == count and not all(terms().industries.fullmatch(i) for i in items):
        return [(ENTERPRISE, name) for name in items], firms.start()
    return _places(text, span, at, count), at - PLACES_REACH
