"""Places that only tell where somebody has a rank or an honour, or from where one looks on."""

from __future__ import annotations

from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# What firms and goods are honoured as, whoever has them: 其中全国医药工业百强企业5家.
HONOURS = later(
    "[^,。;:\\d]{0,10}(?:[百十双千]强|[\\d]{2,3}强|单项冠军|驰名商标|知名商标|知名品牌|名牌|知名企业|龙头企业|领军|绿色工厂|守合同|质量奖|老字号|独角兽|瞪羚|专精特新)"
)
COUNTRY = ("全国", "中国", "我国")
# A set in which somebody has a place: 在某某新区列第3位, 放到全省园区里比,排在第五位.
PUT_IN = later("放[到在进眼](?:整个)?[一-龥]{0,4}$")
LOOKS = later("[一-龥]{0,6}?(?:看|来说)|,(?![^,。;]{0,16}(?:排|居|列|位|名|首))")
SEEN_IN = later(
    "[^,。;:]{0,16}?(?:来?看|来说|比|衡量|考量)[^。;\\d]{0,20}(?:排|居|列|位|名|第|首|数一数二)"
)
PLACED_AMONG = later(
    "(?:[中里内])?(?:[^,。;\\d]{0,8}(?:考核|评价|考评|排名|测评|评比))?[中里]?,?(?:综合|总量|均|并)?"
    "(?:排名?|位?列|位?居|名列|排在)(?:第|首|前|末|倒数)"
)
HELD_AGAINST = later("(?:[中里内]|当中)?(?:一?比(?!上年|重|例|去年|同期)|来看|横比|排队)")
# With what part of another's means somebody does something, or is what part of it.
WITH_SO_MUCH = (
    "以",
    "用",
    "仅用",
    "凭",
    "只有",
    "仅为",
    "仅有",
    "相当于",
    "不到",
    "不足",
    "约为",
    "不及",
)
SHARE_OF = later(
    "(?:的)?(?:不到|不足|近|约|超)?(?:[\\d.]+%|[一二三四五六七八九两]成|百分之[一-龥]{1,5}|一半|[二三四五六七八九十]分之[一二三四五六七八九])"
)
SORTS = ("也是", "既是", "就是", "项目是", "园区是", "属于", "列入", "列为")  # 该项目是某市重点项目
QUOTED = 30  # characters of a name in quotation marks


def named_so(text: str, mention: Mention, before: str) -> bool:
    """Whether a place only stands in what somebody is called, or is where he has his rank."""
    return before.endswith(SORTS) or in_a_title(text, mention) or seen_in(text, mention)


def in_a_title(text: str, mention: Mention) -> bool:
    """Whether a name begins an honour: “某省一星级园区”, 其中全国医药工业百强企业5家."""
    if mention.head in COUNTRY and HONOURS.match(text, mention.end):
        return True
    if text[mention.start - 1 : mention.start] != "“":
        return False
    close = text.find("”", mention.end, mention.end + QUOTED)
    inner = text[mention.end : close] if close > mention.end else ","
    return not any(mark in inner for mark in ",。;:“")


def seen_from(text: str, mention: Mention) -> bool:
    """Whether a place is where one looks from here on: 放到云州全市看,财政收入…"""
    put = PUT_IN.search(text, max(0, mention.start - 8), mention.start)
    return put is not None and LOOKS.match(text, mention.end) is not None


def seen_in(text: str, mention: Mention) -> bool:
    """Whether a place is only where the subject has its rank: 放到全省看,增速排第三."""
    put = text.endswith(("放到", "放在", "放眼", "放进"), 0, mention.start)
    return put and SEEN_IN.match(text, mention.end) is not None


def held_against(text: str, mention: Mention) -> bool:
    """Whether parks are only those among which somebody has a place."""
    if text.endswith(WITH_SO_MUCH, 0, mention.start) and SHARE_OF.match(text, mention.end):
        return True  # 以甲园三分之一的面积创造了…
    if text.endswith("在", 0, mention.start) and PLACED_AMONG.match(text, mention.end):
        return True
    counted = "放" in text[max(0, mention.start - 12) : mention.start]
    return counted and HELD_AGAINST.match(text, mention.end) is not None
