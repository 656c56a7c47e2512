"""Bases, plants and projects that are named with their firm: 御风通航的总装基地, 甲公司的乙项目.

Where a text builds or measures such a thing, the figures are the thing's; where it only works,
they are its owner's, under the owner's name or, with a place in it, the plant's own.
"""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.names.terms import ENTERPRISE, OTHER, PROJECT, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

WORK = later(
    "((?:投资|投建|建设|兴建)?的)?([^,。;:、的和与\\n\\d“”()]{0,12}?)(基地|工厂|新厂区|超级工厂|分拨中心|智造中心|制造中心|物流中心|"
    "数据中心|研发中心|运营中心|总部大楼|总部基地|总部|枢纽|生产线|产业园)(?!内|里|负责人|[的和与及、]?项目)"
)
# What says that the thing is built or measured as a whole.
BUILT = later(
    "(?:[,。](?:它|其)?)?(?:[一二三]期)?(?:[今去前明]年|[年月]底前?|上半年|下半年|\\d+月(?:份|底|初)?|近日|日前|正|已|将|计划|预计|拟|于|(?<=[年月])\\d+日)*"
    "(?:占地|用地|总投资|计划投资|投资|总建筑|建筑面积|奠基|动工|开工|开建|签约|落户|建设|规划|设计|主体|封顶|达产|建成后|(?<=[将划计拟])(?:建成|竣工|投产|投用|交付))"
)
PHASE = later("[一二三]期")
OF_PHASE = later("([一二三四])期(?:项目|工程)?$")
TO_PHASE = later("[,;。]?(?:项目|工程)?([二三四])期")
HALL = later("(?:生产|加工|智能|数字化)?(?:车间|生产线|产线|工厂|厂房|仓库|展厅|库房|基地)")
PRICED = later(
    "(?:[今去前]年|\\d+月|计划|拟|总|新)*(?:投资|投入|斥资|出资)约?[\\d.]+[万亿]+(?:美元|欧元|港元|元)(?:人民币)?"
    "(?:、(?:占地|用地|建筑面积)(?:面积)?约?[\\d.]+万?(?:亩|平方米|公顷))*(?:建设|新建|扩建|新上|打造)?的"
)
ITEMS = later("[\\d一二两三四五六七八九十]+(?:个|大)$")
# What such a work is for, where it is not called by its place.
COMMON = frozenset(
    (
        "总装",
        "组装",
        "生产",
        "研发",
        "培训",
        "实训",
        "出口",
        "配套",
        "示范",
        "备件",
        "原料",
        "首个",
        "新建",
    )
)
# What a firm has put up, and what it will bring: 投资3600万元办起豆干工坊,投产后年产900吨.
PUT_UP = later(
    "(?:投资|投入|斥资|出资)[约近超达]?[\\d.]+[万亿]+(?:美元|元)(?:人民币)?,?(?:兴办|办起|建起|建设|新建|兴建|筹建|打造|建成)了?(?:一[个座家处])?"
    "([^,。;:、的\\n\\d]{2,14}?(?:基地|[加工]厂|中心|产业园))(?=,)"
)
# The price of an item, with the mark that parts it from the item before.
PRICE_BEFORE = later(
    "(?:[、和,]|^)?(?:总?投资|计划投资|概算投资)?[约近超达]?[\\d.]+[万亿]+(?:美元|欧元|港元|元)(?:人民币)?的$"
)
SIDE_BY_SIDE = ("、", "和", "与", "及", "以及")


def own_works(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions with the works that belong to a firm before them, and lists of projects."""
    found = [
        one
        for place, one in enumerate(found)
        if not (place and _makes_it_there(text, found[place - 1], one))
    ]
    starts = [one.start for one in found]
    extra = []
    for place, firm in enumerate(found):
        if firm.kind not in (ENTERPRISE, OTHER) or not firm.name or firm.listed:
            continue
        work = _work_of(text, firm)
        if work is None:
            continue
        after = found[place + 1 : bisect_left(starts, work.end)]
        if all(one.kind != PROJECT and one.end <= work.end for one in after):
            extra.append(work)
            for one in after:
                one.start = -1
    if extra:
        found = [one for one in found if one.start >= 0]
        found = sorted(found + extra, key=lambda one: one.start)
    for place, mention in enumerate(found):
        if mention.kind == PROJECT and mention.group:
            _as_projects(text, found, place)
            _priced_projects(text, found[:place], mention)
        elif place and mention.kind == PROJECT and mention.name:
            _financed(text, found[place - 1], mention)
    return found


def _makes_it_there(text: str, firm: Mention, goods: Mention) -> bool:
    """Whether what looks like a firm is what another makes in a hall: 甲公司的|石磨面粉|车间."""
    both = firm.kind == goods.kind == ENTERPRISE and firm.name != "" and not goods.joint
    return (
        both
        and text[firm.end : goods.start] == "的"
        and not goods.name.endswith(("公司", "集团", "厂"))
        and HALL.match(text, goods.end) is not None
    )


def _work_of(text: str, firm: Mention) -> Mention | None:
    """The work after a firm; where it works under the firm's name and a place's, the firm grows."""
    hit = WORK.match(text, firm.end)
    if hit is None or terms().project_boundary.search(hit[2]):
        return None
    owner = "" if hit[1] and len(hit[1]) > 1 else text[firm.start : firm.end]
    name = owner + hit[2] + hit[3]  # 甲研究院投资的|乙基地
    called = len(hit[2]) == 2 and hit[2] not in terms().words_before_trades | COMMON
    called = called and hit[3] in ("基地", "工厂")
    works = called and hit[3] == "工厂"  # 甲乳业齐北工厂总投资7.5亿元, … 现有职工320名
    if BUILT.match(text, hit.end()) and not (works and not hit[1]):
        phase = PHASE.match(text, hit.end())
        end = phase.end() if phase else hit.end()
        return Mention(firm.end, end, PROJECT, name + text[hit.end() : end], hit[3])
    if firm.kind == ENTERPRISE and not hit[1] and (called or hit[2] in terms().places):
        firm.end, firm.name, firm.head = hit.end(), name, hit[3]
    return None


def _financed(text: str, firm: Mention, work: Mention) -> None:
    """甲光电投资3亿元的乙项目: the name begins with a short one of the firm; a full one stays."""
    short = firm.kind == ENTERPRISE and firm.name and not firm.name.endswith(("公司", "集团"))
    if short and PRICED.fullmatch(text, firm.end, work.start):
        work.name = text[firm.start : firm.end] + work.name


def _as_projects(text: str, found: list[Mention], place: int) -> None:
    """甲基地、乙材料两个项目: each of the list is a project."""
    group, end = found[place], found[place].start
    count = ITEMS.search(text, max(0, end - 4), end)
    end = count.start() if count else end
    items: list[Mention] = []
    for one in reversed(found[:place]):
        apart = text[one.end : end]
        if (
            one.kind != ENTERPRISE
            or not one.name
            or apart not in (SIDE_BY_SIDE if items else ("",))
        ):
            break
        items.append(one)
        end = one.start
    if len(items) < 2 or not count or any(one.name.endswith(("公司", "集团")) for one in items):
        return
    group.start = items[0].end
    for one in items:
        one.kind = PROJECT
        one.name += "" if one.name.endswith(("基地", "工厂")) else "项目"
        one.joint, one.listed = "", False


def _priced_projects(text: str, before: list[Mention], group: Mention) -> None:
    """投资6亿元的甲实业、3亿元的乙化工等项目: firms told by what is put in are projects too."""
    end = group.start if text.startswith("等", group.start) else group.start - 1
    if not text.startswith("等", end):
        return
    for one in reversed(before):
        if one.kind not in (ENTERPRISE, PROJECT) or not one.name or one.end != end:
            return
        price = PRICE_BEFORE.search(text, max(0, one.start - 24), one.start)
        if price is None:
            return
        if one.kind == ENTERPRISE and not one.name.endswith(("公司", "集团")):
            one.kind, one.name, one.head = PROJECT, one.name + "项目", "项目"
            one.joint, one.listed, one.guessed = "", False, False
        end = price.start()


def next_phase(name: str, words: str) -> str:
    """The phase that a clause turns to after another of the same: (项目一期9亩);二期占地8亩."""
    told, turned = OF_PHASE.search(name), TO_PHASE.match(words)
    if told is None or turned is None or told[1] == turned[1]:
        return ""
    return name[: told.start(1)] + turned[1] + name[told.end(1) :]


def put_up(text: str, start: int, end: int) -> str:
    """The work that a firm has put its money in between two offsets, "" where none is named."""
    work = ""
    for hit in PUT_UP.finditer(text, start, end):
        work = hit[1]
    return work
