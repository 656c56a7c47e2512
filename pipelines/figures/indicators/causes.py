"""What moved a number is not what the number is of: 产值…, 受木材进口减量拖累, 下降8.4%."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.indicators.linking import Scene
from pipelines.figures.indicators.wordings import Mention
from pipelines.figures.patterns import later

CAUSED = later(
    r"(?:主要|同时|但|而|也|由于|因为|因)*受(?!理|益|让|邀|惠|到(?!.{1,16}(?:影响|冲击|拖累))|托)[^,。;\d]{1,24}?"
    r"(?:影响|拖累|冲击|拉动|带动|推动|驱动|制约|波及|支撑|牵引|挤压|抑制)(?:等)?(?:因素)?"
    r"|在[^,。;\d]{1,24}?(?:带动|拉动|支撑|推动|驱动|引领|助推)(?:作用)?下"
    r"|(?:由于|因为|随着|得益于|主要得益于|归功于|缘于|源于)[^,。;\d]{2,24}(?=,)"
)


def left_out(scene: Scene, before: list[Mention], gap: int, end: int) -> list[Mention]:
    """The mentions without those of a cause, where something else is left to speak of."""
    spans = [found.span() for found in CAUSED.finditer(scene.text, gap, end)]
    if not spans:
        return before
    kept = [m for m in before if not _inside(m, spans)]
    return kept if kept or scene.last is not None else before


def _inside(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    at = bisect_left(spans, (mention.end, 0)) - 1
    return at >= 0 and spans[at][0] <= mention.start and mention.end <= spans[at][1]
