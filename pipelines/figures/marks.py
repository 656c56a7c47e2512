"""Numbers told twice in one breath: a mark passed beside the value, a goal beyond the goal.

税收突破10亿元，达到10.3亿元 states one value; 确保520亿元、力争550亿元 states what is promised and
what is hoped for. The mark and the hope are series of their own, or each would contradict the
number that it stands beside.
"""

from __future__ import annotations

from bisect import bisect_right

from pipelines.figures.patterns import later
from pipelines.figures.types import Document, Reading

PASSED, HOPED = "mark:突破关口", "goal:力争目标"
CROSSES = later(
    r"(?:突破|跨越|跨过|越过|迈过|站上|迈上|跃上|登上|首超|首破|(?<!打)破"
    r"|(?<![不未])超过)了?[ “\"]?$"
)
LEAD = 6  # characters in which the verb of crossing stands
# What may stand between a goal and the one beyond it: 确保520亿元、力争达到550亿元.
BEYOND = later(
    r"(?:以上|左右)?[,、;]?(?:并|再|努力|全力)?(?:力争|争取|冲刺|冲击|挑战|瞄准){1,2}"
    r"(?:达到|突破|完成|实现|超过|达|超|破)?[ “\"]?"
)
Series = tuple[object, ...]


def assign(doc: Document, readings: list[Reading]) -> None:
    """Give marks that were passed, and goals beyond a goal, a scope of their own."""
    begins = [sentence.start for sentence in doc.sentences]
    passed: dict[Series, list[Reading]] = {}
    last: Reading | None = None
    sentence = 0
    for reading in readings:
        here = bisect_right(begins, reading.start)
        if here != sentence:
            passed, last, sentence = {}, None, here
        series = _series(reading)
        marks = passed.get(series, [])
        if _crossed(doc, marks, last, reading):
            passed[series] = [*marks, reading]
        elif marks and reading.value >= max(mark.value for mark in marks):
            for mark in marks:
                _narrow(mark, PASSED)
            del passed[series]
        if last is not None and _hoped(doc, last, reading) and series == _series(last):
            _narrow(reading, HOPED)
        last = reading


def _crossed(doc: Document, marks: list[Reading], last: Reading | None, reading: Reading) -> bool:
    """Whether a number is a mark that was passed, or the next of several: 跨过300万、800万."""
    if reading.status != "actual":
        return False
    if marks and last is marks[-1] and doc.folded[last.end : reading.start] == "、":
        return True
    begin = max(0, reading.start - LEAD)
    return CROSSES.search(doc.folded, begin, reading.start) is not None


def _hoped(doc: Document, last: Reading, reading: Reading) -> bool:
    """Whether a number is what is hoped for beyond what the last one promises."""
    if reading.status != "planned" or last.status != "planned" or reading.value <= last.value:
        return False
    return BEYOND.fullmatch(doc.folded, last.end, reading.start) is not None


def _series(reading: Reading) -> Series:
    """What two numbers share that say the same of the same."""
    return (
        reading.indicator, reading.subject, reading.scope, reading.kind, reading.base,
        reading.status, reading.unit, reading.period_start, reading.period_end,
    )  # fmt: skip


def _narrow(reading: Reading, part: str) -> None:
    reading.scope = ";".join(sorted({*filter(None, reading.scope.split(";")), part}))
