"""Words of one letter that tell what a number measures: too short to be wordings.

这块68亩的地, 交了800万元的税, “科创贷”2.3亿元, 产纱1120吨, 每户奖10万元, 今年再投3亿元.
"""

from __future__ import annotations

import re

from pipelines.figures.indicators import wordings
from pipelines.figures.indicators.kinds import Verdict
from pipelines.figures.indicators.linking import Link, Scene
from pipelines.figures.indicators.wordings import COUNT, MONEY, RATE
from pipelines.figures.patterns import later
from pipelines.figures.types import Reading

BACK = 20  # characters before a number in which such a word may stand
BODIES = frozenset("家户项")  # what is neither made nor sold
PEOPLE = frozenset({"人", "名", "位"})
REACHES = r"(?:约|近|超过?|不超过|不低于|不到|达到?|高达|最高|最多|最低|可达|可|为|了|给){0,5}$"

LAND = later(r"的?(?:土|空|荒|熟|净|毛|老|闲置|工业|坡|滩|飞|宝)*地(?![区方下上标级市价点理铁])")
ROOM = later(r"的[^,。;、]{0,8}?(?:车间|厂房|仓库|写字楼|办公楼|展厅)")
# 不到200人的小厂
OF_SO_MANY = later(r"的(?:小|大|老|新|乡镇|民营|家庭)*(?:厂|工厂|企业|公司|作坊|车间|团队)")
WORK = later(r"的(?:就地|就近|稳定|家门口)?(?:就业|岗位|用工|饭碗)")
# 742人在园区务工 are employed; brought there by somebody, the jobs were made.
AT_WORK = later(
    r"(?:[^,。;\d]{0,4}在[^,。;\d]{0,10}(?:就业|务工|打工|上班|上工|干活|忙碌|作业)|(?:姐妹|妇女|村民|农民|群众|居民)[^,。;\d]{0,3}(?:正|在)[^,。;\d]{0,6}?(?:忙|缝|赶制|操作|干活)|(?:已|全部|陆续|均)*(?:返岗|到岗|复岗|在岗|上岗))"
)
BROUGHT = later(
    r"(?:带动|吸纳|解决|安置|帮助|促进|转移|输送|组织|引导|让|使|接收|提供|推荐|介绍|新增)[^,。;\d]{0,10}$"
)
TAX = later(r"(?:的|多的?|左右的)?税(?![率务源前后额费款金收优])")
LOAN = later(
    r"“?[^,。;、\n“”]{1,8}贷”?(?:产品|资金)?(?:余额|规模|额度)?"
    r"(?=(?:已|累计|共|达|约|近|超|发放|投放|[ ])*$)"
    r"|“[^”]{0,4}[贷保]通”(?:约|近)?$|贷”?(?:业务)?[\d.]+万?[笔户家]、?(?:金额)?$"
    r"|贷”[^。;\d]{0,8}\d{0,2}[^。;\d]{0,4}(?:投放|发放|放款|放出去?|放)(?:了|近|约|超)*$"
)
LOAN_AFTER = later(r"的?“[^,。;、\n“”]{1,6}贷”|[一-鿿]{2,5}贷(?=[,。;、”])")
WAGE = later(
    r"(?:(?:每个?月|一个月|月均|每天|一天|每年|一年|年底)[^,。;、\n]{0,8}(?:拿|挣|赚|领|到手|收入|增收)[到了个]?手?"
    r"|(?:\d月份?|上个?月|月底|到月底)(?:我|她|他|大家|俺)?(?:又|就|也)?(?:拿|领|挣)(?:到手|到|了)?|月薪|月工资|工资|薪水|(?:^|[,。“])(?:每个?月|一个月)|户均[^,。;、\n]{0,8}收入?)(?:约|近|超过?|达)*$"
)
MOST_PAID = 50_000  # 元 that a wage or a month's piecework comes to
PAID = later(
    r"(?:一个?月|每个?月|月底|上个?月|头个?月|计件|算下来)[^,。;\d租费补电交付省涨降税罚奖贴]{0,8}$"
)
COSTS = later(r"[租费价税息][^,。;]{0,12}$")
# What a firm pays, borrows, signs and takes in, told by the verb alone.
TAXED = later(r"(?:(?:上缴|上交)了?|(?<![补少欠])[缴交](?:了|出|上))" + REACHES)
BORROWED = later(r"(?:融|(?<!房)贷|借)(?:到|了|来|得)" + REACHES)
WON = later(r"(?:(?<!标)签|揽|谈)(?:下|回|成)了?" + REACHES)
TAKEN_IN = later(r"进账了?" + REACHES)
COUPON = later(r"“?[^,。;、“”\d]{1,6}券”?(?:近|约|超|共|达|[ ])*$")
# 减免门面租金、物业费735万元
RELIEF = later(
    r"(?:当月|就|共|又)?免了(?:近|约)?$"
    r"|(?:减免|免收|减收|免除|免征|减征|缓缴|缓收)了?[^,。;\d]{1,16}$"
)
AWARDED = later(
    r"(?:以上|左右)?(?:资金)?,?(?:(?:用于|对|给予|奖励|扶持|支持|补贴)[^。;]{0,20}?(?:奖补|奖励|补贴|补助|扶持|贴息)"
    r"|(?:专门)?(?:支持|给企业|补贴|奖励|扶持|资助|补助|奖补))"
)
AWARDS = later(
    r"(?:给予(?:了|每人|每户|每家|一次性)*|奖励|补助|补贴|资助|奖补|扶持|支持|贴息|(?<!增)(?<!候)(?<!填)(?<!弥)补|(?<!获)(?<!得)奖"
    r"|(?:单户|每户|单个企业|单家企业|每家|单个项目|单项)(?:最高|最多))(?:资金)?" + REACHES
)
EARNED = later(r"(?:[赚挣]|盈利|净落|净剩|落袋)[了到得下回]?手?(?:有|近|约|超过?)*$")
LOST = later(r"亏损?[了去掉]?(?:近|约|超过?)*$")
# 去年卖了3.1万吨
SOLD_GOODS = later(r"(?<![变外])(?:卖[了出掉]|(?<![注核吊报])销了)(?:去|掉)?(?:约|近|超过?)*$")
SOLD = later(r"(?<!外)卖[了出到得上]?" + REACHES)
SOLD_TO = later(r"销往[^,。;\d]{2,10}?(?:约|近|超过?)?$")  # 农特产品销往山东1.94亿元
SPENT_SO_FAR = later(
    r"(?:(?:已|已经|累计)(?:完成)?投(?:资|入|下)?了?"
    r"|(?<!打算)(?<!准备)(?<!计划)(?<!要)(?<!拟)(?:投|花|砸|用)(?:下去|出去|进去|掉)了?)(?:有|近|约|超过?)*$"
)
SPENT = later(
    r"(?:(?<![招中风参])投[了下进]?|(?<![棉鲜雪桃桂菊茶种火开兰梅荷樱烟浪麻])花了?|拿出[了来]?|追加|砸[了下]?|掏出"
    r"|(?:打算|准备|计划|拟|还要|将)(?:再)?(?:花|掏|拿)[出下]?)" + REACHES
)
# 花664万元办起自来水厂
SPENT_ON = later(
    r"(?:左右|以上)?(?:资金)?(?:建成?|新建|兴建|修建?|盖|办)(?:起|成|了|好)*[^,。;]{0,10}?(?:厂|楼|站|库|房|线|路|园|中心|车间|基地|项目)"
)
# 产混合糖10.7万吨, 烧制日用瓷8.2亿件: a verb of making, the goods, and how much of them.
MADE = later(
    r"(?:(?:(?<=[去今全当上明\d]年)|(?<![生投达停复量增减高特水农房地资财破国年日月单总土矿物]))产(?!业|值|能|量|权|品|生|地|出口|区|学|销)出?"
    r"|烧制|酿造|出了|提取|提炼|(?:卖|销)出"
    r"|(?<=[年月份])出(?!口|单|租|让|栏|资|货|台|厂|入|境|现|具|动|发|售|行|国|路|来))[一-鿿]{1,6}(?:约|近|超|达)?$"
)
# 一天只能做1吨豆腐, 每月榨油30吨
TURNED_OUT = later(
    r"(?:(?<=[年月天])产了|(?:能|可|要|只|会|共|已)(?:做|出|产|磨|榨|酿|炒|烘|织|纺|腌|蒸)|(?:做|磨|榨|酿|炒|烘|织|纺)(?:出|成|了))(?:约|近|上)?$"
)
USED = later(r"(?:吨|单位|每[一-鿿])[^,。;\d]{0,8}(?:耗|用)(?:水|电|煤|汽|气|能)[^,。;]{0,10}$")
GATHERED = later(
    r"(?:带动|吸纳|接收|接纳|安置|吸收)(?!游客|群众|居民|村民|拆迁)[^,。;、\d培训]{0,10}$"
)
PROJECT = later(r"的(?:“[^”]{1,12}”|[^,。;、\d]{0,10}?)项目(?!资金|贷款|补|奖|款|收入)")
# 42亿元的联动U谷、216亿元的三江航城等一批重点项目
LISTED_PROJECTS = later(
    r"的[^,。;、\d]{1,14}(?:、[^,。;、]{2,24}){0,5}等[^,。;\d]{0,4}[\d一二两三四五六七八九十]*[个项]?[^,。;\d]{0,6}项目(?!资金|贷款|补|奖|款|收入)"
)
MADE_IT = later(r"(?:做|造|织|缝|赶制|拼装|组装|灌装|印制)[了出好成]+(?:约|近|超|过)?$")
THINGS = frozenset("双件套只把部顶台辆架副")
# 他们14次走出省门,到各地招商; 他三个月跑了七趟东莞
TRIPS = later(
    r"(?:走出|赴|前往|外出|奔赴|带队|组团|登门|上门)[^。;]{0,20}?(?:招商|考察|拜访|对接|洽谈|推介|上门)"
)
RAN = later(r"(?:跑|去|赴)(?:了|过)?(?:近|约)?$")
TEAM = later(
    r"(?:公司|企业|厂[里区]?)(?:里|内|现在|如今|现|目前|共|已)*有(?:近|约|超)?$|(?:厂区|车间|每班|当班|[早中晚白夜]班|在岗|团队|班组|手下|厂里|进厂|上班|务工|(?:像|跟)[^,。;]{1,6}一样的?)[^,。;\d培训]{0,4}?"
    r"(?:(?:有|管着|只有|仅有?|达|的|已有|还有|共){1,5}|(?<=团队)(?:现在|目前|现|已)?)(?:约|近|超)?$"
    r"|(?:团队|队伍|员工|工人|客服|人手|用工)[^,。;\d]{0,6}(?:扩|增|加|壮大|发展)[^,。;\d]{0,3}[到至](?:近|约|超)?$|厂[里区](?:近|约|超)?$"
    r"|(?<![使费作起采])用(?:了|着|上)(?:近|约)?$|招(?:了|来|到|进|录)(?:近|约)?$|像[他她][们]?(?:一样|这样)的[^,。;\d]{1,8}(?:就?有|达|共)(?:近|约|超)?$"
)

# 像她这样的本村人就有130多个
LIKE_THEM = later(r"像[他她]们?(?:一样|这样)的[^,。;\d]{1,8}(?:就?有|达|共)(?:近|约|超)?$")
ROAD = later(r"(?<![线铁])路(?:修|建|通|铺|硬化|拓宽)(?:了|好|成|起)*(?:近|约)?$")
PIPES = later(r"管(?:道|线|网)?(?:铺|埋|敷|改)(?:设|造)?(?:了|好)*(?:近|约)?$")
# 一天出砖6万平方米
LAID = later(
    r"(?:[一每]天|日|[一每]年)(?:能|可|要|就)?(?:出|产|做|烧|切)(?!租|售|让|口)[一-鿿]{1,4}$"
)
WOVEN = later(r"(?:织|染|印染|产)(?:布|绸|坯布|面料|丝绸|纱)?(?:近|约)?$")
# 月产铜箔6万平方米
SHEETS = later(r"[日月天]产(?!值|能|量|业|房)[一-鿿]{0,6}(?:近|约|达)?$")
PLANT = later(
    r"的?[^,。;、\d]{0,8}?(?:电厂|电站|发电|风电|火电|热电|光伏|(?:储能|抽水蓄能)(?!设备|电池|柜|系统|产业|生产|装备|电芯))"
)
# By quantity: the code, and what stands before or after the number; the first that fits holds.
AFTER = {
    "kW": (("installed_capacity", PLANT),),
    "m2": (("land_area", LAND), ("floor_area", ROOM)),
    COUNT: (("jobs_created", WORK), ("employment", AT_WORK)),
    MONEY: (
        ("tax_revenue", TAX),
        ("loans", LOAN_AFTER),
        ("subsidies", AWARDED),
        ("project_total_investment", PROJECT),
        ("project_total_investment", LISTED_PROJECTS),
        ("project_total_investment", SPENT_ON),
    ),
}
ADDS = later(r"年(?:可)?(?:新)?增[产加]?(?!值|长|速|幅|收|效|加|至|到)[一-鿿]{1,6}(?:约|近|超)?$")
BEFORE = {
    MONEY: (
        ("tax_relief", RELIEF),
        ("tax_revenue", TAXED),
        ("loans", BORROWED),
        ("contracted_investment", WON),
        ("operating_revenue", TAKEN_IN),
        ("loans", LOAN),
        ("household_income", WAGE),
        ("subsidies", AWARDS),
        ("subsidies", COUPON),
        ("sales", SOLD),
        ("sales", SOLD_TO),
        ("project_completed_investment", SPENT_SO_FAR),
        ("project_total_investment", SPENT),
    ),
    "m": (("road_length", ROAD), ("pipeline_length", PIPES), ("production_volume", WOVEN)),
    "": (
        ("production_capacity", ADDS),
        ("production_volume", TURNED_OUT),
        ("energy_consumption", USED),
        ("production_volume", MADE),
        ("production_volume", SOLD_GOODS),
        ("production_volume", LAID),
        ("production_volume", SHEETS),
    ),
}


def link(scene: Scene, reading: Reading, verdict: Verdict) -> Link | None:
    """The link that a short word right beside the number gives it."""
    quantity = wordings.quantity_of(reading.unit)
    begin = max(scene.start, reading.start - BACK)
    for code, pattern in AFTER.get(quantity, ()):
        found = pattern.match(scene.text, reading.end)
        if found is not None:
            if pattern is AT_WORK and BROUGHT.search(scene.text, begin, reading.start):
                code = "jobs_created"
            return _link(reading, verdict, code, found)
    if reading.unit_text in PEOPLE:
        found = OF_SO_MANY.match(scene.text, reading.end)
        if found is not None:
            return _link(reading, verdict, "employment", found)
    if quantity == COUNT:
        counted = _counted(scene, reading, verdict, begin)
        if counted is not None or reading.unit_text in PEOPLE:
            return counted
    if quantity == MONEY:
        lost = LOST if verdict.negative else EARNED
        found = lost.search(scene.text, begin, reading.start)
        if found is not None and (verdict.negative or reading.value >= MOST_PAID):
            return _link(reading, verdict, "profit", found)  # not 一个月能挣3600元
    return _by_words_before(scene, reading, verdict, begin)


def _paid(scene: Scene, reading: Reading, begin: int) -> re.Match[str] | None:
    """刚来时一个月3000块, 现在计件能拿到6500元: a small sum that somebody earns."""
    small = reading.unit_text in ("元", "块", "块钱") and reading.value < MOST_PAID
    small = small and COSTS.search(scene.text, begin, reading.start) is None
    return PAID.search(scene.text, begin, reading.start) if small else None


def _by_words_before(scene: Scene, reading: Reading, verdict: Verdict, begin: int) -> Link | None:
    """The link that a short verb before the number gives it."""
    quantity = wordings.quantity_of(reading.unit)
    if quantity == RATE or reading.unit_text in BODIES:
        return None
    paid = _paid(scene, reading, begin)
    if paid is not None:
        return _link(reading, verdict, "household_income", paid)
    for code, pattern in BEFORE.get(quantity if quantity in (MONEY, "m") else "", ()):
        found = pattern.search(scene.text, begin, reading.start)
        sold = pattern is SOLD_GOODS and reading.unit not in ("t", "m3", COUNT)
        if found is not None and not sold:
            return _link(reading, verdict, code, found)
    return None


def _counted(scene: Scene, reading: Reading, verdict: Verdict, begin: int) -> Link | None:
    """People at work or brought to it, trips, things that were made."""
    text, measure = scene.text, reading.unit_text
    if measure in PEOPLE:
        found = TEAM.search(text, begin, reading.start)
        if found is not None:
            return _link(reading, verdict, "employment", found)
        found = GATHERED.search(text, begin, reading.start)
        return _link(reading, verdict, "jobs_created", found) if found else None
    if measure in ("次", "趟", "批次"):
        found = TRIPS.match(text, reading.end, scene.end) or RAN.search(text, begin, reading.start)
        return _link(reading, verdict, "service_visits", found) if found else None
    like = LIKE_THEM.search(text, begin, reading.start) if measure == "个" else None
    if like is not None:
        return _link(reading, verdict, "employment", like)
    made = MADE_IT.search(text, begin, reading.start) if measure in THINGS else None
    return _link(reading, verdict, "production_volume", made) if made else None


def _link(reading: Reading, verdict: Verdict, code: str, found: re.Match[str]) -> Link:
    indicator = wordings.lexicon().indicators[code]
    return Link(reading, verdict, indicator, None, "noun of one letter", found.start(), found.end())
