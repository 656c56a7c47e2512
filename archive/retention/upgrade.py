"""What a new version of the program leaves to do: reports that another reader read."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.gazetteer.load import is_resolved
from pipelines.version import extractor_version


@dataclass(frozen=True, slots=True)
class Upgrade:
    """How many reports another version of the reader read, and whether names of parks were
    resolved with other tables than those in force."""

    reports: int
    stale: int
    names: bool

    @property
    def words(self) -> str:
        """What is to be said of it, '' where there is nothing to do."""
        said = []
        if self.stale:
            said.append(
                f"{self.stale:,} of {self.reports:,} reports were read by another version of the "
                f"reader than this one ({extractor_version()})"
            )
        if self.names:
            said.append("names of parks were resolved with other tables")
        if not said:
            return ""
        return "; ".join(said) + ": `parks reprocess` reads the stored pages again, asking no site"


def upgrade(db: sqlite3.Connection) -> Upgrade:
    """What there is to do in an archive."""
    row = db.execute(
        "select count(*), count(*) filter (where extractor <> ?) from articles",
        (extractor_version(),),
    ).fetchone()
    return Upgrade(row[0], row[1], bool(row[0]) and not is_resolved(db))
