"""No crawl may be in flight where every row is gone over: it would write by what it knew before."""

from __future__ import annotations

from archive.faults import ArchiveError
from archive.store import Archive
from archive.store.leases import leases


def require_quiet(archive: Archive) -> None:
    """Raise ArchiveError, naming the crawl, where one is under way."""
    standing = [one for one in leases(archive.db) if one.stands]
    if standing:
        raise ArchiveError(
            f"{standing[0].source_id} is being crawled by {standing[0].words}: "
            "wait for its end or stop it, then try again"
        )
