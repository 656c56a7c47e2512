"""The crawl's end of the pipes: hands pages to a reading process and takes what it read."""

from __future__ import annotations

import asyncio
import fcntl
import logging
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from signal import SIGPROF

from pipelines.apart.wire import LENGTH, length_of, packed, unpacked
from pipelines.article import Rules
from pipelines.model import Read, Record, Stored

logger = logging.getLogger(__name__)
ROOM = 2**20  # bytes that the pipe to the process holds
PATIENCE = 10.0  # seconds in which the process must end once it was told to
Answer = tuple[Record | None, Exception | None, str]


class ReaderDied(RuntimeError):
    """The reading process ended over a page; the page is kept and named."""


class Reader:
    """One reading process, started with the first page and again where a page ended it.

    Pages are answered in the order in which they were given.
    """

    def __init__(self, rules: Sequence[Rules]) -> None:
        self.rules = tuple(rules)
        self._child: Process | None = None
        self._waiting: deque[tuple[Stored, asyncio.Future[Read]]] = deque()
        self._work: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """How many pages it was given and has not answered."""
        return len(self._waiting)

    @property
    def pid(self) -> int | None:
        """The process, None while there is none."""
        return self._child.pid if self._child else None

    async def read(self, item: Stored) -> Read:
        """What was read from a stored page, or the fault that stopped the reading."""
        future: asyncio.Future[Read] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._child is not None:
            self._send(item)
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._answer_all())
        return await future

    async def close(self) -> None:
        """End the process; all pages must have been answered."""
        if self._child is not None:
            await self._end(self._child)

    async def _answer_all(self) -> None:
        while self._waiting:
            record, fault, trace = await self._next_answer()
            item, future = self._waiting.popleft()
            if fault is not None:
                logger.error("cannot read %s: %s\n%s", item.page.url, fault, trace)
            if not future.done():
                future.set_result(Read(item.page, item.fetch_id, record, fault))

    async def _next_answer(self) -> Answer:
        try:
            child = self._child or await self._start()
            assert child.stdout is not None
            head = await child.stdout.readexactly(LENGTH.size)
            answer: Answer = unpacked(await child.stdout.readexactly(length_of(head)))
        except (asyncio.IncompleteReadError, OSError) as ended:
            return None, await self._cause(ended), ""
        return answer

    async def _start(self) -> Process:
        # A group of its own: Ctrl-C on the terminal is the crawl's to answer.
        self._child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "pipelines.apart", stdin=PIPE, stdout=PIPE, process_group=0
        )
        assert self._child.stdin is not None
        _widen(self._child.stdin)
        self._child.stdin.write(packed(self.rules))
        for item, _ in self._waiting:
            self._send(item)
        return self._child

    def _send(self, item: Stored) -> None:
        assert self._child is not None and self._child.stdin is not None
        self._child.stdin.write(packed(item.page))

    async def _cause(self, ended: Exception) -> ReaderDied:
        """Why the process is no more; the next page starts another."""
        child, self._child = self._child, None
        if child is None:
            return ReaderDied(f"no reading process can be started: {ended}")
        status = await self._end(child)
        if status == -SIGPROF:
            return ReaderDied("reading it took longer than any page may take")
        return ReaderDied(f"the reading process ended over it with status {status}")

    async def _end(self, child: Process) -> int:
        assert child.stdin is not None
        child.stdin.close()
        try:
            return await asyncio.wait_for(child.wait(), PATIENCE)
        except TimeoutError:
            child.kill()
            return await child.wait()


def _widen(pipe: asyncio.StreamWriter) -> None:
    """Let a whole page into the pipe at once, where the system can."""
    with suppress(OSError, AttributeError):
        fcntl.fcntl(pipe.get_extra_info("pipe"), fcntl.F_SETPIPE_SZ, ROOM)
