"""How sure a reading is, from the doubts that its stages named."""

from __future__ import annotations

from pipelines.figures.types import Document, Reading

CERTAIN = 0.95
PER_DOUBT = 0.7


def assign(doc: Document, readings: list[Reading]) -> None:
    """Fill in each reading's confidence: every named doubt costs a share."""
    for reading in readings:
        sure = CERTAIN if reading.indicator != "other" else CERTAIN * PER_DOUBT
        for _ in reading.doubts:
            sure *= PER_DOUBT
        reading.confidence = round(sure, 3)
