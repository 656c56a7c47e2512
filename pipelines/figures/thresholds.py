"""Limits that delimit a counted group: of 产值超10亿元的企业3家 only the count is a figure."""

from __future__ import annotations

import re

from pipelines.figures.candidates import Token

NUMERAL = r"(?:\d[\d,]*|[一二两三四五六七八九十百]+)[余多]?"
GROUP = (
    r"(?:企业|项目|园区|产业|集群|公司|平台|大户|单位|工厂|农户|客商|厂商|车间|产品|主体|"
    r"基地|镇|乡|村|县|"
    r"开发区|订单|设备|商户|住户|纳税户|贷款|客户|工商户|零售业|服务业|房地产|工程|链主|"
    r"龙头|品牌|工业|"
    r"人才|职工|学历|高管|机构|投资者|投资方|市场|商场|场馆|仓库|旗舰店|景区|种植户|养殖户|"
    r"合作社|农场|家庭|"
    r"外资|内资|央企|民企|国企|巨头|技改|重点|重大|优质|实体)"
)
LIMIT = re.compile(
    r" ?(?:人民币)?(?:\(含\))?(?:及?以上|及?以下|以内|起)(?:\([^()]{1,8}\))?(?![,。;!?、)\n]|$)"
)
# Words after the limit that show it to bound the amount itself: 占全国六成以上市场份额.
AMOUNT_AFTER = re.compile(
    r" ?(?:人民币)?(?:及?以上|及?以下|以内)的?(?:规模|水平|增长|增速|份额|市场份额|速度|"
    r"高速|区间|增幅|左右|高位|高增|较快|快速)"
)
GROUP_AFTER = re.compile(
    rf"(?:的|\(含\))?[^,、。;:!?\n\d]{{0,16}}?(?:{GROUP}|的)|"
    rf"[“”\"]?{NUMERAL}[家个户项名人种台宗笔]"
)
GROWTH = re.compile(
    r"(?:增长|增幅|增速|增速达|下降|占比|毛利率|回报率|比重)(?:超过|超|达到|达|在|高于|大于|过)?$"
)
COUNTED = re.compile(rf"[^,。;:!?\n]{{0,24}}?{NUMERAL}(?:家|个|户|项|名|人|种|台)")
BOUND = re.compile(
    r"(?:超|过|破|超过|突破|逾|达|达到|不低于|不少于|大于|高于|不足|低于|满|以上)[“\"]?$"
)
# 产值超10亿元的企业达到6家 · 税收超千万元企业8家 · 增幅超过20%的24个
COUNT_AFTER = re.compile(
    rf"(?:的)?[^,、。;:!?\n\d]{{0,10}}?{GROUP}[^,。;:!?\n\d]{{0,8}}?{NUMERAL}[家个户项名人种]"
    rf"|的[^,。;:!?\n\d]{{0,3}}?(?:有|达|达到|为|共|增至)?{NUMERAL}[家个户项]"
)
# 培育8个产值过百亿元的企业: the count stands before.
COUNT_BEFORE = re.compile(
    r"(?:\d|[一二两三四五六七八九十])[余多]?[家个户项][^,、。;:!?\n\d]{0,14}$"
)
GROUP_NEXT = re.compile(rf"的?[^,、。;:!?\n\d]{{0,8}}?{GROUP}")
RELATIVE = frozenset({"%", "pp", "times"})


def limits(folded: str, token: Token, before: str) -> str:
    """The reason when the token only delimits a group, else an empty string."""
    assert token.unit is not None
    limit = LIMIT.match(folded, token.end)
    if limit and not AMOUNT_AFTER.match(folded, token.end):
        if token.unit.base in RELATIVE:
            if GROWTH.search(before) and COUNTED.match(folded, limit.end()):
                return "a threshold"
        elif GROUP_AFTER.match(folded, limit.end()):
            return "a threshold"
    if limit or BOUND.search(before):
        if token.unit.base in RELATIVE and not GROWTH.search(before):
            return ""
        if COUNT_AFTER.match(folded, token.end):
            return "a threshold"
        if (
            token.unit.base not in RELATIVE
            and COUNT_BEFORE.search(before)
            and GROUP_NEXT.match(folded, token.end)
        ):
            return "a threshold"
    return ""
