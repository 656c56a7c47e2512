"""One news site as its TOML file declares it: addresses, selectors, manners and rights."""

from pipelines.source.load import SourceFault, load_sources
from pipelines.source.types import Alias, Expect, Fetch, Rights, Source

__all__ = ["Alias", "Expect", "Fetch", "Rights", "Source", "SourceFault", "load_sources"]
