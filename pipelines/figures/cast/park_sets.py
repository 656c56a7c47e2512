"""Finds the parks that a text tells of together: 甲园、乙园两大园区, 三家经开区(甲、乙、丙).

Every such set is found once, here. What points back to one asks `before` and `nearest`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.figures.names.park_names import name_start
from pipelines.figures.names.terms import PARK, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

NUMBERS = {"两": 2, **{char: n for n, char in enumerate("二三四五六七八九十", 2)}}
# So many parks by one word for them all.
COUNTED = later(
    "([两二三四五六七八九十]|[2-9](?!\\d)|10)(?:[个家大]|座)(?:国家级?|省级|市级|县级|以上|重点|主要|特色|工业|产业|专业|县域|主|南北|沿边|飞地|共建|千亿级?|百亿级?)*"
    "((?:经济技术|高新技术产业|经济|高新|工业|产业|化工|科技)?(?:园区|开发区|集中区|集聚区|经开区|高新区|工业园|产业园|片区|新区|示范区|功能区))"
)
# What a park is made up of: 由甲片区、乙片区和丙片区组成, 分为甲园、乙园和丙园.
COMPOSED = later(
    "(?:由|分为|划为|划分为|下辖|下设|包括|包含|涵盖|[设建]有)"
    "((?:[^,。;:、\\d“”()和与及]{2,18}、){0,6}[^,。;:、\\d“”()和与及]{2,18}(?:以及|[和与及])[^,。;:、\\d“”()和与及]{2,18}?)"
    "(?:组成|构成|(?=[,。;]))"
)
BEFORE = 200  # characters in which a list may stand before the word
BREAKS = ",。;:\n“”()!?"
LAST = later("以及|[和与及](?!平|谐|睦|盛|田|县)")
# What leads from the word to its list.
LEADS = later('["”]?,?(?:\\(|——|—|:|(?:分别)?(?:是|为)|,?即|(?:具体)?(?:包括|包含)|,)(?:了|有)?:?')
STOP = later("[。;:\n()“”!?——]|,|\\d")
GOES_ON = later("[),。;](?!分别|依次|其中)")
ITEM_MIN, ITEM_MAX = 2, 18
NO_ITEM = later("[了的]|完成|实现|等地|产业$|企业$|项目$")
HOW_MANY = later(
    "([两二三四五六七八九十]|(?<!\\d)[2-9]|10)(?:[个家大]|座)?"
    "(?:国家级?|省级|市级|县级|以上|重点|主要|特色|专业|县域|共建)*$"
)
# 其中5个园区: some of them.
OF_THEM = ("中", "有", "另", "前", "后", "约", "近", "超")
REACH = 12  # characters before a word for parks in which it may be counted


@dataclass(frozen=True, slots=True)
class ParkSet:
    """Parks that one list names: where it stands with the word that counts it, and their names."""

    start: int
    end: int
    names: tuple[str, ...]


def park_sets(text: str, found: Sequence[Mention]) -> list[ParkSet]:
    """The sets of a folded text, in order; their mentions are marked as parts of one subject.

    A counted list has as many names as its word says, whether each is known for a park or not;
    the others are lists that do something as one, whose mentions are marked already.
    """
    sets = _counted(text)
    counted = {_mark(text, found, one) for one in sets}
    sets += _composed(text)
    for mention in found:
        if mention.kind == PARK and mention.joint and mention.start not in counted:
            start = mention.opens if mention.opens >= 0 else mention.start
            sets.append(ParkSet(start, mention.end, tuple(mention.joint.split("、"))))
    return sorted(sets, key=lambda one: one.start)


def _composed(text: str) -> list[ParkSet]:
    """The parts of which a park is made up, where no word counts them."""
    ends = (*terms().park_heads, *terms().parts)
    out = []
    for hit in COMPOSED.finditer(text):
        names = tuple(re.split("、|以及|[和与及]", hit[1]))
        if all(len(name) >= ITEM_MIN and name.endswith(ends) for name in names):
            out.append(ParkSet(hit.start(1), hit.end(1), names))
    return out


def counted_back(text: str, at: int) -> int:
    """How many parks a word that begins at an offset counts: 三大|园区; 0 where it counts none."""
    found = HOW_MANY.search(text, max(0, at - REACH), at)
    if found is None or text.endswith(OF_THEM, 0, found.start()):
        return 0
    return NUMBERS.get(found[1]) or int(found[1])


def before(sets: list[ParkSet], at: int, count: int) -> ParkSet | None:
    """The set of so many parks that was told of last before an offset."""
    told = [one for one in sets if len(one.names) == count and one.start <= at]
    return told[-1] if told else None


def nearest(sets: list[ParkSet], at: int, count: int) -> ParkSet | None:
    """The set of so many parks told of last before an offset, or else first after it."""
    last = before(sets, at, count)
    return next((s for s in sets if len(s.names) == count), None) if last is None else last


def _counted(text: str) -> list[ParkSet]:
    """The lists that a word for them counts, before it or after it."""
    out = []
    for found in COUNTED.finditer(text):
        count = NUMBERS.get(found[1]) or int(found[1])
        names, start = _before(text, found.start(), count)
        end = found.end()
        if not names:
            names, end = _after(text, found.end(), count)
            start = found.start()
        if names:
            out.append(ParkSet(start, end, tuple(names)))
    return out


def _mark(text: str, found: Sequence[Mention], one: ParkSet) -> int:
    """Let the last name of a counted list stand for all of them, the others for none.

    Returns where the last one begins, -1 where the text does not name it as a park, or goes on
    right behind it to tell what each has: 有2个工业园,即甲园和乙园,分别|…
    """
    if not text.startswith(one.names[0], one.start) and not GOES_ON.match(text, one.end):
        return -1
    low = bisect_left(found, one.start, key=lambda m: m.start)
    inside = found[low : bisect_left(found, one.end, key=lambda m: m.start)]
    parks = [m for m in inside if m.kind == PARK and m.name and not m.group]
    last = next((m for m in reversed(parks) if m.name.endswith(one.names[-1])), None)
    for mention in parks:
        mention.listed, mention.joint = mention is not last, ""
    if last is None:
        return -1
    last.joint = "、".join(one.names)
    return last.start


def _before(text: str, at: int, count: int) -> tuple[list[str], int]:
    """The items of a list that ends where the word for them begins, and where it begins."""
    low = max(0, at - BEFORE)
    begin = max(low, *(text.rfind(mark, low, at) + 1 for mark in BREAKS))
    run = text[begin:at].removesuffix("等").removesuffix("这")
    items = _items(run, count)
    if not items:
        return [], at
    first = run[: run.find(items[1])].rstrip("、和与及以") if len(items) > 1 else run
    start = name_start(text, begin + _head_at(first), begin)
    items[0] = text[start : begin + len(first)]
    return (items, start) if _are_parks(items) else ([], at)


def _after(text: str, at: int, count: int) -> tuple[list[str], int]:
    """The items of a list that the word leads to, and its end: 三家经开区,即甲、乙、丙."""
    lead = LEADS.match(text, at)
    if lead is None:
        return [], at
    stop = STOP.search(text, lead.end(), lead.end() + BEFORE)
    run = text[lead.end() : stop.start() if stop else lead.end()]
    items = _items(run, count)
    if not items:
        return [], at
    items[-1] = _to_head(items[-1])
    named = _are_parks(items) and items[-1].endswith(terms().park_heads)
    end = text.find(items[-1], lead.end()) + len(items[-1])
    return (items, end) if named else ([], at)


def _items(run: str, count: int) -> list[str]:
    """A run of words split into so many items, [] where it holds another number of them."""
    items = run.split("、")
    if len(items) == count - 1:
        last = LAST.search(items[-1], ITEM_MIN)
        if last is None:
            return []
        items[-1:] = [items[-1][: last.start()], items[-1][last.end() :]]
    if len(items) != count or any(not ITEM_MIN <= len(one) <= ITEM_MAX for one in items[1:]):
        return []
    return [] if any(NO_ITEM.search(one) for one in items[1:]) else items


def _to_head(words: str) -> str:
    """The name that words begin with, as far as its last word for a park: 某物流园区|招商引资."""
    known = terms()
    ends = [h.end() for h in known.heads.finditer(words) if known.kind_of[h[0]] == PARK]
    return words[: ends[0]] if ends else words


def _head_at(words: str) -> int:
    """Where the head of the name begins that words end with, their end where it has none."""
    known = terms()
    for head in known.heads.finditer(words):
        if head.end() == len(words) and known.kind_of[head[0]] == PARK:
            return head.start()
    return len(words)


def _are_parks(items: list[str]) -> bool:
    """Whether a list may be one of parks: its last item is called one, or each of most is."""
    if any(not ITEM_MIN <= len(one) <= ITEM_MAX for one in items):
        return False
    heads = terms().park_heads
    called = sum(one.endswith(heads) for one in items)
    return items[-1].endswith(heads) or 2 * called > len(items)
