"""Firms of which a text says what they are called: 一家名叫“小鹿优品”的企业, 有家企业叫星野无界.

Whatever stands where a name is told is one, be it of no letters that brands have; and so is a
quoted word in whose halls somebody stands. Where a text only says what sort of firm it is
(规上企业格瑞特), or that somebody has seen a thing there, the letters have to be a brand's.
"""

from __future__ import annotations

from pipelines.figures.cast.introduced import introduced_firms
from pipelines.figures.names.brands import pure_brand
from pipelines.figures.names.people import SURNAMES
from pipelines.figures.names.terms import ENTERPRISE, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

NAME = "[一-龥A-Za-z·]{2,10}"
SORT = "(?:企业|公司|工厂|厂家|厂子|民企|初创团队|创业公司)"
HALL = "(?:智能|生产|数字化|自动化|无尘|总装)*(?:车间|工厂|厂房|生产线|产线|展厅|仓库|生产基地)"
TOLD = (
    later(f"(?:名叫|名为|叫做|取名|唤作|一家叫|家叫)“?({NAME}?)”?的[^,。;:的“”]{{0,8}}?{SORT}"),
    later(f"{SORT}(?:名叫|叫做|叫作?|取名|名为|名字叫|就叫)“?({NAME}?)”?(?=[,。;])"),
    later(f"“({NAME})”(?:公司|集团)?(?:的|里的)?(?={HALL})"),
    # 它的客户——百味坊, 其中一家“阿婆豆花”: a word for a firm or for what only firms are
    later(
        f"(?:客户|邻居|对手|伙伴|供应商|制造商|厂商|厂家|龙头|链主|巨头|大户|冠军|独角兽|小巨人|{SORT})——“?({NAME}?)”?(?=[,。;!?])"
    ),
    # 藏着一个“隐形冠军”。它叫迈格轴承
    later(
        f"(?:冠军|小巨人|独角兽|巨头|龙头|{SORT})”?[,。](?:它|他们)?(?:的名字|名字)?(?:名|就)?叫“?({NAME}?)”?(?=[,。;])"
    ),
    later(f"(?:[一这那有]|第[一二三四五六七八九十])家(?:叫|是|名为)?“({NAME})”"),
)
# Those whose letters must be a brand's.
BRANDED = (
    later(
        "(?:规上|龙头|骨干|重点|链主|上市|民营|高新技术|明星|出口|外贸|台资|港资|外资|入园|园区|本土)企业"
        "([一-龥]{3,4}?)(?=[今去前]年|上半年|[一二三四]季度|前[三\\d]|\\d+月|已|现有|实现|完成|投资|总投资|产值|的)"
    ),
    later(
        "(?:记者|我们|笔者)在([一-龥]{3,4}?)(?:车间|厂区|公司)?(?:里)?(?:看到|见到|采访|了解到|获悉|看见)"
    ),
)
# As many firms as a list names, whatever their letters: 引来良丰面业、华中冷链两家企业.
LISTED = later(
    "(?:引来|引进|引入|招引|有|培育|入驻|落户|包括|由|像|,|。|;|\\n)了?((?:[一-龥A-Za-z]{3,10}?、){1,4}[一-龥A-Za-z]{3,10}?)"
    "([两二三四五2-5])家(?:[^,。;:、\\d]{0,6})?(?:企业|公司)"
)
# Works of which there is only one, with their part of a sum: 其中铜厂7亿元、水泥厂3亿元.
WORKS_PART = later(
    "(?:其中,?(?:仅|光|单)?|(?<=[万亿]元[、,])|(?<=%[、,]))((?:卷烟|烟|酒|糖|钢|铝|药|纸|化肥|水泥|电|乳品|面粉|啤酒|白酒|氯碱|碱|铁合金|电石|焦化|炼油|炼铝|铜|茶|制药|造纸|火电|热电|水电)厂)"
    "(?=(?:一[家户])?(?:就|便|则)?(?:约|近|超|达|占|缴|贡献|完成|实现)*[^,。;:、\\d]{0,6}\\d)"
)
# A firm that is named by who has it, and what tells that a person is meant.
OWNERS = later(
    f"(?:(?<![一-龥])|(?<=如今)|(?<=现在)|(?<=目前)|(?<=今年)|(?<=去年))([{SURNAMES}][一-龥]{{1,2}})"
    "的(公司|工厂|服装厂|企业)(?=[已有现年占去今拥产从实生]|成为|成了|主要)"
)
# Who has begun something, and what he has: 毕业生张某来到园区创业,…他的公司营收600万元.
FOUNDER = later(
    "(?:毕业生|大学生|博士|硕士|青年|小伙|姑娘|创业者|村民|军人|农民工|老板|创始人)"
    f"([{SURNAMES}][一-龥]{{1,2}}?)(?=来到?|返乡|回乡|回到|创[办立]|创业|带着|辞|放弃|选择|在|从|便|就|,)"
)
# What somebody of a calling has set up: 工程师张某的团队, 画家李某的工作室; then 团队 alone.
GROUP_OF = later(
    "(?:工程师|画家|艺术家|设计师|大师|匠人|手艺人|教授|博士|硕士|毕业生|大学生|创客|创业者|青年|农民|能人|大户|传承人)"
    f"([{SURNAMES}][一-龥]{{1,2}})的(团队|工作室|创业团队|家庭农场|农场|合作社|公司|工厂|网店)"
)
GROUP_AGAIN = later(
    "(?:(?<=[,。;])|(?<=[去今]年)|(?<=目前)|(?<=如今))(团队|工作室|农场|合作社)(?![里内的负成理])"
)
HIS = later("[他她]的(公司|工厂|企业|合作社|工作室|团队)(?!里|内)")
PERSON_DOES = (
    "说",
    "介绍",
    "告诉",
    "表示",
    "坦言",
    "回忆",
    "感慨",
    "返乡",
    "回乡",
    "回到",
    "决定",
    "早年",
    "在外",
    "带着",
    "创办",
    "办起",
)
COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "2": 2, "3": 3, "4": 4, "5": 5}
COMMON = ("企业", "公司", "园区", "项目", "产业", "品牌")
MOST = 20  # names of one text


def _of_owners(text: str) -> list[Mention]:
    """温岳华的公司已有300名员工: a firm that is known by its owner alone."""
    return [
        Mention(hit.start(), hit.end(), ENTERPRISE, hit[0], hit[2])
        for hit in OWNERS.finditer(text)
        if any(text.find(hit[1] + verb) >= 0 for verb in PERSON_DOES)
    ]


def _of_founders(text: str) -> list[Mention]:
    """他的公司: the firm of the last person who a text says has begun one, in his paragraph."""
    founders = list(FOUNDER.finditer(text))
    out = []
    for hit in HIS.finditer(text) if founders else ():
        low = text.rfind("\n", 0, hit.start()) + 1
        who = [one for one in founders if low <= one.start() < hit.start()]
        if who:
            name = f"{who[-1][1]}的{hit[1]}"
            out.append(Mention(hit.start(1) - 2, hit.end(), ENTERPRISE, name, hit[1]))
    return out


def _of_callings(text: str) -> list[Mention]:
    """工程师张某的团队 and, in its paragraph, 团队."""
    out = []
    for hit in GROUP_OF.finditer(text):
        name = f"{hit[1]}的{hit[2]}"
        out.append(Mention(hit.start(1), hit.end(), ENTERPRISE, name, hit[2]))
        stop = text.find("\n", hit.end())
        again = GROUP_AGAIN.finditer(text, hit.end(), stop if stop >= 0 else len(text))
        out += [
            Mention(one.start(1), one.end(), ENTERPRISE, name, hit[2])
            for one in again
            if hit[2].endswith(one[1])
        ]
    return out


def called_firms(text: str) -> list[Mention]:
    """The firms of a folded text that it calls by name, wherever it calls them so again."""
    names: dict[str, int] = {}
    for told in TOLD:
        for hit in told.finditer(text):
            if not hit[1].endswith(COMMON):
                names[hit[1]] = min(hit.start(1), names.get(hit[1], hit.start(1)))
    for told in BRANDED:
        for hit in told.finditer(text):
            if pure_brand(hit[1]) and hit[1] not in terms().places:
                names[hit[1]] = min(hit.start(1), names.get(hit[1], hit.start(1)))
    for hit in LISTED.finditer(text):
        items = hit[1].split("、")
        if len(items) == COUNTS.get(hit[2], 0):
            for item in items:
                at = text.index(item, hit.start())
                names[item] = min(at, names.get(item, at))
    out = [
        Mention(hit.start(1), hit.end(1), ENTERPRISE, hit[1], "厂")
        for hit in WORKS_PART.finditer(text)
    ]
    for name in list(names)[:MOST]:
        at = names[name]
        while at >= 0:
            out.append(Mention(at, at + len(name), ENTERPRISE, name, name[-2:]))
            at = text.find(name, at + len(name)) if len(name) > 2 else -1
    out += introduced_firms(text) + _of_owners(text) + _of_founders(text) + _of_callings(text)
    return sorted(out, key=lambda one: one.start)
