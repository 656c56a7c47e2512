"""Who wrote a report, where it comes from and who edited it, from the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.article import dates
from pipelines.article.labels import LABEL, plain
from pipelines.article.lines import Line
from pipelines.article.names import split_names

OUTLET = re.compile(
    r"(?:日报|晚报|早报|时报|商报|都市报|晨报|快报|周报|导报|信报|新报|公报|报道|报社|法制报|青年报|经济报|[网網]|社|台|电视|广播|新闻|新聞|周刊|杂志|"
    r"在线|频道|财经|科技|体育|娱乐|传媒|客户端|发布|融媒体?|局|委|办公室|政府|中心|报|報|論壇|之星|观察|視窗|视窗|通讯|頭條|头条|热线|资讯|研究院|科学人|微信公众号|公众号|号)"
    r"(?:[A-Za-z\d]*)$"
)
NOT_ORIGIN = re.compile(
    r"^(?:[\W\d_]*$|评论|我要|打印|收藏|字[号体]|大|中|小|分享|点击|浏览|阅读|订阅|纠错|关闭|复制|手机|网友|参与|查看|发表|转发|返回|首页|正文|无|未知|不详|佚名|暂无|null|none|"
    r"扫|微信|微博|QQ|T\b|RSS|进入|推荐|投稿|繁体|简体|来源|次|人|条|讨论|\d)",
    re.I,
)
EDGES = " \t:,，。;；、|/·-—_>»“”\"'《》"
BRACKETS = str.maketrans("", "", "【】[]〔〕")
STOP = re.compile(
    r"[|【】\[\]>»<]|\t| {2,}|[(](?=\d|大|字)|(?:\s|^)(?=[\d,]+\s*(?:次|人|条|阅读|评论))|(?=我要|查看评论|发表评论|分享到)"
)
CLOSED = re.compile(r"[)(]")


@dataclass(slots=True)
class Credits:
    """What the labels around an article say."""

    origin: str | None = None
    byline: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()
    labelled: list[tuple[str, str]] = field(default_factory=list)


def read_labels(lines: Iterable[Line]) -> list[tuple[str, str]]:
    """(label kind, value) in reading order; a label alone takes the line after it."""
    found: list[tuple[str, str]] = []
    waiting = ""
    for line in lines:
        flat = line.flat
        matches = list(LABEL.finditer(flat))
        if waiting:
            if not (matches and matches[0].start() == 0) and len(flat) <= 40:
                end = matches[0].start() if matches else len(flat)
                found.append((waiting, flat[:end]))
            waiting = ""
        for n, match in enumerate(matches):
            end = matches[n + 1].start() if n + 1 < len(matches) else len(flat)
            kind = match.lastgroup or "other"
            value = flat[match.end() : end]
            if not value.strip(EDGES + "[]()【】"):
                waiting = kind if n + 1 == len(matches) else ""
                continue
            found.append((kind, value))
    return found


def labels_in(text: str) -> list[tuple[str, str]]:
    """(label kind, value) pairs of one text."""
    line = Line(text, 0, 0, 0, False, 0, False, False, False, plain(text.replace("\u3000", "\t")))
    return read_labels([line])


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


def bare_origin(lines: Iterable[Line]) -> str | None:
    """An outlet's name that stands without a label beside the time."""
    for line in lines:
        moment = dates.search(line.flat)
        if moment is None or len(line.flat) > 120:
            continue
        behind = line.flat[moment.end :]
        label = LABEL.search(behind)
        if label:
            behind = behind[: label.start()]
        before = line.flat[: moment.start]
        label = LABEL.search(before)
        if label:
            before = before[: label.start()]
        for side in (behind, before):
            for word in re.split(r"[\s|]+", side):
                word = word.strip(EDGES + "()[]【】")
                if 2 <= len(word) <= 20 and not NOT_ORIGIN.match(word) and OUTLET.search(word):
                    return word
    return None


def read_head(lines: list[Line]) -> Credits:
    """Origin, authors and editors from the lines between headline and text."""
    labelled = read_labels(lines)
    credits = Credits(labelled=labelled)
    authors: list[str] = []
    editors: list[str] = []
    for kind, value in labelled:
        if kind == "origin" and credits.origin is None:
            credits.origin = origin_of(value)
        elif kind == "author":
            authors += [name for name in split_names(value) if name not in authors]
        elif kind == "editor":
            editors += [name for name in split_names(value, strict=False) if name not in editors]
    if credits.origin is None:
        credits.origin = bare_origin(lines)
    credits.byline, credits.editor = tuple(authors), tuple(editors)
    return credits


def read_tail(lines: list[Line]) -> Credits:
    """Origin, authors and editors that stand below the text."""
    near = [line for line in lines if len(line.flat) <= 80 and line.links <= 0.7 * len(line.text)]
    credits = Credits(labelled=read_labels(near))
    authors: list[str] = []
    editors: list[str] = []
    for kind, value in credits.labelled:
        if kind == "origin" and credits.origin is None:
            credits.origin = origin_of(value)
        elif kind == "author" and not authors:
            authors = split_names(value)
        elif kind == "editor":
            editors += [name for name in split_names(value, strict=False) if name not in editors]
    credits.byline, credits.editor = tuple(authors), tuple(editors)
    return credits
