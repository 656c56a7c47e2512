"""What narrows an indicator: stage, size, origin, grade, state and part (vocabulary/scope.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipelines.figures import numbers
from pipelines.figures.kinds import either

SIZE = re.compile(
    r"(?:总?投资|产值|税收|营收|主营业务收入|营业收入|年?产值|纳税|注册资本)?(?:额|总额)?(?P<sign>超过?|过|破|突破|不低于|达)?"
    r"(?P<number>\d+(?:\.\d+)?|[一二三四五六七八九十百千]*)(?P<scale>万亿|亿|万)(?P<unit>元|美元)?(?:人民币)?"
    r"(?P<side>及?以上|以下|级|的)?"
)
EDGES = ' 的了数量总个家户“”"、,'
SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4}


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled scope.toml: for each class of part a pattern and the name of each word."""

    classes: tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]
    stages: re.Pattern[str]
    stage_names: dict[str, str]
    empty: frozenset[str]
    narrower: dict[str, str]


@cache
def words() -> Words:
    """The vocabulary of the package, compiled."""
    source = resources.files("pipelines.figures") / "vocabulary" / "scope.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    classes = []
    for name in ("stage", "grade", "origin", "state"):
        names = {word: key for key, group in data[name].items() for word in group}
        classes.append((name, re.compile(either(list(names))), names))
    _, stages, stage_names = classes[0]
    narrower = {word: f"part:{part}" for part, group in data["narrower"].items() for word in group}
    return Words(tuple(classes), stages, stage_names, frozenset(data["empty"]), narrower)


def of(label: str, wording: str, verb: str, *, counted: bool) -> str:
    """The scope of a label: its words less the indicator's own wording, as sorted parts.

    counted tells that the wording is of things counted, whose own words may narrow too
    (签约项目, 外资企业); 签约金额 is an indicator of its own and narrows nothing.
    """
    vocabulary = words()
    rest = label if counted else _less(label, wording)
    parts = [vocabulary.narrower[wording]] if wording in vocabulary.narrower else []
    for name, pattern, names in vocabulary.classes:
        while found := pattern.search(rest):
            parts.append(f"{name}:{names[found[0]]}")
            rest = rest[: found.start()] + "|" + rest[found.end() :]
    if counted and not any(part.startswith("stage:") for part in parts):
        governing = vocabulary.stages.search(verb)
        if governing:
            parts.append(f"stage:{vocabulary.stage_names[governing[0]]}")
    size = SIZE.search(rest)
    written = _size(size) if size else ""
    if size and written:
        parts.append(written)
        rest = rest[: size.start()] + "|" + rest[size.end() :]
    for piece in _less(rest, wording).split("|"):
        piece = piece.strip(EDGES)
        if len(piece) > 1 and piece not in vocabulary.empty:
            parts.append(f"part:{piece}")
    return ";".join(sorted(set(parts)))


def _less(rest: str, wording: str) -> str:
    """The label without the wording, or without what is left of the wording."""
    if wording and wording in rest:
        return rest.replace(wording, "|", 1)
    for size in range(len(wording), 1, -1):
        if rest.endswith(wording[-size:]):
            return rest[: len(rest) - size]
    return rest


def _size(found: re.Match[str]) -> str:
    digits = found["number"] or "1"
    number = numbers.read(digits)
    if number is None or not (found["side"] or found["sign"]):
        return ""
    value = number.value * SCALES[found["scale"]]
    sign = "<=" if (found["side"] or "").endswith("以下") else ">="
    zeros = f"{float(value):.6g}"
    if value >= 10**6:
        mantissa, power = f"{float(value):e}".split("e")
        zeros = f"{float(mantissa):g}e{int(power)}"
    return f"size:{sign}{zeros}"


def graded(text: str) -> bool:
    """Whether words hold a stage, a grade, an origin, a state or a size."""
    if any(pattern.search(text) for _, pattern, _ in words().classes):
        return True
    size = SIZE.search(text)
    return size is not None and bool(_size(size))


def ungraded(text: str) -> str:
    """A wording without its grade and size."""
    text = SIZE.sub("", text, count=1)
    for name, pattern, _ in words().classes:
        if name == "grade":
            text = pattern.sub("", text, count=1)
    return text


def joined(first: str, second: str) -> str:
    """Two scopes as one; a stage of the second replaces that of the first."""
    parts = {part for part in first.split(";") if part}
    added = {part for part in second.split(";") if part}
    for sort in ("stage:", "grade:", "size:"):
        if any(part.startswith(sort) for part in added):
            parts = {part for part in parts if not part.startswith(sort)}
    return ";".join(sorted(parts | added))
