"""A disk without room is said to be full by every command, also by those that only read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.store.connect import open_archive
from tests.commands import parks
from tests.faults.disks import small_disk


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """An archive on a disk of which all is taken but a few KB."""
    with small_disk(tmp_path / "disk", 32) as folder:
        home = folder / "home"
        open_archive(home).close()
        disk = os.statvfs(folder)
        taken = disk.f_bavail * disk.f_frsize - 8 * 1024
        (folder / "other").write_bytes(b"x" * taken)
        yield home


@pytest.mark.parametrize("command", ["doctor", "status", "reprocess", "vacuum"])
def test_a_full_disk_is_called_so(full_disk: Path, command: str) -> None:
    done = parks(command, "--home", str(full_disk))
    assert done.returncode == 1
    assert f"the disk of {full_disk} is full" in done.stderr
    assert "I/O" not in done.stderr and "Traceback" not in done.stderr
    (full_disk.parent / "other").unlink()
    again = parks(command, "--home", str(full_disk))
    assert again.returncode == 0, again.stderr
