"""Works that a text tells of by what they cost or cover: 又铺开中水回用工程,总投资6400万元.

A clause that begins with what something costs, or what land it takes, leaves out whose cost that
is: whatever was named last that can be built. So a noun for a work becomes a topic by such a
clause behind it, wherever it stands, and the chain goes on with it until somebody else is named.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from pipelines.figures.cast.facilities import is_common
from pipelines.figures.names.park_names import is_grade, name_start
from pipelines.figures.names.terms import PROJECT, alternation, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

PHASE = "(?:[一二三四五]期|\\([一二三四五]期\\))?(?:工程)?"
# What only a thing that is built can begin its clause with.
MEASURE = (
    "(?:该?(?:工程|项目))?(?:计划|概算|预计|规划|设计|估算|建设|总|共|一期|目前)*"
    "(?:总投资额?|投资额?|概算|造价|耗资|占地(?!面)|用地(?!面)|(?:总?建筑|占地|用地|建设|改造|营业|经营|使用|仓储|孵化|展厅|总)?面积|装机容量|装机|总?库容|全长|总长|线路全长|正线长)"
    "[约近超达为共逾过]*[\\d.]+余?[万亿]*(?:美元|元|亩|公顷|平方米|平米|㎡|平方公里|公里|千米|米|千瓦|兆瓦|吉瓦|立方米)(?!(?:人民币|左右|以上)?的)"
)
ANY_MEASURE = later(MEASURE)
DATE = "\\d{4}年|\\d{1,2}月|\\d{1,2}日"
# A clause that names nobody else and holds no figure.
BUILDER = "由[^,。;:、“”\\n\\d]{2,18}?(?=投资|出资|建设|承建|兴建|打造)"
CLAUSE = (
    "(?:(?!公司|集团|企业|园区|开发区|高新区|经开区|产业园|项目)[^,。;:、“”\\n\\d]|"
    f"{DATE}|{BUILDER}){{0,28}}?"
)
# What was just named, called so again: 主体封顶。工程总投资9000万元, …。该站占地30亩.
AGAIN = (
    "(?:该|这[座个条项处一](?:总投资[\\d.]+[万亿]+元的)?)?"
    "(?:工程|项目|[站场厂馆桥楼路]|平台|中心|基地|大厦|公寓)"
)
TOLD = later(
    f"(?:{CLAUSE},){{0,2}}?(?:{BUILDER})?{MEASURE}|[^,。;:、“”\\n\\d]{{0,16}}。{AGAIN}{MEASURE}"
)
TOLD_AT_ONCE = later(f"[,(]{MEASURE}")
# After what a name goes on, or is only a part of what is spoken of.
GOES_ON = later(
    "师|技术|房|城|区|长(?![^,。;]{0,3}\\d)|点|级|型|化|类|机|建设(?!的?规模|内容)|[的和与及、]|项目|[内里]|负责|主任|经理|施工|现场|企业|业主|指挥部|研究|"
    "管理|服务|设备|运营(?:公司|方)|公司|集团|用地|土地|周边|附近|旁|对面|方面|等"
)
# Where somebody is, what he has become or is said to be, and whose part in it is told.
NO_TOPIC = later(
    "(?:(?:成为|作为|属于|入选|获批|认定为|评为|列为|打造[成为]|改造[成为]|建成为|(?<![就便正则的])是|称[作为])了?(?:[^,。;:、]{1,20}的)?|"
    "(?:位于|坐落[于在]?|落户[于在]?|入驻|进驻|落[在到于]|[设建放开]在|选址[于在]?|毗邻|紧邻|紧靠|紧挨着?|依托|靠近|距离?|借助|围绕|来自|"
    "纳入|列入|完成|[为对与和及从由以比如像到至]|服务|接入|连接|租用|租下|搬[进到入至]|承担|承建|负责|参与|除了?|靠着?|等)了?)$"
)
OWNED = later("(?:公司|企业|集团|厂|他们?|我们|自己|自家|其)的?$")
SEVERAL = later("(?!一|1)[\\d一二两三四五六七八九十几多余]+[个座条处家项栋幢批]$")
# One more of what somebody has: 、1栋|4层仓库.
IN_A_LIST = later(
    "[\\d一二两三四五六七八九十][个座条处家项栋幢间][^,。;、]{1,14}[、和与及][\\d一二两三四五六七八九十]+[个座条处家项栋幢间][^,。;、]{0,3}$"
)
# What brings a work into the text, where no name begins.
FRONT = later(
    "(?:又|再|还|正在?|已|了|新|新近|同步|陆续|相继|加快|全力|抓紧)*"
    "(?:铺开|开建|续建|兴建|修建|修起|盖起|建起|建成|建好|建了|上马|投建|投用|启用|动工|开工|启动|推出|扩建|改建|配建|配套|竣工|用上|开挖|架起|"
    "谋划|布局|实施|推进|打造|规划|迁建|新建|建设|搭建|引进|引来|迎来|拿下)(?:了|的|起)?(?=..)"
)
GRADED = ("国家级", "省级", "市级", "县级", "区级")  # what somebody is, no name
ARTICLE = later(
    "(?:首|第一|第二|又|新|一|1|这|该|那|另)(?:一)?[个座条处项栋幢家]|(?:全[省市县区州]|国内|区内|园内|园区|开发区)(?:的)?(?=..)|[最]大的"
)
LEAST, MOST = 4, 20  # letters of a name, and before its noun


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The nouns for works, the stems of which none is one, and a work by its whole name."""
    source = resources.files("pipelines.figures") / "vocabulary" / "facilities.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    nouns = alternation(data["works"]) + "|园(?=[二三四五]期(?!项目))"
    return (
        re.compile(f"(?:{nouns}){PHASE}"),
        re.compile(f"(?:{alternation(data['no_works'])})+|[一二三四五]期|"),
        re.compile(f"[^,。;:、的“”\\n\\d]{{2,18}}?(?:{nouns}){PHASE}"),
    )


def measured_works(text: str) -> list[Mention]:
    """The works of a folded text that a clause behind them measures."""
    if ANY_MEASURE.search(text) is None:
        return []
    nouns, _, _ = _words()
    out = []
    for hit in nouns.finditer(text):
        if GOES_ON.match(text, hit.end()):
            continue
        told = TOLD.match(text, hit.end()) or TOLD_AT_ONCE.match(text, hit.end())
        if told is None or (hit[0][0] == "园" and "元" not in told[0]):
            continue  # 软件园四期建筑面积31万平方米: the park goes on
        one = _named(text, hit)
        if one is not None:
            out.append(one)
    return out


def _named(text: str, hit: re.Match[str]) -> Mention | None:
    """The work by its name, None where it is several, somebody's place, or what somebody is."""
    words = terms()
    start = name_start(text, hit.start(), max(0, hit.start() - MOST), project=True)
    moved = -1
    while moved != start:
        moved = start
        for front in (FRONT, ARTICLE):
            found = front.match(text, start, hit.start())
            start = found.end() if found else start
    stem = text[start : hit.start()].strip("“”")
    if (
        len(stem) + len(hit[0]) < (LEAST - 1 if len(stem) > 1 else LEAST)
        or not stem
        or not stem[0].isalnum()
    ):
        return None
    if _words()[1].fullmatch(stem) or is_grade(words, stem) or stem.startswith(GRADED):
        return None
    if hit[0].endswith("厂房"):
        return None  # those of a park, unless a phase says which
    if hit[0].endswith("工程") and words.generic_project.fullmatch(stem):
        return None
    low = max(0, start - 24)
    if text[start - 1 : start] in ("、", "和", "与", "及") or SEVERAL.search(text, low, start):
        return None
    if IN_A_LIST.search(text, low, start + 3):
        return None  # 建有5栋厂房、1栋4层仓库,总建筑面积…: all of them are the project's
    if NO_TOPIC.search(text, low, start) or OWNED.search(text, low, start):
        return None
    name = text[start : hit.end()].strip("“”")
    return Mention(start, hit.end(), PROJECT, name, hit[0], told=hit[0][0] == "园")


def firms_own(name: str) -> bool:
    """Whether a work by name is one that a firm has for itself: 研发中心, 职工公寓, 智能仓库."""
    noun = _words()[0].search(name)
    if noun is None or noun.end() != len(name) or noun[0].endswith(("工程", "期")):
        return False
    if noun[0] not in ("中心", "平台", "基地", "大厦", "综合体"):
        return True
    return is_common(name[: noun.start()])


def work_at(text: str, at: int) -> str:
    """The work whose name begins at an offset: 总投资3亿元的|应急救援中心."""
    named = _words()[2].match(text, at)
    if named is None or GOES_ON.match(text, named.end()):
        return ""
    return "" if SEVERAL.search(text, at, named.end()) else named[0]
