"""Who a report is about where nobody is named: its park, else its region, firm or project."""

from __future__ import annotations

from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.groups import (
    DATED_GROUP,
    NO_ONE_PARK,
    WHOLE_PARKS,
    is_group,
    told_together,
)
from pipelines.figures.cast.heads import WHOLE_DISTRICT
from pipelines.figures.cast.nameless import as_called, named_by_title, opened_by, spoken_of
from pipelines.figures.cast.origin import home, publisher
from pipelines.figures.cast.own_province import SPOKEN_OF
from pipelines.figures.cast.place_or_park import (
    RIVALS,
    about_place,
    known_outside,
)
from pipelines.figures.cast.provinces import PARK_WORD, province_in_title, province_titled
from pipelines.figures.cast.regions import points_to, region_name
from pipelines.figures.names.mentions import mentions
from pipelines.figures.names.park_areas import of_area
from pipelines.figures.names.park_words import RANKED
from pipelines.figures.names.terms import ENTERPRISE, PARK, PROJECT, REGION, terms
from pipelines.figures.names.types import Entity
from pipelines.figures.patterns import later
from pipelines.figures.text import fold
from pipelines.figures.types import Document

# A place that the subject is only measured by: 占全市的61.8%, 比全市平均高7个百分点.
AGAINST = (
    "占",
    "占到",
    "占了",
    "比",
    "高于",
    "低于",
    "高出",
    "低出",
    "快于",
    "慢于",
    "高过",
    "领先",
    "超出",
)
REGION_TITLE = later(
    r"(?<!跻身|高于|进入|领跑|位列|位居|挺进|名列|快于|打造|当好|争当)(?<![居占列领超比])(?:全|我)([省市县旗州])(?!第|前|首|平均|百强|十强|先进|领先"
    r"|[^,。 ]{0,14}(?:观摩团|考察团|代表团|调研组|观摩组|检查组|督查组))"
)
# A report on a whole place, if its title names no parks.
GOVERNMENT = later(
    "(?!.*(?:开发区|园区|高新区|经开区|集聚区|集中区|工业园|产业园|新区|保税区|合作区)).*"
    "(?:政府工作报告|统计公报|国民经济和社会发展|经济运行情况|经济运行分析|财政预算).*"
)
NUMBERED = later("[两二三四五六七八九十\\d][个家大](?=国家|省|市|县|重点|[园开经高集综])")
MANY = later(r"[\d一二两三四五六七八九十]+[个家][^,。]{0,6}(?:园区|开发区|集中区)")
INVITED = later("(?:邀请|请)(?:到|来|了)?[^,。;:“”]{0,14}$|(?:专访|对话|做客)[^,。;“”]{0,6}$")
# What gives an account of all of them counts them as its own subject.
COUNTS_OWN = later("([一-龥]{2,3})\\d+[个家]")
REPORT_ON = later("关于.*(?:报告|通报|通告|情况|意见|汇报|公告|通知|公报)|.*(?:综述|通报|公报)$")
HOST = later("[一-龥]{2,4}[省市州](?:工业|产业|经济)?(?:开发区|园区)")
COMMITTEE = later("管委会|党工委|工委|管理委员会")
PROVINCES_PARKS = later(
    "([一-龥]{2,3}?)(?:省|自治区)?((?:各类|各级)?(?:(?:经济技术|高新技术产业|经济)?开发区|经开区|高新区|(?:产业|工业|化工)?园区|综保区|综合保税区|(?:产业)?集聚区))"
)
PROVINCES_VOICE = ("全省", "我省")
MANY_PARKS = 4  # from which on a text that favours none is a round-up
LARGER = ("全市", "我市", "全县", "我县")
# A title that begins with the park of its county, which the text names nowhere: 县工业园区首季….
RANKED_TITLE = later(
    "([市县区旗])((?:经济|高新|工业|产业)?(?:技术)?(?:开发区|园区|集中区|集聚区|高新区|经开区))"
)
OPENS_BY = 20  # characters within which a text names whom it is about by its rank
HEADS = ",。;:\n"  # after which a part of a sentence begins
SEVERAL_TIMES = 3  # namings of the parks of a region from which on a report is about them


def find_main(cast: Cast, doc: Document, figures: list[int]) -> None:
    """Fill in the cast's region, its default subject and its default place.

    `figures` are the offsets of the readings in text order.
    """
    cast.region = _region(cast, doc)
    cast.main = _about(cast, doc) if doc.about else _main(cast, doc, figures)
    if cast.main is not None and cast.collective is None:
        _of_province(cast, cast.main)
    if cast.main is not None and cast.collective is None and is_group(cast, doc, cast.main):
        cast.collective, cast.several, cast.titled_group = cast.main, True, True
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
        cast.collective, cast.several = main, True


def _region(cast: Cast, doc: Document) -> int | None:
    """The place that the report is from: named in title or origin, in parks' names, most often."""
    stems = [e.parts.stem for e in cast.entities if e.parts]
    where = fold(doc.title) + doc.origin

    def score(number: int) -> tuple[float, int]:
        one = cast.entities[number]
        root = one.name[:-1]
        near = sum(stem.startswith(root) for stem in stems[:50])
        opens = 6 if where.startswith((root + ":", root + "市:", root + "省:")) else 0
        return one.weight + near + (3 if root in where else 0) + opens, -one.first

    city = _city_of_title(doc)
    if city and MANY.search(fold(doc.title)):
        return cast.get(REGION, city)  # 潭州98家园区获评…
    whole = any(m.head in LARGER for m in cast.mentions)
    known = [n for n in cast.of_kind(REGION)[:50] if not whole or not _town(cast.entities[n])]
    sides = terms().sides  # 苏北, 苏北地区: no report's own place
    known = [n for n in known if cast.entities[n].name.removesuffix("地区") not in sides]
    best = max(known, key=score, default=None)
    if best is not None:
        return _city_around(cast, doc, best)
    return known_outside(cast, doc)


def _city_around(cast: Cast, doc: Document, county: int) -> int:
    """The city of which a text speaks as 全市, over the counties that it names one by one."""
    name = cast.entities[county].name
    told = sum(m.head in ("全市", "我市") for m in cast.mentions)
    own = sum(m.entity == county for m in cast.mentions)
    larger = name[-1] not in "县区旗" or name.endswith("自治区")
    titled = cast.entities[county].titled or name[:-1] in fold(doc.title)  # 青衣产业集聚区
    if titled or larger or told < 2 or told <= own:
        return county
    city = region_name(cast, doc, "全市")
    return cast.get(REGION, city) if city else county


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


def _main(cast: Cast, doc: Document, figures: list[int]) -> int | None:
    told = _told(cast, doc)
    if told is not None:
        return told
    own = _of_its_county(cast, doc)
    if own is not None:
        return own
    parks = _candidates(cast)
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
    if parks and not about_place(cast, doc, parks, figures):
        whole = _of_round_up(cast, doc, parks)
        return parks[0] if whole is None else whole
    province = None if parks else province_titled(cast, doc)
    if province is not None:
        return province
    nameless = None if parks else spoken_of(cast, doc)
    if nameless is not None:
        return nameless
    if cast.region is not None:
        return cast.region
    bare = any(m.kind == PARK and not m.name and not m.group for m in cast.mentions)
    once = SPOKEN_OF if bare else 0  # the weight of a firm that a text names but once
    city = _city_of_title(doc)
    if city and not parks:
        return cast.get(REGION, city)
    rest = parks + [n for n in firms if cast.entities[n].weight > once]
    rest += [n for n in cast.of_kind(PROJECT) if not cast.entities[n].passing]
    named = next((n for n in rest if not _only_passing(cast, n)), None)
    word = as_called(cast, doc) if named is None else ""
    return cast.get(PARK, word) if word else named


def _candidates(cast: Cast) -> list[int]:
    """The parks of a text that it may be about, the likeliest first."""
    parks = [n for n in cast.of_kind(PARK) if not _only_passing(cast, n)]
    parks = [n for n in parks if not of_area(cast.entities[n].name)]
    if parks and cast.whole in parks and cast.entities[parks[0]].name in cast.inner:
        parks.sort(key=lambda n: n != cast.whole)  # not a part of it that has more to tell
    return parks


def _city_of_title(doc: Document) -> str:
    """德州15个项目开工: the city whose projects a title counts, where the text names no place."""
    found = COUNTS_OWN.match(fold(doc.title))
    return found[1] + "市" if found and found[1] in terms().cities else ""


def _of_round_up(cast: Cast, doc: Document, parks: list[int]) -> int | None:
    """The province of a text that walks by many parks, none of them more than any other."""
    weights = [cast.entities[n].weight for n in parks]
    whole = sum(m.head in PROVINCES_VOICE for m in cast.mentions)
    named = province_in_title(cast, doc) if whole > 1 and len(parks) >= RIVALS else None
    if named is not None:
        return named  # “飞地”聚势 某省县乡借地生金, over parks of several of its cities
    single = len(parks) < MANY_PARKS or weights[0] > 2 * weights[MANY_PARKS - 1]
    if single or whole < 2 or cast.region is not None or cast.entities[parks[0]].titled:
        return None
    return cast.get(REGION, region_name(cast, doc, "全省") or "全省")


def _opened(cast: Cast, doc: Document, park: int) -> int | None:
    """Whom a text is about from its first words on, before it names a park."""
    opened = opened_by(cast, doc)
    if opened is None:
        opened = _nameless_county(cast, doc, park)
    return opened if opened is not None else _nameless_district(cast, park)


def _nameless_county(cast: Cast, doc: Document, park: int) -> int | None:
    """全县, told of again and again from before any park is, under a title that names no park."""
    one, text = cast.entities[park], doc.folded
    if cast.region is not None or one.titled or PARK_WORD.search(fold(doc.title)):
        return None
    whole = [m for m in cast.mentions if m.head in LARGER and not m.name]
    told = [m for m in whole if m.start == 0 or text[m.start - 1] in HEADS]
    if len(told) < SEVERAL_TIMES or told[0].start > one.first:
        return None
    return cast.get(REGION, region_name(cast, doc, told[0].head) or told[0].head)


def _nameless_district(cast: Cast, park: int) -> int | None:
    """全区, said again and again before a text names its one park once in passing."""
    one = cast.entities[park]
    whole = [m for m in cast.mentions if m.head in WHOLE_DISTRICT and not m.name]
    told = len(whole) >= SEVERAL_TIMES and whole[0].start < one.first
    often = sum(m.entity == park for m in cast.mentions) > 1
    if cast.region is not None or one.titled or often or not told:
        return None
    return cast.get(REGION, whole[0].head)


def _of_its_county(cast: Cast, doc: Document) -> int | None:
    """The park with whose rank a text opens before it names any: 去年,县工业园紧紧围绕…"""
    titled = RANKED_TITLE.match(fold(doc.title))
    named = any(cast.entities[n].titled for n in cast.of_kind(PARK))
    if titled and not named and titled[0] in doc.folded:
        place = region_name(cast, doc, "全" + titled[1])
        return cast.get(PARK, (place or titled[1]) + titled[2])
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
    group = told_together(cast, doc, named)
    if group is not None:
        return group
    if named and _in_its_title_only(cast, doc, named):
        return cast.region
    if named:
        if NUMBERED.search(cast.entities[named[0]].name):
            cast.collective = named[0]  # 某市三家国家级经开区: several, named as one
        return _not_the_host(cast, named)
    own = home(doc) if GOVERNMENT.fullmatch(doc.title) else []
    if own:  # what a government reports is about its place
        return cast.get(REGION, own[0])
    office = _guest(cast, doc)
    if office is None and doc.origin:
        office = publisher(cast, doc)
    if office is not None:  # what a park's own office writes is about that park
        cast.entities[office].titled = True
    return office


def _in_its_title_only(cast: Cast, doc: Document, named: list[int]) -> bool:
    """Whether a text hardly speaks of the park in its title, and of its place all along."""
    if cast.region is None or len(cast.of_kind(PARK)) > len(named) + 1:
        return False
    region, words = cast.entities[cast.region].name, terms().regions
    parks = sum(m.kind == PARK and not m.group for m in cast.mentions)
    own = sum(m.entity == cast.region for m in cast.mentions)
    told = [m for m in cast.mentions if m.head in words and not m.name]
    told = [m for m in told if not doc.folded.endswith(AGAINST, 0, m.start)]
    own += sum(points_to(m.head, region) for m in told)
    return own >= SEVERAL_TIMES and own >= 2 * parks


def _not_the_host(cast: Cast, named: list[int]) -> int:
    """The park of a title beside all those of its city: 某市开发区活动举行 甲经开区七个项目亮相."""
    first, rest = named[0], named[1:]
    if not rest or not HOST.fullmatch(cast.entities[first].name):
        return first
    times = {n: sum(m.entity == n for m in cast.mentions) for n in named}
    return next((n for n in rest if times[n] >= times[first]), first)


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
    name = cast.entities[cast.region].name
    if len(rivals) > 1 and title.startswith((name + ":", name + " ")):
        return cast.region  # 河湾区:产业园区“换羽”
    return cast.region if cast.entities[cast.region].titled and len(rivals) >= RIVALS else None
