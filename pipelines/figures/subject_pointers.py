"""What 园区, 该公司, 项目, 全县 and 全市开发区 stand for at a place of a report."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.park_names import CLASS_OF
from pipelines.figures.patterns import later
from pipelines.figures.subject_entities import Cast
from pipelines.figures.subject_names import MOST
from pipelines.figures.subject_park_lists import ParkList, counted_back, nearest, park_lists
from pipelines.figures.subject_park_pointers import ParkPointers
from pipelines.figures.subject_parks import JUDGED
from pipelines.figures.subject_projects import PHASE_ALONE
from pipelines.figures.subject_regions import pair_name, region_name
from pipelines.figures.subject_short import bare_firm
from pipelines.figures.subject_terms import (
    ENTERPRISE,
    OTHER,
    PARK,
    PROJECT,
    REGION,
    SECTOR,
    terms,
)
from pipelines.figures.subject_types import NOWHERE, Mention, State
from pipelines.figures.text import fold
from pipelines.figures.types import Document

THIS_PROJECT = ("该项目", "这个项目", "这一项目", "此项目")
# What is said of one project that the paragraph before has told of.
ONCE_BUILT = later(
    "(?:全部|全面|整体|正式|顺利|如期|一期|二期|两期)*(?:建成|达产|投产|竣工|满产|投用|投运|完工|建设完成|达标|运营)(?:之?后|以后|,)|"
    "(?:共|计划|规划)?分[两二三四\\d]期|(?:计划|预计|概算|估算)?总投资[约近超达]?\\d|"
    "[是系](?=[^,。;]{2,24}(?:项目|工程),)|位于|(?:规划|总)?占地[约近]?\\d|由[^,。;]{2,20}投资"
)
AT_HEAD, BEFORE = 16, 400  # characters from a paragraph's head, and back to the project's name
THIS_TIME = later("(?:此次|本次|这次|当[天日])[^,。;\\d]{2,5}的$")  # 此次开工的项目
# A name that ends with its first phase, and what is said of all phases.
ONE_PHASE = later("(?<=项目)[一二三]期(?:项目|工程)?$")
IN_PHASES = later("[^。\\n]{0,40}?分[两二三四五\\d]+期")
PHASE_ONLY = later("[一二三四]期项目")
COUNTED = later("(?:[个家]|[两二三四五六七八九十]大|[两二三四五六七八九十])[省市县]?$")
FEW_NUMBERS = "两三四五2345"
FEW = later(f"([{FEW_NUMBERS}])(?:个|家|大)?$")
# A list of parks and how many they are.
SEVERAL = "两三四五六七八九十23456789"
SPELLED = later(
    "(?:^|[,。;:\\n])([^,。;:、\\d]{3,16}(?:、[^,。;:、\\d]{3,16}?)+?(?:[和与及][^,。;:、\\d]{3,16}?)?)"
    f"([{SEVERAL}])[个家大]$"
)
AND = later("[、和与及]")
LIST_REACH = 120  # characters
WHOLE_PARKS = later("全[省市州]")
# All of them, by their number, and those of several grades: 全市11个省、|市级工业园区.
WHOLE_COUNT = later("全[省市县区州旗](?:的|现有|共有)?[\\d一二三四五六七八九十]+余?[个家]$")
OF_GRADES = later("[个家](?:国家|省|市|县)级?[、和]$")
BIG = later("[两三四五六七八]大")  # 三大国家级开发区 are called so
ALL_PARKS = ("全部", "所有", "这些", "上述")
EACH = later("各类?")
ALL_KINDS = later("^(?:各?类|各|所有)")
OF_THE_LAND = later("(?:中国|全国)?国家级?([一-龥]{2,8}区)")
GRADED = later("(?:国家|省|自治区|市)级")


# How far back an industry is looked for, in mentions and in characters, and what names none.
NEAR_TRADES, TRADE_REACH = 6, 80
NO_TRADE = later(
    "(?:产业|工业|经济|科技|发展|建设|投资|技术|服务|国家|集团|综合|创新|创业|合作|现代|高新|贸易|特色|循环|承接|转移|专业|"
    "国际|国家级|省级|高端|新型|出口|加工|制造|设备|用品|实业|股份|部件|运输|港|公路|铁路)+"
)


class Pointers:
    """Resolves mentions against the cast and the state of the walk."""

    def __init__(self, doc: Document, cast: Cast, state: State) -> None:
        self.doc, self.cast, self.state = doc, cast, state
        self.parks = ParkPointers(doc, cast, state)
        self.lists = park_lists(doc.folded)

    def kind(self, entity: int) -> str:
        """The subject kind of an entity."""
        return self.cast.entities[entity].kind

    def resolve(self, mention: Mention) -> int | None:
        """The entity that a mention names or points back to."""
        if mention.joint:
            whole = self._list_at(mention) if mention.kind == PARK else None
            return self.cast.get(mention.kind, mention.joint) if whole is None else whole
        of_it = self.state.project is not None and self.state.project == self.state.focus
        if of_it and PHASE_ONLY.fullmatch(mention.name):
            return self.state.project  # 项目总投资10亿元,一期项目投资6亿元
        if (
            PHASE_ALONE.fullmatch(mention.name)
            and self.state.firm_here
            and self.state.firm is not None
        ):
            return self.cast.get(PROJECT, self.cast.entities[self.state.firm].name + mention.name)
        if mention.entity >= 0:
            return mention.entity
        if mention.head in ("前者", "后者"):
            recent = self.state.recent
            return recent[-2 if mention.head == "前者" else -1] if len(recent) > 1 else None
        if mention.kind == PARK:
            return self._group(mention) if mention.group else self.parks.resolve(mention)
        if mention.kind == ENTERPRISE:
            return self._firm(mention.head)
        if mention.kind == REGION:
            return self._region(mention.head)
        if mention.kind == OTHER:
            return self.state.person if mention.head in ("她", "他") else self.state.other
        if mention.kind == SECTOR:
            return self._sector(mention)
        if mention.kind != PROJECT:
            return None
        project = self._project(mention)
        return self._once_built(mention) if project is None else project

    def _list_at(self, mention: Mention) -> int | None:
        """The parks of a list that ends with a mention, those without a name of their own too."""
        found = (one for one in self.lists if 0 <= one.start - mention.end <= 1)
        one = next(found, None)
        return None if one is None else self._together(one)

    def _of_lists(self, mention: Mention) -> int | None:
        """三大园区: those that the text lists as so many, before or after."""
        count = counted_back(self.doc.folded, mention.start) if self.lists else 0
        known = nearest(self.lists, mention.start, count) if count else None
        return None if known is None else self._together(known)

    def _together(self, one: ParkList) -> int:
        """The parks of a list as one subject, each under its name in the text."""
        return self.cast.get(PARK, "、".join(self.parks.full_name(name) for name in one.names))

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
        firm = self.state.firm
        if firm is not None and head == "集团" and "集团" not in self.cast.entities[firm].name:
            return None
        return firm

    def firm_named(self, name: str) -> int:
        """The firm of a name that stands inside the name of its project."""
        firms = self.cast.of_kind(ENTERPRISE)[:MOST]
        known = next((n for n in firms if name in self.cast.entities[n].name), None)
        return known if known is not None else self.cast.get(ENTERPRISE, name)

    def jointly(self) -> tuple[str, list[int]]:
        """The kind and the entities of the joint subject in focus: 甲、乙、丙."""
        if self.state.focus is None:
            return "", []
        one = self.cast.entities[self.state.focus]
        names = one.name.split("、")
        known = [self.cast.index.get((one.kind, name), -1) for name in names]
        return one.kind, known if len(known) > 1 and min(known) >= 0 else []

    def place_of(self) -> int | None:
        """The place under which a firm or project stands."""
        state = self.state
        if state.park is not None:
            return state.park
        if state.section is not None and self.kind(state.section) in (PARK, REGION):
            return state.section
        return state.recent[-1] if state.recent else self.cast.place

    def _project(self, mention: Mention) -> int | None:
        state, head = self.state, mention.head
        if state.grouped:
            return None
        of_the_day = THIS_TIME.search(self.doc.folded, max(0, mention.start - 12), mention.start)
        this = head in THIS_PROJECT and not state.firm_here
        if state.project is None and (this or of_the_day):
            state.project = state.former
        if state.project is None and state.firm is not None and state.focus == state.firm:
            name = bare_firm(self.cast.entities[state.firm].name) + "项目"
            state.project = self.cast.get(PROJECT, name)
        return self._whole(state.project, mention)

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

    def _region(self, head: str) -> int | None:
        state, entities = self.state, self.cast.entities
        if head[0] == "两" or head == "双方":
            return self._pair()
        near = state.region
        if head[0] == "该" and near is not None and entities[near].name.endswith(head[-1]):
            return near
        name = region_name(self.cast, self.doc, head)
        if not name and head[0] != "全":
            return None
        return self.cast.get(REGION, name or head)

    def _pair(self) -> int | None:
        """两地: the two places of the report, unless it is about the park that they share."""
        main = self.cast.main
        known = main is not None and (self.cast.entities[main].titled or self.state.section == main)
        if main is not None and known and self.kind(main) == PARK:
            return None
        name = pair_name(self.cast, self.doc)
        return self.cast.get(REGION, name) if name else None

    def _group(self, mention: Mention) -> int | None:
        """全市开发区, 7个共建园区, 其沿边产业园区."""
        text = ALL_KINDS.sub("", self.doc.folded[mention.start : mention.end])
        main, focus = self.cast.main, self.state.focus
        if main is not None and main == self.cast.collective:
            whole = self.cast.entities[main].name
            titled = text == whole or _same_grade(text, whole)  # 某某市省级开发区
            if titled or self._all_of_them(mention, text):
                return main
        of_lists = self._of_lists(mention)
        if of_lists is not None:
            return of_lists
        called = self._called(text, self.doc.folded[max(0, mention.start - 2) : mention.start])
        called = self._spelled(mention) if called is None else called
        if called is not None:
            return called
        low = max(0, mention.start - 6)
        counted = COUNTED.search(self.doc.folded, low, mention.start) is not None
        if not counted and len(text) > len(mention.head):
            named = self._ending_in(text)
            if named is not None:
                return named
        if counted and "等" in self.doc.folded[low : mention.start]:
            return None
        listed = self.listed(mention)
        if len(listed) > 2 and len(listed) == len(self.cast.of_kind(PARK)):
            if self.cast.collective is not None:
                return self.cast.collective
            return self.cast.get(PARK, "、".join(self.cast.entities[n].name for n in listed))
        counted = counted or 0 <= mention.start - self.state.region_end <= 2
        if counted and focus is not None and self.kind(focus) == REGION:
            return self.parks.group_of(focus, text)
        beside = 0 <= mention.start - self.state.park_end <= 6
        start = self.state.heard.get(focus, NOWHERE)[0] if focus is not None else -1
        beside = beside and self.doc.folded[start - 1 : start] not in ("、", "和", "与", "及")
        if counted and beside and focus is not None and self.kind(focus) == PARK:
            return self.parks.group_of(focus, text)  # 海南自贸港13个重点园区
        if listed:
            return self.cast.get(PARK, "、".join(self.cast.entities[n].name for n in listed))
        return self._unlisted(mention, text, counted=counted)

    def _called(self, text: str, before: str) -> int | None:
        """三大园区, where the text has named them together with their place: 某市三大园区."""
        words = text if BIG.match(text) else before + text
        if not BIG.match(words):
            return None
        parks = (n for n in self.state.heard if self.kind(n) == PARK)
        known = [n for n in parks if self.cast.entities[n].name.endswith(words)]
        return max(known, key=lambda n: len(self.cast.entities[n].name), default=None)

    def _spelled(self, mention: Mention) -> int | None:
        """甲开发区、乙新区、丙商务区三个园区: those of the list, whatever each is called."""
        text, low = self.doc.folded, max(0, mention.start - LIST_REACH)
        found = SPELLED.search(text, low, mention.start)
        if found is None:
            return None
        names = AND.split(found[1])
        known = [n for n in self.state.recent if self.cast.entities[n].name in names]
        if len(names) != SEVERAL.index(found[2]) % 9 + 2 or not known:
            return None
        return self.cast.get(PARK, "、".join(names))

    def _unlisted(self, mention: Mention, text: str, *, counted: bool) -> int | None:
        """The parks of a group that no list just before it has named."""
        main = self.cast.main
        before = self.doc.folded[max(0, mention.start - 1) : mention.start + 1]
        each = text.startswith(ALL_PARKS) or "各" in before
        if each and self.state.collective is not None:
            return self.state.collective  # 全部园区, 各大园区, those spoken of together
        if each and self.lists and self.lists[0].start < mention.start:
            return self._together(self.lists[0])
        big = self.doc.folded[mention.start - 2 : mention.start] + text
        if BIG.match(big) and big in fold(self.doc.title):
            self.state.collective = self.cast.get(PARK, big)  # 五大园区, as the title calls them
            return self.state.collective
        single = main is None or (self.cast.entities[main].titled and self.kind(main) == PARK)
        whole = WHOLE_PARKS.match(text) is not None  # 全市开发区, in a park's own report too
        if main is None and self.cast.region is None and GRADED.search(text):
            return self.cast.get(PARK, text)  # 国家级经开区, of the whole country
        if single and self.state.collective is None and not whole:
            return None
        return self._of_whole(text, counted=counted)

    def _all_of_them(self, mention: Mention, text: str) -> bool:
        """Whether 全市11个开发区 or 参评开发区 are those that the report is about."""
        main = self.cast.main
        if main is not None and text == self.cast.entities[main].name:
            return True
        low, plain = max(0, mention.start - 14), text == mention.head
        whole = (WHOLE_COUNT if plain else OF_GRADES).search(self.doc.folded, low, mention.start)
        return whole is not None or JUDGED.match(text) is not None

    def _of_whole(self, text: str, *, counted: bool) -> int | None:
        """全市园区, or the counted or graded parks of the region that the report is about."""
        main = self.cast.main
        word = next((w for w in (*terms().regions, "全区") if text.startswith(w)), "")
        name = region_name(self.cast, self.doc, word) if word else ""
        if main is not None and main == self.cast.collective and text.startswith("全"):
            own = self.cast.entities[main].name
            if not name or own.startswith((name, name[:-1])):
                return main
        if word and name and main != self.cast.collective and EACH.match(text, len(word)):
            return self.cast.get(REGION, name)  # 全市各类园区: what they do one by one
        if word:
            return self.cast.get(PARK, (name or word) + text[len(word) :])
        if BIG.match(text):
            self.state.collective = self.cast.get(PARK, text)
            return self.state.collective
        region = main if main is not None and self.kind(main) == REGION else self.cast.region
        if region is None or not (counted or GRADED.match(text)):
            return None
        return self.parks.group_of(region, text)

    def listed(self, mention: Mention) -> list[int]:
        """The parks that 三个园区 points back to: the last three that had the word.

        After 前者…,后者… they are the two.
        """
        if mention.head == "后者":
            return self.state.recent[-2:]
        few = FEW.search(self.doc.folded, max(0, mention.start - 2), mention.start)
        count = FEW_NUMBERS.index(few[1]) % 4 + 2 if few else 0
        for number in self.state.recent[-1:] if count else ():
            names = self.cast.entities[number].name.split("、")  # named as one just before
            singles = [self.cast.index.get((PARK, name), -1) for name in names]
            if len(names) == count and min(singles) >= 0:
                return singles
        single = [n for n in self.state.recent if self.cast.entities[n].parts is not None]
        alike = [n for n in single if self.cast.entities[n].name.endswith(mention.head)]
        single = alike if len(alike) >= count else single
        return single[-count:] if 0 < count <= len(single) else []

    def _ending_in(self, text: str) -> int | None:
        """其沿边产业园区: the park of that ending, of the place in focus if there are two."""
        entities = self.cast.entities
        named = [n for n in self.cast.of_kind(PARK)[:MOST] if entities[n].name.endswith(text)]
        root = "" if self.state.focus is None else entities[self.state.focus].name[:2]
        return next((n for n in named if entities[n].name.startswith(root)), None) or (
            named[0] if named else None
        )


def _same_grade(text: str, whole: str) -> bool:
    """国家级经开区 for 国家级经济技术开发区, all of them."""
    short, long = OF_THE_LAND.fullmatch(text), OF_THE_LAND.fullmatch(whole)
    return (
        short is not None and long is not None and CLASS_OF.get(short[1]) == CLASS_OF.get(long[1])
    )
