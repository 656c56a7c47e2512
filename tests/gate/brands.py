"""Learns how a firm's short name looks and where it stands, from the annotated reports.

    python -m tests.gate.brands            how well names of unseen reports are found
    python -m tests.gate.brands --write    and write pipelines/figures/vocabulary/brands.json

Few annotated firms have a short name only. So the reports are read with the full names of their
firms shortened as newspapers do (河北海硕新材料股份有限公司: 海硕新材料, 海硕): each place where
the text names a firm shows what stands before and after such a name. Every other stretch of
letters that could be one shows what does not. How common a pair of letters is, is counted in the
other reports only, so that a name is as strange there as in a report to come.

Reports that name their firms in full teach little of brands without a trade. So texts that were
written for this, and say which of their words name a firm, are read beside them: firms/*.jsonl,
and those of subjects/ (tests/gate/subjects.py). Their pairs of letters count for none but each
other: what ships is how common pairs are in the reports.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from pipelines.figures.cast.guesses import Brands, ranked, read
from pipelines.figures.names.brand_signs import commonness, pairs_of, signs, stretches
from pipelines.figures.names.mentions import mentions
from pipelines.figures.names.short import bare_firm
from pipelines.figures.names.terms import ENTERPRISE, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.official import official_parks
from pipelines.figures.text import fold
from tests.gate import gate
from tests.gate.logistic import learn

ROUNDS, RIDGE, RARE = 8, 1.5, 6  # a sign that fewer stretches have is not weighed
SHORTENINGS = 3  # times that each report is read, with other short names
BRAND_ALONE = 45  # of 100 firms, those that are called by their brand without their trade
LEAST = -100  # a wrong name costs a report ten figures, a missed one two or three, see main
FOLDS = 4
HEADS = ("公司", "集团")
BRACKETS = re.compile(r"^\([^)]*\)|\([^)]*\)$")
LETTERS = re.compile("[一-龥A-Za-z]+")
LONGEST_SHORT = 8
HERE = Path(__file__).parent
WRITTEN = (HERE / "firms", HERE / "subjects")
READINGS = 2  # times that such a text is read, with the names that it has


@dataclass(frozen=True, slots=True)
class Lesson:
    """A report with shortened names, where they stand, and the pairs of letters of the others."""

    text: str
    names: frozenset[tuple[int, int]]
    pairs: Mapping[str, int]


def lessons(reports: Sequence[dict[str, Any]]) -> list[list[Lesson]]:
    """Of each report, its readings."""
    texts = [fold("\n".join(report["body"])) for report in reports]
    counts = Counter(pair for text in texts for pair in pairs_of(text))
    common = {pair: commonness(count) for pair, count in counts.items()}
    out = []
    for report, text in zip(reports, texts, strict=True):
        others = dict(common)
        for pair in pairs_of(text):
            if counts[pair] == 1:
                del others[pair]
            else:
                others[pair] = commonness(counts[pair] - 1)
        if "firms" in report:
            out.append([Lesson(text, named(text, report["firms"]), others)] * READINGS)
            continue
        found = mentions(text, official_parks())
        out.append([Lesson(*shortened(text, found, turn), others) for turn in range(SHORTENINGS)])
    return out


def written_for_this() -> list[dict[str, Any]]:
    """The texts that say which of their words name a firm."""
    return gate.load_files(path for folder in WRITTEN for path in gate.files(folder))


def named(text: str, firms: Sequence[str]) -> frozenset[tuple[int, int]]:
    """Where a text has the names of its firms that are short enough, the longer one of two."""
    out: list[tuple[int, int]] = []
    for firm in sorted(map(fold, firms), key=lambda name: (-len(name), name)):
        at = text.find(firm)
        while at >= 0:
            end = at + len(firm)
            if all(end <= low or at >= high for low, high in out):
                out.append((at, end))
            at = text.find(firm, end)
    return frozenset(span for span in out if 2 <= span[1] - span[0] <= LONGEST_SHORT)


def shortened(
    text: str, found: Sequence[Mention], turn: int
) -> tuple[str, frozenset[tuple[int, int]]]:
    """The text with short names for its firms, and where they stand; other turns, other names."""
    out, names, last, size = [], set(), 0, 0
    for mention in found:
        if mention.kind != ENTERPRISE or not mention.name or mention.start < last:
            continue
        written = text[mention.start : mention.end]
        if written.endswith(HEADS) and written.strip("“”") == mention.name:
            short = short_name(mention.name, turn)
        else:
            short = written if written == mention.name and len(written) <= LONGEST_SHORT else ""
        if short:
            out += [text[last : mention.start], short]
            size += mention.start - last + len(short)
            names.add((size - len(short), size))
            last = mention.end
    return "".join([*out, text[last:]]), frozenset(names)


def short_name(name: str, turn: int) -> str:
    """What a newspaper may call a firm, '' where that cannot be told."""
    rest = BRACKETS.sub("", _without_places(bare_firm(name)))
    if len(rest) < 2 or not LETTERS.fullmatch(rest):
        return ""
    trades = sorted(terms().trades, key=lambda trade: (-len(trade), trade))
    for size in (2, 3, 4):
        trade = next((trade for trade in trades if rest.startswith(trade, size)), "")
        if trade:
            break
    else:
        size, trade = 2, rest[2:4]
        if len(rest) <= 4:
            return rest
    alone = zlib.crc32(f"{turn} {name}".encode()) % 100 < BRAND_ALONE
    return rest[:size] if alone else rest[:size] + trade


def _without_places(name: str) -> str:
    for _ in range(2):
        size = next((n for n in (4, 3, 2) if name[:n] in terms().places), 0)
        name = name[size:]
        if size and name[:1] in tuple("省市县区州"):
            name = name[1:]
    return name


def taught(known: Sequence[Lesson], pairs: Mapping[str, int]) -> Brands:
    """The weights that lessons teach."""
    seen: list[list[str]] = []
    right: list[bool] = []
    for lesson in known:
        for found in stretches(lesson.text, lesson.pairs):
            seen.append(signs(lesson.text, found, lesson.pairs))
            right.append((found.start, found.end) in lesson.names)
    base, weights = learn(seen, right, ridge=RIDGE, rare=RARE, rounds=ROUNDS)
    whole = {sign: round(100 * weight) for sign, weight in weights.items()}
    return Brands(
        LEAST, round(100 * base), {sign: n for sign, n in whole.items() if abs(n) >= 10}, pairs
    )


def tried(all_lessons: Sequence[Sequence[Lesson]], least: Sequence[int]) -> str:
    """How many names are found, and how many of the found are names, by the least score."""
    hits, found, names = Counter[int](), Counter[int](), 0
    for fold_ in range(FOLDS):
        rest = [one for n, each in enumerate(all_lessons) if n % FOLDS != fold_ for one in each]
        brands = taught(rest, {})
        for each in all_lessons[fold_::FOLDS]:
            lesson = each[0]
            names += sum(
                one.figured and (one.start, one.end) in lesson.names
                for one in stretches(lesson.text, lesson.pairs)
            )
            tuned = Brands(min(least), brands.base, brands.weights, lesson.pairs)
            for reached, start, end in ranked(lesson.text, tuned):
                for score in least:
                    found[score] += reached >= score
                    hits[score] += reached >= score and (start, end) in lesson.names
    rows = [
        "| least score | found | of these names | of the names |",
        "| ---: | ---: | ---: | ---: |",
    ]
    rows += [
        f"| {score / 100:.1f} | {found[score]} | {hits[score] / max(1, found[score]):.2f} "
        f"| {hits[score] / max(1, names):.2f} |"
        for score in least
    ]
    return "\n".join(rows)


def written(brands: Brands) -> str:
    """vocabulary/brands.json: the weights, and the pairs in a row for each grade."""
    grades = range(1, max(brands.pairs.values(), default=0) + 1)
    rows = [
        "".join(sorted(pair for pair, grade in brands.pairs.items() if grade == of))
        for of in grades
    ]
    data = {
        "about": "Learnt by tests/gate/brands.py, see docs/decisions/0014-subject-ranker.md",
        "least": brands.least,
        "base": brands.base,
        "weights": dict(sorted(brands.weights.items())),
        "pairs": rows,
    }
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


def main(arguments: list[str]) -> int:
    """Show how well it works on reports not learnt from; with --write keep the weights."""
    parser = argparse.ArgumentParser(prog="python -m tests.gate.brands")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--untried", action="store_true", help="write without the trial")
    options = parser.parse_args(arguments)
    reports = gate.load()
    known = lessons([*reports, *written_for_this()])
    if not options.untried:
        print(tried(known, range(-250, 51, 50)))
    if options.write:
        texts = [fold("\n".join(report["body"])) for report in reports]
        counts = Counter(pair for text in texts for pair in pairs_of(text))
        pairs = {pair: commonness(count) for pair, count in counts.items()}
        brands = taught([one for each in known for one in each], pairs)
        target = resources.files("pipelines.figures") / "vocabulary" / "brands.json"
        Path(str(target)).write_text(written(brands), "utf-8")
        assert read(written(brands)) == brands
        print(f"{len(brands.weights)} weights, {len(pairs)} pairs")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
