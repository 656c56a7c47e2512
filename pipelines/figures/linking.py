"""Which indicator a number belongs to: the wording before it, the noun after it, or what came last.

A sentence is read from left to right. A count takes the noun that follows (18个项目); other
numbers take the nearest wording before them that may be such a quantity (完成工业总产值23.86亿元);
growth, shares and ranks without a wording of their own carry on with the number before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.figures import wordings
from pipelines.figures.kinds import RELATIVE, Verdict, last_clause
from pipelines.figures.types import Reading
from pipelines.figures.wordings import COUNT, MONEY, OTHER, RATE, Indicator, Mention

# Between a wording and its number.
ADJACENT = re.compile(
    r"(?:数量|总数|总量|总额|数|额|共|总|计|已|累计|约|近|超过?|逾|达到?|有|为|是|了|突破|完成|实现|仅|各|均|分别|不少于|不低于|至少|"
    r"以上|增至|增加到|[“”\" ():])*$"
)
# What ends the noun phrase after a number.
PHRASE_END = re.compile(r"[,;:。、\n!?()]")
HEAD_END = re.compile(
    r"的|实现|完成|达|占|总投资|正在|已|均|全部|将|被|在|参加|获|投产|开工|签约|建成|落户|入驻|进行|成为|通过|中有|中,|为|从|计划|"
    r"增资|拿到|复工|出现|连续|生产|开门|以上|左右"
)
REFERENCE = re.compile(
    r"高于|低于|快于|慢于|高出|低出|优于|好于|超出|领先|比(?!重|例|较|去年|上年)|较(?!快|大|高|好|强|为)|占(?!比|地)|相当于|是(?!一|全)|拉动|"
    r"(?:位|跃|稳|高|均|排|名)?(?:居|列)(?!民|车)|跻身|排名"
)
SHARE_OF = re.compile(r"占(?!比|地|用|据)")
CAPACITY_AFTER = re.compile(
    r"(?:/年|/a|每年)|[^,。;、:\n]{0,24}?(?:项目|生产线|装置|工程|生产基地|基地|车间|生产能力|产能|工厂|产线|机组|技改)"
)
CAPABLE_AFTER = re.compile(r"(?:\([^()]*\))?的?(?:年)?(?:生产能力|产能|加工能力|生产规模|年产能)")
GENERIC = frozenset({"enterprises", "parks"})
MAX_BACK = 60  # characters over which a wording may still govern a number
AFTER = 22
# Said of the whole, not of what is counted: 园区, 企业 as subjects of a relative number.
SUBJECTS = frozenset({"parks"})
QUALIFIED = re.compile(r"^[,、;和与及]*(?:其中|另有|另|还有|包括|含|仅)?")
PLACE_WORDS = re.compile(r"国家级|省级|市级|县级|自治区级|世界|亿元|万元|以上|过|超|百强|强|级")


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
    doubts: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The indicator's code, `other` where none fits."""
        return self.indicator.code if self.indicator else OTHER


@dataclass(slots=True)
class Scene:
    """What one sentence holds, and how far it has been read."""

    text: str
    start: int
    end: int
    mentions: list[Mention]
    links: list[Link] = field(default_factory=list)
    topic: Link | None = None  # the last link of the sentence before
    earlier: list[Link] = field(default_factory=list)  # all links of the sentence before
    at: int = 0  # index of the first mention not yet passed

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a stretch; stretches are asked for in rising order."""
        found = self.mentions
        while self.at < len(found) and found[self.at].start < start:
            self.at += 1
        stop = self.at
        while stop < len(found) and found[stop].start < end:
            stop += 1
        return found[self.at : stop]


def indicator_of(mention: Mention, reading: Reading) -> Indicator | None:
    """What a mention stands for beside this quantity."""
    return mention.wording.read(wordings.quantity_of(reading.unit), reading.unit_text)


def link(scene: Scene, reading: Reading, verdict: Verdict, gap: int, until: int) -> Link:
    """Find the indicator of a reading; the words from `gap` on and up to `until` are its own."""
    before = scene.between(gap, reading.start)
    if verdict.kind in RELATIVE:
        return _relative(scene, reading, verdict, before, gap, until)
    return _absolute(scene, reading, verdict, before, gap, until)


def _own(reading: Reading, verdict: Verdict, mention: Mention, reason: str) -> Link:
    indicator = indicator_of(mention, reading)
    return Link(reading, verdict, indicator, mention, reason, mention.start, mention.end)


def _carried(reading: Reading, verdict: Verdict, source: Link, reason: str) -> Link:
    return Link(reading, verdict, source.indicator, source.mention, reason, of=source)


# ---- amounts and counts


def _absolute(
    scene: Scene, reading: Reading, verdict: Verdict, before: list[Mention], gap: int, until: int
) -> Link:
    clause = max(gap, reading.start - len(last_clause(scene.text[gap : reading.start])))
    near = _nearest(reading, before, clause)
    after = _noun_after(scene, reading, until)
    if after is not None and not _holds(scene, reading, near, after):
        return _own(reading, verdict, after, "noun after")
    if near is not None and not near.wording.weak:
        return _own(reading, verdict, near, "wording before")
    carried = _same_quantity(scene, reading, gap)
    if near is not None:
        if carried is not None and carried.code == "projects":
            return _own(reading, verdict, near, "verb before")
        if carried is None or not _general(near):
            return _own(reading, verdict, near, "verb before")
    capacity = _capacity(scene, reading, until)
    if capacity is not None:
        return capacity_link(reading, verdict, capacity)
    words = scene.text[clause : reading.start]
    if carried is not None and (near is not None or _only_qualifies(words, scene, reading)):
        return _carried(reading, verdict, carried, "carries on")
    money = _money_of(scene, reading, verdict, words)
    if money is not None:
        return money
    far = _nearest(reading, before, gap)
    if far is not None and clause > gap and not _names_a_thing(words):
        return _own(reading, verdict, far, "wording in an earlier clause")
    return _unnamed(scene, reading, verdict, words)


def _nearest(reading: Reading, before: list[Mention], begin: int) -> Mention | None:
    """The last fitting mention before the number, from `begin` on; parks only right beside it."""
    for mention in reversed(before):
        if mention.start < begin or reading.start - mention.end > MAX_BACK:
            return None
        indicator = indicator_of(mention, reading)
        if indicator is None:
            continue
        if indicator.code in SUBJECTS and reading.start - mention.end > 3:
            continue
        return mention
    return None


def _noun_after(scene: Scene, reading: Reading, until: int) -> Mention | None:
    """The noun that a number counts: the last of an unbroken run of fitting mentions after it."""
    text, begin = scene.text, reading.end
    stop = PHRASE_END.search(text, begin, min(until, begin + AFTER))
    end = stop.start() if stop else min(until, begin + AFTER)
    if end - begin < 2:
        return None
    if text[begin] == "的" and reading.unit == COUNT:
        return None
    found: Mention | None = None
    for mention in wordings.mentions(text, begin, end):
        indicator = indicator_of(mention, reading)
        if indicator is None or mention.wording.weak:
            if found is not None or (reading.unit != COUNT and mention.start - begin > 6):
                break
            continue
        if found is not None and mention.start > found.end:
            break
        if found is None and HEAD_END.search(text, begin, mention.start):
            break
        found = mention
    return found


def _holds(scene: Scene, reading: Reading, near: Mention | None, after: Mention) -> bool:
    """Whether the wording before the number is rather its own than the noun after it."""
    if near is None:
        return False
    between = scene.text[near.end : reading.start]
    indicator = indicator_of(near, reading)
    assert indicator is not None
    if reading.unit != COUNT:
        return ADJACENT.match(between) is not None or indicator.code != OTHER
    if indicator.code in GENERIC or near.wording.weak:
        return False
    return ADJACENT.match(between) is not None and not between.endswith(("的", "等"))


def _same_quantity(scene: Scene, reading: Reading, gap: int) -> Link | None:
    """The last link of the sentence whose level may be this quantity."""
    quantity = wordings.quantity_of(reading.unit)
    for earlier in reversed(scene.links):
        if earlier.verdict.kind in RELATIVE and earlier.reading.unit != reading.unit:
            continue
        if wordings.quantity_of(earlier.reading.unit) != quantity:
            continue
        if quantity == COUNT and not _alike(earlier, reading):
            continue
        return earlier
    return None


def _alike(earlier: Link, reading: Reading) -> bool:
    if earlier.reading.unit_text == reading.unit_text:
        return True
    measures = earlier.indicator.measures if earlier.indicator else frozenset()
    return reading.unit_text in measures


GENERAL = frozenset(
    (
        "建成",
        "新建",
        "实施",
        "引进",
        "引入",
        "推进",
        "完工",
        "培育",
        "在建",
        "新引进",
        "入库",
        "前期",
    )
)


def _general(mention: Mention) -> bool:
    """A verb that may be said of anything: 建成3个."""
    return mention.wording.text in GENERAL


NOT_A_THING = re.compile(
    r"其中|国家级|省级|市级|县级|自治区级|区级|州级|世界级|以上|以下|亿元|万元|过|超|近|约|达到?|有|已|为|共|总数|总量|总计|合计|累计|目前|"
    r"分别|各|仅|上年|去年|今年|全年|年底|年末|突破|预计|力争|确保|将|可|新增|新|完成|实现|增加|增至|到|至|的|和|与|及|等|个|另|还|"
    r"\d+(?:\.\d+)?|年|月|日|一|二|三|四|五|六|七|八|九|十|百|千|万|亿|其余|剩余|全部|包括|含|占|当月|当年|本月|由|从|级|全国|全省|全市|全县|"
    r"全区|园区|开发区|规模|左右|不低于|不少于|再|又|更|下半年|上半年|季度|前|后|数|量|额|值|中|内|外|是|上|下|了|在|“|”|\"|[ 　()\-—~:：,、;]"
)


def _names_a_thing(words: str) -> bool:
    """Whether a clause names something of its own beside verbs, grades and times."""
    return len(NOT_A_THING.sub("", words)) >= 2


def _only_qualifies(words: str, scene: Scene, reading: Reading) -> bool:
    """其中国家级5家, 过亿元的12家, 5月当月41.2亿元: words that narrow what was counted before."""
    if words.startswith("其中") or re.match(r"[,、]?其中", words):
        return True
    previous = scene.text[max(scene.start, reading.start - len(words) - 3) : reading.start]
    if "其中" in previous:
        return True
    return not _names_a_thing(words)


def _money_of(scene: Scene, reading: Reading, verdict: Verdict, words: str) -> Link | None:
    """开工17个、43.55亿元: money after projects counted; their verb says which money."""
    if wordings.quantity_of(reading.unit) != MONEY or not scene.links:
        return None
    last = scene.links[-1]
    if last.code != "projects" or _names_a_thing(words):
        return None
    verb = scene.text[max(scene.start, last.start) : last.reading.start] if last.start >= 0 else ""
    code = "contracted_investment" if re.search("签约|合同|协议|意向", verb) else ""
    indicator = wordings.lexicon().indicators[code or "project_total_investment"]
    return Link(reading, verdict, indicator, last.mention, "money of projects counted", of=last)


def _capacity(scene: Scene, reading: Reading, until: int) -> str | None:
    """30万吨/年BDO一期项目 and 12万锭车间: an amount of goods that names a plant."""
    quantity = wordings.quantity_of(reading.unit)
    if quantity in (MONEY, RATE, "m2", "m", "rank", "kWh"):
        return None
    if quantity == COUNT and reading.unit_text in ("家", "户", "个", "人", "名", "项", "位", "条"):
        return None
    found = CAPABLE_AFTER.match(scene.text, reading.end, scene.end)
    if found is None and quantity != "kW":
        found = CAPACITY_AFTER.match(scene.text, reading.end, min(until, scene.end))
    return found[0] if found else None


def capacity_link(reading: Reading, verdict: Verdict, words: str) -> Link:
    """A link to production_capacity, the words after the number being the reason."""
    indicator = wordings.lexicon().indicators["production_capacity"]
    end = reading.end + len(words)
    return Link(reading, verdict, indicator, None, "names a plant after", reading.end, end)


FIRM_MEASURES = frozenset({"家", "户"})


def _unnamed(scene: Scene, reading: Reading, verdict: Verdict, words: str) -> Link:
    """No wording: 家 and 户 count firms in a park report, anything else stays other."""
    if reading.unit == COUNT and reading.unit_text in FIRM_MEASURES:
        indicator = wordings.lexicon().indicators["enterprises"]
        out = Link(reading, verdict, indicator, None, f"measure word {reading.unit_text}")
        out.doubts.append("indicator from the measure word alone")
        return out
    topic = scene.topic
    if topic is not None and not scene.links and not _names_a_thing(words):
        same = wordings.quantity_of(topic.reading.unit) == wordings.quantity_of(reading.unit)
        if same and topic.indicator is not None:
            out = _carried(reading, verdict, topic, "carries on from the sentence before")
            out.doubts.append("indicator from another sentence")
            return out
    out = Link(reading, verdict, None, None, "no wording fits")
    out.doubts.append("no indicator read")
    return out


# ---- growth, change, share, factor, rank


def _relative(
    scene: Scene, reading: Reading, verdict: Verdict, before: list[Mention], gap: int, until: int
) -> Link:
    text = scene.text
    clause = max(gap, reading.start - len(last_clause(text[gap : reading.start])))
    whole_from = reference(text, clause, reading.start)
    subject = _subject(reading, before, clause, whole_from) or _subject(
        reading, before, gap, min(clause, whole_from)
    )
    last = scene.links[-1] if scene.links else None
    if verdict.kind == "share":
        out = _share(scene, reading, verdict, before, subject, whole_from, until)
        if out is not None:
            return out
    if subject is not None and (
        last is None or subject.start >= clause or not _carries(text, clause)
    ):
        return own_relative(reading, verdict, subject, "wording before")
    if last is not None and (subject is None or _carries(text, clause)):
        return _carried(reading, verdict, last, "carries on with the number before")
    inside = _subject(reading, before, whole_from, reading.start)
    if inside is not None and verdict.kind != "rank":
        return own_relative(reading, verdict, inside, "wording of the comparison")
    topic = scene.topic
    if topic is not None and _carries(text, clause):
        out = _carried(reading, verdict, topic, "carries on from the sentence before")
        out.doubts.append("indicator from another sentence")
        return out
    return _relative_unnamed(reading, verdict)


CARRIES = re.compile(
    r"[ “\"(]*(?:同比|环比|增长|增速|增幅|下降|降幅|占|居|位居|位列|较|比|高于|低于|高出|是|年均|分别|净增|增加|减少|提高|排名|列|回落|提升|上升|"
    r"下滑|完成(?:年|任务|目标|全年|计划)|相当于|拉动|总量|两年平均|达到|为|可比|按可比|同口径|连续|实际增长|名义增长|微增|负增长|跃居|升至|从|由|仅|"
    r"快于|慢于|领先|翻|均|且|其中)"
)


def _carries(text: str, clause: int) -> bool:
    """Whether a clause begins as one that goes on about the number before it."""
    return CARRIES.match(text, clause) is not None


def reference(text: str, clause: int, end: int) -> int:
    """Where the comparison begins whose words name the other side, `end` where there is none."""
    found = REFERENCE.search(text, clause, end)
    return found.start() if found else end


def _subject(reading: Reading, before: list[Mention], begin: int, end: int) -> Mention | None:
    """The last mention in a stretch that a relative number may be about."""
    generic: Mention | None = None
    for mention in reversed(before):
        if mention.start < begin:
            break
        if mention.end > end:
            continue
        code = mention.wording.indicators[0].code
        if code in SUBJECTS or mention.wording.weak:
            continue
        if code == "enterprises" and reading.start - mention.end > 8:
            generic = generic or mention
            continue
        if code == "ranking" and reading.unit != "rank":
            continue
        return mention
    return generic


def own_relative(reading: Reading, verdict: Verdict, mention: Mention, reason: str) -> Link:
    """A link to a wording that a growth, share or rank is about."""
    wording = mention.wording
    indicator = wording.read(RATE, "%") or wording.indicators[0]
    return Link(reading, verdict, indicator, mention, reason, mention.start, mention.end)


def _share(
    scene: Scene,
    reading: Reading,
    verdict: Verdict,
    before: list[Mention],
    subject: Mention | None,
    whole_from: int,
    until: int,
) -> Link | None:
    """Part and whole: the code is the part's, the whole's where the part is of another sort."""
    text = scene.text
    if text.startswith("的", reading.end) or (
        reading.bound in "><" and re.match(r"(?:以上|左右)的", text[reading.end : reading.end + 3])
    ):
        stop = PHRASE_END.search(text, reading.end, min(until, reading.end + AFTER))
        end = stop.start() if stop else min(until, reading.end + AFTER)
        for mention in wordings.mentions(text, reading.end, end):
            if not mention.wording.weak and mention.wording.indicators[0].code not in SUBJECTS:
                return own_relative(reading, verdict, mention, "share of the noun after")
    if not SHARE_OF.match(text, whole_from, reading.start):
        return None
    whole = _subject(reading, before, whole_from, reading.start)
    if whole is None:
        return None
    last = scene.links[-1] if scene.links else None
    part = subject.wording.indicators[0] if subject else (last.indicator if last else None)
    wide = whole.wording.indicators[0]
    if part is None or (part.unit != wide.unit and COUNT in (part.unit, wide.unit)):
        return own_relative(reading, verdict, whole, "share of the whole")
    if part.code == "output_value" and wide.code.startswith("gross_industrial_output"):
        return own_relative(reading, verdict, whole, "share of the whole")
    return None


def _relative_unnamed(reading: Reading, verdict: Verdict) -> Link:
    if reading.unit == "rank":
        indicator = wordings.lexicon().indicators["ranking"]
        return Link(reading, verdict, indicator, None, "a place without a named indicator")
    out = Link(reading, verdict, None, None, "no wording fits")
    out.doubts.append("no indicator read")
    return out
