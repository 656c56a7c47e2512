"""Migrations run forward from every earlier schema with data in it, once, also when two start."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.schema import migrations, page_migrations
from archive.store import open_archive
from archive.store.connect import connect

STEPS = [step.name for step in migrations._migrations]


def old_archive(home: Path, before: str) -> None:
    """An archive as it was before a migration, with a row in what it had."""
    home.mkdir()
    connection = connect(home / "archive.db")
    migrations.apply(Database(connection), stop_before=before)
    connection.execute(
        "insert into articles (id, source_id, url, title, body, chars, sha256, method, encoding, "
        "retrieved_at, last_checked_at, extractor) values ('aaaaaaaaaaaa', 's', 'http://s/1', "
        "'标题', '税收5亿元，产值9亿元。', 13, 'x', 'm', 'utf-8', '2025-01-01', '2025-01-01', '1')"
    )
    for n, (quote, gone) in enumerate((("5亿元", None), ("9亿元", "2025-02-01")), 1):
        connection.execute(
            "insert into figures (id, article_id, subject, subject_kind, indicator_id, label, "
            "kind, value, value_text, unit, bound, status, quote, start, evidence, "
            "evidence_start, confidence, extractor, first_seen, last_seen, withdrawn_at, "
            "withdrawn_reason) values (?, 'aaaaaaaaaaaa', '园区', 'park', 'tax_revenue', '税收', "
            "'level', 5e8, '500000000', 'CNY', '=', 'actual', ?, 2, ?, 0, 0.9, '1', '2025-01-01', "
            "'2025-01-01', ?, ?)",
            (f"aaaaaaaaaaaa-{n}", quote, quote, gone, "报道已删去这个数字" if gone else ""),
        )
    names = {row[1] for row in connection.execute("pragma table_info(figures)")}
    if "withdrawn_by" in names:
        connection.execute("update figures set withdrawn_by = 'paper' where id like '%-2'")
    connection.close()


@pytest.mark.parametrize("before", STEPS[1:])
def test_an_archive_of_an_earlier_schema_is_brought_up_with_its_data(
    tmp_path: Path, before: str
) -> None:
    old_archive(tmp_path / "home", before)
    archive = open_archive(tmp_path / "home")
    rows = archive.db.execute("select quote, withdrawn_by from figures order by id").fetchall()
    assert [tuple(row) for row in rows] == [("5亿元", ""), ("9亿元", "paper")]
    fresh = open_archive(tmp_path / "fresh")
    assert schema(archive.db) == schema(fresh.db)
    assert archive.db.execute("pragma integrity_check").fetchone()[0] == "ok"
    for opened in (archive, fresh):
        opened.close()


def test_a_figure_first_seen_after_it_was_last_seen_is_put_right(tmp_path: Path) -> None:
    old_archive(tmp_path / "home", "first_seen")
    db = sqlite3.connect(tmp_path / "home" / "archive.db")
    db.execute("update figures set first_seen = '2025-01-02' where id like '%-1'")
    db.execute("update figures set last_seen = '2025-01-03' where id like '%-2'")
    db.commit()
    db.close()
    archive = open_archive(tmp_path / "home")
    rows = archive.db.execute("select first_seen, last_seen from figures order by id").fetchall()
    archive.close()
    assert [tuple(row) for row in rows] == [("2025-01-01",) * 2, ("2025-01-01", "2025-01-03")]


def test_two_commands_that_open_an_old_archive_migrate_it_once(tmp_path: Path) -> None:
    old_archive(tmp_path / "home", STEPS[1])

    def open_and_count(_: int) -> int:
        archive = open_archive(tmp_path / "home")
        count: int = archive.db.execute("select count(*) from figures").fetchone()[0]
        archive.close()
        return count

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(open_and_count, range(8))) == [2] * 8
    archive = open_archive(tmp_path / "home")
    applied = archive.db.execute("select count(*) from _sqlite_migrations").fetchone()[0]
    archive.close()
    assert applied == len(STEPS)


def test_a_migration_that_fails_leaves_the_old_schema(tmp_path: Path) -> None:
    old_archive(tmp_path / "home", STEPS[1])
    db = sqlite3.connect(tmp_path / "home" / "archive.db")
    db.execute("create table releases (id text)")  # stands in the way of the second step
    db.commit()
    db.close()
    with pytest.raises(Exception, match="releases"):
        open_archive(tmp_path / "home")
    db = sqlite3.connect(tmp_path / "home" / "archive.db")
    names = {row[1] for row in db.execute("pragma table_info(figures)")}
    db.close()
    assert "withdrawn_by" not in names


def test_the_page_store_has_one_step() -> None:
    assert [step.name for step in page_migrations._migrations] == ["first"]


def schema(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Tables with their columns in order, and indexes."""
    names = db.execute("select name, type from sqlite_master where name not like 'sqlite_%'")
    return sorted(
        (name, ",".join(row[1] for row in db.execute(f'pragma table_info("{name}")')) or kind)
        for name, kind in names.fetchall()
    )
