"""Starts Scrapy in a process of its own for each source, so that a crash or a leak stays there."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from archive.faults import ArchiveError
from archive.logs import LOG_FILE, rotated
from archive.store import leases, open_archive
from archive.store.tombstones import removed_source
from pipelines.source import Source

GOOD = {"ok", "limited"}
ROOM = 2**20  # bytes; with less on the disk, opening a database fails in odd words
FULL = "the disk is full; what was stored is whole, and the same command goes on from there"


@dataclass(frozen=True, slots=True)
class Run:
    """How one crawl of one source ended: its row in `crawls`."""

    source_id: str
    outcome: str
    counts: Mapping[str, int]
    figures: Mapping[str, int]

    @property
    def good(self) -> bool:
        """Whether nobody needs to look."""
        return self.outcome in GOOD


_children: set[subprocess.Popen[bytes]] = set()


@contextmanager
def stopped_in_order() -> Iterator[None]:
    """Let a SIGTERM end the crawls under way as Ctrl-C does: each closes its books first.

    `kill`, `timeout` and cron tell this process alone; nobody else would tell its children. Works
    in the main thread, which alone hears signals; around the whole of a command.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        for child in list(_children):
            with suppress(ProcessLookupError):
                child.terminate()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def crawl(
    source: Source,
    home: Path,
    *,
    arguments: Mapping[str, str],
    token: str = "",
    quiet: bool = False,
) -> Run:
    """Crawl one source to its end and return what its row says.

    arguments are the spider's (since, until, limit, recheck, dry_run, urls); token is that of a
    lease taken before. The log goes to <home>/logs/<source>.log. Raises ArchiveError when another
    process is at the source, or when this one ended without closing its row.
    """
    token = token or _take(home, source)
    try:
        return _crawl(source, home, arguments, token, quiet)
    finally:
        _release(home, token)


def _crawl(
    source: Source, home: Path, arguments: Mapping[str, str], token: str, quiet: bool
) -> Run:
    log = rotated(home / "logs" / f"{source.id}.log")
    command = [sys.executable, "-m", "archive.logs.scrapy", "crawl", source.id]
    if quiet:
        command += ["-s", "PROGRESS=0"]
    for name, value in {"home": str(home.resolve()), **arguments}.items():
        if value:
            command += ["-a", f"{name}={value}"]
    env = {**os.environ, leases.VARIABLE: token, LOG_FILE: str(log)}
    before = _last_row(home, source.id)
    status = _run(command, env)
    try:
        row = _last_row(home, source.id)
    except ArchiveError as fault:
        if shutil.disk_usage(home).free < ROOM:
            raise ArchiveError(f"{source.id}: {FULL}") from fault
        raise
    if row is None or (before is not None and row["id"] == before["id"]):
        raise ArchiveError(
            f"the crawl of {source.id} did not start (exit status {status}); see {log}"
        )
    detail = json.loads(row["detail"])
    return Run(
        source.id,
        row["outcome"] if row["outcome"] != "running" else "killed",
        {**detail.get("counts", {}), "requested": row["requested"]},
        detail.get("figures", {}),
    )


def _take(home: Path, source: Source) -> str:
    """Take the source, and see on the way whether the archive can be written: the child would
    say so in many lines."""
    archive = open_archive(home)
    try:
        why = removed_source(archive.db, source.id)
        if why:
            raise ArchiveError(f"{source.id} was {why}; it is not asked again")
        token = leases.take(archive.db, source.id, "crawl")
        held = leases.lease(archive.db, source.id)
    finally:
        archive.close()
    if not token:
        raise ArchiveError(f"{source.id} is being crawled: {held.words if held else 'just now'}")
    return token


def _release(home: Path, token: str) -> None:
    """Give the source free; where that cannot be written, the lease ends with this process."""
    with suppress(sqlite3.Error, ArchiveError):
        archive = open_archive(home)
        try:
            leases.release(archive.db, token)
        finally:
            archive.close()


def _run(command: Sequence[str], env: Mapping[str, str]) -> int:
    """Run a child to its end; on Ctrl-C the child gets it too and finishes its own way first."""
    child = subprocess.Popen(command, env=dict(env))  # noqa: S603 our own interpreter and spider
    _children.add(child)
    try:
        return child.wait()
    except KeyboardInterrupt:
        try:
            child.wait(timeout=30)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
        raise
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
        _children.discard(child)


def _last_row(home: Path, source_id: str) -> dict[str, Any] | None:
    archive = open_archive(home)
    try:
        row = archive.db.execute(
            "select * from crawls where source_id = ? order by id desc limit 1", (source_id,)
        ).fetchone()
    finally:
        archive.close()
    return dict(row) if row else None
