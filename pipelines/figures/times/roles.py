"""What an expression of time does in its sentence: govern numbers, compare, date or name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.figures.layout import Layout, layout
from pipelines.figures.names.terms import alternation
from pipelines.figures.patterns import later
from pipelines.figures.times.accounts import gives_account, looks_ahead
from pipelines.figures.times.counted import counted
from pipelines.figures.times.grammar import vocabulary
from pipelines.figures.times.words import Mention, mentions

GOVERNS = "governs"  # the numbers after it are of that time
COMPARED = "compared"  # the base of a growth, a multiple or a rank
BOUND = "bound"  # of one number only: 由2020年底的9家
NAMED = "named"  # part of the name of a plan, an award, a meeting
DATELINE = "dateline"  # the day on which the reporter heard it
DATES = "dates"  # dates a thing or an event: 去年投产的项目, 2012年成立

NUMERAL = r"[0-9一二三四五六七八九两十百千万]"
NAME = 7  # characters of a name after 今年 or 上半年, its last word included
NO_CHANGE = ("盯到", "抓到", "送到", "跑到", "搬到", "推到", "办到", "用到", "投到", "帮到", "迁到")
NEAR = 40  # characters after a time in which its role shows
SINCE_THEN = later("[^,。;0-9]{0,20}(?:算起|以来|至今)")  # 从2012年升格为国家级算起
QUOTA_NEXT = later("(?:预期|考核|既定)?(?:目标|任务|计划)")
MEASURES = ("距离", "距", "离", "完成", "超额完成", "提前完成", "超过", "超")
QUOTA = later(r"(?:目标|任务|计划)(?:任务|数|投资)?\s?[0-9]")
SAME_AS = later(
    "的|相比|比|持平|相当|增(?![速幅])|升|涨|上|下|降|减|回|扩|缩|提|净增|多|少|翻|高|低|大幅|有所|略|小幅|微|同比|基数|[。;]|水平"
)  # after 去年同期, which is compared with
LONGER_BASE = later("[比较][^,。;0-9]{1,5}的?$")
MORE = later("的?(?:全年|同期)?[还又]?[多少高低增减翻提下上扩]")
JOINED = later("(?:年|月份?|季度|[日号])[和与同跟]$")
AIM = later("的?(?:目标|计划|设想|承诺|许诺|预期|规划|方案)")
HIGHEST = later(
    "的?(?:同期|单月|单日|历史|最)?(?:新高|新低|最高|最低|最好|最大|峰值|首次|首度|首个|第一次)"
)
SCENE_OF = later("[^,。;、0-9]{1,10}(?:的时候|那会儿|之时|时)(?=[,，])")
PART_NEXT = later(r"的(?:约|近|超)?[0-9.]+(?:[%倍成])")  # 恢复到去年同期的95%
# 不到去年同期的四成: a time of which a part or a multiple is told is what it is measured by.
PART_OF_IT = later(
    rf"的?(?:全年|同期)?的(?:约|近|超|不足|不到|超过)?(?:{NUMERAL}[0-9.]*[多余]?(?:成|倍)|{NUMERAL}+分之|一半)"
)
# 接住了一季度“开门红”的劲头: how it began, beside what is told of a longer stretch.
KEPT_UP = ("接住", "接着", "承接", "延续", "接续", "保持", "巩固")
BEGUN_WELL = ("“开门红", "开门红", "的良好", "的好", "的势头", "的劲头", "的态势", "的节奏")
# 占全年完成投资计划的32%, 占全年计划投资总额47.4%
OF_A_PLAN = later(
    "[^,。;0-9]{0,6}(?:计划|目标|任务)(?:数?的|(?:投资)?(?:总额|额)?的?(?:约|近)?[0-9])"
)
THEN_AND_NOW = later("(?:的|列|排|排名|居)?第[0-9]+[位名],(?:本次|此次|这次|本轮|今年|现)")
CLEFT = later("[^,。;0-9]{1,10}的(?=[,。;])")
IN_BRACKETS = later("(?:为|是)?(?:约|近)?[0-9.]+[^,。;0-9()]{1,4}[)]")
BEGUN_WITH = later("[^,。;0-9]{1,6}时的?(?:约|仅|不足)?[0-9]")
NUMBER_NEXT = later(r"(?:约|近|仅)?\s?[0-9]")
# The value of a time that another value is measured by: not 是去年的2.3倍.
OWN_VALUE = later(
    "(?:全年|同期|最[高低多]时|高峰时|水平|总和|总量|完成|实现|的)*(?:约|近|超)?[0-9][0-9.,]*[多余]?"
    "(?:[万亿千百]*[一-鿿](?<![倍成分个多余])|个(?!百分点|点))"
)
SHARE_OF = later("占[^,。;0-9]{0,4}$")
SHARE_NEXT = later("[^,。;0-9]{0,10}的(?:约|近|超)?[0-9.]+[%成]")
BY_SO_MUCH = later("(?:同期)?[0-9][0-9.]*[余多万亿千百]*[一-鿿]{1,2}(?=[,。;)、])")
AND = later("[和与及、]|以及")
# 2022年评价结果…,采用2021年度数据: the year that the results tell of.
DATA_OF = later("(?:采用|依据|根据|基于|使用|以)(20[0-9]{2})年度?(?:全年)?的?(?:统计|年报)?数据")
ASSESSED = later("[^,。;]{0,24}?(?:考核|考评|评价|评估|测评|排名|国考|大考)")
BEGAN = later("(?:由|从|把|将)[^,。;、]{0,14}$")
DISPATCH = later(r"\s?[电讯](?:[\s(“]|记者|通讯员)")  # 本报6月15日电 今天…
HEADS = later("(?:^|[。\n、.)])$")


LED_TO = "[到至为成了近约超出0-9]"  # after the one letter of a change: 增到, not 降解塑料生产线


@dataclass(slots=True)
class Timed:
    """An expression of time with its role."""

    mention: Mention
    role: str


@dataclass(frozen=True, slots=True)
class _Rules:
    compared: tuple[str, ...]
    measured_by: tuple[str, ...]
    of_number: re.Pattern[str]
    whole: re.Pattern[str]
    change: re.Pattern[str]
    became: re.Pattern[str]
    dating: re.Pattern[str]
    quota: re.Pattern[str]
    made: re.Pattern[str]
    event: re.Pattern[str]
    named: re.Pattern[str]
    titles: tuple[str, ...]
    headed: re.Pattern[str]
    agenda: re.Pattern[str]
    event_name: re.Pattern[str]
    held: re.Pattern[str]
    dateline: re.Pattern[str]


@cache
def _rules() -> _Rules:
    words = vocabulary()["roles"]
    event = alternation(words["events"])
    changes = f"{alternation(words['changes'])}|[扩增升降减压缩跃](?={LED_TO})"
    return _Rules(
        compared=tuple(words["compared"]),
        measured_by=tuple(words["measured_by"]),
        of_number=re.compile(rf"的(?:约|近|超|不足|仅|不到|超过|第)?\s?{NUMERAL}"),
        whole=re.compile(
            r"(?:全年|同期|全市|全县|全区|总量|总额|年底|水平|整个|工业区|园区|开发区|全园|工业|总产值|产值|营收|收入|税收|产量|投资|出口)*"
            r"(?:的|水平|总量|相比|持平|[,、])"
        ),
        change=re.compile(rf"[^,。;]{{0,24}}?(?:{changes})"),
        became=re.compile(rf"(?:/?年)?[^,。;0-9]{{0,6}}(?:{changes})"),
        dating=re.compile(
            rf"[^,。;、0-9的]{{0,8}}?(?:{event})[^,。;、0-9的]{{0,4}}的(?!{NUMERAL}+[多余]?[个家项条户])"
        ),
        quota=re.compile(
            "(?:预期|总|既定|收入|投资|考核|年度)?(?:目标|任务|计划|预算|指标)(?:任务|数)?(?=的|[,。;])"
        ),
        made=re.compile(
            rf"[^,。;0-9]{{0,24}}?(?:{alternation(words['made'])})[^,。;0-9]{{0,24}}(?=[,。;])"
        ),
        event=re.compile(
            rf"(?:正式|才|就|便|被|由|在|经|全面|顺利|[^,。;0-9]{{2,6}})?(?:{event})[了]?(?=[,。;、”]|$)"
            rf"|(?:正式|才|就|便)?(?:{alternation(words['arrivals'])})[^,。;、0-9]{{1,12}}(?=[,。;”]|$)"
        ),
        named=re.compile(
            r"(?:[^,。;:?!、0-9]{0,12}[0-9]{1,2}月份?)?"  # 2023年全市招商项目5月份集中签约活动
            rf"[^,。;:?!、0-9]{{0,12}}?(?:{alternation(words['names'])})(?!的?(?:项目|企业)?\s?(?![0-9]+[日月]){NUMERAL}|次|场)|度[^,。;:、0-9]{{0,3}}“"
            rf"|度?(?:全[市省县区国])?(?:省级?|市级?|国家级?)?第{NUMERAL}+[次届](?!签|招)"
        ),
        titles=tuple(words["titles"]),
        agenda=re.compile(rf"度?(?:{alternation(words['agenda'])})(?=[,。;、\n])"),
        event_name=re.compile(
            rf"[^,。;:、0-9]{{0,20}}?(?:{alternation(words['gatherings'])}|仪式|活动|会(?=[,。;]))"
        ),
        headed=re.compile(rf"度?(?:{alternation(words['agenda'])})(?=[。:\n])"),
        held=re.compile(alternation(words["held"])),
        dateline=re.compile(
            rf"[^。;0-9]{{0,14}}?(?:{alternation(words['datelines'])})"
            "|[^。;0-9]{0,14}?(?:公布|发布)的[^,。;0-9]{0,12}(?:显示|表明)"
            "|[^。;0-9会]{0,20}?(?:负责人|主任|书记|经理|局长|厂长|董事长)[^,。;0-9]{0,4}(?:介绍|告诉|说|表示|坦言)"
        ),
    )


def became(head: str) -> bool:
    """Whether a number is the value that a change leads to: 增加到37家."""
    return bool(_rules().became.match(head))


def first_part(head: str, tail: str) -> bool:
    """Whether a number is the value that a change began with: 由9家增加到37家."""
    if not ("由" in head or "从" in head or "把" in head or "将" in head):
        return False
    led = _rules().became.match(tail) if BEGAN.search(head) else None
    if led is None:
        return False
    return not led.group().endswith(NO_CHANGE)  # 把52个项目一个个盯到投产


@lru_cache(maxsize=4)
def times(folded: str) -> tuple[Timed, ...]:
    """Every expression of time of a folded text with its role, in order."""
    found = mentions(folded)
    if not found:
        return ()
    where, rules = layout(folded), _rules()
    out: list[Timed] = []
    for m in found:
        role, last = _role(folded, where, rules, m), out[-1] if out else None
        with_it = last is not None and last.role == COMPARED and role == GOVERNS
        if last is not None and with_it and AND.fullmatch(folded, last.mention.end, m.start):
            role = COMPARED  # 较1—5月和一季度分别回升
        if last is not None and m.kind == "bygone" and role == last.role == BOUND:
            role = NAMED if last.mention.end == m.start else role  # 从2006年起步时的3家
        out.append(Timed(m, role))
    return tuple(out)


def assessed(text: str) -> int | None:
    """The year of the assessment that a report tells of: 《2013年度考核评价的通报》."""
    data = DATA_OF.search(text)
    if data is not None:
        return int(data[1])
    for timed in times(text):
        mention = timed.mention
        if timed.role == NAMED and mention.year and ASSESSED.match(text, mention.end):
            return mention.year
    return None


def _role(text: str, where: Layout, rules: _Rules, m: Mention) -> str:
    before = text[max(0, m.start - 6) : m.start].replace(" ", "").rstrip("了")
    after = text[m.end : m.end + NEAR].replace(" ", "")
    aim = m.kind == "bygone" and (AIM.match(after) or ONCE_CALLED.match(after))
    if where.titled(m.start) or m.kind == "plan_name" or before.endswith(BOOKED) or aim:
        return NAMED
    if _record(before, after) or ("since" in (m.kind, m.edge) and HIGHEST.match(after)):
        return NAMED
    if before.endswith(("由", "从")) and m.kind == "year" and BEGUN_WITH.match(after):
        return BOUND  # 从2006年起步时的3家企业, 发展到96家
    if before.endswith(KEPT_UP) and after.startswith(BEGUN_WELL):
        return NAMED
    if before.endswith("占") and OF_A_PLAN.match(after):
        return COMPARED
    if before.endswith("(") and m.words in ("去年", "上年") and IN_BRACKETS.match(after):
        return BOUND  # 产值目标9亿元(去年8亿元)
    return _measured(rules, m, before, after) or _event_role(text, rules, m, after)


def _measured(rules: _Rules, m: Mention, before: str, after: str) -> str:
    """Compared with, or bound to a number of its own; nothing where it is neither."""
    if before.endswith(("超", "超出", "多出")) and BY_SO_MUCH.match(after):
        return COMPARED  # 开工77个,超去年同期17个
    if before.endswith((*rules.compared, *rules.measured_by)) and OWN_VALUE.match(after):
        return BOUND  # 超过去年的5.6亿元, 是去年全年7亿元的一半
    if before.endswith(("在", "于")) and (GROUND.match(after) or BASIS.match(after)):
        return COMPARED if GROUND.match(after) else BOUND  # 在2020年38户的基础上翻一番
    longer = LONGER_BASE.search(before) and MORE.match(after)  # 比搬迁前的2016年还多
    if longer or before.endswith(rules.compared) or after.startswith("相比"):
        return COMPARED
    if before.endswith(("与", "同", "跟", "和")) and after.startswith(("同比", "比较")):
        return COMPARED  # 引进项目数与去年同比增加151个
    changed = before.endswith(("由", "从")) and m.edge != "since"
    if changed and rules.change.match(after) and not SINCE_THEN.match(after):
        return BOUND
    if PART_OF_IT.match(after) or THEN_AND_NOW.match(after):
        return COMPARED if PART_OF_IT.match(after) else BOUND  # 上年第71位, 本次第38位
    if m.edge == "same":
        return _same_role(rules, before, after)
    told = before.endswith(rules.measured_by) and not before.endswith("的是")
    told = told and not JOINED.search(before)  # 2016年和2018年,产值分别为
    told = told and not (before.endswith(("是", "为")) and after[:1] == ",")  # 第二次是2008年, …
    if told and rules.whole.match(after) and m.kind != "present":
        return COMPARED
    if m.kind == "inside" and before.endswith(rules.measured_by):
        return COMPARED  # 只相当于年内高峰的三分之一
    if before.endswith(("是", "为", "相当于")) and rules.of_number.match(after):
        return COMPARED
    return BOUND if rules.of_number.match(after) and not m.until else ""


def _record(before: str, after: str) -> bool:
    """创今年以来新高, 自1998年以来最快的一年: over which a record stands, told of no number."""
    if MOST_SINCE.match(after):
        return True
    return before.endswith(RECORDS) and after.lstrip("的")[:2] in BEATEN


MOST_SINCE = later("(?!是)[^,。;、\\d]{0,6}最[^,。;、\\d]{1,6}的(?:一年|一个|一次|年份|时期|阶段)")
BEATEN = ["新高", "新低", "最高", "最低", "最好", "同期", "纪录", "记录", "单月", "单日", "峰值"]
RECORDS = ("创", "创下", "创出", "创造", "刷新", "创了", "为", "是", "达到")


def _same_role(rules: _Rules, before: str, after: str) -> str:
    """去年同期: a base of comparison, unless its own number follows."""
    if SHARE_OF.search(before) and SHARE_NEXT.match(after):
        return COMPARED  # 占全省上年同期企业人数的59.5%
    if rules.of_number.match(after):
        part = before.endswith((*rules.measured_by, "到", "至")) and PART_NEXT.match(after)
        return COMPARED if part or before.endswith(rules.measured_by) else BOUND
    if NUMBER_NEXT.match(after) and not before.endswith(rules.measured_by):
        return BOUND  # (去年同期38亿元)
    measured = before.endswith(rules.measured_by) or SAME_AS.match(after)
    return COMPARED if measured else GOVERNS


def _event_role(text: str, rules: _Rules, m: Mention, after: str) -> str:
    """The roles that depend on what follows: a dateline, a name, a dated event."""
    before = text[max(0, m.start - 4) : m.start]
    if before.endswith("是") and CLEFT.match(after):
        return DATES  # 园区是2009年省里批的
    if m.year and SCENE_OF.match(after):
        return GOVERNS  # 2001年入园的时候
    if m.shift and m.shift > 0 and after.startswith("。") and PONDERED.search(before):
        return NAMED  # 听取汇报, 把脉明年。
    if m.dated and HEADS.search(before) and rules.headed.match(after):
        return GOVERNS  # 二、2025年目标任务。
    if m.kind == "event_day" and SERVED.match(after):
        return NAMED  # 当天下单, 当天能到
    if m.kind in ("day", "near_day", "only_day", "vague") and not m.until:
        heard = rules.dateline.match(after) or DISPATCH.match(text, m.end)
        return DATELINE if heard or before.endswith(REPORTERS) else GOVERNS
    if m.edge == "begin" and not m.until:
        return DATES  # 年初提出的目标
    if _named(rules, m, before, after):
        return NAMED
    if m.kind in ("plan", "present", "recent", "coming", "within", "after", "next"):
        return GOVERNS
    dated = m.kind != "months" and not counted(after)  # 头8个月引进的项目有18个
    dated = dated and rules.dating.match(after) is not None
    return DATES if dated or _dates(rules, m, before, after) else GOVERNS


def _of_quota(before: str, after: str) -> bool:
    """Whether 全年 names a quota that something is measured by."""
    if QUOTA_DONE.match(after):
        return True  # 新开工17个,全年任务已完成66%
    if before.endswith(("完成", "占", "达", "为")) and QUOTA.match(after):
        return True  # 完成全年任务2000亩的91%
    return before.endswith(MEASURES) and QUOTA_NEXT.match(after) is not None  # 距离全年任务只差一步


def _named(rules: _Rules, m: Mention, before: str, after: str) -> bool:
    """Whether a time is part of the name of an assessment, a plan or a quota."""
    if m.kind in ("whole", "year") and rules.quota.match(after):
        return True  # 完成全年目标的82%
    if m.kind == "whole" and _of_quota(before, after):
        return True
    if m.kind == "plan" and looks_ahead(before, after):
        return True
    if not m.dated and m.kind not in ("year_range", "quarter", "half", "month"):
        return False
    if gives_account(before, after):
        return False
    summed = m.words == "今年" and AFTER_SUM.search(before)
    if (m.words in ("当年", "本年") or summed) and OF_THE_PLAN.match(after):
        return True  # 总投资198亿元, 当年计划投资46亿元
    held = before.endswith(HOLDS) and after[:1] == "“"
    if held or (before.endswith((*HOLDS, "暨")) and rules.event_name.match(after)):
        return True  # 举行一季度重大项目集中签约仪式
    if m.kind in ("quarter", "half", "months", "month", "year") and HELD_THERE.match(after):
        return True  # 高新区二季度项目集中签约活动在宾馆举行
    if m.year and before.endswith(rules.titles):
        return True
    if m.dated and before.endswith(APPLIED) and after[:1] not in ",。;":
        return True  # 兑现上年度惠企资金, 申报2013年项目
    name = rules.named.match(after)
    if name and m.year is None and len(name.group()) > NAME:
        return False  # 今年园区按照规划新建道路 is of the year
    return bool((name and not rules.held.search(name.group())) or rules.agenda.match(after))


def _dates(rules: _Rules, m: Mention, before: str, after: str) -> bool:
    """Whether a time dates an event of its clause: 去年10月投产, 自2012年牵手, 成立于1965年."""
    if m.kind == "inside" and before.endswith(AHEAD_OF) and rules.event.match(after):
        return True  # 计划年内投产
    single = m.kind in ("year", "month", "ends", "quarter", "half") and m.edge in (
        "",
        "end",
    )
    if not single or m.until or m.toward:
        return False
    if AFTER_EVENT.match(after):
        return True  # 去年11月投产后, 日均出货增加到40吨
    if rules.event.match(after) or rules.made.match(after) or before.endswith(FOUNDED):
        return True
    return before.endswith("自") and not after.startswith(("起", "开始"))


PONDERED = later("(?:把脉|谋划|展望|谋定|布局|部署|研究|安排|商议|共商|共谋|迎接|备战|筹划|谋)$")
AFTER_EVENT = later("[^,。;、0-9]{0,6}(?:投产|建成|投用|竣工|搬迁|入驻|落户|投运)(?:以后|之后|后),")
SERVED = later(
    "就?(?:能|可|即)(?:可|以)?(?:到|达|送|取|办|拿|领|发)|(?:下单|发货|送达|到货|办结|拿证|领证|取证|往返)"
)
AHEAD_OF = ("计划", "预计", "拟", "力争", "有望", "争取", "确保", "可望", "将在", "将于")
QUOTA_DONE = later(
    "(?:目标|任务|计划)(?:任务|目标|数)?(?:已|均|全部|也)*(?:完成|过半|超额|达成)(?:了|达)?[0-9约近超过]"
)
HELD_THERE = later(
    "(?:全[市县区省]|重[点大])?[^,。;:、0-9]{0,20}(?:(?:签约|开工)暨[^,。;:、0-9]{2,24})?(?:签约|开工|竣工|推介|观摩|拉练|调度|推进)(?:仪式|活动|大?会)"
    "[^,。;0-9]{0,12}(?:举行|举办|召开|落幕|拉开|启动)"
)
OF_THE_PLAN = later("计划(?:完成)?投资")
AFTER_SUM = later("[0-9][万亿]+元[,、]$")
ONCE_CALLED = later("[“]?[一-鿿]{1,8}[”]?的[“]?[一-鿿]")  # 过去“点天灯”的焦炉煤气, 昔日的老厂房
GROUND = later("[^,。;0-9]{0,14}(?:基数|底子|高位|高起点|高平台|[高快]速?增长的?基础)(?:之)?上")
BASIS = later("[^,。;]{1,14}(?:的)?基础上")
BOOKED = ("排到", "排到了", "排至", "排到今年", "排到明年", "排满到")  # how far orders reach
# Directly before a year that says of which year the thing is, not when it was done.
APPLIED = ("申报", "兑现", "兑付", "拨付", "下达", "清算", "预支", "补发", "补缴", "清缴")
HOLDS = (
    "举行",
    "举办",
    "召开",
    "举行了",
    "举办了",
    "召开了",
    "组织",
    "开展",
    "启动",
    "参加",
    "出席",
)
REPORTERS = ("记者", "笔者", "讯", "通讯员", "记者于")
FOUNDED = ("成立于", "建于", "始于", "立于", "起于", "办于", "起步于", "诞生于", "落户于")
