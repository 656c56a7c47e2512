"""What a set of firms, parks or projects did in a stretch, by the words around its number."""

from __future__ import annotations

from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

# Firms by how they fared, or by what they did or lacked: 产值增长的企业, 没有完成任务的.
FARES = later(
    "(?:盈利的|增速|增幅|降幅|增长|下降|下滑|回落|减产|增产|歇业|关门|倒闭|实绩|业绩|有[^,。;、0-9]{1,6}需求"
    "|(?:没有|没|未能?|超额)(?:完成|达到)[^,。;、0-9]{0,10})"
    "[^,。;、0-9尚仍还]{0,10}(?<![增长降滑落])(?:有|达|共|为|仅)?$"
    "|(?:增速|增幅|降幅)[^,。;、0-9]{0,4}[0-9.]+%(?:以上|以下|左右)?的[^,。;0-9]{0,40}$"
    "|(?:产值|产量|营收|收入|利润|税收|出口)同比(?:增长|下降)$"
    "|(?:产值|产量|营收|收入|利润|税收|出口|订单|投资|进出口|外贸|用电量)(?:同比)?(?:下降|下滑|回落|减少|增长|负增长|上涨|上升|走高|回升|走低)"
    "的[^,。;、0-9]{0,8}(?:(?:仍|还|尚|也)?有|占|达)?$"
)
# 主营业务收入过百亿元的园区有5个: parks by what they earned in the stretch told.
EARNED = later(
    "(?:产值|收入|税收|增加值|出口|利润)(?:率先)?(?:过|超|突破|跨过|迈过|达到?|上|在)[^,。;、]{0,8}[亿万]元?(?:以上|大关)?的?[^,。;0-9]{0,40}$"
)
# 1—8月, 277个重点项目完成投资284.4亿元; 央企项目44个, 动工31项: a set, and what it did.
DOERS = later(
    "[^,。;、0-9]{0,12}(?:项目|工程)?(?:实际|累计|共|已|合计)*(?:完成|到位|实现)[^,。;、0-9]{0,6}(?:投资|资金|产值)"
    "|[^,。;、0-9]{0,8}项目(?:中|已|均)?(?:开工|动工|复工|竣工|投产)$"
)
THEN_ACTS = later(
    ",(?:已|现已|均|实际|累计|共)*(?:动工|开工|开复工|复工|投资完成|完成投资|年度投资完成)[^,。;、0-9率]{0,6}[0-9]"
)
BARE_SET = later("(?:项目|工程)(?:共|有|共有)?$")
SIGNED = later("(?<!累计)(?<!已)(?<!共)毕业企业|签约入驻|签约落户|新入驻|新落户|引进落户|引进入驻")
# What happens to a thing, right before its number: 企业落户5家.
CAME = later(
    "(?:[再又新拟要先]招|落户|落地|进驻|入驻|投产|投用|开工|签约|上市|升规|入规|入库|退出|挂牌|通过|毕业|迁入|开业|倒闭|获贷)(?:了|近|超|约)?$"
)
NEW_DEED = later(
    "(?<!创)新(?!批次)[批签增开设引入认获登注落评上购推晋升招录聘添迁创建投](?!区|城|材|型)"
    "|(?:再|又要|今年要|将再)[引建上增添招培育投开](?!市)"
)
DEEDS = later(
    "开工|动工|竣工|投产|签约|落地|开建|复工|入库|达产|落户|新(?!区|城|能源|材料|型|兴|旧|一代)"
)
COUNTED = later("累计|共有|现有|已|目前|总")
# 下辖4个园区, 托管3个镇: of what a place is made, whatever the day.
MADE_OF = later(
    "(?:下辖|托管|代管|地跨|横跨|下分|下设|统辖|(?<![管直])辖)(?:有|了|着)?(?:[^,。;0-9]{0,8}等)?(?:近|约)?$"
)
TOWNS = later(
    "(?:多|个)?(?:县[市区])?(?:建制)?(?:镇|乡|街道|村|行政村|社区|居委会|园(?!区?企)|片区|组团|功能区|区块|分园|子园)"
)
RAISED = later("出资|注资|募集|到位")
# What was done, to whom, and how many they were; 已有 and 现有 count what is there.
DONE_ONES = later(
    "(?:签了?|转移|实施|代办|办理|办结|办妥|引进|招引|签约|签下|谈成|开工|动工|竣工|投产|落地|建成|获评|获得|获批|上市|转化|"
    "完成|兑现|走访|帮|解决|拿到|领到|发放|减免|关停|清退|淘汰|退出|升规|毕业|评上|认定|培训|输送|举办|承办|开通|申报|"
    "申请|授权|验收|交付|出让|盘活|收回)[^,。;:、0-9的]{0,14}的[^,。;:、]{0,18}?"
    "(?<![已现拥建设占没含])(?:一?共|总共|合计|另外?|只|仅|就|也|还)*有(?:近|约|超过?|逾)?$"
)


def fared(reading: Reading, verb: str) -> bool:
    """Whether firms or parks are counted by what a stretch brought them: 增速在45%以上的8户."""
    if FARES.search(verb) or SIGNED.search(verb):
        return True
    return CAME.search(verb) is not None and not COUNTED.search(verb)


def acts(reading: Reading, verb: str, tail: str) -> bool:
    """Whether projects that stand are counted as those that do something: 53个, 动工37项."""
    if reading.indicator != "projects" or not DOERS.match(tail):
        return False
    return not (NEW_DEED.search(verb) or DEEDS.search(verb))


def done_ones(clause: str) -> bool:
    """一季度,开工的有12个: those to whom something was done in the stretch, counted behind it."""
    return DONE_ONES.search(clause) is not None


def then_acts(reading: Reading, verb: str, rest: str) -> bool:
    """央企项目44个, 动工31项: projects that stand, of which the next clause tells a part."""
    if reading.indicator != "projects" or reading.kind != "level" or not THEN_ACTS.match(rest):
        return False
    return BARE_SET.search(verb) is not None and not (NEW_DEED.search(verb) or DEEDS.search(verb))


def made_of(reading: Reading, verb: str, tail: str) -> bool:
    """托管3个镇, 下辖4个园区: of which places a place is made."""
    return reading.unit == "count" and bool(MADE_OF.search(verb) and TOWNS.match(tail))
