"""The heading under which a sentence stands, and the investments that it names.

Beneath 基础设施 a bare 完成投入82亿元 is put into infrastructure, as it is right after the word.
"""

from __future__ import annotations

from pipelines.figures.indicators import qualified
from pipelines.figures.indicators.linking import Link, Scene, settle
from pipelines.figures.patterns import later

REACH = 500  # characters over which a heading governs
LINE = later(
    r"(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.] ?)?"
    r"(?P<topic>[一-鿿]{2,12})(?:情况|方面)?[:。]?$"
)
# 基础设施建设方面,上半年完成投资5.5亿元: the sentence has its own heading.
LED = later(r"在?(?P<topic>[一-鿿]{2,10}?)方面,")
INVESTED = frozenset({"project_completed_investment", "project_total_investment"})
PLAIN = later(r"(?:累计|共|实际|年度|已)*(?:完成|投入)?(?:投资|投入|资金)(?:总?额)?")
OF_ONE = later(r"(?:项目|工程|公司|集团|企业|期|总)[^,。;\n]{0,10}$")


def over(text: str, at: int) -> str:
    """The nearest short line above an offset that is no sentence, without its number."""
    low = max(0, at - REACH)
    end = text.rfind("\n", low, at)
    while end > low:
        begin = text.rfind("\n", low, end) + 1
        if begin or low == 0:
            line = LINE.match(text[begin:end].strip(" ")) if end - begin < 24 else None
            if line is not None:
                return line["topic"]
        end = begin - 1
    return ""


def refine(scene: Scene, link: Link) -> None:
    """Bare investments are of what their heading names."""
    mention = link.mention
    if link.code not in INVESTED or link.settled or mention is None:
        return
    if not PLAIN.fullmatch(mention.wording.text):
        return
    low = max(scene.start, mention.start - 30)
    if OF_ONE.search(scene.text, low, mention.start):
        return
    led = LED.match(scene.text, scene.start, mention.start)
    topic = led["topic"] if led else over(scene.text, scene.start)
    code = qualified.by_heading(link.code, topic)
    if code:
        settle(link, code, "by the heading")
