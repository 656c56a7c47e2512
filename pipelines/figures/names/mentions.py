"""Every park, firm, project, sector and place that a text mentions, in one pass."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from pipelines.figures.names import makers, parks, places, projects, sectors
from pipelines.figures.names.items import with_items
from pipelines.figures.names.joint import firms_beside, join
from pipelines.figures.names.judging import fuller, placed
from pipelines.figures.names.listed import mark_lists
from pipelines.figures.names.park_names import CLASS_OF, is_grade
from pipelines.figures.names.projects import PHASE_ALONE
from pipelines.figures.names.short import add_short_names
from pipelines.figures.names.sisters import name_sisters
from pipelines.figures.names.terms import (
    ENTERPRISE,
    OTHER,
    PARK,
    PROJECT,
    PROVINCE,
    REGION,
    SECTOR,
    Terms,
    terms,
)
from pipelines.figures.names.types import Mention
from pipelines.figures.names.untraded import untraded
from pipelines.figures.names.works import own_works
from pipelines.figures.patterns import later

ZONES = ("高新区", "经开区", "开发区", "综保区", "保税区", "集中区", "集聚区")
# What the firms that a park itself has set up are called by.
OWN_FIRMS = later(
    "城投|国投|产投|建投|交投|创投|产控|金控|水务|燃气|热力|供水|供热|供电|环保|文旅|置业|商贸|人才|科创"
)
# What follows a park's name in the names of its own firms and works.
OF_THE_PARK = later(
    "投资|开发|建设|管理|运营|资产|城市|国有|控股|发展|集团|科技创新|供应链|物业|[城国产建文交高经新水金城]投|国控|城发|城建|国资|水务|置业|文旅|产业|工业|实业|热力|园林|公用|市政|"
    "[一二三四]期|基础设施|改造|提升|扩建|配套|污水|标准"
)
COMPARED = later("(?:比|较|超过|高于|低于|不及|不如|仅次于|紧随|接近|赶上|追上|反超|跑赢)")
CLAUSE_INSIDE = later("[值额量率占比仅只是有已将]|规模|水平|面积|企业|项目")
BUILDS = later(
    "(?:已|共|先后|累计|目前)*(?:建成|新建|建有|设立|打造|创建|培育|建立|布局|拥有|现有|共有|有)"
)
COUNTED_NEXT = later("[等共]?[一二两三四五六七八九十\\d]+[家个大]")
AT_HEAD = later("(?:^|[。;:,、\\n])$")
# What is said of all the projects of a park.
OFFICE = later(
    "业主|联席|建设(?:进展|进入|取得|步伐|任务|推进|现场|大会|指挥|提速|加速|加快|进度|成效|成果|如火如荼|热潮|热火|全面|稳步|有序|扎实|高潮|势头|捷报|又|火热|多点|跑|$)|"
    "推进|调度|签约|集中|谋划|储备|招引|库|前期|审批|清单|专班|观摩|用地"
)
POINTS_BACK = ("公司", "该公司", "企业")
MOST = 300  # full names that short ones are compared with
NEAR = 60  # how far after a short name 公司 may confirm it, characters

Reader = Callable[[Terms, str, str, int, int, int], Mention | None]
READERS: dict[str, Reader] = {
    PARK: parks.park,
    REGION: places.region,
    PROVINCE: places.province,
    OTHER: places.other,
    ENTERPRISE: makers.firm,
    PROJECT: projects.project,
    SECTOR: sectors.sector,
}


def mentions(text: str, known: frozenset[str] = frozenset()) -> list[Mention]:
    """Mentions of a folded text in order, without overlaps; `known` are full names of parks."""
    words = terms()
    tails, longest = _tails(known) if known else (frozenset(), 0)
    out: list[Mention] = []
    floor = 0
    for found in words.heads.finditer(text):
        head, at, end = found[0], found.start(), found.end()
        if end <= floor or (at == floor and _said_again(text, at)):
            continue  # held by a name that goes on behind its head: 某某工业城(开发区)
        made = READERS[words.kind_of[head]](words, text, head, at, end, floor)
        if (
            made
            and made.kind == REGION
            and made.name[:1] in ("和", "与")
            and text.endswith(words.park_heads, 0, made.start)
        ):
            made.start, made.name = made.start + 1, made.name[1:]  # 甲产业园和乙县…
        if text[at - 2 : end] in tails:
            made = _known(text, head, end, known, longest, made)
        if made is None:
            continue
        if made.name and made.kind in (ENTERPRISE, PROJECT, SECTOR):
            _split(text, made, out)
        if made.kind == PARK and made.name and out and _says_more(text, made, out):
            made = _told_apart(text, head, at, end, out)
        _make_room(text, made, out)
        if made.kind == PROJECT and made.group:
            out.extend(projects.elided(text, made, out[-1].end if out else 0))
        if made.name and out and out[-1].end == made.start:
            _within(out[-1], made)
        out.append(made)
        floor = made.end
    out = name_sisters(text, untraded(text, _confirmed(out)))
    out = own_works(text, add_short_names(text, out, known))
    out = _with_their_parks(text, out)
    mark_lists(text, out)
    out = with_items(text, firms_beside(text, out))
    join(text, out)
    for firm, work in pairwise(out):
        _owned(text, firm, work)
    return out


def _within(outer: Mention, inner: Mention) -> None:
    """A name right behind another of its kind is inside it: 南通市通州区, 县工业园区江安片区."""
    if outer.kind == inner.kind == REGION and outer.name:
        inner.opens, outer.listed = max(outer.opens, outer.start), True
    elif outer.kind == inner.kind == PARK:
        inner.opens = max(outer.opens, outer.start)


def _with_their_parks(text: str, found: list[Mention]) -> list[Mention]:
    """A place and the park beside it in brackets are one subject: 博乐市(某某工业园区)开工36个."""
    out: list[Mention] = []
    for mention in found:
        place = out[-1] if out else None
        if (
            place is not None
            and place.kind == REGION
            and place.name
            and mention.kind == PARK
            and text[place.end : mention.start] == "("
            and text[mention.end : mention.end + 1] == ")"
            and AT_HEAD.search(text, max(0, place.start - 1), place.start)
        ):
            place.end = mention.end + 1
            place.name = text[place.start : place.end]
            continue
        out.append(mention)
    return out


def _said_again(text: str, at: int) -> bool:
    """国家高新区|园区生产总值: no park of another name."""
    return text.startswith("园区", at) and text.endswith(ZONES, 0, at)


def _make_room(text: str, made: Mention, out: list[Mention]) -> None:
    """Drop the last mentions that a new one holds; what only stands before it keeps its own."""
    if made.kind == PARK and made.group and out and BUILDS.match(text, out[-1].end, made.end):
        made.start = max(made.start, out[-1].end)  # 某市创建省级小镇9个: the city's
    if made.kind == PARK and made.group and out and COUNTED_NEXT.match(text, out[-1].end, made.end):
        made.start = max(made.start, out[-1].end)  # 甲经开区、乙经开区四家国家级经开区
    gathers = made.kind in (PROJECT, SECTOR) and made.group  # a group of projects swallows no place
    if not gathers:
        while out and out[-1].end > made.start and made.start <= out[-1].start:
            out.pop()
    if out and out[-1].end > made.start:
        made.start = out[-1].end


def _says_more(text: str, made: Mention, out: list[Mention]) -> bool:
    """Whether more than a name stands between a named park and the head after it."""
    last = next((m for m in reversed(out[-3:]) if m.kind == PARK), None)
    if last is None or not last.name or not made.start <= last.start < last.end < made.end:
        return False
    return CLAUSE_INSIDE.search(text, last.end, made.end - len(made.head)) is not None


def _told_apart(text: str, head: str, at: int, end: int, out: list[Mention]) -> Mention:
    """The park that one is compared with (甲园比|乙新区大), else only the word for one."""
    last = next(m for m in reversed(out) if m.kind == PARK)
    beyond = COMPARED.match(text, last.end, at)
    if beyond and at - beyond.end() > 1:
        return Mention(beyond.end(), end, PARK, text[beyond.end() : end], head)
    return Mention(at, end, PARK, "", head)  # 甲园区产值只有百强县园区平均水平的…


def _split(text: str, made: Mention, out: list[Mention]) -> None:
    """Leave the park in front of a firm, project or industry to itself: 某工业园甲药业公司."""
    last = next((m for m in reversed(out[-3:]) if m.kind == PARK and m.name), None)
    if last is None or not made.start < last.end < made.end:
        return
    if made.kind == PROJECT:
        _zone_alone(last)
    rest = text[last.end : made.end]
    brand = made.head in ("集团", "公司") and not OWN_FIRMS.match(rest)  # 某某开发区泽煤集团
    least = 1 if made.kind == SECTOR else 2 if brand else 3
    if len(rest) - len(made.head) >= least and not OF_THE_PARK.match(rest):
        made.start, made.name = last.end, rest.strip("“”‘’")
        if made.kind == ENTERPRISE and terms().firm_kinds.fullmatch(rest[: -len(made.head)]):
            made.name, made.listed = "", True  # 某某高新区上市公司: a sort of firms
    elif rest == made.head and (made.kind == SECTOR or OFFICE.match(text, made.end)):
        # 某某产业园产业规模, 某某集中区项目业主会议: the park's
        made.start, made.name, made.group = last.end, "", True


def _zone_alone(park: Mention) -> None:
    """Leave a zone to itself before a project named after a park inside: 甲经开区|乙科技园项目."""
    zone = terms().inner_heads.match(park.name[: -len(park.head)])
    if zone is not None and zone[1] in CLASS_OF:
        park.end, park.name, park.head = park.start + zone.end(), zone[0], zone[1]


def _owned(text: str, firm: Mention, work: Mention) -> None:
    """甲有限公司年产3万吨面粉项目, 甲公司的二期项目: the name begins with the firm's."""
    if work.kind != PROJECT or firm.kind != ENTERPRISE or not firm.name or not work.name:
        return
    adjacent = firm.end == work.start and firm.name.endswith("公司")
    adjacent = adjacent and not work.name.startswith(firm.name)
    phase = PHASE_ALONE.fullmatch(work.name) and text[firm.end : work.start] in ("", "的")
    if adjacent or phase:
        work.name = text[firm.start : firm.end] + work.name


@lru_cache(maxsize=4)
def _tails(known: frozenset[str]) -> tuple[frozenset[str], int]:
    """The heads of known parks with two characters before, and the length of the longest name.

    A name that is a head alone, or a head and its grade, is none: 经济技术开发区.
    """
    words = terms()
    tails: set[str] = set()
    for name in known:
        found = None
        for found in words.heads.finditer(name, 2):
            if found.end() == len(name):
                break
        stem = name[: found.start()] if found and found.end() == len(name) else ""
        if stem and not is_grade(words, stem) and not words.industries.fullmatch(stem):
            tails.add(name[len(stem) - 2 :])
    return frozenset(tails), max(map(len, known))


def _known(
    text: str, head: str, end: int, known: frozenset[str], longest: int, made: Mention | None
) -> Mention | None:
    """The longest known park name that ends with a head, or what was made by grammar.

    The text's own form stays where only a place stands before the known one: 甘肃通渭工业集中区.
    """
    for start in range(max(0, end - longest), end - 2):
        if text[start:end] not in known or end - start < len(head) + 2:
            continue
        if made and made.name and made.end == end:
            generic = not placed(terms(), text[start:end])  # 循环经济产业园, after whatever
            own = made.name.endswith(text[start:end]) and (generic or placed(terms(), made.name))
            if own or fuller(made.name, text[start:end]):
                return made
        return Mention(start, end, PARK, text[start:end], head, told=True)
    return made


def _confirmed(found: list[Mention]) -> list[Mention]:
    """Drop short names of firms that nothing bears out: no fuller name, no 公司 soon after."""
    strong = [m.name for m in found if m.kind == ENTERPRISE and m.name and not m.weak][:MOST]
    out: list[Mention] = []
    last = -NEAR  # where a full name ended
    for place, mention in enumerate(found):
        firm = mention.kind == ENTERPRISE
        if mention.weak and firm and not any(mention.name in name for name in strong):
            if mention.start - last < 2 * NEAR or not _pointed(found, place):
                continue
        elif firm and mention.name:
            last = mention.end
        out.append(mention)
    return out


def _pointed(found: list[Mention], place: int) -> bool:
    """Whether 公司 or 企业 soon points back to a mention and to no other firm."""
    for after in found[place + 1 : place + 9]:
        if after.start - found[place].end > NEAR:
            return False
        if after.kind == ENTERPRISE:
            return not after.name and after.head in POINTS_BACK
    return False
