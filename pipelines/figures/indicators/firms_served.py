"""Whom counted firms were served by, and which set they are the rest of.

为42家企业减税, 给18家小微企业发放贷款, 帮助甲公司、乙公司等11家企业申报: what is done for firms
stands before and behind their number. 42家规上企业中,停产7家,其余35家: those left are of the set.
"""

from __future__ import annotations

from pipelines.figures.indicators import of_sets
from pipelines.figures.indicators.kinds import RELATIVE
from pipelines.figures.indicators.linking import Link, Scene, settle
from pipelines.figures.indicators.wordings import OTHER
from pipelines.figures.patterns import later

FIRMS = frozenset({"enterprises", "industrial_enterprises", "market_entities", OTHER})
BACK = 44  # characters before a number in which its preposition or verb may stand
# The noun of those who are served, right behind their number, and what is done for them after it.
WHO = (
    r"[^,。;、\d]{0,8}?(?:企业|[一-鿿]企(?!业)|公司|业户|商户|农户|纳税人|缴费人|个体户|个体工商户"
    r"|(?:经营|市场)主体)"
)
SERVED = later(WHO + r"(?![,。;、)]|中|$)")
NAMES = r"(?:[^,。;\d]{1,30}等)?"
FOR = later(
    r"(?:(?:^|[,。;、\d家“]|[今去]年|已|共|累计|先后|分别|园区|银行|部门|中心|公司"
    r"|全[区县市]|该区|开发区|[一-鿿](?=给))(?:为|给|替)"
    rf"|(?:帮助|帮扶|协助|扶持|助力)(?:了)?){NAMES}(?:辖区|区内|园内|园区|全[区县市])?(?:的)?(?:近|约|超|超过|逾|多达)*$"
)
TO = later(rf"(?:向|对){NAMES}(?:辖区|区内|园内|园区|全[区县市])?(?:的)?(?:近|约|超|超过|逾)*$")
GIVES = later(
    WHO + r"[^,。;\d]{0,8}?"
    r"(?:发放|投放|提供|放款|放贷|授信|兑现|兑付|拨付|返还|给予|减免|补贴|奖励|支付|退)"
)
HANDED = later(
    r"(?:兑现|发放|拨付|返还|发|送|交|划拨|补贴|奖励)(?:给|到)(?:了)?(?:近|约|超过?|逾)*$"
)
POSTED = later(
    r"(?:抽调|选派|派出|组织|安排|选调)[^,。;]{0,20}?(?:进驻|派驻|驻点|下沉到?)(?:了)?(?:近|约|超过?|逾)*$"
)
# 走访甲公司、乙公司等60家企业
VISITED = later(
    r"(?:走访|拜访|调研|考察|走进|上门服务|实地查看)(?:了)?[^,。;\d]{2,36}等(?:近|约|超过?|逾)*$"
)
# 42家规上企业除5家停产外,其余37家复工
LEFT = later(r"(?:其余|余下|剩余|剩下|余|除|除了)的?(?:这|那)?$")
HALTED = later(
    r"(?:停产|半停产|停工|停业|减产|限产|歇业|未复工|未开工|未开机|满产|满负荷)"
    r"(?:的)?(?:仍|还|有|达|共|约|近|只|仅)*$"
)
OF_THEM = later(r"[家户][^。;]{0,14}(?:中,|中有|中的?|,其中,?)[^。;]*$")


def refine(scene: Scene, link: Link) -> None:
    """Make the code of counted firms more exact by what was done for them or by their set."""
    if link.verdict.kind in RELATIVE or link.reading.unit_text not in ("家", "户"):
        return
    if link.code not in FIRMS:
        return
    text, at = scene.text, link.reading.start
    begin = max(scene.start, at - BACK)
    if _served(scene, link, begin):
        settle(link, "benefited_enterprises", "something was done for them")
    elif VISITED.search(text, begin, at) and link.code == "enterprises":
        settle(link, "service_visits", "they were called on")
    elif link.code in ("enterprises", OTHER):
        _of_the_set(scene, link, begin)


def _served(scene: Scene, link: Link, begin: int) -> bool:
    text, at, end = scene.text, link.reading.start, link.reading.end
    if FOR.search(text, begin, at) and SERVED.match(text, end, scene.end):
        return True
    if TO.search(text, begin, at) and GIVES.match(text, end, scene.end):
        return True
    if link.code == OTHER:
        return False
    return bool(HANDED.search(text, begin, at) or POSTED.search(text, begin, at))


def _of_the_set(scene: Scene, link: Link, begin: int) -> None:
    """除5家…外,其余37家企业; 68家规上企业中,停产7家: what is counted is of the set before."""
    source = of_sets.firms_before(scene, link.at)
    if source is None or source.reading.unit_text != link.reading.unit_text:
        return
    text, at = scene.text, link.reading.start
    rest = LEFT.search(text, begin, at) is not None
    state = HALTED.search(text, begin, at) is not None
    if rest or (state and OF_THEM.search(text, source.reading.end - 1, at)):
        settle(link, source.code, "of the set before")
