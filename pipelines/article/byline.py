"""Authors credited in the text itself, at its start or its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.article.labels import plain
from pipelines.article.names import PLACES, is_name, split_names

ROLE = (
    r"(?:[\u4e00-\u9fffA-Za-z·]{0,10}?(?:记者|通讯员|实习生|特派员|评论员|"
    r"撰稿人|撰稿|记\s者|記者|通訊員|特派記者|評論員))"
)
OPENING = "[(\\[【〔（]"
CLOSING = "[)\\]】〕）]"
INSIDE = r"[^()\[\]【】〔〕]"
# (记者 张三 李四), 【通讯员 …】
BRACKETED = re.compile(rf"{OPENING}(?P<names>{INSIDE}{{0,12}}?{ROLE}{INSIDE}{{2,60}}){CLOSING}")
# 〔記者王五/台北報導〕, 【王五╱台北報導】, 記者王五/台北報導
DESK = re.compile(
    rf"^\W*(?:{INSIDE}{{0,6}}?(?:記者|记者|特派員|中心))?\s*(?P<names>[\u4e00-\u9fff、\s]{{2,14}}?)\s*[/╱∕]\s*{INSIDE}{{2,8}}?(?:報導|报道|報道|報導|電|专电|攝影)"
)
# (中央社記者王五台北12日電)
CABLE = re.compile(
    rf"(?:記者|记者)(?P<names>[\u4e00-\u9fff、]{{2,10}}?)(?:{PLACES})\s*\d{{1,2}}\s*日"
)
# 本报讯 记者张三 通讯员李四 报道
REPORTED = re.compile(
    rf"^[^。,]{{0,24}}?(?P<names>{ROLE}[^。,()]{{2,40}}?)(?:摄影报道|报道|报导|報導|報道|发自|發自|文/图|图/文)"
)
# 本报记者 张三 报道 at the start, or a line of its own
OPEN = re.compile(
    rf"^(?:[^。,]{{0,24}}?)(?:{ROLE})[\s:]*(?P<names>[^。,()]{{2,24}}?)\s*(?:报道|报导|報導|報道|發自|发自|摄影报道|文/图|(?=\s)|$)"
)
ALONE = re.compile(
    rf"^\W{{0,3}}(?:{ROLE}|撰文|文|作者|采写)\s*[:/丨|]?\s*(?P<names>[^。,!?]{{2,40}})$"
)
WIRE = re.compile(r"(?:电|讯|電|訊)\s*\((?P<names>[^()]{2,30})\)")
CLOSE = re.compile(
    rf"(?:^|[。!?”\"])\s*[(【\[]?\s*(?:{ROLE}|作者|文|撰文|供稿|采写)[\s:/]*(?P<names>[^()。\[\]【】]{{2,40}}?)\s*[)】\]]?\s*$"
)
TASKED = re.compile(
    r"^\W{0,3}(?P<names>[\u4e00-\u9fff·、 ]{2,16}?)\s*/\s*(?:文|图|文图|图文)\b|"
    r"^[□■◎●◆▲○☆★]\s*(?P<marked>[\u4e00-\u9fff·、 ]{2,16})$"
)
EDITING = re.compile(r"编辑|責編|责编|编審|校对|审核|来源|资料|编译|[摄攝]|供图|提供|翻拍")
SIGNED = re.compile(r"(?:^|[。!?”\"])\s*[(](?P<names>[\u4e00-\u9fff·、 ]{2,16})[)]$")
CAMERA = re.compile(r"[摄攝]|供图|提供|翻拍")
# 记者/张三, and 文/图 behind the names
AFTER_ROLE = re.compile(r"((?:记者|通讯员|实习生|記者|通訊員))\s*[/╱:]\s*")
JOBS = re.compile(
    r"(?:文|图|摄|圖|攝)\s*(?:并|[/╱、])?\s*(?:文|图|摄|圖|攝)(?=\W|$)|摄影报道|(?<=\s)文字?\s*$"
)
FROM = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?:{PLACES})$")
SHORT = 40  # characters of a line that may be a byline alone


def in_text(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The names credited at the start, else at the end of the text; empty when there are none."""
    for text in paragraphs[:4]:
        names = _opening(plain(text)[:160])
        if names:
            return tuple(names)
    for text in reversed(paragraphs[-5:]):
        names = _closing(plain(text)[-120:])
        if names:
            return tuple(names)
    return ()


def _people(value: str) -> list[str]:
    """Names in a bracket, up to the place where they report from."""
    value = JOBS.sub(" ", AFTER_ROLE.sub(r"\1 ", value))
    value = re.split(r"\S{0,4}(?:编辑|责编|校对|审核)", value)[0]
    if CAMERA.search(value):
        value = re.split(r"[\s,、;/]*\S*?(?:[摄攝]|供图|提供|翻拍)", value)[0]
    value = re.split(r"[/╱](?!\s*通)|\s(?=\d)", value)[0]
    names = split_names(value)
    # One surname known, the other rare: both are names.
    return names if any(is_name(name) or "·" in name or name.isascii() for name in names) else []


def _opening(start: str) -> list[str]:
    start = AFTER_ROLE.sub(r"\1 ", start)
    for pattern, reach in ((CABLE, 160), (DESK, 60), (BRACKETED, 160), (WIRE, 60)):
        match = pattern.search(start[:reach])
        if match and match.start() < 44:
            names = _people(match["names"])
            if names:
                return names
    if len(start) <= SHORT:
        match = TASKED.match(start)
        if match:
            names = split_names(match["names"] or match["marked"])
            if names and all(map(is_name, names)):
                return names
        match = ALONE.match(start)
        if match and not CAMERA.search(start):
            names = _people(match["names"])
            if names:
                return names
    match = REPORTED.match(start[:70])
    if match and not CAMERA.search(match["names"]):
        names = split_names(FROM.sub("", match["names"].strip()))
        if names and all(map(is_name, names)):
            return names
    match = OPEN.match(start[:60])
    if match and not CAMERA.search(match[0]):
        people = split_names(FROM.sub("", match["names"].strip()))
        return [name for name in people if is_name(name)]
    return []


def _closing(end: str) -> list[str]:
    matches = list(BRACKETED.finditer(end))
    if matches and len(end) - matches[-1].end() < 12:
        return _people(matches[-1]["names"])
    for pattern in (CLOSE, SIGNED):
        match = pattern.search(end)
        if match and not EDITING.search(match["names"]):
            names = split_names(match["names"])
            if names and all(is_name(name) or "·" in name for name in names):
                return names
    return []
