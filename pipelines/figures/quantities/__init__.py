"""Which numbers of a text are figures, with their values, units and bounds."""

from pipelines.figures.quantities.stage import find

__all__ = ["find"]
