"""Who wrote a report, by names without a label under its headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.article import dates, roles
from pipelines.article.bare_origin import marked
from pipelines.article.labels import LABEL, unlabelled
from pipelines.article.lines import Line
from pipelines.article.names import is_name, is_plain_name, is_word, pen_name, split_names
from pipelines.article.outlets import EDGES, OUTLET, bare_name, joined, word_of

TRAIL = re.compile(r"[>»›→]")  # between the crumbs of a trail
SECOND = re.compile(r"\s(?:通讯员|通訊員|实习生|實習生)[ \t:]")
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
DESK = re.compile(r"(?:記者|记者)\s*(?P<names>[\u4e00-\u9fff、]{2,12}?)\s*[/╱∕]")
OWN = re.compile(r"原创\s+(\S{2,10})\s")  # an account's page names the writer behind this word
LONGEST = 200  # characters of a line that may
MOST_WORDS = 4  # of an outlet and names behind it


def by_role(lines: Sequence[Line]) -> list[str]:
    """People whom lines under the headline name with their roles, or alone behind the time."""
    found: list[str] = []
    for line in lines:
        moment = dates.search(line.flat)
        if len(line.flat) <= 60 and roles.ROLE.match(line.flat):
            found += roles.people(line.flat[: moment.start] if moment else line.flat)
        words = unlabelled(line.flat[moment.end :]).split() if moment and moment.time else []
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


def before_role(lines: Sequence[Line]) -> list[str]:
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


def names_alone(lines: Sequence[Line]) -> list[str]:
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


def unlabelled_author(lines: Sequence[Line]) -> list[str]:
    """Names in elements that say so by their class, or bare names beside an outlet's."""
    names: list[str] = []
    outlets = set(marked(lines, "origin"))
    for text in marked(lines, "author"):
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
        label = LABEL.search(line.flat)
        text = line.flat[: label.start()] if label else line.flat
        words = [word_of(word) for word in re.split(r"[\s,、]+", text)]
        if len(text) > 80 or (label and label.lastgroup != "other") or TRAIL.search(text):
            continue
        if dates.search(text) is None and not 2 <= len(words) <= 4:
            continue
        beside = any(OUTLET.search(word) or word in outlets for word in words if word)
        if beside and any(map(bare_name, words)):  # then a rare name is believed too
            return [w for w in words if bare_name(w) or is_plain_name(w, rare=True)][:2]
    return []
