"""No pattern of the library divides a repeated word in many ways and so reads for ever.

Python's expressions try every way to share a text out among repeats that stand in one another:
`(?:企业|[^,]{1,9})*家` has 2ⁿ of them for n words 企业 without a 家 behind. Whoever writes such a
pattern sees no difference on a report; so every pattern is shown its own words many times over.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from typing import Any

import pytest

import pipelines.figures

parser: Any = importlib.import_module("re._parser")
REPEATS = frozenset({parser.MAX_REPEAT, parser.MIN_REPEAT})
MANY = 6  # a repeat that allows as many may share a text out in a number of ways that hurts
TIMES = 28  # 2²⁸ ways take minutes
WORDS = 24  # of one repeat, at most
SECONDS = 0.5  # a harmless search takes microseconds, even on a machine that stands still at times
BETWEEN = "\x00"  # no pattern goes on over it


def patterns() -> dict[str, Any]:
    """Every pattern that a module of the library holds, also in tables, by source and flags."""
    out: dict[tuple[str, int], tuple[str, Any]] = {}
    for module in pkgutil.walk_packages(pipelines.figures.__path__, "pipelines.figures."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for one in _held(value):
                out.setdefault((one.pattern, one.flags), (f"{module.name}.{name}", one))
    return {f"{name} {number}": one for number, (name, one) in enumerate(out.values())}


def _held(value: Any, depth: int = 0) -> Iterator[Any]:
    if hasattr(type(value), "pattern") and isinstance(value.pattern, str):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for one in value.values():
            yield from _held(one, depth + 1)
    elif depth < 3 and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _held(one, depth + 1)


def texts(source: str, flags: int = 0) -> Iterator[str]:
    """What leads to each repeat of repeats, then words of its own many times, then nothing more."""
    for lead, body in _nested(list(parser.parse(source, flags)), ""):
        for word in dict.fromkeys(_words(body)):
            if word:
                yield lead + word * TIMES + BETWEEN


def _nested(items: list[Any], lead: str) -> Iterator[tuple[str, list[Any]]]:
    """Repeats whose body may be read in several ways, each with a text that leads there."""
    for op, about in items:
        for inner in _inside(op, about):
            if op in REPEATS and about[1] >= MANY and _several(inner):
                yield lead, inner
            yield from _nested(inner, lead)
        if op not in (parser.ASSERT, parser.ASSERT_NOT):
            lead += next(_words([(op, about)]), "")


def _inside(op: Any, about: Any) -> list[list[Any]]:
    if op is parser.BRANCH:
        return [list(one) for one in about[1]]
    if op in REPEATS:
        return [list(about[2])]
    if op is parser.SUBPATTERN:
        return [list(about[-1])]
    if op in (parser.ASSERT, parser.ASSERT_NOT):
        return [list(about[1])]
    return []


def _several(items: list[Any]) -> bool:
    return any(
        op is parser.BRANCH
        or (op in REPEATS and about[0] != about[1])
        or any(_several(inner) for inner in _inside(op, about))
        for op, about in items
    )


def _words(items: list[Any], most: int = WORDS) -> Iterator[str]:
    """Some texts that match, the shortest of each alternative first."""
    if not items:
        yield ""
        return
    (op, about), rest = items[0], items[1:]
    tails = list(_words(rest, 4))
    heads = list(dict.fromkeys(_heads(op, about)))
    left = most
    for tail in tails or [""]:
        for head in heads:
            if left:
                left -= 1
                yield head + tail


def _heads(op: Any, about: Any) -> Iterator[str]:
    if op is parser.LITERAL:
        yield chr(about)
    elif op is parser.IN:
        yield _letter(about)
    elif op is parser.ANY or op is parser.NOT_LITERAL:
        yield "企"
    elif op is parser.BRANCH:
        for one in about[1]:
            yield from _words(list(one), 4)
    elif op is parser.SUBPATTERN:
        yield from _words(list(about[-1]))
    elif op in REPEATS:
        least = max(about[0], 1) if about[1] else 0
        yield from (word * min(least, 4) for word in _words(list(about[2])))
        if not about[0]:
            yield ""
    else:  # assertions, ends, what looks back
        yield ""


def _letter(within: list[Any]) -> str:
    """A letter of a class: its first, or a common one where it names what it leaves out."""
    if within[0][0] is parser.NEGATE:
        out = re.compile("[" + "".join(map(_class, within[1:])) + "]")
        return next((c for c in "企园区7一A" if not out.match(c)), "企")
    op, about = within[0]
    if op is parser.LITERAL:
        return chr(about)
    if op is parser.RANGE:
        return chr(about[0])
    return "7" if "DIGIT" in str(about) else " " if "SPACE" in str(about) else "企"


def _class(item: tuple[Any, Any]) -> str:
    op, about = item
    if op is parser.LITERAL:
        return re.escape(chr(about))
    if op is parser.RANGE:
        return f"{re.escape(chr(about[0]))}-{re.escape(chr(about[1]))}"
    kinds = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
    return next((sign for kind, sign in kinds.items() if f"CATEGORY_{kind}" in str(about)), "")


class _ForeverError(Exception):
    pass


def _stop(*_: Any) -> None:
    raise _ForeverError


def endless(one: Any) -> list[str]:
    """The texts over which a pattern does not come to an end in time."""
    before, found = signal.signal(signal.SIGALRM, _stop), []
    compiled = re.compile(one.pattern, one.flags)
    try:
        for text in texts(one.pattern, one.flags):
            try:
                signal.setitimer(signal.ITIMER_REAL, SECONDS)
                compiled.search(text)
            except _ForeverError:
                found.append(text)
                break
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)
    return found


@pytest.mark.parametrize(
    ("source", "harmful"),
    [
        ("(?:企业|[^,]{1,9})*家", True),
        ("在(?:[^,]*园区)*的", True),
        ("(?:现有|新增|\\d家?)*个", False),
        ("[^,]{0,24}家", False),
    ],
)
def test_the_scan_knows_a_harmful_pattern(source: str, harmful: bool) -> None:
    assert bool(endless(re.compile(source))) is harmful


def test_no_pattern_reads_for_ever() -> None:
    found = patterns()
    assert len(found) > 1000  # the tables were seen into
    assert {name: text for name, one in found.items() for text in endless(one)} == {}
