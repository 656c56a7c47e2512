"""What is made in a day or an hour: what a running plant turns out, or what one could make."""

from __future__ import annotations

from pipelines.figures.indicators import capacities
from pipelines.figures.indicators.kinds import LEVEL, RELATIVE
from pipelines.figures.indicators.linking import Link, Scene
from pipelines.figures.indicators.wordings import OTHER
from pipelines.figures.patterns import later

PACE = ("日产", "月产", "班产", "周产")
# 达产后月产边框10万套, 设计日产电芯1992个: what is not made yet.
NOT_YET = later(
    r"设计|规划|[达满投]产后|[建完]成后|竣工后|投用后|运行后|届时|可(?!见|谓|喜)|能够?(?!源|手|人|耗)|将|预计|计划|拟|力争|有望"
)
AHEAD = 26  # characters before a pace in which it is said to be planned
# 眼下每天出1245个, after what a line can make: what it does make.
NOW = later(r"(?:目前|眼下|现在|如今|当前|实际)[^,。;\d]{0,6}?(?:产|出|下线|生产|做)(?:了|约|近)?$")
# 二期5000吨10月份试车: after what was made, what the next stage can make.
STAGE = later(r"[一二三四五]期(?:的|年产|为|约|近)*$")
TO_COME = later(
    r"[^,。;\d]{0,6}(?:\d+月(?:份)?)?[^,。;\d]{0,6}(?:试车|试产|投产|开工|动工|在建|建成|投运)"
)
OFF_THE_LINE = frozenset("双件套只把部顶台辆架副头羽")
NO_GOODS = frozenset({"CNY", "USD", "EUR", "HKD", "JPY", "%", "pp", "times", "rank", "kWh", "kW"})
OF_INDUSTRY = later("的工业总?产值")
DELIVERED = later(r"(?:交付|生产(?!性)|下线)[^,。;、\d]{0,8}$")
HOURLY = later(r"每小时[各均可能]*(?:灌装|产|生产|下线|压片)[^,。;、\d]{0,8}$")
DAILY = later(r"日处理[^,。;、\d]{0,8}能力(?:将|可|能)*(?:达到?|为|约|近|超过?)*$")


# 污水一天能处理10万吨, 蒸汽一天供得上1.2万吨: what a plant can treat or give in a day.
ABLE_DAILY = later(
    r"(?:污水|废水|蒸汽|自来水|工业水|中水|再生水|垃圾|危废|固废)[^,。;\d]{0,6}?"
    r"(?:一天|每天|每日|一日|日)(?:最多)?(?:能够?|可以?)?(?:处理|供|消化|净化|焚烧)[^,。;\d]{0,6}$"
)
# 以前一天出2万瓶, 一条线一天就能组装800台: what people or a line turn out in a day, by the verb.
TURNS_OUT = later(
    r"(?:一天|每天|每日|一日|一班|每班|一晚|日均|一个月|每月)(?:下来)?(?:就|也|都|能够?|可以?|要|得|只|大概|大约|平均|最多)*"
    r"(?:出|做|生产|组装|总装|织|加工|产|缝|装配|装|包|编|打|焊|制作|下线|赶制|压|切|磨|烤|炒|酿|造|印)"
    r"(?:了|出|成|上|得|近|约|超过?)*[^,。;\d]{0,4}$"
)


def of_making(scene: Scene, link: Link) -> str:
    """产出2.3亿元的工业产值, 每小时可灌装饮料2.4万瓶, 日处理大豆能力6500吨."""
    code = link.code
    if code == "output_value" and OF_INDUSTRY.match(scene.text, link.reading.end):
        return "gross_industrial_output"
    if code == "infrastructure_items" and DELIVERED.search(
        scene.text, max(scene.start, link.reading.start - 12), link.reading.start
    ):
        return "production_volume"  # 节后要交付变压器40台
    if code in (OTHER, "production_volume") and _by_hour(scene, link):
        return "production_capacity"
    begin = max(scene.start, link.reading.start - 22)
    goods = code == OTHER and link.verdict.kind == LEVEL and link.reading.unit not in NO_GOODS
    if goods and TURNS_OUT.search(scene.text, begin, link.reading.start):
        return "production_volume"
    able = code == OTHER and link.reading.unit in ("t", "m3") and link.verdict.kind == LEVEL
    if able and ABLE_DAILY.search(scene.text, begin, link.reading.start):
        return "treatment_capacity"
    daily = code == "production_capacity" and DAILY.search(scene.text, begin, link.reading.start)
    return "treatment_capacity" if daily else ""


def _by_hour(scene: Scene, link: Link) -> bool:
    """二号线每小时可灌装饮料2.4万瓶: what a line can do."""
    begin = max(scene.start, link.reading.start - 14)
    made = link.verdict.kind == LEVEL and link.reading.unit_text in OFF_THE_LINE | {"瓶", "片"}
    return made and HOURLY.search(scene.text, begin, link.reading.start) is not None


def by_day(scene: Scene, link: Link) -> str:
    """10条装配线日产车灯7885只 is made; 达产后月产边框10万套 and 日产75吨的机组 could be."""
    if link.code not in ("production_capacity", "production_volume"):
        return ""
    if link.verdict.kind in RELATIVE:
        return ""
    if link.mention is None or link.start < 0:
        return _carried(scene, link)
    word = link.mention.wording.text
    if link.start > link.reading.start or "能" in word or not word.endswith(PACE):
        return ""
    if scene.text.endswith("个", scene.start, link.mention.start):
        return ""  # 前7个月产纱1.1万吨
    if capacities.CAPACITY_AFTER.match(scene.text, link.reading.end, scene.end):
        return "production_capacity"
    begin = max(scene.start, link.mention.start - AHEAD)
    said = scene.text[begin : link.mention.end]
    said = said[max(said.rfind(stop) for stop in "。;") + 1 :]
    return "production_capacity" if NOT_YET.search(said) else "production_volume"


def _carried(scene: Scene, link: Link) -> str:
    """设计日产电芯1992个,眼下每天出1245个; 上半年产销1062吨,二期4150吨10月份试车."""
    if link.of is None:
        return ""
    begin = max(scene.start, link.reading.start - 12)
    if link.code == "production_capacity":
        made = NOW.search(scene.text, begin, link.reading.start)
        return "production_volume" if made else ""
    coming = STAGE.search(scene.text, begin, link.reading.start)
    planned = coming and TO_COME.match(scene.text, link.reading.end, scene.end)
    return "production_capacity" if planned else ""
