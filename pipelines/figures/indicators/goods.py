"""Goods and classes of goods that grow: 汽车类增长25.9%, 食用油、电力电缆分别增长8%和3%.

Only how they grow is told, so the code is of what was told to be divided: retail sales, or what
is produced. Wordings inside the name of a good (电缆, 建筑) are no indicators of their own.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipelines.figures.indicators import wordings
from pipelines.figures.indicators.kinds import GROWTH, LEVEL, Verdict
from pipelines.figures.indicators.linking import Link, Scene
from pipelines.figures.names.terms import alternation
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

REASON = "goods that grow"
RETAIL, PRODUCED = "retail_sales", "production_volume"
LONGEST = 90  # characters of a list of goods
REACH = 400  # characters before the goods in which their topic is told
TITLE = 24  # characters of a heading that tells the topic of the paragraph beneath
JOINED = later(r"[、和与及]")
NAMES = r"[一-鿿A-Za-z“”][一-鿿A-Za-z“”、]{1,80}?"
SIZES = range(2, 21)  # characters of one good
JOINT = r"(?:[、和与及]|以及)"
NEXT = later(
    r"(?:[、,和与及]|以及)+(?:同比|分别)*(?:增长|下降|下滑|回落|增|降)?(?:了|约|近|超过?)*"
)
# What ends a name in a list; 及 and 与 may stand inside one (建筑及装潢材料).
ENDS = later(r"、|以及|和")
NEXT_NAME = later(r"[一-鿿A-Za-z]{2,14}?(?=、|以及|和|产量|零售额|商品零售|分别|依次|各|均|同比)")
# Whose goods they are: 某某经开区|新能源汽车.
PLACE = later(
    r"[一-鿿]{0,12}(?:园区|开发区|高新区|经开区|示范区|集中区|集聚区|产业园|工业园|[全我][区市县园省])的?(?=[一-鿿]{2})"
)
LENGTH = later(r"(?P<name>(?!新建|铺设|建成|道路|管网)[一-鿿]{2,10}?)(?:产量)?(?:达到?|为|约)*")
EACH = "分别"
CLASS = "类"


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled goods.toml."""

    topics: re.Pattern[str]  # the name of the group that matched is the topic
    grows: re.Pattern[str]
    none: re.Pattern[str]
    by_chance: frozenset[str]
    measures: dict[str, str]  # the code of what may stand behind several goods


@cache
def _words() -> Words:
    source = resources.files("pipelines.figures") / "vocabulary" / "goods.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    topics = "|".join(
        f"(?P<{name}>{alternation(data[name])})"
        for name in ("classes", "retail", "products", "others")
    )
    data |= data["names"]
    between = alternation(data["before_growth"])
    return Words(
        re.compile(topics),
        re.compile(
            rf"(?:其中|而|但|另外)?(?P<names>{NAMES})"
            rf"(?P<measure>{alternation(data['measures'])})?(?:{between})*+"
            r"(?:增长|下降|下滑|回落|增|降)(?:了|约|近|超过?)*"
        ),
        re.compile(
            rf"(?:^|{JOINT}){alternation(data['no_goods_starts'])}"
            rf"|{alternation(data['no_goods_ends'])}(?={JOINT}|$)"
        ),
        frozenset(data["by_chance"]),
        data["measures"],
    )


def told(reading: Reading) -> bool:
    """Whether a reading was told of goods: they are nobody whom it could be about."""
    return reading.because.get("indicator", "").endswith(f"({REASON})")


def named(scene: Scene, reading: Reading, verdict: Verdict, gap: int) -> Link | None:
    """How the goods before a number grew, or the next of those that the number before tells of.

    gap is where the number before it ends.
    """
    if verdict.kind == LEVEL and reading.unit == "m":
        return _metres(scene, reading, verdict, gap)
    if verdict.kind != GROWTH or reading.unit not in ("%", "times"):
        return None
    last = scene.last
    before = last if last is not None and last.reason == REASON else None
    if before is not None and NEXT.fullmatch(scene.text, gap, reading.start):
        start, end = _next_name(scene.text, before.end)
        return Link(reading, verdict, before.indicator, None, REASON, start, end)
    words = _words()
    begin = _begin(scene.text, gap, reading.start)
    found = words.grows.fullmatch(scene.text, begin, reading.start)
    if found is None or words.none.search(found["names"]):
        return None
    if any(len(name) not in SIZES for name in found["names"].split("、")):
        return None
    code = _code(scene, found, before)
    if not code:
        return None
    indicator = wordings.lexicon().indicators[code]
    start, end = found.span("names")
    held = PLACE.match(scene.text, start, end)
    start = held.end() if held else start
    if EACH in scene.text[end : reading.start]:
        joint = ENDS.search(scene.text, start, end)
        end = joint.start() if joint else end
    return Link(reading, verdict, indicator, None, REASON, start, end)


def _next_name(text: str, end: int) -> tuple[int, int]:
    """Where the good behind another one of its list stands, -1 where there is none."""
    joint = ENDS.match(text, end)
    after = NEXT_NAME.match(text, joint.end(), end + LONGEST) if joint and end >= 0 else None
    return after.span() if after else (-1, -1)


def _metres(scene: Scene, reading: Reading, verdict: Verdict, gap: int) -> Link | None:
    """主要产品产量:水泥12万吨;电力电缆1.2万千米: the next product, though it is so long."""
    listed = scene.text[scene.start - 1 : scene.start] == ";"
    told = scene.last or (scene.topic if listed else None)
    if told is None or told.code != PRODUCED:
        return None
    begin = _begin(scene.text, gap, reading.start)
    found = LENGTH.fullmatch(scene.text, begin, reading.start)
    if found is None or _topic(scene, begin) != "products":
        return None
    indicator = wordings.lexicon().indicators[PRODUCED]
    start, end = found.span("name")
    return Link(reading, verdict, indicator, None, "a good so long", start, end)


def _begin(text: str, gap: int, end: int) -> int:
    """Where the clause begins that holds the goods, enumerations within it."""
    low = max(gap, end - LONGEST)
    return max(low, *(text.rfind(mark, low, end) + 1 for mark in ",;:。\n"))


def _code(scene: Scene, found: re.Match[str], before: Link | None) -> str:
    """Of what the goods are told: the last topic before them, as it stands in the text."""
    names = found["names"]
    listed = JOINED.search(names) is not None
    if found["measure"]:
        return _words().measures[found["measure"]] if listed else ""
    topic = _topic(scene, found.start())
    if names.endswith(CLASS) or before is not None:
        fitting = topic in ("classes", "retail")
        if fitting or (before is not None and before.code == RETAIL):
            return RETAIL
    if topic == "classes":
        return RETAIL
    if topic == "products":
        return PRODUCED
    if before is not None and topic != "others":
        return before.code
    return PRODUCED if topic != "others" and listed and _by_chance(scene, found) else ""


def _topic(scene: Scene, end: int) -> str:
    """The last word before the goods that tells what is divided, in their paragraph or heading."""
    text = scene.text
    low = max(text.rfind("\n", 0, end) + 1, end - REACH)
    last = ""
    for hit in _words().topics.finditer(text, low, end):
        last = hit.lastgroup or ""
    if last or low == 0 or text[low - 1] != "\n":
        return last
    line = text.rfind("\n", 0, low - 1) + 1
    if low - line > TITLE:
        return ""
    for hit in _words().topics.finditer(text, line, low):
        last = hit.lastgroup or ""
    return last


def _by_chance(scene: Scene, found: re.Match[str]) -> bool:
    """Whether the only wordings in a list of names are parts of them: 水泥、电力电缆."""
    start, end = found.span("names")
    inside = [m.wording for m in scene.between(start, end)]
    codes = {one.indicators[0].code for one in inside}
    items = re.split(JOINT, found["names"])
    return bool(codes & _words().by_chance) and not any(one.text in items for one in inside)
