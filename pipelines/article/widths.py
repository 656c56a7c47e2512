"""Text in one width, with one blank for any number of them and without what nobody sees."""

from __future__ import annotations

import re

from pipelines.article.labels import plain

SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u2000-\u200a\u202f\u205f]+")
AROUND = " \t\r\n\f\v\xa0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
# Blanks that are kept as they are, where str.split would part a text at them.
OTHER_SPACE = re.compile("[\x1c-\x1f\x85\u1680\u2028\u2029\u3000]")
INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\ue000-\uf8ff]")
UNEVEN = re.compile(
    "[\x00- \x7f-\xa0\xad\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ue000-\uf8ff\ufeff]"
)  # whether there may be anything to put in order


def flat(text: str) -> str:
    """Text in one width, ideographic spaces as tabs."""
    return text if text.isascii() else plain(text.replace("\u3000", "\t"))


def spaced(text: str) -> str:
    """Text with one blank for any number of them, and none around it."""
    text = text.strip(AROUND)
    return SPACE.sub(" ", text) if OTHER_SPACE.search(text) else " ".join(text.split())


def is_even(text: str) -> bool:
    """Whether a text has no blanks to put in order and nothing that nobody sees."""
    return text.isalnum() or UNEVEN.search(text) is None
