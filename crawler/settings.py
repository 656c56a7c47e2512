"""Scrapy's settings: politeness, honesty, and the item pipelines in order."""

from __future__ import annotations

import os
from urllib.request import getproxies

BOT_NAME = "park-archive"
SPIDER_MODULES = ["crawler.spiders"]

# An honest name with a way to reach the operator; `parks crawl` refuses public sites without one.
CONTACT = os.environ.get("PARKS_CONTACT", "")
USER_AGENT = f"park-archive/0.1 (+{CONTACT})" if CONTACT else "park-archive/0.1"

ROBOTSTXT_OBEY = True
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# One request at a time to a site, a second or more apart, whatever hosts it has: StayOnSite puts
# all of them into one slot. A slot alone does not do: without a delay Scrapy overfills it.
CONCURRENT_REQUESTS = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_MAX_DELAY = 60.0
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024  # what the article reader takes; news pages are far below
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
RETRY_TIMES = 2
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524]  # 403, 405, 412 and 429 are refusals
REDIRECT_MAX_TIMES = 5

TWISTED_DNS_RESOLVER = "crawler.resolving.Pinned"
DOWNLOAD_HANDLERS = {"http": "crawler.handler.Handler", "https": "crawler.handler.Handler"}
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.StayOnSite": 50,
    "crawler.robots.Robots": 100,
    "crawler.middlewares.HearRetryAfter": 560,
    "crawler.middlewares.Refresh": 580,
    "crawler.middlewares.WholeGzip": 595,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    # Replaced by StayOnSite, which knows ports and paths and counts what it stops.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    # No site asks for a password.
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
}
HTTPPROXY_ENABLED = bool(getproxies())  # without one every request would be asked in vain
# Nothing here asks how deep a page lies, and every answer would pass through.
SPIDER_MIDDLEWARES = {"scrapy.spidermiddlewares.depth.DepthMiddleware": None}
# A callback of ours gives one page at most; Scrapy would start so many tasks for every answer.
CONCURRENT_ITEMS = 1
ITEM_PIPELINES = {
    "archive.writer.SavePage": 100,
    "pipelines.stages.Process": 200,
    "archive.writer.SaveRecord": 300,
}

EXTENSIONS = {
    "crawler.progress.Progress": 500,
    "crawler.lease.Heartbeat": 500,
    "crawler.permit.Permit": 500,
    "crawler.stopping.Stopping": 500,
}

LOG_LEVEL = os.environ.get("PARKS_LOG_LEVEL", "INFO")
LOG_FORMATTER = "crawler.log.AddressOnly"
STATS_CLASS = "crawler.counts.Counts"

# Ours
# Pages are read in processes of their own while the next ones are fetched: in one, or where pages
# pile up in two. Reading takes twice as long as fetching and writing: on two cores a second reader
# has the half of a core that the crawl leaves. A third would wait for the crawl.
READERS = 2 if (os.cpu_count() or 1) > 1 else 1
LIST_PAGES_MAX = 400  # list pages of one run; endless paging stops here and is said
PARTS_MAX = 30  # pages of one split article
