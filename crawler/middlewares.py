"""Keeps a crawl on its source's own site and within what the site and the operator allow."""

from __future__ import annotations

import zlib
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawler.resolving import addresses, is_public, proxied

REFRESH_WITHIN = 16_384  # bytes: four for each of the 4,096 characters that Scrapy looks at
REFUSALS = {403, 405, 412, 429}
SAID = 100  # characters of a Retry-After in the words of a refusal


class OffSite(IgnoreRequest):
    """A request, or the target of a redirect, that leaves the source's domains."""


class PrivateAddress(IgnoreRequest):
    """A public site's name that leads to an address which is not public."""


class Enough(IgnoreRequest):
    """The site must not be asked any more in this run; the message is the reason."""


class CutShort(IgnoreRequest):
    """A compressed body that ends before its end."""


def refused(response: Response) -> str:
    """How the site refuses us with this answer, '' where it does not."""
    after = (response.headers.get("Retry-After") or b"").decode("latin-1")[:SAID]
    if response.status in REFUSALS or (response.status == 503 and after):
        return f"HTTP {response.status}" + (f", Retry-After {after}" if after else "")
    return ""


class StayOnSite:
    """In front of all others: redirected requests pass it again."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler: Any = crawler  # its spider is ours and carries source and manners
        self.proxied = bool(proxied())

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StayOnSite:
        """Built by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass to the source's own domains, at a public address, within the hours
        and the number of requests that the source may be asked."""
        spider = self.crawler.spider
        if not spider.source.owns(request.url):
            raise OffSite(f"{request.url} is outside the domains of {spider.source.id}")
        reason = spider.manners.reason_to_stop()
        if reason:
            raise Enough(reason)
        await self._look_up(urlsplit(request.url).hostname or "")
        spider.manners.asked += 1
        request.meta["download_slot"] = spider.source.id  # all hosts of a site wait for each other

    async def process_response(self, request: Request, response: Response) -> Response:
        """Look at the address that answered too. A
        refusal stops the next request, which may be on its way before the spider sees it."""
        if refused(response):
            self.crawler.spider.manners.refused = True
        address = response.ip_address
        if (
            address is not None
            and not self.crawler.spider.source.local
            and "proxy" not in request.meta
            and not is_public(str(address))
        ):
            raise PrivateAddress(f"{request.url} was answered by {address}")
        return response

    async def _look_up(self, host: str) -> None:
        """Find the addresses of a host, all of which must be public unless the source is local."""
        local = self.crawler.spider.source.local
        if self.proxied and not local:
            return  # the proxy looks the name up, and connects
        found = await addresses(host)
        if not local and not all(map(is_public, found)):
            raise PrivateAddress(f"{host} leads to an address that is not public")


class HearRetryAfter:
    """Nearer to the network than Scrapy's retrying: where a site says when to come back, nobody
    comes back before."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Mark a request that must not be tried again at once."""
        if response.status == 503 and refused(response):
            request.meta["dont_retry"] = True
        return response


class Refresh(MetaRefreshMiddleware):
    """Scrapy's following of `<meta http-equiv=refresh>`, which decodes every page to look for one;
    here only a page that has the word where Scrapy looks."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or the request to which it leads."""
        if b"refresh" not in response.body[:REFRESH_WITHIN].lower():
            return response
        return super().process_response(request, response)


class WholeGzip:
    """Nearest to the network: unpacks gzip, and refuses a body that was cut, which Scrapy's own
    unpacking would hand on as if it were whole."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WholeGzip:
        """Built by Scrapy."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        """The response with its body unpacked."""
        encoding = (response.headers.get("Content-Encoding") or b"").strip().lower()
        if encoding not in {b"gzip", b"x-gzip"} or not response.body:
            return response
        unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            body = unpacking.decompress(response.body, self.limit)
        except zlib.error as wrong:
            raise CutShort(f"the compressed answer is broken: {wrong}") from wrong
        if unpacking.unconsumed_tail:
            raise IgnoreRequest(f"unpacked, the answer is larger than {self.limit} bytes")
        if not unpacking.eof:
            raise CutShort("the compressed answer ends before its end")
        headers = {k: v for k, v in response.headers.items() if k.lower() != b"content-encoding"}
        return response.replace(body=body, headers=headers)
