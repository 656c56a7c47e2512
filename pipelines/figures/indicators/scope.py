"""What narrows an indicator: stage, size, origin, grade, state, phase and part (scope.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from pipelines.figures.indicators.wordings import Indicator
from pipelines.figures.names.terms import alternation
from pipelines.figures.patterns import later
from pipelines.figures.quantities import numbers

SIZE = later(
    r"(?:总?投资|产值|税收|营收|主营业务收入|营业收入|年?产值|纳税|注册资本)?(?:额|总额)?"
    r"(?P<sign>超过?|过|破|突破|不低于|达)?(?P<number>\d+(?:\.\d+)?|[一二三四五六七八九十百千]*)"
    r"(?P<scale>万亿|亿|万)(?P<unit>元|美元)?(?:人民币)?(?P<side>及?以上|以下|级|的)?"
)
# What a figure is measured against and headings narrow nothing: 没有达到年初提出的, 二、分园区.
MEASURED = later(
    "(?:没有|尚?未|已|均|也|还)*(?:达到|完成|实现|超过|超出|低于|高于|距离?|离|比)?"
    "(?:年初|年度|全年|年内|既定|原定|预定|上级|市里|县里|省里)*(?:提出|确定|下达|制定|设定|定下|预计|预期|计划|规划)?"
    "|[一二三四五六七八九十]+、.*"
)
# A place is the subject, it narrows nothing.
PLACE = later("[一-鿿]{1,3}(?:省|市|县|州|旗)")
QUOTED = later("“([^“”]{2,12})”")
# 三大主导产业: how many are told of together.
HOW_MANY = later("^[两三四五六七八九十]+大")
AMONG = later("(?<=[业目区])[中里]$|(?:企业|项目)?占$")  # 61户亏损企业中38户
SORTS = frozenset("类级档")
HELD = later("[一-龥]{0,4}(?:项目|企业)|\\|")
EDGES = " 的了、,()"
# Quotation marks narrow nothing, and one that is cut off reads badly: 以“标准地”出让8宗.
MARKS = str.maketrans("", "", '“”"')
SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
CLASSES = ("stage", "grade", "origin", "state", "phase")
# Things counted and areas, whose own words may narrow (签约项目, 外资企业, 闲置土地).
COUNTED = frozenset({"count", "m2"})


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled scope.toml; `classes` has a group for each class of part, `names` its names."""

    classes: re.Pattern[str]
    names: dict[str, str]
    stages: re.Pattern[str]
    grades: re.Pattern[str]
    empty: frozenset[str]
    whole: dict[str, tuple[str, ...]]
    named: dict[str, str]


@cache
def words() -> Words:
    """The vocabulary of the package, compiled."""
    source = resources.files("pipelines.figures") / "vocabulary" / "scope.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    names = {word: key for sort in CLASSES for key, group in data[sort].items() for word in group}
    patterns = {
        sort: alternation([w for group in data[sort].values() for w in group]) for sort in CLASSES
    }
    classes = "|".join(f"(?P<{sort}>{pattern})" for sort, pattern in patterns.items())
    firsts = "".join(sorted({re.escape(word[0]) for word in names}))
    whole = {
        code: tuple(sorted(group, key=len, reverse=True)) for code, group in data["whole"].items()
    }
    named = {word: name for name, group in data["named"].items() for word in group}
    return Words(
        classes=re.compile(f"(?=[{firsts}])(?:{classes})"),
        names=names,
        stages=re.compile(patterns["stage"]),
        grades=re.compile(patterns["grade"]),
        empty=frozenset(data["empty"]),
        whole=whole,
        named=named,
    )


def of(label: str, wording: str, verb: str, indicator: Indicator | None) -> str:
    """The scope of a label: its words less those of the indicator as a whole, as sorted parts.

    verb are the words before the label; a governing verb gives the stage of things counted.
    """
    if "预算内" in label:  # 中央预算|内资金 is no 内资
        label, wording = (s.replace("预算内", "预算\0") for s in (label, wording))
        return of(label, wording, verb, indicator).replace("\0", "内")
    vocabulary = words()
    counted = indicator is not None and indicator.unit in COUNTED
    means_all = _means_all(wording, indicator)
    if not counted and means_all and label == wording:
        return ""
    whole = counted and label in vocabulary.whole.get(indicator.code if indicator else "", ())
    rest = "" if whole else label if counted else _less(label, wording, "|")
    parts = _slogans(rest) if counted else []
    if parts:
        rest = QUOTED.sub("|", rest)
    for found in vocabulary.classes.finditer(rest):
        parts.append(f"{found.lastgroup}:{vocabulary.names[found[0]]}")
    if not (counted or means_all):
        parts += [f"origin:{vocabulary.names[word]}" for word in _origins(wording)]
    if parts:
        rest = vocabulary.classes.sub("|", rest)
    if counted and not any(part.startswith("stage:") for part in parts):
        governing = vocabulary.stages.search(verb)
        if governing:
            parts.append(f"stage:{vocabulary.names[governing[0]]}")
    size = _sized(rest)
    written = _size(size) if size else ""
    if size and written:
        parts.append(written)
        rest = rest[: size.start()] + "|" + rest[size.end() :]
    if counted:
        rest = _less_whole(rest, wording, indicator)
    elif not means_all:
        rest = _narrower(rest, wording)
    parts += _pieces(rest)
    return ";".join(sorted(set(parts))) if parts else ""


def _slogans(label: str) -> list[str]:
    """“拿地即开工”项目: what stands in quotation marks is one name, “开工一批” a stage."""
    named = (found[1] for found in QUOTED.finditer(label))
    whole = words().classes.fullmatch
    return [f"part:{name}" for name in named if whole(name.removesuffix("一批")) is None]


def _pieces(rest: str) -> list[str]:
    """The parts that the words left over name."""
    out = []
    for piece in rest.split("|"):
        piece = AMONG.sub("", HOW_MANY.sub("", piece.translate(MARKS).strip(EDGES)))
        empty = piece in words().empty or MEASURED.fullmatch(piece) or PLACE.fullmatch(piece)
        if len(piece) > 1 and not empty:
            out.append(f"part:{piece}")
    return out


def of_many_sorts(indicator: Indicator | None) -> bool:
    """Whether an indicator counts things of all sorts, of which none means all: 栋, 座, 条."""
    return indicator is not None and words().whole.get(indicator.code) == ()


def _means_all(wording: str, indicator: Indicator | None) -> bool:
    whole = words().whole.get(indicator.code if indicator else "")
    return whole is None or wording in whole or wording.removeprefix("园区") in whole


@lru_cache(maxsize=1024)
def _origins(wording: str) -> tuple[str, ...]:
    """The words of a wording that name an origin: 到位省外资金."""
    return tuple(m[0] for m in words().classes.finditer(wording) if m.lastgroup == "origin")


def _sized(text: str) -> re.Match[str] | None:
    return SIZE.search(text) if "亿" in text or "万" in text else None


def _less_whole(rest: str, wording: str, indicator: Indicator | None) -> str:
    """What is left of the label of things counted without the noun that means all of them."""
    whole = words().whole.get(indicator.code if indicator else "")
    if whole is None:
        return _less(rest, wording, "|")
    for word in whole:
        if rest.endswith(word):
            return rest[: len(rest) - len(word)]
    return rest


def _narrower(rest: str, wording: str) -> str:
    """The wording itself where it means less than its code: 利税, 绿电用电量."""
    if not wording or _origins(wording):
        return rest  # 到位省外资金: said by its origin
    return f"{rest}|{words().named.get(wording, wording)}"


def _less(rest: str, wording: str, gap: str) -> str:
    """The label without the wording, or without what is left of the wording."""
    if wording and wording in rest:
        return rest.replace(wording, gap, 1)
    for size in range(len(wording), 1, -1):
        if rest.endswith(wording[-size:]):
            return rest[: len(rest) - size]
    return rest


def _size(found: re.Match[str]) -> str:
    number = numbers.read(found["number"] or "1")
    # 亿元项目 are those of 亿元 and more.
    graded = found["unit"] and HELD.match(found.string, found.end())
    if number is None or not (found["side"] or found["sign"] or graded):
        return ""
    value = number.value * SCALES[found["scale"]]
    sign = "<=" if (found["side"] or "").endswith("以下") else ">="
    mantissa, power = f"{float(value):e}".split("e")
    return f"size:{sign}{float(mantissa):g}e{int(power)}"


def graded(text: str) -> bool:
    """Whether words hold a stage, a grade, an origin, a state, a phase or a size."""
    if words().classes.search(text):
        return True
    size = _sized(text)
    return size is not None and bool(_size(size))


def ungraded(text: str) -> str:
    """A wording without its grade and size."""
    text = SIZE.sub("", text, count=1)
    return words().grades.sub("", text, count=1)


def without_sisters(text: str, part: str) -> str:
    """A scope without parts of the same sort: 一类 beside 二类 is not some of it."""
    last = part.rstrip(EDGES)[-1:]
    sorts = last in SORTS
    return ";".join(
        one
        for one in text.split(";")
        if one and not (sorts and one.startswith("part:") and one.endswith(last))
    )


def joined(first: str, second: str) -> str:
    """Two scopes as one; a stage, grade or size of the second replaces that of the first."""
    parts = {part for part in first.split(";") if part}
    added = {part for part in second.split(";") if part}
    for sort in ("stage:", "grade:", "size:"):
        if any(part.startswith(sort) for part in added):
            parts = {part for part in parts if not part.startswith(sort)}
    return ";".join(sorted(parts | added))
