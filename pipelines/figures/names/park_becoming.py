"""Tells what a park has become, and who builds it, from the names of parks."""

from __future__ import annotations

from pipelines.figures.names.judging import place_at
from pipelines.figures.names.terms import terms
from pipelines.figures.patterns import later

# 形成集甲、乙于一体的|农业集聚区: what the subject is now, and nobody's name.
BECOME = later(
    "(?:形成|成为|已成|建设?成|打造成|发展成)(?:为|了)?(?:一个|集|具有|以)[^。;\\n]{2,60}的$"
)
# 沔州市规划建设|巴山农业园区, 沔州建设|城东物流园区: who builds it is no part of its name.
BUILDS = "(?:正|将|加快|全力|积极|规划|投资|拟|计划)*(?:建设|打造|兴建|新建)(?=[一-龥]{3})"
RANKED_BUILDS = later(f"[一-龥]{{1,5}}[省市县旗州区]{BUILDS}")
THEN_BUILDS = later(BUILDS)
FIRST_ONE = later("周边地区|产业集群-|首[家个座]|唯一一?[家个座]|最大(?:的|规模)|第[一二三四五]个")
REACH = 70  # characters in which the verb stands before the sort

# What gives a name: 叫“某某产业园”; and what is followed by nothing but one, quoted or not.
CALLED = later(
    "(?:打造的|建设的|兴建的|创办的|投建的|改称|更名为|改名为|更名|定名为|叫|叫做|叫作|名为|名叫|取名|定名|命名为|名字是|称为|称作)$"
)
NAMED_SO = later("(?:更名为|改名为|更名|改称|改名|定名为|定名|取名|名为|名叫|更为)[“]?$")


def named_so(text: str, start: int) -> bool:
    """Whether the text says that what begins at an offset is a name."""
    return NAMED_SO.search(text, max(0, start - 5), start) is not None


def become(text: str, start: int, end: int) -> bool:
    """Whether a sort of park is only what somebody has become, or is called right after it."""
    if FIRST_ONE.search(text, start, end):
        return True  # 某村首家|蔬菜科技示范园
    if text[start - 1 : start] != "的":
        return False
    if text.startswith("——", end):
        return True  # 全省最大的|商贸物流园区——某某物流园
    return BECOME.search(text, max(0, start - REACH), start) is not None


def behind_builder(text: str, start: int, at: int) -> int:
    """Where a park's name begins behind the place that builds it."""
    builds = RANKED_BUILDS.match(text, start, at)
    place = "" if builds else place_at(terms(), text[start:at])
    builds = THEN_BUILDS.match(text, start + len(place), at) if place else builds
    return builds.end() if builds else start
