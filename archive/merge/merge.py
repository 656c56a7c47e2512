"""Merges shards: their runs first, then their pages in the order of time, then their memory.

A kill at any moment loses nothing: how far a shard was merged is written with the pages taken, in
one transaction, and the memory is joined by rules that change nothing the second time.
"""

from __future__ import annotations

import heapq
from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive.merge.facts import RUNS
from archive.merge.memory import Snapshot
from archive.merge.reading import Chunk, read_all
from archive.merge.replay import Replay
from archive.merge.shards import Fetched, key, mark, merged_up_to, open_shards, shard_id, to_come
from archive.sources import declared_sources
from archive.store import Archive, transaction
from archive.store.dictionaries import keep_dictionaries
from archive.store.screen import Screen


@dataclass(slots=True)
class Merged:
    """What a merge did: pages by outcome, rows of the memory that became another, sources that
    are not declared here."""

    outcomes: Counter[str] = field(default_factory=Counter)
    here: int = 0  # pages that were here already
    removed: int = 0  # pages of what was removed on request: left out
    facts: Counter[str] = field(default_factory=Counter)
    undeclared: set[str] = field(default_factory=set)


def merge(
    archive: Archive,
    homes: Sequence[Path],
    *,
    workers: int = 1,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Merged:
    """Bring shards into the archive. Raises ArchiveError for a folder that is no shard."""
    shards = open_shards(list(homes), archive)
    try:
        return _merge(archive, shards, workers, progress)
    finally:
        for shard in shards:
            shard.close()


def _merge(
    archive: Archive,
    shards: list[Archive],
    workers: int,
    progress: Callable[[int, int], None],
) -> Merged:
    # The memory is looked at before the pages: whatever it says was fetched is among them.
    with ExitStack() as looks:
        snapshots = []
        for n, shard in enumerate(shards):
            snapshots.append(Snapshot(archive.db, shard.home, n))
            looks.callback(snapshots[-1].close)
        merged = Merged()
        with transaction(archive.db):
            for snapshot in snapshots:
                snapshot.write_sources()
                merged.facts[RUNS.table] += snapshot.write(RUNS)
        _take_pages(archive, shards, workers, progress, merged)
        for snapshot in snapshots:
            merged.facts += snapshot.write_memory()
    return merged


def _take_pages(
    archive: Archive,
    shards: list[Archive],
    workers: int,
    progress: Callable[[int, int], None],
    merged: Merged,
) -> None:
    sources = declared_sources()
    replay = Replay(archive, sources)
    rules = {source.id: source.rules for source in sources.values()}
    marks = _Marks(archive, shards)
    coming = marks.coming()
    total, done = sum(map(len, coming)), 0
    wanted = heapq.merge(*coming, key=lambda f: (f.at, f.url))
    homes, screen = [shard.home for shard in shards], Screen(archive.db)
    for chunk in read_all(wanted, homes, rules, workers, screen):
        _take(archive, replay, chunk, marks, merged)
        merged.undeclared |= {item.page.source_id for _, item in chunk} - set(sources)
        done += len(chunk)
        progress(done, total)
    families: dict[str, list[str]] = {}
    for source in sources.values():
        families.setdefault(source.family, []).append(source.id)
    keep_dictionaries(archive.pages, families.items())


def _take(archive: Archive, replay: Replay, chunk: Chunk, marks: _Marks, merged: Merged) -> None:
    """One chunk: its pages are safe before anything is read out of them."""
    taken = [item for _, item in chunk if not replay.removed(item.page)]
    with transaction(archive.pages):
        taken = [replace(item, fetch_id=replay.save(item.page)) for item in taken]
    with transaction(archive.db):
        for item in taken:
            outcome = replay.take(item)
            if outcome:
                merged.outcomes[outcome] += 1
            else:
                merged.here += 1
        marks.save([fetched for fetched, _ in chunk])
    merged.removed += len(chunk) - len(taken)


class _Marks:
    """How far each shard is merged. Pages come in the order of time, which need not be that of
    their numbers, so a number counts as reached when every smaller one is."""

    def __init__(self, archive: Archive, shards: Sequence[Archive]) -> None:
        self.archive = archive
        self.shards = shards
        self.names = [shard_id(shard) for shard in shards]
        self.reached = [
            merged_up_to(archive, shard, name)
            for shard, name in zip(shards, self.names, strict=True)
        ]
        self.ahead: list[deque[int]] = [deque() for _ in shards]
        self.passed: list[set[int]] = [set() for _ in shards]

    def coming(self) -> list[list[Fetched]]:
        """Each shard's pages that are to come, in the order of time."""
        lists = []
        for n, shard in enumerate(self.shards):
            found = list(to_come(shard, n, self.reached[n]))
            self.ahead[n] = deque(sorted(fetched.fetch_id for fetched in found))
            lists.append(found)
        return lists

    def save(self, taken: Sequence[Fetched]) -> None:
        """Write how far each shard is merged; part of the caller's transaction."""
        for fetched in taken:
            self.passed[fetched.shard].add(fetched.fetch_id)
        for n in {fetched.shard for fetched in taken}:
            ahead, before = self.ahead[n], self.reached[n]
            while ahead and ahead[0] in self.passed[n]:
                self.reached[n] = ahead.popleft()
                self.passed[n].remove(self.reached[n])
            if self.reached[n] != before:
                self.archive.db.execute(
                    "insert or replace into settings (key, value) values (?, ?)",
                    (key(self.names[n]), mark(self.shards[n], self.reached[n])),
                )
