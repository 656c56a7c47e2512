"""Whether the number of a place's parks is told, which is the place's: 数量由96个压减至58个."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

NUMBER_OF = later(
    "(?:全[省市州县旗]|自治区)(?:各类|各级各类)?(?:工业|产业)?(?:园区|开发区|集中区|集聚区)(?:已|共|就|目前)*(?:达到?|有|为|增至|发展到)$|(?:数量|总数|总量|个数|家数)(?:已|也|共|就|约|现|目前)*(?:由|从|达到?|增至|增加到|有|为|是|突破|超过?|压减至)?$"
)
CHANGES = (
    "(?:增[至到]|增加[至到]|扩[至到]|扩大[至到]|扩容[至到为]|扩充[至到]|压减[至到为]|减少?[至到为]|整合[至到成为]|"
    "优化[至到为]|精简[至到为]|调整[至到为]|缩减[至到]|发展到|拓展[至到])"
)
BEFORE_IT = later("[由从](?:[^,。;\\d]{0,6}|\\d{4}年(?:底|末|初)?的?)$")
GROWN = later(f"(?:,)?(?:逐步|陆续|进一步)?{CHANGES}(?:目前|现在|如今)?的?\\d")
GROWN_TO = later(
    f"[由从][^,。;]{{1,14}}[个家],?(?:逐步|陆续|进一步)?{CHANGES}(?:目前|现在|如今)?的?$"
)
# Where their number has its place: 总数达到22家,居全国|第2位.
ITS_PLACE = later(",?(?:总?数量?|总数|规模)?(?:稳|并|位|排|名)?[居列位][^,。;\\d]{0,6}$")
REACH = 34  # characters before a figure in which its first number may stand


def told_as_number(text: str, start: int, end: int) -> bool:
    """Whether a figure is how many parks there are, or were, in all."""
    low = max(0, start - REACH)
    if NUMBER_OF.search(text, low, start) or GROWN_TO.search(text, low, start):
        return True
    return BEFORE_IT.search(text, low, start) is not None and GROWN.match(text, end) is not None


def ranks_number(text: str, former: Reading, reading: Reading) -> bool:
    """Whether a rank is of the number of parks told right before it, and so their place's."""
    counted = former.indicator == "parks" and former.unit == "count"
    near = 0 < reading.start - former.end <= REACH
    return (
        counted
        and near
        and reading.kind == "rank"
        and ITS_PLACE.fullmatch(text, former.end, reading.start) is not None
    )
