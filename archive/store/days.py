"""What of each source's days of publication was covered, partly covered, missed or lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from archive.store.connect import now, transaction

# Why a day is not covered.
WHY = {
    "list_failed": "a list page could not be had",
    "list_short": "the lists no longer reach back to it",
    "list_undated": "the list tells no days, so nobody knows how far it was read",
    "articles_missing": "articles were listed and could not be had",
    "day_not_over": "the day was not over when its lists were read",
    "": "no walk over the lists took it in",
}
LOST = {"list_short", "list_undated"}  # walking again does not help
RANK = {"covered": 3, "partial": 2, "failed": 1, "unreachable_now": 1, "not_tried": 0}


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one source as it stands."""

    source_id: str
    day: date
    state: str
    why: str
    listed: int
    fetched: int
    park_reports: int
    filled_late: bool

    @property
    def lost(self) -> bool:
        """Whether walking the lists again cannot cover it."""
        return self.state == "unreachable_now" or (self.state != "covered" and self.why in LOST)


def missing(db: sqlite3.Connection, source_id: str, day: date) -> int:
    """Articles of a day that were listed and not had, and are not known to be gone."""
    row = db.execute(
        "select count(*) from addresses where source_id = ? and listed_day = ? and "
        "state in ('listed', 'failed') and gone_since is null",
        (source_id, day.isoformat()),
    ).fetchone()
    return int(row[0])


def save_day(db: sqlite3.Connection, source_id: str, day: date, state: str, why: str) -> None:
    """Write what a walk came to for one day; what was covered once stays covered.

    A day counts as filled late when an earlier walk, made after the day had ended, missed it.
    """
    old = db.execute(
        "select state, walked_at, filled_late from source_days where source_id = ? and day = ?",
        (source_id, day.isoformat()),
    ).fetchone()
    late = False
    if old is not None:
        if RANK[old["state"]] > RANK[state]:
            state = old["state"]
            why = "" if state == "covered" else why
        missed = old["state"] == "not_tried" or (old["walked_at"] or "")[:10] > day.isoformat()
        late = state == "covered" and old["state"] != "covered" and missed
        late = late or bool(old["filled_late"])
    listed, fetched, parks = counts(db, source_id, day)
    db.execute(
        "insert or replace into source_days (source_id, day, state, why, listed, fetched, "
        "park_reports, filled_late, walked_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (source_id, day.isoformat(), state, why, listed, fetched, parks, late, now()),
    )


def counts(db: sqlite3.Connection, source_id: str, day: date) -> tuple[int, int, int]:
    """Addresses listed for a day, those that were had, and park reports published on it."""
    text = day.isoformat()
    row = db.execute(
        "select count(*) as listed, count(*) filter (where state in ('fetched', 'not_article')) "
        "as fetched from addresses where source_id = ? and listed_day = ? "
        "and state <> 'passed_over'",
        (source_id, text),
    ).fetchone()
    parks = db.execute(
        "select count(*) from articles where source_id = ? and is_park_report = 1 and "
        "published_at >= ? and published_at < ?",
        (source_id, text, (day + timedelta(days=1)).isoformat()),
    ).fetchone()
    return row["listed"], row["fetched"], parks[0]


def save_untried(db: sqlite3.Connection, source_id: str, since: date, until: date) -> None:
    """Name the days of a window that no walk ever took in."""
    with transaction(db):
        for day in days(since, until):
            db.execute(
                "insert or ignore into source_days (source_id, day, state) "
                "values (?, ?, 'not_tried')",
                (source_id, day.isoformat()),
            )


def first_day(db: sqlite3.Connection, source_id: str) -> date | None:
    """The earliest day of which anything is recorded."""
    row = db.execute(
        "select min(day) from source_days where source_id = ?", (source_id,)
    ).fetchone()
    return date.fromisoformat(row[0]) if row[0] else None


def holes(db: sqlite3.Connection, source_id: str, since: date, until: date) -> list[Day]:
    """Days of a window that are not covered, the oldest first, those never tried among them."""
    rows = db.execute(
        "select * from source_days where source_id = ? and day between ? and ?",
        (source_id, since.isoformat(), until.isoformat()),
    )
    known = {row["day"]: row for row in rows}
    found = [_day(source_id, day, known.get(day.isoformat())) for day in days(since, until)]
    return [day for day in found if day.state != "covered"]


def _day(source_id: str, day: date, row: sqlite3.Row | None) -> Day:
    if row is None:
        return Day(source_id, day, "not_tried", "", 0, 0, 0, False)
    return Day(
        source_id,
        day,
        row["state"],
        row["why"],
        row["listed"],
        row["fetched"],
        row["park_reports"],
        bool(row["filled_late"]),
    )


def days(since: date, until: date) -> Iterator[date]:
    """Every day of a window, the oldest first."""
    for n in range((until - since).days + 1):
        yield since + timedelta(days=n)
