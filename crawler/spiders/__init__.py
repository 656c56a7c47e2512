"""One spider class for every declared source."""
