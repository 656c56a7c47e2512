"""The park and the place that a figure belongs to, by what its report calls them."""

from __future__ import annotations

from dataclasses import dataclass

from archive.gazetteer.resolve import Gazetteer


@dataclass(frozen=True, slots=True)
class Named:
    """What a figure is said to be about, and the park around it."""

    subject: str
    subject_kind: str
    context: str


@dataclass(frozen=True, slots=True)
class Link:
    """Where a figure belongs; sure is the chance that the link to the park is right."""

    park_id: str | None = None
    context_park_id: str | None = None
    place_code: str | None = None
    reason: str = ""
    sure: float = 1.0


def link(gazetteer: Gazetteer, named: Named, *, text: str, province: str | None, day: str) -> Link:
    """Link a figure: text is its whole report, province the code of the paper's region, day that
    of publication (YYYY-MM-DD or '')."""
    if named.subject_kind == "park":
        park = gazetteer.park(named.subject, text=text, province=province, day=day)
        return Link(park.park_id, None, park.place_code, park.reason, park.sure)
    context = None
    if named.context:
        context = gazetteer.park(named.context, text=text, province=province, day=day)
    place = None
    if named.subject_kind == "region":
        place = gazetteer.place(named.subject, text=text, province=province, day=day)
    return Link(
        None,
        context.park_id if context else None,
        place or (context.place_code if context else None),
        context.reason if context else "",
    )
