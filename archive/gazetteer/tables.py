"""The tables of places and parks in force: those that ship, or a version an operator took in."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TABLES = ("places.csv", "parks.csv", "park_merges.csv", "park_successions.csv")
SHIPPED = "shipped"
# The forms of names are made by the first two; which parks are one, and which goes on, by the last.
RULES = ("aliases.py", "grammar.py", "load.py")


@dataclass(frozen=True, slots=True)
class Tables:
    """One version of the tables; label is its day and name, SHIPPED for those that ship."""

    label: str
    texts: Mapping[str, str]

    @property
    def version(self) -> str:
        """A hash of the tables and of the rules of names, after the label of a version of one's
        own: releases carry it."""
        digest = hashlib.blake2b(digest_size=8)
        for name in TABLES:
            digest.update(self.texts[name].encode())
        for module in RULES:
            digest.update(files("archive.gazetteer").joinpath(module).read_bytes())
        known = digest.hexdigest()
        return known if self.label == SHIPPED else f"{self.label}-{known}"

    def rows(self, name: str) -> Iterator[dict[str, str | None]]:
        """Rows of one table; an empty cell is None."""
        for row in csv.DictReader(self.texts[name].splitlines()):
            yield {key: value or None for key, value in row.items()}


@cache
def shipped() -> Tables:
    """The tables that ship."""
    folder = files("archive.data")
    return Tables(
        SHIPPED, {name: folder.joinpath(name).read_bytes().decode("utf-8") for name in TABLES}
    )


def in_force(db: sqlite3.Connection) -> Tables:
    """The tables that an archive resolves names with."""
    row = db.execute("select value from settings where key = 'gazetteer_tables'").fetchone()
    return kept(db, row[0]) if row else shipped()


def kept(db: sqlite3.Connection, label: str) -> Tables:
    """The tables of one version. Raises KeyError for one that was never taken in."""
    if label == SHIPPED:
        return shipped()
    texts = {
        name: zlib.decompress(body).decode("utf-8")
        for name, body in db.execute(
            "select name, body from gazetteer_tables where label = ?", (label,)
        )
    }
    if not texts:
        raise KeyError(label)
    return Tables(label, texts)


def put_in_force(db: sqlite3.Connection, tables: Tables) -> None:
    """Keep a version's tables and resolve with them from now on; part of a transaction."""
    if tables.label != SHIPPED:
        db.executemany(
            "insert or replace into gazetteer_tables (label, name, body) values (?, ?, ?)",
            [(tables.label, n, zlib.compress(t.encode(), 9)) for n, t in tables.texts.items()],
        )
    db.execute(
        "insert or replace into settings (key, value) values ('gazetteer_tables', ?)",
        (tables.label,),
    )
