"""So many parks of a place that a text is about from its first words: 某市七个共建园区实现….

They are called by their number again (七个园区), or by their sort (共建园区).
"""

from __future__ import annotations

import re

from pipelines.figures.cast.group_words import GRADES, PARK_SORT
from pipelines.figures.names.terms import terms
from pipelines.figures.patterns import later

RANKS = "省市县州旗"
NUMBER = "[\\d两二三四五六七八九十]+"
# 沿江市与外省合作建设的七个共建园区,上半年实现…: whose they are, and what they did.
OWNED = later(
    "([全我][省市县旗州]|(?:(?![全我该共有])[一-龥]){2,5}?[省市县州旗]|"
    "(?<![一-龥])[一-龥]{2,3}(?=\\d))"
    "(?:[与同和][^,。;:\\d]{2,12}(?:合作|联合|携手|共同|结对|对接)[^,。;:\\d]{0,8}?|(?:境|辖区)?内)?(?:现有|共有|已有|的)?"
    f"(({NUMBER})余?[个家大](?:{GRADES}{PARK_SORT}))"
)
DID = later(
    "(?:\\([^()。]{1,30}\\))?,?(?:[今去前当同]年|\\d{4}年)?(?:上半年|下半年|[前一二三四首]+季度|[前\\d一二三四五六七八九十至—-]+个?月份?|全年|截至[^,。]{2,8})?,?"
    "(?:共|累计|合计|总计|一共|全部|整体|总体|已)*(?:实现|完成|引进|签约|新增|新开工|开工|创造|贡献|达成|拿下|取得|进出口|"
    "实际|规上|规模以上|工业|地区|营业|外贸|税收|固定)"
)
TITLED = later(
    "([一-龥]{2,3}?)(?:省|市|自治区)?((?:省级|国家级)?(?:开发区|园区|产业园区|工业园区|经开区|高新区|集聚区))(?![一-龥]{0,4}(?:园|区))"
)
SEVERAL_TIMES = 2  # namings of all of them from which on a text is about them
OPENS_WITHIN = 60  # characters of a text in which it names whom it is about
COUNTED = later(f"({NUMBER})余?[个家大](?:省级|国家级)?$")
DIGITS = {"两": 2, **{char: n for n, char in enumerate("一二三四五六七八九十", 1)}}


def opening_group(text: str) -> tuple[str, str]:
    """The place of the parks that a text opens with as its subject, and what they are called.

    It speaks of them again by their number, which is then a part of the name, or by their sort.
    """
    for found in OWNED.finditer(text, 0, OPENS_WITHIN):
        place = found[1]
        if place[-1] not in RANKS:  # 江苏7家共建园区: a province by its bare name
            if place not in terms().provinces:
                continue
            place += terms().provinces[place]
        if not DID.match(text, found.end()):
            continue
        rest = text[found.end() :]
        sort = found[2][found[2].index(found[3]) + len(found[3]) + 1 :]
        if re.search(f"{found[3]}[个家大][^,。]{{0,6}}{sort[-2:]}", rest):
            return place, found[2]
        if sort in rest:
            return place, sort
    return "", ""


def province_group(title: str, text: str) -> str:
    """重庆开发区, with which a title begins, over a text on all of them; '' for another title."""
    found = TITLED.match(title)
    if found is None or found[1] not in terms().provinces:
        return ""
    sort = found[2]
    whole = re.compile(f"(?:全[省市区]|{NUMBER}余?[个家]|参评的?)[^,。]{{0,6}}?{sort[-3:]}")
    return found[0] if len(whole.findall(text)) >= SEVERAL_TIMES else ""


def number_before(text: str, at: int) -> int:
    """How many parks are counted right before an offset: 12个|园区; 0 where none are."""
    found = COUNTED.search(text, max(0, at - 12), at)
    if found is None:
        return 0
    return int(found[1]) if found[1].isdigit() else _numeral(found[1])


def _numeral(words: str) -> int:
    """A Chinese numeral up to 99."""
    tens, ten, ones = words.rpartition("十")
    if ten:
        return 10 * DIGITS.get(tens, 1) + DIGITS.get(ones, 0)
    return DIGITS.get(words, 0)
