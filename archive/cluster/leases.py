"""One worker at a source, whatever was cut off or set wrong: leases that no clock decides.

The holder of a source counts a number up. Who wants the source watches that number, and takes the
source only after it stood still for a whole lease by the watcher's own count of seconds. The
holder stops asking earlier: when it could not count up for most of a lease, by its own count since
before it last could. Neither reads a calendar, so clocks may jump; both count the same seconds, so
the holder has stopped before the watcher takes over.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from archive.cluster.database import Connection
from archive.store.permit import grant, uptime

BEATS = 6  # of one lease
SAFE = 0.75  # of a lease: then the holder stops; the rest is for an answer under way and the kill


def take(db: Connection, source_id: str, holder: str, job_id: int) -> int | None:
    """Take a source that nobody holds; returns the token, None where somebody does."""
    row = db.execute(
        "insert into parks_leases (source_id, holder, job_id) values (%s, %s, %s) "
        "on conflict (source_id) do update set holder = excluded.holder, beat = 0, "
        "job_id = excluded.job_id, token = parks_leases.token + 1, taken_at = now() "
        "where parks_leases.holder is null returning token",
        (source_id, holder, job_id),
    ).fetchone()
    return int(row["token"]) if row else None


def holds(db: Connection, source_id: str, token: int) -> bool:
    """Whether a token still holds its source, which stays so to the end of the transaction."""
    return (
        db.execute(
            "select 1 from parks_leases where source_id = %s and token = %s "
            "and holder is not null for update",
            (source_id, token),
        ).fetchone()
        is not None
    )


def free(db: Connection, source_id: str, token: int) -> None:
    """Give a source free."""
    db.execute(
        "update parks_leases set holder = null where source_id = %s and token = %s",
        (source_id, token),
    )


@dataclass(slots=True)
class Held:
    """A source that this worker holds."""

    source_id: str
    token: int
    permit: Path
    lost: threading.Event = field(default_factory=threading.Event)


class Keeper:
    """Counts up for the sources that this worker holds, and lets their permits run out where it
    cannot. A thread with a connection of its own: what the worker does else cannot hold it up."""

    def __init__(self, conninfo: str, worker: str, place: str, lease: float, folder: Path) -> None:
        self.conninfo = conninfo
        self.worker = worker
        self.place = place
        self.lease = lease
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._held: dict[str, Held] = {}
        self._lock = threading.Lock()
        self._told: tuple[datetime, float] | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def now(self) -> datetime:
        """The database's time, counted on from when it last told it; this machine's clock is
        asked only where it never did."""
        known = self._told
        if known is None:
            return datetime.now(UTC)
        at, when = known
        return at + timedelta(seconds=uptime() - when)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; what is still held runs out."""
        self._ended.set()
        self._thread.join(2 * self.lease)

    def hold(self, source_id: str, token: int, since: float) -> Held:
        """Keep a source that was taken not before a moment of `uptime`."""
        held = Held(source_id, token, self.folder / f"{source_id}-{token}.permit")
        grant(held.permit, since + SAFE * self.lease)
        with self._lock:
            self._held[source_id] = held
        return held

    def drop(self, held: Held) -> None:
        """Keep a source no longer."""
        with self._lock:
            if self._held.get(held.source_id) is held:
                del self._held[held.source_id]
        held.permit.unlink(missing_ok=True)

    def _run(self) -> None:
        connection: Connection | None = None
        while not self._ended.wait(self.lease / BEATS):
            try:
                if connection is None or connection.closed:
                    connection = psycopg.connect(
                        self.conninfo, autocommit=True, row_factory=dict_row
                    )
                self._beat(connection)
            except psycopg.Error:
                if connection is not None:
                    connection.close()
                connection = None
        if connection is not None:
            connection.close()

    def _beat(self, connection: Connection) -> None:
        told = connection.execute(
            "insert into parks_workers (name, place) values (%s, %s) on conflict (name) "
            "do update set seen_at = now(), place = excluded.place returning now() as now",
            (self.worker, self.place),
        ).fetchone()
        assert told is not None
        self._told = told["now"], uptime()
        with self._lock:
            every = list(self._held.values())
        for held in every:
            before = uptime()
            done = connection.execute(
                "update parks_leases set beat = beat + 1 "
                "where source_id = %s and token = %s and holder is not null",
                (held.source_id, held.token),
            )
            with self._lock:
                if self._held.get(held.source_id) is not held:
                    continue
                if done.rowcount:
                    grant(held.permit, before + SAFE * self.lease)
                else:
                    held.permit.unlink(missing_ok=True)
                    held.lost.set()


class Watch:
    """Sees which holders have fallen silent, and which jobs nobody does any more."""

    def __init__(self, lease: float, seconds: Callable[[], float] = time.monotonic) -> None:
        self.lease = lease
        self.seconds = seconds
        self._since: dict[tuple[Any, ...], float] = {}

    def look(self, db: Connection) -> list[str]:
        """Free what stood still for a lease and queue its job again; returns what was done."""
        signs: dict[tuple[Any, ...], dict[str, Any]] = {}
        for row in db.execute(
            "select source_id, token, beat, holder, job_id from parks_leases "
            "where holder is not null"
        ):
            signs["lease", row["source_id"], row["token"], row["beat"]] = row
        for row in db.execute(
            "select j.id as job_id, j.attempts, j.args->>'source' as source_id "
            "from procrastinate_jobs j where j.status = 'doing' and not exists "
            "(select 1 from parks_leases l where l.job_id = j.id and l.holder is not null)"
        ):
            signs["job", row["job_id"], row["attempts"]] = row
        now = self.seconds()
        self._since = {sign: self._since.get(sign, now) for sign in signs}
        still = [sign for sign, since in self._since.items() if now - since > self.lease]
        return [told for sign in still for told in self._take_up(db, sign, signs[sign])]

    def _take_up(self, db: Connection, sign: tuple[Any, ...], row: dict[str, Any]) -> list[str]:
        with db.transaction():
            if sign[0] == "lease":
                freed = db.execute(
                    "update parks_leases set holder = null "
                    "where source_id = %s and token = %s and beat = %s and holder is not null",
                    (row["source_id"], row["token"], row["beat"]),
                )
                if not freed.rowcount:
                    return []
                db.execute(
                    "update parks_runs set ended_at = now(), outcome = 'lost' "
                    "where source_id = %s and token = %s and ended_at is null",
                    (row["source_id"], row["token"]),
                )
            again = db.execute(
                "select procrastinate_retry_job_v2(id, now(), null, null, null) "
                "from procrastinate_jobs where id = %s and status = 'doing' for update",
                (row["job_id"],),
            ).fetchall()
        if sign[0] == "lease":
            return [f"{row['holder']} fell silent; {row['source_id']} is free again"]
        return [f"job {row['job_id']} was left by its worker; it is queued again"] * bool(again)
