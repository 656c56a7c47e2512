"""Writes what was read from one page: article, revision, figures and issues in one transaction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from base64 import b32encode
from dataclasses import dataclass

from archive.store.connect import Archive, now, transaction
from archive.store.decisions import article_corrections
from archive.store.figures import Move, Reading, save_figures
from archive.store.memory import Memory
from archive.store.runs import note_issue
from archive.store.stories import join_story
from pipelines.article import Article, NotArticle
from pipelines.model import Page, Record

GONE = ("soft_404",)  # refusals of the article reader that mean the report is no longer there


@dataclass(frozen=True, slots=True)
class Saved:
    """What one record did to the archive; outcome is `new`, `changed`, `unchanged`,
    `not_article` or `failed`."""

    outcome: str
    article_id: str | None = None
    moves: tuple[Move, ...] = ()

    def count(self, change: str) -> int:
        """How many figures were `gained`, `lost` or `changed`."""
        return sum(move.change == change for move in self.moves)

    @property
    def gained(self) -> int:
        """Figures that are new."""
        return self.count("gained")

    @property
    def lost(self) -> int:
        """Figures that are gone."""
        return self.count("lost")

    @property
    def changed(self) -> int:
        """Figures that say something else."""
        return self.count("changed")


def article_id(url: str) -> str:
    """The id of the article first found at a canonical address: 12 characters of a-z and 2-7.

    60 bits of BLAKE2b: among ten million articles two collide with a chance of 1 in 23,000.
    """
    digest = hashlib.blake2b(url.encode(), digest_size=8).digest()
    return b32encode(digest).decode().lower()[:12]


def save_record(
    archive: Archive,
    record: Record,
    page: Page,
    fetch_id: int,
    readings: list[Reading],
    *,
    run_id: int | None = None,
    cause: str = "paper",
) -> Saved:
    """Write one record; running it again with the same page and extractor changes nothing.

    readings are the record's figures with their parks resolved. cause says who changed a figure
    that differs from what stands in the archive: `paper` for a new fetch, `extractor` when a
    stored page was read again.
    """
    memory = Memory(archive.db, page.source_id)
    first = page.parts[0].headers
    with transaction(archive.db) as db:
        if isinstance(record.result, NotArticle):
            saved = _save_refusal(db, record.result, page, run_id)
        else:
            saved = _save_article(db, record, record.result, page, fetch_id, readings, cause)
        if cause == "paper":
            urls = {page.url, *(part.url for part in page.parts[1:])}
            memory.fetched(urls, first.get("etag", ""), first.get("last-modified", ""))
            if saved.outcome == "not_article":
                db.execute(
                    "update addresses set state = 'not_article', next_look = null, reason = ? "
                    "where url = ?",
                    (_reason(record), page.url),
                )
        if saved.article_id:
            db.execute(
                "update addresses set article_id = ? where url = ?", (saved.article_id, page.url)
            )
        if saved.outcome != "not_article":
            db.execute(
                "delete from issues where source_id = ? "
                "and kind in ('not_article', 'parse_failed') and url = ?",
                (page.source_id, page.url),
            )
        for issue in record.issues:
            _note_once(db, issue.kind, issue.detail, page, run_id, saved.article_id)
        db.execute(
            "insert or replace into reads (fetch_id, url, article_id, read_at, extractor, "
            "outcome) values (?, ?, ?, ?, ?, ?)",
            (fetch_id, page.url, saved.article_id, now(), record.extractor, saved.outcome),
        )
    return saved


def save_failure(
    archive: Archive, page: Page, fetch_id: int, extractor: str, fault: BaseException
) -> Saved:
    """Reading the page raised an error: the page is kept, counted and named."""
    with transaction(archive.db) as db:
        detail = f"{type(fault).__name__}: {fault}"
        _note_once(db, "parse_failed", detail, page, None, None)
        Memory(db, page.source_id).fetched([page.url], "", "")
        db.execute(
            "insert or replace into reads (fetch_id, url, read_at, extractor, outcome) "
            "values (?, ?, ?, ?, 'failed')",
            (fetch_id, page.url, now(), extractor),
        )
    return Saved("failed")


def _reason(record: Record) -> str:
    return record.result.reason if isinstance(record.result, NotArticle) else ""


def _note_once(
    db: sqlite3.Connection,
    kind: str,
    detail: str,
    page: Page,
    run_id: int | None,
    article: str | None,
) -> None:
    known = db.execute(
        "select 1 from issues where source_id = ? and kind = ? and url = ? and detail = ?",
        (page.source_id, kind, page.url, detail),
    ).fetchone()
    if known is None:
        note_issue(
            db,
            kind,
            detail,
            source_id=page.source_id,
            url=page.url,
            run_id=run_id,
            article_id=article,
        )


def _save_refusal(
    db: sqlite3.Connection, refusal: NotArticle, page: Page, run_id: int | None
) -> Saved:
    kind = "soft_404" if refusal.reason in GONE else "not_article"
    _note_once(db, kind, f"{refusal.reason}: {refusal.detail}".rstrip(": "), page, run_id, None)
    known = db.execute("select id from articles where url = ?", (page.url,)).fetchone()
    if known is None:
        return Saved("not_article")
    # What was once read stays; the address no longer shows it.
    db.execute(
        "update articles set gone_since = coalesce(gone_since, ?), last_checked_at = ? "
        "where id = ?",
        (now(), now(), known["id"]),
    )
    return Saved("not_article", known["id"])


def _save_article(
    db: sqlite3.Connection,
    record: Record,
    article: Article,
    page: Page,
    fetch_id: int,
    readings: list[Reading],
    cause: str,
) -> Saved:
    digest = hashlib.sha256(f"{article.title}\n{article.body}".encode()).hexdigest()
    old = db.execute("select * from articles where url = ?", (page.url,)).fetchone()
    fetched = page.fetched_at.isoformat(timespec="seconds")
    columns = {
        "source_id": page.source_id,
        "title": article.title,
        "published_at": article.published,
        "published_precision": None
        if article.published is None
        else ("minute" if "T" in article.published else "day"),
        "published_raw": article.published_raw,
        "origin": article.origin,
        "byline": json.dumps(article.byline, ensure_ascii=False),
        "editor": json.dumps(article.editor, ensure_ascii=False),
        "section": article.section,
        "body": article.body,
        "chars": len(article.body),
        "sha256": digest,
        "method": article.method,
        "encoding": article.encoding,
        "is_park_report": int(record.is_park_report),
        "fetch_id": fetch_id,
        "extractor": record.extractor,
    }
    identity = old["id"] if old else article_id(page.url)
    columns |= article_corrections(db, identity)
    if old is None:
        columns |= {"id": identity, "url": page.url, "retrieved_at": fetched}
        columns |= {"last_checked_at": fetched}
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        db.execute(
            f"insert into articles ({names}) values ({marks})",  # noqa: S608 names are ours
            list(columns.values()),
        )
    else:
        if cause == "paper":
            columns |= {"last_checked_at": fetched, "gone_since": None}
        # Only what differs: an index is kept up for each column that is set.
        columns = {name: value for name, value in columns.items() if old[name] != value}
        settings = ", ".join(f"{name} = ?" for name in columns)
        if columns:
            db.execute(
                f"update articles set {settings} where id = ?",  # noqa: S608 names are ours
                [*columns.values(), identity],
            )
    moved = save_figures(
        db, identity, readings, old["body"] if old else None, article.body, record, cause, fetched
    )
    if old is None or old["body"] != article.body:
        join_story(db, identity, article.body)
    if old is None:
        return Saved("new", identity, tuple(moved.moves))
    if old["sha256"] == digest or cause != "paper":
        outcome = "changed" if moved.moves else "unchanged"
        return Saved(outcome, identity, tuple(moved.moves))
    _add_revision(db, old, moved.summary)
    return Saved("changed", identity, tuple(moved.moves))


def _add_revision(db: sqlite3.Connection, old: sqlite3.Row, summary: str) -> None:
    """Keep the text that the paper replaced; revision 1 is the text as first read."""
    number = old["revisions"] + 1
    db.execute(
        "insert into article_revisions (article_id, revision, seen_at, title, body, sha256, "
        "fetch_id, summary) values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            old["id"],
            number,
            now(),
            old["title"],
            old["body"],
            old["sha256"],
            old["fetch_id"],
            summary,
        ),
    )
    db.execute("update articles set revisions = ? where id = ?", (number, old["id"]))
