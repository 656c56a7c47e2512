"""Numbers of a whole place that stand by its parks: how many there are, and what a share is of."""

from __future__ import annotations

from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.held import how_many, left_over
from pipelines.figures.cast.regions import owner_of_parks, points_to, region_name
from pipelines.figures.indicators.kinds import RELATIVE
from pipelines.figures.names.terms import ENTERPRISE, PARK, PROJECT, REGION, terms
from pipelines.figures.names.types import NOWHERE, Mention, State
from pipelines.figures.patterns import later
from pipelines.figures.subjects.number_of_parks import told_as_number
from pipelines.figures.subjects.pointers import Pointers
from pipelines.figures.subjects.shares import Shares
from pipelines.figures.types import Document, Reading

PARKS = later(
    "(?:[^,。;:、\\d]{0,6}(?:级|以上))?(?:经济|高新|技术|工业|产业|化工|重点|小微|示范|共建|特色)*(?:园区|开发区|集中区|集聚区|经开区|高新区|综合保税区|综保区|保税区|合作区|示范区|企业园|小微园)"
)
PARKS_COUNTED = later(
    "(?:园区|产业园|工业园|开发区|经开区|高新区|集[中聚]区|企业园|小微园)(?:由|从|增至|增加到|达到?|超过|共|现?有|已有)?$"
)
# What all of a place's parks are, between the word for it and their number.
ALL_OF = later(
    "((?:全|我|该)[省市县州旗])(?:共|已|先后|累计|目前|现)*(?:重点|规划|认定|确定|列入|建成|建设|设立|布局|培育|批准|发展|打造|在建|拥有|建有|设有|有|的)*$"
)
ALL_WITH = later(
    "((?:全|我|该)[省市县州旗])[^,。;:]{2,24}的[^,。;:\\d]{0,6}(?:园区|开发区|经开区|高新区|集聚区|集中区)"
    "(?:数量)?(?:达到?|增至|增加到|突破|超过|有|已有|为|共)*$|"
    "((?:全|我)[省市县州旗])(?:国家级|省级|市级)(?:经济|高新)?(?:技术)?(?:开发区|经开区|高新区|园区)"
    "(?:数量|总数)?(?:已|共)?(?:达到?|增至|增加到|有|为)$|"
    "((?:全|我|该)[省市县州旗])(?:现|共|已|目前)*(?:有|拥有|建有|设有|建成|设立)[^,。;:\\d]{0,12}"
    "(?:园区|开发区|经开区|高新区|集聚区|集中区)$"
)
# Parks of a size or grade that no park holds others of: 力争千亿级开发区达到|2家.
LARGE_ONES = later(
    "(?:[百千万]亿级?|国家级|省级)(?:经济|高新|工业|产业)?(?:技术)?(?:开发区|经开区|高新区|园区)(?:数量)?(?:达到?|增至|增加到|超过|突破|力争)$"
)
SOME_OF = later("中(?:的|有|已有)?$")
GRADED_GROUP = later("(?:重点|主要|各类?|各大)(?:工业|产业)?(?:园区|开发区)$")  # 某先行区重点园区
IN_PROVINCE = later("([一-龥]{2,3})(省|自治区)(?:境|辖)?内(?:现有|共有|的)?$")  # 广东省内12个
# 主营业务收入过百亿元的园区有5个: some of all.
ABOVE = later(
    r"(?:过|超过?|突破|逾|达到?|高于|超出)[\d.百千万亿一二三五十]+亿?元?(?:以上)?的?[^,。;:的\d]{0,6}"
    "(?:园区|开发区|经开区|高新区|集聚区|集中区)(?:数量)?(?:有|达到?|已有|已达|共有?|增至)?$"
)
# 全省经营收入超500亿元的开发区达到11家: all of the place's, which has them.
OF_WHOLE = later("((?:全|我)[省市县州旗])[^,。;:、\\d中]{0,8}$")
NUMBERED = later("[\\d两三四五六七八九十][个家大]")
OF_GRADE = later(
    "(?:国家|省|市|县|自治区|[一二三四五]星)级(?:以上|及以上|及以下|以下)?(?:的|有|(?:产业)?(?:园区|开发区|集聚区))?(?:达到?|增至|有)?$"
)
ADJACENT = later("(?:境内|省内|内|辖区)?(?:现有|共有|拥有|的|共)?")
# What a share is told of right after a number, which is not the number's own subject.
SHARE_OF_WHOLE = later(
    ",?(?:约|大约|近)?(?:占|为|是|约合|相当于)(?:了|到)?(全[省市县区州旗])(?:工业|外贸|企业|园区)?的?"
    "(?:近|约|超过?|逾)?(?:[\\d.]+%|[一二三四五六七八九]成|\\d/\\d)"
)
IN_BRACKETS = later("[一-龥]{0,6}\\([一-龥]{0,2}")
# What a park has parts by: 下分3个园区.
MADE_UP = later(
    "(?:下[分设辖]|[分划]为|设有?|包括|包含|拥有|形成|规划|布局|[由含辖]|建有|建成|打造)(?:了|着|出)?$"
)
MADE_INTO = later("[^,。;\\d]{0,8}?(?:捏合|合并|整合|组成|重组|归并|合成|构成)")
# One of a set that its owner is named before: 是甲园今年引进的|12个|重点项目之一.
ONE_OF = later("[^,。;:\\d]{0,14}之一(?=[,。;、”])")
IS_OF = later("[^,。;:]{0,24}")
# The parks of a place, by its name and a word for them all: 某省开发区.
OWNED = later(
    "[一-龥]{2,8}?[省市县州区](?:省级以上|国家级|省级|各类)?(?:开发区|园区|工业园区?|产业园区?|集中区|集聚区)"
)
TOTAL = later("(?:合计|共计|总计)(?:为|达|实现|完成|占[^,。;\\d]{0,12}的?)?$")


class Wholes:
    """Tells the place or the group of parks that a number belongs to, whoever is in focus."""

    def __init__(self, doc: Document, cast: Cast, state: State, pointers: Pointers) -> None:
        self.doc, self.cast, self.state, self.pointers = doc, cast, state, pointers
        self.text = doc.folded
        self.told = (-1, -1)  # the sentence that counts the parks of a place, and the place

    def counted(self, reading: Reading, last: Mention | None) -> int | None:
        """Counts of parks are the region's: 全市6家开发区, so are those of each grade after."""
        place = self._in_all(reading)
        place = self._merged(reading) if place is None else place
        place = self._counted(reading, last) if place is None else place
        if place is not None and self._kind(place) == REGION and reading.indicator == "parks":
            self.told = (self._sentence(reading), place)
        return place

    def _counted(self, reading: Reading, last: Mention | None) -> int | None:
        after = reading.unit == "count" and PARKS.match(self.text, reading.end)
        after = after if reading.kind not in RELATIVE else None
        whole = self._some_of_them(reading)
        whole = self._of_all(reading, after is not None) if whole is None else whole
        if whole is not None:
            return whole
        counts = after or PARKS_COUNTED.search(self.text, max(0, reading.start - 12), reading.start)
        counts = counts if after or reading.indicator == "parks" else None  # 园区15家企业
        if counts and reading.unit == "count" and self._of_named_place(last, reading):
            return self._told_of(reading, last)
        if counts and reading.unit == "count" and self._of_the_group(reading):
            return self._counting(reading)
        if last is not None and last.kind == PARK and last.name and last.end == reading.start:
            return None  # 甲园区4个、乙园区3个: what each of them has
        if not after and (reading.indicator != "parks" or reading.kind in RELATIVE):
            return None
        theirs = self.state.focus in (self.cast.collective, self.cast.main)
        some = SOME_OF.search(self.text, max(0, reading.start - 4), reading.start)
        if self.state.focus is not None and theirs and (some or not counts) and self._group():
            return self.state.focus  # 全市园区中3个, 9个重点园区中5个园区
        if last is not None and ADJACENT.fullmatch(self.text, last.end, reading.start):
            if last.kind == REGION:
                if self.cast.collective is not None and self.cast.collective == self.cast.main:
                    self.state.focus = self.cast.main  # 全市有集聚区12个,规划面积187平方公里
                return self.pointers.resolve(last)
            if last.head == "全区":
                name = region_name(self.cast, self.doc, "自治区")
                return self.cast.get(REGION, name) if name else None
        main, region = self.cast.main, self.cast.region
        several = main is not None and self._kind(main) == REGION
        group = self.state.collective
        several = several or (main is not None and group in (main, self.state.focus))
        single = main is not None and self._kind(main) == PARK
        parts = MADE_UP.search(self.text, max(0, reading.start - 6), reading.start)
        of_others = single and not self._is_titled() and parts is None
        several = several or (after is not None and of_others)
        focused = self._is_park()
        owner = self._owner()
        theirs = owner is not None and main is not None and main == self.cast.collective
        region = owner if region is None or theirs else region
        region = self._of_focus() or region
        if region is None and last is not None and last.end == reading.start:
            region = self.state.region  # 全县共有产业集聚区2个
        large = LARGE_ONES.search(self.text, max(0, reading.start - 16), reading.start)
        own = "" if main is None else self.cast.entities[main].name
        several = several or (large is not None and large[0][:3] not in own)
        return region if several and focused else None

    def _in_all(self, reading: Reading) -> int | None:
        """The place of whose parks the number is told: 全省开发区数量由96个压减至58个."""
        main = self.cast.main
        if reading.indicator != "parks" or reading.kind in RELATIVE or main is None:
            return None
        owned = main == self.cast.collective or OWNED.fullmatch(self.cast.entities[main].name)
        told = owned and told_as_number(self.text, reading.start, reading.end)
        return owner_of_parks(self.cast, main) if told else None

    def _merged(self, reading: Reading) -> int | None:
        """The park that so many were made into: 它由3个园区捏合而成."""
        merged = reading.indicator == "parks" and self.text.endswith("由", 0, reading.start)
        merged = merged and MADE_INTO.match(self.text, reading.end) is not None
        single = self._is_park() and self.state.focus != self.cast.collective
        return self.state.focus if merged and single else None

    def _is_park(self) -> bool:
        """Whether one park is in focus."""
        return self.state.focus is not None and self._kind(self.state.focus) == PARK

    def _is_titled(self) -> bool:
        """Whether the title names whom the report is about."""
        main = self.cast.main
        return main is not None and (self.cast.entities[main].titled or self.doc.about != "")

    def _of_all(self, reading: Reading, parks: bool) -> int | None:
        """The place all of whose parks a clause counts, and those of each grade after them.

        全市重点发展的17家园区,其中国家级7家
        """
        if reading.unit != "count" or reading.kind in RELATIVE:
            return None
        begin = self._sentence(reading)
        graded = OF_GRADE.search(self.text, max(begin, reading.start - 14), reading.start)
        if graded and begin == self.told[0] and reading.indicator == "parks":
            return self.told[1]
        if self.cast.titled_group:
            return None
        inside = IN_PROVINCE.search(self.text, max(begin, reading.start - 12), reading.start)
        if parks and inside and inside[1] in terms().provinces:
            return self.cast.get(REGION, inside[1] + inside[2])
        pattern, reach = (ALL_OF, 16) if parks else (ALL_WITH, 40)
        found = pattern.search(self.text, max(begin, reading.start - reach), reading.start)
        if found:
            place = self._place(found[found.lastindex or 1])
            self.told = self.told if place is None else (begin, place)
            titled = place is not None and not parks and self._titled_of(place, found[0])
            return self.cast.main if titled else place
        return None

    def _titled_of(self, place: int, words: str) -> bool:
        """Whether the parks that are counted are those that the title names: 某市化工园区."""
        main = None if self.cast.main is None else self.cast.entities[self.cast.main]
        if main is None or main.kind != PARK or not main.titled:
            return False
        rest = main.name.removeprefix(self.cast.entities[place].name)
        return rest != main.name and words.endswith(rest)

    def _told_of(self, reading: Reading, last: Mention | None) -> int | None:
        """The place named before so many parks, which has those of each grade after them too."""
        place = None if last is None else self.pointers.resolve(last)
        if place is not None:
            self.told = (self._sentence(reading), place)
            self.state.focus = place
        return place

    def _sentence(self, reading: Reading) -> int:
        return max(self.text.rfind(mark, 0, reading.start) for mark in "。\n") + 1

    def _of_named_place(self, last: Mention | None, reading: Reading) -> bool:
        """Whether a place named right before has the parks, and is none of the report's group."""
        if last is None or last.kind != REGION or not last.name or self.cast.main is None:
            return False
        if not ADJACENT.fullmatch(self.text, last.end, reading.start):
            return False
        return not self.cast.entities[self.cast.main].name.startswith(last.name)

    def _of_the_group(self, reading: Reading) -> bool:
        """Whether a number of parks is told of those that the report is about, or some of them."""
        main = self.cast.main
        theirs = main is not None and main == self.cast.collective
        if theirs and self.text.endswith("等", 0, reading.start):
            return True  # 甲、乙等18家开发区得分居前
        if not self.cast.titled_group or not self._theirs(reading):
            return False
        self.state.focus = main  # what follows is theirs too
        return True

    def _theirs(self, reading: Reading) -> bool:
        """Whether a number of parks may be that of those the report is about: no list of two."""
        name = "" if self.cast.main is None else self.cast.entities[self.cast.main].name
        return "、" not in name or reading.value == name.count("、") + 1

    def _counting(self, reading: Reading) -> int | None:
        """Who has the number of the parks: the place where that number is part of their name."""
        main, owner = self.cast.main, self._owner()
        name = "" if main is None else self.cast.entities[main].name
        named = reading.quote in name
        if not named and NUMBERED.search(name):  # 全市7个园区, beside 某市两个园区
            named = ALL_OF.search(self.text, max(0, reading.start - 8), reading.start) is not None
        return owner if named and owner is not None else main

    def _group(self) -> bool:
        """Whether several parks are in focus: those the report is about, or 某区重点园区."""
        focus = self.state.focus
        if self.cast.several and self.cast.collective is not None and self.cast.collective == focus:
            numbered = NUMBERED.search(self.cast.entities[focus].name) is not None
            return self.cast.titled_group or not numbered  # 某市7个共建园区: some are the city's
        return focus is not None and GRADED_GROUP.search(self.cast.entities[focus].name) is not None

    def _some_of_them(self, reading: Reading) -> int | None:
        """The parks that the report is about, where those above a threshold are counted."""
        main = self.cast.main
        if main is None or main != self.cast.collective or reading.indicator != "parks":
            return None
        found = ABOVE.search(self.text, max(0, reading.start - 24), reading.start)
        if found is None or reading.kind in RELATIVE:
            return None
        whole = OF_WHOLE.search(self.text, max(0, found.start() - 10), found.start())
        place = self._place(whole[1]) if whole else None
        return main if place is None else place

    def _owner(self) -> int | None:
        return owner_of_parks(self.cast, self.cast.collective)

    def _of_focus(self) -> int | None:
        """The place of a group that is spoken of beside the report's own: 某市集聚区中,有9个."""
        focus = self.state.focus
        if focus is None or focus != self.state.collective or focus == self.cast.collective:
            return None
        return owner_of_parks(self.cast, focus)

    def of_region(self, reading: Reading, before: Mention) -> int | None:
        """The place right before a count or a bracket: 带动云台市300家企业, 全省投资(2.8%)."""
        gap = self.text[before.end : reading.start]
        if before.kind != REGION or len(gap) > 8 or before.end > reading.start:
            return None
        counts = before.name and reading.unit == "count" and reading.kind != "rank" and not gap
        spends = before.name and gap in ("投资", "出资", "投入")
        spends = spends and self.text.endswith("由", 0, before.start)  # 由甲县投资3亿元
        if counts or spends or IN_BRACKETS.fullmatch(gap):
            return self.pointers.resolve(before)
        return None

    def left(self, reading: Reading) -> int | None:
        """The place whose parks have told their parts of a number, for what is left of it."""
        main = self.cast.main
        if not left_over(self.text, reading.start, reading.end):
            return None
        if main is not None and self._kind(main) == REGION:
            return main
        owner = self._owner()
        place = self.cast.region if owner is None else owner
        word = next((w for w in ("全市", "全县", "全省", "全州") if w in self.text), "")
        return self._place(word) if place is None and word else place

    def _place(self, word: str) -> int | None:
        """The place that 全市 means: the one that the report is from, if it is of that rank."""
        owner = self._owner()
        region = self.cast.region if owner is None else owner
        if region is not None and points_to(word, self.cast.entities[region].name):
            return region
        name = region_name(self.cast, self.doc, word)
        return self.cast.get(REGION, name) if name else None

    def goes_on_with_parks(self, reading: Reading) -> None:
        """Turn to the parks that a report is about once they were counted: 全市集聚区12个,面积…"""
        group, focus = self.cast.collective, self.state.focus
        counted = reading.indicator == "parks" and reading.kind not in RELATIVE
        if focus is None or group is None or group != self.cast.main or not counted:
            return
        if PARKS.match(self.text, reading.end):
            return  # 全省158家|省级以上开发区: their word follows
        if self._kind(focus) == REGION and reading.subject == self.cast.entities[focus].name:
            self.state.focus, self.state.heard[group] = group, NOWHERE

    def several_firms(self, entity: int) -> bool:
        """Whether somebody is several firms that one sentence has told of together."""
        return self._kind(entity) == ENTERPRISE and "、" in self.cast.entities[entity].name

    def total(self, reading: Reading, shared: Shares) -> int | None:
        """甲、乙、丙分别为1、2、3，合计6: all of the list, where no park governs."""
        summed = TOTAL.search(self.text, max(0, reading.start - 16), reading.start)
        section = self.state.section
        if summed is None or (section is not None and self._kind(section) != REGION):
            return None
        kinds = {kind for kind, _, _ in shared.values()}
        names = [n or self.cast.entities[e].name for _, n, e in shared.values()]
        if len(kinds) != 1:
            return None
        self.state.aside = self.cast.get(kinds.pop(), "、".join(names))
        self.state.until = self.text.find("。", reading.end) % len(self.text)
        return self.state.aside

    def firms_together(self, reading: Reading, found: list[Mention], sentence: int) -> int | None:
        """The firms of a sentence that 三户合计 sums up, where it has named just so many."""
        names: list[str] = []
        for one in found:
            if one.kind == ENTERPRISE and one.entity >= 0 and sentence <= one.start < reading.start:
                name = self.cast.entities[one.entity].name
                if name not in names:
                    names.append(name)
        count = how_many(self.text, reading.start) if len(names) > 1 else 0
        return self.cast.get(ENTERPRISE, "、".join(names)) if count == len(names) > 1 else None

    def whose_count(self, reading: Reading, found: list[Mention], sentence: int) -> int | None:
        """Whose number counts a set that a firm or project is one of, or firms just named.

        该项目是甲园今年引进的12个项目之一,总投资3亿元: the 12 are the park's, the rest its own.
        """
        if reading.unit != "count" or not ONE_OF.match(self.text, reading.end):
            return self.firms_together(reading, found, sentence)
        who = self.state.aside if self.state.aside is not None else self.state.focus
        if who is None or self._kind(who) not in (ENTERPRISE, PROJECT):
            return None
        places = [m for m in found if m.kind in (PARK, REGION) and m.end <= reading.start]
        near = [m for m in places if IS_OF.fullmatch(self.text, m.end, reading.start)]
        owner = self.pointers.resolve(near[-1]) if near else None
        return self.pointers.place_of() if owner is None else owner

    def part_of(self, reading: Reading, who: int | None) -> int | None:
        """Who has a number that is a share of the place in focus: …183亿美元,为全市的62%."""
        main = self.cast.main
        if main is not None and self._kind(main) != PARK:
            main = self.state.collective
        if who is None or main is None or self._kind(who) != REGION:
            return who
        share = SHARE_OF_WHOLE.match(self.text, reading.end)
        if (
            share is None
            or region_name(self.cast, self.doc, share[1]) != self.cast.entities[who].name
        ):
            return who
        self.state.focus, self.state.heard[main] = main, NOWHERE
        return main

    def of_the_list(self, reading: Reading, who: int | None, sentence: int) -> int | None:
        """甲公司的机器人、乙公司的饮料,总投资合计66亿元: of whoever the list is of."""
        if who is None or self.cast.entities[who].kind != ENTERPRISE:
            return who
        start = self.state.heard.get(who, NOWHERE)[0]
        summed = TOTAL.search(self.text, max(0, reading.start - 6), reading.start)
        listed = self.text.endswith(("、", "以及", "及", "和"), 0, max(0, start))
        if summed is None or not listed or start < sentence:
            return who
        self.state.focus = self.pointers.place_of()
        return who if self.state.focus is None else self.state.focus

    def _kind(self, entity: int) -> str:
        return self.cast.entities[entity].kind
