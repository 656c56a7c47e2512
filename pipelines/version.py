"""The extractor's version: the release and a hash of everything that decides what is read."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path


@cache
def extractor_version() -> str:
    """For example `0.1.0-3f9a1c2b`; it changes with any line of code or vocabulary here,
    so that a figure always says exactly which reader read it."""
    folder = Path(__file__).parent
    digest = hashlib.blake2b(digest_size=4)
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".toml", ".json", ".txt", ".csv"}:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return f"{version('park-archive')}-{digest.hexdigest()}"
