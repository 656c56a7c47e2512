"""What speaks for and against a stretch of letters being a firm's short name (海硕新材, 恒艺).

A brand is made of letters that reports put side by side nowhere else, and it stands where firms
stand: at the head of a clause, or after 在, 的 or 龙头企业. No list of words can hold such names;
their signs are weighed by what annotated reports taught (tests/gate/brands.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.figures.names.terms import terms
from pipelines.figures.patterns import later

LETTER = "[一-龥A-Za-z]"
LETTERS = later(f"{LETTER}+")
SENTENCE_END = later("[。;\\n!?]")
DIGIT = later("\\d")
NEVER = frozenset("的了是把被")  # letters that no brand has, begins or ends with
NEVER_FIRST = "叫将让使向从给这那该我本各内里"
NO_PROSE = 300  # letters in a row without a mark between them: nobody writes so
NEVER_LAST = frozenset("于从到在为")
GOODS_LAST = frozenset("料件品具液粉剂浆膏纸")  # the last letters of goods that are no trade
CLAUSE_MARKS = "。;\n!?”,:、“—"
# Words of measure, of aim and of fashion, made of letters that stand together nowhere else.
NO_NAME = later(
    "[概预估测决核结]算$|临近|[长高多重宽深可直]达$|专注|致力|聚焦|主攻|主打|专攻|瞄准|双碳|值得|[一-龥]{1,5}[局厅会署部院]数据$|[一-龥]{2,5}用[一-龥]|[一-龥]{1,5}[果据查卷告料表单报算测计样究析审榜书账册片像]显示$"
)
# What a hall is like in which things are made: 开阔的车间里, 宽敞明亮的厂房内.
SCENE = later(
    "(?:开阔|宽[敞阔大广]|敞亮|[通明透]亮|明净|整洁|干净|洁净|整齐|有序|偌大|高大|巨大|庞大|硕大|崭新|全新|忙碌|繁忙|火热|热闹|"
    "喧[闹嚣]|嘈杂|轰鸣|机器|安静|静谧|空旷|空荡|老旧|破旧|陈旧|斑驳|简陋|恒温恒湿|恒温|无尘|无菌|一尘不染|窗明几净|灯火通明|"
    "热气腾腾|热火朝天|井[井然]有[条序]|宏[大伟]|气派|雄伟|漂亮|美丽|现代化?|标准化?|智能化?|数字化?|自动化?|有着|充满|满眼|"
    "排列|错落|新建|新落成|建成|落成|投用|隔壁|相邻|毗邻|对面|旁边|一旁|不远处?|另一[侧边头端]|这里|那里)+"
)
# What is measured of a field of a place's economy: 云岭|工业总产值, 云岭|外贸进出口.
FIELDS = ("工业", "外贸", "农业", "建筑业", "服务业", "制造业", "民营")
OF_FIELD = later(
    "总?产值|增加值|总量|投资|经济|进出口|出口|用电|固投|税收|销售产值|增速|运行|企稳|开局|技改"
)
NO_NAME_FIRST, NO_NAME_LAST = frozenset("专致聚主瞄双值临"), frozenset("达据示算")
# What is said of goods and trades, not of firms: 数控磨床产量190台, 硅基材料类项目.
OF_GOODS = later("年?产量|月产量|销量|年?产能|单价|价格|均价|领域|类|行业|赛道|市场")
GOODS_FIRST = frozenset("年产月销单价均领类行赛市")
# What is counted, alone or as one of several: 拓宽道路3条, 脱硫石膏90多万吨; no firm is.
COUNTED = later(
    "(?:[、和][^,。;:、和\\d]{1,6}){0,3}(?:合计|共计|共|约|近|超|达|逾)*\\d[\\d.,]*(?:[万亿余多]|千(?!瓦|米|克))*"
    "(?![年月日号%时]|个百)(?:平方米|立方米|平方公里|千瓦时|[^\\W\\d_元万亿]{1,2})(?:\\([一-龥]\\))?(?=[,、;。共和\\n]|$)"
)
COUNTED_FIRST = frozenset("、和合共约近超达逾")
FRONT = "叫在的园区由内里与业"
SHORTEST, LONGEST = 2, 7
# A place where a name may begin, and what of it is long enough.
BEGINNING = f"(?![{NEVER_FIRST}]|{LETTER}?[的了是把被])({LETTER}{{{SHORTEST},{LONGEST}}})"
AT_ONCE, BEGINS = later(BEGINNING), later(f"[{CLAUSE_MARKS}{FRONT}](?={BEGINNING})")
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
    endless = _endless(text)
    opening = AT_ONCE.match(text)
    begun = [opening.span(1)] if opening else []
    begun += [found.span(1) for found in BEGINS.finditer(text)]
    goods: dict[int, bool] = {}
    for start, most in begun:
        if endless and any(begin <= start < stop for begin, stop in endless):
            continue
        ends = ends_of(text, start, most, pairs, goods)
        if ends and ((figured := _figured(text, start)) or not figured_only):
            for end in ends:
                yield Stretch(start, end, figured)


def _endless(text: str) -> list[tuple[int, int]]:
    """Where more letters stand in a row than anybody writes."""
    half = NO_PROSE // 2  # in a longer row one of the halves is of letters only
    if not any([text[at : at + half].isalpha() for at in range(0, len(text) - half, half)]):
        return []
    runs = [run.span() for run in LETTERS.finditer(text)]
    return [(begin, stop) for begin, stop in runs if stop - begin > NO_PROSE]


def ends_of(
    text: str, start: int, most: int, pairs: Mapping[str, int], goods: dict[int, bool]
) -> list[int]:
    """Where names that begin at a place may end, at `most` the last; `goods` keeps of each end
    whether goods end there, which names that begin elsewhere ask again."""
    words = terms().kind_of  # words for a kind are no name: 厂里
    unseen = False
    out = []
    for end in range(start + SHORTEST, most + 1):
        letter = text[end - 1]
        if letter in NEVER:
            break
        if not unseen:
            if text[end - 2 : end] in pairs:
                continue
            unseen = True
        if letter in NEVER_LAST or text[start:end] in words:
            continue
        if letter in GOODS_LAST and not text.endswith(trades(), start, end):
            continue
        if end not in goods:
            goods[end] = of_goods(text, end)
        if not goods[end] and not _no_name(text, start, end):
            out.append(end)
    return out


def _no_name(text: str, start: int, end: int) -> bool:
    """Whether a stretch is a word of measure, of aim or of fashion."""
    if text[end : end + 1] == "”" and _slogan(text, start, end):
        return True
    told = text[start] in NO_NAME_FIRST or text[end - 1] in NO_NAME_LAST
    if text.startswith("的", end) and SCENE.fullmatch(text, start, end):
        return True
    if text.endswith(FIELDS, start, end) and OF_FIELD.match(text, end):
        return True
    if text.find("成为", start, end) >= 0:
        return True
    told = told or text.find("用", start, end) >= 0
    return told and NO_NAME.match(text, start, end) is not None


def _slogan(text: str, start: int, end: int) -> bool:
    """Words in quotation marks side by side, “白加黑”“五加二”, and such a one alone."""
    if text[start - 1 : start] != "“":
        return False
    beside = text[end + 1 : end + 2] == "“" or text[start - 2 : start - 1] == "”"
    return beside or (end - start == SHORTEST + 1 and text[start + 1] == "加")


def of_goods(text: str, end: int) -> bool:
    """Whether what follows is said or counted of goods, not of a firm."""
    said = text[end : end + 1] in GOODS_FIRST and OF_GOODS.match(text, end) is not None
    return said or counted(text, end)


def counted(text: str, end: int) -> bool:
    """Whether an amount that is no money closes what ends here: so many of these are meant."""
    first = text[end : end + 1]
    told = first in COUNTED_FIRST or first.isdigit()
    return told and COUNTED.match(text, end) is not None


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
    return [
        *inside_signs(text[start:end], pairs),
        *before_signs(text[max(0, start - 2) : start]),
        *after_signs(text[end - 1 : end + 2], pairs),
        figure_sign(found),
    ]


def figure_sign(found: Stretch) -> str:
    """The sign of whether a figure follows."""
    return "figure follows" if found.figured else "no figure follows"


def before_signs(letters: str) -> list[str]:
    """The signs of the two letters before a stretch."""
    before = _sample(letters)
    return [f"after {before[-1:]}", f"after {before}"]


def after_signs(letters: str, pairs: Mapping[str, int]) -> list[str]:
    """The signs of the two letters after a stretch, by its last letter and them."""
    after, grade = _sample(letters[1:]), pairs.get(letters[1:], 0)
    seam, kind = pairs.get(letters[:2], 0), "word" if "一" <= letters[1:2] <= "龥" else "mark"
    return [
        f"before {after[:1]}",
        f"before {after}",
        f"seam {min(4, seam)}",
        f"{kind} after {grade}",
        f"{kind} after {grade}, seam {min(1, seam)}",
    ]


def inside_signs(word: str, pairs: Mapping[str, int]) -> list[str]:
    """The signs of a stretch's own letters, of their pairs, and of a trade at its end."""
    trade = trade_of(word)
    brand = word[: len(word) - len(trade)]
    out = [f"letter {letter}" for letter in set(brand)]
    out += _grade_signs(tuple([pairs.get(word[at : at + 2], 0) for at in range(len(word) - 1)]))
    if brand:
        out += (f"first letter {brand[0]}", f"last letter {brand[-1]}")
    if trade:
        out += ("ends in a trade", f"brand of {min(4, len(brand))} before a trade")
    return out


@lru_cache(maxsize=4096)
def _grade_signs(grades: tuple[int, ...]) -> tuple[str, ...]:
    """The signs of how many letters a stretch has, and of how common their pairs are."""
    return (
        f"letters {len(grades) + 1}",
        f"unseen pairs {min(4, grades.count(0))} in {len(grades) + 1}",
        "some pairs seen" if any(grades) else "all pairs unseen",
        f"first pair {min(3, grades[0])}",
        f"commonest pair {min(4, max(grades))}",
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
