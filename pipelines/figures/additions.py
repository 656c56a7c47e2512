"""Which counts are newly added: 新增 before the thing counted, for every item that shares it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.figures.kinds import ADDITION, LEVEL, Verdict, cues
from pipelines.figures.linking import Link, Scene
from pipelines.figures.wordings import quantity_of

# 新建项目 beside 续建项目 is a stage, not an addition.
STAGE = re.compile(r"(?:新建|新上)(?:项目|工程)?(?:数|共|有|为|达|约|[“\" ])*$")
OWN = re.compile(r"其中")
COMMA = re.compile(r"[,:。]")


@dataclass(slots=True)
class State:
    """The addition under way in a sentence."""

    cue: str = ""
    unit: str = ""


def judge(scene: Scene, link: Link, state: State, gap: int, until: int) -> Verdict:
    """The verdict on a link once the addition of its sentence is taken into account."""
    verdict, reading = link.verdict, link.reading
    if verdict.kind != LEVEL or verdict.negative:
        return verdict
    words = scene.text[gap : reading.start]
    cue = _cue(words)
    if cue is None and link.start >= reading.end:
        found = cues().added.search(scene.text, reading.end, link.end)
        cue = found[0] if found and not STAGE.search(scene.text[reading.end : link.end]) else None
    if cue is not None:
        state.cue, state.unit = cue, quantity_of(reading.unit)
        return Verdict(ADDITION, False, cue, verdict.sure)
    if state.cue and _goes_on(words, reading.unit, state):
        return Verdict(ADDITION, False, f"{state.cue} before", verdict.sure)
    return verdict


def _cue(words: str) -> str | None:
    """The cue that governs the number: in its clause, or in an earlier one without a verb since."""
    cues_found = list(cues().added.finditer(words))
    if not cues_found:
        return None
    found = cues_found[-1]
    if STAGE.search(words, found.start()):
        return None
    commas = [m.end() for m in COMMA.finditer(words, found.end())]
    if commas and cues().ends.search(words, commas[-1]):
        return None
    return found[0]


def _goes_on(words: str, unit: str, state: State) -> bool:
    quantity = quantity_of(unit)
    if quantity != state.unit and (quantity == "money" or state.unit == "money"):
        return False
    if OWN.search(words):
        return quantity == state.unit
    if cues().ends.search(words):
        state.cue = "" if not words.startswith("、") else state.cue
        return False
    return True
