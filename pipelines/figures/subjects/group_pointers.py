"""Which parks 全市开发区, 7个共建园区, 三大园区 and other words for several stand for."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.figures.cast.counted_groups import number_before
from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.park_sets import counted_back, nearest
from pipelines.figures.cast.regions import owner_of_parks, place_of_group, region_name
from pipelines.figures.names.judging import MOST
from pipelines.figures.names.park_names import CLASS_OF
from pipelines.figures.names.park_rows import ACTS_AS_ONE
from pipelines.figures.names.park_words import POINTS_BACK
from pipelines.figures.names.parks import JUDGED
from pipelines.figures.names.terms import PARK, REGION, terms
from pipelines.figures.names.types import NOWHERE, Mention, State
from pipelines.figures.patterns import later
from pipelines.figures.subjects.park_pointers import ParkPointers
from pipelines.figures.subjects.row_members import ALL_OF_THEM, members, told_by_brands
from pipelines.figures.text import fold
from pipelines.figures.types import Document

COUNTED = later("(?:[个家]|[两二三四五六七八九十]大|[两二三四五六七八九十])[省市县]?$")
PAIR, MANY = 2, 3
PLACED = later("[我全][省市县州区旗](?:的|共有|现有)?(?:\\d+|[两三四五六七八九十])[个家]$")
FEW = 5  # parks up to which those of the last turns are counted back
WHOLE_PARKS = later("[全我][省市州]|全区|自治区")
# All of them, by their number, and those of several grades: 全市11个省、|市级工业园区.
WHOLE_COUNT = later("全[省市县区州旗](?:的|现有|共有)?[\\d一二三四五六七八九十]+余?[个家]$")
SO_MANY_OF_ALL = later("([全我][省市县州旗])(?:的)?([\\d三四五六七八九十]+[家个])$")
# 年内,6个|开发区新增…: at the head of its clause, no part of them.
ALL_COUNTED = later("(?:[,。;:\\n]|年内|[年月日]|目前)(?:\\d+|[三四五六七八九十]+)[个家]$")
OF_GRADES = later("[个家](?:国家|省|市|县)级?[、和]$")
# Words for so many parks, and what they are no word for: “一区两园”格局.
MEASURES = ("个", "家", "大", "园")
SLOGAN = later("[一二两三多][区园城镇带主环]、?$")
GRADED_SORT = later("(?:重点|主要|特色|县域)")  # 重点园区, as named with their place
BIG = later("[两三四五六七八]大")  # 三大国家级开发区 are called so
COUNT_IN_NAME = later("[\\d两二三四五六七八九十]+余?[个家大]")
ALL_PARKS = ("全部", "所有", "这些", "上述", "以上")
EACH = later("各类?")
ALL_KINDS = later("^(?:各?类|各|所有|这些|上述|以上)")
OF_THE_LAND = later("(?:中国|全国)?国家级?([一-龥]{2,8}区)")
GRADED = later("(?:国家|省|自治区|市)级")
# Those of one grade, counted at the head of a clause, where others are counted by theirs.
PART_COUNTED = later("(?:^|[,。;:\\n])(?:其中)?,?\\d+[家个]$")
PART_TOLD = later("(?:^|[,。;:\\n])(?:其中)?,?$")
GRADES_COUNTED = later("\\d+[家个](国家|省|自治区|市)级")


class GroupPointers:
    """Resolves words for several parks against the cast and the state of the walk."""

    def __init__(self, doc: Document, cast: Cast, state: State, parks: ParkPointers) -> None:
        self.doc, self.cast, self.state, self.parks = doc, cast, state, parks
        self.counted: dict[int, int] = {}  # those last called by so great a number

    def _kind(self, entity: int) -> str:
        return self.cast.entities[entity].kind

    def resolve(self, mention: Mention) -> int | None:
        """全市开发区, 7个共建园区, 其沿边产业园区."""
        text = ALL_KINDS.sub("", self.doc.folded[mention.start : mention.end])
        back = self._back(mention)
        if back is not None:
            return back
        number = number_before(self.doc.folded, mention.start)
        own = self.counted.get(number) if 0 < number <= FEW else None
        if own is not None and (text == mention.head or _of_class(self._name(own), text)):
            return own  # 4家经开区, where the text has told of 我市4家国家级经开区
        called = self._known(mention, text)
        if called is None and number and text == mention.head:
            called = self.counted.get(number)
        entity = self._among(mention, text) if called is None else called
        if entity is not None and (number > FEW or (number > 1 and self._placed(mention))):
            self.counted.setdefault(number, entity)
        return entity

    def _back(self, mention: Mention) -> int | None:
        """上述园区, 这些开发区: the parks that were listed or spoken of together last."""
        if not self.doc.folded.startswith(POINTS_BACK, mention.start):
            return None
        told = [one for one in self.cast.sets if one.start < mention.start]
        group = self.state.collective
        if told and (group is None or self._last(group) < told[-1].start):
            return self.as_one(told[-1].names)
        return group

    def _placed(self, mention: Mention) -> bool:
        """Whether the parks that are counted are said to be of a place: 我市4家国家级经开区."""
        return PLACED.search(self.doc.folded, 0, mention.start) is not None

    def _name(self, entity: int) -> str:
        return self.cast.entities[entity].name

    def _among(self, mention: Mention, text: str) -> int | None:
        """Those that a word means by its place, by a list before it, or by whom all is about."""
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
            return self._as_one(listed)
        counted = counted or 0 <= mention.start - self.state.region_end <= 2
        if counted and focus is not None and self._kind(focus) == REGION:
            return self.parks.group_of(focus, text)
        beside = 0 <= mention.start - self.state.park_end <= 6
        between = self.doc.folded[self.state.park_end : mention.start] if beside else ","
        beside = not any(mark in between for mark in ",。;:")
        start = self.state.heard.get(focus, NOWHERE)[0] if focus is not None else -1
        beside = beside and self.doc.folded[start - 1 : start] not in ("、", "和", "与", "及")
        if counted and beside and focus is not None and self._kind(focus) == PARK:
            return self.parks.group_of(focus, text)  # 海南自贸港13个重点园区
        if listed:
            return self._as_one(listed)
        return self._unlisted(mention, text, counted=counted)

    def of_number(self, mention: Mention) -> int | None:
        """两园, 三园: those that the report is about, that were told of together, or last."""
        if SLOGAN.search(self.doc.folded, max(0, mention.start - 4), mention.start):
            return self._made_up_so(mention)
        names = told_by_brands(self.cast, self.doc.folded, mention, self._count(mention))
        if names:
            for name in names:
                self.cast.get(PARK, name)  # told of one by one as well: 两园分别…
            return self.as_one(names)
        main = self.cast.main
        if main is not None and main == self.cast.collective:
            name = self.cast.entities[main].name
            if any(mention.head[0] + measure in name for measure in MEASURES):
                return main
        told = self._told(mention)
        return self._as_one(self.listed(mention)) if told is None else told

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
            sort = self._of_grade(mention, text, whole)
            if sort is not None:
                return sort
            titled = text == whole or _same_grade(text, whole)  # 某某市省级开发区
            graded = len(text) > len(mention.head) and text[0] not in "全我各"
            titled = titled or (graded and whole.endswith(text))  # 共建园区, of 某市七个共建园区
            titled = titled or self._numbered(mention, whole)
            if titled or ("、" not in whole and self._all_of_them(mention, text)):
                return main
            big = self.doc.folded[max(0, mention.start - 2) : mention.start] + text
            if BIG.match(big) and "、" not in whole and big[:2] in fold(self.doc.title):
                return main  # 七大园区, where the title tells of 七大产业园区
        told = self._told(mention)
        if told is not None:
            return told
        return self._called(text, self.doc.folded[max(0, mention.start - 2) : mention.start])

    def _of_grade(self, mention: Mention, text: str, whole: str) -> int | None:
        """22家国家级开发区…;96家省级开发区…: each sort of them, where the text tells of both."""
        folded = self.doc.folded
        grade, place = GRADED.match(text), place_of_group(whole)
        if grade is None or not place or whole.endswith(text) or "、" in whole:
            return None
        low = max(0, mention.start - 8)
        opens = PART_COUNTED.search(folded, low, mention.start) is not None
        sorts = {hit[1] for hit in GRADES_COUNTED.finditer(folded)}
        plain = GRADED.search(whole) is None and PART_TOLD.search(folded, low, mention.start)
        if not (opens and len(sorts) >= PAIR) and not plain:
            return None
        return self.cast.get(PARK, place + text)

    def _numbered(self, mention: Mention, whole: str) -> bool:
        """Whether a word counts as many parks as the name of those that the report is about."""
        number = number_before(self.doc.folded, mention.start)
        own = COUNT_IN_NAME.search(whole) if number else None
        if own is None or number_before(own[0], len(own[0])) != number:
            return False
        return number > FEW or self._told(mention) is None

    def _told(self, mention: Mention) -> int | None:
        """Those told of together, as many as a word counts: 三大园区, 两园, 四个园区."""
        count = self._count(mention)
        told = self._by_name(mention, count)
        if told is None or self.cast.entities[told].name.count("、") < MANY:
            return told
        whole = self._of_all_there(mention)  # 沱州市4家开发区, not each of them by name
        return told if whole is None else whole

    def _by_name(self, mention: Mention, count: int) -> int | None:
        """Those told of together by their names."""
        heard = self._heard(count)
        known = nearest(self.cast.sets, mention.start, count) if count else None
        ahead = known is None or known.start > mention.start
        if heard is not None and (ahead or known is None or self._last(heard) > known.start):
            return heard
        return None if known is None else self.as_one(known.names)

    def _of_all_there(self, mention: Mention) -> int | None:
        """全市4家|开发区, of which the names were told: the city's, by their number."""
        low = max(0, mention.start - 10)
        found = SO_MANY_OF_ALL.search(self.doc.folded, low, mention.start)
        place = region_name(self.cast, self.doc, found[1]) if found else ""
        return self.cast.get(PARK, place + found[2] + mention.head) if found and place else None

    def _count(self, mention: Mention) -> int:
        """How many parks a word stands for, 0 for a word that does not say it."""
        big = BIG.match(self.doc.folded, mention.start, mention.end)  # 四大|工业园
        at = mention.start if big is None else big.end()
        return ALL_OF_THEM.get(mention.head, 0) or counted_back(self.doc.folded, at)

    def _heard(self, count: int) -> int | None:
        """The subject last heard that is so many parks: 甲、乙、丙、丁四个工业园."""
        parks = [n for n in self.state.heard if count > 1 and self._kind(n) == PARK]
        known = [n for n in parks if self.cast.entities[n].name.count("、") == count - 1]
        return max(known, key=self._last, default=None)

    def _last(self, entity: int) -> int:
        return self.state.heard.get(entity, NOWHERE)[0]

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
        each = self.doc.folded.startswith(ALL_PARKS, mention.start) or "各" in before
        if main is not None and main == self.cast.collective and text == mention.head:
            low = max(0, mention.start - 14)
            if ALL_COUNTED.search(self.doc.folded, low, mention.start):
                return main
        if each and self.state.collective is not None:  # 全部园区, 各大园区
            return self._together_last(self.state.collective)
        if each and self.cast.sets and self.cast.sets[0].start < mention.start:
            return self.as_one(self.cast.sets[0].names)
        place = main if main is not None and self._kind(main) == REGION else None
        place = self.cast.region if place is None and main is None else place
        if each and place is not None:
            return self.parks.group_of(place, text)
        big = self.doc.folded[mention.start - 2 : mention.start] + text
        if BIG.match(big) and big in fold(self.doc.title):
            self.state.collective = self.cast.get(PARK, big)  # 五大园区, as the title calls them
            return self.state.collective
        if JUDGED.match(text):
            return self._judged(text)
        single = main is None or (self.cast.entities[main].titled and self._kind(main) == PARK)
        whole = WHOLE_PARKS.match(text) is not None  # 全市开发区, in a park's own report too
        if main is None and self.cast.region is None and GRADED.search(text):
            return self.cast.get(PARK, text)  # 国家级经开区, of the whole country
        if single and self.state.collective is None and not whole:
            return None
        return self._of_whole(text, counted=counted)

    def _together_last(self, told: int) -> int:
        """Those spoken of together last: those of the report, unless its paragraph has others."""
        main = self.cast.main
        before = self._last(told) < self.state.opened
        return main if main is not None and main == self.cast.collective and before else told

    def _judged(self, text: str) -> int | None:
        """参评开发区, of the place that has them assessed: those told of by their number."""
        main, sort = self.cast.main, text[-2:]
        told = [main] if main is not None and main == self.cast.collective else []
        told += [n for n in self.counted.values() if self.cast.entities[n].name.endswith(sort)]
        if told and "、" not in self.cast.entities[told[0]].name:
            return told[0]
        whole = next((w for w in ("全省", "全市", "全区") if w in self.doc.folded), "")
        name = region_name(self.cast, self.doc, whole) if whole else ""
        return self.cast.get(PARK, name + text) if name else None

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
            if not name or (own.startswith((name, name[:-1])) and "、" not in own):
                return main
        apart = main is not None and self._kind(main) == PARK and main != self.cast.collective
        if word and name and apart and EACH.match(text, len(word)):
            return self.cast.get(REGION, name)  # 全市各类园区, in the report of one: the city
        if word:
            return self.cast.get(PARK, (name or word) + text[len(word) :])
        if BIG.match(text):
            self.state.collective = self.cast.get(PARK, text)
            return self.state.collective
        region = main if main is not None and self._kind(main) == REGION else self.cast.region
        if region is not None and main == self.cast.collective:
            owner = owner_of_parks(self.cast, main)
            region = region if owner is None else owner
        if region is None or not (counted or GRADED.match(text)):
            return None
        return self.parks.group_of(region, text)

    def listed(self, mention: Mention) -> list[int]:
        """The single parks that 三个园区 points back to: a set's, or the last three of their turn.

        After 前者…,后者… they are the two.
        """
        if mention.head == "后者":
            return self.pair()
        count = self._count(mention)
        if not 0 < count <= FEW:
            return []
        brands = told_by_brands(self.cast, self.doc.folded, mention, count)
        if brands:
            return [self.cast.get(PARK, name) for name in brands]
        recent = self.state.recent
        singles = self._members(recent[-1]) if recent else []
        if len(singles) == count:
            return singles
        single = [n for n in recent if self.cast.entities[n].parts is not None]
        alike = [n for n in single if self.cast.entities[n].name.endswith(mention.head)]
        part = self._by_name(mention, count) if 0 < len(alike) < count else None
        if part is not None:
            return self._members(part)  # 三大片区, of which only two had their turn
        single = alike if len(alike) >= count else single
        if count <= len(single):
            return single[-count:]
        told = self._by_name(mention, count)
        return [] if told is None else self._members(told)

    def pair(self) -> list[int]:
        """The two parks that 前者 and 后者 tell apart: of one list, or of the last two turns."""
        recent = self.state.recent
        singles = self._members(recent[-1]) if recent else []
        return singles if len(singles) == PAIR else recent[-PAIR:]

    def _members(self, entity: int) -> list[int]:
        """The parks that are told of as one, [] where the text does not name each of them."""
        name = self.cast.entities[entity].name
        row = members(name)
        if row:
            return [self.cast.get(PARK, one) for one in row]
        singles = [self.cast.index.get((PARK, one), -1) for one in name.split("、")]
        return singles if min(singles) >= 0 else []

    def _ending_in(self, text: str) -> int | None:
        """其沿边产业园区: the park of that ending, of the place in focus if there are two."""
        entities = self.cast.entities
        named = [n for n in self.cast.of_kind(PARK)[:MOST] if entities[n].name.endswith(text)]
        root = "" if self.state.focus is None else entities[self.state.focus].name[:2]
        return next((n for n in named if entities[n].name.startswith(root)), None) or (
            named[0] if named else None
        )

    def as_one(self, names: Iterable[str]) -> int:
        """Several parks as one subject, each under its fullest name in the text."""
        return self.cast.get(PARK, "、".join(self.parks.full_name(name) for name in names))

    def _as_one(self, parks: list[int]) -> int | None:
        names = (self.cast.entities[n].name for n in parks)
        return self.cast.get(PARK, "、".join(names)) if parks else None


def _of_class(name: str, head: str) -> bool:
    """我市4家国家级经济技术开发区 are 4家经开区."""
    family = CLASS_OF.get(head)
    return name.endswith(head) or (
        family is not None and any(name.endswith(x) for x, y in CLASS_OF.items() if y == family)
    )


def _same_grade(text: str, whole: str) -> bool:
    """国家级经开区 for 国家级经济技术开发区, all of them."""
    short, long = OF_THE_LAND.fullmatch(text), OF_THE_LAND.fullmatch(whole)
    return (
        short is not None and long is not None and CLASS_OF.get(short[1]) == CLASS_OF.get(long[1])
    )
