"""Which days a number covers: stated beside it, inherited, or inferred from publication."""

from pipelines.figures.periods.stage import assign

__all__ = ["assign"]
