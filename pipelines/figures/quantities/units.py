"""Units and measure words: vocabulary/units.toml by first letter."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

COUNT = "count"


@dataclass(frozen=True, slots=True)
class Unit:
    """One wording of a unit: value in `base` = number times `factor` by `divisor`.

    reason is set for words that show a number to be no figure (a date, a grade).
    """

    word: str
    base: str
    factor: Decimal
    divisor: Decimal = Decimal(1)
    arabic: bool = False  # only after Arabic numerals
    reason: str = ""
    not_before: tuple[str, ...] = ()  # what makes another word of it


class VocabularyError(ValueError):
    """A vocabulary file contradicts itself; says where."""


@cache
def table() -> dict[str, Unit]:
    """Every wording of units.toml."""
    source = resources.files("pipelines.figures") / "vocabulary" / "units.toml"
    return parse(source.read_text(encoding="utf-8"))


def parse(text: str) -> dict[str, Unit]:
    """The wordings of a unit file; raises VocabularyError where one stands twice."""
    data = tomllib.loads(text)
    barred: dict[str, list[str]] = data["not_before"]
    out: dict[str, Unit] = {}
    places: dict[str, str] = {}
    rows = [(row, f"unit {n}") for n, row in enumerate(data["unit"], 1)]
    rows += [(row, f"other {n}") for n, row in enumerate(data["other"], 1)]
    for row, place in rows:
        for word in row["words"]:
            if word in out:
                raise VocabularyError(
                    f"units.toml: {word!r} stands in {places[word]} and in {place}"
                )
            places[word] = place
            factor, _, divisor = row.get("factor", "1").partition("/")
            out[word] = Unit(
                word=word,
                base=row.get("base", word),
                factor=Decimal(factor),
                divisor=Decimal(divisor or 1),
                arabic=row.get("arabic", False),
                reason=row.get("reason", ""),
                not_before=tuple(barred.get(word, ())),
            )
    unknown = sorted(set(barred) - set(out))
    if unknown:
        raise VocabularyError(f"units.toml: not_before names no unit: {unknown}")
    return out


def _by_first() -> dict[str, tuple[int, ...]]:
    """The lengths of the wordings by first letter, the longest first."""
    out: dict[str, set[int]] = {}
    for word in table():
        out.setdefault(word[0], set()).add(len(word))
    return {letter: tuple(sorted(lengths, reverse=True)) for letter, lengths in out.items()}


TABLE = table()
BY_FIRST = _by_first()


def at(text: str, position: int) -> Unit | None:
    """The longest unit that starts at this place of the folded text, or None."""
    for length in BY_FIRST.get(text[position : position + 1], ()):
        unit = TABLE.get(text[position : position + length])
        if unit is not None and not (
            unit.not_before and text.startswith(unit.not_before, position + length)
        ):
            return unit
    return None
