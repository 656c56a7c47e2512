"""Rates and parts that name no amount of their own: 亏损面, 复工率, 订单增加的占42%."""

from __future__ import annotations

from dataclasses import replace

from pipelines.figures.indicators import linking, wordings
from pipelines.figures.indicators.kinds import RELATIVE, Verdict
from pipelines.figures.indicators.linking import Link, Scene, carried
from pipelines.figures.indicators.wordings import COUNT, MONEY, OTHER, Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

# 增长面, 亏损面: how many of the firms grow or lose.
OF_FIRMS = later(r"(?:增长|下降|亏损|盈利|开工|复工|停产|受益|增产|减产)面")
BEGUN = frozenset({"开工面", "复工面"})
ABOVE = later(r"(?:规上|规模以上|规模工业|规模)[^,。;]{0,8}$")
THOSE_ABOVE = later(
    r"企业(?:当)?[中里],?(?:规上|规模以上)(?:企业)?的?(?:刚刚?|仅|只|已|不|就)?(?:占|过|到|超过?|占到|占比)?(?:近|约)?$"
)
ABOVE_TOLD = later(r"规上|规模以上")
ABOVE_BACK = 120  # characters before a rate in which the firms above size may be named
# 复工率, 开工面 of firms where no projects are told of.
RESUMED = later(r"复工率|复产率|复工复产率")
FIRMS_NAMED = later(r"企业[^,。;]{0,4}复[工产]")
# Of a set counted, those whose output or whatever grows.
SOME_GROW = later(
    r"[^,。;:\d]{0,8}中,?[^,。;:\d]{2,8}?(?:同比|环比)?(?:实现|正)?(?:增长|上升|下降|下滑|减少)的?(?:有|为|达)?"
)
# Of which amount those counted have the fastest growth.
FASTEST = later(
    r"(?:同比|累计)?(?:增长|增速|增幅|下降|回落)[^,。;\d]{0,6}(?:的|为)[^,。;\d]{0,10}(?:有|为|是|共|达)?$"
)
THOSE = later(
    r"的(?:就|仅|只|约|也|已)?(?:占(?:到|了|比)*(?:约|近|超过?|一)?|不到|不足|只有|仅有|还不到)$"
)
RATE_FROM = later("率[由从][^,。;]{2,8}的")  # 配套率由2013年的不足一成提高到62%
# 拿出营业收入的6%用于研发
FOR_RESEARCH = later(
    r"(?:以上|左右|多)?(?:的?资金)?(?:都|均|专门)?(?:用于|投入到?|投向|作为|搞|进行|开展|用作|用来|拿来|来|投到|投在|投进|投给|砸进|砸到|砸在|砸向)[^,。;]{0,10}?"
    r"(?:研发|科研|研究|技术创新|产品开发|创新)"
)
INCOME = later(r"(?:收入|营收|销售额?|产值|利润)的?(?:约|近|超过?|不低于|不少于)*$")
# 仓库面积48万平方米,利用率92%: rates of what was told, by what that may be.
BARE = {
    "利用率": frozenset(
        {
            "floor_area",
            "power_generation",
            "treatment_capacity",
            "land_area",
            "infrastructure_items",
        }
    ),
    "就地转化率": frozenset({"research_projects"}),
    "转化率": frozenset({"research_projects"}),
}

AID_AFTER = later(
    r"(?:以内|以上|左右)?[的,]?(?:最高)?(?:给予|予以|进行)[^,。;\d]{0,8}?(?:奖励|补助|补贴|奖补|资助|贴息|支持)"
    r"|(?:的?(?:标准|比例))?(?:补助|补贴|奖补|贴息|资助)"
)
COVERED = later(r"(?:规上|规模以上)(?:工业)?企业[^,。;\d]{2,14}覆盖率(?:达到?|为|提升至|超过?)*$")
IN_WORDS = frozenset({"half", "cheng", "fraction"})
DONE_WITH = frozenset({"投入", "卖到", "卖出", "卖给", "售出", "销售", "生产", "加工", "租出"})
OUTPUTS = ("gross_industrial_output", "gross_industrial_output_above_scale")
ADDED = ("industrial_value_added", "industrial_value_added_above_scale")
PARTS_OF = {
    "output_value": OUTPUTS,
    "gross_industrial_output": OUTPUTS[1:],
    "value_added_other": ADDED,
    "industrial_value_added": ADDED[1:],
}
# 处置率, 支出率: the verb that such a rate is called by.
BY_ITS_VERB = later(
    r"(?P<verb>(?!增长|利用|合格|满意|优良|完成|增加)[一-鿿]{2})率(?:已|也|均|分别|达到?|为|超过?|突破|高达|近|约|仅)*$"
)
RATED_BACK = 6
ORDERS = frozenset({"名次", "位次", "排名", "排位"})
SIZED = frozenset({"output_value", *OUTPUTS, *ADDED, "value_added_other"})
SIZES = later(
    r"(?:大中?型|中型|小型|小微型?|微型|规上|规下|规模以[上下])[^,。;\d]{0,4}企业(?:同比|则|也)*(?:增长|下降|回落)(?:约|近|了)?"
)
BY_SIZE = ("规上", "规模以上", "规下", "规模以下")
LONG_NAME = 4  # characters of a name that a noun ends


def of_research(scene: Scene, reading: Reading, verdict: Verdict, clause: int) -> Link | None:
    """企业每年拿出销售收入的5%以上搞研发: the part of the income is research expenditure."""
    if verdict.kind != "share" or not FOR_RESEARCH.match(scene.text, reading.end):
        return None
    if not INCOME.search(scene.text[clause : reading.start]):
        return None
    indicator = wordings.lexicon().indicators["rd_expenditure"]
    return Link(reading, verdict, indicator, None, "a part of the income for research")


def of_aid(reading: Reading, verdict: Verdict, text: str) -> Link | None:
    """按设备投资额的8%给予补助: the part of the cost that is paid is aid."""
    if verdict.kind != "share" or not AID_AFTER.match(text, reading.end):
        return None
    indicator = wordings.lexicon().indicators["subsidies"]
    return Link(reading, verdict, indicator, None, "a part that is paid as aid")


def covered(scene: Scene, reading: Reading, verdict: Verdict, clause: int) -> Link | None:
    """规上企业数字化改造覆盖率91%: a part of the firms above size."""
    if verdict.kind != "share" or not COVERED.search(scene.text, clause, reading.start):
        return None
    indicator = wordings.lexicon().indicators["above_scale_enterprises"]
    return Link(reading, verdict, indicator, None, "a part of the firms above size")


def of_those_above(reading: Reading, verdict: Verdict, text: str, clause: int) -> Link | None:
    """投产企业中规模以上的刚过一半: how many of the firms are above size."""
    if verdict.kind != "share" or not THOSE_ABOVE.search(text, clause, reading.start):
        return None
    indicator = wordings.lexicon().indicators["above_scale_enterprises"]
    return Link(reading, verdict, indicator, None, "how many are above size")


def of_how_many_firms(scene: Scene, reading: Reading, verdict: Verdict, clause: int) -> Link | None:
    """124户规上企业中,增长面为44.4%: a rate of the firms that were counted."""
    firms_only = OF_FIRMS.search(scene.text, clause, reading.start)
    if not firms_only and not RESUMED.search(scene.text, clause, reading.start):
        return None
    if firms_only and ABOVE.search(scene.text, clause, firms_only.start()):
        indicator = wordings.lexicon().indicators["above_scale_enterprises"]
        return Link(reading, verdict, indicator, None, "a rate of firms above size")
    near = [*scene.recent(), *scene.earlier[: -linking.LOOK_BACK - 1 : -1]]
    counted = next((x for x in scene.recent() if x.reading.unit == COUNT), None)
    begun = firms_only is not None and firms_only[0] in BEGUN
    if begun and counted is not None and counted.code == "projects":
        return carried(reading, verdict, counted, "a rate of the projects before")
    firms = [x for x in near if x.indicator is not None and x.indicator.category == "enterprise"]
    exact = [x for x in firms if x.code != "enterprises"]
    if not firms_only and (
        any(x.code == "projects" for x in scene.recent())
        or FIRMS_NAMED.search(scene.text, clause, reading.start)
    ):
        return None
    begin = max(0, reading.start - ABOVE_BACK)
    if firms_only and not exact and ABOVE_TOLD.search(scene.text, begin, reading.start):
        indicator = wordings.lexicon().indicators["above_scale_enterprises"]
        return Link(reading, verdict, indicator, None, "a rate of firms above size")
    if not firms:
        indicator = wordings.lexicon().indicators["enterprises"]
        return Link(reading, verdict, indicator, None, "a rate of firms")
    return carried(reading, verdict, (exact or firms)[0], "a rate of the firms before")


def of_those_counted(scene: Scene, reading: Reading, verdict: Verdict, clause: int) -> Link | None:
    """120家企业中订单增加的占42%: those of which something is said are some of the counted."""
    if verdict.kind not in ("share", "growth") or reading.unit != "%":
        return None
    if not THOSE.search(scene.text, clause, reading.start) or RATE_FROM.search(
        scene.text, clause, reading.start
    ):
        return None
    counted = (x for x in scene.recent() if x.reading.unit == COUNT)
    source = next(counted, None)
    if source is None:
        return None
    return carried(reading, verdict, source, "some of those counted before")


def more_of_them(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """51家园区到位资金破100亿元,增加18家: so many more of those counted, not of the money.

    60户企业中,产值增长27户: so many of those counted.
    """
    last = scene.last
    if verdict.kind != "change" or reading.unit != COUNT or last is None:
        return None
    between = scene.text[last.reading.end : reading.start]
    grow = SOME_GROW.fullmatch(between) is not None and last.reading.unit == COUNT
    amount = last.indicator is not None and not last.indicator.takes_quantity(COUNT)
    if not grow and (not amount or linking.names_a_thing(between)):
        return None
    alike = (
        x
        for x in scene.recent()
        if x.reading.unit_text == reading.unit_text and x.verdict.kind not in RELATIVE
    )
    source = next(alike, None)
    if source is None:
        return None
    said = replace(verdict, kind="level", negative=False) if grow else verdict
    return carried(reading, said, source, "of those counted before")


def of_what_was_done(
    scene: Scene, reading: Reading, verdict: Verdict, clause: int, own: Mention | None
) -> Link | None:
    """处置批而未供土地860亩,处置率74%: a rate is of what its verb was said to do.

    own is the wording that it has by itself; one that has a code of its own keeps it.
    """
    if verdict.kind != "share":
        return None
    if own is not None and not own.wording.weak:
        known = own.wording.read(wordings.RATE, "%") or own.wording.indicators[0]
        if known.code != OTHER:
            return None
    named = BY_ITS_VERB.search(scene.text, clause, reading.start)
    if named is None:
        return None
    for told in scene.recent()[:RATED_BACK]:
        if told.verdict.kind in RELATIVE:
            continue
        begin = scene.links[told.at - 1].reading.end if told.at else scene.start
        if named["verb"] in scene.text[begin : told.reading.start]:
            return carried(reading, verdict, told, "a rate of what was done")
    return None


def amount_before(scene: Scene, reading: Reading, verdict: Verdict, last: Link) -> Mention | None:
    """产值增长27户,增加245亿元: money more is more of an amount, not of firms."""
    if verdict.kind != "change" or wordings.quantity_of(reading.unit) != MONEY:
        return None
    if last.indicator is None or last.reading.unit != COUNT or last.indicator.takes_quantity(MONEY):
        return None
    named = scene.between(scene.start, last.reading.start)
    amounts = (m for m in reversed(named) if m.wording.indicators[0].takes_quantity(MONEY))
    return next(amounts, None)


def grown_before(scene: Scene, verdict: Verdict, last: Link) -> Mention | None:
    """收入增长较快的园区有3家,分别是甲园增长9%: what grows is what they are counted for."""
    if verdict.kind != "growth" or last.reading.unit != COUNT:
        return None
    found = FASTEST.search(scene.text, scene.start, last.reading.start)
    named = scene.between(scene.start, found.start()) if found else []
    amounts = (m for m in reversed(named) if not m.wording.indicators[0].takes_quantity(COUNT))
    return next(amounts, None)


def next_name(own: Mention, last: Link, verdict: Verdict) -> bool:
    """Whether a noun ends the name of the next that grew by what the one before grew by."""
    grew = last.verdict.kind == verdict.kind and verdict.kind in ("growth", "share")
    grew = grew and last.code != OTHER
    return grew and last.reason != "wording before" and own.start - last.reading.end > LONG_NAME


def half_of_it(scene: Scene, reading: Reading) -> bool:
    """半数省外资金, 六成以上企业: a part in words right before what it is a part of."""
    if reading.number_kind not in IN_WORDS:
        return False
    begin = reading.end + (2 if scene.text.startswith(("以上", "左右"), reading.end) else 0)
    behind = scene.between(begin, begin + 6)
    return bool(behind) and behind[0].start == begin and behind[0].wording.text not in DONE_WITH


def of_size(scene: Scene, own: Mention, last: Link) -> bool:
    """Whether firms by their size only divide the output, or value added, told before them."""
    if last.indicator is None or last.code not in SIZED or last.verdict.kind != "growth":
        return False
    divided = "其中" in scene.text[scene.start : own.start]
    return divided and scene.text.startswith(BY_SIZE, own.start)


def next_size(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """大型工业企业增加值下降0.4%;中型工业企业增长12%: by what those before them grew."""
    topic = scene.topic
    if topic is None or topic.code not in SIZED or scene.last is not None:
        return None
    follows = scene.text[scene.start - 1 : scene.start] == ";" and verdict.kind == "growth"
    if not follows or SIZES.fullmatch(scene.text, scene.start, reading.start) is None:
        return None
    return carried(reading, verdict, topic, "firms of the next size")


def named_by(scene: Scene, own: Mention) -> bool:
    """Whether the number before is of what the rate is called by."""
    last = scene.last
    if last is None:
        return False
    begin = max(scene.start, last.reading.start - 12)
    return own.wording.text in scene.text[begin : last.reading.end]


def of_the_output(scene: Scene, own: Mention, last: Link) -> bool:
    """Whether a share is a part of the output, or value added, that was told before it."""
    if "其中" not in scene.text[last.reading.end : own.start]:
        return False
    source = last if last.verdict.kind not in RELATIVE else last.of or last
    return source.code in PARTS_OF.get(own.wording.indicators[0].code, ())
