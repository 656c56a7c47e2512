"""The published site: Datasette on public.db with pages of our own beside its tables."""
