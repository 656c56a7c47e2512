"""What stands around the short name of a firm and around nothing else: 自己开了澄岳鞋材."""

from __future__ import annotations

from pipelines.figures.patterns import later

POST = (
    "(?:生产|技术|行政|财务|销售|市场|研发|运营|品质|质量|人事|人力资源|外贸|采购|供应链|设备|安全|综合|办公室|常务|联合|首席)*(?:部)?"
    "(?:副?董事长|副?总经理|副?总裁|总监|副总|创始人|负责人|副?厂长|老板|当家人|掌门人|总工程师|车间主任|经理|主管)"
)
# What only firms have, or who only there has a post.
OF_FIRM = later(
    "的[^,。;:、的“”\\n\\d]{0,8}?(?:车间|厂房|厂区|厂里|生产线|产线|流水线|机器|设备|织机|印刷机|机床|机台|工厂|展厅|仓库|实验室|会议室|办公室|食堂|宿舍|"
    "老板|工人|女工|员工|职工|机修工|技工|质检员|操作工|工程师|技师|销售员|业务员|总部|订单|专利|账本|报表|排产|创始人|负责人|董事长|总经理|厂长|总监|经理)|"
    f",(?:公司|企业|该公司)?{POST}(?![的们])|"
    "(?:[、和与及][一-龥]{2,10}){0,6}等?(?:[两二三四五六七八九十\\d]+[余多]?家)(?:龙头|骨干|重点|规上|上市|民营|本土|本地|老牌)?(?:企业|公司|厂)"
)
# What only firms do: 用糖蜜做酵母, 把订单排到年底, 从外地搬来.
OF_WORK = "做|制成|制造|制作|生产|加工|酿|提[取炼]|榨|织|造|代替|替代|换下"
DOES = later(
    f"用[^,。;:的\\d]{{1,12}}?(?:{OF_WORK})|"
    "逆势|开足马力|满负荷|抢订单|赶订单|赶制|接单|接[到了下]|签下|拿下|年销|月销|日销|扩产|停工|停产|复工|复产|裁员|"
    "[靠凭把](?![近岸山])[^,。;:]{1,20}(?:卖|销|做|打开|闯|赚|站稳)|租[了下用]|(?:从[^,。;:]{1,10})?[搬迁](?:进|到|来|入|至)|"
    "[给为][^,。;:\\d]{2,14}(?:做?配套|供货|代工)|专供|专做|专攻|主营|主打|主做|做的[是就]|卖的[是就]|只有|上了|上马|添置|换上|招工|招了|新招|研制|推出|一口气|有点|眼下|却|刚刚|刚"
)
# What somebody does who begins a firm of his own, or goes to work in one.
FOUNDED = later(
    "(?:开|办|创办|创立|成立|注册|开办|兴办|创建|盘下|接手|接管|经营|打理|投资)(?:起|成)?了?(?:的|一家|一间|自己的)?$|"
    "(?:任职|供职|就职|就业|上班|打工)于$|(?:应聘|跳槽|入职|进|应聘到|跳槽到|回到)了$|[她他](?:所在|创办|执掌|经营|打理)的$"
)

# Where somebody works, and what leads there: 在甲建材上班, 进|甲建材当了质检员.
AT_WORK = later(
    "上班|务工|打工|做工|干活|当上?了?|做了?[^,。;:\\d]{0,6}?[工员]|干了|工作|就业|谋了|找到了?工作"
)
LEADS_THERE = frozenset("进到回去在")
LONGEST_STEM = 5  # letters of a brand, with the one that leads to it

# 做出的|智能阀门: goods, told by who makes them.
ITS_GOODS = (
    "主营的", "主打的", "主产的", "生产的", "研发的", "研制的", "制造的",
    "做出的", "造出的", "开发的", "出口的", "销售的",
)  # fmt: skip
# 年产5万台的|割草机生产线: what is made.
MADE = later("(?:年产|日产|月产|产能)[^,。;:的]{1,10}的$|\\d[万亿千百]*[台套件只吨辆米双颗片]的?$")
# A firm that adds so much alone, or to which the next clause points back.
ALONE = later("一[家户](?:企业|公司)?(?:就|便|即|也|的)?|[。,](?:这|该)家?(?:企业|公司)(?![们])")
# Where somebody who walks through a park comes to it: 再往里走是丝路家纺.
ARRIVES = later(
    "(?:(?:第[一二三四五六七八九十]|[首头末下]一?|最后一)站|再?往[里外前东西南北]走?|隔壁|对[面门]|一墙之隔|一街之隔|"
    "隔[一着][^,。;:]{1,8}|[转拐绕]过[^,。;:]{1,8})[^,。;:]{0,4}?,?(?:便|就|则|正)?(?:是|到|来到|走进)$"
)


def has_or_does(text: str, end: int) -> bool:
    """Whether what ends at an offset has or does what only firms have or do."""
    return OF_FIRM.match(text, end) is not None


def acts(text: str, end: int) -> bool:
    """Whether a verb follows whose subject is a firm."""
    return DOES.match(text, end) is not None


def led_to(text: str, start: int, at: int, end: int) -> int:
    """How many letters before a trade at `at` lead to where somebody works, 0 where nobody does."""
    if AT_WORK.match(text, end) is None:
        return 0
    low = max(start, at - LONGEST_STEM)
    last = max((n for n in range(low, at - 1) if text[n] in LEADS_THERE), default=start - 1)
    return last + 1 - start


def works_there(text: str, start: int, end: int) -> bool:
    """Whether somebody works at what is named: 在|甲建材|上班."""
    before = text[start - 1] if start else ""
    return before in LEADS_THERE and AT_WORK.match(text, end) is not None


def founded(text: str, start: int) -> bool:
    """Whether somebody begins, runs, joins or comes to what begins at an offset."""
    if ARRIVES.search(text, max(0, start - 20), start):
        return True
    return FOUNDED.search(text, max(0, start - 12), start) is not None


def pointed_to(text: str, end: int) -> bool:
    """Whether what ends at an offset is told to be one firm: 甲水泥一户就纳税0.9亿元."""
    return ALONE.match(text, end) is not None


def makes(text: str, start: int) -> bool:
    """Whether what stands at an offset is what somebody makes: 年产5万台的|割草机生产线."""
    if text.endswith(ITS_GOODS, 0, start):
        return True
    return MADE.search(text, max(0, start - 14), start) is not None
