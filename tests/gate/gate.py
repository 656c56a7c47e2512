"""The quality gate: how well the library reads the annotated reports that ship with the project.

Each report of reports/ names the figures that careful readers found in it. The reader's own are
compared with them at four levels, each including the one before: quantity (same place, value and
unit), indicator (+ indicator and kind; where the annotation says `other` any code will do),
period (+ period and status), strict (+ subject). floors.toml holds the F1 of each level that may
not be undercut, pinned with a hash of the reports. held/ holds reports that no rule was written
with: they are scored, not read, until others take their place.

    python -m tests.gate.gate                          show the scores beside the floors
    python -m tests.gate.gate tests/gate/held/*.json   score these reports alone
    python -m tests.gate.gate --update                 raise the floors, or pin changed reports
    python -m tests.gate.gate --update --allow-lower   let floors sink, too
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines.figures import Figure, extract

HERE = Path(__file__).parent
REPORTS, FLOORS = HERE / "reports", HERE / "floors.toml"
LEVELS = ("quantity", "indicator", "period", "strict")
MARGIN = 0.002  # a floor lies this much under what was reached when it was set

# Words that a name may carry or leave out without being another name.
UNHEARD = re.compile(  # names with and without these are one
    r"[\s“”\"'《》（）()·、]|管委会|管理委员会|有限责任公司|股份有限公司|有限公司"
)
AREA = re.compile(r"省|市|区|县|州|自治区|自治州|自治县")
COMMON = frozenset(
    (
        "园区", "开发区", "集中区", "工业园区", "产业园区", "工业集中区", "高新区", "经开区",
        "新区", "综保区", "全区", "该区", "我区", "全市", "我市", "全县", "我县", "公司",
        "企业", "项目",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """Hits against what was annotated and what was found."""

    hits: int
    annotated: int
    found: int

    @property
    def precision(self) -> float:
        """The share of the found that is right."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the annotated that was found."""
        return self.hits / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.annotated + self.found
        return 2 * self.hits / total if total else 0.0


def load(folder: Path = REPORTS) -> list[dict[str, Any]]:
    """The annotated reports, every figure with the `start` that its quote has in the text."""
    return load_files(files(folder))


def files(folder: Path) -> list[Path]:
    """Reports of a folder: one as .json, short ones a line each as .jsonl."""
    return sorted([*folder.glob("*.json"), *folder.glob("*.jsonl")])


def load_files(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The same for reports that lie elsewhere."""
    texts = [(path.suffix, path.read_text("utf-8")) for path in paths]
    lines = [t.splitlines() if suffix == ".jsonl" else [t] for suffix, t in texts]
    reports = [json.loads(line) for of_file in lines for line in of_file]
    for report in reports:
        text, reached = "\n".join(report["body"]), 0
        for figure in report.get("figures", ()):
            lead = figure.get("after", "")
            place = text.index(lead + figure["quote"], max(0, reached - len(lead)))
            figure["start"] = place + len(lead)
            reached = figure["start"] + 1
    return reports


def digest(folder: Path = REPORTS) -> str:
    """A hash of names and contents of the reports."""
    total = hashlib.sha256()
    for path in files(folder):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def read(report: dict[str, Any]) -> list[Figure]:
    """What the library finds in a report."""
    published = report.get("published")
    return extract(
        report["body"],
        date.fromisoformat(published) if published else None,
        title=report.get("title") or "",
        origin=report.get("origin") or report.get("source") or "",
    )


def level(wanted: dict[str, Any], got: Any) -> int:
    """How many of LEVELS a found figure reaches against an annotated one."""
    if got.unit != wanted["unit"] or not _close(got.value, wanted["value"]):
        return 0
    coded = wanted["indicator"] in ("other", got.indicator)
    if not coded or got.kind != wanted["kind"]:
        return 1
    days = [day.isoformat() if day else None for day in (got.period_start, got.period_end)]
    if days != [wanted["period_start"] or None, wanted["period_end"] or None]:
        return 2
    if got.status != wanted["status"]:
        return 2
    return 4 if same_name(wanted["subject"], got.subject) else 3


def _close(got: Decimal, wanted: Any) -> bool:
    exact = Decimal(str(wanted))
    return abs(got - exact) <= max(abs(exact) * Decimal("0.0002"), Decimal("1e-9"))


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are one subject's: a longer form may hold more of place or kind."""
    short, long = sorted((UNHEARD.sub("", name or "") for name in (one, other)), key=len)
    if not short or short == long:
        return bool(short)
    if long.startswith(short) and AREA.fullmatch(long, len(short)):
        return True
    if len(short) < 3 or short in COMMON or short[-1] != long[-1] or len(long) > 2 * len(short):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def match(report: dict[str, Any], found: Iterable[Any]) -> list[tuple[Any, Any, int]]:
    """Every annotated figure with the found one at its place that suits it best, and the level."""
    left, out = list(found), []
    for wanted in report["figures"]:
        start, end = wanted["start"], wanted["start"] + len(wanted["quote"])
        near = [got for got in left if got.start < end and got.start + len(got.quote) > start]
        best = max(near, key=lambda got: level(wanted, got), default=None)
        reached = level(wanted, best) if best is not None else 0
        if best is not None and reached:
            left.remove(best)
        out.append((wanted, best, reached))
    return out


def score(reports: Iterable[dict[str, Any]]) -> dict[str, Score]:
    """The four levels over all reports."""
    hits, annotated, found = [0] * len(LEVELS), 0, 0
    for report in reports:
        figures = read(report)
        annotated += len(report["figures"])
        found += len(figures)
        for _, _, reached in match(report, figures):
            for step in range(reached):
                hits[step] += 1
    return {name: Score(n, annotated, found) for name, n in zip(LEVELS, hits, strict=True)}


def floors(path: Path = FLOORS) -> tuple[str, dict[str, float]]:
    """The pinned hash and the floor of each level."""
    data = tomllib.loads(path.read_text("utf-8"))
    return data["reports"], data["floors"]


def render(pinned: str, lowest: dict[str, float]) -> str:
    """floors.toml."""
    head = "# The F1 that the library may not undercut on tests/gate/reports, and their hash.\n"
    head += "# Written by `python -m tests.gate.gate --update`.\n"
    rows = "".join(f"{name} = {lowest[name]:.3f}\n" for name in LEVELS)
    return f'{head}reports = "{pinned}"\n\n[floors]\n{rows}'


def updated(
    reached: dict[str, float], old: tuple[str, dict[str, float]] | None, *, allow_lower: bool
) -> dict[str, float]:
    """New floors; ValueError where one would sink and may not."""
    new = {name: int(max(0.0, reached[name] - MARGIN) * 1000) / 1000 for name in LEVELS}
    if old is None or allow_lower:
        return new
    sunk = [name for name in LEVELS if reached[name] < old[1][name]]
    if sunk:
        raise ValueError(f"{', '.join(sunk)} would sink; --allow-lower lets them")
    return {name: max(new[name], old[1][name]) for name in LEVELS}


def main(arguments: list[str]) -> int:
    """Show scores and floors; with --update write them."""
    parser = argparse.ArgumentParser(prog="python -m tests.gate.gate")
    parser.add_argument("reports", nargs="*", type=Path, metavar="REPORT")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-lower", action="store_true")
    options = parser.parse_args(arguments)
    old = floors() if FLOORS.exists() else None
    if options.reports and options.update:
        parser.error("floors are set by all reports of the gate")
    scores = score(load_files(options.reports) if options.reports else load())
    for name, got in scores.items():
        floor = f"{old[1][name]:.3f}" if old and not options.reports else "-"
        print(f"{name:<10} P {got.precision:.4f}  R {got.recall:.4f}  F1 {got.f1:.4f}  ≥ {floor}")
    if options.update:
        reached = {name: got.f1 for name, got in scores.items()}
        try:
            lowest = updated(reached, old, allow_lower=options.allow_lower)
        except ValueError as fault:
            print(fault, file=sys.stderr)
            return 1
        FLOORS.write_text(render(digest(), lowest), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
