"""The public tables as files: CSV, JSON Lines and Parquet, described and with checksums."""

from archive.export.package import Exported, export

__all__ = ["Exported", "export"]
