"""Several firms or projects that are one subject: 甲、乙、丙3家企业; 两个项目全部达产后."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.names.terms import ENTERPRISE, PROJECT, terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# A list of firms and how many they are.
FIRMS_LISTED = later(
    "(?:(?<![一-龥\\d])|(?<=的))((?:[^,。;:、\\d“”()的\\n]{3,24}、){1,7}[^,。;:、\\d“”()的\\n]{3,24}?)([二三四五六七八九2-9两])"
    "[家户](?:规上|骨干|龙头|重点|本地|入园|园区|高新技术|新)*(?:企业|公司)"
)
HOW_MANY = "二三四五六七八九23456789两"
# Firms of which what is measured is told of each: 甲、乙、丙等企业,年产值均过亿元.
EACH_OF_THEM = later(
    "(?<![一-龥A-Za-z\\d])((?:[^,。;:、\\d“”的\\n]{3,24}、){1,7}[^,。;:、\\d“”的\\n]{3,24}?)"
    "(等(?:([\\d两三四五六七八九十]+)[户家])?[^,。;:、\\d]{0,6}企业)(?:的|,)?[^,。;\\d]{0,6}?"
    "(?:产值|营收|营业收入|销售收入|税收|利润|纳税)[^,。;\\d]{0,8}?(?:均|都|全部|双双|接近|超过?)"
)
WITHIN = later(
    "(?:[区园县市]内|[区园]里|其中|目前|如今)的?|"
    "(?:新增|培育|引进|招引|扶持|支持|推动|助推|帮助|壮大|打造|包括)(?:了|出)?(?=[^、]{3})"
)
# A brand in a list of firms that are told by what they make.
BESIDE = later("(?<=、)[一-龥]{2,5}?(?=年产|日产|年加工|年处理)")
MAKES = later("年产|日产|年加工|年处理|\\d")
NUMERALS = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
# Projects of which the paragraph has just told, counted and spoken of together.
PROJECTS_BACK = later(
    "(?<=[,。;\\n])(?:这|上述|以上)?([两二三四2-4])(?:个|大)项目"
    "(?=全部|全面|均|都|建成|达产|满产|投产|投运|投用|竣工|预计|总投资|合计|共(?!有)|完全|建设)"
)

# Projects that are counted right behind their names: 甲、乙、丙6个项目,总投资都不低于8亿元.
PROJECTS_NAMED = later(
    "(?:(?<=[。;:,\\n])|^)((?:[^,。;:、\\d“”()的\\n]{2,24}、){1,8}[^,。;:、\\d“”()的\\n]{2,24}?)"
    "([二三四五六七八九2-9两])个(?:产业|工业|重点|重大|新)*项目(?=,?(?:计划|合计|共|建成后|达产后)?(?:总投资|投资|均|都|全部|占地|可)|"
    "(?:也|已|将|正式|集中|同时|同日|先后|相继|成功|顺利|双双|分别)*(?:签|开工|开建|动工|竣工|投产|落户|落地|建成|达产|奠基|启动|入驻|上马|敲定|达成)[^,。;]{0,10}(?=[,。;]))"
)
# What is done with the projects of a list, before the first: 与|甲中心、乙中心2个项目签约.
NAMES_FRONT = later(
    "(?:(?:园区|开发区|高新区|经开区|集中区|全[市县区镇]|我[市县区]|[今去当昨]年|当[天日]|目前|其中|近日|日前|先后|成功|又|已|还|新)*(?:与|和|同|将|由|签约|签下|引进|引入|引来|落地|开工|推动|包括|为|是|有))"
)


def firms_beside(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions with firms of a list that only a brand names: 甲食品年产3万包、绿源年产8吨."""
    starts = [one.start for one in found]
    extra: list[Mention] = []
    for hit in BESIDE.finditer(text):
        low = max(text.rfind(mark, 0, hit.start()) + 1 for mark in ",。;:\n")
        place = bisect_left(starts, hit.start())
        firms = [one for one in found[bisect_left(starts, low) : place] if one.kind == ENTERPRISE]
        held = place and found[place - 1].end > hit.start()
        held = held or (place < len(found) and found[place].start < hit.end())
        first = firms[0] if firms else None
        if held or first is None or not MAKES.match(text, first.end):
            continue
        if not terms().boundary.search(hit[0]) and not terms().industries.fullmatch(hit[0]):
            extra.append(Mention(hit.start(), hit.end(), ENTERPRISE, hit[0], hit[0][-2:]))
    return sorted(found + extra, key=lambda one: one.start) if extra else found


def join(text: str, found: list[Mention]) -> None:
    """Mark the mentions of a folded text that stand for several firms or projects at once."""
    if not found:
        return
    starts = [one.start for one in found]
    for hit in FIRMS_LISTED.finditer(text):
        if hit[1].count("、") == HOW_MANY.index(hit[2]) % 8 + 1:
            _join_firms(text, found, starts, hit.span(1), "")
    for hit in EACH_OF_THEM.finditer(text):
        listed = hit[1].count("、") + 1
        count = NUMERALS.get(hit[3] or "", 0) or int(hit[3] if (hit[3] or "").isdigit() else 0)
        _join_firms(text, found, starts, hit.span(1), "" if count == listed else hit[2])
    for hit in PROJECTS_NAMED.finditer(text):
        if hit[1].count("、") == HOW_MANY.index(hit[2]) % 8 + 1:
            names = hit[1][len(front[0]) :] if (front := NAMES_FRONT.match(hit[1])) else hit[1]
            _join_named(found, starts, hit.span(1), hit.end(), names)
    for hit in PROJECTS_BACK.finditer(text):
        _join_projects(text, found, starts, hit.end(), "两二三四234".index(hit[1]))


def _join_firms(
    text: str, found: list[Mention], starts: list[int], span: tuple[int, int], rest: str
) -> None:
    """甲铁塔、乙生物、丙铝业3家企业: all of them, though not each is known for a firm."""
    inside = found[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
    firms = [one for one in inside if one.kind == ENTERPRISE and one.name]
    if not firms or len(firms) < len(inside):
        return
    for one in firms:
        one.listed = True
    front = WITHIN.match(text, span[0], span[1])
    start = front.end() if front else span[0]
    firms[-1].joint, firms[-1].listed = text[start : span[1]] + rest, False


def _join_named(
    found: list[Mention], starts: list[int], span: tuple[int, int], end: int, names: str
) -> None:
    """Let the word for projects that ends a list stand for all of it."""
    inside = found[bisect_left(starts, span[0]) : bisect_left(starts, end)]
    group = inside[-1] if inside else None
    if group is None or group.kind != PROJECT or group.end != end:
        return
    for one in inside[:-1]:
        one.listed = True
    group.joint, group.group, group.listed = names, False, False


def _join_projects(
    text: str, found: list[Mention], starts: list[int], end: int, numeral: int
) -> None:
    """Let 两个项目 stand for the last two projects of its paragraph."""
    count = (2, 2, 3, 4, 2, 3, 4)[numeral]
    place = bisect_left(starts, end) - 1
    group = found[place]
    if group.kind != PROJECT or group.name or group.end != end:
        return
    low = text.rfind("\n", 0, group.start) + 1
    names: list[str] = []
    for one in reversed(found[:place]):
        if one.start < low or len(names) == count:
            break
        if one.kind == PROJECT and one.name and one.name not in names:
            names.append(one.name)
    if len(names) == count:
        group.joint, group.group = "、".join(reversed(names)), False
