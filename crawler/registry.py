"""Where the declared sources lie, and the spider classes made from them."""

from __future__ import annotations

import os
from pathlib import Path

from pipelines.source import Source, load_sources

HERE = Path(__file__).parent


def sources() -> dict[str, Source]:
    """All declared sources by id; PARKS_SOURCES names another folder, which need not speak for
    every region. Raises SourceFault."""
    other = os.environ.get("PARKS_SOURCES")
    folder = Path(other) if other else HERE / "sources"
    return load_sources(folder, HERE / "platforms", whole=not other)
