"""Log files that do not grow without end."""

from __future__ import annotations

from pathlib import Path

LOG_FILE = "PARKS_LOG_FILE"  # tells a crawling process where its log goes
LARGE = 2_000_000  # bytes from which a new file is begun; one run writes far less
KEPT = 4  # older files beside the present one


def rotated(path: Path) -> Path:
    """The path of a log about to be written to; a large one is moved out of the way first.

    Only the holder of a source writes to its log, so nothing is moved under another's feet.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size >= LARGE:
        for n in range(KEPT, 0, -1):
            older = path.with_name(f"{path.name}.{n}")
            newer = path.with_name(f"{path.name}.{n - 1}") if n > 1 else path
            if newer.exists():
                newer.replace(older)
    return path
