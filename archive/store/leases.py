"""One process on a source at a time: a lease with a heartbeat for each source being crawled.

On one machine a lease stands as long as its process runs, whatever the clock says; a process that
is gone, as after kill -9, loses it at once. Of a process elsewhere only the heartbeat is known.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.store.connect import SHANGHAI, now, transaction
from archive.store.processes import Process, this_process

BEAT = float(os.environ.get("PARKS_BEAT_SECONDS", "15"))  # between two heartbeats
SILENCE = timedelta(seconds=120)  # after which a process elsewhere is taken for dead
VARIABLE = "PARKS_LEASE"  # carries the token to the crawling process


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a source. job says with which command it was begun."""

    source_id: str
    token: str
    job: str
    holder: Process
    taken_at: str
    beat_at: str

    @property
    def stands(self) -> bool:
        """Whether its process must be taken for alive."""
        if self.holder.here:
            return self.holder.runs
        return datetime.now(SHANGHAI) - datetime.fromisoformat(self.beat_at) < SILENCE

    @property
    def words(self) -> str:
        """Who, where and since when."""
        machine = self.holder.place.partition("/")[0]
        return f"process {self.holder.pid} on {machine}, since {self.taken_at} ({self.job})"


def take(db: sqlite3.Connection, source_id: str, job: str) -> str:
    """Take a source for this process; returns the token, '' where another holds it.

    What a dead process held is taken from it, and its open runs are closed as killed.
    """
    with transaction(db):
        held = lease(db, source_id)
        if held is not None and held.stands:
            return ""
        close_lost_runs(db, source_id)
        token, me, at = secrets.token_hex(8), this_process(), now()
        db.execute(
            "insert or replace into leases values (?, ?, ?, ?, ?, ?, ?, ?)",
            (source_id, token, job, me.place, me.pid, me.born, at, at),
        )
    return token


def adopt(db: sqlite3.Connection, source_id: str) -> str:
    """Take over, in the crawling process, the lease that its parent took for it, or take one
    where it was begun alone. Returns the token, '' where another holds the source."""
    token = os.environ.get(VARIABLE, "")
    if not token:
        return take(db, source_id, "scrapy crawl")
    me = this_process()
    with transaction(db):
        done = db.execute(
            "update leases set place = ?, pid = ?, born = ?, beat_at = ? "
            "where source_id = ? and token = ?",
            (me.place, me.pid, me.born, now(), source_id, token),
        )
    return token if done.rowcount else ""


def beat(db: sqlite3.Connection, token: str) -> bool:
    """Say that the holder is alive; False where the lease was taken by another."""
    done = db.execute("update leases set beat_at = ? where token = ?", (now(), token))
    return bool(done.rowcount)


def release(db: sqlite3.Connection, token: str) -> None:
    """Give a source free."""
    db.execute("delete from leases where token = ?", (token,))


def lease(db: sqlite3.Connection, source_id: str) -> Lease | None:
    """Who holds a source, dead or alive; None where nobody does."""
    return next((one for one in leases(db) if one.source_id == source_id), None)


def leases(db: sqlite3.Connection) -> list[Lease]:
    """All leases, those of dead processes too."""
    return [
        Lease(
            row["source_id"],
            row["token"],
            row["job"],
            Process(row["place"], row["pid"], row["born"]),
            row["taken_at"],
            row["beat_at"],
        )
        for row in db.execute("select * from leases order by source_id")
    ]


def close_lost_runs(db: sqlite3.Connection, source_id: str) -> int:
    """Close the runs of a source that nobody holds: their process died. Returns how many."""
    done = db.execute(
        "update crawls set outcome = 'killed', finished_at = ? "
        "where source_id = ? and outcome = 'running'",
        (now(), source_id),
    )
    return done.rowcount


def clear_lost(db: sqlite3.Connection) -> list[str]:
    """See which runs crashed: drop the leases of dead processes and close their runs. Returns
    the sources, which are free again."""
    with transaction(db):
        lost = [one.source_id for one in leases(db) if not one.stands]
        for source_id in lost:
            db.execute("delete from leases where source_id = ?", (source_id,))
            close_lost_runs(db, source_id)
    return lost
