"""Everything that touches SQLite or is served to readers."""
