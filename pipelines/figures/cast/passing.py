"""Words around a park that make it a place, a part or an object of its clause, not its topic."""

from __future__ import annotations

from pipelines.figures.cast.held import RENTS, SERVES
from pipelines.figures.names.judging import placed
from pipelines.figures.names.terms import OTHER, PARK, REGION, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

PARTS_OF = (
    "管理",
    "代管",
    "托管",
    "统管",
    "由",
    "包括",
    "分为",
    "包含",
    "涵盖",
    "下辖",
    "设有",
    "下设",
    "含",
)
# What a subject makes use of, as one plays a card: 用好综保区这张牌.
USES = (
    "抓住",
    "紧抓",
    "把握",
    "把握住",
    "抢抓",
    "用好",
    "用足",
    "用活",
    "打好",
    "借力",
    "借势",
    "叠加",
    "放大",
    "释放",
)
AROUND_IT = ("围绕", "聚焦", "紧扣", "锚定", "对照", "紧盯")  # what a clause does it for
# What somebody is to become or to build, by its rank among all: 打造国内重要的|牛仔制衣园.
GOAL = later(
    "(?:打造|建成|建设|成为|争创|创建|培育|形成)(?:成为?|为|了)?(?:一个|一座)?[^,。;:、\\d]{0,10}?"
    "(?:最大|重要|领先|一流|知名|唯一|影响力|竞争力|示范性|有名|特色鲜明|世界级|全国性?|国内|国际|区域性?)[^,。;:、\\d]{0,4}$|于一体的[^,。;:、\\d]{0,6}$"
)
RANKED = ("世界级", "国际一流", "国内一流", "全国一流", "国际领先")
# Parks that something is done to or with: 再建3个同类园区, 为3个开发区下放事项,
# 将9个开发区整合为3个, 与我市8个园区“牵手”.
DONE_TO = later(
    "(?:(?:考察|走访|调研|对比|比较|看)(?:过|了)|(?:再建|新建|建成|建设|打造|布局|培育|支持|帮助|为|给|对|向|把|将)了?|"
    "[与和同](?:[我全][省市县区州])?)[\\d一二两三四五六七八九十]+[个家](?:同类|新)?$"
)
# What a place lays on its park is the park's: 给园区下达的节能任务是16%.
LAID_ON = later(
    "(?:再|又|还)?(?:新增|扩大|追加|调增)规划|(?:下达|定下|定的|分配|核定|分解|交办|下派|压给|明确|划定)了?的"
)
INNER = ("区内", "园内", "园里")
LAID_TO = ("下达给", "定给", "分给", "分配给", "分解给", "交给", "压给", "派给")
COMPARED_WITH = later(
    "(?:比|较|高于|低于|比起|相比|不如|不及|对比|赶超|反超)(?:邻近|相邻|周边|隔壁|对岸|同城|同市|邻[省市县镇])的?$|"
    "(?:比起|相比于?|相较于?|对比|有别于|不同于|不如)$"
)
# 同全省港口的平均数相比, 跟全市比起来
WITH = ("同", "跟", "和", "与", "拿")
SET_BESIDE = later("[^,。;:\\d]{0,14}?(?:相比|比起来|一?比(?=[,，高低快慢多少]))")
# Parks that something is given to: 对考核前三名的开发区奖励…
GIVEN_TO = later("[对给向为][^,。;:]{1,8}$")
GIFT = later("(?:分别)?(?:给予|奖励|安排|补助|奖补|兑现|实施|实行|通报|约谈|进行|开展|下达|拨付)")
OBJECT = later(
    "的?(?:水[、电路]|电[、路]|路[、网]|道路|管网|厂房|环境|设施|"
    "基础设施|建设|发展|提质|扩|转型|升级|配套|整合|承载|功能|专项|资金|基金)"
)
WORKS_ON = (
    "设立",
    "安排",
    "投入",
    "投向",
    "补助",
    "补贴",
    "完善",
    "提升",
    "支持",
    "加快",
    "推进",
    "推动",
    "建设",
    "做强",
    "做大",
    "做优",
    "把",
    "加强",
    "用于",
)
# A task begins with what is done, and is about whom it is done to: 全力推进开发区扩区升级.
TO_WORK = later(
    "(?:^|[。; \\n]|[一二三四五六七八九十]、|[一二三四五六七八九十\\d]\\)|\\d\\.)"
    "(?:全力|大力|着力|奋力|合力|聚力|加快|持续|积极|深入|深化|继续|重点|坚持|务实|统筹|扎实|稳步|有序|进一步|要|将)*[一-龥]{2}$"
)
# What is to come of a park that somebody does something for: 支持园区建设,力争产值过166亿元.
COMES_OF_IT = later(
    "的?(?:加快|提质|扩容|升级|高质量)*(?:建设|发展|提质|扩容|升级|增效)+,(?:今年|明年|全年|年内)?(?:力争|确保|争取|推动|新入园|新增入园)"
)
# What a place does at its park: 在某某园设立“工作站”.
SETS_UP = later("(?:设立|设置|建立|成立|举办|举行|召开|开展|布局)了?")
# What happens to something else at a place: 某某园在某某新区破土动工.
SETTLES = later(
    "(?:正式)?(?:破土|动工|开工|落户|落地|投产|揭牌|奠基|注册|挂牌|落成|竣工|建成|开园)"
)
# Who has come to a park: what is counted of them is the park's.
WHO_ARE_THERE = later(
    "[里内]?(?:(?:落户|安家(?:落户)?|扎根|落地|投产|开工|注册|入驻|登记|兴业|办厂|建厂|设厂|经营|生产|落子|落脚)的(?!项目)|的)"
    "(?:工业|规上|规模以上|各类|中小|外资|民营|科技|实体)*(?:企业|项目|商户|公司|客商|厂家|工厂)"
    "(?:如今|目前|眼下|现在|现|至今|总共|一共|合计|累计|早)*(?:已|共|达|比|增|有|超|近|为|\\d)"
)
# A share of a place's that the subject has: 在全县工业总产值中占56%, 全县产值的七成出自这里.
HAS_OF = later(
    "(?:还|也|均)?(?:是|为|尚?属)(?:头一|首[个家座]|第一|唯一|最)|"  # 在某市是头一个
    "[^,。;:\\d]{2,16}(?:[中里]的?(?:占|比重|份额)|"
    "的?(?:近|约|超)?(?:[\\d.]+%|[一二三四五六七八九]成[多半]?|过半|一半|近半|大半)(?:以上|左右|都|就)?(?:出自|来自|由|集中于此|集中在此|集中在|在)这?里?)"
)
# What a place has set for the subject: 市政府定的考核指标.
SET_BY = later(
    "[里上]?(?:年初)?(?:下达|定|确定|核定|分解|交办|部署|考核|给)[^,。;:\\d]{0,4}的(?=[^,。;:\\d]{0,8}(?:任务|目标|指标|计划|考核|要求))"
)
# An honour of somebody among others, after which the text goes on about the subject.
HONOURED_TOO = later(
    "(?:先后|成功|还|也)?(?:被(?:确定|认定|评|评定|列|授予|命名|纳入)为?|获评|入列|入选|获批|入围|跻身)[^,。;\\d]{2,40}[,;]"
)
# 某园奠基仪式在某区举行: what an event is for; 总投资5亿美元的某园签约: what the subject gets.
CEREMONY = later(
    "(?:项目)?(?:奠基|开工|动工|签约|揭牌|启动|开园|落成|投产|竣工|授牌|封顶)(?:仪式|活动|典礼|大会)"
)
COSTS = later("(?:投资|资金|资本)[^,。;\\d]{0,4}[\\d.]+[万亿]+美?元的$")
MADE_OF = ("组成", "构成", "总数", "数量", "个数")
WORKED_AT = later("[里内]?(?:务工|打工|就业|上班|工作)")  # 742人在某园务工
ALIAS = later("(?<=[区园港城])\\([^()]{0,14}$")  # 昆明经开区(自贸试验区昆明片区): another name
# How many parks a group is: 占六家开发区总和的.
COUNT = later("(?:[\\d一二两三四五六七八九十]+余?[个家大]|这几[个家])$")
LISTS = ("分别是", "依次是", "分别为")
HANDED = ("划转", "托管", "代管", "划归", "并入")  # 某镇划转: what the subject is given
# What a purse does that pays for the subject.
SPENDS = later(
    "(?:已|先后|累计|每年|还|共|又|再|计划|拟|将|一次性|连续[^,。;]{1,4}|专门|另|统筹|筹资|筹措){0,5}"
    "(?:[对给向为][^,。;:“”]{1,16}?)?(?:资金)?(?:安排|投入|投资|拨付|拨款|拨出|下达|拿出|掏出|挤出|兑付|兑现|补助|补贴|补给|出资|列支|注入|奖励|奖补|"
    "筹集|垫付|垫资|预拨|给予|设立|承担|贴息|减免|让利|[切划]出)(?!的)"
)
# Where somebody walks on and meets what is spoken of next.
MET = later(
    "(?:往[里外东西南北前后上下左右]|隔[路河江街]相望的|一墙之隔的|隔(?:着)?[一两][条道座堵]|隔壁|对面|旁边|[一另]侧|左边|右边|紧[挨邻]|相邻|不远处|不远|再过去|[走拐]过|"
    "尽头|[这那东西南北]头|(?:链条?|产业链)?的?[上中下]游|眼前|面前|这里|[这那]边|前方|映入眼帘的|迎面)[^,。;:]{0,8}?,?(?:便|就|正|则)?是(?:[今去前]年|上半年|[一二三四]季度|\\d+月份?|底|初|刚|新近|才|正在)*(?:一[家座]|[^,。;:]{1,14}的)?$|"
    "(?:亮点|看点|重头戏|主角|样本|缩影|典型|头一个|另一个)(?:便|就|则|正)?是(?:[^,。;:]{1,14}的)?$|"
    "(?:第[一二三四五六七八九十\\d]+|[首头末下]一?|最后一|又一)站(?:便|就|则|正)?(?:是|到|来到|走进|直奔|参观)[^,。;:]{0,14}$"
)
# What a firm does to or wins from its park: 蝉联开发区纳税状元.
DOES_TO = later(
    "[^,。;:]{0,8}?(?:蝉联|承担|享受|获得|获评|荣获|位居|居|列|跻身|占|贡献|搬[进到]|入驻|落户|来到|走进|扎根|看中|选择|租用)"
)
# An organ of the place that says something, not the place.
SPEAKS = later(
    "(?:委|政府|相关|有关|[^,。;:\\n]{1,6}[局委办部厅处])?(?:(?:分管|主管|负责)[^,。;:\\n]{1,6}的)?(?:相关|有关|主要|分管|具体|一[位名])*(?:负责人|领导|副?局长|副?厅长|副?处长|副?主任|副?书记|副?[省市县区镇州旗乡盟]长|副?主席|干部)"
)
GIVES = later(
    "(?:管委会)?(?:及时|主动|积极|还|也|多次|第一时间)*(?:给了|给予|送来|为其|为公司|帮|(?:代建|垫资建?|免费提供|配建)了?|"
    "为企业(?!办|代办|开展|招|培训))"
)
# Where a place has its projects signed or begun, it is the place that signs.
SIGNS = later(
    "[^,。;:\n]{0,4}(?:举行|举办)[^,。;:\n]{0,24}(?:签约|开工|竣工|投产)(?:仪式|活动|现场会)?"
)
# What is told of a park right after somebody has built it: 办起这座产业园,总用地1.38平方公里.
SIZED = later(
    "(?:建设)?,?(?:项目|工程)?(?:总用地|占地|总?规划面积|规划用地|总面积|总建筑|建筑面积|计划总投资|总投资)[^,。;\\d]{0,6}\\d"
)
# 在园里上班的农民有2.1万人: how many work in it is the park's, whoever was spoken of.
THEIR_WORKERS = later(
    "[里内中]?(?:上班|务工|打工|就业|干活)的[^,。;\\d]{0,12}?(?:已|就|共|超过?|约|近|达到?|有)+\\d"
)
BUILT = later(
    "(?:办起|建起|建成|建设|兴建|新建|设立|打造|规划|开建|启动|推进|布局)(?:了|起)?(?:这[座个]|该|一[座个]|[^,。;:\\d]{0,8})$"
)
# Whose sort or grade somebody else has told: 由省政府认定的化工园区.
TOLD_BY = later("[里上]?(?:认定|批准|批复|审批|命名|确认|公布|评定|表彰|核准|授牌)的")
SOURCE = later("(?:管委会)?的?(?:统计|数据|消息|信息|材料|报告)")  # 来自经开区的统计显示
A_PART = later("(?:总[量数])?[中里]?(?:的?占比|占到?|的?所占|的比重)")  # 在某市占到61%
# What a place holds with others: 某市也办了开发区第四次“三个一批”.
HELD_BY_IT = ("办了", "举办了", "召开了", "举行了", "开展了", "组织了", "举办", "召开", "举行")
# What has been done since a project began need not be the project's.
SINCE_IT = tuple(
    begun + since
    for begun in ("", "启动", "正式启动", "开工", "动工", "落地", "实施", "获批", "开建", "奠基")
    for since in ("以来", "至今", "之后")
)
# What only says to whom a list belongs: 光和物流园也在其列.
ONE_OF_THEM = later(
    "(?:[、和与及][^,。;:、\\d]{2,20}?){0,6}(?:也|亦|均|都|就|便|即)?"
    "(?:在其列|在列|名列其中|位列其中|在其中|赫然在列|是其中(?:之一|一[个家]))"
)
# 带动园区新增产值4亿元: what the park gains; 拉动全市增长2个百分点: what the subject gives.
GROWS = later("[^,。;\\d]{2,16}(?:增长|上升|提高)(?=\\d)(?!.{0,12}百分点)")
HELPS = ("带动", "推动", "帮助", "助力", "助推", "促进")
GAINS = later(
    "(?:每年)?(?:可)?(?:(?:新增|增加|实现|增收|完成|签约|引进|招引|落地)|[^,。;\\d]{2,16}(?:增长|上升|提高)(?=\\d))(?!.{0,12}百分点)"
)
# 推动开发区规上工业产值突破百亿元
GROWS_TO = later(
    "(?:新)?(?:引进|签约|开工|落地|新增|招引|入驻|投产)[^,。;\\d]{0,12}\\d|\\d+[个家户](?=[^,。;]{0,8}(?:项目|企业))|[^,。;\\d]{2,16}(?:突破|达到|迈上|跨上|迈过|冲刺|完成|实现)(?=[\\d百千一二两三四五六七八九十])"
)
TURNS = later("(?:^|[。;!?\\n])(?:[而再又]|同样|此外,)?在$")  # where a text goes elsewhere
DESCRIBED = later("(?!在|从|于|到|由|经|对|向|通过|来自)[^,。;:“”\\d]{2,12}的")  # 停航多年的|某某港
GOES_ON = later("(?:是|有|拥有|素有|素来|以|把|将|现有|通过)")
# What tells how far away a place is.
DISTANCE = later(
    "(?:市区|城区|主城区|市中心|中心)?(?:的?(?:距离|车程|路程))?(?:也|都)?(?:只有|不足|不到|不过|仅|约|近)?"
    "[\\d一二三四五六七八九十百半两几]+[\\d.]*余?(?:多)?(?:公里|千米|华里|海里|里[路地]|分钟|(?:个?半?小时)?车程|[个]?小时)"
)
# What a park is one of: 是甲示范区、|乙新区九大功能区之一; and its parts by their size.
IS_ONE = later("(?:^|[,。;\\n是])[^,。;:]{0,4}是[^,。;:]{0,40}$|(?:^|[,。;\\n])是[^,。;:]{0,40}$")
AMONG_THEM = later("[^,。;:]{0,24}之一(?=[,。;])")
SIZE = "[\\d.]+(?:公顷|亩|平方公里|万平方米)的"
BY_SIZE = later(f"(?:规划|分|设|包括|建设)(?:为|了|有)?{SIZE}(?:[^,。;]{{2,24}}[、和]{SIZE})?$")
NEXT_BY_SIZE = later(f"[、和]{SIZE}")
# 以光伏为主业的|铅西工业园区受重创: how a park that is the topic is described.
WITH_TRADE = later("以[^,。;:]{1,12}?(?:为|见长)[^,。;:]{0,6}的$")
STRONGEST = later("(?:综合|竞争力|实力|高质量|发展|潜力|投资)*(?:[百\\d]{1,3}强|[十百千]强|十佳)")
OF_A_GRADE = later("(?:国家|省|市|自治区|[一二三四五]星)级")
IS_OF_SORT = later(
    "(?:^|[一-龥])(?:是|系|成为|作为|属于)(?!在)[^,。;:“”]{0,40}(?:最[^,。;:]{1,6}的|唯一的?|首[个家批]|第一[个家批]|率先[^,。;]{2,10}的)$"
)
IS_SUCH = later("(?:^|[一-龥])(?:是|系|成为|(?<![因认以称视名])为)[^,。;:“”]{2,40}的$")
# What a place has made the subject, in a list of what it is: 是甲基地、|某省重点物流园区.
MADE_SO = later("(?:省|市|县|国家|自治区)级?(?:重点|首批|优秀|十强|十佳|示范)")
ALSO_IS = later("(?:是|系|为|成为|评为|获评)[^,。;:“”]{2,60}[、和]$")

# What a place makes of its parks together, and the verb for it.
IN_SYSTEM = later("[^,。;:]{0,48}(?:体系|格局|矩阵|梯队|布局)(?=[,。;])")
ORDERS = later("(?:优化|构建|完善|健全|构筑|搭建|打造|形成)[^,。;:]*$")

INSIDE = (
    *("在", "通过", "依托", "借助", "经", "到", "于", "入", "进", "从", "给", "至"),
    *("冲着", "针对", "面向", "瞄准", "破解", "填补", "缓解", "解决", "补齐", "补上", "奔着"),
    *("给了", "进了", "到了"),
)
# What may stand before whom a clause is about: a time, a byline, 其中.
OPENING = later(
    r"(?:[一-龥]{0,8}[报网台社媒体][\d月日]{0,6}(?:讯|消息|电) ?(?:\([^()\n]{1,40}\) ?)?)?+"
    r"(?:[\d年月日季度至到底末前来以第一二三四五六七八九十上下半今去目前截止如其中当同期据统计初步"
    r"测算显示间的,明后本个全放眼纵观 “”—\-~（）()此外另近日预计力争在从而▲△■□●○◆◇★☆▶]|"
    r"放到|放在|放进|现在|眼下|当下|时下|过去|以前|从前|早年|当初|原先|起初|但|可是|不过|只是|迄今|随后|接着|当时|彼时|那时|那年|至于|就连|光是|单是|仅)*"
)


# What of a park a firm came for: 图的是甲县的竹子和集中区的贴心服务.
LIKED = later("(?:冲着来的是|看[中上好]的?是?|图的是|靠的是|离不开|得益于|享受[到了]*)[^,。;:]*$")


def described(text: str, mention: Mention, begin: int, start: int) -> bool:
    """Whether only what describes a port or a county stands from a clause's head to its name.

    停航多年的|某某港; 地处三省交界的|某县是人口大县, where the county goes on to be told of.
    """
    told = mention.kind == OTHER or (mention.kind == REGION and GOES_ON.match(text, mention.end))
    return bool(told and mention.name) and DESCRIBED.fullmatch(text, begin, start) is not None


def set_beside(text: str, mention: Mention, near: str) -> bool:
    """Whether something is compared with a place: 比甲园, 同全省港口的平均数相比."""
    if COMPARED_WITH.search(near) is not None:
        return True
    return near.endswith(WITH) and SET_BESIDE.match(text, mention.end) is not None


def aimed_at(text: str, mention: Mention) -> bool:
    """Whether a name only says what somebody means to become: 建成世界级盐湖产业基地."""
    start = mention.start
    for rank in RANKED:
        if text.startswith(rank, start):
            start += len(rank)
    return GOAL.search(text, max(0, start - 30), start) is not None


def introduced(text: str, mention: Mention) -> bool:
    """Whether a park is told of from here on: just built, or the source of numbers."""
    if THEIR_WORKERS.match(text, mention.end):
        return True
    if SIZED.match(text, mention.end):
        return BUILT.search(text, max(0, mention.start - 16), mention.start) is not None
    source = text.endswith("来自", 0, mention.start)
    return source and SOURCE.match(text, mention.end) is not None


def built_there(text: str, mention: Mention) -> bool:
    """Whether a park is one of the things that a place has built: 12个乡镇建起|扶贫产业园和车间."""
    low = max(0, mention.start - 16)
    several = text.startswith(("、", "和", "与", "及", ",又", ",还", ",并"), mention.end)
    several = several or 0 <= mention.opens < mention.start
    several = several and not placed(terms(), mention.name)
    return several and BUILT.search(text, low, mention.start) is not None


def only_worked_on(text: str, mention: Mention, before: str) -> bool:
    """Whether a place only does something for a park, or has built it among other things."""
    works = OBJECT.match(text, mention.end) is not None and before.endswith(WORKS_ON)
    works = works or built_there(text, mention) or _in_system(text, mention)
    backed = before.endswith(("支持", "扶持", "助力"))
    return works and not (backed and COMES_OF_IT.match(text, mention.end))


def _in_system(text: str, mention: Mention) -> bool:
    """Whether a park is a part of what a place has ordered: 优化|某经开区及3个特色园的园区体系."""
    if not IN_SYSTEM.match(text, mention.end):
        return False
    return ORDERS.search(text, max(0, mention.start - 40), mention.start) is not None


def gains(text: str, mention: Mention) -> bool:
    """Whether somebody is helped to what the figure tells: 推动开发区产值突破百亿元."""
    if not text.endswith(HELPS, 0, mention.start):
        return False
    if GAINS.match(text, mention.end):
        return True
    return mention.kind == PARK and GROWS_TO.match(text, mention.end) is not None


# What places give to what they have in common: 江北的甲市拿出荒滩3200亩,江南的乙区派来干部42名.
SHARES_IN = later(
    "(?:先后|共|累计|还|又|则|也|主动|率先)*(?:拿出|派[来出]|选派|划出|腾出|出资|注资|拨出|捐出|援建|划拨|让出|辟出)"
)


def gives(text: str, mention: Mention) -> bool:
    """Whether a place that something stands before gives land, money or people."""
    after = text[mention.start - 1 : mention.start] == "的"
    return after and SHARES_IN.match(text, mention.end) is not None


def part_or_kind(text: str, mention: Mention) -> bool:
    """Whether a park only tells what the subject is one of, or is a part of it by its size."""
    start = mention.opens if mention.opens >= 0 else mention.start
    if mention.group and text.endswith("一个", 0, mention.start):
        return True  # 龙头都聚在一个园区
    if text[start - 1 : start] == "“" and STRONGEST.match(text, mention.end):
        return True  # 被授予“中国化工园区20强第六名”
    if text[start - 1 : start] == "“" and OF_A_GRADE.search(text, start, mention.end):
        return True  # 被评为“某省一星级产业集聚区”
    if mention.group and IS_OF_SORT.search(text, max(0, start - 48), start):
        return True  # 甲经开区是全市规划面积最大的|国家级经开区
    if AMONG_THEM.match(text, mention.end) and IS_ONE.search(text, max(0, start - 60), start):
        return True
    if not mention.name:
        return False
    part = BY_SIZE.search(text, max(0, start - 60), mention.start)
    if part and (part[0].count("的") > 1 or NEXT_BY_SIZE.match(text, mention.end)):
        return True  # 规划131公顷的甲园、35公顷的乙园两处
    if MADE_SO.search(mention.name) and ALSO_IS.search(text, max(0, start - 64), start):
        return True
    such = IS_SUCH.search(text, max(0, start - 48), start) is not None
    such = such and WITH_TRADE.search(text, max(0, start - 24), start) is None
    return such and not placed(terms(), mention.name)  # 是通过围海造地形成的海上工业新城


def keeps_firm(text: str, mention: Mention, before: str) -> bool:
    """Whether a firm or project in focus stays so past a park: it rents there, serves its firms."""
    serves = not mention.name and before.endswith(SERVES) and text.startswith("企业", mention.end)
    inside = before.endswith(INSIDE) or before.endswith(RENTS)
    liked = text.startswith("的", mention.end) and LIKED.search(
        text, max(0, mention.start - 24), mention.start
    )
    return serves or inside or bool(liked) or GIVES.match(text, mention.end) is not None
