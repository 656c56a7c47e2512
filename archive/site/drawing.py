"""From figures to charts: what may stand in one picture, and with which marks. Pure."""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from archive.site import charts, figures
from archive.site.formats import Scale


@dataclass(frozen=True, slots=True)
class Drawn:
    """The marks of one picture and what its axis counts."""

    marks: tuple[charts.Mark, ...]
    unit: str
    instead: dict[int, str]  # what stands below a year without a mark that something is told of

    @property
    def periods(self) -> int:
        """How many periods have a result or a plan."""
        return len({mark.at for mark in self.marks})


def moment_of(row: sqlite3.Row) -> float | None:
    """Where a row stands on an axis of years: flows at their year, days at their day."""
    try:
        end = date.fromisoformat(row["period_end"] or "")
    except ValueError:
        return None
    if row["period_start"] is None:
        # The last day of a year is that year's stock, not the next one's.
        return end.year + (end.timetuple().tm_yday - 365) / 365
    return float(end.year)


def rhythm(row: sqlite3.Row) -> str:
    """What may be drawn in one line: years with years, January to September with the like."""
    if row["period_type"] in ("year", "as_of", "day"):
        return "year" if row["period_type"] == "year" else "stock"
    key: str = row["period_key"]
    return key.partition("-")[2] or row["period_type"]


def draw(
    cards: Sequence[figures.Card], scale: Scale, chosen: Collection[str], lang: str
) -> Drawn | None:
    """The marks of the rhythm with most periods; None with fewer than two periods.

    cards are of one kind, scope and unit; chosen holds the ids that stand in the series.
    """
    # What is said twice lies in one place: one mark stands for all of it.
    places = {}
    for card in cards:
        row = card.row
        if row["shown"] and row["kind"] != "rank":
            period = row["period_key"], row["period_start"], row["period_end"]
            places[(*period, row["value"], card.planned, row["id"] in chosen)] = card
    by_rhythm: dict[str, list[figures.Card]] = {}
    for card in places.values():
        if moment_of(card.row) is not None:
            by_rhythm.setdefault(rhythm(card.row), []).append(card)
    if not by_rhythm:
        return None
    best = max(
        by_rhythm, key=lambda r: (len({c.row["period_key"] for c in by_rhythm[r]}), r == "year")
    )
    drawn = by_rhythm[best]
    if len({card.row["period_key"] for card in drawn}) < 2:
        return None
    # A result comes after the plan for its period, as it would else lie under it.
    marks = sorted(
        (_mark(card, scale, chosen, lang) for card in drawn), key=lambda m: (m.at, m.shape == "dot")
    )
    return Drawn(
        tuple(marks), scale.name(lang) + _part(best, drawn[0], lang), _instead(cards, best, lang)
    )


def _instead(cards: Sequence[figures.Card], drawn_rhythm: str, lang: str) -> dict[int, str]:
    """A year that has only held results, or those of other parts of it, was not passed over."""
    held, other = ("待核", "其他时段") if lang == "zh" else ("held", "in part")
    if drawn_rhythm == "year" and lang == "zh":
        other = "非全年"
    found: dict[int, str] = {}
    for card in cards:
        at = moment_of(card.row)
        if at is not None and not card.planned and card.row["kind"] != "rank":
            word = other if card.row["shown"] else held
            if found.setdefault(math.floor(at), word) != word:
                found[math.floor(at)] = other
    return found


def _part(drawn_rhythm: str, card: figures.Card, lang: str) -> str:
    """Which part of each year is drawn, where it is not the year: （各年1—9月）. Other parts of a
    year stand in the table alone."""
    if drawn_rhythm in ("year", "stock"):
        return ""
    year = r"^\d{4}年" if lang == "zh" else r"\s*\d{4}$"
    part = re.sub(year, "", card.when)
    if not part or part == card.when:
        return ""
    return f"（各年{part}）" if lang == "zh" else f" ({part} of each year)"


def _mark(card: figures.Card, scale: Scale, chosen: Collection[str], lang: str) -> charts.Mark:
    shape = "plan" if card.planned else "dot" if card.row["id"] in chosen else "other"
    tag = ("计划" if lang == "zh" else "planned") if card.planned else ""
    said = f"{card.when} {card.row['quote']}"
    words = f"{said}{tag and f'（{tag}）'}（{card.row['paper']}）"
    if lang != "zh":
        words = f"{said}{tag and f' ({tag})'} ({card.row['paper']})"
    return charts.Mark(
        moment_of(card.row) or 0.0,
        card.row["value"] / float(scale.factor),
        words,
        shape,
        card.link,
        tag,
    )


def shapes(lang: str) -> str:
    """What the marks of a chart mean."""
    if lang == "zh":
        return "● 实绩　◇ 计划　× 同一时期的另一种说法　空缺 = 没有读到报道，不是零"
    return (
        "● result　◇ planned　× another reading of the same period　"
        "a gap = no report read, not zero"
    )
