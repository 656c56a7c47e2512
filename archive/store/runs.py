"""One row for every run of a source, failed runs too, and one for everything that went wrong."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from archive.store.connect import SHANGHAI, now, today, transaction
from archive.store.leases import close_lost_runs
from pipelines.source import Source

HOLD_MAX = timedelta(days=7)  # a longer Retry-After is a mistake of the site or a trap
COUNTS = ("requested", "fetched", "listed", "passed_over", "new", "changed", "failed")


def start_run(db: sqlite3.Connection, source: Source) -> int:
    """Open the run's row. Whoever opens it holds the source: a run left open died."""
    with transaction(db):
        save_source(db, source)
        close_lost_runs(db, source.id)
        cursor = db.execute(
            "insert into crawls (source_id, started_at, pid) values (?, ?, ?)",
            (source.id, now(), os.getpid()),
        )
    return int(cursor.lastrowid or 0)


def save_source(db: sqlite3.Connection, source: Source) -> None:
    """Keep what readers see of a source in step with its file."""
    db.execute(
        "insert into sources (id, name, publisher, province_code, home_url, rights, platform, "
        "verified) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set "
        "name = excluded.name, publisher = excluded.publisher, "
        "province_code = excluded.province_code, home_url = excluded.home_url, "
        "rights = excluded.rights, platform = excluded.platform, verified = excluded.verified",
        (
            source.id,
            source.name,
            source.publisher,
            source.province,
            source.home,
            source.rights.note,
            source.platform,
            source.verified,
        ),
    )


def finish_run(
    db: sqlite3.Connection,
    run_id: int,
    outcome: str,
    counts: Mapping[str, int],
    detail: Mapping[str, object],
) -> None:
    """Close the run's row with its outcome in one word, its counts and what else is known."""
    with transaction(db):
        db.execute(
            "update crawls set finished_at = ?, outcome = ?, detail = ?, requested = ?, "
            "fetched = ?, listed = ?, passed_over = ?, new = ?, changed = ?, failed = ? "
            "where id = ?",
            (
                now(),
                outcome,
                json.dumps(detail, ensure_ascii=False, default=str),
                *(counts.get(name, 0) for name in COUNTS),
                run_id,
            ),
        )


def note_issue(
    db: sqlite3.Connection,
    kind: str,
    detail: str,
    *,
    source_id: str | None = None,
    url: str = "",
    run_id: int | None = None,
    article_id: str | None = None,
) -> None:
    """Record one issue; kind is of archive.schema.ISSUE_KINDS."""
    db.execute(
        "insert into issues (at, crawl_id, source_id, url, article_id, kind, detail) "
        "values (?, ?, ?, ?, ?, ?, ?)",
        (now(), run_id, source_id, url, article_id, kind, detail),
    )


def last_walk(db: sqlite3.Connection, source_id: str) -> date | None:
    """The day of the source's last good walk over its newest lists, None before the first; a
    walk over days long past says nothing about those since."""
    row = db.execute(
        "select max(json_extract(detail, '$.until')) from crawls where source_id = ? and "
        "outcome = 'ok' and json_extract(detail, '$.mode') = 'walk' and "
        "json_extract(detail, '$.until') >= date(substr(started_at, 1, 10), '-1 day')",
        (source_id,),
    ).fetchone()
    return min(date.fromisoformat(row[0]), date.fromisoformat(today())) if row[0] else None


def spent(db: sqlite3.Connection, source_id: str, at: datetime | None = None) -> int:
    """Requests that the earlier runs of a day, today, made to a source.

    Runs of days to come, which a clock that ran ahead has left, are not counted.
    """
    day = f"{at:%Y-%m-%d}" if at else today()
    row = db.execute(
        "select coalesce(sum(requested), 0) from crawls"
        " where source_id = ? and substr(started_at, 1, 10) = ?",
        (source_id, day),
    ).fetchone()
    return int(row[0])


def hold(db: sqlite3.Connection, source_id: str, until: datetime, reason: str) -> None:
    """The site asked to be left alone until then."""
    with transaction(db):
        db.execute(
            "insert or replace into holds (source_id, until, reason) values (?, ?, ?)",
            (source_id, until.isoformat(timespec="seconds"), reason),
        )


def held_until(db: sqlite3.Connection, source_id: str, at: datetime | None = None) -> str:
    """Until when a source is to be left alone, '' where nothing is known.

    No hold is longer than HOLD_MAX: one that would be was written while a clock ran ahead.
    """
    row = db.execute("select until from holds where source_id = ?", (source_id,)).fetchone()
    until = str(row["until"]) if row else ""
    if until and datetime.fromisoformat(until) > (at or datetime.now(SHANGHAI)) + HOLD_MAX:
        return ""
    return until
