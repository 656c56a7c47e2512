"""How sure a reading is: what speaks for and against it, weighed by how often that was right.

The weights are data (vocabulary/confidence.toml), learnt from annotated reports by
tests/gate/calibrate.py; docs/confidence.md says how, and how well the result holds.
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipelines.figures.patterns import later
from pipelines.figures.types import Document, Reading

SURE = 0.9  # what at least 97 of 100 right figures have
HIGHEST, LOWEST = 0.99, 0.01
MOST = 0.6  # share of a report's numbers from which it is said to be about their subject
LEAD = 120  # characters in which a report says what it is about
FAR = 200  # characters before a number within which its sentence is looked over
# Another holder of numbers, spoken of in the sentence before the number.
REGION = later("全[市县省国区]|我[市县]|省级")


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds by sign; a score of at least `sure` stands for 97 right in 100."""

    base: float
    sure: float
    signs: dict[str, float]


@cache
def weights() -> Weights:
    """The weights that ship with the library."""
    source = resources.files("pipelines.figures") / "vocabulary" / "confidence.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return Weights(base=data["base"], sure=data["sure"], signs=data["signs"])


def assign(doc: Document, readings: list[Reading]) -> None:
    """Fill in each reading's confidence."""
    known = weights()
    weight = known.signs.get
    for reading, seen in zip(readings, signs(doc, readings), strict=True):
        score = known.base
        for sign in seen:
            score += weight(sign, 0.0)
        reading.confidence = of(score, known.sure)


def of(score: float, sure: float) -> float:
    """The confidence of a score: SURE and more from `sure` on, the chance below, never over."""
    chance = 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))
    if score >= sure:
        edge = 1 / (1 + math.exp(-sure))
        part = (chance - edge) / (1 - edge) if edge < 1 else 1.0
        return round(SURE + (HIGHEST - SURE) * part, 3)
    return round(max(LOWEST, min(chance, SURE - 0.001)), 3)


def signs(doc: Document, readings: list[Reading]) -> list[list[str]]:
    """What speaks for and against each reading, as names that the weights know."""
    starts = [span.start for span in doc.sentences]
    counted = Counter(reading.subject for reading in readings).most_common(1)
    main, times = counted[0] if counted else ("", 0)
    about = main if times >= MOST * len(readings) else ""
    out = []
    for at, reading in enumerate(readings):
        begin = starts[bisect_right(starts, reading.start) - 1]
        sentence = doc.text[max(begin, reading.start - FAR) : reading.start]
        seen = _of_the_words(reading)
        seen += _of_the_period(reading, sentence)
        seen += _of_the_text(sentence)
        if reading.subject and reading.subject[-4:] in doc.title:
            seen.append("subject: in the title")
        if reading.subject == main:
            seen.append("subject: of most numbers" if about else "subject: of many numbers")
        if reading.subject and reading.subject[-3:] in sentence:
            seen.append("subject: in the sentence")
        if at and readings[at - 1].subject != reading.subject:
            seen.append("subject: another than before")
        if at + 1 < len(readings) and readings[at + 1].subject != reading.subject:
            seen.append("subject: another than after")
        if reading.start < LEAD:
            seen.append("lead")
        if reading.doubts:
            seen += [f"doubt: {doubt}" for doubt in reading.doubts]
        out.append(seen)
    return out


def _of_the_words(reading: Reading) -> list[str]:
    """Signs of indicator, kind and unit."""
    seen = [f"kind: {reading.kind}", f"subject: {reading.subject_kind}"]
    if reading.indicator == "other":
        seen.append("indicator: other")
    reason = reading.because.get("indicator", "")
    if "(wording before" in reason:
        seen.append("indicator: wording before")
    elif "carries on" in reason:
        seen.append("indicator: carried on")
    length = len(reading.label)
    if length <= 2:
        seen.append("label: short")
    elif length >= 5:
        seen.append("label: long")
    gap = reading.start - reading.label_start - length
    if reading.label_start < 0 or gap > 10:
        seen.append("label: far")
    elif gap <= 0:
        seen.append("label: beside")
    if reading.number_kind != "plain":
        seen.append("number: not plain")
    if reading.unit == "count":
        seen.append("unit: count")
    return seen


def _of_the_text(sentence: str) -> list[str]:
    """Signs of what else is spoken of: other holders of numbers, several times, comparisons."""
    seen = []
    if REGION.search(sentence):
        seen.append("text: a region")
    if "“" in sentence or "说" in sentence:
        seen.append("text: speech")
    if "公司" in sentence:
        seen.append("text: a firm")
    if "比" in sentence or "较" in sentence:
        seen.append("text: a comparison")
    if sentence.count("年") + sentence.count("月") > 2:
        seen.append("text: several times")
    return seen


def _of_the_period(reading: Reading, sentence: str) -> list[str]:
    """Signs of period and status."""
    seen = [f"period: {reading.period_basis or 'none'}"]
    if reading.period_end is not None and reading.period_start is None:
        seen.append("period: as of")
    words = reading.because.get("period", "")
    if words and words not in sentence:
        seen.append("period: words elsewhere")
    if reading.status == "planned":
        seen.append("planned")
    return seen
