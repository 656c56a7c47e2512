"""Whether a mention is what its clause speaks of, or only stands in it."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.cast.passing import (
    A_PART,
    ALIAS,
    AROUND_IT,
    CEREMONY,
    COSTS,
    COUNT,
    DISTANCE,
    DOES_TO,
    DONE_TO,
    GIFT,
    GIVEN_TO,
    GROWS,
    HANDED,
    HAS_OF,
    HELD_BY_IT,
    HELPS,
    HONOURED_TOO,
    INNER,
    LAID_ON,
    LAID_TO,
    LISTS,
    MADE_OF,
    MET,
    ONE_OF_THEM,
    OPENING,
    PARTS_OF,
    SET_BY,
    SETS_UP,
    SETTLES,
    SIGNS,
    SINCE_IT,
    SPEAKS,
    SPENDS,
    TO_WORK,
    TOLD_BY,
    TURNS,
    USES,
    WHO_ARE_THERE,
    WORKED_AT,
    aimed_at,
    described,
    gains,
    gives,
    introduced,
    keeps_firm,
    only_worked_on,
    part_or_kind,
    set_beside,
)
from pipelines.figures.cast.ranked_in import held_against, named_so, seen_from
from pipelines.figures.names.terms import (
    ENTERPRISE,
    OTHER,
    PARK,
    PROJECT,
    REGION,
    SECTOR,
    ends_in,
    terms,
)
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later
from pipelines.figures.subjects.asides import told_of
from pipelines.figures.subjects.bystanders import only_used
from pipelines.figures.subjects.partners import brought_in, stands_by
from pipelines.figures.subjects.ranked import has_its_place, honoured_as, only_counted
from pipelines.figures.subjects.trade_topics import A_SHARE, THEIR_SHARE, speaks_of_trade
from pipelines.figures.types import Span

FRAME = later(
    "(?:在|从)[^,。;:\n]{2,40}?(?:中|里|上)(?=,?[一-龥]{0,6}?(?:位|列|排|名|居|获|荣|脱|综合|总|跃|继|得|作用|地位|份额|前列|领先|遥遥|举足))"
)
ASIDE = later(
    "的?(?:底子|基础|家底|老底子)上|账[上面户]|门口|大门|门前|北部|南部|东部|西部|东侧|西侧|南侧|北侧|境内|(?:以|之)?外(?:的|企业|化工|工业)|以外|附近|周边|以东|以西|以南|以北"
)
# Between two places that something is measured against: 占全镇的92%、全市的18.6%.
MEASURED_TOO = later(
    "(?:的? ?[\\d.]+ ?(?:%|个百分点|个点|个|位)?)?"
    "(?:[、和与及](?:比|占|高于|快于|低于)?|,(?:比|占|高于|快于|低于))"
)
SHARE_OF = later(
    "(?:不到|不足|近|约|超)?(?:[\\d.]+%|[一二三四五六七八九两]成(?:多|以上|左右)?|百分之[一-龥]{1,5}|[二三四五六七八九十]分之[一二三四五六七八九])的"
)
# What a firm's people say: within it the park is spoken of for a clause only.
SPEECH = later(
    "“([^”\\n]{8,400})”[^。“\\n]{0,30}?(?:总经理|董事长|经理|厂长|创始人|总监|公司|企业负责人|企业相关负责人)"
)
GATHERS = later("(?:将|正|已|就|便)*(?:形成|集聚|聚集|汇聚|崛起|成为全)")  # 未来这里将形成产业集群
GIVES_GOAL = later("(?:管委会)?[给为对][它其](?![他中])")  # 园区给它定的目标是50亿元
OFFICIAL = later("管委会|党工委|园区|开发区|局长?|县长|市长|区长|镇长|主任|书记")
CONVENES = later("[^,。;:\n]{0,6}(?:召开|举行|举办|签署|签订)")
BY = ("由", "以", "和", "与", "同", "包括", "包含", "像", "例如", "比如")
TOGETHER = later("[和与][^,。;、]{2,10}?(?:合作|携手|联合|共建|签|结对|对接|贸易|往来)")
# Where somebody has moved: 搬到了下游的某某新区.
MOVED = later(
    "(?:[搬迁][进到入至往]|落[在到]|集中在|布局在|分布在|投向|落户|落地|落子|入驻|进驻|扎根|安家|选址|投产|建[在到])(?:在|于|到)?了?(?:[^,。;:的]{0,6}的)?$"
)
MAKER = later("(?:公司|集团|厂|企业|项目)(?!负责人|董事长|总经理)[一-龥]")
# A period after a place, which looks like a rank: 全省前7个月, 全市第一季度.
PERIOD = later("前[\\d一二三四五六七八九十]+个?(?:月|季)|第[一二三四]季|首(?:季|月)")
REACH = 200  # how far back a clause may begin
IS = later("(?<![那这便就正的还])[是系由为]$")
ITS = later("[^,。;:、\\d]{0,16}的|[^,。;:、\\d]{4,}")  # what of it the subject is
CLEFT = later("(?:的,?(?:还)?(?:是|有|数|属)|当属|当数|要数|首推|莫过于)$")
PREDICATE = later(
    "(?:(?:(?<![那这便就正的])是|系|作为|成为|属于)[^,。;:“”\\n]{2,}|(?:依托|借助|围绕|引进|引入|吸引|带着|带来|携(?!手)带?|怀揣)(?!的)[^,。;:“”\\n]{0,10})(?<![办立]的)$"
)
# What is told apart from the others and then named: 最大的项目是甲集团的|乙项目.
MOST = later(
    "(?:项目|企业|工程|园区),是[^,。;:]*$|"
    "(?:最[^,。;:]{1,6}的|龙头|链主|代表)[^,。;:]{0,8}是[^,。;:]*$"
)
# 作为主战场的经开区 does something; 作为开发区 only says what the subject is.
GRADED_AS = later(
    "(?:作为(?![^,。;:]{2,6}的$)|唯一|首个|首批|最大|升级为|晋升为|获批)[^,。;:]{0,8}$"
)
BECOMES = later("(?:是|成为|作为|属于|列为)[^,。;:]{0,8}$")
GIVEN = ("对", "向", "给", "让", "和", "与", "把", "被", "问", "像", "带", "说")
PASSED = later("(?:口岸)?(?:通行|往返|开行|发运|进出|出入|通关|入境|出境|验放|运输)")
SPEAKS_ONLY = later("[^,。;:]{0,4}?(?:说|告诉|介绍|表示|感慨|坦言)")
FOR_INSTANCE = ("比如", "例如", "再如", "又如", "譬如")
NOT_THERE = later("[外旁边附]|”?籍")  # beside it; ships that are registered there
ORGANS = ("委", "政府", "人大", "政协", "纪委", "工商联")
EXAMPLE = ("为例", "作为例")  # 以某某园为例: whom the text goes on about
AT_THEM = ("在", "在各", "在所有", "到各", "于各")
REACHED = ("到", "遍布", "覆盖", "辐射", "面向", "来自", "惠及")


class Topics:
    """Judges mentions of one report by the words around them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.speeches = [
            m.span(1) for m in SPEECH.finditer(text) if not OFFICIAL.search(text, m.end(1), m.end())
        ]
        self.frames = [(m.start(), m.end()) for m in FRAME.finditer(text)]

    def frame_end(self, mention: Mention) -> int:
        """End of the frame in which a mention stands (在…考评中位列), 0 outside one."""
        place = bisect_left(self.frames, (mention.start, 0))
        for start, end in self.frames[max(0, place - 1) : place + 1]:
            if start <= mention.start < end:
                return end
        return 0

    def in_firm_speech(self, mention: Mention) -> bool:
        """Whether a mention stands in a quotation of a firm's people."""
        place = bisect_left(self.speeches, (mention.start + 1, 0)) - 1
        return place >= 0 and mention.start < self.speeches[place][1]

    def stays(self, mention: Mention) -> bool:
        """Whether 该公司 may point back to a firm that is no topic where it is named."""
        named = mention.entity >= 0 and not mention.listed
        return named and not stands_by(self.text, mention, mention.start)

    def speaks(self, mention: Mention) -> bool:
        """Whether a mention of a place only tells whose organ it is that says something."""
        return SPEAKS.match(self.text, mention.end) is not None

    def named_as(self, mention: Mention) -> bool:
        """Whether a mention says what the industry in focus has become: 已成为首位产业."""
        low = max(0, mention.start - 12)
        return BECOMES.search(self.text, low, mention.start) is not None

    def compared(self, mention: Mention, span: Span) -> bool:
        """Whether something is measured against the mention: 占全县的, 高于全市."""
        if mention.kind in (PARK, REGION, OTHER) and DISTANCE.match(self.text, mention.end):
            return True  # 距省城48公里、某某港35公里
        if mention.kind not in (PARK, REGION):
            return False
        if mention.kind == REGION and SHARE_OF.match(self.text, mention.end):
            return True  # 以全市4.3%的土地贡献了全市68.7%的税收
        if mention.kind == REGION and HAS_OF.match(self.text, mention.end):
            return True
        if self.text.endswith("在", 0, mention.start) and A_PART.match(self.text, mention.end):
            return True
        if mention.kind == PARK and (
            held_against(self.text, mention) or only_used(self.text, mention)
        ):
            return True
        low = max(span.start, mention.start - 10)
        share = mention.kind == REGION and THEIR_SHARE.match(self.text, mention.end)
        if share and A_SHARE.search(self.text, low, mention.start):
            return True  # 占某省的11.3%,某市的42%
        ends = self.text[mention.end : mention.end + 1] in "。,;:\n"
        if ends and mention.name and CLEFT.search(self.text, low, mention.start):
            return False  # 最红的是甲园。
        task = mention.kind == PARK and mention.name and not mention.group
        if task and TO_WORK.search(self.text, max(0, mention.start - 16), mention.start):
            return False  # 。推动甲园提速发展。
        if self.text.endswith(LISTS, 0, mention.start):
            return False  # 增长较快的有3家,分别是甲园增长9%
        if gains(self.text, mention):
            return False
        before = COUNT.sub("", self.text[low : mention.start].rstrip("“"))[-5:]
        near = self.text[max(span.start, mention.start - 6) : mention.start]
        return ends_in(before, terms().compared) or set_beside(self.text, mention, near)

    def takes(self, mention: Mention, span: Span, focus: str, dropped: int) -> bool:
        """Whether a mention takes the focus from a subject of kind `focus`."""
        if mention.kind == SECTOR:
            return speaks_of_trade(self.text, mention, opens=self._opens(mention))
        start = mention.opens if mention.opens >= 0 else mention.start
        before, words = self.text[max(span.start, start - 5) : start], terms()
        if told_of(self.text, mention, before) or self._one_of_them(mention, start > span.start):
            return False
        if mention.kind == PARK:
            return self._park(mention, before, focus)
        if mention.kind == OTHER and mention.head in (mention.name, "她", "他"):  # a person
            return not (before.endswith(GIVEN) or SPEAKS_ONLY.match(self.text, mention.end))
        if mention.kind == REGION or (mention.kind == OTHER and "研究" not in mention.head):
            if mention.kind == OTHER and NOT_THERE.match(self.text, mention.end):
                return False
            if (
                mention.kind == OTHER
                and before.endswith("经")
                and PASSED.match(self.text, mention.end)
            ):
                return True
            return self._region(mention, span, before, dropped)
        if self._predicate(mention, start, span):  # of others only institutes come here
            return False
        named = mention.kind in (ENTERPRISE, OTHER) and mention.name != ""
        if named and focus == PROJECT and ITS.match(self.text, mention.end) and IS.search(before):
            return False  # 该项目是甲研究所核心专利的应用
        if mention.kind in (ENTERPRISE, OTHER):
            spoken_of = self.text.startswith(("来说", "而言", "来讲"), mention.end)
            spoken_of |= before.endswith("以") and self.text.startswith(EXAMPLE, mention.end)
            if before.endswith(FOR_INSTANCE) and self.text[mention.end : mention.end + 1] == ",":
                return True
            return spoken_of or not (before.endswith(BY) or ends_in(before, words.located))
        return mention.kind != PROJECT or not self.text.startswith(SINCE_IT, mention.end)

    def _one_of_them(self, mention: Mention, inside: bool) -> bool:
        """甲公司名列其中: only named, unless its sentence goes on (甲公司就是其中之一,该公司…)."""
        there = (inside or mention.kind == PARK) and ONE_OF_THEM.match(self.text, mention.end)
        return bool(there)

    def _predicate(self, mention: Mention, start: int, span: Span) -> bool:
        """Whether a name only says what the subject is: 该项目是全省最大的新材料项目."""
        if mention.kind != PROJECT and stands_by(self.text, mention, start):
            return True
        low = max(span.start, start - REACH // 5)
        met = MET.search(self.text, low, start)  # 再往里走是一家丝厂
        if met or MOST.search(self.text, low, start):
            return False
        return bool(PREDICATE.search(self.text, low, start)) and not brought_in(self.text, mention)

    def _park(self, mention: Mention, before: str, focus: str) -> bool:
        if not mention.name and mention.head.endswith("基地") and not self._opens(mention):
            return False  # 建起有机硅新材料基地: what somebody builds points to no park
        if aimed_at(self.text, mention) or (not mention.name and before.endswith(AROUND_IT)):
            return False  # 围绕园区建设,…
        low = max(0, mention.start - 16)
        if introduced(self.text, mention):
            return True
        if self._in_passing(mention, before) or honoured_as(self.text, mention):
            return False
        if focus == REGION and before.endswith(AT_THEM):  # 某区将在开发区布局2个平台
            inside = mention.head in INNER or self.text[mention.end : mention.end + 1] in ",内里"
            return inside or (bool(mention.name) and not SETS_UP.match(self.text, mention.end))
        works = only_worked_on(self.text, mention, before)
        if focus in (REGION, PARK) and works and not TO_WORK.search(self.text, low, mention.start):
            return False
        if focus not in (ENTERPRISE, PROJECT, OTHER):
            return True
        if focus == PROJECT and before.endswith(("是", "系", "属", "为")):
            return False  # 该项目是甲园区产业链的链主项目
        if mention.head == "这里":  # the workshop that somebody has walked into
            told = focus == OTHER and self._opens(mention)
            return told or GATHERS.match(self.text, mention.end) is not None
        short = mention.end - mention.start == len(mention.head)
        if (short or not mention.name) and self._spoken_for(mention):
            return False
        stop = self.text[mention.end : mention.end + 2].removeprefix("区")[:1]
        if mention.name and TURNS.search(before) and stop == ",":
            return True  # 而在某某园,…
        return not keeps_firm(self.text, mention, before)

    def _in_passing(self, mention: Mention, before: str) -> bool:
        """Whether a park is a place, a part, a grade or an object, whoever is in focus."""
        if ASIDE.match(self.text, mention.end) or before.endswith((*PARTS_OF, *USES)):
            return True
        if self._what_is_done(mention) or part_or_kind(self.text, mention):
            return True
        low = max(0, mention.start - 12)
        laid = before.endswith(("给", "对", "为", "向")) and LAID_ON.match(self.text, mention.end)
        theirs = mention.name and WHO_ARE_THERE.match(self.text, mention.end)
        if laid or theirs or before.endswith(LAID_TO):
            return False  # 某市下达给园区的任务; 入驻某某开发区的工业企业达到65户
        if ends_in(before, terms().located) or MOVED.search(self.text, low, mention.start):
            return True
        if not mention.name and before.endswith(("下达的", "安排的", "专项的", *HELD_BY_IT)):
            return True  # 省里下达的园区建设专项债
        if not mention.name and GRADED_AS.search(self.text, low, mention.start):
            return True
        if mention.group and only_counted(self.text, mention.end, self.frame_end(mention)):
            return True
        if mention.group and DONE_TO.search(self.text, low, mention.start):
            return True
        if GIFT.match(self.text, mention.end) and GIVEN_TO.search(self.text, low, mention.start):
            return True
        after = self.text[mention.end : mention.end + 2]
        role = before.endswith("以") and after[:1] in ("为", "作")
        if after in MADE_OF or (role and not self.text.startswith(EXAMPLE, mention.end)):
            return True  # 由梅川、茶埠两个园区组成, 园区总数达45个, 以某某园为主体
        if before.endswith("人在") and WORKED_AT.match(self.text, mention.end):
            return True
        return before.endswith("在") and SETTLES.match(self.text, mention.end) is not None

    def _what_is_done(self, mention: Mention) -> bool:
        """Whether a name is another one's, an event's, or one of several things that were got."""
        low, after = max(0, mention.start - 24), self.text[mention.end : mention.end + 1]
        alias = ALIAS.search(self.text, max(0, mention.start - 16), mention.start)
        if alias or GIVES_GOAL.match(self.text, mention.end):
            return True
        if not mention.name:
            return False
        if self.text.endswith(",", 0, mention.start) and HONOURED_TOO.match(self.text, mention.end):
            return True
        listed = after in ("、", "和", "与", "及") and COSTS.search(self.text, low, mention.start)
        return bool(listed) or CEREMONY.match(self.text, mention.end) is not None

    def _spoken_for(self, mention: Mention) -> bool:
        """Whether a firm, or a verb of one, stands before a pointer in its clause."""
        low = max(0, mention.start - 40)
        low = max(low, *(self.text.rfind(m, low, mention.start) + 1 for m in ",。;:\n“"))
        if MAKER.search(self.text, low, mention.start):
            return True
        opening = OPENING.match(self.text, low)
        return (
            opening is not None
            and DOES_TO.match(self.text, opening.end(), mention.start) is not None
        )

    def _opens(self, mention: Mention) -> bool:
        """Whether a mention begins its sentence or its part of one."""
        before = self.text[max(0, mention.start - 3) : mention.start].rstrip(" ")
        return before[-1:] in ("", "。", ";", "\n", "!", ":", ",")

    def _region(self, mention: Mention, span: Span, before: str, dropped: int) -> bool:
        after = self.text[mention.end : mention.end + 6]
        if has_its_place(self.text, mention):
            return False
        if (
            after.startswith((*ORGANS, *HANDED))
            or (after.startswith(terms().fields) and not PERIOD.match(self.text, mention.end))
            or (after[:1] in ("、", "和", "与") and not TOGETHER.match(self.text, mention.end))
        ):
            return False
        also = dropped > span.start and MEASURED_TOO.fullmatch(self.text, dropped, mention.start)
        after_it = SET_BY.match(self.text, mention.end) or TOLD_BY.match(self.text, mention.end)
        if also or after_it or named_so(self.text, mention, before):
            return False
        turned = seen_from(self.text, mention) or gives(self.text, mention)
        if before.endswith("所在的") or turned:
            return True
        if self.frame_end(mention):
            return True
        if before.endswith(REACHED) or (before.endswith("在") and mention.head == "全国"):
            return False
        if (
            CONVENES.match(self.text, mention.end) and not SIGNS.match(self.text, mention.end)
        ) or self.speaks(mention):
            return False
        helped = before.endswith(HELPS) and GROWS.match(self.text, mention.end)
        if helped or gains(self.text, mention):
            return True
        start = mention.opens if mention.opens >= 0 else mention.start
        low = max(span.start, start - REACH)
        purse = mention.head.endswith(("财政", "政府"))
        if purse and before.endswith("其中"):  # whose share of the subject's money it is
            return False
        if purse and (before.endswith("由") or SPENDS.match(self.text, mention.end)):
            return True  # the purse that pays is what the money is about
        clause = max(low, *(self.text.rfind(m, low, start) + 1 for m in ",。;"))
        if self.text.startswith("由", clause) and clause < start:  # 由甲县投资、乙市出地建设
            return False
        low = max(low, *(self.text.rfind(m, low, start) + 1 for m in ",;:、“】—"))
        return self._leads(mention, low, start)

    def _leads(self, mention: Mention, low: int, start: int) -> bool:
        """Whether only time, or what describes a port, stands before a name in its clause."""
        fronts = (p for p in terms().provinces if self.text.endswith(p, low, start))
        start -= len(next(fronts, ""))  # 贵州|某某县酒企
        party = self.text.endswith(("委、", "委和"), 0, start)
        if party and mention.head.endswith("政府"):
            return False  # 按照市委、市政府的部署, 完成市委、市政府下达的任务: whose they are
        opening = OPENING.match(self.text, low)
        if opening is None or opening.end() >= start:
            return opening is not None
        return described(self.text, mention, opening.end(), start)
