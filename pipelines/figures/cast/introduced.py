"""Firms that a text introduces by what they do or where they are: 做无人机的翼龙鸟, 区内的巴依克.

No trade or legal form ends such a name. What stands around it can only be said of a firm, or of
a thing that the words for things would tell; so a pair of its letters must be one that reports
put side by side nowhere else (vocabulary/brands.json).
"""

from __future__ import annotations

from pipelines.figures.cast.guesses import shipped
from pipelines.figures.names.people import SURNAMES
from pipelines.figures.names.terms import ENTERPRISE, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

NAME = "(?![一二两三四五六七八九十叫是\\d])[一-龥]{2,5}?"
# What a firm does or has, right after its name.
ACTS = (
    "(?=把|将(?!来)|用(?!于|地|工|电|户)|有(?!限|关|机|色|望)|是|做|靠|凭|正(?!式)|已|现有|现已|如今|目前|眼下|投产|投建|产品|扩产|新上|又|再|也|还|就|便|却|则|"
    "[今去前]年|上半年|上月|上个月|本月|[一二三四]季度|前[三\\d]|\\d|半年|一年|一天|年[产销]|日[产均加]|月[产均]|只有|仅有|最早|当年|首年|搬|出口|出货|拿[到下]|签[下到]|"
    "接到|完成|实现|发布|开辟|尝到|研发|主打|主攻|更|去年|每|,(?!等)|"
    "的[^,。;:“”\\n]{0,8}?(?:车间|生产线|产线|厂房|工厂|仓库|厂区|老板|负责人))"
)
OF = f"的(?:名?叫|就?是|要数)?(?:“({NAME})”|({NAME}){ACTS})"
INTRODUCED = (
    # 做火锅底料起家的红满天, 负责焚烧发电的净源环能
    later(
        "(?<=[,。;:“”\\n、])(?:专门|专业)?(?:[做搞卖造]|主营|主做|主打|专攻|专做|从事|负责|生产|加工|经营)"
        f"(?![的了])[^,。;:的“”\\d]{{1,10}}?(?:起家|出身|为主|见长)?{OF}"
    ),
    # 区内的巴依克食品, 头一家投产的明月摩配, 最先搬来的…
    later(
        "(?:园里|园内|区内|园区里|园区内|街上|街头|街尾|路口|巷子?里|楼上|楼下|旁边|一旁|不远处?|相距不远|紧邻|隔壁|对面|隔街相望|一墙之隔|一路之隔|一街之隔|搬来不久|"
        "(?:最早|最先|最近|刚刚|头一[家个批]|第一[家个批]|首[家批个]|新近)(?:投产|落户|入驻|搬来|搬进来|进来|签约)|"
        f"年纪最小|个头最[小大]|块头最大){OF}"
    ),
)
# “椰小七”是头一批租客, “太空纺”做降落伞: a quoted word that does what only a firm does.
QUOTED = later(
    "(?:(?<=[,。;:\\n])|^)[^,。;:“”\\d]{0,6}?“([一-龥]{2,5})”(?=是[^,。;]{0,8}(?:老字号|租客|住户|企业|公司|用户|客户|老板)|做[^,。;]|"
    "(?:产品|年产|日产|年销|只有\\d|现有员工))"
)
# What a stretch of letters holds that is a thing, a person or a word, and no firm.
NO_FIRM = later(
    "^(?:企业|公司|项目|园区|产业|这|那|该|其|他|她|它|我|你|一|各|全|每|所|某|多|首|第|最|更|主要|重点|一些|不少|许多|部分|其他|标准|配套|公共|综合)|"
    "(?:龙头|巨头|大户|新秀|冠军|链主|企业|公司|项目|园区|产业|车间|厂房|工人|员工|道路|设备|产品|生意|板块|基地|中心|平台|大厅|市场|系统|工程|人家|客商|老板|农户|村民|街|路|站|厂|园|区|楼|馆|库|仓|港|桥|河|山|湖|镇|村|乡|县|市|人|们|者|家|户|员|工|师|长|线|机|车|房|地|品|料|粉|材|起|忙|灯|便|在|里|内|中|上|下)$"
)
# What somebody is in a word, and not called: 是四园里的“小弟弟”.
CALLED_SO = later("(?:[是为]|成了|称作|当作|誉为)[^,。;:“”]{0,12}“$")
NUMERAL = later("[一二两三四五六七八九十]")
SIZED = ("新", "老", "大", "小")  # begin words for things, unless these are quoted
MOST = 30  # names of one text


def introduced_firms(text: str) -> list[Mention]:
    """The firms of a folded text that it introduces so, wherever it names them again."""
    names: dict[str, int] = {}
    for pattern in (*INTRODUCED, QUOTED):
        for hit in pattern.finditer(text):
            group = next((n for n, found in enumerate(hit.groups(), 1) if found), 0)
            name = hit[group] if group else ""
            quoted = name != "" and text[hit.start(group) - 1] == "“"
            if quoted and CALLED_SO.search(text, max(0, hit.start(group) - 16), hit.start(group)):
                continue
            if name and len(names) < MOST and _may_be_one(name, quoted=quoted):
                names[name] = min(hit.start(group), names.get(name, hit.start(group)))
    out = []
    for name, first in names.items():
        at = first
        while at >= 0:
            out.append(Mention(at, at + len(name), ENTERPRISE, name, name[-2:]))
            at = text.find(name, at + len(name)) if len(name) > 2 else -1
    return sorted(out, key=lambda one: one.start)


def _may_be_one(name: str, *, quoted: bool) -> bool:
    """Whether letters are no known word: a pair of them stands side by side nowhere else."""
    words = terms()
    if name.startswith(SIZED) and (not quoted or NUMERAL.search(name)):  # “新三样”
        return False
    if NO_FIRM.search(name) or name in words.places or words.industries.fullmatch(name):
        return False
    if words.boundary.search(name) or words.project_boundary.search(name):
        return False
    if not quoted and len(name) < 4 and name[0] in SURNAMES:
        return False  # 负责招商的王建国
    pairs = shipped().pairs
    return quoted or any(name[at : at + 2] not in pairs for at in range(len(name) - 1))
