"""What a park does in a clause of its place's: speaks for itself, or only stands in it.

A place of which a text tells has its parks in its clauses as means (以甲园、乙园为主战场), as aims
(围绕甲园和乙园两大平台), as causes (随着甲园一批项目达产) and as things done to (把小区整合到甲园).
Whoever reads on takes the place for the subject of what follows. Only a park at the head of its
clause, or one whose own figure follows in that clause, is spoken of.
"""

from __future__ import annotations

from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.heads import CLAUSE, at_head, clause_head
from pipelines.figures.cast.measured_works import firms_own
from pipelines.figures.cast.passing import OPENING, TO_WORK
from pipelines.figures.names.terms import PARK, PROJECT, REGION
from pipelines.figures.names.types import NOWHERE, Mention, State
from pipelines.figures.patterns import later
from pipelines.figures.subjects.bystanders import MEANS

ENDS = ",。;:\n?!"
NUMBER = later("\\d|[一二两三四五六七八九十百千]+(?:成|倍|[家个户]|分之)")
# What brings a park before a reader, after which it is told of; and how one at a clause's head
# is described: 老牌的|甲园, but not 推动基础好的|甲园.
SHOWN = later(
    "(?:是|有|叫|名为|当属|当数|要数|首推|莫过于|来自|位于|走进|来到|走访|探访|步入|踏入|置身|漫步|驱车|抵达|在|从|到|"
    "建|建设|设立|成立|创办|兴办|开辟|建起|建成|划出|规划)了?[^,。;:的、]{0,6}$"
)
OF_PLACE = "(?:[一-龥]{1,8}?[省市县区州旗])?"
FRAMED = later(f"{OF_PLACE}(?:随着|围绕|聚焦|依托|依靠|凭借|借助|通过|利用|将|把|对|向|全部|都)")
WORKED = later(f"{OF_PLACE}(?:推动|推进|支持|加快)")
AS_MEANS = later(f"[^,。;:]{{0,48}}?{MEANS.pattern}")  # 以甲园|、乙园为主战场
CLEFT = later("(?:是|当属|当数|要数|首推|莫过于)[“]?$")
DOES = later(
    "(?:建设|设立|打造|规划|培育|创建|整合|位于|坐落)(?:[^,。;:]{0,6}|[^,。;:]{2,40}[、和与及])$"
)
# Things of several parks that are counted: 甲园新材料、乙园装备制造等6个|产业集群; each park only
# says where one of them is.
OF_SEVERAL = later(
    "(?![区内的]|新增|引进|实现|完成)[一-龥]{2,12}(?:、[^,。;:、\\d]{2,24}){0,6}?"
    "、[^,。;:、\\d]{2,12}[区园][^,。;:、\\d]{2,12}等\\d+[个家条](?![^,。;:]{0,6}(?:园区|开发区))"
)


def only_stands(text: str, mention: Mention, cast: Cast, state: State) -> bool:
    """Whether a park stands inside a clause of the place in focus, none of whose figures it has,
    or says no more than where the first of several things is that are counted.

    The place is named in the clause, unless a word governs the clause. The park that a headline
    names is what the text is about, whatever is done to it: 某县支持园区发展,产值….
    """
    if OF_SEVERAL.match(text, mention.end):
        return True
    main = None if cast.main is None else cast.entities[cast.main]
    if state.focus is None or cast.entities[state.focus].kind != REGION:
        return False
    if main is not None and main.kind == PARK and main.titled:
        return False
    named = state.heard.get(state.focus, NOWHERE)[0]
    start = mention.opens if mention.opens >= 0 else mention.start
    low = clause_head(text, start)
    if text.endswith("以", low, start) and AS_MEANS.match(text, mention.end):
        return True
    if at_head(text, mention):
        return False
    ends = (text.find(stop, mention.end, mention.end + CLAUSE) for stop in ENDS)
    end = min((at for at in ends if at >= 0), default=mention.end)
    if NUMBER.search(text, mention.end, end) or SHOWN.search(text, low, start):
        return False
    opening = OPENING.match(text, low)
    head = opening.end() if opening else low
    if FRAMED.match(text, head, start):
        return True
    governed = WORKED.match(text, head, start)
    if not governed and (named < low or text[start - 1] == "的"):
        return False
    several = start < mention.start
    return several or TO_WORK.search(text, max(0, start - 16), start) is None


def firms_work(text: str, mention: Mention) -> bool:
    """Whether a work is what the firm of its sentence has for itself: 公司又建起研发中心,…."""
    named = mention.kind == PROJECT and mention.name != ""
    return named and text[mention.start - 1] != "的" and firms_own(mention.name)


def only_came_by(text: str, opened: int, heard: tuple[int, int], sentence: int, told: bool) -> bool:
    """Whether a park that a sentence of its place's has named is out of mind when that ends.

    It is where it was never the subject (规划建设甲园,…。前三季度,…), and where its sentence, in
    the middle of a paragraph, told no number of it (甲园公寓交付使用。财政收入28亿元).
    The park with which a paragraph opens stays in mind, and so does one that is brought in:
    最红的是甲园。
    """
    start = heard[0]
    if start < opened or start >= sentence:
        return False
    if CLEFT.search(text, max(opened, start - 12), start):
        return False
    low = max(opened, clause_head(text, start))
    if not told:
        return max(text.rfind(stop, opened, start) for stop in "。!?") >= opened
    opening = OPENING.match(text, low)
    head = opening.end() if opening else low
    return FRAMED.match(text, head, start) is not None or DOES.search(text, low, start) is not None
