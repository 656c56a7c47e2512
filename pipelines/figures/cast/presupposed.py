"""Firms that a text takes for known: 这家企业 and 该公司 ask for who was named just before.

A pointer tells that a firm has been named. Where nothing in the sentences before it was read as
one, whatever comes nearest to a name there is: a word in quotation marks or in Latin letters that
acts, else the stretch whose letters speak most for it (`guesses`), though no figure follows it.
Who is introduced by a post (”甲某的站长李某说) asks for a firm in the same way.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pipelines.figures.cast.firms_back import OF_ALL
from pipelines.figures.cast.guesses import best, shipped
from pipelines.figures.names.brand_signs import Stretch, ends_of, stretches
from pipelines.figures.names.people import SURNAMES
from pipelines.figures.names.terms import ENTERPRISE, OTHER, PROJECT
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# 这家 counts firms: whatever noun ends the phrase, a firm is meant.
THIS_HOUSE = later(
    "(?:这|该)家(?:[^,。;:、“”]{1,14}?的)?[^,。;:、的“”\\d]{0,6}?"
    "(?:老字号|老店|老厂|新厂|小厂|大厂|厂家|厂子|工厂|作坊|龙头|巨头|独角兽|小巨人|单项冠军|隐形冠军|新秀|[外民央国]企)"
    "(?![们商户房])"
)
# A word for a firm that asks for one: the firm of which the text speaks, not any.
ASKS = ("该公司", "该企业", "该厂", "这家公司", "这家企业", "这家厂", "这个厂", "本公司")
ASKS_BEFORE = later("(?:这家|该|该家)[^,。;:、]{0,22}$")
# Who has a post that only firms give, with no firm before it.
MANAGER = later(
    f"(?<=[,。;:”\\n])(?:公司|企业)?(?:副?董事长|副?总经理|副?总裁|创始人|厂长|负责人)[{SURNAMES}][一-龥]{{1,2}}"
    "(?:说|介绍|告诉|表示|坦言|透露|笑|算|指|回忆|感慨)"
)
# A speaker by his post and where he has it.
SPEAKER = later(
    "(?<=[”。\\n,])([一-龥A-Za-z]{2,9}?)的?(?:[一-龥]{0,4}?)(?:站长|店长|场长|主管|班长|组长|经理|厂长|老板|师傅|总监|主任|"
    f"负责人|合伙人)[{SURNAMES}][一-龥]{{1,2}}(?:说|介绍|告诉|表示|坦言|透露|笑|算|指着|回忆|感慨)"
)
QUOTED = later(
    "“([一-龥A-Za-z·]{2,8})”(?=[,。]|是|做|把|靠|从|由|就|正|已|在|[今去]年|的?(?:车间|厂房|工厂|厂区|老板|创始人|负责人|产品|年产|销售))"
)
NO_QUOTE = later(
    "[式化型制率区园链品力员人户年路桥城谷心卡证贷群带廊港标梦题关点线面体潮热度战日会]$|[一二两三四五六七八九十]|金|牌|码|券|生态|速度|高地|样本|答卷|护照|通行证|钥匙|密码|引擎|种子|基因|红利|底气|答案|课|招"
)
LATIN = later(
    "(?<![A-Za-z\\d])((?=[A-Za-z&·-]*[a-z]|[A-Z]{4}|[A-Z]+-)[A-Z][A-Za-z]+(?:[-&·][A-Za-z]+)*)"
    "(?=[,。]|是|做|把|靠|从|就|正|已|在|[今去]年|的(?:车间|厂房|工厂|厂区|老板|创始人|负责人))"
)
# What leads to a name within a clause, beside the marks before it.
LEADS = later(
    "(?:[说提谈讲]起|[说提]到|走进|来到|走到|迎来|引来|引进|便是|就是|正是|则是|坐落着|驻扎着|[是叫有像数到进为找])(?=([一-龥]{2,7}))"
)
# So many firms as were named: some of them are known, and the others stand beside them.
SEVERAL = later(
    "(?<=[,。;\\n“])(这|上述|以上)?([两二三四2-4])家(?:[^,。;:、的\\d]{0,4})?(?:企业|公司|工厂|厂子)(?![的等、中里间])"
)
NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "2": 2, "3": 3, "4": 4}
SENTENCE_END = later("[。!?;\\n]")
SENTENCES = 2  # sentences before that of a pointer in which a firm may have been named
EASE = 60  # by how much less has to speak for a name that a pointer asks for
SURER = -100  # the same where a firm was named earlier in the paragraph
MOST = 12  # names of one text
LONG = 3  # letters from which a name is known again wherever it stands


def presupposed(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions with those firms that pointers to none of them ask for."""
    houses = [
        Mention(m.start(), m.end(), ENTERPRISE, "", "该公司") for m in THIS_HOUSE.finditer(text)
    ]
    found = _with(found, houses)
    starts = [one.start for one in found]
    names: dict[str, tuple[int, int]] = {}
    for at, low, ease in _asking(text, found, starts):
        near = found[bisect_left(starts, low - 30) : bisect_left(starts, at)]
        near += [Mention(*span, ENTERPRISE, name, name) for name, span in names.items()]
        taken = [(one.start, one.end) for one in near if one.name or one.kind != ENTERPRISE]
        span = _named(text, low, at, taken, ease)
        if span and len(names) < MOST:
            names.setdefault(text[slice(*span)], span)
    return _with(found, [one for name, span in names.items() for one in _again(text, name, span)])


def _asking(text: str, found: list[Mention], starts: list[int]) -> Iterator[tuple[int, int, int]]:
    """Where a firm is asked for, from where on it may stand, and how easily it is found."""
    asked = [one.start for one in found if one.kind == ENTERPRISE and _asks(text, one)]
    asked += [hit.start() for hit in MANAGER.finditer(text)]
    for at in sorted(asked):
        opened = text.rfind("\n", 0, at) + 1
        low = at
        for _ in range(SENTENCES + 1):
            low = max(
                opened, *(text.rfind(mark, opened, max(low - 1, opened)) + 1 for mark in "。!?")
            )
        before = found[bisect_left(starts, opened) : bisect_left(starts, at)]
        firms = [one for one in before if _is_firm(one)]
        if not any(one.start >= low for one in firms):
            yield at, low, SURER if firms else EASE
    for hit in SEVERAL.finditer(text):
        if hit[1] is None and not OF_ALL.match(text, hit.end()):
            continue  # 两家企业租赁了4幢厂房: any two
        opened = text.rfind("\n", 0, hit.start()) + 1
        low = max(opened, text.rfind("。", opened, max(hit.start() - 2, opened)) + 1)
        before = found[bisect_left(starts, low) : bisect_left(starts, hit.start())]
        names = {one.name for one in before if one.kind == ENTERPRISE and one.name}
        for _ in range(NUMBERS[hit[2]] - len(names) if names else 0):
            yield hit.start(), low, EASE
    for hit in SPEAKER.finditer(text):
        here = found[bisect_left(starts, hit.start()) : bisect_left(starts, hit.end())]
        if not here:
            yield hit.end(1) + 1, hit.start(1), EASE


def _asks(text: str, one: Mention) -> bool:
    """Whether a mention without a name points to one firm that was named before."""
    if one.name or one.group or one.joint:
        return False
    if text.startswith(ASKS, one.start) or text.startswith("这家", one.start):
        return True
    return ASKS_BEFORE.search(text, max(0, one.start - 24), one.start) is not None


def _is_firm(one: Mention) -> bool:
    """Whether a firm is named, itself or by its project."""
    if one.kind == ENTERPRISE:
        return bool(one.name or one.joint)
    project = one.kind == PROJECT and ("公司" in one.name or "集团" in one.name)
    return project or (one.kind == OTHER and one.name != "")


def _named(
    text: str, low: int, high: int, taken: list[tuple[int, int]], ease: int
) -> tuple[int, int] | None:
    """Where the likeliest name between two offsets stands that is no other name, None for none."""

    def free(start: int, end: int) -> bool:
        return all(end <= first or start >= last for first, last in taken)

    marked = [hit.span(1) for hit in LATIN.finditer(text, low, high)]
    marked += [
        hit.span(1) for hit in QUOTED.finditer(text, low, high) if not NO_QUOTE.search(hit[1])
    ]
    marked = [span for span in marked if free(*span)]
    if marked and ease != SURER:  # of a firm named before 公司 goes on, not of a word in quotes
        return max(marked)
    known = shipped()
    part = text[:high]
    among = [
        Stretch(one.start + low, one.end + low, figured=True)
        for one in stretches(text[low:high], known.pairs)
    ]
    goods: dict[int, bool] = {}
    for hit in LEADS.finditer(part, low):
        ends = ends_of(part, hit.start(1), hit.end(1), known.pairs, goods)
        among += [Stretch(hit.start(1), end, figured=True) for end in ends]
    chosen = best(text, known, [one for one in among if free(one.start, one.end)], ease)
    return chosen[0][1:] if chosen else None


def _again(text: str, name: str, span: tuple[int, int]) -> Iterator[Mention]:
    """A name where it was found and, if it is long enough, wherever it stands."""
    kind = Mention(*span, ENTERPRISE, name, name[-2:], guessed=True)
    yield kind
    at = text.find(name) if len(name) >= LONG else -1
    while at >= 0:
        if at != span[0]:
            yield Mention(at, at + len(name), ENTERPRISE, name, name[-2:], guessed=True)
        at = text.find(name, at + len(name))


def _with(found: list[Mention], extra: list[Mention]) -> list[Mention]:
    """Both in order, without those of the latter that overlap one with a name."""
    if not extra:
        return found
    out = list(found)
    for one in extra:
        held = [m for m in out if m.start < one.end and one.start < m.end]
        if any(m.name or m.kind != ENTERPRISE for m in held):
            continue
        out = [m for m in out if m not in held]
        out.append(one)
    return sorted(out, key=lambda m: m.start)
