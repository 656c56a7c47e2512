"""Whether the words of a link speak of a park: what decides which links of a list are fetched."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("words.toml")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """(what speaks of a park, what is taken out of the text first)."""
    listed = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    longest_first = sorted(listed["not_parks"], key=len, reverse=True)
    park = "|".join([*map(re.escape, listed["words"]), listed["compound"]])
    others = "|".join(map(re.escape, longest_first))
    return re.compile(park), re.compile(f"(?:{others})(?!区)")  # 长乐园区, 大学园区 are parks


def speaks_of_parks(title: str, summary: str) -> bool:
    """Whether a title or the words beside it name a park, a zone or what happens in one.

    A link without any words says nothing about its report, so it is worth reading.
    """
    parks, others = _patterns()
    text = f"{title}\n{summary}"
    if not text.strip():
        return True
    return parks.search(others.sub("\n", text)) is not None
