"""Answers are made once for a publication, and never outlive it; reading is bounded in time."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.judge import withdraw
from archive.patch import patch_withdrawn
from archive.publish import publish
from archive.site.kept import BESIDE, Kept, Ready, keeper
from archive.site.reading import reading
from archive.site.serving import LOOK_EVERY, public_site, refresh
from archive.store import open_archive
from tests.loops import run_apart
from tests.serving import Site
from tests.site import reports

FIGURE = "/figure/aaaaaaaaaaaa-1"
ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"


def ready(size: int, status: int = 200) -> Ready:
    return Ready(b"x" * size, "text/plain", "", status=status)


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    kept = Kept(room=3 * (100 + BESIDE), largest=200)
    for name in "abc":
        kept.put(name, ready(100))
    kept.get("a")
    kept.put("d", ready(100))
    assert [kept.get(name) is not None for name in "abcd"] == [True, False, True, True]
    kept.put("e", ready(201))
    kept.put("f", ready(1, status=404))
    assert kept.get("e") is None and kept.get("f") is None
    assert kept.size == 3 * (100 + BESIDE)


def test_the_same_answer_kept_or_made(site: Site) -> None:
    for path in ("/", FIGURE, "/search?q=税收", "/feed.atom", "/parks.csv"):
        first, second = site.get(path), site.get(path)
        assert first.status == second.status == 200
        assert (first.body, first.headers["etag"]) == (second.body, second.headers["etag"])
        assert site.get(path, If_None_Match=second.headers["etag"]).status == 304


def test_each_language_has_its_own_and_the_choice_is_remembered(site: Site) -> None:
    for _ in range(2):
        assert 'lang="zh-CN"' in site.get("/coverage").text
        assert '<html lang="en">' in site.get("/coverage", Cookie="parks_lang=en").text
        asked = site.get("/coverage?_lang=en")
        assert "parks_lang=en" in asked.headers["set-cookie"]
        assert "set-cookie" not in site.get("/coverage?_lang=en", Cookie="parks_lang=en").headers


def test_a_withdrawal_and_a_publication_leave_nothing_of_before(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home")
    publish(home)
    site = public_site(home)

    async def ask() -> str:
        return str((await site.client.get(FIGURE)).text)

    async def changed() -> list[str]:
        pages = [await ask(), await ask()]
        assert keeper(site).size > 0
        archive = open_archive(home)
        withdraw(archive.db, FIGURE.removeprefix("/figure/"), "说的是全县", "editor")
        archive.close()
        patch_withdrawn(home)
        await asyncio.sleep(LOOK_EVERY * 1.2)
        pages.append(await ask())
        publish(home, force=True)
        refresh(site)
        assert keeper(site).size == 0
        return [*pages, await ask()]

    first, again, withdrawn, published = run_apart(changed())
    assert first == again and "说的是全县" not in first
    assert "说的是全县" in withdrawn and "说的是全县" in published
    assert withdrawn != published  # another release


def test_reading_ends_in_time_and_leaves_the_connection_as_it_was() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.text_factory = bytes
        with pytest.raises(sqlite3.OperationalError, match="interrupted"), reading(db, limit=0.05):
            db.execute(ENDLESS)
        with reading(db):
            assert db.execute("select '园区'").fetchone() == ("园区",)
        assert db.execute("select '园区'").fetchone() == ("园区".encode(),)
