"""The crawl's memory: which addresses are known, and when each is looked at again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.store.connect import SHANGHAI, now, transaction
from archive.store.screen import Screen
from archive.store.tombstones import removed_address

TRIES = 5  # runs in which a failing address is asked for before it is left alone
LOOKS = (1, 7, 30, 180, 365)  # days after the first fetch on which a report is looked at again

SAMPLE = 100  # of so many older park reports one is looked at again each month


@dataclass(frozen=True, slots=True)
class Known:
    """What the memory holds of one address; validators are '' where the site gave none. The state
    `removed` is that of an address removed on request."""

    url: str
    state: str
    etag: str
    last_modified: str
    due: bool


def drawn(url: str, month: str) -> bool:
    """Whether the month's lot, one in SAMPLE, falls on an address."""
    lot = hashlib.blake2b(f"{month} {url}".encode(), digest_size=8).digest()
    return int.from_bytes(lot) % SAMPLE == 0


def _next_look(first: str) -> str | None:
    """When an address is looked at again that was fetched first at a moment."""
    begun, present = datetime.fromisoformat(first), datetime.now(SHANGHAI)
    planned = (begun + timedelta(days=days) for days in LOOKS)
    return next((day.isoformat(timespec="seconds") for day in planned if day > present), None)


class Memory:
    """Addresses of one source, read and written through one connection."""

    def __init__(self, db: sqlite3.Connection, source_id: str) -> None:
        self.db = db
        self.source_id = source_id

    def known(self, url: str) -> Known | None:
        """What is known of an address, or None. Listed but never fetched ones are not due."""
        row = self.db.execute("select * from addresses where url = ?", (url,)).fetchone()
        if row is None:
            return Known(url, "removed", "", "", False) if removed_address(self.db, url) else None
        due = row["next_look"] is not None and row["next_look"] <= now()
        return Known(url, row["state"], row["etag"] or "", row["last_modified"] or "", due)

    def listed(self, leads: Iterable[tuple[str, str, str, str]]) -> None:
        """Remember links seen on list pages: (url, title, day or '', state listed|passed_over).

        A link that was passed over and is wanted now becomes listed; nothing else goes back.
        """
        at = now()
        screen = Screen(self.db)
        with transaction(self.db):
            self.db.executemany(
                "insert into addresses (url, source_id, title, listed_day, state, first_seen, "
                "last_seen) values (?, ?, ?, ?, ?, ?, ?) on conflict (url) do update set "
                "last_seen = excluded.last_seen, "
                "listed_day = coalesce(listed_day, excluded.listed_day), "
                "state = case when state = 'passed_over' then excluded.state else state end",
                [
                    (url, self.source_id, screen.text(title), day or None, state, at, at)
                    for url, title, day, state in leads
                ],
            )

    def waiting(self) -> list[tuple[str, str, str]]:
        """Addresses listed in an earlier run and not had yet: (url, title, day or '').

        One that failed is tried again in later runs, TRIES times in all.
        """
        return [
            (row["url"], row["title"], row["listed_day"] or "")
            for row in self.db.execute(
                "select url, title, listed_day from addresses where source_id = ? and "
                "(state = 'listed' or (state = 'failed' and gone_since is null and tries < ?)) "
                "order by first_seen, url",
                (self.source_id, TRIES),
            )
        ]

    def due(self, limit: int, *, all_reports: bool = False) -> list[tuple[str, str, str]]:
        """Addresses to look at again, the longest waiting first: (url, title, day or '').

        Those whose planned look is due, then the month's sample of older park reports; or all
        park reports, also those that were gone at the last look.
        """
        rows = self.db.execute(
            "select a.url, coalesce(r.title, a.title) as title, a.listed_day "
            "from addresses a left join articles r on r.id = a.article_id "
            "where a.source_id = ? and a.state = 'fetched' and "
            "((a.next_look <= ? and a.gone_since is null) or (? and r.is_park_report = 1)) "
            "order by a.next_look, a.url limit ?",
            (self.source_id, now(), all_reports, limit),
        ).fetchall()
        rows += self._sample()
        unique = {row["url"]: (row["url"], row["title"], row["listed_day"] or "") for row in rows}
        return list(unique.values())[:limit]

    def _sample(self) -> list[sqlite3.Row]:
        """Older park reports, all planned looks done, that this month's lot falls on.

        The lot is drawn from the address and the month, so that a run which is killed and begun
        again draws the same; one that was looked at this month is not drawn twice.
        """
        month = now()[:7]
        rows = self.db.execute(
            "select a.url, r.title, a.listed_day from addresses a "
            "join articles r on r.id = a.article_id and r.url = a.url "
            "where a.source_id = ? and a.state = 'fetched' and a.gone_since is null and "
            "a.next_look is null and r.is_park_report = 1 and r.last_checked_at < ? "
            "order by a.url",
            (self.source_id, month),
        ).fetchall()
        return [row for row in rows if drawn(row["url"], month)]

    def fetched(self, urls: Iterable[str], etag: str, last_modified: str) -> None:
        """An address (all parts of it) was fetched and its page stored; plan the next look."""
        at = now()
        with transaction(self.db):
            for url in urls:
                row = self.db.execute(
                    "select looks, fetched_at from addresses where url = ?", (url,)
                ).fetchone()
                first = row["fetched_at"] if row and row["fetched_at"] else at
                looks = row["looks"] + 1 if row else 1
                validators = etag or None, last_modified or None
                self.db.execute(
                    "insert into addresses (url, source_id, state, first_seen, last_seen, "
                    "fetched_at, looks, next_look, etag, last_modified) "
                    "values (?, ?, 'fetched', ?, ?, ?, ?, ?, ?, ?) on conflict (url) do update "
                    "set state = 'fetched', reason = '', last_seen = excluded.last_seen, "
                    "gone_since = null, fetched_at = excluded.fetched_at, "
                    "looks = excluded.looks, next_look = excluded.next_look, "
                    "etag = excluded.etag, last_modified = excluded.last_modified",
                    (url, self.source_id, at, at, first, looks, _next_look(first), *validators),
                )

    def unchanged(self, url: str) -> None:
        """The site says that an address has not changed; plan the next look."""
        with transaction(self.db):
            row = self.db.execute(
                "select fetched_at, article_id from addresses where url = ?", (url,)
            ).fetchone()
            if row is None:
                return
            self.db.execute(
                "update addresses set looks = looks + 1, gone_since = null, next_look = ? "
                "where url = ?",
                (_next_look(row["fetched_at"] or now()), url),
            )
            self.db.execute(
                "update articles set last_checked_at = ?, gone_since = null where id = ?",
                (now(), row["article_id"]),
            )

    def failed(self, url: str, reason: str, *, gone: bool = False) -> None:
        """An address could not be had; gone (404, 410, soft 404) keeps what was read before."""
        at = now()
        with transaction(self.db):
            self.db.execute(
                "insert into addresses (url, source_id, state, first_seen, last_seen, reason) "
                "values (?, ?, 'failed', ?, ?, ?) on conflict (url) do update set "
                "state = case when state = 'fetched' then 'fetched' else 'failed' end, "
                "reason = excluded.reason, last_seen = excluded.last_seen",
                (url, self.source_id, at, at, reason),
            )
            self.db.execute("update addresses set tries = tries + 1 where url = ?", (url,))
            if gone:
                self.db.execute(
                    "update addresses set gone_since = coalesce(gone_since, ?), "
                    "next_look = null where url = ?",
                    (at, url),
                )
                self.db.execute(
                    "update articles set gone_since = coalesce(gone_since, ?) where url = ?",
                    (at, url),
                )

    def forbidden(self, url: str, reason: str) -> None:
        """robots.txt forbids an address: it is not asked for again, what was read stays."""
        self.failed(url, reason)
        with transaction(self.db):
            self.db.execute(
                "update addresses set gone_since = coalesce(gone_since, ?), next_look = null "
                "where url = ?",
                (now(), url),
            )

    def same_as(self, url: str, kept: str) -> None:
        """An address leads to an article that is kept under another."""
        at = now()
        with transaction(self.db):
            self.db.execute(
                "insert into addresses (url, source_id, state, first_seen, last_seen, fetched_at, "
                "reason) values (?, ?, 'fetched', ?, ?, ?, ?) on conflict (url) do update set "
                "state = 'fetched', next_look = null, last_seen = excluded.last_seen, "
                "fetched_at = coalesce(fetched_at, excluded.fetched_at), reason = excluded.reason",
                (url, self.source_id, at, at, at, f"the same as {kept}"),
            )

    def complete_issue(self, front: str) -> None:
        """Every page of a day's issue was read and its links are in the memory."""
        with transaction(self.db):
            self.db.execute(
                "insert into list_pages (url, source_id, fetched_at, complete_at) "
                "values (?, ?, ?, ?) on conflict (url) do update set "
                "complete_at = excluded.complete_at",
                (front, self.source_id, now(), now()),
            )

    def issue_read(self, front: str) -> str:
        """When an issue was read whole, '' where it never was."""
        row = self.db.execute(
            "select complete_at from list_pages where url = ?", (front,)
        ).fetchone()
        return str(row["complete_at"] or "") if row else ""

    def validators(self, url: str) -> tuple[str, str]:
        """ETag and Last-Modified of a list page when it was last read, '' where none."""
        row = self.db.execute(
            "select etag, last_modified from list_pages where url = ?", (url,)
        ).fetchone()
        return (row["etag"] or "", row["last_modified"] or "") if row else ("", "")

    def read_list(self, url: str, etag: str, last_modified: str) -> None:
        """Remember a list page's validators once its links are in the memory."""
        with transaction(self.db):
            self.db.execute(
                "insert into list_pages (url, source_id, fetched_at, etag, last_modified) "
                "values (?, ?, ?, ?, ?) on conflict (url) do update set "
                "fetched_at = excluded.fetched_at, etag = excluded.etag, "
                "last_modified = excluded.last_modified",
                (url, self.source_id, now(), etag or None, last_modified or None),
            )
