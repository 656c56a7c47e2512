"""How the regular jobs last went: crawling what is due, publishing, backing up, alerting."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.store.connect import connect, now, open_archive
from archive.store.processes import Process, this_process


@dataclass(frozen=True, slots=True)
class Job:
    """One regular job. error says why it fails now, since failing_since; detail is what its last
    good run made; process is that of a run under way, its number 0 when it has ended."""

    name: str
    began_at: str
    process: Process
    good_at: str
    failing_since: str
    error: str
    detail: dict[str, Any]

    @property
    def at_work(self) -> bool:
        """Whether a run of it is under way."""
        return self.process.runs

    @property
    def broken_off(self) -> bool:
        """Whether its last run never came to its end: its process died."""
        return bool(self.process.pid) and self.process.here and not self.process.runs


def jobs(db: sqlite3.Connection) -> dict[str, Job]:
    """All jobs that ever ran here, by name."""
    return {
        row["name"]: Job(
            row["name"],
            row["began_at"],
            Process(row["place"], row["pid"], row["born"]),
            row["good_at"] or "",
            row["failing_since"] or "",
            row["error"],
            json.loads(row["detail"] or "{}"),
        )
        for row in db.execute("select * from jobs")
    }


@contextmanager
def job(home: Path, name: str) -> Iterator[dict[str, Any]]:
    """Note that a job begins, and how it ends; what the block puts into the mapping is kept as
    its detail. Raises what the block raises."""
    open_archive(home, create=False).close()  # migrated
    detail: dict[str, Any] = {}
    _begin(home, name)
    try:
        yield detail
    except Exception as fault:
        _write(
            home,
            "update jobs set pid = 0, failing_since = coalesce(failing_since, ?), error = ? "
            "where name = ?",
            (now(), " ".join(str(fault).split())[:500] or type(fault).__name__, name),
        )
        raise
    _write(
        home,
        "update jobs set pid = 0, good_at = ?, failing_since = null, error = '', detail = ? "
        "where name = ?",
        (now(), json.dumps(detail, ensure_ascii=False), name),
    )


def _begin(home: Path, name: str) -> None:
    me = this_process()
    _write(
        home,
        "insert into jobs (name, began_at, place, pid, born) values (?, ?, ?, ?, ?) "
        "on conflict (name) do update set began_at = excluded.began_at, place = excluded.place, "
        "pid = excluded.pid, born = excluded.born",
        (name, now(), me.place, me.pid, me.born),
    )


def _write(home: Path, sql: str, values: tuple[object, ...]) -> None:
    connection = connect(home / "archive.db")
    try:
        connection.execute(sql, values)
    finally:
        connection.close()
