"""Keeps a crawl on its source's own site and within what the site and the operator allow."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import zlib
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

REFUSALS = {403, 405, 412, 429}


class OffSite(IgnoreRequest):
    """A request, or the target of a redirect, that leaves the source's domains."""


class PrivateAddress(IgnoreRequest):
    """A public site's name that leads to an address which is not public."""


class Enough(IgnoreRequest):
    """The site must not be asked any more in this run; the message is the reason."""


class CutShort(IgnoreRequest):
    """A compressed body that ends before its end."""


class StayOnSite:
    """In front of all others: redirected requests pass it again."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler: Any = crawler  # its spider is ours and carries source and manners
        self.public: dict[str, bool] = {}

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
        host = urlsplit(request.url).hostname or ""
        if not spider.source.local and not await self._is_public(host):
            raise PrivateAddress(f"{host} leads to an address that is not public")
        spider.manners.asked += 1
        request.meta["download_slot"] = spider.source.id  # all hosts of a site wait for each other

    async def process_response(self, request: Request, response: Response) -> Response:
        """Look at the address that answered too: a name may lead elsewhere a moment later. A
        refusal stops the next request, which may be on its way before the spider sees it."""
        if response.status in REFUSALS:
            self.crawler.spider.manners.refused = True
        address = response.ip_address
        if (
            address is not None
            and not self.crawler.spider.source.local
            and "proxy" not in request.meta
            and not ipaddress.ip_address(str(address)).is_global
        ):
            raise PrivateAddress(f"{request.url} was answered by {address}")
        return response

    async def _is_public(self, host: str) -> bool:
        """Whether a name leads to public addresses only; one that leads nowhere is left to fail."""
        if host not in self.public:
            loop = asyncio.get_running_loop()
            try:
                found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            except OSError:
                return True
            self.public[host] = all(
                ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global
                for entry in found
            )
        return self.public[host]


class HearRetryAfter:
    """Nearer to the network than Scrapy's retrying: where a site says when to come back, nobody
    comes back before."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Mark a request that must not be tried again at once."""
        if response.status == 503 and response.headers.get("Retry-After"):
            request.meta["dont_retry"] = True
        return response


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
