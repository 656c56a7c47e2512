"""Whom a text goes on with: a paragraph that names nobody, a class of parks named again."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.cast.entities import Cast
from pipelines.figures.names.judging import MOST
from pipelines.figures.names.park_names import CLASS_OF
from pipelines.figures.names.terms import ENTERPRISE, PARK, PROJECT, REGION, terms
from pipelines.figures.names.types import NOWHERE, State
from pipelines.figures.patterns import later
from pipelines.figures.subjects.roles import only_came_by
from pipelines.figures.subjects.trade_topics import ITEM
from pipelines.figures.text import fold
from pipelines.figures.types import Document

# The head of an item, and what is no head: a time.
ITEM_HEAD = later("([一-龥]{2,6}),|([一二三四五六七八九])是")
NO_HEAD = later(".*(?:[年月日季期前后来中时]|目前|其中|同时|此外|另外|截至.*)$")
# What only the firm has of which the paragraph before has told, and who has spoken there.
OF_THE_FIRM = later(
    "(?:目前|眼下|如今|现在|这几天)?,?(?:[二三]期(?:工程|项目|厂房)?(?!园)|日产量|月产量|厂里|车间里|产品|订单)|"
    "“[^“”\\n]{2,120}”[他她](?:说|告诉|介绍|笑|掰|算|补充|又|还|接着|指|坦言|表示)"
)
OPENS_WITHIN = 4  # characters within which a paragraph's subject stands at its head
NAMED = 2  # letters of a place or brand that make a park's name its own
SORT = 6  # letters by which a headline calls a park or those of a place without their place


def of_sort(cast: Cast, park: int, head: str) -> bool:
    """Whether a park by name is of the sort of a word: 经开区 of 甲经济技术开发区."""
    one = cast.entities[park]
    if one.parts is None or "、" in one.name:
        return False
    same = head != "开发区" and CLASS_OF.get(head) == one.parts.family
    return same or one.name.endswith(head)


def goes_on_with(cast: Cast, state: State, section: int, doc: Document) -> int:
    """The report's own subject, for the most part.

    Where the headline names no park, one may have been left for another in between.
    """
    focus = state.focus
    firm = focus is not None and cast.entities[focus].kind == ENTERPRISE
    if focus is not None and firm and OF_THE_FIRM.match(doc.folded, state.opened):
        return focus  # 。\n二期工程也已开工,投资5亿元
    main = cast.entities[section]
    if section != cast.main or main.titled or doc.about:
        return section
    if main.kind != PARK or section == cast.collective:
        return section
    in_mind = [n for n in (state.focus, state.park, state.stands) if n is not None]
    park = next((n for n in in_mind if cast.entities[n].kind == PARK), section)
    one = cast.entities[park]
    if one.parts is None or main.parts is None or "、" in one.name:
        return section
    if len(main.parts.stem) < NAMED or one.parts.stem[:NAMED] in main.name:
        return section  # 县产业集聚区, whose parts have names; 甲工业园, now 甲高新区
    title = fold(doc.title)
    if main.name[:NAMED] in title or main.name[-SORT:] in title:
        return section  # 县域工业集中区挑起担子: of the city's, though it names no city
    told = max(state.heard.get(park, NOWHERE)[0], one.first if park == state.stands else NOWHERE[0])
    return park if told > state.heard.get(section, NOWHERE)[0] else section


def named_here(cast: Cast, state: State, fitting: list[int], head: str) -> list[int]:
    """在甲经开区,综保区…。经开区…: of parks that fit the one its paragraph named last, first."""
    if not fitting or head not in CLASS_OF or fitting[0] == state.focus:
        return fitting
    said = {n: state.heard.get(n, NOWHERE)[0] for n in cast.of_kind(PARK)[:MOST]}
    here = [n for n, at in said.items() if at >= state.opened and cast.entities[n].parts]
    here = [
        n
        for n in here
        if cast.entities[n].name.endswith(head) and "、" not in cast.entities[n].name
    ]
    last = max(here, key=said.__getitem__, default=fitting[0])
    if said.get(last, -1) <= state.heard.get(fitting[0], NOWHERE)[0]:
        return fitting
    return [last, *(n for n in fitting if n != last)]


def next_item(text: str, state: State, sentence: int) -> bool:
    """Whether a sentence begins an item of a list beside that in which the focus was named.

    安全账,某某平台投用;环保账,日处理能力增加到3万吨: items with heads of one form are all of
    whoever the list is about.
    """
    head = ITEM_HEAD.match(text, sentence) if text[sentence - 1] == ";" else None
    if head is None or state.focus is None or NO_HEAD.match(head[0].rstrip(",")):
        return False
    start = max(text.rfind(mark, 0, sentence - 1) for mark in "。:;\n") + 1
    before = ITEM_HEAD.match(text, start)
    if before is None or state.heard.get(state.focus, NOWHERE)[0] < start:
        return False
    if head[2] and before[2]:
        return True
    same = len(head[0]) == len(before[0]) and head[0] != before[0]
    return same and head[0][-2:] == before[0][-2:] and not NO_HEAD.match(before[0].rstrip(","))


def turned_back(
    text: str, cast: Cast, state: State, figures: list[int], sentence: int
) -> tuple[int | None, int | None]:
    """Who is in focus, and which park in mind, where a sentence begins after one of a park.

    `figures` are where all figures begin. The park is left for the section's own subject where it
    came by only, is several parks named as one, or is named by its trade alone.
    """
    focus, section = state.focus, state.section
    if focus is None or section is None:
        return focus, state.park
    if ITEM.match(text, sentence):  # 全年的特点:一是…: an item of an account of all
        return section, section
    one, kind = cast.entities[focus], cast.entities[section].kind
    if one.kind in (ENTERPRISE, PROJECT) and next_item(text, state, sentence):
        return section, state.park
    if one.kind != PARK or kind not in (PARK, REGION):
        return focus, state.park
    heard = state.heard.get(focus, NOWHERE)
    if kind == REGION:
        told = bisect_left(figures, heard[1]) < bisect_left(figures, sentence)
        if only_came_by(text, state.opened, heard, sentence, told=told):
            return section, state.park
    if kind == PARK and heard[0] - state.opened < OPENS_WITHIN:
        return focus, state.park  # the paragraph is about it
    joint = "、" in one.name and text[sentence - 1] != ";"
    trade = one.parts is not None and terms().industries.fullmatch(one.parts.stem) is not None
    if joint or (kind == PARK and trade):
        return section, section if kind == PARK else state.park
    return focus, state.park
