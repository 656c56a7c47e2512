"""Places that stand only in a title, or in what tells whose next project the subject is."""

from __future__ import annotations

from pipelines.figures.names.terms import PARK, REGION
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

FORMER = ("前身", "前身是", "前身为", "前身系", "前身即", "前身叫")
ITS_NEXT = later("[^,。;:\\d]{0,24}(?:又一|第[二三四五]|唯一)[^,。;:\\d]{2,20}(?=[,。])")


def told_of(text: str, mention: Mention, before: str) -> bool:
    """列入《某省重点项目计划》; 是继甲城之后,我区打造物流基地的又一支撑项目: no topic."""
    if mention.kind not in (PARK, REGION):
        return False
    if mention.kind == PARK and before.endswith(FORMER):
        return True  # 其前身某某工业小区只有6家企业: as the park was called then
    if mention.kind == REGION and before.endswith("《"):
        return True
    return before.endswith("之后,") and ITS_NEXT.match(text, mention.end) is not None
