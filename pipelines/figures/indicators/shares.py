"""What a share is a share of: part and whole, a sum, the noun behind the number."""

from __future__ import annotations

from pipelines.figures.indicators import about, linking, rates, trades, wordings
from pipelines.figures.indicators.about import SUBJECTS
from pipelines.figures.indicators.kinds import RELATIVE, Verdict
from pipelines.figures.indicators.linking import Link, Scene, carried, own_relative
from pipelines.figures.indicators.wordings import COUNT, OTHER, Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

SHARE_OF = later(
    r"占(?!比|地(?![区方])|用|据|有)|在(?=[^,。;\d]{2,16}[中里]的?(?:份额|占|比重|比例))"
    r"|超过(?=全[国省市县区][^,。;\d]{1,8}的[近约一二三四五六七八九\d])"
)
OF_IT = later(r"的(?:近|约|超过?|逾|将近)?")
NOUN_AFTER = later(
    r"(?=[一-鿿]{0,5}(?:产能|产量|产值|税收|出口额|用电量|就业|订单)(?:都|均|来自|集中|压在|出自|落在|在|由))|(?:以上|左右)?(?:的(?!增|速|比重|比例|份额|是)|的?(?:都|均)?是(?!全|去|上|同))"
)
EXPORTED = later(
    r"(?:以上|左右|多)?的?(?:产品|产量|订单)?(?:都|均|全部|直接|用于)*(?:出口(?!额|值|退)|外销)"
    r"|(?:以上|左右|多)?的?(?:产品|产量|订单)?(?:都|均|全部|直接)*(?:卖到|卖往|销往|远销|销到|发往)[^,。;]{0,16}?(?:国家|国外|海外|境外|欧|美国|东南亚|中东|非洲|日本|韩国|俄罗斯|越南)"
)
# What a part is a share of, by the part's code: 产值占规上工业总产值的52%.
WHOLES = {
    "output_value": ("gross_industrial_output", "gross_industrial_output_above_scale"),
    "industrial_value_added": ("industrial_value_added_above_scale",),
    "enterprises": ("market_entities", "above_scale_enterprises"),
    "value_added_other": ("industrial_value_added", "industrial_value_added_above_scale"),
}
# 总产值1.7万亿元,占本地税收的份额过六成: of a whole of quite another sort.
OTHER_SORTS = frozenset({("output", "fiscal"), ("fiscal", "output"), ("output", "trade")})
UNSAID = frozenset({"other", "people"})
GAVE = later("贡献|创造|缴纳|完成|实现|提供")
OF_INDUSTRY = later(r"(?:规上|规模以上|规模)工业(?!总?产值)")  # 占规模以上工业比重
HIGH = ("高技术", "高新技术", "先进制造")  # statistics of their own
PLACES = frozenset({"infrastructure", "structure"})
PLAN_DONE = ("完成年度投资", "完成全年投资", "完成年投资")
WHOLE = "share of the whole"
# Statistics give their output as a share of the output of all industry above size; where no whole
# is named (高新技术产品产值占比21.3%), what is said is output and no more.
NAMES_WHOLE = later(r"占[^,。;\d]*(?:规|工业)")
NEW_TRADES = frozenset(
    {
        "高新技术产业产值",
        "战略性新兴产业产值",
        "战新产业产值",
        "战略性新兴制造业产值",
        "高技术制造业产值",
        "高新技术产品产值",
    }
)


def of(
    scene: Scene,
    reading: Reading,
    verdict: Verdict,
    before: list[Mention],
    part: Mention | None,
    other_side: int,
    until: int,
) -> Link | None:
    """Part and whole: the code is the part's, the whole's where the part is of another sort."""
    if EXPORTED.match(scene.text, reading.end):
        indicator = wordings.lexicon().indicators["export_value"]
        return Link(reading, verdict, indicator, None, "a part that is exported")
    after = _of_noun_after(scene, reading, verdict, until)
    if after is not None:
        return after
    if (
        part is not None
        and part.wording.text in NEW_TRADES
        and NAMES_WHOLE.match(scene.text, part.end, reading.start)
    ):
        indicator = wordings.lexicon().indicators["gross_industrial_output_above_scale"]
        return Link(
            reading,
            verdict,
            indicator,
            part,
            "share of the output above size",
            part.start,
            part.end,
        )
    divided = trades.of_the_whole(scene, reading, verdict, part)
    if divided is not None:
        return divided
    if not SHARE_OF.match(scene.text, other_side, reading.start):
        return None
    industry = _of_industry(scene, reading, part, other_side)
    if part is not None and industry:
        indicator = wordings.lexicon().indicators["industrial_value_added_above_scale"]
        return Link(reading, verdict, indicator, part, "share of industry", part.start, part.end)
    whole = about.subject(reading, before, other_side, reading.start)
    place = whole is not None and part is not None
    if whole is not None and place and whole.wording.indicators[0].category in PLACES:
        return None  # 货运量占全港总量的45%
    if whole is None or whole.wording.text.endswith("工业"):
        return None  # 占全市规上工业的73.8%: of the same quantity there
    last = scene.last
    mine = part.wording.indicators[0] if part else (last.indicator if last else None)
    wide = whole.wording.indicators[0]
    physical = mine is not None and wide.unit == "CNY" and mine.unit in ("any", "kW", "kWh", "m2")
    physical = physical or whole.wording.text in ("产量", "总产量")  # 外运47万吨,占产量的七成
    if mine is None or physical or (mine.unit != wide.unit and COUNT in (mine.unit, wide.unit)):
        return own_relative(reading, verdict, whole, WHOLE)
    if part is None and (mine.category, wide.category) in OTHER_SORTS:
        return own_relative(reading, verdict, whole, WHOLE)
    apart = mine.code == "value_added_other" and (
        part is None
        or part.wording.text.startswith(HIGH)
        or "," in scene.text[part.end : other_side]
    )
    once_more = last is not None and last.reason == WHOLE and part is None
    other = once_more and wide.code != mine.code  # 占生产总值的27%、占工业增加值的52%
    of_trades = part is not None and part.wording.text.startswith("制造业")
    apart = apart or (mine.code == "industrial_value_added" and not of_trades)
    if other or (wide.code in WHOLES.get(mine.code, ()) and not apart):
        return own_relative(reading, verdict, whole, WHOLE)
    return None


def _of_industry(scene: Scene, reading: Reading, part: Mention | None, other_side: int) -> bool:
    """Whether a trade's value added is told as a share of that of all industry above size."""
    if part is None or part.wording.indicators[0].code != "value_added_other":
        return False
    if part.wording.text.startswith(HIGH):
        return False
    return OF_INDUSTRY.search(scene.text, other_side, reading.start) is not None


def of_its_whole(
    scene: Scene,
    reading: Reading,
    verdict: Verdict,
    own: Mention | None,
    before: list[Mention],
    around: tuple[int, int, int],
) -> Link | None:
    """营业收入中,磁材环节占71%: a thing without a code has a part of what is named before 中."""
    if own is None or own.wording.indicators[0].code != OTHER:
        return None
    gap, clause, _ = around
    for mention in reversed(before):
        if gap <= mention.start and mention.end < clause:
            named = scene.text.startswith(("中,", "里,"), mention.end)
            whole = "the whole named before"
            return own_relative(reading, verdict, mention, whole) if named else None
    return None


def of_what_was_told(scene: Scene, reading: Reading, own: Mention, last: Link) -> bool:
    """Whether the words beside a share only say who or what has a part of what was told."""
    word, known = own.wording.text, own.wording.indicators[0]
    if rates.of_the_output(scene, own, last) or _maker(scene, reading, own):
        return True  # 规上工业总产值1100亿元,其中园区企业贡献了八成
    plan = known.code == "annual_planned_investment" or word in PLAN_DONE
    if plan and last.code != OTHER:
        return True  # 完成投资9亿元,完成年度投资计划的46%: of what was invested
    if word == "资金" and last.indicator is not None and last.indicator.category == "investment":
        return True  # 协议引资158亿元,其中来自外省的资金占七成
    if scene.text.startswith("率", own.end) and rates.named_by(scene, own):
        return True  # 交付土地1950亩,交付率71%
    return word.endswith("率") and known.category == "service" and _of_service(last)


def _maker(scene: Scene, reading: Reading, own: Mention) -> bool:
    """Whether firms only make what the number before was about."""
    if scene.last is None or own.wording.indicators[0].category != "enterprise":
        return False
    return GAVE.search(scene.text, own.end, reading.start) is not None


def _of_service(last: Link) -> bool:
    """Whether the count before tells of what was found or settled."""
    counted = last.reading.unit == COUNT
    return counted and last.indicator is not None and last.indicator.category == "service"


def of_a_sum(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """完成投资3.6亿元,占总投资8亿元的45%: a part of the sum, of the sort told before it."""
    if len(scene.links) < 2 or scene.links[-1].verdict.kind in RELATIVE:
        return None
    part, whole = scene.links[-2:]
    if part.reading.unit != whole.reading.unit or part.verdict.kind in RELATIVE:
        return None
    taken = SHARE_OF.search(scene.text, part.reading.end, whole.reading.start)
    if taken is None or OF_IT.fullmatch(scene.text, whole.reading.end, reading.start) is None:
        return None
    return carried(reading, verdict, part, "a part of a sum")


def _of_noun_after(scene: Scene, reading: Reading, verdict: Verdict, until: int) -> Link | None:
    """以占全市3.9%的国土面积贡献了58.2%的规上工业增加值: the noun after says of what."""
    if not NOUN_AFTER.match(scene.text, reading.end) and not rates.half_of_it(scene, reading):
        return None
    end = linking.phrase(scene.text, reading.end, until)
    says = "是" in scene.text[reading.end : reading.end + 4]
    for mention in scene.between(reading.end, end):
        if mention.wording.text.endswith("市场"):
            return Link(reading, verdict, None, None, "share of a market")  # 占据全国三成市场
        if says and mention.wording.indicators[0].category in UNSAID:
            return None  # 其中四成是搬迁群众: who they are
        if not mention.wording.weak and mention.wording.indicators[0].code not in SUBJECTS:
            return own_relative(reading, verdict, mention, "share of the noun after")
    return None
