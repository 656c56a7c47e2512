"""What 园区, 该公司, 项目, 全县 and 全市开发区 stand for at a place of a report."""

from __future__ import annotations

from pipelines.figures.park_names import CLASS_OF
from pipelines.figures.patterns import later
from pipelines.figures.subject_entities import Cast
from pipelines.figures.subject_makers import PHASE_ALONE
from pipelines.figures.subject_names import MOST
from pipelines.figures.subject_regions import pair_name, region_name
from pipelines.figures.subject_short import bare_firm
from pipelines.figures.subject_terms import ENTERPRISE, OTHER, PARK, PROJECT, REGION, terms
from pipelines.figures.subject_types import Mention, State
from pipelines.figures.types import Document

WHOLE_DISTRICT = ("全区", "我区", "该区")
ANY_PARK = (
    "园区",
    "产业园区",
    "园内",
    "区内",
    "全园",
    "我园",
    "该园",
    "合作园",
    "这里",
    *WHOLE_DISTRICT,
)
DEVELOPMENT = ("开发区", "高新区")


WHOLE = ("全区", "我区", "全园", "我园")  # all of the park that the report is about
BOTH = ("两区", "两园", "两园区")
THIS_PROJECT = ("该项目", "这个项目", "这一项目", "此项目")
COUNTED = later("(?:[个家]|[两二三四五六七八九十]大|[两二三四五六七八九十])[省市县]?$")
FEW_NUMBERS = "两三四五2345"
FEW = later(f"([{FEW_NUMBERS}])(?:个|家|大)?$")
WHOLE_PARKS = later("全[省市州]")
ALL_KINDS = later("^(?:各?类|各|所有)")
GRADED = later("(?:国家|省|自治区|市)级")


class Pointers:
    """Resolves mentions against the cast and the state of the walk."""

    def __init__(self, doc: Document, cast: Cast, state: State) -> None:
        self.doc, self.cast, self.state = doc, cast, state

    def kind(self, entity: int) -> str:
        """The subject kind of an entity."""
        return self.cast.entities[entity].kind

    def resolve(self, mention: Mention) -> int | None:
        """The entity that a mention names or points back to."""
        if mention.joint:
            return self.cast.get(mention.kind, mention.joint)
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
            return self._group(mention) if mention.group else self._park(mention)
        if mention.kind == ENTERPRISE:
            return self._firm(mention.head)
        if mention.kind == REGION:
            return self._region(mention.head)
        if mention.kind == OTHER:
            return self.state.person if mention.head in ("她", "他") else self.state.other
        return self._project(mention.head) if mention.kind == PROJECT else None

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

    def _project(self, head: str) -> int | None:
        state = self.state
        if state.grouped:
            return None
        if state.project is None and head in THIS_PROJECT and not state.firm_here:
            state.project = state.former
        if state.project is None and state.firm is not None and state.focus == state.firm:
            name = bare_firm(self.cast.entities[state.firm].name) + "项目"
            state.project = self.cast.get(PROJECT, name)
        return state.project

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
        if main is not None and self.kind(main) == PARK and self.cast.entities[main].titled:
            return None
        name = pair_name(self.cast, self.doc)
        return self.cast.get(REGION, name) if name else None

    def _park(self, mention: Mention) -> int | None:
        state, main = self.state, self.cast.main
        if mention.head in BOTH:
            names = [self.cast.entities[n].name for n in state.recent[-2:]]
            return self.cast.get(PARK, "、".join(names)) if len(names) == 2 else None
        district = self._district(mention.head) if mention.head in WHOLE_DISTRICT else None
        if district is not None:
            return district
        of_region = main is not None and self.kind(main) == REGION
        ranked = self.doc.folded[mention.start] in "省市县州旗"  # 省产业园
        if of_region and ranked and state.collective is not None:
            return state.collective
        near = [n for n in (state.focus, state.park, state.section, main) if n is not None]
        near = [n for n in near if self.kind(n) == PARK]
        fitting = [n for n in near if self._fits(n, mention.head)]
        if mention.head == "园区" and len(fitting) > 1:  # a 产业园 rather than a 开发区
            fitting.sort(key=lambda n: "园" not in self.cast.entities[n].name)
        if not fitting and mention.head not in ANY_PARK:
            fitting = [n for n in self.cast.of_kind(PARK)[:MOST] if self._fits(n, mention.head)]
        if mention.head.endswith("飞地") and not fitting:
            return None  # 在某市布局“科创飞地”: what the place has there
        focus = state.focus
        if not near and len(fitting) > 1 and focus is not None and self.kind(focus) == REGION:
            return self._group_of(focus, mention.head)
        if fitting or near:
            return (fitting or near)[0]
        parks = self.cast.of_kind(PARK)
        if self.state.collective is not None:
            return self.state.collective
        if len(parks) == 1 and not mention.head.startswith("产业"):
            return parks[0]
        if state.section is not None and self.kind(state.section) == REGION:
            return self._group_of(state.section, mention.head)
        return state.section

    def _district(self, head: str) -> int | None:
        """The district that 全区 means, None where it is the park."""
        main, focus = self.cast.main, self.state.focus
        if main is None or (head == "该区" and focus is not None and self.kind(focus) == PARK):
            return None
        if self.kind(main) != PARK or not self.cast.entities[main].name.endswith("区"):
            name = region_name(self.cast, self.doc, "全区")
            if name:
                return self.cast.get(REGION, name)
        focus = self.state.region if focus is None or self.kind(focus) != REGION else focus
        if focus is not None:
            return focus if self.cast.entities[focus].name.endswith("区") else None
        return None

    def _fits(self, entity: int, head: str) -> bool:
        """Whether a park may be called by a bare head: 经开区 for an 经济技术开发区."""
        one = self.cast.entities[entity]
        if head in WHOLE and self._is_part(entity):
            return False
        if head in ANY_PARK or head not in terms().kind_of:
            return True
        if one.name.endswith(head):
            return True
        family = CLASS_OF.get(head)
        if family is None:
            return head[-1] == "园" and "园" in one.name
        return one.parts is not None and one.parts.family == family

    def _is_part(self, entity: int) -> bool:
        """Whether a park is only a part of the one that the report is about."""
        main = self.cast.main
        if main is None or main == entity or self.kind(main) != PARK:
            return False
        name, whole = self.cast.entities[entity].name, self.cast.entities[main].name
        part = name.endswith(tuple(terms().parts)) or name.startswith(whole)
        return part or (whole.endswith("区") and not name.endswith("区"))

    def _group(self, mention: Mention) -> int | None:
        """全市开发区, 7个共建园区, 其沿边产业园区."""
        text = ALL_KINDS.sub("", self.doc.folded[mention.start : mention.end])
        main, focus = self.cast.main, self.state.focus
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
            return self._group_of(focus, text)
        beside = 0 <= mention.start - self.state.park_end <= 6
        if counted and beside and focus is not None and self.kind(focus) == PARK:
            return self._group_of(focus, text)  # 海南自贸港13个重点园区
        if listed:
            return self.cast.get(PARK, "、".join(self.cast.entities[n].name for n in listed))
        single = main is None or (self.cast.entities[main].titled and self.kind(main) == PARK)
        whole = WHOLE_PARKS.match(text) is not None  # 全市开发区, in a park's own report too
        if main is None and self.cast.region is None and GRADED.search(text):
            return self.cast.get(PARK, text)  # 国家级经开区, of the whole country
        if single and self.state.collective is None and not whole:
            return None
        return self._of_whole(text, counted=counted)

    def _of_whole(self, text: str, *, counted: bool) -> int | None:
        """全市园区, or the counted or graded parks of the region that the report is about."""
        main = self.cast.main
        word = next((w for w in (*terms().regions, "全区") if text.startswith(w)), "")
        name = region_name(self.cast, self.doc, word) if word else ""
        if main is not None and main == self.cast.collective and text.startswith("全"):
            own = self.cast.entities[main].name
            if not name or own.startswith(name):
                return main
        if word:
            return self.cast.get(PARK, name + text[len(word) :]) if name else None
        region = main if main is not None and self.kind(main) == REGION else self.cast.region
        if region is None or not (counted or GRADED.match(text)):
            return None
        return self._group_of(region, text)

    def listed(self, mention: Mention) -> list[int]:
        """The parks that 三个园区 points back to: the last three that had the word."""
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

    def _group_of(self, region: int, words: str) -> int:
        self.state.collective = self.cast.get(PARK, self.cast.entities[region].name + words)
        return self.state.collective
