"""Finds cities and counties that a clause begins with by their short names: 衢州在杭州买下土地."""

from __future__ import annotations

from functools import cache

from pipelines.figures.names.heads import behind
from pipelines.figures.names.terms import REGION, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

WHEN = (
    r"(?:\d{4}年(?:底|初|末|以来|前三季度|上半年|\d{1,2}月)?,?|"
    "[今去]年,?|目前,?|如今,?|上半年,?|同年,?|当年,?|此后,?)?"
)
DOES = (
    "在|与|和|把|将|共|已|目前|全[市县区域]|企业在|也|还|有|是|完成|实现|拥有|现有|引进|先后|坚持|瞄准|提出|出台|规划|"
    "[今去]年|\\d{4}年|前[\\d一二三四]|[一二三四]季度|上半年|地区生产总值|规上|规模以上|固定资产|一般公共|外贸|通过|围绕|并不|地处|投入|投资|建成|培育|聚焦|抢抓|紧扣|依托|成为|累计|计划|力争|明确|(?:集聚|聚集|汇聚)[着了]|坐拥|新增|新设|诞生|涌现|有着"
)
RANKS = ("市", "县", "旗")
OF_A_PLACE = later("([一-龥]{2,3})[县旗](?=[一-龥]{2})")
COMMON = ("资源",)  # of which a county has the name: 资源集聚
MARKS = later("[,。;:!?\\n“】]")
OPENS = later(f"{WHEN}([一-龥]{{2,4}}?)(?={DOES})")
# What is told of a place that the text has named in full: 某某没有煤, 守着一片滩涂….
TOLD_OF_IT = (
    "没有?|曾|素|历来|过去|从[来前]?|靠|凭|缺|自古|人均|城乡|农民|财政|虽|不|能|以|因|地处|"
    "守着|走|这"
)
ITS_NAME = later(f"{WHEN}([一-龥]{{2,3}}?)(?={TOLD_OF_IT})")


@cache
def _of_suffix() -> dict[str, str]:
    words = terms()
    return {place: "市" for place in words.cities if place not in words.prefectures}


AUTONOMOUS = later("([一-龥]{2,9}?自治[县旗])")  # 龙凤瑶族自治县, also in 龙凤瑶族自治县飞地产业园


def _in_full(named: list[Mention]) -> None:
    """Call 龙凤县 by the full name that the text has for it: 龙凤瑶族自治县."""
    full = [found[1] for m in named if m.name and (found := AUTONOMOUS.match(m.name))]
    for one in named if full else ():
        if one.kind == REGION and 2 < len(one.name) < 5 and one.name[-1] in RANKS:
            known = (name for name in full if name.startswith(one.name[:-1]))
            one.name = next((name for name in known if name[-1] == one.name[-1]), one.name)


def bare_places(text: str, named: list[Mention]) -> list[Mention]:
    """The mentions of places by short names at the heads of clauses, in order.

    They are those of the lists, and those that the text has named with their rank before.
    """
    _in_full(named)
    known = terms().inner_places
    own = {m.name[:-1]: m.name for m in named if m.kind == REGION and m.name[-1:] in RANKS}
    for inside in (OF_A_PLACE.match(m.name) for m in named if m.name and m.kind != REGION):
        if inside:  # 湄泉县电瓷工业园
            own.setdefault(inside[1], inside[0])
    found = {
        hit.start(1): Mention(hit.start(1), hit.end(1), REGION, _full(text, hit[1]), hit[1])
        for hit in behind(MARKS, ITS_NAME, text)
        if hit[1] in own or hit[1] in terms().provinces
    }
    for hit in behind(MARKS, OPENS, text):
        known_one = hit[1] in known and hit[1] not in COMMON
        if known_one or hit[1] in own or hit[1] in terms().provinces:
            name = own.get(hit[1]) or _full(text, hit[1])
            found[hit.start(1)] = Mention(hit.start(1), hit.end(1), REGION, name, hit[1])
    return [found[at] for at in sorted(found)]


def _full(text: str, name: str) -> str:
    """The name with its rank, where the text or the list of cities tells it."""
    if name in terms().provinces:
        return name + terms().provinces[name]
    for rank in "市县州旗区":
        if name + rank in text:
            return name + rank
    if name in _of_suffix():
        return name + "市"
    ranks = [rank for rank in "县市旗" if f"全{rank}" in text]
    return name + ranks[0] if len(ranks) == 1 else name
