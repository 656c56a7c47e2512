"""Compiles the figures library to machine code with mypyc; pipelines/figures/compiled.py uses it.

Everything is made in a folder of its own and moved into place when whole, so that a compilation
that was stopped leaves the library as it was. docs/decisions/0016-compiled-reader.md says why.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.faults import ArchiveError
from pipelines.figures import compiled

TOLD = 6  # last lines of a compiler's complaint that are told
# A C file a module: all in one takes a compiler 1.3 GB and twice the time.
SCRIPT = """
import sys
from mypyc.build import mypycify
from setuptools import setup
made = mypycify(["--config-file=", *sys.argv[1:]], opt_level="2", multi_file=True)
setup(name="figures", packages=[], ext_modules=made, script_args=["build_ext", "--inplace"])
"""


def compile_figures(progress: Callable[[int, int], None]) -> Path:
    """Compile what is not compiled yet; the folder of the modules, older ones removed.

    `progress` hears of modules compiled and of all. Raises ArchiveError without mypyc, a C compiler
    or Python's headers, and where the compiler complains.
    """
    where = compiled.folder()
    if not where.is_dir():
        _require()
        where.parent.mkdir(parents=True, exist_ok=True)
    with (where.parent / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two that start at once one compiles
        if not where.is_dir():
            with _workplace(where.parent) as work:
                _run(work, _copy(work), progress)
                _keep(work, where)
        for other in where.parent.iterdir():
            if other != where and other.is_dir():
                shutil.rmtree(other)
    return where


def _require() -> None:
    """What compiling needs."""
    try:
        import mypyc.build  # noqa: F401
    except ImportError as missing:
        raise ArchiveError(
            f"compiling needs mypy, which `make setup` installs: {missing}"
        ) from None
    compiler = (os.environ.get("CC") or str(sysconfig.get_config_var("CC") or "cc")).split()[0]
    if shutil.which(compiler) is None:
        raise ArchiveError(f"compiling needs a C compiler: {compiler} is not there (Debian: gcc)")
    header = Path(sysconfig.get_paths()["include"]) / "Python.h"
    if not header.exists():
        raise ArchiveError(f"compiling needs Python's headers: no {header} (Debian: python3-dev)")


@contextmanager
def _workplace(kept: Path) -> Iterator[Path]:
    """A folder beside the result, so that the last step is a rename; gone at the end."""
    with tempfile.TemporaryDirectory(prefix="at-work-", dir=kept) as work:
        yield Path(work)


def _copy(work: Path) -> list[str]:
    """Copy the package's sources; the paths of those to compile."""
    target = work / compiled.SOURCES.relative_to(compiled.SOURCES.parents[1])
    names = compiled.modules()
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(compiled.SOURCES / name, target / name)
    (target.parent / "__init__.py").touch()
    package = target.relative_to(work)
    return [(package / name).as_posix() for name in names if compiled.translated(name)]


def _run(work: Path, paths: list[str], progress: Callable[[int, int], None]) -> None:
    """Let mypyc compile them where they lie."""
    last: list[str] = []
    done = 0
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-u", "-c", SCRIPT, *paths],
        cwd=work,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # so that the compiler it started ends with it
    ) as running:
        assert running.stdout is not None
        try:
            for line in running.stdout:
                if " -c " in line and "__native_" in line:
                    done = min(done + 1, len(paths))
                    progress(done, len(paths))
                last = [*last[1 - TOLD :], line.rstrip()[:300]]
        except BaseException:
            os.killpg(running.pid, signal.SIGKILL)
            raise
    if running.returncode:
        raise ArchiveError("mypyc could not compile the figures library: " + " / ".join(last))


def _keep(work: Path, where: Path) -> None:
    """Move the modules and their common library into place."""
    found = [*work.glob(f"*{compiled.LIBRARY}*{compiled.suffix()}")]
    package = work / compiled.SOURCES.relative_to(compiled.SOURCES.parents[1])
    modules = [*package.rglob(f"*{compiled.suffix()}")]
    if len(found) != 1 or not modules:
        raise ArchiveError(f"mypyc made {len(modules)} modules and {len(found)} libraries of them")
    whole = work / "whole"
    whole.mkdir()
    for path in found:
        path.rename(whole / path.name)
    # Python looks for a package's modules where it found the package itself.
    for path in (*modules, *package.glob("*/__init__.py")):
        kept = whole / path.relative_to(package)
        kept.parent.mkdir(exist_ok=True)
        path.rename(kept)
    whole.rename(where)
