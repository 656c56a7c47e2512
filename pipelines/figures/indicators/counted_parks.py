"""Whether parks are what a number counts, and not its subject: 省级园区5个, 特色园区建成7个."""

from __future__ import annotations

from pipelines.figures.indicators import going_back, linking
from pipelines.figures.indicators.linking import Scene, indicator_of
from pipelines.figures.indicators.wordings import OTHER, Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

PARKS = "parks"
FIRM_MEASURES = frozenset({"家", "户"})
# Between a wording and its number.
ADJACENT = later(
    r"(?:数量|由|从|原来的?|原先的|最初的|总量|数|额|共|总|计|已|累计|约|近|超过?|逾|达到?|有|为|是|了|突破|完成|实现|仅|各|均|要|将|力争|"
    r"分别|不少于|不低于|至少|还|就|仍|以上|目前|现|全[省市县区国]|增至|增加到|发展到|[“”\" ():])*$"
)
# What may stand before 园区 where it is counted and not a park's name: 省级园区5个.
BEFORE_PARK = frozenset("等元的”级类型色业建成辖有各设新化的共专特、,。个大类园上点评(括")
PLAIN_PARKS = frozenset({"园区", "开发区", "工业园区", "产业园区"})
GREW = later(r"(?:数量|总数)?(?:已|共|也|累计|目前)*(?:增至|增加到|扩大到|发展到)")
BEYOND = later(
    r"[^,。;\d]{2,12}?(?:超过?|过|突破|达到?|不低于)[\d.一二两三四五六七八九十百千]+[万亿]+元?(?:以上)?的(?:已|就|达到?|有|为|共)*"
)
WHOLE_AREA = later("全[市县省州国区旗][一-鿿“]{0,6}$")
GRADES = (
    "科创", "消薄", "“消薄", "人才", "飞地", "“飞地", "产业飞地", "产业“飞地", "省产业园", "小微",
    "零碳", "绿色", "国家", "省级", "市级", "特色", "专业", "千亿", "百亿", "示范", "化工", "共建",
)  # fmt: skip
# 包括经济开发区2家、综合保税区4家: kinds of parks by their full names.
KIND_NAMES = frozenset(
    {
        "经济开发区", "经济技术开发区", "高新技术产业开发区", "综合保税区", "边境经济合作区",
        "工业园区", "产业园区", "高新区", "经开区", "综保区",
    }
)  # fmt: skip
KINDS_LISTED = later(r"(?:包括|包含|涵盖|其中,?|分别为|[、和])$")
AMONG = frozenset({"中", "中有", "中已有", "当中"})  # 全市园区中3个
BARE = frozenset({"", "达", "共", "为", "数", "总数", "约", "超"})
OF_THEM = later(r"[一-鿿“”]{0,12}?(?<!其)(?:当)?中,")  # 41个研发机构中,
KINDS = ("小微", "特色", "专业", "飞地", "“飞地", "示范", "主题", "零碳", "绿色", "共建")
SET_BY = later(r"[省市县国州]定")  # 省定产业集聚区10个
ALREADY = later(r"(?:已|累计|共|全部|目前|年底|建设|新)*")


def counts(scene: Scene, reading: Reading, mention: Mention) -> bool:
    """Whether a mention of parks is what the number counts."""
    if _divides_others(scene, reading):
        return False
    if scene.sorts and reading.unit_text not in FIRM_MEASURES:
        return False
    between = scene.text[mention.end : reading.start]
    before = scene.text[mention.start - 1] if mention.start > scene.start else ","
    if between in AMONG and reading.unit_text not in FIRM_MEASURES:
        return True
    if BEYOND.fullmatch(between) or GREW.fullmatch(between):
        return True  # 园区销售收入超过100亿元的达到20个, 集中区发展到17个
    if _next_place(scene, reading, mention):
        return False  # 江屏市41个、高新区27个
    graded = mention.wording.text.startswith(GRADES)
    listed = mention.wording.text in KIND_NAMES and not between
    if listed and KINDS_LISTED.search(scene.text, scene.start, mention.start):
        return True
    if reading.unit_text in FIRM_MEASURES and not graded and before in ",、。":
        return False  # 园区58家企业
    general = mention.wording.text in PLAIN_PARKS and before in "市县省州全国"
    whole = WHOLE_AREA.search(scene.text, max(scene.start, mention.start - 8), mention.start)
    general = (
        general or whole is not None or SET_BY.match(scene.text, mention.start - 2) is not None
    )
    if before not in BEFORE_PARK and not graded and not general:
        return False
    if graded:
        return ADJACENT.match(between) is not None
    return between in BARE if before in ",、。" else ADJACENT.match(between) is not None


def _divides_others(scene: Scene, reading: Reading) -> bool:
    """41个研发机构中,国家高新区13个、省级高新区28个: where those counted are, no parks counted."""
    if scene.divided < 1 or reading.unit_text in FIRM_MEASURES:
        return False
    whole = scene.links[scene.divided - 1]
    if whole.reading.unit_text != reading.unit_text or whole.code in (PARKS, OTHER):
        return False
    return whole.reading.value > reading.value and (
        OF_THEM.match(scene.text, whole.reading.end) is not None
    )


def _next_place(scene: Scene, reading: Reading, mention: Mention) -> bool:
    """Whether a park is the next place after a place, of things counted before them."""
    last = scene.last
    if last is None or last.reading.unit_text != reading.unit_text or last.code == PARKS:
        return False
    gap = last.reading.end
    listed = scene.text[gap : gap + 1] in ("、", ",", "和")
    return listed and going_back.AREA.fullmatch(scene.text, gap + 1, reading.start) is not None


def built(scene: Scene, reading: Reading, parks: Mention, verb: Mention) -> bool:
    """Whether a verb counts a kind of parks that stands right before it."""
    known = indicator_of(parks, reading)
    if known is None or known.code != PARKS or reading.unit_text in FIRM_MEASURES:
        return False
    kind = (
        parks.wording.text.startswith(KINDS) and verb.wording.text in linking.words().general_verbs
    )
    return kind and ALREADY.fullmatch(scene.text, parks.end, verb.start) is not None
