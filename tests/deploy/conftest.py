"""An archive that is published, for the tests of what stands around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.publish import publish
from tests.site import reports


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive with a publication; tests that change it take a copy."""
    home = reports.build(tmp_path_factory.mktemp("published") / "home")
    publish(home)
    return home
