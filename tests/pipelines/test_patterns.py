"""A pattern of a source file is refused where an address could be made that it never ends with."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Iterator

import pytest

from pipelines.source.patterns import LONGEST, trap
from tests.conftest import ROOT

TRAPS = [
    r"(a+)+",
    r"/news/(\w+)+\.html",
    r"(?:a|a)*b",
    r"(?:a|aa)+c",
    r"(.*)*x",
    r".*.*.*x",
    r"/\w+_\w+_\w+_\w+\.htm",
    r"(?:\w+\s?)*z",
    r"(a+){10}b",
    r"(?:a?){40}b",
    r"(?:x{1,25}){1,25}y",
    r"(?:(?:[a-z])+.)+[A-Z]",
    r"(\d+)\1",
]
HARMLESS = [
    r"/(?:[\w-]+/)*system/(?P<year>\d{4})/\d+\.shtml",
    r"(?:/[^/]+)*/a",
    r"/\d+_\d+_\d+_\d+\.htm",
    r"/[^/]+/[^/]+/[^/]+/[^/]+/x",
    r"(?:\d{1,3},)*x",
    r"content_[0-9a-f]{24}",
    r"(?:con|cont|content)/\d+",
    r".*content.*x",
    r"(?:a|b)?c",
]


@pytest.mark.parametrize("pattern", TRAPS)
def test_a_trap_is_known(pattern: str) -> None:
    assert trap(pattern)


@pytest.mark.parametrize("pattern", HARMLESS)
def test_a_harmless_pattern_is_let_pass_and_ends_soon(pattern: str) -> None:
    assert trap(pattern) == ""
    compiled = re.compile(pattern)
    begun = time.process_time()
    for sign in "a1/_-,xc":
        compiled.fullmatch(sign * (LONGEST - 1) + "!")
        compiled.search("/" + f"a{sign}" * (LONGEST // 2) + "!")
    assert time.process_time() - begun < 5


def shipped() -> Iterator[str]:
    for path in [*(ROOT / "crawler").glob("sources/*.toml"), *(ROOT / "crawler").glob("*/*.toml")]:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        yield from data.get("article_patterns", [])
        yield from (alias["pattern"] for alias in data.get("aliases", []))


def test_no_shipped_pattern_is_one() -> None:
    patterns = set(shipped())
    assert len(patterns) > 40
    assert [pattern for pattern in patterns if trap(pattern)] == []
