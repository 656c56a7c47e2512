"""Looks for words in everything that lies under a home: raw bytes, and what is packed in them."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import zstandard

ENCODINGS = ("utf-8", "gb18030", "utf-16-le")


def hunt(home: Path, words: Iterable[str]) -> list[str]:
    """Each place that holds one of the words: file and, for what is packed, where in it."""
    wanted = {word: [word.encode(name) for name in ENCODINGS] for word in words}
    found = []
    for file in sorted(path for path in home.rglob("*") if path.is_file()):
        for place, data in contents(file):
            for word, forms in wanted.items():
                if any(form in data for form in forms):
                    found.append(f"{file.relative_to(home)}{place}: {word}")
    return found


def contents(file: Path) -> Iterator[tuple[str, bytes]]:
    """The bytes of a file, free pages of databases included, and what is packed in it."""
    yield "", file.read_bytes()
    if file.suffix == ".parquet":
        rows = duckdb.sql(f"select * from read_parquet('{file}')").fetchall()
        yield " (rows)", repr(rows).encode()
    elif file.suffix == ".gz":
        yield " (unpacked)", gzip.decompress(file.read_bytes())
    elif file.name == "pages.db":
        yield from bodies(file)


def bodies(file: Path) -> Iterator[tuple[str, bytes]]:
    """Every stored page, unpacked without the code under test."""
    db = sqlite3.connect(file.as_uri() + "?mode=ro", uri=True)
    packed = dict(db.execute("select id, body from dictionaries"))
    for digest, dictionary, body in db.execute("select sha256, dictionary_id, body from bodies"):
        words = zstandard.ZstdCompressionDict(packed[dictionary]) if dictionary else None
        yield f" (page {digest[:8]})", zstandard.ZstdDecompressor(dict_data=words).decompress(body)
    db.close()
