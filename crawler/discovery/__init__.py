"""Pure functions that read addresses out of list pages, e-paper issues, feeds and sitemaps."""
