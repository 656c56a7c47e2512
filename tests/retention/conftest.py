"""One archive for all tests of removing and restoring; each works on a copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retention.making import back_up, build


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a home and a backup of it, before.tar."""
    folder = tmp_path_factory.mktemp("made")
    build(folder / "home")
    back_up(folder / "home", folder / "before.tar")
    return folder
