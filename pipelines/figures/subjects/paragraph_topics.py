"""The industry with which a paragraph opens, and the output that the paragraph comes back to.

亮点之一,生物产业见成色。甲项目建成,乙项目投产。全年实现产值2.15亿元: of the industry, though
firms and projects of it were told of in between.
"""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.cast.entities import Cast
from pipelines.figures.names.terms import ENTERPRISE, PARK, PROJECT, REGION, SECTOR
from pipelines.figures.names.types import NOWHERE, Mention, State
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

TOPIC_WITHIN = 12  # characters of a paragraph before the industry that it is about
# What numbers or marks the items of an account, before that of which an item tells.
HEADED = later("[^,。;:\\d]{0,6}[一二三四五六七八九十\\d][、,:.)]?|[一二三四五六七]是|[—\\s▲●■◆]*")
ALONE = later("(?:[(]?[一二三四五六七八九十\\d]+[)、.]*|[一二三四五六七八九十]是)?[:]?")
# What goes on about the industry after it: no firms of it, and no park named by it.
OF_IT = later("企业|项目|园|基地|集聚区|示范区|公司|协会|方面")
OUTPUTS = frozenset(
    (
        "output_value",
        "gross_industrial_output",
        "industrial_value_added",
        "operating_revenue",
        "production_volume",
        "sales",
        "profit",
        "export_value",
        "tax_revenue",
        "power_generation",
    )
)


def heads_work(text: str, mentions: list[Mention]) -> int | None:
    """The project with which a heading ends, the only one there: 第1站:造“铁臂”——某某基地项目."""
    named = [one for one in mentions if one.name and one.entity >= 0]
    one = named[0] if len(named) == 1 else None
    whole = one is not None and one.kind == PROJECT and text.endswith("项目")
    return one.entity if one is not None and whole and not one.group else None


def heads_chapter(text: str, mentions: list[Mention]) -> int | None:
    """The industry that a heading names and nothing else: (一)装备制造业."""
    one = mentions[0] if len(mentions) == 1 else None
    if one is None or one.kind != SECTOR or one.entity < 0:
        return None
    return one.entity if ALONE.fullmatch(text.replace(one.name, "", 1).strip()) else None


def opens_topic(text: str, mention: Mention, state: State, sentence: int) -> bool:
    """Whether an industry opens a paragraph, or the next sentence of one that did so."""
    if mention.kind != SECTOR or mention.entity < 0 or OF_IT.match(text, mention.end):
        return False
    opened = state.opened if state.topic is None else max(state.opened, sentence)
    if mention.start - opened > TOPIC_WITHIN:
        return False
    return HEADED.fullmatch(text, opened, mention.start) is not None


def topic_again(text: str, reading: Reading, state: State, cast: Cast, sentence: int) -> int | None:
    """The industry of the paragraph, where its sentence names nobody and tells of output."""
    topic, focus = state.topic, state.focus
    if topic is None or state.aside is not None or reading.indicator not in OUTPUTS:
        return None
    if reading.indicator == "production_volume" and text.startswith(":", state.topic_end):
        return None  # 肉牛产业链:肉牛出栏0.4万头: what the place does for it
    if focus is None:
        return topic
    named = state.heard.get(focus, NOWHERE)[0]
    kind = cast.entities[focus].kind
    if named >= sentence:
        return None
    if kind in (PARK, REGION):
        return topic if named < state.opened else None
    if kind not in (ENTERPRISE, PROJECT):
        return None
    return topic if _several(cast, state.opened, sentence) else None


def _several(cast: Cast, start: int, end: int) -> bool:
    """Whether more than one firm or project is named between two offsets."""
    low = bisect_left(cast.mentions, start, key=lambda m: m.start)
    high = bisect_left(cast.mentions, end, key=lambda m: m.start)
    named = {
        m.entity
        for m in cast.mentions[low:high]
        if m.kind in (ENTERPRISE, PROJECT) and m.entity >= 0
    }
    return len(named) > 1
