"""Firms that every reader knows by their brand alone: 其中,宁德时代上半年完成产值12.6亿元."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from pipelines.figures.names.terms import ENTERPRISE, alternation, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# Before a brand that its clause speaks of: a stop, a time, what sort of firm it is.
OPENS = later(
    "(?:^|[。;,!?:”“、\\n]|其中|[在的]|[今去]年|目前|企业|公司|龙头|链主|来到|走进|以及)$"
)
# What firms do or have of which there are figures.
FOLLOWS = later(
    "(?=[今去前当]年|\\d{4}年|[上下]半年|前[三\\d]|[一二三四]季度|\\d+月|目前|已|现有|拥有|累计|共|"
    "(?:规上|工业)?总?产值|营收|营业收入|销售|净?利润|纳税|税收|出口|进口|进出口|年[产销营]|日产|月产|每[天年月]|"
    "生产|满产|投产|带动|带来|招工|下线|交付|出货|产量|销量|产能|投资|投入|计划|预计|占地|用工|员工|[一二三]期[^,。;:]{0,6}\\d|实现|完成|达到|增长|同比|"
    "(?:同比)?[增下]|\\d|[、和](?:[一-龥]{2,8}[、和])*[一-龥]{2,8}(?:分别|依次)|分别|"
    "的[^,。;:的\\d]{0,10}(?:车间|生产线|工厂|订单|产品|产能)|(?:工厂|车间|生产线)[^,。;:]{0,4}\\d)"
)


@cache
def _known() -> re.Pattern[str]:
    source = resources.files("pipelines.figures") / "vocabulary" / "known_firms.toml"
    lists = tomllib.loads(source.read_text(encoding="utf-8"))["known"]
    names = {name for words in lists.values() for name in words.split()}
    works = "(?:[一-龥]{2,4}?(?:基地|工厂|分公司|公司)(?:[一二三]期)?)?"  # 吉利临江基地
    return re.compile(f"({alternation(names)}){works}{FOLLOWS.pattern}")


def known_firms(text: str) -> list[Mention]:
    """The firms of a folded text that stand by their brand at the head of what is told of them."""
    out = []
    for hit in _known().finditer(text):
        start = hit.start()
        size = next((n for n in (4, 3, 2) if text[max(0, start - n) : start] in terms().places), 0)
        start -= size  # 合肥京东方
        if OPENS.search(text, max(0, start - 2), start):
            out.append(Mention(start, hit.end(), ENTERPRISE, text[start : hit.end()], hit[1][-2:]))
    return out
