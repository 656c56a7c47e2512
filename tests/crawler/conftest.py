"""Gives every test of the crawl a paper of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.press import Press, paper


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """A declared paper with an empty site."""
    with paper(tmp_path) as made:
        yield made
