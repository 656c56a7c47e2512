"""A number that no wording fits: what its measure word and its neighbours let guess."""

from __future__ import annotations

from pipelines.figures.indicators import linking, of_sets, wordings
from pipelines.figures.indicators.counted_parks import FIRM_MEASURES
from pipelines.figures.indicators.kinds import Verdict
from pipelines.figures.indicators.linking import Link, Scene
from pipelines.figures.indicators.wordings import COUNT
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

AREAS = (
    {"平方米": "floor_area", "亩": "land_area", "公顷": "land_area", "平方公里": "land_area"}
    | dict.fromkeys(("座", "栋", "幢"), "infrastructure_items")
    | {"锭": "production_capacity", "枚纱锭": "production_capacity"}
)
GUESSED = {"kW": "installed_capacity"}
# 钢结构2.3万吨,增长185%: goods that grow are made.
GROWN = later(r",?(?:同比|环比)?(?:增长|下降|增幅|减少|增产|减产)")
OF_THEM = later(r"^其中(?:有|已有)?(?:近|约|超)?$")  # 引进项目11个,其中7家落在园内
HOUSEHOLDS = later(
    "[^,。;、]{0,6}?(?:[农牧渔民]户|养.户|群众|[村居牧农]民|家庭(?!作坊|农场|工厂)|贫困|移民)"
)
PARKS_BACK = 40  # characters before a count in which parks may be named
# How many parks there are, and not how many firms one has: 开发区(共7家).
PARKS_REACH = later(
    "(?:(?<![校家花公乐果茶田])园区?|开发区|集[中聚]区|高新区|经开区|综保区|保税区|(?:示范|创业|创新)基地)"
    "(?:(?:数量|总数)?(?:已|共|也|累计|目前)*(?:达到?|突破|超过?|增至|增加到|扩大到|发展到)|\\([^()\\d,。;]{0,6})$"
)


# 居前的开发区某市有5家: where such parks are.
PARKS_WITH = later(
    r"(?:的|[省市县区]级|国家级|以上|各类)(?:特色|工业|产业|化工|重点)*(?:园区|开发区|产业园|工业园|集[中聚]区|高新区|经开区|综保区)"
    r"[^,。;、\d]{0,12}(?:有|为|占|达)?(?:近|约)?$"
)
# 阿勒塔地区3家:甲工业园区、乙产业园区: what is counted is listed.
LISTED_PARKS = later(
    r"(?:\([^()]*\))?:[^,。;:、]{2,24}?(?:园区|开发区|产业园|工业园|集[中聚]区|高新区|经开区|综保区|保税区)(?=[、,。;和(]|$)"
)
# 国家级经开区集体进位,3个全部闯入百强: of those that the clause before told of.
PARKS_DID = later(
    r"(?:[省市县区]级|国家级|以上|各类|全[省市县区])(?:特色|工业|产业|化工|重点)*(?:园区|开发区|产业园|集[中聚]区|高新区|经开区|综保区)[^,。;:\d]{0,10}[,:]"
    r"(?:其中|今年|去年|当年|目前|本次|此次)?(?:新增|净增|新添|共|有|已有)*$"
)


# 谈了130个,签了46个: verbs of one letter for what becomes of a project.
DEALT = later(
    r"(?:^|[,;:。、“]|年|月|季度|天|周|已|共|又|新|先后|累计)(?P<verb>(?:谈|签|落|引|招)(?:了|下了?|成了?|来了?|进了?|定了?|妥了?))(?:近|约)?$"
)
DEALT_BACK = 8
ALONE = later(r"[,。;、!”]")


def _parks(scene: Scene, reading: Reading) -> bool:
    """Whether parks are counted, by what stands before the number or is listed after it."""
    text, begin = scene.text, max(scene.start, reading.start - PARKS_BACK)
    if PARKS_REACH.search(text, max(scene.start, reading.start - 16), reading.start):
        return True  # 千亿级开发区突破19家
    if reading.unit_text not in ("家", "个"):
        return False
    if PARKS_DID.search(text, begin, reading.start) or LISTED_PARKS.match(text, reading.end):
        return True
    return PARKS_WITH.search(text, begin, reading.start) is not None


# 浙东片区3家、浙南片区2家、浙西片区4家园区入选: the noun of the last is that of all.
BEFORE_LAST = later(r"(?:、[^,。;、\d]{1,8}\d{1,3}[家个户]){1,8}(?=[一-鿿])")


def _noun_of_last(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """The noun behind the last count of a list whose other counts have none."""
    if reading.unit_text not in ("家", "个", "户"):
        return None
    listed = BEFORE_LAST.match(scene.text, reading.end, scene.end)
    if listed is None or not listed[0].endswith(reading.unit_text):
        return None
    for mention in scene.between(listed.end(), linking.phrase(scene.text, listed.end(), scene.end)):
        known = linking.indicator_of(mention, reading)
        if mention.start == listed.end() and known is not None and not mention.wording.weak:
            return Link(reading, verdict, known, mention, "the noun of the last of a list")
    return None


def dealt(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """谈了130个,签了46个,落了31个: what is negotiated, signed and settled are projects."""
    if reading.unit_text not in ("个", "项") or not ALONE.match(scene.text, reading.end):
        return None
    found = DEALT.search(scene.text, max(scene.start, reading.start - DEALT_BACK), reading.start)
    if found is None:
        return None
    indicator = wordings.lexicon().indicators["projects"]
    return Link(reading, verdict, indicator, None, "what is dealt in", *found.span("verb"))


def link(scene: Scene, reading: Reading, verdict: Verdict, words: str) -> Link:
    """No wording: 家 and 户 count firms in a park report, anything else stays other."""
    people = HOUSEHOLDS.match(scene.text, reading.end) is not None
    shared = _noun_of_last(scene, reading, verdict)
    if shared is not None:
        return shared
    if reading.unit == COUNT and _parks(scene, reading):
        return Link(reading, verdict, wordings.lexicon().indicators["parks"], None, "parks counted")
    if reading.unit == COUNT and reading.unit_text in FIRM_MEASURES and not people:
        last = scene.last
        among = last is not None and last.code == "projects" and OF_THEM.search(words)
        if last is not None and among:
            return linking.carried(reading, verdict, last, "some of those counted before")
        firms = of_sets.firms_before(scene)
        if firms is not None:
            return linking.carried(reading, verdict, firms, "firms of those before")
        told = scene.rare.get(reading.unit_text)
        firms_or_parks = "parks" if told is not None and told.code == "parks" else "enterprises"
        indicator = wordings.lexicon().indicators[firms_or_parks]
        out = Link(reading, verdict, indicator, None, f"measure word {reading.unit_text}")
        out.doubts.append("indicator from the measure word alone")
        return out
    code = AREAS.get(reading.unit_text.lstrip("万亿千百")) or GUESSED.get(reading.unit)
    if code is None and reading.unit != COUNT and GROWN.match(scene.text, reading.end):
        code = "production_volume" if reading.unit in ("t", "m3") else None
    if code is not None:
        indicator = wordings.lexicon().indicators[code]
        out = Link(reading, verdict, indicator, None, f"measure word {reading.unit_text}")
        out.doubts.append("indicator from the measure word alone")
        return out
    out = Link(reading, verdict, None, None, "no wording fits")
    out.doubts.append("no indicator read")
    return out
