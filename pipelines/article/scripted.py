"""Articles that a page carries as data for its scripts: JSON of single-page apps, ld+json, and
markup kept in a text area."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

from pipelines.article import dates, literals
from pipelines.article.dates import CHINA
from pipelines.article.decoding import CONTROL
from pipelines.article.labels import key
from pipelines.article.tree import parse

BODY = re.compile(
    r"^(?:article_?)?(?:body|content|detail|text|html)(?:_?(?:html|text|detail|body|list|data))?$"
    r"|^(?:news|post|doc)_?(?:content|body|text)$",
    re.I,
)
TITLE = re.compile(r"^(?:(?:news|article|doc|post|share|list)_?)?(?:title|headline|name)$", re.I)
TIME = re.compile(
    r"^(?:date_?published|pub(?:lish|lished)?_?(?:time|date|at|on)?(?:_?str)?|news_?time|(?:create|issue|release|input|show|display)d?_?(?:time|date|at)|c_?time|time|date|original_?time)$",
    re.I,
)
ORIGIN = re.compile(
    r"^(?:source|origin|media|source_?(?:name|title)|media_?name|copy_?from|src_?from|come_?from|news_?source|content_?source|publisher|origin_?name)$",
    re.I,
)
AUTHOR = re.compile(
    r"^(?:(?:news|article|doc|content)_?)?(?:author|authors|author_?name|writer|reporter|byline)$",
    re.I,
)
FACTS = ("title", "time", "origin", "author")
MEANINGS = (
    *zip(FACTS, (TITLE, TIME, ORIGIN, AUTHOR), strict=True),
    ("text", BODY),
)
LONGEST_NAME = 40  # characters of a member's name; none that means anything has half of them
ASSIGNED = re.compile(r"[\w$\]\"']\s{0,3}=\s{0,3}(?=[{\[]\s{0,20}[\"{\[])")
WRITTEN_OUT = re.compile(r"[\w$\]\"'(]\s{0,3}[=:(]\s{0,3}(?=\{\s{0,20}['\"A-Za-z_$])")
QUOTED = re.compile(r"JSON\.parse\(\s*(?=\")")
HAN = re.compile(r"[\u4e00-\u9fff]")
LEAST = 40  # Chinese characters of a text
ALONE = 100  # the same of a text whose page does not name its headline
RIVAL = 0.5  # share of its length that another text beside such a one keeps below
MOST_SCRIPT = 2_000_000  # characters of one script that are looked at
MOST_TRIES = 40  # objects of a page that are looked at
MOST_LITERALS = 12  # the same of objects that are no JSON
ESCAPED = re.compile(r"\s*&(?:lt|quot|#34);")
TEXT_NAMED = re.compile(r"(?:content|body|text|html)[\"']?\s{0,3}:", re.I)
MOST_NODES, DEEPEST = 20_000, 14  # values that are walked over, and how far down
LONGEST_FACT = 160  # characters
SECONDS = (946_684_800, 4_102_444_800)  # from the year 2000 to 2100


@dataclass(frozen=True, slots=True)
class Carried:
    """What the data say, as they say it."""

    text: str
    title: str = ""
    time: str = ""
    origin: str = ""
    author: str = ""


def find(root: Any, named: str) -> Carried | None:
    """The text in the page's data that has the headline which the title element `named` tells, or
    the one that is by far the longest, with what stands beside it."""
    found = sorted(_carried(root), key=lambda one: -len(one.text))
    own = key(named)
    for one in found:
        title = key(one.title)
        if len(title) >= 4 and (title in own or (own and own in title)):
            return one
    if found and len(HAN.findall(found[0].text)) >= ALONE:
        first = found[0]
        others = [one for one in found if one.title != first.title and one.text != first.text]
        if first.title and all(len(one.text) < RIVAL * len(first.text) for one in others):
            return first
    return None


def facts_of(root: Any, title: str) -> dict[str, str]:
    """Time and origin of the object in the page's data that has this headline."""
    own = key(title)
    for data in _objects(root):
        for facts in _members(data):
            if own and key(facts.get("title", "")) == own and "time" in facts:
                return facts
    return {}


def _members(data: Any) -> Iterator[dict[str, str]]:
    stack = [data]
    for _ in range(MOST_NODES):
        if not stack:
            return
        value = stack.pop()
        if isinstance(value, dict):
            yield _facts(value)
            stack += [member for member in value.values() if isinstance(member, dict | list)]
        elif isinstance(value, list):
            stack += [member for member in value if isinstance(member, dict | list)]


def _carried(root: Any) -> Iterator[Carried]:
    known = False
    for data in _objects(root):
        for one in _texts(data):
            known = True
            yield one
    for data in _literals(root) if not known else ():
        yield from _texts(data)
    area = root.find(".//textarea[@class]")
    if area is not None:
        yield from _of_areas(root)


def page_of(carried: Carried, root: Any, named: str) -> Any:
    """A tree of a plain page that shows what the data say, with the page's own meta tags."""
    text = carried.text
    if "<" not in text:
        text = "".join(f"<p>{escape(row)}</p>" for row in text.splitlines())
    labels = (("发布时间", carried.time), ("来源", carried.origin), ("作者", carried.author))
    head = " ".join(f"<span>{name}：{escape(value)}</span>" for name, value in labels if value)
    title = escape(carried.title or named)
    page = (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div>{head}</div>"
        f"<div>{text}</div></body></html>"
    )
    made = parse(CONTROL.sub("", page))  # JSON can write what no page holds
    if made is not None:
        made.find("head").extend([deepcopy(element) for element in root.iter("meta")])
    return made


def _objects(root: Any) -> Iterator[Any]:
    """What the scripts hold or assign."""
    tries = 0
    for script in root.iter("script"):
        text = script.text or ""
        if not LEAST < len(text) <= MOST_SCRIPT or tries >= MOST_TRIES:
            continue
        if "json" in (script.get("type") or ""):
            tries += 1
            yield _decoded(text, len(text) - len(text.lstrip()))[0]
            continue
        at = 0
        while tries < MOST_TRIES and (match := ASSIGNED.search(text, at)):
            tries += 1
            found, at = _decoded(text, match.end())
            yield found
        quoted = QUOTED.search(text)
        if quoted:
            inner = _decoded(text, quoted.end())[0]
            yield _decoded(inner, 0)[0] if isinstance(inner, str) else None


def _literals(root: Any) -> Iterator[Any]:
    """What the scripts write out as literals that are no JSON, beside a text."""
    for script in root.iter("script"):
        text = script.text or ""
        if not LEAST < len(text) <= MOST_SCRIPT or not TEXT_NAMED.search(text):
            continue
        if (returned := literals.called(text)) is not None:
            yield returned
        at, tries = 0, 0
        while tries < MOST_LITERALS and (match := WRITTEN_OUT.search(text, at)):
            tries += 1
            found, at = literals.read(text, match.end())
            yield found


def _decoded(text: str, at: int) -> tuple[Any, int]:
    """The value that begins there and where it ends; None and the next place where none does."""
    reader = json.JSONDecoder(strict=False)
    try:
        return reader.raw_decode(text, at)
    except (ValueError, RecursionError):
        return literals.read(text, at) if "undefined" in text else (None, at + 1)


def _texts(data: Any) -> Iterator[Carried]:
    """Every object in the data that holds a text, with its own facts or those around it."""
    stack: list[tuple[Any, dict[str, str], int]] = [(data, {}, 0)]
    for _ in range(MOST_NODES):
        if not stack:
            return
        value, around, depth = stack.pop()
        if isinstance(value, dict):
            facts = {**around, **_facts(value)}
            text = max((_text(v) for k, v in value.items() if _is_body(k)), key=len, default="")
            if len(HAN.findall(text)) >= LEAST:
                for inner in value.values():
                    if isinstance(inner, dict):
                        facts = {**_facts(inner), **facts}
                yield Carried(text, **facts)
            if depth < DEEPEST:
                stack += [
                    (v, facts, depth + 1) for v in value.values() if isinstance(v, dict | list)
                ]
        elif isinstance(value, list) and depth < DEEPEST:
            # What stands around a list is true of none of its members.
            stack += [(v, {}, depth + 1) for v in value if isinstance(v, dict | list)]


def _is_body(member: str) -> bool:
    return len(member) <= LONGEST_NAME and "text" in _meanings(member)


def _text(value: Any) -> str:
    """A text, or the pieces of one, as one string."""
    if isinstance(value, str):
        text = unquote(value) if value[:3].upper() == "%3C" else value
        return unescape(text).strip('"') if ESCAPED.match(text) else text
    if isinstance(value, list):
        pieces = (_piece(item) for item in value)
        return "\n".join(piece for piece in pieces if piece)
    return ""


def _piece(item: Any) -> str:
    if isinstance(item, dict):
        found = (item.get(name) for name in ("data", "text", "content", "value", "html"))
        item = next((text for text in found if isinstance(text, str)), "")
    return item if isinstance(item, str) else ""


@lru_cache(maxsize=2048)
def _meanings(member: str) -> tuple[str, ...]:
    """What a member's name says that it holds. Thousands of objects have the same few names."""
    return tuple(kind for kind, pattern in MEANINGS if pattern.match(member))


def _facts(value: dict[str, Any]) -> dict[str, str]:
    """Headline, time, origin and author among the members of an object."""
    facts: dict[str, str] = {}
    named = [
        (kinds, own)
        for member, own in value.items()
        if len(member) <= LONGEST_NAME and (kinds := _meanings(member))
    ]
    for name in FACTS if named else ():
        for kinds, own in named:
            text = _fact(own) if name in kinds else ""
            text = _moment(text) if text and name == "time" else text
            if text and len(text) <= LONGEST_FACT:
                facts[name] = text
                break
    return facts


def _fact(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(filter(None, map(_fact, value[:6])))
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or ""
    text = " ".join(CONTROL.sub("", str(value)).split()) if isinstance(value, str | int) else ""
    return unescape(text).strip('"') if ESCAPED.match(text) else text


def _moment(text: str) -> str:
    """A time as pages show it, from seconds or thousandths since 1970 or from any date."""
    if text.isdigit() and len(text) in (10, 13):
        seconds = int(text[:10])
        if SECONDS[0] < seconds < SECONDS[1]:
            return f"{datetime.fromtimestamp(seconds, CHINA):%Y-%m-%d %H:%M:%S}"
    found = dates.of_machine(text)
    return f"{found.day.isoformat()} {found.time}".strip() if found else ""


def _of_areas(root: Any) -> Iterator[Carried]:
    """Text areas whose classes say what of an article they hold."""
    facts: dict[str, str] = {}
    for area in root.iter("textarea"):
        name = (area.get("class") or "").lower()
        text = (area.text or "").strip()
        for field in ("content", "title", "time", "source", "author"):
            if text and field in name:
                facts.setdefault("origin" if field == "source" else field, text)
    text = facts.pop("content", "")
    if len(HAN.findall(text)) >= LEAST:
        facts["time"] = _moment(facts.get("time", ""))
        facts["origin"] = re.sub(r"<[^<>]*>", "", facts.get("origin", ""))
        yield Carried(text, **facts)
