"""The queue: Procrastinate's jobs, when a failed one is tried again, and what is enqueued."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job

TRIES = 8  # of one job, before it waits for a person
LOOK = "*/5 * * * *"  # when what is due is looked for; one worker does it for all
QUEUE = "parks"


class Failed(Exception):
    """A job came to nothing and is to be tried again: first after a while, then after twice as
    long, and so on up to the most. for_ever: what waits for the site's hours is no failure."""

    def __init__(
        self, words: str, first: timedelta, most: timedelta, *, for_ever: bool = False
    ) -> None:
        super().__init__(words)
        self.first = first
        self.most = most
        self.for_ever = for_ever


class Patience(BaseRetryStrategy):
    """When a job is tried again; now is the database's time, since a worker's clock may be wrong
    and the queue goes by the database's."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """None where a person is to look."""
        if isinstance(exception, asyncio.CancelledError):  # the worker was asked to stop
            return RetryDecision(retry_at=self.now())
        if not isinstance(exception, Failed):
            minute = timedelta(minutes=1)
            exception = Failed(str(exception), minute, timedelta(hours=1))
        if job.attempts + 1 >= TRIES and not exception.for_ever:
            return None
        wait = min(exception.most, exception.first * (1 << min(job.attempts, 12)))
        return RetryDecision(retry_at=self.now() + wait)


def _local() -> datetime:
    return datetime.now(UTC)


def build(conninfo: str, look: str = LOOK, now: Callable[[], datetime] = _local) -> App:
    """The application with its two tasks; a worker comes along as context."""
    app = App(connector=PsycopgConnector(conninfo=conninfo, min_size=1, max_size=6))

    async def crawl(context: JobContext, source: str, since: str = "", until: str = "") -> str:
        worker: Any = context.additional_context["worker"]
        done: str = await worker.crawl(context.job, source, (since, until))
        return done

    async def enqueue_due(context: JobContext, timestamp: int) -> int:
        del timestamp
        worker: Any = context.additional_context["worker"]
        return await enqueue(app, await worker.due())

    app.task(name="crawl", queue=QUEUE, retry=Patience(now), pass_context=True)(crawl)
    due = app.task(
        name="due", queue=QUEUE, lock="due", queueing_lock="due", priority=10, pass_context=True
    )(enqueue_due)
    app.periodic(cron=look)(due)
    return app


Window = tuple[str, str, str]  # source, since, until; both days '' for what is new


async def enqueue(app: App, windows: Iterable[Window]) -> int:
    """Queue windows; one that waits already is not queued twice. Returns how many are new.

    The lock makes two jobs of one source wait for each other.
    """
    count = 0
    for source, since, until in windows:
        job = app.configure_task(
            "crawl", queue=QUEUE, lock=source, queueing_lock=f"{source} {since} {until}".rstrip()
        )
        with suppress(AlreadyEnqueued):
            await job.defer_async(source=source, since=since, until=until)
            count += 1
    return count


def windows(sources: Iterable[str], since: date, until: date, days: int) -> list[Window]:
    """The days from since to until in pieces, the newest first, for every source."""
    pieces = []
    last = until
    while last >= since:
        first = max(since, last - timedelta(days=days - 1))
        pieces.append((first.isoformat(), last.isoformat()))
        last = first - timedelta(days=1)
    return [(source, *piece) for piece in pieces for source in sources]
