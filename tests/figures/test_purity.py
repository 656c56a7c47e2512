"""The library stands alone: it loads nothing of ours, no crawler, no database, no network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pipelines.figures

PROBE = """
import sys
before = set(sys.modules)
import pipelines.figures
new = {name.partition('.')[0] for name in set(sys.modules) - before}
ours = {n for n in sys.modules if n.partition('.')[0] in ('pipelines', 'archive', 'crawler')}
print(sorted(ours - {n for n in ours if n.startswith('pipelines.figures')} - {'pipelines'}))
print(sorted(new & {'scrapy', 'twisted', 'sqlite3', '_sqlite3', 'socket', 'ssl', 'http', 'urllib',
                    'lxml', 'parsel', 'datasette', 'click', 'requests'}))
"""


def test_importing_the_library_loads_nothing_of_ours_and_nothing_of_the_network() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines() == ["[]", "[]"]


def test_no_module_of_the_library_is_long() -> None:
    """A module with more than 400 lines has more than one reason to change."""
    folder = Path(pipelines.figures.__file__).parent
    lines = {path.name: len(path.read_text("utf-8").splitlines()) for path in folder.rglob("*.py")}
    assert len(lines) > 150
    assert {name: count for name, count in lines.items() if count > 400} == {}
