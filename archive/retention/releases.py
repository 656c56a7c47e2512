"""Takes what was removed on request out of the kept releases.

A release is cited, so it stays as it was but for that: its release.json says what was taken out
later and when. Files are replaced one by one, each whole; doing it again changes nothing.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from archive.export.parquet import parquet_writer
from archive.releases import FOLDER, releases
from archive.store.names import COVER, Name

BLANKS = r"[ \t\x{A0}\x{2002}\x{2003}\x{3000}]{0,4}"


@dataclass(slots=True)
class Gone:
    """What no copy may hold any more."""

    removal: int
    at: str
    articles: set[str] = field(default_factory=set)
    parks: set[str] = field(default_factory=set)
    name: Name | None = None


def gone_of(db: sqlite3.Connection, removal: sqlite3.Row, name: Name | None) -> Gone:
    """What a removal took, from its tombstones."""
    key = (removal["id"],)
    articles = db.execute("select article_id from removed_articles where removal_id = ?", key)
    parks = db.execute(
        "select park_id from removed_parks where removal_id = ? "
        "and park_id not in (select id from parks)",
        key,
    )
    return Gone(
        removal["id"],
        removal["at"],
        {row[0] for row in articles} if name is None else set(),
        {row[0] for row in parks},
        name,
    )


def clean_releases(home: Path, gone: Gone, say: Callable[[str], None]) -> int:
    """Take it out of every kept release; returns in how many something was found."""
    changed = 0
    with parquet_writer() as duck:
        for table, keys in (("articles", gone.articles), ("parks", gone.parks)):
            duck.execute(f"create table gone_{table} (id varchar primary key)")
            duck.execute(f"insert into gone_{table} select unnest(?::varchar[])", [sorted(keys)])
        for identity in releases(home):
            folder = home / FOLDER / identity
            found = sum(_clean(duck, file, gone) for file in sorted(folder.rglob("*.parquet")))
            found += _clean_changes(folder / "changes.jsonl", gone)
            if found:
                _note(folder / "release.json", gone)
                changed += 1
                say(f"release {identity}: taken out of {found} files")
    return changed


def _clean(duck: duckdb.DuckDBPyConnection, file: Path, gone: Gone) -> bool:
    """Rewrite one Parquet file without it; whether it held anything."""
    source = f"read_parquet('{file}')"
    types = duck.execute(f"select column_name, column_type from (describe select * from {source})")  # noqa: S608 our own paths
    columns = dict(types.fetchall())
    condition = " or ".join(_conditions(file.parent.name, columns)) if gone.name is None else ""
    selected, found = "*", condition
    if gone.name is not None:
        texts = [name for name, kind in columns.items() if kind == "VARCHAR"]
        pattern, cover = _expression(gone.name)
        found = " or ".join(f"regexp_matches(\"{t}\", '{pattern}')" for t in texts)
        covered = ", ".join(
            f"regexp_replace(\"{t}\", '{pattern}', '{cover}', 'g') as \"{t}\"" for t in texts
        )
        selected = f"* replace ({covered})"
    if not found:
        return False
    held = duck.execute(f"select count(*) from {source} where {found}").fetchone()  # noqa: S608
    if not held or not held[0]:
        return False
    keep = f" where not coalesce({condition}, false)" if condition else ""
    building = file.with_name(f".{file.name}.building")
    duck.execute(
        f"copy (select {selected} from {source}{keep}) to '{building}' "  # noqa: S608 our own paths
        "(format parquet, compression zstd)"
    )
    building.replace(file)
    return True


def _conditions(table: str, columns: Iterable[str]) -> list[str]:
    """Which rows of a table are of removed reports, figures or parks."""
    articles, parks = "(select id from gone_articles)", "(select id from gone_parks)"
    found = []
    if table == "articles":
        found.append(f"id in {articles}")
    if table == "figures":
        found.append(f"split_part(id, '-', 1) in {articles}")
    if table == "parks":
        found.append(f"id in {parks}")
    if "article_id" in columns:
        found.append(f"article_id in {articles}")
    found += [
        f"split_part({column}, '-', 1) in {articles}"
        for column in ("figure_id", "figure_a", "figure_b")
        if column in columns
    ]
    return found


def _expression(name: Name) -> tuple[str, str]:
    """The name as DuckDB's expression, and the cover that keeps the blanks between."""
    letters = [re.escape(letter).replace("'", "''") for letter in name.words]
    groups = f"({BLANKS})".join(letters)
    cover = COVER + "".join(f"\\{n}{COVER}" for n in range(1, len(letters)))
    return groups, cover


def _clean_changes(file: Path, gone: Gone) -> bool:
    """Take lines of removed figures out of a release's file of changes, and names."""
    if not file.exists():
        return False
    text = file.read_text(encoding="utf-8")
    if gone.name is not None:
        clean = gone.name.cover(text)
    else:
        lines = text.splitlines(keepends=True)
        kept = [ln for ln in lines if json.loads(ln)["id"].partition("-")[0] not in gone.articles]
        clean = "".join(kept)
    if clean == text:
        return False
    building = file.with_name(f".{file.name}.building")
    building.write_text(clean, encoding="utf-8")
    building.replace(file)
    return True


def _note(file: Path, gone: Gone) -> None:
    about = json.loads(file.read_text(encoding="utf-8"))
    entry = {"removal": gone.removal, "at": gone.at}
    if entry not in about.setdefault("removed_later", []):
        about["removed_later"].append(entry)
        building = file.with_name(f".{file.name}.building")
        building.write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
        building.replace(file)
