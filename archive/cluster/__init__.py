"""More than one machine: sources as jobs on PostgreSQL, crawled by workers into shards."""
