"""Fetched pages as they came: compressed, one body per content, kept before anything can fail."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime

import zstandard

from archive.store.connect import transaction
from pipelines.model import Page, Part

LEVEL = 9  # level 12 takes twice as long for pages smaller by less than 1 %
# While the site waits: a fifth of the time for pages larger by 3 to 7 %, until a new dictionary of
# their family packs them again.
QUICK = 3


class PageStore:
    """Reads and writes pages.db."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._dictionaries: dict[int | None, zstandard.ZstdCompressionDict | None] = {None: None}
        self._newest: dict[str, int | None] = {}
        self._compressors: dict[tuple[int | None, int], zstandard.ZstdCompressor] = {}

    def save(self, page: Page, family: str = "") -> int:
        """Store every part of a fetched page in one transaction; returns the fetch id."""
        with transaction(self.db) as db:
            cursor = db.execute(
                "insert into fetches (url, source_id, fetched_at, listed_title, listed_day) "
                "values (?, ?, ?, ?, ?)",
                (
                    page.url,
                    page.source_id,
                    page.fetched_at.isoformat(timespec="seconds"),
                    page.listed_title,
                    page.listed_day,
                ),
            )
            fetch_id = int(cursor.lastrowid or 0)
            for n, part in enumerate(page.parts, 1):
                self._save_part(fetch_id, n, part, family)
        return fetch_id

    def load(self, fetch_id: int) -> Page:
        """The page as it was fetched. Raises KeyError for an unknown id."""
        row = self.db.execute("select * from fetches where id = ?", (fetch_id,)).fetchone()
        if row is None:
            raise KeyError(fetch_id)
        parts = tuple(
            Part(
                url=part["url"],
                status=part["status"],
                headers=json.loads(part["headers"]),
                body=self.body(part["sha256"]),
                fetched_at=datetime.fromisoformat(part["fetched_at"]),
            )
            for part in self.db.execute(
                "select * from parts where fetch_id = ? order by n", (fetch_id,)
            )
        )
        return Page(row["url"], row["source_id"], parts, row["listed_title"], row["listed_day"])

    def body(self, sha256: str) -> bytes:
        """A stored body by its hash. Raises KeyError when it is missing."""
        row = self.db.execute(
            "select size, dictionary_id, body from bodies where sha256 = ?", (sha256,)
        ).fetchone()
        if row is None:
            raise KeyError(sha256)
        dictionary = self._dictionary(row["dictionary_id"])
        plain: bytes = zstandard.ZstdDecompressor(dict_data=dictionary).decompress(
            row["body"], max_output_size=max(row["size"], 1)
        )
        return plain

    def fetch_ids(self, source_id: str | None = None, since: str = "") -> Iterator[int]:
        """The newest fetch of every address, oldest first; since is an ISO day or time.

        The newest by its time: what came from another machine has no smaller number for it.
        """
        rows = self.db.execute(
            "select id, max(fetched_at || printf('%012d', id)) from fetches "
            "where (? is null or source_id = ?) and fetched_at >= ? group by url order by 1",
            (source_id, source_id, since),
        ).fetchall()
        return (int(row[0]) for row in rows)

    def _save_part(self, fetch_id: int, n: int, part: Part, family: str) -> None:
        digest = hashlib.sha256(part.body).hexdigest()
        known = self.db.execute("select 1 from bodies where sha256 = ?", (digest,)).fetchone()
        if known is None:
            dictionary_id = self._newest_dictionary(family)
            packed = self.compressor(dictionary_id, QUICK).compress(part.body)
            self.db.execute(
                "insert into bodies (sha256, size, dictionary_id, body) values (?, ?, ?, ?)",
                (digest, len(part.body), dictionary_id, packed),
            )
        self.db.execute(
            "insert into parts (fetch_id, n, url, status, headers, fetched_at, sha256) "
            "values (?, ?, ?, ?, ?, ?, ?)",
            (
                fetch_id,
                n,
                part.url,
                part.status,
                json.dumps(dict(part.headers), ensure_ascii=False),
                part.fetched_at.isoformat(timespec="seconds"),
                digest,
            ),
        )

    def compressor(self, dictionary_id: int | None, level: int = LEVEL) -> zstandard.ZstdCompressor:
        """The compressor with one of the dictionaries, made once: loading one takes longer than
        packing a page with it."""
        if (dictionary_id, level) not in self._compressors:
            dictionary = self._dictionary(dictionary_id)
            if dictionary is not None:
                dictionary = zstandard.ZstdCompressionDict(dictionary.as_bytes())
                dictionary.precompute_compress(level=level)
            self._compressors[dictionary_id, level] = zstandard.ZstdCompressor(
                level=level, dict_data=dictionary, write_content_size=True
            )
        return self._compressors[dictionary_id, level]

    def _newest_dictionary(self, platform: str) -> int | None:
        if platform not in self._newest:
            row = self.db.execute(
                "select max(id) from dictionaries where platform = ?", (platform,)
            ).fetchone()
            self._newest[platform] = row[0]
        return self._newest[platform]

    def _dictionary(self, dictionary_id: int | None) -> zstandard.ZstdCompressionDict | None:
        if dictionary_id not in self._dictionaries:
            row = self.db.execute(
                "select body from dictionaries where id = ?", (dictionary_id,)
            ).fetchone()
            self._dictionaries[dictionary_id] = zstandard.ZstdCompressionDict(row[0])
        return self._dictionaries[dictionary_id]
