"""Whether 项目 comes back to several that were told of, though one of them was named in between."""

from __future__ import annotations

import re

from pipelines.figures.names.types import Mention
from pipelines.figures.patterns import later

THIS_TIME = later("(?:此次|本次|这次|当[天日])([^,。;\\d]{2,5})的$")  # 此次开工的项目
# How many they are, before or behind the word for what was done with them.
SO_MANY_BEFORE = later("\\d+个[^。;\\n]{0,20}$")
SO_MANY_BEHIND = later("[^。;\\n\\d]{0,14}\\d+个")
# After 12个项目…,其中某某项目…。the projects as a whole.
ALL_OF = later("(?:全部|均|都|悉数)(?:建成|达产|投产|竣工|投用|开工|签约)")
ONE_OF_MANY = later(
    "[^\\n]*?(?:\\d+[个项][^,。;\\n]{0,12}项目|项目\\d+[个项])[^\\n]*?其中[^\\n]*。"
)
BEFORE, NEAR = 400, 24  # characters back to the deed, and around it to the number


def several_again(
    text: str, opened: int, mention: Mention, of_the_day: re.Match[str] | None
) -> bool:
    """Whether a pointer means all projects of a day (当天开工的项目) or of a count (项目全部达产).

    `opened` is where the paragraph begins, `of_the_day` the words of THIS_TIME before the pointer.
    """
    if of_the_day is not None and _several_done(text, of_the_day[1], mention.start):
        return True
    if ALL_OF.match(text, mention.end) is None:
        return False
    return ONE_OF_MANY.match(text, opened, mention.start) is not None


def _several_done(text: str, done: str, at: int) -> bool:
    """Whether several projects were told to have been signed or started so before an offset."""
    low, verb = max(0, at - BEFORE), done[-2:]
    told = text.rfind(verb, low, at - len(done) - 4)
    while told >= 0:
        end = told + len(verb)
        if SO_MANY_BEFORE.search(text, max(low, told - NEAR), told):
            return True
        if SO_MANY_BEHIND.match(text, end, end + NEAR):
            return True
        told = text.rfind(verb, low, told)
    return False
