"""Reads the names of projects, and tells one project from a group of them."""

from __future__ import annotations

from pipelines.figures.names.park_names import name_start
from pipelines.figures.names.places import NUMERAL, WHOLE_REGION
from pipelines.figures.names.terms import PROJECT, Terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

NUMBER = "[\\d一二两三四五六七八九十百千几多余]+"
COUNTED = later(
    f"(?<!年产)(?<!日产){NUMBER}(?:个|项|大|批|宗|单)|一批|各类|各|所有|若干|众多|部分|多个"
)
COUNT_AFTER = later(
    r"(?:(?:已|共|累计|目前|先后)*(?:招引|引进|签约|开工|落地|储备|实施|建成|投产|谋划|推进)(?:到|了)?)?(?!等)[^,、。;:\n]{0,3}?(?:近|约|超|共|达|达到|有)?\d+(?:\.\d+)?余?(?:个(?!亿|多亿)|项|家|宗|户)"
)
# What a work that is one project is followed by: 中水回用工程(设计规模1万吨).
COSTS = later("\\(?(?:设计|建设)?(?:总投资|投资|概算|规模|占地|能力|处理)[^,。;:增下占降]{0,3}\\d")
# What one project has, not a group of them: 绿色能源示范项目规划装机155万千瓦.
ONE_HAS = later(
    ",?(?:计划|规划|设计|概算|总)*(?:总投资|投资|装机|占地|用地|年产|日产|日处理)[^,。;:]{0,4}\\d"
)
ANEW = ("扩建", "续建", "改建", "升级")  # words before which no other name goes on
MODEL = 4  # letters from which the words for such a project are a name
# A work that is rebuilt: 污水处理厂扩建工程.
REBUILT = later(
    "..(?:厂|站|中心|管网|管廊|管线|码头|泵房|电站|水库|大桥|隧道|线路|设施)(?:[一二三四]期)?(?:提标|扩容|扩能|升级|提升|技术|节能)*(?:改造|扩建|续建|改建|改扩建|升级)$"
)
# What is said of all the projects of a trade: 其中新能源装备项目3.9亿元.
OF_A_TRADE = later(
    "(?:共|已|累计)?(?:完成投资|到位资金|投资占|占|约|近|超)?\\d[\\d.]* ?[万亿]|(?:投资)?占比?"
)
PROMOTED = later("(?:专题|专场)?(?:招商|推介|洽谈|对接|恳谈)")  # 石化项目|招商推介会
MAKES_SO_MUCH = later("(?:年产|日产|年处理|日处理|年加工|日加工)[\\d.]+")
LIST_NUMBER = later("\\d{1,2}\\.(?!\\d)")
PHASE = later("[一二三四]期|\\([一二三四]期\\)")
PIECE = later("(?:^|[个项等的多类])(?:子|单项)$")
IN_CHARGE = ("负责", "承担", "承接", "参与", "主导", "全程参与")
DUTY = later("(?:建设|运营|施工|实施|管理|开发|招商|运维|经营)")
LEFT_OF_LIMIT = later("(?:以上|以下|及以上)")  # 2000万元|以上技改项目
# What shows that the phase is only a part told of the whole: 一期主体封顶,二期明年动工.
OF_WHOLE = later(
    "[^,。;]{0,16},[二三四]期(?!工程?项目)|(?![的已正将于总投占开建主])[^,。;:、的\\d]{0,8}(?:线|车间|厂房)(?:已|正|[今去]年)"
)
# The name of a project that is one only with its firm's.
PHASE_ALONE = later(
    "(?:[一二三四]期|新建|(?:新车型|新产品|设备|智能化|数字化|绿色化|生产线|产线|厂房)?"
    "(?:技术改造|技改|改扩建|扩建|扩能|扩产|增资扩产|搬迁|升级改造|改造升级|升级))(?:扩建|技改|建设)?项目"
)
# What a project costs, in front of its name: 投资6.8亿元建设某某项目.
PRICED = later(
    "(?:[^,。;]{0,12}?\\d[\\d.]*[万亿]+(?:美元|欧元|港元|元)(?:人民币)?(?:投资)?"
    "|[^,。;]{0,8}?(?:投资|投入|斥资|耗资)[约近超]?\\d[\\d.]*[万亿]+|\\d[\\d.]*[万亿]+(?=建设|新建))(?:开工)?(?:建设|新建|实施|打造|兴建|扩建|的)*"
)
# What is done with projects, not the end of a project's name: 狠抓项目, 尽心建项目; but 扩建项目.
DONE = later(
    "[抓谋促推盯争跑攻办做选干拼帮签扶看比晒找要挖拓引上靠凭]$|(?<![扩新改续兴迁共援重在代筹已])建$"
)
SERVED = later(
    "[为给帮助替](?:辖区|园区|入园|区内)?(?:企业|客商|群众|业主)[^,。;]{0,4}?(?:办理|办结|争取|协调|解决|申报|申请|代办|包装)"
)
NOT_DONE = later("(?:[东西南北]拓|牵引|线上|海上|水上|以上|云上|路上)$")
# A measure of something else before a project: 腾出土地1120亩用于某某项目.
MEASURED = later(".*\\d(?:余|多)?(?:亩|平方米|平方公里|公顷|家|户|人|名|个|%|公里)")
AND_OTHERS = later("[与和及](?:新|重点|重大|在建|其他|其它|续建|储备)$")  # 经营与新|项目
# Whom somebody does it for: 产业园为|江苏产业转移项目|提供对接服务.
# Of whose plant it only says that it makes so much: 2012年|年产18万吨某某项目, 工业园|年产….
OF_WHOSE = later("(?:\\d{4}年|[今去前]年|工业园|产业园|园区|开发区|公司|企业|集团)+(?=年产\\d)")
DONE_FOR = later("(?:[^,。;:、\\d]{0,8}(?:[园区县市镇]|公司|企业|中心|平台))?为(?=[一-龥]{2})")
# Who builds it with whom: 在园区共同开发建设某某项目.
TOGETHER = later(
    "(?:园区|园内|区内|该园|该区|当地|我[市县区])?(?:共同|联合|合作|合资)(?:投资|开发|建设|打造|兴建|实施)+"
)
# Where it is built: 在高新区建设|某某项目, 于园内新建|某某项目.
BUILT_AT = later(
    "(?:[^,。;:、\\d“”]{0,12}?(?:[区园城港谷县市镇乡]|基地))(?:境?内|里)?(?:投资)?(?:建设|新建|兴建|打造|实施|扩建|上马|布局)(?=[^,。;]{3})"
)
# A name that says whose project it is, or how much it makes, is one also before 负责人.
NAMED_SO = ("城", "谷", "广场", "大厦", "产业园", "基地", "电站")  # works that need no 项目
OF_FIRM = later("(?:公司|集团|年产\\d)[^,。;、]{2,}$")
OWNED = later("(?:公司|集团)")
NO_PROJECT = later("[部经师化制库]|负责人|总监|方|业主")
# The one told of before, said to be the largest of its sort: 这个全市最大的光伏项目.
THIS = later("(?:这个|这一|这项)[^,。;、\\d]{1,12}的$")
SHORT = 6  # letters of a trade, no name
SO_MANY = later("[一二两三四五六七八九十百千万\\d]+[余多]?")
REACH = 1500  # characters before and after a name in which it may stand again
# What is said of one project, behind a quoted name alone, and quoted words that are none.
ONE_PROJECT = later(
    "(?:计划|概算|预计|规划|设计)*(?:总投资|总占地|占地|用地|规划用地)|"
    "[由系][^,。;]{2,24}(?:投资|建设)|"
    "(?:已|目前|现)*(?:完成投资|落户|开工|封顶|投产|建成|投用|进入|签约)|"
    "[今去]年|\\d{1,2}月|位于|坐落|一期|主体|现场|工地|达产|全部|建设(?:现场|工地)|"
    "[,。]?(?:该|这个|这一)项目|[,。]项目"
)
NO_BRAND = later(
    "[\\d+一二两三四五六七八九十百千]|[式化型制]”|工程|行动|计划|招|引|链|服务|专项|扶贫|民生|攻坚"
)
QUOTED = 12  # characters of a brand within its quotation marks
BODY = later("(?:协会|商会|学会|公司|集团|厂|大学|学院|研究院|合作社)$")
PRICE_OF = later("[万亿]美?元(?:人民币)?的$")
# A project that is only pressed ahead: 狠抓项目建设, 加快项目落地.
PRESSED = later(
    "建设(?!现场|工地|内容|周期|地点|工期|规模|完成|总|面积|用地|期)|落地|推进|储备|谋划|签约|招引|引进|攻坚|数|库|前期|审批|申报|评审|遴选|征集"
)
# What dates or places a round of projects: 某市2024年春季重大项目, 我市新一轮项目.
ROUND = later(
    r"^(?:[^\d]{0,9}(?:[省市县旗州]|区(?=\d{4}年|[春夏秋冬]季|新一轮|第)))?(?:\d{4}年(?:[一-龥]{2,4}[省市县旗州])?)?(?:度|上半年|下半年|[一二三四]季度|[春夏秋冬]季|新一轮|第[一二三四五六七八九十\d]+[批期次轮])*"
)
# What is done with many projects on one day: 承接产业转移项目集中签约活动.
SIGNED_TOGETHER = later(
    "(?:集中|云)(?:签约|开工|竣工|投产|开竣工|奠基)|"
    "(?:签约|推介|对接|洽谈|招商)(?:仪式|活动|大会|会)"
)


ENDS = ("项目", "工程", "公司", "集团", "基地", "中心")  # after which another item begins
DATED = later("(?:\\d{4}年)?(?:[\\d一二三四五六七八九十]{1,3}月份?|年|月)[底初末中]?")
# A time before a name: 1—8月|某某新区项目建设.
WHEN = later(
    r"(?:截至|到|至)?(?:[今去前]年|20\d\d年)?(?:\d{1,2}(?:月份?)?[—~至到-]\d{1,2}月份?|"
    r"前?\d{1,2}个?月(?:份|底|末)?|[上下]半年|前?[一二三四]个?季度)(?=[一-龥]{2})"
)


def _project_start(text: str, at: int, floor: int) -> int:
    """Where a project's name begins: after a price, and at its head where something is done."""
    start = name_start(text, at, max(0, floor - 24), project=True)
    listed = text.rfind("项目、", start, at) + 3
    start = listed if listed > 2 else start  # 年产18万吨某某项目、|年产3万吨某某项目
    for front in (WHEN, PRICED, MEASURED, TOGETHER, OF_WHOSE, DONE_FOR):
        hit = front.match(text, start, at)
        start = hit.end() if hit else start
    built_at = BUILT_AT.match(text, start, at) if text[start - 1 : start] in ("在", "于") else None
    start = built_at.end() if built_at else start
    if text[start] in "和与及" and text.endswith(ENDS, 0, start):
        start += 1  # 甲项目、乙项目和|丙项目
    served = SERVED.search(text, start, at)
    start = served.end() if served else start  # 园区为企业办理|项目前期手续
    number = LIST_NUMBER.match(text, start, at)
    start = number.end() if number else start
    done = DONE.search(text, start, at) and not NOT_DONE.search(text, start, at)
    return at if done else start


def _quoted_start(text: str, start: int, at: int, floor: int) -> int:
    """Where a name begins whose brand is quoted: “工改工”连片改造项目, 某协会“抱团”项目."""
    if text[start - 1 : start] != "”":
        return start
    quote = text.rfind("“", max(0, start - QUOTED), start)
    if quote < 0 or "”" in text[quote : start - 1]:
        return start
    owner = name_start(text, quote, max(0, min(floor, quote)))
    if owner < quote and BODY.search(text, owner, quote):
        return owner
    alone = at == start and ONE_PROJECT.match(text, at + len("项目")) is not None
    return quote if at > start or (alone and NO_BRAND.search(text, quote, at) is None) else start


def _named_from(text: str, head: str, at: int, floor: int) -> int:
    """Where a project's name begins, with the quoted brand that it begins with."""
    start = _project_start(text, at, floor)
    if start == at and head == "工程" and text.endswith(ANEW, floor, at):
        start = _project_start(text, at - 2, floor)  # 集中供热管网续建|工程
    return _quoted_start(text, start, at, floor)


def project(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """A project by name, by pointer (该项目) or as a group (13个招引项目)."""
    named = NO_PROJECT.match(text, end) and OF_FIRM.search(text, max(floor, at - 28), at)
    if (NO_PROJECT.match(text, end) and not named) or (head == "工程" and at == floor):
        return None
    if head not in ("项目", "工程"):
        return Mention(at, end, PROJECT, "", head)
    start = _named_from(text, head, at, floor)
    stem = text[start:at]
    if _no_topic(text, start, at, end):
        return None
    group = Mention(_behind_park(words, stem, start), end, PROJECT, "", head, group=True)
    before = text[max(0, start - 2) : start]
    if (before[-1:] in ("个", "项", "批") and before[:1] in NUMERAL) or before[-1:] == "等":
        return group
    if (
        COUNTED.search(stem)
        or SO_MANY.fullmatch(stem)  # 两千余|项目
        or AND_OTHERS.search(stem)
        or stem[-1:] == "类"
        or stem[:1] == "类"
        or "等" in stem[-8:]
        or WHOLE_REGION.match(stem)
        or LEFT_OF_LIMIT.match(stem)
    ):
        return group
    pointed = _pointed(text, head, start, at, end)
    if pointed is not None:
        return pointed
    if not stem:
        group.group = bool(COUNT_AFTER.match(text, end) or PRESSED.match(text, end))
        return None if head == "工程" else group
    if _several(words, text, start, at, end):
        return group
    if (
        (head == "工程" and not (COSTS.match(text, end) or REBUILT.search(stem)))
        or (head == "工程" and PHASE.fullmatch(stem))  # the firm's or the park's that it is of
        or len(stem) < 2
        or text.startswith(("建设数", "数量"), end)
    ):
        return None
    if stem.startswith(("企业", "公司")):
        start += 2
        if start == at:
            return Mention(at, end, PROJECT, "", head)
    phase = PHASE.match(text, end)
    end = phase.end() if phase and not OF_WHOLE.match(text, phase.end()) else end
    name = text[start:end]
    name = name if name[0] == "“" and "”" in name[1:-1] else name.strip("“”‘’")
    return Mention(start, end, PROJECT, name, head)


def _no_topic(text: str, start: int, at: int, end: int) -> bool:
    """Whether the word only says what a project is made of or what sort it is, or who works on it.

    分8个子项目, 是我市又一重要支撑项目, 负责项目建设的甲公司: still of the one that is told of.
    """
    stem = text[start:at]
    if stem[:1] == "一" and text[start - 1 : start] in ("又", "的"):
        return True
    if PIECE.search(stem):
        return True
    return len(stem) < 5 and text.endswith(IN_CHARGE, 0, at) and DUTY.match(text, end) is not None


# Which sort of projects a park has, right behind its name.
OF_PARK = later(
    "[一-龥]{2}(?:开发区|园区|高新区|经开区|集中区|集聚区|综保区|保税区|产业园|工业园|科技园|物流园|示范区|合作区)([一-龥]{2,8})$"
)
# 这个总投资11亿元的|项目: the one just told of, with a measure of it.
THIS_MEASURED = later(
    "(?:这个|该|这一|此)(?:(?:计划|概算|估算)?总?投资|占地)(?:约|近|超过?|逾|达)?[\\d.]+[万亿]*(?:美?元|亩|平方米|公顷)的$"
)


def _pointed(text: str, head: str, start: int, at: int, end: int) -> Mention | None:
    """The project just told: by its trade (这个全市最大的|光伏项目), after a day (10月底|项目)."""
    if DATED.fullmatch(text, start, at):
        return Mention(at, end, PROJECT, "", head)
    measured = THIS_MEASURED.search(text, max(0, start - 24), at) if start == at else None
    if measured:
        return Mention(measured.start(), end, PROJECT, "", "该" + head)
    if at - start <= SHORT and THIS.search(text, max(0, start - 16), start):
        return Mention(start, end, PROJECT, "", "该" + head)
    return None


COUNTED_INSIDE = later("\\d[条座个项处宗栋](?!生产线)(?=..)")  # 园区6条PPP道路|项目


def _several(words: Terms, text: str, start: int, at: int, end: int) -> bool:
    """Whether what stands before 项目 only says what sort of projects are meant."""
    stem = text[start:at]
    rest = ROUND.sub("", stem)
    if COUNT_AFTER.match(text, end) or COUNTED_INSIDE.search(stem):
        return True
    if _behind_park(words, stem, start) > start:
        return True
    if SIGNED_TOGETHER.match(text, end):  # but 甲公司乙项目签约仪式: one
        return len(stem) < 3 or not OWNED.search(text, max(0, start - 2), at)
    generic = words.generic_project.fullmatch(rest) or words.generic_project.fullmatch(stem)
    if generic and not _model(text, start, rest, end):
        return True
    priced = PRICE_OF.search(text, max(0, start - 8), start)  # 15亿元的单晶项目落地: one
    if priced:
        return False
    trade = words.industries.fullmatch(rest) is not None
    if trade and OF_A_TRADE.match(text, end) and _once(text, start, end):
        return True
    if PROMOTED.match(text, end) and words.industry.search(stem):
        return True
    return len(stem) <= 3 and PRESSED.match(text, end) is not None


def _behind_park(words: Terms, stem: str, start: int) -> int:
    """Where the sort of projects begins of which a park has several: 古梁经济开发区|重点项目."""
    found = OF_PARK.search(stem)
    of_sort = found is not None and words.generic_project.fullmatch(found[1]) is not None
    return start + found.start(1) if found and of_sort else start


def _model(text: str, start: int, stem: str, end: int) -> bool:
    """Whether a project named by general words alone opens its sentence and shows what is new."""
    opens = text[start - 1 : start] in ("", "。", "?", "!", "\n")
    return (
        opens
        and len(stem) >= MODEL
        and stem.endswith("示范")
        and ONE_HAS.match(text, end) is not None
    )


def _once(text: str, start: int, end: int) -> bool:
    """Whether a name stands nowhere else near."""
    name = text[start:end]
    return name not in text[max(0, start - REACH) : start] and name not in text[end : end + REACH]


def elided(text: str, group: Mention, floor: int) -> list[Mention]:
    """The projects of 投资3亿元的甲、投资2亿元的乙等6个项目, whose items leave out 项目."""
    stop = text.rfind("等", max(floor, group.end - 14), group.end)
    if stop < 0:
        return []
    low = max(floor, stop - 120)
    low = max(low, *(text.rfind(mark, low, stop) + 1 for mark in "。;:\n"))
    out: list[Mention] = []
    end = stop
    while end > low:
        cut = max(low, *(text.rfind(mark, low, end) + 1 for mark in "、和,"))
        item = text[cut:end]
        at = item.find("的")
        if at < 0 and MAKES_SO_MUCH.match(item):  # 投资3亿元的甲、年产8万吨乙等12个项目
            end = cut - 1
            continue
        if at < 0 or not 2 <= len(item) - at - 1 <= 24:
            break
        name = item[at + 1 :] + ("" if item.endswith(NAMED_SO) else "项目")
        out.append(Mention(cut + at + 1, end, PROJECT, name, "项目"))
        end = cut - 1
    group.start = max(group.start, stop)
    return out[::-1]
