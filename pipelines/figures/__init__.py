"""Reads every figure a Chinese park report states, each with the words that prove it."""

from pipelines.figures.compiled import prefer

prefer(__path__)

from pipelines.figures.extract import examine, extract  # noqa: E402
from pipelines.figures.results import Examination, Figure, Rejected  # noqa: E402

__all__ = ["Examination", "Figure", "Rejected", "examine", "extract"]
