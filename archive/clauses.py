"""How many words of a report may be quoted beside its figures.

The sites forbid mirroring, so the clauses of one report together hold at most a third of its
body. Where the full clauses would hold more, each figure starts from its number alone and grows
as far as the budget allows: number, then indicator and number, then the part of the sentence
between two commas, then the whole clause. Cheap growth goes first, so that as many figures as
possible keep readable words. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

SHARE = 3  # one third of the body
COMMAS = "，,、；;：:。！？!?\n"


class Clause(NamedTuple):
    """A figure's words in a body; offsets are code points of that body."""

    id: str
    start: int
    quote: str
    label: str
    evidence_start: int
    evidence: str
    confidence: float


class Window(NamedTuple):
    """What is published of a clause: body[start:end]."""

    start: int
    end: int


class Quoted:
    """Which characters of one body are published, and how many more growth would add."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.marks = bytearray(len(body))
        self.count = 0

    def cost(self, start: int, end: int) -> int:
        """How many characters of the stretch are not quoted yet."""
        return (end - start) - self.marks.count(1, start, end)

    def add(self, start: int, end: int) -> None:
        """Count the stretch as quoted."""
        self.count += (end - start) - self.marks.count(1, start, end)
        self.marks[start:end] = b"\x01" * (end - start)

    def add_within(self, room: int, start: int, end: int) -> bool:
        """Count the stretch as quoted if there is room for it; whether there was."""
        cost = (end - start) - self.marks.count(1, start, end)
        if self.count + cost > room:
            return False
        self.count += cost
        self.marks[start:end] = b"\x01" * (end - start)
        return True

    def add_words(self, words: str) -> None:
        """Count the words as quoted where the body first has them; elsewhere they add nothing."""
        at = self.body.find(words) if words else -1
        if at >= 0:
            self.add(at, at + len(words))


def share_of(body: str) -> int:
    """How many characters of a body may be quoted."""
    return len(body) // SHARE


def plan(
    body: str, clauses: Sequence[Clause], also: Iterable[str] = (), budget: int | None = None
) -> dict[str, Window]:
    """The published window of each clause; a figure that finds no room at all is left out.

    also: words of this report that are published beside the clauses (earlier versions).
    """
    room = share_of(body) if budget is None else budget
    quoted = Quoted(body)
    for words in also:
        quoted.add_words(words)
    if _all_fit(quoted, clauses, room):
        return {c.id: Window(c.evidence_start, c.evidence_start + len(c.evidence)) for c in clauses}
    kept = _that_fit(quoted, clauses, room)
    spans = {c.id: (c.start, c.start + len(c.quote)) for c in kept}
    for wider in (_with_label, _between_commas, _whole):
        _grow(quoted, kept, spans, wider, room)
    return {c.id: Window(*spans[c.id]) for c in kept}


def narrow(evidence: str, quote: str, label: str) -> str:
    """The clause of an earlier version, as short as can be read: indicator and number."""
    at = evidence.find(quote)
    if at < 0:
        return quote
    start = evidence.rfind(label, 0, at) if label else at
    return evidence[start if start >= 0 else at : at + len(quote)]


def _all_fit(quoted: Quoted, clauses: Sequence[Clause], room: int) -> bool:
    """Whether nothing has to be cut at all: a report with few numbers in many words."""
    whole = Quoted(quoted.body)
    whole.marks, whole.count = bytearray(quoted.marks), quoted.count
    for clause in clauses:
        whole.add(clause.evidence_start, clause.evidence_start + len(clause.evidence))
        if whole.count > room:
            return False
    return whole.count <= room


def _that_fit(quoted: Quoted, clauses: Sequence[Clause], room: int) -> list[Clause]:
    """The figures whose numbers alone fit, the surest first; in text order."""
    kept = []
    for clause in sorted(clauses, key=lambda c: (-c.confidence, c.start, c.id)):
        start, end = clause.start, clause.start + len(clause.quote)
        if quoted.add_within(room, start, end):
            kept.append(clause)
    return sorted(kept, key=lambda c: (c.start, c.id))


Wider = Callable[[Clause, str, tuple[int, int]], tuple[int, int]]


def _grow(
    quoted: Quoted,
    clauses: Sequence[Clause],
    spans: dict[str, tuple[int, int]],
    wider: Wider,
    room: int,
) -> None:
    """Widen each window one step where the budget allows, the cheapest first."""
    wanted = []
    for clause in clauses:
        start, end = wider(clause, quoted.body, spans[clause.id])
        if (start, end) != spans[clause.id]:
            wanted.append((quoted.cost(start, end), clause.start, clause.id, start, end))
    for _, _, identity, start, end in sorted(wanted):
        if quoted.add_within(room, start, end):
            spans[identity] = (start, end)


def _with_label(clause: Clause, body: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    at = body.rfind(clause.label, clause.evidence_start, start) if clause.label else -1
    return (at, end) if at >= 0 else span


def _between_commas(clause: Clause, body: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    first, last = _whole(clause, body, span)
    while start > first and not _is_comma(body, start - 1):
        start -= 1
    while end < last and not _is_comma(body, end):
        end += 1
    return start, end


def _is_comma(body: str, at: int) -> bool:
    """Whether a sentence part ends here; the comma inside 1,234 ends nothing."""
    if body[at] not in COMMAS:
        return False
    return not (body[at - 1 : at].isdigit() and body[at + 1 : at + 2].isdigit())


def _whole(clause: Clause, body: str, span: tuple[int, int]) -> tuple[int, int]:
    return clause.evidence_start, clause.evidence_start + len(clause.evidence)
