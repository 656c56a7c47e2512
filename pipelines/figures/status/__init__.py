"""Whether a number is reached or planned, and in which mode the text speaks of it."""

from pipelines.figures.status.stage import assign

__all__ = ["assign"]
