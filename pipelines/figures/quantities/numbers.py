"""Reads Arabic, Chinese and mixed numerals exactly: 1,286.5 · 两千三百万 · 1亿2600万 · 七八百万."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from functools import lru_cache

from pipelines.figures.patterns import later

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
CN = "零〇一二两三四五六七八九十百千万亿"

# Blanks between thousands count only where scale or unit follow: 3 500万元, not a table.
ARABIC = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|(?<![\d. ])[1-9]\d{0,2}(?: \d{3})+(?=[万亿元家户人个吨亩台套件辆名项](?!\d))"
    r"|\d+(?:[.·•]\d+)?)"
)
# A scale is none where it begins a unit: 8.73亿千瓦时, 2百分点, 5千克.
SCALE = r"(?:十|百(?!分)|千(?![瓦克米伏焦乏卡帕赫])|万|亿)"
# 10余万, 3500 万, 1亿2600万, 2个多亿, 1400 余; a space may stand before scale or 余.
MIXED = (
    rf"{ARABIC}(?:[ ”\"]?(?:个[多余]?(?=亿(?![元级]))|[余多几来])?"
    rf"{SCALE}+(?:零?\d+(?:\.\d+)?{SCALE}+)*)?"
    r"(?:[ ”\"]?[余多几来])?[万亿]*"
)
CHINESE = (
    rf"[数几]?(?:[零〇一二两三四五六七八九]|{SCALE})+(?:点[零〇一二三四五六七八九]+[十百千万亿]*)?"
    r"(?:个[多余]?亿|[余多几来][万亿]*)?"
)
LONGEST = 40  # a numeral of more characters is noise, not a number
MOST_DIGITS = 24
# Wide enough that no numeral of LONGEST characters is ever rounded; whatever the caller set.
EXACT = Context(prec=80)
ZERO, ONE = Decimal(0), Decimal(1)
PLACES = Decimal("0.00000001")  # repeating fractions (亩, 三分之一) end here
REMEMBERED = 4096  # numerals repeat within and between reports

# Two neighbouring digits that say "one or the other": 七八百, 三五家, 一千五六百.
PAIR = later(r"(?<![零〇])([一二两三四五六七八九])([二两三四五六七八九])(?=[十百千万亿]|$)")
ROUGH = later(r"[余多几来]|^数(?=[十百千万亿])")
STATED = later(r"[\d一二两三四五六七八九]")
# Digits said one after the other, which are no amount; two neighbours that say a PAIR are.
SPELLED = later(
    r"[零〇一二两三四五六七八九]{3}|([一二两三四五六七八九])\1|[二三四五六七八九]一$|[〇零]$"
)
UNIFORM = {ord(mark): None for mark in ' ,”"'} | {ord("·"): ".", ord("•"): "."}


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral read: exact value, where a second value is said (七八百) the upper one.

    place is the weight of the last stated digit (16.7亿: 10000000); rough is set by 余, 多, 几
    and the like inside the numeral. tail is the scale that the numeral ends in (16.7亿: 10**8).
    """

    value: Decimal
    value_max: Decimal | None
    place: Decimal
    rough: bool
    tail: int = 1
    bare: bool = False  # nothing but scales: 千, 百亿


def read(numeral: str) -> Number | None:
    """The number that a numeral of folded text says, or None where it is none."""
    return _read(numeral) if len(numeral) <= LONGEST else None


@lru_cache(maxsize=REMEMBERED)
def _read(numeral: str) -> Number | None:
    with localcontext(EXACT):
        return _parse(numeral.translate(UNIFORM))


def _parse(text: str) -> Number | None:
    if "个" in text:
        text = text.replace("个多亿", "多亿").replace("个余亿", "余亿").replace("个亿", "亿")
    core = ROUGH.sub("", text)
    rough = core != text
    if not core:
        return None
    pair = PAIR.search(core)
    if SPELLED.search(core):
        return None  # 二〇二四 is a year, 唯一一个 no 11
    if pair:
        return _pair(core, pair)
    found = _plain(core)
    if found is None:
        return None
    value, place = found
    bare = core != "十" and not STATED.search(core)
    return Number(value, None, place, rough, _tail(core), bare)


def _pair(core: str, pair: re.Match[str]) -> Number | None:
    low = _plain(core[: pair.start()] + pair[1] + core[pair.end() :])
    high = _plain(core[: pair.start()] + pair[2] + core[pair.end() :])
    if low is None or high is None:
        return None
    near = DIGITS[pair[2]] - DIGITS[pair[1]]
    if near not in (1, 2):
        return None
    return Number(low[0], high[0], low[1], True, _tail(core))


def _tail(core: str) -> int:
    tail = 1
    for letter in reversed(core):
        if letter not in "万亿":
            break
        tail *= SCALES[letter]
    return tail


PIECE = later(r"\d+(?:\.\d+)?|.")


def _plain(text: str) -> tuple[Decimal, Decimal] | None:
    """Value and weight of the last digit of a numeral without 余, or None."""
    head, dot, decimals = text.partition("点")
    if dot:
        return _spoken_decimal(head, decimals)
    total = section = ZERO
    digit: Decimal | None = None
    weight = place = ONE
    last_scale = 0
    for piece in PIECE.findall(text):
        if piece[0].isdecimal():
            if len(piece) > MOST_DIGITS:
                return None
            digit = Decimal(piece)
            weight = ONE.scaleb(-len(piece.partition(".")[2]))
        elif piece in DIGITS:
            digit = (ZERO if digit is None else digit * 10) + DIGITS[piece]
            weight = ONE
        elif piece in "十百千":
            scale = SCALES[piece]
            section += (ONE if digit is None else digit) * scale
            place, digit, last_scale = weight * scale, None, scale
            weight = ONE
        elif piece in "万亿":
            scale = SCALES[piece]
            amount = section + (digit or 0)
            place = (weight if digit is not None else place) * scale
            if piece == "亿":
                total = (total + amount or ONE) * scale
            else:
                total += (amount or ONE) * scale
            section, digit, last_scale, weight = ZERO, None, scale, ONE
        else:
            return None
    if digit is None:
        return total + section, place
    if last_scale >= 100 and text[-2] in SCALES and text[-1] in DIGITS:
        return total + section + digit * last_scale / 10, Decimal(last_scale // 10)  # 三万五
    return total + section + digit, weight


def _spoken_decimal(head: str, decimals: str) -> tuple[Decimal, Decimal] | None:
    """三点五亿 = 350000000."""
    figures = re.match(r"[零〇一二三四五六七八九]+", decimals)
    whole = _plain(head)
    if not figures or whole is None:
        return None
    value = whole[0]
    for n, digit in enumerate(figures[0], 1):
        value += Decimal(DIGITS[digit]).scaleb(-n)
    scale = 1
    for letter in decimals[figures.end() :]:
        if letter not in SCALES:
            return None
        scale *= SCALES[letter]
    return value * scale, Decimal(scale).scaleb(-len(figures[0]))
