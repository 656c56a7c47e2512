"""Trades that a text names by a plain word and makes its topic: 纺织服饰是当家产业,年产值70亿元.

No 产业 or 业 tells them. They stand at the head of a sentence or clause, and either what is
measured of them follows at once (农产品加工产值86亿元), or the sentence says what they are or how
they fare (竹木加工起步晚、势头猛) and measures them after that.
"""

from __future__ import annotations

from pipelines.figures.names.heads import behind
from pipelines.figures.names.terms import SECTOR, Terms
from pipelines.figures.names.trades_together import is_trade, names_listed, without_head
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

WHEN = (
    "(?:\\d{4}年|[今去当全]年|[上下]半年|前[三\\d]+个?(?:季度|月)|[一二三四]季度|前?[\\d至—~-]+个?月份?|"
    "目前|如今|已|共|累计|预计)*"
)
OUTPUT = "(?:年|总|规上|规模以上|全产业链)*(?:产值|营业收入|主营业务收入|销售收入|营收)"
MARKS = later("[。;:,\\n]|其中|而|(?<=[链一尾头上])的")
# A trade whose output follows at once; its share of something is the place's.
MEASURED = later(
    f"((?!其中|而)[一-龥]{{2,9}}?)(?:分别)?(?:受[^,。;]{{2,18}}?(?:影响|拖累|带动|支撑|拉动),?)?{WHEN}(?:实现|完成|创造|贡献)?{OUTPUT}(?![^,。;\\d]{{0,4}}(?:占|比重|率|的))"
    "[^,。;:、\\d]{0,6}(?:\\d|翻|过[百千])"
)
# One that adds so much alone: (仅)锂电材料一项就拉动产值增长7.7个百分点.
ALONE = later(
    "(?:[仅光单]|仅仅|单单|光是|单是|其中)?([一-龥]{2,8}?)(?:这|单)?(?:一项|一业|一链|一块|一个(?:行业|产业))(?:就|便|即|也|则)?"
    "[^,。;:、\\d]{0,14}\\d"
)
# A trade that the text has counted among its industries, named again with a number of its own.
AGAIN = later(
    "((?!其中|而)[一-龥]{2,9}?)(?:产业链|产业|集群|链)?(?:则|也|更|紧随其后|增长最快|增势最猛|表现最好|一枝独秀|分别|,)*"
    "(?:约|近|超|达到?|实现|完成|占|增长|同比|增速|突破|总产值|产值|营收|主营|税收|纳税|出口)[^,。;:、的]{0,10}?\\d|"
    "((?!其中|而)[一-龥]{2,9}?)(?:\\d[\\d.]*[万亿]*元|占[^,。;]{0,8}?[一二三四五六七八九][成分])"
)
# A trade of which the text says what it is or how it fares, and at what it begins.
HEADS = later("[。;\\n][一二三四五六]是|[。;\\n]|点之[一二三四五六七][,:]|点[一二三四五六七]?:|——")
ITEMS = "([一-龥]{2,8}?(?:(?:及|和|与|、)[一-龥]{2,8}?)?)"
FARES = later(
    f"{ITEMS}(?:则|也|则|又|更|却|依旧|依然|仍旧?|同样|已经?)?(?:是|为(?!了)|作为|成为|成了|坐[稳上]|紧随|异军|挑[大起]|扛[起大]|唱主角|打头阵|"
    "领跑|起步|起家|从无到有|从弱到强|从小到大|后来居上|稳[中居]|势头|蓬勃|方兴|加速|一枝独秀|独占|崭露|逆势|声名|风生水起|"
    "根基|底子|历史|渐成|初具|闻名|发展(?:迅猛|迅速|较快|势头|壮大)|快速|迅猛|迅速|持续|崛起|不甘|跑[出在]|增势|表现|最[为是]|规模最|"
    "排[在第]|位居|位列|居[首第]|占据|撑起|站[上稳]|成[势链群形]|蹚出|走[上出]|做[大强]|聚[链集]|围[着绕]|唱[起响]|迎头|一马|独大|"
    "渐入|[由以][^,。;:]{2,30}(?:打头|领衔|领军|引领|带动|为龙头|为主|支撑)|方面|这[边块头条一])"
)
# What it must be measured by, before its sentence ends, or its paragraph that it opens.
LATER_MEASURED = later(f"[^。\\n]{{0,150}}?{OUTPUT}[^,。;:、\\d]{{0,10}}\\d")
FURTHER_ON = later(f"[^\\n]{{0,300}}?{OUTPUT}[^,。;:、\\d]{{0,10}}\\d")
# One chain that is measured: 再生铅链实现产值2.4亿元, 氯碱链52.0亿元.
CHAIN = later(
    f"([一-龥]{{2,8}}?链)(?:{WHEN}(?:实现|完成|产出|首破|突破|达到?)?{OUTPUT}?[^,。;:、\\d]{{0,6}}\\d)"
)
# One branch of a place's industry by that word, and what it has done: 封装测试板块产值74.2亿元.
BRANCH = later(
    f"((?!其中|而)(?:(?!的)[一-龥]){{2,8}}(?:板块|业态))(?:则|也|更|同比|逆势|逆市|大幅|小幅|略|微|,|虽小|异军突起|一枝独秀|表现(?:亮眼|突出|抢眼)|跑得最快:|增速最快,达(?=\\d)|增势(?:强劲|最猛)|[快猛]速?增长,)*"
    f"(?:{WHEN}(?:实现|完成|达到?)?(?:{OUTPUT}|进出口|出口|(?<=,达))|(?:增长|下降|回落|增|降)(?!了?[^,。;\\d]{{1,8}}\\d))[^,。;:、的\\d]{{0,6}}\\d"
)
NO_BRANCH = later(
    "[东西南北中城港]部?板块|沿.板块|(?:[各该两三四五]大?|重点|主导|优势|新兴|核心|功能|产业|区域|临港|经济|园区)板块|[区县市镇]板块"
)
NO_CHAIN = later(
    "锚链|链条|铁链|拉链|产业链|供应链|创新链|价值链|生态链|区块链|资金链|[全拉冷整该这条断补延强上]链"
)
# Where a sentence goes through the industries of a place, and what it calls them there.
GOES_THROUGH = later("(?:(?:主导|支柱|优势|特色|重点)产业中|(?:分|从各?)(?:产业|行业)看),")
TRADES_END = (
    "部件",
    "制品",
    "用品",
    "金属",
    "食品",
    "服装",
    "纺织",
    "医药",
    "加工",
    "制造",
    "化工",
    "冶炼",
    "材料",
    "装备",
    "电子",
    "机械",
)
ITEM = later(
    "(?<=[,;])([一-龥]{2,6}?)(?=(?:实现|完成)?(?:工业|规上|规模以上)?(?:总产值|产值|营业收入|主营业务收入|销售收入)"
    "(?:达到?|增长|下降|约|突破)?[\\d.]|[\\d.]+亿元|(?:同比)?(?:增长|下降|回落)[\\d.]|"
    "(?:基数|势头|稳中|快速|增势|表现|逆势|小幅|平稳|持续|恢复|回升|由负转正|由降转升|保持|依旧|依然|涨势|一枝独秀|异军突起)[^,。;\\d]{0,8},(?:同比)?(?:增长|下降|回落|增速)[\\d.])"
)


# One trade after another, each with its own number: 电子信息增长14.2%,装备制造增长9.6%.
IN_TURN = later(
    "((?!其中|而)[一-龥]{2,8}?)(?:产业|板块)?(?:总?产值|增加值|营收)?(?:则|也|更|分别|同比|逆势|大幅|小幅|略|微|由负转正)*"
    "(?:(?:增长|下降|上升|回落|增|降|大增|微增|微降|实现|完成|达到?|为|增[速幅][为达]?)(?:了|约)?)?[\\d.]+(?:%|[万亿]+元)"
)
# Several side by side, each with its own number: 其中,新材料、食品加工分别完成18亿元、9亿元.
SIDE_BY_SIDE = later(
    "其中,?((?:[一-龥]{2,8}、)+[一-龥]{2,8}(?:[和及与][一-龥]{2,8})?|[一-龥]{2,8}[和及与][一-龥]{2,8})"
    "分别(?:实现|完成|达到?|为)?(?:工业)?(?:总?产值)?(?:约|近|超)?[\\d.]+[万亿]*元"
)
BETWEEN = later("[、和及与]")
TOLD_SO = 2  # trades in one sentence that are no chance


def plain_trades(words: Terms, text: str) -> list[Mention]:
    """The trades of a folded text that only a plain word names."""
    known = names_listed(text)
    out = [
        Mention(hit.start(1), hit.end(1), SECTOR, hit[1], hit[1], told=True)
        for hit in behind(MARKS, MEASURED, text)
        if hit[1] in known
        or (is_trade(words, hit[1]) and not hit[1].endswith("经济"))  # a class of all trades
    ]
    out += [
        Mention(hit.start(1), hit.end(1), SECTOR, hit[1], hit[1], told=True)
        for hit in behind(MARKS, ALONE, text)
        if is_trade(words, hit[1])
    ]
    out += _side_by_side(words, text)
    out += without_head(words, text) + _gone_through(words, text) + _in_turn(words, text)
    if known:
        again = behind(MARKS, AGAIN, text)
        spans = [hit.span(1) if hit[1] in known else hit.span(2) for hit in again]
        out += [
            Mention(start, end, SECTOR, text[start:end], text[start:end], told=True)
            for start, end in spans
            if start >= 0 and text[start:end] in known
        ]
    out += [
        Mention(hit.start(1), hit.end(1), SECTOR, hit[1], "链", told=True)
        for hit in behind(MARKS, CHAIN, text)
        if not NO_CHAIN.search(hit[1])
    ]
    out += [
        Mention(hit.start(1), hit.end(1), SECTOR, hit[1], "板块", told=True)
        for hit in behind(MARKS, BRANCH, text)
        if not NO_BRANCH.search(hit[1])
    ]
    out += [
        Mention(hit.start(1), hit.end(1), SECTOR, hit[1], hit[1], told=True)
        for hit in behind(HEADS, FARES, text)
        if _trades(words, hit[1]) and _measured(text, hit.start(), hit.end())
    ]
    out.sort(key=lambda one: one.start)
    return out


def _side_by_side(words: Terms, text: str) -> list[Mention]:
    """Trades of a list, where all of its items are trades."""
    out: list[Mention] = []
    for hit in SIDE_BY_SIDE.finditer(text):
        items, at = [], hit.start(1)
        for name in BETWEEN.split(hit[1]):
            items.append(Mention(at, at + len(name), SECTOR, name, name, told=True))
            at += len(name) + 1
        out += items if all(is_trade(words, one.name) for one in items) else []
    return out


def _gone_through(words: Terms, text: str) -> list[Mention]:
    """Industries by their trades alone: 主导产业中,铜加工实现产值186亿元;硫化工78亿元."""
    out = []
    for hit in GOES_THROUGH.finditer(text):
        stop = text.find("。", hit.end())
        for item in ITEM.finditer(text, hit.end() - 1, stop if stop >= 0 else len(text)):
            if words.industries.fullmatch(item[1]) or item[1].endswith(TRADES_END):
                out.append(Mention(item.start(1), item.end(1), SECTOR, item[1], item[1]))
    return out


def _in_turn(words: Terms, text: str) -> list[Mention]:
    """Trades that a sentence tells one after another."""
    out: list[Mention] = []
    here: list[Mention] = []
    stop = 0
    for hit in behind(MARKS, IN_TURN, text):
        if hit.start() >= stop:
            out += here if len(here) >= TOLD_SO else []
            here, stop = [], text.find("。", hit.start()) % (len(text) + 1)
        if is_trade(words, hit[1]):
            here.append(Mention(hit.start(1), hit.end(1), SECTOR, hit[1], hit[1], told=True))
    return out + (here if len(here) >= TOLD_SO else [])


def _measured(text: str, start: int, end: int) -> bool:
    """Whether a sentence goes on to measure a trade, or the paragraph that it opens does."""
    opens = text[start - 1 : start] in ("", "\n")
    return (FURTHER_ON if opens else LATER_MEASURED).match(text, end) is not None


def _trades(words: Terms, name: str) -> bool:
    """Whether a name is a trade, or two that are told of together: 船舶修造及配件制造."""
    for mark in ("及", "和", "与", "、"):
        first, joint, last = name.partition(mark)
        if joint and len(first) > 1 and len(last) > 1:
            return is_trade(words, first) or is_trade(words, last)
    return is_trade(words, name)
