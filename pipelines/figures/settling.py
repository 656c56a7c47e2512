"""What the subject of a number says about its indicator, once both are known.

产值 of a trade or a firm is its output value, also under the industrial output of the whole; 产值
or 增加值 alone, where a paragraph divides what was named before (分园区看), is that fuller one:
规上工业总产值.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from pipelines.figures.indicators import linking
from pipelines.figures.patterns import later
from pipelines.figures.types import Document, Reading

PARTS = frozenset({"sector", "enterprise", "project"})
HOPED = later("到20[2-9]\\d年|到“?十[二三四五六]五”?末|力争|有望|可望|将(?:突破|达到?|超过?)")
AMOUNTS = frozenset({"level", "growth", "multiple"})
WHOLES = frozenset({"park", "region"})
# The code of a bare word, and what fuller words of the same family may have said before it.
FULLER = {
    "output_value": ("gross_industrial_output", "gross_industrial_output_above_scale"),
    "value_added_other": ("industrial_value_added", "industrial_value_added_above_scale"),
}
VALUE_ADDED = {
    "gross_industrial_output": "industrial_value_added",
    "gross_industrial_output_above_scale": "industrial_value_added_above_scale",
}
# 第三产业占18.0%, 实现增加值42亿元
# 特色商业区完成增加值4亿元
NO_WORKS = later(
    r"(?:其中,?)?[^,。;:\d]{0,10}(?:商业|商务|商贸|服务业|金融|物流|旅游|文化)(?:集聚|开发|中心)?[区园](?!工业)"
)
# 签约10个,计划总投资56亿元,产值预计达112亿元: of the projects.
OF_PROJECTS = later(
    r"(?:总投资|投资额)[^,。;\d]{0,6}[\d.]+[万亿]元,(?:预计|可望?|将|年|总)*产值(?:预计|可望?|将|有望)"
)
NO_INDUSTRY = later(r"(?:第[一三]产业|[一三]产|服务业)[^;。\n亿万]{0,24}$")
BARE = ("总产值", "产值", "增加值")
ABOVE = frozenset(
    {
        "above_scale_enterprises",
        "gross_industrial_output_above_scale",
        "industrial_value_added_above_scale",
    }
)
# 产值正增长企业47户, 亏损企业21户: statistics that are kept of firms above size.
FARED = later("[正负]增长|增产|减产|亏损|盈利|扭亏")
NEAR = 1  # paragraphs back over which a fuller wording of another subject is still in mind
# 海工装备产业完成产值, 新投产项目新增产值, 达产后年产值: not the output of the whole.
NARROWED = later(
    r"产业|行业|产业链|项目|新增|达产|投产|满产|企业|公司|反而|(?:^|[^全])年(?:实现)?产值$"
)
# 12户重点临规企业也不示弱,产值0.9亿元
OF_SOME_FIRMS = later(
    r"\d[户家](?!规上|规模)[^,。;\d]{0,6}企业[^,。;\d]{0,14},(?:[^,。;\d]{1,10}就)?(?:实现|完成)?"
    r"(?:产值[\d.]+[万亿]元[、,])?(?:产值|增加值)$"
)
# 粮食加工业作用明显, 全年完成产值88亿元: the trade that its sentence begins with.
TRADE_HEAD = later(
    r"(?:其中,?)?[一-鿿]{2,14}?(?:加工|制造|纺织|化工|建材|冶炼|材料|食品|印染|造纸|酿造|制药|装备|电子|服装|矿)"
    r"业(?!园|区|企|集|务|绩|基地)"
)
# 碳化硅企业总数达到21户,产量占全国的46%,实现产值23亿元
OF_TRADE_FIRMS = later(
    r"(?<!入驻)(?<!入园)(?<!规上)(?<!工业)(?<!落户)(?<!投产)(?<!园区)(?<!各类)(?<!注册)(?<!以上)(?<!引进)(?<!区内)(?<!现有)"
    r"企业(?:总数|数量|总量)(?:已)?(?:达到?|增至|升至|增加到|发展到|扩大到)[\d,]+[户家],[^;。]{0,30}(?:实现)?产值"
    r"(?:为|达到?|约|做到)?$"
)
CLAUSE_END = later(r"[,。;:\n]")
CLAUSE = 16  # characters before a bare word that may narrow it
DIVIDES = later(r"\s*(?:其中[,:]?)?(?:分|从|按)[^,。;:\d]{1,6}?(?:看|来看|划分|分)[,:]")


COUNTED_PROJECTS = later(
    r"项目[^,。;\d]{0,6}[\d.]+[余多]?[个项]|\d[余多]?[个项][^,。;\d]{0,8}(?:项目|工程)"
)
# 建材陶瓷受楼市影响,产值0.61亿元: of a trade, as no park is named.
HELD_BACK = later(
    r"(?:^|其中,?)(?![^,。;]{0,12}(?:区|园|市|县|镇|公司|集团)受)[一-鿿]{2,10}受[^,。;\d]{2,14}(?:影响|拖累|冲击|制约),"
    r"(?:总?产值)"
)
# 工业产值207亿元,其中氯碱链62亿元: the label of a part is the whole's, narrowed.
TRADE_LABEL = later(
    r"[一-鿿“”、]{2,10}(?:链|产业|(?<![工企])业)(?:首破|突破|首超)?(?:规上|规模以上|规模)?(?:工业)?总?产值"
)
SAID_SO = later("(?:规上|规模以上|规模)工业总?产值")
FIXED = "fixed_asset_investment"
INVESTED = frozenset({"project_completed_investment", "project_total_investment"})
BARE_INVESTED = ("投资", "投资总量", "投资总额", "投资额")
# What else money is invested in than the assets that statistics count.
OF_SOMETHING = later(
    "项目|工程|总投资|合同|协议|签约|引资|基础设施|企业|公司|民间|计划|拟|平均|强度|[亿万]元(?:及?以上)"
)


@dataclass(slots=True)
class _Named:
    """Which fuller wording was used last, where, and which of whom."""

    last: str = ""
    paragraph: int = 0
    of: dict[str, str] = field(default_factory=dict)
    parks: bool = False  # whether of a park


def settle(doc: Document, readings: list[Reading]) -> None:
    """Make the codes of output and value added agree with whom they are said of."""
    begins = [paragraph.start for paragraph in doc.paragraphs]
    named: dict[str, _Named] = {}
    firms = fixed = -NEAR - 1  # the paragraphs that told of firms above size, of investment last
    last: Reading | None = None
    for at, reading in enumerate(readings):
        last = readings[at - 1] if at else None
        paragraph = bisect_right(begins, reading.start)
        if reading.indicator in ABOVE:
            firms = paragraph
        elif reading.indicator == "enterprises" and paragraph == firms and _fared(doc, reading):
            _code(reading, "above_scale_enterprises", "of the set told of")
        elif reading.indicator == FIXED and "固" in reading.label:
            fixed = paragraph
        elif (
            reading.indicator in INVESTED and paragraph - fixed <= NEAR and _invested(doc, reading)
        ):
            _code(reading, FIXED, "short for what was named before")
            fixed = paragraph
        if reading.subject_kind in PARTS:
            _of_a_part(reading, moved=last is not None and last.kind == "share")
        elif reading.label_start < 0 and TRADE_LABEL.fullmatch(reading.label):
            for bare, fuller in FULLER.items():
                if reading.indicator in fuller:
                    _code(reading, bare, "of a trade by its label")
        elif reading.subject_kind in WHOLES:
            divided = DIVIDES.match(doc.folded, begins[paragraph - 1]) is not None
            _of_a_whole(doc, reading, paragraph, named, divided)


def _of_a_part(reading: Reading, *, moved: bool) -> None:
    """产值 that no word of its own calls industrial is not, of a trade, a firm or a project.

    Nor is the output of those above size of one trade; its share may be of the whole (非煤产业产值
    占比53%), and what that moved by.
    """
    if reading.subject_kind == "enterprise" and reading.label == "生产总值":
        _code(reading, "output_value", "of a firm")
        return
    above = reading.subject_kind == "sector" and reading.kind in AMOUNTS
    said = SAID_SO.search(reading.label) is not None  # 五大主导产业规模工业产值
    if above and not said and reading.indicator == "gross_industrial_output_above_scale":
        _code(reading, "output_value", "of a sector")
        return
    part = reading.kind == "share" or (moved and reading.unit == "pp")
    if reading.indicator != "gross_industrial_output" or part:
        return
    if reading.label_start >= 0 and "工业" in reading.label:
        return
    _code(reading, "output_value", f"of a {reading.subject_kind}")


def _of_a_whole(
    doc: Document, reading: Reading, paragraph: int, named: dict[str, _Named], divided: bool
) -> None:
    """A whole that was said to have 规上工业产值 is meant by 产值 later in the report."""
    for bare, fuller in FULLER.items():
        if reading.indicator in fuller and reading.kind != "share":
            full = named.setdefault(bare, _Named())
            full.last, full.paragraph = reading.indicator, paragraph
            full.of[reading.subject] = reading.indicator
            full.parks = full.parks or reading.subject_kind == "park"
    known = named.get(reading.indicator)
    if reading.indicator not in FULLER or not _bare(reading.label):
        return
    if reading.indicator == "value_added_other" and known is None:
        _value_added(doc, reading, paragraph, named.get("output_value"))
    elif known is None:
        return
    elif divided and paragraph - known.paragraph <= NEAR:
        _code(reading, known.last, "short for what was named before")
    elif reading.label.endswith("总产值") and reading.subject in known.of:
        _code(reading, known.of[reading.subject], "short for what was named before")
    elif _hoped(doc, reading):
        if reading.indicator == "value_added_other":
            _value_added(doc, reading, paragraph, named.get("output_value"))
    elif reading.subject in known.of and not _narrowed(doc, reading):
        _code(reading, known.of[reading.subject], "short for what was named before")
    elif (
        reading.subject_kind == "park"
        and known.parks
        and paragraph == known.paragraph
        and not reading.subject.endswith(("组团", "片区", "功能区", "板块"))
        and not _narrowed(doc, reading)
    ):
        _code(reading, known.last, "parks of a paragraph are measured alike")


def _value_added(doc: Document, reading: Reading, paragraph: int, output: _Named | None) -> None:
    """增加值 after the output of a park's industry in one paragraph is of that industry."""
    if output is None or output.paragraph != paragraph or reading.subject_kind != "park":
        return
    mine = output.of.get(reading.subject, "")
    if mine and not _narrowed(doc, reading):
        _code(reading, VALUE_ADDED[mine], "of the industry told before")


def _invested(doc: Document, reading: Reading) -> bool:
    """全市当月完成投资94亿元: what a whole invests, not what is put into projects."""
    if reading.subject_kind not in WHOLES or not reading.label.endswith(BARE_INVESTED):
        return False
    begin = max(doc.folded.rfind(stop, 0, reading.start) for stop in "。;\n") + 1
    words = doc.folded[begin : reading.start]
    if COUNTED_PROJECTS.search(words):
        return False
    return OF_SOMETHING.search(",".join(words.split(",")[-2:])) is None


def _hoped(doc: Document, reading: Reading) -> bool:
    """Whether a goal is told, which statistics have not measured yet."""
    begin = max(doc.folded.rfind(stop, 0, reading.start) for stop in "。;\n") + 1
    return HOPED.search(doc.folded, begin, reading.start) is not None


def _fared(doc: Document, reading: Reading) -> bool:
    """Whether a count of firms says how they fared."""
    words = CLAUSE_END.split(doc.folded[max(0, reading.start - CLAUSE) : reading.start])[-1]
    told = words if reading.label_start > reading.start else words + reading.label
    return reading.kind in ("level", "share", "change") and bool(FARED.search(told))


def _narrowed(doc: Document, reading: Reading) -> bool:
    """Whether the clause before the bare word says of what part it is."""
    end = reading.label_start + len(reading.label) if reading.label_start >= 0 else reading.start
    words = CLAUSE_END.split(doc.folded[max(0, end - CLAUSE) : end])[-1]
    if NARROWED.search(words) or OF_SOME_FIRMS.search(doc.folded[max(0, end - 2 * CLAUSE) : end]):
        return True
    begin = max(doc.folded.rfind(stop, 0, end) for stop in "。;\n") + 1
    if OF_TRADE_FIRMS.search(doc.folded, begin, reading.start):
        return True
    if NO_INDUSTRY.search(doc.folded, max(begin, end - CLAUSE), end):
        return True
    if HELD_BACK.search(doc.folded[begin:end]):
        return True
    if NO_WORKS.match(doc.folded, begin, end) or OF_PROJECTS.search(
        doc.folded, begin, reading.start
    ):
        return True
    return TRADE_HEAD.match(doc.folded, begin, end) is not None


def _bare(label: str) -> bool:
    """Whether a label is 产值 or 增加值 and nothing that narrows it."""
    word = next((bare for bare in BARE if label.endswith(bare)), "")
    return bool(word) and not linking.names_a_thing(label.removesuffix(word))


def _code(reading: Reading, code: str, reason: str) -> None:
    reading.indicator = code
    reading.because["indicator"] = f"{reading.because.get('indicator', '')}, {reason}"
