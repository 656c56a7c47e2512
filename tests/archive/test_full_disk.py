"""A disk that fills up leaves the old state and one clear line."""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path

import pytest

from archive.publish import publish
from tests.commands import PARKS
from tests.site import reports


def limited(home: Path, kilobytes: int, *words: str) -> subprocess.CompletedProcess[str]:
    """The command where no file may grow beyond so much: writing fails as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    return subprocess.run(
        [str(PARKS), *words, "--home", str(home)], preexec_fn=limit, capture_output=True,
        text=True, timeout=90, check=False,
    )  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = reports.build(tmp_path / "home")
    publish(made)
    return made


@pytest.mark.parametrize("kilobytes", [40, 120, 300])
def test_publish_keeps_the_published_file(home: Path, kilobytes: int) -> None:
    before = (home / "public.db").read_bytes()
    done = limited(home, kilobytes, "publish")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    errors = [line for line in done.stderr.splitlines() if line.startswith("Error")]
    assert len(errors) == 1 and "unchanged" in errors[0]
    assert (home / "public.db").read_bytes() == before
    assert not list(home.glob(".public*"))


def test_export_and_backup_leave_nothing_half_written(home: Path, tmp_path: Path) -> None:
    for words in (("export", str(tmp_path / "out")), ("backup", str(tmp_path / "b.tar"))):
        done = limited(home, 30, *words)
        assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home"]
