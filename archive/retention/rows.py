"""Takes the rows of a removed source, report or name out of archive.db.

Which tables there are is asked of the database: a table that is added later and refers to
reports, figures, addresses or sources by the usual column names is cleared with the others.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

from archive.retention.listed import listed
from archive.retention.target import Target
from archive.store import transaction
from archive.store.names import Name
from archive.store.stories import prints, runs

# Tombstones, and tables whose words are no report's.
OURS = {"removals", "removed_articles", "removed_addresses", "removed_parks", "copies"} | {
    "backup_folders"
}
TABLES_OF_NAMES = {"places", "parks", "park_names", "sources", "settings", "gazetteer_tables"}
COVERED = "（已移除）"
LEAST_TITLE = 8  # characters of a title that is looked for in the words of other tables

REFERS = {
    "article_id": "select key from temp.gone",
    "figure_id": "select id from figures where article_id in (select key from temp.gone)",
    "url": "select key from temp.at",
}


def tables(db: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    """Every table with its columns, the tombstones left out."""
    names = db.execute(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' "
        "and name not like '\\_%' escape '\\' order by name"
    ).fetchall()
    for (name,) in names:
        if name not in OURS:
            yield name, [row[1] for row in db.execute(f'pragma table_info("{name}")')]


def forget(db: sqlite3.Connection, target: Target, removal: int) -> int:
    """Delete all rows of the target's reports and addresses; returns how many rows went."""
    with transaction(db), listed(db, "gone", target.articles), listed(db, "at", target.addresses):
        db.execute("pragma defer_foreign_keys = on")
        titles = _titles(db) if target.kind == "article" else []
        before = db.total_changes
        _remember_parks(db, removal)
        for column, query in REFERS.items():
            for table, columns in tables(db):
                if column in columns and table not in {"articles", "figures"}:
                    db.execute(f'delete from "{table}" where {column} in ({query})')  # noqa: S608 names are ours
        db.execute("delete from figures where article_id in (select key from temp.gone)")
        db.execute("delete from articles where id in (select key from temp.gone)")
        if target.kind == "source":
            _forget_source(db, target.key)
        _forget_parks(db, removal)
        for title in titles:
            _cover_title(db, title)
        return db.total_changes - before


def _titles(db: sqlite3.Connection) -> list[str]:
    rows = db.execute(
        "select title from articles where id in (select key from temp.gone) union "
        "select title from addresses where url in (select key from temp.at)"
    )
    return [row[0] for row in rows if len(row[0]) >= LEAST_TITLE]


def _forget_source(db: sqlite3.Connection, source_id: str) -> None:
    for table, columns in tables(db):
        if "source_id" in columns:
            db.execute(f'delete from "{table}" where source_id = ?', (source_id,))  # noqa: S608 names are ours
    alerts = "select id from alerts where subject = ?"
    db.execute(f"delete from alert_posts where alert_id in ({alerts})", (source_id,))  # noqa: S608
    db.execute("delete from alerts where subject = ?", (source_id,))
    db.execute("delete from sources where id = ?", (source_id,))


def _remember_parks(db: sqlite3.Connection, removal: int) -> None:
    """Candidates are known from reports alone: those of the removed ones may have to go."""
    db.execute(
        "insert or ignore into removed_parks (park_id, removal_id) "
        "select p.id, ? from parks p where p.status = 'candidate' and p.id in "
        "(select coalesce(park_id, context_park_id) from figures "
        "where article_id in (select key from temp.gone)) and p.id not in "
        "(select successor_id from parks where successor_id is not null)",
        (removal,),
    )


def _forget_parks(db: sqlite3.Connection, removal: int) -> None:
    """Of those parks the ones go that no other report names."""
    db.execute(
        "delete from removed_parks where removal_id = ?1 and exists (select 1 from figures f "
        "where removed_parks.park_id in (f.park_id, f.context_park_id))",
        (removal,),
    )
    gone = "(select park_id from removed_parks where removal_id = ?)"
    db.execute(f"delete from park_names where park_id in {gone}", (removal,))  # noqa: S608
    db.execute(f"delete from parks where id in {gone}", (removal,))  # noqa: S608


def _cover_title(db: sqlite3.Connection, title: str) -> None:
    """A removed title in words that belong to no report, such as a message to the operator. Rows
    of other reports are left alone: one title may be the beginning of another."""
    for table, columns in tables(db):
        if table in TABLES_OF_NAMES | {"articles"} or REFERS.keys() & set(columns):
            continue
        for column in columns:
            db.execute(
                f'update or ignore "{table}" set "{column}" = replace("{column}", ?1, ?2) '  # noqa: S608 names are ours
                f'where typeof("{column}") = \'text\' and instr("{column}", ?1) > 0',
                (title, COVERED),
            )


def cover_name(db: sqlite3.Connection, name: Name) -> tuple[int, int]:
    """Cover a name in every text of the archive; returns (reports, figures) that held it."""
    db.create_function("parks_holds", 1, lambda t: isinstance(t, str) and name.in_cell(t))
    db.create_function("parks_cover", 1, name.cover_cell)
    with transaction(db):
        reports = [
            row[0]
            for row in db.execute(
                "select id from articles where parks_holds(title) or parks_holds(body) "
                "or parks_holds(byline) or parks_holds(editor) or parks_holds(origin) or id in "
                "(select article_id from article_revisions where parks_holds(title) "
                "or parks_holds(body))"
            )
        ]
        figures = db.execute(
            "select count(*) from figures where parks_holds(quote) or parks_holds(evidence) "
            "or parks_holds(subject) or parks_holds(context)"
        ).fetchone()[0]
        for table, columns in tables(db):
            if table not in TABLES_OF_NAMES:
                _cover_columns(db, table, columns)
        for article_id in reports:
            _digest_anew(db, article_id)
    return len(reports), int(figures)


def _cover_columns(db: sqlite3.Connection, table: str, columns: list[str]) -> None:
    for column in columns:
        if column in {"id", "url", "sha256"}:
            continue
        db.execute(
            f'update or replace "{table}" set "{column}" = parks_cover("{column}") '  # noqa: S608 names are ours
            f'where parks_holds("{column}")'
        )


def _digest_anew(db: sqlite3.Connection, article_id: str) -> None:
    """What was worked out from the words follows them."""
    for table, key in (("articles", "id"), ("article_revisions", "article_id")):
        rows = db.execute(
            f"select *, {key} as k from {table} where {key} = ?",  # noqa: S608 names are ours
            (article_id,),
        ).fetchall()
        for row in rows:
            digest = hashlib.sha256(f"{row['title']}\n{row['body']}".encode()).hexdigest()
            db.execute(
                f"update {table} set sha256 = ? where {key} = ? and sha256 = ?",  # noqa: S608 names are ours
                (digest, article_id, row["sha256"]),
            )
    body = db.execute("select body from articles where id = ?", (article_id,)).fetchone()["body"]
    marks = db.execute("delete from story_prints where article_id = ?", (article_id,)).rowcount
    if marks:
        db.executemany(
            "insert or ignore into story_prints (print, article_id) values (?, ?)",
            [(mark, article_id) for mark in prints(runs(body))],
        )
