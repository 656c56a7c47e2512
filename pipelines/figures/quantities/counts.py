"""Whether a count counts things: not parts of speech, sayings, articles or what was just listed."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib import resources

from pipelines.figures.patterns import later
from pipelines.figures.quantities import full_lists, ranks
from pipelines.figures.quantities.candidates import Token
from pipelines.figures.quantities.units import COUNT, VocabularyError

NEAR = later(
    r"(?:近|超|逾|过|上|(?<![签合履公条契集节制])约|达|破|满|足|数|几|突破|跨[越过上]|迈[过上入]|站上|登上|冲[破过]|越过|冲刺|迈向|冲击|越|成|到|增至)了?[“\"]?$"
)
# The number counts what has been named, or picks one out of an order.
# 可实现产值百亿元以上: a round sum that is told as one.
REACHED = later(r"(?:产值|营收|收入|税收|投资|销售额|利润)(?:将|都|均|可|已|预计)*在?$")
OR_MORE = later(r"(?:以上|左右)(?=[,。;、\n]|$)")
CLUB = later(r"(?:元|吨)?[^,。;、\d]{0,6}?(?:俱乐部|行列|阵营|方阵|梯队|门槛)")  # 百亿元门槛
MADE_A_YEAR = later(r"(?:年产|日产|月产|年处理|日处理|年加工)[^,。;、\d]{0,3}$")  # 日产万吨的水厂
POINTING = later(
    r"(?:这|那|此|该|各|每|任|哪|另|首|(?<![龙码源罐馒木镜喷接插枕])头|(?<![年月季旬周期])末|"
    r"(?<![目此之年日当以先眼改产迁疫建])前|(?<![然之以今此产成工用改迁])后|"
    r"上述|下列|以下|如下|其余|其他|其它|剩余|同|某|全部|所有|"
    r"上面|前面|前述|之|数|好|第|最后|仅此|(?:正月|腊月|大年)[初廿]?)$|(?:^|[,。;、\n”]|除了?)以上$"
)
ORDER_ENDS = frozenset("前首头末这那该此各第述任哪每上")
ORDER = later(
    r"(?:(?<![目此之年日当以先眼改产迁疫建])前|首|(?<![龙码源罐馒木镜喷接插枕])头|(?<![年月季旬周期])末|"
    r"这|那|该|此|各|第|上述|任|哪|每|平均每)[ “]?$"
    r"|(?:^|[,。;、\n”]|除了?)以上$"
)
# What follows a count of parts, sides or stages rather than of things.
EACH_OF = later(r"[^,。;、\d]{2,10}[、和][^,。;、\d]{2,10}各$")
STRUCTURE = later(
    r"[大新]?(?:增速|增幅|指标(?!任务)|[大实好难要小]?事(?![故项件业务实例后])|方面|阶段|环节|步骤|层面|维度|台阶|关口|关键|转变|确保|坚持|聚焦|统一|结合|"
    r"一批|一流|一体|中心任务|"
    r"篇章|时期|关系|原则|特点|特征|亮点|优势|问题是|难题|重大|轮子|拳头|突出|着力|强化|"
    r"提升|优化|字|梯队|段|步|"
    r"样|道理|班子|人马|思路|声音|主题|话题|关键词|领域|方向|战略|定位|圈|层次|板块|类别|"
    r"抓手|到位|高地|"
    r"目标|意识|自信|维护|文明|"
    r"面|侧|头|手|口子|翅膀|角度|角|链条|闭环|千亿|百亿|万亿|百分之|百分百|不变|不能|不放松|清单|"
    r"图景|缩影|例子|世界(?!级|500|五百)|季节|"
    r"日子|夜晚|周期|名字|号码|现代化|黄金|春天|传统|片段|瞬间|字头|部分|章节|分区|一|时代|"
    r"过程|机遇|市场|体系|五百|"
    r"故事|习惯|名词|数(?:字|据)?(?=[里看:,。都均比])|王牌|概念|密码|支点|引擎|高峰|低谷|难关|节点|拐点|起点|终点|飞跃|跨越|突破|"
    r"翻番|走在前|率先|第一|"
    r"(?:建设|提升|攻坚|突破|落实|服务|发展|改革|招商|项目|优化|深化|效能)+年(?![度内底初末产]))"
)
# 排在后20位的开发区
LAST_ONES = later(r"(?<![之然以此最今往先])后$")
# Verbs that make a following 两个 a count, and things that a count may follow: 平台两个.
COUNTING = later(
    r"(?:新增|净增|增加|新建|建成|建有|新设|设立|获批|获评|认定|培育|引进|引入|落户|签约|"
    r"开工|投产|竣工|实施|拥有|"
    r"现有|共有|共|下设|分设|设有|建设|增设|新上|再上|上马|布局|储备|盘活|入驻|投用|启用|入选|创建|打造|"
    r"申报|立项|推进|达|达到|"
    r"引育|招引|培养|孵化|组建|挂牌|有|仅|只有|建起|新添|集聚|聚集|配备|购置|建了|引来|上了|"
    r"投运|建立|完成|辖|下辖|"
    r"启动|举办|召开|组织|开展|承办|获得|荣获|取得|争取|收购|并购|控股|关闭|淘汰|关停|改造|"
    r"扩建|续建|谋划|包装|对接)"
    r"[了近约]?[“\"]?$"
)
ADDING = later(
    r"(?:新增|净增|新建成?|建成|获批|新上|再上|增设|新设|新引进|新签约|新认定|新获批|新培育|"
    r"新开工|新投产)了?$"
)
# A clause that begins with so many parks or projects goes on about those told of before.
OPENS = later(r"(?:^|[,。;:!?\n“])$")
DEFINITE = later(
    r"(?:重点|省级|国家级|特色)?(?:园区|开发区|项目|产业园|集聚区|经开区|高新区|片区|工业园)(?!的?[,。;]|均?为|被)"
    r"|(?:企业|公司|工厂)(?:总|合计|共(?!有)|双双|均|都|互|相互|彼此|之间|门对门|隔|毗邻|相邻|携手|联手)|[^,。;、\d]{0,10}(?:企业|公司)(?:当)?中,|(?:企业|公司|项目),(?:只|正|不过)?是(?!全|国内|世界)"
)
# 三个项目通过验收,两个项目正在公示: some here and some there.
ONE_OF_SEVERAL = later(r"[两三四五六七八九十\d][个家](?:园区|项目|开发区)[^。;!?\n]{0,20},$")
AND_SO_MANY = later(r"[^,。;]{0,12},[一两三四五六七八九十\d]+[个家]")
RUNNING = later(
    r"[^,。;、“”\d]{0,8}?(?:(?<![交管航路专岸干环支接光电铁水热战防曲主轨视底红前一])线(?![路下缆索])(?!上[销渠平])|从[^,。;“”\d]{1,6}引进的[^,。;“”\d]{2,12}(?:线|设备)|处理系统|装置|机组|生产设备)"
)
OF_A_SIZE = later(r"[\d一二三四五六七八九十百千][万亿]*元(?:以上)?的$")
ONLY = later(
    r"(?:原本|原来|当时|当初|以前|过去|那时|全[县市区国省])[^,。;\d]{0,4}[只仅才](?:有|剩)[了下]?$"
)
# “只有一条生产线”: a thing of which more might be had.
ONLY_ONE = later(r"(?:[只仅才]有|[只仅]剩|就)(?:了|下)?$")
A_PLANT = later(r"[^,。;、\d]{0,4}(?:生产线|产线|流水线|车间|工厂|厂房(?!里)|企业|公司(?!的))")
THING = later(
    r"(?:企业|公司|项目|平台|基地|中心|实验室|工作站|生产线|孵化器|园区|产业园|集群|机构|"
    r"专利|厂|站|车间|厂房|楼|"
    r"仓库|泊位|线|院|所|校|单位|品牌|商标|标准|产品|人才|团队|巨人|冠军|高企|工厂|示范|"
    r"学校|医院|道路|公园|"
    r"博士|硕士|院士|专家|教授|学者|人员|工匠|劳模|银行|基金|合作社|奖|称号|专班|小组|支部|"
    r"协会|联盟|空间|示范区|试点|技术|成果|园)[”\"]?$"
)
STATED = later(r"[数几余多来]")
# 1吨秸秆可产300立方米沼气: what the other number is for.
EACH = later(
    r"[^,、。;:!?\n\d]{0,8}?(?:可以?|就?能|需要?|只需|相当于|等于|要)[^,、。;:!?\n\d]{1,8}\d"
)
CLAUSE_START = later(r"(?:^|[,、。;:!?\n“])$")
OPENED = later(r"[“‘\"「][^”’\"」\d]{0,6}$")
# 三份建议、两件议案: the next count of a series.
SERIES = later(
    r"[三四五六七八九十\d][余多]?[家个户项件份名条座台套辆处所只][^,。;!?\n、]{1,12}[、和]$"
)
# 包括两幢钢结构厂房、一幢办公楼: houses told one sort after the other are counted, one too.
HOUSES = frozenset({"幢", "栋", "座"})
HOUSES_NEXT = later(r"[^,。;、\d]{1,14}[、和][一二两三四五六七八九十\d]+[幢栋座]")
HOUSES_BEFORE = later(r"[一二两三四五六七八九十\d][余多]?[幢栋座][^,。;、\d]{1,14}[、和]$")
# 两家上市公司先后落户 counts firms; 两个 and 两项 are mostly articles.
MAKERS = later(
    r"[^,、。;:!?\n\d]{0,8}?(?:企业|公司|工厂|药企|车企|央企|国企|民企|机构|银行|医院|高校|院校"
    r"|[酒纸钢糖砖瓷化药纱毛电煤铁][一-鿿]{0,2}厂(?!房|区|长|子|址|家))"
)
DOORS = frozenset({"栋", "幢", "座", "单元"})
# 5栋4层标准化厂房 are counted: no address.
STOREYS = r"层(?!的?(?:标准|多层|高标准|钢|框架|厂房|仓库|宿舍|公寓|办公|研发|科研|综合|大?楼))"
DOOR = later(rf" ?(?:[A-Za-z]?\d{{1,4}} ?(?:单元|{STOREYS}|楼|室|号|户)|[东西南北]?侧)")
INDICATORS = later(
    r"(?:主要|经济|核心|重点|关键)*(?:指标|增速|增幅|数据)[^,。;\n\d]{0,4}(?:分别|分列|均|都|双双|齐|同)"
)
# 三家合计占全市的64%; 占六家开发区总和的41.3%.
ADDED_UP = later(r"(?:合计|加起来|相加|总共|共计)(?![\d签引投])")
WHOLE_OF = later(r"[^,。;\d]{1,8}(?:总和|合计|总量|之和)的")
OTHERS = later(r"(?:占|其他|其它|其余|另外|相当于)$")
MOVED_BY = later(
    r"(?:(?:全[国省市县区镇乡园]|目标|其中|总量|总数|总额|全部|计划|产能|收入|产值)的|[占超近约足到增减升降少]|多出|多了|少了|高出|低了|涨了|降了|长了|增长|减少|提高|降低|下降|上升|提升|节约|节省|回落|上涨|下滑|缩短|缩水|滑落|下跌|压缩|涨薪|降薪)(?:了|约|近|超过?){0,5}$"
)
# 三升一降, 两增一平: a slogan about indicators, no litres.
UPS_AND_DOWNS = later(r"[一二两三四五六七八九]?[降平稳减增]|[”\"]")
SESSION = later(r"(?:全体|代表|党员)*(?:全会|会议|大会)")
FAMILY = later(r"(?:一|全)家(?:老小|上下)?$")
PARTS = later(
    r"(?:100%|百分百|方面|阶段|环节(?!由|从)|步骤|层面|维度|台阶|关口|分区|板块|章节|部分|"
    r"百分之|字|"
    r"大类|主导(?!产业(?:项目|企业|链条?项目))|统一|转变|坚持|确保)"
)
# 在全国160个综保区评估中排第71位: the number is what the rank is out of.
RANKED_OF = later(
    r"(?!位[居列]|名列|[居列排][全首第])[^,。;:!?\n\d]{0,26}(?:排名|排行|排|位列|位居|名列|居|列|考核|考评|评价|评估|评比|"
    r"评审|中)[^,。;:!?\n\d]{0,6},?"
    r"[^,。;:!?\n\d]{0,10}第[\d一二三四五六七八九十]|[^,。;:!?\n\d]{0,20}(?:考核|考评|评价|"
    r"评估|排名)(?:排名|结果)?中"
    r"|[^,。;:!?\n\d]{0,12}里(?:比|看|排),?[^,。;:!?\n\d]{0,10}第[\d一二三四五六七八九十]"
)
# 列全市9个县区第二 · 133家开发区中位列第9
# 在参评的169家中: out of how many, not how many there are.
# 217家里面,某经开区名列第14位
OUT_OF_ALL = later(
    r"[^,。;:!?\n]{0,24}(?:(?:当|之)?中|里面?|里头),[^。;:!?\n\d]{0,36}?(?:排|列|居|位|名|包揽|跻身|进入)[^,。;:!?\n\d]{0,8}"
    r"(?:第[\d一二三四五六七八九十]|前[\d一二两三四五六七八九十])"
    r"|[^,。;:!?\n\d]{0,20}(?:当|之)?中,?[^,。;:!?\n\d]{0,24}?(?:独占鳌头|名列前茅|前列|脱颖而出|拔得头筹|"
    r"榜首|首位|居首|夺魁|折桂|领跑|领先)"
    r"|[^,。;:!?\n]{0,24}以[上下]的[^,。;:!?\n\d]{0,8}中(?:排名?|[位名]?列|位?居)[^,。;:!?\n\d]{0,4}第"
)
# 28个高技术制造行业中的22个
SOME_OF_SO_MANY = later(
    r"[^,。;:!?\n\d]{2,14}(?:中的|[中里]占了?)[\d一二三四五六七八九十]+[家个户项]"
)
TAKING_PART = later(r"(?:参评|参加评价|参与评价|参加考核|纳入考核|列入考核|参加评估|参与评估)的?$")
RANKED_NEXT = later(
    r"[^,。;:!?\n\d、]{1,10}?(?:中(?:排名|排|位列|位居|名列|居|列)?)?(?:第[\d一二三四五六七八九十]|(?:之)?首(?=[位,。;]))"
)
IN_GROUP = later(
    r"(?:在|居|列|全省|全市|全国|全区|全县|省|市|区|县|州|国家级?)[^,。;:!?\n\d]{0,6}$"
)


def _said() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The sayings of sayings.toml as one pattern, and the names."""
    source = resources.files("pipelines.figures") / "vocabulary" / "sayings.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    for word, times in Counter(data["sayings"] + data["names"]).items():
        if times > 1:
            raise VocabularyError(f"sayings.toml: {word!r} stands {times} times")
    return re.compile("|".join(map(re.escape, data["sayings"]))), tuple(data["names"])


SAYING, NAMES = _said()


def written_in_chinese(folded: str, token: Token, before: str) -> str:
    """Reasons against a count or an amount in Chinese numerals; '' where it stands."""
    number, unit = token.number, token.unit
    assert number is not None and unit is not None
    after = folded[token.end : token.end + 18]
    near = NEAR.search(before, max(0, len(before) - 4)) is not None
    sayings = (token.start, max(0, token.start - 2))
    if before.endswith(("成千", "成千上", "成百上")) or (
        not near and any(SAYING.match(folded, start) for start in sayings)
    ):
        return "a saying"
    if folded.startswith(NAMES, token.start) or after.startswith(("甲级", "乙级", "丙级")):
        return "a name or a code"
    stated = number.rough and STATED.search(folded, token.start, token.end) is not None
    money = unit.base in ("CNY", "USD")
    made = REACHED.search(before) and OR_MORE.match(after) if money else MADE_A_YEAR.search(before)
    if number.bare and (CLUB.match(after) or not (stated or near or made)):
        return "a grade or a name, no amount"
    if unit.base != COUNT:
        return _measured(token, before, after)
    if (before[-1:] in tuple('“‘"「') and not _closed(folded, token)) or (
        after[:1] in tuple('”"’」') and OPENED.search(before)
    ):
        return "a name in quotation marks"
    if POINTING.search(before) or (unit.word == "项" and _indicators(after)):
        return "points at what was named"
    if number.bare and number.tail >= 10**8 and unit.base == COUNT:
        return "a grade label"  # 产值超百亿企业5家
    if unit.word == "口" and FAMILY.search(before):
        return "a saying"
    if unit.word == "次" and SESSION.match(after):
        return "a name or a code"  # 十三届九次全会
    reason = _pointing(folded, token, before, after)
    if reason:
        return reason
    if number.value_max is not None or number.value > 2 or number.rough:
        return ""
    return _one_or_two(token, before, after)


def _indicators(after: str) -> bool:
    """三项指标占全县的比重: of the indicators just told."""
    return INDICATORS.match(after) is not None or after.startswith(("指标占", "指标的", "数据占"))


def unit_of(token: Token) -> str:
    """The measure word of a count, '' where it has none."""
    return token.unit.word if token.unit is not None else ""


def _pointing(folded: str, token: Token, before: str, after: str) -> str:
    """Whether a count tells of speech, of a list that ends, or of the whole that a share is of."""
    if STRUCTURE.match(after):
        return "counts parts of speech, not things"
    if _out_of(folded, token, before):
        return "what a rank is out of"
    definite = unit_of(token) in ("个", "家") and OPENS.search(before) and DEFINITE.match(after)
    if definite and not ONE_OF_SEVERAL.search(before) and not AND_SO_MANY.match(after):
        return "points at what was named"  # 去年,三个园区累计引进企业57家
    if ADDED_UP.match(after) or full_lists.repeats(folded, token, after):
        return "points back at a full list"
    whole = before.endswith("占") or OTHERS.search(before) is not None
    return "a denominator" if whole and WHOLE_OF.match(after) else ""


def _measured(token: Token, before: str, after: str) -> str:
    number, unit = token.number, token.unit
    assert number is not None and unit is not None
    short = unit.word in ("元", "方", "米", "分", "角钱") and number.value < 10 and number.tail == 1
    if short and (unit.word == "方" or not re.match(r"[,。;、)”\n]|左右|以上|钱|$", after)):
        return "part of a word"
    if unit.word == "成" and (
        before.endswith(("第", "一", "落"))
        or number.value > 10
        or (number.value == 1 and (after.startswith("不变") or not MOVED_BY.search(before)))
    ):
        return "part of a word"
    if unit.word == "升" and number.value < 10 and UPS_AND_DOWNS.match(after):
        return "a slogan"
    if unit.word == "倍" and before.endswith(("百", "千", "万", "加")):
        return "a saying"
    if before.endswith(("这", "那", "每", "哪")):
        return "a denominator" if before.endswith("每") else "points at what was named"
    single = number.value == 1 and number.tail == 1 and not number.rough
    if single and unit.base not in ("%", "pp", "times", "rank") and not NEAR.search(before):
        return "an article, not an amount"
    return ""


def _one_or_two(token: Token, before: str, after: str) -> str:
    """一个, 两个 are articles in running prose, counts beside counting verbs and in lists."""
    assert token.number is not None and token.unit is not None
    if full_lists.BOUNDARY.match(after) and (
        THING.search(before) or re.search(r"(?<!一)[家个项条座户]、[^,。;\n]{1,14}$", before)
    ):
        return ""
    if token.unit.word in HOUSES and (HOUSES_NEXT.match(after) or HOUSES_BEFORE.search(before)):
        return ""
    if before.endswith(("隔", "隔着", "隔了")):
        return "how far away"  # 隔两栋楼
    if token.unit.word in ranks.PLACES and ranks.MOVE.search(before):
        return ""  # 较上半年前移两位
    if token.number.value == 2 and RUNNING.match(after):
        return ""  # 两条总装线上, 两套含铜废水处理系统
    sized = OF_A_SIZE.search(before) and full_lists.BOUNDARY.match(after)
    if token.number.value == 2 and (sized or before.endswith(("其中", "其中,"))):
        return ""  # 超50亿元的两个; 12户签约,其中两户动工
    if ONLY.search(before) or (ONLY_ONE.search(before) and A_PLANT.match(after)):
        return ""  # 全县原本只有一家冰柜企业
    if token.number.value == 2 and (COUNTING.search(before) or MAKERS.match(after)):
        return ""
    if re.search(rf"[三四五六七八九十\d][余多]?{token.unit.word}[^。;!?\n]{{0,24}},$", before):
        return ""  # 三个项目通过验收,两个项目正在公示
    if token.number.value == 2 and SERIES.search(before):
        return ""
    if token.number.value == 1 and ADDING.search(before):
        return ""
    return "an article, not a count"


def written_in_digits(folded: str, token: Token, before: str) -> str:
    """Reasons against a count in Arabic numerals; '' where it stands."""
    unit = token.unit
    assert unit is not None and token.number is not None
    if unit.word in DOORS and DOOR.match(folded, token.end):
        return "an address"
    picks = before.rstrip(" “")[-1:] in ORDER_ENDS and ORDER.search(before[-6:])
    if picks and _picks_one(folded, token, before):
        return "a denominator" if before.rstrip(" “").endswith("每") else "points at what was named"
    if token.number.value == 1 and CLAUSE_START.search(before) and EACH.match(folded, token.end):
        return "a denominator"
    if unit.base != COUNT:
        return ""
    if before.endswith("就有") and re.search(r"每[^,。;\n]{1,12}就有$", before):
        return "a saying"
    after = folded[token.end : token.end + 18]
    if unit.word[0] == "个" and (PARTS.match(after) or _in_batches(before, unit.word[1:] + after)):
        return "counts parts of speech, not things"
    if unit.arabic and not re.match(
        r"[、,。;)和共等的及与\d市(]|$|[琴伞椅刀剪锁扇壶]|[吉雨折]", after
    ):
        return "a name or a code"
    if token.number.value == 0 and before.endswith(("“", "从")):
        return "a saying"
    if (
        before.endswith("“")
        and (not _closed(folded, token) or _named(folded, token))
        and not SPEECH.match(folded, token.end)
    ):
        return "a name in quotation marks"
    if _out_of(folded, token, before):
        return "what a rank is out of"
    these = after.startswith("中,") and CLAUSE_START.search(before)  # 13个中,最大的是
    if OTHERS.search(before) and WHOLE_OF.match(after):
        return "a denominator"  # 是省内其他7个经开区总和的1.3倍
    return "points back at a full list" if these or full_lists.repeats(folded, token, after) else ""


def _picks_one(folded: str, token: Token, before: str) -> bool:
    """Whether 前, 这, 每 picks or divides: not 各7个 that ends a list, nor 这14.1%."""
    assert token.unit is not None
    if before.endswith("各") and full_lists.BOUNDARY.match(folded, token.end):
        return False
    if EACH_OF.search(before):
        return False  # 自来水厂、污水处理厂各1座正在建设
    return token.unit.base == COUNT or before.rstrip(" “").endswith(("每", "第"))


def _in_batches(before: str, after: str) -> bool:
    """分3个批次启动分房: in how many steps something is done."""
    return before.endswith("分") and after.startswith(("批次", "阶段", "片区", "标段"))


def _out_of(folded: str, token: Token, before: str) -> bool:
    """在全国160个综保区评估中排第71位: how many are ranked; 排在后20位: which of them."""
    assert token.unit is not None
    if token.unit.word in ("位", "名") and LAST_ONES.search(before[-3:]):
        return True
    if SOME_OF_SO_MANY.match(folded, token.end):
        return True
    ranked = folded[token.end : token.end + 64]
    if not any([mark in ranked for mark in "第中前首"]):
        return False
    return bool(
        TAKING_PART.search(before[-8:])
        or (IN_GROUP.search(before[-10:]) and RANKED_OF.match(folded, token.end))
        or RANKED_NEXT.match(folded, token.end)
        or OUT_OF_ALL.match(folded, token.end)
    )


def _named(folded: str, token: Token) -> bool:
    """出台稳增长“20条”: a policy goes by the number of its articles."""
    assert token.unit is not None
    return token.unit.word in ("条", "项") and folded.startswith("”", token.end)


# “6条生产线全部满产，还是赶不上订单。”: what somebody says, a clause long and more.
SPEECH = later(r"[^”。!?,\n]{2,20}[,。!?][^”\n]{0,80}[^”\n]*[。!?…]?”")


def _closed(folded: str, token: Token) -> bool:
    """Whether the quotation mark closes inside the number (６００”套) or after it (“17”个)."""
    return any(mark in '”"’」' for mark in folded[token.start : token.end + 1])
