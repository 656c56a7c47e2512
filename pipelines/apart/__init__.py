"""Reads pages in a process apart, so that reading one never keeps a crawl from fetching."""

from pipelines.apart.parent import ReaderDied, ReadingApart

__all__ = ["ReaderDied", "ReadingApart"]
