"""Some of a set that was named: 10个园区中建成污水厂的仅6个, 完成年度目标132个的59%."""

from __future__ import annotations

from pipelines.figures.indicators import wordings
from pipelines.figures.indicators.going_back import alike
from pipelines.figures.indicators.kinds import Verdict
from pipelines.figures.indicators.linking import Link, Scene, carried, indicator_of
from pipelines.figures.indicators.wordings import COUNT
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

# Firms by what they are, not by what happened to them: some of them are firms of the set.
SETS = frozenset(
    f"{kind}_enterprises"
    for kind in ("above_scale", "high_tech", "specialised", "industrial", "gazelle_unicorn")
) | {"technology_smes", "listed_companies", "market_entities"}
WHICH = later("(?<!目)的(?:仅|只|有|达|为|共|已|超过|约|近)*$")
# 新开工项目78个,完成年度目标任务132个的59%: a plan is counted like what was done of it.
OF_PLAN = later(
    r"[,、(]?(?:已|占|为|共|仅)*(?:完成)?(?:年度|全年|年初|市下达|省下达)*(?:目标|任务|计划|目标任务)数?"
)
# 计划建设项目146个,目前已落实139个: of those that were planned.
SINCE = later(
    r",(?:目前|现|截至目前|迄今)?已?(?:经)?(?:落实|储备|敲定|谋划|到位|兑现|办结)(?:了|近|约|超过?)*"
)
OF_PROJECTS = later(r"[^,。;\d]{0,10}项目(?:当)?中,")  # 新批项目中, 超3000万美元的有9个
THOSE = later(r"[^,、;:。\d企项园]{1,8}的(?:还|又|就|仅|只)?(?:有|共|达|为|约|近)*")
BARE_END = later(r"[,。;、(]|$")
SIZE_OF_SOME = later(
    r"(?:[\d.]+|[十百千]+)[万亿]*(?:元|级)(?:及?以上|级)?的(?:仅|只|有|达|为|共|约|近)*$"
)
BY_WHOM = later("(?:[企强]业?|外[资商]|[央国民]企)投[资建]的(?:仅|只|有|达|为|共|约|近)*$")
MONEY_OF_PROJECTS = ("project_total_investment", "contracted_investment")
SORT_BACK = 12  # characters before a count in which the sort of those counted may stand
OF_SUCH = later(r"(?:当)?[中里],")
WITHIN = later("[一-鿿“”]{2,10}中(?:,|有|已|的)")


def elliptic(scene: Scene, reading: Reading) -> Link | None:
    """签约的11个,引资额32亿元;协议的2个: of the things counted before the semicolon."""
    if reading.unit != COUNT or scene.links or scene.text[scene.start - 1 : scene.start] != ";":
        return None
    if THOSE.fullmatch(scene.text, scene.start, reading.start) is None:
        return None
    if not BARE_END.match(scene.text, reading.end):
        return None
    counted = (x for x in scene.earlier if x.reading.unit_text == reading.unit_text)
    source = next(counted, None)
    return source if source is not None and source.indicator is not None else None


def of_which(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """10个园区中, 建成污水处理厂的仅6个: those of the set named with 中 that did something."""
    planned = _of_plan(scene, reading)
    if planned is not None:
        return planned
    if reading.unit != COUNT or WHICH.search(scene.text, scene.start, reading.start) is None:
        return None
    if reading.unit_text in ("个", "项") and OF_PROJECTS.match(scene.text, scene.start):
        indicator = wordings.lexicon().indicators["projects"]
        return Link(reading, Verdict("level", False, ""), indicator, None, "of the projects")
    if _sort_named(scene, reading):
        return None
    named = _named_set(scene, reading, verdict) or _of_projects(scene, reading, verdict)
    if named is not None:
        return named
    for source in scene.recent():
        if source.reading.unit == COUNT and WITHIN.match(scene.text, source.reading.end):
            return source if source.indicator is not None and alike(source, reading) else None
    return None


def _sort_named(scene: Scene, reading: Reading) -> bool:
    """工业企业860家,规上的126家: what sort of firms they are is said right before 的."""
    for mention in scene.between(max(scene.start, reading.start - SORT_BACK), reading.start):
        known = indicator_of(mention, reading)
        exact = known is not None and known.code in SETS
        if exact and WHICH.fullmatch(scene.text, mention.end, reading.start):
            return True
    return False


def _named_set(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """规上工业企业中,建起技术中心的有125家: of the set that 中 names, though none counted it."""
    if reading.unit_text not in ("家", "户") or scene.links:
        return None
    for mention in scene.between(scene.start, reading.start):
        if OF_SUCH.match(scene.text, mention.end) is None:
            continue
        known = indicator_of(mention, reading)
        if known is not None and known.category == "enterprise":
            return Link(
                reading, verdict, known, mention, "of the set named", mention.start, mention.end
            )
    return None


def _of_projects(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """在建项目总投资2100亿元,其中百亿元以上的3个; 500强企业投资的2个: some of the projects."""
    size = SIZE_OF_SOME.search(scene.text, scene.start, reading.start) is not None
    if reading.unit_text not in ("个", "项") or not (
        size or BY_WHOM.search(scene.text, scene.start, reading.start)
    ):
        return None
    for source in (*scene.recent(), *scene.earlier[:-3:-1]):
        if source.code == "projects":
            return carried(reading, verdict, source, "of the projects")
        if size and source.code in MONEY_OF_PROJECTS:
            indicator = wordings.lexicon().indicators["projects"]
            return Link(reading, verdict, indicator, None, "of the projects")
    return None


def _of_plan(scene: Scene, reading: Reading) -> Link | None:
    """The count of what was done, before the count that was planned of it."""
    last = scene.last
    if last is None or last.indicator is None or reading.unit != COUNT:
        return None
    if last.reading.unit_text != reading.unit_text:
        return None
    since = SINCE.fullmatch(scene.text, last.reading.end, reading.start)
    if since is not None and BARE_END.match(scene.text, reading.end):
        return last
    if not scene.text.startswith("的", reading.end):
        return None
    told = OF_PLAN.fullmatch(scene.text, last.reading.end, reading.start)
    return last if told is not None else None


# 开工项目数居前三位的园区是:甲(12个),乙(9个)
RANKED_BY = later(
    r"(?:数量|个数|总数|数)(?:排名|排在?|位居|居|名列|位列)(?:全[国省市])?前[^,。;]{1,8}的"
)
OF_EACH = later(r"(?:\(|各)$")


def ranked_by(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """项目数量居前三位的园区是:甲(12个),乙(9个): what they are ranked by is counted."""
    text, begin = scene.text, scene.start
    if reading.unit != COUNT or OF_EACH.search(text, begin, reading.start) is None:
        return None
    ranked = RANKED_BY.search(text, begin, reading.start)
    if ranked is None:
        first = scene.earlier[0] if scene.earlier and text[begin - 1 : begin] == ";" else None
        told = first is not None and first.reason == "what they are ranked by"
        return first if told and first is not None and alike(first, reading) else None
    for mention in reversed(scene.between(begin, ranked.end())):
        known = indicator_of(mention, reading)
        if known is not None and mention.start < ranked.start() <= mention.end:
            return Link(reading, verdict, known, mention, "what they are ranked by")
    return None


def firms_before(scene: Scene, at: int | None = None) -> Link | None:
    """412家规上工业企业已复工398家, 退规5家: some of the set that the sentence counted."""
    links = scene.recent() if at is None else scene.links[max(0, at - 6) : at][::-1]
    firms = (x for x in links if x.code in SETS)
    return next(firms, None)
