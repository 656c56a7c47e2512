"""Reads the names of industries, of several that are one topic, and of classes of them."""

from __future__ import annotations

from pipelines.figures.names.park_names import name_start
from pipelines.figures.names.places import WHOLE_REGION
from pipelines.figures.names.terms import SECTOR, Terms
from pipelines.figures.names.trades_together import FRONT, begins_with_others
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# The last part of an industry that is named with what goes with it.
AND_ALLIED = later(
    "[及和](?:其)?(?:零部件|配件|部件|配套|相关|关联|衍生|延伸|上下游|[一-龥]{2,6}零部件)$"
)
# The industry that was named before: 该产业, 这条产业链, 这条链.
THIS_TRADE = later("(?:该|这一|这个|这条|此)$")
COUPLED = later("(?:^|(?<=[,。;\\n]))([一-龥]{2,5}(?<!业))和$")  # what a trade's name begins with
ASKED = later("哪[一二三几]?[个些条类种]?|什么|啥|某[个些]?|何种")  # 哪个产业: none yet
OF_PARK = later("(?:片区|园区|港区|新区|区内|园内)(?=服务业|制造业|物流业|加工业|主导产业)")
PLACED = later("(?:[一-龥]{2,4}[省市县区州])+")  # 南康区家具产业
# Trades that are named by one word: 其中,制鞋业产值61亿元.
ALONE = later("(?:制鞋|造纸|酿酒|印染|食品|家具|陶瓷|冶金|医药|服装|皮革|化纤|纺织|冶炼)业")
# The same where it says what the trade itself has done: 物流业实现增加值32亿元.
DOES_ALONE = later("(?:物流|旅游|建材|化工|电子|机械|钢铁|汽车|能源|石化|材料|新材料|光伏|电池)业")
DOES = later(
    "(?:今年|去年|上半年|全年|已|共|累计)*"
    "(?:实现|完成|创造|吸纳|带动|有企业|拥有|现有|规上|占)(?![^,。;]{0,4}发展)"
    "|(?:已|已经|逐渐|逐步)?(?:成为|成长为|蓬勃发展|快速发展|发展迅速|方兴未艾)[^,。;\\d]{0,14},"
    "(?:今年|去年|上半年)?(?:实现|完成)增加值"  # 物流业成为支柱产业,去年实现增加值18亿元
)
# Those of which only what they add or do is their own: 金融业拉动增长, 餐饮业完成营业额.
SERVICES = frozenset(("金融业", "贸易业", "零售业", "批发业", "餐饮业", "运输业", "仓储业"))
CONTRIBUTES = later("[^。;\\d]{0,24}?(?:拉动|下拉|贡献)|(?:共|累计|预计|全年|上半年)*(?:实现|完成)")
ABOVE = later("(?:限额以上|限上|规模以上|规上)$")  # 限额以上批发业完成销售额
NO_TRADE_OF = later("标准|平均|规范|准入|协会|前列|龙头|领先|首位|第[一二三]")  # 制定行业标准
# What has its name from an industry and is none: 声学产业研究院, 产业转移资金, 产业园.
OF_TRADE = later(
    "[园基区化投大工项企城新类]|道路|用房|大厦|帮扶|扶贫|强[镇村]|路[网、,]|转移|承接|(?:技术|科技|创新|发展|应用|制造业|公共|服务|检测|共性|协同|综合|孵化)*(?:研究[院所中]|联盟|协会|商会|学院|学校|中心|实验室|平台)"
)
# A class that is the topic where its own business is told: ;配套产业实现产值32.8亿元.
EARNS = later("(?:实现|完成)?(?:营业收入|销售收入|主营业务收入|产值)")
CLASS_TOPIC = later("(?:配套|数字经济核心)")
# Several industries by their number alone, where their output is told: 五大主导产业规模工业产值.
SEVERAL = later("[两三四五六七八九十]大(?:主导|支柱|优势|特色|重点|新兴)$")
THEIR_OUTPUT = later(
    "(?:共|累计|合计|分别)?(?:竞相发展,)?(?:实现|完成)?(?:规上|规模|规模以上)?(?:工业)?总?(?:产值|营业收入|营收|主营业务收入)(?!占)"
)
GROWN = later("(?:同比)?(?:增长|下降)\\d")
BRANDED = later("“[一-龥+\\d]{2,8}”$")
NOTE = later("\\([^()]{1,12}\\)$")


def _begins(words: Terms, text: str, at: int, before: int, floor: int) -> int:
    """Where the name of an industry begins, with what goes with it, without time and place."""
    low = max(0, floor - 8)
    start = name_start(text, before, low)
    if text[start - 1 : start] == "及" and start - 1 > low:  # 铝冶炼及精深加工产业
        start = name_start(text, start - 1, low)
    joined = AND_ALLIED.search(text, low, before)
    if joined and joined.start() - 1 > low:  # 汽车及零部件产业, 新能源汽车及配套产业
        start = name_start(text, joined.start(), low)
    start = max(start, floor) if text[floor - 1 : floor] == "区" and floor < at else start
    coupled = COUPLED.search(text, max(floor, start - 8), start)
    if coupled and words.industries.fullmatch(coupled[1]):  # 粮食和|食品加工业
        start = coupled.start(1)
    front = FRONT.match(text, start)
    start = front.end() if front else start
    whole = WHOLE_REGION.match(text, start, at) or words.inner_pointer.match(text, start, at)
    whole = whole or PLACED.match(text, start, at - 1) or OF_PARK.match(text, start)
    return whole.end() if whole else start


def _by_its_output(text: str, head: str, at: int, end: int, start: int) -> Mention | None:
    """What is an industry, or several, because its own output or growth follows."""
    brand = BRANDED.search(text, max(0, at - 12), at)
    if brand and THEIR_OUTPUT.match(text, end):  # “两电一车”产业
        return Mention(brand.start(), end, SECTOR, brand[0] + head, head)
    several = SEVERAL.search(text, max(0, at - 6), at)
    if several and head == "产业" and THEIR_OUTPUT.match(text, end):
        listed = text[several.start() - 1 : several.start()]
        if (listed and listed in "、等") or start < several.start():
            return None  # 甲、乙、丙三大产业
        return Mention(several.start(), end, SECTOR, several[0] + head, head)
    stem = text[start:at]
    grown = stem == "数字经济" and GROWN.match(text, end)
    grown = grown or (stem == "特色" and head == "加工业" and THEIR_OUTPUT.match(text, end))
    if grown or (CLASS_TOPIC.fullmatch(stem) and EARNS.match(text, end)):
        return Mention(start, end, SECTOR, stem + head, head)
    return None


def _by_itself(
    text: str, head: str, at: int, end: int, floor: int, *, bare: bool
) -> Mention | None:
    """A trade named by one word, and a service, also above a size, that does or adds something."""
    service = head in SERVICES
    above = ABOVE.search(text, max(floor, at - 4), at) if service else None
    if above:
        return Mention(above.start(), end, SECTOR, text[above.start() : end], head)
    bare = bare or (service and at == floor)  # 某某经开区|金融业实现增加值
    told = (
        service or ALONE.fullmatch(head) or (DOES_ALONE.fullmatch(head) and DOES.match(text, end))
    )
    return Mention(at, end, SECTOR, head, head) if bare and told else None


def sector(words: Terms, text: str, head: str, at: int, end: int, floor: int) -> Mention | None:
    """An industry, several that are one topic, or (a group) a statistical class of them."""
    above = ABOVE.search(text, max(floor, at - 4), at)
    if head in words.divisions:
        at = above.start() if above else at
        return Mention(at, end, SECTOR, text[at:end], head)
    if OF_TRADE.match(text, end):
        return None
    note = NOTE.search(text, max(0, floor - 8, at - 14), at)
    before = note.start() if note else at  # 食品饮料(以白酒为主)产业
    start = _begins(words, text, at, before, floor)
    stem = text[start:before]
    told = _by_its_output(text, head, at, end, start)
    if told is not None:
        return told
    first = begins_with_others(words, text, start, at, end)
    if first >= 0:
        return Mention(first, end, SECTOR, text[first:end].replace("”", ""), head)
    if head in SERVICES and not CONTRIBUTES.match(text, end):
        return None
    alone = _by_itself(text, head, at, end, floor, bare=not stem)
    if alone is not None:
        return alone
    if stem == "全" or (head == "行业" and NO_TRADE_OF.match(text, end)):
        return None
    if THIS_TRADE.search(text, max(0, at - 3), at):
        return Mention(at, end, SECTOR, "", "该" + head)
    if not stem or words.classes.fullmatch(stem) or ASKED.fullmatch(stem):
        return Mention(start, end, SECTOR, "", head, group=True)
    if len(stem) > 18 or (len(stem) < 2 and stem not in words.short_sectors) or stem[0] == "”":
        return None
    return Mention(start, end, SECTOR, stem + head, head)
