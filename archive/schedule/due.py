"""Whether a source is due: its hours, its budget, its last walks, and patience after failures.

All is decided from rows of the archive, so that a start which was missed, doubled or made by hand
does no harm: the next one sees what there is to do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import takewhile

from archive.store import leases
from archive.store.connect import SHANGHAI
from archive.store.runs import held_until, spent
from pipelines.source import Fetch, Source

# Patience after a failure: first wait, doubled with each further one in a row, and the longest.
# A refusal is the site's word: a day at once. A run that broke off is no fault of the site: it is
# taken up again at once, but not for ever.
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PATIENCE = {
    "refused": (DAY, 7 * DAY),
    "robots": (DAY, 7 * DAY),
    "unreachable": (HOUR, DAY),
    "empty_list": (4 * HOUR, DAY),
    "failed": (HOUR, DAY),
}
BROKEN_OFF = {"killed", "interrupted", "stopped"}
FREE, BROKEN_WAIT = 2, (timedelta(minutes=10), DAY)  # runs broken off before waiting begins
LOOKED_AT = 12  # runs that are looked back upon

# Walks over the newest lists; a run asked for older days says nothing of those since, and one
# that a person limited, or that the site's wish stopped, is no walk.
RUNS = """
select outcome, started_at, coalesce(finished_at, started_at) as finished_at,
  coalesce(json_extract(detail, '$.reason'), '') as reason
from crawls where source_id = ?
  and coalesce(json_extract(detail, '$.mode'), 'walk') = 'walk'
  and coalesce(json_extract(detail, '$.until'), '9999') >= date(substr(started_at, 1, 10), '-1 day')
  and not (outcome = 'limited'
    and coalesce(json_extract(detail, '$.reason'), '') in ('held', 'limited'))
order by id desc limit ?
"""


@dataclass(frozen=True, slots=True)
class Walked:
    """One earlier walk."""

    outcome: str
    started: datetime
    finished: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a source is to be crawled now, why or why not, and when it will be if nothing
    else happens (None: when the running crawl has ended)."""

    due: bool
    why: str
    at: datetime | None


# Why a source is or is not due, for `parks crawl --due --dry-run`.
WHY = {
    "never": "never walked to the end",
    "broken_off": "its last run broke off",
    "unfinished": "its last run stopped at a limit",
    "cadence": "its time has come",
    "running": "is being crawled",
    "held": "the site asked for patience",
    "night": "outside its hours",
    "budget": "today's requests are spent",
    "patience": "waits after a failure",
    "fresh": "was walked lately",
}


def verdict(db: sqlite3.Connection, source: Source, at: datetime) -> Verdict:
    """What the archive says of a source at a moment."""
    held = leases.lease(db, source.id)
    if held is not None and held.stands:
        return Verdict(False, "running", None)
    rows = db.execute(RUNS, (source.id, LOOKED_AT)).fetchall()
    walks = [
        Walked(
            # Nobody holds the source: a run that is still open in the books has died.
            "killed" if row["outcome"] == "running" else row["outcome"],
            datetime.fromisoformat(row["started_at"]),
            datetime.fromisoformat(row["finished_at"]),
        )
        for row in rows
    ]
    why, ready = wanted(source.fetch, walks, at)
    hold = held_until(db, source.id, at)
    return permitted(source.fetch, spent(db, source.id, at), hold, at, why, ready)


def wanted(fetch: Fetch, walks: Sequence[Walked], at: datetime) -> tuple[str, datetime]:
    """By the walks so far, newest first: why and from when the source is to be walked."""
    if not walks:
        return "never", at
    last = walks[0]
    if last.started > at:  # a clock that was set back must not keep a source waiting
        return "cadence", at
    if last.outcome in PATIENCE:
        row = _in_a_row(walks, {last.outcome})
        return "patience", last.finished + _wait(*PATIENCE[last.outcome], row - 1)
    if last.outcome in BROKEN_OFF:
        row = _in_a_row(walks, BROKEN_OFF)
        if row <= FREE:
            return "broken_off", at
        return "patience", last.finished + _wait(*BROKEN_WAIT, row - FREE - 1)
    if last.outcome == "limited":
        return "unfinished", at
    return "cadence", last.started + timedelta(hours=fetch.every)


def permitted(
    fetch: Fetch, spent_today: int, hold: str, at: datetime, why: str, ready: datetime
) -> Verdict:
    """The verdict once the site's wishes are heard."""
    if ready > at:
        return Verdict(False, "patience" if why == "patience" else "fresh", ready)
    if hold and datetime.fromisoformat(hold) > at:
        return Verdict(False, "held", datetime.fromisoformat(hold))
    if not fetch.open_at(at.time()):
        return Verdict(False, "night", _opens(fetch, at))
    if spent_today >= fetch.budget:
        return Verdict(False, "budget", datetime.combine(at.date() + DAY, time(), SHANGHAI))
    return Verdict(True, "cadence" if why == "patience" else why, at)


def _in_a_row(walks: Sequence[Walked], outcomes: set[str]) -> int:
    return len(list(takewhile(lambda walk: walk.outcome in outcomes, walks)))


def _wait(first: timedelta, most: timedelta, doubled: int) -> timedelta:
    return min(most, first * (1 << min(doubled, LOOKED_AT)))


def _opens(fetch: Fetch, at: datetime) -> datetime:
    begin = time.fromisoformat(fetch.night.split("-")[0])
    opening = datetime.combine(at.date(), begin, SHANGHAI)
    return opening if opening > at else opening + DAY
