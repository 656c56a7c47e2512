"""Whether an industry is what its clause speaks of, and no indicator named after it."""

from __future__ import annotations

from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

SECTOR_SAYS = later(
    "(?:\\([^()]{1,12}\\))?(?:[\\d.]+[万亿]*(?:元|美元)|(?:今年|去年|上半年|全年|目前|累计|共|已|预计|\\d{4}年|[一二三四]季度|前三季度|前?[\\d一二三四五六七八九十至—-]+个?(?:月份?|季度)|受[^,。]{0,20}(?:影响|带动|拖累|拉动|推动|冲击|支撑),?|"
    "由负转正,?|发展迅速,?|增势良好,?|稳中有进,?|[^,。]{0,8}较快,){0,4}"
    "(?:分别)?(?:规上产值|规上总产值|规上工业|规模以上工业|增加值|共?(?:实现|完成|录得|拿下|交出|取得|创下|做到|达成|斩获|收获)|产值|总产值|工业|营收|营业|主营|规模|总规模|产业规模|[一二三]产产值|全[市县省区州旗]|规上企业(?=营|产值|实现|完成|税)|的(?:总?产值|主营业务收入|营业收入|营收|销售收入)(?!占|比)|[^,。;:\\d]{0,4}(?:完成|实现|录得|拿下)|[\\d一二三四五六七八九十]+余?[家户]|的[\\d一二三四五六七八九十]+余?[家户](?:规上|规模以上)?(?:工业)?企业(?:实现|完成|总?产值|营)|同比|增长|下降|增速|占|达|(?:要|将|力争|有望|计划)?(?:冲刺|迈向|挺进|冲击)[\\d百千]|产能|年产|税收|纳税|缴税|贡献|(?:也|则|分别)?(?:向[上下])?(?:拉动|下拉)|年均|"
    "销售|出口|收入|利润|突破|超|仅|首|聚集|集聚|拥有|现有|新增|链上|有\\d+余?[家户]))"
)
# 汽车产业逆势上扬,完成产值…: what it does stands a clause away.
SECTOR_DOES = later(
    "(?:[^,。;:\\d]{1,16},|[由以][^,。;:\\d]{2,30}(?:领头|引领|带动|带头|牵头|为主|为龙头|为代表|为核心|支撑),){1,2}"
    "(?:全年|上半年|\\d{4}年|共|已|如今|目前|去年|今年|预计|现|到|"
    "[前一二三四]+季度|前?[\\d一二三四五六七八九十至—-]+个?月(?:份)?|截至[^,。;]{1,8}?[底末日])*+"
    "(?:\\d+余?[家户](?:规上)?企业)?"
    "(?:力争|争取|有望|计划|确保)?(?:实现|完成|录得|拿下|交出|取得|创下|做到|达成|斩获|收获|年?产值|年销售|营收|集聚|聚集|聚拢|汇聚|拥有|有企业|出口|销售|同比|规模|增长|形成产|"
    "(?:主营业务|营业|销售)?收入|[^,。;:、的\\d]{2,8}率(?:提高|提升|达|升)|"
    "[^,。;:\\d]{0,4}(?:产[能量]|装机)|占(?![^,。;\\d]{0,16}比)|拉动|下拉|贡献|年发电|发电量)"
)
# 新兴产业占工业的比重: a measure of the place, whose name holds the industry.
PLACE_SHARE = later(
    "占[^,。;\\d]{0,16}比|(?:增加值|总?产值|营收|收入|投资)占(?!比)[^,。;\\d]{1,16}比重"
)
# 生物医药产业,以疫苗为重点,到2025年产值达到…: it stands alone at the head of its sentence.
SECTOR_TOPIC = later(
    ",(?!园区|开发区|全[区市县省])[^。;\\n]{2,40}?(?:产值|营收|营业收入|规模|年产|产能|增加值|销售)"
)
# 石墨产业用电2.1亿千瓦时: whatever of it is counted, but for what a place has.
SECTOR_MEASURED = later(
    "(?!企业|项目|工人|从业|人才|基[地金]|园|用地|投资|增加值|规上企业|[的、和与及,]|在(?!手)|为|是|作为)[^,。;:、的\\d“”]{2,9}[\\d]"
)
# 纺织产业上下游企业20家: the trade only tells what sort of firms they are.
OF_FIRMS = later("(?:上下游|相关|配套|关联|类)+(?:配套|骨干|重点|龙头)*(?:企业|公司|厂商|商户)")
SERVICE_INDICATOR = later("(?:营业)?(?:收入|营收)")
SECTOR_INDICATOR = later("增加值|投资|销售额|零售额|营业额|税收|贷款|存款")
# 光伏制造领衔的|新能源产业一枝独大,占…: at the head but for what describes it.
LED_BY = later(
    "(?:^|[,。;\\n])[^,。;\\d]{2,22}?(?:领衔|为主|引领|领军|打头|为代表|为龙头|为核心|带动|支撑|主导)的$"
)
# 濂湾市|石化产业越做越壮,前10个月产值738亿元: at the head but for its place.
OF_ITS_PLACE = later("(?:^|[,。;\\n])[一-龥]{2,5}[省市县区旗州]$")
# Before it the industries are what a sentence is about, whatever is measured of them.
BY_TRADE = later("(?:分行业|分产业|从行业|从产业|主要行业|行业大类|分门类)[^。\\n]*$")
# The next industry of a list, which leaves out the word, and what is none.
NEXT_TRADE = later("[、,]([一-龥]{2,8}?)(?:产业)?(?:分别)?(?:达到?|为|超过?|约|近|不低于|突破)?")
NO_TRADE = later(
    "[率额值量费]$|[增降占比同规共累总已将年月季到在]|新[增签开引]|其中|产值|营收|收入|企业|项目|投资|税|利润|出口|面积|"
    "合计|力争|争取|确保|预计|计划|完成|实现|目标|冲刺|突破|挑战|瞄准|奔向|迈向|底线|保底"
)
# What is paid or built for an industry is no measure of it: 兑现|船舶产业转型资金3000万元.
PAID_FOR = later(
    "(?:转型|升级|发展|扶持|引导|专项|奖补|奖励|补贴|补助|振兴|培育|提升|创新|纾困|风险补偿|担保|投资|母)*(?:资金|基金|贷款|债券|债|补贴|补助|奖补|奖励)"
)
# A sentence that begins with what is made, sold or paid, whoever it was that did.
AGAIN = later(
    "(?:[今去当]年|\\d{4}年)?"
    "(?:[\\d一二三四五六七八九十]+(?:[至到—-][\\d一二三四五六七八九十]+)?\\x20?月份?\\x20?|上半年|[前一二三四]+季度|全年)?,?(?:实现|完成|录得|拿下|交出|创下)?(?:总?产值|营收|营业收入|产业规模|利润)"
)
# How an industry fares, and no more of it.
FARES = later(
    "(?:今年|[以来])*(?:产业)?(?:[^,。;:\\d]{0,4},)?(?:飞速|快速|迅猛|迅速|蓬勃|稳步|加速|不断|持续|继续|依旧|依然|逆势|强劲|高速)*"
    "(?:发展|壮大|崛起|产销两旺|领跑|向好|提速|增长|复苏|回暖|承压|低迷|下行|上扬)(?:壮大|迅速|迅猛|强劲|势头[^,。;\\d]{1,4})?。"
    "|(?:一[业家]独大|一枝独秀|异军突起|投产即达产|挑(?:起)?(?:了)?大梁|后来居上|方兴未艾|风头正劲),"
)
# What somebody has obtained of an industry is his: 园区拿下锂产业产值90亿元.
OBTAINED = later(
    "(?:园区|开发区|经开区|高新区|集中区|工业园|产业园|全[区市县园]|我[区市县])[^,。;:、\\d]{0,6}"
    "(?:拿下|录得|完成|实现|创造|贡献|做到|达成|做出|斩获|干出|拼出|交出|创下|揽获|抢下|夺得|收获|创出|释放出)了?$"
)
# 其中,家电产业势头最好,产值增长31%: how it fares, and what is measured of it.
PART_FARES = later(
    "(?:[^,。;:\\d]{2,12},){1,2}[^,。;:\\d]{0,8}(?:产值|营收|收入|增加值|同比|增长|下降|增幅|增速|税收|利润|出口)[^,。;:]{0,6}?\\d"
)
# The whole that industries carry: 铜与茶双轮驱动,上半年完成规上工业产值70亿元.
SO_IT_ALL = later(
    "[^,。;\\d]{0,8}(?:半边天|半壁江山|大梁|脊梁|四梁八柱|双轮驱动|双引擎|齐头并进|多点开花|比翼齐飞|竞相发力|同向发力)[^,。;\\d]{0,6},"
    "[^,。;\\d]{0,14}?(?:工业总?产值|规上|规模以上|工业增加值|地区生产总值|GDP|财政|税收|固定资产|营业收入|主营业务|技工贸)"
)
LISTED = 160  # how far before an industry its list may begin
REACH = 40  # how far before an industry the words stand that make it a topic
# What an industry does not do: its place has built something.
PLACE_BUILT = later(
    ",(?:已|先后|累计|还|并|也|共)*(?:建成|建有|建设|新建|开工|签约|引进|落地|实施|投用|搭建|组建)"
)
# Of a place, after another's share of the same.
THEIR_SHARE = later("的(?:近|约|超过?|逾)?[\\d.]+%")
A_SHARE = later("的(?:近|约|超过?|逾)?[\\d.]+%(?:以上|左右)?[,、和]$")
# Firms of one industry are the place's: ,集成电路规上企业实现营收399亿元.
OTHER_FIRMS = later(
    ",[^,。;:、\\d]{2,8}(?:规上|规模以上|限上|重点|骨干|龙头)(?:工业)?企业[^,。;:、\\d]{0,8}$"
)
OWNS = later("(?:园区|开发区|产业园|集聚区|集中区|全[市县区园]|我[市县区])$")
OUTPUT = later("(?:总?产值|销售收入|营业收入|营收)")
# An item of an account of the whole: 二是项目建设有序推进.
ITEM = later("[二三四五六七八九十]是|第[二三四五六七八九十],|其[二三四五],")
# 其中,合作区80平方公里,下辖四个街道: what only a whole has.
PART_OF = later(
    "(?:占到?|占据|贡献)了?(?:全[省市县区旗州国盟域]|[^,。;:、\\d]{2,8}[省市县区旗州])(?:的)?$"
)
WHOLE_AGAIN = later(",(?:就业人[数口]|下辖|现辖|辖|[常户][住籍]人口|总?人口|城镇人口)")


def speaks_of_trade(text: str, mention: Mention, *, opens: bool) -> bool:
    """Whether an industry is the topic: it, and no indicator named after it, is what grows."""
    measured = mention.head.endswith("业") and mention.head != "产业"
    low = max(0, mention.start - REACH)
    first = max(0, mention.start - LISTED)
    by_trade = BY_TRADE.search(text, first, mention.start) is not None
    if measured and not by_trade and SECTOR_INDICATOR.match(text, mention.end):
        return False
    service = mention.head.endswith("服务业") and not by_trade
    if service and SERVICE_INDICATOR.match(text, mention.end):
        return False
    if PART_OF.search(text, low, mention.start) or _of_all_farms(text, mention, low):
        return False  # 占全市|铜产业税收的36.4%
    if PAID_FOR.match(text, mention.end) or OBTAINED.search(text, low, mention.start):
        return False
    part = text.endswith(("其中", "其中,"), 0, mention.start)
    if not part and PLACE_SHARE.match(text, mention.end):
        return False
    if OF_FIRMS.match(text, mention.end):
        return False
    if mention.told or (part and PART_FARES.match(text, mention.end)):
        return True
    if FARES.match(text, mention.end):  # 园区农机产业飞速发展。
        return True
    if SECTOR_SAYS.match(text, mention.end) or SECTOR_MEASURED.match(text, mention.end):
        return True
    led = LED_BY.search(text, max(0, mention.start - 30), mention.start) is not None
    if not (opens or led or OF_ITS_PLACE.search(text, max(0, mention.start - 8), mention.start)):
        return False
    alone = text[mention.start - 1 : mention.start] != "," and mention.name
    if alone and SECTOR_TOPIC.match(text, mention.end):
        return True
    return SECTOR_DOES.match(text, mention.end) is not None


def _of_all_farms(text: str, mention: Mention, low: int) -> bool:
    """Whether a place is told by what all its firms do: 园区|农产品加工业|销售收入67.5亿元."""
    if not mention.name.startswith("农") or mention.head != "加工业":
        return False
    if text.startswith("产值与", mention.end):  # 农产品加工业产值与农业总产值之比
        return True
    owned = OWNS.search(text, low, mention.start) is not None
    return owned and OUTPUT.match(text, mention.end) is not None


def goes_on(text: str, at: int, named: int) -> bool:
    """Whether a sentence begins with figures of the industry that the one before was about.

    Its half was (;今年1至5月,产值3亿元), or it only said how the industry fares (某产业产销两旺。).
    """
    if AGAIN.match(text, at) is None:
        return False
    return text[at - 1] == ";" or (named > 0 and FARES.fullmatch(text, named, at) is not None)


def next_trade(text: str, start: int, end: int, former: str) -> str:
    """The industry named between two figures of a list: 甲产业规模30亿元、|乙|20亿元.

    It is called as the one before is: 其中电子信息210亿元,装备制造98亿元.
    """
    gap = NEXT_TRADE.fullmatch(text, start, end)
    if gap is None or NO_TRADE.search(gap[1]):
        return ""
    plain = gap[1].endswith("业") or not former.endswith(("业", "集群", "链"))
    return gap[1] if plain else gap[1] + "产业"


def of_the_place(words: str, *, told: bool) -> bool:
    """Whether what follows an industry (its figures, if `told`) is about the place again."""
    if SO_IT_ALL.match(words):
        return True
    return told and (PLACE_BUILT.match(words) or OTHER_FIRMS.search(words)) is not None
