"""Lists whose figures follow in the same order: 甲、乙、丙产值分别增长3%、2%和1%."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.figures.indicators import goods
from pipelines.figures.names.terms import ENTERPRISE, PARK, PROJECT, REGION, SECTOR, terms
from pipelines.figures.names.trades_together import FRONT
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later
from pipelines.figures.subjects.row_members import ALL_OF_THEM
from pipelines.figures.subjects.shared_heads import (
    NEXT_MEASURE,
    in_a_row,
    of_each_place,
    ranks_of_all,
    with_its_head,
)
from pipelines.figures.subjects.shared_words import PLACES_REACH, one_word
from pipelines.figures.types import Reading, Span

# A reading's place in its sentence -> kind, name, entity or -1.
Shares = dict[int, tuple[str, str, int]]

EACH = later(
    "分别|依次|分列|分居|分获|"
    "(?:位居|位列|居|列|排名?|名列)(?=(?:全[省市县区国])?第[二三四五六七八九十\\d]{1,2}[位名]?[、和](?:第|[二三四五六七八九十\\d]{1,2}[位名]))"
)
# A name may hold 和 or 及 (酱香白酒及配套): every sign counts as a joint, or fewer do.
JOINTS = tuple(re.compile(j) for j in ("、|以及|和|与|及", "、|以及|和|与", "、|以及", "、|和"))
NEAR = 14  # characters between a list and 分别
# What those listed do, and what is measured of them: 跑得最快,规模工业产值同比增幅.
THEY_DO = later("[^,。;:\\d]{2,12},[^,。;:、\\d]{0,16}")
# Several things measured, of which the numbers are told in their order: 产值、投资、税收三项,…分别.
ITEMS_COUNTED = later(
    "、[^,。;]{2,12}(?:等)?[两二三四五六七八]项(?:主要)?(?:经济)?(?:指标)?,[^。;]{0,20}$"
)
ITEMS_REACH = 60
MANY_TRADES = later(
    "^[两二三四五六七八]大[^,。;、\\d]{0,6}产业(?=[^,。;、]*(?:产值|营收|收入|规模))"
)
LATTER = "后者"  # after both were told apart: 前者…,后者…,产值分别为…
# 甲、乙、丙分别完成3亿元、2亿元、1亿元,前两家分别增长…: the first of those just told.
FIRST_ONES = later("前[两二三四五2-5](?:者|[家个]?(?:园区|企业|市|县)?)$")
GROWING = later(
    ",(?:同比|比上年|较上年)?(?:增长|下降|增加|提高)|"
    ",(?:总量|增速|增幅|占比)?(?:位居|位列|居|列|排名?|排在|分居|分列|占|为)(?:全[省市县区国]的?)?"
)
FORMED = later(".*(?:形成了?|培育了?|构建了?|打造|发展|以)")
PILLARS = later(
    "(?:形成了?|培育了?|构建了?|打造|发展|以|的|,)([^,。;的\\d]{4,50}?)(?:等?[两二三四五六七八]大"
    "[^,。;、\\d]{0,6})?产业(?:集群|格局|体系)?,$"
)
GAP = later(
    "(?:[和与、及](?:上升|下降|增长|回落|提高)|[、,和与及以约超近达到为个左右上多余的名位突破])*$"
)
NAMED = (PARK, ENTERPRISE, PROJECT, REGION, SECTOR)
NO_GOODS = (ENTERPRISE, PROJECT, SECTOR)
# What the last item of a list of industries carries: 甲、乙、丙产业产值.
MEASURED = later(
    "(?:工业|总|年|规上|规模以上|高新技术|入驻|完成|实现|的)*(?:企业(?:户|家|总)?数量?|产值|营收|营业收入|主营业务收入|增加值|销售收入|规模|投资|税收|利润|出口额?|同比|增速).*$"
)
LEADING = later("(?:增[长速幅])?(?:(?:也|均|都)?(?:最[多快高大好]|位居前列|居前|领先|领跑|靠前)),$")
HOLDER = later(
    "^(?:园区|开发区|全[区市县省园]|我[区市县省])(?:的|内)?"
)  # whose industries they are
CLASSED = later(
    "等?[两二三四五六七八](?:个|大)(?:主导|支柱|特色|优势|重点|传统|新兴|骨干|首位|主要|百亿级?|千亿级?|战略性?新兴)+(?:产业集群|产业链|产业|行业)$"
)
HOW_MANY = later(
    "(?:等|等?[两二三四五六七八](?:个|大|条))(?:[^、,\\d]{0,4}?)((?:产业集群|产业链|产业|行业))$"
)
MEASURED_AFTER = later(
    "(?:分别|依次)(?:实现|完成|达到?|创造|贡献)+(?:工业|规上|年|总)*(?:产值|营收|营业收入|主营业务收入|增加值|销售收入|利润|税收|固定资产投资|工业投资|投资|进出口|出口)"
)
INDICATOR = later(
    "(?:收入|投资|产值|总值|税收|出口|进口|率|额|量|数|利润|企业|项目|面积|增加值|财政|消费|存款|贷款|增速|资金|用地|专利|人员|开工|竣工|投产|签约)$"
)
# Where goods go to or come from, no industries: 对东盟、中亚出口分别增长…
ABROAD = later(
    "^(?:而|其中|但|仅)?[对向从自]|(?:东盟|欧盟|欧洲|欧美|中东|拉美|非洲|中亚|西亚|南亚|东亚|东南亚|北美|南美|大洋洲|美国|"
    "日本|韩国|日韩|俄罗斯|蒙古|越南|泰国|缅甸|老挝|印度|印尼|巴西|德国|英国|法国|香港|台湾|共建国家|沿线国家)$"
)
AGAIN = later("[^,。;、]{0,4}[,;](?:而|但|其中|只有|仅|唯)?")  # behind the figures of the list
SAME = later("[^,。;]{0,4}[,、](?:降幅|增幅|增速|涨幅|跌幅|同比|较|比|环比|占)")
TIMED = later(
    "(?:[今去当]年|\\d{4}年)?(?:前?[\\d一二三四五六七八九十]+(?:[至—到-]\\d+)?个?月份?|上半年|下半年|[前一二三四]+季度|全年|[今去当]年|\\d{4}年|累计|共)+$"
)
CHAIN_TAIL = later("(?:产业集群|产业链|产业)$")  # 甲、乙产业链|分别达到14%、17%
TRADE_TAIL = later("(?:产业集群|产业链|产业|行业|制造业|业)$")


@dataclass(slots=True)
class Shared:
    """What the ordered lists of one sentence give to its readings."""

    given: Shares = field(default_factory=dict)
    used: set[int] = field(default_factory=set)  # starts of the mentions that lists used up
    echoes: dict[int, int] = field(default_factory=dict)  # reading -> the one it follows


def without_goods(readings: Sequence[Reading], found: list[Mention]) -> list[Mention]:
    """The mentions of a sentence but those inside the names of goods: 集成电路增长22%."""
    told = [r for r in readings if r.label_start >= 0 and goods.told(r)]
    spans = [(r.label_start, r.label_start + len(r.label)) for r in told]
    if not spans:
        return found
    return [
        m for m in found if m.kind not in NO_GOODS or not any(a <= m.start < b for a, b in spans)
    ]


def shared_out(
    text: str,
    span: Span,
    readings: Sequence[Reading],
    found: Sequence[Mention],
    back: Callable[[Mention], list[int]],
    joint: tuple[str, Sequence[int]] = ("", ()),
) -> Shared:
    """Who each reading of a sentence is about by an ordered list before 分别.

    `back` gives the parks that 三个园区 points back to, `joint` is the kind and the entities of
    a joint subject that is in focus already. Where 分别 follows no list, its readings
    follow those before it: 甲产值5亿元,乙产值3亿元,分别增长2%和1%.
    """
    out = Shared()
    if len(readings) < 2:
        return out
    starts, listed = [r.start for r in readings], 0
    for each in EACH.finditer(text, span.start, span.end):
        run = _run(text, each.end(), readings, bisect_left(starts, each.end()))
        near = found[: bisect_left(found, each.start(), key=lambda m: m.start)][-2 * len(run) - 8 :]
        if len(run) < 2 or goods.told(readings[run[0]]):
            continue  # 水泥、白酒分别增长: what is made or sold is nobody
        names, begin = one_word(text, span, each.start(), len(run))
        if names:
            for place, (kind, name) in zip(run, names, strict=True):
                out.given[place] = (kind, name, -1)
            out.used.update(m.start for m in near if m.end > begin)
        elif not _by_names(text, each.start(), readings, run, near, back, out):
            if len(joint[1]) == len(run) and not _of_measures(text, span, each.start(), len(run)):
                out.given.update({p: (joint[0], "", n) for p, n in zip(run, joint[1], strict=True)})
                continue
            holders = (m.end for m in near if m.kind in (PARK, REGION) and m.end <= each.start())
            held = Span(max(holders, default=span.start), each.start())
            trades = _trades(text, span, held, readings, len(run))
            trades = trades or _trades_again(text, span, each.start(), len(run), out)
            for place, name in zip(run, trades, strict=False):
                out.given[place] = (SECTOR, name, -1)
            if trades:
                out.used.update(m.start for m in near if m.kind == SECTOR)
            elif run[0] >= len(run) and not _turned(readings[run[0] - 1].end, near, each.start()):
                first = FIRST_ONES.search(text, span.start, each.start()) and run[0] - listed
                out.echoes.update({place: place - (first or len(run)) for place in run})
        if run[0] in out.given or run[0] in out.echoes:
            _go_on(text, run, readings, out)
            listed = run[0]
    _one_again(text, readings, found, out)
    return out


def _of_measures(text: str, span: Span, at: int, count: int) -> bool:
    """Whether as many things are measured of all as numbers follow: 产值、投资、税收分别占…"""
    low = max(span.start, *(text.rfind(mark, span.start, at) + 1 for mark in ",。;:"))
    items = re.split("、|和|与|及", text[low:at])
    return len(items) >= count and sum(bool(INDICATOR.search(i)) for i in items[:-1]) >= count - 1


def _turned(start: int, near: Sequence[Mention], end: int) -> bool:
    """Whether somebody else is spoken of between two figures: ,园区甲、乙产量分别为."""
    return any(m.kind in (PARK, REGION) and start <= m.start < end for m in near)


def _known_trades(out: Shared) -> dict[str, str]:
    """The industries that lists have named so far, by their names without the word for one."""
    names = (name for kind, name, _ in out.given.values() if kind == SECTOR and name)
    return {TRADE_TAIL.sub("", name) or name: name for name in names}


def _trades_again(text: str, span: Span, at: int, count: int, out: Shared) -> list[str]:
    """其中甲、乙分别增长3%和2%: those named in an ordered list before, without their word."""
    known = _known_trades(out)
    low = max(span.start, *(text.rfind(mark, span.start, at) + 1 for mark in ",。;:“”"))
    front = FRONT.match(text, low)
    listed = text[front.end() if front else low : at]
    items = next((i for i in (j.split(listed) for j in JOINTS) if len(i) == count), [])
    return [known[item] for item in items] if items and all(i in known for i in items) else []


def _one_again(
    text: str, readings: Sequence[Reading], found: Sequence[Mention], out: Shared
) -> None:
    """丙下降3.5%,降幅收窄0.8个百分点: one of the list alone, at the head of a later clause."""
    known = _known_trades(out)
    if not known:
        return
    last = None
    for place, reading in enumerate(readings):
        begin = readings[place - 1].end if place else 0
        if place in out.given or place in out.echoes or not any(n < place for n in out.given):
            last = None
            continue
        head = AGAIN.match(text, begin, reading.start)
        after = head.end() if head else begin
        named = next((n for n in known if head and text.startswith(n, after)), None)
        if named is not None:
            last = known[named]
            out.used.update(m.start for m in found if after <= m.start < after + len(named))
        elif any(begin <= m.start < reading.start for m in found) or not SAME.match(text, begin):
            last = None
        if last is not None:
            out.given[place] = (SECTOR, last, -1)


def _go_on(text: str, run: Sequence[int], readings: Sequence[Reading], out: Shared) -> None:
    """分别为5亿元、3亿元,增长2%和1%: the next numbers follow the same order without the word."""
    after = run[-1] + 1
    if after + len(run) > len(readings):
        return
    gap = text[readings[run[-1]].end : readings[after].start]
    if not (GROWING.fullmatch(gap) or NEXT_MEASURE.fullmatch(gap)):
        return
    further = _run(text, readings[run[-1]].end, readings, after)
    if len(further) == len(run):
        out.echoes.update({place: place - len(run) for place in further})


def _by_names(
    text: str,
    at: int,
    readings: Sequence[Reading],
    run: Sequence[int],
    near: Sequence[Mention],
    back: Callable[[Mention], list[int]],
    out: Shared,
) -> bool:
    """Give a run to the names listed before 分别, or to the parks that 三个园区 stands for."""
    listed = _listed(text, at, near, len(run))
    parks = of_each_place(listed)
    if parks:  # 甲市、乙市开发区
        out.given.update({p: (PARK, name, -1) for p, name in zip(run, parks, strict=True)})
        out.used.update(m.start for m in listed)
        return True
    if listed:
        for place, mention in zip(run, listed, strict=True):
            out.given[place] = (mention.kind, mention.name, mention.entity)
            out.used.add(mention.start)
        out.given = ranks_of_all(readings, listed, run[0]) | out.given
        return True
    firms = _firms(text, at, near, len(run))
    if firms:
        out.given.update({p: (ENTERPRISE, n, -1) for p, n in zip(run, firms, strict=True)})
        out.used.update(m.start for m in near if m.kind == ENTERPRISE)
        return True
    row = in_a_row(near, len(run)) or with_its_head(text, at, near, len(run))
    if row:  # 甲、乙、丙3家集聚区主营业务收入挤进全省前25名,分别为…
        out.given.update({p: (PARK, name, -1) for p, name in zip(run, row, strict=True)})
        return True
    listed = _earlier(text, at, near, len(run))
    if listed:  # 甲、乙、丙三家产值9亿元,其中分别为4亿元、3亿元、2亿元
        out.given.update({p: (m.kind, m.name, m.entity) for p, m in zip(run, listed, strict=True)})
        return True
    if ITEMS_COUNTED.search(text, max(0, at - ITEMS_REACH), at):
        return False
    group = next(
        (m for m in reversed(near) if m.group or m.head == LATTER or m.head in ALL_OF_THEM), None
    )
    entities = back(group) if group is not None and group.kind == PARK else []
    if group is not None and _of_measures(text, Span(group.end, at), at, len(run)):
        return False
    if group is None or len(entities) != len(run):
        return False
    out.given.update({p: (PARK, "", n) for p, n in zip(run, entities, strict=True)})
    if group.group:
        out.used.add(group.start)
    return True


def _run(text: str, at: int, readings: Sequence[Reading], first: int) -> list[int]:
    """Places of the readings from `first` on that follow one another after the word."""
    run: list[int] = []
    for place in range(first, len(readings)):
        gap = text[at : readings[place].start]
        if (run and not (len(gap) <= 6 and GAP.match(gap))) or len(gap) > 14:
            break
        if run and "," in gap and readings[place].unit != readings[run[0]].unit:
            break  # 分别实现产值38亿元和15亿元,两家企业合计占…
        run.append(place)
        at = readings[place].end
    return run


def _listed(text: str, at: int, found: Sequence[Mention], count: int) -> list[Mention]:
    """The last `count` mentions before `at` that stand side by side."""
    before = [m for m in found if m.end <= at and m.kind in NAMED and m.name and not m.group]
    group = before[-count:]
    kinds = {m.kind for m in group}
    if len(group) < count or (len(kinds) > 1 and kinds != {PARK, REGION}):
        return []
    if at - group[-1].end > NEAR and not THEY_DO.fullmatch(text, group[-1].end, at):
        return []
    for left, right in pairwise(group):
        if not re.fullmatch("、|和|与|及|以及|,", text[left.end : right.start]):
            return []
    return group


def _firms(text: str, at: int, near: Sequence[Mention], count: int) -> list[str]:
    """The firms that a clause lists before `at`, of which one at least is known: 甲铝业、乙."""
    low = max(text.rfind(mark, 0, at) + 1 for mark in ",。;:\n")
    front = FRONT.match(text, low)
    low = front.end() if front else low
    inside = [m for m in near if low <= m.start < at]
    items = next((i for i in (j.split(text[low:at]) for j in JOINTS) if len(i) == count), [])
    if not items or not inside or any(m.kind != ENTERPRISE for m in inside):
        return []
    if any(not item.isalpha() or not 2 <= len(item) <= 16 for item in items):
        return []
    return items if any(text[m.start : m.end] in items for m in inside) else []


def _earlier(text: str, at: int, near: Sequence[Mention], count: int) -> list[Mention]:
    """The names of the one list of that length that opens the sentence, nobody named since."""
    named = [m for m in near if m.end <= at and m.kind in (PARK, ENTERPRISE, REGION) and m.name]
    group = named[-count:]
    if count < 2 or len(group) < count or not group[-1].joint:
        return []
    beside = all(text[a.end : b.start] in ("、", "和", "与", "及") for a, b in pairwise(group))
    return group if beside else []


def _counted_out(listed: str) -> str:
    """A list of trades without how many they are: 甲、乙等三大产业链增加值, 甲、乙等产业产值."""
    measured = MEASURED.search(listed)
    end = measured.start() if measured else len(listed)
    return HOW_MANY.sub(r"\1", listed[:end]) + listed[end:]


def _trades(
    text: str, span: Span, held: Span, readings: Sequence[Reading], count: int
) -> list[str]:
    """Names of `count` industries listed in the clause that ends with `held`, or nothing.

    `held` begins behind the park or place whose industries they are.
    """
    leads = LEADING.search(text, held.start, held.end)  # 甲、乙产业企业数最多,分别达146个、71个
    at = leads.start() if leads else held.end
    low = max(held.start, *(text.rfind(mark, span.start, at) + 1 for mark in ",。;:“”"))
    before = bisect_left(readings, at, key=lambda r: r.start) - 1
    if before >= 0 and readings[before].start >= low:
        return []
    front = FRONT.match(text, low)
    listed = text[front.end() if front else low : at]
    listed = TIMED.sub("", MANY_TRADES.sub("", listed))
    pillars = PILLARS.search(text, max(span.start, low - PLACES_REACH), low)
    if pillars and MEASURED.match(listed):  # 形成甲、乙、丙三大主导产业,产值分别达到…
        listed = FORMED.sub("", pillars[1]) + "产业" + listed
    classed = CLASSED.search(listed)  # 甲、乙、丙三大主导产业: each by its bare name
    listed = HOLDER.sub("", CLASSED.sub("", listed) if classed else _counted_out(listed))
    items = next((i for i in (j.split(listed) for j in JOINTS) if len(i) == count), [])
    words = terms()
    known = bool(items) and all(words.industries.fullmatch(item) for item in items)
    after = MEASURED_AFTER.match(text, at) and (classed or known or TRADE_TAIL.search(listed))
    after = after or CHAIN_TAIL.search(listed)
    if not items or not (MEASURED.search(items[-1]) or after):
        return []
    items[-1] = MEASURED.sub("", items[-1])
    items = [item.strip() for item in items]
    if any(not 2 <= len(i) <= 16 or INDICATOR.search(i) for i in items):
        return []
    if any(ABROAD.search(i) for i in items):
        return []
    tail = TRADE_TAIL.search(items[-1])
    chains = tail is not None and tail[0] in ("产业链", "产业集群")  # 先进制造、生物医药产业链
    if not chains and any(words.classes.fullmatch(TRADE_TAIL.sub("", i)) for i in items):
        return []
    return [i if not tail or TRADE_TAIL.search(i) else i + tail[0] for i in items]
