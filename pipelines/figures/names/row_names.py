"""Finds parks by short names that stand in one sentence: 城东园区45家,城南园区28家."""

from __future__ import annotations

from functools import lru_cache

from pipelines.figures.names.gardens import OWNS
from pipelines.figures.patterns import later

DOES = (
    "设立|投入|安排|拿出|实施|帮扶|增长|下降|计划|力争|到位|招引|招商|新上|贡献|占|产出|"
    "纳税|亩均|则|也|已|正|将"
)
# A short name at the head of its clause, with what owners of figures do behind it.
ONE = later(
    f"(?:(?<=[,。;:、\n中])|^)([一-龥]{{2,4}}?园区)(?={OWNS.pattern}|[\\d.]+[万亿个家户]|{DOES})"
)
END = later("[。!?\n]")
WORD = "园区"  # in every text that names one so
# What qualifies parks or leads to them and names none.
NO_NAME = later(
    "(?:过|超|全|各|该|我|本|整个|这|那|目前|如今|其中|同时|此外|另外|入驻|落户|所有|部分|其他|周边|多个|重点|特色|主要|共建|工业|产业|"
    "省级|国家级|市级|县级|先进|现代|示范|小微|新型|高新|经济|科技园|一个|第[一二三四五]|拉动|下拉|带动|推动|支撑|依托|通过)|"
    ".*(?:[个家大年月日的在到和与及对把将让]|重点|特色|主要|省级|国家级)园区$|(?:工业|产业)园区$"
)


# What opens a sentence and ends as names of places do stands for a park alone: 沙岭园区.
ALONE = later(
    "(?!能源|资源|水源|电源|货源|税源|财源|桥梁|园林|森林|农林|沿海|内河|江山|河山|高山|荒山|矿山|热河|整座|商城|新城|古城|老城|县城|产城|长江|黄河|两岸|[山水]城)"
    "(?:[一-龥]{1,2}[岭江河湖山溪川坪坝港湾桥塘店庄屯寨堡沟冲洲岛泉源州浦泾渡坡岗峰崖林潭池埠墩埭圩坳畈峪堰城镇]|城[东西南北中]|[东西南北][城郊])园区"
)
OPENS = ("", "。", ";", "\n", "!", "?")


@lru_cache(maxsize=4)
def row_names(text: str) -> frozenset[str]:
    """The names in 园区 of a folded text that its sentences begin with.

    One stands beside another such name in its sentence, or ends as the name of a place does.
    """
    if WORD not in text:
        return frozenset()
    found: set[str] = set()
    row: set[str] = set()
    until = -1
    for hit in ONE.finditer(text):
        if hit.start() >= until:
            found |= row if len(row) > 1 else set()
            row = set()
            stop = END.search(text, hit.end())
            until = stop.start() if stop else len(text)
        if NO_NAME.match(hit[1]):
            continue
        row.add(hit[1])
        if text[hit.start(1) - 1 : hit.start(1)] in OPENS and ALONE.fullmatch(hit[1]):
            found.add(hit[1])
    return frozenset(found | row if len(row) > 1 else found)
