"""Takes what was removed on request out of the logs under the home."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from archive.store.names import Name

LOGS = "logs"
LEAST = 8  # characters of a word that a line is dropped for


def drop_lines(home: Path, words: Iterable[str]) -> int:
    """Delete every line that holds one of the words; returns how many files changed."""
    wanted = sorted({word for word in words if len(word) >= LEAST}, key=len, reverse=True)
    if not wanted:
        return 0
    pattern = re.compile("|".join(re.escape(word) for word in wanted))
    return sum(
        _rewrite(file, lambda line: "" if pattern.search(line) else line) for file in _files(home)
    )


def drop_logs(home: Path, source_id: str) -> int:
    """Delete the logs of a source, rotated ones too; returns how many files went."""
    gone = [file for file in _files(home) if file.name.partition(".")[0] == source_id]
    for file in gone:
        file.unlink()
    return len(gone)


def cover_lines(home: Path, name: Name) -> int:
    """Cover a name in every line; returns how many files changed."""
    return sum(_rewrite(file, lambda line: _covered(name, line)) for file in _files(home))


def drop_half_written(home: Path) -> None:
    """Files and folders that a killed command left half-written; they hold what it worked on."""
    for path in [*home.glob(".*.building"), *home.glob("releases/.*.building")]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _files(home: Path) -> list[Path]:
    return sorted(path for path in (home / LOGS).rglob("*") if path.is_file())


def _rewrite(file: Path, change: Callable[[str], str]) -> bool:
    """Pass every line through; the file is replaced whole, and only where a line changed."""
    building = file.with_name(f".{file.name}.building")
    differs = False
    with (
        file.open(encoding="utf-8", errors="surrogateescape", newline="") as old,
        building.open("w", encoding="utf-8", errors="surrogateescape", newline="") as new,
    ):
        for line in old:
            kept = change(line)
            differs |= kept != line
            new.write(kept)
    if differs:
        building.replace(file)
    else:
        building.unlink()
    return differs


def _covered(name: Name, line: str) -> str:
    data = name.cover(line).encode(errors="surrogateescape")
    return name.cover_bytes(data).decode(errors="surrogateescape")
