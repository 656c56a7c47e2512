"""Which of two quantities 前者 and 后者 say: 产值310亿元、税收11亿元;次年前者增至685亿元,后者…."""

from __future__ import annotations

from pipelines.figures.indicators.kinds import RELATIVE, Verdict
from pipelines.figures.indicators.linking import LOOK_BACK, Link, Scene, carried
from pipelines.figures.indicators.wordings import OTHER
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

FORMER, LATTER = "前者", "后者"
SAID = later(  # opening its clause, with nothing measured but what was told before
    f"(?<![^,。;:年月日])((?:{FORMER}|{LATTER}))(?:已|则|也|更|又|同比|仅|只|由[^,。;]{{1,12}})*"
    "(?:[增升降涨跃攀][加长升至到为]*|下降|上升|提高到?|达到?|为|是|突破|完成|实现|有)?(?:了|约|近|超过?)*$"
)


def of_two(scene: Scene, reading: Reading, verdict: Verdict, gap: int) -> Link | None:
    """The first or the second of the two amounts told last, where they are of two kinds."""
    said = SAID.search(scene.text, gap, reading.start)
    if said is None:
        return None
    told: list[Link] = []
    for link in (*scene.recent(), *scene.earlier[: -LOOK_BACK - 1 : -1]):
        source = link if link.of is None else link.of
        known = source.indicator is not None and source.code != OTHER
        if known and source.verdict.kind not in RELATIVE and source not in told:
            told.append(source)
        if len(told) == 2:
            break
    if len(told) < 2 or told[0].code == told[1].code:
        return None
    latter, former = sorted(told, key=lambda link: -link.reading.start)
    return carried(reading, verdict, former if said[1] == FORMER else latter, said[1])
