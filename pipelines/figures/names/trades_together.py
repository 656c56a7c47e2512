"""Several industries that are one topic: 纺织、建材等五大产业, 甲和乙产业, 甲、乙、丙合计产值.

A list is one topic where the words behind it say how many it holds (三大主导产业, 两条链), or
where what they have is told as one sum. It begins behind the time and the place of its clause.
Whoever finds trades asks here, by whatever word the last of them is told to be one.
"""

from __future__ import annotations

from pipelines.figures.names.projects import NUMBER
from pipelines.figures.names.terms import SECTOR, Terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# What a clause begins with before its industries: the time, and whose they are.
FRONT = later(
    "(?:\\d{4}年|[今去当全]年|前[三\\d]+个?(?:季度|月)|[一二三四]季度|[\\d至—-]+月份?|目前|其中|如今|日前|近日|上半年|以)+"
)
# What a place does with its industries, before the first: 工业经济聚力发展|电子信息、….
PURSUED = later(
    "[一-龥]{0,6}?(?:聚力|着力|大力|重点|全力|主攻|聚焦|致力于?)(?:发展|打造|培育|壮大|做大|做强|推进)*"
)
OWNER = later("(?:园区|开发区|经开区|高新区|[该我全][区市县园])(?:的)?")
SORTS = "(?:主导|支柱|优势|特色|重点|新兴|战略性新兴|百亿级|千亿级|工业|传统)*"
# What tells that a list is one: right before the word for an industry, or with that word.
COUNTED = later(f"“?(?:等(?:{NUMBER}[大个条])?|{NUMBER}[大个条]){SORTS}$")
NAME = "[一-龥A-Z“”]{2,10}"
# 特种车辆、硅基及碳基材料、|生物医药产业实现产值: those before the last.
NAMES_BEFORE = later(f"(?:^|(?<=[,。;:\\n])|(?<=其中))((?:{NAME}、){{1,5}})$")
OUTPUT = "(?:总?产值|营业收入|销售收入|增加值)"
SUM = "(?:共|合计|累计|总共|一共|共计)"
ONE_SUM = later(
    f"{SUM}*(?:实现|完成)?(?:工业|规上)?{OUTPUT}"
    "(?!增速|分别)[^,。;、]{0,4}\\d[\\d.]*[万亿]?(?![^,。;]{0,4}[、和])"
)
# A list that no word for an industry ends: 再生铅、氯碱等三条链, 甲、乙、丙合计产值.
LIST = later(
    "(?:(?<=[。;:,\\n以成])|^)([一-龥]{2,18}?、(?:[一-龥]{2,8}、){0,5}[一-龥]{2,8}?)"
    f"(?:(?P<counted>等?[两三四五六七八](?:大{SORTS}产业|条(?:产业)?链))|(?={SUM}|{OUTPUT}{SUM}))"
)
# Whose the industries of a list are, before the first: 全市|绿色食品、新型建材.
WHOSE = later(
    "^(?:[一-龥]{2,10}?(?:园区|工业园|产业园|开发区|高新区|经开区|集中区|集聚区|新区|[市县])|(?:[全该我本][市县区州旗省园]|园区|园内|区内|开发区|经开区|高新区)的?|已?形成了?|以|培育了?|构建了?|打造了?|发展了?)+"
)
BESIDE = later("[、和与及]")
PLAIN_SUM = later(
    f"(?:{SUM}(?:实现|完成|贡献)?{OUTPUT}|(?:实现|完成)?{OUTPUT}{SUM})[^,。;、\\d]{{0,4}}\\d"
)
CHAINS_SUM = later(f"{SUM}*(?:实现|完成|贡献|占|产值|营收)")
NO_TRADE_IN = later(
    "项目|企业|公司|[园区业]|[省市县]、|[年月]|季度|分别|产值|收入|投资|其[中他]|等"
)
LONGEST = 70  # of a list of names, characters


def begins_with_others(words: Terms, text: str, start: int, at: int, end: int) -> int:
    """Where the first begins of industries the last of which is named; -1 where it is alone."""
    counted = COUNTED.search(text, max(0, at - 14), at)
    if counted:
        low = max(0, at - LONGEST)
        low = max(low, *(text.rfind(mark, low, counted.start()) + 1 for mark in ",。;:\n“"))
        low = _behind_front(text, low)
        if "、" in text[low : counted.start()] and not words.boundary.search(text, low, low + 4):
            return low
    elif start < at and ONE_SUM.match(text, end):
        low = max(0, start - 60)
        former = NAMES_BEFORE.search(text, low, start)
        first = _behind_front(text, former.start(1)) if former else start
        names = text[first:start]
        if names and not NO_TRADE_IN.search(names) and not words.boundary.search(names):
            return first
    return -1


def names_listed(text: str) -> frozenset[str]:
    """What a text that counts its industries has named as such: 甲、乙、丙三大产业."""
    names: set[str] = set()
    for hit in LIST.finditer(text):
        if hit["counted"]:
            items = hit[1].split("、")
            names.update(items)
            names.add(WHOSE.sub("", items[0]))
    return frozenset(names)


def without_head(words: Terms, text: str) -> list[Mention]:
    """Lists that are one topic though no word for an industry ends them."""
    out = []
    for hit in LIST.finditer(text):
        start = _behind_front(text, hit.start(1))
        if hit["counted"]:
            told = hit["counted"].endswith("链") and CHAINS_SUM.match(text, hit.end()) is not None
        else:
            names = BESIDE.split(text[start : hit.end()])
            told = PLAIN_SUM.match(text, hit.end()) is not None
            told = told and all(is_trade(words, name) for name in names)
        if told:
            name = text[start : hit.end()]
            out.append(Mention(start, hit.end(), SECTOR, name, "链", told=True))
    return out


PRAISED = ("后起之秀", "龙头", "链主", "老牌", "大户", "纳税大户", "新秀")  # before a firm's name


def is_trade(words: Terms, name: str) -> bool:
    """Whether a word is that of one trade, and of no class of them."""
    if (
        name.startswith(PRAISED)
        or name.endswith(words.general_trades)
        or name.endswith("业")
        or name in words.no_trades
    ):
        return False
    if name.endswith("经济") and not name.endswith(words.trade_ends):
        return False  # 工业经济, 县域经济: of all trades
    if words.industries.fullmatch(name):
        return True
    return name.endswith(words.trade_ends) and not words.boundary.search(name)


def _behind_front(text: str, at: int) -> int:
    """Where the names of a clause begin behind its time and the word for its place."""
    for pattern in (FRONT, OWNER, PURSUED):
        front = pattern.match(text, at)
        at = front.end() if front else at
    return at
