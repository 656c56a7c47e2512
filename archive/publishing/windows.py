"""What of each figure's clause is published: planned report by report, by helpers where many.

Planning reads the private archive and nothing else. All who plan read one state of it, the same
that the rows are copied from, also while a crawl writes.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from archive.clauses import Clause, Quoted, Window, narrow, plan, share_of
from archive.faults import ArchiveError
from archive.publishing.helpers import helpers_for, helping, in_order
from archive.store.connect import BUSY_SECONDS

PIECE = 2_000  # reports planned at a time

BODY = "select body from private.articles where id = ?"
# Of many reports at once, those of each together: a statement for each would cost as much again.
FIGURES = """select f.article_id, f.rowid, f.id, f.start, f.quote, f.label, f.evidence_start,
  f.evidence, f.confidence, f.withdrawn_at is not null
  from json_each(?) r cross join private.figures f on f.article_id = r.value"""
# The words of earlier versions with another number; where it is the same, the figure's own clause
# stands for them.
EARLIER = """select f.article_id, v.figure_id, v.version, v.evidence, v.quote
  from json_each(?) r cross join private.figures f on f.article_id = r.value
  cross join private.figure_versions v on v.figure_id = f.id
  where v.quote <> f.quote and v.evidence <> ''"""


class Words(NamedTuple):
    """A figure's published words: a stretch of its clause, or `words` that are none."""

    row: int  # of the private table
    start: int  # in the body
    length: int
    quote_start: int
    cut: int  # where words were left out: 1 in front, 2 at the end, 3 both, 0 nowhere
    words: str | None = None


class Said(NamedTuple):
    """What planning needs of a figure."""

    report: str
    row: int
    id: str
    start: int
    quote: str
    label: str
    evidence_start: int
    evidence: str
    confidence: float
    gone: int


Before = tuple[Any, ...]  # figure, version, evidence and quote of a version


@dataclass(slots=True)
class Plan:
    """The words of several reports in the order in which they are published."""

    words: list[Words]
    earlier: list[tuple[str, int, str]]  # figure, version, its words
    withheld: int = 0
    shortened: int = 0

    def __getstate__(self) -> tuple[object, ...]:
        # Names need not travel with every figure's words: it is the writer who unpacks them.
        return [tuple(words) for words in self.words], self.earlier, self.withheld, self.shortened

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.words, self.earlier, self.withheld, self.shortened = state


class Planner:
    """Plans reports of the archive that is attached as `private`."""

    def __init__(self, db: sqlite3.Connection, labels: Mapping[str, str]) -> None:
        self.db = db
        self.labels = labels  # as people corrected them, by figure

    def plan(self, reports: Sequence[str]) -> Plan:
        """What is published of these reports. Raises ArchiveError for words out of place."""
        made = Plan([], [])
        asked = (json.dumps(reports),)
        before: dict[str, list[Before]] = defaultdict(list)
        for report, *words in self.db.execute(EARLIER, asked):
            before[report].append(tuple(words))
        figures = map(Said._make, self.db.execute(FIGURES, asked))
        for report, of_report in groupby(figures, key=itemgetter(0)):
            self._add(made, report, list(of_report), before.get(report, []))
        made.shortened = sum(words.cut > 0 for words in made.words)
        return made

    def _add(
        self, made: Plan, report: str, figures: list[Said], versions: Sequence[Before]
    ) -> None:
        if self.labels:
            figures = [f._replace(label=self.labels.get(f.id, f.label)) for f in figures]
        figures.sort(key=attrgetter("start", "id"))
        body = self.db.execute(BODY, (report,)).fetchone()[0]
        labels = {f.id: f.label for f in figures}
        earlier = [
            (figure, version, narrow(evidence, quote, labels[figure]))
            for figure, version, evidence, quote in versions
        ]
        made.earlier += earlier
        before = [words for _, _, words in earlier]
        gone = _all_withdrawn(body, [f for f in figures if f.gone], before)
        also = before + [words.words or "" for words in gone]
        standing = {f.id: f for f in figures if not f.gone}
        windows = plan(body, [_clause(f, body) for f in standing.values()], also)
        made.withheld += len(standing) - len(windows)
        # The last figure first: read by falling row number they come as a reader wants them.
        kept = [_standing(f, windows[f.id]) for f in standing.values() if f.id in windows]
        made.words += [*reversed(kept), *gone]


Planning = Callable[[Sequence[str]], Iterator[Plan]]
_planner: list[Planner] = []  # of a helper


@contextmanager
def planning(
    archive_db: sqlite3.Connection, db: sqlite3.Connection, file: Path
) -> Iterator[Planning]:
    """Begin the transaction of db, to which the file is attached as `private`: one state of the
    archive. What this gives plans reports of just that state, with helpers where there are many.
    """
    n = helpers_for(archive_db.execute("select count(*) from articles").fetchone()[0])
    if not n:
        db.execute("begin")
        alone = Planner(db, corrected_labels(db))
        yield lambda reports: map(alone.plan, _pieces(reports))
        return
    archive_db.execute("begin immediate")  # nobody writes until everybody reads
    try:
        db.execute("begin")
        labels = corrected_labels(db)
        with helping(n, _open, file, labels) as pool:
            archive_db.execute("rollback")
            yield lambda reports: in_order(pool, n, _plan, _pieces(reports))
    finally:
        if archive_db.in_transaction:
            archive_db.execute("rollback")


def corrected_labels(db: sqlite3.Connection) -> dict[str, str]:
    """What people said a figure's label is, by figure."""
    return dict(
        db.execute(
            "select figure_id, value from private.decisions where figure_id is not null "
            "and state = 'standing' and action = 'correct' and field = 'label' order by id"
        ).fetchall()
    )


def _pieces(reports: Sequence[str]) -> Iterator[Sequence[str]]:
    return (reports[at : at + PIECE] for at in range(0, len(reports), PIECE))


def _open(file: Path, labels: Mapping[str, str]) -> None:
    """In a helper: open the archive and begin to read."""
    db = sqlite3.connect(":memory:", isolation_level=None, timeout=BUSY_SECONDS)
    db.execute("attach ? as private", (file.as_uri() + "?mode=ro",))
    db.execute("begin")
    db.execute("select 1 from private.articles limit 1").fetchone()
    _planner[:] = [Planner(db, labels)]


def _plan(reports: Sequence[str]) -> Plan:
    return _planner[0].plan(reports)


def _clause(figure: Said, body: str) -> Clause:
    """The figure's words; what does not stand at its offsets must not be published as proof."""
    start, at = figure.start, figure.evidence_start
    quote, evidence = figure.quote, figure.evidence
    inside = at <= start and start + len(quote) <= at + len(evidence)
    stands = body.startswith(quote, start) and body.startswith(evidence, at)
    if not (quote and inside and stands):
        raise ArchiveError(
            f"figure {figure.id}: its words do not stand where they should in its report; "
            "`parks doctor` says how to mend it. Nothing was published"
        )
    return Clause(figure.id, start, quote, figure.label, at, evidence, float(figure.confidence))


def _standing(figure: Said, window: Window) -> Words:
    """The figure's clause shortened to what may be quoted."""
    whole = Window(figure.evidence_start, figure.evidence_start + len(figure.evidence))
    return Words(
        figure.row,
        window.start,
        window.end - window.start,
        figure.start - window.start,
        _sides(whole, window),
    )


def _all_withdrawn(body: str, figures: Sequence[Said], before: Sequence[str]) -> list[Words]:
    """Words of the withdrawn figures of a report: where they alone would be more than may be
    quoted, as when a whole report is withdrawn, their numbers."""
    words = [_withdrawn(f, f.label) for f in figures]
    quoted = Quoted(body)
    for text in [*before, *(w.words or "" for w in words)]:
        quoted.add_words(text)
    if quoted.count <= share_of(body):
        return words
    return [_withdrawn(f, "") for f in figures]


def _withdrawn(figure: Said, label: str) -> Words:
    """A withdrawn figure keeps its indicator and number; its body may be another by now."""
    words = narrow(figure.evidence, figure.quote, label)
    at = max(0, figure.evidence.find(words))
    cut = _sides(Window(0, len(figure.evidence)), Window(at, at + len(words)))
    start = figure.evidence_start + at
    return Words(figure.row, start, len(words), words.rfind(figure.quote), cut, words)


def _sides(whole: Window, window: Window) -> int:
    return int(window.start > whole.start) + 2 * int(window.end < whole.end)
