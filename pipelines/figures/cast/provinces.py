"""The province that a text is about because its title begins with it or names it."""

from __future__ import annotations

from pipelines.figures.cast.entities import Cast
from pipelines.figures.names.terms import REGION, terms
from pipelines.figures.patterns import later
from pipelines.figures.text import fold
from pipelines.figures.types import Document

WHOLE_PROVINCE = ("全省", "我省", "全区", "我区", "自治区")
# When it is told of, before a province: 前7月|某省…, 2024年|某省….
TITLE_DATE = later(
    "(?:20\\d\\d年|今年)?(?:前?[\\d一二三四五六七八九十至—-]+个?月(?:份)?|[上下]半年|前?[一二三四]季度)?"
)
PARK_WORD = later("(?<![全各])(?:园区|开发区|经开区|高新区|集中区|集聚区|工业园|产业园|飞地)")


def province_titled(cast: Cast, doc: Document) -> int | None:
    """The province that a title begins with, over a text that says 全省 or 全区 and no place.

    Places of the province that it goes through, none of them in the title, are no rivals.
    """
    title, words = fold(doc.title), terms()
    if not any(m.head in WHOLE_PROVINCE for m in cast.mentions):
        return None
    dated = TITLE_DATE.match(title)
    begin = dated.end() if dated else 0
    for name, suffix in words.provinces.items():
        if title.startswith(name, begin) and not title.startswith(
            ("市", "州", "藏族"), begin + len(name)
        ):
            one = None if cast.region is None else cast.entities[cast.region]
            inside = one is None or words.province_of.get(one.name[:-1]) == name
            apart = one is None or not (one.titled or one.name[:-1] in title)
            return cast.get(REGION, name + suffix) if inside and apart else None
    return None


def province_in_title(cast: Cast, doc: Document) -> int | None:
    """The province that a title names beside no park and no other place, None for another one."""
    title = fold(doc.title)
    found = next(((p, s) for p, s in terms().provinces.items() if p in title), None)
    titled = any(one.titled for one in cast.entities)
    if found is None or titled or PARK_WORD.search(title.replace("飞地", "")):
        return None
    return cast.get(REGION, found[0] + found[1])
