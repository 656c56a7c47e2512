"""How `parks figures` prints: fields for machines, a table and reasons for people."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from pipelines.figures import Examination, Figure, explain

NAMES = tuple(field.name for field in fields(Figure) if field.name != "because")
HEAD = ("quote", "value", "unit", "indicator", "kind", "period", "status", "subject", "sure")
WIDEST = 34  # columns of a terminal that one cell may take


def row(figure: Figure) -> dict[str, Any]:
    """Every field of a figure as JSON knows it: numbers as numbers, days in ISO 8601."""
    return {name: _plain(getattr(figure, name)) for name in NAMES}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def table(figures: Sequence[Figure]) -> str:
    """The figures as columns that line up on a terminal, Chinese characters two wide."""
    lines = [HEAD, *(_cells(figure) for figure in figures)]
    cut = [[_cut(cell) for cell in line] for line in lines]
    widths = [max(map(_width, column)) for column in zip(*cut, strict=True)]
    out = ("  ".join(map(_padded, line, widths)) for line in cut)
    return "\n".join(line.rstrip() for line in out)


def _cells(figure: Figure) -> tuple[str, ...]:
    upper = f"–{figure.value_max.normalize():,f}" if figure.value_max is not None else ""
    bound = "" if figure.bound == "=" else figure.bound
    label = f"{figure.indicator} {figure.label}".rstrip()
    return (
        figure.quote.replace("\n", " "),
        f"{bound}{figure.value.normalize():,f}{upper}",
        figure.unit,
        label,
        figure.kind,
        period(figure),
        figure.status,
        figure.subject or "—",
        f"{figure.confidence:.2f}",
    )


def period(figure: Figure) -> str:
    """The period in one word: its key, its last day, or both days."""
    if figure.period_end is None:
        return "—"
    if figure.period_start is None:
        return f"…{figure.period_end}"
    return figure.period_key or f"{figure.period_start}…{figure.period_end}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _cut(text: str) -> str:
    """A cell of at most WIDEST columns; what is left out shows as …."""
    if len(text) > WIDEST:
        text = text[:WIDEST] + "…"
    while _width(text) > WIDEST:
        text = text[: -2 if text.endswith("…") else -1] + "…"
    return text


def explained(identity: object, found: Examination) -> str:
    """Per figure what decided its fields, then the numbers that are no figures with the reason."""
    out = [f"{identity}: {len(found.figures)} figures, {len(found.rejected)} other numbers"]
    for figure in found.figures:
        out += ["", f"{figure.start}  {figure.quote}  〔{figure.evidence}〕"]
        out += [f"    {name:<10} {value}" for name, value in _summary(figure)]
        out += [f"    {line}" for line in explain(figure)]
    if found.rejected:
        out += ["", "no figures:"]
        out += [f"{other.start:>6}  {other.quote}  {other.reason}" for other in found.rejected]
    return "\n".join(out)


def _summary(figure: Figure) -> list[tuple[str, str]]:
    cells = dict(zip(HEAD, _cells(figure), strict=True))
    lines = [("value", f"{cells['value']} {figure.unit} ({figure.bound})")]
    lines += [(name, cells[name]) for name in ("indicator", "kind", "period", "status", "subject")]
    extra = [
        f"{name} {getattr(figure, name)}"
        for name in ("scope", "base", "price_basis", "modality", "period_basis", "context")
        if getattr(figure, name)
    ]
    return [*lines, ("more", " · ".join(extra)), ("confidence", f"{figure.confidence:.2f}")]
