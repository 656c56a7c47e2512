"""Sets of parks and places that are named because the subject has its place among them."""

from __future__ import annotations

from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

COUNTED_BEHIND = later("(?:数量|总数)?(?:已|共)?(?:达到?|增至|增加到|突破|超过)\\d+[个家]")
# Several parks among which the subject has its place: 在全省高新区综合评价中, 全市开发区第2位.
AMONG = later(
    "(?:综合|亩均|效益|高质量|发展|水平|年度|动态|建设|创建|绩效|土地|集约|利用|[\\d年])*"
    "(?:评价|考核|考评|排名|评比|测评|评估)(?=[中里上居排列位名由获第得]|位次|名次|座次)|"
    "位次|排位|座次|组?第[\\d一二三四五六七八九十]|前[\\d十]+(?![\\d个月季])|平均|首位|之首|"
    "[中里](?:排|位|列|居|名|的?[^,。;]{0,6}(?:排名|位次))|之一|"
    "[^,。;\\d]{0,24}(?:名单|榜单|排行榜|方阵)[上中里]|"
    "中,(?![^,。;]{0,3}[\\d一二三四五六七八九十两])[^,。;\\d]{0,16}(?:排|位|列|居|名)"
)
# 全国160个综合保税区绩效评估排名升到第71位, 国家级经开区考评位次由第90位升至第71位.
RANKED_IN = later(
    "(?:\\d+余?[个家][^,。;:\\d]{0,16}?[区园])?[^,。;:\\d]{0,16}?(?:考核|考评|评价|评估|排名|位次|名次|座次|评比|测评|排行)"
    "[^,。;:\\d]{0,10}(?:第?[\\d一二三四五六七八九十]+位|第[\\d一二三四五六七八九十]|首位|榜首|前[\\d十])"
)
PLACED_IN = ("排第", "列第", "居第", "排在第", "排到第", "位居第", "名列第", "数一数二", "倒数")
# A list of what was counted, up to one of its items, and what ends an item.
COUNTED_OFF = later(
    "[\\d一二两三四五六七八九十]+[个家大][^,。;:、\\d]{2,16},?(?:分别)?(?:是|为|有|包括|即)?:(?:[^。;:\\d]*[、和及])?$"
)
ONE_BY_ONE = later("[。;,](?:前者|后者|两者|分别|其中)")
ITEM_END, LIST = later("[、。;]|[和及][^,。;:]{2,20}[。;]"), 100
# What the subject has been made, in a list of honours.
HONOURED_AS = later(
    "(?:是|系|为|属)[^,。;:\\n]{0,6}?(?:认定|命名|评定|确定|批准|列为)的[^,。;:\\n]{0,12}$|"
    "(?:获评|评为|认定为|命名为|列为|列入|入选|获批|获选|入围|授予|跻身|创成|创建成|晋升为|晋级|升格为|升级为|荣获|摘得)"
    "[^,。;:\\n\\d]{0,24}$|"
    "(?<![的是其])(?:是|系|属于|成为)[^,。;:“”\\n\\d是有]{0,12}$"  # 园区是某省的|省级开发区
)


def told_off(text: str, mention: Mention) -> bool:
    """三个园中园分别是:甲园、乙园和丙园: a list that only names what was counted."""
    end = ITEM_END.match(text, mention.end)
    if end is None or ONE_BY_ONE.search(text, mention.end, mention.end + LIST):
        return False
    return COUNTED_OFF.search(text, max(0, mention.start - LIST), mention.start) is not None


def honoured_as(text: str, mention: Mention) -> bool:
    """系省政府认定的特色集聚区、全市重点园区: what the subject is, no other parks."""
    low = max(0, mention.start - 30)
    return mention.group and HONOURED_AS.search(text, low, mention.start) is not None


def has_its_place(text: str, mention: Mention) -> bool:
    """产值61亿元,全市排第二; 全国160个综保区绩效评估排名升到第71位: the place is the subject's."""
    if mention.head[0] != "全":
        return False
    return text.startswith(PLACED_IN, mention.end) or bool(RANKED_IN.match(text, mention.end))


def only_counted(text: str, end: int, frame: int) -> bool:
    """Whether parks are only counted, or are a set in which somebody has a place.

    二星级产业集聚区达到5家,占全市的37.8%; 全市园区考核第三.
    """
    if text.startswith("平均", end):
        return False  # 4家开发区平均位次前移35位: theirs
    if COUNTED_BEHIND.match(text, end):
        return True
    return not frame and bool(AMONG.match(text, end) or RANKED_IN.match(text, end))
