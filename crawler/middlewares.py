"""Keeps a crawl on its source's own site, also after a redirect."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request


class OffSite(IgnoreRequest):
    """A request, or the target of a redirect, that leaves the source's domains."""


class StayOnSite:
    """Downloader middleware in front of all others: redirected requests pass it again."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StayOnSite:
        """Built by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> Any:
        """Let a request of the source's own domains pass; refuse any other."""
        source = getattr(self.crawler.spider, "source", None)
        if source is None or source.owns(request.url):
            return None
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value("parks/off_site")
        raise OffSite(f"{request.url} is outside the domains of {source.id}")
