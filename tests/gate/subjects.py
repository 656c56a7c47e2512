"""How often the reader knows whom a number is about, on texts that make it hard to tell.

The texts of subjects/ were thought up to name parks, places, firms, projects, industries and
people in every way that papers do: in the title only, late, by a brand, by what they make, by
pointers, in turns. Each number is annotated with its subject alone, by one annotator who did not
see the reader. They are far harder than reports are, so the share says nothing of these.

    python -m tests.gate.subjects            the share of each file
    python -m tests.gate.subjects --show     and what is taken for whom
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.gate import gate

TEXTS = Path(__file__).parent / "subjects"


def told(reports: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any], str, bool]]:
    """Of each annotated number that was found: report, annotation, the subject read, if right."""
    for report in reports:
        figures = gate.read(report)
        for wanted in report["figures"]:
            start, end = wanted["start"], wanted["start"] + len(wanted["quote"])
            at_place = (f for f in figures if f.start < end and f.start + len(f.quote) > start)
            found = next(at_place, None)
            if found is not None:
                right = gate.same_name(wanted["subject"], found.subject)
                yield report["id"], wanted, found.subject, right


def share(reports: list[dict[str, Any]]) -> float:
    """The share of numbers whose subject is right, 0 to 1, of those that were found."""
    marks = [right for *_, right in told(reports)]
    return sum(marks) / max(1, len(marks))


def main(arguments: list[str]) -> int:
    """Show the shares; with --show every wrong subject."""
    parser = argparse.ArgumentParser(prog="python -m tests.gate.subjects")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(arguments)
    for path in gate.files(TEXTS):
        reports = gate.load_files([path])
        if options.show:
            for name, wanted, subject, right in told(reports):
                if not right:
                    print(f"{name} {wanted['quote']}: {subject or '-'}, not {wanted['subject']}")
        print(f"{path.name}: {share(reports):.3f} of {len(reports)} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
