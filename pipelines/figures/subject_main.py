"""Who a report is about where nobody is named: its park, else its region, firm or project."""

from __future__ import annotations

from collections import Counter

from pipelines.figures.patterns import later
from pipelines.figures.subject_entities import Cast
from pipelines.figures.subject_mentions import mentions
from pipelines.figures.subject_names import place_at
from pipelines.figures.subject_regions import region_name
from pipelines.figures.subject_terms import ENTERPRISE, PARK, PROJECT, REGION, terms
from pipelines.figures.text import fold
from pipelines.figures.types import Document

REGION_TITLE = later(
    r"(?<!跻身|高于|进入|领跑|位列|位居|挺进|名列|快于)(?<![居占列领超比])(?:全|我)([省市县旗州])(?!第|前|首|平均|百强|十强|先进|领先)"
)
MANY = later(r"[\d一二两三四五六七八九十]+[个家][^,。]{0,6}(?:园区|开发区|集中区)")
WHOLE_DISTRICT = ("全区", "我区", "该区")
WHOLE_PARKS = later("(?:全[省市县旗州区]|各地)(?:各类?)?(?:园区|开发区|工业园区|产业园区|集中区)")
PROVINCES_PARKS = later(
    "([一-龥]{2,3}?)(?:省|自治区)?((?:各类|各级)?(?:开发区|园区|产业园区|工业园区|化工园区))"
)
# 某市省级以上开发区(园区): a title that names the parks of a place by their grade.
TITLE_GROUP = later(
    "[一-龥]{2,4}[省市县州区](?:省级及?以上|国家级|省级|各)(?:开发区|经开区|高新区|工业园区|产业园区|园区)"
    "(?:\\([一-龥]{0,4}园区\\))?"
)
OF_PARKS = later("园区|管委会|入园|入驻|片区|园内")
# What a place does, so that the word after it ends no name: 酒泉建设新能源基地.
DOES = (
    "建设|打造|加快|争当|构建|推进|崛起|迈向|创建|聚力|全力|做强|做大|入选|如何|"
    "[筑让把在将引抢向为以与和变从要用获怎托撑带跑跃走写交拿打争]"
)
UNHEADED = later(
    f"[市县区]?(?![省市县区年月日上下第])(?:(?!{DOES})[一-龥·]){{2,10}}?"
    "(?:示范区|试验区|实验区|先行区|示范园|小镇|园|城|谷|港|岛|湾区?|走廊|集群|基地|产业带)"
    "(?![一-龥]{0,1}(?:[省市县]|经济|产业|化))"
)
NAMELESS = later(
    "(?<![一-龥])(?:[在我全本])?([市县区旗州])?((?:经济(?:技术)?|高新(?:技术)?(?:产业)?|工业)?(?:开发区|高新区|经开区|园区|集中区))"
)
PLACE_OF = later("[一-龥]{2,4}?[市县区旗州]")
SEVERAL_TIMES = 3  # namings of the parks of a region from which on a report is about them
RIVALS = 3  # parks from which on a report with a region in its title is about the region


def find_main(cast: Cast, doc: Document) -> None:
    """Fill in the cast's region, its default subject and its default place."""
    cast.region = _region(cast, doc)
    cast.main = _about(cast, doc) if doc.about else _main(cast, doc)
    if cast.main is not None and cast.collective is None:
        _of_province(cast, cast.main)
    cast.place = cast.main
    if cast.main is not None and cast.entities[cast.main].kind not in (PARK, REGION):
        parks = cast.of_kind(PARK)
        cast.place = parks[0] if parks else cast.region


def _of_province(cast: Cast, main: int) -> None:
    """No park is called by a province alone: 某省开发区 are the parks of the province."""
    found = PROVINCES_PARKS.fullmatch(cast.entities[main].name)
    suffix = terms().provinces.get(found[1], "市") if found else "市"
    if found and suffix != "市":
        cast.collective = main
        cast.entities[main].name = found[1] + suffix + found[2]


def _region(cast: Cast, doc: Document) -> int | None:
    """The place that the report is from: named in title or origin, in parks' names, most often."""
    stems = [e.parts.stem for e in cast.entities if e.parts]
    where = fold(doc.title) + doc.origin

    def score(number: int) -> tuple[float, int]:
        one = cast.entities[number]
        root = one.name[:-1]
        near = sum(stem.startswith(root) for stem in stems[:50])
        return one.weight + near + (3 if root in where else 0), -one.first

    return max(cast.of_kind(REGION)[:50], key=score, default=None)


def _about(cast: Cast, doc: Document) -> int:
    """The subject that the caller knows the text to be about."""
    name = fold(doc.about)
    read = next((m for m in mentions(name) if m.end == len(name) and m.name), None)
    kind = read.kind if read else PARK
    known = cast.index.get((kind, name))
    number = known if known is not None else cast.get(kind, doc.about)
    cast.entities[number].name = doc.about
    cast.entities[number].weight += 1
    cast.entities[number].titled = True
    cast.ranked.clear()
    return number


def _main(cast: Cast, doc: Document) -> int | None:
    parks = cast.of_kind(PARK)
    named = [n for n in parks if cast.entities[n].titled]
    group = TITLE_GROUP.search(fold(doc.title))
    if group and not named:
        cast.collective = cast.get(PARK, doc.title[group.start() : group.end()])
        cast.several = True
        return cast.collective
    collective = _collective(cast, doc, named)
    if collective is not None:
        return collective
    if named:
        return named[0]
    unheaded = "" if parks else _unheaded(doc)
    if unheaded:
        number = cast.get(PARK, unheaded)
        cast.entities[number].titled = True
        return number
    nameless = _nameless(cast, doc) if not parks else None
    if nameless is not None:
        return nameless
    many = _of_many(cast, doc)
    if many is not None:
        return many
    firms = cast.of_kind(ENTERPRISE)
    if firms and cast.entities[firms[0]].titled:
        return firms[0]
    if parks and not _outweighed(cast, parks[0]):
        return parks[0]
    if cast.region is not None:
        return cast.region
    rest = parks + firms + cast.of_kind(PROJECT)
    return rest[0] if rest else None


def _unheaded(doc: Document) -> str:
    """The park that the title names by a word that few parks are called, '' where it names none.

    A place, then a word such as 城, 谷 or 岛, in the title of a text that speaks of 园区 or of who
    moves in: 成都天府智慧岛.
    """
    title = fold(doc.title)
    if not OF_PARKS.search(doc.folded):
        return ""
    for at in range(len(title) - 3):
        place = place_at(terms(), title, at)
        found = UNHEADED.match(title, at + len(place)) if place else None
        if found:
            return doc.title[at : found.end()]
    return ""


def _nameless(cast: Cast, doc: Document) -> int | None:
    """The park that a report of its own place calls by no name: 县经济开发区 from 某某县信息网."""
    title = fold(doc.title)
    found = NAMELESS.search(title)
    pointers = sum(m.kind == PARK and not m.name for m in cast.mentions)
    place = PLACE_OF.match(fold(doc.origin))
    if not found or not place or pointers < SEVERAL_TIMES:
        return None
    if found[1] and not place[0].endswith(found[1]):
        return None
    number = cast.get(PARK, place[0] + found[2])
    cast.entities[number].titled = True
    return number


def _collective(cast: Cast, doc: Document, titled: list[int]) -> int | None:
    """The parks of a region, where 全市园区 is said more often than the park in the title."""
    groups = [m for m in cast.mentions if m.kind == PARK and m.group]
    words = Counter(doc.folded[m.start : m.end] for m in groups)
    word, times = next(
        ((w, n) for w, n in words.most_common(3) if WHOLE_PARKS.fullmatch(w)), ("", 0)
    )
    own = sum(m.entity in titled for m in cast.mentions) if titled else 0
    if times < SEVERAL_TIMES or own >= times:
        return None
    region = region_name(cast, doc, word[:2])
    cast.collective = cast.get(PARK, region + word[2:]) if region else None
    cast.several = cast.collective is not None
    return cast.collective


def _of_many(cast: Cast, doc: Document) -> int | None:
    """The region whose title speaks of 全市 or of several parks, or that has three and more."""
    title = fold(doc.title)
    whole = REGION_TITLE.search(title)
    if whole:
        name = region_name(cast, doc, "全" + whole[1])
        return cast.get(REGION, name or whole[0])
    if cast.region is None:
        return None
    if MANY.search(title):
        return cast.region
    rivals = [n for n in cast.of_kind(PARK) if cast.entities[n].weight >= 1]
    return cast.region if cast.entities[cast.region].titled and len(rivals) >= RIVALS else None


def _outweighed(cast: Cast, park: int) -> bool:
    """Whether the region stands before the park and is spoken of more often."""
    if cast.region is None:
        return False
    one, region = cast.entities[park], cast.entities[cast.region]
    words = terms().regions
    pointers = [m for m in cast.mentions if not m.name and not m.group]
    whole = sum(m.head in WHOLE_DISTRICT for m in pointers)
    district = whole if region.name.endswith("区") else 0
    of_region = region.weight + district + sum(m.head in words for m in pointers)
    of_park = one.weight + sum(m.kind == PARK for m in pointers) - district
    return (region.titled or region.first < one.first) and of_region > of_park
