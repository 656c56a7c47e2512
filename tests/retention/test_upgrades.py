"""An archive of an earlier version is brought up whole; one of a later version is left alone."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.schema import migrations, page_migrations
from archive.store import open_archive
from archive.store.connect import connect
from tests.commands import one_error_line
from tests.inside import inside
from tests.retention.making import copied

STEPS = [step.name for step in migrations._migrations]
# Columns that hold one of a closed list of words.
WORDS = {
    "addresses.state": "fetched", "figure_versions.cause": "paper", "decisions.action": "accept",
    "decisions.state": "standing", "audit_rows.kind": "figure", "source_days.state": "covered",
    "alert_posts.event": "raised", "removals.kind": "article", "copies.kind": "backup",
    "gazetteer_tables.label": "2026-11-01",
}  # fmt: skip
ID = "aaaaaaaaaaaa"  # of the one report that everything refers to
KEYS = {"article_id": ID, "articles.id": ID, "figure_id": f"{ID}-1", "figures.id": f"{ID}-1",
        "park_id": "p", "context_park_id": "p", "parks.id": "p", "extractor": "1",
        "removals.target": "x", "removed_articles.article_id": "bbbbbbbbbbbb",
        "removed_addresses.url": "http://gone/", "settings.value": "v"}  # fmt: skip


def fill(db: sqlite3.Connection) -> dict[str, dict[str, object]]:
    """One row in every table; returns them by table."""
    db.execute("pragma foreign_keys = off")
    made = {}
    names = db.execute(
        "select name from sqlite_master where type = 'table' and name not like '\\_%' escape '\\' "
        "and name not like 'sqlite%' order by name like 'removed%', name"
    ).fetchall()
    for (name,) in names:
        row: dict[str, object] = {}
        for column in db.execute(f"pragma table_info({name})").fetchall():
            key, kind = f"{name}.{column['name']}", column["type"].lower()
            plain = {"integer": 1, "real": 1.5, "blob": b"x"}.get(kind, f"{column['name']} 字")
            row[column["name"]] = WORDS.get(key, KEYS.get(key, KEYS.get(column["name"], plain)))
        marks = ", ".join("?" * len(row))
        db.execute(f"insert into {name} ({', '.join(row)}) values ({marks})", list(row.values()))
        made[name] = row
    return made


@pytest.mark.parametrize("before", STEPS[1:])
def test_every_row_of_every_earlier_schema_is_kept(tmp_path: Path, before: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    old = connect(home / "archive.db")
    migrations.apply(Database(old), stop_before=before)
    rows = fill(old)
    old.close()
    pages = connect(home / "pages.db")
    page_migrations.apply(Database(pages))
    fill(pages)
    pages.close()
    archive = open_archive(home, create=False)
    for name, row in rows.items():
        (found,) = archive.db.execute(f"select * from {name}").fetchall()
        changed = {k: v for k, v in row.items() if found[k] != v}
        assert changed == {}, name
    assert archive.db.execute("pragma integrity_check").fetchone()[0] == "ok"
    assert archive.db.execute("pragma foreign_key_check").fetchall() == []
    archive.close()


@pytest.mark.parametrize("name", ["archive.db", "pages.db"])
def test_an_archive_of_a_later_version_is_refused_in_one_line(
    made: Path, tmp_path: Path, name: str
) -> None:
    home = copied(made, tmp_path / "home")
    db = sqlite3.connect(home / name)
    group = "park-archive" if name == "archive.db" else "park-archive-pages"
    db.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) "
        "values (?, 'of tomorrow', '2030-01-01')",
        (group,),
    )
    db.execute("create table of_tomorrow (x)")
    db.commit()
    db.close()
    before = hashlib.sha256((home / name).read_bytes()).hexdigest()
    for words in (("status",), ("publish",), ("backup", tmp_path / "b.tar"), ("vacuum",)):
        line = one_error_line(inside(*words, home=home))
        assert name in line and "'of tomorrow'" in line and "update the park archive" in line
    assert hashlib.sha256((home / name).read_bytes()).hexdigest() == before
    assert not (tmp_path / "b.tar").exists()


def test_reading_again_is_offered_after_an_upgrade(made: Path, tmp_path: Path) -> None:
    home = copied(made, tmp_path / "home")
    db = sqlite3.connect(home / "archive.db")
    db.execute("update articles set extractor = '0.0.9-00000000'")
    db.execute("update reads set extractor = '0.0.9-00000000'")
    db.commit()
    db.close()
    said = inside("status", home=home).stdout
    assert "56 of 56 reports were read by another version of the reader" in said
    assert "`parks reprocess`" in said and "`parks reprocess`" in inside("doctor", home=home).stdout
    assert inside("reprocess", home=home).returncode == 0
    left = json.loads(inside("status", "--json", home=home).stdout)["upgrade"]
    assert left == {"reports": 56, "stale": 0, "names": False}
