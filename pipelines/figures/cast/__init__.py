"""Who appears in a report: what its names are names of, and whom it is about."""
