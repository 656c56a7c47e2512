"""Ends a crawl in order although it is told twice to end."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler

ONE = 5.0  # seconds within which a second SIGTERM is the first one said again


class Stopping:
    """Extension: passes over a SIGTERM that follows another at once.

    A service manager tells every process of a crawl to end, and `parks crawl` passes on what it
    was told itself, so the spider hears it twice. Scrapy takes a second signal for impatience and
    breaks off without closing its books; it still does so where the second one comes later.
    """

    def __init__(self, crawler: Crawler) -> None:
        crawler.signals.connect(self._opened, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Stopping:
        """Built by Scrapy."""
        return cls(crawler)

    def _opened(self) -> None:
        first = signal.getsignal(signal.SIGTERM)
        if callable(first):
            signal.signal(signal.SIGTERM, _once(first))


def _once(first: Callable[[int, FrameType | None], Any]) -> Callable[[int, FrameType | None], None]:
    heard = False

    def told(number: int, frame: FrameType | None) -> None:
        nonlocal heard
        if heard:  # both came before Python called the first handler
            return
        heard = True
        from twisted.internet import reactor  # installed by Scrapy when it begins

        # What comes while `first` puts the handler of the second signal in place must not meet it:
        # it waits, and is dropped once it is ignored.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        first(number, frame)
        second = signal.getsignal(signal.SIGTERM)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        loop: Any = reactor
        loop.callFromThread(loop.callLater, ONE, signal.signal, signal.SIGTERM, second)

    return told
