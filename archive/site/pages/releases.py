"""The file of changes of each kept publication, as it lies beside the published file.

It is the only thing that the site hands out of the archive's folder besides public.db.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from archive.releases import FOLDER, releases
from archive.site.web import Ask, File, NotFound

CHANGES = "changes.jsonl"


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept release; link is empty for the first one, which has nothing to be compared with."""

    id: str
    link: str
    size: int


def _changes(home: Path, release: str) -> Path | None:
    """The file, if it is a plain one within the folder of releases: no link leads out of it."""
    folder = (home / FOLDER).resolve()
    path = folder / release / CHANGES
    inside = path.resolve().is_relative_to(folder)
    return path if inside and path.is_file() else None


def kept(home: Path | None) -> list[Kept]:
    """The releases that are kept, the newest first."""
    found = []
    for identity in reversed(releases(home) if home else []):
        path = _changes(home, identity) if home else None
        link = f"/releases/{quote(identity, safe='')}/{CHANGES}" if path else ""
        found.append(Kept(identity, link, path.stat().st_size if path else 0))
    return found


def changes(db: sqlite3.Connection, ask: Ask) -> File:
    """What a publication added, changed and withdrew, one JSON object a line."""
    release = ask.params["release"]
    path = _changes(ask.home, release) if ask.home else None
    if path is None:
        raise NotFound(
            ask.say(
                "没有这个版本的变更文件：首个版本没有，较早的版本不再保留。",
                "There is no file of changes of this release: the first one has none, and old "
                "ones are not kept.",
            )
        )
    return File(path, "application/x-ndjson; charset=utf-8", f"changes-{release}.jsonl")
