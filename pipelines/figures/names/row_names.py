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


@lru_cache(maxsize=4)
def row_names(text: str) -> frozenset[str]:
    """The names in 园区 of a folded text that stand beside another such name in a sentence."""
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
        if not NO_NAME.match(hit[1]):
            row.add(hit[1])
    return frozenset(found | row if len(row) > 1 else found)
