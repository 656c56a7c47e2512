"""What a number without a wording of its own goes on about: the number, list or sentence before.

道路4条5.7公里, 其中国家级5家, 标准厂房A区18万平方米、B区12万平方米, 签约19个、57.11亿元.
"""

from __future__ import annotations

import re

from pipelines.figures.indicators import going_back, linking, some_of_them, wordings
from pipelines.figures.indicators.kinds import RELATIVE, Verdict
from pipelines.figures.indicators.linking import Link, Scene, carried, indicator_of, names_a_thing
from pipelines.figures.indicators.wordings import COUNT, MONEY, OTHER, Indicator, Mention
from pipelines.figures.names.terms import terms
from pipelines.figures.names.trades_together import is_trade
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

SAME_THING = later(
    r"[,、]?(?:共计?|总计|合计|总?长度?|全长|总?面积|总?里程|总?规模达?|约|近|超|达|为|[ (])*"
)
# 标准厂房A区18万平方米、B区12万平方米: the noun of the first item is that of the others.
ITEM = later(
    r"[、,和及与][^,、;:]{1,8}?(?:区|园|市|县|镇|乡|街|旗|州|省|期|片区|组团|基地|公司|产业|业|类|事业|领域)"
)
# 装备产业规模300亿元、光电120亿元: trades that are named by a word alone.
NAMED_ITEM = later(r"[、,和及与][一-鿿“”]{2,8}?(?:为|有|达到?|超过?|不低于|约|近)*")
TRADE_ITEM = later(r"([一-鿿]{2,8}?)(?:产业)?(?:则|也|分别)?(?:为|有|达到?|完成|实现|约|近|超过?)*")
OF_TRADES = frozenset({"industry_scale", "output_value", "gross_industrial_output"})
ITEM_REASON = "an item of a list"
BRACKETED = later(r"\([^()]{1,16}\)$")  # 综合产业园(含木制品加工区)
NEXT_PART = later(
    r"[一-鿿“”]{2,10}?(?:则|也|仅|只)*(?:为|占|有|达到?)(?:约|近|超过?)*"
    r"|[一-鿿“”]{1,8}?(?:项目|企业|产业|业|类|投资|资金|方面)(?:则|也|仅|只|约|近)*"
)
PARTS_TOLD = frozenset({"carries on", "carries on from the sentence before", ITEM_REASON})
# 投资10亿元以上的3个: the noun after 的 is that of the count before.
# 完成州政府下达任务数132亿元: what was set for the number before.
SET_FOR_IT = later(
    "完成(?:[省市县州区旗](?:委|政府|里|上)?|上级|年初|考核)*(?=下达|确定|分解|目标|任务|计划|指标|既定|预定)"
    "(?:下达|确定|分解|既定|预定|的|全年|年度|年|目标|任务|计划|指标)+数?为?$"
)
GOES_ON = later(
    going_back.OBJECTLESS.pattern + r"|的(?:就|还|仍|只|有|为|达|共|约|超过?|近|项目)*$"
    r"|^[一-鿿]{0,4}(?:冲|涨|攀升|飙|飙升|升)到(?:了|近|约)*$"
    r"|(?:整合|压减|精简|压缩|合并|重组|优化|缩减|增加|扩大|加密|发展|减少)(?:到|至|为|成)(?:了|约|近|超过?)*$"
)
SUCH_ONES = later(r",[^,。;、其规]{2,20}的(?:有|达|共|约|近)*")
AMONG = "people among those counted before"
# 26个项目中,新能源9个: those counted are divided.
AMONG_THEM = later(r"[一-鿿“”]{0,12}?(?<!其)(?:当)?[中里],?(?!心|程|面|型|小|国|央|部|标|级)")
ANOTHER_TIME = later(
    "(?:去年|上年|前年|今年|当年)[^,。;]{0,8}(?:做|干|完成|实现|卖|达到?|突破|是|有)[^,。;]{0,4}$"
)
NEAR = 12  # characters before a count in which its noun may stand


def same_quantity(scene: Scene, reading: Reading) -> Link | None:
    """The last link of the sentence whose level may be this quantity, in 亩 where this is in 亩."""
    quantity = wordings.quantity_of(reading.unit)
    other_scale: Link | None = None
    for earlier in scene.recent():
        if earlier.verdict.kind in RELATIVE and earlier.reading.unit != reading.unit:
            if earlier is scene.last and _level_of(earlier, reading, quantity):
                return earlier
            continue
        if wordings.quantity_of(earlier.reading.unit) != quantity:
            continue
        if quantity == COUNT and not going_back.alike(earlier, reading):
            continue
        if going_back.of_rooms(earlier.reading) != going_back.of_rooms(reading):
            other_scale = other_scale or earlier
            continue
        return earlier
    return other_scale


def _level_of(relative: Link, reading: Reading, quantity: str) -> bool:
    """税收年均增长9.1%,2020年达到22.7亿元: the level of what was said to grow."""
    indicator = relative.indicator
    if indicator is None or relative.code == OTHER or quantity == COUNT:
        return False
    return indicator.takes_quantity(quantity)


def beside(scene: Scene, reading: Reading, verdict: Verdict, gap: int) -> Link | None:
    """道路4条5.7公里: a second quantity right after the first is of the same thing."""
    part = money_beside_part(scene, reading, verdict, scene.text[gap : reading.start])
    if part is not None:
        return part
    last = scene.last
    if last is None or last.verdict.kind in RELATIVE:
        return None
    gap = max(gap, last.end) if last.end <= reading.start else gap  # 7条道路18.3公里
    if not SAME_THING.fullmatch(scene.text, gap, reading.start):
        return None
    if reading.unit == COUNT and scene.text[gap] in ",、":
        return None
    if last.reading.unit == reading.unit:
        return None
    mention = last.mention
    if mention is None:
        head = scene.between(max(scene.start, last.reading.start - NEAR), last.reading.start)
        mention = head[-1] if head else None
    elif mention.start > scene.start:  # 技术合同380项、12.6亿元: the whole wording
        longer = scene.between(max(scene.start, mention.start - NEAR), mention.end)
        mention = next((m for m in longer if m.end == mention.end), mention)
    indicator = indicator_of(mention, reading) if mention else None
    if indicator is None:
        return None
    return Link(reading, verdict, indicator, mention, "same thing", of=last)


def going_on(
    scene: Scene,
    reading: Reading,
    verdict: Verdict,
    words: str,
    before_it: Link | None,
    near: Mention | None,
) -> Link | None:
    """其中国家级5家, 过亿元的12家, 5月当月41.2亿元: words that narrow what was counted before."""
    quantity = wordings.quantity_of(reading.unit)
    if before_it is None:
        return going_back.from_sentence_before(scene, reading, verdict, words)
    if _other_noun(scene, reading):
        return None
    if quantity == "m":
        return carried(reading, verdict, before_it, "carries on")  # 道路12公里,已开工7公里
    some = some_of_them.told(scene, reading, verdict, words, before_it)
    if some is not None:
        return some
    if ITEM.fullmatch(words) and before_it is scene.last and before_it.code != OTHER:
        first = before_it.of if before_it.reason == ITEM_REASON else None
        return carried(reading, verdict, first or before_it, ITEM_REASON)
    if before_it.code in going_back.PLANNED and going_back.DONE.search(words):
        return going_back.done(reading, verdict, before_it)
    same = reading.unit_text == before_it.reading.unit_text and quantity == COUNT
    same = same or (
        quantity == "m2" and going_back.of_rooms(before_it.reading) == going_back.of_rooms(reading)
    )
    if (quantity == MONEY or same) and going_back.AREA.fullmatch(BRACKETED.sub("", words)):
        return carried(reading, verdict, before_it, "the next of its kind")
    again = _again(scene, reading, words, before_it)
    if again:
        return carried(reading, verdict, before_it, again)
    whole = _sister(scene, reading, before_it) or _of_other_time(scene, before_it, words)
    if whole is not None:
        return carried(reading, verdict, whole, "a part of what was counted before")
    sorted_by = scene.sorts and reading.unit_text == before_it.reading.unit_text
    if (
        near is not None
        or sorted_by
        or "其中" in words
        or GOES_ON.search(words)
        or going_back.EXPECTING.search(words)
        or (quantity == MONEY and SET_FOR_IT.search(words))
        or not names_a_thing(words)
    ):
        return carried(reading, verdict, before_it, "carries on")
    whole = going_back.divided(scene, reading)
    if whole is not None:
        return carried(reading, verdict, whole, "a part of what was counted before")
    return None


def _again(scene: Scene, reading: Reading, words: str, before_it: Link) -> str:
    """Why a number is of the sort of the one before it, '' where that is not said."""
    if _told_as_part(scene, reading, words, before_it):
        return "a part by its share"
    money = wordings.quantity_of(reading.unit) == MONEY
    return _money_again(scene, reading, words, before_it) if money else ""


def _money_again(scene: Scene, reading: Reading, words: str, before_it: Link) -> str:
    """Why an amount is of the sort of the one before it, '' where that is not said."""
    if before_it.code == "subsidies" and _for_firms(scene, reading):
        return "awarded to firms of another kind"
    last = scene.last
    near = before_it is last or (last is not None and last.of is before_it)
    told = before_it.of if before_it.verdict.kind in RELATIVE and before_it.of else before_it
    if near and _of_parts(told) and NEXT_PART.fullmatch(words):
        return ITEM_REASON  # 工业项目占45亿元,非工业项目为4亿元
    named = before_it.code in OF_TRADES and before_it is scene.last
    return ITEM_REASON if named and (NAMED_ITEM.fullmatch(words) or _next_trade(words)) else ""


# 全区用电3.6亿千瓦时,工业2.9亿千瓦时,占80.6%: the share tells that it is a part.
ITS_SHARE = later(
    r",(?:同比)?(?:增长[^,。;]{1,8},)?占(?:比|了|到)?(?:约|近)?[\d一二三四五六七八九]"
)


def _told_as_part(scene: Scene, reading: Reading, words: str, before_it: Link) -> bool:
    """Whether a name and a smaller amount, with a share behind it, are a part of the one before."""
    if before_it is not scene.last or before_it.code == OTHER or reading.unit == COUNT:
        return False
    smaller = reading.unit == before_it.reading.unit and reading.value < before_it.reading.value
    named = smaller and NAMED_ITEM.fullmatch("," + words.lstrip(",")) is not None
    return named and ITS_SHARE.match(scene.text, reading.end) is not None


def _next_trade(words: str) -> bool:
    """电子信息完成产值142亿元,装备制造96亿元: a trade by its name alone after the comma."""
    found = TRADE_ITEM.fullmatch(words)
    return found is not None and is_trade(terms(), found[1])


def _of_parts(link: Link) -> bool:
    """Whether a sum is a part of one told before it: 分类别看,工业项目521亿元."""
    return link.part or link.reason in PARTS_TOLD


def _for_firms(scene: Scene, reading: Reading) -> bool:
    """首次上规每家10万元,新认定高企20万元: no amount of a firm's own stands before the number."""
    begin = scene.links[-1].reading.end if scene.links else scene.start
    named = scene.between(begin, reading.start)
    return bool(named) and named[-1].wording.indicators[0].category == "enterprise"


def _sister(scene: Scene, reading: Reading, before_it: Link) -> Link | None:
    """其中规上96家、外资21家: what the first part is called is not what the second is."""
    named = before_it.start >= 0 and before_it.of is None and before_it is scene.last
    if reading.unit != COUNT or not named or not 0 <= scene.divided <= len(scene.links) - 1:
        return None
    gap = before_it.reading.end
    listed = scene.text[gap : gap + 1] in ("、", "和") and reading.start - gap > 1
    # 其中规上企业54户,产值上亿元的25户: both are parts of what was told before them.
    listed = listed or SUCH_ONES.fullmatch(scene.text, gap, reading.start) is not None
    whole = going_back.divided(scene, reading) if listed else None
    return whole if whole is not None and whole.code != before_it.code else None


def _of_other_time(scene: Scene, part: Link, words: str) -> Link | None:
    """产值27亿元, 其中出口3.8亿元, 去年一年才做了19亿元: of the whole, at another time."""
    if not part.part or part is not scene.last or ANOTHER_TIME.search(words) is None:
        return None
    wholes = (
        x
        for x in scene.recent()
        if not x.part and x.reading.unit == part.reading.unit and x.verdict.kind not in RELATIVE
    )
    return next(wholes, None)


ALSO_HAS = later(r",(?:还|又|也)?(?:建有|拥?有|配有|设有|建成|建起|购置|添置|引进)?(?:了|近|约)*")


def _other_noun(scene: Scene, reading: Reading) -> bool:
    """3个乡镇、26个村: an item of a list with a noun of its own that no wording knows."""
    last = scene.last
    if reading.unit != COUNT or last is None or last.start < last.reading.end:
        return False
    end = linking.phrase(scene.text, reading.end, scene.end)
    head = scene.text[reading.end : end]
    between = scene.text[last.end : reading.start]
    listed = re.fullmatch(r"[、和及与]", between) is not None
    measured = last.reading.unit_text != reading.unit_text  # 3条产线,建有48个菌棚
    listed = listed or (measured and ALSO_HAS.fullmatch(between) is not None)
    return listed and 0 < len(head) <= 5 and not linking.words().head_ends.match(head)


SAID_OF = later(r"的(?:就|还|仅|只|已|也)?(?:有|达|共|约|近)*")


def only_said_of(scene: Scene, reading: Reading, indicator: Indicator, between: str) -> bool:
    """Whether 的 makes a noun before a count what is said of some of those counted before it."""
    if reading.unit != COUNT or SAID_OF.fullmatch(between) is None:
        return False
    told = (x for x in scene.recent() if x.reading.unit_text == reading.unit_text)
    whole = next(told, None)
    if whole is None or whole.indicator is None or whole.verdict.kind in RELATIVE:
        return False
    return whole.indicator.category != indicator.category


def money_beside_part(scene: Scene, reading: Reading, verdict: Verdict, words: str) -> Link | None:
    """项目31个,到位资金23亿元,其中化工园14个、13.2亿元: of the money told beside the whole."""
    last = scene.last
    if wordings.quantity_of(reading.unit) != MONEY or last is None or words.strip("、和,"):
        return None
    whole = last.of
    if scene.divided < 0 or last.reading.unit != COUNT or whole not in scene.links:
        return None
    beside = scene.links[whole.at + 1 : scene.divided] if whole is not None else []
    money = [x for x in beside if x.reading.unit == reading.unit and x.verdict.kind not in RELATIVE]
    return carried(reading, verdict, money[0], "the money of a part") if money else None


def of_a_whole(scene: Scene, reading: Reading, near: Mention, gap: int) -> Link | None:
    """吸纳就业5.2万人,其中搬迁群众6800人: a group among the people, or firms, counted before."""
    if reading.unit != COUNT or scene.divided < 0:
        return None
    if any(x.reason != AMONG and x.of is None for x in scene.links[scene.divided :]):
        return None
    known, whole = indicator_of(near, reading), going_back.divided(scene, reading)
    if known is None or whole is None or whole.indicator is None:
        return None
    if whole.indicator.category == "enterprise":
        exact = whole.code != "enterprises"
        if whole.code == "market_entities":  # 经营主体3308户,其中企业1815户; but: 外资企业159户
            exact = near.wording.text == "企业" and scene.text[near.start - 1] in "中,有"
        return whole if known.code == "enterprises" and exact else None
    if whole.code == "projects":
        return whole if known.code == OTHER else None
    if whole.indicator.category != "people":
        return None
    made = whole.code == "jobs_created" and known.code in ("talents", "employment")
    return whole if known.code == OTHER or made else None
