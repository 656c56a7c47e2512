"""Numbers that lead in to an event: they stand before the words that date it."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.periods.place import Place
from pipelines.figures.times.frames import EVENT, Frame, first_after

NEXT = 60  # characters from the end of the sentence to the day that the next one tells
DASH = later("[^。;0-9]{0,24}(?:、[^。;、]{1,16}){0,6}——")


def lead_in(place: Place, frames: list[Frame]) -> None:
    """Give a number without a time the day of the event that it leads in to."""
    if place.stated:
        return
    place.gathering = place.gathering or event_next(place, frames)
    place.leads_to = event_after_dash(place, frames)


def event_next(place: Place, frames: list[Frame]) -> Frame | None:
    """签约的28个项目中…。昨日上午, 集中签约仪式举行: the first day that a report tells."""
    frame = first_after(frames, place.at)
    if frame is None or frame is not frames[0] or frame.kind != EVENT or not frame.gathers:
        return None
    near = frame.start <= place.sentence_end + NEXT
    return frame if near and "\n" not in place.text[place.at : frame.start] else None


def event_after_dash(place: Place, frames: list[Frame]) -> Frame | None:
    """120家企业、3200个岗位——8月18日, 招聘会举行: what was on the day told after the dash."""
    frame = first_after(frames, place.at)
    if frame is None or frame.kind != EVENT or frame.start >= place.sentence_end:
        return None
    found = DASH.match(place.text, place.end)
    return frame if found is not None and found.end() == frame.start else None
