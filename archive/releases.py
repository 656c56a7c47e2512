"""Every publication has an id, and the recent ones are kept as Parquet: a number that was cited
can be looked up as it stood, and any two publications can be compared."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

import pipelines.figures
from archive.export.parquet import Piece, parquet_writer, pieces, write_piece
from archive.faults import ArchiveError
from archive.public_schema import public_schema
from archive.publishing.copying import Copying
from archive.publishing.helpers import helpers_for
from archive.store.connect import now, today, transaction
from pipelines.version import extractor_version

FOLDER = "releases"
# What a panel is rebuilt from; the rest follows from these or is not about figures.
# The first are complete before anything is compared, and the largest.
EARLY = ("figures", "articles", "parks", "indicators", "corrections")
KEPT = (*EARLY, "series", "years", "conflicts")
BUILDING = ".new.building"
DAILY, MONTHLY = 30, 12
# What a reader of a figure would call a change; offsets and dates of reading are none.
COMPARED = (
    "park_id", "indicator_id", "scope", "kind", "base", "value", "value_max", "unit", "bound",
    "period_start", "period_end", "period_key", "status", "modality", "quote", "shown", "corrected",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Release:
    """One publication and the versions that made it."""

    id: str
    digest: str
    extractor: str
    gazetteer: str
    vocabulary: str


@dataclass(slots=True)
class Difference:
    """What one release has that another lacks, by stable id."""

    older: str
    newer: str
    rows: list[dict[str, Any]] = field(default_factory=list)

    def count(self, change: str) -> int:
        """How many figures were `added`, `changed`, `withdrawn` or `gone`."""
        return sum(row["change"] == change for row in self.rows)


@cache
def vocabulary_version() -> str:
    """A hash of the word lists that figures are read with."""
    digest = hashlib.blake2b(digest_size=4)
    folder = Path(pipelines.figures.__file__).parent / "vocabulary"
    for path in sorted(folder.glob("*.toml")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def claim(db: sqlite3.Connection, digest: str) -> Release:
    """The release of a file with this digest: the newest one again, or the day's next number."""
    row = db.execute("select * from releases order by made_at desc, id desc limit 1").fetchone()
    if row is not None and row["digest"] == digest:
        names = ("id", "digest", "extractor", "gazetteer", "vocabulary")
        return Release(*(row[name] for name in names))
    day = today()
    number = db.execute("select count(*) from releases where id like ? || '.%'", (day,)).fetchone()[
        0
    ]
    gazetteer = db.execute("select value from settings where key = 'gazetteer'").fetchone()
    return Release(
        f"{day}.{number + 1}",
        digest,
        extractor_version(),
        gazetteer["value"] if gazetteer else "",
        vocabulary_version(),
    )


def describe_in(db: sqlite3.Connection, release: Release) -> None:
    """Write the release into the public file, so that every page and copy can carry it."""
    db.executemany(
        "insert or replace into archive values (?, ?)",
        [
            ("release", release.id),
            ("extractor", release.extractor),
            ("gazetteer", release.gazetteer),
            ("vocabulary", release.vocabulary),
        ],
    )


def note(db: sqlite3.Connection, release: Release, rows: dict[str, int]) -> None:
    """Remember a publication that stands; the same one twice is one."""
    with transaction(db):
        db.execute(
            "insert or ignore into releases (id, made_at, digest, extractor, gazetteer, "
            "vocabulary, figures, reports, rows) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                release.id,
                now(),
                release.digest,
                release.extractor,
                release.gazetteer,
                release.vocabulary,
                rows["figures"],
                rows["articles"],
                json.dumps(rows),
            ),
        )


def begin_copy(home: Path, db: sqlite3.Connection, file: Path, copying: Copying) -> None:
    """Begin to write the next release where it is large, of a file that db has open: its reports
    and figures are complete. Whether it will be a new one turns out later."""
    n = helpers_for(db.execute("select count(*) from articles").fetchone()[0])
    if n:
        copying.begin(n, file, _pieces(db, EARLY), _empty(home))


def continue_copy(
    home: Path, release: Release, db: sqlite3.Connection, file: Path, copying: Copying
) -> None:
    """Write the rest of what was begun, as all rows are complete; nothing if it is kept already.
    keep() ends it."""
    if (home / FOLDER / release.id).exists():
        copying.drop()
    elif copying.begun:
        rest = [name for name in KEPT if name not in EARLY]
        copying.begin(1, file, _pieces(db, rest), _building(home))


def keep(home: Path, release: Release, copying: Copying) -> Path:
    """Keep the published file as Parquet with the file of its changes, and drop what is old."""
    folder = home / FOLDER / release.id
    if folder.exists():
        return folder
    before = releases(home)
    with closing(_open(home / "public.db")) as db:
        about = dict(db.execute("select name, value from archive"))
        building = copying.finish() or _write(db, _empty(home))
    if before:
        changes = compare(home / FOLDER / before[-1], building, before[-1], release.id)
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in changes.rows)
        (building / "changes.jsonl").write_text(text, encoding="utf-8")
    (building / "release.json").write_text(
        json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    building.replace(folder)
    for old in surplus(releases(home)):
        shutil.rmtree(home / FOLDER / old)
    return folder


def _building(home: Path) -> Path:
    return home / FOLDER / BUILDING


def _empty(home: Path) -> Path:
    """Where a release is written, without what an interrupted publication left there."""
    for left in (home / FOLDER).glob(".*.building"):
        shutil.rmtree(left, ignore_errors=True)
    return _building(home)


def _pieces(db: sqlite3.Connection, names: Iterable[str]) -> list[Piece]:
    return [piece for name in names for piece in pieces(db, public_schema().table(name))]


def _write(db: sqlite3.Connection, folder: Path) -> Path:
    with parquet_writer() as duck:
        for piece in _pieces(db, KEPT):
            write_piece(duck, db, piece, folder)
    return folder


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file.absolute().as_uri() + "?mode=ro", uri=True)


def releases(home: Path) -> list[str]:
    """Ids of the kept releases, oldest first."""
    folder = home / FOLDER
    if not folder.exists():
        return []
    names = [path.name for path in folder.iterdir() if not path.name.startswith(".")]
    return sorted(names, key=_order)


def _order(identity: str) -> tuple[str, int]:
    day, _, number = identity.partition(".")
    return day, int(number) if number.isdigit() else 0


def surplus(kept: list[str]) -> list[str]:
    """All but the last of each of the last 30 days and of each of the last 12 months."""
    by_day = {identity[:10]: identity for identity in kept}
    by_month = {identity[:7]: identity for identity in kept}
    stay = {by_day[day] for day in sorted(by_day)[-DAILY:]}
    stay |= {by_month[month] for month in sorted(by_month)[-MONTHLY:]}
    stay |= set(kept[-2:])  # what was and what is
    return [identity for identity in kept if identity not in stay]


def difference(home: Path, older: str, newer: str) -> Difference:
    """What changed between two kept releases. Raises ArchiveError for one that is not kept."""
    for identity in (older, newer):
        if not (home / FOLDER / identity / "release.json").exists():
            kept = ", ".join(releases(home)) or "none"
            raise ArchiveError(f"release {identity} is not kept in {home}; kept are: {kept}")
    return compare(home / FOLDER / older, home / FOLDER / newer, older, newer)


def compare(old: Path, new: Path, older: str, newer: str) -> Difference:
    """Figure by figure: added, changed in which columns, withdrawn, gone altogether."""
    differs = [f"case when a.{c} is distinct from b.{c} then '{c}' end" for c in COMPARED]
    query = f"""
    with a as (select * from read_parquet('{old}/figures/*.parquet')),
      b as (select * from read_parquet('{new}/figures/*.parquet'))
    select * from (
      select coalesce(b.id, a.id) as id,
        case when a.id is null then 'added' when b.id is null then 'gone'
          when a.withdrawn_at is null and b.withdrawn_at is not null then 'withdrawn'
          when a.withdrawn_at is not null and b.withdrawn_at is null then 'restored'
          else 'changed' end as change,
        concat_ws(',', {", ".join(differs)}) as columns,
        a.quote as quote_before, b.quote as quote_after, a.value as value_before,
        b.value as value_after, b.withdrawn_reason as reason
      from a full join b on a.id = b.id
    ) where change <> 'changed' or columns <> '' order by change, id
    """  # noqa: S608 our own folders
    with duckdb.connect() as duck:
        cursor = duck.execute(query)
        names = [column[0] for column in cursor.description or []]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return Difference(older, newer, rows)
