"""Helpers of a publication: processes that do pieces of it beside the one that writes.

A small archive needs none. A helper ends when the process that it helps has ended.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

MANY = 20_000  # reports from which starting helpers pays
MOST = 4
AHEAD = 3  # pieces done ahead of whoever takes them, for each helper
SECONDS = 60  # for all helpers to begin
# How much a helper steps back for the process that writes, on which all others wait; one whose
# work nobody waits for soon steps back further.
BEHIND, FAR_BEHIND = 5, 10

Piece = TypeVar("Piece")
Result = TypeVar("Result")


def helpers_for(reports: int) -> int:
    """How many helpers so many reports are worth; none on a machine that has one processor."""
    helpers = min(MOST, os.cpu_count() or 1)
    return helpers if reports >= MANY and helpers > 1 else 0


@contextmanager
def helping(
    n: int, begin: Callable[..., object], *given: Any, nice: int = BEHIND
) -> Iterator[ProcessPoolExecutor]:
    """n processes, each of which has called begin(*given) before this goes on."""
    context = get_context("spawn")  # a fork would share the locks of open databases
    ready = context.Barrier(n + 1)
    with ProcessPoolExecutor(n, context, _begin, (os.getpid(), ready, nice, begin, given)) as pool:
        for _ in range(n):
            pool.submit(int)  # each is begun for a piece of its own
        ready.wait(SECONDS)
        yield pool


def _begin(
    parent: int, ready: Any, nice: int, begin: Callable[..., object], given: tuple[Any, ...]
) -> None:
    end_with(parent)
    os.nice(nice)
    begin(*given)
    ready.wait(SECONDS)


def in_order(
    pool: ProcessPoolExecutor, n: int, work: Callable[[Piece], Result], pieces: Iterable[Piece]
) -> Iterator[Result]:
    """The results in the order of the pieces; only so many wait in memory."""
    waiting: deque[Future[Result]] = deque()
    for piece in pieces:
        waiting.append(pool.submit(work, piece))
        if len(waiting) > n * AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def end_with(parent: int) -> None:
    """A worker whose parent was killed ends too, else it would wait for work for ever."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
