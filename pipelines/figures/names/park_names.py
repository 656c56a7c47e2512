"""Where a name begins, what class of park it names, and when two names are one park."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.figures.names.terms import Terms, terms
from pipelines.figures.patterns import later

REACH = 28  # longest name before its head, characters
REACH_OF_PROJECTS = 48  # the same of a project, which a firm and its goods may begin
AFTER_DIGIT = later(
    r"(?:平方公里|平方千米|平方米|公顷|公里|年度|年|月|日|时|分|号|家|个|户|项|件|名|位|所|座|处|支|届|间|栋|幢|亩|%|万|亿|余|多|元|吨|套|台|条|大|批|次|株|只|羽|尾|颗|粒|瓶|箱|斤|辆|艘)+"
)
CLASSES = (
    ("development", ("经济技术开发区", "经济开发区", "工业开发区", "经开区", "开发区")),
    (
        "high_tech",
        (
            *("高新技术产业开发区", "高新技术产业园区", "高新技术开发区", "高技术产业开发区"),
            *("技术产业开发区", "高新区"),
        ),
    ),
    ("bonded", ("综合保税区", "综保区", "保税区", "保税港区")),
    ("border", ("边境经济合作区", "边合区", "跨境经济合作区", "跨合区", "经合区", "合作区")),
    ("concentration", ("工业集中区", "产业集中区", "集中区")),
    ("agglomeration", ("产业集聚区", "工业集聚区", "集聚区")),
    ("free_trade", ("自由贸易试验区", "自贸试验区", "自贸区", "自贸片区", "自由贸易港", "自贸港")),
    ("new_area", ("新区",)),
    ("enclave", ("产业飞地", "飞地")),
    ("research_enclave", ("科创飞地", "人才飞地")),
    ("poverty_enclave", ("消薄飞地",)),
)
FULL = ("经济技术开发区", "经济开发区", "工业开发区")  # heads that shorten none
CLASS_OF = {head: name for name, heads in CLASSES for head in heads}
# Ranks inside a name: 临洮(县), 昌吉(回族自治州); not the 州 of 郑州.
ADMINISTRATIVE = later(r"(?<=..)[省市县旗]|(?<=..)自治[区州县]")


UNIVERSITY = "大学"
GRADE_INSIDE = later("(?<=..)(?:国家级?|省级)$")  # inserted at will: 兰州国家级经开区


@dataclass(frozen=True, slots=True)
class ParkName:
    """A park's name taken apart: what stands before its head, the head, and the head's class."""

    name: str
    stem: str
    head: str
    family: str
    inner: str = ""  # the stem of the inner park of a nested name


# A short bracket inside a name: 中国(上海)自由贸易试验区.
BRACKETED = later(r"(?<=[一-龥])\([一-龥]{2,4}\)(?=[一-龥A-Za-z]|$)")
# One that says what a project holds: 机场改扩建(国际货站及机坪)工程.
IN_PROJECTS = later(r"(?<=[一-龥])\([一-龥]{2,10}\)(?=[一-龥A-Za-z]|$)")


SOUNDS = later(
    "(?:^|[^一-龥])([乌兰布巴彦淖尔敖查干阿拉额济纳达茂苏尼特锡林郭勒呼伦贝喀什塔图木舒克格里]{2,4})$"
)
RANKS = "省市县区旗州盟镇乡"
# Letters that mostly lead to a name and begin some, too: 含山, 照金, 次坞.
PLACE_BEGINS = frozenset("含照起标接次")
DASHES = "—–―-"  # before a name, no part of it
# One park with another: 同 and 跟 alone stand inside names of places, too (大同, 同仁).
TOGETHER = later(
    "(?:开发区|经开区|高新区|综保区|保税区|示范区|合作区|集中区|集聚区|园区|产业园|工业园|科技园|新区)[同跟]"
)
# Counties, and 船舶配套 of 船舶配套产业园, where the head follows.
ENDS_KEPT = ("从江", "从化", "配套")


def _hidden(found: re.Match[str]) -> str:
    """As many characters that end no name."""
    return "\0" * len(found[0])


def _word_end(words: Terms, boundary: re.Pattern[str], shadow: str, end: int) -> int:
    """Where a word before a name ends whose last letter another such word begins with.

    紧抓|抓住, 力推|推动 are read as one; but 近年来|自贡高新区.
    """
    if any(shadow[end : end + size] in words.places for size in (2, 3, 4)):
        return end
    longer = boundary.match(shadow, end - 1)
    return max(end, longer.end()) if longer else end


STRETCH = later("去?的?[一二三四五六七八九十]{1,3}个?(?:月份?|季度|年)")


def _past_stretch(text: str, start: int, head: int) -> int:
    """Where a name begins behind 这一, 到位 or a stretch: 一至九月|园区, 过去一年|公司."""
    if text.startswith("建", start) and text.endswith(("(扩)", "(改)", "(续)", "(改扩)"), 0, start):
        return start + 1  # 新(扩)建|某某环保等27个项目
    if text.startswith("一", start) and text.endswith(("这", "那", "该", "同", "每"), 0, start):
        return start + 1
    if text.startswith("位", start) and text.endswith("到", 0, start):
        return start + 1  # 争取到位|省产业园区资金
    if not start or text[start - 1] not in "至到前头过":
        return start
    timed = STRETCH.match(text, start, head)
    return timed.end() if timed else start


def name_start(
    text: str, head: int, floor: int, *, project: bool = False, whole: bool = False
) -> int:
    """Offset at which the name ending in the head at `head` begins, not before `floor`.

    Walks back to a stop character, then past the last word that cannot be part of a name, unless
    `whole`. A project's name may hold digits, 和 and 及; a park's or firm's may not.
    """
    words = terms()
    low = max(floor, head - (REACH_OF_PROJECTS if project else REACH))
    window = text[low:head].replace("——", "\n\n")
    shadow = window
    if ")" in window:
        shadow = (IN_PROJECTS if project else BRACKETED).sub(_hidden, shadow)
    if window.endswith(ENDS_KEPT):
        shadow = shadow[:-2] + "\0\0"
    if words.keep.search(shadow):
        shadow = words.keep.sub(_hidden, shadow)
    stop = (words.project_stops if project else words.park_stops).search(shadow[::-1])
    cut = len(shadow) - stop.start() if stop else 0
    joined = _and_in_name(shadow, cut, words) if cut > 1 and shadow[cut - 1] == "和" else 0
    if joined:
        cut -= joined
    elif cut > 1 and shadow[cut - 1] == "和" and shadow[cut - 2] in "的“在由从。;:\n":
        cut -= 1  # 最早的和裕服饰公司: nothing that it could join
    boundary = words.project_boundary if project else words.boundary
    for found in () if whole else boundary.finditer(shadow, cut):
        if found[0] == "其" and found.start() == cut + 1:
            continue  # 阿其克县: no pronoun there
        if project and found[0] == "其" and shadow[: found.start()].endswith("及"):
            continue  # 年产30万吨氨纶及其原料配套项目
        cut = _word_end(words, boundary, shadow, found.end())
    for found in TOGETHER.finditer(shadow, cut):
        cut = found.end()
    measure = AFTER_DIGIT.match(window, cut) if cut and window[cut - 1].isdigit() else None
    if measure:
        cut = measure.end()
    soft = None if whole else words.leading.match(shadow, cut)
    soft = None if soft is not None and _begins(text, low + cut, head, soft[0]) else soft
    start = low + (soft.end() if soft else cut)
    zone = soft is not None and soft[0].endswith("开发") and shadow.startswith("区", soft.end())
    start = low + cut if zone else start  # 开发区某某科技园
    start = _past_stretch(text, start, head)
    while start < head and text[start] in DASHES:
        start += 1
    return start


def _begins(text: str, start: int, head: int, letter: str) -> bool:
    """Whether a letter begins a name: of a sentence, or of what the text calls so again: 含溪."""
    if letter not in PLACE_BEGINS or head - start < 2:
        return False
    if letter == "含" and text[start - 1 : start] == "(":
        return False  # 某综保区(含双柳园区)
    return text[start - 1 : start] in ("", "。", "\n") or text.count(text[start : head + 1]) > 1


def _and_in_name(shadow: str, cut: int, words: Terms) -> int:
    """How many characters of a name end with the 和 before `cut`, 0 where it joins two.

    One stands between it and what comes before (嘉和科创园), or the sounds of another language do
    (乌兰布和工业园).
    """
    sounds = SOUNDS.search(shadow, 0, cut - 1)
    if sounds:
        return cut - sounds.start(1)
    first = shadow[cut - 2]
    before = shadow[cut - 3 : cut - 2]
    one = (
        first >= "一"
        and first not in "省市县区旗州乡镇园厂\0"
        and words.park_stops.match(first) is None
        and (not before or before in RANKS or words.park_stops.match(before) is not None)
    )
    return 2 if one else 0


def taken_apart(name: str, head: str) -> ParkName:
    """Split a park's name and drop the province, 省 市 县 from what identifies it."""
    stem = name[: len(name) - len(head)]
    head = head.split("(")[0] or head  # 工业城(开发区)
    words = terms()
    for province in words.provinces:
        if stem.startswith(province) and len(stem) > len(province):
            if stem.startswith(UNIVERSITY, len(province)):
                break  # 浙江大学科技园, 北京大学科技园: two
            stem = stem[len(province) :]
            break
    stem = ADMINISTRATIVE.sub("", stem) or stem
    stem = GRADE_INSIDE.sub("", stem)
    outer = words.inner_heads.match(stem)
    return ParkName(
        name, stem, head, CLASS_OF.get(head, "park"), stem[outer.end() :] if outer else ""
    )


def same_park(a: ParkName, b: ParkName) -> bool:
    """Whether two names may be one park: 潞北经开区 = 北京潞北经济技术开发区."""
    if a.family != b.family or ("、" in a.name) != ("、" in b.name):
        return False  # 甲、乙两个飞地产业园: not 甲县飞地产业园
    if a.head in FULL and b.head in FULL and a.head != b.head and a.stem != b.stem:
        return False  # 石嘴山经济技术开发区, 石嘴山生态经济开发区: neither shortens the other
    if a.family == "park":
        if ("园" in a.head) != ("园" in b.head):
            return False
        a_stem, b_stem = (
            re.sub("产业园区?|工业园区?|园区?$", "", p.stem + p.head) or p.stem for p in (a, b)
        )
        a_stem, b_stem = (ADMINISTRATIVE.sub("", s) for s in (a_stem, b_stem))
    else:
        a_stem, b_stem = a.stem, b.stem
    if _alike(a_stem, b_stem) or _initials(a, b):
        return True
    return _inside_of(a, b_stem) or _inside_of(b, a_stem)


def _inside_of(whole: ParkName, stem: str) -> bool:
    """Whether a stem shortens the name of a park inside a zone, and is not of another place.

    阳信化工产业园 is not the 化工产业园 of the zone of 沾化.
    """
    if not whole.inner or not _alike(whole.inner, stem):
        return False
    front = stem[: -len(whole.inner)] if stem.endswith(whole.inner) else ""
    return front not in terms().places or front in whole.stem


def _initials(a: ParkName, b: ParkName) -> bool:
    """Whether one is called by the first letters of province and city: 安巢经开区."""
    short, long = sorted((a, b), key=lambda one: len(one.name))
    front = long.name[: len(long.name) - len(long.head)]
    return len(front) == 4 and short.stem == front[0] + front[2] and front[:2] in terms().provinces


def _alike(a: str, b: str) -> bool:
    """Whether one stem shortens the other: a place dropped in front, an industry behind."""
    short, long = sorted((a, b), key=len)
    if len(short) < 2:
        return False
    if long.startswith(short):
        return terms().industries.fullmatch(long, len(short)) is not None
    if long.endswith(short):
        return same_ending(short, long)
    return _inside(short, long)


def same_ending(short: str, long: str) -> bool:
    """Whether only a place stands before the short stem that ends the long one.

    中电北海产业园 is one firm's garden in 北海 and not 北海工业园区.
    """
    front = long[: -len(short)]
    placed = len(front) < 2 or front in terms().places or front[-1] in RANKS
    return placed or short not in terms().places


def _inside(short: str, long: str) -> bool:
    """Whether the short stem keeps the first character of the long one and the others' order."""
    if short[0] != long[0]:
        return False
    rest = iter(long)
    return all(char in rest for char in short)


def is_grade(words: Terms, stem: str) -> bool:
    """Whether a stem only grades parks (国家级, 省级重点) and names none."""
    return words.grades.fullmatch(stem) is not None
