"""How sure a reading is: the chance that it is right in what is said, when, and of whom.

Each of the three parts has signs (confidence_signs) whose weights are data
(vocabulary/confidence.toml), learnt from annotated reports by tests/gate/calibrate.py;
docs/confidence.md says how, and how well the result holds. A reading is only as good as its
weakest part, so the chances are multiplied.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipelines.figures import confidence_signs
from pipelines.figures.confidence_signs import PARTS
from pipelines.figures.subject_types import GUESSED
from pipelines.figures.types import Document, Reading

SURE = 0.9  # what at least 97 of 100 right figures have
UNSURE = SURE - 0.001
HIGHEST, LOWEST = 0.99, 0.01
STEEP = 40.0  # log-odds beyond which a chance is as good as one or none


@dataclass(frozen=True, slots=True)
class Weights:
    """Of one part: log-odds without signs, and by sign."""

    base: float
    signs: Mapping[str, float]

    def chance(self, seen: Sequence[str]) -> float:
        """How likely the part is right."""
        return chance(self.base + sum(filter(None, map(self.signs.get, seen))))


@dataclass(frozen=True, slots=True)
class Scale:
    """The weights of all parts; a score of at least `sure` stands for 97 right in 100."""

    sure: float
    parts: Mapping[str, Weights]

    def score(self, seen: Mapping[str, Sequence[str]]) -> float:
        """Log-odds that a reading is right in all its parts."""
        return odds(math.prod(self.parts[part].chance(seen[part]) for part in PARTS))


@cache
def scale() -> Scale:
    """The weights that ship with the library."""
    source = resources.files("pipelines.figures") / "vocabulary" / "confidence.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    parts = {part: Weights(data[part]["base"], data[part]["signs"]) for part in PARTS}
    return Scale(data["sure"], parts)


def assign(doc: Document, readings: list[Reading]) -> None:
    """Fill in each reading's confidence."""
    known = scale()
    for reading, seen in zip(readings, confidence_signs.find(doc, readings), strict=True):
        likely = of(known.score(seen), known.sure)
        reading.confidence = min(likely, UNSURE) if GUESSED in reading.doubts else likely


def of(score: float, sure: float) -> float:
    """The confidence of a score: SURE and more from `sure` on, the chance below, never over."""
    likely = chance(score)
    if score >= sure:
        edge = chance(sure)
        part = (likely - edge) / (1 - edge) if edge < 1 else 1.0
        return round(SURE + (HIGHEST - SURE) * part, 3)
    return round(max(LOWEST, min(likely, UNSURE)), 3)


def chance(score: float) -> float:
    """The chance that log-odds stand for."""
    return 1 / (1 + math.exp(-max(-STEEP, min(STEEP, score))))


def odds(likely: float) -> float:
    """The log-odds of a chance."""
    return math.log(max(likely, 1e-12) / max(1 - likely, 1e-12))
