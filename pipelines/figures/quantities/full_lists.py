"""Whether a count only repeats a list told in full: 甲公司、乙公司两家企业."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.quantities.candidates import Token

CLAUSE_BREAK = later(r"[,。;:!?\n]")
BOUNDARY = later(r"[,、。;)”\n]|$")
LONGEST_LIST = 120  # characters before a count in which its list may stand
LISTING = later(r"、|和|及|与|以及|”“")
# 由甲、乙和丙3个区域组成 says of how many parts something is made.
COMPOSED = later(r"[^,、。;:!?\n\d]{1,14}(?:组成|构成)")
COUNTED_ITEM = later(
    r"等[^、]{0,6}$|(?:\d|[一两二三四五六七八九十])[余多]?[家个户项件名人条座台套辆栋幢处所间只头宗批场类款种]|\d%|元[、,]|[亩米][、,]"
)
PAIRED = later(
    r"[^、\d]{1,30}(公司|集团|[区园县市镇乡村厂港城])(?:和|与|及|以及|同|跟)[^、\d]{1,30}?(公司|集团|[区园县市镇乡村厂港城])$"
)
TWO_FIRMS = later(  # 云柏酒业与恒柏电机|两家企业, opening their clause
    r"(?:其中|目前|今年|去年)?(?:(?!引进|新增|签约|落户|培育|净增|开工|投产|入驻|认定|新建)[^、\d有共达和与的]){3,12}[和与]"
    r"(?:(?!引进|新增|签约|落户|培育|净增|开工|投产|入驻|认定|新建)[^、\d有共达和与的]){3,12}"
)
# What a list told in full is summed up as, in the clause behind it.
OF_WHOM = later(r"(?:[一-鿿]{2,8}的)?")
LISTED_THINGS = later(r"等|\d[余多]?[家个户项件名人条座台套辆%]")


def repeats(folded: str, token: Token, after: str) -> bool:
    """甲公司、乙公司两家企业: the count repeats a full list, unless 等 closes the list."""
    start = max(0, token.start - LONGEST_LIST)
    assert token.number is not None
    if token.number.value == 2 and _pair(folded[start : token.start], after):
        return True
    joint = max(folded.rfind("、", start, token.start), folded.rfind("”“", start, token.start))
    if joint < 0:
        return False
    if CLAUSE_BREAK.search(folded, joint, token.start):
        return _sums_up(folded, token, start, after)
    clause = CLAUSE_BREAK.split(folded[start : token.start])[-1]
    if COUNTED_ITEM.search(clause):
        return False
    if token.shape != "chinese" and BOUNDARY.match(after):
        return False  # 国家级、省级企业3家: the number stands after what it counts
    listed = len(LISTING.findall(clause)) + 1
    # 仁和 is a name: the marks alone may tell how many there are.
    if token.number.value in (listed, clause.count("、") + 1):
        return not COMPOSED.search(after)
    # A long list whose items hold an 和 of their own.
    near = abs(listed - token.number.value) <= 1 and clause.count("、") >= 3
    return near and token.shape == "chinese" and not token.number.rough


def _pair(before: str, after: str) -> bool:
    """甲有限公司和乙有限公司两家企业: two names of one kind joined by a word."""
    clause = CLAUSE_BREAK.split(before)[-1]
    pair = PAIRED.search(clause)
    alike = pair is not None and pair[1] == pair[2] and not BOUNDARY.match(after)
    return alike or (after.startswith("企业") and TWO_FIRMS.fullmatch(clause) is not None)


def _sums_up(folded: str, token: Token, start: int, after: str) -> bool:
    """煤、电、建材、食品,临江县的4条产业链越拉越长: the clause before is the full list."""
    clauses = CLAUSE_BREAK.split(folded[start : token.start])
    assert token.number is not None
    if len(clauses) < 2 or token.number.value < 3 or not OF_WHOM.fullmatch(clauses[-1]):
        return False
    listed = clauses[-2]
    if folded[token.start - len(clauses[-1]) - 1] != "," or LISTED_THINGS.search(listed):
        return False
    return len(LISTING.findall(listed)) + 1 == token.number.value and not BOUNDARY.match(after)
