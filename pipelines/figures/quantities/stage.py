"""Finds every quantity of a report, and says of the other numbers why they are none."""

from __future__ import annotations

from decimal import Decimal, localcontext

from pipelines.figures.quantities import bounds, joining, numbers, rejection
from pipelines.figures.quantities.candidates import Token, tokens
from pipelines.figures.quantities.units import Unit
from pipelines.figures.results import Rejected
from pipelines.figures.types import Document, Reading

HALF = Decimal("0.5")
KINDS = {"ordinal": "rank", "top": "rank", "arabic": "plain", "chinese": "plain"}


def find(doc: Document) -> tuple[list[Reading], list[Rejected]]:
    """All quantities in text order, values not yet signed, and the numbers that are none."""
    with localcontext(numbers.EXACT):
        return _find(doc)


def _find(doc: Document) -> tuple[list[Reading], list[Rejected]]:
    found = tokens(doc.folded)
    found = joining.join(doc.folded, found)
    rejection.judge(doc.folded, found)
    readings: list[Reading] = []
    rejected: list[Rejected] = []
    for token in found:
        quote = doc.text[token.start : token.end]
        if token.reason or token.number is None or token.unit is None:
            rejected.append(Rejected(token.start, quote, token.reason or "no unit follows"))
        else:
            readings.append(_reading(doc, token, quote))
    return readings, rejected


def _reading(doc: Document, token: Token, quote: str) -> Reading:
    number, unit = token.number, token.unit
    assert number is not None and unit is not None
    upper = token.upper.number.value if token.upper and token.upper.number else number.value_max
    times = token.multiplier
    value = exact(number.value if times == 1 else number.value * times, unit)
    bound, rough = bounds.of(doc.folded, token)
    reading = Reading(
        start=token.start,
        end=token.end,
        quote=quote,
        value=-value if token.negative else value,
        unit=unit.base,
        unit_text="人" if unit.word == "个人" else unit.word,
        value_max=exact(upper * times, unit) if upper is not None else None,
        bound=bound,
        precision=_precision(exact(number.place * times * HALF, unit), value, rough),
        number_kind=_kind(token),
    )
    reading.because["quantity"] = quote
    reading.doubts.extend(token.notes)
    return reading


def _kind(token: Token) -> str:
    if token.upper is not None or (token.number and token.number.value_max is not None):
        return "range"
    if token.unit is not None and token.unit.word == "成":
        return "cheng"
    if token.shape == "ordinal" and token.unit is not None and token.unit.base != "rank":
        return "plain"
    return KINDS.get(token.shape, token.shape)


def exact(number: Decimal, unit: Unit) -> Decimal:
    """A number in its base unit: exact where it ends, to eight places where it does not."""
    value = number if unit.factor == 1 else number * unit.factor
    if unit.divisor != 1:
        value = (value / unit.divisor).quantize(numbers.PLACES)
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _precision(half: Decimal, value: Decimal, rough: bool) -> Decimal:
    """Half a unit of the last stated place; 余 and 约 make that a whole unit, at least 5 %."""
    if not rough:
        return half
    return max(half * 2, abs(value) / 20)
