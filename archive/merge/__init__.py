"""Brings what other machines crawled into one archive: pages read again here, memory joined."""

from archive.merge.merge import Merged, merge

__all__ = ["Merged", "merge"]
