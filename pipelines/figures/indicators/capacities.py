"""Capacity and output of goods: an amount that names a plant, a verb of making before its goods."""

from __future__ import annotations

from pipelines.figures.indicators import wordings
from pipelines.figures.indicators.kinds import Verdict
from pipelines.figures.indicators.linking import Link, Scene, indicator_of
from pipelines.figures.indicators.wordings import COUNT, MONEY, RATE, Mention
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

CAPACITY_AFTER = later(
    r"(?:/年|/a|每年)|[^,。;、:\n]{0,24}?(?:项目|生产线|装置|工程(?![车师机人])|基地|车间|生产能力|产能|工厂|产线|机组|技改|[一-鿿]厂(?![房商家区长]))"
)
CAPABLE_AFTER = later(r"(?:\([^()]*\))?的?(?:年)?(?:生产能力|产能|加工能力|生产规模|年产能)")
# 12万吨腈纶等13个项目, 1.2万吨碳纤维的7条生产线: amounts that name what is counted.
NAMES_COUNTED = later(
    r"[^,。;、:\n\d]{1,14}(?:、[^,。;、:\n]{1,40}){0,5}等(?:[\d一二三四五六七八九十]+[个项条大][^,。;\d]{0,8}?(?:项目|生产线|工程)"
    r"|(?:一批)?(?:重[大点])?项目)"
    r"|[^,。;、:\n\d]{1,12}的[\d一二三四五六七八九十]+条[^,。;\d]{0,6}?线"
)
# What takes in, keeps or hands on rather than makes.
TREATS_AFTER = later(
    r"(?:/日|/天|/d|每天)?的?[^,。;、:\n]{0,10}?(?:污水处理厂|污水厂|水厂|处理站|处理厂|污水处理|净水|再生水|中水|"
    r"供热|供汽|水库|蓄水池|高位水池|调蓄|仓库|粮仓|储罐|罐区|冷库|粮库|油库|货场|储气库|储备库|仓储|吞吐|焚烧)"
)
# ...的产能;在建的还有光伏级单晶硅1.5万吨、电子级单晶硅800吨: goods of plants that are not ready.
COMING = later(
    r"(?:的?(?:年)?产能)?[,;。]?[^,;。\d]{0,4}(?:在建|新建|续建|待建|拟建)(?:的|还|有|一头|,)*"
    r"(?P<goods>[^,;。:\d]{0,16})"
)
MACHINES = ("装置", "机组", "车间")
PLANT = "names a plant after"
COMMON_PEOPLE = frozenset({"家", "户", "人", "名", "位", "项", "次", "场", "批", "人次", "家次"})
# 3条智能焊接线: a count of lines that make something, not of roads, pipes or flights.
LINES = later(
    r"[^,。;、\n\d]{0,18}?(?<![交管航路专岸干环支接光电铁水热战防曲主轨视前一])线(?![路下上缆索])"
)
ON_LINES = later(r"线(?=上(?!线|下|销|渠|平)|都|全|满|同时)")  # 补到新上的2条线上
LINE_BEFORE = later(
    r"[^,。;、:\n\d]{1,8}?(?<![交管航路专岸干环支接光电铁水热战防曲主轨视前一])线(?=(?:共|约|各|达|有)*$)"
)
COMMON = frozenset("家户个项件名人条次台套座位辆种批场处栋间所只头")
GOODS_MEASURES = frozenset("台套辆件只头")  # 生产电动三轮车、四轮车21.7万辆
NO_PLANT = frozenset({MONEY, RATE, "m2", "m", "rank", "kWh"})
NO_PLANT_MEASURES = frozenset("家户个人名项位条次批场宗笔座栋幢层口所间处")
NAME, FAR_OFF = 18, 90  # characters of a plant's name before its goods, of a list of plants
# What stands before the goods of a plant: a name, a list mark, the phase of the works.
NAMED_PLANT = later(
    r"(?:^|[、,:;。和及与])(?:(?!进口|出口|销售|采购|运|消耗|消纳|处理|储|供|库存|产量|生产|产出|收购|投放|发送|输|转化|利用|回收|减|耗"
    r"|加工|同比|增|占|达|完成|实现|吞吐|卖|用|采|挖|吃|收|买)[一-鿿A-Za-z“”()·]){0,14}$"
)
PLANTS_AFTER = later(
    r"(?P<goods>[一-鿿A-Za-z]{2,14})(?:[^。;:]{0,70}?)(?:等[^,。;\d]{0,6}?(?:[\d一二三四五六七八九十]+[个项条])?[^,。;\d]{0,14}?(?:项目|生产线|工程|装置)"
    r"|(?<=[^\d])[\d一二两三四五六七八九十]+[个项条][^,。;\d]{0,4}?(?:项目|生产线|工程|装置)"
    r"|等,?(?:确保|力争|全部|均|都|已|也|陆续|相继|分别|年内|将)*(?:建成|投产|开工|竣工|达产|试产|投运)"
    r"|生产线(?:分别|全部|均|都|已|陆续|相继)*(?:建成|投产|开工|竣工|达产|试产|投运))"
)
FLOWS = later(
    r"产量|销售|出口|进口|同比|增长|下降|处理|消耗|转化|吞吐|元|销量|库存|实现|完成(?!投资)"
)
NAME_ENDS = later(r"[、,。;)]|等|和|及|以及|$")
MAKING = frozenset({"production_capacity", "production_volume", "treatment_capacity"})
MANY = 10_000  # pieces, more than are told of a stock
FEW = 300  # projects at most; more pieces are goods
MAX_BACK = 60  # characters over which a verb of making may still govern a number


def capacity(scene: Scene, reading: Reading, verdict: Verdict, until: int) -> Link | None:
    """30万吨/年BDO一期项目 and 12万锭车间: an amount of goods that names a plant."""
    quantity = wordings.quantity_of(reading.unit)
    if quantity in NO_PLANT or (quantity == COUNT and reading.unit_text in NO_PLANT_MEASURES):
        return None
    treats = TREATS_AFTER.match(scene.text, reading.end, min(until, scene.end))
    if treats is not None and quantity != COUNT and quantity != "kW":
        indicator = wordings.lexicon().indicators["treatment_capacity"]
        return Link(reading, verdict, indicator, None, PLANT, reading.end, treats.end())
    found = CAPABLE_AFTER.match(scene.text, reading.end, scene.end)
    if found is None and (quantity != COUNT or reading.value >= MANY):
        listed = NAMES_COUNTED.match(scene.text, reading.end, scene.end)
        if listed is not None:
            goods = listed[0].partition("、")[0]
            return capacity_link(reading, verdict, reading.end + len(goods))
    if found is None and quantity != "kW":
        found = CAPACITY_AFTER.match(scene.text, reading.end, min(until, scene.end))
    if found is None:
        return None
    if reading.unit_text == "只" and reading.value < FEW and found[0].endswith("项目"):
        indicator = wordings.lexicon().indicators["projects"]  # 28只重大项目
        return Link(reading, verdict, indicator, None, "projects", reading.end, found.end())
    few = quantity == COUNT and reading.value < FEW and reading.unit_text in GOODS_MEASURES
    if few and found[0].endswith(("生产线", "产线")):
        indicator = wordings.lexicon().indicators["production_lines"]  # 8台(套)石英管生产线
        return Link(reading, verdict, indicator, None, "a line", reading.end, found.end())
    if few and found[0].endswith(MACHINES):
        return None  # 把10多套临江装置搬走
    return capacity_link(reading, verdict, found.end())


def in_plants(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """鑫源一期40万吨氧化铝、10万吨铝箔,恒丰20万吨PVC等,确保投产: goods that name plants."""
    quantity = wordings.quantity_of(reading.unit)
    if quantity in NO_PLANT or (quantity == COUNT and reading.value < MANY):
        return None
    if not NAMED_PLANT.search(scene.text, max(scene.start, reading.start - NAME), reading.start):
        return None
    found = PLANTS_AFTER.match(scene.text, reading.end, min(scene.end, reading.end + FAR_OFF))
    if found is None:
        return None
    listed = scene.text.rfind("等", reading.end, found.end())
    if FLOWS.search(scene.text, reading.end, listed if listed >= 0 else found.end()):
        return None
    return capacity_link(reading, verdict, found.end("goods"))


def worked(scene: Scene, reading: Reading, verdict: Verdict, after: Mention) -> Link | None:
    """10万吨玉米精炼油加工: what a plant is for ends the name of its goods."""
    named = after.start > reading.end and after.wording.text.endswith(("加工", "深加工"))
    if not named or NAME_ENDS.match(scene.text, after.end) is None:
        return None
    return capacity_link(reading, verdict, after.end)


def lines(scene: Scene, reading: Reading, verdict: Verdict, *, behind: bool = False) -> Link | None:
    """4条涂覆线: whatever the line does, it is a production line; `behind` the number alone."""
    if reading.unit != COUNT or reading.unit_text != "条":
        return None
    found = LINES.match(scene.text, reading.end, scene.end) or ON_LINES.match(
        scene.text, reading.end
    )
    begin, end = reading.end, found.end() if found else reading.end
    if found is None and behind:
        return None
    if found is None:
        before = LINE_BEFORE.search(scene.text, max(scene.start, reading.start - 10), reading.start)
        if before is None:
            return None
        begin, end = before.span()
    indicator = wordings.lexicon().indicators["production_lines"]
    return Link(reading, verdict, indicator, None, "a line", begin, end)


def at_work(scene: Scene, reading: Reading, verdict: Verdict, after: Mention | None) -> Link | None:
    """碳化8条线一直满负荷生产: lines, of which is told what they do."""
    made = indicator_of(after, reading) if after is not None else None
    if made is None or made.code not in MAKING:
        return None
    return lines(scene, reading, verdict, behind=True)


def capacity_link(reading: Reading, verdict: Verdict, end: int) -> Link:
    """A link to production_capacity whose label stands after the number."""
    indicator = wordings.lexicon().indicators["production_capacity"]
    return Link(reading, verdict, indicator, None, PLANT, reading.end, end)


def over_a_list(
    scene: Scene, reading: Reading, verdict: Verdict, before: list[Mention]
) -> Link | None:
    """加工腰果、夏威夷果2.1万吨: the verb of making stands before a list of goods."""
    if reading.unit == COUNT and reading.unit_text in COMMON - GOODS_MEASURES:
        return None
    for mention in reversed(before):
        between = scene.text[mention.end : reading.start]
        if "," in between or reading.start - mention.end > MAX_BACK:
            return None
        indicator = indicator_of(mention, reading)
        if indicator is not None and indicator.code in MAKING:
            return Link(
                reading,
                verdict,
                indicator,
                mention,
                "verb before a list",
                mention.start,
                mention.end,
            )
    return None


def coming(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """What is being built after the capacities that are there makes goods as well."""
    last = scene.last or scene.topic
    if last is None or last.code != "production_capacity" or last.verdict.kind != "level":
        return None
    quantity = wordings.quantity_of(reading.unit)
    if quantity in NO_PLANT or quantity == COUNT:
        return None
    told = COMING.fullmatch(scene.text, last.reading.end, reading.start)
    if told is None:
        return None
    indicator = wordings.lexicon().indicators["production_capacity"]
    out = Link(reading, verdict, indicator, None, PLANT, told.start("goods"), reading.start)
    out.shared = ""
    return out


def made(reading: Reading, before: list[Mention], goods: Mention, begin: int) -> Mention:
    """年产光伏组件5GW: the verb of making before the goods counts, not the goods."""
    for mention in reversed(before):
        if mention.start < begin:
            break
        indicator = indicator_of(mention, reading)
        if indicator is not None and indicator.code in MAKING:
            return mention
    return goods


def plant(
    scene: Scene, reading: Reading, verdict: Verdict, after: Mention, until: int
) -> Link | None:
    """What a plant is built to make: 8万吨再生资源加工项目, 10万吨玉米精炼油加工."""
    made = indicator_of(after, reading)
    if made is None or made.code != "production_volume":
        return None
    made_to = capacity(scene, reading, verdict, until)
    return made_to or worked(scene, reading, verdict, after)
