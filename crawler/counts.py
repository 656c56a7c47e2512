"""What a run counts, in a plain dictionary."""

from __future__ import annotations

from scrapy.statscollectors import MemoryStatsCollector


class Counts(MemoryStatsCollector):
    """Scrapy's own, without its look at each call for an argument that it no longer wants: that
    takes longer than counting, and some twenty things are counted for every page."""

    __getattribute__ = object.__getattribute__
