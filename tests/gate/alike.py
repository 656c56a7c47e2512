"""Readings that may not change: the annotated reports in other words, and with more said between.

A reader that knows a report by heart knows its words; what it knows of the language shows when
the same is said otherwise. alike.toml holds wordings that mean the same, and sentences that state
no figure and change no subject and no time. Put into the annotated reports they leave every
annotation as true as it was, so a figure that reaches fewer levels of the gate then is misread.

    python -m tests.gate.alike [REPORT.json...]   show what each changes, the worst first
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.gate import gate

WORDS = Path(__file__).with_name("alike.toml")
AFTER_SENTENCE = r"。(?![”\n])(?=.)"

Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What is put in the place of every match of a pattern."""

    pattern: str
    other: str

    @property
    def name(self) -> str:
        return f"{self.pattern} → {self.other}"

    def of(self, report: Report) -> Report | None:
        """The report so changed, its figures at their new places; none where nothing matches.

        What a figure's own words touch stays as it is.
        """
        text, figures = "\n".join(report["body"]), report["figures"]
        taken = [(figure["start"], figure["start"] + len(figure["quote"])) for figure in figures]
        out, done, moved = [], 0, []
        for found in re.finditer(self.pattern, text):
            start, end = found.span()
            if any(low < end and start < high for low, high in taken):
                continue
            new = found.expand(self.other)
            out += [text[done:start], new]
            moved.append((end, len(new) - (end - start)))
            done = end
        if not moved:
            return None
        body = "".join([*out, text[done:]]).split("\n")
        places = [
            figure
            | {"start": figure["start"] + sum(by for at, by in moved if at <= figure["start"])}
            for figure in figures
        ]
        return report | {"body": body, "figures": places}


def changes(path: Path = WORDS) -> list[Change]:
    """All that alike.toml puts into the reports."""
    data = tomllib.loads(path.read_text("utf-8"))
    said = [Change(one["words"], other) for one in data["said"] for other in one["other"]]
    between = [Change(AFTER_SENTENCE, rf"\g<0>{said}") for said in data["between"]["sentences"]]
    return said + between


def groups(path: Path = WORDS) -> list[list[Change]]:
    """The changes by what they put something else in the place of."""
    out: dict[str, list[Change]] = {}
    for change in changes(path):
        out.setdefault(change.pattern, []).append(change)
    return list(out.values())


def as_it_is(report: Report) -> list[int]:
    """The levels that the figures of a report reach as it stands."""
    return [reached for _, _, reached in gate.match(report, gate.read(report))]


def lost(
    change: Change, reports: Iterable[tuple[Report, list[int]]], most: int | None = None
) -> tuple[int, list[tuple[Report, dict[str, Any], Any]]]:
    """How many figures the changed reports have, and those that are read worse than as they are.

    Of the reports that the change touches the first `most` are read. A figure that is read better
    makes up for none: what is right by chance in other words was not understood.
    """
    figures, worse, touched = 0, [], 0
    for report, before in reports:
        other = change.of(report) if touched != most else None
        if other is None:
            continue
        touched += 1
        figures += len(before)
        after = gate.match(other, gate.read(other))
        for reached, (wanted, got, now) in zip(before, after, strict=True):
            if now < reached:
                worse.append((other, wanted, got))
    return figures, worse


def lost_in_turn(
    group: Sequence[Change], reports: Sequence[tuple[Report, list[int]]], most: int
) -> tuple[int, list[tuple[Report, dict[str, Any], Any]]]:
    """As `lost`, of a pattern whose wordings take turns over the reports that it touches.

    Every wording is tried on one report at least where there are as many, so that a long list
    costs little more than a short one.
    """
    touched = [one for one in reports if re.search(group[0].pattern, "\n".join(one[0]["body"]))]
    figures, worse = 0, []
    for at, one in enumerate(touched[: max(most, len(group))]):
        count, read_worse = lost(group[at % len(group)], [one])
        figures += count
        worse += read_worse
    return figures, worse


def main(arguments: Sequence[str]) -> int:
    """Show what every change costs, with an example or two."""
    loaded = gate.load_files(map(Path, arguments)) if arguments else gate.load()
    reports = [(report, as_it_is(report)) for report in loaded]
    found = [(change, *lost(change, reports)) for change in changes()]
    for change, figures, worse in sorted(found, key=lambda one: -len(one[2]) / max(1, one[1])):
        print(f"{len(worse):4} of {figures:5}  {change.name}")
        for report, wanted, got in worse[:2]:
            text, start = "\n".join(report["body"]), wanted["start"]
            print(
                f"        {report['id']} …{text[max(0, start - 40) : start]}【{wanted['quote']}】"
            )
            if got is not None:
                days = f"{got.period_start} to {got.period_end} {got.status}"
                print(f"        {got.indicator} {got.kind}, {days}, {got.subject}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
