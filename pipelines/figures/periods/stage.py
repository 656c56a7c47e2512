"""Which days a number covers: stated beside it, inherited, or inferred from publication."""

from __future__ import annotations

from datetime import date

from pipelines.figures.periods.apply import INFERRED, INHERITED, Choice
from pipelines.figures.periods.choice import Chooser
from pipelines.figures.periods.flow import Walk
from pipelines.figures.periods.following import following, part_of
from pipelines.figures.periods.links import linked
from pipelines.figures.periods.place import Place
from pipelines.figures.times import calendar as cal
from pipelines.figures.times.calendar import Period
from pipelines.figures.types import Document, Reading


def assign(doc: Document, readings: list[Reading]) -> None:
    """Fill in the period fields of every reading; needs indicator, kind, subject and status."""
    if not readings:
        return
    walk = Walk(doc, readings)
    places = walk.places()
    chooser, choices = Chooser(doc.published, walk.assessed), list[Choice]()
    for number, (reading, place) in enumerate(zip(readings, places, strict=True)):
        choices.append(linked(number, readings, places, choices) or chooser.choose(reading, place))
    for number, reading in enumerate(readings):
        if number + 1 < len(readings):
            between = doc.folded[reading.end : readings[number + 1].start]
            if following(number, readings, places, between) or (
                choices[number + 1].period.as_of and part_of(number, readings, places, between)
            ):
                choices[number] = choices[number + 1]
        _fill(reading, choices[number], doc.published)
        _doubt(reading, choices[number], places[number])


def _fill(reading: Reading, choice: Choice, today: date | None) -> None:
    period = choice.period
    if period.start and period.end and period.start > period.end:
        period = cal.NOTHING  # 以来 of what is still to come, by whatever way: not begun yet
    reading.period_start, reading.period_end = period.start, period.end
    reading.period_basis = "" if period.empty else choice.basis
    reading.period_type, reading.period_key = cal.name(period)
    if choice.words:
        reading.because["period"] = choice.words
    if reading.status == "planned":
        reading.modality = _mode(reading, period, today)


def _doubt(reading: Reading, choice: Choice, place: Place) -> None:
    """Name what a reader may see otherwise."""
    frame = place.inherited
    if choice.doubt:
        reading.doubts.append(choice.doubt)
    elif choice.basis == INFERRED and not choice.words:
        reading.doubts.append("as of publication by default")
    elif choice.basis == INHERITED and frame is not None and frame.start < place.paragraph_start:
        reading.doubts.append("time of another paragraph")


def _mode(reading: Reading, period: Period, today: date | None) -> str:
    """预计 of a time to come is a target, of no time what a project may yield."""
    if reading.modality == "estimated" and period.empty:
        return "potential"
    if reading.modality in ("estimated", "potential") and not period.empty:
        start = period.start or period.end
        later = start is not None and today is not None and start > today
        return "target" if later else "estimated"
    return reading.modality
