"""Where the declared sources lie, and the spider classes made from them."""

from __future__ import annotations

import os
from pathlib import Path

from pipelines.source import Source, load_sources

HERE = Path(__file__).parent


def sources() -> dict[str, Source]:
    """All declared sources by id; PARKS_SOURCES names another folder. Raises SourceFault."""
    folder = os.environ.get("PARKS_SOURCES")
    return load_sources(Path(folder) if folder else HERE / "sources", HERE / "platforms")
