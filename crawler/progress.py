"""Shows how a crawl goes on: one line rewritten on a terminal, a plain line now and then else."""

from __future__ import annotations

import sys

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.internet import task


class Progress:
    """Extension; PROGRESS=0 silences it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.terminal = sys.stderr.isatty()
        self.loop = task.LoopingCall(self._show)
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """Built by Scrapy."""
        return cls(crawler)

    def _opened(self) -> None:
        if self.crawler.settings.getbool("PROGRESS", True):
            self.loop.start(0.5 if self.terminal else 30.0, now=False)

    def _closed(self) -> None:
        if self.loop.running:
            self.loop.stop()
            if self.terminal:
                sys.stderr.write("\r\033[K")

    def _show(self) -> None:
        stats = self.crawler.stats
        spider = self.crawler.spider
        if stats is None or spider is None:
            return
        line = (
            f"{spider.name}: {stats.get_value('response_received_count', 0)} responses, "
            f"{stats.get_value('parks/new', 0)} new articles, "
            f"{stats.get_value('parks/figures_gained', 0)} figures"
        )
        sys.stderr.write(f"\r\033[K{line}" if self.terminal else f"{line}\n")
        sys.stderr.flush()
