"""robots.txt as RFC 9309 has it, and the patience that it asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Request, Response

from crawler.middlewares import Enough, refused

FORBIDS_ALL = b"User-agent: *\nDisallow: /\n"
LOOP = "max redirections"  # of Scrapy's message


class Lacking(IgnoreRequest):
    """A request that may not be made because robots.txt could not be had; nothing forbids it."""


class Refused(Lacking):
    """The same where the site refused us robots.txt with an answer, in the words of detail."""

    def __init__(self, response: Response, detail: str) -> None:
        super().__init__(f"robots.txt could not be had: {detail}")
        self.response = response
        self.detail = detail


class Robots(RobotsTxtMiddleware):
    """Forbids all where robots.txt cannot be had for a fault of the server's, as the RFC asks,
    and keeps Crawl-delay, which Scrapy leaves to its users."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # What to raise, by host, for a request whose robots.txt could not be had.
        self.lacking: dict[str, Callable[[], IgnoreRequest]] = {}

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Let a request pass that robots.txt allows; say so where there was none to ask."""
        try:
            await super().process_request(request)
        except IgnoreRequest as forbidden:
            lacking = self.lacking.get(urlsplit(request.url).netloc)
            if lacking is None:
                raise
            raise lacking() from forbidden

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        detail = refused(response)
        if detail:
            # To the RFC a 403 or 429 is a site without rules; to us it is one that wants to be
            # left alone, whatever address says it.
            self.lacking[netloc] = partial(Refused, response, detail)
        elif response.status >= 500:
            self.lacking[netloc] = _because(f"HTTP {response.status}")
        if netloc in self.lacking:
            response = response.replace(body=FORBIDS_ALL, status=200)
        elif response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)
        self._be_patient(response.body, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        # Cut short, too large or led off the site, too: rules that were not read may forbid all.
        # The RFC would follow such a redirect; this crawler asks no host that its source does not
        # declare, and no address that is not public.
        if isinstance(exc, IgnoreRequest) and LOOP in str(exc):
            super()._robots_error(exc, netloc)  # as the RFC has it: there is none to obey
            return
        if isinstance(exc, Enough):
            self.lacking[netloc] = partial(Enough, str(exc))
        else:
            self.lacking[netloc] = _because(f"{type(exc).__name__}: {exc}"[:200])
        waiting: Any = self._parsers[netloc]
        forbidden = self._parserimpl.from_crawler(self.crawler, FORBIDS_ALL)
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


def _because(reason: str) -> Callable[[], IgnoreRequest]:
    return partial(Lacking, f"robots.txt could not be had: {reason}")
