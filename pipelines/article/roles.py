"""Credits that name a role and people by turns: `本报记者 张三 李四 通讯员 王五 摄影报道`."""

from __future__ import annotations

import re

from pipelines.article.names import PLACES, SINGLE, is_name, is_plain_name, is_word, split_names

_WHO = r"记者|通讯员|实习生|特派员|评论员|撰稿人|記者|通訊員|特派員|評論員|實習生"
_TASK = r"文[字图]?|图文|文、图|图、文|文/图|图/文|撰文|撰稿|采写|供稿|作者"
_REPORT = r"报道|報道|报导|報導"
_NO_AUTHOR = (
    r"摄影记者?|[图圖]片?|[摄攝]影?|制图|漫画|视频|[\u4e00-\u9fff]{0,2}编辑|[責责][编編]|校对|审核"
)
SPACED = re.compile(r"(?<=[记通讯本])[ \t]+(?=[者讯员报])")
# What a report may begin with before it names anybody: a dateline, a topic, a mark.
BEFORE = re.compile(
    r"\W{0,3}(?:[^。,!?()]{2,30}?(?:讯|訊|电|電|报道|消息)[】\])]?[\s:]+(?:题[:][^。,()]{2,30}?\s+)?)?"
)
ROLE = re.compile(
    rf"\W{{0,3}}(?:[^\s。,!?():、/|]{{0,14}}?(?:{_WHO})|(?:本[版文])?(?:{_TASK})(?=\s*[:/|丨]))\s*[:/|丨]?\s*"
)
OTHER = re.compile(rf"\W{{0,3}}(?:{_NO_AUTHOR})\s*[:/|丨\s]\s*")
WORD = re.compile(
    rf"[\s、,;]*(?P<word>[\u3400-\u9fff·]{{1,12}}?)(?=[\s、,;:/)）】〗《\]]|$|(?:本[报網网]|实习|见习|特约|首席)?(?:{_WHO})"
    rf"|\d{{1,2}}月|(?:{PLACES})?(?:\d+日)?(?:摄影)?(?:{_REPORT})|采写|发自|發自|文/|图/)"
)
REPORT = re.compile(_REPORT)
SENDER = re.compile(r"通[讯訊][员員]\W*$")
MARK = re.compile(r"[□■◎●◆▲○☆★⊙]\s*(?=[\u4e00-\u9fff]{3}(?:\s|$))")
TAKEN = re.compile(r"\s*[/╱]?\s*[摄攝]影?(?=[^\w\s]|\s*$)(?!\s*[:/|丨])")
GLUED = 6  # characters of names without a separator
WRITING = re.compile(r"(?:文|图|摄|文图|图文|摄影|整理)$")


def people(text: str) -> list[str]:
    """The people whom a text begins by crediting, in their order; empty when it does not."""
    text = SPACED.sub("", text)
    before = BEFORE.match(text)
    for at in dict.fromkeys((0, before.end() if before else 0)):
        names = _walk(text, at)
        if names:
            return names
    mark = MARK.match(text)
    names = _walk(text, mark.end(), author=True) if mark else []
    return names if names and is_plain_name(names[0]) else []


def _walk(text: str, at: int, *, author: bool | None = None) -> list[str]:
    found: list[str] = []
    sender = False
    turned = False  # right behind a role, where a name is likelier than the next role
    while True:
        names, end = _name(text, at, found, pen=sender) if turned else ([], at)
        if not names:
            role = ROLE.match(text, at)
            other = None if role else OTHER.match(text, at)
            turn = role or other
            if turn:
                author = role is not None and not (turned and author is False)
                sender = role is not None and SENDER.search(role[0]) is not None
                at, turned = turn.end(), True
                continue
            names, end = ([], at) if author is None or turned else _name(text, at, found)
        if not names:
            return found
        at, turned = end, False
        if TAKEN.match(text, end):
            continue  # who took the picture
        found += [one for one in names if author and one not in found]


def _name(text: str, at: int, found: list[str], *, pen: bool = False) -> tuple[list[str], int]:
    """The names that stand there and where they end; a name's two characters may stand apart. pen
    takes the three characters under which an office sends its reports, such as 穗公宣."""
    word = WORD.match(text, at)
    if word is None:
        return [], at
    own, end = word["word"], word.end()
    if text[end : end + 1] == ":":
        return [], at  # the next label
    if len(own) == 1:
        after = WORD.match(text, end)
        if after is None or len(after["word"]) > (2 if own in SINGLE else 1):
            return [], end
        own, end = own + after["word"], after.end()
    if is_word(own) or WRITING.fullmatch(own):
        return [], end
    if len(own) == 2 and found and text[at : at + 1].isspace() and REPORT.match(text, end):
        return [], end  # where they report from
    names = split_names(own)
    if len(names) > 1 and (
        len(own) > GLUED or not (len(own) == 4 or any(map(is_plain_name, names)))
    ):
        return [], end  # words of a sentence may begin with surnames too
    alone = text[at - 1 : at] in (" ", ":") and not text[end:].strip() and len(own) in (2, 3)
    alone = alone or (pen and len(own) == 3)
    return (names if names and (alone or all(map(is_name, names))) else []), end
