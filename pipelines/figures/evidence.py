"""The shortest run of whole clauses that holds a figure's label and its quote."""

from __future__ import annotations

from bisect import bisect_right

from pipelines.figures.types import Document, Reading

LONGEST = 100  # characters of evidence (design, public tables)
EDGES = " \t\r\n　,，、;；:：。"


def find(doc: Document, readings: list[Reading]) -> list[tuple[int, int]]:
    """For each reading the start and end of its evidence: at most LONGEST characters.

    The evidence always holds the quote; it reaches back to the label where that stands in the
    same sentence and the whole still fits.
    """
    clauses = [span.start for span in doc.clauses]
    sentences = [span.start for span in doc.sentences]
    return [_evidence(doc, reading, clauses, sentences) for reading in readings]


def _evidence(
    doc: Document, reading: Reading, clauses: list[int], sentences: list[int]
) -> tuple[int, int]:
    first = bisect_right(clauses, reading.start) - 1
    last = bisect_right(clauses, max(reading.start, reading.end - 1)) - 1
    start, end = doc.clauses[first].start, doc.clauses[last].end
    sentence = doc.sentences[bisect_right(sentences, reading.start) - 1].start
    if sentence <= reading.label_start < start:
        back = doc.clauses[bisect_right(clauses, reading.label_start) - 1].start
        if end - back <= LONGEST:
            start = back
    while end > reading.end and doc.text[end - 1] in EDGES:
        end -= 1
    while start < reading.start and doc.text[start] in EDGES:
        start += 1
    if end - start > LONGEST:
        start, end = _window(reading, start, end)
    return start, end


def _window(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A stretch of LONGEST characters around a quote whose clause is longer."""
    room = max(0, LONGEST - (reading.end - reading.start))
    start = max(start, reading.start - room * 2 // 3)
    return start, min(end, max(reading.end, start + LONGEST))
