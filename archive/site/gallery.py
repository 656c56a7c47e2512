"""Pictures that lie ready: files named by a hash of what they show.

`parks publish` draws them ahead (archive.site.ahead); the web process only reads them. What shows
the same has the same name, whatever the release, so that an unchanged one is drawn once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection
from pathlib import Path

FOLDER = "pictures"  # under the home, and in the folder of the web process


def name(svg: str) -> str:
    """What the picture of an SVG document is called."""
    return f"{hashlib.blake2b(svg.encode(), digest_size=16).hexdigest()}.png"


def names(home: Path) -> set[str]:
    """The pictures that lie ready."""
    return {file.name for file in (home / FOLDER).glob("*.png")}


def read(home: Path, svg: str) -> bytes | None:
    """The picture, if it lies ready."""
    try:
        return (home / FOLDER / name(svg)).read_bytes()
    except OSError:
        return None


def write(home: Path, svg: str, png: bytes) -> None:
    """Put a picture there, whole or not at all."""
    folder = home / FOLDER
    folder.mkdir(exist_ok=True)
    building = folder / f".{name(svg)}.{os.getpid()}"
    building.write_bytes(png)
    building.replace(folder / name(svg))


def keep_only(home: Path, kept: Collection[str]) -> int:
    """Delete all others, and what a killed command left half written; returns how many."""
    folder = home / FOLDER
    others = [file for file in folder.iterdir() if file.name not in kept] if folder.is_dir() else []
    for file in others:
        file.unlink(missing_ok=True)
    return len(others)


def clear(home: Path) -> None:
    """Delete all: what they show may have been removed."""
    shutil.rmtree(home / FOLDER, ignore_errors=True)
