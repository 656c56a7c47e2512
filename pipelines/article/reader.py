"""Reads a page, or the parts of a split article, into its fields; the one entry of the package."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipelines.article import (
    body,
    byline,
    credits,
    dates,
    headline,
    parts,
    refusal,
    section,
    selectors,
)
from pipelines.article.decoding import decode
from pipelines.article.lines import Line, Sheet, lay_out, parse, plain_sheet
from pipelines.article.rules import Rules
from pipelines.article.types import Article, NotArticle

AHEAD = 8  # lines before the headline that may hold time and origin
BEHIND = 12  # lines after the text that may hold editor, origin, date
META_DATE = re.compile(
    r"publi?sh|pubdate|pub_?time|release_?date|firstpublishedtime|date\.?issued|dc\.date|createtime|create_?date|^date$|og:time|weibo.*create_at",
    re.I,
)


@dataclass(slots=True)
class Reading:
    """One part while it is read."""

    root: Any
    sheet: Sheet
    text: str
    encoding: str
    named: str
    plain: bool


def read(
    bodies: Sequence[bytes],
    *,
    url: str = "",
    content_type: str | None = None,
    rules: Sequence[Rules] = (),
    on: date | None = None,
    filename: str | None = None,
) -> Article | NotArticle:
    """The article in the parts of one report, in their order, or why there is none.

    rules are the selectors of a declared source; of those that hold on the fetch day `on` the
    first that finds a body is used, else the general way. filename names a saved page and is
    the headline of last resort. Raises nothing for any bytes.
    """
    results = [
        _read_part(part, url, content_type or "", selectors.holding(rules, on), filename)
        for part in bodies
    ]
    if not results:
        return NotArticle("empty", "no parts")
    first = results[0]
    if isinstance(first, NotArticle) or len(results) == 1:
        return first
    further = [result.paragraphs for result in results[1:] if isinstance(result, Article)]
    joined = parts.join([first.paragraphs, *further])
    editor = first.editor or next(
        (result.editor for result in results[1:] if isinstance(result, Article) and result.editor),
        (),
    )
    return replace(first, paragraphs=joined, editor=editor)


def next_part(
    body: bytes, *, url: str, content_type: str | None = None, rules: Sequence[Rules] = ()
) -> str | None:
    """The absolute address of the part that follows this page of a split article, or None."""
    if refusal.of_bytes(body, content_type or "") is not None:
        return None
    root = parse(decode(body, content_type)[0])
    if root is None:
        return None
    for rule in rules:
        for href in selectors.values(root, rule.next_part, attribute="href"):
            target = parts.address(url, href)
            if target and target != url.split("#")[0]:
                return target
    return parts.following(root, url)


def _open(raw: bytes, content_type: str) -> Reading | NotArticle:
    refused = refusal.of_bytes(raw, content_type)
    if refused is not None:
        return refused
    text, encoding = decode(raw, content_type)
    if content_type.startswith("text/plain") or "<" not in text[:100_000]:
        return Reading(None, plain_sheet(text), text, encoding, "", True)
    root = parse(text)
    if root is None:
        return NotArticle("empty", "no visible text")
    named = " ".join((root.findtext(".//title") or "").split())
    return Reading(root, lay_out(root), text, encoding, named, False)


def _read_part(
    raw: bytes, url: str, content_type: str, rules: Sequence[Rules], filename: str | None
) -> Article | NotArticle:
    page = _open(raw, content_type)
    if isinstance(page, NotArticle):
        return page
    chosen = selectors.apply(page.root, rules) if page.root is not None else None
    found = body.find(page.sheet)
    first = found.lines[0] if found else len(page.sheet.lines)
    title = _title(page, first, filename)
    visible = [line for line in page.sheet.lines if not line.hidden]
    head = _head(page.sheet, title.last, first)
    dated = any(dates.search(line.flat) for line in head)
    if chosen is None or not chosen.paragraphs:
        refused = refusal.of_sheet(page.sheet, found, page.named, dated)
        if refused is not None:
            return refused
    if found is None and (chosen is None or not chosen.paragraphs):
        return NotArticle("empty", "no text found")
    return _assemble(page, found, title, head, chosen, url, visible)


def _title(page: Reading, first: int, filename: str | None) -> headline.Headline:
    if page.plain:
        return headline.of_text(page.sheet, first, filename)
    other = tuple(page.root.xpath("//meta[@property='og:title']/@content")[:1])
    return headline.find(page.sheet, page.named, first, other)


def _head(sheet: Sheet, title: int, first: int) -> list[Line]:
    """Lines between headline and text, and a few before the headline."""
    begin = max(0, title + 1 - AHEAD) if title >= 0 else max(0, first - AHEAD)
    after = [
        line for line in sheet.lines[title + 1 if title >= 0 else begin : first] if not line.hidden
    ]
    before = [
        line
        for line in sheet.lines[begin : title if title >= 0 else begin]
        if not line.hidden and line.links <= 0.8 * len(line.text)
    ]
    return after[:25] + before


def _assemble(
    page: Reading,
    found: body.Found | None,
    title: headline.Headline,
    head: list[Line],
    chosen: selectors.Chosen | None,
    url: str,
    visible: list[Line],
) -> Article:
    sheet = page.sheet
    numbers = found.lines if found else ()
    general = body.paragraphs(sheet, numbers)
    last = numbers[-1] if numbers else -1
    tail = (
        [line for line in sheet.lines[last + 1 : last + 1 + BEHIND] if not line.hidden]
        if numbers
        else []
    )
    spoken = credits.read_head(head)
    after = credits.read_tail(tail)
    paragraphs = chosen.paragraphs if chosen and chosen.paragraphs else general
    moment = _when(page, head, tail, visible, url)
    names = spoken.byline or after.byline or byline.in_text(paragraphs)
    article = Article(
        title=title.text,
        published=moment.iso if moment else None,
        published_raw=moment.raw if moment else "",
        origin=spoken.origin or after.origin,
        byline=names,
        editor=spoken.editor or after.editor,
        section=section.find(
            visible[: max(1, title.line + 1) if title.line >= 0 else 60], title.text
        ),
        paragraphs=paragraphs,
        encoding=page.encoding,
        method="text" if page.plain else "general",
    )
    return selectors.override(article, chosen) if chosen else article


def _when(
    page: Reading, head: list[Line], tail: list[Line], visible: list[Line], url: str
) -> dates.Moment | None:
    """The time from the head, the foot, the page's meta tags, the address, in this order."""
    moment = dates.best([line.flat for line in head if len(line.flat) < 200], url)
    if moment is None:
        moment = dates.best(
            [line.flat for line in tail if len(line.flat) < 40 and not line.links], url, tail=True
        )
    if moment is None and page.root is not None:
        for element in page.root.iter("meta"):
            name = element.get("name") or element.get("property") or element.get("itemprop") or ""
            if META_DATE.search(name):
                value = element.get("content") or ""
                moment = dates.search(value) or dates.compact(value)
                if moment:
                    break
    return moment or dates.of_address(url)
