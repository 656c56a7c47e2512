"""Reads Arabic, Chinese and mixed numerals exactly: 1,286.5 · 两千三百万 · 1亿2600万 · 七八百万."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
CN = "零〇一二两三四五六七八九十百千万亿"

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.·•]\d+)?)"
# A scale is none where it begins a unit: 8.73亿千瓦时, 2百分点, 5千克.
SCALE = r"(?:十|百(?!分)|千(?![瓦克米伏焦乏卡帕赫])|万|亿)"
# 10余万, 3500 万, 1亿2600万, 2个多亿, 1400 余; a space may stand before scale or 余.
MIXED = (
    rf"{ARABIC}(?: ?(?:个[多余]?(?=亿)|[余多几来])?{SCALE}+(?:零?\d+(?:\.\d+)?{SCALE}+)*)?"
    r"(?: ?[余多几来])?[万亿]*"
)
CHINESE = (
    rf"[数几]?(?:[零〇一二两三四五六七八九]|{SCALE})+(?:点[零〇一二三四五六七八九]+[十百千万亿]*)?"
    r"(?:个[多余]?亿|[余多几来][万亿]*)?"
)
LONGEST = 40  # a numeral of more characters is noise, not a number
MOST_DIGITS = 24

# Two neighbouring digits that say "one or the other": 七八百, 三五家, 一千五六百.
PAIR = re.compile(r"(?<![零〇])([一二两三四五六七八九])([二两三四五六七八九])(?=[十百千万亿]|$)")


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral read: exact value, where a second value is said (七八百) the upper one.

    place is the weight of the last stated digit (16.7亿: 10000000); rough is set by 余, 多, 几
    and the like inside the numeral. tail is the scale that the numeral ends in (16.7亿: 10**8).
    """

    value: Fraction
    value_max: Fraction | None
    place: Fraction
    rough: bool
    tail: int = 1
    bare: bool = False  # nothing but scales: 千, 百亿


def read(numeral: str) -> Number | None:
    """The number that a numeral of folded text says, or None where it is none."""
    if len(numeral) > LONGEST:
        return None
    text = re.sub(r"[ ,]", "", numeral).replace("·", ".").replace("•", ".")
    text = text.replace("个多亿", "多亿").replace("个余亿", "余亿").replace("个亿", "亿")
    core = re.sub(r"[余多几来]|^数(?=[十百千万亿])", "", text)
    rough = core != text
    if not core:
        return None
    pair = PAIR.search(core)
    if re.fullmatch(r"[零〇一二两三四五六七八九]{3,}", core):
        return None  # 二〇二四 is a year, no amount
    if pair:
        return _pair(core, pair)
    found = _plain(core)
    if found is None:
        return None
    value, place = found
    bare = not re.search(r"[\d一二两三四五六七八九]", core) and core not in ("十", "二十")
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


TOKEN = re.compile(r"\d+(?:\.\d+)?|.")


def _plain(text: str) -> tuple[Fraction, Fraction] | None:
    """Value and weight of the last digit of a numeral without 余, or None."""
    head, dot, decimals = text.partition("点")
    if dot:
        return _spoken_decimal(head, decimals)
    total = section = Fraction(0)
    digit: Fraction | None = None
    weight = place = Fraction(1)
    last_scale = 0
    for token in TOKEN.findall(text):
        if token[0].isdecimal():
            if len(token) > MOST_DIGITS:
                return None
            digit = Fraction(token)
            weight = Fraction(1, 10 ** len(token.partition(".")[2]))
        elif token in DIGITS:
            digit = (digit or 0) * 10 + DIGITS[token]
            weight = Fraction(1)
        elif token in "十百千":
            scale = SCALES[token]
            section += (Fraction(1) if digit is None else digit) * scale
            place, digit, last_scale = weight * scale, None, scale
            weight = Fraction(1)
        elif token in "万亿":
            scale = SCALES[token]
            amount = section + (digit or 0)
            place = (weight if digit is not None else place) * scale
            if token == "亿":
                total = (total + amount or Fraction(1)) * scale
            else:
                total += (amount or Fraction(1)) * scale
            section, digit, last_scale, weight = Fraction(0), None, scale, Fraction(1)
        else:
            return None
    if digit is None:
        return total + section, place
    if last_scale >= 100 and text[-2] in SCALES and text[-1] in DIGITS:
        return total + section + digit * last_scale / 10, Fraction(last_scale, 10)  # 三万五
    return total + section + digit, weight


def _spoken_decimal(head: str, decimals: str) -> tuple[Fraction, Fraction] | None:
    """三点五亿 = 350000000."""
    figures = re.match(r"[零〇一二三四五六七八九]+", decimals)
    whole = _plain(head)
    if not figures or whole is None:
        return None
    value = whole[0]
    for n, digit in enumerate(figures[0], 1):
        value += Fraction(DIGITS[digit], 10**n)
    scale = 1
    for letter in decimals[figures.end() :]:
        if letter not in SCALES:
            return None
        scale *= SCALES[letter]
    return value * scale, Fraction(scale, 10 ** len(figures[0]))
