"""What a sum is used for, or rooms let, is a part: 专项债券31亿元, 其中用于基础设施12亿元."""

from __future__ import annotations

from pipelines.figures.indicators import wordings
from pipelines.figures.indicators.kinds import RELATIVE, Verdict
from pipelines.figures.indicators.linking import Link, Scene, carried
from pipelines.figures.indicators.wordings import MONEY, OTHER
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

USED = later(r"[,(;]?其中,?(?:用于|用在|投向|投到|投入到|安排给|支持|投放给)")
LET = later(
    r"(?:已|均已|全部)?(?:租售|租赁|出租|租出|售出|预租|预售|去化)(?:出|掉|了|约|近|超过?)*$"
)


def part_of_sum(scene: Scene, reading: Reading, verdict: Verdict, gap: int) -> Link | None:
    """其中用于园区基础设施12.8亿元: of the sum told just before it, whatever it is used for."""
    if wordings.quantity_of(reading.unit) != MONEY or not USED.match(scene.text, gap):
        return None
    whole = scene.last
    if whole is not None and whole.verdict.kind in RELATIVE:
        whole = whole.of
    if whole is None or whole.code == OTHER or whole.reading.unit != reading.unit:
        return None
    return carried(reading, verdict, whole, "a part of the sum before")


def let(scene: Scene, reading: Reading, verdict: Verdict, clause: int) -> Link | None:
    """建筑面积16万平方米, 已租售91%: a part of the rooms told before."""
    if verdict.kind != "share" or not LET.search(scene.text, clause, reading.start):
        return None
    rooms = (x for x in scene.recent() if x.code == "floor_area")
    source = next(rooms, None)
    return carried(reading, verdict, source, "a part of the rooms before") if source else None
