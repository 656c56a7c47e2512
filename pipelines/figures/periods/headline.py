"""Whether a headline tells of the stretch that it names, or only looks forward to it."""

from __future__ import annotations

from datetime import date

from pipelines.figures.times.frames import Frame
from pipelines.figures.times.resolve import RUNNING
from pipelines.figures.times.words import Mention

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
