"""Which numbers are no figures: dates, names, grades, thresholds, articles, sayings (FIGURES.md)."""

from __future__ import annotations

import re

from pipelines.figures import joining, ranks, units
from pipelines.figures.candidates import Token
from pipelines.figures.units import COUNT

PERCENT, TIMES = units.table()["%"], units.table()["倍"]
MONEY = frozenset({"CNY", "USD", "EUR", "HKD", "JPY", "GBP"})
CHEAP = frozenset({COUNT, "rank", "%"})

CLAUSE_BREAK = re.compile(r"[,。;:!?\n]")
NEAR = re.compile(
    r"(?:近|超|超过|突破|逾|过|上|约|达|达到|破|满|足|数|几|成|跨|迈上|站上|跨越|首破|迈过|越过|冲刺|迈向|冲击)[“\"]?$"
)
# Pointing words: the number counts what has been named, or picks one of an order.
POINTING = re.compile(
    r"(?:这|那|此|该|各|每|任|哪|另|首|头|末|前|后|上述|以上|下列|以下|如下|其余|其他|其它|剩余|"
    r"同|某|全部|所有|上面|前面|前述|其中的|均为|之|数|好|第|在这|最后|仅此)$"
)
ORDER = re.compile(r"(?:前|后|首|头|末|每|这|那|该|此|各|同|第|上述|以上|任|哪)[ “]?$")
# What follows a count of parts, sides or stages rather than of things.
STRUCTURE = re.compile(
    r"(?:方面|阶段|环节|步骤|层面|维度|台阶|关口|关键|转变|确保|坚持|聚焦|统一|结合|一批|一流|一体|中心任务|"
    r"篇章|时期|关系|原则|特点|特征|亮点|优势|问题是|难题|重大|轮子|拳头|突出|着力|强化|提升|优化|"
    r"字|梯队|段|步|样|道理|声音|主题|话题|关键词|重点|领域|方向|战略|定位|圈|层次|板块|类别|抓手|到位|"
    r"高地|目标|任务|意识|自信|维护|文明|面|侧|头|手|口子|翅膀|角度|角|链条|闭环|千亿|百亿|万亿|"
    r"不变|不能|不放松|清单|图景|缩影|例子|世界|季节|日子|夜晚|周期|周末|名字|号码|现代化|黄金|春天|传统|片段|瞬间)"
)
PERSON_OR_THING = frozenset("家户名座栋幢辆台套所艘架趟间株头匹羽位人")
# Verbs that make a following 两个 a count, and nouns that a count may follow: 平台两个.
COUNTING = re.compile(
    r"(?:新增|净增|增加|新建|建成|建有|新设|设立|获批|获评|认定|培育|引进|引入|落户|签约|开工|投产|竣工|实施|拥有|"
    r"现有|共有|共|建设|增设|新上|再上|上马|布局|储备|盘活|入驻|投用|启用|入选|创建|打造|申报|立项|推进|达|达到|"
    r"引育|招引|培养|孵化|组建|挂牌|有|仅|只有|建起|新添|新引进|新签约|新认定|新获批|新培育|集聚|聚集|配备|购置|建了|引来|上了)"
    r"[了近约]?[“\"]?$"
)
THING = re.compile(
    r"(?:企业|公司|项目|平台|基地|中心|实验室|工作站|生产线|孵化器|园区|产业园|集群|机构|专利|厂|站|车间|"
    r"厂房|楼|仓库|泊位|线|院|所|校|单位|品牌|商标|标准|产品|人才|团队|巨人|冠军|高企|工厂|示范|学校|医院|"
    r"道路|公园|变电站|处理厂|银行|基金|合作社|奖|称号|专班|小组|支部|协会|联盟)[”\"]?$"
)
THRESHOLD_NOUN = re.compile(
    r"(?:人民币)?(?:及?以上|以下|以内|之间|至上)?(?:的|\(含\))?"
    r"[^,、。;:!?\n\d]{0,16}?(?:企业|项目|园区|产业|集群|公司|平台|大户|单位|工厂|农户|客商|厂商|"
    r"车间|产品|经营主体|主体|基地|镇|乡|村|县|开发区|大项目|好项目|订单|设备|投资方|商户|住户|"
    r"纳税户|贷款|客户|个体|零售业|服务业|房地产|工程|链主|龙头|品牌|梯队|工业|的)"
)
LIMIT = re.compile(r"(?:人民币)?(?:及?以上|及?以下|以内)(?![,。;!?、)\n]|$)")
SHARE_OK = re.compile(
    r"(?:人民币)?(?:及?以上|以下|以内)(?:的)?(?:规模|水平|增长|增速|份额|市场|速度|的?高速|区间|增幅|关系|左右|，)"
)
GROWTH = re.compile(r"(?:增长|增幅|增速|增速达|下降|占比|毛利率)[^,。;:、]{0,4}$")
COUNTED = re.compile(
    r"[^,。;:!?\n]{0,24}?(?:\d|[一二两三四五六七八九十])[\d十百千余多几]*(?:家|个|户|项|名|人|种|台)"
)
BOUND_BEFORE = re.compile(r"(?:超|过|破|超过|突破|逾|达|达到|不低于|不少于|大于|高于|不足|低于)$")
GROUP_AFTER = re.compile(
    r"(?:的)?(?:[^,、。;:!?\n\d]{0,8}?)(?:企业|项目|园区|集群|产业|公司|大户|单位|平台|产品|村|镇)"
    r"[^,。;:!?\n\d]{0,8}?(?:\d+|[一二两三四五六七八九十百]+)[余多]?[家个户项]"
)
ITEM_AFTER = re.compile(
    r"(?:的)[^,。;:!?\n]{0,3}?(?:有|达|达到|为|共|增至)?(?:\d+|[一二两三四五六七八九十]+)[余多]?[家个户项]"
)
GROUP_BEFORE = re.compile(
    r"(?:\d+|[一二两三四五六七八九十]+)[余多]?[家个户]?[^,、。;:!?\n\d]{0,10}$"
)
NOUN_GROUP = re.compile(r"的?(?:[^,、。;:!?\n\d]{0,6})(?:企业|项目|园区|集群|产业|公司)")

IDIOM = re.compile(
    r"(?:千家万户|万家灯火|千方百计|百尺竿头|一心一意|三心二意|万众一心|万人空巷|千军万马|"
    r"四面八方|五湖四海|七上八下|一清二楚|百家争鸣|成千上万|千千万万|百年|千年|万家|百姓|千辛万苦|万水千山)"
)
SAYING = re.compile(
    r"[ ”\"]?的(?:希望|努力|可能|信心|热情|诚意|责任|把握|用心|力量|真心|热忱|服务|付出|汗水)"
)
QUARTERS = re.compile(r"(?:每|平均每)[“\"]?(?:上)?$")
FREQUENCY = re.compile(
    r"(?:每[年月周天日季旬]|每个?(?:季度|星期|工作日|半年)|一[年月周天]|每隔)[^,。;、\n]{0,6}$"
)
TRAIN = re.compile(r"(?:列车|航班|特快|高铁|动车|国际班列|会议|全会|常委会|党组)")
TIMES_SAID = re.compile(r"(?:第|首|再|又|多|屡|上|这|那|此|本|每|一|历)$")


def judge(folded: str, found: list[Token]) -> None:
    """Set the reason of every token that is no figure; give special shapes their unit."""
    for at, token in enumerate(found):
        if token.reason:
            continue
        if token.shape in ("ordinal", "top"):
            ranks.judge(folded, found, at)
        elif token.shape in ("percent", "fraction", "half"):
            token.unit = PERCENT
            token.reason = _ratio(folded, token)
        elif token.shape == "double":
            token.unit = TIMES
            token.reason = "a slogan" if folded.startswith("计划", token.end) else ""
        else:
            token.reason = _amount(folded, found, at)


def _ratio(folded: str, token: Token) -> str:
    before = folded[max(0, token.start - 4) : token.start]
    if token.shape == "half":
        if before.endswith(("时间", "双", "任务双", "任务“双", "双双", "“双")):
            return "a saying"
        if before.endswith(
            ("另", "这", "那", "后", "前", "上", "下", "一半是", "是")
        ) or folded.startswith(("是", "天"), token.end):
            return "a part of speech, not a share"
        return ""
    if token.shape == "fraction":
        if token.number is None:
            return "no fraction below one"
        if "/" in folded[token.start : token.end] and not re.match(
            r"[ ]?(?:以上|左右|的|强|多|,|。|、)", folded[token.end : token.end + 3]
        ):
            return "a date or a code"
        return ""
    return "a saying" if SAYING.match(folded, token.end) else ""


def _amount(folded: str, found: list[Token], at: int) -> str:
    token = found[at]
    if token.number is None:
        return "a number too long or no number"
    if token.unit is None and not _late_unit(folded, token):
        return _why_no_unit(folded, token)
    unit = token.unit
    assert unit is not None
    if unit.reason:
        return unit.reason
    before = folded[max(0, token.start - 24) : token.start]
    return (
        _code(folded, token, before)
        or _grade(folded, token)
        or _threshold(folded, token, before)
        or (_chinese(folded, found, at, before) if token.shape == "chinese" else "")
        or _count(folded, token, before)
    )


def _late_unit(folded: str, token: Token) -> bool:
    """A unit that stands elsewhere: in a table's head, or left out after 万 and 亿."""
    number = token.number
    assert number is not None
    after = folded[token.number_end : token.number_end + 2]
    before = folded[max(0, token.start - 12) : token.start]
    if token.shape == "arabic" and joining.table_unit(folded, token):
        return True
    if number.tail >= 10**4 and number.tail != 1 and not number.bare:
        if after[:1] == "度" and after != "度假":
            token.unit, token.end = units.table()["千瓦时"], token.number_end + 1
            return True
        if token.shape == "arabic" and after[:1] in '，,。;、)）\n” "以左的及和—':
            token.unit = units.table()["元"] if MONEY_WORD.search(before) else None
            if token.unit is None and PEOPLE_WORD.search(before):
                token.unit = units.table()["人"]
            if token.unit:
                token.notes.append("unit left out")
            return token.unit is not None
    return False


MONEY_WORD = re.compile(
    r"(?:产值|营收|收入|投资|资金|税收|销售额?|利润|额|贷款|融资|金额|纳税|增加值|成本|基金|补贴|奖励|市值|估值|GDP|总值|支出|价值|效益)[^,。;\n]{0,8}$"
)
PEOPLE_WORD = re.compile(r"(?:人口|就业|职工|员工|用工|从业人员|学生|游客|客流)[^,。;\n]{0,6}$")


def _why_no_unit(folded: str, token: Token) -> str:
    before, after = folded[token.start - 1 : token.start], folded[token.end : token.end + 1]
    if token.shape == "chinese":
        return "a grade or a name, no amount"
    if before.isascii() and before.isalpha() or after.isascii() and after.isalpha():
        return "a name or a code"
    if before in "+-×/#" or after in "+-×/#" and after:
        return "a name or a code"
    if token.number_end - token.start >= 7:
        return "a telephone or document number"
    if before in "(〔[" or after in "〕]" and after:
        return "a document number"
    return "no unit follows"


def _code(folded: str, token: Token, before: str) -> str:
    """Letters, colons and plus signs that make the digits part of a code, a time or a ratio."""
    if token.shape == "chinese":
        return ""
    unit = token.unit
    assert unit is not None
    last = before[-1:]
    if last.isascii() and last.isalpha() and unit.base in CHEAP:
        return "a name or a code"
    if last in (":", "∶", "比") and before[-2:-1].isdigit():
        return "a ratio or a clock time"
    if (
        folded[token.number_end : token.number_end + 1] in (":", "∶")
        and folded[token.number_end + 1 : token.number_end + 2].isdigit()
    ):
        return "a ratio or a clock time"
    if last == "+" and unit.base == COUNT or last == "." and before[-2:-1].isdigit():
        return "a name or a code"
    if unit.word == "分" and not re.search(r"(?:分|得|评|考|测|满意)[^,。;、]{0,6}$", before):
        return "a clock time or a mark"
    if unit.word == "次" and TRAIN.match(folded, token.end):
        return "a name or a code"
    return ""


def _grade(folded: str, token: Token) -> str:
    after = folded[token.end : token.end + 2]
    if after[:1] == "级" and after != "级差" or after[:2] in ("量级", "左级"):
        return "a grade label"
    if (
        token.unit is not None
        and token.unit.base in ("m",)
        and token.unit.word in ("微米", "纳米", "毫米", "厘米", "米", "um", "μm", "nm", "mm")
    ):
        if (
            token.unit.word not in ("米", "厘米")
            and re.match(r"[^\W\d_]", after[:1])
            and not after.startswith(("以", "左", "的"))
        ):
            return "a specification in a name"
    if after[:1] == "∶" or after[:1] == ":" and folded[token.end + 1 : token.end + 2].isdigit():
        return "a ratio"
    return ""


def _threshold(folded: str, token: Token, before: str) -> str:
    """亿元以上项目5个: the limit of a counted group, no amount of its own."""
    unit = token.unit
    assert unit is not None and token.number is not None
    limit = LIMIT.match(folded, token.end)
    if limit and not SHARE_OK.match(folded, token.end):
        if unit.base in ("%", "times", "pp"):
            if GROWTH.search(before) and COUNTED.match(folded, limit.end()):
                return "a threshold"
        elif THRESHOLD_NOUN.match(folded, token.end):
            return "a threshold"
    if BOUND_BEFORE.search(before) or limit:
        if GROUP_AFTER.match(folded, token.end) or ITEM_AFTER.match(folded, token.end):
            return "a threshold"
        if (
            unit.base != "%"
            and GROUP_BEFORE.search(before)
            and NOUN_GROUP.match(folded, token.end)
            and COUNT_BEFORE.search(before)
        ):
            return "a threshold"
    return ""


COUNT_BEFORE = re.compile(r"(?:\d|[一二两三四五六七八九十])[余多]?[家个户][^,、。;:!?\n\d]{0,14}$")


def _chinese(folded: str, found: list[Token], at: int, before: str) -> str:
    token = found[at]
    number, unit = token.number, token.unit
    assert number is not None and unit is not None
    after = folded[token.end : token.end + 8]
    if (
        IDIOM.match(folded, token.start)
        or IDIOM.match(folded, max(0, token.start - 2))
        and number.bare
    ):
        return "a saying"
    if (
        number.bare
        and not (number.rough and folded[token.number_end - 1] in "余多")
        and folded[token.start] not in "数几"
        and not NEAR.search(before)
    ):
        return "a grade or a name, no amount"
    if unit.base != COUNT:
        return _measured(folded, token, before, after)
    if before[-1:] in '“‘"「' and not folded[token.end : token.end + 1] in "”":
        return "a name in quotation marks"
    if POINTING.search(before) and not before.endswith(("等", "以后")):
        return "points at what was named"
    if STRUCTURE.match(after):
        return "counts parts of speech, not things"
    if _names_listed(before, after):
        return "points back at a full list"
    if number.value_max is not None or number.value > 2 or number.rough:
        return ""
    return _one_or_two(folded, token, before, after)


def _measured(folded: str, token: Token, before: str, after: str) -> str:
    number, unit = token.number, token.unit
    assert number is not None and unit is not None
    if unit.word in ("元", "方", "度", "米", "面", "分") and number.value < 10 and number.tail == 1:
        if not re.match(r"[,。;、)”\n]|左右|以上|钱|$", after) or unit.word in ("方", "面"):
            return "part of a word"
    if unit.word == "成":
        if before.endswith(("第", "一", "落")) or number.value > 10:
            return "part of a word"
        if number.value == 1 and not re.search(r"[占超近约足到增减升降]$", before):
            return "part of a word"
    if unit.word == "倍" and before.endswith(("百", "千", "万", "加")):
        return "a saying"
    if before.endswith(("这", "那", "每", "哪")):
        return "points at what was named"
    return ""


def _names_listed(before: str, after: str) -> bool:
    """甲公司、乙公司两家企业: the count repeats a full list, unless 等 closes the list."""
    clause = CLAUSE_BREAK.split(before)[-1]
    if "、" not in clause or re.search(r"等[^、]{0,6}$", clause):
        return False
    last = clause.rsplit("、", 1)[1]
    return (
        bool(re.match(r"[^\W\d_]", after))
        and not re.search(r"[\d]", last)
        and not COUNTING.search(last)
        and len(last) <= 16
    )


def _one_or_two(folded: str, token: Token, before: str, after: str) -> str:
    """一个 and 两个 are articles in running prose, counts beside counting verbs and in lists."""
    boundary = re.match(r"[,、。;)”\n]|$", after)
    if boundary and THING.search(before):
        return ""
    value = token.number.value if token.number else 0
    if value == 2 and COUNTING.search(before):
        return ""
    if value == 1 and re.search(
        r"(?:新增|净增|新建成?|建成|获批|新上|再上|增设|新设|新引进|新签约|新认定|新获批)[了]?$",
        before,
    ):
        return ""
    if boundary and re.search(r"[家个项条座户]、[^,。;\n]{1,14}$", before):
        return ""
    return "an article, not a count"


def _count(folded: str, token: Token, before: str) -> str:
    unit = token.unit
    assert unit is not None and token.number is not None
    if token.shape != "chinese":
        after = folded[token.end : token.end + 6]
        if ORDER.search(before) and not before.endswith(("以上", "之前")):
            return "points at what was named" if not before.endswith("每") else "a denominator"
        if before.endswith(("上述", "以上")):
            return "points at what was named"
        if unit.word == "个" and re.match(
            r"(?:方面|阶段|环节|步骤|层面|维度|台阶|关口|分区|板块|章节|部分|百分之|字)", after
        ):
            return "counts parts of speech, not things"
        if SAYING.match(folded, token.end) and unit.base == "%":
            return "a saying"
        if unit.arabic and not re.match(r"[、,。;)和共等的及与\d市(]|$", after):
            return "a name or a code"
        if token.number.value == 0 and unit.base == COUNT and re.match(r"[距]", after):
            return "a saying"
        if (
            unit.base == COUNT
            and before.endswith("“")
            and not after.startswith("”")
            and token.number_end == token.end - 1
            and "”" in folded[token.end : token.end + 10]
            and not _closed(folded, token)
        ):
            return "a name in quotation marks"
    if unit.word in ("次", "场次") and FREQUENCY.search(before) and token.number.value < 100:
        return "a frequency"
    if unit.word == "次" and token.number.value <= 3:
        return "a frequency"
    return ""


def _closed(folded: str, token: Token) -> bool:
    return "”" in folded[token.start : token.end]
