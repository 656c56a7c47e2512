"""A published fixture archive and a real `parks serve` on it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.publish import publish
from tests.serving import Site, start, stop
from tests.site import reports


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the fixture reports, published."""
    home = reports.build(tmp_path_factory.mktemp("site"))
    publish(home)
    return home


@pytest.fixture(scope="session")
def site(published: Path) -> Iterator[Site]:
    """The published fixture archive, served by `parks serve`."""
    process, address = start(published, "--contact", "editor@example.org")
    try:
        running = Site(published, address.rstrip("/"))
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            try:
                if running.get("/robots.txt").status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield running
    finally:
        stop(process)
