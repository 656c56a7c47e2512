"""Which parks 全市开发区, 7个共建园区, 三大园区 and other words for several stand for."""

from __future__ import annotations

from pipelines.figures.park_names import CLASS_OF
from pipelines.figures.patterns import later
from pipelines.figures.subject_entities import Cast
from pipelines.figures.subject_names import MOST
from pipelines.figures.subject_park_lists import (
    HOW_MANY,
    ParkList,
    counted_back,
    nearest,
    park_lists,
)
from pipelines.figures.subject_park_pointers import ParkPointers
from pipelines.figures.subject_park_rows import ACTS_AS_ONE
from pipelines.figures.subject_parks import JUDGED
from pipelines.figures.subject_regions import region_name
from pipelines.figures.subject_terms import PARK, REGION, terms
from pipelines.figures.subject_types import NOWHERE, Mention, State
from pipelines.figures.text import fold
from pipelines.figures.types import Document

COUNTED = later("(?:[个家]|[两二三四五六七八九十]大|[两二三四五六七八九十])[省市县]?$")
FEW_NUMBERS = "两三四五2345"
FEW = later(f"([{FEW_NUMBERS}])(?:个|家|大)?$")
WHOLE_PARKS = later("全[省市州]")
# All of them, by their number, and those of several grades: 全市11个省、|市级工业园区.
WHOLE_COUNT = later("全[省市县区州旗](?:的|现有|共有)?[\\d一二三四五六七八九十]+余?[个家]$")
# 年内,6个|开发区新增…: at the head of its clause, no part of them.
ALL_COUNTED = later("(?:[,。;:\\n]|年内|[年月日]|目前)(?:\\d+|[三四五六七八九十]+)[个家]$")
OF_GRADES = later("[个家](?:国家|省|市|县)级?[、和]$")
# Words for so many parks, and what they are no word for: “一区两园”格局.
MEASURES = ("个", "家", "大", "园")
ALL_OF_THEM = {
    **{"两区": 2, "两园": 2, "两园区": 2, "三园": 3, "四园": 4, "五园": 5},
    **{"三园区": 3, "四园区": 4, "五园区": 5},
}
SLOGAN = later("[一二三多][区园城镇带主环]、?$")
GRADED_SORT = later("(?:重点|主要|特色|县域)")  # 重点园区, as named with their place
BIG = later("[两三四五六七八]大")  # 三大国家级开发区 are called so
ALL_PARKS = ("全部", "所有", "这些", "上述")
EACH = later("各类?")
ALL_KINDS = later("^(?:各?类|各|所有)")
OF_THE_LAND = later("(?:中国|全国)?国家级?([一-龥]{2,8}区)")
GRADED = later("(?:国家|省|自治区|市)级")


class GroupPointers:
    """Resolves words for several parks against the cast and the state of the walk."""

    def __init__(self, doc: Document, cast: Cast, state: State, parks: ParkPointers) -> None:
        self.doc, self.cast, self.state, self.parks = doc, cast, state, parks
        self.lists = park_lists(doc.folded)

    def _kind(self, entity: int) -> str:
        return self.cast.entities[entity].kind

    def resolve(self, mention: Mention) -> int | None:
        """全市开发区, 7个共建园区, 其沿边产业园区."""
        text = ALL_KINDS.sub("", self.doc.folded[mention.start : mention.end])
        called = self._known(mention, text)
        if called is not None:
            return called
        focus = self.state.focus
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
        if counted and focus is not None and self._kind(focus) == REGION:
            return self.parks.group_of(focus, text)
        beside = 0 <= mention.start - self.state.park_end <= 6
        start = self.state.heard.get(focus, NOWHERE)[0] if focus is not None else -1
        beside = beside and self.doc.folded[start - 1 : start] not in ("、", "和", "与", "及")
        if counted and beside and focus is not None and self._kind(focus) == PARK:
            return self.parks.group_of(focus, text)  # 海南自贸港13个重点园区
        if listed:
            return self.cast.get(PARK, "、".join(self.cast.entities[n].name for n in listed))
        return self._unlisted(mention, text, counted=counted)

    def of_number(self, mention: Mention) -> int | None:
        """两园, 三园: those listed as so many, named together, or spoken of last."""
        text, count = self.doc.folded, ALL_OF_THEM[mention.head]
        if SLOGAN.search(text, max(0, mention.start - 4), mention.start):
            return self._made_up_so(mention)
        main = self.cast.main
        if main is not None and main == self.cast.collective:
            name = self.cast.entities[main].name
            if any(mention.head[0] + measure in name for measure in MEASURES):
                return main
        known = nearest(self.lists, mention.start, count)
        if known is not None:
            return self._together(known)
        joint = self._named_jointly(count)
        if joint is not None:
            return joint
        single = [n for n in self.state.recent if self.cast.entities[n].parts is not None]
        names = [self.cast.entities[n].name for n in single[-count:]]
        return self.cast.get(PARK, "、".join(names)) if len(names) == count else None

    def _named_jointly(self, count: int) -> int | None:
        """The parks that the text has named as one before, if they are so many."""
        parks = (n for n in self.state.heard if self._kind(n) == PARK)
        known = [n for n in parks if self.cast.entities[n].name.count("、") == count - 1]
        return known[-1] if known and count > 1 else None

    def _made_up_so(self, mention: Mention) -> int | None:
        """The park that “一区两园” stands for where it has figures, None for “一区两园”格局."""
        main = self.cast.main
        if main is None or main == self.cast.collective or self._kind(main) != PARK:
            return None
        return main if ACTS_AS_ONE.match(self.doc.folded, mention.end) else None

    def _known(self, mention: Mention, text: str) -> int | None:
        """Those that the report is about, that a list names, or that are called so before."""
        main = self.cast.main
        if main is not None and main == self.cast.collective:
            whole = self.cast.entities[main].name
            titled = text == whole or _same_grade(text, whole)  # 某某市省级开发区
            if titled or self._all_of_them(mention, text):
                return main
        called = self._of_places(mention)
        called = self._of_lists(mention) if called is None else called
        if called is not None:
            return called
        return self._called(text, self.doc.folded[max(0, mention.start - 2) : mention.start])

    def _of_places(self, mention: Mention) -> int | None:
        """四个园区, after 甲、乙、丙、丁四个工业园as the text has named them."""
        few = HOW_MANY.search(self.doc.folded, max(0, mention.start - 3), mention.start)
        if few is None:
            return None
        parks = (n for n in self.state.heard if self._kind(n) == PARK)
        names = ((n, self.cast.entities[n].name) for n in parks)
        return next((n for n, name in names if "、" in name and few[0] in name), None)

    def _called(self, text: str, before: str) -> int | None:
        """三大园区, where the text has named them together with their place: 某市三大园区."""
        words = text if BIG.match(text) or GRADED_SORT.match(text) else before + text
        if not BIG.match(words) and words != text:
            return None
        parks = (n for n in self.state.heard if self._kind(n) == PARK)
        known = [n for n in parks if self.cast.entities[n].name.endswith(words)]
        return max(known, key=lambda n: len(self.cast.entities[n].name), default=None)

    def _unlisted(self, mention: Mention, text: str, *, counted: bool) -> int | None:
        """The parks of a group that no list just before it has named."""
        main = self.cast.main
        before = self.doc.folded[max(0, mention.start - 1) : mention.start + 1]
        each = text.startswith(ALL_PARKS) or "各" in before
        if main is not None and main == self.cast.collective and text == mention.head:
            low = max(0, mention.start - 14)
            if ALL_COUNTED.search(self.doc.folded, low, mention.start):
                return main
        if each and self.state.collective is not None:
            return self.state.collective  # 全部园区, 各大园区, those spoken of together
        if each and self.lists and self.lists[0].start < mention.start:
            return self._together(self.lists[0])
        if each and main is not None and self._kind(main) == REGION:
            return self.parks.group_of(main, text)
        big = self.doc.folded[mention.start - 2 : mention.start] + text
        if BIG.match(big) and big in fold(self.doc.title):
            self.state.collective = self.cast.get(PARK, big)  # 五大园区, as the title calls them
            return self.state.collective
        single = main is None or (self.cast.entities[main].titled and self._kind(main) == PARK)
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
        region = main if main is not None and self._kind(main) == REGION else self.cast.region
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

    def list_at(self, mention: Mention) -> int | None:
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


def _same_grade(text: str, whole: str) -> bool:
    """国家级经开区 for 国家级经济技术开发区, all of them."""
    short, long = OF_THE_LAND.fullmatch(text), OF_THE_LAND.fullmatch(whole)
    return (
        short is not None and long is not None and CLASS_OF.get(short[1]) == CLASS_OF.get(long[1])
    )
