"""Words around a number that bear on its period: rates, durations, what is done so far."""

from __future__ import annotations

import re
from functools import cache

from pipelines.figures.patterns import later
from pipelines.figures.period_grammar import either, vocabulary

AGAIN = r"(?!均|初|底|末|内|度|任务|计划|目标|终|间|来|中|份|轻|报|会|货|前|后)"
YEARLY = later(
    r"(?<![第新这去之近过])一年(?:收入|租金|产值|利润|下来|就|要)[^,。;0-9]{0,10}$|"
    rf"(?:每年|(?:^|[^今去明前后同当全本上半近两几十百千万青少成中老壮周学往历常新0-9〇一二三四五六七八九多余])年){AGAIN}[^,。;0-9]{{0,16}}$"
)
STILL = later("(?<![随沿朝向对绕味借凭趁本接跟])着(?!力|手|眼|重|陆|落|装|色|急)[^,。;、0-9]{0,8}$")
FUNDED = later("设立")
YEARS_RUNNING = later(r"连续([0-9一二两三四五六七八九十]{1,2})年[^,。;]{0,8}$")
YEARS_OF_CHANGE = later(
    "(?:^|[^0-9第前后十百])([0-9]|[一二两三四五六七八九十])年(?:间|来|里|内)?(?:累计|共|合计|年均|平均每年)?"
    "(?:提高|增长|增加|上升|下降|提升|减少|翻|净增|[降涨增减升](?:了|低了?)?)[^,。;]{0,3}$"
)
BEGUN = later(
    "(?:正式|相继|陆续|全部|集中|顺利|也)?(?:建成|投产|投用|开工|竣工|签约|落户|入驻|开业|投入|交付|开通|获批)"
)
PRIOR = later("(?<!以)上一?[次批轮场届](?!发)|前一[次批轮场届]")
SO_FAR = later("已(?!于|将)|先后")
HANDLED = later("办结|解决|办理|化解|整改|答复|兑现|发放|完成|收到|组织|举办|开展")
IN_ORDER = later(
    "上升|后退|进位|退位|升位|前进|百强|等次|行列|名次|评级|得分|排名|第[0-9一二三四五六七八九十]+名"
)
DESIGNED = later("安装|建设|新建|规划|布局|设计|拟建|配置")
GROUP = later("签约|开工|在建|集中|引进")
STANDING = later("在建|累计|在库")
SOON = frozenset(("近日", "日前", "近期", "连日来", "最近"))
HERE = later(
    "此次|本次|这次|这场|本场|此番|集中开工|集中签约|现场签约|会上|仪式上|活动现场|活动上|本期|本场|活动中|推介会|签约仪式"
)
MADE = later(
    "[建盖立办搭组装成设修架](?:起|起了|了|好了)[^,。;、0-9]{0,8}$|[抽聘招]了[^,。;、0-9]{0,6}$"
)
DONE_THEN = later("(?:新|已|曾)?[^,。;、0-9]{2,6}的")
ABLE = later(
    "[^厂]*(?:能力|库容|容量|规模)(?:已?达到?|为|共|合计|总计)?(?:日均|每[日天])?(?:约|近|超)?"
)
# A count of firms or people, and what they did, in a clause that no other figure tells more of.
ACTS = later(
    "[^,。;、(0-9]{0,10}(?:企业|项目|园区|开发区|工业区|公司|商户|职工|工人|员工|干部)"
    "(?![中里的和及与家]|主[^动要]|规模|总|数)[^,。;、(0-9没无未不]{2,14}[,。;]"
)
SIGNED = later(
    "(?:签约|开工|竣工|投产|引进|招引|新建)[^,。;、0-9]{0,4}项目(?:已有|已达|已|有|达到?)(?:近|超)?$"
)
HELD = later("已有|已经|规上|规模以上|现有|拥有|累计|目前")
LASTING = later(
    "[^,。;0-9]{0,14}?(?:全部|均|都|已|仍|还|尚|正|忙|着|在建|在册|在库|有了?|没有|规上|现有|拥有|累计)"
)
BY_THEN = later("届时[^,。;]{0,12}总")  # 届时总库容达21万吨
BUILT_UP = later("建成|配套|配建|建起|打造")
OWNED = later("拥有|现有|共有|已有|坐拥|手握|建有|设有|(?:聚集|集聚|汇聚)(?!区)")
AT_PRESENT = later("现已|至今|迄今|(?<!恢)[还仍](?:在|未|处于|有待)|尚未|仍旧|依旧|依然")
PACE = later("月产|日产|日均|月均|人均月|每[天日]|单日|平均每[天日月]")
NEWLY = later("(?<![高创特更最])新(?!能源|材料|型|兴|区|技术|城|质|一代|旧)")
PENDING = later("在谈|跟踪|储备|洽谈")
AGREED = later("合同|协议|意向")
AIMED = later("的?(?:年度|全年|预期)?(?:目标|任务)(?!的)")
QUOTA = later("(?:任务|目标|计划)(?:数|是|为|的)?$")


@cache
def words(part: str, name: str) -> re.Pattern[str]:
    """One list of periods.toml as a pattern."""
    return re.compile(either(vocabulary()[part][name]))
