"""What a number is besides its nature: the size of a project, a quota, money spent, a sum."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.periods.cues import AIMED, DESIGNED, QUOTA, QUOTA_SHARE, SET_BEFORE, SO_FAR
from pipelines.figures.periods.nature import (
    ATTRIBUTE,
    FLOW,
    PRICED,
    REACHES,
    STOCK,
    deed,
    natures,
)
from pipelines.figures.periods.place import OWN, Place
from pipelines.figures.times.frames import FLOW as STRETCH
from pipelines.figures.times.frames import PLAN, SINCE, Frame
from pipelines.figures.types import Reading

PRICES = later("[月日年时底起]薪|工资|租金|单价|价格|(?<!评)价从|利率|运费|学费")
PRICE_BACK = 24  # characters back to the price that rose
BUILDS = later(
    "(?:上马|上了|新上|建设|新建|兴建|建起|建成|扩建|引进|打造|改造|实施|布局|投建|筹建|续建)"
)


BEGUN_THEN = later(
    "[^,。;、0-9]{0,8}(?:点火|试车|试产|投产|开工|动工|开建|奠基|竣工|完工|投用|投运|启用|开业|启动|落地|签约|封顶|并网|通水|通车)"
    "[^,。;0-9]{0,4},"
)


INVESTED = later("(?:又|再)?投资(?:约|近|超)?")


def spent(reading: Reading, place: Place, frame: Frame) -> bool:
    """上半年, 园区投资6000万元: money spent in a stretch, not the size of a project."""
    if reading.indicator != "project_total_investment" or frame.kind not in (STRETCH, SINCE, PLAN):
        return False
    toward = frame.kind == PLAN and place.text.endswith(("到", "至"), 0, frame.start)
    since = place.text[frame.end : place.at]
    if reading.subject_kind == "project" and BEGUN_THEN.match(since):
        return False  # 加工项目6月点火, 投资1.3亿元
    sized = toward or "总" in place.clause or "的" in place.tail or ";" in since
    # 公司投资2.7亿元上马: what its project costs
    own = reading.subject_kind in OWN and BUILDS.match(place.tail) is not None
    own = own and not INVESTED.fullmatch(since)  # 今年3月投资4800万元办起饮片基地
    return not (sized or own or place.between)


def has_no_time(reading: Reading) -> bool:
    """A capacity: without a time, but for one that a plan of the park adds."""
    return natures().get(reading.indicator, FLOW) == ATTRIBUTE


def of_project(reading: Reading) -> bool:
    """5GW高效电池项目: a size of a named project is an attribute of it."""
    named = reading.subject_kind == "project" and reading.kind == "level"
    return named and reading.indicator == "other"


ONE_PLANT = later("的?[^,。;、0-9]{0,8}?(?:机组|电站|电厂|风电场|热电联产)(?!群)")
CONTENTS = later("(?:建设|工程)内容(?:主要)?(?:包括|为|有|含|:)")


def of_design(reading: Reading, place: Place) -> bool:
    """该项目建设8条生产线, 装机容量60兆瓦: what a project is made of."""
    if reading.kind in ("level", "addition") and CONTENTS.search(place.lead):
        return True  # 建设内容主要包括新建道路587米
    power = reading.indicator == "installed_capacity" and reading.kind == "level"
    if power and not place.first_part and ONE_PLANT.match(place.tail):
        return True  # 2×55万千瓦机组去年并网
    if reading.subject_kind != "project" or reading.kind != "level":
        return False
    if reading.indicator == "installed_capacity":
        return not SO_FAR.search(place.head)  # 已并网210万千瓦
    lines = reading.indicator == "production_lines"
    return lines and bool(DESIGNED.search(place.verb)) and not SO_FAR.search(place.verb)


def cumulated(reading: Reading, place: Place) -> bool:
    """累计签约58个 in a stretch is a flow of it; 累计达45个, and firms and people, stand."""
    flows = natures().get(reading.indicator, FLOW) == FLOW
    summed = (
        "累计" in place.verb and "历年" not in place.verb and (flows or "累计达" not in place.verb)
    )
    counted = natures().get(reading.indicator, FLOW) == STOCK
    return summed and (not counted or deed(place.verb))


def sold_abroad(reading: Reading, place: Place) -> bool:
    """上半年…, 产品远销12个国家: where goods of a stretch told went in it."""
    if reading.unit != "count" or REACHES.search(place.head) is None or not place.between:
        return False
    return bool(place.stated) and place.stated[0].kind == STRETCH


def priced(place: Place) -> bool:
    """月薪从2800元涨到3400元: what a wage or a price rose to, which holds."""
    if PRICED.search(place.head):
        return True
    return place.second_part and bool(PRICES.search(place.clause[-PRICE_BACK:]))


def quota(reading: Reading, place: Place) -> bool:
    aimed = AIMED.match(place.tail) or QUOTA.search(place.head) or SET_BEFORE.search(place.head)
    aimed = aimed or QUOTA_SHARE.search(place.head)
    held = reading.kind in ("level", "growth")  # 超过23%的年度目标
    held = held or (reading.kind == "share" and QUOTA_SHARE.search(place.head) is not None)
    return held and reading.status == "planned" and bool(aimed)
