"""Takes withdrawn figures off the published file at once, without building it anew.

A full publication of a large archive takes minutes; a figure that a person withdrew must be gone
from the running site within one. So the published file is copied, the withdrawn figures leave
series, years, conflicts and search in the copy, the log of corrections gains its rows, and the
copy is swapped in. The next publication chooses what stands in their places.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from archive.public_schema import SITE
from archive.publish import BUILDING, PUBLIC, PublishError, only_one, swap
from archive.publishing.fulltext import FACETS_OF_F, FIGURES
from archive.search import facet_words, segment
from archive.store.connect import now

GONE = f"""
select f.rowid, f.id, f.park_id, f.evidence, f.label, f.subject, {FACETS_OF_F},
  g.withdrawn_at, g.withdrawn_reason
from private.figures g cross join {FIGURES}
where g.withdrawn_by = 'person' and f.id = g.id and f.withdrawn_at is null
"""  # noqa: S608 our own parts
FORGET = (
    "delete from series where figure_id = ?",
    "delete from years where figure_id = ?",
    "delete from conflicts where ? in (figure_a, figure_b)",
)


def patch_withdrawn(home: Path) -> int:
    """Withdraw in the published file what people withdrew since; returns how many figures.

    Raises PublishError; then the published file is unchanged.
    """
    building = home / BUILDING
    with only_one(home):
        try:
            shutil.copyfile(home / PUBLIC, building)
            gone = _apply(home, building)
            if gone:
                swap(home, building)
        except (sqlite3.Error, OSError) as fault:
            raise PublishError(f"patching failed, {PUBLIC} is unchanged: {fault}") from fault
        finally:
            building.unlink(missing_ok=True)
    return gone


def _apply(home: Path, building: Path) -> int:
    db = sqlite3.connect(building, isolation_level=None, uri=True)
    try:
        db.execute("pragma journal_mode = memory")  # before attaching: it would be set there too
        private = (home / "archive.db").absolute().as_uri() + "?mode=ro"
        db.execute("attach ? as private", (private,))
        db.execute("begin")
        gone = db.execute(GONE).fetchall()
        # A file that an older version published has no facets.
        searched = [row[1] for row in db.execute("pragma table_info(figures_fts)")]
        for rowid, figure, _, evidence, label, subject, facets, at, reason in gone:
            db.execute(
                "update figures set withdrawn_at = ?, withdrawn_reason = ?, shown = 0, "
                "held_reason = '' where id = ?",
                (at, reason, figure),
            )
            for statement in FORGET:
                db.execute(statement, (figure,))
            words = [*map(segment, (evidence, label, subject)), facet_words(facets)]
            _forget_words(db, rowid, words[: len(searched)], searched)
        db.executemany(
            "update park_totals set figures = (select count(*) from figures f "
            "where f.park_id = park_totals.park_id and f.withdrawn_at is null) where park_id = ?",
            sorted({(row[2],) for row in gone if row[2]}),
        )
        log = (SITE / "derived.sql").read_text(encoding="utf-8").split(";\n")
        statement = next(s for s in log if "insert into corrections" in s)
        db.execute(
            statement.replace("insert into corrections", "insert or ignore into corrections")
        )
        db.execute("insert or replace into archive values ('patched_at', ?)", (now(),))
        db.execute("commit")
        return len(gone)
    finally:
        db.close()


def _forget_words(db: sqlite3.Connection, rowid: int, words: list[str], columns: list[str]) -> None:
    """An index that holds no text is told what it must forget."""
    names, marks = ", ".join(columns), ", ".join("?" * len(words))
    db.execute(
        f"insert into figures_fts (figures_fts, rowid, {names}) "  # noqa: S608 names are ours
        f"values ('delete', ?, {marks})",
        (rowid, *words),
    )
