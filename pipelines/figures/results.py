"""What the library returns; never compiled, so that it is copied and pickled as all dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rejected:
    """A number that was seen and is no figure, with the reason."""

    start: int
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that a report states about one thing for one period (FIGURES.md)."""

    start: int
    quote: str
    indicator: str
    label: str
    kind: str
    value: Decimal
    value_max: Decimal | None
    value_text: str
    precision: Decimal | None
    unit: str
    bound: str
    scope: str
    base: str
    price_basis: str
    period_start: date | None
    period_end: date | None
    period_basis: str
    period_type: str
    period_key: str
    status: str
    modality: str
    subject: str
    subject_kind: str
    context: str
    evidence: str
    evidence_start: int
    confidence: float
    because: dict[str, str]


@dataclass(frozen=True, slots=True)
class Examination:
    """What was read in a report: its figures and the numbers that are none, in text order."""

    figures: tuple[Figure, ...]
    rejected: tuple[Rejected, ...]
