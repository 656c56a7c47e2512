"""Reads what stands before the grade of parks: an area (沿江经济区的国家级经开区), or a name."""

from __future__ import annotations

from pipelines.figures.names.gardens import FRONT
from pipelines.figures.names.judging import placed
from pipelines.figures.names.park_names import is_grade, name_start
from pipelines.figures.names.terms import PARK, Terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

# A part of the land that owns the parks named right behind it, at the head of its clause.
PART = (
    "(?:(?:(?![年月季度])[一-龥]){1,5}?(?:经济区|片区|地区|板块|沿海)|"
    "(?:沿[海江边]|内陆)?中?[东中西南北]部(?:沿海|地区)?)"
)
# 中西部16个, 半年东部沿海33家: so many of them; the name leaves the number out.
AREA = later(
    f"(?:^|(?<=[,。;:\\n年月度])|(?<=其中))((?![全我该各本某其]){PART})"
    "(?:的|(?:共有|共)?(?:\\d+|[两二三四五六七八九十]+)余?[个家])$"
)
# What one area is called by before the grade of its parks: 丘北地区|省级以上开发区.
GRADE = later("(?:国家级?|[省市县]级)(?:及?以上)?")
PARKS_OF_AREA = later(f"{PART}(?:国家|省)级")
# A place or brand before the grade of its park, and words before it that are neither.
NAME_GRADE = later("([一-龥]{2,5}?)(?:市|县|区)?国家级$")
MEASURED = later("(?:我国|全国|检验|衡量|退出|摘掉|对照|对标|参照|评价|考核|比照|冲刺|挺进)")
# What a place has laid out, by its size: 高标准规划了22平方公里的“飞地经济”|园区.
MADE = later(
    "(?:^|(?<=[。;,\\n]))((?![全我该各本])[一-龥]{2,4}[市县州旗])[^,。;:\\d]{0,8}?(?:规划|建设|建起|打造|辟出|建成|划出|开辟|兴建|办起)+了?"
    "[\\d.]+(?:平方公里|亩|公顷)的(“[^”]{2,6}”|[一-龥]{2,6}?)$"
)
# A part of a garden with a grade inside its name: 某县板栗省级现代农业产业园|加工园区.
NESTED = later(
    "[一-龥]{2,12}(?:国家|省|市)级[一-龥]{0,8}?(?:产业园|示范园|科技园|产业园区|示范园区|科技园区)(?=[一-龥]{2}|$)"
)
PLACE_LETTERS = 4  # of a village or town before what its park is called
REACH = 14  # characters in which the part of the land is named


def area_before(text: str, start: int) -> tuple[str, int]:
    """The area whose parks begin at an offset and where its name begins; '' where none has them."""
    found = AREA.search(text, max(0, start - REACH), start)
    return ("", start) if found is None else (found[1], found.start(1))


def before_grade(stem: str) -> int:
    """Where the grade begins behind words that name neither a place nor an area; 0 for none."""
    grade = GRADE.search(stem)
    if grade is None or not grade.start() or AREA.fullmatch(stem[: grade.start()] + "的"):
        return 0
    return grade.start()


def of_area(name: str) -> bool:
    """Whether a name is of the parks of an area, told of beside those of other ones."""
    return PARKS_OF_AREA.match(name) is not None


def graded_name(words: Terms, text: str, stem: str, start: int) -> bool:
    """Whether a place or brand stands before the grade: 沂东国家级经开区, not 山东省级开发区.

    What no list knows is one where it opens its clause, or stands in the text again: not 检验.
    """
    front = NAME_GRADE.match(stem)
    if front is None or front[1] in words.provinces or is_grade(words, front[1]):
        return placed(words, stem) and NESTED.match(stem) is not None
    if MEASURED.fullmatch(front[1]):
        return False
    if front[1] in words.places or text.count(front[1]) > text.count(stem):
        return True
    return FRONT.search(text, max(0, start - 4), start) is not None


def told_by_place(words: Terms, text: str, head: str, at: int, end: int) -> Mention | None:
    """A park that only its place names: 七里坪“飞地园区”, or one that it has laid out.

    云岭市规划了22平方公里的“飞地经济”园区, which the text goes on to tell of.
    """
    made = MADE.search(text, max(0, at - 40), at)
    if made is not None:
        return Mention(at, end, PARK, made[1] + made[2] + head, head, told=True)
    quote = text.rfind("“", max(0, at - PLACE_LETTERS), at) if text[end : end + 1] == "”" else -1
    sort = text[quote + 1 : at]
    if quote < 0 or not (is_grade(words, sort) if sort else head.startswith("飞地")):
        return None
    place = name_start(text, quote, max(0, quote - 6))
    name = text[place:quote]
    named = 2 <= len(name) <= PLACE_LETTERS and name.isalpha() and not is_grade(words, name)
    if not named or name[0] in "全我该各本" or text[end - 1] not in "园区":
        return None
    return Mention(place, end + 1, PARK, text[place : end + 1], head, told=True)
