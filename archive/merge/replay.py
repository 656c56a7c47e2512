"""Takes a page that another machine fetched, as of the time it was fetched.

The archive then stands as if one machine had fetched all pages in the order of time. A page that
comes later than a newer one of its address is put where it belongs by reading all pages of that
address again, from the first on; where a person judged the report or a release holds it, its ids
stand and the older page is kept without being read into the history.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from archive.gazetteer import Gazetteer
from archive.store import Archive, PageStore
from archive.store.connect import as_of, now
from archive.store.tombstones import removed_address, removed_source
from archive.take import take
from pipelines.model import Page, Read, Stored
from pipelines.source import Source
from pipelines.stages import read_stored

# Issues that reading a page raises; the others were met while asking for it.
READING = ("not_article", "parse_failed", "soft_404", "no_figures", "unknown_park", "clock_skew")
OLDER = "older"  # outcome of a page that came after its report was published


class Replay:
    """Takes pages into one archive."""

    def __init__(self, archive: Archive, sources: Mapping[str, Source]) -> None:
        self.archive = archive
        self.db = archive.db
        self.store = PageStore(archive.pages)
        self.sources = sources
        self.gazetteer = Gazetteer(archive.db)

    def removed(self, page: Page) -> bool:
        """Whether a page or its source was removed on request: nothing of it is taken again."""
        return bool(removed_source(self.db, page.source_id) or removed_address(self.db, page.url))

    def save(self, page: Page) -> int:
        """Store a page unless it is there; returns its number in the archive."""
        source = self.sources.get(page.source_id)
        return self.known(page) or self.store.save(page, source.family if source else "")

    def known(self, page: Page) -> int | None:
        """The number of a page that is here already: same address, time and bytes."""
        rows = self.archive.pages.execute(
            "select id from fetches where url = ? and source_id = ? and fetched_at = ? order by id",
            (page.url, page.source_id, _time(page)),
        ).fetchall()
        digests = [hashlib.sha256(part.body).hexdigest() for part in page.parts]
        for row in rows:
            parts = self.archive.pages.execute(
                "select sha256 from parts where fetch_id = ? order by n", (row["id"],)
            )
            if [part["sha256"] for part in parts] == digests:
                return int(row["id"])
        return None

    def take(self, item: Read) -> str:
        """Take a page that is stored; returns its outcome, '' where it was taken before. Part of
        the caller's transaction."""
        if self.db.execute("select 1 from reads where fetch_id = ?", (item.fetch_id,)).fetchone():
            return ""
        url = item.page.url
        if not self._newer(url, _time(item.page)):
            return self._take(item)
        if self._stands(url):
            self.db.execute(
                "insert into reads (fetch_id, url, article_id, read_at, extractor, outcome) "
                "select ?, url, id, ?, extractor, ? from articles where url = ?",
                (item.fetch_id, now(), OLDER, url),
            )
            return OLDER
        self._forget(url)
        outcome = ""
        for other in self._history(url):
            taken = self._take(other)
            outcome = taken if other.fetch_id == item.fetch_id else outcome
        return outcome

    def _take(self, item: Read) -> str:
        """As the crawl would have; what is remembered of the address is not this page's to say."""
        urls = {item.page.url, *(part.url for part in item.page.parts)}
        before = {url: self._remembered(url) for url in urls}
        source = self.sources.get(item.page.source_id)
        with as_of(_time(item.page)):
            saved = take(self.archive, self.gazetteer, item, source, run_id=self._run(item.page))
        self.db.execute("update reads set read_at = ? where fetch_id = ?", (now(), item.fetch_id))
        for url, row in before.items():
            if self._remembered(url) == row:
                continue
            self.db.execute("delete from addresses where url = ?", (url,))
            if row:
                names, marks = ", ".join(row), ", ".join("?" * len(row))
                self.db.execute(
                    f"insert into addresses ({names}) values ({marks})",  # noqa: S608 names are ours
                    list(row.values()),
                )
        return saved.outcome

    def _remembered(self, url: str) -> dict[str, object]:
        row = self.db.execute("select * from addresses where url = ?", (url,)).fetchone()
        return dict(row) if row else {}

    def _run(self, page: Page) -> int | None:
        """The run in which a page was fetched."""
        row = self.db.execute(
            "select id from crawls where source_id = ?1 and started_at <= ?2 and "
            "coalesce(finished_at, ?2) >= ?2 order by started_at desc limit 1",
            (page.source_id, _time(page)),
        ).fetchone()
        return int(row["id"]) if row else None

    def _newer(self, url: str, at: str) -> bool:
        """Whether a page of the address that was fetched later has been taken."""
        rows = self.archive.pages.execute(
            "select id from fetches where url = ? and fetched_at > ?", (url, at)
        ).fetchall()
        return any(
            self.db.execute("select 1 from reads where fetch_id = ?", (row["id"],)).fetchone()
            for row in rows
        )

    def _stands(self, url: str) -> bool:
        """Whether the report's ids are out in the world: in a release, or judged by a person."""
        row = self.db.execute("select id from articles where url = ?", (url,)).fetchone()
        if row is None:
            return False
        return (
            self.db.execute(
                "select 1 from decisions where article_id = ?1 or figure_id in "
                "(select id from figures where article_id = ?1) "
                "union all select 1 from audit_rows where article_id = ?1 "
                "union all select 1 from releases where made_at >= "
                "(select min(read_at) from reads where article_id = ?1) limit 1",
                (row["id"],),
            ).fetchone()
            is not None
        )

    def _forget(self, url: str) -> None:
        """Delete what was read from the pages of an address; the pages stay."""
        marks = ", ".join("?" * len(READING))
        self.db.execute(
            f"delete from issues where url = ? and kind in ({marks})",  # noqa: S608 marks only
            (url, *READING),
        )
        self.db.execute("delete from reads where url = ?", (url,))
        row = self.db.execute("select id from articles where url = ?", (url,)).fetchone()
        if row is None:
            return
        self.db.execute(
            "delete from figure_versions where figure_id in "
            "(select id from figures where article_id = ?)",
            (row["id"],),
        )
        for table in ("figures", "rejected_numbers", "article_revisions", "story_prints"):
            self.db.execute(f"delete from {table} where article_id = ?", (row["id"],))  # noqa: S608
        self.db.execute("delete from articles where id = ?", (row["id"],))

    def _history(self, url: str) -> Iterator[Read]:
        """All pages of an address, read again in the order of time."""
        rows = self.archive.pages.execute(
            "select id from fetches where url = ? order by fetched_at, id", (url,)
        ).fetchall()
        for row in rows:
            page = self.store.load(row["id"])
            source = self.sources.get(page.source_id)
            yield read_stored(Stored(page, row["id"]), source.rules if source else ())


def _time(page: Page) -> str:
    return page.fetched_at.isoformat(timespec="seconds")
