"""Whom a title names that is no one park: all of a place (某市开发区), or the place by its stem."""

from __future__ import annotations

import re

from pipelines.figures.names.park_names import CLASS_OF
from pipelines.figures.names.terms import PARK, REGION
from pipelines.figures.names.types import Entity, Mention
from pipelines.figures.patterns import later

# A place with its rank, and a word that may as well name its parks together.
TITLED = later(
    "(?:^|(?<=[\\d年月度至，,。:！!“” 　]))((?![全我各年月度至])[一-龥]{1,4}?([省市县州旗区]))"
    "((?:工业|产业|经济)?(?:开发区|园区|集中区|集聚区))(?!管委|党工委)"
)
SORT = (
    "(?:经济技术|高新技术产业|经济|高新|工业|产业|化工|科技)?"
    "(?:开发区|园区|集中区|集聚区|经开区|高新区)"
)
GRADES = "(?:国家级|省级|市级|县级|以上|及|、|重点|各类|特色)*"
# What follows the stem of a place in the name of a park, or makes its people guests.
PARK_AFTER = later(
    "[一-龥()·—-]{0,8}?(?:园|开发区|经开|高新|集聚区|集中区|保税|综保|加工区|新区|合作区|港区|示范区|试验区|客[人商]|代表团|考察|观摩|党政|[省市县区旗州])"
)
SEVERAL_TIMES = 2  # namings of all parks of a place from which on a report is about them
COUNT = "(?:\\d{1,3}|[两三四五六七八九十]{1,3})[个家大]"


# A place before a colon, and at once a park of its own.
OWN_OF_TITLE = later("([一-龥]{2,4}?)[市县区旗]?[::]")
FAR = 10**9  # where somebody first stands whom the text does not name


def title_group(title: str, text: str) -> str:
    """The name in a title that the text shows to be of several parks, '' where it shows none.

    They are counted as the place's own: 全市6家省级以上开发区, 某市的六个园区.
    """
    found = TITLED.search(title)
    if found is None:
        return ""
    place, rank, sort = found[1], found[2], found[3][-2:]
    owner = f"(?:全{rank}|我{rank}|{re.escape(place)})(?:现有|共有|已有|的|共)?"
    whole = owner + COUNT + GRADES + SORT
    counted = re.search(whole, text)
    if counted is not None and counted[0].endswith(sort):
        return place + found[3]
    own = f"(?<![居列占比超于])全{rank}{found[3]}(?![第前首名排位平中内综评考])"
    # 淝阴市开发区, over a text of 淝阴经开区, 淝阴高新区 and others
    one_of_them = re.search(
        f"(?<![一-龥]){re.escape(place[:-1])}(?:经开|高新|经济技术开发)区", text
    )
    several = len(re.findall(own, text)) >= (1 if one_of_them else SEVERAL_TIMES)
    return place + found[3] if several else ""


def title_regions(entities: list[Entity], title: str, weight: float) -> None:
    """Count a place for titled whose name without its rank the title speaks of, and no park's."""
    if any(one.kind == PARK and one.titled for one in entities):
        return
    for one in entities:
        at = title.find(one.name[:-1]) if one.kind == REGION and len(one.name) > 2 else -1
        if at >= 0 and not one.titled and not PARK_AFTER.match(title, at + len(one.name) - 1):
            one.weight, one.titled = one.weight + weight, True


def own_of_title(entities: list[Entity], title: str, mention: Mention) -> int:
    """The park of a place that a title calls by its sort: 甲市:经济开发区|挑大梁; -1 for none.

    The text names it after that place, and no other park of the sort.
    """
    place = OWN_OF_TITLE.match(title)
    if place is None or mention.start != place.end():
        return -1
    head = mention.head
    alike = [
        number
        for number, one in enumerate(entities)
        if one.kind == PARK and one.parts is not None and one.first < FAR
        if one.name.endswith(head) or CLASS_OF.get(head) == one.parts.family
    ]
    own = len(alike) == 1 and entities[alike[0]].name.startswith(place[1])
    return alike[0] if own and head != "园区" else -1
