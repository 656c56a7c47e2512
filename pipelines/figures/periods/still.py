"""What goes on at the day of the report, by the aspect of its words: 仍有, 还缺, 其余正在办理.

已 tells that something has come about (`by_now.py`), 仍 and 正在 that it lasts. What a story tells
so is not of the stretch that went before, whatever the thing is otherwise counted by; an account
of that stretch (`headline.py`) tells of its end.
"""

from __future__ import annotations

from datetime import date

from pipelines.figures.patterns import later
from pipelines.figures.periods.apply import INFERRED, Choice
from pipelines.figures.periods.cues import SO_FAR, words
from pipelines.figures.periods.place import Place
from pipelines.figures.times.frames import FLOW, PLAN, Frame
from pipelines.figures.types import Reading

# 仍有, 尚有, 还缺: by themselves. 还有 may also only add one thing more to a list.
LASTS = later(
    "(?<!的)(?:(?:[仍尚]|依然|依旧)(?:然|旧)?(?:只|仅)?(?:有|缺|差|剩|欠|存|留|空|闲置|停)|(?:还|也|仅|只)(?:缺|欠|剩|差)(?!不多|距|别|异)|(?<![短紧稀或不空])缺)"
    "(?:下|着|在|工|口|额)?(?:约|近|超|各类)?[^,。;:、0-9率]{0,8}$"
)
REST = later(
    "(?:^|[,、;]|[园区县市厂里内])(?:还有|另有|另外|还|其余的?|剩余的?|剩下的?|余下的?|其他)?$"
)
UNDONE = later(
    "[^,。;0-9的]{0,14}?(?:没有?(?!过)|尚?未(?!来)|正(?:在|处于|抓紧|加紧|加快|办|等|待)"
    "|在建|在谈|在办|在审|待[建批投开产售租]|等着|等待"
    "|有待|排队|处于|闲着|空着)"
)
OPENING = 60  # characters of a paragraph in which it says what it is about


def undone(reading: Reading, place: Place) -> bool:
    """仍有3家没有换证, 其余12个正在办理: a count of those to which it has not come yet."""
    if reading.unit != "count" or reading.status == "planned":
        return False
    if reading.kind not in ("level", "addition") or UNDONE.match(place.tail) is None:
        return False
    return REST.search(place.head) is not None or LASTS.search(place.head) is not None


def lasts_now(reading: Reading, place: Place) -> bool:
    """Whether a thing still is so on the day of a report that accounts for no stretch."""
    if place.account or reading.status == "planned" or reading.unit not in ("count", "m2", "%"):
        return False
    kinds = reading.kind in ("level", "addition", "share")
    return kinds and (undone(reading, place) or LASTS.search(place.head) is not None)


def troubled(place: Place) -> bool:
    """也有成长的烦恼。有5家企业反映技工难招: the troubles of a park are those of now."""
    if place.account:
        return False
    begin = max(place.sentence_start, place.at - OPENING)
    pattern = words("scene", "troubles")
    if pattern.search(place.text, begin, place.tail_end):
        return True
    opens = place.paragraph_start
    return pattern.search(place.text, opens, min(opens + OPENING, place.at)) is not None


PRESENT_WORDS = later("[现已]|目前|如今|累计")


def after_already(
    reading: Reading, place: Place, other: Reading, before: Place, choice: Choice
) -> bool:
    """已开工11个、投产5个, 4个在建: 已 is said of all stages that a list goes through."""
    counts = reading.unit == other.unit == "count" and reading.kind == other.kind == "level"
    same = counts and reading.status == other.status and before.sentence == place.sentence
    if not same or not choice.period.as_of or before.bound is not None:
        return False
    if place.stated and place.stated[0].start > before.at:
        return False
    between = place.text[other.end : place.at]
    now = choice.basis == INFERRED and SO_FAR.search(before.verb) is not None
    return (now or "累计" in before.verb) and STAGES.fullmatch(between) is not None


STAGES = later(
    "[,、](?:(?:竣工|建成|正式|实现|主体|完成)?(?:开工|投产|投用|达产|竣工|落地|签约|试产|封顶|入库|交付|运营|开业|建成|完工|动工|入驻|落户)(?:建设|运营|使用|投产)?(?:项目|企业)?)?"
)


def moved_on(place: Place, frame: Frame | None) -> bool:
    """2018年, …。去年底二期投用后, 厂房达到38万平方米: an event dated since the time in force."""
    dated = place.dated
    if dated is None or frame is None or frame.kind == PLAN:
        return False
    end, last = dated.period.end, frame.period.end
    return end is not None and last is not None and end > last


def reached_since(reading: Reading, place: Place, frame: Frame, today: date | None) -> bool:
    """2012年落子河湾, 从一套装置起步, 累计投资已达310亿元: a year long over dates no 已 of now.

    Unless it opens the sentence and so governs all of it: 2019年, 产值已达310亿元.
    """
    end = frame.period.end
    far = frame.kind == FLOW and end is not None and today is not None and end.year < today.year
    if not far or frame.end >= place.clause_start or place.text.startswith(",", frame.end):
        return False
    return reading.kind in ("level", "share") and REACHED.search(place.head) is not None


REACHED = later(
    "(?:现已|均已|已经|(?<!年底)已)(?:有|达到?|超过?|突破|增至|升至|拥有|集聚|入驻|落户)[^,。;0-9]{0,10}$"
)


def listed(place: Place) -> bool:
    """去年产值19.4亿元、用工1460人: what 、 joins to a number shares its time."""
    begin = place.at - len(place.head)
    beside = place.text[begin - 1 : begin] == "、" or place.head.startswith("、")
    return beside and PRESENT_WORDS.search(place.head) is None
