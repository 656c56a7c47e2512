"""Which days a number covers; a first version that infers nothing."""

from __future__ import annotations

from pipelines.figures.types import Document, Reading


def assign(doc: Document, readings: list[Reading]) -> None:
    """Periods stay empty, with a doubt."""
    for reading in readings:
        reading.doubts.append("period not read")
