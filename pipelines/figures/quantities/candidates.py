"""Where numbers stand in a report: numerals with the unit after them, before any judgement."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipelines.figures.patterns import later
from pipelines.figures.quantities import numbers, units
from pipelines.figures.quantities.numbers import CHINESE, CN, MIXED, Number
from pipelines.figures.quantities.units import Unit

# Where a numeral may begin; most letters of a report are passed over by this alone.
BEGIN = later(
    rf"[\d第{CN}翻数几过近大半首榜前倍头](?:(?<=[\d第{CN}翻])|(?<=[数几])(?=[{CN}])|(?<=[过近])(?=半)|"
    rf"(?<=半)(?=数)|(?<=首)(?=[位，,、。;；)）])|(?<=榜)(?=首)|(?<=头)(?=把交椅)|(?<=前)(?=[\d{CN}])"
    rf"|(?<=倍)(?<![\d{CN}翻成数加双]倍)(?=增[,，。;；!！]))"
)
# What begins with a digit; the alternatives are tried in this order.
IN_DIGITS = later(
    r"(?P<fraction>(?P<below>\d{1,4})分之(?P<above>\d{1,4})"
    r"|(?<![\d./])(?P<over>\d{1,2})/(?P<under>\d{1,2})(?![\d./年月日]))"
    rf"|(?P<product>(?P<times>\d{{1,6}}) ?[×xX*] ?(?P<factor>{MIXED}))"
    rf"|(?P<arabic>{MIXED})"
)
IN_WORDS = later(
    rf"(?P<ordinal>第 ?[“\"]?(?P<place>\d{{1,6}}万?|[{CN}]{{1,6}}))"
    rf"|(?P<percent>(?P<whole>[百千万])分之(?P<part>{MIXED}|{CHINESE}))"
    rf"|(?P<fraction>(?P<below>[{CN}]{{1,4}})分之(?P<above>\d{{1,4}}|[{CN}]{{1,4}}))"
    r"|(?P<double>翻(?:了|上)?(?:近|超|"
    r"约)?(?:(?P<doublings>[一两二三四五六七八\d]{1,2})[余多]?番|番|一?倍)|倍增)"
    r"|(?P<half>过半(?!百)|一半|半数|近半(?!年|个|数|小))"
    r"|(?P<top>首位|榜首|头把交椅|(?<=[居列])首(?=[，,、。;；)）]))"
    rf"|(?P<within>(?<![目此之年日当以先眼改迁])前(?P<places>\d{{1,3}}|[{CN}]{{1,3}})[强位名]?(?![年月天季个批\d]))"
    rf"|(?P<chinese>{CHINESE})"
)
QUOTES = "“”\"'‘’」』"
OPENED = later(f"[{QUOTES}][近超逾约破过跨越上冲达]{{0,2}}$")
BLANKS = " \u3000\xa0\u2002\u2003\u2009\t"
BRACKET = later(r"\(([^()]{1,4})\)")
WORD_SHAPES = ("ordinal", "percent", "fraction", "double", "half", "top", "within", "chinese")


@dataclass(slots=True)
class Token:
    """A numeral with its place, and the unit that follows it if there is one.

    start..end is the quote so far; number_end is where the numeral ends. shape names the
    alternative that matched. reason, once set, says why it is no figure.
    """

    start: int
    number_end: int
    end: int
    shape: str
    number: Number | None
    unit: Unit | None
    reason: str = ""
    negative: bool = False
    upper: Token | None = None
    own_unit: bool = True
    multiplier: int = 1
    notes: list[str] = field(default_factory=list)


def tokens(folded: str) -> list[Token]:
    """Every numeral of the folded text, in order."""
    out: list[Token] = []
    reached = 0
    for begin in BEGIN.finditer(folded):
        start = begin.start()
        if start < reached:
            continue  # inside the numeral or unit before it, as the 2 of m2
        in_digits = begin[0].isdecimal()
        match = (IN_DIGITS if in_digits else IN_WORDS).match(folded, start)
        if match is None:
            continue
        token = _in_digits(folded, match) if in_digits else _in_words(folded, match)
        reached = match.end() if token is None else token.end
        if token is not None:
            out.append(token)
    return out


def _shape(match: re.Match[str], shapes: tuple[str, ...]) -> str:
    last = match.lastgroup
    if last in shapes:
        return last
    return next(name for name in shapes if match[name] is not None)


def _in_digits(folded: str, match: re.Match[str]) -> Token:
    shape = _shape(match, ("arabic", "product", "fraction"))
    start, end = match.span()
    if shape == "fraction":
        fraction = _fraction(match["above"] or match["over"], match["below"] or match["under"])
        return Token(start, end, end, shape, fraction, None)
    if shape == "product":
        number = numbers.read(match["factor"])
        token = Token(start, end, end, shape, number, None, multiplier=int(match["times"]))
        attach_unit(folded, token)
        return token
    token = Token(start, end, end, shape, numbers.read(match[0]), None)
    attach_unit(folded, token)
    _sign(folded, token)
    return token


def _in_words(folded: str, match: re.Match[str]) -> Token | None:
    shape = _shape(match, WORD_SHAPES)
    start, end = match.span()
    if shape == "chinese":
        return _chinese(folded, start, end, match[0])
    return Token(start, end, end, shape, _special(match, shape), None)


def _chinese(folded: str, start: int, end: int, numeral: str) -> Token | None:
    """A Chinese numeral counts as seen only where a unit follows: 一 stands in many words."""
    number = numbers.read(numeral)
    if number is None:
        return None
    token = Token(start, end, end, "chinese", number, None)
    attach_unit(folded, token)
    if token.unit is None and number.tail == 1:
        return None
    return token


def attach_unit(folded: str, token: Token) -> None:
    """Find the unit after a numeral; a closing quotation mark or blanks may stand between."""
    at = token.number_end
    size = len(folded)
    while (
        at < size and at - token.number_end < 3 and (folded[at] in BLANKS or folded[at] in QUOTES)
    ):
        at += 1
    unit = units.at(folded, at)
    if unit is None or (unit.arabic and token.shape == "chinese"):
        return
    if at > token.number_end and folded[token.number_end] in QUOTES:
        # “店小二”成了: a word that ends in a numeral, not a numeral in quotation marks
        of_word = token.shape == "chinese" and not OPENED.search(
            folded[max(0, token.start - 3) : token.start]
        )
        if unit.reason or of_word:
            return
    end = at + len(unit.word)
    if unit.base == units.COUNT and folded[end : end + 1] == "(":
        bracket = BRACKET.match(folded, end)
        inside = units.at(folded, end + 1) if bracket else None
        if (
            bracket
            and inside
            and inside.base == units.COUNT
            and len(inside.word) == len(bracket[1])
        ):
            end = bracket.end()
    token.unit, token.end = unit, end
    if unit.word == "成" and token.number is not None:
        _tenths(folded, token)


def _tenths(folded: str, token: Token) -> None:
    """八成五 = 85 %, 三成半 = 35 %, 三成多 keeps its 多."""
    letter = folded[token.end : token.end + 1]
    assert token.number is not None
    if letter and letter in "多余":
        token.number = replace(token.number, rough=True)
    elif letter == "半" or (letter in numbers.DIGITS and letter):
        part = Decimal(5 if letter == "半" else numbers.DIGITS[letter]) / 10
        token.number = replace(token.number, value=token.number.value + part, place=Decimal("0.1"))
    else:
        return
    token.end += 1


def _sign(folded: str, token: Token) -> None:
    """A minus written before the number: 增长-3.2%; a dash in a range or a code is none."""
    before = folded[token.start - 1 : token.start]
    if before not in ("-", "−", "－", "+") or token.unit is None or token.unit.base not in (
        "%", "CNY", "pp",
    ):  # fmt: skip
        return
    earlier = folded[token.start - 2 : token.start - 1]
    if (earlier.isascii() and earlier.isalnum()) or earlier in "%%元万亿个点)）年月日":
        return
    token.start -= 1
    token.negative = before != "+"


def _special(match: re.Match[str], shape: str) -> Number | None:
    if shape in ("ordinal", "within"):
        return numbers.read(match["place"] or match["places"])
    if shape == "percent":
        part = numbers.read(match["part"])
        scale = {"百": 1, "千": 10, "万": 100}[match["whole"]]
        if part is None:
            return None
        top = part.value_max and part.value_max / scale
        return Number(part.value / scale, top, part.place / scale, part.rough)
    if shape == "fraction":
        return _fraction(match["above"], match["below"])
    if shape == "double":
        return _double(match)
    if shape == "half":
        return numbers.read("50")
    return numbers.read("1")


def _fraction(above_words: str, below_words: str) -> Number | None:
    above, below = numbers.read(above_words), numbers.read(below_words)
    if above is None or below is None or not 0 < above.value < below.value:
        return None
    value = above.value / below.value * 100
    if value != value.quantize(numbers.PLACES):
        value = value.quantize(numbers.PLACES)
    return Number(value, None, Decimal(1), False)


def _double(match: re.Match[str]) -> Number | None:
    doublings = numbers.read(match["doublings"]) if match["doublings"] else None
    times = 2 ** int(doublings.value) if doublings and doublings.value < 12 else 2
    return numbers.read(str(times))
