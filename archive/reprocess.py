"""Reads stored pages again with today's extractor; no site is asked."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive.gazetteer import Gazetteer
from archive.gazetteer.load import is_resolved, mark_resolved
from archive.publishing.helpers import end_with
from archive.sources import declared_sources
from archive.store import Archive, PageStore, Saved
from archive.store.connect import connect
from archive.take import take
from pipelines.article import Rules
from pipelines.model import Read, Stored
from pipelines.stages import read_stored
from pipelines.version import extractor_version

CHUNK = 32  # pages a worker reads at a time
AHEAD = 3  # chunks read ahead of the writer, for each worker
EXAMPLES = 5


@dataclass(slots=True)
class Report:
    """What a reprocess changed: pages by source, figures by source and by indicator, examples."""

    pages: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    by_source: Counter[tuple[str, str]] = field(default_factory=Counter)  # (source, change)
    by_indicator: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)  # change -> words

    def add(self, source: str, saved: Saved) -> None:
        """Count one page."""
        self.pages[source] += 1
        self.failed[source] += saved.outcome == "failed"
        for move in saved.moves:
            self.by_source[source, move.change] += 1
            self.by_indicator[move.indicator, move.change] += 1
            shown = self.examples.setdefault(move.change, [])
            if len(shown) < EXAMPLES:
                shown.append(f"{saved.article_id}: {move.words}")


def read_pending(archive: Archive, but: Collection[str] = ()) -> int:
    """Read the pages that were stored and never read, but of some sources; returns how many."""
    read = {row[0] for row in archive.db.execute("select fetch_id from reads")}
    pending = [i for i in _all_fetches(archive, but) if i not in read]
    if not pending:
        return 0
    gazetteer, sources = Gazetteer(archive.db), declared_sources()
    store = PageStore(archive.pages)
    for fetch_id in pending:
        page = store.load(fetch_id)
        source = sources.get(page.source_id)
        item = read_stored(Stored(page, fetch_id), source.rules if source else ())
        take(archive, gazetteer, item, source)
    return len(pending)


def reprocess(
    archive: Archive,
    *,
    source_id: str | None = None,
    since: str = "",
    workers: int = 1,
    everything: bool = False,
    dry_run: bool = False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Report:
    """Read stored pages again, one writer and several readers, and write what differs.

    Pages already read by this very extractor are passed over unless everything is true, so an
    interrupted run goes on where it stopped. dry_run writes nothing and reports the same.
    """
    wanted = _wanted(archive, source_id, since)
    gazetteer, sources = Gazetteer(archive.db), declared_sources()
    # New names of parks concern every report, whichever reader read it.
    if not everything and is_resolved(archive.db):
        done = {
            row[0]
            for row in archive.db.execute(
                "select fetch_id from reads where extractor = ?", (extractor_version(),)
            )
        }
        wanted = [fetch_id for fetch_id in wanted if fetch_id not in done]
    rules = {source.id: source.rules for source in sources.values()}
    report = Report()
    with _only_looking(archive.db) if dry_run else nullcontext():
        for n, item in enumerate(_read_all(archive, wanted, rules, workers), 1):
            name = item.page.source_id
            with _undone(archive.db) if dry_run else nullcontext():
                saved = take(archive, gazetteer, item, sources.get(name), cause="extractor")
            report.add(name, saved)
            progress(n, len(wanted))
    if not (dry_run or source_id or since):
        mark_resolved(archive.db)
    return report


def _wanted(archive: Archive, source_id: str | None, since: str) -> list[int]:
    """The newest fetch of every address, and what each article was read from where a later fetch
    showed no article any more."""
    newest = set(PageStore(archive.pages).fetch_ids(source_id, since))
    standing = {
        row[0]
        for row in archive.db.execute(
            "select fetch_id from articles where fetch_id is not null and gone_since is not null "
            "and (?1 is null or source_id = ?1) and retrieved_at >= ?2",
            (source_id, since),
        )
    }
    return sorted(newest | standing)


@contextmanager
def _only_looking(db: sqlite3.Connection) -> Iterator[None]:
    """Without keys: a candidate park that was undone is still known to the gazetteer."""
    db.execute("pragma foreign_keys = off")
    try:
        yield
    finally:
        db.execute("pragma foreign_keys = on")


@contextmanager
def _undone(db: sqlite3.Connection) -> Iterator[None]:
    """One page's transaction that never happened; other commands write between two pages."""
    db.execute("begin immediate")
    try:
        yield
    finally:
        db.execute("rollback")


def _read_all(
    archive: Archive, wanted: Sequence[int], rules: dict[str, tuple[Rules, ...]], workers: int
) -> Iterator[Read]:
    if workers <= 1:
        yield from _read_chunk(archive.pages, wanted, rules)
        return
    chunks = (wanted[i : i + CHUNK] for i in range(0, len(wanted), CHUNK))
    waiting: deque[Future[list[Read]]] = deque()
    with ProcessPoolExecutor(workers, initializer=end_with, initargs=(os.getpid(),)) as pool:
        for chunk in chunks:
            waiting.append(pool.submit(_work, archive.home, chunk, rules))
            if len(waiting) > workers * AHEAD:  # what is read waits in memory for the writer
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _work(home: Path, chunk: Sequence[int], rules: dict[str, tuple[Rules, ...]]) -> list[Read]:
    connection = connect(home / "pages.db")
    try:
        return [_without_bytes(read) for read in _read_chunk(connection, chunk, rules)]
    finally:
        connection.close()


def _without_bytes(read: Read) -> Read:
    """As the writer needs it: the page lies in the store, its bytes need not go back and forth."""
    parts = tuple(replace(part, body=b"") for part in read.page.parts)
    return replace(read, page=replace(read.page, parts=parts))


def _read_chunk(
    connection: sqlite3.Connection, chunk: Sequence[int], rules: dict[str, tuple[Rules, ...]]
) -> Iterator[Read]:
    store = PageStore(connection)
    for fetch_id in chunk:
        page = store.load(fetch_id)
        yield read_stored(Stored(page, fetch_id), rules.get(page.source_id, ()))


def _all_fetches(archive: Archive, but: Collection[str] = ()) -> list[int]:
    rows = archive.pages.execute("select id, source_id from fetches order by id")
    return [row["id"] for row in rows if row["source_id"] not in but]
