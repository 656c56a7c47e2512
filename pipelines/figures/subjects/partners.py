"""Who only has put money into the subject, does work on it, or publishes something about it.

投资方甲集团 is no topic, unless its own account follows: 投资方甲集团现有员工6200人.
"""

from __future__ import annotations

from pipelines.figures.names.terms import ENTERPRISE
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# Whose list or report it is that tells of others: 甲研究院发布《…榜》.
PUBLISHES = later(
    "(?:近日|日前|联合|正式)?(?:发布|公布|评出|揭晓)(?:了|的)?[^,。;]{0,18}(?:榜单?|报告|名单|排名|指数|白皮书|蓝皮书)"
)
# Who has put money into the subject or does work on it.
INVESTOR = later(
    "(?:(?:投资|建设|承建|施工|合作|运营|运维|代建|设计|监理|总包|出资|开发|管理|业主)(?:方|商|主体|单位)|业主|母公司|控股股东|总承包商?)(?:是|为|之一的?|、)?$"
)
# 负责项目建设的|甲公司总经理介绍: of the project.
DOES_WORK = later(
    "(?:负责|承担|承建|参与|主导|操盘|承接)[^,。;:、\\d]{0,12}?(?:建设|运营|施工|实施|管理|开发|招商|运维|经营)?的$"
)
PERSON = later(
    "(?:的)?(?:现场|项目部?|副)*(?:董事长|总经理|副总|总裁|经理|负责人|总工程师|工程师|总监|主任|监理)"
)
# The account that a firm gives of itself, whatever else it is.
OWN_ACCOUNT = later(
    "(?:(?!董事长|总经理|负责|说|表示|介绍|坦言|透露)[^,。;]{2,30},){0,2}(?:[今去前]年|\\d{4}年|上半年|年|目前|现|拥有|有|全球|旗下|总|实现|完成)*"
    "(?:产值|营收|营业收入|销售额|销售收入|净利润|利润|员工|职工|资产|注册资本|市值|纳税|收入)"
)
OWNS = later(
    "(?:[^,。;:\\d]{0,10}(?:投资|设立|兴办|创办|组建|出资|建设|开办|控股|旗下|下属|所属|全资)[^,。;:\\d]{0,10}的|"
    "的(?:全资|控股)?(?:子公司|孙公司))"
)
# (园区引进甲公司),总投资12亿元: what is told of whom a place has won.
BROUGHT = later(
    ",(?:计划|预计|一期|首期|该公司|公司)?(?:总投资|投资|占地|年产|建成(?!后)|新建|建设|主要|主营|专业|生产)"
)


def brought_in(text: str, firm: Mention) -> bool:
    """Whether a firm that a place has won is told of from its name on."""
    return firm.kind == ENTERPRISE and BROUGHT.match(text, firm.end) is not None


def stands_by(text: str, firm: Mention, start: int) -> bool:
    """Whether a firm only is somebody's investor, or is left out: 投资方甲集团是…, 除甲公司外."""
    if PUBLISHES.match(text, firm.end):
        return True
    low = max(0, start - 24)
    if INVESTOR.search(text, low, start):
        return OWN_ACCOUNT.match(text, firm.end) is None
    if PERSON.match(text, firm.end) and DOES_WORK.search(text, low, start):
        return True
    if text.endswith(("除", "除了"), 0, start):
        return text.startswith(("外", "以外", "之外"), firm.end)
    return text.endswith(("是", "系", "为"), 0, start) and OWNS.match(text, firm.end) is not None
