"""The tree of a page, and what of it nobody sees."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

HIDDEN = re.compile(
    r"display\s*:\s*none|text-indent\s*:\s*-\d{3,}|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.I
)
MAX_STYLE = 100_000  # characters of a style sheet that are looked at
UNSEEN = re.compile(r"display\s*:\s*none", re.I)
SIMPLE = re.compile(r"[.#][\w-]+")

PARSER_OPTIONS: dict[str, Any] = {
    "encoding": "utf-8",
    "recover": True,
    "remove_comments": True,
    "remove_pis": True,
    "no_network": True,
}


def parse(text: str) -> Any | None:
    """The tree of a page, or None where there is nothing to make one of."""
    if not text.strip():
        return None
    try:
        root = etree.fromstring(
            text.encode("utf-8", "ignore"), parser=etree.HTMLParser(**PARSER_OPTIONS)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    # A page that closes itself too early, or is two in one, goes on beside its first root.
    for other in list(root.itersiblings()) if root is not None else ():
        root.append(other)
    return root


def unseen(root: Any) -> frozenset[str]:
    """What the style sheets inside the page hide by a plain id or class, on any screen."""
    found: set[str] = set()
    for sheet in root.iter("style"):
        text = (sheet.text or "")[:MAX_STYLE]
        if "none" not in text or "@media" in text:
            continue
        for rule in text.split("}"):
            chosen, brace, declared = rule.rpartition("{")
            if brace and "none" in declared and UNSEEN.search(declared):
                names = [name.strip().lower() for name in chosen.split(",")]
                found.update(name for name in names if SIMPLE.fullmatch(name))
    return frozenset(found)


def is_hidden(element: Any, tag: str) -> bool:
    """Whether a page says of an element itself that nobody sees it."""
    if tag in ("body", "html"):  # some pages hide all until scripts run
        return False
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and HIDDEN.search(style))
