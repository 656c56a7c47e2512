"""robots.txt as RFC 9309 has it, and the patience that it asks for."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Request, Response

from crawler.middlewares import CutShort, OffSite

TOO_MANY = 429  # says nothing of rules: the site wants to be left alone


class Lacking(IgnoreRequest):
    """A request that may not be made because robots.txt could not be had; nothing forbids it."""


class Robots(RobotsTxtMiddleware):
    """Forbids all where robots.txt cannot be had for a fault of the server's, as the RFC asks,
    and keeps Crawl-delay, which Scrapy leaves to its users."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.lacking: dict[str, str] = {}  # why robots.txt could not be had, by host

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Let a request pass that robots.txt allows; say so where there was none to ask."""
        try:
            await super().process_request(request)
        except IgnoreRequest as forbidden:
            reason = self.lacking.get(urlsplit(request.url).netloc)
            if reason is None:
                raise
            raise Lacking(f"robots.txt could not be had: {reason}") from forbidden

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == TOO_MANY:
            self.lacking[netloc] = f"HTTP {response.status}"
            response = response.replace(body=b"User-agent: *\nDisallow: /\n", status=200)
        elif response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)
        self._be_patient(response.body, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        # Cut short or led off the site, too: rules that were not read may forbid all. The RFC would
        # follow such a redirect; this crawler asks no host that its source does not declare.
        if isinstance(exc, IgnoreRequest) and not isinstance(exc, CutShort | OffSite):
            # It leads to itself or is cut at the size limit: there is none to obey.
            super()._robots_error(exc, netloc)
            return
        self.lacking[netloc] = f"{type(exc).__name__}: {exc}"[:200]
        waiting: Any = self._parsers[netloc]
        forbidden = self._parserimpl.from_crawler(self.crawler, b"User-agent: *\nDisallow: /\n")
        self._parsers[netloc] = forbidden
        waiting.callback(forbidden)

    def _be_patient(self, robots: bytes, request: Request) -> None:
        agent = self._default_useragent
        parser: Any = self._parserimpl.from_crawler(self.crawler, robots)
        asked = parser.rp.crawl_delay(agent)
        if not asked:
            return
        crawler: Any = self.crawler
        downloader = crawler.engine.downloader
        throttle = crawler.get_extension(AutoThrottle)
        if throttle is not None:
            throttle.mindelay = max(throttle.mindelay, asked)
            throttle.maxdelay = max(throttle.maxdelay, asked)
        key, slot = downloader._get_slot(request)
        slot.delay = max(slot.delay, asked)
        crawler.spider.logger.info("%s asks for %s s between requests", key, asked)
