"""Whether a sentence after one of plans tells what is: a plan outlasts its sentence only in a list.

到2026年,产值将突破500亿元。园区成立于2006年,入驻企业120家: the second sentence plans nothing. A
programme goes on in bare verbs (新建标准厂房20万平方米); what is there is told with 了, 拥有, 位于,
with a scene, a history or a place among others.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from pipelines.figures.layout import Layout
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

TELLS = later(
    r"(?<![为除])了(?![解然望不])|正(?:在|忙着|加紧|抓紧|紧张)|拥有|坐拥|现有|建有|设有"
    r"|位于|坐落|地处|(?:成立|始建|创建|创办|组建|起步|诞生)于|前身"
    r"|走进|来到|走在|眼前|车间[里内]|只见|记者|机器轰鸣|统计显示|数据显示|据统计"
    r"|作为[^,。;]{2,20}之一|入驻(?:企业|商户|商家)[^,。;0-9]{0,4}[0-9]"
    r"|(?<![占没])有(?:了|着)?[0-9]+[余多]?[家名人条台座个]|员工[0-9]|我们[厂公][^,。;0-9]{0,4}[0-9]"
    r"|占(?:到)?全[国省市县区球][^,。;0-9]{0,14}的|这[家个座条][^,。;0-9]{1,12}[是由]"
    r"|(?:居|位列|名列|排名|排在)[^,。;0-9]{0,8}第"
    r"|(?:会上|会议还|现场|仪式上|活动中)[^。;0-9]{0,30}[0-9]+[余多]?[家个名人项][^,。;0-9]{0,6}"
    r"(?:受到?|获得?|被)?(?:表彰|表扬|签约|揭牌|授牌|颁奖)"
)
STILL_AHEAD = later(
    r"将|要(?![求素])|拟|力争|确保|争取|预计|有望|计划|目标|规划(?!面积|用地|建设用地)|打算|任务|达到|提高到|突破|新[增建开引培签上]"
    r"|不低于|不少于|(?:到|至)(?:20[2-9][0-9]|明|后|年底|年末|“?十[四五六七]五)"
)


def turns_back(text: str, where: Layout, readings: list[Reading], sentence: int) -> bool:
    """Whether a sentence, up to the clause of its first number, tells what there is."""
    begin = where.sentences[sentence].start
    first = bisect_left(readings, begin, key=attrgetter("start"))
    if first == len(readings):
        return False
    end = where.clause(readings[first].start)[1]
    return TELLS.search(text, begin, end) is not None and not STILL_AHEAD.search(text, begin, end)
