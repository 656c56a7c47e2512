"""Headless Chromium over a real server on the published demo; skips without a Chromium."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.serving import Site

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE, TABLET, DESK = (360, 740), (768, 1024), (1280, 900)


def chromium() -> str:
    """The browser on this machine; empty where there is none."""
    return os.environ.get("PARKS_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    path = chromium()
    if not path:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@dataclass
class Facts:
    """What the published demo holds, asked of the file itself."""

    db: sqlite3.Connection

    def one(self, sql: str, *values: object) -> Any:
        """The first column of the first row."""
        row = self.db.execute(sql, values).fetchone()
        assert row is not None, sql
        return row[0]

    @property
    def park(self) -> str:
        """The park with most periods of one indicator."""
        return str(self.one(f"select park_id from ({LONGEST})"))

    @property
    def indicator(self) -> str:
        """That indicator."""
        return str(self.one(f"select indicator_id from ({LONGEST})"))


LONGEST = (
    "select park_id, indicator_id from years where scope = '' group by park_id, indicator_id "
    "order by count(*) desc, park_id, indicator_id limit 1"
)


@pytest.fixture(scope="session")
def facts(demo_home: Path) -> Iterator[Facts]:
    """The published file, opened for reading."""
    db = sqlite3.connect(f"{(demo_home / 'public.db').as_uri()}?immutable=1", uri=True)
    yield Facts(db)
    db.close()


@dataclass
class Reader:
    """A reader's window: what it asked other hosts for and what went wrong in it is kept."""

    page: Any
    site: Site
    foreign: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Any:
        """Go to a path of the site; the page."""
        answer = self.page.goto(self.site.address + path)
        assert answer is not None and answer.status == 200, path
        return self.page

    def watch(self) -> None:
        """Keep requests to other hosts, console errors, failed requests and dialogs."""
        own = self.site.address + "/"
        self.page.on(
            "request",
            lambda r: None if r.url.startswith((own, "data:")) else self.foreign.append(r.url),
        )
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.faults.append(str(e)))
        self.page.on("dialog", lambda d: (self.faults.append(f"dialog {d.message}"), d.dismiss()))


Open = Callable[..., Reader]


@pytest.fixture
def reader(browser: Any, demo_site: Site) -> Iterator[Open]:
    """Opens windows of a width and language; at the end none may have misbehaved."""
    opened: list[tuple[Reader, Any]] = []

    def make(size: tuple[int, int] = DESK, lang: str = "zh", script: bool = True) -> Reader:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=script,
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        cookie = {"name": "parks_lang", "value": lang, "url": demo_site.address}
        context.add_cookies([cookie])
        window = Reader(context.new_page(), demo_site)
        window.watch()
        opened.append((window, context))
        return window

    yield make
    for _, context in opened:
        context.close()
    for window, _ in opened:
        assert window.foreign == [] and window.faults == []
