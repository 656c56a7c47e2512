"""From the text of a report to its figures: the one order of stages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from pipelines.figures import (
    confidence,
    evidence,
    indicators,
    marks,
    periods,
    quantities,
    settling,
    status,
    subjects,
)
from pipelines.figures.cast.entities import Cast
from pipelines.figures.official import official_parks
from pipelines.figures.results import Examination, Figure, Rejected
from pipelines.figures.text import document
from pipelines.figures.types import Document, Reading


def examine(
    body: str | Sequence[str],
    published: date | None = None,
    *,
    title: str = "",
    origin: str = "",
    about: str = "",
    known_parks: frozenset[str] = frozenset(),
    explain: bool = False,
) -> Examination:
    """Read every figure of a report, and keep the numbers that are no figures with the reason.

    body is the text as one string or as paragraphs, which are joined with a newline; offsets
    count code points of that string. published is the day of publication in Asia/Shanghai, to
    which 今年 and 目前 refer; without it, or with a year before 1900 or after 2199, such periods
    stay empty. about is the subject that the text is known to be about, known_parks are names that
    the subject reader may trust beside those of the official parks. explain adds to `because` what
    moved the confidence, which takes time.
    """
    doc = document(
        body,
        published=published,
        title=title,
        origin=origin,
        about=about,
        known_parks=known_parks | official_parks() if known_parks else official_parks(),
    )
    readings, rejected, cast = read(doc)
    confidence.assign(doc, readings, cast, explain=explain)
    clauses = evidence.find(doc, readings)
    figures = [
        _figure(doc, reading, clause) for reading, clause in zip(readings, clauses, strict=True)
    ]
    return Examination(tuple(figures), tuple(rejected))


def read(doc: Document) -> tuple[list[Reading], list[Rejected], Cast | None]:
    """The readings of a document, all fields but the confidence, and the numbers that are none.

    With them everybody whom the document names, None where nothing is to be read.
    """
    readings, rejected = quantities.find(doc)
    indicators.assign(doc, readings)
    cast = subjects.assign(doc, readings)
    settling.settle(doc, readings)
    status.assign(doc, readings)
    periods.assign(doc, readings)
    marks.assign(doc, readings)
    return readings, rejected, cast


def extract(
    body: str | Sequence[str],
    published: date | None = None,
    *,
    title: str = "",
    origin: str = "",
    about: str = "",
    known_parks: frozenset[str] = frozenset(),
) -> list[Figure]:
    """Every figure of a report in text order; arguments as for `examine`."""
    found = examine(
        body, published, title=title, origin=origin, about=about, known_parks=known_parks
    )
    return list(found.figures)


# The fields that a figure takes from its reading, before and after the text of its value.
BEFORE_TEXT = attrgetter("start", "quote", "indicator", "label", "kind", "value", "value_max")
AFTER_TEXT = attrgetter(
    "precision",
    "unit",
    "bound",
    "scope",
    "base",
    "price_basis",
    "period_start",
    "period_end",
    "period_basis",
    "period_type",
    "period_key",
    "status",
    "modality",
    "subject",
    "subject_kind",
    "context",
)


def _figure(doc: Document, reading: Reading, clause: tuple[int, int]) -> Figure:
    """Fields in order: one by name is slow, and there are many figures."""
    start, end = clause
    proof = doc.text[start:end], start, reading.confidence, reading.because
    values = (*BEFORE_TEXT(reading), f"{reading.value:f}", *AFTER_TEXT(reading), *proof)
    return Figure(*values)
