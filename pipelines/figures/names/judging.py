"""Judges what the grammar took for names of parks: where they begin, and whether they name one."""

from __future__ import annotations

from collections import Counter

from pipelines.figures.names.park_names import is_grade
from pipelines.figures.names.park_words import LANDS
from pipelines.figures.names.terms import OTHER, PARK, REGION, Terms, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

MOST = 300  # names that are compared with one another; no report has more
PLACE_PREFIX = later(r".*(?:[省市县旗州盟区师镇乡]|街道|(?<!集)团)$")
# What a place of any name, known or made up, begins a park's name with.
SUFFIXED = later(
    "(?!城市|都市|上市|超市|市场)[一-龥]{1,4}(?:[省市县旗盟镇乡师](?![域级属])|自治[区州]|[^集园]区(?=..))|"
    "[一-龥]{2,9}(?:族|各族|联合)自治[县旗]"
)
JOINED = later("合作|协作|共建|[—–·(-]|^中[一-龥](?![一-龥]?[省市县])|^兵团")
WORDS = frozenset(("资源", "合作"))  # counties whose names are words besides
HALVES = "话解次而以于照近见起后标接市县省区"  # what is left of a word that a stop cut in two
PLACED_ONLY = ("口岸", "港", "机场")
# Characters of a clause, not of a name.
CLAUSE = later(
    "^叫|(?<!^)(?:[年月]|日(?![塔图勒根汗布格克海木娜乌苏哈拉音嘎吉]))|[年月日][内初底末中均间]|[间往们这那哪都没把被想让之何因但且并还才却很更最即便该每各另某使刚从给称]|(?<![智功性产节储热动电势氢光核载耗赋])能(?!源)|再(?!生)|正在|不是|要素|一批|一个|"
    "第[一二三四五六七八九]?[次回批家轮]|首[次度]|[省市县州旗乡镇村][里上](?!游)"
)


LONG = 3  # letters of a place that tell it from a verb


def settle(named: list[Mention], whole: str) -> None:
    """Cut names at the place that they begin with; take the name from what bears out none.

    A park's name begins with a place, or stands more than once (`whole` is text and title), or
    has a brand before a head that says what the park is. 园区 after anything else points back.
    """
    words = terms()
    parks = [m for m in named if m.kind == PARK and m.name and not m.told and m.head != m.name]
    own = frozenset(m.name[:-1] for m in named if m.kind == REGION and len(m.name) > 2)
    times = Counter(m.name for m in parks)
    for mention in parks:
        if times[mention.name] == 1:
            _cut(words, mention, own)
    _trim(parks, words, {m.name[:-1] for m in named if m.kind == REGION}, whole)
    _trim_stems(parks, words, {m.name[:-1] for m in named if m.kind == REGION})
    _ports(named, {m.name for m in parks})
    near = {m.name[:2] for m in named if m.kind in (PARK, REGION)}
    things = [m for m in named if m.kind == OTHER and m.head in PLACED_ONLY]
    often = Counter(m.name for m in things)
    for thing in things:  # 改造口岸: no name
        known = (
            placed(words, thing.name) or thing.name[:2] in near or whole.count(thing.name[:2]) > 1
        )
        known = known or (thing.head == "港" and whole[thing.start - 1 : thing.start] in "。\n")
        if often[thing.name] == 1 and not known:  # 。云汀港去年…
            thing.name = ""
    roots = {m.name[:2] for m in named if m.kind == REGION}
    times = Counter(m.name for m in parks)
    for place, mention in enumerate(parks):
        told = times[mention.name] > 1 or _named(words, mention, roots, whole, place < MOST)
        if mention.weak:  # 庆原数据中心集群 in the title too; 建设智慧新城 only here
            if not (place < MOST and whole.count(mention.name) > 1):
                mention.name, mention.listed = "", True
        elif not told:  # what stands before the head is the clause: 把车间搬进园区
            mention.name, mention.start = "", mention.end - len(mention.head)
            mention.opens = -1


def _ports(named: list[Mention], parks: set[str]) -> None:
    """嘉兴港 in a report about 嘉兴港区 is the park."""
    for mention in named:
        if mention.kind == OTHER and mention.name + "区" in parks:
            mention.kind, mention.name, mention.head = PARK, mention.name + "区", "港区"


def place_at(words: Terms, name: str, at: int = 0) -> str:
    """The known place with which a name goes on at an offset, '' where there is none."""
    return next((name[at : at + n] for n in (5, 4, 3, 2) if name[at : at + n] in words.places), "")


def placed(words: Terms, name: str) -> bool:
    """Whether a name begins with a place, known or with its rank (渤东市)."""
    return bool(place_at(words, name) or SUFFIXED.match(name) or name.startswith("中国"))


def fuller(name: str, known: str) -> bool:
    """Whether a name is the known one with a place, an outer park or a partner in front.

    One or two characters in front make another name (晋阳山 is not 阳山), more are a verb.
    """
    if not name.endswith(known) or len(name) == len(known):
        return False
    front = name[: -len(known)]
    if len(front) <= 2 or front in terms().places or PLACE_PREFIX.match(front):
        return True
    return front[-1] in "—–·-" or front.endswith(terms().park_heads)


def _cut(words: Terms, mention: Mention, own: frozenset[str]) -> None:
    """赶赴通渭工业集中区: the name begins with the known place."""
    name, stem = mention.name, mention.name[: len(mention.name) - len(mention.head)]
    if (
        placed(words, name)
        or any(name.startswith(root) for root in own)
        or JOINED.search(name)
        or words.inner_heads.match(stem)
    ):
        return
    for at in range(1 if name[0] in HALVES else 2, len(stem) - 1):  # 据了|解通渭工业园区
        sizes = (n for n in (4, 3, 2) if at + n <= len(stem))
        if any(name[at : at + n] in own or _inner(words, name[at : at + n]) for n in sizes):
            if LANDS.fullmatch(name, 0, at):
                return  # 京津冀|大厂协同发展示范区
            mention.start += at
            mention.name = name[at:]
            return


def _inner(words: Terms, place: str) -> bool:
    """Whether a place shows where a name begins."""
    return place in words.inner_places and place not in WORDS


def _named(words: Terms, mention: Mention, roots: set[str], whole: str, few: bool) -> bool:
    """Whether something bears out a name that stands only once."""
    name, stem = mention.name, mention.name[: len(mention.name) - len(mention.head)]
    if name[:2] in roots or placed(words, name):
        return True
    if CLAUSE.search(stem) or "·" in stem:  # 变化·开发区
        return False
    if mention.head not in words.bare_heads:
        return True
    if (few and whole.count(name) > 1) or words.inner_heads.match(stem):
        return True
    longest = 18 if JOINED.search(name) else 10  # 中德(沈阳)高端装备制造产业园
    return mention.head not in words.vague_heads and 2 <= len(stem) <= longest


def _trim(parks: list[Mention], words: Terms, regions: set[str], whole: str) -> None:
    """Cut what is no place from the front of a park's name that stands elsewhere without it."""
    short = sorted({m.name for m in parks}, key=len)[:MOST]
    for mention in parks:
        for name in short:
            if not mention.name.endswith(name) or len(mention.name) == len(name):
                continue
            front = mention.name[: len(mention.name) - len(name)]
            stem = name[: -len(mention.head)] if name.endswith(mention.head) else name
            if len(stem) < 2 or _trade(words, stem) or is_grade(words, stem):
                continue
            # 乌石坨海上风电|母港产业园: the text names its place elsewhere, too
            told = len(front) > LONG and whole.count(front[:LONG]) > whole.count(mention.name)
            if not told and not _is_place(words, front, regions):
                mention.start += len(front)
                mention.name = name
            break


def _trim_stems(parks: list[Mention], words: Terms, regions: set[str]) -> None:
    """Cut what is no place from the front of a stem that other namings of the park bear out.

    折射出甲经开区 in a report that says 甲经济开发区 more than once.
    """
    stems = Counter(m.name[: -len(m.head)] for m in parks if m.name.endswith(m.head))
    often = [stem for stem, times in stems.most_common(MOST) if times > 1 and len(stem) > 1]
    often = [stem for stem in often if not _trade(words, stem)]
    often += _tails(list(stems)[:MOST], words)
    for mention in parks:
        stem = mention.name[: -len(mention.head)]
        for short in often:
            front = stem[: -len(short)]
            if len(front) > 1 and stem.endswith(short) and not _is_place(words, front, regions):
                mention.start += len(front)
                mention.name = mention.name[len(front) :]
                break


def _tails(stems: list[str], words: Terms) -> list[str]:
    """What the stems that begin with a place go on with, where it is more than a trade."""
    tails = (stem[len(place_at(words, stem)) :] for stem in stems)
    own = set(stems)
    return [t for t in tails if len(t) > 2 and t not in own and not _trade(words, t)]


def _trade(words: Terms, stem: str) -> bool:
    """Whether a stem names an industry and nothing else: 袜业, 新材料."""
    return stem.endswith("业") or words.industries.fullmatch(stem) is not None


def _is_place(words: Terms, front: str, regions: set[str]) -> bool:
    """Whether what stands before a name is, begins or ends with a place or an outer park."""
    if place_at(words, front) or PLACE_PREFIX.match(front) or front.endswith(words.park_heads):
        return True
    if "—" in front[2:-1] or LANDS.fullmatch(front):
        return True  # 甲—乙|山海协作产业园, 川渝|高竹新区
    ends = (front[-n:] for n in (2, 3, 4, 5))
    return any(end in words.places or end in regions for end in ends)
