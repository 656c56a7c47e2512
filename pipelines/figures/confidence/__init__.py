"""How sure a reading is: the chance that it is right in what is said, when, and of whom."""

from pipelines.figures.confidence.stage import SURE, Scale, assign, chance, of, read, signs

__all__ = ["SURE", "Scale", "assign", "chance", "of", "read", "signs"]
