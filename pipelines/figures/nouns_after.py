"""The noun that a number counts, after the number: 18个项目, 9家省市级企业技术中心."""

from __future__ import annotations

from pipelines.figures import capacities, linking, wordings
from pipelines.figures.linking import Scene, indicator_of
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading
from pipelines.figures.wordings import COUNT, Mention

MAX_BACK = 60  # characters after a number in which what is said of the counted may stand
OF_ROOMS = later(r"的[^,。;、\n]{0,8}?(?:厂房|楼|车间|仓库|公寓|写字楼|办公|仓储)")
ABOUT = later(r"(?:左右|以上)的?(?=[一-鿿])")
LIMITED = later(
    r"[^,、。;\d]{0,8}?(?:超过?|过|达到?|突破|不低于|逾)?(?:[\d.一二三四五六七八九十百千]+[万亿]*|亿)元?(?:以上|级)?的"
)
# 9家省市级企业技术中心, 3个已开工项目: what stands before the noun and is no noun of its own.
GRADED = later(
    r"(?:(?:国家|自治区|[省市州县区部盟旗镇乡])级?(?:以上)?[、和及或与]?){1,2}(?=(?:国家|自治区|[省市州县区部盟旗镇乡])级)"
    r"|(?:已|未|拟|正在|计划)(?=(?:开工|签约|投产|供地|落地|竣工|建成|入驻|备案|获批|立项|投运|开工建设)的?[^,。;的]{0,4}(?:项目|企业))"
)
# 3个应于3月底前开工的项目: what is said of the counted stands before their noun.
SUCH = later(
    r"[^,、。;:\n]{2,14}?的(?=(?:项目|(?:工业)?企业|工程|产业集群|集群|生产线)(?:[^的]|$))"
)
# What the counted things do or undergo is no part of their noun: 26个项目办理前期手续.
DOINGS = (
    "办理",
    "达成",
    "解决",
    "争取",
    "获得",
    "提供",
    "带动",
    "吸纳",
    "协调",
    "申报",
    "兑现",
    "招聘",
)


def find(scene: Scene, reading: Reading, until: int, *, labelled: bool) -> Mention | None:
    """The noun that a number counts: the last of an unbroken run of fitting mentions after it."""
    text = scene.text
    begin, end = _head_after(scene, reading, until, labelled)
    if end - begin < 2 or (text[begin] == "的" and reading.unit == COUNT):
        return None
    rooms = reading.unit == "m2" and OF_ROOMS.match(text, reading.end) is not None
    found: Mention | None = None
    for mention in scene.between(begin, end):
        indicator = indicator_of(mention, reading)
        if found is not None and mention.start > found.end:
            break
        if indicator is None and reading.unit == COUNT and found is None:
            inner = wordings.within(mention, COUNT, reading.unit_text)
            if inner is not None and not linking.words().head_ends.search(
                text, begin, mention.start
            ):
                return inner
        if indicator is None or mention.wording.weak:
            if reading.unit != COUNT and mention.start - begin > 6:
                break
            continue
        if found is not None and (
            indicator.code in capacities.MAKING or mention.wording.text.startswith(DOINGS)
        ):
            break  # 2条生产线年产酒瓶1.8亿只
        ended = linking.words().head_ends.search(text, begin, mention.start)
        if found is None and ended and not rooms:
            break
        if labelled and mention.end == until and until < scene.end:
            break  # the label of the number that follows
        known = indicator_of(found, reading) if found is not None else None
        plain = mention.wording.text in linking.words().plain_nouns
        if found is not None and known and plain and known.category == indicator.category:
            return Mention(found.start, mention.end, found.wording)
        found = mention
    return found


def _head_after(scene: Scene, reading: Reading, until: int, labelled: bool) -> tuple[int, int]:
    """Where the noun after a number may stand: behind a 的, behind the limit of a group."""
    text, begin = scene.text, reading.end
    if reading.unit == COUNT:
        limited = LIMITED.match(text, begin, min(until, begin + MAX_BACK))
        limited = limited or SUCH.match(text, begin, min(until, begin + MAX_BACK))
        begin = limited.end() if limited else begin  # 3个产值超百亿元的产业集群
        graded = GRADED.match(text, begin, min(until, begin + MAX_BACK))
        begin = graded.end() if graded else begin
    elif about := ABOUT.match(text, begin):
        begin = about.end()  # 安排2亿元左右专项资金
    elif text[begin : begin + 1] == "的" and not labelled:
        begin += 1  # 2亿元的产业引导基金
    return begin, linking.phrase(text, begin, until)
