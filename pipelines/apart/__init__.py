"""Reads pages in processes apart, so that reading one never keeps a crawl from fetching."""

from pipelines.apart.parent import ReaderDied
from pipelines.apart.readers import ReadingApart

__all__ = ["ReaderDied", "ReadingApart"]
