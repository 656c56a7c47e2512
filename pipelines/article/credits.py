"""Where a report comes from, who wrote and who edited it, from the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.article import dates, roles
from pipelines.article.bare_names import before_role, by_role, names_alone, unlabelled_author
from pipelines.article.bare_origin import (
    account_of,
    bare_origin,
    before_names,
    marked,
    next_to_date,
)
from pipelines.article.labels import BAR, BARE_ROLE, BARRED, BRACKETED, LABEL, TAIL
from pipelines.article.lines import Line
from pipelines.article.marks import is_notice
from pipelines.article.names import is_name, is_word, pen_name, split_names
from pipelines.article.outlets import (
    EDGES,
    PRESS,
    bare_name,
    joined,
    origin_of,
)
from pipelines.article.widths import flat

BY = re.compile(r"(?:^|(?<=\s))[Bb]y[ :]+(?=[A-Z][a-z])")
ACCOUNT = re.compile(r"发布[ \t]+[时日]")
GLUED = re.compile(r"[\u4e00-\u9fff]{2,3}(?![\u4e00-\u9fff·])")  # characters right behind a role
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
        text = BARE_ROLE.sub(_with_colon, text)
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


def _with_colon(role: re.Match[str]) -> str:
    """A role before a name as a label: not in 记者蹲点, which heads a column."""
    word = GLUED.match(role.string, role.end())
    if word and role[0][-1:] in "者員员" and not (is_name(word[0]) and not is_word(word[0])):
        return role[0]
    return role[0].rstrip() + ":"


def labels_in(text: str) -> list[tuple[str, str]]:
    """(label kind, value) pairs of one text."""
    return [(found.kind, found.value) for found in read_labels([flat(text)])]


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
    outlet, spare = bare_origin(both)
    origin = (
        _origin(top)
        or account_of(both)
        or next((o for text in marked(both, "origin") if (o := origin_of(text))), None)
        or _origin(low)
        or outlet
        or before_names(near)
        or spare
        or next_to_date(near)
    )
    names, people = _authors(top), by_role(near)
    if set(names) < set(people):
        names = people
    if names:
        names = list(dict.fromkeys([*before_role(near), *names]))
    names = names or unlabelled_author(both) or names_alone(near) or _behind_outlet(top)
    if origin:  # where it sits: 江湾快讯 2012-01-17 10:33 江湾
        names = [name for name in names if len(name) > 2 or not origin.startswith(name)]
    ending = _until_box(foot)
    signed = _authors(inner + read_labels(line.flat for line in ending)) or _by_role_alone(ending)
    return Credits(
        None if origin in names else origin, tuple(names), tuple(signed), _editors([*top, *low])
    )


def _by_role_alone(lines: Sequence[Line]) -> list[str]:
    """Names that a line behind the text gives with their roles: `江岸晚报首席记者 张三 文/图`."""
    for line in lines:
        names = roles.people(line.flat) if roles.ROLE.match(line.flat) else []
        if names:
            return names
    return []


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
