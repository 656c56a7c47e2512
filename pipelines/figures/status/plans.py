"""A plan that the text speaks of, and how far it goes on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.figures.patterns import later
from pipelines.figures.periods.nature import ACQUIRED
from pipelines.figures.status.traits import (
    AREA_REACHED,
    BEGUN_RATE,
    CLOSE,
    GOAL,
    GROUPED,
    INVESTS,
    PUT_IN,
    REACHING,
    site_too,
)
from pipelines.figures.status.words import ESTIMATE, POTENTIAL, TARGET, Cue
from pipelines.figures.times.words import Mention
from pipelines.figures.types import Reading

ACTUAL, PLANNED = "actual", "planned"
CAPACITIES = {"production_capacity", "treatment_capacity", "installed_capacity"}
AGREED = later("签约|协议|合同|意向|认缴")
# 预计完成生产总值556亿元;社会消费品零售总额168亿元: the list of what is expected goes on.
ABLE_NOW = later("(?:眼下|目前|如今|现在|平均每[天日月])(?:,[^,。;0-9]{2,6}|[^,。;0-9]{0,6})$")
BARE_SUM = later(
    "(?:[^,。;0-9]{2,6}方面,)?(?:实际)?(?!目[前标])[^,。;0-9完实已新签引现截]{0,16}(?:总[值额量]|收入|投资|增加值|产值|内资|外资|税收|利[税润]|出口|用电量)(?:实际(?:利用|使用|到账)?)?(?:同比)?(?:约|达到?|增长|下降)?(?:约)?[0-9]"
)
# 甲区营业收入预计6192亿元;乙区为1962亿元: who, and how much, of what is expected.
ELLIPTIC = later(
    "[^,。;、0-9已累截]{2,14}(?:则|也)?(?:约为|为|约|是)(?:约|近)?[0-9][0-9.,]*[万亿]*(?:美?元|吨)"
)
YIELDS = later(
    "(?:预计)?(?:第[二三]年|每?年|可|带动|提供|实现|安置|创造|上缴|税收|利税|产值|吸纳|解决)"
)
TO_BUILD = later("(?:建成|开发|拓展|新增|启动建设)(?![^,。;]*(?:占地|用地|面积))[^,。;0-9]{0,14}$")
STAGED = later(
    "[^,。;、0-9]{0,12}(?:投产|建成|竣工|投用|交付|试产|完工|投运|开业|封顶|试车|量产|并网|启用|运营|达产|点火|投料|[试出]产品|通车|开园|交房|收官|试运行)(?=[,。;])"
)
SHALL_FROM = later("(?:将|拟|计划|预计|有望|力争|可望|争取|要)(?:由|从)[^,。;0-9]{0,8}$")
CHANGED_TO = later(
    "[^,。;0-9]{0,6}(?:增|扩|提|升|降|减|压|缩|涨|拓)[^,。;0-9]{0,4}(?:至|到|为)(?:约|近|超过?)*"
)
# 全部建成后,园区总投资将超过1000亿元: what comes together in time, no decision on one work.
SUM_TO_COME = later("(?:总投资|投资总额|总投资额)(?:将|有望|可望)(?:达到?|超过?|突破|增至|增加到)$")
SUM = later("(?:预计|拟|计划|打算|预算)总?投资(?:额|总额)?(?:约|近|超|超过|达|达到|为)*[0-9]")
# 10个计划投产项目实现投产7个: a plan that only says which projects they are.
OF_THOSE = later("(?:计划|拟|应|预计)[^,。;0-9]{1,10}(?:项目|工程)")
# 项目32个,总投资898亿元,年内计划完成投资86亿元,开复工项目25个: the sum alone is planned.
SUM_ALONE = later(
    "(?:年内|年度|今年|当年|全年|总)?(?:计划|拟|预计)[^,。;0-9]{0,6}投资[^,。;0-9]{0,4}$"
)
OF_DONE = later("(?:已经?|现有)[^,。;、0-9]{1,8}的")
COUNTED = frozenset(("projects", "annual_planned_investment", "project_total_investment"))
SUMS = frozenset(("annual_planned_investment", "project_total_investment"))

DRAWN = later("(?:吸引|带动|撬动|拉动|引来)(?:社会|民间|客商|各类|产业)*(?:投资|资金)[约近超达]*$")


@dataclass(frozen=True, slots=True)
class Plan:
    """What made the text speak of things to come; strong plans outlast their sentence."""

    kind: str
    words: str
    at: int
    strong: bool = False
    heads: bool = True  # no number stands before it in its part of the sentence
    lasts: bool = False  # it heads what is expected of a stretch not over: 预计全年


def goes_on(text: str, plan: Plan, stop: int) -> bool:
    """Whether what is expected goes on after the ； at an offset."""
    if plan.kind == ESTIMATE and ELLIPTIC.match(text, stop + 1):
        return True
    if not plan.heads and plan.kind != POTENTIAL:
        return False
    more = YIELDS if plan.kind == POTENTIAL else BARE_SUM
    return more.match(text, stop + 1) is not None


def still_yields(text: str, plan: Plan | None, latest: Mention | None, offset: int) -> bool:
    """达产后可带动…, 年产值力争突破…: what a project yields goes on, no ； and no time since."""
    if plan is None or (latest is not None and latest.start > plan.at):
        return False
    return ";" not in text[plan.at : offset]


def opened(plan: Plan | None, kind: str) -> bool:
    """今年将新上…, 建成后产值可达166亿元; 新建小学2所: a plan that what one yields interrupts."""
    return (
        kind == POTENTIAL
        and plan is not None
        and plan.kind == TARGET
        and (plan.heads or plan.strong)
    )


def resumed(plan: Plan | None, headed: Plan | None) -> Plan | None:
    """The plan that goes on where what one project yields has been told."""
    return headed if headed is not None and plan is not None and plan.kind == POTENTIAL else plan


def ended(
    text: str,
    plan: Plan | None,
    offset: int,
    last: Reading | None,
    together: Callable[[int, int], bool],
) -> bool:
    """计划实施的62个项目已开工51个: whether 已 ends a plan, not told in its clause right before.

    10个计划投产项目实现投产7个: nor where the plan only says which projects they are.
    """
    if plan is None:
        return False
    if plan.strong and OF_DONE.match(text, offset) is not None:
        return False  # 抓好已签约的35个项目落地: what the plan is to do with things that are there
    if OF_THOSE.match(text, plan.at, offset) is not None:
        return True
    return not together(plan.at, offset) or (last is not None and last.start > plan.at)


def heads(text: str, previous: Reading | None, offset: int) -> bool:
    """Whether a cue begins its part of a sentence, parts ending at ；."""
    return previous is None or ";" in text[previous.end : offset]


def lasts(text: str, plan: Plan, begin: int) -> bool:
    """Whether a plan goes on in the next sentence, which begins at an offset.

    今年计划实施项目16个。其中,新开工7个: parts of what is planned.
    """
    parts = plan.kind == TARGET and text.startswith(("其中,", "其中:"), begin)
    return plan.strong or parts


def within(plan: Plan | None, kind: str) -> bool:
    """Whether a target is told within one that heads its part: 今年要达到…, 其中甲园区冲…."""
    return plan is not None and plan.kind == kind == TARGET and plan.heads


def begun(
    plan: Plan | None,
    reading: Reading,
    head: str,
    counted: bool,
    phrase: Callable[[int], int],
) -> bool:
    """预计年产值412亿元, 开工率59%: how many were begun is known, whatever they will yield.

    counted says that the sentence has counted projects that are there, phrase where the phrase
    around an offset begins.
    """
    if plan is None or plan.kind not in (ESTIMATE, POTENTIAL) or plan.strong:
        return False
    known = reading.kind == "share" and BEGUN_RATE.search(head) is not None
    # 推进项目56个,预计年产值81亿元,其中签约项目21个
    known |= counted and reading.indicator == "projects" and "新" not in head
    return known and plan.at < phrase(reading.start)


def sum_alone(plan: Plan | None, before: Reading | None, reading: Reading, head: str) -> bool:
    """Whether a plan that heads no part of its sentence is of the one investment before it."""
    if plan is None or plan.strong or plan.heads or before is None or before.status != ACTUAL:
        return False
    counted = before.indicator in COUNTED and plan.at > before.start
    return counted and reading.indicator in SUMS and SUM_ALONE.search(head) is not None


def of_projects(text: str, at: int, before: Reading | None) -> bool:
    """签约项目10个,预计投资76亿元,其中甲园区5个: the sum alone of those counted is expected."""
    if before is None or before.indicator != "projects" or before.status != ACTUAL:
        return False
    return SUM.match(text, at) is not None


def mode(reading: Reading, head: str, planned: bool, plan: Plan | None, rough: bool) -> str:
    """How the text speaks of a number: as of a target, an estimate, an agreement, a report."""
    if planned:
        if reading.indicator in CAPACITIES:
            return POTENTIAL
        if plan is not None and reading.indicator != "annual_planned_investment":
            return plan.kind
        return TARGET
    if reading.indicator == "contracted_investment":
        return "agreed"
    if reading.unit != "count" and AGREED.search(head):
        return "agreed"
    return ESTIMATE if rough else "reported"


def reaches(reading: Reading, plan: Plan, head: str, goal: bool, same: bool, told: bool) -> bool:
    """力争新开工项目投资额突破1200亿元, 今年准备再投3亿元: the plan of its own clause.

    goal says that the sentence names a time to come, same that plan and number share a clause,
    told that the plan is told in the sentence and that no thing follows the number.
    """
    if plan.kind == TARGET and reading.unit == "m2" and AREA_REACHED.search(head):
        return True  # 按照规划, 到2027年, 总建筑面积突破1000万平方米
    if goal and reading.indicator == "project_total_investment" and GOAL.search(head):
        return True  # 预计到2015年, 投资超过600亿元
    invested = reading.indicator == "project_total_investment" and plan.kind == TARGET
    if invested and told and INVESTS.fullmatch(head):
        return True
    drawn = reading.indicator == "project_total_investment" and DRAWN.search(head)
    if drawn and told and not plan.strong:
        return True  # 届时可入驻企业22家, 吸引投资60多亿元
    if not same:
        return False
    if reading.indicator == "project_total_investment" and PUT_IN.search(head):
        return True
    aims = plan.kind in (TARGET, ESTIMATE)
    if aims and reading.indicator in ("land_area", "built_area") and TO_BUILD.search(head):
        return True  # 明年要建成北片区4.5平方公里
    return aims and bool(REACHING.search(head) or ACQUIRED.search(head))


def whole(
    text: str, reading: Reading, previous: Reading | None, adjacent: re.Match[str] | None
) -> tuple[bool, str]:
    """A whole investment or an area exists as soon as it is decided, unless planned itself."""
    if adjacent:
        return True, adjacent.group()
    shall = reading.subject_kind != "project" and SUM_TO_COME.search(
        text, max(0, reading.start - 16), reading.start
    )
    if shall:
        return True, shall.group()
    if previous is None or previous.status != PLANNED:
        return False, ""
    group = previous.indicator in GROUPED and reading.subject_kind != "project"
    same = group and reading.start - previous.end <= CLOSE
    if not same and not site_too(text, previous, reading):
        return False, ""
    return True, previous.because.get("status", "")


def shall_become(text: str, first: Reading | None, head: str) -> bool:
    """用工将由160人增至300人: the second value of a change that is to come."""
    if first is None:
        return False
    led = SHALL_FROM.search(text, max(0, first.start - 16), first.start) is not None
    return led and CHANGED_TO.fullmatch(head) is not None


def in_brackets(text: str, before: Reading, reading: Reading) -> bool:
    """计划总投资877亿元(占全省的12%): a part of what is planned, told in its bracket."""
    part = reading.kind == "share" and before.status == PLANNED
    return (
        part and text.startswith("(占", before.end) and ")" not in text[before.end : reading.start]
    )


def able_now(text: str, cue: Cue) -> bool:
    """眼下每日可创造5080万元: what it gives by now."""
    able = cue.kind == POTENTIAL and cue.words.startswith(("可", "年可", "每年可", "能"))
    return able and ABLE_NOW.search(text, max(0, cue.start - 12), cue.start) is not None
