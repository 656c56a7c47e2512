"""The item pipelines that write: the page before anything can fail, the record at the end."""

from __future__ import annotations

from typing import Any

from archive.gazetteer import Gazetteer
from archive.store import Archive, PageStore, Saved
from archive.store.screen import Screen
from archive.take import outdated, take
from pipelines.model import Page, Read, Stored


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
    """Last item pipeline: Read to rows."""

    def __init__(self, crawler: Any, archive: Archive) -> None:
        self.crawler = crawler
        self.archive = archive
        self.gazetteer = Gazetteer(archive.db)

    @classmethod
    def from_crawler(cls, crawler: Any) -> SaveRecord:
        """Built by Scrapy; the spider carries its archive and its run."""
        return cls(crawler, crawler.spider.archive)

    def process_item(self, item: Read) -> Read:
        """Write one record in one transaction and count what it did."""
        spider = self.crawler.spider
        saved = take(self.archive, self.gazetteer, item, spider.source, run_id=spider.run_id)
        self._count(saved)
        return item

    def _count(self, saved: Saved) -> None:
        stats = self.crawler.stats
        stats.inc_value(f"parks/{saved.outcome}")
        stats.inc_value("parks/figures_gained", saved.gained)
        stats.inc_value("parks/figures_lost", saved.lost)
        stats.inc_value("parks/figures_changed", saved.changed)
