"""Lists of numbers: 分别 gives one to each indicator named, or to each number given before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from pipelines.figures.indicators import linking
from pipelines.figures.indicators.kinds import GROWTH, RELATIVE, SHARE, Verdict
from pipelines.figures.indicators.linking import Link, Scene
from pipelines.figures.indicators.wordings import COUNT, OTHER, Mention
from pipelines.figures.patterns import later
from pipelines.figures.quantities import numbers
from pipelines.figures.types import Reading

SEPARATES = frozenset("/以左多余、,和与及至")  # what a separator begins with
SEPARATOR = later(
    r"(?:/[亩人日年]|以上|左右|多|余)?(?:[、,和与及]|以及|,?和|、约|至)+"
    r"(?:近|约|超过?|逾|不低于|不少于|达|达到|将近|突破|[“\" ])*"
)
# After 分别 every item may have its own direction: 分别增长8.2%、下降3.5%.
OWN_WAY = later(r"[、,和]?(?:同比)?(?:增长|下降|提高|回落|减少|增加|上升|下滑)(?:近|约|超过?|了)?")
# An item without a number, which has its place in the list: 分别增长8%、持平和下降3.2%.
FLAT = later(
    r"(?:[、,和与及]|以及)*(?:同比|基本|大体|[与和同较比](?:去年|上年|前年)(?:同期)?(?:相比)?)*持平"
)
EACH = later(r"分别|依次|各为|各达|各(?=提高|增长|增加|下降|减少|上升)")
PLACES = later(
    r"(?:于|比|较|占|[高低超]出|超过|领先)(?:全|我)?[^,。;]{0,8}[、和与](?:全|我)?[^,。;]{0,8}$"
)
AGAINST = later(r"[高低快慢]于|[高低超]出|超过|领先|[占比较]")
OF_BOTH = later(r",?(?:分别|均|各)?约?占")  # 产值134亿元、增加值36亿元,占全县规模工业的78%和77%
IS_SO_MANY = later(r"[是为]|相当于")
JOINED = later(r"(?:[、和与及,以]|的|总量|总额|增速|数量|\([^()]*\))*")
# 高于全市33个开发区0.7和19.3个百分点: how many the other side has.
OTHER_SIDE = later(r"(?:[高低快慢]于|高出|[比较])[^,。;\d]{0,12}$")
ARE = later(r"(?:约|近)?(?:为|是|达到?|完成|实现)(?:了|约|近)*")
HOW_MANY = later(r"([两二三四五六七八])项(?:主要|经济|核心|重点)*(?:指标|数据|数字)[^,。;\d]{0,8}$")
SUMMED_UP = frozenset({"指标", "主要经济指标"})  # 产值、税收、出口额等各项指标
MOST = 12
MEASURED = ("m", "m2")  # 某某电缆、某某建材产值: a length in a name
FLAT_WITHIN = 16  # characters after a number in which its list may end without one
PACES = ("%", "pp")


@dataclass(slots=True)
class Group:
    """Readings from..to (exclusive) that form one list, and the links they were given."""

    first: int
    size: int  # items, those without a number too
    each: bool
    paces: bool = False  # per cents, all of them
    has_wording: bool = False
    mentions: list[Mention] | None = None
    sources: list[Link] | None = None
    places: tuple[int, ...] = ()  # of each reading among the items


def find(scene: Scene, readings: list[Reading]) -> dict[int, Group]:
    """Runs of two and more numbers with nothing but list words between them, by each place."""
    out: dict[int, Group] = {}
    if len(readings) < 2:
        return out
    shared = EACH.search(scene.text, scene.start, readings[-1].start) is not None
    at = 0
    while at < len(readings):
        begin = _begin(scene, readings, at)
        each = shared and EACH.search(scene.text, begin, readings[at].start) is not None
        end = at + 1
        while end < len(readings) and _in_list(scene.text, readings[end - 1 : end + 1], each):
            end += 1
        places, size = _places(scene, begin, readings[at:end], each=each)
        if size > 1:
            paces = all(r.unit == "%" for r in readings[at:end])
            group = Group(at, size, each, paces, places=places)
            _named(scene, group, begin, readings[at])
            out.update(dict.fromkeys(range(at, end), group))
        at = end
    return out


def _places(
    scene: Scene, begin: int, members: list[Reading], *, each: bool
) -> tuple[tuple[int, ...], int]:
    """The place of each number among the items of a list, and how many items there are."""
    if not each or "持平" not in scene.text[begin : members[-1].end + FLAT_WITHIN]:
        return tuple(range(len(members))), len(members)
    places, at, place = [], begin, 0
    for member in members:
        place += len(FLAT.findall(scene.text, at, member.start))
        places.append(place)
        place, at = place + 1, member.end
    while flat := FLAT.match(scene.text, at):
        place, at = place + 1, flat.end()
    return tuple(places), place


def _begin(scene: Scene, readings: list[Reading], at: int) -> int:
    """Where the words for a list begin: after the number before it that is not the other side's."""
    if at and readings[at].unit == "pp" and readings[at - 1].unit == COUNT:
        counted = readings[at - 1].start
        before = readings[at - 2].end if at > 1 else scene.start
        if OTHER_SIDE.search(scene.text, max(before, counted - 16), counted):
            return before
    return readings[at - 1].end if at else scene.start


def _in_list(text: str, pair: list[Reading], each: bool) -> bool:
    """Whether nothing but list words stands between two numbers."""
    begin, end = pair[0].end, pair[1].start
    flat = FLAT.match(text, begin, end) if each else None
    begin = flat.end() if flat else begin
    if text[begin] in SEPARATES and SEPARATOR.fullmatch(text, begin, end):
        return True
    alike = pair[0].unit == pair[1].unit
    paces = text[begin] in "、和" and pair[0].unit == pair[1].unit == "%"  # 增长8%和下降4%
    return (each or paces) and alike and OWN_WAY.fullmatch(text, begin, end) is not None


def _named(scene: Scene, group: Group, begin: int, first: Reading) -> None:
    """The coordinated wordings before a list, when there are as many as numbers.

    Where 分别 does not say so, just as many and each of its own: 产值、税收同比增长21%、37%;
    产值、税收为16亿元和4亿元.
    """
    found = [
        m
        for m in scene.between(begin, first.start)
        if not (m.wording.weak and not m.wording.text.endswith("率"))
        and m.wording.indicators[0].code not in ("parks", "ranking")
        and m.wording.text not in SUMMED_UP
    ]
    reference = linking.reference(scene.text, begin, first.start)
    run: list[Mention] = []
    for mention in reversed(found):
        beside = bool(run) and mention.end == run[0].start  # 产业链|规上企业数: whose, no item
        if run and (mention.end > run[0].start or (beside and _thing(mention))):
            continue
        if run and not _joined(scene.text[mention.end : run[0].start]):
            break
        run.insert(0, mention)
    group.has_wording = any(
        m.end <= reference and m.wording.indicators[0].code != OTHER for m in found
    )
    last = run[-group.size :]
    own = {m.wording.indicators[0].code for m in last} - {OTHER}
    alike = group.paces or (
        bool(last) and ARE.fullmatch(scene.text, last[-1].end, first.start) is not None
    )
    paired = alike and len(own) == group.size and last[-1].end <= reference
    paired = paired and scene.text[last[0].start - 1] not in "、和与及"
    things = begin > scene.start and all(
        m.wording.indicators[0].code == OTHER and m.wording.indicators[0].takes_quantity(COUNT)
        for m in last
    )
    if things:
        return  # 其中办公设备制造业、仪器仪表制造业分别增长: trades, and no equipment
    if len(run) >= group.size and len(run) <= MOST and (group.each or paired):
        group.mentions = run[-group.size :]


def _thing(mention: Mention) -> bool:
    return mention.wording.indicators[0].code == OTHER


def _joined(words: str) -> bool:
    """Whether two wordings stand in one list; an item may have words of its own: 、高端产业产值."""
    if JOINED.fullmatch(words):
        return True
    return len(words) <= 8 and words[:1] in "、和与及" and "," not in words


def link(
    scene: Scene, groups: dict[int, Group], at: int, reading: Reading, verdict: Verdict
) -> Link | None:
    """The link of a member of a list shared out one to one; None for any other number."""
    group = groups.get(at)
    if group is None:
        return None
    place = group.places[at - group.first]
    if group.mentions is not None:
        return _own(reading, verdict, _item(group.mentions, place))
    if at == group.first:
        group.sources = _sources(scene, groups, group, reading, verdict)
    if group.sources is None:
        return None
    source = group.sources[place]
    return Link(
        reading, verdict, source.indicator, source.mention, "one to one with the list before",
        of=source,
    )  # fmt: skip


def _aside(scene: Scene, one: Reading, reading: Reading) -> bool:
    """Whether a bracket closed off a number that a later one may go on about."""
    between = scene.text[one.end : reading.start]
    return between.count(")") > between.count("(")


def _item(mentions: list[Mention], place: int) -> Mention:
    """大型、中型企业、小型企业增加值分别增长: the amount named last is every item's."""
    last = mentions[-1].wording.indicators[0]
    mine = mentions[place].wording.indicators[0]
    shared = mine.category == "enterprise" or mine.code == OTHER
    shared = shared or (mine.unit in MEASURED and last.unit not in MEASURED)
    return mentions[-1] if shared and last.unit not in ("count", "any") else mentions[place]


def _own(reading: Reading, verdict: Verdict, mention: Mention) -> Link | None:
    reason = "one to one with the list before"
    if verdict.kind in RELATIVE:
        return linking.own_relative(reading, verdict, mention, reason)
    indicator = linking.indicator_of(mention, reading)
    if indicator is None:
        return None
    return Link(reading, verdict, indicator, mention, reason, mention.start, mention.end)


def _noted(scene: Scene, told: Link) -> bool:
    """Whether a number stands in a bracket: 财政收入1.2亿元(比上年的7600万元增加…)."""
    opened = scene.text.rfind("(", scene.start, told.reading.start)
    return opened >= 0 and scene.text.find(")", opened, told.reading.start) < 0


def _levels_told(scene: Scene, size: int) -> list[Link] | None:
    """The last amounts that were told with a name of their own, each of another sort."""
    out: list[Link] = []
    for link in reversed([*scene.told, *scene.links]):
        named = link.start >= 0 and link.of is None and link.code != OTHER
        if not named or link.verdict.kind in RELATIVE or link.code in {x.code for x in out}:
            continue
        out.insert(0, link)
        if len(out) == size:
            return out
    return None


def _indicators_told(scene: Scene, group: Group, words: str) -> list[Link] | None:
    """三项指标同比增长68%、116%和48%; 两项指标为2.0亿美元和1亿美元: of those told last."""
    so_many = HOW_MANY.search(words)
    known = numbers.read(so_many[1]) if so_many is not None else None
    if known is None or known.value != group.size:
        return None
    return _levels_told(scene, group.size)


def _sources(
    scene: Scene, groups: dict[int, Group], group: Group, reading: Reading, verdict: Verdict
) -> list[Link] | None:
    """What a list without wordings of its own goes on about: as many levels, or the list before."""
    begin = scene.links[-1].reading.end if scene.links else scene.start
    words = FLAT.sub("", scene.text[begin : reading.start].removeprefix("/亩"))
    if group.each and verdict.kind == SHARE:
        words = words.partition("占")[0]  # 分别占六家开发区总和的41%和38%
    several_places = PLACES.search(words) is not None
    if reading.unit == "times" and group.each:
        words = IS_SO_MANY.split(words, maxsplit=1)[0]  # 分别是合作之初的4倍、6倍、5倍
    if reading.unit == "pp":
        words = AGAINST.split(words, maxsplit=1)[0]  # 分别高于所在县2.5、40.2个百分点
    told = _indicators_told(scene, group, words) if reading.unit != "pp" else None
    if told is not None:
        return told
    if verdict.kind == SHARE and OF_BOTH.match(words):
        return _paired(scene, group)
    if group.has_wording or several_places or linking.names_a_thing(words):
        return None
    earlier = groups.get(group.first - 1)
    if earlier is not None and earlier.size == group.size and verdict.kind in RELATIVE:
        return scene.links[-group.size :]
    if not group.each:
        return _paired(scene, group) if verdict.kind == GROWTH else None
    if reading.unit == "pp":  # points compare what was told in per cent
        paces = [x for x in scene.recent() if x.reading.unit == "%"][: group.size][::-1]
        if not scene.links:  # 增长22%、59%;占全县的份额分别提高0.3个、2.4个百分点
            paces = [x for x in scene.earlier[-MOST:] if x.reading.unit in PACES][-group.size :]
        if len(paces) == group.size == len({_called(x) for x in paces}):
            return paces
    return _levels(scene, group, reading)


def _called(link: Link) -> str:
    """What a pace is of: 签约率 and 开工率 have one code and are two things."""
    named = link.mention.wording.text if link.mention is not None else ""
    return f"{link.code} {named}"


def _paired(scene: Scene, group: Group) -> list[Link] | None:
    """The amounts right before as many per cents, each of another sort."""
    told = list(takewhile(lambda x: x.verdict.kind not in RELATIVE, scene.recent()))[::-1]
    own = {x.code for x in told} - {OTHER}
    return told if group.paces and len(told) == len(own) == group.size else None


def _levels(scene: Scene, group: Group, reading: Reading) -> list[Link] | None:
    """As many amounts as the list has numbers, of this sentence or over its semicolons."""
    recent = [x for x in scene.recent() if not _aside(scene, x.reading, reading)]
    levels = [x for x in recent if x.verdict.kind not in RELATIVE][::-1]
    outside = [x for x in levels if not _noted(scene, x)]
    levels = outside if len(outside) >= group.size else levels
    if len(levels) >= group.size:
        return levels[-group.size :]
    over_semicolons = _levels_told(scene, group.size)
    if over_semicolons is not None:
        return over_semicolons
    levels = [x for x in scene.earlier[-MOST:] if x.verdict.kind not in RELATIVE]
    if scene.links or len(levels) < group.size:
        return None
    return levels[-group.size :]
