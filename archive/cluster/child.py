"""One crawl of a worker: `parks crawl` in a session of its own, ended as a whole."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from archive.cluster.leases import Held
from archive.store import open_archive
from archive.store.permit import VARIABLE

GRACE = 20.0  # seconds in which a crawl that is asked to end may close its books
EVERY = 0.2  # seconds between two looks at whether the source is still ours


class TimedOut(Exception):
    """The crawl took longer than a job may."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a crawl ended: the outcome in its run's row, `killed` where it closed none, and the
    last line that it said."""

    outcome: str
    requested: int
    said: str


async def crawl(
    home: Path, held: Held, window: tuple[str, str], timeout: float, running: set[int]
) -> Ended:
    """Crawl the held source into a shard; window is (since, until), both '' for what is new.

    The group of the child stands in running as long as it lives. Raises TimedOut; where the
    lease is lost or the task is cancelled the child is ended first.
    """
    options = [part for pair in zip(("--since", "--until"), window, strict=True) for part in pair]
    command = ["crawl", held.source_id, *(options if all(window) else []), "--home", str(home)]
    before = _last_run(home, held.source_id)[0]
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from archive.cli import main; main()", *command,
        env=_environment(held), stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE, start_new_session=True,
    )  # fmt: skip
    running.add(child.pid)
    saying = asyncio.create_task(_last_line(child))
    try:
        await _wait(child, held, timeout)
    except BaseException:
        await _end(child)
        raise
    finally:
        _kill(child.pid)  # whatever of the group outlived its leader
        running.discard(child.pid)
    said = await saying
    number, outcome, requested = _last_run(home, held.source_id)
    return Ended(outcome if number != before else "killed", requested, said)


def _environment(held: Held) -> Mapping[str, str]:
    return {**os.environ, VARIABLE: str(held.permit)}


async def _wait(child: Process, held: Held, timeout: float) -> None:
    ended = asyncio.create_task(child.wait())
    loop = asyncio.get_running_loop()
    until = loop.time() + timeout
    try:
        while not ended.done():
            if held.lost.is_set():
                _kill(child.pid)
            elif loop.time() > until:
                raise TimedOut(f"longer than {timeout:.0f} s")
            await asyncio.wait([ended], timeout=EVERY)
    finally:
        if not ended.done():
            ended.cancel()


async def _end(child: Process) -> None:
    """Ask the crawl to close its books, then end it."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGINT)
    try:
        await asyncio.wait_for(child.wait(), GRACE)
    except (TimeoutError, asyncio.CancelledError):
        _kill(child.pid)
        await child.wait()


def _kill(group: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def kill_all(groups: set[int]) -> None:
    """End every crawl at once, without a word."""
    for group in groups:
        _kill(group)


async def _last_line(child: Process) -> str:
    last = ""
    assert child.stderr is not None
    while line := await child.stderr.readline():
        last = line.decode("utf-8", "replace").strip() or last
    return last


def _last_run(home: Path, source_id: str) -> tuple[int, str, int]:
    archive = open_archive(home)
    try:
        row = archive.db.execute(
            "select id, outcome, requested from crawls where source_id = ? "
            "order by id desc limit 1",
            (source_id,),
        ).fetchone()
    finally:
        archive.close()
    if row is None:
        return 0, "killed", 0
    # A row that is still open was left by a crawl that did not live to close it.
    outcome = "killed" if row["outcome"] == "running" else row["outcome"]
    return row["id"], outcome, row["requested"]
