"""Learns how sure the library may be, from annotated reports that its rules were not written for.

    python -m tests.gate.calibrate REPORT.json...           show the reliability table
    python -m tests.gate.calibrate --write REPORT.json...   and write the forests
    --keep FILE writes the judged cases, --with FILE... adds cases kept at an earlier version
    --level    the reports only set how often each part is right now, and from where on it is sure;
               the forests are grown on the kept cases alone, or stay as they ship without any

For each part of a reading (what is said, when, of whom) a forest (tests.gate.trees) tells from the
signs of pipelines.figures.confidence whether it is right; the chance of a reading is the product.
Every figure is judged by forests grown on other reports only, so the table shows what may be
expected of a report never seen. The score from which confidence is 0.9 is the lowest one above
which at least 97 of 100 such judgements, counted with two wrong ones added, were right; where
that leaves fewer than FEWEST of the figures, it is the score of that best part, and the table
says how often it is right.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipelines.figures import confidence
from pipelines.figures.confidence import Scale
from pipelines.figures.confidence.forest import Tree, planted
from pipelines.figures.confidence.reading_signs import PARTS, WHAT, WHEN, WHO
from pipelines.figures.extract import read
from pipelines.figures.official import official_parks
from pipelines.figures.text import document
from tests.gate import gate, logistic
from tests.gate.trees import Lessons, Shape

SHAPE = Shape(trees=16, depth=14, leaf=5, tried=60)
RARE = 15  # a sign that fewer figures have, or have not, is left out
ROUNDS = 12
FOLDS = 8
NEEDED, ADDED = 0.97, 2  # of 100 right; wrong ones added, so that few figures prove nothing
FEWEST = 0.1  # part of all figures that is published as sure in any case
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Case:
    """One reading: its report, its signs, and in which parts a careful reader agrees."""

    report: str
    signs: Sequence[str]
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
            known_parks=official_parks(),
        )
        readings, _, cast = read(doc)
        of_all, each = confidence.signs(doc, readings, cast)
        judged_as = {
            id(got): _right(wanted, got, reached)
            for wanted, got, reached in gate.match(report, readings)
            if got is not None
        }
        wrong = dict.fromkeys(PARTS, False)
        for reading, seen in zip(readings, each, strict=True):
            out.append(
                Case(report["id"], sorted({*of_all, *seen}), judged_as.get(id(reading), wrong))
            )
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
    """A forest for each part; the same cases give the same trees."""
    seen, groups = [case.signs for case in known], [case.report for case in known]
    lessons = Lessons(seen, groups, RARE)
    forests = {
        part: planted(lessons.forest([case.right[part] for case in known], SHAPE)) for part in PARTS
    }
    numbers = {sign: number for number, sign in enumerate(lessons.signs)}
    return Scale(sure, numbers, forests, dict.fromkeys(PARTS, 0.0))


def shipped() -> Scale:
    """The forests that ship with the library."""
    return confidence.read(_target().read_text("utf-8"))


def _target() -> Path:
    return Path(str(resources.files("pipelines.figures") / "vocabulary" / "confidence.json"))


def leveled(scale: Scale, known: Sequence[Case]) -> Scale:
    """The same trees with levels at which each part is as often right as in the cases."""
    levels, having = {}, [scale.having(case.signs) for case in known]
    for part in PARTS:
        scores = [scale.part(part, one) for one in having]
        moved, right = 0.0, [case.right[part] for case in known]
        for _ in range(ROUNDS):
            moved += logistic.step(scores, right, range(len(known)), 0.0, 1.0)
        levels[part] = moved
    return dataclasses.replace(scale, levels=levels)


def judged(known: Sequence[Case]) -> list[tuple[float, bool]]:
    """The score of every case by forests grown on other reports, the highest first."""
    out = []
    for fold, rest in _folds(known):
        out += _scored(learn(rest), fold)
    return sorted(out, reverse=True)


def judged_leveled(scale: Scale, known: Sequence[Case]) -> list[tuple[float, bool]]:
    """The score of every case by given forests, leveled by other reports."""
    out = []
    for fold, rest in _folds(known):
        out += _scored(leveled(scale, rest), fold)
    return sorted(out, reverse=True)


def _scored(scale: Scale, known: Sequence[Case]) -> list[tuple[float, bool]]:
    return [(scale.score(scale.having(case.signs)), case.all_right) for case in known]


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
    """vocabulary/confidence.json, a line for each tree; only signs that a tree asks for."""
    trees = [tree for part in PARTS for tree in scale.forests[part].trees]
    used = sorted({number for tree in trees for number in _asked(tree)})
    names, place = list(scale.signs), {number: at for at, number in enumerate(used)}
    parts = []
    for part in PARTS:
        rows = (json.dumps(_renumbered(tree, place)) for tree in scale.forests[part].trees)
        trees = ",\n".join(row.replace(" ", "") for row in rows)
        parts.append(f'"{part}": {{"level": {scale.levels[part]:.3f}, "trees": [\n{trees}\n]}}')
    signs = json.dumps([names[number] for number in used], ensure_ascii=False, indent=0)
    about = json.dumps("Grown by tests/gate/calibrate.py, see docs/confidence.md")
    return (
        f'{{"about": {about},\n"sure": {scale.sure:.3f},\n"signs": {signs},\n'
        f'"parts": {{\n{("," + chr(10)).join(parts)}\n}}}}\n'
    )


def _asked(tree: Tree) -> Iterator[int]:
    if not isinstance(tree, int):
        yield tree[0]
        for way in tree[2:]:
            yield from _asked(way)


def _renumbered(tree: Tree, place: Mapping[int, int]) -> Tree:
    if isinstance(tree, int):
        return tree
    return [place[tree[0]], tree[1], *(_renumbered(way, place) for way in tree[2:])]


def kept(paths: Sequence[Path]) -> list[Case]:
    """Cases judged at an earlier version of the rules."""
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    return [Case(*json.loads(line)) for line in lines]


def main(arguments: list[str]) -> int:
    """Show the table; with --write keep the forests."""
    parser = argparse.ArgumentParser(prog="python -m tests.gate.calibrate")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--level", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--with", dest="more", nargs="+", type=Path, default=[])
    parser.add_argument("reports", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    now, before = cases(gate.load_files(options.reports)), kept(options.more)
    if options.keep:
        rows = ([c.report, list(c.signs), dict(c.right)] for c in now + before)
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        options.keep.write_text("\n".join(lines) + "\n", "utf-8")
    known = now if options.level else now + before
    stay = options.level and not before
    scale = shipped() if stay else learn(before if options.level else known)
    scores = judged_leveled(scale, known) if options.level else judged(known)
    sure = sure_from(scores)
    print(f"{len(known)} figures, {sum(case.all_right for case in known) / len(known):.3f} right")
    print(table(scores, sure))
    if options.write:
        scale = leveled(scale, known) if options.level else scale
        _target().write_text(written(dataclasses.replace(scale, sure=sure)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
