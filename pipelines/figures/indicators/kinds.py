"""Kind and sign of a number: the cue that stands nearest before it decides (kinds.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipelines.figures.indicators import distances
from pipelines.figures.names.terms import alternation
from pipelines.figures.patterns import each, later
from pipelines.figures.types import Reading

LEVEL, ADDITION, GROWTH, CHANGE = "level", "addition", "growth", "change"
SHARE, MULTIPLE, RANK = "share", "multiple", "rank"
RELATIVE = frozenset({GROWTH, CHANGE, SHARE, MULTIPLE, RANK})

ENDS = later(r"[,;:。、\n]")
# What may stand between a cue and its number.
BETWEEN = (
    r"(?:了|约|近|超过?|超出|逾|至少|达到?|为|仅|分别|各|均|高达|将近|不到|不足|接近|突破|左右|出|幅度|"
    r"也|了近|全年|以上|不低于|低于|多|至少|大约|不少于|保持|在|过|[“\" ])*$"
)
TO = later(
    rf"(?:(?<!达)到|至|成|{each('提调变上降增扩压缩减改精并升跃', '[一-鿿]?为')})"
    r"(?:了|目前|现在|如今|约|近|超过?|逾|不足|不到|"
    r"\d{4}年[^,。;]{0,4}的|去年[^,。;]{0,3}的|今年[^,。;]{0,3}的|的|[“\" ])*$"
)
FACTOR_OF = later(r"(?:是|为|达|到|至|于|当)[^,。;]{0,28}的[“\" ]?(?:近|约|超过?|逾|将近|整整)*$")
RATE_AFTER = later(
    r"(?:的|以上的?|左右的?)[^,。;、\n]{0,8}?(?:增长(?!点|极)|增速|增幅|速度|降幅|涨幅|递增)|(?:以上|左右)?(?:的)?(?:正|恢复性|逆势|高速|较快)增长|(?:的)?(?:年均|复合)?(?:增长率|增速|增幅)|——[^,。;、\n]{0,8}?(?:增速|增幅|涨幅)"
)
AIM_AFTER = later(r"的(?:年度|全年|年初|预期)?(?:增长|增速)?(?:目标|预期)")
SHARE_AFTER = later(r"(?:以上|左右)?的(?!增|速|年均|涨|降)")
SHARE_OF = later(
    r"(?:任务|计划|目标|预算|总量|总数|总额|水平|同期|全年)?的(?:近|约|超过?|逾|将近|“)*$"
)
THAN = later(
    r"(?:(?<![同环])比|较)(?!重|例|快|好|大|高|强|为|低|小|上?年|去年|前年|年初|上月|同期|上季|今年|一季|上半年|前|1|2|3|202|201|十|“十|疫情)"
    r"[^,。;]{2,}(?:(?<![提增升走攀])高|(?<![降减])低|(?<!增)多|(?<!减)少|(?<!加)快|(?<!减)慢)(?:出|了|约|近|超|达)*$"
)
SAVED = later(
    r"(?:(?<![同环])比|较)[^,。;\d]{2,16}(?:节水|节能|节电|节煤|省水|省电|节省|节约)(?:了|近|约)*$"
)
# 能耗低于全省平均水平32%: a gap in per cent.
BESIDE = later(
    r"(?<!不)(?:高于|低于|高出|低出)(?:全|上年|去年|同期|同类|平均|省|市|县|区|国|行业)[^,。;]+$"
)
# 增速由上半年的6.2%: a pace told beside another is no share.
PACED = later(r"(增速|增幅|涨幅|降幅)(?:由|从)[^,。;]{0,12}的?$")
# The next area, of which the same is said.
AREA = later(
    r"[,;、和]?[^,、;:。\d]{1,10}(?:区|园|市|县|镇|旗|州|省|基地|组团)(?:则|也|为|约|近|仅|只有)*"
)
# 比去年同期多三成半: against the same thing at another time it is a growth.
THAN_BEFORE = later(
    r"(?:比|较)[^,。;]{0,14}?(?:去年|上年|上一年|前年|同期|上月|上季|往年|20\d\d年)[^,。;0-9]{0,6}?"
    r"(?:(?P<less>少|低|慢)|多|高|快)(?:出|了|约|近|超|达)*$"
)
MOVED = later(r"(?:比|较)")
LESS_LOST = later(
    r"亏损额?[^,。;]{0,10}(?:收窄|减少|缩小|下降|降|压减|扩大|增加)[到至]"
)  # 亏损已收窄至6300万元
LISTED = later(r"(?:/[亩人年日])?(?:[、和与及]|以及)(?:超|近|约|逾)?")
# 比上年同期净增26个 is a change; 较年初净增610个 an addition (FIGURES.md).
SINCE_LAST_YEAR = later(r"(?:同比|[比较](?:上年|去年)(?:同期)?|[比较]同期)$")
NEAR = 36  # characters before a number in which its cue stands
PASSED = later(r"(?:[比较][^,。;]{0,8}|再|又|上|年|往前)(?:进|晋|升|挪动?|走)了?$")  # 比前一年进6位
PACE = later("降幅|跌幅|减幅|增速|增幅|涨幅|负增长")
BRACKETED_SIDE = later(r"(?:[比较]|[高低快慢]于|\)[和与、])[^,。;()\d]{1,16}\($")  # 比全省(7.7%)高
HANDED_OUT = later(r".*(?:分别|依次)(?:为|达到?|是)")  # 甲和乙增幅最大,分别为22.5%和21.6%
RISES, FALLEN, SHORT = frozenset("↑▲↗"), frozenset("↓▼↘"), 14
FALLS = frozenset({"降幅", "跌幅", "减幅", "负增长"})
TIMES = later(
    r"而?(?:(?:今|去|上|前|明|当|20\d\d)年)?(?:同期|上半年|下半年|全年|前?[一二三四]季度|"
    r"(?:\d{1,2}月份?、)*\d{1,2}(?:[—\-~至]\d{1,2})?月份?|年底|年末)?(?:单月|当月|当季)?(?:的?增?[速幅])?"
    r"(?:(?:则|也|还|又|再度?|一度|分别|已经?|更|只|仅|只有|仅有|进一步|逐步|迅速|快速|缓慢|小幅|大幅)(?![一-鿿]{0,2}完成))*"
)
REACHES = later(
    r"[ “\"]*(?:(?:回[落升调]|[拉攀上跃提]升|下[滑探]|反弹|提高|加快|放缓|收窄|扩大|[降升涨跌落冲])"
    r"[到至]|达到?|为|约|近|超过?|实现|有)*"
)
RISEN = later(r"(?:回[升调]|[拉攀上跃提]升|反弹|加快|提高|[升涨冲])[到至]")
GAINS = frozenset({"增收", "增利", "增产", "减产", "减收", "提前", "改善", "领先"})
# 增速低于全省平均2.3个百分点: what is fallen short of stands between.
LOWER = later(r"(?<!不)(?:低于|慢于|落后于?|欠|滞后|下拉|拉低)[^,。;]{1,16}$")
BETTERED = later(r"(?:整改|改造|优化|整治|综合|转型|提质|培育|更新|改进|完善|规范|治理)$")
LOSS = later(
    r"(?:净亏损?|亏损额?|(?<![减扭增])亏)(?:总额|额|面|损)?"
    r"(?:了|着|去|掉|为|达到?|约|近|超过?|逾|仅|[“\" ])*$"
)
# 各园投资均保持两位数增长,甲园达34.5%,乙园为12.1%: how much one of them has grown.
ONE_OF_ALL = later(r",[^,。;:\d]{2,14}?(?:仅|则|更)?(?:达到?|为)了?")
ALL_GROW = later(
    r"(?:两位数|双位数|正|快速|较快|高速|稳步|恢复性)(?:以上)?的?增长,[^,。;:\d]{2,14}?(?:仅|则|更)?(?:达到?|为)了?$"
)
ALL_GREW = "均增长"


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled words of kinds.toml."""

    relative: re.Pattern[str]
    rate_label: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    narrowing: re.Pattern[str]
    fall_named: re.Pattern[str]
    widening: re.Pattern[str]
    falls: frozenset[str]
    added: re.Pattern[str]
    ends: re.Pattern[str]
    firm_ends: re.Pattern[str]


@dataclass(slots=True)
class Verdict:
    """A kind with the sign of the value and the words that decided."""

    kind: str
    negative: bool
    words: str
    sure: bool = True
    pace: bool = False  # said of a pace: 增速回落2.8个百分点


def _longest_first(words: list[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


def _not_denied(words: list[str]) -> str:
    """The words without 不 or 最 (最低也不少于) before them; a letter first is found faster."""
    return "|".join(f"{word[0]}(?<![不最]{word[0]}){word[1:]}" for word in _longest_first(words))


@cache
def cues() -> Cues:
    """The vocabulary of the package, compiled."""
    source = resources.files("pipelines.figures") / "vocabulary" / "kinds.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    growth, share, change, new = data["growth"], data["share"], data["change"], data["addition"]
    return Cues(
        relative=re.compile(
            rf"(?P<inside>{alternation(growth['inside'])})|(?P<down>{alternation(growth['falling'])})|(?P<up>{alternation(growth['rising'])})"
            rf"|(?P<share>{alternation(share['words'])})"
        ),
        rate_label=re.compile(rf"(?:{share['endings']}){BETWEEN}"),
        up=re.compile(rf"(?:{_not_denied(change['up'])}){BETWEEN}"),
        down=re.compile(rf"(?:{_not_denied(change['down'])}){BETWEEN}"),
        narrowing=re.compile(alternation(change["narrowing"])),
        fall_named=re.compile(alternation(change["fall_named"])),
        widening=re.compile(alternation(change["widening"])),
        falls=frozenset(growth["falling"]),
        added=re.compile(
            rf"新(?<![{new['no_word_before']}]新)(?<!可供新)(?!{alternation(new['no_verb'])})(?:{alternation(new['verbs'])})"
            rf"|{'|'.join(map(re.escape, _longest_first(new['words'])))}"
        ),
        ends=re.compile(alternation(new["ends"])),
        firm_ends=re.compile(alternation(new["firm_ends"])),
    )


def last_clause(gap: str) -> str:
    """What follows the last comma or stop of the words before a number."""
    found = ENDS.search(gap[::-1])
    return gap[len(gap) - found.start() :] if found else gap


def of(reading: Reading, gap: str, clause: str, after: str, before: Verdict | None) -> Verdict:
    """Kind and sign of a reading; `before` is the verdict on the number just before it.

    gap are the words since that number or the beginning of the sentence, clause the last clause
    of them, after the words that follow.
    """
    clause = clause[-NEAR:].rstrip(" ")
    if reading.unit == "rank":
        on = before and before.kind == CHANGE and LISTED.fullmatch(gap)
        return before if before and on else _rank(reading, clause)  # 提升64位和13位
    if reading.unit == "pp":
        return _points(clause, gap, before)
    if reading.unit == "times":
        return _factor(reading, clause, gap, before)
    if reading.unit == "%":
        return _signed(reading, clause) or _percent(clause, gap, after, before)
    return _absolute(reading, clause, gap, before)


def _rank(reading: Reading, clause: str) -> Verdict:
    placed = reading.quote.startswith(("第", "首", "榜", "前", "头", "末"))
    down = cues().down.search(clause)
    up = bool(cues().up.search(clause) or "升幅" in clause or PASSED.search(clause))
    if not placed and (down or up):
        return Verdict(CHANGE, down is not None, clause[-4:])
    return Verdict(RANK, False, reading.quote)


def _points(clause: str, gap: str, before: Verdict | None) -> Verdict:
    verdict = _moved_points(clause, gap, before)
    verdict.pace = PACE.search(clause) is not None or (before is not None and before.pace)
    return verdict


def _moved_points(clause: str, gap: str, before: Verdict | None) -> Verdict:
    words = cues()
    down, up = words.down.search(clause), words.up.search(clause)
    if down is None and up is None:
        if before is not None and before.kind == CHANGE and len(gap) < 6:
            return Verdict(CHANGE, before.negative, before.words)
        earlier = (
            LOWER.search(clause)
            or words.down.search(gap)
            or (words.relative.search(clause) and _last_relative(clause)[0] == "down")
        )
        return Verdict(CHANGE, bool(earlier), clause[-6:], sure=False)
    found = down or up
    assert found is not None
    fall = words.fall_named.search(gap) is not None or (
        before is not None
        and before.kind == GROWTH
        and before.negative
        and words.narrowing.match(found[0]) is not None
    )
    if down and fall and words.narrowing.match(found[0]):
        return Verdict(CHANGE, False, "降幅" + found[0])
    if up and words.fall_named.search(gap) and words.widening.match(found[0]):
        return Verdict(CHANGE, True, "降幅" + found[0])
    return Verdict(CHANGE, down is not None, found[0])


def _factor(reading: Reading, clause: str, gap: str, before: Verdict | None) -> Verdict:
    if reading.number_kind == "double" or FACTOR_OF.search(clause):
        return Verdict(MULTIPLE, False, clause[-4:] + reading.quote)
    if before is not None and before.kind == GROWTH and LISTED.fullmatch(gap):
        return before  # 分别增长18.9%、1.2倍
    cue = _last_relative(clause)
    if cue[0] in ("up", "down") and not TO.search(clause):
        return Verdict(GROWTH, cue[0] == "down", cue[1])
    return Verdict(MULTIPLE, False, clause[-4:] + reading.quote, sure=False)


def _last_relative(clause: str) -> tuple[str, str]:
    found = [m for m in cues().relative.finditer(clause) if m.lastgroup != "inside"]
    return (found[-1].lastgroup or "", found[-1][0]) if found else ("", "")


def _percent(clause: str, gap: str, after: str, before: Verdict | None) -> Verdict:
    words = cues()
    paced = _pace(clause, gap, after, before)
    if paced is not None:
        return paced
    against = _against(clause)
    if against is not None:
        return against
    to = TO.search(clause) is not None
    if SHARE_OF.search(clause) or words.rate_label.search(clause):
        return Verdict(SHARE, False, clause[-6:])
    side, cue = _last_relative(clause)
    pace = PACE.search(clause)
    if to and pace:
        return Verdict(GROWTH, pace[0] in FALLS, pace[0])
    if to and clause == gap and before is not None and before.kind == GROWTH:
        return Verdict(GROWTH, before.negative, before.words)
    if to and side in ("up", "down"):
        head = clause[: clause.rfind(cue)] or gap
        inherited = before.kind if before is not None and len(gap) < SHORT else ""
        if words.rate_label.search(head) or inherited == SHARE or "增" not in head:
            return Verdict(SHARE, False, cue + "到")
    if side == "share":
        return Verdict(SHARE, False, cue)
    if side:
        return Verdict(GROWTH, side == "down", cue)
    if before is not None and before.kind in (GROWTH, SHARE) and _listed(gap, after):
        return Verdict(before.kind, before.negative, before.words)
    if SHARE_AFTER.match(after):
        return Verdict(SHARE, False, after[:4])
    return _percent_unmarked(clause, gap, before)


def _against(clause: str) -> Verdict | None:
    """比去年同期多三成 is a growth, 比全省平均高三成 a gap."""
    earlier = THAN_BEFORE.search(clause)
    if earlier is not None:
        return Verdict(GROWTH, earlier["less"] is not None, earlier[0])
    if SAVED.search(clause):
        return Verdict(CHANGE, True, clause[-4:])  # 较传统大棚节水33%
    if THAN.search(clause) or BESIDE.search(clause):
        return Verdict(CHANGE, cues().down.search(clause) is not None, clause[-4:])
    return None


def _pace(clause: str, gap: str, after: str, before: Verdict | None) -> Verdict | None:
    """A percentage that is itself a pace: 增速由6.2%, 8%的增速, or the next of a list of paces."""
    if _paced_on(clause, gap, before):
        fell = before is not None and before.kind == GROWTH and before.negative
        fell = fell and RISEN.search(clause) is None  # 下滑18.3%,二季度回升至5.2%
        return Verdict(GROWTH, fell, "增速", pace=True)
    paced = PACED.search(clause)
    aim = before is not None and before.kind in (GROWTH, MULTIPLE) and AIM_AFTER.match(after)
    if aim:
        fell = _last_relative(clause)[0] == "down"
        return Verdict(GROWTH, fell, after[:6])  # 超过26%的年度目标, 下降3.5%的目标
    if paced or RATE_AFTER.match(after):
        falls = _last_relative(clause)[0] == "down" or (paced is not None and paced[1] in FALLS)
        return Verdict(GROWTH, falls, paced[1] if paced else "的增长")
    return None


def _paced_on(clause: str, gap: str, before: Verdict | None) -> bool:
    """增速逐月走高:1—2月6.8%,1—3月11.5%; 增速回升到4%,四季度达到6%: a pace told on and on."""
    follows = before is not None and (before.pace or before.kind == GROWTH)
    if not follows and not gap.endswith(":" + clause):
        return False
    if len(gap) > len(clause) + 12 and ":" not in gap:
        return False
    timed = "年" in clause or "月" in clause or "期" in clause or "度" in clause
    rest = TIMES.sub("", clause) if timed else clause
    if REACHES.fullmatch(rest) is None:
        return False
    if before is not None and follows:
        return before.pace or rest != clause
    return PACE.search(gap) is not None


def _signed(reading: Reading, clause: str) -> Verdict | None:
    """+7.9% and ↓11.4% without a word: a movement with its sign."""
    arrow = clause.rstrip()[-1:]
    if arrow in RISES or arrow in FALLEN:
        return Verdict(GROWTH, arrow in FALLEN, arrow)
    bare = not clause.rstrip("同比环增长下降 ").strip() or clause.endswith((" ", "投资", "("))
    if reading.quote[:1] in "+＋-－" and bare:
        return Verdict(GROWTH, False, reading.quote[:1])
    return None


def _listed(gap: str, after: str) -> bool:
    if gap == "," and SHARE_AFTER.match(after):
        return False  # 跌去一半,三分之一的工人放了假
    return not gap.strip(",;、和与及 ") or LISTED.fullmatch(gap) is not None


def _percent_unmarked(clause: str, gap: str, before: Verdict | None) -> Verdict:
    if before is not None and before.kind == GROWTH and AREA.fullmatch(gap):
        return Verdict(GROWTH, False, before.words)  # 临港区增长8.8%,高新区3.2%
    if PACE.search(gap) and AREA.fullmatch(clause):
        return Verdict(GROWTH, False, "增速", pace=True)  # 增速上,东区12%
    if before is not None and BRACKETED_SIDE.search(gap) and (before.pace or before.kind == GROWTH):
        return Verdict(GROWTH, False, "比", pace=True)
    if HANDED_OUT.fullmatch(clause) and PACE.search(gap):
        return Verdict(GROWTH, False, "增速", pace=True)
    same = before is not None and before.words == ALL_GREW and ONE_OF_ALL.fullmatch(gap)
    if same or ALL_GROW.search(gap):
        return Verdict(GROWTH, False, ALL_GREW)
    earlier = _last_relative(gap)
    if REACHES.fullmatch(clause) and len(gap) > len(clause) and earlier[0] in ("up", "down"):
        return Verdict(GROWTH, earlier[0] == "down", earlier[1], sure=False)
    return Verdict(SHARE, False, clause[-4:], sure=False)


def _absolute(reading: Reading, clause: str, gap: str, before: Verdict | None) -> Verdict:
    words = cues()
    if before is not None and before.kind == CHANGE and LISTED.fullmatch(gap):
        return before
    if reading.unit != "count" and LOSS.search(clause):
        return Verdict(LEVEL, True, "亏损")  # 亏损97户 counts the firms
    more = distances.did_more(clause, before.kind if before is not None else "")
    if more is None and TO.search(clause):
        lost = reading.unit != "count" and LESS_LOST.search(clause) is not None
        return Verdict(LEVEL, lost, clause[-3:])
    apart = more or distances.told(clause, gap, before.kind if before is not None else "")
    if apart is not None:
        return Verdict(CHANGE, *apart)
    up, down = words.up.search(clause), words.down.search(clause)
    found = down or up
    if reading.unit == "count" and clause.rstrip("的有").endswith(("正增长", "负增长")):
        return Verdict(LEVEL, False, "")  # 负增长36户
    if found is None or clause.rstrip("近约超 ").endswith(("多达", "高达", "多过")):
        return Verdict(LEVEL, False, "")
    head = clause[: found.start()]
    if "净增" in found[0] and SINCE_LAST_YEAR.search(head):
        return Verdict(CHANGE, False, found[0])
    if "净增" in found[0] or found[0].startswith(("新增", "超过", "贡献", "拉动", "前进")):
        return Verdict(LEVEL, False, "")
    if head.endswith("新") or (words.added.search(clause) and not MOVED.search(head)):
        return Verdict(LEVEL, False, "")
    if found[0] == "提升" and BETTERED.search(head):
        return Verdict(LEVEL, False, "")  # 整改提升96家
    compared = MOVED.search(head) or "同比" in head or "环比" in head
    grown = before is not None and before.kind == GROWTH and not head
    if (len(found[0]) == 1 or found[0] in GAINS) and not (compared or grown):
        return Verdict(LEVEL, False, "")  # 比上年增长19.6%,增收26亿元: by how much it grew
    return Verdict(CHANGE, down is not None, found[0])
