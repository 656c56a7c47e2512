"""Places and parks: the shipped tables, the forms a name takes, and which park a mention names."""

from archive.gazetteer.load import load_gazetteer
from archive.gazetteer.resolve import Gazetteer, Resolution

__all__ = ["Gazetteer", "Resolution", "load_gazetteer"]
