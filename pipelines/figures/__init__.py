"""Reads every figure a Chinese park report states, each with the words that prove it."""

from pipelines.figures.compiled import prefer

prefer(__path__)

from pipelines.figures.extract import Examination, examine, extract  # noqa: E402
from pipelines.figures.types import Figure, Rejected  # noqa: E402

__all__ = ["Examination", "Figure", "Rejected", "examine", "extract"]
