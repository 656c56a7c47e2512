"""Starts Scrapy in a process of its own for each source, so that a crash or a leak stays there."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.faults import ArchiveError
from archive.store import open_archive
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


def crawl(
    source: Source,
    home: Path,
    *,
    arguments: Mapping[str, str],
    environment: Mapping[str, str] | None = None,
    quiet: bool = False,
) -> Run:
    """Crawl one source to its end and return what its row says.

    arguments are the spider's (since, until, limit, recheck, dry_run, urls). The log goes to
    <home>/logs/<source>.log. Raises ArchiveError when the process ended without closing its row.
    """
    log = home / "logs" / f"{source.id}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "scrapy", "crawl", source.id, "-s", f"LOG_FILE={log}"]
    if quiet:
        command += ["-s", "PROGRESS=0"]
    for name, value in {"home": str(home.resolve()), **arguments}.items():
        if value:
            command += ["-a", f"{name}={value}"]
    env = {**os.environ, **(environment or {}), "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
    _require_writable(home)
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


def _require_writable(home: Path) -> None:
    """Raise sqlite3.OperationalError now, in one line, where the child would fail in many."""
    archive = open_archive(home)
    try:
        archive.db.execute("begin immediate")
        archive.db.execute("rollback")
    finally:
        archive.close()


def _run(command: Sequence[str], env: Mapping[str, str]) -> int:
    """Run a child to its end; on Ctrl-C the child gets it too and finishes its own way first."""
    child = subprocess.Popen(command, env=dict(env))  # noqa: S603 our own interpreter and spider
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


def _last_row(home: Path, source_id: str) -> dict[str, Any] | None:
    archive = open_archive(home)
    try:
        row = archive.db.execute(
            "select * from crawls where source_id = ? order by id desc limit 1", (source_id,)
        ).fetchone()
    finally:
        archive.close()
    return dict(row) if row else None
