"""What the log says of a page: its address, and nothing that is below its level."""

from __future__ import annotations

import logging
from typing import Any

from scrapy.crawler import Crawler
from scrapy.logformatter import LogFormatter


class AddressOnly(LogFormatter):
    """Names items by their address; Scrapy would write all of their bytes."""

    def __init__(self, level: str) -> None:
        # Scrapy lets its loggers make a record of everything that its handlers then leave out.
        self.logger = logging.getLogger("scrapy")
        self.logger.setLevel(level)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AddressOnly:
        """Built by Scrapy."""
        return cls(crawler.settings.get("LOG_LEVEL"))

    def crawled(self, *args: Any, **kwargs: Any) -> Any:
        """A page came."""
        return super().crawled(*args, **kwargs) if self._detailed() else None

    def scraped(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        """A page went through all pipelines."""
        return super().scraped(_name(item), *args, **kwargs) if self._detailed() else None

    def dropped(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        """A pipeline dropped a page."""
        return super().dropped(_name(item), *args, **kwargs)

    def item_error(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        """A pipeline raised an error over a page."""
        return super().item_error(_name(item), *args, **kwargs)

    def _detailed(self) -> bool:
        return self.logger.isEnabledFor(logging.DEBUG)


def _name(item: Any) -> str:
    page = getattr(item, "page", item)
    return str(getattr(page, "url", type(item).__name__))
