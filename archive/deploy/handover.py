"""Puts what is public into a folder of its own, for a web process that may read nothing else.

The files are linked, not copied, where both folders lie on one file system: a publication is a
new file each time, so that a link never changes under its reader.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from archive.faults import ArchiveError
from archive.publish import INSPECT, PUBLIC
from archive.releases import FOLDER, releases
from archive.site import gallery

FILE, DIRECTORY = 0o644, 0o755  # readable by every user: it is what the site shows


def hand_over(home: Path, target: Path) -> None:
    """Bring target in step with what home has published. Raises ArchiveError."""
    if target.resolve() == home.resolve():
        raise ArchiveError(f"{target} is the private folder itself; name another for the site")
    try:
        target.mkdir(parents=True, exist_ok=True)
        _hand_over_releases(home, target)
        hand_over_pictures(home, target)
        _hand_over_database(home, target)
    except OSError as fault:
        raise ArchiveError(
            f"{target}: what is published could not be put there: {fault}"
        ) from fault


def _hand_over_database(home: Path, target: Path) -> None:
    if _same(home / PUBLIC, target / PUBLIC) and _same(home / INSPECT, target / INSPECT):
        return
    database, counts = target / f".{PUBLIC}.building", target / f".{INSPECT}.building"
    _place(home / PUBLIC, database)
    _place(home / INSPECT, counts)
    (target / INSPECT).unlink(missing_ok=True)  # counts of another file would mislead
    database.replace(target / PUBLIC)
    counts.replace(target / INSPECT)


def hand_over_pictures(home: Path, target: Path) -> None:
    """The pictures that lie ready, and no others."""
    held = gallery.names(home)
    for picture in held - gallery.names(target):
        _place(home / gallery.FOLDER / picture, target / gallery.FOLDER / picture)
    gallery.keep_only(target, held)


def _hand_over_releases(home: Path, target: Path) -> None:
    held = releases(home)
    for release in held:
        source, shown = home / FOLDER / release, target / FOLDER / release
        if not _same_folder(source, shown):
            building = target / FOLDER / f".{release}.building"
            shutil.rmtree(building, ignore_errors=True)
            for file in _files(source):
                _place(source / file, building / file)
            building.chmod(DIRECTORY)
            shutil.rmtree(shown, ignore_errors=True)
            building.replace(shown)
    for release in set(releases(target)) - set(held):
        shutil.rmtree(target / FOLDER / release)


def _place(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    for folder in reversed(target.parents):
        if not folder.exists():
            folder.mkdir()
            folder.chmod(DIRECTORY)
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)
    target.chmod(FILE)


def _files(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def _same_folder(source: Path, target: Path) -> bool:
    files = _files(source)
    return (
        target.is_dir()
        and files == _files(target)
        and all(_same(source / file, target / file) for file in files)
    )


def _same(source: Path, target: Path) -> bool:
    if not target.exists():
        return False
    ours, theirs = source.stat(), target.stat()
    if (ours.st_dev, ours.st_ino) == (theirs.st_dev, theirs.st_ino):
        return True
    return (ours.st_size, ours.st_mtime_ns) == (theirs.st_size, theirs.st_mtime_ns)
