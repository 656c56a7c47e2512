"""Reads items of a list of projects that say what they make: 甲公司年产5万吨涂料、乙…等6个项目.

Each such item is the name of a project that leaves out the word, because the list has it at its
end or before it; its numbers are the project's, and neither its firm's nor the park's.
"""

from __future__ import annotations

from pipelines.figures.names.park_names import name_start
from pipelines.figures.names.terms import ENTERPRISE, PARK, PROJECT
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

HEAD = "项目"
COUNT = "(?:近|约|超|多达|共)?(?:\\d+|[一二两三四五六七八九十]+)余?(?:个|大|宗|项)"
# What ends a list, up to the word: 等6个重点, 为代表的一批新材料; without 等 it is counted: 2个.
ENDS = "(?:等(?:为代表的|为龙头的|在内的)?|为代表的|为龙头的|在内的)"
CLOSES = later(
    f"(?:({ENDS})(?:一批|多个|{COUNT})?(?:[^,。;:、的\\d等]{{2,12}}的)?|{COUNT})(?:[^,。;:、的\\d等]{{0,10}})$"
)
CLOSES_WITHIN = 28
# What opens one after the word: 项目包括, 四个项目,即, 项目——.
OPENS = later("[^,。;:、\\d]{0,8}(?:,?(?:即|包括|包含|涵盖|分别是|分别为|依次是)|有?:|——)")
NUMBER = "(?:\\d[\\d.]*(?:[×*x]\\d[\\d.]*)?|[一二两三四五六七八九十百千])[万亿千百]*余?"
# What a plant makes in a year, or takes or gives in one, alone where the unit is that of goods.
YEARLY = f"(?:年|月|日)[产处加生供储吞屠回拆综制][^\\d,。;:、]{{0,8}}?{NUMBER}"
UNITS = "吨|千瓦|兆瓦|吉瓦|[GMKgmk][Ww]|瓦时|锭|立方米|标方|标箱|台|套|辆|只|件|片|头|羽|支"
GOODS = f"{NUMBER}(?:{UNITS})"
MAKES = later(f"{YEARLY}|{GOODS}")
ITEM = later("[^。;:\\n,]{2,48}$")
COSTS = later("(?:总?投资|投入|斥资|出资|占地)[约近超达]?$")
# An item that is told by its cost alone: 投资20亿元的中科光电.
PRICED = later(
    "[^,。;:、\\d]{0,14}?(?:总?投资|投资额|斥资)[约近超达]?[\\d.]+[万亿]+(?:美|欧|港)?元(?:人民币)?(?:建设)?的"
    "((?:第[\\d.]+代|[^,。;:、的\\d\\n]){2,24})$"
)
PIECES = later("、|以及")
# What is done with all of a list, before its first item.
DONE = later(
    "(?:新|已|再|陆续|相继|先后|集中|重点|计划|抓好|将|拟|加快)*(?:开工建设|开工|开建|引进|引入|招引|签约|签订|建设|实施|投产|落地|"
    "推进|储备|竣工|洽谈|入驻|上马|谋划|启动|续建|复工|建成|布局|承接|跟踪)(?:了|的)?"
)
STOPS = "。;:\n,"
REACH = 160  # characters of a list before its end
# What ends the name of a project that lacks the word.
OWN_HEADS = (
    "项目",
    "基地",
    "工厂",
    "产业园",
    "电站",
    "电厂",
    "风电场",
    "矿井",
    "煤矿",
    "城",
    "谷",
    "广场",
    "大厦",
)


def with_items(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions, with the items of lists of projects in place of the firms at their heads."""
    for place, one in enumerate(found):
        if one.kind == PROJECT and one.name and not one.group:
            _reach_back(text, one, found[place - 1] if place else None)
    items: list[Mention] = []
    at = text.find(HEAD)
    while at >= 0:
        floor = items[-1].end if items else 0
        closing = CLOSES.search(text, max(floor, at - CLOSES_WITHIN), at)
        opening = OPENS.match(text, at + len(HEAD))
        if closing and (closing[1] or not opening):
            start = _list_start(text, closing.start(), floor)
            if closing[1] or "、" in text[start : closing.start()]:  # but 也是一个重大项目
                items += _items(text, start, closing.start(), found)
        elif opening:
            end = min(text.find(mark, opening.end()) % (len(text) + 1) for mark in "。;:\n,")
            if "、" in text[opening.end() : end]:
                items += _items(text, opening.end(), end, found)
        at = text.find(HEAD, at + 1)
    return _in_place(found, items) if items else found


def _list_start(text: str, end: int, floor: int) -> int:
    """Where the clause begins that a list closes."""
    low = max(floor, end - REACH)
    return max(low, *(text.rfind(mark, low, end) + 1 for mark in STOPS))


def _items(text: str, start: int, end: int, found: list[Mention]) -> list[Mention]:
    """The items between two offsets that say what they make."""
    cuts = [start]
    for mark in PIECES.finditer(text, start, end):
        cuts += [mark.start(), mark.end()]
    cuts.append(end)
    made = (_item(text, cuts[n], cuts[n + 1], n == 0, found) for n in range(0, len(cuts), 2))
    return [item for item in made if item is not None]


def _item(text: str, low: int, end: int, first: bool, found: list[Mention]) -> Mention | None:
    """The project that one item names, None where it says nothing of what it makes."""
    priced = PRICED.match(text, low, end)
    if priced and priced.end() == end and not priced[1].endswith(("公司", "集团", "企业", "项目")):
        return Mention(priced.start(1), end, PROJECT, _named(priced[1]), HEAD, listed=True)
    makes = MAKES.search(text, low, end)
    if makes is None or end - makes.end() < 2 or not ITEM.match(text, low, end):
        return None
    if "的" in text[makes.end() : end] or COSTS.search(text, low, makes.start()):
        return None
    start = max(low, text.rfind("的", low, makes.start()) + 1)
    held = [one for one in found if low <= one.start < makes.start() and one.name]
    firm = next((one for one in held if one.kind == ENTERPRISE and one.start >= start), None)
    park = next((one for one in reversed(held) if one.kind == PARK), None)
    if park and park.end <= makes.start():
        start = max(start, park.end)
    if firm:
        start = max(start, firm.start)
    elif first or MAKES.search(text, start, makes.start()):
        start = max(start, name_start(text, makes.start(), start, project=True))
        done = DONE.match(text, start, makes.start())
        start = done.end() if done else start
    return Mention(start, end, PROJECT, _named(text[start:end]), HEAD, listed=True)


def _named(item: str) -> str:
    """The name of the project that an item of a list names without the word."""
    name = item.strip("“”‘’")
    return name if name.endswith(OWN_HEADS) else name + HEAD


def _reach_back(text: str, work: Mention, before: Mention | None) -> None:
    """Give one project all that it makes: 年产30万吨合成氨、52万吨尿素项目."""
    named = before is not None and before.kind == ENTERPRISE and before.name
    firm = before if named else None
    start = work.start
    while text[start - 1 : start] == "、":
        if not MAKES.match(text, start, work.end) or text.endswith((HEAD, "工程"), 0, start - 1):
            return
        low = _list_start(text, start - 1, 0)
        low = max(low, text.rfind("、", low, start - 1) + 1, text.rfind("的", low, start - 1) + 1)
        makes = MAKES.search(text, low, start - 1)
        if makes is None or start - 1 - makes.end() < 1 or COSTS.search(text, low, makes.start()):
            return
        start = low
        if firm is not None and low <= firm.start < firm.end <= makes.start():
            work.name = text[firm.start : work.start] + work.name
            work.start = firm.end
            return
        if not MAKES.match(text, low, work.end):
            start = name_start(text, makes.start(), low, project=True)
            done = DONE.match(text, start, makes.start())
            start = done.end() if done else start
        work.name = text[start : work.start] + work.name
        work.start = start


def _in_place(found: list[Mention], items: list[Mention]) -> list[Mention]:
    """The mentions without what the items hold; a name that only reaches into one stays whole."""
    out: list[Mention] = []
    place = 0
    for one in found:
        while place < len(items) and items[place].end <= one.start:
            place += 1
        item = items[place] if place < len(items) else None
        if item is None or one.end <= item.start:
            out.append(one)
        elif one.end > item.end and one.start >= item.start:
            one.start = item.end  # the group that the list names: 等6个项目
            out.append(one)
    return sorted(out + items, key=lambda one: one.start)
