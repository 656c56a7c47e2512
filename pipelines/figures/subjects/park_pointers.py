"""Which park 园区, 开发区, 全园, 边合区 and the like stand for at a place of a report."""

from __future__ import annotations

from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.regions import region_name
from pipelines.figures.names.gardens import OWNS
from pipelines.figures.names.judging import MOST
from pipelines.figures.names.park_names import CLASS_OF, taken_apart
from pipelines.figures.names.park_words import (
    ANY_GARDEN,
    ANY_PARK,
    COLLECTIVE,
    OF_GARDENS,
    OWN_SORTS,
    RANKED,
    SINGLE,
    WHOLE_DISTRICT,
)
from pipelines.figures.names.terms import PARK, REGION, terms
from pipelines.figures.names.this_park import last_named, pointed_at
from pipelines.figures.names.types import Mention, State
from pipelines.figures.patterns import later
from pipelines.figures.subjects.going_on import named_here, of_sort
from pipelines.figures.subjects.park_classes import zone_of_class
from pipelines.figures.subjects.park_wholes import (
    garden_around,
    is_garden,
    of_its_turn,
    stays_in_mind,
    zone_of_parts,
)
from pipelines.figures.types import Document

IN_ALL = later("(?:合计|总计|共计|累计共|总共|一共|共(?=实现|完成|有|引进|签约)|整体|总体|平均)")
SEVERAL = 2  # parks from which on 园区 after 其中 means all of a place's
UNNAMED = 10**9  # where a group first stands that the text has no name for
INSIDE = "区内"  # of the district, where the text names no park
EACH = later("各(?:大|省级|国家级)*(?:园区|开发区|高新区|经开区|产业园|工业园)")  # in a title
WHOLE = ("全区", "我区", "全园", "我园")  # all of the park that the report is about
SHORT_PLACE = 2  # letters with its rank that a place needs for a name without it
WHOLE_PLACE = later("^全[省市县区州旗]")
# The parks of a district, which 全区 is: 城北区园区.
OF_DISTRICT = later(
    "[一-龥]{2,6}(?<![新发高经集聚中保税])区(?:各|的)?(?:园区|工业园区|产业园区|开发区)"
)
OWN_COUNTY = later("(?:[一-龥]{2,3}[省市])?([一-龥]{2,4}?[县旗镇乡])(?=.)")


class ParkPointers:
    """Resolves bare words for parks against the cast and the state of the walk."""

    def __init__(self, doc: Document, cast: Cast, state: State) -> None:
        self.doc, self.cast, self.state = doc, cast, state

    def _kind(self, entity: int) -> str:
        return self.cast.entities[entity].kind

    def resolve(self, mention: Mention) -> int | None:
        """The park that a mention without a name points back to."""
        state, main = self.state, self.cast.main
        met = (self.cast.entities[n].first <= mention.start for n in self.cast.of_kind(PARK)[:MOST])
        inside = mention.head == INSIDE and not any(met)
        asked = "全区" if inside else mention.head
        district = self._district(asked) if asked in WHOLE_DISTRICT else None
        if district is not None:
            return district
        told = state.focus is not None and state.heard.get(state.focus, (-1, -1))[0] >= state.opened
        if self._this(mention) and not told and mention.head not in WHOLE_DISTRICT:
            named = last_named(self.cast.mentions, mention, state.opened)
            if named is not None and self._fits(named, mention.head):
                return named
        of_region = main is not None and self._kind(main) == REGION
        ranked = self.doc.folded[mention.start] in RANKED  # 省产业园
        if of_region and ranked and state.collective is not None:
            own = self.cast.index.get((PARK, self._of_rank(mention)))  # named by its county before
            return state.collective if own is None else own
        if state.focus is not None and self._part_of_place(mention):
            return self.group_of(state.focus, mention.head)
        if self._group_again(mention):
            return state.collective
        spoken_of = told and state.focus is not None and self._kind(state.focus) == PARK
        entered = None if spoken_of or self._titled(main) else state.stands
        near = [n for n in (entered, state.focus, state.park, state.section, main) if n is not None]
        near = self._met([n for n in near if self._kind(n) == PARK], mention.start)
        if mention.head in OF_GARDENS and not self._this(mention):
            near = self._entered(near, mention.start)
        outer = self._outer(near, mention.head)
        if outer is not None:
            return outer  # 全园 after 甲工业园乙基地, 全区 after 甲经开区乙片区
        other = spoken_of and near[:1] == [state.focus] and not self._is_part(near[0])
        if mention.head in WHOLE and main in near and self._whole(near[-1], mention.head):
            return near[0] if other else main  # 乙园:…。全园|产值, in an account of several
        if state.collective is not None and self._together(mention, near):
            by_rank = self._of_rank(mention) if mention.head in SINGLE and not near else ""
            return self._known(by_rank, mention) if by_rank else state.collective
        return self._nearest(mention, near)

    def _titled(self, main: int | None) -> bool:
        """Whether the report is about one park by its headline, whatever its text walks by."""
        return self.doc.about != "" or (main is not None and self.cast.entities[main].titled)

    def _group_again(self, mention: Mention) -> bool:
        """Whether a bare word means the parks just told of: 全省产业园区签约…;园区从业人员…"""
        state = self.state
        if state.collective is None or state.focus != state.collective or self._this(mention):
            return False
        told = state.heard.get(state.focus, (-1, -1))[0] >= state.opened
        named = self.cast.entities[state.focus].name
        return told and mention.head in COLLECTIVE and named.endswith(mention.head)

    def _part_of_place(self, mention: Mention) -> bool:
        """Whether 其中园区 are a part of what a place with several parks has."""
        main, focus = self.cast.main, self.state.focus
        if focus is None or self._kind(focus) != REGION or mention.head not in COLLECTIVE:
            return False
        if sum(of_sort(self.cast, n, mention.head) for n in self.cast.of_kind(PARK)[:MOST]) == 1:
            return False  # 其中经开区3户, of the only one of the sort: 甲经济技术开发区
        one_park = main is not None and self._kind(main) == PARK and self.cast.entities[main].titled
        several = len(self.cast.of_kind(PARK)) >= SEVERAL
        part = self.doc.folded.endswith(("其中", "其中,", "其中:"), 0, mention.start)
        return part and several and not one_park

    def _met(self, near: list[int], at: int) -> list[int]:
        """Those of the parks in mind that a reader has met by then, else the one met last."""
        entities = self.cast.entities
        ahead = {n for n in near if at < entities[n].first < UNNAMED and not entities[n].titled}
        met = [n for n in near if n not in ahead]
        if met or not near or self.doc.about:
            return met
        named = [n for n in self.cast.of_kind(PARK)[:MOST] if entities[n].first <= at]
        return [max(named, key=lambda n: entities[n].first)] if named else near

    def _entered(self, near: list[int], at: int) -> list[int]:
        """Those in mind, after the 园 that the text has named before the 区 of its title."""
        entities, recent = self.cast.entities, self.state.recent
        main = self.cast.main
        if main not in near or entities[near[0]].first <= at or "园" in entities[near[0]].name:
            return near
        garden = next((n for n in reversed(recent) if "园" in entities[n].name), None)
        return near if garden is None else [garden, *near]

    def _nearest(self, mention: Mention, near: list[int]) -> int | None:
        """The park that a bare word means among those in mind, `near`, or any of the text."""
        state = self.state
        own = of_its_turn(self.doc, self.cast, state.focus, mention)
        if own:
            return self._known(own, mention)
        here = [n for n in near if not self._elsewhere(n)]
        fitting = self._fitting(here, mention)
        if mention.head in ANY_PARK and len(here) < len(near) and not fitting:
            return (here or near)[0]  # 园内, of no county's own name
        if state.focus is not None and len(here) < len(near) and not fitting:
            return self.cast.get(PARK, self.cast.entities[state.focus].name + mention.head)
        if mention.head.endswith("飞地") and not fitting:
            return None  # 在某市布局“科创飞地”: what the place has there
        focus = self.cast.main if state.focus is None else state.focus
        if not here and len(fitting) > 1 and focus is not None and self._kind(focus) == REGION:
            return self.group_of(focus, mention.head)
        own = "" if fitting else self._of_rank(mention)
        own = own or ("" if fitting else zone_of_class(self.doc, self.cast, mention, here))
        if own:
            return self._known(own, mention)
        if not fitting and self._sort_alone(mention):
            return self._known(mention.head, mention)
        if fitting or here:
            return (fitting or here)[0]
        return self._one_of_text(mention.head, mention.start)

    def _sort_alone(self, mention: Mention) -> bool:
        """Whether a park of the text is called by its sort alone: 新区的软件园集聚企业310家."""
        head = mention.head
        bare = mention.end - mention.start == len(head)
        sort = head in OWN_SORTS or (head[-1] == "园" and head not in ANY_GARDEN)
        return sort and bare and OWNS.match(self.doc.folded, mention.end) is not None

    def _known(self, name: str, mention: Mention) -> int:
        """The park that its county's rank names, from there on one of the text: 县开发区."""
        return self._made(name, mention.head, mention.start)

    def _made(self, name: str, head: str, at: int) -> int:
        """A park that the text names by its place and its sort, from an offset on."""
        number = self.cast.get(PARK, name)
        one = self.cast.entities[number]
        if one.parts is None:
            one.parts, one.weight, one.first = taken_apart(name, head), 1.0, at
            self.cast.ranked.pop(PARK, None)
        return number

    def full_name(self, item: str) -> str:
        """The name of a listed park as the text has it: its own, or of the one that ends so.

        One that is called by its sort alone is the place's.
        """
        entities, parks = self.cast.entities, self.cast.of_kind(PARK)[:MOST]
        known = self.cast.index.get((PARK, item))
        if known is not None:
            return entities[known].name
        alike = [n for n in parks if entities[n].name.endswith(item) and entities[n].parts]
        if len(alike) == 1:
            return entities[alike[0]].name
        region = self.cast.region
        if item not in CLASS_OF or region is None:
            return item
        name = entities[region].name + item
        self._made(name, item, 0)
        return name

    def _of_rank(self, mention: Mention) -> str:
        """县高新区, where the text names none: the county's; '' for a word without a rank."""
        rank = self.doc.folded[mention.start]
        specific = rank in RANKED and mention.end - mention.start == len(mention.head) + 1
        if not specific or mention.head not in CLASS_OF:
            return ""
        name = region_name(self.cast, self.doc, "全" + rank)
        return (name or rank) + mention.head

    def _one_of_text(self, head: str, at: int) -> int | None:
        """What a bare word means where no park is in mind: those named together, the only one."""
        state = self.state
        parks = self.cast.of_kind(PARK)
        if head in WHOLE_DISTRICT:  # 位居某某新区第2位…。全区: no park named in passing
            parks = [n for n in parks if not self.cast.entities[n].passing]
        if state.collective is not None:
            return state.collective
        only = self.cast.entities[parks[0]] if len(parks) == 1 else None
        if only and not (only.passing and only.first > at) and not head.startswith("产业"):
            return parks[0]
        if head in WHOLE_DISTRICT:
            return self.cast.get(REGION, head)  # 我区, of a district that nothing names
        met = set(state.recent)
        if len(met) == 1 and head in OF_GARDENS and not state.grouped:
            return state.recent[0]  # the only one that the text has told of so far
        for place in (state.section, state.focus):
            if place is not None and self._kind(place) == REGION:
                if head == "这里" or head not in ANY_PARK:
                    return place if head == "这里" else self.group_of(place, head)
                return self.cast.get(PARK, self.cast.entities[place].name + head)
        return state.section

    def _outer(self, near: list[int], head: str) -> int | None:
        """What a word for all of a park stands for where parts of it are in mind."""
        names = [self.cast.entities[n].name for n in near]
        if head in ("全区", "我区"):
            if names and names[0] in self.cast.inner:
                return self.cast.whole
            made = zone_of_parts(names)
            return self._made(*made, 0) if made[0] else None
        return garden_around(self.cast, near[0]) if head == "全园" and near else None

    def _whole(self, main: int, head: str) -> bool:
        """Whether 全园 is the park that the report is about, whatever part was named last."""
        one = self.cast.entities[main]
        several = main == self.cast.collective or EACH.search(self.doc.title) is not None
        return one.titled and not several and head[-1] in one.name[-2:]

    def _together(self, mention: Mention, near: list[int]) -> bool:
        """Whether a bare word means the parks that were spoken of together: 开发区合计完成…"""
        if mention.head not in COLLECTIVE:
            return False
        if not near or IN_ALL.match(self.doc.folded, mention.end):
            return True
        named = max(self.state.heard.get(n, (-1, -1))[0] for n in near)
        single = self.cast.main is not None and self.cast.main in near
        return not single and named < self.state.opened

    def _elsewhere(self, park: int) -> bool:
        """Whether a park is named after another county than the one in focus."""
        focus = self.state.focus
        own = OWN_COUNTY.match(self.cast.entities[park].name)
        if focus is None or own is None or self._kind(focus) != REGION:
            return False
        place = self.cast.entities[focus].name
        return place[-1] == own[1][-1] and not own[1].endswith(place)

    def _fitting(self, near: list[int], mention: Mention) -> list[int]:
        """The parks that a bare word may mean, the likeliest first.

        One in focus comes before the others, but one whose name the word spells comes before one
        that is only of its class: 边合区 is the 边境经济合作区, not a 境外经贸合作区.
        """
        head = mention.head
        fitting = [n for n in near if self._fits(n, head)]
        if head in ANY_PARK:
            gardens = head in OF_GARDENS and not self._this(mention)
            if gardens and not stays_in_mind(
                self.cast, self.state, fitting, mention.start
            ):  # a 产业园 rather than a 开发区
                fitting.sort(key=lambda n: not is_garden(self.cast, n, mention.start))
            return fitting
        if not any(self._spells(n, head) for n in fitting):
            others = [n for n in self.cast.of_kind(PARK)[:MOST] if self._fits(n, head)]
            spelt = [n for n in others if not fitting or self._spells(n, head)]
            fitting += [n for n in spelt if n not in fitting]
        fitting = [n for n in fitting if not self._elsewhere(n)]
        fitting = named_here(self.cast, self.state, fitting, head)
        named = [n for n in self.cast.of_kind(PARK)[:MOST] if self._ends(n, head)]
        if fitting and named and "、" in self.cast.entities[fitting[0]].name:
            return named  # of several spoken of together the one that is called so
        if fitting and fitting[0] == self.cast.main == self.state.focus:
            return fitting  # 甲经开区党工委书记说,开发区…, though a 某市开发区 is named too
        return [n for n in fitting if self._spells(n, head)] or fitting

    def _this(self, mention: Mention) -> bool:
        """Whether a word points to the park last spoken of, whatever it is called: 该园区."""
        return pointed_at(self.doc.folded, mention)

    def _ends(self, entity: int, head: str) -> bool:
        one = self.cast.entities[entity]
        return one.parts is not None and one.name.endswith(head) and "、" not in one.name

    def _spells(self, entity: int, head: str) -> bool:
        """Whether the letters of a bare word stand in a park's name in their order."""
        rest = iter(self.cast.entities[entity].name)
        return all(char in rest for char in head)

    def _district(self, head: str) -> int | None:
        """The district that 全区 means, None where it is the park."""
        main, focus = self.cast.main, self.state.focus
        entities = self.cast.entities
        zone = focus is not None and self._kind(focus) == PARK and entities[focus].name[-1] == "区"
        if main is None or (head == "该区" and zone):
            return None
        single = self._kind(main) == PARK and main != self.cast.collective
        own = self.cast.entities[main].name
        if not single or not own.endswith("区") or OF_DISTRICT.fullmatch(own):
            name = region_name(self.cast, self.doc, "全区")
            if name:
                return self.cast.get(REGION, name)
        focus = self.state.region if focus is None or self._kind(focus) != REGION else focus
        if focus is not None:
            return focus if self.cast.entities[focus].name.endswith("区") else None
        whole = self._kind(main) == REGION and self.cast.entities[main].name.endswith("区")
        return main if whole else None

    def _fits(self, entity: int, head: str) -> bool:
        """Whether a park may be called by a bare head: 经开区 for an 经济技术开发区."""
        one = self.cast.entities[entity]
        if head in WHOLE and self._is_part(entity):
            return False
        if head in ANY_PARK or head not in terms().kind_of:
            return True
        if one.name.endswith(head) or (head[-1] == "区" and one.name.endswith(head[:-1])):
            return True  # 港区 for a 物流港, too
        family = CLASS_OF.get(head)
        if family is None:
            trade = head[:-1] if head not in ANY_GARDEN else ""
            return head[-1] == "园" and "园" in one.name and (not trade or trade in one.name)
        return one.parts is not None and one.parts.family == family

    def _is_part(self, entity: int) -> bool:
        """Whether a park is only a part of the one that the report is about."""
        main = self.cast.main
        if main is None or main == entity or self._kind(main) != PARK:
            return False
        name, whole = self.cast.entities[entity].name, self.cast.entities[main].name
        part = name.endswith(tuple(terms().parts)) or name.startswith(whole)
        zone = whole.endswith("区") and not whole.endswith("园区")
        return part or (zone and not name.endswith("区"))

    def group_of(self, region: int, words: str) -> int:
        """The parks of a region by the words that name them together."""
        own = WHOLE_PLACE.sub("", words)  # 江西|全省工业园区
        entities, place = self.cast.entities, self.cast.entities[region].name
        fuller = (  # 某市县域|集中区, as the text named them before
            n
            for n in self.cast.of_kind(PARK)[:MOST]
            if entities[n].name.startswith(place) and entities[n].name.endswith(own)
        )
        named = next(fuller, None)
        short = place[:-1] + own  # 广东综保区, where the text calls 全省综保区 so
        alone = place[:-1] not in terms().provinces and (PARK, short) in self.cast.index
        named_so = len(place) > SHORT_PLACE and not alone and short in self.doc.folded
        called = self.cast.get(PARK, short if named_so else place + own) if named is None else named
        self.state.collective = called
        return called
