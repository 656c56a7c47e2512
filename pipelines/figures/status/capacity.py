"""Whether the plant behind a capacity has begun to produce."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.figures.layout import Layout
from pipelines.figures.patterns import later
from pipelines.figures.periods.cues import OCCUPIED
from pipelines.figures.periods.nature import ENDED
from pipelines.figures.status.time import Clock
from pipelines.figures.status.words import terms
from pipelines.figures.types import Document, Reading

THING = later(
    r"[^,。;、0-9]{0,24}?(?:(?P<project>项目(?!车间)|工程)|(?P<plant>生产线|车间|工厂|装置|企业|公司|厂))"
    r"|[^,。;]{0,60}?(?P<listed>项目|工程)"  # 37万吨甲醛、7万吨多聚甲醛项目
)
# 装机2×60万千瓦的大坝电厂
NUMBER = later("[0-9]")
# What is done for other things, told after a capacity.
OTHERS = frozenset(("引进", "招引", "签约", "在谈", "洽谈", "推进", "加快", "谋划", "储备"))
# 铜箔、铝箔产能都超过9万吨
REACHED = later(
    "(?<!设计)(?<!规划)(?<!新增)(?:产能|能力)(?:双双|均|都|也|分别|已)*(?:突破|达到?|超过?)(?:了)?$"
)
USED = later(
    "[,，](?:上半年|前[^,。;]{1,4}月|今年|去年)?(?:实际产量|产能利用率|机器[^,。;]{0,8}不[歇停])"
)
# 2075吨白酒生产线完成投资1536万元: it is being built.
UNDER_WAY = later("[^,。;0-9]{0,24}(?:项目|生产线|工程)(?:已|累计|目前)*完成投资")
PLANT = later("的[^,。;、0-9]{0,8}?(?:电厂|电站|风电场)(?!项目|工程)")
BREAK = later("[,;。]")
COMMA = later(",")
DONE = (
    "(?:建成投产|竣工投产|投产|投用|投运|量产|达产|满产|投入使用|投入运营|投入生产|并网)"
    "(?!后|时|之后|以后|前|在即)"
)
NOW_RUNS = later("(?:已|正式|顺利|如期|全面|全部|全线|建成|一次性?|成功|开始|就)*" + DONE)
ALREADY_RUNS = later(
    "(?:目前|现|如今)?(?:均|都|已经?|业已)(?:正式|顺利|全面|全部|建成|成功)*" + DONE
)
EARNS = later(
    "(?:就|已|共)*(?:实现|完成)?(?:产值|销售收入|销售额|营收|营业收入|产量|税收|纳税)[^,。;0-9预将计]{0,4}[0-9]"
)
MEANT = later(
    "(?:项目|工程|全部)?(?:计划|预计|拟|力争|有望|确保|争取)(?:于|在|到)?[^,。;、]{0,12}?"
    "(?:并网|投产|投用|建成|竣工|投运|量产|完工|达产)(?!后|时)"
)
# 年产5000套电堆项目从签约到投产只用了8个月: it has come so far.
TOOK = later(
    "[^,。;]{0,24}?(?:项目|生产线|工程)?,?从[^,。;到]{2,6}到(?:建成|正式)?(?:投产|量产|达产)[^,。;]{0,2}(?:仅|只|不到|历时|用|花)"
)
BUILDING = "在建"
OF_OTHERS = later("[^,。;0-9]{0,12}[0-9.]+[^,。;0-9]{1,6}[,、;。]")  # 在建5座, 算力规模达4.6万P
# 去年底投产, 明年6月建成: the day says whether it runs.
DATED = later(
    r"[^,。;、0-9]{0,10}?(?:投产|量产|建成|投用|投运|竣工|达产|完工|投入使用|投入运营|点火|试产|运行|并网|通水|出料|点亮)(?!后|时|之后|以后)"
)
SO_FAR = later(r"(?:预计|计划|拟|力争|争取|将)[^,。;]{0,6}$")
# The sentence before ended with the plant's opening.
OPENED = later(r"(?:投产|投用|投运|量产|投入使用|投入运营)(?:运营|仪式)?[。!]\s*$")
OPENED_WITHIN = 8
BEHIND = 240  # characters before a capacity that may tell its stage
GROWN = 24  # characters back to the capacity that grew
IN_CLAUSE = 160  # characters of a clause in which 将 or 力争 puts off what ends it
AHEAD = 60  # characters after a capacity that may tell its stage


def capacity_reached(
    doc: Document, where: Layout, reading: Reading, clock: Clock
) -> tuple[bool, str]:
    """Whether the text says that it is in production, and the words that say so.

    The words of its clause after the number decide, then those before it, then those of the next
    clauses, then what the thing is: a project is yet to run, a plant or a firm runs. Installed
    power that is being built is a stock of its own (在建240万千瓦), and what is told in the next
    clause is another plant's.
    """
    first, last = doc_sentence(where, reading.start)
    text = doc.folded
    end = min(last, reading.end + AHEAD)
    comma = BREAK.search(text, reading.end, min(last, reading.end + IN_CLAUSE))
    near = comma.start() if comma else end
    end = max(end, near)  # of a list, told at its end: …等生产线正在加紧建设
    if OCCUPIED.match(text, reading.end, end) or TOOK.match(text, reading.end, last):
        return True, "已"
    begin = max(first, reading.start - BEHIND, text.rfind(";", first, reading.start) + 1)
    power = reading.indicator == "installed_capacity"
    behind, ahead = (
        _stages(text, clock, begin, reading.start, power),
        _stages(text, clock, reading.end, near if power else end, power),
    )
    if power and not ahead and comma is not None:
        ahead = _begun_then(text, clock, comma.end(), end)
    later_on = None if power else _ran_later(text, clock, reading.end, end)
    if later_on is not None:
        return True, later_on  # 2024年3月开工, 去年12月正式投产
    if not any(stage[0] < near for stage in ahead):
        put_off = next(_put_off(text, near, min(last, reading.end + IN_CLAUSE)), None)
        if put_off is not None:
            return False, put_off  # 装机200万千瓦, 配套储能20万千瓦, 计划于2024年并网
    told = (
        next((stage for stage in ahead if stage[0] < near), None)
        or _by_words(text, begin, reading, ahead)
        or (behind[-1] if behind else None)
        or next((stage for stage in ahead[:1] if not _of_another(text, near, stage)), None)
    )
    if told:
        return told[1], told[2]
    if power:
        runs = reading.kind == "addition" or reading.subject_kind != "project"
        return runs or PLANT.match(text, reading.end, last) is not None, ""
    if ENDED.search(text, begin, reading.start):
        return True, "到"  # 处理能力提升到6万吨
    opened = OPENED.search(text, max(0, first - OPENED_WITHIN), first)
    if opened:
        return True, opened[0]
    thing = THING.match(text, reading.end, last)
    if thing and (thing["project"] or thing["listed"]):
        return False, thing["project"] or thing["listed"]
    if thing:
        return True, thing["plant"]
    return reading.subject_kind != "project", ""


def _by_words(
    text: str, begin: int, reading: Reading, ahead: list[tuple[int, bool, str]]
) -> tuple[int, bool, str] | None:
    """What the words of a capacity itself say: grown to, reached, used by now, or being built."""
    if _grown(text, begin, reading.start):
        return begin, True, "到"
    later_on = any(not runs and words not in OTHERS for _, runs, words in ahead)
    if REACHED.search(text, begin, reading.start) and not later_on:
        return begin, True, "达"
    if USED.match(text, reading.end):
        return reading.end, True, "实际"
    if UNDER_WAY.match(text, reading.end):
        return reading.end, False, "完成投资"
    return None


def _of_another(text: str, near: int, stage: tuple[int, bool, str]) -> bool:
    """年加工2.2万吨,去年产值1.8亿元,今年预计2.3亿元: what is expected is another number."""
    return stage[2] in ("预计", "将") and NUMBER.search(text, near, stage[0]) is not None


def _grown(text: str, begin: int, at: int) -> bool:
    """年产能由415吨扩到2905吨: what a capacity grew to is there."""
    grown = ENDED.search(text, begin, at) is not None
    return grown and "由" in text[max(begin, at - GROWN) : at]


def _put_off(text: str, begin: int, end: int) -> Iterator[str]:
    """The later clauses of the sentence that say when the plant is meant to run."""
    for comma in COMMA.finditer(text, begin, end):
        meant = MEANT.match(text, comma.end(), end)
        if meant:
            yield meant.group()


def _ran_later(text: str, clock: Clock, begin: int, end: int) -> str | None:
    """A later clause that goes on with the plant: 从签约到落地只用了35天, 去年12月投产."""
    for comma in COMMA.finditer(text, begin, end):
        at = comma.end()
        first = next((mention for mention in clock.between(at, end)), None)
        dated = first is not None and first.start == at
        if dated and first is not None:
            if not clock.reached(first):
                return None
            at = first.end
        ran = NOW_RUNS.match(text, at, end) if dated else ALREADY_RUNS.match(text, at, end)
        if ran is None and dated and terms().coming.search(text, begin, at) is None:
            ran = EARNS.match(text, at, end)  # 上半年实现产值4.2亿元
        if ran:
            return ran.group()
    return None


def _begun_then(text: str, clock: Clock, begin: int, end: int) -> list[tuple[int, bool, str]]:
    """装机150万千瓦, 去年12月并网: the clause after an installed power that dates its start."""
    first = next((mention for mention in clock.between(begin, end)), None)
    if first is None or first.start != begin:
        return []
    event = DATED.match(text, first.end, end)
    return [(begin, clock.reached(first), event.group())] if event else []


def _stages(
    text: str, clock: Clock, begin: int, end: int, power: bool
) -> list[tuple[int, bool, str]]:
    """What is told of the stage in a stretch: where, whether it runs, and the words."""
    found = [
        (match.start(), _runs(text, match), match.group())
        for match in terms().either_stage.finditer(text, begin, end)
        if not (match.group() == BUILDING and (power or OF_OTHERS.match(text, match.end(), end)))
        and not (match.group() in OTHERS and text.startswith("的", match.end()))  # 引进的生产线
    ]
    times = clock.between(begin, end)
    dated = []
    for mention in times:
        event = DATED.match(text, mention.end, end)
        if event and not SO_FAR.search(text, begin, mention.start):
            dated.append((mention.start, event.end(), clock.reached(mention), event.group()))
    kept = [
        stage for stage in found if not any(first <= stage[0] < last for first, last, *_ in dated)
    ]
    kept += [(first, done, words) for first, _, done, words in dated]
    return sorted(kept)


def _runs(text: str, stage: re.Match[str]) -> bool:
    """Whether a stage is one of a plant that runs: 如期投产, and not 全力推动…投产."""
    if stage.lastgroup != "done":
        return stage.lastgroup == "running"
    at = stage.start()
    clause = max(text.rfind(stop, max(0, at - IN_CLAUSE), at) for stop in ",;:。\n") + 1
    return terms().put_off.search(text, max(clause, at - IN_CLAUSE), at) is None


def doc_sentence(where: Layout, offset: int) -> tuple[int, int]:
    """Start and end of the sentence around an offset."""
    span = where.sentences[where.sentence(offset)]
    return span.start, span.end
