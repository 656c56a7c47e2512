"""Where a report comes from, who wrote and who edited it, from the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.article import dates, roles
from pipelines.article.labels import BAR, BARRED, BRACKETED, LABEL, TAIL, TOOLS
from pipelines.article.lines import Line, flat
from pipelines.article.marks import is_notice
from pipelines.article.names import is_name, is_plain_name, is_word, pen_name, split_names
from pipelines.article.outlets import (
    EDGES,
    OUTLET,
    PRESS,
    VALUE,
    bare_name,
    joined,
    origin_of,
    word_of,
)

TAKEN_FROM = re.compile(
    r"^(?:摘自|转自|转载自|来自|来源于|本文来自|文章来自)\s*[《“\"]?(\S{2,20}?)[》”\"]?$"
)
# 记者蔺泽华 beside a source, without a colon.
BARE_ROLE = re.compile(
    r"(?:本文|文章)?(?:来源于|來源於|摘自|转自|转载自)(?=\s*[《“\"\u4e00-\u9fffA-Z0-9])"
    r"|(?:^|(?<=[\s|]))来源[ \t]+(?=[\u4e00-\u9fff《])|(?:^|(?<=[\s|"
    r"()】〔【]))(?:\S{0,4}(?:记者|通讯员|记 者|通訊員|記者)|作者(?!简介|介绍|单位|声明))[ "
    r"\t]*(?=[\u4e00-\u9fff·]{2,4}(?:[\s、,/|╱)]|$)(?!\s*[摄攝图圖]))"
    r"|(?:^|(?<=[\s|]))作者[ \t]+(?=[A-Za-z])"
    # 编辑 张三 校对 李四
    r"|(?:^|(?<=[\s|()】]))(?:责任编辑|编辑|责编|校对)[ \t]+(?=[\u4e00-\u9fff]{2,4}(?:[\s、,|)]|$))"
)
TRAIL = re.compile(r"[>»›→]")  # between the crumbs of a trail
SECOND = re.compile(r"\s(?:通讯员|通訊員|实习生|實習生)[ \t:]")
BY = re.compile(r"(?:^|(?<=\s))[Bb]y[ :]+(?=[A-Z][a-z])")
# 2012-01-17 定江日报 张三 文/图
TASK = re.compile(
    r"(?:^|\s)([\u4e00-\u9fff·、 ]{2,20}?)\s*/?\s*(?:文/图|图/文|文图|图文|摄影报道)$"
)
POSTED = re.compile(
    r"(?:\s+(?:发[表布]|發[表佈布]|上传)于?|\s*(?:发[表布]|撰写|写)于)[\s:]*$"
)  # 张三 发表于 2012-01-17
# 张三/文 2012-01-17
WRITTEN = re.compile(
    r"(?:^|(?<=[\s|]))([\u4e00-\u9fff·、 ]{2,20}?)\s*[/╱]\s*(?:文字?|撰文|图文|采写)(?=[\s|]|$)"
)
APART = re.compile(r"[\s|丨\[【(]+|[/╱](?=\S{0,4}[记記]者)")
DESK = re.compile(r"(?:記者|记者)\s*(?P<names>[\u4e00-\u9fff、]{2,12}?)\s*[/╱∕]")
OWN = re.compile(r"原创\s+(\S{2,10})\s")  # an account's page names the writer behind this word
ACCOUNT = re.compile(r"发布[ \t]+[时日]")
AGO = re.compile(r"(?<!\d)\d{1,2} ?(?:天|小时|分钟|小時|分鐘)前|(?<=\s)(?:刚刚|昨天|前天)(?=\s|$)")
WIDGET = re.compile(r"今[天日]是|天气|农历")  # what stands beside a day at the top of a site
ALONE = 12  # characters of a name that stands by itself
FOOT = 12  # visible lines behind the text that may credit somebody
MOST_WORDS = 4  # of an outlet and names behind it
LONGEST = 200  # characters of a line that may


@dataclass(frozen=True, slots=True)
class Credits:
    """What stands around an article about its making. signed are authors credited at its foot
    only."""

    origin: str | None
    byline: tuple[str, ...]
    signed: tuple[str, ...]
    editor: tuple[str, ...]


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
        text = BY.sub("作者:", text)
        if "】" in text or "]" in text:
            text = BRACKETED.sub(r"\g<label>:", text)
        if BAR.search(text):
            text = BARRED.sub(lambda match: match[0][:-1] + ":", text)
        text = BARE_ROLE.sub(lambda match: match[0].rstrip() + ":", text)
        matches = list(LABEL.finditer(text)) if ":" in text or "/" in text else []
        if waiting:
            if not (matches and matches[0].start() == 0) and len(text) <= 40:
                end = matches[0].start() if matches else len(text)
                found.append(Labelled(*waiting, text[:end]))
            waiting = None
        for n, match in enumerate(matches):
            end = matches[n + 1].start() if n + 1 < len(matches) else len(text)
            kind, value = match.lastgroup or "other", text[match.end() : end]
            if ACCOUNT.match(text, end) and value[-1:].isalnum():
                value += "发布"  # 云州发布 时间: is an account and a label
            if not value.strip(EDGES + "[]()【】"):
                waiting = (kind, match[0]) if n + 1 == len(matches) else None
                continue
            found.append(Labelled(kind, match[0], value))
    return found


def labels_in(text: str) -> list[tuple[str, str]]:
    """(label kind, value) pairs of one text."""
    return [(found.kind, found.value) for found in read_labels([flat(text)])]


def _bare_origin(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """An outlet's name that stands without a label beside the time or on a line of its own; and
    a word beside the time that may be one."""
    spare: str | None = None
    for line in lines:
        text = line.flat
        taken = TAKEN_FROM.match(text)
        if taken:
            return origin_of(taken[1]), None
        shown = dates.search(text) or AGO.search(text)
        if shown is None or len(text) > 120 or WIDGET.search(text):
            continue
        start, end = shown.span() if isinstance(shown, re.Match) else (shown.start, shown.end)
        for side in (_unlabelled(text[end:]), _unlabelled(text[:start])):
            if side.lstrip().startswith(">"):
                continue  # a channel
            words = [word for word in map(word_of, APART.split(side)) if word]
            words = [word for word in words if not (TOOLS.match(word) or is_word(word))]
            outlets = [word for word in words if OUTLET.search(word)]
            outlet = next((word for word in outlets if PRESS.search(word)), None)
            outlet = outlet or next(iter(outlets), None)
            if outlet:
                return outlet, None
            if words and spare is None and not is_name(words[0]) and len(words[0]) <= 12:
                spare = words[0]
    return _alone(lines), spare


def _next_to_date(lines: Sequence[Line]) -> str | None:
    """A few characters by themselves on the line below or above a date with a clock."""
    for n, line in enumerate(lines):
        moment = dates.search(line.flat)
        if moment is None or len(line.flat) > len(moment.raw) + 12:
            continue
        for other in (*lines[n + 1 : n + 2], *lines[max(0, n - 1) : n]):
            text = other.flat
            plain = len(text) <= ALONE and not (
                0 < other.heading < 5 or re.search("[ :>。，,?!]", text)
            )
            word = word_of(text) if plain and not (TOOLS.match(text) or is_word(text)) else ""
            if word and not is_name(word) and not VALUE.search(word):
                return word
    return None


def is_outlet(line: Line) -> bool:
    """Whether a line is nothing but an outlet's name."""
    return _alone([line]) is not None


def _alone(lines: Sequence[Line]) -> str | None:
    for line in lines:
        text = line.flat
        if len(text) > 16 or re.search("[ :]", text) or 0 < line.heading < 5 or LABEL.search(text):
            continue
        word = "" if TOOLS.match(text) else word_of(text)
        if word and OUTLET.search(word):
            return word
    return None


def _unlabelled(text: str) -> str:
    label = LABEL.search(BARE_ROLE.sub(lambda match: match[0] + ":", text))
    return text[: label.start()] if label else text


def _marked(lines: Iterable[Line], kind: str) -> list[str]:
    """Texts of elements whose class says what they hold, where they carry no label."""
    texts = [text for line in lines for mark, text in line.marks if mark == kind]
    return [text for text in texts if not LABEL.search(text)]


def _authors(labelled: Iterable[Labelled]) -> list[str]:
    names: list[str] = []
    for found in labelled:
        if found.kind != "author":
            continue
        moment = dates.search(found.value)
        value = found.value[: moment.start] if moment else found.value
        people = split_names(value)
        if not people and ("作" in found.label or "投稿" in found.label):
            people = pen_name(value)
        names += [name for name in people if name not in names]
    return names


def _behind_outlet(labelled: Iterable[Labelled]) -> list[str]:
    """Names behind the outlet in one label's value that are set as print sets those of two
    characters: `来源：江岸日报 张 三`. Others there may be the editor's."""
    for found in labelled:
        value = joined(found.value) if found.kind == "origin" else ""
        words = value.split() if value != found.value else []
        named = 2 <= len(words) <= MOST_WORDS and PRESS.search(words[0])
        if named and all(map(bare_name, words[1:])):
            return words[1:]
    return []


def _editors(labelled: Iterable[Labelled]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for found in labelled:
        if found.kind == "editor":
            names.update(dict.fromkeys(split_names(found.value, strict=False)))
    return tuple(names)


def _origin(labelled: Iterable[Labelled]) -> str | None:
    named = [found for found in labelled if found.kind == "origin"]
    named.sort(key=lambda found: "发布" in found.label or "發" in found.label)  # who put it there
    values = (origin_of(found.value) for found in named)
    return next((value for value in values if value), None)


def read(
    head: Sequence[Line], above: Sequence[Line], within: Sequence[str], below: Sequence[Line]
) -> Credits:
    """What the lines say between headline and text, above the headline, in credit lines of the
    text, and below it; the head counts most."""
    near = [line for line in head if len(line.flat) <= LONGEST]
    high = [line for line in above if len(line.flat) <= LONGEST]
    top = read_labels([*(line.flat for line in near), "", *(line.flat for line in high)])
    foot = _foot(below)
    inner = read_labels(within)
    low = inner + read_labels(line.flat for line in foot)
    both = [*near, *high]
    outlet, spare = _bare_origin(both)
    origin = (
        _origin(top)
        or next((o for text in _marked(both, "origin") if (o := origin_of(text))), None)
        or _origin(low)
        or outlet
        or spare
        or _next_to_date(near)
    )
    names, people = _authors(top), _by_role(near)
    if set(names) < set(people):
        names = people
    if names:
        names = list(dict.fromkeys([*_before_role(near), *names]))
    names = names or _unlabelled_author(both) or _names_alone(near) or _behind_outlet(top)
    if origin:  # where it sits: 江湾快讯 2012-01-17 10:33 江湾
        names = [name for name in names if len(name) > 2 or not origin.startswith(name)]
    signed = _authors(inner + read_labels(line.flat for line in _until_box(foot)))
    return Credits(
        None if origin in names else origin, tuple(names), tuple(signed), _editors([*top, *low])
    )


def _foot(below: Sequence[Line]) -> list[Line]:
    return [
        line
        for line in below[:FOOT]
        if len(line.flat) <= 90 and line.links <= 0.7 * len(line.text) and not is_notice(line)
    ]


def _until_box(lines: Sequence[Line]) -> list[Line]:
    """Lines before those that speak of other articles and of readers."""
    for n, line in enumerate(lines):
        if TAIL.match(line.flat) and not LABEL.search(line.flat):
            return list(lines[:n])
    return list(lines)


def _by_role(lines: Sequence[Line]) -> list[str]:
    """People whom lines under the headline name with their roles, or alone behind the time."""
    found: list[str] = []
    for line in lines:
        moment = dates.search(line.flat)
        if len(line.flat) <= 60 and roles.ROLE.match(line.flat):
            found += roles.people(line.flat[: moment.start] if moment else line.flat)
        words = _unlabelled(line.flat[moment.end :]).split() if moment and moment.time else []
        before = line.flat[: moment.start].strip(EDGES) if moment else ""
        posted = POSTED.search(before)
        before = before[: posted.start()] if posted else before if moment and moment.time else ""
        label = LABEL.search(line.flat) if moment and len(line.flat) <= LONGEST / 2 else None
        ahead = line.flat[: label.start()].split() if label else []
        if len(words) == 1 and is_plain_name(words[0]):
            found += words
        elif ahead and len(ahead) <= MOST_WORDS and all(map(_stands_bare, ahead)):
            found += ahead
        elif before and all(map(_is_person if posted else is_plain_name, before.split())):
            found += before.split()
        elif apart := _set_apart(before):
            found += apart
        elif len(line.flat) <= 80 and (written := WRITTEN.search(line.flat)):
            found += [name for name in split_names(written[1]) if _is_person(name)]
        elif len(line.flat) <= 80 and (task := TASK.search(line.flat)):
            found += [name for name in split_names(task[1]) if bare_name(name)]
    return list(dict.fromkeys(found))


def _set_apart(text: str) -> list[str]:
    """Names of two characters with a blank between them, as print sets them to the width of
    three: `姜 燕`. No other word is printed so, hence they need no role."""
    words = joined(f" {text}").split()
    spaced = len(words) < len(text.split())
    return words if spaced and all(bare_name(word) and split_names(word) for word in words) else []


def _stands_bare(word: str) -> bool:
    return bare_name(word) or is_plain_name(word, rare=True)


def _is_person(word: str) -> bool:
    """Whether a word is a name where its place says that it is one."""
    return is_name(word) and not (is_word(word) or OUTLET.search(word))


def _before_role(lines: Sequence[Line]) -> list[str]:
    """Names without a role right before the first role of their line: `张三 通讯员 李四`."""
    for line in lines:
        role = SECOND.search(line.flat) if len(line.flat) <= LONGEST / 2 else None
        words = line.flat[: role.start()].split() if role else []
        found: list[str] = []
        while words and bare_name(words[-1]):
            found.insert(0, words.pop())
        if found and words and not any(LABEL.search(word) for word in words[-1:]):
            return found
    return []


def _names_alone(lines: Sequence[Line]) -> list[str]:
    """A line under the headline that holds nothing but names, as print editions have it; beside
    the time a rare name is believed too."""
    for n, line in enumerate(lines):
        words = line.flat.split()
        if len(line.flat) > 16 or not words:
            continue
        around = lines[max(0, n - 1) : n + 2]
        timed = any((moment := dates.search(one.flat)) and moment.time for one in around)
        if all(is_plain_name(word, rare=timed) for word in words):
            return words
        if len(words) > 1 and all(map(bare_name, words)):
            return words
    return []


def _unlabelled_author(lines: Sequence[Line]) -> list[str]:
    """Names in elements that say so by their class, or bare names beside an outlet's."""
    names: list[str] = []
    outlets = set(_marked(lines, "origin"))
    for text in _marked(lines, "author"):
        names += [name for name in split_names(text) if is_name(name) and name not in names]
    if names:
        return names
    for line in lines:
        own = OWN.match(line.flat)
        if own and any(kind == "origin" for kind, _ in line.marks) and own[1] not in outlets:
            return pen_name(own[1])
        desk = DESK.search(line.flat)
        if desk:
            return [name for name in split_names(desk["names"]) if is_name(name)]
        words = [word_of(word) for word in re.split(r"[\s,、]+", line.flat)]
        if len(line.flat) > 80 or LABEL.search(line.flat) or TRAIL.search(line.flat):
            continue
        if dates.search(line.flat) is None and not 2 <= len(words) <= 4:
            continue
        beside = any(OUTLET.search(word) or word in outlets for word in words if word)
        if beside and any(map(bare_name, words)):  # then a rare name is believed too
            return [w for w in words if bare_name(w) or is_plain_name(w, rare=True)][:2]
    return []
