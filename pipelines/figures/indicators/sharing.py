"""Items of a list that share one verb: goods that are made, people who are taken on."""

from __future__ import annotations

from pipelines.figures.indicators import capacities, linking, wordings
from pipelines.figures.indicators.kinds import Verdict
from pipelines.figures.indicators.linking import Link, Scene, carried
from pipelines.figures.indicators.wordings import COUNT
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

GOODS_HEAD = later(
    r"[^,;。:\d]{0,16}?(?:产品产量|工业产品|主要产品|产品|产量)(?:中|看|方面|来看|情况)*[,:]"
)
# The next of the goods that a plant makes or can make.
GOODS_ITEM = later(
    r"[,、;和及与]+(?:以及)?(?:年产)?(?P<noun>[^,、;:。\d]{1,12}?)(?:约|近|超过?|逾|达)*"
)
# 年产10万吨铝板带、5万吨铝箔: the goods stand after their amounts.
# 0.1万吨氯化锂联产0.3万吨硼酸: made beside them.
NEXT_GOODS = later(r"[^,、;:。\d]{1,12}?(?:[、和及]|联产|副产|兼产)(?:约|近|超)?")
POWER_GOODS = later(
    r"(?:电池|组件|电芯|电池片|硅片|逆变器|储能系统|储能柜|风机|风电机组|电机|设备)$"
)


def _produced(scene: Scene, reading: Reading, verdict: Verdict, begin: int) -> Link | None:
    """主要产品产量中,水泥186.5万吨: the heading says what is told of the goods."""
    indicator = wordings.lexicon().indicators["production_volume"]
    if not indicator.accepts(wordings.quantity_of(reading.unit), reading.unit_text):
        return None
    return Link(reading, verdict, indicator, None, "goods under a heading", begin, reading.start)


def in_a_list_of_people(scene: Scene, reading: Reading, verdict: Verdict, gap: int) -> Link | None:
    """吸纳返乡农民工1860人、脱贫户560人: one verb for all of them."""
    last = scene.last
    if last is None or last.indicator is None or last.indicator.category != "people":
        return None
    if reading.unit != COUNT or reading.unit_text != last.reading.unit_text:
        return None
    item = GOODS_ITEM.fullmatch(scene.text, gap, reading.start)
    if item is None or scene.text[gap] in ",;" or linking.words().label_stops.match(item["noun"]):
        return None
    return carried(reading, verdict, last, "people in a list")


def in_a_list_of_goods(scene: Scene, reading: Reading, verdict: Verdict, gap: int) -> Link | None:
    """生产轮胎1260万条、钢帘线8.6万吨: goods after goods share the verb of making."""
    if not scene.links:
        headed = GOODS_HEAD.match(scene.text, scene.start, reading.start)
        if headed is not None:
            return _produced(scene, reading, verdict, headed.end())
    making = (x for x in scene.recent() if x.code != "power_generation")
    last = next(making, None) or (
        scene.topic if scene.text[scene.start - 1 : scene.start] == ";" else None
    )
    if last is None or last.indicator is None or last.code not in capacities.MAKING:
        return None
    if reading.unit_text in capacities.COMMON_PEOPLE:
        return None
    if last.code == "treatment_capacity" and last.reading.unit != reading.unit:
        return None  # 日供水6万吨,固定电话1.2万门
    if scene.last is None:
        gap = scene.start - 1
    if (last is scene.last and last.start < last.reading.start and last.start >= 0) or last.of:
        made = NEXT_GOODS.fullmatch(scene.text, gap, reading.start)
        if made is not None and last.indicator.takes_quantity(wordings.quantity_of(reading.unit)):
            return carried(reading, verdict, last, "goods in a list")
    goods = GOODS_ITEM.fullmatch(scene.text, gap, reading.start)
    if goods is None or linking.words().label_stops.match(goods["noun"]):
        return None
    cloth = reading.unit in ("m", "m2") and last.code == "production_volume"  # 坯布1.1亿米
    if cloth and scene.text[gap] == "、":
        return carried(reading, verdict, last, "goods in a list")
    power = reading.unit in ("kW", "kWh") and POWER_GOODS.search(goods["noun"]) is not None
    if not power and (
        reading.unit in ("kW", "kWh")  # 年制氢2万吨,储能电站200兆瓦
        or not last.indicator.takes_quantity(wordings.quantity_of(reading.unit))
    ):
        return None
    return carried(reading, verdict, last, "goods in a list")
