"""Measures the reader on the reports held back, for the page that says how far to trust it.

    python -m tests.gate.measure            show what archive/site/reading.toml would hold
    python -m tests.gate.measure --write    and write it

The reports of tests/gate/held were read by nobody who wrote rules; once they are, they move to
tests/gate/reports and new ones take their place, and this is run again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from pipelines.figures.confidence import SURE
from tests.gate import gate

HELD = Path(__file__).parent / "held"
HEAD = """\
# How well the reader did on reports that nobody saw while its rules were written (see
# docs/confidence.md): F1 of each level, and of the figures held for sure how many were right in
# all fields. Written by `python -m tests.gate.measure --write`.
"""


def measured(reports: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Counts of reports and annotated figures, F1 by level, the sure and the right of these."""
    reports = list(reports)
    scores = gate.score(reports)
    right = []
    for report in reports:
        figures = gate.read(report)
        reached = {id(got): n for _, got, n in gate.match(report, figures) if got is not None}
        sure = [figure for figure in figures if figure.confidence >= SURE]
        right += [reached.get(id(figure), 0) == len(gate.LEVELS) for figure in sure]
    return {
        "reports": len(reports),
        "figures": scores[gate.LEVELS[0]].annotated,
        **{name: round(got.f1, 3) for name, got in scores.items()},
        "sure": len(right),
        "sure_right": round(sum(right) / len(right), 3) if right else 0.0,
    }


def main(arguments: list[str]) -> int:
    """Show the measures; with --write keep them for the site."""
    parser = argparse.ArgumentParser(prog="python -m tests.gate.measure")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    found = measured(gate.load(HELD))
    today = datetime.now(UTC).date().isoformat()
    text = f'{HEAD}day = "{today}"\n' + "".join(f"{k} = {v}\n" for k, v in found.items())
    print(text, end="")
    if options.write:
        Path(str(resources.files("archive.site") / "reading.toml")).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
