"""Reads every figure a Chinese park report states, each with the words that prove it."""

from pipelines.figures.extract import Examination, examine, extract
from pipelines.figures.types import Figure, Rejected

__all__ = ["Examination", "Figure", "Rejected", "examine", "extract"]
