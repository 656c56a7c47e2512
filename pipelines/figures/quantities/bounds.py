"""Whether a number is exact, about, at least or at most: 近 约 超 不低于 · 左右 以上 以内."""

from __future__ import annotations

import re

from pipelines.figures.patterns import later
from pipelines.figures.quantities.candidates import Token

# The words that may stand between the bound word and the number.
LEAD = later(
    r"(?:(?P<least>(?:不少于|不低于|不小于|不下于|不下|高于|至少|最少|起码|超过|超出|突破|"
    r"大于|多于|首超|首破|稳超|早超|再超|均超|都超|"
    r"跨过|跨越|迈过|越过|超|逾|(?<!磨)(?<!打)破|≥|>=|>|已过|刚过|要过|再过|均过|能过|"
    r"可过|产值过|收入过|税收过|营收过|投资过|资产过|(?<![经通不])过|(?<![以年月日规限四迈跨站跃登踏新再要])上|"
    r"(?<![圆期])满))"
    r"|(?P<most>不超过|不高于|不大于|不多于|不足|不到|不及|未到|少于|低于|至多|最多|小于|"
    r"控制在|未超过|最高可?(?:补|给予|支持|奖励|补助|补贴|奖补|资助|授信|贷|获|享受?)|≤|<=|<|不满)"
    r"|(?P<about>约为|大约|约合|约计|约占|约有|约达|(?<![签合节条契预集违特公失履立守毁续邀相租盟商制赴解婉简])约|将近|"
    r"接近|逼近|几近|(?<![附最临邻就靠远亲])近|大概|差不多|几乎))"
    r"(?:了|达到|达|人民币|为|是)?[ “\"]?$"
)
AFTER = later(
    r"[\"” ]?(?:人民币)?(?:(?P<least>以上|起(?=[,。;、!])|"
    r"之上|及以上|开外|还多|有余|还要多|多(?![个家项种年月层元维])|"
    r"强(?![度劲化])|大关|关口)"
    r"|(?P<most>以下|以内|之内|之下|及以下)"
    r"|(?P<about>左右|上下|多(?=[,、。;])|许(?=[,、。;的])|余(?=[,、。;])))"
)


# What bounds a part, with the whole between them: 不到高峰期的一半, 超过全市的三成.
PARTS = frozenset({"half", "fraction", "percent", "double", "chinese", "arabic"})
RELATIVE = frozenset(
    {"%", "times"}
)  # what an amount of another sort bounds is no part: 超过去年的5.6亿元
ROUND = frozenset("百千万亿")
AMOUNTS = frozenset({"chinese", "arabic"})
OF_A_WHOLE = later(
    r"(?:(?P<most>不到|不足|低于|不及)|(?P<least>超过|超出|逾)|"
    r"(?P<about>接近|将近|大约|约为|约占|约是|约相当于|差不多是|差不多占))"
    r"(?:(?!提高|升|增|降|到|至)[^,。;:、\d]|20\d\d年){2,14}的?$"
)
# 一次性奖励10万元, 最高50万元: a grant may be up to that; 单户最高480万元 was reached.
GRANTED = later(r"(?:给予|按|可)[^。;]{0,30}最高(?:不超过)?[ “\"]?$")
GRANT = 44  # characters before a number in which the grant is named
SAID = {"most": "<", "least": ">", "about": "~"}

# The last letters of LEAD and the first of AFTER: most numbers have neither beside them.
MARKS = ("“", "”", '"', " ")
LEAD_ENDS = frozenset(
    "高补予持励助补贴信贷获享受于下少码过出破超越逾≥=>上满足到多在≤<为合计占有达约近概乎了币是"
)
AFTER_BEGINS = frozenset("起人以之及开多强大关左上下许余")


def of(folded: str, token: Token) -> tuple[str, bool]:
    """The bound of a token and whether its number is rough, as it is written."""
    rough = bool(token.number and token.number.rough)
    at = token.end + folded.startswith(MARKS, token.end)
    after = AFTER.match(folded, token.end) if folded[at : at + 1] in AFTER_BEGINS else None
    if token.shape == "within":
        return "<", False  # 前十: the tenth place or a better one
    before = _lead(folded, token)
    if before is None and after is None:
        return _alone(folded, token, rough)
    return _between(before, after, rough)


def _lead(folded: str, token: Token) -> re.Match[str] | None:
    """The bound word before a number: 上万 is at least that much, the 上 of 新上一条 is a verb."""
    at = token.start - folded.endswith(MARKS, 0, token.start)
    if at <= 0 or folded[at - 1] not in LEAD_ENDS:
        return None
    before = LEAD.search(folded, max(0, token.start - 9), token.start)
    if before is not None and before[0].startswith("上") and folded[token.start] not in ROUND:
        return None
    return before


def _alone(folded: str, token: Token, rough: bool) -> tuple[str, bool]:
    """The bound of a number that has no word of it beside it."""
    whole = token.shape in AMOUNTS and (token.unit is None or token.unit.base not in RELATIVE)
    if not whole and token.shape in PARTS:
        said = OF_A_WHOLE.search(folded, max(0, token.start - 20), token.start)
        if said is not None:
            return SAID[said.lastgroup or ""], False  # 不到高峰期的一半
    if folded.endswith(("最高", "最高 "), 0, token.start):
        paid = GRANTED.search(folded, max(0, token.start - GRANT), token.start)
        return ("<" if paid else "~" if rough else "="), rough
    if token.shape == "half":
        return _half(folded, token), rough
    return ("~", True) if rough else ("=", False)


def _between(
    before: re.Match[str] | None, after: re.Match[str] | None, rough: bool
) -> tuple[str, bool]:
    sides = [side.lastgroup for side in (before, after) if side is not None]
    if "most" in sides:
        return "<", rough
    if before is not None and before.lastgroup == "least":
        return ">", rough
    if "about" in sides:
        return "~", True
    if "least" in sides and not (after and after[0].strip('”"') == "多"):
        return ">", rough
    return "~", True  # 多 makes it rough


def _half(folded: str, token: Token) -> str:
    written = folded[token.start : token.end]
    if written.startswith(("过", "大")):
        return ">"
    if written.startswith("近"):
        return "~"
    return ">" if folded.startswith("以上", token.end) else "="
