"""The item pipeline that turns a stored page into what was read from it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipelines.apart import ReadingApart
from pipelines.article import Rules
from pipelines.model import Read, Stored
from pipelines.process import process

logger = logging.getLogger(__name__)


class Process:
    """Item pipeline between SavePage and SaveRecord; knows the source's selectors.

    Pages are read in processes apart, READERS at most, so that the crawl goes on fetching;
    READERS=0 reads them in the crawl's own.
    """

    def __init__(self, rules: Sequence[Rules], readers: int) -> None:
        self.rules = rules
        self.reader = ReadingApart(rules, readers) if readers else None

    @classmethod
    def from_crawler(cls, crawler: Any) -> Process:
        """Built by Scrapy; the spider carries its source."""
        return cls(crawler.spider.source.rules, crawler.settings.getint("READERS"))

    async def process_item(self, item: Stored) -> Read:
        """Read one stored page, and before it the one that it is compared with."""
        if item.before is None:
            return await self._read(item)
        before, found = await asyncio.gather(self._read(item.before), self._read(item))
        return replace(found, before=before)

    async def _read(self, item: Stored) -> Read:
        if self.reader is None:
            return read_stored(item, self.rules)
        return await self.reader.read(item)

    async def close_spider(self) -> None:
        """Every page was read: end the reading processes."""
        if self.reader is not None:
            await self.reader.close()


def read_stored(item: Stored, rules: Sequence[Rules]) -> Read:
    """Read a stored page; a fault of the readers is carried on, not raised, so that the page is
    counted and named while the crawl goes on."""
    try:
        record = process(item.page, rules)
    except Exception as fault:
        logger.exception("cannot read %s", item.page.url)
        return Read(item.page, item.fetch_id, None, fault)
    return Read(item.page, item.fetch_id, record)
