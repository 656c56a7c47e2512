"""Reads the parts of a park (城西片区, 核心组团) and the zones beside a port from their heads."""

from __future__ import annotations

from pipelines.figures.names.park_names import is_grade
from pipelines.figures.names.terms import PARK, Terms
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

COUNTED = later(
    "^[一二两三四五六七八九十多几]+$|(?<!第)(?<![一二三四五六七八九十])[两三四五六七八九]$|[一二两三四五六七八九十多几\\d]+(?:个|家|大|处|座|[省市县区州地])$"
)


SO_MANY = later("(?:[两三四五六七八九十\\d][个大]|各(?:个|大)?)(?:产业|主要|重点|专业)?$")
# A part that is called by where it lies, and what it has.
SIDE = later("(?:^|[,。;:、\\n中和])([东南西北中]{1,2}|[A-D])$")
HAS = later(
    "\\d|[约近]\\d|(?:已|现|共)?(?:入驻|集聚|规划|占地|面积|企业|规上|引进|完成|实现|建成|签约|产值)"
)


def is_part(words: Terms, stem: str, head: str) -> bool:
    """Whether a head is of a park's part that has no place or brand before it."""
    vague = len(stem) < 2 or is_grade(words, stem) or COUNTED.search(stem) is not None
    return head in words.parts and vague


def part(words: Terms, text: str, head: str, start: int, at: int, end: int) -> Mention | None:
    """A part without a place in its name: back to one spoken of, or an item of a list."""
    stem = text[start:at]
    item = text[start - 1 : start] in ("、", "和") and text[end : end + 1].isdigit()
    if item and len(stem) > 1 and is_grade(words, stem):
        return Mention(start, end, PARK, stem + head, head, told=True)  # 、幸福片区540公顷
    side = SIDE.search(text, max(0, at - 3), at)
    if side and HAS.match(text, end):
        begin = side.start(1)
        return Mention(begin, end, PARK, text[begin:end], head, told=True)  # 其中东片区企业86家
    if at > 1 and SO_MANY.search(text, max(0, at - 5), at):
        return Mention(at, end, PARK, "", head, group=True)  # 三大片区, 各组团
    back = head in ("片区", "直管区") and not stem
    return Mention(at, end, PARK, "", head) if back else None


def port_area(words: Terms, stem: str, head: str, start: int, end: int) -> Mention:
    """临港区 for 临港经济开发区, or 某某临港区."""
    if len(stem) > 2 and not is_grade(words, stem[:-1]):
        return Mention(start, end, PARK, stem + head, head[-1])
    return Mention(start, end, PARK, "", stem[-1] + head)
