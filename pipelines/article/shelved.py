"""Menus taken out of a page before it is parsed, where they are written so plainly that what the
parser would make of them is known: half of a page's elements stand in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any

from lxml import etree

from pipelines.article import tree
from pipelines.article.menus import LEAST, Menu, read, written_so

MARK = "data-shelved"  # the attribute of the entry that is left of a menu
LONGEST = 400_000  # characters of a page that may have to be parsed again
MOST_LISTS = 400  # of a page that are looked at
KEPT = 32_000  # characters of a menu that is taken out
# Attributes in capitals may be any; an element with an id may be the one that a selector names.
ENTRY = written_so(r"[a-z_][a-z0-9_-]*", "style=|hidden=|id=")
OPENING = re.compile(r"<ul(?:\s[^<>]*)?>")
CLOSING = "</ul>"
STANDING = etree.XPath(
    f"descendant-or-self::ul[count(*) = 1]/li[@{MARK}][not(node())][count(ancestor::*) < 200]"
)

Shelves = Mapping[Any, Menu]  # by the elements that have lost them


def parse(text: str, ids: AbstractSet[str] | None) -> tuple[Any, Shelves]:
    """The tree of a page without the entries of its menus, and these; with all of its elements
    where a menu stands inside an element with one of the ids, which somebody looks at, or where
    nobody knows what will be looked at (None)."""
    known = ids is not None and len(text) <= LONGEST
    shorter, menus = _shelve(text) if known else (text, [])
    if ids is not None and menus and not tree.may_unfold(shorter):
        root = tree.grown(shorter)
        left = STANDING(root) if root is not None else []
        # In a script, a comment or an attribute what is left of one is no element.
        places = {one.get(MARK): one.getparent() for one in left}
        shelves = {places[str(n)]: menu for n, menu in enumerate(menus) if str(n) in places}
        if len(left) == len(menus) == len(shelves) and ids.isdisjoint(_around(left)):
            return root, shelves
    return tree.parse(text), {}


def _shelve(text: str) -> tuple[str, list[Menu]]:
    pieces: list[str] = []
    shelves: list[Menu] = []
    behind, at = 0, text.find("<ul")
    for _ in range(MOST_LISTS):
        if at < 0:
            break
        following = text.find("<ul", at + 3)
        opening = OPENING.match(text, at)
        if opening is not None and ENTRY.match(text, opening.end()) is not None:
            end = text.find(CLOSING, at, len(text) if following < 0 else following)
            menu = _menu(text[opening.end() : end]) if at < end <= at + KEPT else None
            if menu is not None:
                mark = f'<li {MARK}="{len(shelves)}"></li>'
                pieces += [text[behind : opening.end()], mark]
                shelves.append(menu)
                behind = end
        at = following
    return "".join([*pieces, text[behind:]]), shelves


@lru_cache(maxsize=128)
def _menu(written: str) -> Menu | None:
    menu = read(written, 0, len(written), ENTRY)
    if menu is None or len(menu.rows) < LEAST or tree.may_unfold(written):
        return None
    return menu


def _around(elements: Collection[Any]) -> Iterator[str]:
    """The ids of what stands around some elements."""
    for element in elements:
        for above in element.iterancestors():
            name = above.get("id")
            if name is not None:
                yield name
