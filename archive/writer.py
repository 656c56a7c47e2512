"""The item pipelines that write: the page before anything can fail, the record at the end."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

from archive.gazetteer import Gazetteer
from archive.store import Archive, PageStore, Saved, transaction
from archive.store.screen import Screen
from archive.take import outdated, take
from pipelines.model import Page, Read, Stored

TOGETHER = 16  # records of one transaction at most
PATIENCE = 0.1  # seconds that a record waits for those behind it at most


class SavePage:
    """First item pipeline: Page to Stored."""

    def __init__(self, archive: Archive, family: str) -> None:
        self.archive = archive
        self.store = PageStore(archive.pages)
        self.family = family
        self.screen = Screen(archive.db)

    @classmethod
    def from_crawler(cls, crawler: Any) -> SavePage:
        """Built by Scrapy; the spider carries its archive and source."""
        return cls(crawler.spider.archive, crawler.spider.source.family)

    def process_item(self, item: Page) -> Stored:
        """Store the page as fetched, but for names that were removed on request."""
        item = self.screen.page(item)
        before = outdated(self.archive, item.url)
        return Stored(item, self.store.save(item, self.family), before)


class SaveRecord:
    """Last item pipeline: Read to rows.

    Records that come one upon another are written in one transaction: they touch much the same
    parts of the file. One behind which no page is on its way, as in a polite crawl, is written at
    once. Until then its address counts as not fetched, as that of a page that is being read does.
    """

    def __init__(self, crawler: Any, archive: Archive) -> None:
        self.crawler = crawler
        self.archive = archive
        self.gazetteer = Gazetteer(archive.db)
        self._waiting: list[tuple[Read, asyncio.Future[None]]] = []
        self._timer: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: Any) -> SaveRecord:
        """Built by Scrapy; the spider carries its archive and its run."""
        return cls(crawler, crawler.spider.archive)

    async def process_item(self, item: Read) -> Read:
        """Write one record, alone or with others, and count what it did."""
        loop = asyncio.get_running_loop()
        written: asyncio.Future[None] = loop.create_future()
        self._waiting.append((item, written))
        under_way = self.crawler.engine.scraper.slot.itemproc_size
        if len(self._waiting) >= min(under_way, TOGETHER):
            self._write()
        elif self._timer is None:
            self._timer = loop.call_later(PATIENCE, self._write)
        await written
        return item

    def _write(self) -> None:
        """Write all records that wait; a fault is told to those that it concerns."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        waiting, self._waiting = self._waiting, []
        try:
            self._commit(waiting)
        except sqlite3.OperationalError as fault:  # none of them can be written
            _tell(waiting, fault)
        except Exception:  # noqa: BLE001 one of them: written one by one, it is told to that one
            for one in waiting:
                try:
                    self._commit([one])
                except Exception as fault:  # noqa: BLE001 Scrapy logs and counts it
                    _tell([one], fault)

    def _commit(self, waiting: list[tuple[Read, asyncio.Future[None]]]) -> None:
        """Write records in one transaction and tell those who wait for them."""
        spider = self.crawler.spider
        try:
            with transaction(self.archive.db):
                saved = [
                    take(self.archive, self.gazetteer, item, spider.source, run_id=spider.run_id)
                    for item, _ in waiting
                ]
        except Exception:
            # Candidates that it had met went with the transaction.
            self.gazetteer = Gazetteer(self.archive.db)
            raise
        for one in saved:
            self._count(one)
        _tell(waiting)

    def _count(self, saved: Saved) -> None:
        stats = self.crawler.stats
        stats.inc_value(f"parks/{saved.outcome}")
        stats.inc_value("parks/figures_gained", saved.gained)
        stats.inc_value("parks/figures_lost", saved.lost)
        stats.inc_value("parks/figures_changed", saved.changed)


def _tell(waiting: list[tuple[Read, asyncio.Future[None]]], fault: Exception | None = None) -> None:
    """Let those go on who wait for records, or tell them why one was not written."""
    for _, written in waiting:
        if written.done():
            continue
        if fault is None:
            written.set_result(None)
        else:
            written.set_exception(fault)
