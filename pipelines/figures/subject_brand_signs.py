"""What speaks for and against a stretch of letters being a firm's short name (海硕新材, 恒艺).

A brand is made of letters that reports put side by side nowhere else, and it stands where firms
stand: at the head of a clause, or after 在, 的 or 龙头企业. No list of words can hold such names;
their signs are weighed by what annotated reports taught (tests/gate/brands.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.figures.patterns import later
from pipelines.figures.subject_terms import terms

LETTERS = later("[一-龥A-Za-z]+")
SENTENCE_END = later("[。;\\n!?]")
DIGIT = later("\\d")
NEVER = frozenset("的了是把被")  # letters that no brand has, begins or ends with
NEVER_FIRST = frozenset("将让使向从给这那该我本各内里")
NO_PROSE = 300  # letters in a row without a mark between them: nobody writes so
NEVER_LAST = frozenset("于从到在为")
GOODS_LAST = frozenset("料件品具液粉剂浆膏")  # the last letters of goods that are no trade
CLAUSE_MARKS = frozenset("。;\n!?”,:、“—")
# Words of measure, of aim and of fashion, made of letters that stand together nowhere else.
NO_NAME = later(
    "[长高多重宽深可直]达$|专注|致力|聚焦|主攻|主打|专攻|瞄准|双碳|值得|[一-龥]{1,5}[局厅会署部院]数据$|[一-龥]{2,5}用[一-龥]|[一-龥]{1,5}[果据查卷告料表单报算测计样究析审榜书账册片像]显示$"
)
# What is said of goods and trades, not of firms: 数控磨床产量190台, 硅基材料类项目.
OF_GOODS = later("年?产量|月产量|销量|年?产能|单价|价格|均价|领域|类|行业|赛道|市场")
# What is counted, alone or as one of several: 拓宽道路3条, 脱硫石膏90多万吨; no firm is.
COUNTED = later(
    "(?:[、和][^,。;:、和\\d]{1,6}){0,3}(?:合计|共计|共|约|近|超|达|逾)*\\d[\\d.,]*(?:[万亿余多]|千(?!瓦|米|克))*"
    "(?![年月日号%时]|个百)(?:平方米|立方米|平方公里|千瓦时|[^\\W\\d_元万亿]{1,2})(?:\\([一-龥]\\))?(?=[,、;。共和\\n]|$)"
)
FRONT = later("[在的园区由内里与业]")
SHORTEST, LONGEST = 2, 7
REACH = 70  # characters within which a figure follows a name that has one
TOP = 5  # how common pairs of letters may be


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters that may be a name, and whether a figure follows in their sentence."""

    start: int
    end: int
    figured: bool


def pairs_of(text: str) -> set[str]:
    """The pairs of Chinese letters that stand side by side in a text."""
    return {
        text[at : at + 2]
        for at in range(len(text) - 1)
        if "一" <= text[at] <= "龥" and "一" <= text[at + 1] <= "龥"
    }


def commonness(reports: int) -> int:
    """How common a pair is that so many reports have: 0 for none, TOP for 16 and more."""
    return min(TOP, reports.bit_length())


def stretches(
    text: str, pairs: Mapping[str, int], *, figured_only: bool = False
) -> Iterator[Stretch]:
    """Every stretch of a folded text that may be a short name, by what stands before it.

    `pairs` tells how common pairs of letters are; one at least is seen nowhere else.
    """
    for run in LETTERS.finditer(text):
        begin, stop = run.span()
        if stop - begin > NO_PROSE:
            continue
        opens = begin == 0 or text[begin - 1] in CLAUSE_MARKS
        starts = [begin] if opens else []
        starts += [front.end() for front in FRONT.finditer(text, begin, stop - 1)]
        goods: dict[int, bool] = {}
        for start in starts:
            if start >= stop - 1 or text[start] in NEVER_FIRST:
                continue
            ends = _ends(text, start, min(start + LONGEST, stop), pairs, goods)
            if ends and ((figured := _figured(text, start)) or not figured_only):
                for end in ends:
                    yield Stretch(start, end, figured)


def _ends(
    text: str, start: int, most: int, pairs: Mapping[str, int], goods: dict[int, bool]
) -> list[int]:
    """Where names that begin at a place may end, at `most` the last; `goods` keeps of each end
    whether goods end there, which names that begin elsewhere ask again."""
    words = terms().kind_of  # words for a kind are no name: 厂里
    unseen = False
    out = []
    for end in range(start + SHORTEST, most + 1):
        pair = text[end - 2 : end]
        if not NEVER.isdisjoint(pair):
            break
        unseen = unseen or pair not in pairs
        if not unseen or text[end - 1] in NEVER_LAST or text[start:end] in words:
            continue
        if text[end - 1] in GOODS_LAST and not text.endswith(trades(), start, end):
            continue
        if end not in goods:
            goods[end] = of_goods(text, end)
        if not goods[end] and not NO_NAME.match(text, start, end):
            out.append(end)
    return out


def of_goods(text: str, end: int) -> bool:
    """Whether what follows is said or counted of goods, not of a firm."""
    return OF_GOODS.match(text, end) is not None or counted(text, end)


def counted(text: str, end: int) -> bool:
    """Whether an amount that is no money closes what ends here: so many of these are meant."""
    return COUNTED.match(text, end) is not None


def _figured(text: str, start: int) -> bool:
    reach = min(len(text), start + REACH)  # no further: a line may have no end
    stop = SENTENCE_END.search(text, start, reach)
    end = stop.start() if stop else reach
    return DIGIT.search(text, start, end) is not None


def signs(text: str, found: Stretch, pairs: Mapping[str, int]) -> list[str]:
    """The names of the signs that a stretch has."""
    return letter_signs(text, found, pairs) + word_signs(text, found)


def letter_signs(text: str, found: Stretch, pairs: Mapping[str, int]) -> list[str]:
    """The signs of its letters, of those around it, and of a trade at its end."""
    start, end = found.start, found.end
    word = text[start:end]
    trade = trade_of(word)
    brand = word[: len(word) - len(trade)]
    before, after = _sample(text[max(0, start - 2) : start]), _sample(text[end : end + 2])
    out = [
        f"letters {len(word)}",
        "figure follows" if found.figured else "no figure follows",
        f"after {before[-1:]}",
        f"after {before}",
        f"before {after[:1]}",
        f"before {after}",
    ]
    out += _pair_signs(text, start, end, pairs)
    out += [f"letter {letter}" for letter in set(brand)]
    if brand:
        out += [f"first letter {brand[0]}", f"last letter {brand[-1]}"]
    if trade:
        out += ["ends in a trade", f"brand of {min(4, len(brand))} before a trade"]
    return out


def _pair_signs(text: str, start: int, end: int, pairs: Mapping[str, int]) -> tuple[str, ...]:
    """Signs of how common the pairs of letters are: inside, at the seam, and after it."""
    inside = tuple([pairs.get(text[at : at + 2], 0) for at in range(start, end - 1)])
    seam, after = pairs.get(text[end - 1 : end + 1], 0), pairs.get(text[end : end + 2], 0)
    return _grade_signs(inside, seam, after, "一" <= text[end : end + 1] <= "龥")


@lru_cache(maxsize=8192)
def _grade_signs(inside: tuple[int, ...], seam: int, after: int, word: bool) -> tuple[str, ...]:
    """The signs of grades of commonness: of the pairs inside, at the seam, after it."""
    kind = "word" if word else "mark"
    return (
        f"unseen pairs {min(4, inside.count(0))} in {len(inside) + 1}",
        "some pairs seen" if any(inside) else "all pairs unseen",
        f"first pair {min(3, inside[0])}",
        f"commonest pair {min(4, max(inside))}",
        f"seam {min(4, seam)}",
        f"{kind} after {after}",
        f"{kind} after {after}, seam {min(1, seam)}",
    )


# Every sign that takes a search of the words: they are asked for last.
OF_ANOTHER_KIND, TRADE_FOLLOWS = "holds a word of another kind", "a trade follows"
INDUSTRY, PLACED = "an industry", "begins with a place"
ENDS_NAMES, ENDS_PROJECTS = (
    "holds a word that ends names",
    "holds a word that ends names of projects",
)
WORD_SIGNS = (OF_ANOTHER_KIND, TRADE_FOLLOWS, INDUSTRY, ENDS_NAMES, ENDS_PROJECTS, PLACED)


def word_signs(text: str, found: Stretch) -> list[str]:
    """Those of WORD_SIGNS that a stretch has: signs of the words in it and after it."""
    words = terms()
    word = text[found.start : found.end]
    out = []
    if not trade_of(word) and words.heads.search(word):
        out.append(OF_ANOTHER_KIND)
    if text.startswith(trades(), found.end):
        out.append(TRADE_FOLLOWS)
    if words.industries.fullmatch(word):
        out.append(INDUSTRY)
    if words.boundary.search(word):
        out.append(ENDS_NAMES)
    if words.project_boundary.search(word):
        out.append(ENDS_PROJECTS)
    if word[:2] in words.places or word[:3] in words.places:
        out.append(PLACED)
    return out


def before_trade(text: str, found: Stretch) -> bool:
    """Whether a stretch is a trade and before it two letters or more that are no known words."""
    word = text[found.start : found.end]
    trade = trade_of(word)
    if not trade:
        return False
    brand = word[: len(word) - len(trade)]
    common = terms().words_before_trades
    pairs = (brand[at : at + 2] for at in range(len(brand) - 1))
    return len(brand) > 1 and not any(pair in common for pair in pairs)


@lru_cache(maxsize=4096)
def trade_of(word: str) -> str:
    """The longest trade that a word ends in, empty where it ends in none."""
    if not word.endswith(trades()):  # asked of all at once: most words end in none
        return ""
    return next(name for name in trades() if word.endswith(name))


def _sample(letters: str) -> str:
    """Letters with every digit as 0."""
    return letters if letters.isalpha() else DIGIT.sub("0", letters)


@cache
def trades() -> tuple[str, ...]:
    """Endings of firms' short names, the longest first."""
    return tuple(sorted(terms().trades, key=lambda name: (-len(name), name)))
