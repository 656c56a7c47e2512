"""A source's own selectors for its article pages, with the dates between which they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rules:
    """Selectors of one template. Each field is a tuple of CSS selectors (or XPath, when it
    begins with `/` or `./`), tried in order; an empty tuple leaves the field to the general way.

    valid_from and valid_until are the fetch days between which the template was in use.
    """

    valid_from: date | None = None
    valid_until: date | None = None
    title: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()  # taken out of the body
    next_part: tuple[str, ...] = ()  # link to the next page of a split article
