"""A person's name in texts and in pages as fetched: found however it is written, and covered.

Every character of the name becomes 某, as papers write it themselves, so that no offset moves:
the figures of a report keep their places. Blanks between the characters stay as they are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import partial

from archive.faults import ArchiveError

COVER = "某"
LEAST, MOST = 2, 12  # characters of a name
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
BLANKS = (" ", "\t", "\u00a0", "\u2002", "\u2003", "\u3000")
WRITTEN = ("&nbsp;", "&ensp;", "&emsp;", "&#12288;", "&#160;")  # blanks as pages write them
GAP = f"[{''.join(BLANKS)}]{{0,4}}"  # two-character names are often set wide
ESCAPES = re.compile(r"%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|&[#a-z]")  # there may be more than is seen


def bare(name: str) -> str:
    """A name without blanks. Raises ArchiveError for what is none, or too short to look for."""
    stripped = re.sub(r"\s+", "", name)
    letters = re.search(r"[^\W\d_]", stripped)
    if not (LEAST <= len(stripped) <= MOST and letters):
        raise ArchiveError(
            f"{name} is no source, report or address of this archive, and no name: that has "
            f"{LEAST} to {MOST} characters"
        )
    return stripped


class Name:
    """One name, ready to be looked for in texts and bytes."""

    def __init__(self, name: str) -> None:
        self.words = bare(name)
        self.pattern = re.compile(GAP.join(map(re.escape, self.words)))
        self._bytes: list[tuple[re.Pattern[bytes], tuple[bytes, ...], bytes]] = []
        for encoding in ENCODINGS:
            try:
                letters = tuple(letter.encode(encoding) for letter in self.words)
            except UnicodeEncodeError:
                continue  # a page in this encoding cannot hold it
            self._add(letters, _gap(encoding), COVER.encode(encoding))
        entity = COVER.encode("ascii", "xmlcharrefreplace")
        self._add(tuple(b"&#%d;" % ord(c) for c in self.words), _gap("utf-8"), entity)
        for escape in (b"&#x%x;", b"&#x%X;", b"\\u%04x", b"\\u%04X"):
            self._add(tuple(escape % ord(c) for c in self.words), b"", escape % ord(COVER))
        for encoding in ("utf-8", "gb18030"):  # in addresses
            for form in ("%{:02X}", "%{:02x}"):
                quoted = tuple(
                    "".join(form.format(b) for b in c.encode(encoding)).encode() for c in self.words
                )
                cover = "".join(form.format(b) for b in COVER.encode(encoding)).encode()
                self._add(quoted, b"", cover)

    def _add(self, letters: tuple[bytes, ...], gap: bytes, cover: bytes) -> None:
        self._bytes.append((re.compile(gap.join(map(re.escape, letters))), letters, cover))

    def in_text(self, text: str) -> bool:
        """Whether a text holds the name."""
        return self.pattern.search(text) is not None

    def cover(self, text: str) -> str:
        """The text without the name, as long as before."""
        return self.pattern.sub(
            lambda m: "".join(COVER if c in self.words else c for c in m.group()), text
        )

    def in_cell(self, text: str) -> bool:
        """Whether a cell of a table holds the name, as such or in an address, in JSON or HTML."""
        return self.in_text(text) or (bool(ESCAPES.search(text)) and self.in_bytes(text.encode()))

    def cover_cell(self, text: str) -> str:
        """The cell without the name."""
        return self.cover_bytes(self.cover(text).encode()).decode()

    def in_bytes(self, data: bytes) -> bool:
        """Whether a page, a dictionary or a file holds the name in any form."""
        return any(pattern.search(data) for pattern, _, _ in self._bytes)

    def cover_bytes(self, data: bytes) -> bytes:
        """The page without the name."""
        for pattern, letters, cover in self._bytes:
            data = pattern.sub(partial(_covered, letters, cover), data)
        return data


def _gap(encoding: str) -> bytes:
    """What may stand between two letters, as the encoding writes it."""
    found = []
    for blank in (*BLANKS, *WRITTEN):
        with suppress(UnicodeEncodeError):
            found.append(re.escape(blank.encode(encoding)))
    return b"(?:" + b"|".join(found) + b"){0,4}"


def _covered(letters: Iterable[bytes], cover: bytes, found: re.Match[bytes]) -> bytes:
    """Replace the letters one after the other, so that what lies between them stays."""
    made, rest = b"", found.group()
    for letter in letters:
        before, _, rest = rest.partition(letter)
        made += before + cover
    return made + rest


def mark(key: str, name: str) -> str:
    """What the archive remembers of a removed name: no words of it."""
    return hashlib.blake2b(name.encode(), key=bytes.fromhex(key), digest_size=16).hexdigest()
