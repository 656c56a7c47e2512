"""The forms under which the news names one park, each with the rule that made it."""

from __future__ import annotations

from collections.abc import Iterator

from archive.gazetteer.grammar import normal

# Endings and their short forms in the news; the longest that fits is taken.
SHORT_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
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
)
WEAK = {
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


def forms(name: str, places: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every form of a park's name with its rule: (form, rule); weak rules end in `(weak)`.

    places maps the full names of the places that lead the name to their short names, from the
    largest to the smallest.
    """
    base = normal(name)
    stems = {base: "name"}
    for full, short in places.items():
        for stem, rule in list(stems.items()):
            if stem.startswith(full) and short != full:
                stems.setdefault(short + stem[len(full) :], f"{rule}+short place")
            elif stem.startswith(short):
                stems.setdefault(full + stem[len(short) :], f"{rule}+full place")
    for lead in list(places.items())[:-1]:
        for stem, rule in list(stems.items()):
            for form in lead:
                rest = stem[len(form) :]
                if stem.startswith(form) and any(
                    rest.startswith(p) for pair in list(places.items())[1:] for p in pair
                ):
                    stems.setdefault(rest, f"{rule}+leading place dropped")
    # The province may be left out wherever a name of its own remains (five characters or more).
    for form in next(iter(places.items()), ()):
        for stem, rule in list(stems.items()):
            if stem.startswith(form) and len(stem) - len(form) >= 5:
                stems.setdefault(stem[len(form) :], f"{rule}+province dropped")
    for stem, rule in stems.items():
        yield stem, rule
        for head, shorts in SHORT_HEADS:
            if stem.endswith(head):
                for short in shorts:
                    weak = " (weak)" if short in WEAK else ""
                    yield stem[: -len(head)] + short, f"{rule}+{head}→{short}{weak}"
                break
