"""A shard: the home folder of a worker, opened to be read, and how far it was merged."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.faults import ArchiveError
from archive.store import Archive, open_archive, transaction


@dataclass(frozen=True, slots=True)
class Fetched:
    """One page of a shard that is to be taken; sorts by time, whatever the shards' order."""

    at: str
    url: str
    shard: int  # its place among the shards at hand
    fetch_id: int  # its number in that shard


def open_shards(homes: list[Path], archive: Archive) -> list[Archive]:
    """Open every shard. Raises ArchiveError for one that is none, is named twice, or is the
    archive itself."""
    own = archive.home.resolve()
    seen: set[Path] = set()
    shards: list[Archive] = []
    try:
        for home in homes:
            if home.resolve() == own:
                raise ArchiveError(f"{home} is the archive itself; name the folders of workers")
            if home.resolve() in seen:
                raise ArchiveError(f"{home} is named twice")
            seen.add(home.resolve())
            if not (home / "archive.db").exists():
                raise ArchiveError(f"{home} is no shard: it has no archive.db")
            shards.append(open_archive(home, create=False))
    except BaseException:
        for shard in shards:
            shard.close()
        raise
    return shards


def shard_id(shard: Archive) -> str:
    """The shard's own name, given when it is first asked for and kept for good."""
    with transaction(shard.db) as db:
        db.execute(
            "insert or ignore into settings (key, value) values ('shard', ?)", (uuid.uuid4().hex,)
        )
        return str(db.execute("select value from settings where key = 'shard'").fetchone()[0])


def mark(shard: Archive, number: int) -> str:
    """How far a shard was merged: a page's number and, as proof, its address and time."""
    row = shard.pages.execute(
        "select id, url, fetched_at from fetches where id = ?", (number,)
    ).fetchone()
    return json.dumps(list(row), ensure_ascii=False) if row else ""


def merged_up_to(archive: Archive, shard: Archive, name: str) -> int:
    """The number up to which every page of a shard is in the archive; 0 where the shard is not
    the one it was then, as after a restore from an older copy of it."""
    row = archive.db.execute("select value from settings where key = ?", (key(name),)).fetchone()
    if row is None:
        return 0
    number = int(json.loads(row["value"])[0])
    return number if mark(shard, number) == row["value"] else 0


def key(name: str) -> str:
    """Under which setting the archive keeps how far a shard was merged."""
    return f"merged:{name}"


def to_come(shard: Archive, n: int, after: int) -> Iterator[Fetched]:
    """The shard's pages behind a number, in the order of time."""
    rows = shard.pages.execute(
        "select id, url, fetched_at from fetches where id > ? order by fetched_at, url, id",
        (after,),
    )
    return (Fetched(row["fetched_at"], row["url"], n, row["id"]) for row in rows)
