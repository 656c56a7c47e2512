"""Codes made exact by a word right before the wording: 亩均 before 产值, 工业 before 完成投资.

So does a heading that is nothing but such a word.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipelines.figures.indicators.linking import Scene
from pipelines.figures.names.terms import alternation

BACK = 14  # characters before a wording in which what qualifies it may stand
# 工业 is a trade of its own in 食品工业 and 化工业.
ALONE = r"(?:^|(?<=[区县市园省州旗镇度月年、,。;:全上下半其中个]))"


@dataclass(frozen=True, slots=True)
class Rule:
    """Words before a wording, the wordings that they qualify (all where none is named), a code."""

    before: re.Pattern[str]
    plain: frozenset[str]
    code: str


@cache
def _rules() -> dict[str, list[Rule]]:
    """The rules of qualified.toml by the code that they make more exact."""
    source = resources.files("pipelines.figures") / "vocabulary" / "qualified.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    between = alternation(data["between"])
    out: dict[str, list[Rule]] = {}
    for table in data["qualified"]:
        begin = ALONE if table.get("alone") else ""
        before = re.compile(rf"{begin}(?:{alternation(table['words'])})(?:{between})*$")
        rule = Rule(before, frozenset(table.get("plain", ())), table["to"])
        for code in table["from"]:
            out.setdefault(code, []).append(rule)
    return out


def of(scene: Scene, code: str, wording: str, start: int) -> str:
    """The code that the words before a wording give it, '' where they say nothing."""
    rules = _rules().get(code)
    if rules is None:
        return ""
    words = scene.text[max(scene.start, start - BACK) : start]
    for rule in rules:
        if (not rule.plain or wording in rule.plain) and rule.before.search(words):
            return rule.code
    return ""


def by_heading(code: str, heading: str) -> str:
    """The code that a heading gives to what is told beneath it, as a word right before would."""
    for rule in _rules().get(code, ()):
        if rule.before.fullmatch(heading):
            return rule.code
    return ""
