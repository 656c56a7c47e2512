"""The wordings of every indicator: vocabulary/indicators.toml, checked and indexed by beginning."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from itertools import compress
from operator import add
from typing import Any

from pipelines.figures.patterns import later
from pipelines.figures.text import fold

OTHER = "other"
COUNT, MONEY, RATE, RANK, PHYSICAL = "count", "money", "rate", "rank", "physical"
KEY = 2  # characters that begin every wording; the index is kept by them
SHORTEST = (KEY,)
FORM = later(r"\{([^{}]+)\}")
CURRENCY = later(r"[A-Z]{3}")
RATES = {"%": RATE, "pp": RATE, "times": RATE}
NO_GOODS = frozenset({MONEY, RATE, RANK, "m2", "m", "kW", "kWh"})
QUANTITIES = (MONEY, COUNT, RATE, RANK, "m2", "m", "m3", "t", "kW", "kWh", "")  # "" any other
NO_GOODS_MEASURES = frozenset("家户人名位项次批场宗栋幢座处所间") | {"家次", "户次", "人次", "场次"}
# 年产值 is no wording in 上半年产值 and 2024年产值.
YEARLY_NOT = frozenset("0123456789半全去今本当明前上往近同头末")
# 规上 before a trade and its firms; what they are called together.
SETS = frozenset(
    {"规上", "规模以上", "规上工业", "规模以上工业", "四上", "“四上”", "限上", "限额以上"}
)
SET = "规上企业"
FIRMS = ("企业", "企业入驻", "企业数", "企业数量", "企业总数")
OF_TRADE = later(r"[一-鿿]{0,8}")
PLAIN = frozenset({"m2", "m", "m3", "t", "kW", "kWh"})


class VocabularyError(ValueError):
    """indicators.toml contradicts itself; the message names the places."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One code of the archive and what its levels may be."""

    code: str
    zh: str
    en: str
    category: str
    unit: str
    nature: str
    takes: frozenset[str]
    measures: frozenset[str]

    def takes_quantity(self, quantity: str) -> bool:
        """Whether a level may be such a quantity."""
        if quantity in self.takes or "any" in self.takes:
            return True
        return PHYSICAL in self.takes and quantity not in NO_GOODS

    def accepts(self, quantity: str, measure: str) -> bool:
        """Whether a level may be such a quantity, counted with such a measure word."""
        if not self.takes_quantity(quantity):
            return False
        if quantity != COUNT:
            return True
        return measure in self.measures if self.measures else measure not in NO_GOODS_MEASURES

    def meets(self, other: Indicator) -> bool:
        """Whether some quantity could be a level of both."""
        shared = [q for q in QUANTITIES if self.takes_quantity(q) and other.takes_quantity(q)]
        if shared == [COUNT] and self.measures and other.measures:
            return bool(self.measures & other.measures)
        return bool(shared)


@dataclass(slots=True)
class Wording:
    """One wording with the indicators that it may stand for; weak ones are verbs (开工, 投产)."""

    text: str
    indicators: list[Indicator] = field(default_factory=list)
    weak: bool = False
    not_before: tuple[str, ...] = ()
    answers: dict[tuple[str, str], Indicator | None] = field(default_factory=dict)

    def read(self, quantity: str, measure: str) -> Indicator | None:
        """The indicator whose level may be this quantity."""
        asked = (quantity, measure)
        if asked not in self.answers:
            fitting = (one for one in self.indicators if one.accepts(quantity, measure))
            self.answers[asked] = next(fitting, None)
        return self.answers[asked]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All wordings; `lengths` gives by the first two characters how long a wording may be.

    `longer` gives the same by the first three, the first two alone included.
    """

    wordings: dict[str, Wording]
    lengths: dict[str, tuple[int, ...]]
    longer: dict[str, tuple[int, ...]]
    indicators: dict[str, Indicator]


@lru_cache(maxsize=256)
def quantity_of(unit: str) -> str:
    """The kind of quantity of a base unit: money, count, rate, rank, an area, a mass …"""
    if unit in RATES:
        return RATE
    if unit in (COUNT, RANK) or unit in PLAIN:
        return unit
    return MONEY if CURRENCY.fullmatch(unit) else unit


@cache
def lexicon() -> Lexicon:
    """The vocabulary of the package; raises VocabularyError where it contradicts itself."""
    source = resources.files("pipelines.figures") / "vocabulary" / "indicators.toml"
    return read(source.read_text(encoding="utf-8"))


def read(text: str) -> Lexicon:
    """Check and index a vocabulary given as TOML text."""
    data = tomllib.loads(text)
    indicators: dict[str, Indicator] = {}
    wordings: dict[str, Wording] = {}
    for table in data["indicator"]:
        indicator = _indicator(table)
        if indicator.code in indicators:
            raise VocabularyError(f"code {indicator.code} stands twice")
        indicators[indicator.code] = indicator
        for written in table["wordings"]:
            for word in _forms(written, data.get("forms", {})):
                _add(wordings, word, indicator, weak=False, source=text)
    for kind in ("more", "verb"):
        for table in data.get(kind, []):
            named = _indicator(table | _described(indicators[table["code"]]))
            for word in table["words"]:
                _add(wordings, fold(word), named, weak=kind == "verb", source=text)
    for word, others in data.get("not_before", {}).items():
        if word not in wordings:
            raise VocabularyError(f"not_before names {word!r}, which is no wording")
        wordings[word].not_before = tuple(others)
    longer = {head: (*sizes, KEY) for head, sizes in _lengths(wordings, KEY + 1).items()}
    return Lexicon(wordings, _lengths(wordings, KEY), longer, indicators)


def _indicator(table: dict[str, Any]) -> Indicator:
    return Indicator(
        code=table["code"],
        zh=table["zh"],
        en=table["en"],
        category=table["category"],
        unit=table["unit"],
        nature=table["nature"],
        takes=frozenset(table["takes"]),
        measures=frozenset(table.get("measures", ())),
    )


def _described(base: Indicator) -> dict[str, str]:
    names = ("code", "zh", "en", "category", "unit", "nature")
    return {name: getattr(base, name) for name in names}


def _forms(written: str, forms: dict[str, list[str]]) -> Iterator[str]:
    """规上 in braces stands for each of its forms."""
    found = FORM.search(written)
    if found is None:
        yield fold(written)
        return
    for form in forms[found[1]]:
        yield fold(written[: found.start()] + form + written[found.end() :])


def _add(
    wordings: dict[str, Wording], word: str, indicator: Indicator, *, weak: bool, source: str
) -> None:
    if len(word) < KEY:
        raise VocabularyError(f"{word!r} under {indicator.code} is too short to be found safely")
    known = wordings.setdefault(word, Wording(word, weak=weak))
    for earlier in known.indicators:
        if earlier.meets(indicator):
            places = " and ".join(_places(source, word))
            raise VocabularyError(
                f"wording {word!r} stands for {earlier.code} and for {indicator.code}"
                f" with the same quantity ({places or 'by a form'})"
            )
    known.indicators.append(indicator)
    known.weak = known.weak and weak


def _places(source: str, word: str) -> list[str]:
    quoted = f'"{word}"'
    return [f"line {n}" for n, line in enumerate(source.splitlines(), 1) if quoted in line]


def _lengths(wordings: dict[str, Wording], key: int) -> dict[str, tuple[int, ...]]:
    by_head: dict[str, set[int]] = {}
    for word in wordings:
        if len(word) >= key:
            by_head.setdefault(word[:key], set()).add(len(word))
    return {head: tuple(sorted(sizes, reverse=True)) for head, sizes in by_head.items()}


@dataclass(slots=True)
class Mention:
    """A wording where it stands in the text."""

    start: int
    end: int
    wording: Wording


def within(mention: Mention, quantity: str, measure: str) -> Mention | None:
    """58家规上工业企业产值: the firms at the head of a wording that is not counted itself."""
    known, word = lexicon(), mention.wording.text
    for size in known.lengths[word[:KEY]]:
        shorter = known.wordings.get(word[:size]) if size < len(word) else None
        if shorter is not None and not shorter.weak and shorter.read(quantity, measure):
            return Mention(mention.start, mention.start + size, shorter)
    return None


def ending(mention: Mention, quantity: str, measure: str) -> Mention | None:
    """新建道路3条: the noun that ends a wording of another quantity, where it is counted."""
    known, word = lexicon(), mention.wording.text
    for start in range(1, len(word) - KEY + 1):
        shorter = known.wordings.get(word[start:])
        if shorter is not None and not shorter.weak and shorter.read(quantity, measure):
            return Mention(mention.start + start, mention.end, shorter)
    return None


def mentions(text: str, start: int, end: int) -> list[Mention]:
    """The wordings in a stretch of folded text: the longest from each place, none inside another.

    They may overlap (完成税收 and 税收收入): the one that ends last is the nearer to a number.
    """
    words = lexicon()
    get, sizes_of = words.wordings.get, words.longer.get
    out: list[Mention] = []
    reached = start
    stretch = text[start:end]
    begun = map(words.lengths.__contains__, map(add, stretch, stretch[1:]))
    for at in compress(range(start, end), begun):
        for size in sizes_of(text[at : at + KEY + 1], SHORTEST):
            last = at + size
            if last <= reached:
                break
            wording = get(text[at:last])
            if wording is None or last > end:
                continue
            if wording.not_before and text.startswith(wording.not_before, last):
                continue
            if at and text[at] == "年" and text[at - 1] in YEARLY_NOT:
                break
            reached = last
            out.append(Mention(at, last, wording))
            break
    return _of_sets(text, out)


def _of_sets(text: str, found: list[Mention]) -> list[Mention]:
    """规上白酒企业: firms above size of whatever trade, as one wording; 四上企业总数: how many."""
    for at, head in enumerate(found):
        tail = found[at + 1] if at + 1 < len(found) else None
        joined = tail is not None and tail.start < head.end and tail.wording.text in FIRMS
        if tail is not None and joined and head.wording.text.endswith("企业"):
            found[at + 1] = Mention(head.start, tail.end, head.wording)
        if head.wording.text not in SETS:
            continue
        for place, firms in enumerate(found[at + 1 : at + 4], at + 1):
            trade = OF_TRADE.fullmatch(text, head.end, firms.start)
            if trade is not None and firms.wording.text.endswith(FIRMS):
                found[place] = Mention(head.start, firms.end, lexicon().wordings[SET])
                break
    return found
