"""Which of the counted a bare count tells of: those under way, those that are left."""

from __future__ import annotations

from pipelines.figures.indicators.kinds import Verdict
from pipelines.figures.indicators.linking import Link, Scene, carried
from pipelines.figures.indicators.wordings import OTHER
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

STARTED = later(
    r"(?:已经?|正在?|全部|均|尚未|也|都)*(?:开工|动工|投产|竣工|签约|落地|复工|开复工|建成|达产|封顶|完工)"
)  # 等7个已经开工
LEFT = later(r"(?:净增|净增加|存量|总量|总数|实有|在册)[^,。;\d]{0,4}$")
GONE, GONE_BACK = later(r"(?:注销|吊销|关停|退出|清退|关闭)(?:企业|市场主体)?$"), 8


def told(
    scene: Scene, reading: Reading, verdict: Verdict, words: str, before_it: Link
) -> Link | None:
    """A link to those before it of whom the count tells some, None where it tells of others."""
    kept = _those_left(scene, before_it, words)
    if kept is not None:
        return carried(reading, verdict, kept, "of those that are left")
    if _some_started(scene, reading, before_it) or _rated(scene, reading, before_it):
        return carried(reading, verdict, before_it, "some of those counted before")
    return None


def _those_left(scene: Scene, gone: Link, words: str) -> Link | None:
    """新登记1260户,注销214户,净增1046户: what is left is of those told before the gone."""
    if LEFT.search(words) is None or not _gone(scene, gone):
        return None
    for told in scene.recent():
        firms = told.indicator is not None and told.indicator.category == "enterprise"
        if firms and told is not gone and not _gone(scene, told):
            return told
    return None


def _gone(scene: Scene, link: Link) -> bool:
    """Whether a count is of firms that were struck off or left."""
    begin = max(scene.start, link.reading.start - GONE_BACK)
    return GONE.search(scene.text, begin, link.reading.start) is not None


# 7个项目落地,5个投向锂电材料: where some of them go.
GOING = later(
    r"(?:已|均|都)*(?:投向|落在|涉及|集中在|分布在|属于|来自|聚焦|瞄准|布局在|落户在?|落到|选址|落子)(?=[一-鿿])"
)


# 21个开发区被评为优秀、63个良好、6个不合格: how they were rated.
RATED = later(
    r"(?:为|被评为|被定为|获评|评为)?“?(?:优秀|良好|合格|不合格|基本合格|较好|一般|较差|达标|未达标|不达标)”?(?:等次|等级|档次)?(?=[,。;、)]|$)"
)


def _rated(scene: Scene, reading: Reading, before_it: Link) -> bool:
    """Whether a bare count tells how many of those before it got a mark."""
    if before_it.code == OTHER or before_it.reading.unit_text != reading.unit_text:
        return False
    return RATED.match(scene.text, reading.end) is not None


def _some_started(scene: Scene, reading: Reading, before_it: Link) -> bool:
    """Whether a bare count tells how many of the projects before it are under way."""
    if before_it.code != "projects" or before_it.reading.unit_text != reading.unit_text:
        return False
    text = scene.text
    return bool(STARTED.match(text, reading.end) or GOING.match(text, reading.end))
