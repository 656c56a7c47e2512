"""When a source is due, moment by moment, from the rows that its runs leave."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive.schedule.due import Verdict, verdict
from archive.sources import SHIPPED
from archive.store import leases, open_archive
from archive.store.connect import SHANGHAI, Archive
from archive.store.runs import held_until, hold, spent
from pipelines.source import Fetch, Source, load_sources

AT = datetime(2026, 3, 5, 12, 0, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(tmp_path / "home")
    yield opened
    opened.close()


def source(**fetch: object) -> Source:
    one = load_sources(SHIPPED / "sources", SHIPPED / "platforms")["gansudaily"]
    from dataclasses import replace

    return replace(one, fetch=Fetch(**fetch))  # type: ignore[arg-type]


def ran(archive: Archive, outcome: str, ago: timedelta, **more: object) -> None:
    """A run that began so long before AT and took a minute."""
    began = AT - ago
    detail = {"mode": "walk", "reason": "finished", "until": f"{began:%Y-%m-%d}"} | more
    asked = detail.pop("requested", 5)
    archive.db.execute(
        "insert into crawls (source_id, started_at, finished_at, outcome, detail, requested) "
        "values ('gansudaily', ?, ?, ?, ?, ?)",
        (
            began.isoformat(),
            (began + timedelta(minutes=1)).isoformat(),
            outcome,
            json.dumps(detail),
            asked,
        ),
    )


def asked(archive: Archive, at: datetime = AT, **fetch: object) -> Verdict:
    return verdict(archive.db, source(**fetch), at)


def test_a_source_never_walked_is_due(archive: Archive) -> None:
    assert asked(archive) == Verdict(True, "never", AT)


def test_the_cadence_counts_from_the_beginning_of_the_last_good_walk(archive: Archive) -> None:
    ran(archive, "ok", 7 * HOUR)
    assert asked(archive) == Verdict(False, "fresh", AT + HOUR)
    assert asked(archive, AT + HOUR).due and asked(archive, every=6.0).why == "cadence"


def test_a_walk_over_old_days_or_a_limited_one_is_no_walk(archive: Archive) -> None:
    ran(archive, "ok", 9 * HOUR)
    ran(archive, "ok", HOUR, until="2025-03-01")
    ran(archive, "limited", HOUR, reason="limited")
    ran(archive, "ok", HOUR, mode="single")
    assert asked(archive).due


@pytest.mark.parametrize(
    ("outcome", "failures", "wait"),
    [
        ("unreachable", 1, HOUR),
        ("unreachable", 3, 4 * HOUR),
        ("unreachable", 9, 24 * HOUR),
        ("refused", 1, 24 * HOUR),
        ("refused", 2, 48 * HOUR),
        ("robots", 5, 7 * 24 * HOUR),
        ("killed", 2, timedelta()),
        ("killed", 4, timedelta(minutes=20)),
    ],
)
def test_patience_grows_with_failures_in_a_row(
    archive: Archive, outcome: str, failures: int, wait: timedelta
) -> None:
    ran(archive, "ok", 40 * HOUR)
    for _ in range(failures):
        ran(archive, outcome, timedelta(minutes=1))  # ended just now
    found = asked(archive, every=1.0)
    if wait:
        assert found == Verdict(False, "patience", AT + wait)
        assert asked(archive, AT + wait).due
    else:
        assert found == Verdict(True, "broken_off", AT)


def test_a_good_walk_ends_the_patience(archive: Archive) -> None:
    ran(archive, "refused", 9 * HOUR)
    ran(archive, "ok", 8 * HOUR)
    assert asked(archive).why == "cadence"


def test_what_stopped_at_a_limit_goes_on_when_it_may(archive: Archive) -> None:
    ran(archive, "limited", 2 * HOUR, reason="budget", requested=2000)
    midnight = datetime(2026, 3, 6, tzinfo=SHANGHAI)
    assert asked(archive) == Verdict(False, "budget", midnight)
    assert asked(archive, midnight) == Verdict(True, "unfinished", midnight)


def test_hours_and_the_sites_own_wish(archive: Archive) -> None:
    ten = AT.replace(hour=22)
    assert asked(archive, night="22:00-06:00") == Verdict(False, "night", ten)
    assert asked(archive, ten, night="22:00-06:00").due
    assert asked(archive, ten + 2 * HOUR, night="22:00-06:00").due
    hold(archive.db, "gansudaily", AT + 3 * HOUR, "429")
    assert asked(archive) == Verdict(False, "held", AT + 3 * HOUR)


def test_a_clock_that_was_set_back_delays_nothing(archive: Archive) -> None:
    ran(archive, "ok", -50 * HOUR)
    assert asked(archive).due


def test_a_source_in_work_is_not_due_and_a_dead_lease_is_none(archive: Archive) -> None:
    token = leases.take(archive.db, "gansudaily", "crawl")
    assert token and asked(archive) == Verdict(False, "running", None)
    assert leases.take(archive.db, "gansudaily", "crawl") == ""
    # The same number, born at another time: the process that took the lease is gone.
    archive.db.execute("update leases set born = '1'")
    ran(archive, "running", HOUR)
    assert asked(archive).why == "broken_off"
    assert leases.clear_lost(archive.db) == ["gansudaily"]
    assert archive.db.execute("select outcome from crawls").fetchone()[0] == "killed"
    assert not leases.beat(archive.db, token), "the heartbeat tells the old holder"


def test_of_another_machine_only_the_heartbeat_is_known(archive: Archive) -> None:
    leases.take(archive.db, "gansudaily", "crawl")
    archive.db.execute("update leases set place = 'elsewhere/0/1'")
    assert asked(archive).why == "running"
    old = (datetime.now(SHANGHAI) - leases.SILENCE - timedelta(seconds=1)).isoformat()
    archive.db.execute("update leases set beat_at = ?", (old,))
    assert asked(archive).due
    assert leases.take(archive.db, "gansudaily", "crawl")


@pytest.mark.parametrize("outcome", ["refused", "unreachable", "killed"])
def test_a_failure_of_a_day_to_come_delays_nothing(archive: Archive, outcome: str) -> None:
    """What a clock that ran three years ahead has written does not hold until then."""
    ahead = -3 * 365 * 24 * HOUR
    for _ in range(4):
        ran(archive, outcome, ahead, requested=2000)
    hold(archive.db, "gansudaily", AT - ahead, "429")
    assert asked(archive).due
    assert held_until(archive.db, "gansudaily", AT) == ""
    assert spent(archive.db, "gansudaily", AT) == 0
