"""What is due, decided from what the archive remembers, and crawling it one process a source."""
