"""Places in an order: 第3位, 位列第一, 居首位, 全国前十; and ordinals that only identify."""

from __future__ import annotations

import re

from pipelines.figures import units
from pipelines.figures.candidates import Token

RANK = units.Unit("位", "rank", units.Fraction(1))
COUNT = units.table()["列"]
PLACE = re.compile(r"[”\"]?(?:位(?![于次置数])|名(?!单|录|称))")
VERB = re.compile(
    r"(?:居|列|排|排名|位居|位列|名列|跃居|跃升|升至|上升到|上升至|提升至|升到|跃至|稳居|均居|分列|分居|为|是|获|获得|夺得|斩获|"
    r"取得|排在|排到|高居|跻身|评为|荣获|荣登|登上|保持|蝉联|勇夺|由|从|至|到|均|均为|分别为|均列|领跑|省|市|县|区|州|国|球|界|内|类|"
    r"系统|地区|同类|行业|考评|考核|评价|排行|榜|居于|进位至|进至|退居|中|倒数|并列|继续|连续|总量|增速|增幅|规模|水平|综合|全部|园区|开发区|跨入|达到)"
    r"(?:的)?[“\" ]?$"
)
AFTER_BARE = re.compile(
    r"[”\"]?(?:[,。;、!)\n]|$|和|及|与|的(?!一|是|二)|,|且|并|;|成绩|名次|—|位次)"
)
NOT_RANK = re.compile(
    r"[ ”\"]?(?:产业|季度|时间|书记|方阵|梯队|站|批|期|届|次|条|个|家|座|台|方|次产业|引擎|要务|责任|动力|现场|课|步|线|轮|届|大|章|天|"
    r"年|月|周|集|号|代|版|层|阶段|生产|车间|人民|中学|小学|医院|师|附属|曲线|资源|生产力|把|笔|桶|张|块|列|套|艘|辆|枚|例|件|项|架|股东|大股东|完成|粮|卫|楼|工厂|"
    r"机床|建筑|测绘|地质|中级|分公司|分局|党支部|支部|军|团|种|类|级|起|任|人称|名片|棒|份|部|本|场|站台|村|组|标段|分册|单元|道|只|门)"
)
TRAIN = re.compile(
    r"(?:列|辆|台|件|万台|万辆|架|艘|套|个|位|名|家|户|趟|班|节|吨|千瓦|人|票|单|标箱|万标箱)"
)
MARK = 100


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
    place = PLACE.match(folded, token.end)
    if place and not _person(folded, token, place.end()):
        token.end, token.unit = place.end(), RANK
        return
    after = folded[token.end : token.end + 4]
    if token.number.value >= MARK and TRAIN.match(after) and _mark(folded, token):
        return
    if NOT_RANK.match(folded, token.end):
        token.reason = "an ordinal that only identifies"
        return
    if _in_list(folded, found, at):
        token.unit = RANK
        return
    before = folded[max(0, token.start - 12) : token.start]
    if AFTER_BARE.match(folded, token.end) and VERB.search(before):
        token.unit = RANK
        return
    token.reason = "an ordinal that only identifies"


def _mark(folded: str, token: Token) -> bool:
    """第1000列班列 marks how many there have been: a count."""
    unit = units.at(folded, token.end)
    if unit is None or unit.base != "count":
        return False
    token.unit, token.end = unit, token.end + len(unit.word)
    return True


def _person(folded: str, token: Token, end: int) -> bool:
    """第三名员工 and 第一位客人 pick one person, they rank nothing."""
    before = folded[max(0, token.start - 8) : token.start]
    return bool(re.match(r"[^\W\d_]", folded[end : end + 1])) and not VERB.search(before)


def _in_list(folded: str, found: list[Token], at: int) -> bool:
    """第25、26、49位 and 第一、第三、第七: one that ends in 位 or follows a verb speaks for all."""
    token = found[at]
    if at and found[at - 1].unit is RANK and not found[at - 1].reason:
        gap = folded[found[at - 1].end : token.start]
        return bool(re.fullmatch(r"[、,和及与]", gap))
    ahead = at + 1
    last = token
    while ahead < len(found) and ahead - at <= 8:
        other = found[ahead]
        if not re.fullmatch(r"[、,和及与]", folded[last.end : other.start]):
            return False
        if other.shape == "ordinal" or other.shape in ("arabic", "chinese"):
            if PLACE.match(folded, other.end if other.shape == "ordinal" else other.number_end):
                return True
        else:
            return False
        last, ahead = other, ahead + 1
    return False


def _top(folded: str, token: Token) -> str:
    if re.match(
        r"度|产业|发|款|批|主导|席|选|责任|要|战略|任务", folded[token.end : token.end + 3]
    ):
        return "part of a word"
    before = folded[max(0, token.start - 4) : token.start]
    if before.endswith(("放在", "摆在", "置于", "放到", "作为", "摆上", "放于")):
        return "a saying"
    return ""
