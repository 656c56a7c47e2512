"""Whether a number is reported or planned; a first version that says actual."""

from __future__ import annotations

from pipelines.figures.types import Document, Reading


def assign(doc: Document, readings: list[Reading]) -> None:
    """Everything counts as actual, with a doubt."""
    for reading in readings:
        reading.doubts.append("status not read")
