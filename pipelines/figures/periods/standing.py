"""The day on which something stands that no time is told of beside it."""

from __future__ import annotations

from datetime import date

from pipelines.figures.patterns import later
from pipelines.figures.periods.apply import INFERRED, INHERITED, STALE, STATED, Choice, over, under
from pipelines.figures.periods.cues import AT_PRESENT, OWNED, OWNED_NOW, SO_FAR, STILL, words
from pipelines.figures.periods.deeds import EARNED
from pipelines.figures.periods.nature import STOCK, rules_standing
from pipelines.figures.periods.place import Place
from pipelines.figures.periods.reign import other_next
from pipelines.figures.periods.still import lasts_now, troubled
from pipelines.figures.periods.sums import progress
from pipelines.figures.periods.traits import priced
from pipelines.figures.times import calendar as cal
from pipelines.figures.times.frames import AS_OF, PRESENT, RECENT, Frame
from pipelines.figures.times.frames import FLOW as STRETCH
from pipelines.figures.times.resolve import EARLY
from pipelines.figures.types import Reading

REFORMED = later("(?:环节|事项|材料|流程|手续)[^。;]{0,24}$")
THERE = later("现有|实有|[内里]有|(?:区|园|群|[园区][内里])$")
GREW = later(",(?:当年|全年|年内)?(?:净增|新增|同比|增长|[比较]上年)(?!.{0,4}年初)")
COUNTED = 45  # days within which the numbers of a stretch are told
STOPS = (",", "。", ";")
HAS = later("[园区]有(?:约|近|超)?$")  # 像这样的企业, 园区有259家
YIELDED = later("[^,。;0-9]{0,14}?(?:完成|实现|产值|产量|营收|收入|税收|利润)")
GRADED = later(
    "参评|参与考核|考核指标|[A-D][+]?类|等次|不?合格|优秀|得分|[黄红]牌|一票否决|末位|评[为定]|达标|不足[0-9.]+[万元分]"
    "|表扬|表彰|奖励|授予|星级|百强|[闯进]入前|前列|居前|前[0-9]+[位名]|榜上有名|取消[^,。;]{0,8}资格|约谈|警告"
)


class Standing:
    """Decides for the stocks of one report."""

    def __init__(self, today: date | None, assessed: int | None) -> None:
        self.today = today
        self.assessed = assessed  # the year whose assessment the report tells of
        self.now = Choice(cal.at(today), INFERRED, "")

    def choose(self, reading: Reading, place: Place, own: bool) -> Choice:
        """A stock without a time of its own: on the last day in force, or as the paper appears."""
        frame = place.inherited
        now = self.now
        if place.second_part and REFORMED.search(place.lead):
            return now  # 环节由14个压减至5个
        if self.assessed is not None and self._graded(reading, place):
            return of_assessment(self.assessed)
        ahead = self._told_next(place)
        if ahead is not None and not own:
            return ahead
        until = frame is not None and frame.until and frame.start >= place.paragraph_start
        until |= frame is not None and frame.kind == STRETCH and progress(reading, place)
        if frame is None or place.site or frame.kind in (PRESENT, RECENT) or (own and not until):
            return now
        there = frame.kind == AS_OF and "现有" in place.verb
        if there and frame.start < place.paragraph_start:
            return now
        told, summed = place.clause + place.tail, "累计" in place.clause
        now_told = (
            priced(place)
            or STILL.search(place.head)
            or SO_FAR.search(place.lead if summed else place.lead.rsplit(";", 1)[-1])
            or words("scene", "words").search(told)
            or lasts_now(reading, place)
            or troubled(place)
        )
        if now_told and (own or frame.kind != AS_OF or frame.start < place.paragraph_start):
            return now
        elsewhere = frame.start < place.paragraph_start
        if elsewhere and not place.account and frame.kind == STRETCH:
            return now  # a story told by scenes: what there is, is there now
        if elsewhere and other_next(place, frame):
            return now  # 在药材上做文章的产业园, 入园企业12家, 去年产值6.1亿元
        if frame.kind != AS_OF and (AT_PRESENT.search(told) or self._stale(frame, place)):
            return now
        return Choice(under(frame, STOCK, self.today), INHERITED, frame.words)

    def _graded(self, reading: Reading, place: Place) -> bool:
        """参评企业2147家, A类企业占四成: who was assessed, and in which class it came out."""
        frame = place.inherited
        of_year = frame is None or (frame.kind in (STRETCH, AS_OF) and frame.year == self.assessed)
        told = place.clause + place.tail
        if reading.indicator == "parks":  # 评为优秀的有甲、乙、丙等13个园区
            told = place.lead.rsplit(";", 1)[-1] + place.rest
        return of_year and bool(GRADED.search(told)) and not OWNED.search(place.head)

    def _stale(self, frame: Frame, place: Place) -> bool:
        """A time long over, by which nobody reports what stands: last year, told in June."""
        end = frame.period.end
        if end is None or self.today is None or frame.year == self.assessed:
            return False
        # 园区87家规上企业实现产值…: a set has the time of what it did
        gone, owned = (self.today - end).days, _owned(place)
        elsewhere = frame.start < place.paragraph_start
        # 上个月领了6150元: a month of one person's story dates nothing that stands
        told = elsewhere and frame.kind == STRETCH and frame.words in ("上个月", "上月")
        closed = self.today.month <= EARLY and (end.month, end.day) == (12, 31)
        if not elsewhere and frame.kind == STRETCH and _now_there(place):
            return True
        if frame.kind == STRETCH and GREW.match(place.rest):
            return False  # 高新技术企业总数达到154家, 净增27家
        if closed and end.year == self.today.year - 1:
            return told  # 2018年总结, read in January: what there is is told of the year's end
        old = gone > STALE or (elsewhere and gone > COUNTED)
        return told or (old and (owned or elsewhere)) or (owned and elsewhere)

    def _told_next(self, place: Place) -> Choice | None:
        """35家规上企业1—11月实现产值: a set has the day to which its deeds are told."""
        frame = place.after
        if frame is not None and frame.kind == PRESENT and frame.start < place.tail_end:
            return self.now  # 区内8家企业眼下有技工2300名
        bare = not (rules_standing(place.verb) or SO_FAR.search(place.lead) or place.stated)
        if frame is None or frame.kind != STRETCH or not bare or frame.start >= place.tail_end:
            return None
        known = frame.period.start is not None and over(frame, self.today)
        if not known or self._stale(frame, place) or STILL.search(place.head):
            return None
        return Choice(cal.at(frame.period.end), STATED, frame.words)


def _now_there(place: Place) -> bool:
    """现有10家; 像这样的企业, 园区有259家: told of now within what a stretch brought."""
    if OWNED_NOW.search(place.head):
        return True
    there = place.closed[:1] in STOPS and HAS.search(place.head) is not None
    return there and EARNED.search(place.lead) is None


def _owned(place: Place) -> bool:
    """Whether the words say that a park has something, which they say of now."""
    if place.closed[:1] in STOPS and HAS.search(place.head):
        return True
    there = THERE.search(place.lead.rsplit(";", 1)[-1]) and not YIELDED.match(place.closed)
    return bool(there) and not EARNED.search(place.lead)  # not 主营业务收入过百亿元的园区5个


def of_assessment(year: int) -> Choice:
    """What an assessment found is of the year assessed."""
    return Choice(cal.year(year), INHERITED, str(year), "of the year assessed")
