"""Money that is told of things counted: 签约19个、57.11亿元; 收入过百亿元的园区5个:甲园494亿元."""

from __future__ import annotations

from pipelines.figures.indicators import linking, wordings
from pipelines.figures.indicators.kinds import LEVEL, Verdict
from pipelines.figures.indicators.linking import Link, Scene, carried, indicator_of, names_a_thing
from pipelines.figures.indicators.wordings import COUNT, MONEY, OTHER, quantity_of
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

# 营业收入过百亿元的园区有5个: why they are counted; and that they are listed next.
BEYOND = later(
    r"(?:超过?|过|突破|达到?|不低于|在)[\d.一二两三四五六七八九十百千]+[万亿]+元?(?:以上)?的?[^,。;:\d]{0,10}"
)
FOR_IT = "what they are counted for"
# 营业收入过百亿元的有7个,最高的达到486亿元,最低的9.6亿元
MOST = later(
    r",(?:其中,?)?(?:规模)?最[高低大小多少](?:的|者)"
    r"(?:已|则|也|只有|仅有?|仅为|达到?|有|为|是|近|约|超过?){0,5}$"
)
LISTS = later(r"(?::|,?(?:其中|分别(?:是|为)|即|依次(?:是|为))[,:]?)")
NAMED = later("的[^,。;:、\\d]{2,24}、")
STAGES = later("开工|动工|投产|竣工|建成|完工|在建|续建|储备|谋划|落地|投用")


def counted_for(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """收入过百亿元的园区有5个:临江园区410亿元: the amount for which they were counted."""
    last = scene.last
    if last is None or wordings.quantity_of(reading.unit) != MONEY:
        return None
    most = MOST.search(scene.text, last.reading.end, reading.start)
    if most is not None and last.reason == FOR_IT:
        return carried(reading, verdict, last, FOR_IT)
    if last.reading.unit != COUNT:
        return None
    if not most and not LISTS.match(scene.text, last.reading.end, reading.start):
        return None
    for mention in reversed(scene.between(scene.start, last.reading.start)):
        told = BEYOND.match(scene.text, mention.end, last.reading.start)
        if told is not None and (most or told.end() == last.reading.start):
            indicator = indicator_of(mention, reading)
            if indicator is None:
                return None
            return Link(reading, verdict, indicator, mention, FOR_IT)
    return None


def money_of(scene: Scene, reading: Reading, verdict: Verdict, words: str) -> Link | None:
    """签约19个、57.11亿元: money after things counted; their verb says which money."""
    last = scene.last
    if wordings.quantity_of(reading.unit) != MONEY or last is None:
        return None
    if last.reading.unit != COUNT or names_a_thing(words):
        return None
    origin = last
    while origin.start < 0 and origin.of is not None:
        origin = origin.of
    label = scene.text[max(scene.start, origin.start - 6) : origin.end] if origin.start >= 0 else ""
    rules = linking.words().money_of
    code = next((code for verbs, code in rules if verbs.search(label)), "")
    if last.code == "projects":
        signed = code == "contracted_investment" or (
            not (code or STAGES.search(label)) and _of_signing(scene)
        )
        code = "contracted_investment" if signed else "project_total_investment"
        if not signed and not STAGES.search(label) and _told(scene) == "funds_in_place":
            code = "funds_in_place"  # 按产业分,二产8个,到位5.5亿元;三产6个,2.7亿元
    if not code:
        return None
    indicator = wordings.lexicon().indicators[code]
    return Link(reading, verdict, indicator, last.mention, "money of what was counted", of=last)


def named_by(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """投资17亿元的汽车产业园、15亿元的智能通信产业园: each names a thing by its money."""
    last, text = scene.last, scene.text
    if last is None or last.verdict.kind != LEVEL or last.code == OTHER:
        return None
    alike = last.reading.unit == reading.unit and quantity_of(reading.unit) == MONEY
    if not alike or not text.startswith("的", last.reading.end):
        return None
    if not text.startswith("的", reading.end) or not text.startswith("、", reading.start - 1):
        return None
    listed = NAMED.fullmatch(text, last.reading.end, reading.start) is not None
    return carried(reading, verdict, last, "named by money as well") if listed else None


def _of_signing(scene: Scene) -> bool:
    """Whether the money told last was that of a signing: 从产业看, 装备制造项目11个、156亿元."""
    return _told(scene) == "contracted_investment"


def _told(scene: Scene) -> str:
    """The code of the money told last."""
    money = (
        x
        for x in [*scene.recent(), *scene.earlier[::-1]]
        if wordings.quantity_of(x.reading.unit) == MONEY
    )
    told = next(money, None)
    return told.code if told is not None else ""
