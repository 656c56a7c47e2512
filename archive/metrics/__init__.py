"""Numbers about the archive for Prometheus."""
