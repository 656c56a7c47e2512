"""`parks cluster worker`: takes jobs, crawls into its shard, hands on what it learned.

A worker that finds its lease taken by another ends itself at once and writes nothing more: what it
could say of the job is no longer true. It is started again by whoever looks after it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import psycopg
from procrastinate.jobs import Job

from archive.cluster import child, due, handing, leases, queue
from archive.cluster.database import DOWN, Connection, Settings, connected, settings
from archive.cluster.leases import Held
from archive.crawling import GOOD
from archive.faults import ArchiveError
from archive.logs import say
from archive.schedule.due import HOUR, PATIENCE
from archive.sources import declared_sources
from archive.store import open_archive
from archive.store.permit import uptime

LOST = 75  # exit status of a worker that lost a source: start it again
T = TypeVar("T")


class Worker:
    """One process that crawls up to so many sources at a time."""

    def __init__(self, conninfo: str, home: Path, name: str, look: str = queue.LOOK) -> None:
        self.conninfo = conninfo
        self.home = home
        self.name = name
        self.look = look
        with connected(conninfo) as db:
            self.settings: Settings = settings(db)
        self.keeper = leases.Keeper(
            conninfo,
            name,
            f"{socket.gethostname()}:{home.resolve()}",
            self.settings.lease,
            home / "permits",
        )
        self.running: set[int] = set()

    def run(self, sources_at_a_time: int) -> None:
        """Work until asked to stop; a database that is away is waited for."""
        open_archive(self.home).close()
        self.keeper.start()
        try:
            asyncio.run(self._work(sources_at_a_time))
        finally:
            child.kill_all(self.running)
            self.keeper.stop()

    async def _work(self, concurrency: int) -> None:
        watching = asyncio.create_task(self._watch())
        try:
            while True:
                try:
                    if await self._take_jobs(concurrency):
                        return
                except DOWN as fault:
                    say("waiting", logging.WARNING, worker=self.name, fault=fault)
                await asyncio.sleep(self.settings.lease / leases.BEATS)
        finally:
            watching.cancel()

    async def _take_jobs(self, concurrency: int) -> bool:
        """Work as long as the database is there; True where the worker was asked to stop."""
        app = queue.build(self.conninfo, self.look, self.keeper.now)
        beat = self.settings.lease / leases.BEATS
        asked = asyncio.Event()
        with _stopping(asked):
            async with app.open_async():
                work = asyncio.create_task(
                    app.run_worker_async(
                        queues=[queue.QUEUE],
                        name=self.name,
                        concurrency=concurrency,
                        fetch_job_polling_interval=beat,
                        update_heartbeat_interval=beat,
                        stalled_worker_timeout=2 * self.settings.lease,
                        shutdown_graceful_timeout=0.0,
                        additional_context={"worker": self},
                        install_signal_handlers=False,
                    )
                )
                stop = asyncio.create_task(asked.wait())
                await asyncio.wait([work, stop], return_when=asyncio.FIRST_COMPLETED)
                if asked.is_set():
                    work.cancel()
                stop.cancel()
                await asyncio.gather(work, return_exceptions=True)
                if not work.cancelled() and work.exception() is not None:
                    say("broken off", logging.WARNING, worker=self.name, fault=work.exception())
        return asked.is_set()

    async def _watch(self) -> None:
        """Take up what silent workers left."""
        watch, away = leases.Watch(self.settings.lease), False
        while True:
            await asyncio.sleep(self.settings.lease / leases.BEATS)
            try:
                for told in await self._with_database(watch.look):
                    say("taken up", logging.WARNING, worker=self.name, what=told)
                away = False
            except (ArchiveError, psycopg.Error) as fault:
                if not away:
                    say("cannot watch", logging.WARNING, worker=self.name, fault=fault)
                away = True

    async def _with_database(self, what: Callable[[Connection], T]) -> T:
        def work() -> T:
            with connected(self.conninfo) as db:
                return what(db)

        return await asyncio.to_thread(work)

    async def due(self) -> list[queue.Window]:
        """What is to be enqueued now."""
        sources = declared_sources().values()
        at = self.keeper.now()
        names = await self._with_database(lambda db: due.due(db, sources, at))
        return [(name, "", "") for name in names]

    async def crawl(self, job: Job, source_id: str, window: tuple[str, str]) -> str:
        """Do one job; returns the outcome. Raises queue.Failed where it is to be done again."""
        assert job.id is not None
        if source_id not in declared_sources():
            raise queue.Failed(f"{source_id} is not declared on {self.name}", HOUR, 24 * HOUR)
        held = await self._take(source_id, job.id)
        lease = timedelta(seconds=self.settings.lease)
        try:
            timeout = await asyncio.to_thread(self._begin, held, job.id)
            ended = await child.crawl(self.home, held, window, timeout, self.running)
        except child.TimedOut as fault:
            await _surely(self._finish(held, "timed_out", str(fault)))
            raise queue.Failed(f"{source_id}: {fault}", lease, HOUR) from fault
        except asyncio.CancelledError:
            await _surely(self._finish(held, "interrupted", "", tries=1))
            raise
        except (ArchiveError, OSError) as fault:
            await _surely(self._finish(held, "failed", str(fault)))
            raise queue.Failed(f"{source_id}: {fault}", lease, HOUR) from fault
        with suppress(asyncio.CancelledError):  # what is done is done, also in a stopping worker
            await _surely(self._finish(held, ended.outcome, ended.said))
        if ended.outcome in ("killed", "stopped", "interrupted"):
            raise queue.Failed(f"{source_id}: broken off; {ended.said}", lease, HOUR)
        if all(window) and ended.outcome != "ok":
            # What is new is looked for again when it is due; a window is tried until it is had.
            first, most = PATIENCE.get(ended.outcome, (HOUR, HOUR))
            words = f"{source_id}: {ended.outcome}; {ended.said}"
            raise queue.Failed(words, first, most, for_ever=ended.outcome in GOOD)
        return ended.outcome

    async def _take(self, source_id: str, job_id: int) -> Held:
        before = uptime()
        token = await self._with_database(lambda db: leases.take(db, source_id, self.name, job_id))
        if token is None:
            lease = timedelta(seconds=self.settings.lease)
            raise queue.Failed(f"{source_id} is held by another", lease, lease, for_ever=True)
        return self.keeper.hold(source_id, token, before)

    def _begin(self, held: Held, job_id: int) -> float:
        """Learn what is known of the source; returns how long the job may take as of now."""
        archive = open_archive(self.home)
        try:
            with connected(self.conninfo) as db:
                handing.receive(db, archive.db, held.source_id)
                db.execute(
                    "insert into parks_runs (job_id, source_id, worker, token) "
                    "values (%s, %s, %s, %s)",
                    (job_id, held.source_id, self.name, held.token),
                )
                timeout = settings(db).timeout
        finally:
            archive.close()
        say("begin", worker=self.name, source=held.source_id, token=held.token)
        return timeout

    async def _finish(self, held: Held, outcome: str, said: str, tries: int = 0) -> None:
        """Hand on what was learned and give the source free, however long the database is away;
        tries bounds that. Ends the worker where the source is another's by now."""
        n = 0
        while True:
            n += 1
            try:
                kept = await asyncio.to_thread(self._close, held, outcome, said)
                break
            except (ArchiveError, *DOWN) as fault:
                if tries and n >= tries:
                    self.keeper.drop(held)
                    return
                say("waiting", logging.WARNING, worker=self.name, fault=fault)
                await asyncio.sleep(self.settings.lease / leases.BEATS)
        self.keeper.drop(held)
        if not kept:
            self._give_up(held)
        level = logging.INFO if outcome in GOOD else logging.WARNING
        say("end", level, worker=self.name, source=held.source_id, outcome=outcome, said=said)

    def _close(self, held: Held, outcome: str, said: str) -> bool:
        archive = open_archive(self.home)
        try:
            with connected(self.conninfo) as db, db.transaction():
                if not leases.holds(db, held.source_id, held.token):
                    return False
                handing.give(db, archive.db, held.source_id, held.token)
                leases.free(db, held.source_id, held.token)
                db.execute(
                    "update parks_runs set ended_at = now(), outcome = %s, detail = %s "
                    "where source_id = %s and token = %s",
                    (outcome, said, held.source_id, held.token),
                )
        finally:
            archive.close()
        return True

    def _give_up(self, held: Held) -> NoReturn:
        say(
            "lost", logging.ERROR, worker=self.name, source=held.source_id,
            what="another worker took the source while this one was cut off; this one ends",
        )  # fmt: skip
        child.kill_all(self.running)
        os._exit(LOST)


async def _surely(work: Coroutine[Any, Any, None]) -> None:
    """Do a thing to its end, also where the task is cancelled meanwhile."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise


@contextmanager
def _stopping(asked: asyncio.Event) -> Iterator[None]:
    """Ctrl-C and SIGTERM ask the worker to stop: its crawls close their books first."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, asked.set)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
