"""Several firms that are one subject though no number stands behind their names.

甲公司与乙公司去年双双扩产,共投入3亿元: what opens a clause acts as one. 如今,两家企业一年用电
900万千瓦时 then points back to both, where the sentences before have named just so many.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from pipelines.figures.names.terms import ENTERPRISE, PARK, PROJECT, REGION
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

AND = later("、|和|与|以及|及|同|跟")
STOPS = "。;,:\n”"
# What stands in a clause before its firms.
FRONT = later(
    "(?:[今去前当同]年|\\d{4}年|\\d{1,2}月份?|目前|其中|随后|此后|后来|如今|近日|日前|来自[^,。;、]{2,8}的|当地的?|园内的?|区内的?)+"
)
NO_FIRM = later(
    "[园区市县镇乡村省路](?:$|的)|项目|产业|企业|等|[是将已被把的了]|有(?!限)|银行|政府|局$|部门|学院|大学|研究"
)
# What a list does as one; each may do it, but what is summed up after it is of all.
ACTS = later(
    "(?<![^一-龥A-Za-z])(?:[今去前当同]年|\\d{4}年|上半年|近[两三几]年|目前|也|又|还|则|已经?|正)*"
    "(?:先后|双双|相继|陆续|联手|携手|共同|一起(?![案事])|同时|同步|同日|同期|合计|共计|抱团|结伴|前后脚|前脚后脚)"
)
EACH = later("[^。;\\n]{0,40}?(?:分别|依次|各(?!类|项|级|种|自)|前者|后者)")
# What looks like a firm in a list of parks: 甲湖、乙医药、丙岭四大景区.
OF_PARKS = later(
    "(?:[、和与及][^,。;:、\\d]{2,10}){0,8}等?[两三四五六七八九十\\d]+(?:大|个)[^,。;:、\\d企公]{0,8}?(?:园区|[业技农商养游流]园|基地|片区|板块|景区|组团|功能区|小镇)"
)
# Two firms that were named: 两家企业总用电, 这两家公司合计纳税, 两家厂子一年.
BACK = later(
    "(?:(?<=[,。;\\n“])|(?<=目前)|(?<=如今)|(?<=去年)|(?<=今年)|(?<=投产后)|(?<=达产后)|(?<=[这上]述))(?:这|上述|以上)?"
    "([两二三四2-4])家(?:龙头|上市|骨干|新)?(?:企业|公司|工厂|厂子|厂)(?![的等,。;:、中里间])"
)
# What is summed up of all, or done to one another.
OF_ALL = later(
    "(?:全部|全面)?(?:总|共|合计|累计|双双|均|都|先后|一年|每年|年|现|已|还|将|也|又|投资|投入|建|新建|用工|占地|产值|[今去]年|满产|达产|投产|预计|可|能|实现|完成|"
    "门对门|互|相互|相邻|相距|毗邻|隔|彼此|之间|携手|联手|加起来)"
)
# The one and the other of two firms that were named side by side.
ONE_OF_TWO = later("(?<=[,。;\\n“])(前|后)者(?=[^,。;\\n]{0,20}\\d)")
NUMBERS = "两二三四234"
LONGEST, LONGEST_NAME = 90, 24  # characters of a list and of a firm's name in it
PAIR, OF_PAIR = 2, ("前者", "后者")
NEAR = 2  # sentences before in which the firms may have been named


def join_firms(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions with lists of firms that act as one, and with what points back to them."""
    for one in found:
        if one.kind == ENTERPRISE and OF_PARKS.match(text, one.end):
            one.listed = True
    _mark_lists(text, found)
    _one_of_two(text, found)
    starts = [one.start for one in found]
    extra = []
    for hit in BACK.finditer(text):
        if not OF_ALL.match(text, hit.end()):
            continue
        names = _named_before(text, found[: bisect_left(starts, hit.start())], hit.start())
        if len(names) != (2, 2, 3, 4, 2, 3, 4)[NUMBERS.index(hit[1])]:
            continue
        for one in found:
            if hit.start() <= one.start < hit.end():
                one.start = -1
        joint = Mention(hit.start(), hit.end(), ENTERPRISE, "", "公司", joint="、".join(names))
        extra.append(joint)
    if not extra:
        return found
    found = [one for one in found if one.start >= 0]
    return sorted(found + extra, key=lambda one: one.start)


def _one_of_two(text: str, found: list[Mention]) -> None:
    """Let 前者 and 后者 be the firms that 甲公司和乙公司 named last, where no parks were since."""
    starts = [one.start for one in found]
    for hit in ONE_OF_TWO.finditer(text):
        place = bisect_left(starts, hit.start())
        here = found[place] if place < len(found) and starts[place] == hit.start() else None
        low = text.rfind("\n", 0, hit.start()) + 1
        named = [m for m in found[:place] if m.start >= low and m.name and m.head not in OF_PAIR]
        pairs = [
            (one, two)
            for one, two in pairwise(named)
            if AND.fullmatch(text, one.end, two.start) and one.kind == two.kind
        ]
        if here is None:
            continue
        pair = pairs[-1] if pairs and pairs[-1][0].kind == ENTERPRISE else _two(text, named, low)
        if pair is not None:
            told = pair[hit[1] == "后"]
            here.kind, here.name = told.kind, told.name


def _two(text: str, named: list[Mention], low: int) -> tuple[Mention, Mention] | None:
    """The two that 前者 and 后者 tell apart: of the last sentence that has names, the only two.

    A park or firm comes before the places that are named with it.
    """
    if not named:
        return None
    begin = max(low, text.rfind("。", low, named[-1].start) + 1)
    last = {
        m.kind: {n.name: n for n in named if n.start >= begin and n.kind == m.kind} for m in named
    }
    if len(last.get(PARK, {})) > 1:
        return None  # in their order, however many (subjects/group_pointers.py)
    for kind in (ENTERPRISE, PROJECT, REGION):
        two = list(last.get(kind, {}).values())
        if len(two) == PAIR:
            return two[0], two[1]
    return None


def _named_before(text: str, before: list[Mention], at: int) -> list[str]:
    """The firms that the last sentences of a paragraph have named before an offset."""
    low = text.rfind("\n", 0, at) + 1
    stop = at
    for _ in range(NEAR + 1):
        stop = max(text.rfind("。", low, stop), low)
    names: list[str] = []
    back = False  # whether what was seen last points back to a firm: 该公司
    for one in reversed(before):
        if one.start < low or (one.start < stop and not back):
            break
        if one.kind != ENTERPRISE:
            continue
        if one.name and one.name not in names:
            names.append(one.name)
        back = not one.name and not one.group
    return names[::-1]


def _mark_lists(text: str, found: list[Mention]) -> None:
    """Let the last firm of a list that opens a clause and acts as one stand for all of it.

    One of them known for a firm is enough: what stands beside it is another.
    """
    starts = [one.start for one in found]
    for acts in ACTS.finditer(text):
        low = max(0, acts.start() - LONGEST)
        low = max(low, *(text.rfind(mark, low, acts.start()) + 1 for mark in STOPS))
        front = FRONT.match(text, low, acts.start())
        low = front.end() if front else low
        names = AND.split(text[low : acts.start()])
        inside = found[bisect_left(starts, low) : bisect_left(starts, acts.start())]
        firms = [one for one in inside if one.kind == ENTERPRISE and one.name and not one.joint]
        if len(names) < 2 or not firms or len(firms) < len(inside):
            continue
        if not all(_may_be_firm(name) for name in names) or EACH.match(text, acts.end()):
            continue
        for firm in firms:
            firm.listed = True
        firms[-1].joint, firms[-1].listed = "、".join(names), False


def _may_be_firm(name: str) -> bool:
    """Whether an item of a list has the length of a firm's name and no verb or place in it."""
    return 3 <= len(name) <= LONGEST_NAME and NO_FIRM.search(name) is None
