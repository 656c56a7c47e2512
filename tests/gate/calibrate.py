"""Learns how sure the library may be, from annotated reports that its rules were not written for.

    python -m tests.gate.calibrate REPORT.json...           show the reliability table
    python -m tests.gate.calibrate --write REPORT.json...   and write the weights
    --keep FILE writes the judged cases, --with FILE... adds cases kept at an earlier version

A logistic model of "right in all fields" over the signs of pipelines.figures.confidence. Every
figure is judged by weights learnt from the other reports only, so the table shows what may be
expected of a report never seen. The score from which confidence is 0.9 is the lowest one above
which at least 97 of 100 such judgements, counted with two wrong ones added, were right; where
that leaves fewer than FEWEST of the figures, it is the score of that best part, and the table
says how often it is right.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipelines.figures import confidence
from pipelines.figures.extract import read
from pipelines.figures.text import document
from tests.gate import gate

STEPS, RATE, RIDGE = 300, 2.0, 6.0
NEEDED, ADDED = 0.97, 2  # of 100 right; wrong ones added, so that few figures prove nothing
FEWEST = 0.35  # part of all figures that is published as sure in any case
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)
HEAD = """\
# Log-odds that a reading is right in all fields, by what speaks for and against it; written by
# tests/gate/calibrate.py, see docs/confidence.md. From the score `sure` on confidence is 0.9.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One reading: its report, its signs, and whether a careful reader agrees in all fields."""

    report: str
    signs: tuple[str, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Model:
    """Weights learnt."""

    base: float
    signs: dict[str, float]

    def score(self, signs: Sequence[str]) -> float:
        """Log-odds of being right."""
        return self.base + sum(self.signs.get(sign, 0.0) for sign in signs)


def cases(reports: Sequence[dict[str, Any]]) -> list[Case]:
    """Every reading of the reports with its signs and whether it is right."""
    out = []
    for report in reports:
        day = report.get("published")
        doc = document(
            report["body"],
            published=date.fromisoformat(day) if day else None,
            title=report.get("title") or "",
            origin=report.get("origin") or report.get("source") or "",
        )
        readings, _ = read(doc)
        right = {
            id(got)
            for _, got, reached in gate.match(report, readings)
            if got is not None and reached == len(gate.LEVELS)
        }
        seen = confidence.signs(doc, readings)
        out += [
            Case(report["id"], tuple(signs), id(reading) in right)
            for reading, signs in zip(readings, seen, strict=True)
        ]
    return out


def learn(known: Sequence[Case]) -> Model:
    """Ridge logistic regression by gradient descent; the same cases give the same weights."""
    names = sorted({sign for case in known for sign in case.signs})
    weights, base = dict.fromkeys(names, 0.0), 0.0
    for _ in range(STEPS):
        slope, tilt = dict.fromkeys(names, 0.0), 0.0
        for case in known:
            score = base + sum(weights[sign] for sign in case.signs)
            miss = 1 / (1 + math.exp(-score)) - case.right
            tilt += miss
            for sign in case.signs:
                slope[sign] += miss
        base -= RATE * tilt / len(known)
        for sign in names:
            weights[sign] -= RATE * (slope[sign] + RIDGE * weights[sign]) / len(known)
    return Model(base, weights)


def judged(known: Sequence[Case]) -> list[tuple[float, bool]]:
    """The score of every case by the other reports' weights, the highest first."""
    out = []
    for report in sorted({case.report for case in known}):
        model = learn([case for case in known if case.report != report])
        out += [(model.score(case.signs), case.right) for case in known if case.report == report]
    return sorted(out, reverse=True)


def sure_from(scores: Sequence[tuple[float, bool]]) -> float:
    """The lowest score from which NEEDED holds, ADDED wrong ones counted in."""
    best, right = scores[int(len(scores) * FEWEST)][0], 0
    for at, (score, was_right) in enumerate(scores, 1):
        right += was_right
        if at < len(scores) and scores[at][0] == score:
            continue  # equal scores stand or fall together
        if right / (at + ADDED) >= NEEDED:
            best = min(best, score)
    return best


def table(scores: Sequence[tuple[float, bool]], sure: float) -> str:
    """Confidence against what was right, as a Markdown table."""
    rows = ["| confidence | figures | right |", "| --- | ---: | ---: |"]
    shown = [(confidence.of(score, sure), right) for score, right in scores]
    for low, high in pairwise(BINS):
        hits = [right for sure_of, right in shown if low <= sure_of < high]
        share = f"{sum(hits) / len(hits):.3f}" if hits else "–"
        rows.append(f"| {low:.1f} to {min(high, 1.0):.1f} | {len(hits)} | {share} |")
    return "\n".join(rows)


def written(model: Model, sure: float) -> str:
    """vocabulary/confidence.toml."""
    rows = [f"{json.dumps(name)} = {value:.3f}" for name, value in sorted(model.signs.items())]
    head = f"{HEAD}\nbase = {model.base:.3f}\nsure = {sure:.3f}\n\n[signs]\n"
    return head + "\n".join(rows) + "\n"


def main(arguments: list[str]) -> int:
    """Show the table; with --write keep the weights."""
    parser = argparse.ArgumentParser(prog="python -m tests.gate.calibrate")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--with", dest="more", nargs="+", type=Path, default=[])
    parser.add_argument("reports", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    known = cases(gate.load_files(options.reports))
    for path in options.more:
        rows = map(json.loads, path.read_text("utf-8").splitlines())
        known += [Case(report, tuple(signs), right) for report, signs, right in rows]
    if options.keep:
        lines = (json.dumps([c.report, c.signs, c.right], ensure_ascii=False) for c in known)
        options.keep.write_text("\n".join(lines) + "\n", "utf-8")
    scores = judged(known)
    sure = sure_from(scores)
    print(f"{len(known)} figures, {sum(case.right for case in known) / len(known):.3f} right")
    print(table(scores, sure))
    if options.write:
        model = learn(known)
        target = resources.files("pipelines.figures") / "vocabulary" / "confidence.toml"
        Path(str(target)).write_text(written(model, sure), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
