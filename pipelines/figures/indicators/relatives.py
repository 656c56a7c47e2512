"""Which indicator a growth, a change, a share, a factor or a rank is about.

The wording before it in its clause, not the other side of a comparison (高于全市工业用电增速);
without one, the number before it (…亿元,同比增长9%,居全市第二位).
"""

from __future__ import annotations

from pipelines.figures.indicators import (
    about,
    capacities,
    causes,
    linking,
    nouns_after,
    rates,
    several,
    shares,
    told_shares,
    trades,
    uses,
    wordings,
)
from pipelines.figures.indicators.kinds import RELATIVE, Verdict
from pipelines.figures.indicators.linking import Link, Scene, carried, indicator_of, own_relative
from pipelines.figures.indicators.wordings import COUNT, OTHER, Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

CONTRIBUTES = later(r"对[^,。;\d]{2,16}的?贡献率")
# 全部工业对经济增长的贡献率: of the growth of the product, as somebody new gives to it.
WHO_GIVES = later(r"[,;。][^,;。\d]{2,10}(?<![,比])对[^,。;\d]{0,4}(?:经济|GDP|生产总值)增长")
TRADE = later(
    r"(?:产业|行业|制造业|工业|加工业)(?:同比|较快|逆势|也|则|分别|大幅|小幅)*(?:增长|下降|下滑)[^,;]{0,4}$"
)
OUTPUTS = frozenset({"output_value", "gross_industrial_output", "industrial_value_added"})
PULLS = later(
    r"(?:拉动|带动|推动|影响)[^,。;]{2,}?(?:增长|提高|上升|回升|提升|下降)(?:了|约|近|超过?)*$"
)
AMONG_THEM = later(
    r"(?:当)?[中里](?:面|头)?,?(?:又|也|均|都|双双|再度)?(?:排|[高稳跃荣]?居|列|位|名列|拔得)"
)
ALONE = later(r"一家就?占")
# 税收却因光伏玻璃降价下滑1.7%: what stands behind 因 is the cause and not what falls.
CAUSE = later(
    r"(?<![原起诱基成])(?:由于|因为|因(?!此|而|素|地|企|园)|受(?!理|益|让|邀|惠|到|托)|随着)"
)
# 三江高新区和口岸园区分别增长9.4%、23.5%: places that grow by what was told before.
PLACES_GROW = later(
    r"[;,。、]?[^,;。:\d]{2,40}?(?:区|园|市|县|镇|旗|州|基地|组团)(?:则|也|均|分别|同比|依次|仅|更是|约|环比|大幅|小幅|逆势|累计)*"
    r"(?:增长|下降|下滑|回落)(?:了|近|约|超过?)*"
)
PULLS_ALONE = later(r"(?:拉动|下拉)(?:了|约|近)?$")
PULLED_BACK = 16  # characters before a number in which it is said to be pulled
PLACE_PACE = later(
    r"[^,;。:\d]{2,20}?(?:区|园|市|县|镇|基地|组团)(?:增速|增长|增势|增幅)[^,。;\d]{0,6},"
)
# 在58个产值百亿元以下的园区中居第三位
AMONG_SUCH = later(r"[^,。;]{0,16}以[上下]的[^,。;\d]{0,8}" + AMONG_THEM.pattern)
AVERAGE = later(r"[^,。;\d]{0,4}(?:平均|均值)")
MORE = later(r"(?:增加|减少|增添|扩充|精简|裁减|压减)了?(?:近|约|到)?$")
NEARBY = 8  # characters between a number and the noun that it counts
MOVES = frozenset({"增收", "减亏", "增利", "扭亏", "盈利"})  # verbs of what was named before


def link(
    scene: Scene,
    reading: Reading,
    verdict: Verdict,
    before: list[Mention],
    around: tuple[int, int, int],
) -> Link:
    """Find the indicator of a relative number; `before` are the mentions since the last number.

    around are the end of that number, where the clause begins, and where the next number does.
    """
    text, (gap, clause, until) = scene.text, around
    if trades.opens(scene, reading, verdict):
        return trades.ranking(reading, verdict)
    if verdict.kind == "rank":
        before = [m for m in before if not _ranked_among(text, m)]
    before = causes.left_out(scene, before, gap, reading.start)
    before = trades.outside_names(scene, before, gap, reading.start)
    special = _special(scene, reading, verdict, before, (gap, clause))
    special = special or _more_of(scene, reading, verdict, until)
    if special is not None:
        return special
    other_side = linking.reference(text, clause, reading.start)
    own = about.first_of_ratio(reading, before, text) or about.subject(
        reading, before, clause, _cause(text, before, clause, other_side)
    )
    if own is not None and scene.last is not None:
        own = _own_said(scene, reading, verdict, own, scene.last)
    done = rates.of_what_was_done(scene, reading, verdict, clause, own)
    if done is not None:
        return done
    far = own or about.subject(reading, before, gap, min(clause, other_side))
    if verdict.kind == "share":
        out = (
            shares.of_its_whole(scene, reading, verdict, own, before, around)
            or shares.of_a_sum(scene, reading, verdict)
            or shares.of(scene, reading, verdict, before, far, other_side, until)
        )
        if out is not None:
            return out
    last = _spoken_of(scene, reading, linking.left_out(text, clause, reading.start))
    goes_on = linking.words().carries.match(text, clause) is not None
    goes_on = goes_on or not linking.names_a_thing(text[clause : reading.start])
    if own is not None and (last is None or not _only_a_place(own, last, goes_on)):
        return own_relative(reading, verdict, own, "wording before")
    if far is not None and far is not own and not _weaker(far, last, verdict):
        return own_relative(reading, verdict, far, "wording in an earlier clause")
    if last is not None:
        amount = rates.amount_before(scene, reading, verdict, last)
        amount = amount or rates.grown_before(scene, verdict, last)
        if amount is not None:
            return own_relative(reading, verdict, amount, "the amount before those counted")
        return carried(reading, verdict, last, "carries on with the number before")
    return _without(scene, reading, verdict, before, other_side, goes_on)


def _more_of(scene: Scene, reading: Reading, verdict: Verdict, until: int) -> Link | None:
    """将增加3条自动化产线, 减少20名工人: a change takes the noun that it counts, like any count."""
    if verdict.kind != "change" or not MORE.search(scene.text, scene.start, reading.start):
        return None
    line = capacities.lines(scene, reading, verdict, behind=True)
    after = nouns_after.find(scene, reading, until, labelled=False) if line is None else None
    if after is None or after.start > reading.end + NEARBY:
        return line
    return Link(
        reading, verdict, indicator_of(after, reading), after, "noun after", after.start, after.end
    )


def _special(
    scene: Scene, reading: Reading, verdict: Verdict, before: list[Mention], around: tuple[int, int]
) -> Link | None:
    """What whole phrases say, whatever wordings they hold."""
    gap, clause = around
    return rates.of_research(scene, reading, verdict, clause) or (
        rates.more_of_them(scene, reading, verdict)
        or rates.of_those_counted(scene, reading, verdict, clause)
        or several.in_several(scene, reading, verdict, before)
        or several.in_assessment(scene, reading, verdict, before, clause)
        or several.of_the_first(scene, reading, verdict, before, clause)
        or _pulled(scene, reading, verdict, before, clause)
        or rates.of_aid(reading, verdict, scene.text)
        or rates.next_size(scene, reading, verdict)
        or rates.covered(scene, reading, verdict, clause)
        or rates.of_those_above(reading, verdict, scene.text, clause)
        or rates.of_how_many_firms(scene, reading, verdict, clause)
        or trades.third(scene, reading, verdict, gap)
        or trades.after_a_trade(scene, reading, verdict, gap)
        or uses.let(scene, reading, verdict, clause)
        or told_shares.link(scene, reading, verdict, clause)
        or trades.next_share(scene, reading, verdict, before, gap)
        or trades.named(scene, reading, verdict, before, gap)
    )


def _ranked_among(text: str, mention: Mention) -> bool:
    """在全市工业企业中排第9位: a wording that says among whom."""
    assessed = mention.wording.indicators[0].code == "ranking"
    among = AMONG_THEM.match(text, mention.end) or AMONG_SUCH.match(text, mention.end)
    return not assessed and among is not None


def _own_said(
    scene: Scene, reading: Reading, verdict: Verdict, own: Mention, last: Link
) -> Mention | None:
    """The wording of the clause, None where it only says something of what was told before."""
    word = own.wording.text
    if verdict.kind == "rank" and word in several.WHATEVER and last.code != OTHER:
        return None  # 进出口总额突破1000亿元,规模全市第二
    if verdict.kind == "share" and shares.of_what_was_told(scene, reading, own, last):
        return None
    if word in rates.ORDERS and verdict.kind == "change" and last.verdict.kind == "rank":
        return None  # 270亿元,居全省第八位,名次前移1位
    own_clause = scene.text[own.start - 1] in ",;("
    if word in rates.ORDERS and verdict.kind == "rank" and own_clause and last.code != OTHER:
        return None  # 完成外贸进出口14亿元,位次排在全市第四
    if verdict.kind == "growth" and rates.of_size(scene, own, last):
        return None  # 工业增加值增长8.5%,其中规上企业增长9.0%,规下企业增长8.0%
    if last.code in rates.BARE.get(word, ()):
        return None  # 仓库面积48万平方米,利用率92%
    against = own.wording.indicators[0].code == OTHER and AVERAGE.match(
        scene.text, own.end, reading.start
    )
    if against and verdict.kind in ("share", "change"):
        return None  # 只有同类企业平均能耗的三分之二
    if ALONE.search(scene.text, own.end, reading.start) or word in MOVES:
        return None  # 某基地一家就占四成; 入库税收6.8亿元,同比增收1.2亿元
    if own.wording.indicators[0].code == OTHER and rates.next_name(own, last, verdict):
        return None  # 甲公司增长5.3%,乙新材料增长4.8%
    if own.wording.weak and (not word.endswith("率") or _of_firms(last)):
        return None  # 复工率 of what was counted before
    to_growth = CONTRIBUTES.search(scene.text, own.start - 6, reading.start)
    product = WHO_GIVES.search(scene.text, scene.start, own.end) is not None
    gives = word.endswith("贡献率") and "科技" not in word  # 科技进步贡献率 is of nothing before
    if (gives or to_growth) and _of_output(last) and not product:
        return None  # 产值增长60%,对园区工业增长的贡献率达41%: of what grew
    return own


def _cause(text: str, before: list[Mention], clause: int, end: int) -> int:
    """Where a cause begins behind the thing that it moves, `end` where none is given."""
    found = CAUSE.search(text, clause, end)
    named = found is not None and any(clause <= m.start and m.end <= found.start() for m in before)
    return found.start() if found is not None and named else end


def _pulled(
    scene: Scene, reading: Reading, verdict: Verdict, before: list[Mention], clause: int
) -> Link | None:
    """拉动全市规上工业产值增长4.2个百分点: what is pulled is what grows."""
    if verdict.kind not in ("change", "growth"):
        return None
    if PULLS_ALONE.search(scene.text, clause, reading.start):
        return _pulled_too(scene, reading, verdict)
    found = PULLS.search(scene.text[clause : reading.start])
    if found is None:
        return None
    begin = clause + found.start()
    inside = [m for m in before if m.start > begin and not m.wording.weak]
    named = [m for m in inside if m.wording.indicators[0].code not in (OTHER, "parks")]
    if not named:
        return None
    return own_relative(reading, verdict, named[-1], "what is pulled")


def _pulled_too(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """服务业拉动0.8个百分点: what the one before it was said to pull."""
    for told in [*scene.recent(), *scene.earlier[::-1]]:
        begin = max(0, told.reading.start - PULLED_BACK)
        if told.verdict.kind == "change" and "拉" in scene.text[begin : told.reading.start]:
            return carried(reading, verdict, told, "what was pulled before")
    return None


def _of_output(last: Link) -> bool:
    if last.indicator is None or last.indicator.category not in trades.SECTORAL:
        return False
    return last.mention is None or not last.mention.wording.text.endswith("贡献率")


def _of_firms(last: Link) -> bool:
    return last.indicator is not None and last.indicator.category == "enterprise"


# 总数达10个,居全国第三: how many there are is what is ranked.
OF_HOW_MANY = later(
    r"(?:园区|开发区|综保区)?,(?:数量|总数|总量|个数)?(?:均|也|稳|高|跃|位)?[居列排位][^,。;、\d]{0,6}"
)
HAS_PART = later(r"[^,。;\d]{2,10}?占(?:比|了|到|近|约|超过?|达到?)*")
NO_AMOUNT = frozenset({"%", "pp", "rank", "times"})


def _spoken_of(scene: Scene, reading: Reading, without: str) -> Link | None:
    """The link before; a rank looks past what it is a rank among (居全市6个开发区首位)."""
    for earlier in scene.recent():
        if reading.unit == "rank" and earlier.code in ("parks", OTHER):
            if earlier.code != OTHER and OF_HOW_MANY.fullmatch(
                scene.text, earlier.reading.end, reading.start
            ):
                return earlier
            continue
        known = earlier.indicator if reading.unit not in NO_AMOUNT else None
        fits = known is None or known.takes_quantity(wordings.quantity_of(reading.unit))
        if known is not None and not fits and known.unit != COUNT:
            continue  # 管网28公里,蒸汽价格每吨降了20元
        named = earlier.mention.wording.text if earlier.mention else ""
        if without and named[:3] == without[:3]:
            continue  # 房地产开发投资减少9.8亿元, 剔除房地产后增长11.3%
        return earlier
    return None


def _only_a_place(own: Mention, last: Link, goes_on: bool) -> bool:
    """排名, 综合实力 and the like in a clause that goes on about a named indicator."""
    return goes_on and own.wording.indicators[0].code == "ranking" and last.code != OTHER


def _weaker(far: Mention, last: Link | None, verdict: Verdict) -> bool:
    """A count word of an earlier clause says less than the number before: 企业…,同比增长5%."""
    code = far.wording.indicators[0].code
    if code == OTHER and verdict.kind == "rank":
        return True
    return last is not None and code in ("enterprises", "employment", OTHER)


def _of_those_parted(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """招引项目46个,外资8个;制造业占七成: who has a share behind the semicolon has it of that."""
    if verdict.kind != "share" or scene.links or scene.text[scene.start - 1] != ";":
        return None
    if HAS_PART.fullmatch(scene.text, scene.start, reading.start) is None:
        return None
    levels = (x for x in scene.told if x.verdict.kind not in RELATIVE and x.code != OTHER)
    first = next(levels, None)
    same = first is not None and all(
        x.code == first.code for x in scene.earlier if x.verdict.kind not in RELATIVE
    )
    return first if same else None


def _without(
    scene: Scene,
    reading: Reading,
    verdict: Verdict,
    before: list[Mention],
    other_side: int,
    goes_on: bool,
) -> Link:
    """No wording before it and no number: the comparison's words, or the sentence before."""
    inside = about.subject(reading, before, other_side, reading.start)
    if inside is not None and verdict.kind != "rank":
        return own_relative(reading, verdict, inside, "wording of the comparison")
    seen = linking.SEEN.match(scene.text, scene.start) is not None
    topic = (scene.main or scene.earlier[0]) if scene.earlier and seen else scene.topic
    counted = topic is not None and topic.reading.unit == COUNT and verdict.kind == "growth"
    if counted and scene.main is not None and PLACE_PACE.match(scene.text, scene.start):
        topic, goes_on = scene.main, True  # 江北经开区增速较快,同比增长27%
    whole = _of_those_parted(scene, reading, verdict)
    if whole is not None:
        return carried(reading, verdict, whole, "a part of what was told before")
    alone = ALONE.search(scene.text, scene.start, reading.start) is not None
    goes_on = goes_on or seen or alone or _places_grow(scene, reading)
    spoken = verdict.kind == "rank" and (
        scene.last is not None or topic is None or topic.code == OTHER
    )
    spoken = spoken or (reading.unit == "rank" and topic is not None and topic.code == "parks")
    if topic is not None and goes_on and not spoken:
        out = carried(reading, verdict, topic, "carries on from the sentence before")
        out.doubts.append("indicator from another sentence")
        return out
    trade = TRADE.search(scene.text, scene.start, reading.start)
    if trade is not None and verdict.kind in ("growth", "change"):
        source = topic if topic is not None and topic.code in OUTPUTS else None
        code = source.code if source is not None else "output_value"
        out = Link(reading, verdict, wordings.lexicon().indicators[code], None, "of a trade")
        out.doubts.append("indicator from the trade alone")
        return out
    if reading.unit == "rank":
        indicator = wordings.lexicon().indicators["ranking"]
        return Link(reading, verdict, indicator, None, "a place without a named indicator")
    out = Link(reading, verdict, None, None, "no wording fits")
    out.doubts.append("no indicator read")
    return out


def _places_grow(scene: Scene, reading: Reading) -> bool:
    """Whether a sentence says of mere places that they grow, of what the one before told."""
    if scene.links or scene.topic is None or scene.topic.indicator is None:
        return False
    told = scene.topic.indicator.category in trades.SECTORAL
    return told and PLACES_GROW.fullmatch(scene.text, scene.start, reading.start) is not None
