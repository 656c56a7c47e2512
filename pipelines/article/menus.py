"""Lists of nothing but plain links, as menus are: read in one step, from how they are written.

Half of a page's elements stand in such lists, and they are the same on every page of a site.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lxml import etree

from pipelines.article.fields import field_of, told
from pipelines.article.widths import flat, is_even

TAGS = frozenset(["ul", "ol", "dl"])
LEAST = 4  # entries of a list that is taken as a menu
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


def rows(element: Any) -> tuple[Row, ...] | None:
    """The entries of a list; None where one is more than a plain link."""
    if OTHERWISE(element):
        return None
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    return _rows(written) if len(written) <= KEPT else _rows.__wrapped__(written)


@lru_cache(maxsize=128)
def _rows(written: str) -> tuple[Row, ...] | None:
    return read(written, written.index(">") + 1, written.rindex("<"), ENTRY)


def read(written: str, at: int, end: int, pattern: re.Pattern[str]) -> tuple[Row, ...] | None:
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
    return tuple(found)
