"""Looks for what must never be: broken files, quotes away from their offsets, orphans, gaps."""

from __future__ import annotations

import hashlib
import json
import shlex
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive.store import Archive, PageStore

REREAD, RESTORE = "parks reprocess --all", "restore a backup"

# What refers to a row that is not there, though no key of the schema says so: what, rows, mend.
ORPHANS = (
    (
        "address of a report that is gone",
        "select url from addresses where article_id is not null "
        "and article_id not in (select id from articles)",
        RESTORE,
    ),
    (
        "decision on a figure that is gone",
        "select 'decision ' || id from decisions where figure_id is not null "
        "and figure_id not in (select id from figures)",
        RESTORE,
    ),
    (
        "decision on a report that is gone",
        "select 'decision ' || id from decisions where article_id is not null "
        "and article_id not in (select id from articles)",
        RESTORE,
    ),
    (
        "report of a source that is unknown",
        "select id from articles where source_id not in (select id from sources)",
        "declare the source again, then parks sources",
    ),
    (
        "park that leads to one that is gone",
        "select id from parks where successor_id is not null "
        "and successor_id not in (select id from parks)",
        "mend archive/data/park_merges.csv or park_successions.csv",
    ),
    (
        "standing figure without a version that is open",
        "select id from figures f where withdrawn_at is null and (select count(*) "
        "from figure_versions v where v.figure_id = f.id and v.seen_to is null) <> 1",
        REREAD,
    ),
    (
        "removal that was cut short",
        "select kind || ' ' || case kind when 'name' then '(not told)' else target end "
        "from removals where done_at is null",
        "the same parks remove once more",
    ),
    (
        "withdrawn figure without a reason",
        "select id from figures where withdrawn_at is not null and withdrawn_reason = ''",
        "parks withdraw FIGURE --reason",
    ),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, where it is, and how to mend it."""

    what: str
    where: str
    mend: str


def examine(archive: Archive) -> Iterator[Finding]:
    """All faults found, file by file; nothing when the archive is sound."""
    db = archive.db
    for name, findings in (
        ("archive.db", _file("archive.db", db)),
        ("pages.db", _file("pages.db", archive.pages)),
        ("archive.db", _evidence(db)),
        ("archive.db", _orphans(db)),
        ("archive.db or pages.db", _pages(archive)),
        ("public.db", _published(archive)),
    ):
        try:
            yield from findings
        except sqlite3.DatabaseError as fault:  # a bad place in the file; the rest is looked at
            yield damaged(name, fault)


def damaged(name: str, fault: object) -> Finding:
    """A file that SQLite cannot read to its end."""
    return Finding(f"damaged file: {fault}", name, RESTORE)


def mending(home: Path, backups: Sequence[Path]) -> list[str]:
    """The commands that make a sound archive of one with damaged files, as lines to be run."""
    new, old = (home.with_name(f"{home.name}.{state}") for state in ("mended", "damaged"))
    here, there, aside = (shlex.quote(str(path)) for path in (home, new, old))
    lines = ["a damaged file is mended so, while no crawl, timer or site is at work:"]
    if backups:
        lines += [
            "  # from the last backup; says what has come since",
            f"  parks restore {shlex.quote(str(backups[-1]))} --home {there} --old-home {here}",
            "  # or: what can be read of the damaged files, and the rest from the stored pages",
        ]
    else:
        lines.append("  # what can be read of the damaged files, the rest from the stored pages")
    lines.append(f"  parks restore {here} --damaged --home {there}")
    kept = [f"{aside}/{name}" for name in ("logs", "releases") if (home / name).exists()]
    lines += ["  # then", f"  mv {here} {aside} && mv {there} {here}"]
    if kept:
        lines.append(f"  mv {' '.join(kept)} {here}/")
    return [*lines, f"  parks doctor --home {here} && parks publish --home {here}"]


def _file(name: str, connection: sqlite3.Connection) -> Iterator[Finding]:
    for row in connection.execute("pragma integrity_check"):
        if row[0] != "ok":
            yield damaged(name, row[0])
    for row in connection.execute("pragma foreign_key_check"):
        yield Finding(f"row without its parent: {tuple(row)}", name, RESTORE)


def _orphans(db: sqlite3.Connection) -> Iterator[Finding]:
    for what, query, mend in ORPHANS:
        for row in db.execute(query):
            yield Finding(what, str(row[0]), mend)


def _evidence(db: sqlite3.Connection) -> Iterator[Finding]:
    rows = db.execute(
        "select f.id, f.start, f.quote, f.evidence, f.evidence_start, a.body, a.url "
        "from figures f join articles a on a.id = f.article_id where f.withdrawn_at is null"
    )
    for row in rows:
        at, clause = row["start"], row["evidence_start"]
        if row["body"][at : at + len(row["quote"])] != row["quote"]:
            yield Finding("quote not at its place", f"figure {row['id']}", REREAD)
        elif row["body"][clause : clause + len(row["evidence"])] != row["evidence"]:
            yield Finding("clause not at its place", f"figure {row['id']}", REREAD)


def _pages(archive: Archive) -> Iterator[Finding]:
    store = PageStore(archive.pages)
    for row in archive.pages.execute("select sha256 from bodies"):
        try:
            body = store.body(row["sha256"])
        except Exception as fault:  # noqa: BLE001 whatever is wrong with one body is a finding
            yield Finding(f"page cannot be unpacked: {fault}", row["sha256"], RESTORE)
            continue
        if hashlib.sha256(body).hexdigest() != row["sha256"]:
            yield Finding("page differs from its checksum", row["sha256"], RESTORE)
    read = {row[0] for row in archive.db.execute("select fetch_id from reads")}
    known = set()
    removed = {row[0] for row in archive.db.execute("select url from removed_addresses")}
    for row in archive.pages.execute("select id, url from fetches order by id"):
        known.add(row["id"])
        if row["url"] in removed:
            yield Finding("page of a report that was removed", row["url"], "parks remove URL")
        if row["id"] not in read:
            yield Finding("stored page not read yet", row["url"], "parks crawl or parks reprocess")
    for row in archive.db.execute("select id, fetch_id from articles"):
        if row["fetch_id"] not in known:
            yield Finding("article without its page", f"article {row['id']}", "restore pages.db")


def _published(archive: Archive) -> Iterator[Finding]:
    """The published file and the inspect file that must tell of the same bytes."""
    file, inspect = archive.home / "public.db", archive.home / "public.inspect.json"
    if not file.exists():
        return
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as public:
        try:
            found = public.execute("pragma quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as fault:
            found = str(fault)
    if found != "ok":
        yield Finding(f"damaged file: {found}", "public.db", "parks publish")
    if inspect.exists():
        size = json.loads(inspect.read_text(encoding="utf-8"))["public"]["size"]
        if size != file.stat().st_size:
            yield Finding("counts of another file", "public.inspect.json", "parks publish")
