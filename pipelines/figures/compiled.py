"""Prefers the library's modules as machine code, where these were made of exactly these sources.

`parks compile` makes them (archive/compiling.py). Their folder is named for this Python and for
everything the sources say, so that after any change the library is plain Python again and never
reads as an older version did. PARKS_PLAIN=1 leaves them alone, for comparisons.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
import sysconfig
from pathlib import Path

SOURCES = Path(__file__).parent
KEPT = SOURCES.parents[1] / "build" / "compiled"
LIBRARY = "__mypyc"  # how the name of the library ends that holds the code of all modules
PLAIN = "PARKS_PLAIN"
# What stays Python: this choice itself, objects that take attributes as they come, and the frozen
# dataclasses that go from process to process: compiled ones can be pickled, but not brought back.
NOT_COMPILED = ("__init__.py", "compiled.py", "patterns.py", "results.py")


def suffix() -> str:
    """How a compiled module's file name ends for this Python: .cpython-311-x86_64-linux-gnu.so"""
    return str(sysconfig.get_config_var("EXT_SUFFIX"))


def modules(sources: Path = SOURCES) -> list[str]:
    """The library's modules as paths below its folder, sorted: compiled.py, times/words.py."""
    return sorted(path.relative_to(sources).as_posix() for path in sources.rglob("*.py"))


def translated(name: str) -> bool:
    """Whether a module is compiled, and not left to Python."""
    return name not in NOT_COMPILED and not name.endswith("/__init__.py")


def folder(kept: Path = KEPT, sources: Path = SOURCES) -> Path:
    """Where the compiled modules of just these sources are, or would be."""
    digest = hashlib.blake2b(digest_size=8)
    for name in modules(sources):
        digest.update(name.encode())
        digest.update((sources / name).read_bytes())
    return kept / suffix().split(".")[1] / digest.hexdigest()


def prefer(path: list[str]) -> bool:
    """Put the compiled modules first in the package's search path, if there are any."""
    if os.environ.get(PLAIN) or not KEPT.is_dir():
        return False
    where = folder()
    for library in where.glob(f"*{LIBRARY}{suffix()}"):
        name = library.name.removesuffix(suffix())
        spec = importlib.util.spec_from_file_location(name, library)
        if spec is not None and spec.loader is not None:
            # The modules look for their common library by its name alone.
            sys.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(sys.modules[name])
            path.insert(0, str(where))
            return True
    return False
