"""Bodies and works that a text points back to by the last word of their names: 该行, 该孵化器.

该 before a word for a sort means what was named last of that sort, whatever kind of thing it is.
"""

from __future__ import annotations

from pipelines.figures.names.judging import CLAUSE
from pipelines.figures.names.park_names import name_start
from pipelines.figures.names.terms import ENTERPRISE, OTHER, PROJECT
from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

BACK = later(
    "(?<!应)(?:该|这[家个座所])"
    "(行(?![业为动列程政])|港(?![区口资商])|院(?![落子校内])|所(?![有在以属谓])|"
    "中心(?![城区])|平台|协会|商会|孵化器|码头|机场|口岸|电站|电厂|水厂|合作社|市场|实验室|研究院|学校|学院)"
    "(?![级内里型类])"
)
GARDEN = later("(?<!应)(?:该|这[个座])产业园(?![区内里级型])")
# What the names end in that a word of one letter stands for.
ENDS = {
    "行": ("银行", "农商行", "支行", "分行"),
    "院": ("研究院", "医院", "学院"),
    "所": ("研究所",),
}
FIRMS = ("行", "电厂", "水厂", "合作社")
FAR = 160  # characters between a name and what points back to it
SHORTEST = 2  # letters of a name before its last word


def by_head(text: str) -> list[Mention]:
    """What a folded text points back to so, where it is named and where it is pointed to."""
    out = []
    for hit in BACK.finditer(text):
        named = _named(text, hit[1], hit.start())
        if named is None:
            continue
        start, end = named
        kind = ENTERPRISE if hit[1] in FIRMS else OTHER
        out.append(Mention(start, end, kind, text[start:end], hit[1]))
        out.append(Mention(hit.start(), hit.end(), kind, text[start:end], hit[1]))
    return out + _gardens(text)


def _gardens(text: str) -> list[Mention]:
    """甲产业园项目…。投产后,该产业园年产值可达9亿元: a project, if that was named last."""
    out = []
    for hit in GARDEN.finditer(text):
        low = max(0, hit.start() - FAR)
        found = text.rfind("产业园", low, hit.start())
        if found < 0 or not text.startswith("产业园项目", found):
            continue
        start = name_start(text, found, low, project=True)
        if found - start >= SHORTEST and not CLAUSE.search(text, start, found):
            name = text[start : found + len("产业园项目")]
            out.append(Mention(hit.start(), hit.end(), PROJECT, name, "项目"))
    return out


def _named(text: str, word: str, at: int) -> tuple[int, int] | None:
    """Where the last name stands before an offset that ends in a word, None for none."""
    low = max(0, at - FAR)
    for noun in sorted(ENDS.get(word, (word,)), key=lambda n: -text.rfind(n, low, at)):
        found = text.rfind(noun, low, at)
        if found < 0 or text[found - 1 : found] in ("该", "这", "个", "座", "家"):
            continue
        start = name_start(text, found, low)
        if found - start >= SHORTEST and not CLAUSE.search(text, start, found):
            return start, found + len(noun)
    return None
