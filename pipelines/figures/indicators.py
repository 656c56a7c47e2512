"""What a number measures; a first version that names nothing it does not know."""

from __future__ import annotations

from pipelines.figures.types import Document, Reading


def assign(doc: Document, readings: list[Reading]) -> None:
    """A rank in no named indicator is a ranking; everything else stays `other`."""
    for reading in readings:
        if reading.number_kind == "rank":
            reading.indicator, reading.kind = "ranking", "rank"
        else:
            reading.doubts.append("no indicator read")
