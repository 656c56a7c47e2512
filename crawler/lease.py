"""Keeps the lease on the source alive while its spider works, and stops it once that is lost."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing, suppress
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.internet import task

from archive.store import leases
from archive.store.connect import connect

logger = logging.getLogger(__name__)
PATIENCE = 1.0  # seconds for which a heartbeat waits for another writer; the next one comes


class Heartbeat:
    """Extension: says every few seconds that the crawl is alive, and how much it has asked, so
    that the budget of the day also counts what a killed run had spent.

    It beats in the loop that crawls: a loop that hangs is seen by its silence.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.loop = task.LoopingCall(self.beat)
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Heartbeat:
        """Built by Scrapy."""
        return cls(crawler)

    def _opened(self) -> None:
        self.loop.start(leases.BEAT, now=False)

    def _closed(self) -> None:
        if self.loop.running:
            self.loop.stop()

    def beat(self) -> None:
        """One heartbeat; a lease that another took ends the crawl."""
        spider: Any = self.crawler.spider
        kept = True
        with (
            suppress(sqlite3.OperationalError),
            closing(connect(spider.archive.home / "archive.db")) as db,
        ):
            db.execute(f"pragma busy_timeout = {int(PATIENCE * 1000)}")
            kept = leases.beat(db, spider.token)
            stats = self.crawler.stats
            asked = stats.get_value("downloader/request_count", 0) if stats else 0
            db.execute(
                "update crawls set requested = ? where id = ? and outcome = 'running'",
                (asked, spider.run_id),
            )
        if not kept:
            logger.error("another process took %s over; this one stops", spider.name)
            spider.stop("interrupted")
