"""How a reading of a page is compared with what a reader takes from it, field by field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipelines.article import Article, NotArticle
from tests.article.corpus import Page


def bare(text: str | None) -> str:
    """Letters and digits alone, one width."""
    plain = unicodedata.normalize("NFKC", text or "").casefold()
    return "".join(char for char in plain if char.isalnum())


def lines_of(paragraphs: tuple[str, ...] | list[str], optional: tuple[str, ...]) -> list[str]:
    """Paragraphs without spaces, without those that may stand there or not."""
    skipped = {re.sub(r"\s", "", text) for text in optional}
    found = [re.sub(r"\s", "", text) for text in paragraphs]
    return [text for text in found if text and text not in skipped]


def text_of(page: Page) -> list[str]:
    """The paragraphs that a reader takes from a page."""
    text = [*page.paragraphs[:-1], page.paragraphs[-1].removesuffix(page.cut)]
    return [page.lead + text[0], *text[1:]]


def faults(page: Page, got: Article | NotArticle) -> Iterator[tuple[str, str]]:
    """(field, what is wrong with it) of every field that is not as a reader has it."""
    if isinstance(got, NotArticle):
        yield "kind", f"refused: {got.reason} ({got.detail})"
        return
    want = page.expect
    if bare(got.title) not in map(bare, [want["title"], *page.title_also]):
        yield "title", f"{got.title!r}, not {want['title']!r}"
    if got.published != want["published"]:
        yield "published", f"{got.published!r}, not {want['published']!r}"
    if "origin" in want and bare(got.origin) not in map(bare, [want["origin"], *page.origin_also]):
        yield "origin", f"{got.origin!r}, not {want['origin']!r}"
    if list(got.byline) != want["byline"]:
        yield "byline", f"{list(got.byline)!r}, not {want['byline']!r}"
    if "editor" in want and got.editor[:1] != tuple(want["editor"][:1]):
        yield "editor", f"{got.editor!r}, not {want['editor']!r}"
    if "section" in want and got.section != want["section"]:
        yield "section", f"{got.section!r}, not {want['section']!r}"
    text = text_of(page)
    mine, theirs = lines_of(got.paragraphs, page.optional), lines_of(text, page.optional)
    if mine != theirs:
        lacking = [text[:24] for text in theirs if text not in mine]
        foreign = [text[:40] for text in mine if text not in theirs]
        yield "body", f"lacks {lacking}, has foreign {foreign}"
