"""Reads stored pages again with today's extractor; no site is asked."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from archive.gazetteer import Gazetteer
from archive.sources import declared_sources
from archive.store import Archive, PageStore, transaction
from archive.store.connect import connect
from archive.take import take
from pipelines.article import Rules
from pipelines.model import Read, Stored
from pipelines.stages import read_stored
from pipelines.version import extractor_version

CHUNK = 32


@dataclass(slots=True)
class Report:
    """What a reprocess changed, per source: pages, figures gained, lost and changed."""

    pages: Counter[str] = field(default_factory=Counter)
    gained: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)


def read_pending(archive: Archive) -> int:
    """Read the pages that were stored and never read; returns how many."""
    read = {row[0] for row in archive.db.execute("select fetch_id from reads")}
    pending = [i for i in _all_fetches(archive) if i not in read]
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
    """Read the newest fetch of every address again and write what differs.

    Pages already read by this very extractor are passed over unless everything is true, so an
    interrupted run goes on where it stopped. dry_run writes nothing and reports the same.
    """
    wanted = list(PageStore(archive.pages).fetch_ids(source_id, since))
    if not everything:
        done = {
            row[0]
            for row in archive.db.execute(
                "select fetch_id from reads where extractor = ?", (extractor_version(),)
            )
        }
        wanted = [fetch_id for fetch_id in wanted if fetch_id not in done]
    report = Report()
    if dry_run:
        try:
            with transaction(archive.db):
                _reprocess(archive, wanted, workers, report, progress)
                raise _Undo
        except _Undo:
            return report
    _reprocess(archive, wanted, workers, report, progress)
    return report


class _Undo(Exception):
    """Ends the transaction of a dry run."""


def _reprocess(
    archive: Archive,
    wanted: Sequence[int],
    workers: int,
    report: Report,
    progress: Callable[[int, int], None],
) -> None:
    gazetteer, sources = Gazetteer(archive.db), declared_sources()
    rules = {source.id: source.rules for source in sources.values()}
    for n, item in enumerate(_read_all(archive, wanted, rules, workers), 1):
        source = sources.get(item.page.source_id)
        saved = take(archive, gazetteer, item, source, cause="extractor")
        name = item.page.source_id
        report.pages[name] += 1
        report.gained[name] += saved.gained
        report.lost[name] += saved.lost
        report.changed[name] += saved.changed
        report.failed[name] += saved.outcome == "failed"
        progress(n, len(wanted))


def _read_all(
    archive: Archive, wanted: Sequence[int], rules: dict[str, tuple[Rules, ...]], workers: int
) -> Iterator[Read]:
    if workers <= 1:
        yield from _read_chunk(archive.pages, wanted, rules)
        return
    chunks = [wanted[i : i + CHUNK] for i in range(0, len(wanted), CHUNK)]
    with ProcessPoolExecutor(workers) as pool:
        jobs = [pool.submit(_work, archive.home, chunk, rules) for chunk in chunks]
        for job in jobs:
            yield from job.result()


def _work(home: Path, chunk: Sequence[int], rules: dict[str, tuple[Rules, ...]]) -> list[Read]:
    connection = connect(home / "pages.db")
    try:
        return list(_read_chunk(connection, chunk, rules))
    finally:
        connection.close()


def _read_chunk(
    connection: sqlite3.Connection, chunk: Sequence[int], rules: dict[str, tuple[Rules, ...]]
) -> Iterator[Read]:
    store = PageStore(connection)
    for fetch_id in chunk:
        page = store.load(fetch_id)
        yield read_stored(Stored(page, fetch_id), rules.get(page.source_id, ()))


def _all_fetches(archive: Archive) -> list[int]:
    return [row[0] for row in archive.pages.execute("select id from fetches order by id")]
