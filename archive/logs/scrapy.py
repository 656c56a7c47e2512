"""`python -m archive.logs.scrapy …`: Scrapy's command line, its log written in our lines."""

from __future__ import annotations

import logging
import os
import runpy
import sys
from pathlib import Path

# Here, where little is loaded and few calls are open: while loading, it looks at all of both for
# each of its deprecated classes, which later takes a sixth of a crawl's start.
import scrapy.core.downloader.handlers.http11  # noqa: F401

from archive.logs.files import LOG_FILE
from archive.logs.lines import handler


def main() -> None:
    """Put our handler on the root logger, switch Scrapy's own off, and run it."""
    path = os.environ.get(LOG_FILE)
    logging.getLogger().addHandler(handler(Path(path) if path else None))
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    sys.argv = ["scrapy", *sys.argv[1:], "-s", "LOG_ENABLED=0"]
    runpy.run_module("scrapy", run_name="__main__", alter_sys=True)


main()
