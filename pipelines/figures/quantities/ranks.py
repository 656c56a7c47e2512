"""Places in an order: 第3位, 位列第一, 居首位, 全国前十; and ordinals that only identify."""

from __future__ import annotations

import re
from decimal import Decimal

from pipelines.figures.patterns import later
from pipelines.figures.quantities import units
from pipelines.figures.quantities.candidates import Token

RANK = units.Unit("位", "rank", Decimal(1))
PLACE = later(r"[”\"]?(?:位(?![于次置数])|名(?!单|录|称))")
VERB = later(
    r"(?:居|列|排|排名|位次|名次|排位|拿了|拿到|拿下|摘得|夺下|位居|位列|名列|跃居|跃升|升至|上升到|上升至|提升至|升到|跃至|稳居|"
    r"均居|分列|分居|为|是|获|获得|夺得|斩获|"
    r"取得|排在|排到|高居|跻身|评为|荣获|荣登|登上|保持|蝉联|勇夺|由|从|至|到|均|均为|"
    r"分别为|均列|领跑|省|市|县|区|州|国|球|界|内|类|华东|华南|华北|单项|税收|收入|产值|投资|利润|出口|效益|华中|西南|西北|东北|中部|西部|东部|亚洲|世界|"
    r"系统|地区|同类|行业|考评|考核|评价|排行|榜|居于|进位至|进至|退居|中|倒数|并列|继续|"
    r"评比|评估|评选|测评|评审|竞赛|大赛|比赛|综评|督查|观摩|总评|组|[市县区州]\)|(?:由|从)(?:上年|去年|上期|上月|上季度|\d{4}年)|连续|总量|增速|增幅|规模|水平|综合|全部|园区|开发区|跨入|达到)"
    r"(?:的)?[“\" ]?$"
)
# 增速列全市各板块第二: whom a place is among stands between the verb and it.
AMONG = later(
    r"(?:居|(?<![系班专并下数序陈行])列|排名|位居|位列|名列|排在|跃居|稳居|稳坐|高居|领跑)"
    r"(?:全[国省市区县州球盟旗师]|各|同类|平台|全网|业内|同行|我[国省市]|[一-鿿]{1,3}[省市县区州盟旗师])[^,。;、\d的第]{0,10}$"
)
SEATED = later(r"(?:稳坐|坐稳|稳居|夺得|拿下)[了]?$")
AFTER_BARE = later(r"[”\"]?(?:[,。;、!)\n]|$|和|及|与|的(?!一|是|二)|,|且|并|;|成绩|名次|—|位次)")
NOT_RANK = later(
    r"[ ”\"]?(?:产业|季度|时间|书记|方阵|梯队|站|批|期|届|次|条|个|家|座|台|方|次产业|引擎|"
    r"要务|责任|动力|现场|课|步|线|轮|届|大|章|天|"
    r"年|月|周|集|号|代|版|层|阶段|生产|车间|人民|中学|小学|医院|师|附属|曲线|资源|生产力|"
    r"把|笔|桶|张|块|列|套|艘|辆|枚|例|件|项|架|股东|大股东|完成|粮|卫|楼|工厂|"
    r"机床|建筑|测绘|地质|中级|分公司|分局|党支部|支部|军|团|种|类|级|起|任|人称|名片|棒|份|"
    r"部|本|场|站台|村|组|标段|分册|单元|道|只|门)"
)
TRAIN = later(
    r"(?:列|辆|台|件|万台|万辆|架|艘|套|个|位|名|家|户|趟|班|节|吨|千瓦|人|票|单|标箱|万标箱)"
)
MOVES_ON = later(
    r"(?:跃升|跃居|上升|升|前移|前进|下降|滑落|下滑|后退|退|降|提升|提高)[至到为]?第?[\d一二三四五六七八九十]|(?:跃升|升|前移|滑落|退|降)[至到]"
)
SECTORS = later(r"[、和与及]第[一二三]次?产业")  # 第二、第三产业结构
MARK = 100
ENTERS = later(
    r"(?:跻身|进入|入选|包揽|囊括|占据|挤进|挤入|打入|挺进|迈进|迈入|跨入|稳居|位居|居|列(?![出举明])|位列|入围|闯进|闯入|跃居|跃升至?|"
    r"保持|排名|排在|排进|步入|重返|跃进|名列|冲进|杀入|(?<=[,。;、“])进入?)"
    r"[^,。;、\d]{0,16}$"
)


def judge(folded: str, found: list[Token], at: int) -> None:
    """Give a rank its unit, or say why an ordinal is none."""
    token = found[at]
    if token.shape == "top":
        token.reason = _top(folded, token)
        token.unit = RANK
        return
    if token.number is None:
        token.reason = "a number of a series"
        return
    if token.shape == "within":
        _within(folded, token)
        return
    if _span_of_places(folded, found, at):
        return
    place = PLACE.match(folded, token.end)
    if place and not _person(folded, token, place.end()):
        token.end, token.unit = place.end(), RANK
        return
    after = folded[token.end : token.end + 4]
    if token.number.value >= MARK and TRAIN.match(after) and _mark(folded, token):
        return
    if NOT_RANK.match(folded, token.end) or SECTORS.match(folded, token.end):
        token.reason = "an ordinal that only identifies"
        return
    if _in_list(folded, found, at):
        return
    before = folded[max(0, token.start - 20) : token.start]
    if MOVES_ON.match(folded, token.end) and VERB.search(before):
        token.unit = RANK  # 由上年的第5滑落到第11
        return
    if picks(folded, token):
        token.reason = "places that pick a group"
        return
    bare = AFTER_BARE.match(folded, token.end) is not None
    placed = bare and (_placed(before) or _beside_others(folded, token))
    if placed or follows(folded, found, at):
        token.unit = RANK
        return
    token.reason = "an ordinal that only identifies"


# 甲园94.6分居首位,乙园第三,丙园垫底: places that are told of several in turn.
STANDS = later(
    r"[,、;:。\n][一-龥]{1,10}(?:园区?|区|县|市|镇|港|城|集团)(?:则|也|暂列|暂居|居|位)?$"
)
IN_ORDER = later(r"[居列排得摘夺](?:首位|榜首|第[一二三1-3])|暂列|垫底|领跑|\d分[,、;。居排列位]")


def _beside_others(folded: str, token: Token) -> bool:
    """Whether a bare ordinal follows a name in a sentence that gives places to several."""
    if STANDS.search(folded, max(0, token.start - 16), token.start) is None:
        return False
    begin = folded.rfind("。", 0, token.start) + 1
    end = folded.find("。", token.end)
    return any(
        not token.start < found.end() < token.end
        for found in IN_ORDER.finditer(folded, begin, end if end > 0 else len(folded))
    )


def _placed(before: str) -> bool:
    """Whether the words before a bare ordinal say that it is a place in an order."""
    return bool(VERB.search(before) or AMONG.search(before) or SEATED.search(before))


PLACES_BACK = 200  # characters before a place in a bracket in which an order is told of
PLACES = ("位", "名")  # units of which some count places
MOVE = later(
    r"(?:升幅|降幅|跌幅|进位|退位)(?:依次|分别)?为?$|(?:前进|上升|提升|前移|跃升|跃进|下降|后退|后移|退步|晋升|晋位|晋|提高|提前|下滑|回落|"
    r"进位|升|退|进|挪|挪动)了?$"
)


# 综合排名分别为67位和89位: the place itself, said without 第.
PLACED = later(
    r"(?:排名|名次|位次|排位)(?:均|也|分别|依次)*(?:为|列|居|位列|位居|在)(?:全[国省市县区])?$"
)


# 居全省前42位的有2家,分别是甲集聚区(24位)、乙集聚区(34位); 去年还在六十名开外
BRACKETED = later(
    r"(?:前\d+[位名]|\d[位名]?[至到~—-]\d+[位名]|排序|排名|位次|名次|第\d)[^。\n]{0,160}\($"
)
BEYOND = later(r"(?:开外|以外|之外)")
ORDERED = later(r"(?:位|列|居|排|名|在)[^,。;、]{0,6}$")
# 居42-83位的有7家, 规模排在世界第一的企业5家: which of them are counted.
PICKED = later(
    r"的(?:企业|项目|产品|园区|集聚区|县区?)?[^,。;、\d]{0,4}?(?:就?有|达|为|共)?[\d一二两三四五六七八九十]+[家个项户]"
)


def picks(folded: str, token: Token) -> bool:
    """Whether places only say which of them are counted."""
    return PICKED.match(folded, token.end) is not None


def moved(folded: str, found: list[Token], at: int, before: str) -> None:
    """较上年前进2位 counts places of an order, not people; so do the next of such a list."""
    token = found[at]
    assert token.unit is not None
    if token.unit.base != "count":
        return
    after = folded[token.end : token.end + 3]
    told = folded[max(0, token.start - PLACES_BACK) : token.start]
    bracketed = after.startswith(")") and BRACKETED.search(told) is not None
    beyond = BEYOND.match(after) is not None and ORDERED.search(before) is not None
    if bracketed or beyond:
        token.unit, token.shape = RANK, "ordinal"
        return
    if token.upper is not None and ORDERED.search(before) and picks(folded, token):
        token.reason = "places that pick a group"
        return
    if MOVE.search(before) or PLACED.search(before) or follows(folded, found, at):
        token.unit, token.shape = RANK, "ordinal"


def _mark(folded: str, token: Token) -> bool:
    """第1000列班列 marks how many there have been: a count."""
    unit = units.at(folded, token.end)
    if unit is None or unit.base != "count":
        return False
    token.unit, token.end = unit, token.end + len(unit.word)
    return True


def _person(folded: str, token: Token, end: int) -> bool:
    """第三名员工 and 第一位客人 pick one person, they rank nothing."""
    if MOVES_ON.match(folded, end):
        return False  # 由上年的第141位跃升至第104位
    before = folded[max(0, token.start - 8) : token.start]
    return bool(re.match(r"[^\W\d_]", folded[end : end + 1])) and not VERB.search(before)


MOVES_ON = later("跃|上升|升|提升|前移|下降|降|退|滑|变|到|至")
LISTED = later(r"[、,和及与]")
TO = later(r"(?:至|到|-|—|~|–)")


def _in_list(folded: str, found: list[Token], at: int) -> bool:
    """第25、26、49位 and 第一、第三、第七名: the one that ends in 位 speaks for all of them."""
    members = [found[at]]
    for other in found[at + 1 : at + 12]:
        if other.shape not in ("ordinal", "arabic", "chinese"):
            return False
        if not LISTED.fullmatch(folded, members[-1].end, other.start):
            return False
        members.append(other)
        end = other.end if other.shape == "ordinal" else other.number_end
        place = PLACE.match(folded, end)
        if place:
            other.end = place.end()
            for member in members:
                member.unit, member.shape = RANK, "ordinal"
            return True
    return False


def follows(folded: str, found: list[Token], at: int) -> bool:
    """Whether a bare ordinal continues a list of ranks: 位列第一、第三和第七."""
    if not at or found[at - 1].unit is not RANK or found[at - 1].reason:
        return False
    return LISTED.fullmatch(folded, found[at - 1].end, found[at].start) is not None


def _span_of_places(folded: str, found: list[Token], at: int) -> bool:
    """第11名至第22名 picks a group, it ranks nobody."""
    token = found[at]
    place = PLACE.match(folded, token.end)
    end = place.end() if place else token.end
    if at + 1 >= len(found) or not TO.fullmatch(folded, end, found[at + 1].start):
        return False
    if re.search(r"[由从][^,。;、]{0,10}$", folded[max(0, token.start - 12) : token.start]):
        return False
    for member in found[at : at + 2]:
        member.reason = "places that pick a group"
    return True


def _within(folded: str, token: Token) -> None:
    """跻身全国前十 is a rank of at most 10; a label (前十企业, 2家进入前30位) is none."""
    token.unit = RANK
    before = folded[max(0, token.start - 24) : token.start]
    alone = ALONE.search(folded, max(0, token.start - 24), token.end + 8) is not None
    picks = folded.startswith("的", token.end) or SOME.search(before)  # 排名前20位的企业
    if picks and alone and ENTERS.search(before):
        return  # 全市唯一进入前25名的集聚区
    if picks or not (ENTERS.search(before) and AFTER_BARE.match(folded, token.end)):
        token.reason = "a label of a list"


ALONE = later(r"唯一|唯有|只此|独此")
SOME = later(
    r"(?:\d|[一二两三四五六七八九十])[余多]?[家个][^,。;、\d]{0,8}(?:进入|跻身|挺进|入围|位列|居)[^,。;\d]{0,6}$"
)


def _top(folded: str, token: Token) -> str:
    if re.match(
        r"度|产业|发|款|批|主导|席|选|责任|要|战略|任务", folded[token.end : token.end + 3]
    ):
        return "part of a word"
    before = folded[max(0, token.start - 4) : token.start]
    if before.endswith(("放在", "摆在", "置于", "放到", "摆到", "摆进", "作为", "摆上", "放于")):
        return "a saying"
    if before.endswith("“") and folded.startswith("”", token.end) and not QUOTED_TOP.search(before):
        return "a saying"  # 纺织服饰是园区的“首位”
    return ""


QUOTED_TOP = later(r"[居列位占获夺拿]“$")
