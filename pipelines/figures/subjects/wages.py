"""Gives a wage that somebody tells of himself to him: “一个月能挣3600元。”在甲公司上班的张某说."""

from __future__ import annotations

from pipelines.figures.names.people import SURNAMES
from pipelines.figures.names.terms import ENTERPRISE, OTHER, PARK, REGION
from pipelines.figures.patterns import later
from pipelines.figures.types import Document, Reading

INCOME = "household_income"
# Who has earned it, or in what time, as one says it of oneself.
OWN = later(
    "(?:[我她他]|一家|全家|家里|夫妻俩|两口子|[一1]个?月|每个?月|[上这头]个?月|[一每]年|一[天季]|一个棚|一亩地?|\\d{1,2}月份?)[^。;:“”\\n]{0,16}?"
    "(?:领|挣|拿|到手|赚|收入|工资|保底|分红|分到)[^。;:“”\\n]{0,6}$|月工资(?:开到|涨到|拿到|有|是)?$|(?:打工|务工|上班)(?:的|挣的?)$|“$"
)
# What somebody tells of his own house and fields.
HOME = later(
    "(?:我家|咱家|俺家|俺|我们家|[他她]家|家里|自家|我和(?:老伴|爱人|媳妇|丈夫|老公|妻子|家人)|夫妻俩|两口子|我自己)"
    "(?!的?(?:企业|公司|工厂|厂子?|店))[^。;:“”\\n]{0,24}$"
)
OWNED = frozenset(("land_area", "floor_area", "other"))
# What many earn.
OF_MANY = later(
    "人均|户均|平均|可支配|普工|[工技]人|熟练工|员工|职工|村民|群众|农户|农民|居民|大家|[他她我]们|月薪[开普]"
)
SPEAKS = (
    "一边|边|说|告诉|笑|乐|高兴|开心|激动|坦言|感慨|算|正|坐|蹲|站|手|"
    "[今去]年|就|是|也|掰|指|欣喜|满意|,|:"
)
NAME = f"[一-龥]{{2,7}}·[一-龥]{{2,7}}?|[{SURNAMES}包鲍柴辛穆邬麦蓝蒲桑房席][一-龥]{{1,2}}?"
# Callings, by the last letters that many have: 缫丝工, 切片工, 服务员, 绗缝组组长, 农妇.
CALLING = (
    "[盘绕套锻铸喷涂调磨抛贴车丝剪检拣装配焊织纫洁运卸品瓦木漆钳电机操泥缝晒烫印纺染切包护普片割浆箱][工员]|服务员|导购员|讲解员|质检员|饲养员|管护员|"
    "[班组拉机]长|厨师|学徒|主播|保安|农妇|农嫂|宝妈|绣娘|村民|农民|老人"
)
WHO = f"{CALLING}|的|女工|工人|员工|职工|妇女|居民|贫困户|脱贫户|搬迁户|种植户|大姐|大嫂|小伙|姑娘"
# Of whom the sentence tells where he works: 技工孙福来在瑞康药业当班组长,月薪8600元.
PAID = later(
    "(?:月薪|月工资|月收入|月均收入)[^。;:“”\\n,\\d]{0,6}$|"
    "(?:每|一)个?月[^。;:“”\\n]{0,20}?(?:收入|工资|[拿领挣]到?)[^。;:“”\\n,\\d]{0,4}$"
)
AT_WORK = later(
    f"(?:{WHO}|技工|操作工|\\d岁的)({NAME})(?=[从在到成当进回去今,也就一是每])"
    "[^。;:“”\\n]{0,40}?(?:在|到|成为|当上|进了)"
)
# The same without a calling: 马梅在瑞康公司找到了工作,…每月收入4000元.
FOUND_WORK = later(
    f"(?<=[。;\\n”,])({NAME})(?:如今|现在|目前|也|就|一直)*(?:在|到)[^,。;:“”\\n]{{2,24}}?"
    "(?:上班|找到了?(?:一份)?(?:新?工作|活)|打工|务工|就业|工作)"
    f"|(?:上班|务工|打工|工作|就业)的({NAME})(?=[,每一])"
)
HER = later("[她他](?!们)")  # her calling was told before: 她去年应聘进了甲公司,月薪5800元
# Whose words they were, right after them; and who was named before.
AFTER = later(f"[^。”\\n]{{0,44}}?(?:{WHO}|,|(?<=”))({NAME})(?={SPEAKS})")
BEFORE = later(
    f"(?:{WHO}|(?<=[”。\\n]))({NAME}|(?<=女工)[一-龥]{{3,6}}?)(?={SPEAKS})|"
    f"(?:{CALLING}|女工|工人|员工|职工|脱贫户|贫困户|种植户)([{SURNAMES}包鲍柴辛穆邬麦蓝蒲桑房席][一-龥]{{2}}|[一-龥]{{2,7}}·[一-龥]{{2,7}}?)(?=[一-龥])"
)
# What somebody does with money and goods of his own, right before how much.
DEEDS = frozenset(("sales", "profit", "loans", "land_area", "other"))
DEED = later(
    "(?:卖了|卖出|卖得|卖到|净落|落下|落个|净赚|净挣|多挣|多赚|少挣|赚了?|挣了?|攒下|攒了|省下|花了|搭进去|拉来|送来|运来|挑来|摘了|收了|"
    "(?:贷|借)(?:了|到|来)?|[他她](?:把|将)|自家(?:的)?|种着|种了|养着|养了|租下了?|租了|包下了?|包了|流转(?:了|出|来)?)[约近超]?$"
)
PURSE = 5_000_000  # yuan; what is more is a firm's
FIELD = 2_000_000  # square metres, 3,000 mu: more is a village's
# Who else a clause speaks of.
OTHERS = later(
    "公司|企业|工厂|厂里|厂子|车间(?!上班|干|做)|园区(?!里|内|上班|打工|务工|干)|合作社|村里|全村|村集体|项目|基地|团队|我们|咱们|他们|她们|[全每各]|政府|银行给"
)
# Somebody of an age, who does something: 52岁的挡车工乌云说, 41岁的刘秋霞把车停好.
AGED = later(
    f"\\d岁的(?:[^,。;:“”\\n\\d]{{0,12}}?(?:工人|女工|职工|员工|青年|大姐|大嫂|小伙|姑娘|老人|毕业生|[工农民户贩匠员嫂]))?"
    f"({NAME}|[小老阿][一-龥]|[一-龥]{{2,4}}?)(?=把|将|从|在|进|带着?|推|抱|抬|端|放|停|种|养|租|家|{SPEAKS})"
)
# Of a calling, without a surname: 牧民巴特尔说, 参农孙德财种了大半辈子参.
CALLED = later(
    f"(?:[果菜茶参花棉粮蔗烟药]农|牧民|渔民|农民|村民|[鱼虾菜果粮羊牛]贩|司机)({NAME}|[老小][一-龥]|[一-龥]{{2,4}}?)(?=把|将|种|养|租|家|{SPEAKS})"
)
POST = later("(?:经理|厂长|董事长|总裁|主任|书记|局长|县长|镇长|负责人|主管|老板|总监)$")
CLAUSE, SENTENCE, SPEECH, FAR = 30, 80, 160, 120  # characters that are looked through


def give_wages(doc: Document, readings: list[Reading]) -> None:
    """Make who speaks of a wage or a field of his own its subject, not the firm he works in."""
    for reading in readings:
        of_others = reading.subject_kind in (ENTERPRISE, PARK, REGION)
        if reading.indicator == INCOME and of_others:
            name = _earner(doc.folded, reading)
        elif reading.indicator in OWNED and (of_others or reading.subject_kind == OTHER):
            name = _owner(doc.folded, reading)
            name = name or (_doer(doc.folded, reading) if of_others else "")
        elif reading.indicator in DEEDS and of_others:
            name = _doer(doc.folded, reading)
        else:
            continue
        if name:
            reading.subject, reading.subject_kind = name, OTHER
            reading.because["subject"] = f"whose wage or field it is: {name}"


def _owner(text: str, reading: Reading) -> str:
    """Who speaks of his own house or fields, '' where nobody does or is named."""
    low = max(0, reading.start - CLAUSE)
    low = max(low, *(text.rfind(mark, low, reading.start) + 1 for mark in "。;\n"))
    return _speaker(text, reading) if HOME.search(text, low, reading.start) else ""


def _doer(text: str, reading: Reading) -> str:
    """Who sold, borrowed or grew so much for himself, '' where a firm or many are spoken of."""
    low = max(0, reading.start - CLAUSE)
    low = max(low, *(text.rfind(mark, low, reading.start) + 1 for mark in "。;\n"))
    clause = max(
        low, text.rfind(",", low, reading.start) + 1, text.rfind("“", low, reading.start) + 1
    )
    most = PURSE if reading.unit == "CNY" else FIELD
    if reading.kind in ("growth", "rank", "multiple") or reading.value > most:
        return ""
    if not DEED.search(text, clause, reading.start):
        return ""
    found = _introduced(text, max(0, reading.start - SENTENCE), reading.start)
    if found is None or OTHERS.search(text, found[1], reading.start):
        return ""
    return found[0]


def _introduced(text: str, low: int, high: int) -> tuple[str, int] | None:
    """The last person of an age or a calling in a stretch of a paragraph, and where he is named."""
    low = max(low, text.rfind("\n", low, high) + 1)
    hits = [hit for pattern in (AGED, CALLED) for hit in pattern.finditer(text, low, high)]
    hits = [hit for hit in hits if not POST.search(hit[1])]
    last = max(hits, key=lambda hit: hit.end(1), default=None)
    return (last[1], last.end(1)) if last is not None else None


def _earner(text: str, reading: Reading) -> str:
    """The name of who speaks of a wage, '' where many earn it or nobody is named."""
    low = max(0, reading.start - CLAUSE)
    low = max(low, *(text.rfind(mark, low, reading.start) + 1 for mark in "。;\n"))
    first = max(0, reading.start - SENTENCE)
    first = max(first, *(text.rfind(mark, first, reading.start) + 1 for mark in "。;\n"))
    works = AT_WORK.search(text, first, reading.start)
    found = None if works else FOUND_WORK.search(text, max(0, first - 1), reading.start)
    if (works or found) and PAID.search(text, low, reading.start):
        return works[1] if works else (found[1] or found[2] if found else "")
    clause = max(low, text.rfind(",", low, reading.start) + 1)
    her = HER.match(text, low) is not None and PAID.search(text, low, reading.start) is not None
    if not (her or OWN.search(text, low, reading.start)) or OF_MANY.search(
        text, clause, reading.start
    ):
        return ""
    return _speaker(text, reading)


def _speaker(text: str, reading: Reading) -> str:
    """Who says what a number stands in, or was named last before it; '' for one with a post."""
    close = text.find("”", reading.end, reading.end + SPEECH)
    opened = text.rfind("“", max(0, reading.start - SPEECH), reading.start)
    told = opened >= 0 and close >= 0 and text.find("”", opened, reading.start) < 0
    after = AFTER.match(text, close + 1) if told else None
    if after:
        return "" if POST.search(text, close, after.start(1)) else after[1]
    paragraph = max(text.rfind("\n", 0, reading.start) + 1, reading.start - FAR)
    named = [
        (hit.end(), hit[1] or hit[2]) for hit in BEFORE.finditer(text, paragraph, reading.start)
    ]
    aged = _introduced(text, paragraph, reading.start)
    if aged is not None:
        named.append((aged[1], aged[0]))
    return max(named)[1] if named else ""
