"""Keeps removed names out of pages that are fetched or taken in later.

The archive holds only keyed hashes of the names, so a page is looked through stretch by stretch:
every run of as many characters as a removed name has is hashed and looked up.
"""

from __future__ import annotations

import html
import re
import secrets
import sqlite3
from dataclasses import replace

from archive.store.connect import transaction
from archive.store.names import Name, mark
from pipelines.article import decode
from pipelines.model import Page, Part

LETTERS = re.compile(r"[^\W\d_]+(?:[·•][^\W\d_]+)*")


def key_of(db: sqlite3.Connection) -> str:
    """The key under which this archive hashes names, made when it is first needed."""
    with transaction(db):
        db.execute(
            "insert or ignore into settings (key, value) values ('removal_key', ?)",
            (secrets.token_hex(16),),
        )
    row = db.execute("select value from settings where key = 'removal_key'").fetchone()
    return str(row["value"])


class Screen:
    """The removed names of one archive; costs nothing while there are none."""

    def __init__(self, db: sqlite3.Connection) -> None:
        rows = db.execute("select target, length from removals where kind = 'name'").fetchall()
        self.marks = {row["target"] for row in rows}
        self.lengths = sorted({row["length"] for row in rows})
        self.key = key_of(db) if rows else ""

    def names_in(self, text: str) -> list[Name]:
        """The removed names that stand in a text."""
        found: dict[str, Name] = {}
        closed = re.sub(r"[ \t\u00a0\u2002\u2003\u3000]+", "", text)
        seen: set[str] = set()
        for run in LETTERS.findall(closed):
            for length in self.lengths:
                for at in range(len(run) - length + 1):
                    words = run[at : at + length]
                    if words not in seen:
                        seen.add(words)
                        if mark(self.key, words) in self.marks:
                            found[words] = Name(words)
        return list(found.values())

    def text(self, text: str) -> str:
        """The text with every removed name covered."""
        for name in self.names_in(text) if self.marks else ():
            text = name.cover(text)
        return text

    def page(self, page: Page) -> Page:
        """The page with every removed name covered; the same page where there is none."""
        if not self.marks:
            return page
        parts = tuple(self._part(part) for part in page.parts)
        return replace(page, parts=parts, listed_title=self.text(page.listed_title))

    def _part(self, part: Part) -> Part:
        text, _ = decode(part.body, part.headers.get("content-type", ""))
        body = part.body
        for name in self.names_in(html.unescape(text)):
            body = name.cover_bytes(body)
        return part if body is part.body else replace(part, body=body)
