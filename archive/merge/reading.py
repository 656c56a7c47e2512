"""Reads pages of shards in several processes; the archive has one writer."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from archive.merge.shards import Fetched
from archive.publishing.helpers import end_with
from archive.reprocess import AHEAD, CHUNK
from archive.store import PageStore
from archive.store.connect import connect
from archive.store.screen import Screen
from pipelines.article import Rules
from pipelines.model import Read, Stored
from pipelines.stages import read_stored

Chunk = list[tuple[Fetched, Read]]


def read_all(
    wanted: Iterator[Fetched],
    homes: Sequence[Path],
    rules: Mapping[str, tuple[Rules, ...]],
    workers: int,
    screen: Screen,
) -> Iterator[Chunk]:
    """Chunk by chunk what is to be taken, in its order, each page with what was read from it.

    screen holds the names that were removed from the archive: they stay out of what comes.
    """
    chunks = iter(lambda: list(islice(wanted, CHUNK)), [])
    if workers <= 1:
        for chunk in chunks:
            yield _read_chunk(chunk, homes, rules, screen)
        return
    waiting: deque[Future[Chunk]] = deque()
    with ProcessPoolExecutor(workers, initializer=end_with, initargs=(os.getpid(),)) as pool:
        for chunk in chunks:
            waiting.append(pool.submit(_read_chunk, chunk, homes, rules, screen))
            if len(waiting) > workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read_chunk(
    chunk: Sequence[Fetched],
    homes: Sequence[Path],
    rules: Mapping[str, tuple[Rules, ...]],
    screen: Screen,
) -> Chunk:
    stores = {n: PageStore(connect(homes[n] / "pages.db")) for n in {f.shard for f in chunk}}
    try:
        done: Chunk = []
        for fetched in chunk:
            page = screen.page(stores[fetched.shard].load(fetched.fetch_id))
            item = read_stored(Stored(page, fetched.fetch_id), rules.get(page.source_id, ()))
            done.append((fetched, item))
        return done
    finally:
        for store in stores.values():
            store.db.close()
