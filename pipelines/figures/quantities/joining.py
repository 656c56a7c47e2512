"""Joins neighbouring numbers: ranges into one, and lists that share the unit of their last."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.quantities.candidates import Token
from pipelines.figures.quantities.numbers import Number

RANGE = later(r"[ \u3000]?(?:至|到|-|--|—|——|–|−|~|~~|―|─|－|～)[ \u3000]?")
LIST = later(r"[ \u3000]?(?:、|和|及|与|以及|或|或者|/|，|、约|、近|和近|和约)[ \u3000]?")
# 由14个到5个 tells a way from one level to another; it is no range.
FROM = later(r"(?:[由从]|(?<!来)自)[^,、。;:!?\n]{0,12}$")  # 来自外地的占85%至90% is one


def join(folded: str, found: list[Token]) -> list[Token]:
    """Ranges become one token; a number without a unit takes that of the list it stands in."""
    _share(folded, found)
    out: list[Token] = []
    for token in found:
        if out and _is_range(folded, out[-1], token):
            low = out[-1]
            _rescale(low, token)
            low.upper, low.end, low.unit = token, token.end, token.unit
            low.reason = ""
            continue
        out.append(token)
    return out


def _gap(folded: str, left: Token, right: Token) -> str:
    return folded[left.end : right.start]


def _is_range(folded: str, low: Token, high: Token) -> bool:
    if high.start - low.end > 4 or (high.start <= low.end and high.start != low.end):
        return False
    if low.upper is not None or low.number is None or high.number is None:
        return False
    if low.unit is None or high.unit is None or low.unit.reason or high.unit.reason:
        return False
    if low.shape not in ("arabic", "chinese", "percent") or high.shape not in (
        "arabic",
        "chinese",
        "percent",
    ):
        return False
    if not RANGE.fullmatch(_gap(folded, low, high)):
        return False
    if low.unit.base != high.unit.base:
        return False
    if low.own_unit and FROM.search(folded, max(0, low.start - 14), low.start):
        return folded.startswith("不等", high.end)
    top = high.number.value * high.unit.factor
    return low.number.value * low.unit.factor < top or not low.own_unit


def _rescale(low: Token, high: Token) -> None:
    """300至500万元 begins at 300万; 8000至1万元 begins at 8000."""
    assert low.number is not None and high.number is not None
    if low.own_unit or low.number.tail != 1 or high.number.tail == 1:
        return
    if low.number.value * high.number.tail < high.number.value:
        low.number = times(low.number, high.number.tail)


def times(number: Number, scale: int) -> Number:
    """The number as so many 万 or 亿."""
    upper = number.value_max * scale if number.value_max is not None else None
    return Number(number.value * scale, upper, number.place * scale, number.rough, scale)


def _share(folded: str, found: list[Token]) -> None:
    """From right to left: 3.3、4.6个百分点 · 3、5、7亿元 · 第25、26、49位 · 1-9月."""
    for at in range(len(found) - 2, -1, -1):
        left, right = found[at], found[at + 1]
        if not 0 < right.start - left.end <= PLACES_APART:
            continue
        gap = folded[left.end : right.start]
        apart = PLACE_BETWEEN.fullmatch(gap) is not None
        if apart and (_half_unit(left, right, listed=True) or _points(left, right)):
            left.unit, left.own_unit = right.unit, False
            continue
        if len(gap) > 5:
            continue
        listed = LIST.fullmatch(gap) is not None
        ranged = not listed and RANGE.fullmatch(gap) is not None
        if not (listed or ranged):
            continue
        if left.unit is None:
            _inherit(left, right, ranged)
        elif _half_unit(left, right, listed):
            left.unit, left.own_unit = right.unit, False


# 快于全市3.2个、全省3.9个百分点: each behind the place it is compared with
PLACE_BETWEEN = later(
    r"[、,和及与](?:比|较|高于|低于|快于)?[一-鿿]{1,8}?(?:[省市县区州园]|平均|水平|国)"
)
PLACES_APART = 12


def _points(left: Token, right: Token) -> bool:
    """高于全国0.6、全省2.2个百分点: the unit stands behind the last of them."""
    bare = left.unit is None and left.shape == "arabic" and not left.reason
    return bare and right.unit is not None and right.unit.base == "pp"


def _half_unit(left: Token, right: Token, listed: bool) -> bool:
    """4.9个和6.7个百分点: the 个 of the first is short for 个百分点."""
    return (
        listed
        and left.unit is not None
        and right.unit is not None
        and left.unit.word == "个"
        and right.unit.base in ("pp", "rank")
    )


def _inherit(left: Token, right: Token, ranged: bool) -> None:
    if right.shape == "ordinal" and left.shape != "ordinal":
        return
    if left.shape == "ordinal":
        return
    if right.unit is None or left.shape not in ("arabic", "chinese"):
        return
    if left.shape != right.shape and not (right.shape == "arabic" and left.number):
        return
    left.unit, left.own_unit = right.unit, False
    if right.reason:
        left.reason = right.reason
    if ranged or left.number is None or right.number is None:
        return
    scale = right.number.tail
    if left.number.tail == 1 and scale > 1 and _alike(left.number, right.number, scale):
        left.number = times(left.number, scale)


def _alike(left: Number, right: Number, scale: int) -> bool:
    """Whether a bare 3 beside 7亿 means 3亿: an amount of like size, not 8000 beside 1.2万."""
    ratio = right.value / scale
    return left.value < 1000 and (left.value <= ratio * 100 or left.value < 100)
