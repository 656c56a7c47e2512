"""Words around a number that bear on its period: rates, durations, what is done so far."""

from __future__ import annotations

import re
from functools import cache

from pipelines.figures.patterns import later
from pipelines.figures.period_grammar import either, vocabulary

AGAIN = r"(?!均|初|底|末|内|度|任务|计划|目标|终|间|来|中|份|轻|报|会|货|前|后)"
YEARLY = later(
    r"(?<![第新这去之近过])一年(?:收入|租金|产值|利润|下来|就|要)[^,。;0-9]{0,10}$|"
    rf"(?:每年|(?:^|[^今去明前后同当全本上半近两几十百0-9〇一二三四五六七八九多余])年){AGAIN}[^,。;0-9]{{0,16}}$"
)
RATE = later(
    r"每(?:小时|分钟|秒|吨|度|公斤|斤|千瓦时|立方米)[^,。;0-9]{0,10}$|"
    r"(?:每(?:年|月|天|日|周|人|吨|亩|户)|一年|一个月|一天)[^,。;]{0,14}?(?:能|可|省|节约|节省)[^,。;]{0,6}$"
)
DURATION = later(
    r"(?<![前第])(?:[0-9]+|[一二两三四五六七八九十]+)(?:个多?月|天|周|个?小时)(?:里|内|时间)?[^,。;、]{0,6}$"
)
YEARS_RUNNING = later(r"连续([0-9一二两三四五六七八九十]{1,2})年[^,。;]{0,8}$")
YEARS_OF_CHANGE = later(
    "(?:^|[^0-9第前后十百])([0-9]|[一二两三四五六七八九十])年(?:间|来|里|内)?(?:累计|共|合计|年均|平均每年)?"
    "(?:提高|增长|增加|上升|下降|提升|减少|翻|净增)[^,。;]{0,3}$"
)
BEGUN = later(
    "(?:正式|相继|陆续|全部|集中|顺利|也)?(?:建成|投产|投用|开工|竣工|签约|落户|入驻|开业|投入|交付|开通|获批)"
)
SO_FAR = later("已(?!于|将)|先后")
HANDLED = later("办结|解决|办理|化解|整改|答复|兑现|发放|完成|收到|组织|举办|开展")
IN_ORDER = later("等次|行列|名次|评级|得分|排名|第[0-9一二三四五六七八九十]+名")
DESIGNED = later("建设|新建|规划|布局|设计|拟建|配置")
GROUP = later("签约|开工|在建|集中|引进")
STANDING = later("在建|累计|在库")
SOON = frozenset(("近日", "日前", "近期", "连日来", "最近"))
HERE = later(
    "此次|本次|这次|集中开工|集中签约|现场签约|会上|仪式上|活动现场|活动上|本期|本场|活动中|推介会|签约仪式"
)
GRANT = later(
    "(?:对|给予|按)[^,。;]{3,40}(?:给予|奖励|补助|补贴|奖补|奖|按每[人亩户家个])[^,。;0-9]{0,12}$"
)
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
