"""What a number is that its status hangs on: the size of a site, a target in itself."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.periods.cues import MISSED, QUOTA_SHARE, SET_BEFORE
from pipelines.figures.status.words import is_quota
from pipelines.figures.types import Reading

WHOLES = {"project_total_investment", "planned_area", "registered_capital"}
SITE = later("占地|建筑面积|建筑规模|总面积|用地|规划面积|建设规模|(?<!竣工)(?<!开工)(?<!交付)面积")
# 计划投资3.6亿元、用地210亩; 拟投资7亿元,建设占地…: what the same plan says of its site.
SITE_TOO = later(
    "(?:[、和]|,(?=建设(?:占地|用地|建筑面积)))(?:项目|建设|新增|规划|总)*(?:用地|占地|建筑)(?:总?面积)?(?:约|近|为)?"
)
DEALT_WITH = later("增加|收回|处置|盘活|腾退|清退|消化|整治|收储|闲置|低效|征收|征迁|出让|拆|平整")
AIMED = later(
    "(?:以上|以下|左右)?[”’]?的?(?:大关)?(?:年度|全年|预期|奋斗|总体?|既定|宏伟|远景|阶段性?|工作)?(?:目标|任务)|(?:大关|台阶)?(?:而)?(?:迈进|冲刺|进军|挺进|进发|努力|奋斗|奋进|前进|奔跑|奔去|发起冲[击刺])"
)

# 今年超过50亿元没有悬念: what nobody doubts is still to come.
ASSURED = later(
    "(?:的?(?:大关|目标|关口|门槛))?[”,]?(?:应该|肯定|完全|基本|绝对|已|也)?"
    "(?:没有?(?:任何|什么|太大|多大|大的?)?(?:悬念|问题)|毫无悬念|[是也]?板上钉钉|不在话下|不成问题|问题不大"
    "|有(?:把握|底气|信心)|胜券在握|十拿九稳|稳操胜券|指日可待|胜利在望|志在必得)"
)
# 年可实现产值: what is earned, not what is held.
EARNS = later("(?:实现|创(?!新)|新增|贡献|上缴|带动|增加|产值|税收|营收|销售收入|利税)")
DESIGNED = later(
    "(?<!建筑)(?<!布图)设计(?!院|师|企业|公司|中心|园|服务|大赛|周|奖)(?:机架|产能|能力|规模|年|日|月|处理|容量|库容|吞吐|床位|装机|客流)?[^,。;、0-9]{0,2}$"
)
AREA_REACHED = later("(?:突破|达到|(?:扩大|增加|提高|扩展|拓展|增|扩)(?:到|至))(?:约|近)?$")
RAISED = later("(?:由|从)[^,。;]{2,30}(?:为|到|至)$")
ALREADY = later("已|了|完成[^,。;]{0,8}(?:准备|等待)")
DONE = later("已|了|(?<![划要争保])完成$")
# 明年新增规上企业6家, 三期600亩用地已经完成收储: this one is done.
FINISHED = later(
    "[^,。;、0-9]{0,10}?(?:已经|已)(?:全部|基本|顺利|提前|相继|陆续|成功)?"
    "(?:完成|到位|收储|交付|平整|获批|竣工|投产|建成|开工|投用|落地|复工|封顶|达产)"
    "(?![^,。;]{0,2}(?:后|时|的))(?![^,。;]{0,8}[0-9])"
)
# 如期实现产值500亿元的目标, 财政收入6亿元的目标圆满完成: a goal that was reached.
GOAL_REACHED = later(
    "(?:如期|提前|超额|圆满|顺利|成功|胜利|全面)(?:地|实现了|完成了|实现|完成|达成)"
)
GOAL_WAS_REACHED = later(
    "[^,。;、0-9]{0,8}(?:目标|任务)[”]?(?:已经|已|也|都|均)?"
    "(?:圆满|顺利|如期|提前|超额|全面|全部|基本|胜利|成功)+(?:完成|实现|达成|达到)"
)
NOT_YET = later("力争|确保|争取|力求|将|要(?!求)|拟|望|保证|预计|计划")
DEED = later("已|了|完成|建成|实现|建设|在建|封顶|完工|竣工")
OWN_NUMBER = later("[^,。;、0-9的]{0,8}的?(?:约|近|仅|不足|不到|超过|[“ ])*")  # 2020年底的9家
BEGUN_RATE = later("(?:开工|开复工|投产|竣工|签约|履约|落地|到位|转化|注册)率(?:为|达|达到)?$")
JOINT_AIM = later(
    "(?:以上|左右)?(?:[、和及][^,。;、0-9]{1,16}[0-9][0-9.]*[%万亿千]*[^,。;、0-9]{0,8}){1,4}的(?:年度|全年|预期|奋斗|总体?)?(?:目标|任务)(?!任务)"
)
# What a thing that is there can hold or make.
HOLDS = frozenset(
    ("每年可", "可容纳", "可年产", "可消化", "可消纳", "可产", "可入驻", "年可", "可安置")
)
HEADED = later("[^。;完达实超了]{0,14}")
YIELD = frozenset({"output_value", "gross_industrial_output", "tax_revenue"})
THINGS = frozenset("个家宗项")  # counts of projects, no capacity
GROUPED = frozenset(("projects", "road_length", "pipeline_length", "infrastructure_items"))
# 规划现代化生产线10条: what a project is laid out for.
PLANNED_THINGS = later(
    "(?<!总)(?<!经)规划(?!面积|用地|总|范围|占地|了|的|区)(?:建设)?[^,。;、0-9]{2,12}$"
)
ROUGH = later("初步核算|初步测算|初步统计|快报|初步估算|据测算")
CLOSE = 12  # characters between a group and what else is said of it
BEHIND = 240  # characters back in a sentence that may bear on a word
PUT_IN = later(
    "(?:再|将|准备|还要)(?:共同|联合|合作|继续|分期|总共|追加)*投(?:入|资)?(?:约|近|超过)?$"
)
# 该县将利用3年时间,投资50亿元: what is put in by a plan told in the clause before.
INVESTS = later("[,、]?(?:计划)?(?:投资|投入|斥资|投资规模|投资额)(?:约|近|超过?|达到?)?$")
# 要求各园区年内至少引进1个; 年内履约率不低于71%
REQUIRED = later(
    "(?:年内|全年|今年|要求|原则上|必须|须)[^,。;]{0,40}(?:不低于|不少于|不得低于|不得少于|至少)[^,。;、0-9]{0,6}$"
)
GOAL = later("(?<!总)投资(?:额)?(?:超过|突破|达到|达)(?:约|近)?$")
REACHING = later("(?:突破|达到|达|超过|超|实现|完成)$")
COMPLETED = later(
    "(?:累计|实际|共)?完成(?:年度)?投资(?:约|近|超)?$|[^,。;0-9]{0,6}[仅只才]完成(?:了|投资)?(?:约|近)?$"
)
PLANNED_SUM = later("(?:计划|打算|拟)(?:年度|总|完成)?投资(?:约|近|超)?$")
FILLED = later(
    "(?:全年|年度|今年|本年)?[^,。;0-9]{0,4}(?:计划|目标|任务)(?:已经?)?(?:完成|实现)(?:了|过)?(?:约|近|超)?$|(?:完成|占|为|达)[^,。;0-9]{0,20}(?:计划|目标|任务)[^,。;0-9]{0,6}的(?:约|近)?$"
    "|(?:完成|占|为|达)[^,。;0-9]{0,10}(?:计划|目标|任务)[^,。;0-9]{0,6}[0-9][0-9.]*[^,。;0-9]{1,4}的(?:约|近)?$"
)
OF_IT = later("的(?:约|近)?")
FILLING = later("(?:完成|实现)[^,。;0-9]{0,12}(?:计划|任务|目标)[^,。;0-9]{0,5}$")
STOCKS = frozenset(
    (
        "enterprises", "industrial_enterprises", "above_scale_enterprises", "high_tech_enterprises",
        "specialised_enterprises", "technology_smes", "market_entities", "production_lines",
        "employment", "treatment_capacity", "production_capacity", "innovation_platforms",
    )
)  # fmt: skip
REACHED_THEN = later(
    "首批|先招|先行|达|突破|超|增至|增加|扩大|新|可|提供|带动|吸纳|解决|安置|创造|引进|培育|实现|有望|将|预计|形成|到$|至$"
)
NOW_PAID = later(
    "(?:工资|月薪|薪酬)[^,。;0-9]{0,6}$|(?:远销|销往)[^,。;0-9]*$"
)  # 今年有望突破3亿元, 人均工资每月…


def finished(reading: Reading, head: str, tail: str) -> bool:
    """三期600亩用地已经完成收储, 3个项目已竣工: what is done already, among what is planned."""
    things = reading.kind == "level" and reading.unit in ("m2", "count")
    return (things and FINISHED.match(tail) is not None) or goal_reached(head, tail)


def goal_reached(head: str, tail: str) -> bool:
    """Whether a number is a goal that was reached: 提前实现税收10亿元的目标."""
    if AIMED.match(tail) is None or NOT_YET.search(head):
        return False
    return bool(GOAL_REACHED.search(head) or GOAL_WAS_REACHED.match(tail))


def of_a_site(reading: Reading, head: str) -> bool:
    """Whether a number describes a site or a project as such: 总投资, 占地; not 收回土地800亩."""
    if reading.kind != "level":
        return False
    if reading.indicator == "land_area":
        return DEALT_WITH.search(head) is None
    if reading.indicator == "floor_area":
        return SITE.search(head) is not None
    return reading.indicator in WHOLES


def site_too(text: str, previous: Reading, reading: Reading) -> bool:
    """Whether a plan's sum and the size of its site are told in one breath."""
    return SITE_TOO.fullmatch(text, previous.end, reading.start) is not None


def aimed(reading: Reading, head: str, tail: str) -> bool:
    """Whether a number is itself a target: 增长15%以上的目标, 年度任务90亿元."""
    amount = reading.unit not in ("count", "%", "pp")
    if SET_BEFORE.search(head) and (
        amount or MISSED.search(head) or ("年初" in head and reading.indicator != "projects")
    ):
        return True  # 没有达到年初提出的30亿元
    if reading.kind == "share" and QUOTA_SHARE.search(head):
        return True  # 资金占比55.0%(任务数占比50%)
    if reading.kind in ("growth", "multiple", "addition"):
        return bool(AIMED.match(tail))
    return reading.kind == "level" and bool(is_quota(head, tail) or AIMED.match(tail))


def aimed_jointly(text: str, reading: Reading) -> bool:
    """确定产值增长15%、新增高企50家的目标: the numbers listed before the word are all aimed at."""
    if reading.kind not in ("growth", "level", "addition", "multiple"):
        return False
    return JOINT_AIM.match(text, reading.end) is not None


def filled(text: str, reading: Reading, head: str, previous: Reading | None) -> int | None:
    """Where the words begin that say how far a plan was filled, None where none say so."""
    if previous is not None and COMPLETED.match(head) and reading.unit == previous.unit:
        ahead = text[max(0, previous.start - 8) : previous.start]  # 计划投资83亿元,完成投资39亿元
        return reading.start if PLANNED_SUM.search(ahead) else None
    if previous is not None and reading.kind == "share" and OF_IT.fullmatch(head):
        begin = max(0, previous.start - 24)  # 已完成全年投资计划2.8亿元的87.5%
        of = FILLING.search(text, begin, previous.start)
        return of.start() if of else None
    done = FILLED.search(head) if reading.kind == "share" else None
    return reading.start - len(head) + done.start() if done else None


def stands_now(reading: Reading, head: str) -> bool:
    """Whether a number tells what there is or what is paid, and not what is to be reached."""
    paid = NOW_PAID.search(head) is not None
    if reading.kind != "level" or not (paid or reading.indicator in STOCKS):
        return False
    return REACHED_THEN.search(head) is None
