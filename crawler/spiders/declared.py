"""Gives Scrapy a spider for every declared source: `scrapy list`, `scrapy crawl <id>`."""

from __future__ import annotations

from crawler.news import NewsSpider
from crawler.registry import sources
from pipelines.source import Source


def spider_class(source: Source) -> type[NewsSpider]:
    """The spider of one source: its name, its domains and its own patience."""
    return type(
        f"{source.id}_spider",
        (NewsSpider,),
        {
            "__module__": __name__,
            "name": source.id,
            "source": source,
            "custom_settings": {
                "DOWNLOAD_DELAY": source.fetch.delay,
                "AUTOTHROTTLE_START_DELAY": source.fetch.delay,
                # A site on this very machine is the demo or a test: nobody to be gentle with.
                "AUTOTHROTTLE_ENABLED": not source.local,
                "DOWNLOAD_TIMEOUT": source.fetch.timeout,
            },
        },
    )


globals().update({f"{source.id}_spider": spider_class(source) for source in sources().values()})
