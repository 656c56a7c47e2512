"""Hands what is known of a source from one worker to the next, through the cluster's database.

Without it a worker that gets a source for the first time would ask for everything again, and know
nothing of the day's budget or of the site's wish to be left alone.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import Any

from psycopg.types.json import Jsonb

from archive.cluster.database import Connection
from archive.merge.facts import KINDS, RUNS, Kind, Row, rows_of, write
from archive.store import transaction


def receive(db: Connection, shard: sqlite3.Connection, source_id: str) -> int:
    """Bring what other workers knew of a source into the shard; returns how many rows changed."""
    key = f"handed:{source_id}"
    row = shard.execute("select value from settings where key = ?", (key,)).fetchone()
    have = int(row["value"]) if row else 0
    coming = db.execute(
        "select kind, row, token from parks_memory where source_id = %s and token > %s",
        (source_id, have),
    ).fetchall()
    changed = 0
    with transaction(shard):
        for kind in KINDS:
            mine = (_known_here(shard, r["row"]) for r in coming if r["kind"] == kind.table)
            changed += write(shard, kind, mine)
        newest = max((r["token"] for r in coming), default=have)
        shard.execute(
            "insert or replace into settings (key, value) values (?, ?)", (key, str(newest))
        )
    return changed


def _known_here(shard: sqlite3.Connection, row: Row) -> Row:
    """A report that lies in another shard is no row of this one."""
    known = (
        row.get("article_id")
        and shard.execute("select 1 from articles where id = ?", (row["article_id"],)).fetchone()
    )
    return row if known or "article_id" not in row else row | {"article_id": None}


def give(db: Connection, shard: sqlite3.Connection, source_id: str, token: int) -> int:
    """Write what the shard knows of a source and the database does not; returns how many rows.

    Part of the caller's transaction, in which the token is known to hold the source.
    """
    there = {
        (r["kind"], r["name"]): r["digest"]
        for r in db.execute(
            "select kind, name, digest from parks_memory where source_id = %s", (source_id,)
        )
    }
    given = []
    for kind in KINDS:
        for row in rows_of(shard, kind, source_id):
            if kind is RUNS and row["outcome"] == "running":
                continue
            name = _name(kind, row)
            if there.get((kind.table, name)) != _digest(row):
                given.append((kind, name, row))
    changed = 0
    for kind, name, row in given:
        joined = _joined(db, source_id, kind, name, row, known=(kind.table, name) in there)
        if joined is None:
            continue
        changed += 1
        db.execute(
            "insert into parks_memory (source_id, kind, name, digest, row, token) "
            "values (%s, %s, %s, %s, %s, %s) on conflict (source_id, kind, name) do update set "
            "digest = excluded.digest, row = excluded.row, token = excluded.token",
            (source_id, kind.table, name, _digest(joined), Jsonb(joined), token),
        )
    return changed


def _joined(
    db: Connection, source_id: str, kind: Kind, name: str, row: Row, *, known: bool
) -> Row | None:
    """The row as it is to stand in the database, None where it stands so already."""
    if not known:
        return row
    found = db.execute(
        "select row from parks_memory where source_id = %s and kind = %s and name = %s",
        (source_id, kind.table, name),
    ).fetchone()
    if found is None:
        return row
    old: dict[str, Any] = found["row"]
    joined = kind.join(old, row)
    return None if joined == old else joined


def _name(kind: Kind, row: Row) -> str:
    return json.dumps(kind.name(row), ensure_ascii=False)


def _digest(row: Row) -> str:
    """Of what another shard would say in other words, nothing."""
    plain = {name: value for name, value in row.items() if name != "article_id"}
    words = json.dumps(plain, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()
