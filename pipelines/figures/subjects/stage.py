"""Who a number is about: the park by default, or the firm, project, industry or place in focus."""

from __future__ import annotations

from pipelines.figures.cast.bare_rows import name_bare_rows
from pipelines.figures.cast.entities import Cast, cast
from pipelines.figures.cast.main import find_main
from pipelines.figures.subjects.focus import Walk
from pipelines.figures.subjects.set_names import name_sets
from pipelines.figures.subjects.wages import give_wages
from pipelines.figures.types import Document, Reading


def assign(doc: Document, readings: list[Reading]) -> Cast | None:
    """Fill in subject, subject_kind and context of every reading, under the report's fullest names.

    Reads the indicator and the kind of each reading; leaves a doubt where nothing was in focus.
    Returns everybody who appears in the report, None where nothing is to be read.
    """
    if not readings:
        return None
    people = cast(doc)
    name_bare_rows(people, doc)
    find_main(people, doc, sorted(reading.start for reading in readings))
    Walk(doc, people, readings).run()
    give_wages(doc, readings)
    name_sets(people, doc, readings)
    _complete_contexts(readings)
    return people


def _complete_contexts(readings: list[Reading]) -> None:
    """Give a subject the one park under which it stands elsewhere in the report."""
    known: dict[str, set[str]] = {}
    for reading in readings:
        if reading.context:
            known.setdefault(reading.subject, set()).add(reading.context)
    for reading in readings:
        parks = known.get(reading.subject, set())
        if not reading.context and len(parks) == 1:
            reading.context = next(iter(parks))
