"""Joins mentions to entities, names each as fully as the report does, and finds the main one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from pipelines.figures.cast.bare import bare_places
from pipelines.figures.cast.called import called_firms
from pipelines.figures.cast.causes import mark_causes
from pipelines.figures.cast.committees import run_parks
from pipelines.figures.cast.facilities import facilities, fullest
from pipelines.figures.cast.firms_back import join_firms
from pipelines.figures.cast.guesses import brands
from pipelines.figures.cast.inner_parks import inner_parks
from pipelines.figures.cast.known_firms import known_firms
from pipelines.figures.cast.measured_works import measured_works
from pipelines.figures.cast.one_park import bases, clusters, former, renamed, unname
from pipelines.figures.cast.openers import openers
from pipelines.figures.cast.parents import parents
from pipelines.figures.cast.park_sets import ParkSet, park_sets
from pipelines.figures.cast.place_brands import without_places
from pipelines.figures.cast.plain_trades import plain_trades
from pipelines.figures.cast.presupposed import presupposed
from pipelines.figures.cast.same import division_of, outer_parks, same, same_stem
from pipelines.figures.cast.short_endings import short_endings
from pipelines.figures.cast.text_names import name_as_in_text
from pipelines.figures.cast.things import things
from pipelines.figures.cast.titled_groups import own_of_title, title_group, title_regions
from pipelines.figures.names.brands import no_brand
from pipelines.figures.names.judging import MOST, PLACE_PREFIX, placed, settle
from pipelines.figures.names.listed import in_list, only_named
from pipelines.figures.names.mentions import mentions
from pipelines.figures.names.park_names import ParkName, same_ending, taken_apart
from pipelines.figures.names.park_rows import names_more
from pipelines.figures.names.park_words import PROVINCE_LETTERS
from pipelines.figures.names.people import people
from pipelines.figures.names.short import call_as_declared, short_of_parks
from pipelines.figures.names.terms import ENTERPRISE, OTHER, PARK, PROJECT, REGION, SECTOR, terms
from pipelines.figures.names.trades_together import names_listed
from pipelines.figures.names.types import Entity, Mention
from pipelines.figures.patterns import later
from pipelines.figures.text import fold
from pipelines.figures.types import Document

# Somebody with whom something is signed or set up is no topic: 与甲园区建立了合作关系.
WITH = later("[与和同跟][^,。;:、]{0,8}$")
PARTNER = later(
    "(?:正式|成功|已)?(?:建立|签订|签署|签约|达成|缔结|结成|结为|结对|开展[^,。;]{0,6}合作|合作|共建|联合|携手)"
)
PASSING = later(
    "(?:在|位于|坐落[于在]|入驻|落户于?|占|比|由|设立|批复|成立|更名为|升[级格]为|晋升为|获批为)$"
)
TRADES = later("(?:(?:承接)?产业转移|化工|化学|工业|产业|科技|现代|经济|生态|物流|国家级|国家)+$")
TITLE_WEIGHT, OPENING_WEIGHT, POINTER_WEIGHT = 4.0, 2.0, 0.5
PLACES_END = ("县", "镇", "乡", "旗", "街道")  # of no firm that only its letters tell
OF_DISTRICTS = ("这里", "全区", "我区", "该区", "前者", "后者")  # may be no park


@dataclass(slots=True)
class Cast:
    """The entities of a report, its mentions in order, and the default subject (or None)."""

    entities: list[Entity]
    mentions: list[Mention]
    index: dict[tuple[str, str], int]
    main: int | None = None  # who is meant where nobody is named
    place: int | None = None  # the park or region under which firms and projects stand
    region: int | None = None
    collective: int | None = None  # the parks of a region, where the report is about them
    several: bool = False  # whether it says so again and again
    titled_group: bool = False  # whether the headline does
    inner: str = ""  # where a text lists the parks of one: “一区三园”即甲园、乙园和丙园
    whole: int | None = None  # the park that they are the parts of
    group: str = ""  # what the title calls the parks of a place together: 某市开发区
    sets: list[ParkSet] = field(default_factory=list)  # parks that are told of together
    home: str = ""  # the text's own place where no list knows it, without its rank
    ranked: dict[str, list[int]] = field(default_factory=dict)
    parents: frozenset[tuple[str, str]] = frozenset()  # groups and firms of theirs
    places: Counter[str] | None = None  # short names of places, when asked for

    def get(self, kind: str, name: str) -> int:
        """The entity of a kind and name, made where new."""
        key = (kind, name)
        if key not in self.index:
            self.index[key] = len(self.entities)
            self.entities.append(Entity(kind, name))
        return self.index[key]

    def of_kind(self, kind: str) -> list[int]:
        """Numbers of the entities of a kind that the text mentions, heaviest first."""
        if kind not in self.ranked:
            found = [n for n, e in enumerate(self.entities) if e.kind == kind and e.weight > 0]
            found.sort(key=lambda n: (-self.entities[n].weight, self.entities[n].first))
            self.ranked[kind] = found
        return self.ranked[kind]


def cast(doc: Document) -> Cast:
    """Everybody who appears in a report."""
    found = presupposed(doc.folded, _with_unheaded(mentions(doc.folded, doc.known_parks), doc))
    found = join_firms(doc.folded, found)
    mark_causes(doc.folded, found)
    titled = mentions(fold(doc.title)) if doc.title else []
    call_as_declared(doc.folded, found, titled)
    unname(found + titled)
    out = Cast([], found, {}, group=title_group(fold(doc.title), doc.folded))
    out.sets, out.parents = park_sets(doc.folded, found), parents(doc.folded, found)
    inner = inner_parks(doc.folded, found)
    out.inner = inner.words
    for mention in found if inner.slogan else ():
        mention.listed |= mention.kind == PARK and inner.start - 1 <= mention.start < inner.end
    named = [m for m in found if m.name] + [m for m in titled if m.name]
    settle(named, doc.folded + fold(doc.title))
    renamed(doc.folded, named)
    former(doc.folded, [m for m in found if m.name], titled)
    short_endings(doc.folded, [m for m in found if m.name])
    clusters(found)
    outers = [outer for m in named if m.kind == PARK for outer in outer_parks(m)]
    named += outers
    for mention in sorted((m for m in named if m.name), key=_fullness):
        _place(out, mention, doc)
    out.whole = inner.whole.entity if inner.whole is not None else None
    _weigh(out, doc, titled)
    name_as_in_text(out.entities, found, out.of_kind(PARK)[:MOST], doc.folded)
    out.ranked.clear()  # their weights are not settled
    for outer in outers:  # known, but not spoken of: 嘉兴港区 in 嘉兴港区零碳未来园
        one = out.entities[outer.entity]
        one.weight, one.first = max(one.weight, 0.25), min(one.first, outer.start)
    return out


def _with_unheaded(found: list[Mention], doc: Document) -> list[Mention]:
    """The mentions with those of people, bare places and brands that no other name holds."""
    title = fold(doc.title)
    extra = people(doc.folded, title) + bare_places(doc.folded, found)
    extra += plain_trades(terms(), doc.folded)
    known = names_listed(doc.folded)  # 茶饮食品、竹木家居两大产业: no firm's brand
    found = [m for m in found if m.kind != ENTERPRISE or m.name not in known]
    own = known_firms(doc.folded) + called_firms(doc.folded)  # surer than what the rest take it for
    own += openers(doc.folded) + brands(doc.folded) + things(doc.folded) + facilities(doc.folded)
    own += measured_works(doc.folded)
    run = run_parks(doc.folded, title)
    _leave_room(found, run)
    own += run
    own = [m for m in own if not (m.guessed and m.name.endswith(PLACES_END))]
    own = [m for m in own if not no_brand(doc.folded, m)]
    short_of_parks(own, found)
    own = without_places(own, found)
    fullest(own)
    own.sort(key=lambda m: (m.start, m.guessed))
    for one in own:
        listed = in_list(doc.folded, one.end) or only_named(doc.folded, one)
        one.listed |= one.guessed and listed
    _behind_parks(own, found)
    spans = [(one.start, one.end) for one in own]
    bodies = {m.start for m in own if m.kind == OTHER or (m.kind == PROJECT and m.told)}  # 甲区中心
    held = (m for m in found if _part_of_name(m) or (m.kind == PARK and m.start in bodies))
    dropped = {id(m) for m in held if _inside(m, spans)}
    built = [(one.start, one.end) for one in own if one.kind == PROJECT]
    dropped |= {id(m) for m in found if _brand_of(m) and _inside(m, built)}  # 鹿台山光伏|电站
    works = [(one.start, one.end) for one in own if one.kind == ENTERPRISE and not one.guessed]
    based = (m for m in found if m.head[-2:] == "基地" and m.kind == PARK)  # 吉利|临江基地
    dropped |= {id(m) for m in based if _inside(m, works)}
    found = [m for m in found if id(m) not in dropped]
    extra += own + bases(doc.folded, found + own)
    starts = [m.start for m in found]
    free = []
    for one in extra:
        place = bisect_left(starts, one.end)
        if not place or found[place - 1].end <= one.start:
            free.append(one)
    free.sort(key=lambda m: m.start)
    free = [m for n, m in enumerate(free) if not n or free[n - 1].end <= m.start]
    return sorted([*found, *free], key=lambda m: m.start) if free else found


def _leave_room(found: list[Mention], parks: list[Mention]) -> None:
    """Leave the park before projects that are only counted to itself: 某某基地|开工重大项目9个."""
    ends = {park.start: park.end for park in parks}
    for mention in found:
        if mention.kind == PROJECT and not mention.name and ends.get(mention.start, 0) > 0:
            mention.start = min(ends[mention.start], mention.end)


def _behind_parks(own: list[Mention], found: list[Mention]) -> None:
    """Leave to itself the park with which the name of a thing begins: 某某经开区|科创中心."""
    parks = {m.start: m.end for m in found if m.kind == PARK and m.name}
    for one in own:
        end = parks.get(one.start, 0)
        if one.kind == PROJECT and one.start < end < one.end:
            one.start = end


def _part_of_name(mention: Mention) -> bool:
    """Whether what was read may be no more than a part of a name: 滇东铜产业循环经济基地."""
    if mention.kind == PARK and mention.head[-1] in "谷城港湾" and not mention.told:
        return True  # 某某云谷算力中心
    return not mention.name or mention.kind in (SECTOR, REGION, OTHER)


def _brand_of(mention: Mention) -> bool:
    """Whether a firm is called by a brand, which may as well begin the name of what it built."""
    return mention.kind == ENTERPRISE and not mention.name.endswith(("公司", "集团", "厂", "局"))


def _inside(one: Mention, spans: list[tuple[int, int]]) -> bool:
    return (at := bisect_left(spans, (one.start + 1, 0)) - 1) >= 0 and one.end <= spans[at][1]


def _fullness(mention: Mention) -> tuple[bool, int]:
    """Full names first: a firm's with its legal form, then the longer."""
    return mention.kind == ENTERPRISE and "有限" not in mention.name, -len(mention.name)


def _place(out: Cast, mention: Mention, doc: Document) -> None:
    """Give a mention its entity; longer names come first, so shorter ones fold into them."""
    key = (mention.kind, mention.name)
    if key in out.index:
        mention.entity = out.index[key]
        out.entities[mention.entity].guessed &= mention.guessed
        return
    single = mention.kind == PARK and mention.name != out.group and not names_more(mention.name)
    parts = taken_apart(mention.name, mention.head) if single else None
    vague = mention.head in terms().vague_heads or mention.head == "区"
    if parts and vague:  # 砚溪园区 = 砚溪经济技术开发区
        known = [(n, e.parts) for n, e in enumerate(out.entities[:MOST]) if e.parts]
        alike = [n for n, other in known if other.stem == parts.stem]
        alike = alike or [n for n, other in known if _holds(other.name, parts.stem)]
        if len(alike) == 1:
            out.index[key] = mention.entity = alike[0]
            return
    if parts and parts.stem and terms().industries.fullmatch(parts.stem):
        known = [(n, e.parts) for n, e in enumerate(out.entities[:MOST]) if e.parts]
        alike = [n for n, other in known if _of_that_trade(parts, other)]
        if len(alike) == 1:  # 林业产业园 = 桂中现代林业科技产业园
            out.index[key] = mention.entity = alike[0]
            return
    division = division_of(mention, out.entities[:MOST]) if mention.kind == REGION else -1
    if division >= 0:
        out.index[key] = mention.entity = division
        return
    for number, entity in enumerate(out.entities[:MOST]):
        apart = (mention.name in out.inner) != (entity.name in out.inner)
        apart |= (mention.name, entity.name) in out.parents
        if entity.kind == mention.kind and not apart and same(mention, parts, entity):
            out.index[key] = mention.entity = number
            entity.guessed &= mention.guessed
            return
    mention.entity = out.index[key] = len(out.entities)
    named = Entity(mention.kind, _as_written(mention, doc), parts, guessed=mention.guessed)
    out.entities.append(named)


def _of_that_trade(short: ParkName, long: ParkName) -> bool:
    """Whether a park called by its trade alone is the one whose fuller name holds that trade."""
    apart = "、" in short.name + long.name
    return short.family == long.family == "park" and not apart and short.stem in long.stem


def _holds(name: str, short: str) -> bool:
    """Whether a park's name has a short stem after its place: 张店 in 夏营县张店果蔬园区."""
    front = name[: max(name.find(short), 0)]
    if not front or terms().industries.fullmatch(short):
        return False
    return PLACE_PREFIX.match(front) is not None or front in terms().places


def _as_written(mention: Mention, doc: Document) -> str:
    """The name with the brackets and digits of the text, which folding made half-width."""
    for source in (doc.text, doc.title):
        written = source[mention.start : mention.end].strip("“”‘’")
        folded = fold(written)
        if folded == mention.name:
            return written
        if mention.kind == PROJECT and mention.name.startswith(folded):
            return written + mention.name[len(folded) :]  # an item of a list without 项目
    return mention.name


def _shortened(out: Cast, mention: Mention, opening: int, text: str) -> int:
    """The one park of the text that a park named only in the title shortens, -1 where none."""
    parts = out.entities[mention.entity].parts
    if parts is None or out.entities[mention.entity].first < 10**9:
        return -1
    twins = [
        n
        for n, e in enumerate(out.entities[:MOST])
        if e.parts and e.first < 10**9 and same_stem(e.parts.stem, parts.stem)
    ]  # the headline calls 园 what the text calls 开发区
    if any(m.kind == PARK and not m.name and m.head == parts.head for m in out.mentions):
        twins = [n for n in twins if out.entities[n].name.endswith(parts.head)]
    if not twins and mention.name[0] in PROVINCE_LETTERS:
        met = ((n, e) for n, e in enumerate(out.entities[:MOST]) if e.first < 10**9)
        twins = [n for n, e in met if e.kind == PARK and e.name.endswith(mention.name[1:])]
    if len(twins) == 1:  # not where 高新区 goes on to speak of it, beside an 经开区
        return twins[0]
    root = TRADES.sub("", parts.stem)
    trade = parts.stem.endswith("业") or terms().industries.fullmatch(parts.stem)
    told = mention.start > 0 and root not in text and not placed(terms(), mention.name)
    if len(root) < 2 or trade or told:  # 榨季里的糖业园, 小镇“磨”出光电园: told, not named
        return _opening_park(out, mention, opening)
    only = _only_park(out, opening)
    nested = only >= 0 and out.entities[only].name.startswith(mention.name)  # a part of it
    same = only >= 0 and out.entities[only].name[:2] == mention.name[:2] and not nested
    if same and parts.family == "park":
        return only  # 某某口岸加工区 over a text about 某某合作区加工园
    longer = [
        n
        for n, e in enumerate(out.entities[:MOST])
        if e.parts
        and e.first < 10**9
        and TRADES.sub("", e.parts.stem).endswith(root)
        and same_ending(root, TRADES.sub("", e.parts.stem))
        and e.parts.family == parts.family
        and ("园" in e.parts.head) == ("园" in mention.head)
    ]
    return longer[0] if len(longer) == 1 else -1


def _opening_park(out: Cast, mention: Mention, opening: int) -> int:
    """The park that the first paragraph names most, where its name ends as the title's does."""
    parks = ((n, e) for n, e in enumerate(out.entities[:MOST]) if e.kind == PARK)
    named = [n for n, e in parks if e.first < opening and e.name[-1] == mention.name[-1]]
    return max(named, key=lambda n: out.entities[n].weight, default=-1)


def _only_park(out: Cast, opening: int) -> int:
    """The one park that the text names, where it opens with it; -1 where there is none such."""
    named = [n for n, e in enumerate(out.entities[:MOST]) if e.kind == PARK and e.weight > 0]
    one = out.entities[named[0]] if len(named) == 1 else None
    known = one is not None and one.parts is not None and one.parts.family == "park"
    return named[0] if one is not None and known and one.first < opening else -1


def _weigh_pointers(out: Cast) -> None:
    """While a text of several parks has named one of them, every 园区 speaks of it."""
    if sum(e.kind == PARK and e.weight > 0 for e in out.entities) < 2:
        return
    only: set[int] = set()
    for mention in out.mentions:
        if mention.kind != PARK or mention.group:
            continue
        if mention.entity >= 0:
            only.add(mention.entity)
        if len(only) > 1:
            return
        if only and not mention.name and mention.head not in OF_DISTRICTS:
            out.entities[next(iter(only))].weight += POINTER_WEIGHT


def _passing(mention: Mention, text: str) -> bool:
    """Whether a mention is an example, the place of something, or a partner."""
    start = mention.start
    if mention.listed or PASSING.search(text, max(0, start - 3), start):
        return True
    partner = PARTNER.match(text, mention.end)
    return partner is not None and WITH.search(text, max(0, start - 9), start) is not None


def _to_become(doc: Document, mention: Mention) -> bool:
    """Whether a title only says what somebody means to be."""
    return fold(doc.title).endswith(
        ("建设", "打造", "争创", "创建", "建成", "迈向"), 0, mention.start
    )


def _weigh(out: Cast, doc: Document, titled: list[Mention]) -> None:
    opening = doc.paragraphs[0].end if doc.paragraphs else 0
    for mention in out.mentions:
        if mention.entity < 0:
            continue
        one = out.entities[mention.entity]
        passing = _passing(mention, doc.folded)
        one.weight += 0.5 if passing else 1.0
        one.passing = passing and (one.passing or one.first == 10**9)
        if one.first > mention.start and mention.start < opening and not passing:
            one.weight += OPENING_WEIGHT
        one.first = min(one.first, mention.start)
    _weigh_pointers(out)
    bare = terms().bare_heads | terms().vague_heads
    for mention in out.mentions:
        declared = mention.told and mention.end - mention.start == len(mention.head)
        if mention.kind == PARK and declared and mention.head in bare and mention.entity >= 0:
            one = out.entities[mention.entity]
            if not one.titled:  # 某某工业园(以下简称园区): whom the report is about
                one.weight, one.titled = one.weight + TITLE_WEIGHT, True
    for mention in titled:
        if mention.kind == PARK and mention.start > titled[0].start and _to_become(doc, mention):
            continue  # 甲开发区:建设活力开放创新区
        full = _shortened(out, mention, opening, doc.folded) if mention.entity >= 0 else -1
        if mention.kind == PARK and not mention.name and not mention.group:
            full = own_of_title(out.entities[:MOST], fold(doc.title), mention)
        if full >= 0:
            mention.entity = full
        if mention.entity >= 0:
            out.entities[mention.entity].weight += TITLE_WEIGHT
            out.entities[mention.entity].titled = True
    title_regions(out.entities[:MOST], fold(doc.title), TITLE_WEIGHT)
