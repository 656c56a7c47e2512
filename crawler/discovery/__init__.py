"""Pure functions that read addresses out of list pages, e-paper issues, feeds and sitemaps."""

from crawler.discovery.types import Lead, Listing, Start
from crawler.discovery.ways import WAYS, read_listing, starts

__all__ = ["WAYS", "Lead", "Listing", "Start", "read_listing", "starts"]
