"""The declared sources as the archive reads them: names, rights and selectors, without Scrapy."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from archive.faults import ArchiveError
from pipelines.source import Source, SourceFault, load_sources

SHIPPED = Path(__file__).parent.parent / "crawler"


def source_folders() -> tuple[Path, Path]:
    """The folders of sources and platforms; PARKS_SOURCES names another folder of sources."""
    other = os.environ.get("PARKS_SOURCES")
    return Path(other) if other else SHIPPED / "sources", SHIPPED / "platforms"


def require_source(db: sqlite3.Connection, name: str) -> None:
    """Raise ArchiveError where a source is neither declared nor known to the archive."""
    seen = db.execute("select 1 from sources where id = ?", (name,)).fetchone()
    if seen is None and name not in declared_sources():
        raise ArchiveError(f"unknown source {name!r}; `parks sources` lists those declared")


def declared_sources() -> dict[str, Source]:
    """All declared sources by id. Raises ArchiveError with every fault of every file."""
    sources, platforms = source_folders()
    try:
        return load_sources(sources, platforms, whole=sources == SHIPPED / "sources")
    except SourceFault as fault:
        raise ArchiveError(str(fault)) from fault
