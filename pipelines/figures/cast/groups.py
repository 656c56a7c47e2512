"""Tells which parks together a report is about: 全市工业园区, 某市九个经开区, 国家级经开区."""

from __future__ import annotations

import re
from collections import Counter

from pipelines.figures.cast.counted_groups import opening_group, province_group
from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.group_words import GRADES, PARK_SORT
from pipelines.figures.cast.park_sets import COUNTED, NUMBERS, nearest
from pipelines.figures.cast.regions import region_name
from pipelines.figures.names.judging import place_at
from pipelines.figures.names.terms import PARK, REGION, terms
from pipelines.figures.patterns import later
from pipelines.figures.text import fold
from pipelines.figures.types import Document

FEW = 5  # parks up to which a report calls all of them by their names
SEVERAL_TIMES = 3  # namings of the parks of a region from which on a report is about them
WHOLE_PARKS = later(
    "(?:(?:[全我][省市县旗州区]|(?<![族尔古一-龥])自治区)(?:近?[半多大]数(?:以上)?|[\\d一二两三四五六七八九十]+[个家])?|各地)(?:各类?|各级各类|省级及?以上|国家级|省级|市级|重点|主要)?"
    f"(?:特色)?{PARK_SORT}"
)
# 某市省级以上开发区(园区): a title that names the parks of a place by their grade.
TITLE_GROUP = later(
    "(?:(?![全我])[一-龥]){2,4}[省市县州区](?:省级及?以上|国家级|省级|各)(?:开发区|经开区|高新区|工业园区|产业园区|园区)"
    "(?:\\([一-龥]{0,4}园区\\))?"
)
# All parks of a grade in the country, in a title that names none of them, and who speaks of them.
NATIONAL = later(
    "(?<![家个批建级成选为获是升评])(全国|我国)?(国家级?(?:经济技术开发区|高新技术产业开发区|经开区|高新区|开发区|新区|综合保税区))"
)
MINISTRY = later(
    "\\d{2,3}[家个]国家级?|商务部|科技部|工业和信息化部|工信部|海关总署|发展改革委|全国"
)
HERE = later("[我全][省市县州旗]")  # the voice of a place
# 全省10家国家级经开区: whose the zones are that a text counts first.
FIRST_COUNT = later("([省市县州旗](?:共有|现有|的)?)?\\d+[家个]国家级")
# 甲园区、乙开发区等重点园区: some of those that a report is about.
TITLE_LIST = later(
    f"等[\\d一二两三四五六七八九十]*[个家大]?((?:重点|主要|省级|国家级|特色)?{PARK_SORT})"
)
# 公布某市2018年度小微企业园评价结果: a year between a place and the sort of its parks.
DATED_GROUP = later(
    f"((?:(?!关于|公布|印发)[一-龥]){{2,4}}?[省市县州区])(?:[今去前]年)?(?:\\d{{4}}年度?|[上下]半年|"
    f"[前首一二三四]+季度?|[前\\d一二三四五六七八九十至—-]+个?月(?:份)?|全年)+({PARK_SORT})"
)

# 某市九个经开区前三季度产值…: a title whose subject is a group of so many parks.
COUNTED_GROUP = later(
    "((?:(?![全我])[一-龥]){2,4}[省市县州旗区]|[全我][省市县州旗])([\\d两二三四五六七八九十]+[个家大])"
    f"({GRADES}{PARK_SORT})(?!入选|入围|上榜|获|跻身|荣获|晋|升|成为|被|通过|[的与和、])"
)
BIG_GROUP = later("[两三四五六七八九十]大(?:工业|产业)?(?:园区|开发区)")
# 天津22个示范工业园区: of a province by its bare name.
COUNTED_PLACE = later(
    f"(?:20\\d\\d年)?(\\d+[个家])({GRADES}{PARK_SORT})(?!入选|入围|上榜|获|跻身|荣获|晋|升|成为|被|通过|[的与和、])"
)
# 潞州:12个开发区竞相发力, of a place that no list knows.
BARE_COUNTED = later(
    "((?![全我各这两三])[一-龥]{2,3}?[市县州区]?)[:, ]?([\\d一二三四五六七八九十]+[个家]"
    f"{GRADES}{PARK_SORT})"
    "(?!入选|入围|上榜|获|跻身|荣获|晋|升|成为|被|通过|[的与和、])"
)
BODY_GROUP = later(
    "(?:[全我][省市县州旗]|[省市县州旗区])"
    f"(([\\d两二三四五六七八九十]+[个家大]){GRADES}{PARK_SORT})"
)

# What a title may seem to name: 某市2018年度小微企业园, a part of the country's zones.
NO_ONE_PARK = later(f"{DATED_GROUP.pattern}|[东中西]部(?:地区)?.*|中西部(?:地区)?.*|东北地区.*")

# 全市7家省级以上开发区(以下简称开发区): what the text calls its subject from there on.
DECLARED_GROUP = later(
    "(全[省市县州旗]|(?:(?![全我该共有])[一-龥]){2,4}[省市县州旗])(?:共有|现有|的|各)?"
    "(?:[\\d一二三四五六七八九十]+[个家])?((?:国家级|省级)?(?:及?以上)?"
    f"{PARK_SORT})\\((?:以下|下称|以下均)?(?:统|简)?称[:为]?“?{PARK_SORT}”?\\)"
)
TITLE_NUMBER = later(
    "(?<![区园城一二三多])([两三四五])(?:园区?|区)(?![一-龥]?[省市县村镇路])"
)  # 三园发力
FEW_PARKS = later("([两三四五六七八九十])([个家大])?((?:省级|市级|工业|产业)?(?:园区|开发区))")
CALLED = "称"  # in every such declaration, and in few texts


def told_together(cast: Cast, doc: Document, named: list[int]) -> int | None:
    """The group of parks that title or text say they are about, None where they name one.

    named are the parks of the title.
    """
    declared = _declared(cast, doc)
    if declared is not None:
        return declared
    province = province_group(fold(doc.title), doc.folded)
    if province:
        cast.collective, cast.several = cast.get(PARK, province), True
        return cast.collective
    listed = TITLE_LIST.search(fold(doc.title))
    graded = _graded(cast, listed[1]) if listed else None
    if graded is not None:
        cast.collective, cast.several, cast.titled_group = graded, True, True
        return graded
    group = TITLE_GROUP.search(fold(doc.title))
    if group and not named:
        cast.collective = cast.get(PARK, doc.title[group.start() : group.end()])
        cast.several = True
        return cast.collective
    national = NATIONAL.search(fold(doc.title))
    if national and not named and _of_land(doc, national[2]):
        name = ("中国" if national[1] else "") + national[2]
        cast.collective, cast.several = cast.get(PARK, name), True
        return cast.collective
    collective = _listed(cast, doc, named)
    if collective is None:
        collective = _collective(cast, doc, named)
    if collective is None and not named:
        collective = _title_parks(cast, doc)
    if collective is None and not named:
        collective = _counted_in_title(cast, doc)
    if collective is None and not named:
        collective = _opening(cast, doc)
    return collective


def _opening(cast: Cast, doc: Document) -> int | None:
    """So many parks of a place with which a text begins as its subject."""
    place, words = opening_group(doc.folded)
    region = region_name(cast, doc, place) if place[:1] in ("全", "我") else place
    if not words or not region:
        return None
    cast.collective = cast.get(PARK, region + words)
    cast.several = cast.titled_group = True
    return cast.collective


def _listed(cast: Cast, doc: Document, named: list[int]) -> int | None:
    """The parks that a title counts and the text lists: 两大园区, over 甲园、乙园两大园区."""
    counted = COUNTED.search(fold(doc.title))
    few = TITLE_NUMBER.search(fold(doc.title)) if counted is None else counted
    count = 0 if few is None else NUMBERS.get(few[1]) or int(few[1])
    whole = WHOLE_PARKS.search(fold(doc.title))
    if not count or count > FEW or len(named) not in (0, count):
        return None
    if whole and few is not None and whole.end() <= few.start():
        return None  # 全省开发区考核揭晓 三家经开区领跑
    one = nearest(cast.sets, 0, count)
    if one is None:
        return None
    cast.collective = cast.get(PARK, "、".join(one.names))
    cast.several = cast.titled_group = True
    return cast.collective


def is_group(cast: Cast, doc: Document, main: int) -> bool:
    """Whether what the title names are the parks of a place: 某市工业园区, 全市14个工业园区."""
    one = cast.entities[main]
    if one.titled and one.name == cast.group:
        return True
    found = BODY_GROUP.search(doc.folded) if one.kind == PARK and one.titled else None
    if found is None:
        return False
    sort = found[1][len(found[2]) :]
    place = one.name.removesuffix(sort)
    return place != one.name and place.endswith(("市", "省", "州", "县", "区"))


def _of_land(doc: Document, parks: str) -> bool:
    """Whether a text speaks of all parks of a grade: by a ministry, or by no place's voice."""
    counted = FIRST_COUNT.search(doc.folded)
    if counted is not None and counted[1]:
        return False
    often = doc.folded.count(parks) >= SEVERAL_TIMES and not HERE.search(doc.folded)
    return often or MINISTRY.search(fold(doc.title) + doc.folded) is not None


def _graded(cast: Cast, word: str) -> int | None:
    """The park of the text that is a group of that grade: 津南区重点园区."""
    named = (n for n in cast.of_kind(PARK) if cast.entities[n].name.endswith(word))
    return next(named, None)


def _declared(cast: Cast, doc: Document) -> int | None:
    """The parks of a place that the text says it will call 开发区 or 园区 for short."""
    found = DECLARED_GROUP.search(doc.folded) if CALLED in doc.folded else None
    if found is None:
        return None
    region = region_name(cast, doc, found[1]) if found[1][0] == "全" else found[1]
    if not region:
        return None
    cast.collective = cast.get(PARK, region + found[2])
    cast.several = cast.titled_group = True
    return cast.collective


def _place_of(cast: Cast, doc: Document, word: str) -> str:
    """The place of 全市 or 全区, which an autonomous region says of itself too."""
    name = region_name(cast, doc, word)
    if name or word != "全区":
        return name
    title = fold(doc.title)
    return next(
        (p + s for p, s in terms().provinces.items() if p in title and s.endswith("自治区")), ""
    )


def _title_parks(cast: Cast, doc: Document) -> int | None:
    """The parks of a place that the title speaks of together: 关于全市工业园区的报告."""
    title = fold(doc.title)
    found, dated = WHOLE_PARKS.search(title), DATED_GROUP.search(title)
    named = _named_with_place(cast, found[0]) if found else None
    if named is not None:
        cast.collective, cast.several = named, True
        return named
    region = (_place_of(cast, doc, found[0][:2]) or found[0][:2]) if found else ""
    name = region + found[0][2:] if found and region else dated[1] + dated[2] if dated else ""
    if not name:
        return None
    cast.collective = cast.get(PARK, name)
    cast.several = True
    return cast.collective


def _named_with_place(cast: Cast, words: str) -> int | None:
    """我市小微企业园 by the name under which the text speaks of them: 某市小微企业园."""
    rank, sort = words[1], words[2:]
    for number in cast.of_kind(PARK)[:FEW]:
        name = cast.entities[number].name
        place = name.removesuffix(sort)
        if place != name and place.endswith(rank) and len(place) > 2:
            cast.region = cast.get(REGION, place)
            return number
    return None


def _counted_in_title(cast: Cast, doc: Document) -> int | None:
    """The group of so many parks that is the subject of a title: 某市九个经开区前三季度…"""
    title = fold(doc.title)
    found = COUNTED_GROUP.match(title)
    if found is None:
        big = _big_of_place(cast, doc, title)
        return _few_of_region(cast, title) if big is None else big
    region = region_name(cast, doc, found[1]) if found[1][0] in "全我" else found[1]
    if not region:
        return None
    own = BODY_GROUP.search(doc.folded)  # 九个经济技术开发区, where the title says 九个经开区
    words = own[1] if own and own[2] == found[2] else found[2] + found[3]
    cast.collective = cast.get(PARK, region + words)
    cast.several = cast.titled_group = True
    return cast.collective


def _big_of_place(cast: Cast, doc: Document, title: str) -> int | None:
    """某地六大园区三年引来434个项目: the parks of a place that is named without its rank."""
    bare = BARE_COUNTED.match(title)
    if bare is not None and _bears_out(cast, doc, bare):
        place = _ranked(doc, bare[1], bare[2])
        cast.collective = cast.get(PARK, place + bare[2])
        cast.several, cast.titled_group = True, place == bare[1]
        return cast.collective
    place = place_at(terms(), title)
    suffix = terms().provinces.get(place, "")
    big = BIG_GROUP.match(title, len(place)) if place else None
    counted = COUNTED_PLACE.match(title, len(place)) if big is None and suffix else None
    if big is not None:
        words = big[0]
        cast.titled_group = True
    elif counted is not None:
        words = counted[1] + counted[2]
        whole = words not in doc.folded and re.search(f"全[省市区]{counted[2]}", doc.folded)
        words = suffix + (counted[2] if whole else words)  # 全省高新区, as the text calls them
        cast.titled_group = not whole
    else:
        return None
    cast.collective, cast.several = cast.get(PARK, place + words), True
    return cast.collective


def _bears_out(cast: Cast, doc: Document, found: re.Match[str]) -> bool:
    """Whether the text says a bare place's number of parks again, or has parks named after it."""
    if found[1] + found[2] in doc.folded or _ranked(doc, found[1], found[2]) != found[1]:
        return True
    parks = (cast.entities[n].parts for n in cast.of_kind(PARK)[:FEW])
    return found[2] in doc.folded and any(one and one.stem == found[1] for one in parks)


def _ranked(doc: Document, place: str, words: str) -> str:
    """丹川市 for 丹川, where the text says before its number of parks what rank the place has."""
    ranked = (place + rank for rank in "市县州旗")
    return next((name for name in ranked if name + words in doc.folded), place)


def _few_of_region(cast: Cast, title: str) -> int | None:
    """东汊五园区前十月…: the parks of a place that the text names with its rank."""
    for number in cast.of_kind(REGION):
        name = cast.entities[number].name
        few = FEW_PARKS.match(title, len(name) - 1) if title.startswith(name[:-1]) else None
        if few is not None and len(name) > 2:
            cast.collective = cast.get(PARK, name + few[1] + (few[2] or "个") + few[3])
            cast.several = cast.titled_group = True
            return cast.collective
    return None


def _collective(cast: Cast, doc: Document, titled: list[int]) -> int | None:
    """The parks of a region, where 全市园区 is said more often than the park in the title."""
    groups = [m for m in cast.mentions if m.kind == PARK and m.group]
    groups = [m for m in groups if doc.folded[m.start - 1 : m.start] not in ("居", "列")]
    words = Counter(doc.folded[m.start : m.end] for m in groups)
    word, times = next(
        ((w, n) for w, n in words.most_common(3) if WHOLE_PARKS.fullmatch(w)), ("", 0)
    )
    own = sum(m.entity in titled for m in cast.mentions) if titled else 0
    if times < SEVERAL_TIMES or own >= times:
        return None
    region = _place_of(cast, doc, word[:2])
    short = region[:-1] + word[2:]  # 某综保区, of the whole province
    name = short if len(region) > 2 and short in doc.folded else region + word[2:]
    cast.collective = cast.get(PARK, name) if region else None
    cast.several = cast.collective is not None
    return cast.collective
