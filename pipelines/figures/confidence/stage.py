"""How sure a reading is: the chance that it is right in what is said, when, and of whom.

Each of the three parts has a forest of decision trees over signs of the reading and its report
(reading_signs.py, report_signs.py). The forests are data (vocabulary/confidence.json), learnt
from annotated reports by tests/gate/calibrate.py; docs/confidence.md says how, and how well the
result holds. A reading is only as good as its weakest part, so the chances are multiplied.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipelines.figures.cast.entities import Cast
from pipelines.figures.confidence import forest, reading_signs, report_signs
from pipelines.figures.confidence.forest import Forest
from pipelines.figures.confidence.reading_signs import PARTS, WHAT, WHEN, WHO
from pipelines.figures.names.types import GUESSED
from pipelines.figures.types import Document, Reading

SURE = 0.9  # what at least 97 of 100 right figures have
UNSURE = SURE - 0.001
HIGHEST, LOWEST = 0.99, 0.01
STEEP = 40.0  # log-odds beyond which a chance is as good as one or none
TINY = 1e-12  # a chance as good as none
STRONGEST = 3  # signs of each part that are told


@dataclass(frozen=True, slots=True)
class Scale:
    """A forest for each part; a score of at least `sure` stands for 97 right in 100.

    `levels` are log-odds by which each part is more often right than its trees were taught.
    """

    sure: float
    signs: Mapping[str, int]
    forests: Mapping[str, Forest]
    levels: Mapping[str, float]

    def having(self, names: Iterable[str], of_all: bytearray | None = None) -> bytearray:
        """What has some signs, beside those that all of its report have."""
        base = bytearray(of_all) if of_all is not None else forest.marked(len(self.signs))
        return forest.mark(base, self.signs, names)

    def score(self, having: bytearray) -> float:
        """Log-odds that a reading is right in all its parts."""
        likely = 1.0
        for part in PARTS:
            likely *= chance(self.part(part, having) + self.levels[part])
        return odds(likely)

    def part(self, part: str, having: bytearray) -> float:
        """Log-odds that a reading is right in one part, before its level."""
        trees = self.forests[part]
        return odds(forest.total(trees, having) / (forest.WHOLE * len(trees.roots)))


@cache
def scale() -> Scale:
    """The forests that ship with the library."""
    source = resources.files("pipelines.figures") / "vocabulary" / "confidence.json"
    return read(source.read_text(encoding="utf-8"))


def read(written: str) -> Scale:
    """The forests of a file."""
    data = json.loads(written)
    parts = data["parts"]
    return Scale(
        data["sure"],
        {sign: number for number, sign in enumerate(data["signs"])},
        {part: forest.planted(parts[part]["trees"]) for part in PARTS},
        {part: parts[part]["level"] for part in PARTS},
    )


def signs(
    doc: Document, readings: list[Reading], cast: Cast | None
) -> tuple[list[str], list[list[str]]]:
    """What tells how sure all readings of a report are, and each of them."""
    if cast is None:
        return [], []
    of_all, more = report_signs.find(doc, readings, cast)
    own = reading_signs.find(doc, readings)
    each = [
        [*one[WHAT], *one[WHEN], *one[WHO], *people] for one, people in zip(own, more, strict=True)
    ]
    return of_all, each


def assign(
    doc: Document, readings: list[Reading], cast: Cast | None, *, explain: bool = False
) -> None:
    """Fill in each reading's confidence, and with `explain` what moved it most."""
    known = scale()
    shared, each = signs(doc, readings, cast)
    of_all = known.having(shared)
    for reading, names in zip(readings, each, strict=True):
        having = known.having(names, of_all)
        likely = of(known.score(having), known.sure)
        reading.confidence = min(likely, UNSURE) if GUESSED in reading.doubts else likely
        if explain:
            reading.because["confidence"] = because(known, having)


def because(known: Scale, having: bytearray) -> str:
    """The signs that moved the chance of each part most, in points of 100."""
    called, said = list(known.signs), []
    for part in PARTS:
        trees = known.forests[part]
        moved = forest.moved(trees, having)
        first = sorted(moved, key=lambda sign: (-abs(moved[sign]), sign))[:STRONGEST]
        words = [
            f"{called[sign] if sign >= 0 else f'not {called[-1 - sign]}'} "
            f"{100 * moved[sign] / (forest.WHOLE * len(trees.roots)):+.1f}"
            for sign in first
        ]
        said.append(f"{part}: {', '.join(words)}")
    return "; ".join(said)


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
    if score > STEEP or score < -STEEP:
        score = STEEP if score > 0 else -STEEP
    return 1 / (1 + math.exp(-score))


def odds(likely: float) -> float:
    """The log-odds of a chance."""
    other = 1 - likely
    return math.log((likely if likely > TINY else TINY) / (other if other > TINY else TINY))
