"""Goes to a source politely and says field by field what works there now."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from archive.crawling import Run, crawl
from archive.faults import ArchiveError
from archive.store import Archive, PageStore, leases, open_archive
from archive.store.connect import SHANGHAI
from archive.store.runs import held_until
from pipelines.source import Source

ARTICLES = 3  # fetched in one check
FIELDS = ("title", "published_at", "origin", "byline", "editor", "section", "body")
EVERY = {"title", "published_at", "body"}  # what every article has


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at; works is None where it need not be there and is not."""

    what: str
    where: str
    found: str
    works: bool | None


@dataclass(frozen=True, slots=True)
class Finding:
    """How the visit ended and all that was seen."""

    run: Run
    lines: tuple[Line, ...]

    @property
    def works(self) -> bool:
        """Whether every list gave links and every article what an article has."""
        good = self.run.good and any(line.what == "article" for line in self.lines)
        return good and all(line.works is not False for line in self.lines)


def check(source: Source, home: Path, save: Path | None = None) -> Finding:
    """Ask for the first page of every list and for a few articles; the archive under home takes
    nothing in, but says whether the site may be asked now.

    save is a folder in which the pages are kept as they came, with what was read from them beside
    them, so that a person can make a test of them. Raises ArchiveError where another command asks
    the source just now, or the site wants to be left alone.
    """
    with _alone(source, home), tempfile.TemporaryDirectory(prefix="parks-check-") as name:
        home = Path(name)
        kept = home / "lists"
        arguments = {"first_pages": "1", "limit": str(ARTICLES), "keep": str(kept)}
        run = crawl(source, home, arguments=arguments, quiet=True)
        lists = [
            json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(kept.glob("list-*.json"))
        ]
        archive = open_archive(home, create=False)
        try:
            lines = [*_lists(lists), *_articles(archive), *_issues(archive)]
            if run.good and not any(line.what == "article" for line in lines):
                lines.append(_none(run))
            if save:
                _save(save / source.id, kept, archive)
        finally:
            archive.close()
    return Finding(run, tuple(lines))


@contextmanager
def _alone(source: Source, home: Path) -> Iterator[None]:
    """Hold the source in the archive under home while it is asked, where there is an archive."""
    if not (home / "archive.db").exists():
        yield
        return
    archive = open_archive(home, create=False)
    try:
        until = held_until(archive.db, source.id)
        if until and datetime.fromisoformat(until) > datetime.now(SHANGHAI):
            raise ArchiveError(f"{source.id} asked to be left alone until {until[:16]}")
        token = leases.take(archive.db, source.id, "check")
        if not token:
            held = leases.lease(archive.db, source.id)
            raise ArchiveError(f"{source.id} is being crawled: {held.words if held else ''}")
        try:
            yield
        finally:
            leases.release(archive.db, token)
    finally:
        archive.close()


def _lists(lists: list[dict[str, Any]]) -> Iterator[Line]:
    for told in lists:
        leads = told["leads"]
        titled = sum(bool(lead["title"]) for lead in leads)
        dated = sum(bool(lead["day"]) for lead in leads)
        found = f"{len(leads)} links, {titled} with words, {dated} with a day"
        found += f"; goes on to {told['next'][0]}" if told["next"] else "; no page after it"
        yield Line("list", told["url"], found, bool(titled) or bool(told["next"]))


def _articles(archive: Archive) -> Iterator[Line]:
    rows = archive.db.execute("select * from articles order by url").fetchall()
    for row in rows:
        yield Line("article", row["url"], f"read by {row['method']}", None)
        for name in FIELDS:
            value = row[name] if row[name] not in {None, "[]"} else ""
            shown = f"{len(value)} characters" if name == "body" else value
            works = bool(value) or (False if name in EVERY else None)
            yield Line(name, row["url"], shown or "nothing", works)


def _none(run: Run) -> Line:
    """Why no article could be looked at."""
    found = "none of the links is an article by article_patterns"
    if passed := run.counts.get("passed_over", 0):
        found = f"none of {passed} articles is linked with words that speak of parks"
    return Line("article", "", found, False)


def _issues(archive: Archive) -> Iterator[Line]:
    for row in archive.db.execute("select kind, url, detail from issues order by id"):
        yield Line(row["kind"], row["url"], row["detail"], row["kind"] in {"off_site", "list_note"})


def _save(folder: Path, lists: Path, archive: Archive) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(lists.glob("list-*")):
        shutil.copy(path, folder / path.name)
    store = PageStore(archive.pages)
    for number, fetch_id in enumerate(store.fetch_ids(), 1):
        page = store.load(fetch_id)
        for n, part in enumerate(page.parts, 1):
            (folder / f"article-{number}-{n}.html").write_bytes(part.body)
        row = archive.db.execute("select * from articles where url = ?", (page.url,)).fetchone()
        told = {"url": page.url, "content_type": page.parts[0].headers.get("content-type", "")}
        told["fetched"] = page.fetched_at.date().isoformat()
        if row:
            told |= {name: row[name] for name in FIELDS}
        text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        (folder / f"article-{number}.json").write_text(text, encoding="utf-8")
