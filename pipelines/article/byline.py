"""Authors credited in the text itself, at its start or its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.article.labels import plain
from pipelines.article.names import is_name, split_names

ROLE = (
    r"(?:(?:本报|本刊|本网|本台|特派|特约|首席|见习|实习|全媒体|融媒体?|新华社|中新社|人民网|中央社|本報|特約|[\u4e00-\u9fff]{2,4}(?:日报|晚报|网))?\s*"
    r"(?:记者|通讯员|实习生|记\s者|記者|通訊員))"
)
# (记者 张三 李四), 〔記者王五/台北報導〕, 【通讯员 …】
BRACKETED = re.compile(
    rf"[(\[【〔][^()\[\]【】〔〕]{{0,14}}?{ROLE}[\s:]*(?P<names>[^()\[\]【】〔〕]{{2,60}})[)\]】〕]"
)
# 本报讯 记者张三 报道 / 本报记者 张三 at the start or end
OPEN = re.compile(
    rf"^(?:[^。,]{{0,24}}?)(?:{ROLE})[\s:]*(?P<names>[^。,()]{{2,24}}?)\s*(?:报道|报导|報導|發自|发自|摄影报道|文/图|(?=\s)|$)"
)
WIRE = re.compile(r"(?:电|讯)\s*\((?P<names>[^()]{2,30})\)")
CLOSE = re.compile(
    rf"(?:^|[。!?”\"])\s*[(【\[]?\s*(?:{ROLE}|作者|文|撰文|供稿|采写)[\s:/]*(?P<names>[^()。\[\]【】]{{2,40}}?)\s*[)】\]]?\s*$"
)
SIGNED = re.compile(r"[(](?P<names>[^()]{2,20})[)]$")


def in_text(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The names credited at the start, else at the end of the text; empty when there are none."""
    if not paragraphs:
        return ()
    for text in paragraphs[:2]:
        names = _opening(plain(text)[:160])
        if names:
            return tuple(names)
    for text in reversed(paragraphs[-3:]):
        names = _closing(plain(text)[-120:])
        if names:
            return tuple(names)
    return ()


def _opening(start: str) -> list[str]:
    match = BRACKETED.search(start)
    if match and match.start() < 40:
        names = split_names(re.split(r"[/](?!\s*通)|\s(?=\d)", match["names"])[0])
        if names:
            return names
    match = WIRE.search(start[:50])
    if match:
        names = [name for name in split_names(match["names"]) if is_name(name)]
        if names:
            return names
    match = OPEN.match(start[:60])
    if match:
        return [name for name in split_names(match["names"]) if is_name(name)]
    return []


def _closing(end: str) -> list[str]:
    matches = list(BRACKETED.finditer(end))
    if matches and len(end) - matches[-1].end() < 12:
        return split_names(matches[-1]["names"])
    match = CLOSE.search(end)
    if match:
        names = [name for name in split_names(match["names"]) if is_name(name) or "·" in name]
        return names
    return []
