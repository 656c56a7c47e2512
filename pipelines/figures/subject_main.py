"""Who a report is about where nobody is named: its park, else its region, firm or project."""

from __future__ import annotations

from collections import Counter

from pipelines.figures.patterns import later
from pipelines.figures.subject_entities import Cast
from pipelines.figures.subject_mentions import mentions
from pipelines.figures.subject_nameless import named_by_title, opened_by, spoken_of
from pipelines.figures.subject_origin import home, publisher
from pipelines.figures.subject_park_pointers import RANKED
from pipelines.figures.subject_regions import points_to, region_name
from pipelines.figures.subject_terms import ENTERPRISE, PARK, PROJECT, REGION, terms
from pipelines.figures.subject_types import Entity
from pipelines.figures.text import fold
from pipelines.figures.types import Document

REGION_TITLE = later(
    r"(?<!跻身|高于|进入|领跑|位列|位居|挺进|名列|快于)(?<![居占列领超比])(?:全|我)([省市县旗州])(?!第|前|首|平均|百强|十强|先进|领先)"
)
# A report on a whole place, if its title names no parks.
GOVERNMENT = later(
    "(?!.*(?:开发区|园区|高新区|经开区|集聚区|集中区|工业园|产业园|新区|保税区|合作区)).*"
    "(?:政府工作报告|统计公报|国民经济和社会发展|经济运行情况|经济运行分析|财政预算).*"
)
NUMBERED = later("[两二三四五六七八九十\\d][个家大](?=国家|省|市|县|重点|[园开经高集综])")
MANY = later(r"[\d一二两三四五六七八九十]+[个家][^,。]{0,6}(?:园区|开发区|集中区)")
WHOLE_DISTRICT = ("全区", "我区", "该区")
WHOLE_PROVINCE = ("全省", "我省", "全区", "我区", "自治区")
PARK_SORT = (
    "(?:经济技术|高新技术产业|经济|高新|工业|产业|化工|科技|小微企业|小微|中小企业)?"
    "(?:园区|开发区|集中区|集聚区|经开区|高新区|示范区|产业园|工业园|企业园|小微园|创业园)"
)
WHOLE_PARKS = later(
    "(?:全[省市县旗州区]|各地)(?:各类?|各级各类|省级及?以上|国家级|省级|市级|重点|主要)?"
    f"(?:特色)?{PARK_SORT}"
)
INVITED = later("(?:邀请|请)(?:到|来|了)?[^,。;:“”]{0,14}$|(?:专访|对话|做客)[^,。;“”]{0,6}$")
# What gives an account of all of them counts them as its own subject.
REPORT_ON = later("关于.*(?:报告|通报|通告|情况|意见|汇报|公告|通知|公报)|.*(?:综述|通报|公报)$")
COMMITTEE = later("管委会|党工委|工委|管理委员会")
PROVINCES_PARKS = later(
    "([一-龥]{2,3}?)(?:省|自治区)?((?:各类|各级)?(?:开发区|园区|产业园区|工业园区|化工园区))"
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
LARGER = ("全市", "我市", "全县", "我县")
HERE = later("[我全][省市县州旗]")  # the voice of a place
# 甲园区、乙开发区等重点园区: some of those that a report is about.
TITLE_LIST = later(
    f"等[\\d一二两三四五六七八九十]*[个家大]?((?:重点|主要|省级|国家级|特色)?{PARK_SORT})"
)
# 公布某市2018年度小微企业园评价结果: a year between a place and the sort of its parks.
DATED_GROUP = later(
    f"((?:(?!关于|公布|印发)[一-龥]){{2,4}}?[省市县州区])(?:[今去前]年)?(?:\\d{{4}}年度?|[上下]半年|"
    f"[前首一二三四]+季度?|[前\\d一二三四五六七八九十至—-]+个?月(?:份)?|全年)+({PARK_SORT})"
)

# What a title may seem to name: 某市2018年度小微企业园, a part of the country's zones.
NO_ONE_PARK = later(f"{DATED_GROUP.pattern}|[东中西]部(?:地区)?.*|中西部(?:地区)?.*|东北地区.*")

# 全市7家省级以上开发区(以下简称开发区): what the text calls its subject from there on.
DECLARED_GROUP = later(
    "(全[省市县州旗]|(?:(?![全我该共有])[一-龥]){2,4}[省市县州旗])(?:共有|现有|的|各)?"
    "(?:[\\d一二三四五六七八九十]+[个家])?((?:国家级|省级)?(?:及?以上)?"
    f"{PARK_SORT})\\((?:以下|下称|以下均)?(?:统|简)?称[:为]?“?{PARK_SORT}”?\\)"
)
PARK_WORD = later("(?<![全各])(?:园区|开发区|经开区|高新区|集中区|集聚区|工业园|产业园|飞地)")
CALLED = "称"  # in every such declaration, and in few texts
OPENS_BY = 20  # characters within which a text names whom it is about by its rank
SEVERAL_TIMES = 3  # namings of the parks of a region from which on a report is about them
RIVALS = 3  # parks from which on a report with a region in its title is about the region


def find_main(cast: Cast, doc: Document) -> None:
    """Fill in the cast's region, its default subject and its default place."""
    cast.region = _region(cast, doc)
    cast.main = _about(cast, doc) if doc.about else _main(cast, doc)
    if cast.main is not None and cast.collective is None:
        _of_province(cast, cast.main)
    if cast.main is not None and cast.main == cast.collective:
        title = fold(doc.title)
        named = cast.entities[cast.main].name in title or WHOLE_PARKS.search(title)
        named = named or DATED_GROUP.search(title)
        cast.titled_group |= bool(named) and REPORT_ON.match(title) is not None
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

    whole = any(m.head in LARGER for m in cast.mentions)
    known = [n for n in cast.of_kind(REGION)[:50] if not whole or not _town(cast.entities[n])]
    return max(known, key=score, default=None)


def _town(one: Entity) -> bool:
    """Whether somebody is a town, which no report is about that speaks of 全市 or 全县."""
    return one.name.endswith(("镇", "乡")) and not one.titled


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
    told = _told(cast, doc)
    if told is not None:
        return told
    own = _of_its_county(cast, doc)
    if own is not None:
        return own
    parks = [n for n in cast.of_kind(PARK) if not _only_passing(cast, n)]
    titled = None if parks else named_by_title(cast, doc)
    if titled is not None:
        return titled
    many = _of_many(cast, doc)
    if many is not None:
        return many
    firms = cast.of_kind(ENTERPRISE)
    if firms and cast.entities[firms[0]].titled:
        return firms[0]
    opened = _opened(cast, doc, parks[0]) if parks else None
    if opened is not None:
        return opened
    if parks and not _outweighed(cast, doc, parks[0]):
        return parks[0]
    province = None if parks or cast.region is not None else _province_titled(cast, doc)
    if province is not None:
        return province
    nameless = None if parks else spoken_of(cast, doc)
    if nameless is not None:
        return nameless
    if cast.region is not None:
        return cast.region
    rest = parks + firms + cast.of_kind(PROJECT)
    named = next((n for n in rest if not _only_passing(cast, n)), None)
    if named is None and rest:  # as the text calls it
        bare = next(m for m in cast.mentions if m.kind == PARK and not m.name and not m.group)
        return cast.get(PARK, bare.head)
    return named


def _opened(cast: Cast, doc: Document, park: int) -> int | None:
    """Whom a text is about from its first words on, before it names a park."""
    opened = opened_by(cast, doc)
    return opened if opened is not None else _nameless_district(cast, park)


def _nameless_district(cast: Cast, park: int) -> int | None:
    """全区, said again and again before a text names its one park once in passing."""
    one = cast.entities[park]
    whole = [m for m in cast.mentions if m.head in WHOLE_DISTRICT and not m.name]
    told = len(whole) >= SEVERAL_TIMES and whole[0].start < one.first
    if cast.region is not None or one.titled or one.weight > 1 or not told:
        return None
    return cast.get(REGION, whole[0].head)


def _of_its_county(cast: Cast, doc: Document) -> int | None:
    """The park with whose rank a text opens before it names any: 去年,县工业园紧紧围绕…"""
    first = next((m for m in cast.mentions if m.kind == PARK), None)
    if first is None or first.name or first.group or first.start > OPENS_BY:
        return None
    rank = doc.folded[first.start]
    own = rank in RANKED and first.end - first.start == len(first.head) + 1
    if not own or first.head not in terms().bare_heads or "全" in doc.title:
        return None
    return cast.get(PARK, (region_name(cast, doc, "全" + rank) or rank) + first.head)


def _only_passing(cast: Cast, entity: int) -> bool:
    """Whether somebody is named only in passing, after the text has spoken of its own 园区."""
    one = cast.entities[entity]
    before = (m for m in cast.mentions if m.kind == PARK and not m.name and not m.group)
    first = next(before, None)
    return one.passing and not one.titled and first is not None and first.start < one.first


def _told(cast: Cast, doc: Document) -> int | None:
    """Whom the title names, whose office the text comes from, or which parks it is all about."""
    named = [n for n in cast.of_kind(PARK) if cast.entities[n].titled]
    named = [n for n in named if not NO_ONE_PARK.fullmatch(cast.entities[n].name)]
    declared = _declared(cast, doc)
    if declared is not None:
        return declared
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
    collective = _collective(cast, doc, named)
    if collective is None and not named:
        collective = _title_parks(cast, doc)
    if collective is not None:
        return collective
    if named:
        if NUMBERED.search(cast.entities[named[0]].name):
            cast.collective = named[0]  # 某市三家国家级经开区: several, named as one
        return named[0]
    own = home(doc) if GOVERNMENT.fullmatch(doc.title) else []
    if own:  # what a government reports is about its place
        return cast.get(REGION, own[0])
    office = _guest(cast, doc)
    if office is None and doc.origin:
        office = publisher(cast, doc)
    if office is not None:  # what a park's own office writes is about that park
        cast.entities[office].titled = True
    return office


def _of_land(doc: Document, parks: str) -> bool:
    """Whether a text speaks of all parks of a grade: by a ministry, or by no place's voice."""
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


def _guest(cast: Cast, doc: Document) -> int | None:
    """The park whose committee a press conference or an interview has asked to speak."""
    for mention in cast.mentions:
        if mention.kind != PARK or mention.entity < 0 or not mention.name:
            continue
        low = max(0, mention.start - 20)
        if COMMITTEE.match(doc.folded, mention.end) and INVITED.search(
            doc.folded, low, mention.start
        ):
            return mention.entity
    return None


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
    region = _place_of(cast, doc, found[0][:2]) if found else ""
    name = region + found[0][2:] if found and region else dated[1] + dated[2] if dated else ""
    if not name:
        return None
    cast.collective = cast.get(PARK, name)
    cast.several = True
    return cast.collective


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


def _province_titled(cast: Cast, doc: Document) -> int | None:
    """The province that a title begins with, over a text that says 全省 or 全区 and no place."""
    title = fold(doc.title)
    if not any(m.head in WHOLE_PROVINCE for m in cast.mentions):
        return None
    for name, suffix in terms().provinces.items():
        if title.startswith(name) and not title.startswith(("市", "州", "藏族"), len(name)):
            return cast.get(REGION, name + suffix)
    return None


def _outweighed(cast: Cast, doc: Document, park: int) -> bool:
    """Whether the region stands before the park and is spoken of more often.

    Where the title speaks of a park besides, and the text names the one, how often either is
    named there tells: what stands in the title and the first lines weighs no more.
    """
    if cast.region is None:
        return False
    one, region = cast.entities[park], cast.entities[cast.region]
    words = terms().regions
    pointers = [m for m in cast.mentions if not m.name and not m.group]
    whole = sum(m.head in WHOLE_DISTRICT for m in pointers)
    district = whole if region.name.endswith("区") else 0
    own = sum(m.head in words and points_to(m.head, region.name) for m in pointers)
    if len(cast.of_kind(PARK)) == 1 and PARK_WORD.search(fold(doc.title)):
        named = sum(m.entity == cast.region for m in cast.mentions)
        spoken = sum(m.kind == PARK and not m.group for m in cast.mentions)
        return named + district + own >= spoken - district
    of_region = region.weight + district + own
    of_park = one.weight + sum(m.kind == PARK for m in pointers) - district
    return (region.titled or region.first < one.first) and of_region > of_park
