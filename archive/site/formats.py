"""Numbers, periods and dates as readers write them, in Chinese and English. Pure."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from functools import cache, lru_cache
from pathlib import Path

from archive.public_schema import public_schema


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit that readers use: base units in one of it, its names."""

    factor: Decimal
    zh: str
    en: str

    def name(self, lang: str) -> str:
        """The unit's name in the reader's language."""
        return self.zh if lang == "zh" else self.en


def _scales(*given: tuple[str, str, str]) -> tuple[Scale, ...]:
    return tuple(Scale(Decimal(factor), zh, en) for factor, zh, en in given)


MU = str(Decimal(2000) / Decimal(3))  # square metres; 15 mu are a hectare

# Largest first. The first name of a base unit that Chinese readers use at that size.
SCALES: dict[str, tuple[Scale, ...]] = {
    "CNY": _scales(
        ("100000000", "亿元", "CNY 100 m"), ("10000", "万元", "CNY 10,000"), ("1", "元", "CNY")
    ),
    "USD": _scales(
        ("100000000", "亿美元", "USD 100 m"),
        ("10000", "万美元", "USD 10,000"),
        ("1", "美元", "USD"),
    ),
    "m2": _scales(
        ("1000000", "平方公里", "km²"),
        ("10000", "公顷", "ha"),
        (MU, "亩", "mu"),
        ("1", "平方米", "m²"),
    ),
    "m": _scales(("1000", "公里", "km"), ("1", "米", "m")),
    "kWh": _scales(
        ("100000000", "亿千瓦时", "100 GWh"),
        ("10000", "万千瓦时", "10 MWh"),
        ("1", "千瓦时", "kWh"),
    ),
    "kW": _scales(("10000", "万千瓦", "10 MW"), ("1", "千瓦", "kW")),
    "t": _scales(("10000", "万吨", "10,000 t"), ("1", "吨", "t")),
    "count": _scales(("1", "个", "count"), ("10000", "万", "10,000")),
    "m3": _scales(
        ("100000000", "亿立方米", "100 million m³"),
        ("10000", "万立方米", "10,000 m³"),
        ("1", "立方米", "m³"),
    ),
    "times": _scales(("1", "倍", "times")),
    "%": _scales(("1", "%", "%")),
    "pp": _scales(("1", "个百分点", "pp")),
    "rank": _scales(("1", "位", "place")),
}
MILLION = Scale(Decimal(1_000_000), "百万", "million")
# Other money is rare: told like the two above, by its Chinese name.
MONEY = {
    "EUR": "欧元", "HKD": "港元", "MOP": "澳门元", "TWD": "新台币", "JPY": "日元", "GBP": "英镑",
    "AUD": "澳元", "CAD": "加元", "SGD": "新加坡元", "KRW": "韩元", "RUB": "卢布",
    "CHF": "瑞士法郎",
    "THB": "泰铢", "VND": "越南盾", "MYR": "林吉特", "INR": "印度卢比", "KZT": "坚戈",
    "MNT": "图格里克",
}  # fmt: skip
SCALES |= {
    code: _scales(
        ("100000000", f"亿{name}", f"{code} 100 m"),
        ("10000", f"万{name}", f"{code} 10,000"),
        ("1", name, code),
    )
    for code, name in MONEY.items()
}

# Other ways to print the same unit, by what stands at the end of the number's words.
PRINTED = {
    "度": "千瓦时", "万度": "万千瓦时", "亿度": "亿千瓦时", "千米": "公里", "万人": "万",
    "万个": "万", "万户": "万", "万家": "万", "万平方米": "万平方米",
}  # fmt: skip
TAIL = re.compile(r"[^\d.,，．\s一二三四五六七八九十百千两0-9余多几]+$")
TENTHS_OF_WAN = Scale(Decimal(10000), "万平方米", "10,000 m²")


def scale_for(unit: str, quotes: Iterable[str], values: Iterable[float]) -> Scale:
    """One unit for a column: the one that reports print most, else one that suits the size."""
    scales = SCALES.get(unit)
    if not scales:
        return Scale(Decimal(1), unit, unit)
    by_name = {scale.zh: scale for scale in scales}
    if unit == "m2":
        by_name[TENTHS_OF_WAN.zh] = TENTHS_OF_WAN
    printed: Counter[str] = Counter()
    for quote in quotes:
        name = _printed(quote)
        if name in by_name:
            printed[name] += 1
    if printed:
        return by_name[printed.most_common(1)[0][0]]
    if unit == "count":
        return scales[0]
    largest = max((abs(v) for v in values), default=0)
    return next((s for s in scales if largest >= s.factor), scales[-1])


@lru_cache(maxsize=8192)  # the same numbers are printed by many papers
def _printed(quote: str) -> str:
    """The unit at the end of a printed number, by its one name."""
    tail = TAIL.search(quote)
    return PRINTED.get(tail.group(), tail.group()) if tail else ""


def named_scale(unit: str, name: str) -> Scale | None:
    """The unit of that Chinese name in which this base unit may be told; None for another."""
    return next((s for s in SCALES.get(unit, ()) if s.zh == name), None)


def switch(unit: str, lang: str) -> list[tuple[str, str]]:
    """The units in which a base unit may be told: as an address names it, and as readers do."""
    return [(s.zh, s.name(lang)) for s in SCALES.get(unit, ())]


def number(value: Decimal | float | str | None, scale: Scale | None = None) -> str:
    """A number in that scale: at most 4 decimals, none that is only noise, grouped by thousands."""
    if value is None:
        return ""
    exact = Decimal(str(value))
    scaled = exact / scale.factor if scale else exact
    whole = abs(scaled) >= 10000
    text = f"{round(scaled, 2 if whole else 4):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Decimal | float | str | None, scale: Scale, lang: str) -> str:
    """A number with its unit, as one would write it in a sentence."""
    text = number(value, scale)
    name = scale.name(lang)
    if lang == "en" and scale.en == "count":
        return text
    if scale.zh == "%":
        return text + "%"
    currency = scale.en[:3]
    if lang == "en" and currency in SCALES and value is not None:
        # A hundred million is no word in English.
        if scale.factor >= MILLION.factor or abs(Decimal(str(value))) >= MILLION.factor:
            return f"{currency} {number(value, MILLION)} million"
        return f"{currency} {number(value)}"
    return text + name if lang == "zh" else f"{text} {name}"


def chance(confidence: float) -> str:
    """How sure a reading is, with two decimals, never rounded up over the line that it missed."""
    return str(Decimal(str(confidence)).quantize(Decimal("0.01"), ROUND_FLOOR))


def listed(column: str, value: object, lang: str) -> str:
    """The words for a value of a closed list ("figures.kind", "growth"); else the value."""
    words = public_schema().values.get(column, {}).get(str(value))
    if words is None:
        return "" if value is None else str(value)
    return words[0] if lang == "zh" else words[1]


@lru_cache(maxsize=4096)
def _parse(day: str | None) -> date | None:
    try:
        return date.fromisoformat((day or "")[:10])
    except ValueError:
        return None


def day(text: str | None, lang: str) -> str:
    """A day in words: 2026年2月3日, 3 Feb 2026."""
    at = _parse(text)
    if at is None:
        return text or ""
    if lang == "zh":
        return f"{at.year}年{at.month}月{at.day}日"
    return f"{at.day} {calendar.month_abbr[at.month]} {at.year}"


def moment(text: str | None, precision: str | None, lang: str) -> str:
    """A day, with hour and minute where they are known."""
    words = day(text, lang)
    if text and precision == "minute" and len(text) >= 16:
        words += f" {text[11:16]}"
    return words


def _is_month_end(at: date) -> bool:
    return at.day == calendar.monthrange(at.year, at.month)[1]


def _as_of(end: date, lang: str) -> str:
    if end.month == 12 and end.day == 31:
        return f"{end.year}年末" if lang == "zh" else f"end of {end.year}"
    if _is_month_end(end):
        month = calendar.month_abbr[end.month]
        return f"{end.year}年{end.month}月底" if lang == "zh" else f"end of {month} {end.year}"
    return f"截至{day(end.isoformat(), lang)}" if lang == "zh" else day(end.isoformat(), lang)


def _months(start: date, end: date, lang: str) -> str:
    """A span of whole months within a year."""
    length = end.month - start.month + 1
    if length == 12:
        return f"{end.year}年" if lang == "zh" else f"{end.year}"
    if length == 6 and start.month in (1, 7):
        first = start.month == 1
        if lang == "zh":
            return f"{end.year}年{'上' if first else '下'}半年"
        return f"H{1 if first else 2} {end.year}"
    if length == 3 and start.month % 3 == 1:
        quarter = start.month // 3
        return (
            f"{end.year}年{'一二三四'[quarter]}季度"
            if lang == "zh"
            else f"Q{quarter + 1} {end.year}"
        )
    if length == 1:
        return (
            f"{end.year}年{end.month}月"
            if lang == "zh"
            else (f"{calendar.month_abbr[end.month]} {end.year}")
        )
    if lang == "zh":
        return f"{end.year}年{start.month}—{end.month}月"
    return f"{calendar.month_abbr[start.month]}–{calendar.month_abbr[end.month]} {end.year}"


@lru_cache(maxsize=4096)  # a page of a long series tells few periods many times
def period(start: str | None, end: str | None, lang: str) -> str:
    """A period in words: 2025年, 2025年1—9月, 2025年末; empty where it is not known."""
    first, last = _parse(start), _parse(end)
    if last is None:
        if first is None:
            return ""
        return f"{day(start, lang)}起" if lang == "zh" else f"since {day(start, lang)}"
    if first is None:
        return _as_of(last, lang)
    whole_months = first.day == 1 and _is_month_end(last)
    if whole_months and first.year == last.year:
        return _months(first, last, lang)
    if whole_months and first.month == 1 and last.month == 12:
        return f"{first.year}—{last.year}年" if lang == "zh" else f"{first.year}–{last.year}"
    if first == last:
        return day(end, lang)
    joint = "至" if lang == "zh" else " – "
    return day(start, lang) + joint + day(end, lang)


# The kinds of number in a word or two; public.toml explains them.
KINDS = {
    "level": ("数额", "amount"),
    "addition": ("新增", "added"),
    "growth": ("增速", "growth"),
    "change": ("增减", "change"),
    "points": ("增速（占比）变动", "change of its rate"),
    "share": ("占比", "share"),
    "multiple": ("倍数", "multiple"),
    "rank": ("位次", "rank"),
}


# A fall is printed without a sign; beside such a number the word has to say it.
FALLS = {
    "growth": ("降幅", "fall"),
    "change": ("减少", "decrease"),
    "points": ("增速（占比）回落", "fall of its rate"),
}


def told_kind(name: str, unit: str) -> str:
    """The kind as pages tell it: percentage points are no change of the thing itself, but of its
    growth or share, and must not read as one: 产值减少2.3个百分点."""
    return "points" if name == "change" and unit == "pp" else name


def kind(name: str, lang: str) -> str:
    """A kind of number in a word."""
    words = KINDS.get(name, (name, name))
    return words[0] if lang == "zh" else words[1]


def fall(name: str, lang: str) -> str:
    """The kind's word beside a number that is printed without its sign and is below zero."""
    return FALLS[name][0 if lang == "zh" else 1]


BASES = {
    "yoy": ("同比", "on a year before"),
    "previous": ("环比", "on the period before"),
    "annual_average": ("年均", "a year on average"),
    "ytd": ("较年初", "since the year began"),
    "plan": ("占计划", "of the plan"),
    "whole": ("占总体", "of the whole"),
}
SIZES = {">=": ("不低于", "at least "), "<=": ("不高于", "at most ")}


@cache
def _scopes() -> dict[str, dict[str, str]]:
    """English for the words of the closed classes of scopes, by class."""
    source = Path(__file__).parent / "scopes.toml"
    words: dict[str, dict[str, str]] = tomllib.loads(source.read_text(encoding="utf-8"))
    return words


def scope(stored: str, lang: str) -> str:
    """What narrows an indicator, as the report words it: "origin:省外;part:到位" is 省外、到位.

    In English where the word has an English name.
    """
    words = []
    for part in filter(None, stored.split(";")):
        key, _, value = part.partition(":")
        mark = value[:2]
        if key == "size" and mark in SIZES:
            number_words = amount(value[2:], scale_for("CNY", [], [float(value[2:])]), lang)
            value = SIZES[mark][lang != "zh"] + number_words
        elif lang != "zh":
            value = _scopes().get(key, {}).get(value, value)
        words.append(value or key)
    return ("、" if lang == "zh" else ", ").join(words)


def base(stored: str, lang: str) -> str:
    """What a growth, share or rank is relative to: 同比, 占全市, 较2020年."""
    if stored in BASES:
        return BASES[stored][0 if lang == "zh" else 1]
    key, _, value = stored.partition(":")
    if key == "place":
        return f"相对{value}" if lang == "zh" else f"relative to {value}"
    return (f"较{value}" if lang == "zh" else f"on {value}") if value else stored


# Words for how sure the archive is, by archive.site.figures.sureness.
SURENESS = {
    "checked": ("人工核对", "checked by a person"),
    "sure": ("机读，把握高", "machine, high confidence"),
    "held": ("机读，待核", "machine, to be checked"),
    "withdrawn": ("已撤下", "withdrawn"),
}
