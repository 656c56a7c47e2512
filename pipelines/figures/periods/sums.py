"""累计: whether a sum is of the stretch in force, or of all the time up to a day."""

from __future__ import annotations

from datetime import date

from pipelines.figures.patterns import later
from pipelines.figures.periods.apply import INHERITED, Choice
from pipelines.figures.periods.deeds import done_ones
from pipelines.figures.periods.place import OWN, Place
from pipelines.figures.periods.spans import one_year
from pipelines.figures.periods.traits import cumulated
from pipelines.figures.times.calendar import year
from pipelines.figures.times.frames import AS_OF, SINCE, Frame
from pipelines.figures.times.frames import FLOW as STRETCH
from pipelines.figures.types import Reading

# A day on which the account is made up, and the comma after it: 2017年末, 年底盘点,
TALLY = later(
    "(?:[再又]?(?:数一数|一数|数下来|盘点|清点|盘账|一?算账|算一算|一算|盘算)(?:家底)?)?,"
)
SUM_SINCE = later("(?<!企业)(?<!公司)(?<!园区)累计")
FIRMS_SUM = later("[^,。;0-9]{0,10}(?:企业|公司|园区|开发区)[^,。;0-9]{0,4}累计")
# 累计完成8.2亿元, 同比增长7%: what is held against a year ago, a plan or a whole is a stretch's.
MEASURED = later(
    "(?:左右|以上)?[,、(;]?(?:同比|比上?[年去]|较上?[年去]|增长|下降|增幅|占年|占全年|(?:在总|在全)[^,。;0-9]{0,10}[占中]|占总|占全|完成年|完成全年|为年)"
)
# 一季度, 产值累计完成202亿元;投资|累计完成76亿元: the next sum of the same stretch.
SUMMED = later("[^,。;0-9]{2,12}累计(?:完成|实现)")

HELP = later(
    "累计(?:为[^,。;0-9]{0,12})?(?:办理|减免|减税|退税|发放|兑现|拨付|投放|落实|争取|缓缴|降费|返还|新增减税)"
    "[^,。;0-9]{0,14}$"
)
OPENS = 8  # characters after a stretch in which a list of sums begins
ALL_TOLD = later("累计(?:已)?(?:突破|超过|达到|已达|达)(?:了)?")
PROGRESS = later("累计完成投资|形象进度")
CLOSING = 11  # from this month a year is told of as a whole
SITE = later("工地|现场")


def summed(reading: Reading, place: Place, frame: Frame) -> bool:
    """累计 of the stretch in force: below its heading, or measured by a plan or a year ago."""
    headed = place.clause.startswith("累计") and place.clause_start == place.sentence_start
    measured = MEASURED.match(place.text, place.end) is not None
    if frame.kind == STRETCH and FIRMS_SUM.match(place.head) and _counted_before(place):
        return True  # 54户规上企业累计完成产值323亿元: all of them together
    helped = frame.kind == STRETCH and frame.start >= place.paragraph_start
    helped = helped and reading.unit != "count" and one_year(frame.period)
    if helped and reading.subject_kind not in OWN and HELP.search(place.clause):
        return True  # 1—5月…。税收收入占八成; 累计办理留抵退税7.8亿元
    if reading.subject_kind in OWN:
        return frame.kind == STRETCH and headed  # of a project: since it was begun
    if frame.kind == SINCE:
        return frame.start >= place.paragraph_start
    years = frame.start >= place.paragraph_start and not one_year(frame.period)
    return frame.kind == STRETCH and (headed or measured or years)


def flows_in(reading: Reading, place: Place, frame: Frame) -> bool:
    """Whether what may stand is of a stated stretch: 累计 within it, those dealt with in it."""
    if frame.kind != AS_OF and done_ones(place.clause):
        return True
    return cumulated(reading, place) and goes_on(reading, place, frame)


def goes_on(reading: Reading, place: Place, frame: Frame) -> bool:
    """Whether a sum goes on with the stretch that its sentence has named."""
    if place.between and ALL_TOLD.fullmatch(place.clause) and one_year(frame.period):
        return False  # 上半年开行班列126列, 累计突破1000列
    if ";" not in place.text[frame.end : place.at] or SUMMED.match(place.clause):
        return True
    if frame.kind == STRETCH and not one_year(frame.period):
        return True  # “十三五”时期…; 累计完成投资1260亿元
    if frame.kind not in (STRETCH, SINCE) or reading.subject_kind in OWN:
        return False
    if frame.kind == STRETCH and HELP.search(place.clause) and reading.unit != "count":
        return True  # 上半年…; 累计发放稳岗补贴560万元
    first = place.text.find("累计", frame.end, place.clause_start)
    if 0 <= first - frame.end <= OPENS:
        return True  # 上半年, 累计签约…; 累计走访…
    return frame.kind == STRETCH and MEASURED.match(place.text, place.end) is not None


def progress(reading: Reading, place: Place) -> bool:
    """上半年…, 新材料项目累计完成投资117亿元: how far a project is, in an account of a stretch."""
    project = reading.subject_kind == "project" and not SITE.search(place.lead)
    return project and PROGRESS.search(place.clause) is not None


def closing_year(place: Place, today: date | None) -> Choice | None:
    """今年, 预计完成产值210亿元。新引进项目26个: what a year near its end has brought so far."""
    plan = place.plan
    if plan is None or today is None or today.month < CLOSING:
        return None
    told = plan.start >= place.paragraph_start and plan.period == year(today.year)
    return Choice(plan.period, INHERITED, plan.words) if told else None


def _counted_before(place: Place) -> bool:
    """Whether the words of a number begin right after another number of its clause."""
    begin = place.at - len(place.head)
    return begin > place.clause_start
