"""The reading process: takes pages until its stdin ends, answers each with what was read.

`python -m pipelines.apart`; the first message holds the source's rules. It ends by itself when
the crawl does, however that ended: its stdin is then closed.
"""

from __future__ import annotations

import gc
import os
import pickle
import queue
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from typing import Any, BinaryIO

from pipelines.apart.wire import packed, receive
from pipelines.article import Rules
from pipelines.model import Page
from pipelines.process import process

SECONDS = 60  # of processor time for one page; real ones take a hundredth of a second
MEMORY = 4 * 2**30  # bytes of address space: a page that asks for more fails alone
GARBAGE = 20_000  # objects of pages before the first look for those that hold each other
AHEAD = 4  # pages that wait here, so that the crawl's pauses do not become this process's


def main() -> None:
    """Read pages until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the crawl ends in its own way, then stdin does
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    least = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (least, hard))
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but answers may go where the answers go
    pages: queue.Queue[Any] = queue.Queue(AHEAD)
    threading.Thread(target=_fill, args=(sys.stdin.buffer, pages), daemon=True).start()
    rules = pages.get()
    # What is loaded by now stays: looking it over again and again takes a page's time in thirty.
    gc.freeze()
    gc.set_threshold(GARBAGE)
    while (page := pages.get()) is not None:
        # Whatever holds a page up, a pattern that backtracks without end too, is ended by the
        # kernel; the crawl names the page and starts another reader for the next.
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        answer = answer_for(page, rules)
        signal.setitimer(signal.ITIMER_PROF, 0)
        try:
            answers.write(answer)
            answers.flush()
        except BrokenPipeError:
            os._exit(0)  # the crawl is gone; its next run reads the page again


def _fill(stream: BinaryIO, pages: queue.Queue[Any]) -> None:
    try:
        while True:
            pages.put(receive(stream))
    except EOFError:
        pages.put(None)


def answer_for(page: Page, rules: Sequence[Rules]) -> bytes:
    """(record, fault, its trace) of one page, packed."""
    try:
        return packed((process(page, rules), None, ""))
    except Exception as fault:  # noqa: BLE001 a page that cannot be read is named, and kept
        return packed((None, _portable(fault), traceback.format_exc()))


def _portable(fault: Exception) -> Exception:
    """The fault, or its words where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(fault))  # noqa: S301 just pickled
    except Exception:  # noqa: BLE001 any fault's own way of being made again may fail
        return RuntimeError(f"{type(fault).__name__}: {fault}")
    return fault


if __name__ == "__main__":
    main()
