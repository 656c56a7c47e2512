"""Finds firms that a text calls by a short name only: 在海硕新材的车间, 恒艺投资3.6亿元.

The one learned part of the subject reader. Each stretch of letters that may be a name has signs
(names/brand_signs.py); their weights, and how common pairs of letters are in reports, are data
(vocabulary/brands.json), learnt from annotated reports by tests/gate/brands.py. Weights are whole
hundredths, so that every machine comes to the same sums. docs/decisions/0014 says why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from pipelines.figures.names.brand_contexts import makes
from pipelines.figures.names.brand_signs import (
    SHORTEST,
    WORD_SIGNS,
    Stretch,
    after_signs,
    before_signs,
    before_trade,
    figure_sign,
    inside_signs,
    stretches,
    trade_of,
    word_signs,
)
from pipelines.figures.names.brands import GOES_ON
from pipelines.figures.names.people import SURNAMES
from pipelines.figures.names.terms import ENTERPRISE, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# The rest of a list of trades or goods, whose items are no firms: 食品、|香料|、石材等领域.
OF_LIST = later(
    "(?:[、和与及][一-龥]{2,10}){0,5}等[^,。;:、\\d]{0,4}?(?:领域|产业|行业|方面|方向|品类|环节|产品|赛道)"
)
# Somebody with a post who speaks is no firm wherever he is named: 管委会主任|云海龙|说.
POSTS = (
    "主任", "书记", "局长", "部长", "科长", "处长", "经理", "董事长", "总裁", "厂长", "总监",
    "主管", "负责人", "镇长", "县长", "市长", "区长", "乡长", "村长", "旗长", "州长", "会长",
    "院长", "所长", "站长", "队长", "主席", "记者", "通讯员", "教授", "博士",
)  # fmt: skip
SPEAKER = later(
    f"(?:{'|'.join(POSTS)})([一-龥]{{2,3}}?)(?:说|介绍|表示|告诉|坦言|透露|认为|指出|强调)"
)
SAYS_IT = later(
    f"(?:(?<=[,。;:\\n”])|^)([{SURNAMES}][一-龥]{{1,2}})(?:介绍(?=说|道|,)|告诉记者|[向对]记者)|"
    f"”([{SURNAMES}][一-龥]{{1,2}}?)(?:说|介绍|告诉|表示|坦言|笑|回忆|感慨|透露)"
)
HIS = ("他的", "她的", "我的")  # 他的饮片厂停了20天: his firm's
LEADS = ("领头", "打头", "牵头", "领衔", "带头", "为首", "为代表", "领军", "引领")
PUT_UP = ("上的", "建的", "投的", "购的")  # 投资2600万元上的|米糠油线
HALL = later("(?:生产|加工|智能)?(?:车间|生产线|产线|工厂|厂房)")  # 甲公司的|石磨面粉|车间
LINES_OF = later(
    "(?:生产线|产线|流水线)(?:共|已?有)?[\\d两三四五六七八九十]+条"
)  # 负压风机|生产线1条
# 把外叶做成|饲料, 从豆渣里提取膳食纤维, 另获环保补助: what is done, and no name.
DEED = later(
    "[一二两三四五六七八九十几][台家个座条件套批项次种些]|[老旧原].{1,3}厂$|申报|.*(?:龙头|联运|联盟|巨头)$|另|再获|又获|.*(?:[做制变加磨榨炼]成|提取|萃取|提炼|榨取)"
)
REACHED = "出入到掉"  # 查出环境, 投入资金: a verb and what it came to begin no name
# 空气弹簧日产量: a thing made.
GOODS = later("[日月年]?均?(?:[产销]量|出货量|发货量|售价|单价|均价|价格)")
OF_TWO = 100  # by how much more two letters alone are, which most words of the language are
OF_A_TRADE = 50  # by how much less a brand before a trade is borne out
AGAIN = 3  # letters from which a name is known again wherever it stands
MOST = 40  # names of one text


class _Sums:
    """How much letters speak for a name, kept by what is asked: texts ask the same again."""

    def __init__(self, weights: Mapping[str, int], pairs: Mapping[str, int]) -> None:
        def total(signs: Iterable[str]) -> int:
            return sum(filter(None, map(weights.get, signs)))

        kept = lru_cache(maxsize=4096)
        # How much the signs of words can add at most.
        self.most = sum(max(0, weights.get(sign, 0)) for sign in WORD_SIGNS)
        self.before: Callable[[str], int] = kept(lambda letters: total(before_signs(letters)))
        self.after: Callable[[str], int] = kept(lambda letters: total(after_signs(letters, pairs)))
        self.inside: Callable[[str], int] = kept(lambda word: total(inside_signs(word, pairs)))


@dataclass(slots=True)
class Brands:
    """What is known of firms' short names: weights in hundredths of log-odds, pairs of letters."""

    least: int  # the score from which a stretch is a name
    base: int
    weights: Mapping[str, int]
    pairs: Mapping[str, int]
    sums: _Sums = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.sums = _Sums(self.weights, self.pairs)

    def letters(self, text: str, found: Stretch) -> int:
        """How much the letters of a stretch speak for it being a name."""
        start, end, sums = found.start, found.end, self.sums
        around = sums.before(text[max(0, start - 2) : start]) + sums.after(text[end - 1 : end + 2])
        figured = self.weights.get(figure_sign(found), 0)
        return self.base + figured + around + sums.inside(text[start:end])

    def words(self, text: str, found: Stretch) -> int:
        """How much the words in a stretch speak for it, which takes longer to say."""
        return sum(self.weights.get(sign, 0) for sign in word_signs(text, found))


@cache
def shipped() -> Brands:
    """The weights that ship with the library."""
    source = resources.files("pipelines.figures") / "vocabulary" / "brands.json"
    return read(source.read_text(encoding="utf-8"))


def read(written: str) -> Brands:
    """The weights of a file; its pairs stand in a row for each grade of commonness."""
    data = json.loads(written)
    pairs = {
        row[at : at + 2]: grade
        for grade, row in enumerate(data["pairs"], 1)
        for at in range(0, len(row), 2)
    }
    return Brands(data["least"], data["base"], data["weights"], pairs)


def brands(text: str, known: Brands | None = None) -> list[Mention]:
    """The firms that a folded text names by their letters alone, where a figure follows."""
    said = (hit[hit.lastindex or 0] for p in (SPEAKER, SAYS_IT) for hit in p.finditer(text))
    people = set(said)
    names = [
        (start, end)
        for start, end in chosen(text, known or shipped())
        if text[start:end] not in people and not _in_office(text, text[start:end])
    ]
    out = [_mention(text, start, end) for start, end in names]
    taken = list(names)
    for name in sorted({m.name for m in out if len(m.name) >= AGAIN}, key=lambda n: (-len(n), n)):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if all(end <= low or at >= high for low, high in taken):
                taken.append((at, end))
                out.append(_mention(text, at, end))
            at = text.find(name, end)
    return sorted(out, key=lambda m: m.start)


def _in_office(text: str, name: str) -> bool:
    """Whether a name is somewhere told with its post: 镇长|苏上春|带着客商."""
    return len(name) <= 3 and name[0] in SURNAMES and any(f"{post}{name}" in text for post in POSTS)


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, ENTERPRISE, text[start:end], text[end - 2 : end], guessed=True)


JOINS = "及与和"  # 快递企业及|领先物流


def chosen(text: str, known: Brands) -> list[tuple[int, int]]:
    """Where the names of a text stand."""
    return sorted((start, end) for _, start, end in ranked(text, known))


def _of_goods(word: str) -> bool:
    """Whether a trade and what is known to qualify it make up a word: 医用敷料."""
    trade, words = trade_of(word), terms()
    return trade not in words.sure_trades and word.removesuffix(trade) in words.words_before_trades


def ranked(text: str, known: Brands) -> list[tuple[int, int, int]]:
    """Score, start and end of the stretches that score best, without overlaps, the best first."""
    return best(text, known, stretches(text, known.pairs, figured_only=True))


def best(
    text: str, known: Brands, among: Iterable[Stretch], ease: int = 0
) -> list[tuple[int, int, int]]:
    """As `ranked`, of some stretches; `ease` is by how much less has to speak for a name."""
    scored = []
    most = known.sums.most
    for found in among:
        score = known.letters(text, found) + ease
        if score + most < known.least - OF_A_TRADE:
            continue
        score += known.words(text, found)
        sure = before_trade(text, found) and not GOES_ON.match(text, found.end)
        short = found.end - found.start == SHORTEST and not sure
        likely = score >= known.least + (OF_TWO if short else -OF_A_TRADE if sure else 0)
        done = text[found.start + 1] in REACHED or _of_goods(text[found.start : found.end])
        done = done or GOODS.match(text, found.end) is not None
        done = done or DEED.match(text, found.start, found.end) is not None
        done = done or text.endswith(HIS, 0, found.start)
        done = done or text.startswith(LEADS, found.end)  # 由甲科技、思捷康领头
        fields = trade_of(text[found.start : found.end]) and GOES_ON.match(text, found.end)
        done = done or bool(fields)  # 教育科技|人才
        done = done or text.endswith(PUT_UP, 0, found.start) or text[found.start] in JOINS
        owned = text.endswith(("公司的", "集团的", "厂的", "科技的"), 0, found.start)
        owned = owned or makes(text, found.start)
        done = done or (owned and HALL.match(text, found.end) is not None)
        done = done or LINES_OF.match(text, found.end) is not None
        if likely and not done and not OF_LIST.match(text, found.end):
            scored.append((-score, found.start, found.end))
    out: list[tuple[int, int, int]] = []
    for minus, start, end in sorted(scored):
        if len(out) < MOST and all(end <= low or start >= high for _, low, high in out):
            out.append((-minus, start, end))
    return out
