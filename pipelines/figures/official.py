"""Names of official parks that ship with the library, a name a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def official_parks() -> frozenset[str]:
    """Full and usual forms of the names of the official parks (2,685 zones of the directory of 2018
    and of later lists), each of which means its park without more."""
    text = files("pipelines.figures").joinpath("vocabulary", "parks.txt").read_text("utf-8")
    return frozenset(text.split())
