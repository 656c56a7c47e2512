"""Authors credited in the text itself, at its start or its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.article import roles
from pipelines.article.labels import ENDED, plain
from pipelines.article.names import PLACES, is_name, is_plain_name, is_word, split_names
from pipelines.article.outlets import bare_name, joined

ROLE = (
    r"(?:[\u4e00-\u9fffA-Za-z·]{0,10}?(?:记者|通讯员|实习生|特派员|评论员|"
    r"撰稿人|撰稿|记\s者|記者|通訊員|特派記者|評論員))"
)
OPENING = "[(\\[【〔（]"
CLOSING = "[)\\]】〕）]"
INSIDE = r"[^()\[\]【】〔〕]"
# (记者 张三 李四), 【通讯员 …】
BRACKETED = re.compile(rf"{OPENING}(?P<names>{INSIDE}{{0,30}}?{ROLE}{INSIDE}{{2,60}}){CLOSING}")
# 〔記者王五/台北報導〕, 【王五╱台北報導】, 記者王五/台北報導
DESK = re.compile(
    rf"^\W*(?:{INSIDE}{{0,6}}?(?:記者|记者|特派員|中心))?\s*(?P<names>[\u4e00-\u9fff、\s]{{2,14}}?)\s*[/╱∕]\s*{INSIDE}{{2,8}}?(?:報導|报道|報道|報導|電|专电|攝影)"
)
# (中央社記者王五台北12日電)
CABLE = re.compile(
    rf"(?:記者|记者)(?P<names>[\u4e00-\u9fff、]{{2,10}}?)(?:{PLACES})\s*\d{{1,2}}\s*日"
)
WIRE = re.compile(r"(?:电|讯|電|訊)\s*\((?P<names>[^()]{2,30})\)")
CLOSE = re.compile(
    rf"(?:^|[。!?”\"])\s*[(【\[]?\s*(?:(?:{ROLE}|作者|撰文|供稿|采写)[\s:/]*|文[\s:/]+)(?P<names>[^()。\[\]【】]{{2,40}}?)\s*[)】\]]?\s*$"
)
TASKED = re.compile(
    r"^\W{0,3}(?P<names>[\u4e00-\u9fff·、 ]{2,16}?)\s*/\s*(?:文|图|文图|图文)\b|"
    r"^[□■◎●◆▲○☆★]\s*(?P<marked>[\u4e00-\u9fff·、 ]{2,16})$"
)
EDITING = re.compile(r"编辑|責編|责编|编審|校对|审核|来源|资料|编译|[摄攝]|供图|提供|翻拍")
# (云州县融媒体中心 张三 李四)
DESKED = re.compile(
    r"[(][^()\s]{2,14}?(?:中心|融媒体?|[报網网台社站部局委]|体育|财经|娱乐|科技|新闻|汽车|教育)\s+"
    r"(?P<names>[\u4e00-\u9fff·、 ]{2,24})[)]"
)
# 本文来自某某,作者:张三,经授权发布
TAKEN = re.compile(r"本文[^。]{0,70}?作者\s*[:丨|]\s*(?P<names>[^,。;()]{2,20})")
# (作者张三系云州大学教授)
INTRODUCED = re.compile(
    r"[(]\s*作者\s*:?\s*(?P<names>[\u4e00-\u9fff·、]{2,12}?)(?:系|为|為|是|单位)[^()]*[)]$"
)
# 张三 文 李四 图: who took the pictures stands last
PICTURES = re.compile(
    r"(?<=文)[\s,、]+(?:[\u4e00-\u9fff]{0,4}记者\s*)?[\u4e00-\u9fff]{2,4}\s*(?:图|摄影?)\s*$"
)
SIGNED = re.compile(r"(?:^|[。!?”\"])\s*[(](?P<names>[\u4e00-\u9fff·、 /]{2,16})[)]$")
CAMERA = re.compile(r"[摄攝]|供图|提供|翻拍")
# 记者/张三, and 文/图 behind the names
AFTER_ROLE = re.compile(r"((?:记者|通讯员|实习生|記者|通訊員))\s*[/╱:]\s*")
REPORTING = re.compile(r"摄影报道|攝影報導")
JOBS = re.compile(
    r"[采採]写|(?:文|图|摄|圖|攝)\s*(?:并|[/╱、])?\s*(?:文|图|摄|圖|攝)(?=\W|$)|摄影报道|(?<=\s)文字?\s*$"
)
STATION = re.compile(r"[\u4e00-\u9fff]{2,6}记者站(?=[\u4e00-\u9fff]{2})")  # 东湾记者站张三
BEFORE_ROLE = re.compile(r"^[^记通]*,(?=\S{0,6}(?:记者|通讯员))")  # 原载某报3月5日,记者 张三
CLEAR = re.compile(r"\S{0,10}(?:记者|通讯员|实习生|記者)[ \t]+[\u4e00-\u9fff]{2,3}(?:[ 、]|$)")
# 陇东报记者俄少飞, alone in its bracket: three characters behind a role are a name, however rare
# its surname.
ROLE_AND_NAME = re.compile(
    r"\S{0,12}(?:记者|通讯员|实习生|記者|通訊員)[\u4e00-\u9fff]{2}(?![组团队员者到])[\u4e00-\u9fff]"
)
SIGNATURE = 12  # characters of a line that is a signature
SHORT = 40  # characters of a line that may be a byline alone


def in_text(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The names credited at the start, else at the end of the text; empty when there are none."""
    if names := _named_above(paragraphs):
        return tuple(names)
    for text in paragraphs[:4]:
        names = _opening(plain(text[:200])[:160])
        if names:
            return tuple(names)
    for text in reversed(paragraphs[-5:]):
        names = _closing(plain(text[-160:])[-120:])
        if names:
            return tuple(names)
    return tuple(_signature(paragraphs))


def _named_above(paragraphs: Sequence[str]) -> list[str]:
    """The names that stand on a line of their own above the first sentence."""
    first = plain(paragraphs[0]).strip() if len(paragraphs) > 1 else ""
    if not first or len(first) > SIGNATURE or not ENDED.search(paragraphs[1]):
        return []
    words = joined(f" {first}").split()
    told = any(word in text for word in words for text in paragraphs[1:])
    sure = all(map(is_plain_name, words)) or (len(words) > 1 and all(map(bare_name, words)))
    return words if sure and not told else []


def _signature(paragraphs: Sequence[str]) -> list[str]:
    """The names that a text is signed with on a last line of their own; who is spoken of in it is
    none of them."""
    last = plain(paragraphs[-1]).strip() if len(paragraphs) > 1 else ""
    if not last or len(last) > SIGNATURE or not ENDED.search(paragraphs[-2]):
        return []
    words = joined(f" {last}").split()
    apart = len(words) < len(last.split())  # 张 三, as print sets names of two characters
    told = any(word in text for word in words for text in paragraphs[:-1])
    fits = all(is_plain_name(word, rare=True) or (apart and bare_name(word)) for word in words)
    return words if fits and not told else []


def _people(value: str) -> list[str]:
    """Names in a bracket, up to the place where they report from."""
    value = PICTURES.sub("", BEFORE_ROLE.sub("", STATION.sub(" ", value)))
    value = JOBS.sub(" ", AFTER_ROLE.sub(r"\1 ", value))
    value = re.split(r"\S{0,4}(?:编辑|责编|校对|审核)", value)[0]
    if CAMERA.search(value):
        value = re.split(r"[\s,、;/]*\S*?(?:[摄攝]|供图|提供|翻拍)", value)[0]
    value = re.split(r"[/╱](?!\s*通)|\s(?=\d)", value)[0]
    names = split_names(value)
    # One surname known, the other rare: both are names; so is what stands apart behind a role.
    sure = any(is_name(name) or "·" in name or name.isascii() for name in names)
    clear = CLEAR.match(value) or ROLE_AND_NAME.fullmatch(value)
    return names if sure or (clear and not any(map(is_word, names))) else []


def _opening(start: str) -> list[str]:
    start = AFTER_ROLE.sub(r"\1 ", start)
    for pattern, reach in ((TAKEN, 160), (CABLE, 160), (DESK, 60), (BRACKETED, 160), (WIRE, 60)):
        match = pattern.search(start[:reach])
        if match and match.start() < 44:
            names = _people(match["names"])
            if names:
                return names
    match = DESKED.match(start)
    names = split_names(match["names"]) if match else []
    if names and all(map(is_name, names)):
        return names
    return (_task(start) if len(start) <= SHORT else []) or roles.people(start)


def _task(line: str) -> list[str]:
    """The names of a line such as `张三/文`, `□张三`."""
    match = TASKED.match(line)
    names = split_names(match["names"] or match["marked"]) if match else []
    return names if all(map(is_name, names)) else []


def _closing(end: str) -> list[str]:
    matches = list(BRACKETED.finditer(end))
    if matches and len(end) - matches[-1].end() < 12:
        return _people(matches[-1]["names"])
    desked = DESKED.search(end)
    if desked and len(end) - desked.end() < 3 and all(map(is_name, desked["names"].split())):
        return desked["names"].split()
    for pattern in (INTRODUCED, CLOSE, SIGNED):
        match = pattern.search(end)
        if match and not EDITING.search(REPORTING.sub("", match["names"])):
            names = split_names(JOBS.sub(" ", match["names"]))
            if names and all(is_name(name) or "·" in name for name in names):
                return names
    return _task(end) or roles.people(end) if len(end) <= SHORT else []
