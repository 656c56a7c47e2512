"""Lets several projects, a class of industries or a park's own firm turn the focus to the place."""

from __future__ import annotations

from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.leading_trade import leading_trade
from pipelines.figures.names.terms import ENTERPRISE, OTHER, PARK, PROJECT, SECTOR
from pipelines.figures.names.types import Mention, State
from pipelines.figures.patterns import later
from pipelines.figures.subjects.pointers import Pointers
from pipelines.figures.subjects.topics import Topics

# What tells the sort of project that the one in focus is.
IS_ONE_OF = later(
    "(?:是|系|属|属于|成为|作为|列为|列入|纳入|入选|入围|评为|获评|跻身)(?:[^,。;:、]{0,8}|[^,。;:、]{2,24}(?:又|首|第)一?[个项]|一[个家项座][^,。;:]{2,30}的)$"
)
# One that is called the chief of its sort: 是甲园区产业链的|链主项目.
CHIEF = ("链主", "龙头", "重点", "重大", "标志性", "首批", "一号", "头号")
IS_CHIEF = later(
    "(?:是|系|属|属于|成为|作为|列为|列入|纳入|入选|入围|评为|获评|跻身)(?:[^,。;:、]{0,24}|[国省市县区旗州、]{2,8}级?的?)$"
)
CHAINED = (
    "条",
    "完整",
    "较为完整",
    "日趋",
    "日益",
    "不断",
)  # 产业链条完整: of the industry in focus
REACH_OF_LIST = 8  # characters before 项目 in which a list of several may end
# The firm that runs a park speaks for it: 临港城开公司副总裁说.
OF_A_PARK = later(
    "(?:园区|开发区|高新区|经开区|化工区|工业区|集中区|集聚区|保税区|新区)[一-龥]{0,4}?"
    "(?:发展|开发|建设|投资|运营|管理|控股)[一-龥]{0,8}?(?:公司|集团)[一-龥]{0,16}(?:说|介绍|表示|坦言)"
)


class GroupHearing:
    """Keeps the state of a walk where nobody is named in particular."""

    def __init__(
        self, text: str, cast: Cast, state: State, pointers: Pointers, topics: Topics
    ) -> None:
        self.text, self.cast, self.state = text, cast, state
        self.pointers, self.topics = pointers, topics
        main = "" if cast.main is None else cast.entities[cast.main].name
        self.leading = leading_trade(text, main)

    def hears(self, mention: Mention) -> bool:
        """Whether a mention was of several or of the park's own firm, and is dealt with.

        So is a name inside that of a work: 总投资16亿元的|豫通冷链二期.
        """
        start, end = self.state.named_ahead
        if start <= mention.start < mention.end < end:
            return True
        if mention.kind in (PROJECT, SECTOR) and mention.group:
            self._group(mention)
            return True
        if mention.kind == SECTOR and self.leading and mention.name.startswith(self.leading):
            return True  # 苹果产业总产值, in the report of a park of apple growers: the park's
        if mention.kind == ENTERPRISE and OF_A_PARK.match(self.text, mention.start):
            self.state.focus = self.pointers.place_of()
            return True
        return False

    def _group(self, mention: Mention) -> None:
        """Several projects, or a class of industries, are spoken of: the place's."""
        state = self.state
        if mention.kind == SECTOR:
            aside = state.aside is not None and self._kind(state.aside) == SECTOR
            whole = self.text.startswith(CHAINED, mention.end)
            whole = whole or self.topics.frame_end(mention) > 0  # 在园区“两主一特”产业中排名第一
            if aside and not whole and not self.topics.named_as(mention):
                state.aside = None
            return
        low = max(0, mention.start - 32)
        chief = self.text.startswith(CHIEF, mention.start)
        if self.text.startswith("之一", mention.end):
            return  # 该项目是甲园今年新开工的5个项目之一
        if (IS_CHIEF if chief else IS_ONE_OF).search(self.text, low, mention.start):
            return  # 该项目是省重点项目
        state.grouped = True
        kind = "" if state.focus is None else self._kind(state.focus)
        opens = self.text[mention.start - 1 : mention.start] in ("。", ";", "\n")
        trade = opens and mention.end - mention.start > len(mention.head) + 2  # 。医药项目占三成
        listed = "等" in self.text[mention.start - 1 : mention.end]
        body = kind == OTHER and state.focus != state.person and listed  # 某某院…,甲、乙等项目
        if kind == PROJECT or body or (kind == ENTERPRISE and trade):
            state.focus = self.pointers.place_of()
        elif kind == PARK and self._told_before(mention):
            state.focus = state.section  # 甲产业园、乙孵化园等9个项目正加紧施工

    def _told_before(self, mention: Mention) -> bool:
        """Whether the park in focus is a part of the report's, told of in an earlier sentence."""
        state = self.state
        if state.focus is None or state.section is None or self._kind(state.section) != PARK:
            return False
        if "等" not in self.text[max(0, mention.start - REACH_OF_LIST) : mention.end]:
            return False
        begin = self.text.rfind("。", state.opened, mention.start)
        return state.focus != state.section and state.heard.get(state.focus, (-1, -1))[0] < begin

    def _kind(self, entity: int) -> str:
        return self.cast.entities[entity].kind
