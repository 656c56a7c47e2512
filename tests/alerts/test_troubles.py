"""What is a trouble: of the machine, and of a source against its own last 28 days."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from archive.alerts.book import update
from archive.alerts.machine import of_machine
from archive.alerts.troubles import of_sources
from archive.faults import ArchiveError
from archive.health import SHOWN, health
from archive.public_schema import public_schema
from archive.publish import publish
from archive.sources import SHIPPED
from archive.store import leases, open_archive
from archive.store.connect import SHANGHAI, Archive
from archive.store.jobs import job, jobs
from pipelines.source import load_sources
from tests.site import reports

NOW = datetime.now(SHANGHAI).replace(microsecond=0)
HOUR = timedelta(hours=1)
SOURCES = load_sources(SHIPPED / "sources", SHIPPED / "platforms")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setattr("archive.alerts.machine.DISK_GB", 0.0)
    opened = open_archive(tmp_path / "home")
    yield opened
    opened.close()


def kinds(archive: Archive, at: datetime = NOW) -> list[str]:
    return [trouble.kind for trouble in of_machine(archive.db, archive.home, at)]


def report(archive: Archive, n: int, day: date, taken: datetime = NOW) -> None:
    archive.db.execute(
        "insert into articles (id, source_id, url, title, body, chars, sha256, method, encoding, "
        "published_at, retrieved_at, last_checked_at, extractor, is_park_report) values (?1, "
        "'gansudaily', 'https://x.example/' || ?1, '标题', '正文', 2, 'x', 'm', 'utf-8', ?2, ?3, "
        "?3, '1', 1)",
        (f"a{n:011}", f"{day}T09:30:00+08:00", taken.isoformat()),
    )


def test_a_job_that_fails_is_told_with_its_words_until_it_goes_well(archive: Archive) -> None:
    with job(archive.home, "publish") as told:
        told["release"] = "2026-03-05"
    assert kinds(archive) == []
    for words in ("first", "fewer figures than are published"):
        with pytest.raises(ArchiveError), job(archive.home, "publish"):
            raise ArchiveError(words)
    (trouble,) = of_machine(archive.db, archive.home, NOW)
    assert (trouble.kind, trouble.words) == ("publish_failing", "fewer figures than are published")
    assert trouble.last_good and trouble.sample == "release 2026-03-05"
    with job(archive.home, "publish"):
        assert kinds(archive) == ["publish_failing"], "it stands until one has gone well"
    assert kinds(archive) == []


def test_a_job_whose_process_died_has_failed(archive: Archive) -> None:
    with job(archive.home, "backup"):
        assert kinds(archive) == [], "it is still at work"
        archive.db.execute("update jobs set born = '1'")
        assert kinds(archive) == ["backup_failing"]
        assert jobs(archive.db)["backup"].broken_off


def test_what_is_not_published_or_backed_up_in_time(archive: Archive, tmp_path: Path) -> None:
    report(archive, 1, NOW.date(), NOW - 50 * HOUR)
    assert kinds(archive) == ["backup_old"]
    with job(archive.home, "publish"):
        pass
    file = tmp_path / "b.tar"
    file.write_bytes(b"x")
    made = (NOW - HOUR).isoformat()
    archive.db.execute("insert into copies values (?, 'backup', ?, '')", (str(file), made))
    assert kinds(archive) == []
    later = NOW + 40 * HOUR
    report(archive, 2, NOW.date(), NOW + HOUR)
    assert kinds(archive, later) == ["publish_old"]
    assert kinds(archive, NOW + 50 * HOUR) == ["publish_old", "backup_old"]
    file.unlink()
    assert kinds(archive) == ["backup_old"], "a backup that is gone is none"


def test_a_full_disk(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.alerts.machine.DISK_GB", 1e9)
    monkeypatch.setattr("archive.alerts.machine.DISK_SHARE", 1.0)
    (trouble,) = of_machine(archive.db, archive.home, NOW)
    assert trouble.kind == "disk" and "GB are free" in trouble.words


def test_a_crawl_that_lives_and_hangs(archive: Archive) -> None:
    leases.take(archive.db, "gansudaily", "crawl --due")
    assert kinds(archive) == []
    silent = (NOW - timedelta(minutes=11)).isoformat()
    archive.db.execute("update leases set beat_at = ?", (silent,))
    (trouble,) = of_machine(archive.db, archive.home, NOW)
    assert (trouble.kind, trouble.subject) == ("lease_stuck", "gansudaily")
    assert "kill" in trouble.look


def test_a_timer_that_stopped(archive: Archive) -> None:
    assert kinds(archive) == [], "who never used it is not told of it"
    with job(archive.home, "due"):
        assert kinds(archive, NOW + 7 * HOUR) == [], "a long run is no silence"
    assert kinds(archive, NOW + 5 * HOUR) == []
    assert kinds(archive, NOW + 7 * HOUR) == ["schedule"]


@pytest.mark.parametrize(
    ("every", "quiet", "is_silent"),
    [(1, 4, True), (1, 3, False), (3, 6, False), (3, 7, True), (9, 10, False)],
)
def test_silence_is_measured_by_the_sources_own_pauses(
    archive: Archive, every: int, quiet: int, is_silent: bool
) -> None:
    from archive.store.runs import save_source

    save_source(archive.db, SOURCES["gansudaily"])
    newest = NOW.date() - timedelta(days=quiet)
    for n in range(28 // every + 1):
        day = newest - timedelta(days=n * every)
        report(archive, n, day, NOW.replace(year=day.year, month=day.month, day=day.day))
    at = NOW.isoformat()
    archive.db.execute(
        "insert into crawls (source_id, started_at, finished_at, outcome, detail) "
        "values ('gansudaily', ?, ?, 'ok', '{\"mode\": \"walk\"}')",
        (at, at),
    )
    (one,) = health(archive.db, SOURCES)
    assert ("silent" in one.troubles) is is_silent
    if is_silent:
        assert one.shown == "较久没有园区报道"
        (trouble,) = of_sources(archive.db, archive.home, SOURCES)
        assert trouble.since == str(newest) and trouble.sample.startswith("https://x.example/")


def test_what_passes_by_itself_is_told_when_it_has_lasted(archive: Archive) -> None:
    from archive.alerts.troubles import Trouble

    since = NOW.isoformat()
    trouble = Trouble(
        "unreachable", "hexi", "河右", "连不上", "", since, "", "", "parks check hexi"
    )

    def told(after: timedelta) -> list[str]:
        events = update(
            archive.db, [trouble], NOW + after, channels=("mail",), repeat=timedelta(hours=72)
        )
        return [event.event for event in events]

    assert told(HOUR) == []
    assert told(2 * HOUR) == ["raised"]
    assert told(3 * HOUR) == []
    assert told(75 * HOUR) == ["repeated"]


def test_the_public_page_says_what_status_says(tmp_path: Path) -> None:
    home = reports.build(tmp_path / "home")
    archive = open_archive(home)
    source_id = archive.db.execute("select min(id) from sources where declared = 1").fetchone()[0]
    at = NOW.isoformat()
    archive.db.execute(
        "insert into crawls (source_id, started_at, finished_at, outcome, detail) "
        "values (?, ?, ?, 'refused', '{\"mode\": \"walk\"}')",
        (source_id, at, at),
    )
    (trouble,) = [t for t in of_sources(archive.db, home) if t.subject == source_id]
    archive.close()
    publish(home)
    public = sqlite3.connect(home / "public.db")
    shown = public.execute("select health from sources where id = ?", (source_id,)).fetchone()[0]
    public.close()
    assert shown == trouble.label == "网站拒绝访问"
    assert shown in public_schema().values["sources.health"]
    assert set(SHOWN.values()) <= set(public_schema().values["sources.health"])
