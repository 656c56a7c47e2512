"""Tells what a park has become, said by a sort of park, from the names of parks."""

from __future__ import annotations

from pipelines.figures.patterns import later

# 形成集甲、乙于一体的|农业集聚区: what the subject is now, and nobody's name.
BECOME = later(
    "(?:形成|成为|已成|建设?成|打造成|发展成)(?:为|了)?(?:一个|集|具有|以)[^。;\\n]{2,60}的$"
)
REACH = 70  # characters in which the verb stands before the sort


def become(text: str, start: int, end: int) -> bool:
    """Whether a sort of park is only what somebody has become, or is called right after it."""
    if text[start - 1 : start] != "的":
        return False
    if text.startswith("——", end):
        return True  # 全省最大的|商贸物流园区——某某物流园
    return BECOME.search(text, max(0, start - REACH), start) is not None
