"""The forms under which the news names one park, each with the rule that made it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.gazetteer.grammar import ANY_HEAD, HEAD, normal

Names = Sequence[str]
WEAK_RULE = " (weak)"  # ends the rule of a form that is also in use for other parks
DROPPED = "place dropped"  # in a rule: the text must name the park's place by other means

# Endings and their short forms in the news; the longest that fits is taken.
SHORT_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("农业高新技术产业示范区", ("示范区", "农高区", "高新区")),
    ("国家自主创新示范区", ("自主创新示范区", "自创区")),
    ("自由贸易试验区", ("自贸试验区", "自贸区")),
    ("国家旅游度假区", ("旅游度假区", "度假区")),
    ("新兴技术开发区", ("开发区",)),
    ("工业集中发展区", ("工业园区", "集中发展区", "集中区")),
    ("保税港区", ("保税区",)),
    ("产业园区", ("产业园",)),
    ("科技园区", ("科技园",)),
    ("经济技术开发区", ("经开区", "开发区", "经济开发区")),
    ("经济开发区", ("经开区", "开发区", "经济技术开发区")),
    ("高新技术产业开发区", ("高新区", "高新技术开发区", "高新技术产业园区")),
    ("高新技术产业园区", ("高新区", "高新技术产业开发区")),
    ("综合保税区", ("综保区",)),
    ("边境经济合作区", ("边合区",)),
    ("跨境经济合作区", ("跨合区",)),
    ("工业集中区", ("工业园区", "集中区")),
    ("工业园区", ("工业园", "工业集中区")),
    ("产业集聚区", ("先进制造业开发区",)),
    ("高技术产业开发区", ("高新区", "高新技术产业开发区")),
    ("新技术开发区", ("高新区", "高新技术开发区", "高新技术产业开发区")),
)
WEAK = {
    "保税区",
    "产业园",
    "示范区",
    "开发区",
    "集中区",
    "工业集中区",
    "工业园区",
    "工业园",
    "先进制造业开发区",
    "经济开发区",
    "经济技术开发区",
    "高新技术产业园区",
    "高新技术产业开发区",
}


# What may stand before or in a name and is often left out: the state, the Corps, a division.
PREFIX = re.compile(r"^(?:中国|新疆生产建设兵团|新疆兵团|兵团|第[一二三四五六七八九十]+师)")
PARENTHESIS = re.compile(r"[（(][^（）()]*[）)]")
LEAST = 5  # characters of a form that keep it from being a mere word
NEW_AREA = re.compile("(?<!高)新区$")  # 贵安新区: one fewer is enough


def forms(name: str, places: Sequence[Names]) -> Iterator[tuple[str, str]]:
    """Every form of a park's name with its rule: (form, rule); weak rules end in `(weak)`.

    places are the names of each place that the park lies in, from the largest to the smallest:
    full, short and former ones.
    """
    stems = {normal(name): "name"}
    without = PARENTHESIS.sub("", name)
    stems.setdefault(normal(without), "name without its brackets")
    for stem, rule in list(stems.items()):
        rest = PREFIX.sub("", stem)
        if rest != stem and len(rest) >= LEAST:
            stems.setdefault(rest, f"{rule}+prefix dropped")
    _other_names_of_places(stems, places)
    _without_places(stems, places)
    _inner_parks(stems)
    for stem, rule in stems.items():
        yield stem, rule
        for head, shorts in SHORT_HEADS:
            if stem.endswith(head):
                for short in shorts:
                    weak = WEAK_RULE if short in WEAK else ""
                    yield stem[: -len(head)] + short, f"{rule}+{head}→{short}{weak}"
                break


def _other_names_of_places(stems: dict[str, str], places: Sequence[Names]) -> None:
    """Each leading place by its full, short and former names."""
    for names in places:
        for stem, rule in list(stems.items()):
            for lead in sorted(names, key=len, reverse=True):
                if stem.startswith(lead):
                    for other in names:
                        stems.setdefault(other + stem[len(lead) :], f"{rule}+place as {other}")
                    break
        # The next place stands behind this one where the name gives both.
        for stem, rule in list(stems.items()):
            for lead in sorted(names, key=len, reverse=True):
                least = LEAST - bool(NEW_AREA.search(stem))
                if stem.startswith(lead) and len(stem) - len(lead) >= least:
                    stems.setdefault(stem[len(lead) :], f"{rule}+{DROPPED}")
                    break


def _without_places(stems: dict[str, str], places: Sequence[Names]) -> None:
    """A form that lost its place must keep two characters of its own before its ending."""
    for stem, rule in list(stems.items()):
        head = HEAD.search(stem)
        if DROPPED in rule and (head is None or head.start() < 2):
            del stems[stem]
    # A place that the name lacks may be put before it.
    for names in places[1:]:
        for stem, rule in list(stems.items()):
            if not any(stem.startswith(n) for level in places for n in level):
                for lead in names:
                    stems.setdefault(lead + stem, f"{rule}+place put before")


def _inner_parks(stems: dict[str, str]) -> None:
    """The inner name of a park within a park: 德令哈工业园 of 柴达木循环经济试验区德令哈工业园."""
    for stem, rule in list(stems.items()):
        for head in ANY_HEAD.finditer(stem):
            rest = stem[head.end() :]
            if len(rest) >= LEAST and HEAD.search(rest) and head.start() >= 2:
                stems.setdefault(rest, f"{rule}+outer park and {DROPPED}")
