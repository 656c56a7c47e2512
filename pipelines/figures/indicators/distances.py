"""How far an amount lies from another: from a quota, an average, the amount just named."""

from __future__ import annotations

from pipelines.figures.patterns import later

# 同比多退1.1亿元, 较去年少缴3000万元
MORE_BY = later(r"(?:同比|[比较][^,。;]{1,8})(多|少)[一-鿿]{1,2}(?:了|近|约|超)?$")
# 产值58亿元,比去年同期多完成6亿元; 今年可发电24亿千瓦时,多发3亿千瓦时
DID_MORE = later(
    r"(?:同比|[比较][^,。;]{1,10}|^(?:[又还可将能]|有望|预计)*)(?P<how>多|少)"
    r"(?:发|产|卖|销|收|缴|交|签|招|赚|挣|投|出|运|接|装|完成|实现|开工|引进|入库|开行|吞吐|生产|签约)"
    r"(?:电|水|货|税)?(?:了|近|约|超)*$"
)
# 亩均税收8.7万元, 低于全市平均水平2.4万元: how far it falls short or stands out.
APART = later(
    r"(?:(?<!不)(?P<low>低于|少于|落后于?|慢于)|(?<!不)(?:高于|高出|多于|超出|快于|领先))"
    r"[^,。;]{0,14}(?:平均|均值|水平|均|同类|同期|标准|上年|去年)[^,。;]{0,6}$"
)
# 亩均税收14.2万元,高出第二名3万元: how far the amount just named lies from another's.
BESIDE_IT = later(
    r"(?:分别|均|还|仍|也)*(?:(?P<low>低于|少于|落后于?|慢于|低出)|高于|高出|多于|多出|超出|领先)了?"
    r"(?!去年|上年)[^,。;、\d]{2,8}"
)
# 完成税收1.46亿元,增收2870万元: by how much the amount just named grew.
GAINED = later(
    r",?(?:一年|全年|又|年内|同期)?(?:(?P<less>减收|少收|减产|减利)|增收|多收|增产|增利)(?:了|近|约|超)?"
)
PER_HOUSE = later(r"(?:户均|人均|每户|每人|农户|群众|村民)[^,。;、\d]{0,4}增收(?:近|约|超过?|了)*$")
MORE_THAN_IT = later(",?(?:增|净增)?(?P<how>[多少高低])(?:出|了)?")
OVER_QUOTA = later(
    "(?:超|超出|超过)[^,。;]{0,8}(?:任务|目标|计划|预算|时序|序时|进度|[去上]年同期)(?:数|额|水平)?$"
)  # 超任务1200万元, 超去年同期17个


# 完成58%,离目标还差42亿元
SHORT_OF = later(r"(?:离|距|较|比)[^,。;]{1,12}?(?:还|尚|仍|只)?(?:差|欠|缺)了?(?:近|约)?$")


def did_more(clause: str, before: str) -> tuple[bool, str] | None:
    """Whether less was done than before, where the verb says how much more or less it was."""
    if "多" not in clause and "少" not in clause:
        return None
    found = DID_MORE.search(clause)
    if found is None or (found[0][0] not in "同比较" and before != "level"):
        return None
    return found["how"] == "少", found[0]


def told(clause: str, gap: str, before: str) -> tuple[bool, str] | None:
    """Whether it falls short, and the words that say so; None where no distance is told.

    before is the kind of the number before, '' where there is none.
    """
    over = OVER_QUOTA.search(clause)
    if over is not None:
        return False, over[0]
    lacking = SHORT_OF.search(clause) if before else None
    if lacking is not None:
        return True, lacking[0]
    hint = "于" in clause or "后" in clause or "出" in clause or "先" in clause
    apart = APART.search(clause) if hint else None
    if apart is not None:
        return apart["low"] is not None, apart[0]
    beside = BESIDE_IT.fullmatch(clause) if before == "level" and gap != clause else None
    if beside is not None:
        return beside["low"] is not None, beside[0]
    more = MORE_BY.search(clause) if "多" in clause or "少" in clause else None
    if more is not None:
        return more[1] == "少", more[0]
    gained = GAINED.fullmatch(gap)
    if gained is not None and before == "level":
        return gained["less"] is not None, gained[0]
    if PER_HOUSE.search(clause):
        return False, "增收"  # 带动农户户均年增收8000元
    than_it = MORE_THAN_IT.fullmatch(gap) if before else None
    if than_it is not None:
        return than_it["how"] in "少低", gap  # 比去年的34个多6个; 规上98家,多11家
    return None
