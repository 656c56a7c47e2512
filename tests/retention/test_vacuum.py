"""Thinning out takes what the policy names and nothing else; the forecast is of measured bytes."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive.doctor import examine
from archive.reprocess import reprocess
from archive.retention.forecast import forecast
from archive.retention.policy import document, policy
from archive.retention.thin import RULES, compact, thin
from archive.store import Archive, Memory, PageStore, open_archive
from archive.store.connect import SHANGHAI
from archive.store.leases import take
from pipelines.model import Page, Part
from tests.inside import inside
from tests.retention.making import address, copied, html, store

NOW = datetime(2026, 3, 1, tzinfo=SHANGHAI)  # a year after the reports came
ROOT = Path(__file__).parents[2]


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(copied(made, tmp_path / "home"))
    yield opened
    opened.close()


def counts(archive: Archive, *, dry_run: bool = False) -> dict[str, int]:
    return {one.rule: one.count for one in thin(archive, NOW, dry_run=dry_run) if one.count}


def look_again(archive: Archive, n: int, minutes: int, note: str) -> None:
    """The nth page fetched once more: other bytes, the same report."""
    body = html(n).replace(b"</body>", f"<!-- {note} --></body>".encode())
    store(archive, n, body, minutes=minutes)


def test_looks_that_showed_nothing_new_go_and_nothing_else(archive: Archive) -> None:
    for minutes, note in ((1000, "a"), (2000, "b"), (3000, "c")):
        look_again(archive, 9, minutes, note)
    fetches = "select count(*) from fetches where url = ?"
    assert archive.pages.execute(fetches, (address(9),)).fetchone()[0] == 4
    assert counts(archive, dry_run=True) == {"fetches": 2}
    assert archive.pages.execute(fetches, (address(9),)).fetchone()[0] == 4
    # As if an earlier run was killed between a page and the note that it was read.
    archive.db.execute(
        "insert into reads (fetch_id, url, read_at, extractor, outcome) "
        "values (9999, '', '', '', 'unchanged')"
    )
    assert counts(archive) == {"fetches": 2, "bodies": 2}
    assert archive.db.execute("select 1 from reads where fetch_id = 9999").fetchone() is None
    assert archive.pages.execute(fetches, (address(9),)).fetchone()[0] == 2
    # Report 3 was fetched three times, each time with other words: all of it stays.
    assert archive.pages.execute(fetches, (address(3),)).fetchone()[0] == 3
    assert counts(archive) == {}
    assert list(examine(archive)) == []
    assert reprocess(archive, everything=True).by_source.total() == 0
    recent = NOW.replace(year=2025, month=3, day=20)  # fewer than 90 days after
    look_again(archive, 9, 4000, "d")
    assert {one.rule: one.count for one in thin(archive, recent)}["fetches"] == 0


def test_old_rows_and_files_go_by_their_days(archive: Archive) -> None:
    home, db = archive.home, archive.db
    Memory(db, "paper").listed([("http://paper.example/x", "闲话", "", "passed_over")])
    Memory(db, "paper").listed([("http://paper.example/y", "闲话", "", "passed_over")])
    db.execute("update addresses set last_seen = '2025-01-01' where url like '%/x'")
    for kind, at in (("refused", "2023-01-01"), ("refused", "2026-01-01"),
                     ("no_figures", "2020-01-01")):  # fmt: skip
        db.execute("insert into issues (at, kind, detail) values (?, ?, '')", (at, kind))
    db.execute(
        "insert into alerts (id, kind, subject, words, since, look, seen_at, cleared_at) values "
        "(1, 'k', 's', '', '', '', '', '2024-01-01'), (2, 'k', 's', '', '', '', '', null)"
    )
    db.execute(
        "insert into alert_posts (alert_id, event, channel, at) values (1, 'raised', '', '')"
    )
    old, fresh = home / "logs" / "paper.log.4", home / "logs" / "paper.log"
    old.write_text("long ago")
    os.utime(old, (0, (NOW - timedelta(days=31)).timestamp()))
    os.utime(fresh, (0, NOW.timestamp()))
    os.utime(home / "logs" / "other.log", (0, NOW.timestamp()))
    half = home / ".public.db.building"
    half.write_bytes(b"half")
    os.utime(half, (0, 0))
    release = next(path for path in (home / "releases").iterdir())
    for day in range(1, 41):  # as if copied back from elsewhere
        shutil.copytree(release, home / "releases" / f"2020-01-{day:02d}.1")
    looked = counts(archive, dry_run=True)
    assert counts(archive) == looked
    assert looked.pop("releases") == 11  # of 40 days and today, 30 days stay, and both of today
    assert looked == {"passed_over": 1, "issues": 1, "alerts": 1, "logs": 1, "half_written": 1}
    assert db.execute("select count(*) from alert_posts").fetchone()[0] == 0
    assert not old.exists() and fresh.exists() and not half.exists()
    assert counts(archive) == {}


def test_files_are_compacted_when_there_is_something_to_gain(archive: Archive) -> None:
    said: list[str] = []
    assert all(file.why for file in compact(archive, said.append)) and said == []
    archive.pages.execute("pragma secure_delete = off")
    store_ = PageStore(archive.pages)
    headers = {"content-type": "text/html"}
    part = Part("http://paper.example/big", 200, headers, os.urandom(400_000), NOW)
    store_.save(Page(part.url, "paper", (part,)))
    archive.pages.execute("delete from parts where url like '%/big'")
    archive.pages.execute("delete from fetches where url like '%/big'")
    assert counts(archive) == {"bodies": 1}
    (pages,) = [f for f in compact(archive, said.append, dry_run=True) if not f.why]
    (done,) = [f for f in compact(archive, said.append) if f.before != f.after]
    assert pages.name == done.name == "pages.db" and done.after < done.before - 300_000
    assert abs(pages.after - done.after) < 0.1 * done.before
    assert len(said) == 1


def test_it_thins_but_does_not_compact_while_a_crawl_is_under_way(archive: Archive) -> None:
    assert take(archive.db, "paper", "crawl")
    archive.db.execute("create table padding (x)")
    archive.db.execute("insert into padding values (zeroblob(4000000))")
    archive.db.execute("drop table padding")
    done = inside("vacuum", "--json", home=archive.home)
    assert done.returncode == 0, done.stderr
    files = {file["name"]: file for file in json.loads(done.stdout)["files"]}
    assert "is being crawled" in files["archive.db"]["why"]


def test_the_forecast_is_what_the_databases_say(archive: Archive) -> None:
    before = forecast(archive, datetime(2025, 3, 7, 8, 30, tzinfo=SHANGHAI))
    assert before.days == 1 and {g.source_id for g in before.sources} == {"paper", "other"}
    db = sqlite3.connect(archive.home / "pages.db")
    stored = db.execute("select sum(length(body)) from bodies").fetchone()[0]
    db.close()
    assert before.files["pages.db"] == stored == sum(g.bytes for g in before.sources)
    assert sum(g.pages for g in before.sources) == 58
    assert 0 < before.files["archive.db"] < 3_000_000  # the tables of parks do not grow
    days = (before.free - before.once) / before.daily
    assert before.once > 0 and (before.full_on is not None) == (days < 36_500)
    quiet = forecast(archive, NOW)  # nothing came in the last four weeks
    assert quiet.days == 28 and quiet.daily == 0 and quiet.full_on is None
    said = inside("vacuum", "--dry-run", home=archive.home).stdout
    assert "MB a day" in said and "GB are free" in said


def test_the_policy_names_every_rule_and_the_page_says_so() -> None:
    assert policy().thin.keys() == RULES.keys()
    assert document() == (ROOT / "docs" / "retention.md").read_text(encoding="utf-8")
