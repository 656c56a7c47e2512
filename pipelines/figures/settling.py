"""What the subject of a number says about its indicator, once both are known.

产值 of a trade or a firm is its output value, also under the industrial output of the whole; 产值
or 增加值 alone, where a paragraph divides what was named before (分园区看), is that fuller one:
规上工业总产值.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from pipelines.figures.types import Document, Reading

PARTS = frozenset({"sector", "enterprise", "project"})
WHOLES = frozenset({"park", "region"})
# The code of a bare word, and what fuller words of the same family may have said before it.
FULLER = {
    "output_value": ("gross_industrial_output", "gross_industrial_output_above_scale"),
    "value_added_other": ("industrial_value_added", "industrial_value_added_above_scale"),
}
BARE = ("产值", "总产值", "增加值")
VERBS = ("完成", "实现", "累计", "创造", "园区", "开发区", "全区", "全市", "全县", "年")
NEAR = 1  # paragraphs back over which a fuller wording is still in mind
DIVIDES = re.compile(r"\s*(?:其中[,:]?)?(?:分|从|按)[^,。;:\d]{1,6}?(?:看|来看|划分|分)[,:]")


def settle(doc: Document, readings: list[Reading]) -> None:
    """Make the codes of output and value added agree with whom they are said of."""
    begins = [paragraph.start for paragraph in doc.paragraphs]
    named: dict[str, tuple[str, int]] = {}
    for reading in readings:
        paragraph = bisect_right(begins, reading.start)
        if reading.subject_kind in PARTS:
            _of_a_part(reading)
        elif reading.subject_kind in WHOLES:
            divided = DIVIDES.match(doc.folded, begins[paragraph - 1]) is not None
            _of_a_whole(reading, paragraph, named, divided)


def _of_a_part(reading: Reading) -> None:
    """产值 that no word of its own calls industrial is not, of a trade, a firm or a project."""
    if reading.indicator != "gross_industrial_output":
        return
    if reading.label_start >= 0 and "工业" in reading.label:
        return
    _code(reading, "output_value", f"of a {reading.subject_kind}")


def _of_a_whole(
    reading: Reading, paragraph: int, named: dict[str, tuple[str, int]], divided: bool
) -> None:
    for bare, fuller in FULLER.items():
        if reading.indicator in fuller:
            named[bare] = (reading.indicator, paragraph)
    known = named.get(reading.indicator) if divided else None
    if known is not None and paragraph - known[1] <= NEAR and _bare(reading.label):
        _code(reading, known[0], "short for what was named before")


def _bare(label: str) -> bool:
    """Whether a label is 产值 or 增加值 and nothing that narrows it."""
    for verb in VERBS:
        label = label.removeprefix(verb)
    return label in BARE


def _code(reading: Reading, code: str, reason: str) -> None:
    reading.indicator = code
    reading.because["indicator"] = f"{reading.because.get('indicator', '')}, {reason}"
