"""Names that stand only in a title or a bracket, or in what tells whose next project one is."""

from __future__ import annotations

from pipelines.figures.names.terms import PARK, PROJECT, REGION
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

BRACKET = 120  # characters of a bracket that lists or notes something
FORMER = ("前身", "前身是", "前身为", "前身系", "前身即", "前身叫")
ITS_NEXT = later("[^,。;:\\d]{0,24}(?:又一|第[二三四五]|唯一)[^,。;:\\d]{2,20}(?=[,。])")

# What one goes by, with the work or the firm before it.
LEADS = later(
    "(?:等[^,。;:]{0,8})?为(?:核心|龙头|支撑|依托|重点|抓手|契机|代表|主体|引领|载体|纽带|样板|蓝本)"
)


def leads_it(text: str, mention: Mention) -> bool:
    """Whether somebody's work is only what the subject goes by: 以某某煤化工项目为核心."""
    led = mention.kind == PROJECT and text.endswith("以", 0, mention.start)
    return led and LEADS.match(text, mention.end) is not None


def told_of(text: str, mention: Mention, before: str) -> bool:
    """列入《某省重点项目计划》; 是继甲城之后,我区打造物流基地的又一支撑项目: no topic."""
    if leads_it(text, mention):
        return True
    if mention.kind not in (PARK, REGION):
        return False
    if mention.kind == PARK and before.endswith(FORMER):
        return True  # 其前身某某工业小区只有6家企业: as the park was called then
    if mention.kind == REGION and before.endswith("《"):
        return True
    return before.endswith("之后,") and ITS_NEXT.match(text, mention.end) is not None


def bracket_end(text: str, mention: Mention) -> int:
    """End of the bracket in which a mention is only an example or a note, 0 outside one."""
    low = max(0, mention.start - BRACKET)
    opened = text.rfind("(", low, mention.start)
    if opened < 0 or text.find(")", opened, mention.start) >= 0:
        return 0
    closed = text.find(")", mention.end, mention.end + BRACKET)
    within = text[opened + 1 : closed] if closed >= 0 else "。"
    return 0 if "。" in within or "\n" in within else closed
