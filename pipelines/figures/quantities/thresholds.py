"""Limits that delimit a counted group: of 产值超10亿元的企业3家 only the count is a figure."""

from __future__ import annotations

import re

from pipelines.figures.patterns import later
from pipelines.figures.quantities.candidates import Token

REASON = "a threshold"
ONE = r"(?:\d[\d,]*|[一二两三四五六七八九十百]+)[余多]?"
NUMERAL = rf"{ONE}(?:[至到~—-]{ONE})?"
GROUP = (
    r"(?:企业|项目|户型|楼宇|商圈|链条|园区|产业|集群|公司|平台|大户|单位|工厂|农户|客商|厂商|车间|产品|主体|"
    r"基地|镇|乡|村|县|"
    r"开发区|集中区|集聚区|高新区|经开区|订单|设备|商户|住户|纳税户|贷款|客户|工商户|零售业|服务业|房地产|工程|链主|"
    r"龙头|品牌|工业|"
    r"人才|职工|学历|高管|机构|投资者|投资方|市场|商场|场馆|仓库|旗舰店|景区|种植户|养殖户|"
    r"合作社|农场|家庭|"
    r"外资|内资|央企|民企|国企|巨头|技改|重点|重大|优质|实体)"
)
LIMIT = later(
    r" ?(?:人民币)?(?:\(含\))?(?:及?以上|及?以下|以内|起)(?:\([^()]{1,8}\))?"
    r"(?![,。;!?、)\n给]|用于|支持|奖励|补贴|$)"  # 拿出3000万元以上给企业稳岗: a verb follows
)
# Words after the limit that show it to bound the amount itself: 占全国六成以上市场份额.
AMOUNT_AFTER = later(
    r" ?(?:人民币)?(?:及?以上|及?以下|以内)的?(?:规模|水平|增长|增速|份额|市场份额|速度|"
    r"高速|区间|增幅|左右|高位|高增|较快|快速)"
)
GROUP_AFTER = later(
    rf"(?:的|\(含\))?(?:“[^”,。\n]{{1,12}}”)?[^,、。;:!?\n\d]{{0,16}}?{GROUP}|的?[“”\"]?{NUMERAL}[家个户项名人种台套宗笔]"
    r"|的(?=[,、;。)])"
    # 50万元以上的电商达28家
    rf"|的[^,、。;:!?\n\d]{{1,8}}?(?:达到?|增至|共?有|为)?{NUMERAL}[家个户项]"
)
# 超5亿元12家, 5亿至10亿元12个: the count follows at once.
DIRECT = later(rf" ?(?:的|级)?(?:有|达|各|为)?[“”\"]?{NUMERAL}[家个户项名栋]")
# 年产100万吨以上的生产线2条 tells how much each makes.
CAPACITY = later(
    r"(?:年产(?!值)|日产(?!值)|日处理|年处理|年加工|日加工|能力|产能|容量)[^,。;\n]{0,2}$"
)
GOODS_OF_SIZE = later(r"的?[一-鿿]{1,6}\d[\d.,]*[万亿]?[套台件只个片支根吨辆]")
# 500万元以上固定资产投资: what the statistics take in.
STATISTICAL = later(
    r" ?(?:人民币)?(?:及?以上)的?(?:全社会|全部|计划总投资)?"
    r"(?:固定资产投资|(?:建设|工业|在建|产业)?项目(?:固定资产|完成)?投资)"
)
# 每年可创造3亿元以上的产值: an amount, although 以上 and 的 stand after it.
AMOUNT_NEXT = later(
    r" ?(?:人民币)?(?:及?以上|及?以下|以内)的?[^,、。;:!?\n\d]{0,6}"
    r"(?:产值|收入|效益|税收|利润|投资|销售额|营收|增量|空间|就业|岗位|产能|订单|资金|成本|费用)"
    r"(?![^,、。;:!?\n]{0,4}(?:企业|项目|公司|单位|园区|客户|大户))"
)
# 对年收入首次突破1亿元的企业: the condition of a policy.
# 填补了该县无10亿元工业项目的空白: a size that none has reached.
NONE_SO_BIG = later(r"(?:[没无]有?|缺少|缺乏)$")
POLICY = later(
    r"(?:^|[,。;:、\n”])(?:对|凡|凡是|针对|支持|鼓励)[^,。;:!?\n]{0,24}"
    r"(?:突破|超过|达到|达|满|不低于|超|不少于)[^,。;:!?\n]{0,16}$"
)
OPENER = later("对|凡|支持|鼓励")
# 引进5家以上企业 counts the firms; 500人以上企业 delimits them.
COUNTERS = frozenset("家个户项名条座件种款支只位场次笔宗") | {"家次", "人次"}
GROWTH = later(
    r"(?:增长|增幅|增速|增速达|降幅|跌幅|涨幅|下降|占比|毛利率|回报率|比重)(?:超过|超|达到|达|在|高于|大于|过)?$"
)
# 等9家企业的增速在100%以上: of how many the growth is beyond the limit.
THEIRS = later(
    rf"[\d一二两三四五六七八九十][余多]?[家个户项]{GROUP}?的?[^,。;:!?\n\d均都各]{{0,8}}?(?:增速|增幅)"
    r"(?:同比|也|更|则|就)*(?:在|超过?|突破|高于|达到?|达|大于)$"
)
COUNTED = later(rf"[^,。;:!?\n]{{0,24}}?{NUMERAL}(?:家|个|户|项|名|人|种|台)")
BOUND_ENDS = frozenset('超过破逾到达于足满上低“"')
BOUND = later(
    r"(?:超|过|破|超过|突破|逾|达|达到|不低于|不少于|大于|高于|不足|低于|满|以上|(?<=[值额收入税资售])上)[“\"]?$"
)
# 产值超10亿元的企业达到6家 · 税收超千万元企业8家 · 增幅超过20%的24个
COUNT_AFTER = later(
    rf"(?:的)?[^,、。;:!?\n\d]{{0,10}}?{GROUP}[^,。;:!?\n\d]{{0,8}}?{NUMERAL}[家个户项名人种栋座条]"
    rf"|的[^,。;:!?\n\d]{{0,3}}?(?:有|达|达到|为|共|增至)?{NUMERAL}[家个户项]"
    rf"|的(?:企业|项目|园区|公司)?,(?:[^,。;:!?\n\d]{{0,8}}?(?:有|达|共|就有|已有|新增|净增))?{NUMERAL}[家个户]"
)
# 培育8个产值过百亿元的企业: the count stands before.
COUNT_BEFORE = later(
    r"(?:(?:\d|[一二两三四五六七八九十])[余多]?[家个户项]|[多数][家个]|一批|首[家个]|唯一|[都均各]有)[^,、。;:!?\n\d]{0,14}"
    r"(?:[\d.]+[万亿]*(?:元|平方米|亩)、[^,、。;:!?\n\d]{2,10})?$"
)
GROUP_NEXT = later(
    rf"(?:、[^,、。;:!?\n\d]{{2,10}}[\d.]+[万亿]*(?:元|平方米|亩)的)?的?[^,、。;:!?\n\d]{{0,8}}?{GROUP}"
)
# 其中1亿美元项目2个, 实施415万元投资建设项目12个: projects of that size.
OF_THAT_SIZE = later(
    rf"(?:投资|级|工业|建设|产业|技改|重点|招商|重大|[外内韩台日港侨德]资)*(?:项目|企业){NUMERAL}[个项家户]"
)
# 工业投资(42万元口径): what the statistics take in.
SCOPE = later(r"(?:以上)?的?(?:统计)?口径")
# 比重达到50%的有7家、30%以上的有19家: the limits of a share.
SO_MANY = later(rf"(?:以上|以下)?的(?:已|就|只)?(?:有|达|共){NUMERAL}[家个户]")
MONEY = frozenset({"CNY", "USD", "EUR", "HKD"})
# 加工增值超过30%免关税: the rule of a policy.
PROCESSED = later(r"加工增值(?:率)?(?:达到?|超过?|满|不低于)?$")
TAX_FREE = later(r"(?:以上|及以上)?(?:后|的)?(?:货物)?[,”]?(?:可|即可)?(?:免|政策|内销|进入内地)")
TOLD_OF = ("投资", "额", "规模", "资金", "达", "约", "税", "款", "补")
# 营业收入超500亿元的园区: a heading, with those that are beyond the limit below it.
HEADS_LIST = later(
    rf"的[^,、。;:!?\n\d]{{0,8}}?{GROUP}[^,、。;:!?\n\d]{{0,4}}[:\n]|的,(?:就?有|包括|分别是)(?=[一-鿿])"
    rf"|的[^,、。;:!?\n\d]{{0,4}}?{GROUP}(?:就|已|只|仅)?有[一-鿿]{{2,16}}(?:公司|集团|厂|企业|股份)"
)
# 其中1个超5亿元: what those among the counted exceed.
OF_THEM = later(
    r"(?:其中,?(?:有|就有)?|(?:中|里),?(?:已?有|就有)|(?:已?有|已达)|(?:^|[,。;、])(?=[^,。;]{1,6}(?:企业|园区|公司|开发区)))[\d一二两三四五六七八九十]+[余多]?[家个户项]"
    r"(?:企业|项目|园区|开发区)?(?:的)?(?:年|全年|去年)?"
    r"(?:投资|总投资|(?:工业|规上工业)?总?产值|税收|纳税额?|利税|(?:主营业务|营业|销售|年)?收入|营收|(?:开票)?销售额?)?(?:均|都|额|首次|已)*"
    r"(?:超过?|过|突破|逾)$"
    r"|(?<=[元%]、)\d{1,4}[余多]?[家个户](?:企业|项目)?(?:超过?|过|突破)$"
)
ENDS = later(r"[,。;、)\n]|$")
LISTED = later("(?:以[上下])?(?:、|以及|和|及|与|或)")
RELATIVE = frozenset({"%", "pp", "times"})


def limits(folded: str, token: Token, before: str) -> str:
    """The reason when the token only delimits a group, else an empty string."""
    unit, end = token.unit, token.end
    assert unit is not None
    limit = LIMIT.match(folded, end)
    if unit.word in COUNTERS:
        return ""
    bounded = limit is not None or _bounded(before)
    policy = OPENER.search(before) is not None and POLICY.search(before) is not None
    if _outright(folded, token, before):
        return REASON
    if not (bounded or policy or token.upper is not None):
        return ""
    if unit.base in RELATIVE:
        return REASON if bounded and _growth(folded, token, before, limit) else ""
    if CAPACITY.search(before):
        kept = (
            limit is not None
            and "以" in limit[0]
            and GOODS_OF_SIZE.match(folded, limit.end()) is not None
        )
        return REASON if kept else ""  # 年产1.2兆瓦以上叶片249套
    if STATISTICAL.match(folded, end):
        return REASON
    amount = AMOUNT_AFTER.match(folded, end) or AMOUNT_NEXT.match(folded, end)
    if limit and not amount and GROUP_AFTER.match(folded, limit.end()):
        return REASON
    if OF_THEM.search(before) and ENDS.match(folded, limit.end() if limit else end):
        return REASON
    if DIRECT.match(folded, limit.end() if limit else end) or COUNT_AFTER.match(folded, end):
        return REASON
    if HEADS_LIST.match(folded, end):
        return REASON
    grouped = (bounded and COUNT_BEFORE.search(before)) or policy
    return REASON if grouped and GROUP_NEXT.match(folded, end) else ""


def _outright(folded: str, token: Token, before: str) -> bool:
    """Whether a limit is told by what it limits: projects of that size, firms that grow so fast."""
    assert token.unit is not None
    if token.unit.base == "%":
        free = PROCESSED.search(before) is not None and TAX_FREE.match(folded, token.end)
        return bool(free or SO_MANY.match(folded, token.end) or THEIRS.search(before))
    if token.unit.base in MONEY and SCOPE.match(folded, token.end):
        return True
    sized = token.unit.base in MONEY and not before.endswith(TOLD_OF)
    if sized and OF_THAT_SIZE.match(folded, token.end):
        return True
    return bool(NONE_SO_BIG.search(before) and GROUP_NEXT.match(folded, token.end))


def _bounded(before: str) -> bool:
    """Whether a word of exceeding or falling short stands right before."""
    return before[-1:] in BOUND_ENDS and BOUND.search(before, max(0, len(before) - 5)) is not None


def _growth(folded: str, token: Token, before: str, limit: re.Match[str] | None) -> bool:
    """增幅超过20%的24个: a limit of growth, where what it delimits is counted."""
    if not GROWTH.search(before):
        return False
    counted = limit is not None and COUNTED.match(folded, limit.end())
    return bool(counted or COUNT_AFTER.match(folded, token.end))


def spread(folded: str, found: list[Token], at: int) -> None:
    """投资1亿元、5亿元、10亿元以上项目: what the last delimits, the ones listed before do too."""
    last = found[at]
    for left in reversed(found[max(0, at - 5) : at]):
        if left.unit is None or last.unit is None:
            return
        bases = {left.unit.base, last.unit.base}
        same = len(bases) == 1 or bases <= MONEY
        if left.reason or not same or left.shape not in ("arabic", "chinese"):
            return
        if LISTED.fullmatch(folded, left.end, last.start) is None:
            return
        left.reason, last = REASON, left
