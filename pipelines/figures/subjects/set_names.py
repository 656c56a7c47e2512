"""Names the parks of a place that are spoken of together: after their place, and by one name.

A text calls them 全省开发区, 我省各开发区 and 26家省级以上开发区 in turn; who reads the figures
elsewhere knows neither which province that is nor that all are the same parks.
"""

from __future__ import annotations

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
    for reading in sets if fulls else ():
        if reading.subject not in title:  # as the headline calls them, they are named in full
            reading.subject = _full(fulls, reading.subject)


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


def _full(fulls: dict[str, list[str]], name: str) -> str:
    """The full name of a place's parks of which a name is a part, if there is just one."""
    bare = next((p for p in terms().provinces if name.startswith(p)), "")
    full = bare + terms().provinces.get(bare, "")
    if bare and full in fulls and SHORT.fullmatch(name, len(bare)):
        name = full + name[len(bare) :]  # 江西开发区, where the text counts 江西省95家
    found = OF_PLACE.fullmatch(name)
    if found is None or not SHORT.fullmatch(found[2]):
        return name
    longer = [one for one in fulls.get(found[1], ()) if one.endswith(found[2])]
    whole = next((one for one in longer if len(one) > len(found[2])), "")
    return found[1] + whole if whole and all(whole.endswith(_sort(one)) for one in longer) else name


def _sort(words: str) -> str:
    """What parks are called without their number: 省级以上开发区."""
    return words.lstrip("0123456789两三四五六七八九十余").removeprefix("家").removeprefix("个")
