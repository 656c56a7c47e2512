"""What a headline says of time: whether it tells of its stretch, and of what sort the report is."""

from __future__ import annotations

from datetime import date

from pipelines.figures.patterns import later
from pipelines.figures.periods.cues import words
from pipelines.figures.times.frames import Frame
from pipelines.figures.times.resolve import RUNNING
from pipelines.figures.times.roles import GOVERNS, times
from pipelines.figures.times.words import Mention

# A report, a speech, a paper under numbers, whose headline may be a slogan.
DOCUMENT = later("\n(?:一、|[(]一[)]|[—-]{2})|同志们|各位代表")
LEAD = 80  # characters in which a piece of news names its source
NEWS = 180  # days after its end within which a headline tells of a stretch without its year


def told_of(frame: Frame, mention: Mention, today: date | None) -> bool:
    """Whether the stretch of a headline is over or nearly so, and no old one.

    Not told of is what has hardly begun (冲刺四季度), which without its year may be taken for that
    of the year before (按下四季度“快进键”, printed in September).
    """
    end = frame.period.end
    if end is None:
        return False
    gone = (today - end).days if today is not None else 0
    return gone >= -RUNNING and (mention.dated or gone <= NEWS)


def gives_account(title: str, text: str, today: date | None) -> bool:
    """Whether a report accounts for a stretch, rather than telling a story of places and people.

    前三季度经济运行情况, or 数据显示 in its opening: there what stands is of the stretch's end,
    in a reporter's walk of the day. Without a title nothing tells the two apart.
    """
    if not title or words("account", "titles").search(title) or DOCUMENT.search(text):
        return True
    opening = text[: text.find("\n")] if "\n" in text else text
    if words("account", "leads").search(opening[:LEAD]):
        return True
    first = times(text)[:1]
    opens = [t.mention for t in first if t.role == GOVERNS and t.mention.start == 0]
    return any(_of_late(mention, today) for mention in (*(t.mention for t in times(title)), *opens))


def _of_late(mention: Mention, today: date | None) -> bool:
    """Whether a time is a stretch that an account may be of, and no year of a story."""
    if mention.edge == "since":
        return False  # it runs up to the day anyway
    late = today is None or mention.year is None or mention.year >= today.year - 1
    return mention.kind in ("months", "half", "quarter", "year", "whole", "half_gone") and late
