"""What is read from a page: an article, or the reason why it is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One news report as a reader of the page would copy it out.

    published is ISO 8601 with +08:00, as precise as the page says: `2025-03-05T15:48+08:00`
    or `2025-03-05`; None where the page shows none. published_raw keeps the words.
    byline holds authors only; editors stand in editor. method says which way the body was
    found: `selectors` (the source's own), `general`, `script` (data that the page keeps for its
    scripts), or `text` for plain saved text.
    """

    title: str
    published: str | None
    published_raw: str
    origin: str | None
    byline: tuple[str, ...]
    editor: tuple[str, ...]
    section: str | None
    paragraphs: tuple[str, ...]
    encoding: str
    method: str

    @property
    def body(self) -> str:
        """Paragraphs joined with a newline."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class NotArticle:
    """Why a page is no article, with a sentence for people; docs/articles.md explains the reasons:
    `list`, `search`, `forum`, `gallery`, `login`, `soft_404`, `block_page`, `profile`, `empty`,
    `not_html`, `too_large`."""

    reason: str
    detail: str = ""
