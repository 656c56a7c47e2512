"""Names the parks of a place that are spoken of together: after their place, and by one name.

A text calls them 全省开发区, 我省各开发区 and 26家省级以上开发区 in turn; who reads the figures
elsewhere knows neither which province that is nor that all are the same parks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial

from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.group_words import PARK_SORT
from pipelines.figures.cast.regions import region_name
from pipelines.figures.names.terms import PARK, REGION, terms
from pipelines.figures.patterns import later
from pipelines.figures.text import fold
from pipelines.figures.types import Document, Reading

# What stands for the name of a place before its parks: 全省|开发区, 自治区各|园区.
POINTING = later("(自治区(?!级)|[全我本][省市县区州旗盟])(?:内|的)?(?:各类?)?")
PLACE_ALONE = later("自治区|[全我本][省市县区州旗盟]")
EACH_OF = later(f"(.*?(?:自治[区州县]|[省市县州旗盟]))各类?({PARK_SORT})")
OF_PLACE = later("([一-龥]{2,10}?(?:自治[区州县]|[省市县州旗盟]))([^、]*)")
NUMBER = "[\\d两三四五六七八九十]+余?[个家]"
# The parks of a place in full, as it counts them: 全省26家|省级以上开发区.
COUNTED = later(
    f"(自治区|[全我][省市县区州旗盟]|[一-龥]{{2,4}}[省市县州旗])(?:现有|共有|的|共)?{NUMBER}"
    f"((?:(?:省|市|自治区)级及?以上)?{PARK_SORT})"
)
WHOLE = later(f"(?:{NUMBER})?(?:(?:省|市|自治区)级及?以上)?{PARK_SORT}")
SHORT = later(f"{PARK_SORT}")
# What the parks of a province are called with it: 全省|经开区, 安徽省|经开区.
OF_WHOLE = later(f"(全省|[一-龥]{{2,3}}?省)各?({PARK_SORT})")
VAGUE = ("开发区", "园区")  # said of parks of any sort


def name_sets(people: Cast, doc: Document, readings: Sequence[Reading]) -> None:
    """Give the parks of a place, as subjects, the place's name and the fullest of their own."""
    sets = [r for r in readings if r.subject_kind == PARK and "、" not in r.subject]
    named = cache(partial(region_name, people, doc))  # looks at the whole text for each word
    for reading in sets:
        reading.subject = _placed(named, reading.subject)
    for reading in readings:
        if reading.subject_kind == REGION and PLACE_ALONE.fullmatch(reading.subject):
            reading.subject = named(reading.subject) or reading.subject
    fulls = _fulls(named, people, doc, sets)
    title = fold(doc.title)
    sorts = _sorts(doc, sets)
    for reading in sets:
        name = sorts.get(reading.subject, reading.subject)
        titled = name in title and _bare(name) is None
        if not titled:  # as the headline calls them, they are named in full
            reading.subject = _full(fulls, name)


def _placed(named: Callable[[str], str], name: str) -> str:
    """安徽省开发区 for 我省各开发区."""
    pointing = POINTING.match(name)
    if pointing:
        return (named(pointing[1]) or pointing[1]) + name[pointing.end() :]
    each = EACH_OF.fullmatch(name)
    return each[1] + each[2] if each else name


def _fulls(
    named: Callable[[str], str], people: Cast, doc: Document, sets: Iterable[Reading]
) -> dict[str, list[str]]:
    """What the parks of each place are called in full, by the place."""
    fulls: dict[str, list[str]] = {}
    names = [people.entities[people.collective].name] if people.collective is not None else []
    names += dict.fromkeys(one.subject for one in sets)
    for counted in COUNTED.finditer(doc.folded):
        word = counted[1]
        place = named(word) if POINTING.match(word) else word
        if place:
            names.append(place + counted[2])
    for name in names:
        found = OF_PLACE.fullmatch(name)
        if found and WHOLE.fullmatch(found[2]):
            fulls.setdefault(found[1], []).append(found[2])
    return fulls


def _sorts(doc: Document, sets: Iterable[Reading]) -> dict[str, str]:
    """安徽省经开区 for 安徽开发区, which a headline says of what the text calls 全省经开区 only."""
    out: dict[str, str] = {}
    for name in dict.fromkeys(one.subject for one in sets):
        bare = _bare(name)
        if bare is None or bare[1] not in VAGUE:
            continue
        told = Counter(
            one[2] for one in OF_WHOLE.finditer(doc.folded) if one[1] in ("全省", bare[0])
        )
        sort = max(told, key=lambda s: (told[s], len(s)), default="")
        if sort and bare[1] not in told:
            out[name] = bare[0] + sort
    return out


def _bare(name: str) -> tuple[str, str] | None:
    """The full name of the province that a name has without its rank, and its sort: 安徽|开发区."""
    bare = next((p for p in terms().provinces if name.startswith(p)), "")
    full = bare + terms().provinces.get(bare, "")
    alone = bare and not name.startswith(full) and SHORT.fullmatch(name, len(bare))
    return (full, name[len(bare) :]) if alone else None


def _full(fulls: dict[str, list[str]], name: str) -> str:
    """The full name of a place's parks of which a name is a part, if there is just one."""
    bare = _bare(name)
    if bare is not None and bare[0] in fulls:
        name = bare[0] + bare[1]  # 江西开发区, where the text counts 江西省95家
    found = OF_PLACE.fullmatch(name)
    if found is None or not SHORT.fullmatch(found[2]):
        return name
    longer = [one for one in fulls.get(found[1], ()) if one.endswith(found[2])]
    whole = next((one for one in longer if len(one) > len(found[2])), "")
    return found[1] + whole if whole and all(whole.endswith(_sort(one)) for one in longer) else name


def _sort(words: str) -> str:
    """What parks are called without their number: 省级以上开发区."""
    return words.lstrip("0123456789两三四五六七八九十余").removeprefix("家").removeprefix("个")
