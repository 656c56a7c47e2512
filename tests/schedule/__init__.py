"""What is due and who may crawl it, with real processes."""
