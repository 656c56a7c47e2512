"""Several reading processes behind one door, so that pages are read as fast as they are fetched."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from pipelines.apart.parent import Reader
from pipelines.article import Rules
from pipelines.model import Read, Stored

BACKLOG = 8  # pages that wait before another process is worth its memory: polite crawls have none


class ReadingApart:
    """Reading processes, another one begun where pages pile up.

    Pages are answered in the order in which they were given, whichever process read them: what is
    written follows that order. How many wait is bounded by whoever gives them: Scrapy stops
    fetching while the pages in its item pipelines are larger than SCRAPER_SLOT_MAX_ACTIVE_SIZE.
    """

    def __init__(self, rules: Sequence[Rules], most: int = 1) -> None:
        self.rules = tuple(rules)
        self.most = most
        self.readers = [Reader(self.rules)]
        self._last: asyncio.Event | None = None

    async def read(self, item: Stored) -> Read:
        """What was read from a stored page, or the fault that stopped the reading."""
        before, self._last = self._last, (answered := asyncio.Event())
        try:
            found = await self._free().read(item)
            if before is not None:
                await before.wait()
        finally:
            answered.set()
        return found

    async def close(self) -> None:
        """End the processes; all pages must have been answered."""
        for reader in self.readers:
            await reader.close()

    def _free(self) -> Reader:
        """The process that fewest pages wait for."""
        least = min(self.readers, key=lambda reader: reader.waiting)
        if least.waiting < BACKLOG or len(self.readers) >= self.most:
            return least
        self.readers.append(Reader(self.rules))
        return self.readers[-1]
