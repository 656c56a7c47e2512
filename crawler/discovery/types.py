"""What a walk over a site's lists is made of: where to ask, what was linked, where to go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Lead:
    """One link to what may be an article: absolute address, the words of the link, the words
    beside it, and the day that the list (or the printed issue) gives it, if any."""

    url: str
    title: str
    summary: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Start:
    """One list page to ask for.

    entry is the place of its way in the source's discovery; kind tells pages of one way apart
    (`list`, `script`, `front`, `leaf`, `index`); channel is the address of the channel's first
    page; page counts from 1, or is the page's own number where numbers run downwards; day is the
    day of issue; undated counts the pages before it that told no day; previous is a digest of the
    links on the page before it, so that a site that answers every number alike is noticed.
    """

    url: str
    entry: int = 0
    kind: str = "list"
    channel: str = ""
    page: int = 1
    day: date | None = None
    undated: int = 0
    previous: str = ""


# How the walk over a list ended.
PASSED = "passed"  # its entries were older than the window
BOTTOM = "bottom"  # there is nothing more in it
UNDATED = "undated"  # its entries tell no day, so that nobody knows how far it reached


@dataclass(frozen=True, slots=True)
class Listing:
    """What one list page told; notes say in words what a person may want to know of it.

    oldest is the oldest day of the page's own list; end says how the walk over the list ended
    with this page, '' where it goes on or where the page is one of an issue.
    """

    leads: tuple[Lead, ...]
    next: tuple[Start, ...] = ()
    notes: tuple[str, ...] = ()
    oldest: date | None = None
    end: str = ""
