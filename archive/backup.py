"""A consistent copy of the archive in one file, while crawls go on.

archive.db is copied first and pages.db after it: a page is always stored before what was read
from it, so every report in the copy has its page. SQLite's own backup reads one snapshot of each
and takes no lock that a writer would wait for.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from archive.faults import ArchiveError
from archive.retention.copies import note_copy, note_folder
from archive.store import Archive
from archive.store.connect import now

NAMES = ("archive.db", "pages.db")
UNFINISHED = ".parks-backup-"  # folders in which copies are made; beside the file, on its disk
LOCK = "lock"


def backup(archive: Archive, file: Path) -> int:
    """Write the copy; returns its size. Raises ArchiveError; then no half-written file stays."""
    try:
        drop_unfinished(file.parent)
        note_folder(archive.db, file.parent)
        with _workshop(file.parent) as folder:
            copies = [
                _copy(connection, folder / name)
                for name, connection in zip(NAMES, (archive.db, archive.pages), strict=True)
            ]
            built = folder / "backup.tar"
            _pack(copies, built)
            built.replace(file)
        note_copy(archive.db, file, "backup")
    except (OSError, sqlite3.Error) as fault:
        raise ArchiveError(f"no backup was written to {file}: {fault}") from fault
    return file.stat().st_size


@contextmanager
def _workshop(parent: Path) -> Iterator[Path]:
    """A folder that is gone in the end, and locked for as long as its backup is at work."""
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=parent) as name:
        folder = Path(name)
        with (folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder


def drop_unfinished(parent: Path) -> int:
    """Remove what killed backups left in a folder; returns how many. One at work is let be."""
    dropped = 0
    for folder in parent.glob(f"{UNFINISHED}*"):
        with suppress(OSError), (folder / LOCK).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)
            dropped += 1
    return dropped


def _copy(source: sqlite3.Connection, target: Path) -> Path:
    with closing(sqlite3.connect(target)) as copy:
        source.backup(copy)  # in one step: one snapshot
        found = copy.execute("pragma quick_check(1)").fetchone()[0]
    if found != "ok":
        raise ArchiveError(f"{target.name} is damaged, no backup was written: {found}")
    return target


def _pack(copies: list[Path], building: Path) -> None:
    with tarfile.open(building, "w") as pack:
        sums = {}
        for copy in copies:
            with copy.open("rb") as opened:
                sums[copy.name] = hashlib.file_digest(opened, "sha256").hexdigest()
            pack.add(copy, copy.name)
        words = json.dumps({"made_at": now(), "sha256": sums}, indent=1).encode()
        info = tarfile.TarInfo("backup.json")
        info.size = len(words)
        pack.addfile(info, io.BytesIO(words))
