"""Crawls what is due, a few sources at a time, until nothing is due any more."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from archive.crawling import Run, crawl
from archive.faults import ArchiveError
from archive.schedule.claims import Claim, claim
from archive.store import leases, open_archive
from archive.store.connect import SHANGHAI
from pipelines.source import Source

LOOK_AGAIN = 15.0  # seconds after which an idle worker looks, while others work, what is due
Told = Callable[[Claim, Run | ArchiveError | None], None]


class Due:
    """One run of `parks crawl --due`. Each source is crawled once at most, so that it ends."""

    def __init__(
        self, home: Path, sources: Sequence[Source], arguments: Mapping[str, str], tell: Told
    ) -> None:
        self.home = home
        self.sources = sources
        self.arguments = arguments
        self.tell = tell
        self.runs: list[Run] = []
        self.faults: list[str] = []
        self._done: set[str] = set()
        self._working = 0
        self._lock = threading.Lock()
        self._ended = threading.Event()

    def work(self, workers: int) -> None:
        """Crawl until nothing is due; tell hears of each beginning (None) and each end."""
        with ThreadPoolExecutor(workers) as pool:
            waiting = [pool.submit(self._worker) for _ in range(workers)]
            try:
                for worker in waiting:
                    worker.result()
            finally:
                self._ended.set()

    def _worker(self) -> None:
        while not self._ended.is_set():
            taken = self._claim()
            if taken is not None:
                self._one(taken)
            elif not self._working or self._ended.wait(LOOK_AGAIN):
                self._ended.set()  # nothing is due and nobody works: no worker has to look again

    def _claim(self) -> Claim | None:
        with self._lock:
            taken = claim(self.home, self.sources, datetime.now(SHANGHAI), self._done)
            if taken is not None:
                self._done.add(taken.source.id)
                self._working += 1
        return taken

    def _one(self, taken: Claim) -> None:
        ended: Run | ArchiveError
        try:
            self.tell(taken, None)
            ended = crawl(
                taken.source, self.home, arguments=self.arguments, token=taken.token, quiet=True
            )
            self.runs.append(ended)
        except ArchiveError as fault:
            ended = fault
            self.faults.append(str(fault))
        finally:
            with self._lock:
                self._working -= 1
        self.tell(taken, ended)


def crashed(home: Path) -> list[str]:
    """The sources whose crawl crashed since the last look; they are free again."""
    archive = open_archive(home)
    try:
        return leases.clear_lost(archive.db)
    finally:
        archive.close()
