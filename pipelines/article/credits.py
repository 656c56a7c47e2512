"""Where a report comes from, who wrote and who edited it, from the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.article import dates
from pipelines.article.labels import LABEL, TAIL, TOOLS
from pipelines.article.lines import Line, flat
from pipelines.article.names import is_name, pen_name, split_names

OUTLET = re.compile(
    r"(?:报|報|网|網|社|台|臺|电视|广播|新闻|新聞|周刊|週刊|杂志|雜誌|月刊|在线|线上|频道|頻道|财经|科技|传媒|客户端|发布|融媒体?|"
    r"[厅局委办署部院]|办公室|政府|中心|論壇|论坛|观察|視窗|视窗|通讯|頭條|头条|热线|资讯|资讯网|公众号|微信|微博|"
    r"原创|协会|学会|集团|公司|大学|快讯|之家|家园|日记|号|[A-Za-z]{3,}\d*|\.com|\.cn)$"
)
NOT_ORIGIN = re.compile(
    r"^(?:[\W\d_]*|[大中小无無人次条个赞]|未知|不详|佚名|暂无|null|none|正文|首页|手机|[A-Z]?\d+版?|编辑|责编|作者|来源)$"
    r"|^(?:评论|我要|打印|收藏|字[号体]|分享|点击|浏览|阅读|订阅|纠错|关闭|复制|网友|参与|查看|发表|转发|返回|扫|进入|推荐|投稿|繁体|简体|讨论|"
    r"已有|共有|星期|周[一二三四五六日]|今[天日]|当前|您|更新|发布时间|https?:|视频|听|\d+[次人条]|T\b|RSS$)",
    re.I,
)
EDGES = " \t:,，。;；、|/·-—_>»“”\"'《》•"
BRACKETS = str.maketrans("", "", "【】[]〔〕")
STOP = re.compile(
    r"[|丨【】\[\]>»<]|\t| {2,}|[(](?=\d|大|字|[A-Za-z]*http)|(?:\s|^)(?=[\d,]+\s*(?:次|人|条|阅读|评论))|(?=我要|查看评论|发表评论|分享到)"
    r"|\s(?=(?:编辑|责编|责任编辑|点击|浏览|阅读|评论|字号|打印|收藏)(?:\W|$))"
)
TAKEN_FROM = re.compile(
    r"^(?:摘自|转自|转载自|来自|来源于|本文来自|文章来自)\s*[《“\"]?(\S{2,20}?)[》”\"]?$"
)
# 记者蔺泽华 beside a source, without a colon.
BARE_ROLE = re.compile(
    r"(?:本文|文章)?(?:来源于|來源於|摘自|转自|转载自)(?=\s*[《“\"\u4e00-\u9fff])|(?:^|(?<=[\s|)】]))(?:\S{0,4}(?:记者|通讯员|记 者|通訊員|記者)|作者)[ ]?(?=[\u4e00-\u9fff·]{2,4}(?:[\s、,/|]|$))"
)
TAIL_LINES = 7  # visible lines behind the text that may credit somebody


@dataclass(frozen=True, slots=True)
class Credits:
    """What stands around an article about its making."""

    origin: str | None = None
    byline: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label's kind, its own words and what follows it up to the next label."""

    kind: str
    label: str
    value: str


def read_labels(texts: Iterable[str]) -> list[Labelled]:
    """The labels in reading order; a label alone takes the text after it."""
    found: list[Labelled] = []
    waiting: tuple[str, str] | None = None
    for text in texts:
        text = BARE_ROLE.sub(lambda match: match[0].rstrip() + ":", text)
        matches = list(LABEL.finditer(text))
        if waiting:
            if not (matches and matches[0].start() == 0) and len(text) <= 40:
                end = matches[0].start() if matches else len(text)
                found.append(Labelled(*waiting, text[:end]))
            waiting = None
        for n, match in enumerate(matches):
            end = matches[n + 1].start() if n + 1 < len(matches) else len(text)
            kind, value = match.lastgroup or "other", text[match.end() : end]
            if not value.strip(EDGES + "[]()【】"):
                waiting = (kind, match[0]) if n + 1 == len(matches) else None
                continue
            found.append(Labelled(kind, match[0], value))
    return found


def labels_in(text: str) -> list[tuple[str, str]]:
    """(label kind, value) pairs of one text."""
    return [(found.kind, found.value) for found in read_labels([flat(text)])]


def origin_of(value: str) -> str | None:
    """A label's value as the name of an outlet, or None."""
    value = value.lstrip(EDGES + "\t")
    moment = dates.search(value)
    if moment:
        value = value[: moment.start] if moment.start > 1 else value[moment.end :]
    value = value.strip(EDGES)
    cut = STOP.search(value)
    if cut and cut.start() > 0:
        value = value[: cut.start()]
    value = _balanced(value.translate(BRACKETS)).strip(EDGES)
    value = re.sub(r"^(?:https?://)?[\w.-]+/\S*$", "", value)
    if not value or len(value) > 40 or NOT_ORIGIN.match(value):
        return None
    return value


def _balanced(value: str) -> str:
    if value.count(")") > value.count("("):
        value = value.rstrip(")") if value.endswith(")") else value[: value.index(")")]
    if value.count("(") > value.count(")"):
        value = value[: value.rindex("(")]
    return value


def _bare_origin(lines: Sequence[Line]) -> str | None:
    """An outlet's name that stands without a label beside the time or on a line of its own."""
    spare: str | None = None
    for line in lines:
        text = line.flat
        taken = TAKEN_FROM.match(text)
        if taken:
            return origin_of(taken[1])
        moment = dates.search(text)
        if moment is None or len(text) > 120:
            continue
        for side in (_unlabelled(text[moment.end :]), _unlabelled(text[: moment.start])):
            words = [_word(word) for word in re.split(r"[\s|丨\[【(]+", side)]
            words = [word for word in words if word]
            outlet = next((word for word in words if OUTLET.search(word)), None)
            if outlet:
                return outlet
            if words and spare is None and not is_name(words[0]) and len(words[0]) <= 12:
                spare = words[0]
    return spare or next(
        (
            word
            for line in lines
            if len(line.flat) <= 16 and not TOOLS.match(line.flat) and not line.heading
            for word in [_word(line.flat)]
            if word and OUTLET.search(word) and not LABEL.search(line.flat) and " " not in word
        ),
        None,
    )


def _unlabelled(text: str) -> str:
    label = LABEL.search(BARE_ROLE.sub(lambda match: match[0] + ":", text))
    return text[: label.start()] if label else text


def _word(word: str) -> str:
    word = re.sub(r"(?:佚名|未知|匿名)$", "", word.strip(EDGES + "()[]【】"))
    fits = 2 <= len(word) <= 20 and not NOT_ORIGIN.match(word) and not word.isdigit()
    return word if fits and not re.fullmatch(r"[\W\d]*|(?:www\.|http).*", word) else ""


def _marked(lines: Iterable[Line], kind: str) -> list[str]:
    """Texts of elements whose class says what they hold, where they carry no label."""
    texts = [text for line in lines for mark, text in line.marks if mark == kind]
    return [text for text in texts if not LABEL.search(text)]


def _authors(labelled: Iterable[Labelled]) -> list[str]:
    names: list[str] = []
    for found in labelled:
        if found.kind != "author":
            continue
        people = split_names(found.value)
        if not people and ("作" in found.label or "投稿" in found.label):
            people = pen_name(found.value)
        names += [name for name in people if name not in names]
    return names


def _editors(labelled: Iterable[Labelled]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for found in labelled:
        if found.kind == "editor":
            names.update(dict.fromkeys(split_names(found.value, strict=False)))
    return tuple(names)


def _origin(labelled: Iterable[Labelled]) -> str | None:
    values = (origin_of(found.value) for found in labelled if found.kind == "origin")
    return next((value for value in values if value), None)


def read_head(lines: Sequence[Line]) -> Credits:
    """Origin, authors and editors from the lines between headline and text."""
    lines = [line for line in lines if len(line.flat) <= 200]
    labelled = read_labels(line.flat for line in lines)
    origin = _origin(labelled)
    if origin is None:
        origin = next((o for text in _marked(lines, "origin") if (o := origin_of(text))), None)
    names = _authors(labelled)
    if not names:
        for text in _marked(lines, "author"):
            names += [name for name in split_names(text) if is_name(name) and name not in names]
    if origin is None:
        origin = _bare_origin(lines)
    if origin is not None and origin in names:
        origin = None
    return Credits(origin, tuple(names), _editors(labelled))


def read_tail(within: Sequence[Line], behind: Sequence[Line]) -> Credits:
    """Origin, authors and editors that stand in lines of their own within the text or below it."""
    near = [*within]
    for line in behind[:TAIL_LINES]:
        if len(line.flat) > 90 or line.links > 0.7 * len(line.text):
            continue
        labelled = read_labels([line.flat])
        if TAIL.match(line.flat) and not labelled:
            break
        near.append(line)
    found = read_labels(line.flat for line in near)
    return Credits(_origin(found), tuple(_authors(found)), _editors(found))
