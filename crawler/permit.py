"""Ends a crawl of a cluster's worker when its permit to ask the site has run out."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from types import FrameType

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from archive.store import permit

EVERY = 0.1  # seconds between two looks


class Permit:
    """Extension, at work where PARKS_PERMIT names a permit.

    A thread looks at it, so that nothing in the loop can delay the end, and so does the first
    thing that runs when a stopped process goes on. The end is kill -9: another machine may be
    asking the site already, and the archive is made to be left at any moment.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        signal.signal(signal.SIGCONT, self._look)
        threading.Thread(target=self._watch, name="permit", daemon=True).start()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Permit:
        """Built by Scrapy."""
        path = permit.asked_for()
        if path is None:
            raise NotConfigured
        return cls(path)

    def _watch(self) -> None:
        never = threading.Event()
        while not never.wait(EVERY):
            self._look()

    def _look(self, number: int = 0, frame: FrameType | None = None) -> None:
        del number, frame
        if not permit.granted(self.path):
            os.kill(os.getpid(), signal.SIGKILL)
