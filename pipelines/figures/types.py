"""What the library works on: a document and the readings in it; results.py has what it returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(slots=True)
class Span:
    """A stretch of the text, end exclusive, code points."""

    start: int
    end: int


@dataclass(slots=True)
class Document:
    """One report, segmented once for all stages.

    text is the body, paragraphs joined with a newline; folded has the same length and offsets
    with full-width digits, letters and signs folded to ASCII. paragraphs, sentences (ended by
    。！？；… or the paragraph) and clauses (ended also by ，、：, brackets kept inside) cover the
    text in order.
    """

    text: str
    folded: str
    paragraphs: list[Span]
    sentences: list[Span]
    clauses: list[Span]
    published: date | None = None
    title: str = ""
    origin: str = ""
    about: str = ""
    known_parks: frozenset[str] = frozenset()


@dataclass(slots=True)
class Reading:
    """One number on its way to being a figure; each stage fills its own fields."""

    start: int
    end: int
    quote: str
    # numbers and units
    value: Decimal
    unit: str  # base unit of FIGURES.md
    unit_text: str  # as written: 亿元, 家, 个百分点
    value_max: Decimal | None = None
    bound: str = "="
    precision: Decimal | None = None
    number_kind: str = "plain"  # plain, range, rank, fraction, cheng, double, product, ...
    # indicators and kinds
    indicator: str = "other"
    label: str = ""
    label_start: int = -1  # where the label's words begin, -1 where they are composed
    kind: str = "level"
    scope: str = ""
    base: str = ""
    price_basis: str = ""
    # periods and status
    period_start: date | None = None
    period_end: date | None = None
    period_basis: str = ""
    period_type: str = ""
    period_key: str = ""
    status: str = "actual"
    modality: str = "reported"
    # subjects
    subject: str = ""
    subject_kind: str = ""
    context: str = ""
    # for people and for confidence: stage -> words that decided; and named reasons for doubt
    because: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    confidence: float = 0.0
