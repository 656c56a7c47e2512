"""Numbers of a whole place that stand by its parks: how many there are, and what a share is of."""

from __future__ import annotations

from pipelines.figures.kinds import RELATIVE
from pipelines.figures.patterns import later
from pipelines.figures.subject_entities import Cast
from pipelines.figures.subject_pointers import Pointers
from pipelines.figures.subject_regions import region_name
from pipelines.figures.subject_terms import PARK, REGION
from pipelines.figures.subject_types import NOWHERE, Mention, State
from pipelines.figures.types import Document, Reading

PARKS = later(
    "(?:[^,。;:、\\d]{0,6}(?:级|以上))?(?:经济|高新|技术|工业|产业|化工|重点|小微)*(?:园区|开发区|集中区|集聚区|经开区|高新区|综保区|示范区|企业园|小微园)"
)
PARKS_COUNTED = later(
    "(?:园区|产业园|工业园|开发区|经开区|高新区|集[中聚]区|企业园|小微园)(?:由|从|增至|增加到|达到?|超过|共|现?有|已有)?$"
)
OF_PLACE = later("[一-龥]{2,8}?(?:省|市|县|旗|州|自治区)")  # whose parks they are
ADJACENT = later("(?:现有|共有|拥有|的|共)?")
# What a share is told of right after a number, which is not the number's own subject.
SHARE_OF_WHOLE = later(
    ",?(?:约|大约|近)?(?:占|为|是|约合|相当于)(?:了|到)?(全[省市县区州旗])(?:工业|外贸|企业|园区)?的?"
    "(?:近|约|超过?|逾)?(?:[\\d.]+%|[一二三四五六七八九]成|\\d/\\d)"
)


class Wholes:
    """Tells the place or the group of parks that a number belongs to, whoever is in focus."""

    def __init__(self, doc: Document, cast: Cast, state: State, pointers: Pointers) -> None:
        self.doc, self.cast, self.state, self.pointers = doc, cast, state, pointers
        self.text = doc.folded

    def counted(self, reading: Reading, last: Mention | None) -> int | None:
        """Counts of parks are the region's: 全市6家开发区."""
        after = reading.unit == "count" and PARKS.match(self.text, reading.end)
        counts = after or PARKS_COUNTED.search(self.text, max(0, reading.start - 12), reading.start)
        if counts and reading.unit == "count" and self.cast.titled_group:
            self.state.focus = self.cast.main  # what follows is theirs too
            return self.cast.main
        if last is not None and last.kind == PARK and last.name and last.end == reading.start:
            return None  # 甲园区4个、乙园区3个: what each of them has
        if not after and (reading.indicator != "parks" or reading.kind in RELATIVE):
            return None
        if self.cast.several and self.cast.collective == self.state.focus and not counts:
            return self.cast.collective  # 全市园区中3个
        if last is not None and ADJACENT.fullmatch(self.text, last.end, reading.start):
            if last.kind == REGION:
                return self.pointers.resolve(last)
            if last.head == "全区":
                name = region_name(self.cast, self.doc, "自治区")
                return self.cast.get(REGION, name) if name else None
        main, region = self.cast.main, self.cast.region
        several = main is not None and self._kind(main) == REGION
        group = self.state.collective
        several = several or (main is not None and group in (main, self.state.focus))
        focused = self.state.focus is not None and self._kind(self.state.focus) == PARK
        if region is None and self.cast.collective is not None:
            found = OF_PLACE.match(self.cast.entities[self.cast.collective].name)
            region = self.cast.get(REGION, found[0]) if found else None
        if region is None and last is not None and last.end == reading.start:
            region = self.state.region  # 全县共有产业集聚区2个
        return region if several and focused else None

    def part_of(self, reading: Reading, who: int | None) -> int | None:
        """Who has a number that is a share of the place in focus: …220亿美元,为全市的75%."""
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

    def _kind(self, entity: int) -> str:
        return self.cast.entities[entity].kind
