"""Who a number is about: the park by default, or the firm, project, industry or place in focus."""

from pipelines.figures.subjects.stage import assign

__all__ = ["assign"]
