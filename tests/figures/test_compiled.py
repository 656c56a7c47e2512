"""The compiled reader: only ever of just these sources, and it reads as plain Python does."""

from __future__ import annotations

import copy
import dataclasses
import os
import pickle
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipelines.figures import compiled, examine
from tests.serving import ROOT

READ = """
import sys
from pipelines.figures import examine
from tests.gate import gate
print(type(examine).__name__)
for report in gate.load()[:: int(sys.argv[1])]:
    print(gate.read(report))
"""
EVERY = 5
# What `parks compile` asks of mypyc, without the C compiler's minutes.
TRANSLATE = """
import sys
from mypyc.build import mypycify
mypycify(["--config-file=", *sys.argv[1:]], opt_level="0", multi_file=True)
"""


def reading(**chosen: str) -> list[str]:
    """How a new process reads some annotated reports, all fields and reasons."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(EVERY)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | chosen,
        timeout=300,
    )
    return done.stdout.splitlines()


def test_every_module_is_such_that_it_can_be_compiled(tmp_path: Path) -> None:
    """Some forms of Python are beyond mypyc: a starred expression after `in`, for one."""
    target = tmp_path / compiled.SOURCES.relative_to(ROOT)
    shutil.copytree(compiled.SOURCES, target, ignore=shutil.ignore_patterns("__pycache__"))
    (target.parent / "__init__.py").touch()
    names = [target / name for name in compiled.modules() if compiled.translated(name)]
    done = subprocess.run(
        [sys.executable, "-c", TRANSLATE, *(str(path.relative_to(tmp_path)) for path in names)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-1500:] + done.stdout[-1500:]


def test_the_compiled_reader_reads_as_plain_python_does() -> None:
    if not any(compiled.folder().glob("*")):
        pytest.skip("`parks compile` has not been run on these sources")
    kind, *quick = reading()
    assert kind == "builtin_function_or_method"
    kind, *plain = reading(PARKS_PLAIN="1")
    assert kind == "function"
    assert len(plain) > 100
    assert quick == plain


def test_what_was_read_goes_from_process_to_process() -> None:
    """As `parks reprocess` and `parks merge` hand it on, and as an analyst may copy it."""
    text = "2024年，园区完成工业总产值23.8亿元，增长5%，3人获奖。"
    found = examine(text, date(2025, 1, 5), title="云岭县工业集中区晒出成绩单")
    assert len(found.figures) > 1
    assert pickle.loads(pickle.dumps(found)) == found
    assert copy.deepcopy(found) == found
    first = found.figures[0]
    assert dataclasses.replace(first, subject="某园").subject == "某园"
    with pytest.raises(dataclasses.FrozenInstanceError):
        first.subject = ""  # type: ignore[misc]


def test_any_change_of_the_sources_leaves_compiled_modules_aside(tmp_path: Path) -> None:
    sources = tmp_path / "figures"
    shutil.copytree(compiled.SOURCES, sources, ignore=shutil.ignore_patterns("__pycache__"))
    as_it_is = compiled.folder(tmp_path, sources)
    assert as_it_is == compiled.folder(tmp_path, compiled.SOURCES)
    with (sources / "quantities" / "numbers.py").open("a", encoding="utf-8") as changed:
        changed.write("\n# one word more\n")
    other = compiled.folder(tmp_path, sources)
    assert other != as_it_is
    (sources / "quantities" / "numbers.py").rename(sources / "quantities" / "number.py")
    assert compiled.folder(tmp_path, sources) not in (as_it_is, other)


def test_without_a_compiler_nothing_is_made(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for folder in ("archive", "pipelines"):
        shutil.copytree(
            ROOT / folder, checkout / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    done = subprocess.run(
        [sys.executable, "-c", "from archive.cli import main; main(['compile'])"],
        capture_output=True,
        text=True,
        check=False,
        cwd=checkout,
        env=os.environ | {"CC": "/no/such/compiler", "PYTHONPATH": str(checkout)},
        timeout=120,
    )
    assert done.returncode == 1
    assert "needs a C compiler: /no/such/compiler" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (checkout / "build").exists()
