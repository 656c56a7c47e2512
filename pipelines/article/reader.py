"""Reads a page, or the parts of a split article, into its fields; the one entry of the package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipelines.article import (
    body,
    byline,
    credits,
    dates,
    edges,
    headline,
    moment,
    parts,
    refusal,
    scattered,
    scripted,
    section,
    selectors,
    shelved,
)
from pipelines.article.decoding import decode
from pipelines.article.labels import key
from pipelines.article.lines import Line, Sheet, Unfit, lay_out, plain_sheet
from pipelines.article.marks import is_entry, is_head, is_signed_day
from pipelines.article.outlets import origin_of
from pipelines.article.rules import Rules
from pipelines.article.tree import parse
from pipelines.article.types import Article, NotArticle
from pipelines.article.widths import flat

AHEAD = 8  # lines before the headline that may hold time and origin
PLACED = 5  # lines below or above a headline among which its date stands
FAR_AHEAD = 20  # the same where a table of labels and values stands there
HEAD = 25  # lines between headline and text that may
WITHOUT_TEXT = ("empty", "list")  # reasons that a page gives whose text is elsewhere
MASTHEAD = 16  # letters of a site's name
SHARED_TITLE = "//meta[@property='og:title']/@content"
BEHIND = 14  # lines after the text that may hold editor, origin, date


@dataclass(slots=True)
class Reading:
    """One part while it is read."""

    root: Any
    sheet: Sheet
    encoding: str
    named: str
    way: str = "general"

    @property
    def plain(self) -> bool:
        """Whether it is saved text, without markup."""
        return self.root is None


@dataclass(frozen=True, slots=True)
class Outline:
    """Where on the sheet headline, text and the lines around them stand."""

    title: headline.Headline
    found: edges.Found | None
    head: tuple[Line, ...]
    above: tuple[Line, ...]
    tail: tuple[Line, ...]


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
        _read_part(
            part, url, content_type or "", selectors.holding(rules, on), filename, later=n > 0
        )
        for n, part in enumerate(bodies)
    ]
    if not results:
        return NotArticle("empty", "no parts")
    first = results[0]
    if isinstance(first, NotArticle) or len(results) == 1:
        return first
    further = [result for result in results[1:] if isinstance(result, Article)]
    joined = parts.join([first.paragraphs, *(result.paragraphs for result in further)])
    # Editor and author are often credited below the last part only.
    editor = first.editor or next((result.editor for result in further if result.editor), ())
    names = first.byline or byline.in_text(joined)
    return replace(first, paragraphs=joined, editor=editor, byline=names)


def next_part(
    body: bytes, *, url: str, content_type: str | None = None, rules: Sequence[Rules] = ()
) -> str | None:
    """The absolute address of the part that follows this page of a split article, or None."""
    if refusal.of_bytes(body, content_type or "") is not None:
        return None
    root = parse(decode(body, content_type)[0])
    if root is None:
        return None
    tree = selectors.Tree(root)
    for rule in rules:
        for href in selectors.values(tree, rule.next_part, attribute="href"):
            target = parts.address(url, href)
            if target and target != url.split("#")[0]:
                return target
    return parts.following(root, url)


def _open(raw: bytes, content_type: str, rules: Sequence[Rules]) -> Reading | NotArticle:
    refused = refusal.of_bytes(raw, content_type)
    if refused is not None:
        return refused
    text, encoding = decode(raw, content_type)
    if content_type.startswith("text/plain") or "<" not in text[:100_000]:
        return Reading(None, plain_sheet(text), encoding, "", "text")
    root, shelves = shelved.parse(text, selectors.ids_of(tuple(rules)))
    if root is None:
        return NotArticle("empty", "no visible text")
    try:
        sheet = lay_out(root, shelves=shelves)
    except Unfit:
        root, _ = shelved.parse(text, None)
        sheet = lay_out(root)
    named = " ".join((root.findtext(".//title") or "").split())
    return Reading(root, sheet, encoding, named)


def _read_part(
    raw: bytes,
    url: str,
    content_type: str,
    rules: Sequence[Rules],
    filename: str | None,
    *,
    later: bool,
) -> Article | NotArticle:
    page = _open(raw, content_type, rules)
    if isinstance(page, NotArticle):
        return page
    outline = _outline(page, filename)
    chosen = (
        selectors.apply(page.root, rules, outline.title.text) if page.root is not None else None
    )
    if chosen is not None and chosen.paragraphs:
        return _assemble(page, outline, chosen, url)
    refused = _refused(page, outline, url, later=later)
    if refused is None:
        return _assemble(page, outline, chosen, url)
    if refused.reason in WITHOUT_TEXT and page.root is not None:
        return _carried(page, url, chosen) or refused
    return refused


def _refused(
    page: Reading, outline: Outline, url: str, *, later: bool = False
) -> NotArticle | None:
    dated = dates.of_address(url) is not None or any(
        moment.shows(line.flat) for line in outline.head + outline.above
    )
    dated = dated or any(moment.shows_part(line.flat) for line in outline.head)
    dated = dated or scattered.search([line.flat for line in outline.head]) is not None
    title = outline.title
    dated = dated or moment.of_named(page.named, title.text) is not None
    dated = dated or _is_of_issue(page, title.line)
    around = [*outline.head[:PLACED], *outline.above[-PLACED:]]
    placed = title.line >= 0 and any(moment.shows(line.flat) and is_head(line) for line in around)
    refused = refusal.of_sheet(
        page.sheet,
        outline.found,
        page.named,
        dated=dated,
        headed=title.sure,
        placed=placed,
        title=title.text,
    )
    # The last part of a split article may be a sentence long.
    short = later and outline.found is not None
    return None if refused and short and refused.reason in WITHOUT_TEXT else refused


def _is_of_issue(page: Reading, title: int) -> bool:
    """Whether the day of a paper's issue stands above the headline."""
    if title < 0:
        return False
    issue = moment.of_issue(page.sheet, title) or moment.lone_day(page.sheet, title, page.named)
    return issue is not None


def _carried(page: Reading, url: str, chosen: selectors.Chosen | None) -> Article | None:
    """The article that the page keeps as data for its scripts and does not show."""
    carried = scripted.find(page.root, page.named)
    if carried is None:
        return None
    root = scripted.page_of(carried, page.root, page.named)
    if root is None:
        return None
    made = Reading(root, lay_out(root), page.encoding, carried.title or page.named, "script")
    outline = _outline(made, None)
    if outline.found is None or _refused(made, outline, url) is not None:
        return None
    return _assemble(made, outline, chosen, url)


def _outline(page: Reading, filename: str | None) -> Outline:
    sheet = page.sheet
    core = body.find(sheet, () if page.plain else headline.anchors(sheet, page.named))
    first = core.prose[0] if core else 0
    until = core.early() if core else len(sheet.lines) - 1
    if page.plain:
        title = headline.of_text(sheet, first, filename)
    else:
        title = headline.find(
            sheet, page.named, first, until, lambda: page.root.xpath(SHARED_TITLE)[:1]
        )
    found = None
    if core is not None:
        found = edges.trim(sheet, core, title.last, title.text)
        if found is None:
            found = edges.trim(sheet, core, -1, title.text)
    first = found.first if found else len(sheet.lines)
    tail = []
    if found:
        behind = found.last + (0 if is_signed_day(sheet.lines[found.last]) else 1)
        tail = sheet.lines[behind : behind + 3 * BEHIND]
    shown = tuple(line for line in tail if not line.hidden)[:BEHIND]
    return Outline(title, found, *_head(sheet, title, first), shown)


def _head(
    sheet: Sheet, title: headline.Headline, first: int
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Lines between headline and text, and a few before the headline."""
    top = title.line if 0 <= title.line < first else first
    after = [
        line
        for line in sheet.lines[title.last + 1 : first]
        if not (line.hidden or is_entry(line, sheet.blocks[line.block].tag))
    ]
    if title.line < 0 or title.line >= first:
        after = []
    if 0 <= title.line < first and moment.shows(sheet.lines[title.line].flat):
        after.insert(0, sheet.lines[title.line])
    before = [line for line in sheet.lines[:top] if not line.hidden][-FAR_AHEAD:]
    if sum(line.flat.endswith(":") for line in before[-AHEAD:]) < 2:
        before = before[-AHEAD:]
    before = [line for line in before if line.links <= 0.4 * len(line.text)]
    return tuple(after[:HEAD]), tuple(before)


def _assemble(
    page: Reading, outline: Outline, chosen: selectors.Chosen | None, url: str
) -> Article:
    sheet, found, title = page.sheet, outline.found, outline.title
    chosen = chosen or selectors.Chosen()
    paragraphs = chosen.paragraphs or (edges.paragraphs(sheet, found.lines) if found else ())
    within = [sheet.lines[i].flat for i in found.credits] if found else []
    if found:
        within.append(flat(edges.closing_credit(sheet.lines[found.last].text)))
    above = [line for line in outline.above if not _is_masthead(line, page.named, title.text)]
    made = credits.read(outline.head, above, within, outline.tail)
    written = sorted({*found.lines, *found.credits}) if found else []
    while len(paragraphs) > 1 and made.origin and key(paragraphs[0]) == key(made.origin):
        paragraphs = paragraphs[1:]  # it stands without a label right above the text
    names = chosen.byline or made.byline
    names = names or byline.in_text(edges.paragraphs(sheet, written)) or made.signed
    origin = chosen.origin or made.origin or _declared_origin(page.root)
    when = chosen.moment if origin else None
    when = when or moment.of_page(
        page.root, sheet, outline.head, outline.above, outline.tail, title.line, url
    )
    if when is None and page.root is not None:  # the scripts may write it
        facts = scripted.facts_of(page.root, title.text)
        when = dates.search(facts.get("time", ""))
        origin = origin or origin_of(facts.get("origin", ""))
    top = title.line + 1 if title.line >= 0 else 60
    article = Article(
        title=title.text,
        published=when.iso if when else None,
        published_raw=when.raw if when else "",
        origin=origin,
        byline=names,
        editor=made.editor,
        section=chosen.section or section.find(sheet, top, title.text),
        paragraphs=paragraphs,
        encoding=page.encoding,
        method=page.way,
    )
    return selectors.override(article, chosen)


def _is_masthead(line: Line, named: str, title: str) -> bool:
    """Whether a line above the headline is the site's name, as the title element ends in it."""
    own, site = key(line.text), key(named)
    return 2 < len(own) <= MASTHEAD and site.endswith(own) and own not in key(title)


def _declared_origin(root: Any) -> str | None:
    """The source in the meta tag that government sites have for it."""
    if root is None:
        return None
    for element in root.iter("meta"):
        if (element.get("name") or "").lower() == "contentsource":
            return origin_of(flat(element.get("content") or ""))
    return None
