"""Which field an element holds by what its id and class call it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

MARK = re.compile(
    r"(?:^|[\s_-])(?:(?P<origin>\w*source\w*|laiyuan|ly|from|copyfrom|comefrom|origin|media-?name|\w*nickname\w*)"
    r"|(?P<author>\w*author\w*|zuozhe|writer|reporter))(?=$|[\s_\d-])"
)

# Of which every name that MARK finds holds one.
MARKING = (
    "source", "laiyuan", "ly", "from", "origin", "media", "nickname", "author", "zuozhe", "writer",
    "reporter",
)  # fmt: skip

KEPT = 300  # characters of a style that is kept
MAX_NAME = 200  # characters of class and id that are looked at
# What sets a block off: its place, or letters larger than those of a text.
CENTRED = re.compile(
    r"text-align\s*:\s*center|font(?:-size)?\s*:[^;]{0,12}\b(?:2[0-9]|3[0-9])\s*(?:px|pt)", re.I
)


def told(get: Callable[[str], Any], keys: Collection[str]) -> tuple[str, bool]:
    """Id and class of an element, and whether it is centred, by its attributes."""
    name, centred = "", False
    if "class" in keys:
        name = f"{get('id') or ''} {get('class')}"[:MAX_NAME].lower()
    elif "id" in keys:
        name = f"{get('id')} "[:MAX_NAME].lower()
    if "align" in keys:
        centred = get("align").lower() == "center"
    if "style" in keys:
        style = get("style")
        centred = centred or (_centres if len(style) <= KEPT else _centres.__wrapped__)(style)
    return name, centred


# Editors write the same few styles into every paragraph.
@lru_cache(maxsize=1024)
def _centres(style: str) -> bool:
    return CENTRED.search(style) is not None


@lru_cache(maxsize=4096)
def field_of(name: str) -> str:
    """`origin` or `author` where id and class of an element say that it holds one, else ''."""
    for word in MARKING:
        if word in name:
            break
    else:
        return ""  # the pattern takes thirty times as long to say so
    match = MARK.search(name)
    return (match.lastgroup or "") if match else ""
