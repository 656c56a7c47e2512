"""The book of alerts: each trouble is said once, repeated after a time, and cleared.

What is to be said goes into the book in the same transaction as the fact that it was noticed, one
line for each channel; sending comes after, so that a mail server that is down loses nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.alerts.troubles import Trouble, moment
from archive.store import transaction

# What often passes by itself is told only when it has lasted.
LASTS = {
    "unreachable": timedelta(hours=2),
    "failed": timedelta(hours=2),
    "killed": timedelta(hours=1),
}
# What cannot be told because telling is what fails: it stands in `parks status` only.
SILENT = ("unsent_mail", "unsent_webhook")


@dataclass(frozen=True, slots=True)
class Event:
    """Something to tell: that an alert was `raised`, is `repeated` or `cleared`."""

    id: int
    event: str
    at: str
    kind: str
    subject: str
    words: str
    since: str
    last_good: str
    look: str
    cleared_at: str


def update(
    db: sqlite3.Connection,
    troubles: Sequence[Trouble],
    at: datetime,
    *,
    channels: Sequence[str],
    repeat: timedelta,
) -> list[Event]:
    """Bring the book in step with what is wrong now; returns what there is to tell about it."""
    now = at.isoformat(timespec="seconds")
    found = {(one.kind, one.subject): one for one in troubles if one.kind not in SILENT}
    events: list[tuple[int, str]] = []
    with transaction(db):
        for row in db.execute("select * from alerts where cleared_at is null").fetchall():
            trouble = found.pop((row["kind"], row["subject"]), None)
            if trouble is None:
                db.execute("update alerts set cleared_at = ? where id = ?", (now, row["id"]))
                events.append((row["id"], "cleared"))
                continue
            _describe(db, row["id"], trouble, now)
            if at - moment(row["said_at"]) >= repeat:
                db.execute("update alerts set said_at = ? where id = ?", (now, row["id"]))
                events.append((row["id"], "repeated"))
        for trouble in found.values():
            if at - moment(trouble.since) >= LASTS.get(trouble.kind, timedelta()):
                events.append((_raise(db, trouble, now), "raised"))
        for alert_id, event in events:
            db.executemany(
                "insert into alert_posts (alert_id, event, channel, at) values (?, ?, ?, ?)",
                [(alert_id, event, channel, now) for channel in channels],
            )
    return [_event(db, alert_id, event, now) for alert_id, event in events]


def _raise(db: sqlite3.Connection, trouble: Trouble, now: str) -> int:
    made = db.execute(
        "insert into alerts (kind, subject, words, since, look, seen_at, said_at) "
        "values (?, ?, '', ?, '', ?, ?)",
        (trouble.kind, trouble.subject, trouble.since, now, now),
    )
    alert_id = int(made.lastrowid or 0)
    _describe(db, alert_id, trouble, now)
    return alert_id


def _describe(db: sqlite3.Connection, alert_id: int, trouble: Trouble, now: str) -> None:
    """Today's words; since when it is so stays as it was first said."""
    good = "，".join(part for part in (trouble.last_good, trouble.sample) if part)
    db.execute(
        "update alerts set words = ?, last_good = ?, look = ?, seen_at = ? where id = ?",
        (f"{trouble.name}：{trouble.label}。{trouble.words}", good, trouble.look, now, alert_id),
    )


def standing(db: sqlite3.Connection) -> list[Event]:
    """The alerts that stand, the oldest first."""
    ids = db.execute("select id, said_at from alerts where cleared_at is null order by id")
    return [_event(db, row["id"], "standing", row["said_at"]) for row in ids.fetchall()]


def unsent(db: sqlite3.Connection, channel: str) -> list[tuple[int, Event]]:
    """What a channel has still to say, in order, with the number of the post."""
    posts = db.execute(
        "select id, alert_id, event, at from alert_posts where channel = ? and sent_at is null "
        "order by id",
        (channel,),
    ).fetchall()
    return [(row["id"], _event(db, row["alert_id"], row["event"], row["at"])) for row in posts]


def sent(db: sqlite3.Connection, posts: Sequence[int], at: str) -> None:
    """Note that posts went out."""
    with transaction(db):
        db.executemany(
            "update alert_posts set sent_at = ?, tries = tries + 1, error = '' where id = ?",
            [(at, post) for post in posts],
        )


def failed(db: sqlite3.Connection, posts: Sequence[int], error: str) -> None:
    """Note why posts did not go out; they stay to be sent."""
    with transaction(db):
        db.executemany(
            "update alert_posts set tries = tries + 1, error = ? where id = ?",
            [(error, post) for post in posts],
        )


def _event(db: sqlite3.Connection, alert_id: int, event: str, at: str) -> Event:
    row = db.execute("select * from alerts where id = ?", (alert_id,)).fetchone()
    return Event(
        alert_id,
        event,
        at,
        row["kind"],
        row["subject"],
        row["words"],
        row["since"],
        row["last_good"],
        row["look"],
        row["cleared_at"] or "",
    )
