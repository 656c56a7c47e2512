"""Learns how sure the library may be, from annotated reports that its rules were not written for.

    python -m tests.gate.calibrate REPORT.json...           show the reliability table
    python -m tests.gate.calibrate --write REPORT.json...   and write the weights
    --keep FILE writes the judged cases, --with FILE... adds cases kept at an earlier version
    --level    the reports only set how often each part is right now, and from where on it is sure;
               what each sign weighs comes from the kept cases alone

For each part of a reading (what is said, when, of whom) a logistic model of "right" over the
signs of pipelines.figures.confidence_signs; the chance of a reading is their product. Every
figure is judged by weights learnt from other reports only, so the table shows what may be
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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipelines.figures import confidence, confidence_signs
from pipelines.figures.confidence import Scale, Weights
from pipelines.figures.confidence_signs import PARTS, WHAT, WHEN, WHO
from pipelines.figures.extract import read
from pipelines.figures.text import document
from tests.gate import gate, logistic

ROUNDS, RIDGE, RARE = 12, 6.0, 15  # a sign that fewer figures have is not weighed
FOLDS = 8
NEEDED, ADDED = 0.97, 2  # of 100 right; wrong ones added, so that few figures prove nothing
FEWEST = 0.2  # part of all figures that is published as sure in any case
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)
HEAD = """\
# Log-odds that a part of a reading is right, by what speaks for and against it; written by
# tests/gate/calibrate.py, see docs/confidence.md. From the score `sure` on confidence is 0.9.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One reading: its report, its signs by part, and in which parts a careful reader agrees."""

    report: str
    signs: Mapping[str, Sequence[str]]
    right: Mapping[str, bool]

    @property
    def all_right(self) -> bool:
        """Whether a careful reader agrees in all parts."""
        return all(self.right[part] for part in PARTS)


def cases(reports: Sequence[dict[str, Any]]) -> list[Case]:
    """Every reading of the reports with its signs and the parts in which it is right."""
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
        judged_as = {
            id(got): _right(wanted, got, reached)
            for wanted, got, reached in gate.match(report, readings)
            if got is not None
        }
        wrong = dict.fromkeys(PARTS, False)
        for reading, seen in zip(readings, confidence_signs.find(doc, readings), strict=True):
            out.append(Case(report["id"], seen, judged_as.get(id(reading), wrong)))
    return out


def _right(wanted: dict[str, Any], got: Any, reached: int) -> dict[str, bool]:
    """The parts of a reading in which it is as annotated."""
    days = [day.isoformat() if day else None for day in (got.period_start, got.period_end)]
    same_days = days == [wanted["period_start"] or None, wanted["period_end"] or None]
    return {
        WHAT: reached >= gate.LEVELS.index("indicator") + 1,
        WHEN: same_days and got.status == wanted["status"],
        WHO: gate.same_name(wanted["subject"], got.subject),
    }


def learn(known: Sequence[Case], sure: float = math.inf) -> Scale:
    """A model of each part; the same cases give the same weights."""
    return Scale(sure, {part: _learn(known, part) for part in PARTS})


def _learn(known: Sequence[Case], part: str) -> Weights:
    seen = [case.signs[part] for case in known]
    right = [case.right[part] for case in known]
    return Weights(*logistic.learn(seen, right, ridge=RIDGE, rare=RARE, rounds=ROUNDS))


def leveled(scale: Scale, known: Sequence[Case]) -> Scale:
    """The same weights with the bases moved so that each part is as often right as in the cases."""
    parts = {}
    for part in PARTS:
        weights = scale.parts[part]
        scores = [
            weights.base + sum(weights.signs.get(sign, 0.0) for sign in case.signs[part])
            for case in known
        ]
        moved, right = 0.0, [case.right[part] for case in known]
        for _ in range(ROUNDS):
            moved += logistic.step(scores, right, range(len(known)), 0.0, 1.0)
        parts[part] = Weights(weights.base + moved, weights.signs)
    return Scale(scale.sure, parts)


def judged(known: Sequence[Case]) -> list[tuple[float, bool]]:
    """The score of every case by the weights of other reports, the highest first."""
    out = []
    for fold, rest in _folds(known):
        scale = learn(rest)
        out += [(scale.score(case.signs), case.all_right) for case in fold]
    return sorted(out, reverse=True)


def judged_leveled(scale: Scale, known: Sequence[Case]) -> list[tuple[float, bool]]:
    """The score of every case by given weights, with bases leveled by other reports."""
    out = []
    for fold, rest in _folds(known):
        moved = leveled(scale, rest)
        out += [(moved.score(case.signs), case.all_right) for case in fold]
    return sorted(out, reverse=True)


def _folds(known: Sequence[Case]) -> list[tuple[list[Case], list[Case]]]:
    """Parts of the reports, each with the cases of all other reports."""
    reports = sorted({case.report for case in known})
    folds = min(FOLDS, len(reports))
    place = {report: at % folds for at, report in enumerate(reports)}
    return [
        (
            [case for case in known if place[case.report] == fold],
            [case for case in known if place[case.report] != fold],
        )
        for fold in range(folds)
    ]


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


def written(scale: Scale) -> str:
    """vocabulary/confidence.toml."""
    out = [f"{HEAD}\nsure = {scale.sure:.3f}\n"]
    for part in PARTS:
        weights = scale.parts[part]
        rows = [
            f"{json.dumps(name)} = {value:.3f}" for name, value in sorted(weights.signs.items())
        ]
        out.append(
            f"[{part}]\nbase = {weights.base:.3f}\n\n[{part}.signs]\n" + "\n".join(rows) + "\n"
        )
    return "\n".join(out)


def kept(paths: Sequence[Path]) -> list[Case]:
    """Cases judged at an earlier version of the rules."""
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    return [Case(*json.loads(line)) for line in lines]


def main(arguments: list[str]) -> int:
    """Show the table; with --write keep the weights."""
    parser = argparse.ArgumentParser(prog="python -m tests.gate.calibrate")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--level", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--with", dest="more", nargs="+", type=Path, default=[])
    parser.add_argument("reports", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    now, before = cases(gate.load_files(options.reports)), kept(options.more)
    if options.keep:
        rows = ([c.report, dict(c.signs), dict(c.right)] for c in now + before)
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        options.keep.write_text("\n".join(lines) + "\n", "utf-8")
    known = now if options.level else now + before
    scale = learn(before if options.level else known)
    scores = judged_leveled(scale, known) if options.level else judged(known)
    sure = sure_from(scores)
    print(f"{len(known)} figures, {sum(case.all_right for case in known) / len(known):.3f} right")
    print(table(scores, sure))
    if options.write:
        scale = leveled(scale, known) if options.level else scale
        target = resources.files("pipelines.figures") / "vocabulary" / "confidence.toml"
        Path(str(target)).write_text(written(Scale(sure, scale.parts)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
