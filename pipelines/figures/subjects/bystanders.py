"""Places that a text passes by or uses; its figures are of whoever was told of.

省里、市里也给予了大力支持: they lend a hand. 对标某某工业园区: others are looked up to.
江苏、浙江等地客商接踵而至: guests come from there.
以全市大会精神为指导: they have asked for it. 是乙集团打造的: whose work the subject is.
以化工园区为平台: parks are the means of another.
"""

from __future__ import annotations

from pipelines.figures.names.terms import ENTERPRISE, PARK, REGION
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# 省里, 市里: those who govern a park, as its people call them.
INSIDERS = later("[省市州盟县旗区镇乡]里")
HELPS = later(
    "[^,。;:\\d]{0,18}?(?:给予|支持|重视|关心|关注|关怀|肯定|点赞|帮助|鼓励|寄予|批复|批准|同意)"
)
LOOKS_UP = later(
    "(?:对标|对照|学习|借鉴|参照|效仿|复制|追赶|比肩|媲美|堪比|不输|考察|参观|观摩|取经)了?[^,。;:\\d]{0,6}$"
)
LOOKED_UP_TO = later(
    "等?地?的?(?:先进|成功|好|宝贵)?(?:经验|做法|模式|理念)|[^,。;:\\d]{0,10}?(?:榜样|标杆|看齐|学习|取经)"
)
GUESTS = later(
    "(?:、[^,。;:、\\d]{2,6}){0,4}等?地?的?(?:客商|老板|商人|企业家|投资者|投资商|同行|游客)"
)
# 以化工园区为平台, 在6家开发区分设会场: with what, or where, a place does something.
MEANS = later("为(?:重要|主要)?(?:平台|载体|抓手|依托|主战场|支撑|龙头|重点|核心|主体|纽带|契机)")
# 青河市依托|某某产业园,大力实施…: with which park a place does something.
MEANS_OF_PLACE = later(
    "[一-龥][省市县区州旗](?:委|政府)?(?:正|则|还|也|充分|积极|紧紧)*(?:依托|借助|借力)$"
)
IN_SEVERAL = later("(?:分设|分别|同步|同时|设立|设置|开设)")
COUNTED_IN = later("在(?:全[省市县区]|辖区)?的?[\\d一二三四五六七八九十]+[家个]$")
# 以全市工业大会精神为指导: what a place has told the subject to do.
ASKED_BY = later("[^,。;:\\d]{0,16}(?:精神|部署|要求|决策|号召)")
# 甲公司是乙集团倾力打造的生产基地: whose work the subject is.
WORK_OF = later("(?:[,。;]|公司|集团|厂)[^,。;:“”]{0,6}(?:是|系|为|由|属于?|隶属于?)$")
MADE = later(
    "(?:公司|集团)?[^,。;:\\d]{0,8}?(?:打造|投资|设立|成立|控股|建设|旗下|所属|下属|兴办|创办|兴建|布局|出资|孵化|直属)"
    "(?:建设|成立|设立)?的?"
)
# 5个项目分别是:甲产业园、乙产业园和丙产业园。
ENUMERATED = later("(?:分别是|分别为|依次是|依次为|包括|即|如下|它们是):[^。;\\n\\d]*$")
# 将建设果蔬、禽业、水产三大科技园: what one garden is to be made of.
BUILT_OF = later(
    "(?:建设|打造|规划|形成|设立|建成|布局|分为|划分为)[^。;:\\n\\d]{2,}[两三四五六七八九]大$"
)
BUILDS = later("(?:管委会|公司)?(?:牵头|投资|出资|负责|统一)*(?:建设|兴建|建造|承建|运营|建成)")
MET_WITH = ("赶上", "碰上", "遇上", "遇到", "恰逢", "正逢", "适逢")  # what came in somebody's way
LISTED = 160  # letters of such a list
FROM = 40  # letters in which 以 stands before what it takes
BEFORE = 12  # letters in which a word of looking up stands before its place


def passed_by(text: str, mention: Mention) -> bool:
    """Whether a sentence without figures tells of a place, but not as whom the next is about."""
    if mention.kind == ENTERPRISE:
        low = max(0, mention.start - BEFORE)
        work = WORK_OF.search(text, low, mention.start) is not None
        return work and MADE.match(text, mention.end) is not None
    if mention.kind not in (PARK, REGION):
        return False
    if mention.name and (
        LOOKS_UP.search(text, max(0, mention.start - BEFORE), mention.start)
        or LOOKED_UP_TO.match(text, mention.end)
        or GUESTS.match(text, mention.end)
    ):
        return True
    if mention.kind != REGION:
        return False
    insiders = INSIDERS.fullmatch(text, mention.start, mention.end) is not None
    if insiders or ASKED_BY.match(text, mention.end):
        return True
    return HELPS.match(text, mention.end) is not None


def only_used(text: str, mention: Mention) -> bool:
    """Whether parks are only named in a list, or the means or places of what another does."""
    listed = mention.name and text[mention.end : mention.end + 1] in "、,。;和与"
    if listed and ENUMERATED.search(text, max(0, mention.start - LISTED), mention.start):
        return True
    if mention.group and BUILT_OF.search(text, max(0, mention.start - FROM), mention.start):
        return True
    if text.endswith(MET_WITH, 0, mention.start):
        return True  # 去年赶上集中区供热管网改造,他的厂停了20天
    if text.endswith("由", 0, mention.start) and BUILDS.match(text, mention.end):
        return True  # 这座厂由化工园区建设,投资2.4亿元
    if MEANS.match(text, mention.end):
        clause = max(text.rfind(mark, 0, mention.start) for mark in ",。;\n")
        return "以" in text[max(clause, mention.start - FROM) : mention.start + 1]
    if MEANS_OF_PLACE.search(text, max(0, mention.start - BEFORE), mention.start):
        return text[mention.end : mention.end + 1] in ",、的"
    count = mention.end - len(mention.head)
    counted = COUNTED_IN.search(text, max(0, count - BEFORE), count) is not None
    return counted and IN_SEVERAL.match(text, mention.end) is not None
