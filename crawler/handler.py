"""Scrapy's handler of http and https, with a bound to the head of an answer.

Scrapy bounds the body of an answer (DOWNLOAD_MAXSIZE) and Twisted the length of a line, but a
head of lines without end would be kept in memory until the time-out.
"""

from __future__ import annotations

from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, DONE

HEAD_MAX = 256 * 1024  # bytes; servers of ours send some hundreds


class HeadTooLarge(Exception):
    """The head of an answer that goes on and on."""


class Bounded(_LenientHTTP11ClientProtocol):
    """Gives an answer up whose head is larger than HEAD_MAX."""

    def request(self, request: Any) -> Any:
        """Count anew with every request over the connection."""
        self.head = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:
        """Look at the size before the parser does."""
        parser = self._parser
        if parser is not None and parser.state not in {BODY, DONE}:
            self.head += len(data)
            if self.head > HEAD_MAX:
                fault = HeadTooLarge(f"the head of the answer is larger than {HEAD_MAX} bytes")
                self._giveUp(Failure(fault))
                return
        super().dataReceived(data)


class BoundedFactory(_LenientHTTP11ClientFactory):
    """Builds such protocols."""

    def buildProtocol(self, addr: Any) -> Bounded:
        """Called by Twisted."""
        return Bounded(self._quiescentCallback)


class Handler(HTTP11DownloadHandler):
    """What Scrapy is told to download with."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = BoundedFactory
