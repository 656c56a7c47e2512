"""Finds the parks that a text lists and counts: 甲园、乙园两大园区, 三家经开区(甲、乙、丙)."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.figures.park_names import name_start
from pipelines.figures.patterns import later
from pipelines.figures.subject_terms import PARK, terms

NUMBERS = {"两": 2, **{char: n for n, char in enumerate("二三四五六七八九十", 2)}}
# So many parks by one word for them all.
COUNTED = later(
    "([两二三四五六七八九十]|[2-9](?!\\d)|10)(?:[个家大]|座)(?:国家级?|省级|市级|县级|以上|重点|主要|特色|工业|产业|专业|县域|县级|主|南北|沿边|飞地|共建|千亿级?|百亿级?)*"
    "((?:经济技术|高新技术产业|经济|高新|工业|产业|化工|科技)?(?:园区|开发区|集中区|集聚区|经开区|高新区|工业园|产业园|片区|新区|示范区|功能区))"
)
BEFORE = 200  # characters in which a list may stand before the word
BREAKS = ",。;:\n“”()!?"
LAST = later("以及|[和与及](?!平|谐|睦|盛|田|县)")
# What leads from the word to its list.
LEADS = later('["”]?,?(?:\\(|——|—|:|(?:分别)?(?:是|为)|,?即|(?:具体)?(?:包括|包含)|,)(?:了|有)?:?')
STOP = later("[。;:\n()“”!?——]|,|\\d")
ITEM_MIN, ITEM_MAX = 2, 18
NO_ITEM = later("[了的]|完成|实现|等地|产业$|企业$|项目$")
HOW_MANY = later(
    "([两二三四五六七八九十]|(?<!\\d)[2-9]|10)(?:[个家大]|座)?"
    "(?:国家级?|省级|市级|县级|以上|重点|主要|特色|专业|县域|县级|共建)*$"
)
# 其中5个园区: some of them.
OF_THEM = ("中", "有", "另", "前", "后", "约", "近", "超")
REACH = 12  # characters before a word for parks in which it may be counted


@dataclass(frozen=True, slots=True)
class ParkList:
    """Parks that one list names: where their word stands, how many they are, and their names."""

    start: int
    end: int
    names: tuple[str, ...]
    sort: str


def park_lists(text: str) -> list[ParkList]:
    """The lists of a folded text, in order, each with as many names as its word counts."""
    out = []
    for found in COUNTED.finditer(text):
        count = NUMBERS.get(found[1]) or int(found[1])
        names = _before(text, found.start(), count) or _after(text, found.end(), count)
        if names:
            out.append(ParkList(found.start(), found.end(), tuple(names), found[2]))
    return out


def counted_back(text: str, at: int) -> int:
    """How many parks a word that begins at an offset counts: 三大|园区; 0 where it counts none."""
    found = HOW_MANY.search(text, max(0, at - REACH), at)
    if found is None or text.endswith(OF_THEM, 0, found.start()):
        return 0
    return NUMBERS.get(found[1]) or int(found[1])


def nearest(lists: list[ParkList], at: int, count: int) -> ParkList | None:
    """The list of so many parks named last before an offset, or else first after it."""
    fitting = [one for one in lists if len(one.names) == count]
    before = [one for one in fitting if one.start <= at]
    return before[-1] if before else next(iter(fitting), None)


def _before(text: str, at: int, count: int) -> list[str]:
    """The items of a list that ends where the word for them begins."""
    low = max(0, at - BEFORE)
    begin = max(low, *(text.rfind(mark, low, at) + 1 for mark in BREAKS))
    run = text[begin:at].removesuffix("等").removesuffix("这")
    items = _items(run, count)
    if not items:
        return []
    first = run[: run.find(items[1])].rstrip("、和与及以") if len(items) > 1 else run
    start = name_start(text, begin + _head_at(first), begin)
    items[0] = text[start : begin + len(first)]
    return items if _are_parks(items) else []


def _after(text: str, at: int, count: int) -> list[str]:
    """The items of a list that the word leads to: 三家经开区,即甲、乙、丙."""
    lead = LEADS.match(text, at)
    if lead is None:
        return []
    stop = STOP.search(text, lead.end(), lead.end() + BEFORE)
    run = text[lead.end() : stop.start() if stop else lead.end()]
    items = _items(run, count)
    if not items:
        return []
    items[-1] = _to_head(items[-1])
    return items if _are_parks(items) and items[-1].endswith(terms().park_heads) else []


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
