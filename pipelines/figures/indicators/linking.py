"""A number with the indicator it was given: what both readers of links share.

A sentence is read from left to right. Amounts and counts are linked by `amounts`, growth, change,
shares, factors and ranks by `relatives`.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from pipelines.figures.indicators import wordings
from pipelines.figures.indicators.kinds import Verdict
from pipelines.figures.indicators.wordings import OTHER, Indicator, Mention
from pipelines.figures.names.terms import alternation
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

PHRASE_END = later(r"[,;:。、\n!?]|(?<![市区道])\)|\((?!市|区|街道)")
OUT = ("剔除", "扣除", "不含", "排除")  # 剔除房地产后增长11%
LEFT_OUT = later("|".join(OUT))
# 从总量看, 分月看: a sentence that goes through the main thing again, not its last part.
SEEN = later(
    r"(?:分|逐|从各?|按)(?:年|季|季度|月|月份|旬|时段|阶段|总量|增速|增幅|规模|绝对量|园区|分园区|区域|县区"
    r"|区县|排名|位次)(?:来)?看"
)
# 按产业分,装备制造11个,医药9个: names of the parts of what was told before.
SORTED = later(r"(?:从|分|按)[一-鿿“”]{2,8}?(?:来)?(?:看|分),")
LOOK_BACK = 24  # links; bounds the work on endless sentences
AFTER = 22  # characters after a number in which its noun is looked for
PLACE = later(r"[一-鿿]{1,4}?(?:省|市|县|区|州|旗|镇|乡)")
SIGNS = later(r"[\d.“”\"'‘’ \-—~:：,、;()%]|　")


# What the same words mean inside a label: 有效专利, 达产项目, 过亿元企业, 以上, 等级.
LABEL_STOPS = (
    r"[,;:。!?\n、()“”\"' ]|对(?![接口])|(?<!所)有(?!效|限|色|关|机)|达(?!产)"
    r"|过(?![\d一二三四五六七八九十百千万亿])"
    r"|等(?!级)|以(?!上)|在(?![建册谈孵库园岗研手职校营])|入驻(?!企业)|的(?!企业|项目)"
)


@dataclass(slots=True)
class Link:
    """A reading with the indicator it was given, and the words and reason for it."""

    reading: Reading
    verdict: Verdict
    indicator: Indicator | None
    mention: Mention | None
    reason: str
    start: int = -1  # where the words of the label begin and end, -1 where inherited
    end: int = -1
    of: Link | None = None  # the link that it carries on
    part: bool = False  # after 其中: a part of what was told
    settled: bool = False  # words of its own made its code more exact
    at: int = 0  # its place among the links of its sentence
    shared: str | None = None  # the scope of all those of whom it tells some
    doubts: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The indicator's code, `other` where none fits."""
        return self.indicator.code if self.indicator else OTHER


@dataclass(slots=True)
class Scene:
    """What one sentence holds, and how far it has been read."""

    text: str  # folded
    source: str  # as printed, same offsets
    start: int
    end: int
    mentions: list[Mention]
    links: list[Link] = field(default_factory=list)
    earlier: list[Link] = field(default_factory=list)  # all links of the sentence before
    told: list[Link] = field(default_factory=list)  # levels told before the last semicolons
    former: list[Link] = field(default_factory=list)  # levels of the whole sentence before
    divided: int = -1  # how many links stood before 其中, -1 where it did not occur
    rare: dict[str, Link] = field(default_factory=dict)  # by measure word, over the report
    main: Link | None = None  # the first amount of the paragraph, or of the last that had one
    starts: list[int] = field(init=False)
    sorts: bool = field(init=False)  # it names the parts of what was told before

    def __post_init__(self) -> None:
        self.starts = [mention.start for mention in self.mentions]
        self.sorts = SORTED.match(self.text, self.start) is not None

    def recent(self) -> list[Link]:
        """The links of this sentence that a number may still go on about, the last first."""
        return self.links[: -LOOK_BACK - 1 : -1]

    @property
    def last(self) -> Link | None:
        """The link just before, in this sentence."""
        return self.links[-1] if self.links else None

    @property
    def topic(self) -> Link | None:
        """The last link of the sentence before."""
        return self.earlier[-1] if self.earlier else None

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in a stretch, at most LOOK_BACK before its end."""
        last = bisect_left(self.starts, end)
        first = max(bisect_left(self.starts, start), last - LOOK_BACK)
        found = self.mentions[first:last]
        while found and found[-1].end > end:
            found.pop()
        return found


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled linking.toml."""

    nothing: re.Pattern[str]
    done: re.Pattern[str]
    carries: re.Pattern[str]
    head_ends: re.Pattern[str]
    references: re.Pattern[str]
    helped_after: re.Pattern[str]
    job_verbs: re.Pattern[str]
    takes_object: re.Pattern[str]
    general_verbs: frozenset[str]
    said_of_told: frozenset[str]
    label_stops: re.Pattern[str]
    governed: dict[str, list[tuple[re.Pattern[str], str]]]
    plain_nouns: frozenset[str]
    money_of: list[tuple[re.Pattern[str], str]]
    value_of: list[tuple[re.Pattern[str], str]]


@cache
def words() -> Words:
    """The vocabulary of the package, compiled."""
    source = resources.files("pipelines.figures") / "vocabulary" / "linking.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return Words(
        nothing=re.compile(
            alternation([*data["nothing"], *data["done"], *_verbs()]) + "|就(?![业地近学])|份(?!额)"
        ),
        done=re.compile(rf"(?:已经?|共|再|又|新)*(?:{alternation(data['done'])})"),
        carries=re.compile(rf"[ “\"(]*(?:{alternation(data['carries'])})"),
        head_ends=re.compile(alternation(data["head_ends"])),
        references=re.compile(
            rf"{alternation(data['references'])}|居(?!民|家|住|委)|(?<![系班专并下数序])列(?!车|入|次|为|支|管)|(?<![占同环对相可])比(?!重|例|较|去年|上年|率|如|价)|较(?!快|大|高|好|强|为|于?去年|于?上年|于?前年|之去年)"
            r"|占(?!比|地(?![区方])|有)|在(?=[^,。;\d]{2,16}[中里]的?(?:份额|占|比重|比例))|超过(?=全[国省市县区][^,。;\d]{1,8}的[近约一二三四五六七八九\d])|(?<!主要)(?<!特别)(?<!尤其)(?<!原因)(?<!关键)是(?!一|全)|是(?=[^,。;]{1,14}平均)|是(?=全[省市国县区][^,。;\d]{1,12}的$)"
        ),
        helped_after=re.compile(alternation(data["helped_after"])),
        job_verbs=re.compile(alternation(data["job_verbs"])),
        takes_object=re.compile(rf"(?:{alternation(data['takes_object'])})[一-鿿]{{2,}}$"),
        general_verbs=frozenset(data["general_verbs"]),
        said_of_told=frozenset(data["said_of_told"]),
        label_stops=re.compile(
            f".*(?:{alternation(data['label_stops'])}|{LABEL_STOPS})", re.DOTALL
        ),
        governed=_governed(data["governed"]),
        plain_nouns=frozenset(data["plain_nouns"]),
        money_of=[(re.compile(alternation(x["words"])), x["code"]) for x in data["money_of"]],
        value_of=[(re.compile(alternation(x["words"])), x["code"]) for x in data["value_of"]],
    )


def _verbs() -> list[str]:
    """The wordings that are verbs: 投用, 新建; beside another measure word they name no thing."""
    known = wordings.lexicon().wordings.values()
    return [one.text for one in known if one.weak and not one.text.endswith("率")]


def _governed(rules: list[dict[str, Any]]) -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """By code the verbs before its label that make another code of it."""
    out: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for rule in rules:
        verbs = re.compile(
            rf"(?<!可)(?:{alternation(rule['verbs'])})(?:了|的|各|全部|掉)*(?:园区|全区|辖区|开发区)?$"
        )
        for code in rule["from"]:
            out.setdefault(code, []).append((verbs, rule["to"]))
    return out


def indicator_of(mention: Mention, reading: Reading) -> Indicator | None:
    """What a mention stands for beside this quantity."""
    return mention.wording.read(wordings.quantity_of(reading.unit), reading.unit_text)


def own_relative(reading: Reading, verdict: Verdict, mention: Mention, reason: str) -> Link:
    """A link to a wording that a growth, share or rank is about."""
    wording = mention.wording
    indicator = wording.read(wordings.RATE, "%") or wording.indicators[0]
    return Link(reading, verdict, indicator, mention, reason, mention.start, mention.end)


def carried(reading: Reading, verdict: Verdict, source: Link, reason: str) -> Link:
    """A link that goes on about an earlier one."""
    return Link(reading, verdict, source.indicator, source.mention, reason, of=source)


def names_a_thing(text: str, *, places: bool = False) -> bool:
    """Whether words name something of their own beside verbs, grades and times."""
    rest = words().nothing.sub("", SIGNS.sub("", text))
    return len(rest if places else PLACE.sub("", rest)) >= 2


def reference(text: str, begin: int, end: int) -> int:
    """Where the comparison begins whose words name the other side, `end` where there is none."""
    found = words().references.search(text, begin, end)
    return found.start() if found else end


def left_out(text: str, begin: int, end: int) -> str:
    """剔除房地产后增长11%: what a number leaves out, '' where it leaves nothing out."""
    found = LEFT_OUT.search(text, begin, end)
    return text[found.end() : end] if found else ""


def outside(scene: Scene, before: list[Mention], reading: Reading) -> list[Mention]:
    """The mentions that no bracket closes off: 固定资产投资(不含农户)增长12.1%."""
    if before and LEFT_OUT.search(scene.text, before[0].start - 3, reading.start):
        before = [m for m in before if not scene.text.endswith(OUT, m.start - 3, m.start)]
    if ")" not in scene.text[before[0].end : reading.start] if before else True:
        return before
    kept = []
    for mention in before:
        between = scene.text[mention.end : reading.start]
        if between.count(")") <= between.count("("):
            kept.append(mention)
    return kept


def phrase(text: str, begin: int, until: int) -> int:
    """Where the noun phrase that begins after a number ends at the latest."""
    limit = min(until, begin + AFTER)
    stop = PHRASE_END.search(text, begin, limit)
    return stop.start() if stop else limit


def settle(link: Link, code: str, reason: str) -> None:
    """Give a link a more exact code for good, and say why."""
    link.indicator, link.settled = wordings.lexicon().indicators[code], True
    link.reason = f"{link.reason}, {reason}"
