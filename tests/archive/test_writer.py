"""Records that come one upon another: written together, and each told its own fault."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from scrapy.crawler import Crawler
from scrapy.spiders import Spider
from scrapy.statscollectors import MemoryStatsCollector

from archive.store import PageStore, open_archive
from archive.writer import TOGETHER, SaveRecord
from pipelines.model import Read, Stored
from pipelines.stages import read_stored
from tests.archive import pages


def reads(home: Path, count: int) -> list[Read]:
    """Pages that were stored and read, of another archive with the same pages."""
    archive = open_archive(pages.build(home, count))
    store = PageStore(archive.pages)
    found = [store.load(fetch_id) for fetch_id in store.fetch_ids()]
    archive.close()
    return [read_stored(Stored(page, n), ()) for n, page in enumerate(found, 1)]


class Written:
    """Gives records to the pipeline, so many of them under way at once."""

    def __init__(self, home: Path) -> None:
        self.archive = open_archive(home)
        self.commits = 0
        self.archive.db.set_trace_callback(self._seen)
        self.slot = SimpleNamespace(itemproc_size=0)
        stats = MemoryStatsCollector(Crawler(Spider))
        source = SimpleNamespace(id="paper", province="620000", rules=())
        crawler: Any = SimpleNamespace(
            spider=SimpleNamespace(source=source, run_id=1, archive=self.archive),
            stats=stats,
            engine=SimpleNamespace(scraper=SimpleNamespace(slot=self.slot)),
        )
        self.pipeline = SaveRecord.from_crawler(crawler)

    def _seen(self, sql: str) -> None:
        self.commits += sql == "commit"

    def give(self, items: list[Read], under_way: int) -> list[Any]:
        """What came of each: the item, or the fault that it met."""
        self.slot.itemproc_size = under_way
        self.commits = 0

        async def all_of_them() -> list[Any]:
            tasks = [self.pipeline.process_item(item) for item in items]
            return await asyncio.gather(*tasks, return_exceptions=True)

        return asyncio.run(all_of_them())

    def urls(self) -> set[str]:
        """The articles that are committed, as another connection sees them."""
        with sqlite3.connect(self.archive.home / "archive.db") as db:
            return {row[0] for row in db.execute("select url from articles")}


def test_records_that_come_together_are_one_transaction(tmp_path: Path) -> None:
    items = reads(tmp_path / "read", TOGETHER + 3)
    written = Written(tmp_path / "home")
    assert written.give(items, len(items)) == items
    # The last three wait for others that never come, but not for long.
    assert written.commits == 2
    assert written.urls() == {item.page.url for item in items}


def test_a_record_behind_which_nothing_comes_is_written_at_once(tmp_path: Path) -> None:
    items = reads(tmp_path / "read", 2)
    written = Written(tmp_path / "home")
    for item in items:
        assert written.give([item], 1) == [item]
        assert written.commits == 1
        assert item.page.url in written.urls()


def test_a_record_that_cannot_be_written_keeps_no_other_from_it(tmp_path: Path) -> None:
    items = reads(tmp_path / "read", 4)
    written = Written(tmp_path / "home")
    written.archive.db.execute(
        "create trigger no before insert on articles when new.url like '%/2.html' "
        "begin select raise(abort, 'not this one'); end"
    )
    told = written.give(items, 4)
    assert [one if isinstance(one, Read) else str(one) for one in told] == [
        items[0],
        items[1],
        "not this one",
        items[3],
    ]
    assert written.urls() == {item.page.url for item in items if "/2." not in item.page.url}
    assert written.archive.db.execute("pragma foreign_key_check").fetchall() == []


def test_where_nothing_can_be_written_every_record_is_told(tmp_path: Path) -> None:
    items = reads(tmp_path / "read", 3)
    written = Written(tmp_path / "home")
    written.archive.db.execute("pragma busy_timeout = 50")
    with sqlite3.connect(tmp_path / "home" / "archive.db", isolation_level=None) as other:
        other.execute("begin immediate")
        told = written.give(items, 3)
        assert [type(one) for one in told] == [sqlite3.OperationalError] * 3
        other.execute("rollback")
    assert written.give(items, 3) == items
