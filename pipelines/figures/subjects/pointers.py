"""What 园区, 该公司, 项目, 全县 and 全市开发区 stand for at a place of a report."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.regions import few_names, pair_name, region_name
from pipelines.figures.names.judging import MOST
from pipelines.figures.names.projects import PHASE_ALONE
from pipelines.figures.names.short import bare_firm
from pipelines.figures.names.terms import (
    ENTERPRISE,
    OTHER,
    PARK,
    PROJECT,
    REGION,
    SECTOR,
    terms,
)
from pipelines.figures.names.types import NOWHERE, Mention, State
from pipelines.figures.names.works import next_phase
from pipelines.figures.patterns import later
from pipelines.figures.subjects.group_pointers import GroupPointers
from pipelines.figures.subjects.park_classes import SLOGAN_NAME
from pipelines.figures.subjects.park_pointers import OWN_COUNTY, ParkPointers
from pipelines.figures.subjects.projects_again import THIS_TIME, several_again
from pipelines.figures.subjects.row_members import ALL_OF_THEM, members
from pipelines.figures.types import Document, Reading

THIS_PROJECT = ("该项目", "这个项目", "这一项目", "此项目")
# What is said of one project that the paragraph before has told of.
ONCE_BUILT = later(
    "(?:全部|全面|整体|正式|顺利|如期|一期|二期|两期)*(?:建成|达产|投产|竣工|满产|投用|投运|完工|建设完成|达标|运营)(?:之?后|以后|,)|"
    "(?:共|计划|规划)?分[两二三四\\d]期|(?:目前|现|已|累计)*完成(?:投资|总工程量|工程量)|(?:计划|预计|概算|估算)?总投资[约近超达]?\\d|"
    "[是系](?=[^,。;]{2,24}(?:项目|工程),)|位于|(?:规划|总)?占地[约近]?\\d|由[^,。;]{2,20}投资"
)
AT_HEAD, BEFORE = 16, 400  # characters from a paragraph's head, and back to the project's name
# A name that ends with its first phase, and what is said of all phases.
ONE_PHASE = later("(?<=项目)[一二三]期(?:项目|工程)?$")
IN_PHASES = later("[^。\\n]{0,40}?分[两二三四五\\d]+期")
ITS_PHASE = later("([一二三四五六]期)(?:项目|工程)?$")
ITS_PROJECT = later("[,。;:“”]该?(?:公司|企业)$")  # 公司|项目总投资9亿元
PHASE_ONLY = later("[一二三四五六]期项目")
# What is said of all phases at once, after one of them: 二期今年开工,全部投产后.
ALL_BUILT = later("[,;。](?:[两三四]期|项目)?(?:全部|全面)(?:建成|投产|达产|投用|竣工|完工)")
PHASES = ("一期", "二期", "三期", "四期", "五期", "六期")
FEW_PLACES = {"三县": 3, "三市": 3, "三地": 3, "四县": 4, "四市": 4, "四地": 4}
SETTLED = later(
    "(?:入园|进园|入区|园内|入驻园区)(?:的)?(?:企业|项目|工业企业|规上企业)[^,。;:]{0,8}$"
)
WHOLE_COUNTY = ("全县", "全旗", "县里", "县上", "县财政", "县政府")

# How far back an industry is looked for, in mentions and in characters, and what names none.
NEAR_TRADES, TRADE_REACH = 6, 80
NEAR_FIRM = 3  # mentions before a project among which its firm is looked for
NO_TRADE = later(
    "(?:产业|工业|经济|科技|发展|建设|投资|技术|服务|国家|集团|综合|创新|创业|合作|现代|高新|贸易|特色|循环|承接|转移|专业|"
    "国际|国家级|省级|高端|新型|出口|加工|制造|设备|用品|实业|股份|部件|运输|港|公路|铁路)+"
)


# The firm at the beginning of its project's name.
FIRM_OF = later("[一-龥]{2,16}?(?:有限公司|股份公司|公司|集团|(?<!工)厂)(?=[一-龥\\d]{2,}项目)")


class Pointers:
    """Resolves mentions against the cast and the state of the walk."""

    def __init__(self, doc: Document, cast: Cast, state: State) -> None:
        self.doc, self.cast, self.state = doc, cast, state
        self.parks = ParkPointers(doc, cast, state)
        self.groups = GroupPointers(doc, cast, state, self.parks)

    def kind(self, entity: int) -> str:
        """The subject kind of an entity."""
        return self.cast.entities[entity].kind

    def resolve(self, mention: Mention) -> int | None:
        """The entity that a mention names or points back to."""
        if mention.joint:
            if mention.kind == PARK:
                return self.groups.as_one(mention.joint.split("、"))
            return self.cast.get(mention.kind, mention.joint)
        phase = self._phase(mention) if PHASE_ONLY.fullmatch(mention.name) else None
        if phase is not None:
            return phase
        firm = self.state.firm if self.state.firm_here else None
        if firm is not None and PHASE_ALONE.fullmatch(mention.name):
            return self.cast.get(PROJECT, self.cast.entities[firm].name + mention.name)
        if mention.entity >= 0:
            return self._made_up_so(mention)
        if mention.head in ("前者", "后者"):
            pair = self.groups.pair()
            return pair[0 if mention.head == "前者" else 1] if len(pair) > 1 else None
        if mention.kind != PROJECT:
            return self._back(mention)
        project = self._project(mention)
        return self._once_built(mention) if project is None else project

    def _phase(self, mention: Mention) -> int | None:
        """Whose 二期项目 is: the project's in focus, or that of a park built phase by phase."""
        within = self.state.aside if self.state.aside is not None else self.state.focus
        if within is None:
            return None
        name = self.cast.entities[within].name
        if within == self.state.project:
            if not self._other_phase(mention):
                return within  # 项目总投资10亿元,一期项目投资6亿元
            name = ITS_PHASE.sub("", name)
            return self.cast.get(PROJECT, name + mention.name) if name else None
        if self._built_here(within):
            return self.cast.get(PROJECT, name + mention.name)
        return within if self.kind(within) == PARK else None  # the report's own park has phases

    def _other_phase(self, mention: Mention) -> bool:
        """Whether the project in focus is itself a phase, and the mention names another one."""
        name = "" if self.state.project is None else self.cast.entities[self.state.project].name
        phase = ITS_PHASE.search(name)
        return phase is not None and not mention.name.startswith(phase[1])

    def _built_here(self, park: int) -> bool:
        """Whether a park in focus is one that is built inside the report's, phase by phase."""
        inside = self.kind(park) == PARK and park not in (self.cast.main, self.state.section)
        return inside and self.state.heard.get(park, NOWHERE)[0] >= self.state.opened

    def turned_to(self, who: int, words: str, at: int) -> int:
        """The phase or the whole that a clause turns to: …;二期占地8亩, 两期全部建成后."""
        name = self.cast.entities[who].name
        phase = next_phase(name, words)
        if phase:
            return self.cast.get(PROJECT, phase)
        own = ITS_PHASE.search(name)
        if own is None or ALL_BUILT.search(words) is None:
            return who
        told = self.doc.folded[self.state.opened : at]
        others = any(other in told for other in PHASES if other != own[1])
        kinds = ((kind, name[: own.start()]) for kind in (PROJECT, PARK, ENTERPRISE))
        whole = next((self.cast.index[key] for key in kinds if key in self.cast.index), None)
        return who if whole is None or not others else whole

    def _back(self, mention: Mention) -> int | None:
        """Whom a word without a name points back to, but for projects."""
        if mention.kind == PARK and mention.head in ALL_OF_THEM:
            return self.groups.of_number(mention)
        if mention.kind == PARK:
            return self.groups.resolve(mention) if mention.group else self.parks.resolve(mention)
        if mention.kind == ENTERPRISE:
            works = mention.head.endswith("厂") and mention.head[0] not in "该这本我两"
            return self._works(mention) if works else self._firm(mention.head)
        if mention.kind == REGION:
            return self._region(mention)
        if mention.kind == OTHER:
            return self.state.person if mention.head in ("她", "他") else self.state.other
        return self._sector(mention) if mention.kind == SECTOR else None

    def _made_up_so(self, mention: Mention) -> int:
        """Whom a name means: “一区两园”总规划面积 the park of the report that is made up so."""
        main = self.cast.main
        single = main is not None and main != self.cast.collective and self.kind(main) == PARK
        single = single and main is not None and self.cast.entities[main].titled
        if main is None or not single or SLOGAN_NAME.fullmatch(mention.name) is None:
            return mention.entity
        return main

    def _sector(self, mention: Mention) -> int | None:
        """The industry last named before 该产业, with or without a word that says so."""
        place = bisect_left(self.cast.mentions, mention.start, key=lambda m: m.start)
        for one in reversed(self.cast.mentions[max(0, place - NEAR_TRADES) : place]):
            if one.kind == SECTOR and one.entity >= 0 and mention.start - one.end < TRADE_REACH:
                return one.entity
        low = max(0, mention.start - TRADE_REACH)
        for hit in reversed(list(terms().trade_run.finditer(self.doc.folded, low, mention.start))):
            if not NO_TRADE.fullmatch(hit[0]):
                return self.cast.get(SECTOR, hit[0] + "产业")
        return None

    def _firm(self, head: str) -> int | None:
        """The firm last named; 集团 points to none that is not called so."""
        firm, project = self.state.firm, self.state.project
        inside = FIRM_OF.match("" if project is None else self.cast.entities[project].name)
        if inside and project == self.state.focus:
            return self.firm_named(inside[0])  # 某某减速机厂铸件项目…,该厂全年实现销售…
        if firm is not None and head == "集团" and "集团" not in self.cast.entities[firm].name:
            return None
        return firm

    def _works(self, mention: Mention) -> int | None:
        """The firm of the paragraph whose name tells that it makes the same: 酒厂, 稻坊酒业."""
        place = bisect_left(self.cast.mentions, mention.start, key=lambda m: m.start)
        for one in reversed(self.cast.mentions[:place]):
            if one.start < self.state.opened:
                return None
            if one.kind == ENTERPRISE and one.entity >= 0 and mention.head[0] in one.name:
                return one.entity
        return None

    def firm_named(self, name: str) -> int:
        """The firm of a name that stands inside the name of its project."""
        firms = self.cast.of_kind(ENTERPRISE)[:MOST]
        known = next((n for n in firms if name in self.cast.entities[n].name), None)
        return known if known is not None else self.cast.get(ENTERPRISE, name)

    def built(self, reading: Reading, entity: int) -> int:
        """A park inside another park's report that is spoken of by its cost is a project."""
        one, main = self.cast.entities[entity], self.cast.main
        if main is None or main == entity or one.kind != PARK or self.kind(main) != PARK:
            return entity
        costs = self.doc.folded.endswith("投资", 0, reading.start)
        return self.cast.get(PROJECT, one.name) if costs else entity

    def named_by_trade(self, entity: int) -> bool:
        """Whether a park's name holds no place or brand, only what it makes."""
        parts = self.cast.entities[entity].parts
        return parts is not None and terms().industries.fullmatch(parts.stem) is not None

    def jointly(self) -> tuple[str, list[int]]:
        """The kind and the entities of the joint subject in focus: 甲、乙、丙.

        After a list in the sentence before the next one may go on in its order.
        """
        if self.state.listed_in == self.state.opened and self.state.listed[1]:
            return self.state.listed
        if self.state.focus is None:
            return "", []
        one = self.cast.entities[self.state.focus]
        names = members(one.name)
        if names:
            return one.kind, [self.cast.get(one.kind, name) for name in names]
        known = [self.cast.index.get((one.kind, name), -1) for name in one.name.split("、")]
        return one.kind, known if len(known) > 1 and min(known) >= 0 else []

    def keep(self, shares: dict[int, tuple[str, str, int]]) -> None:
        """Remember in which order a sentence has told of several parks or places."""
        told = [(k, e if e >= 0 else self.cast.get(k, n)) for k, n, e in shares.values()]
        kinds = {kind for kind, _ in told}
        several = list(dict.fromkeys(entity for _, entity in told))
        state = self.state
        state.listed_in = state.opened
        single = len(kinds) == 1 and len(several) > 1 and kinds <= {PARK, REGION}
        state.listed = (told[0][0], several) if single else ("", [])

    def settled_in(self, who: int, words: str) -> int:
        """Whose firms are that have moved in, after a place: of its only park, 入园企业96家."""
        if self.kind(who) != REGION or SETTLED.search(words) is None:
            return who
        parks = [n for n in self.cast.of_kind(PARK)[:MOST] if self.state.heard.get(n)]
        if len(parks) != 1 or self.cast.collective is not None:
            return who
        self.state.focus = self.state.park = parks[0]
        return parks[0]

    def place_of(self) -> int | None:
        """The place under which a firm or project stands."""
        state = self.state
        if state.park is not None and not self._of_region_again():
            return state.park
        if state.section is not None and self.kind(state.section) in (PARK, REGION):
            return state.section
        return state.recent[-1] if state.recent else self.cast.place

    def _of_region_again(self) -> bool:
        """Whether a report on a place has turned back to it from one of its parks."""
        state = self.state
        section = "" if state.section is None else self.kind(state.section)
        return (
            section == REGION
            and state.region == state.section
            and (state.region_end > state.park_end >= state.opened)
        )

    def _project(self, mention: Mention) -> int | None:
        state, head = self.state, mention.head
        if head in THIS_PROJECT and (state.project is None or state.grouped):
            named = self._project_named(mention)
            if named is not None:
                state.project, state.grouped = named, False
        if state.grouped:
            return None
        of_the_day = THIS_TIME.search(self.doc.folded, max(0, mention.start - 12), mention.start)
        if several_again(self.doc.folded, state.opened, mention, of_the_day):
            state.grouped, state.focus = True, self.place_of()
            return None
        this = head in THIS_PROJECT and (not state.firm_here or self._with_its_firm())
        if state.project is None and (this or of_the_day):
            state.project = state.former
        if state.project is None and state.firm is not None and state.focus == state.firm:
            if ITS_PROJECT.search(self.doc.folded, max(0, mention.start - 6), mention.start):
                return state.firm
            name = bare_firm(self.cast.entities[state.firm].name)
            name += "" if name.endswith(("基地", "工厂")) else "项目"
            state.project = self.cast.get(PROJECT, name)
        return self._whole(state.project, mention)

    def _project_named(self, mention: Mention) -> int | None:
        """The project that the paragraph named last, though not as its topic: 第一站是某某项目."""
        place = bisect_left(self.cast.mentions, mention.start, key=lambda m: m.start)
        for one in reversed(self.cast.mentions[max(0, place - NEAR_TRADES) : place]):
            if one.start < self.state.opened:
                return None
            if one.kind == PROJECT:
                return one.entity if one.name and one.entity >= 0 and not one.group else None
        return None

    def _with_its_firm(self) -> bool:
        """Whether the project last told of was named together with the firm in focus."""
        told = (
            -1 if self.state.former is None else self.state.heard.get(self.state.former, NOWHERE)[0]
        )
        place = bisect_left(self.cast.mentions, told, key=lambda m: m.start)
        near = self.cast.mentions[max(0, place - NEAR_FIRM) : place]
        firm = self.state.firm
        return told >= 0 and any(m.entity == firm and told - m.end < TRADE_REACH for m in near)

    def _whole(self, project: int | None, mention: Mention) -> int | None:
        """The project of which a phase was named, where 该项目 goes on to be built in several."""
        name = "" if project is None else self.cast.entities[project].name
        phase = ONE_PHASE.search(name)
        if phase and IN_PHASES.match(self.doc.folded, mention.end):
            self.state.project = self.cast.get(PROJECT, name[: phase.start()])
            return self.state.project
        return project

    def _once_built(self, mention: Mention) -> int | None:
        """项目全部建成后 at the head of a paragraph: the project that the one before told of."""
        state, former = self.state, self.state.former
        if former is None or state.grouped or not ONCE_BUILT.match(self.doc.folded, mention.end):
            return None
        told = state.heard.get(former, NOWHERE)[0]
        if not state.opened <= mention.start <= state.opened + AT_HEAD or told < 0:
            return None
        place = bisect_left(self.cast.mentions, told + 1, key=lambda m: m.start)
        between = self.cast.mentions[place:]
        between = between[: bisect_left(between, mention.start, key=lambda m: m.start)]
        others = any(
            m.kind == PROJECT and m.name != self.cast.entities[former].name and (m.group or m.name)
            for m in between
        )
        if others or mention.start - told > BEFORE:
            return None
        state.project = former
        return former

    def _region(self, mention: Mention) -> int | None:
        state, entities, head = self.state, self.cast.entities, mention.head
        if head in FEW_PLACES:
            name = few_names(self.cast, self.doc, FEW_PLACES[head])
            return self.cast.get(REGION, name) if name else None
        if head[0] == "两" or head == "双方":
            return self._pair()
        near = state.region
        if head[0] == "该" and near is not None and entities[near].name.endswith(head[-1]):
            return near
        if head in WHOLE_COUNTY and self._many_counties():
            county = self._county_before(mention)
            if county:
                return self.cast.get(REGION, county)
        name = region_name(self.cast, self.doc, head)
        if not name and head[0] not in "全我":
            return None
        return self.cast.get(REGION, name or head)

    def _many_counties(self) -> bool:
        """Whether a text tells of several counties, and none of them is in its title."""
        named = [self.cast.entities[n] for n in self.cast.of_kind(REGION)[:MOST]]
        named = [one for one in named if one.name[-1] in "县旗"]
        parks = (self.cast.entities[n].name for n in self.cast.of_kind(PARK)[:MOST])
        owners = (OWN_COUNTY.match(name) for name in parks)
        names = {one.name for one in named} | {own[1] for own in owners if own}
        return len(names) > 1 and not any(one.titled for one in named)

    def _county_before(self, mention: Mention) -> str:
        """The county that a paragraph named last, itself or by its park, before 全县."""
        place = bisect_left(self.cast.mentions, mention.start, key=lambda m: m.start)
        for one in reversed(self.cast.mentions[:place]):
            if one.start < self.state.opened:
                return ""
            name = self.cast.entities[one.entity].name if one.entity >= 0 else ""
            if one.kind == REGION and name[-1:] in ("县", "旗"):
                return name
            own = OWN_COUNTY.match(name) if one.kind == PARK else None
            if own and own[1][-1] in "县旗":
                return own[1]
        return ""

    def _pair(self) -> int | None:
        """两地: the two places of the report, unless it is about the park that they share."""
        main = self.cast.main
        known = main is not None and (self.cast.entities[main].titled or self.state.section == main)
        if main is not None and known and self.kind(main) == PARK:
            return None
        name = pair_name(self.cast, self.doc)
        return self.cast.get(REGION, name) if name else None
