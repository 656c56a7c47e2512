"""Copies of the archive that left it: backups, exports and web archives, noted as they are made.

Those within reach are made anew without what was removed; a backup is a sealed file and is only
named, so that the operator can destroy it or keep it locked away.
"""

from __future__ import annotations

import json
import sqlite3
import tarfile
from dataclasses import dataclass
from pathlib import Path

from archive.store import transaction
from archive.store.connect import now

SITE_COPY = "site"  # detail of an export that is the folder of a web process


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: where it was written, when, and with which choice (a source of a web archive)."""

    path: Path
    kind: str
    made_at: str
    detail: str = ""

    @property
    def there(self) -> bool:
        """Whether it still lies where it was written."""
        return self.path.exists()


def note_copy(db: sqlite3.Connection, path: Path, kind: str, detail: str = "") -> None:
    """Remember a copy that was just written; writing it again replaces the note."""
    with transaction(db):
        db.execute(
            "insert or replace into copies (path, kind, made_at, detail) values (?, ?, ?, ?)",
            (str(path.resolve()), kind, now(), detail),
        )


def noted(db: sqlite3.Connection, kind: str) -> list[Copy]:
    """The copies of a kind that were noted, oldest first."""
    rows = db.execute("select * from copies where kind = ? order by made_at, path", (kind,))
    return [Copy(Path(r["path"]), r["kind"], r["made_at"], r["detail"]) for r in rows]


def backups_since(db: sqlite3.Connection, home: Path, since: str) -> list[Copy]:
    """Backups made at or after a time: the noted ones, and those that lie under the home."""
    found = {copy.path: copy for copy in backups_under(home)}
    found |= {copy.path: copy for copy in noted(db, "backup")}
    return sorted(
        (copy for copy in found.values() if copy.made_at >= since), key=lambda copy: copy.made_at
    )


def backups_under(home: Path) -> list[Copy]:
    """Backups that lie under the home, oldest first."""
    made = {path: _made_at(path) for path in sorted(home.resolve().rglob("*.tar"))}
    return sorted(
        (Copy(path, "backup", at) for path, at in made.items() if at),
        key=lambda copy: copy.made_at,
    )


def note_folder(db: sqlite3.Connection, folder: Path) -> None:
    """Remember where a backup is begun: a killed one leaves half a copy there."""
    with transaction(db):
        db.execute("insert or ignore into backup_folders values (?)", (str(folder.resolve()),))


def backup_folders(db: sqlite3.Connection) -> list[Path]:
    """Folders in which backups were begun."""
    return [Path(row["path"]) for row in db.execute("select path from backup_folders order by 1")]


def exports(db: sqlite3.Connection, home: Path) -> list[Copy]:
    """Exported folders: the noted ones, and those that lie under the home."""
    found = {copy.path: copy for copy in noted(db, "export")}
    for package in sorted(home.resolve().rglob("datapackage.json")):
        if package.parent not in found and (package.parent / "SHA256SUMS").exists():
            found[package.parent] = Copy(package.parent, "export", "")
    return list(found.values())


def _made_at(path: Path) -> str:
    """When a backup says that it was made, '' where the file is none."""
    try:
        with tarfile.open(path) as pack:
            words = pack.extractfile("backup.json")
            return str(json.loads(words.read())["made_at"]) if words else ""
    except (tarfile.TarError, KeyError, ValueError, OSError):
        return ""
