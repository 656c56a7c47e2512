"""Whether a number is told of an event, and so is of its day."""

from __future__ import annotations

from datetime import date

from pipelines.figures.patterns import later
from pipelines.figures.periods.cues import HERE, OWNED, PRIOR
from pipelines.figures.periods.nature import FLOW, STOCK
from pipelines.figures.periods.place import Place
from pipelines.figures.times.frames import FLOW as STRETCH
from pipelines.figures.types import Reading

TOLD_THERE = later(
    "会上(?:,[^,。;:]{0,20}(?:汇报|介绍|说|表示|透露|坦言|通报)|传出|传来|获悉|了解到|公布|透露|通报|[^,。;]{0,10}(?:显示|表明))"
)
# What no day brings: the sums of an account.
ACCOUNTED = frozenset(
    (
        "gdp", "gross_industrial_output", "gross_industrial_output_above_scale",
        "industrial_value_added", "industrial_value_added_above_scale", "value_added_other",
        "operating_revenue", "profit", "export_value", "import_value", "import_export_value",
        "retail_sales", "fixed_asset_investment", "industrial_investment",
        "technical_upgrade_investment", "general_public_budget_revenue", "fiscal_revenue",
        "tax_revenue", "foreign_investment_used", "electricity_consumption",
        "real_estate_investment", "cargo_throughput", "rd_expenditure",
    )
)  # fmt: skip
# Who came to an event: 客商130多人到会.
ATTENDED = later(
    "[^,。;0-9]{0,14}?(?:到会|到场|参会|参展|参赛|与会|出席|同[步时](?:进驻|入驻|签约|开工|投产|亮相)|"
    "(?:受到?|获得?)(?:通报)?(?:表彰|表扬|嘉奖)|"
    "(?:参加|见证)(?:了|此次|本次|这次)?[^,。;]{0,10}(?:会|仪式|活动|签约))"
)
# 此次集中开工项目共有8个: of the event, whatever the verb.
THIS_TIME = later(
    "(?:此次|本次|这次|此番|此批|这批|当天|当日)[^,。;0-9]{0,8}(?:开工|签约|投产|竣工|动工|推介|观摩|评审|集中|参加)[^,。;0-9]{0,12}$"
)
# 与会企业提出问题26个, 当场答复19个: what came up there.
CAME_UP = later(
    "与会[^,。;0-9]{0,6}(?:提出|反映|提交)[^,。;0-9]{0,24}$"
    "|当场(?:答复|解决|办结|交办|敲定)[^,。;0-9]{0,6}$"
)
MEETINGS = ("场", "次")  # measure words of what is held, not of what is told there
HOURLY = later("[0-9两三四五六七八九十]个?小时(?:便|就|即)|到[0-9]{1,2}[时点]|零点|零时")


def happens(reading: Reading, place: Place, kind: str, today: date | None) -> bool:
    """Whether a number is told of the event, and not of what stood before it."""
    told = place.lead + (place.tail if kind == STOCK else place.rest)
    frame = place.inherited
    account = frame is not None and frame.kind == STRETCH
    if (kind == STOCK or account) and TOLD_THERE.search(told):
        return False  # 座谈会上, 主任汇报: 入驻企业98家
    if reading.indicator in ACCOUNTED and reading.kind != "addition":
        return False  # 分析会上晒出的账本显示, 全县生产总值98亿元
    if place.text[place.end - 1] in MEETINGS:
        return False  # 召开推介会4场
    if ATTENDED.match(place.closed) or CAME_UP.search(place.head):
        return True
    event = place.event
    fresh = event is not None and today is not None and 0 <= (today - event).days <= 2
    if fresh and kind == FLOW and HOURLY.search(told):
        return True  # 昨日零时…。4个小时便突破1亿元; 到24时收官
    owned = kind == STOCK and OWNED.search(place.verb) and not THIS_TIME.search(place.head)
    return bool(HERE.search(told)) and not (owned or PRIOR.search(place.lead))
