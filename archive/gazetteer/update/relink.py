"""Links every figure anew with other tables: looked at in memory first, then written."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from sqlite_utils import Database

from archive.gazetteer import Gazetteer, Resolution
from archive.gazetteer.links import Link, Named, link
from archive.gazetteer.load import load_gazetteer, mark_resolved
from archive.gazetteer.tables import Tables, put_in_force
from archive.schema import migrations
from archive.store import transaction
from archive.take import LONGEST

Progress = Callable[[int], None]
BATCH = 200  # reports in one transaction
EXAMPLES = 5
# What a person added is linked as the person said.
FIGURES = """
select f.id, f.article_id, f.subject, f.subject_kind, f.context, f.park_id, f.context_park_id,
  f.place_code, f.park_reason, f.confidence, a.title, a.body, a.published_at, s.province_code,
  case when b.id is null then coalesce(f.park_id, f.context_park_id) else b.park_id end as linked
from figures f join articles a on a.id = f.article_id
  left join sources s on s.id = a.source_id left join temp.linked_before b on b.id = f.id
where f.article_id in (select value from json_each(?)) and f.extractor not like 'person:%'
  and (f.subject_kind in ('park', 'region') or f.context <> '')
order by f.article_id, f.start, f.id
"""


@dataclass(slots=True)
class Links:
    """Links to parks that figures gained, lost, or have to another park than before, by park."""

    figures: int = 0
    gained: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    moved: Counter[tuple[str, str]] = field(default_factory=Counter)
    places: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, figure: sqlite3.Row, new: Link) -> None:
        """Count one figure."""
        self.figures += 1
        self.places += figure["place_code"] != new.place_code
        before = figure["linked"]
        after = new.park_id or new.context_park_id
        if before == after:
            return
        if before is None:
            self.gained[after or ""] += 1
        elif after is None:
            self.lost[before] += 1
        else:
            self.moved[before, after] += 1
        if len(self.examples) < EXAMPLES:
            named = figure["subject"] if figure["subject_kind"] == "park" else figure["context"]
            self.examples.append(f"{figure['id']}: {named}: {before or '-'} → {after or '-'}")


def look(db: sqlite3.Connection, home: Path, tables: Tables, progress: Progress) -> Links:
    """What linking with the tables would change; the archive is only read."""
    found = Links()
    _note_links(db, "limit 0")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as scratch:
        scratch.row_factory = sqlite3.Row
        migrations.apply(Database(scratch))
        scratch.execute("attach ? as archive", (str(home / "archive.db"),))
        for table in ("settings", "parks", "park_names", "places"):
            scratch.execute(f"insert into {table} select * from archive.{table}")  # noqa: S608 names are ours
        scratch.execute("detach archive")
        put_in_force(scratch, tables)
        gazetteer = Gazetteer(scratch)
        for n, (figures, links) in enumerate(_linked(db, gazetteer), 1):
            for figure, new in zip(figures, links, strict=True):
                found.add(figure, new)
            progress(n)
    return found


def take_in(
    db: sqlite3.Connection, tables: Tables, file: str, at: str, progress: Progress
) -> Links:
    """Resolve with the tables from now on and link every figure anew.

    A kill leaves the new tables in force and `resolved_with` unset: doing it again goes on.
    """
    _note_links(db)  # parks that are merged take their figures with them
    with transaction(db):
        put_in_force(db, tables)
        load_gazetteer(db)
        db.execute(
            "insert into gazetteer_versions (label, version, taken_at, file, parks, places) "
            "values (?, ?, ?, ?, ?, ?) on conflict (label) do update set "
            "version = excluded.version, taken_at = excluded.taken_at, file = excluded.file",
            (
                tables.label,
                tables.version,
                at,
                file,
                sum(1 for _ in tables.rows("parks.csv")),
                sum(1 for _ in tables.rows("places.csv")),
            ),
        )
    gazetteer, found = Gazetteer(db), Links()
    reports = _linked(db, gazetteer)
    done = 0
    while True:
        with transaction(db):
            batch = list(islice(reports, BATCH))
            for figures, links in batch:
                for figure, new in zip(figures, links, strict=True):
                    found.add(figure, new)
                    _write(db, figure, new)
        done += len(batch)
        progress(done)
        if len(batch) < BATCH:
            break
    with transaction(db):
        mark_resolved(db)
        db.execute(
            "update gazetteer_versions set gained = gained + ?, lost = lost + ?, "
            "moved = moved + ? where label = ?",
            (found.gained.total(), found.lost.total(), found.moved.total(), tables.label),
        )
    return found


def _note_links(db: sqlite3.Connection, some: str = "") -> None:
    """Remember to which park each figure was linked."""
    db.execute("drop table if exists temp.linked_before")
    db.execute("create temp table linked_before (id text primary key, park_id text) without rowid")
    db.execute(
        "insert into temp.linked_before select id, coalesce(park_id, context_park_id) "  # noqa: S608 our own words
        f"from main.figures {some}"
    )


def _linked(
    db: sqlite3.Connection, gazetteer: Gazetteer
) -> Iterator[tuple[list[sqlite3.Row], list[Link]]]:
    """Report by report: its figures and where they belong."""
    ids = [row[0] for row in db.execute("select id from articles order by id")]
    for begin in range(0, len(ids), BATCH):
        rows = db.execute(FIGURES, (json.dumps(ids[begin : begin + BATCH]),)).fetchall()
        for _, group in groupby(rows, key=itemgetter("article_id")):
            figures = list(group)
            first = figures[0]
            yield (
                figures,
                [
                    link(
                        gazetteer,
                        Named(f["subject"], f["subject_kind"], f["context"]),
                        text=f"{first['title']}\n{first['body']}"[:LONGEST],
                        province=first["province_code"],
                        day=(first["published_at"] or "")[:10],
                    )
                    for f in figures
                ],
            )


def _write(db: sqlite3.Connection, figure: sqlite3.Row, new: Link) -> None:
    old = (figure["park_id"], figure["context_park_id"], figure["place_code"])
    if (*old, figure["park_reason"]) == (
        new.park_id,
        new.context_park_id,
        new.place_code,
        new.reason,
    ):
        return
    before = Resolution(figure["park_id"], "", None, None, figure["park_reason"]).sure
    db.execute(
        "update figures set park_id = ?, context_park_id = ?, place_code = ?, park_reason = ?, "
        "confidence = ? where id = ?",
        (
            new.park_id,
            new.context_park_id,
            new.place_code,
            new.reason,
            round(min(1.0, figure["confidence"] / before * new.sure), 3),
            figure["id"],
        ),
    )
