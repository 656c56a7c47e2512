"""How `parks figures` prints: fields for machines, a table and reasons for people."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from pipelines.figures import Examination, Figure

NAMES = tuple(field.name for field in fields(Figure) if field.name != "because")
HEAD = ("quote", "value", "unit", "indicator", "kind", "period", "status", "subject", "sure")
BOUNDS = {"=": "exact", "~": "about", ">": "at least", "<": "at most"}
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
        out += ["", f"{figure.start}  {figure.quote}  〔{figure.evidence}〕", *_reasons(figure)]
    if found.rejected:
        out += ["", "no figures:"]
        out += [f"{other.start:>6}  {other.quote}  {other.reason}" for other in found.rejected]
    return "\n".join(out)


def _reasons(figure: Figure) -> list[str]:
    """Each field with the words that gave it, and the fields that have no words of their own."""
    cells = dict(zip(HEAD, _cells(figure), strict=True))
    cells["value"] = f"{cells['value']} {figure.unit} ({BOUNDS[figure.bound]})"
    because = {"value": figure.quote, "status": "no word of a plan", **figure.because}
    if figure.period_basis:
        because["period"] = f"{figure.period_basis}: {because.get('period', '')}".rstrip(": ")
    lines = [
        f"    {name:<10} {cells[name]}  ← {because.get(name) or 'nothing in the text'}"
        for name in ("value", "indicator", "kind", "period", "status", "subject")
    ]
    extra = [
        f"{name} {getattr(figure, name)}"
        for name in ("scope", "base", "price_basis", "modality", "context")
        if getattr(figure, name)
    ]
    lines.append(f"    {'more':<10} {' · '.join(extra)}")
    moved = because.get("confidence")
    return [
        *lines,
        f"    {'confidence':<10} {figure.confidence:.2f}{f'  ← {moved}' if moved else ''}",
    ]
