"""Lists of nothing but plain links, as menus are: read in one step, from how they are written.

Half of a page's elements stand in such lists, and they are the same on every page of a site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from pipelines.article.fields import field_of, told
from pipelines.article.widths import flat, is_even

TAGS = frozenset(["ul", "ol", "dl"])
LEAST = 4  # entries of a list that is taken as a menu
PLACES = 2  # of a list for which its lines are kept
KEPT = 32_000  # characters of a list that is kept for the next page
# What no menu has; looked for first, so that lists in lists are not written out again and again.
OTHERWISE = etree.XPath("boolean(*[not(a)] | */*[2] | */a/*)")


def written_so(name: str, not_own: str) -> re.Pattern[str]:
    """An entry that is a plain link, by what its attributes may be called and what its own may
    not begin with."""
    other = rf'{name}="[^"<>]*"'
    return re.compile(
        rf"\s*<(?P<tag>li|dd|td)(?P<own>(?: (?!{not_own}){other})*)>\s*"
        rf"<a(?P<link>(?: (?!style=|hidden=|id=|class=|align=){other})*)>(?P<text>[^<>&]+)</a>\s*"
        r"</(?P=tag)>\s*"
    )


ENTRY = written_so(r"[\w:.-]+", "style=|hidden=")
TOLD = re.compile(r' (id|class|align)="([^"]*)"')

Row = tuple[str, str, str, int, str, bool]  # tag, text, its flat form, links, name, whether centred
Place = tuple[int, int, int, int, int, bool]  # what its lines and blocks owe to where it stands


@dataclass(slots=True)
class Menu:
    """The entries of a list, and the lines and blocks that were made of them: on the next page of
    a site it stands in the same place."""

    rows: tuple[Row, ...]
    laid: dict[Place, tuple[list[Any], list[Any]]] = field(default_factory=dict)
    used: bool = False

    def keep(self, place: Place, lines: list[Any], blocks: list[Any]) -> None:
        """Keep what was made, of a list that comes again."""
        if self.used:
            if len(self.laid) >= PLACES:
                self.laid.clear()
            self.laid[place] = lines, blocks
        self.used = True


def rows(element: Any) -> Menu | None:
    """The entries of a list; None where one is more than a plain link."""
    if OTHERWISE(element):
        return None
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    return _rows(written) if len(written) <= KEPT else _rows.__wrapped__(written)


@lru_cache(maxsize=128)
def _rows(written: str) -> Menu | None:
    return read(written, written.index(">") + 1, written.rindex("<"), ENTRY)


def read(written: str, at: int, end: int, pattern: re.Pattern[str]) -> Menu | None:
    """The entries that stand from one place to another; None where one is no plain link."""
    found: list[Row] = []
    while at < end:
        entry = pattern.match(written, at, end)
        if entry is None or not is_even(entry["text"]):
            return None
        name, centred = "", False
        if own := entry["own"]:
            told_so = TOLD.findall(own)
            given = dict(told_so)
            if len(given) < len(told_so) or any("&" in value for value in given.values()):
                return None
            name, centred = told(given.get, given)
            if name and field_of(name):
                return None
        text = entry["text"]
        links = len(text) if ' href="' in entry["link"] else 0
        found.append((entry["tag"], text, flat(text), links, name, centred))
        at = entry.end()
    return Menu(tuple(found))
