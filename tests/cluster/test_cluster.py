"""Three workers, a few papers and every misfortune: nothing lost, nothing doubled, one asker.

The long form, with 30 papers and a report, is `python -m tests.cluster.report`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.cluster.machines import COMMAND, cluster
from tests.cluster.papers import SINCE, UNTIL, Papers, papers
from tests.cluster.postgres import Postgres, free_port, postgres
from tests.cluster.scenarios import compare, misfortunes
from tests.commands import one_error_line, parks

PAPERS, REPORTS = 6, 10


@pytest.fixture(scope="module")
def database() -> Iterator[Postgres]:
    """A server of the tests' own."""
    with postgres() as server:
        yield server


@pytest.fixture
def fresh(database: Postgres) -> Postgres:
    """The server without a cluster in it."""
    with psycopg.connect(database.address, autocommit=True) as db:
        db.execute("drop schema public cascade")
        db.execute("create schema public")
    return database


def crawl_alone(press: Papers, home: Path, patience: float = 600) -> Path:
    """What a single machine makes of the papers."""
    done = subprocess.run(
        [
            *COMMAND, "crawl", "--since", SINCE, "--until", UNTIL, "--workers", "4",
            "--home", str(home),
        ],
        env={**os.environ, "PARKS_SOURCES": str(press.folder), "PARKS_CONTACT": "one"},
        capture_output=True, text=True, timeout=patience, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    press.asked.clear()
    return home


def test_every_misfortune(fresh: Postgres, tmp_path: Path) -> None:
    with papers(tmp_path / "papers", PAPERS, REPORTS, delay=0.0) as press:
        one = crawl_alone(press, tmp_path / "one")
        press.delay = 2.5  # the quickest machine has work left when the last misfortune comes
        with cluster(tmp_path, fresh, press, lease=4.0) as made:
            for what, how in misfortunes(made, cut_off=8.0, at_a_time=1):
                print(f"{what}: {how}")
            compare(made, one)


def test_a_job_that_takes_too_long_goes_on_from_what_it_had(
    fresh: Postgres, tmp_path: Path
) -> None:
    with papers(tmp_path / "papers", 1, REPORTS, delay=0.0) as press:
        one = crawl_alone(press, tmp_path / "one")
        press.delay = 1.0
        with cluster(tmp_path, fresh, press, timeout=9.0) as made:
            made.start("first")
            made.enqueue()
            timed_out = "select 1 from parks_runs where outcome = 'timed_out'"
            made.wait_for(lambda: made.rows(timed_out))
            press.delay = 0.0
            assert made.parks("cluster", "init", "--lease", "3").returncode == 0
            made.finish()
            # What it had is not asked for again, but for the page that was under way.
            asked = [one.path for one in press.asked["paper01"] if "system" in one.path]
            assert len(asked) <= REPORTS + len(made.rows(timed_out))
            compare(made, one)


def test_asked_to_stop_a_worker_closes_its_books(fresh: Postgres, tmp_path: Path) -> None:
    """The next worker goes on from there: what the first one had is not asked for again."""
    with (
        papers(tmp_path / "papers", 1, REPORTS, delay=0.5) as press,
        cluster(tmp_path, fresh, press) as made,
    ):
        first = made.start("first")
        made.enqueue()
        made.wait_for(lambda: first.requests("paper01", made) >= 5)
        first.process.send_signal(signal.SIGTERM)
        assert first.process.wait(40) == 0, made.said()
        assert made.rows("select outcome from parks_runs") == [("interrupted",)]
        made.start("second")
        made.finish()
        paths = [one.path for one in press.asked["paper01"] if "system" in one.path]
        assert len(paths) <= REPORTS + 1 and len(set(paths)) == REPORTS
        status = made.status()
        assert (status["jobs"], status["failed"], status["trouble"]) == ({"succeeded": 1}, [], [])


def test_what_is_due_is_queued_once(fresh: Postgres, tmp_path: Path) -> None:
    """By the clock of the queue: two workers look, each paper is crawled once."""
    with (
        papers(tmp_path / "papers", 2, 2, delay=0.0) as press,
        cluster(tmp_path, fresh, press) as made,
    ):
        for name in ("first", "second"):
            made.start(name, "--look", "* * * * * */3")
        made.wait_for(lambda: made.jobs() == {"succeeded": 2})
        looks = "select count(*) from procrastinate_jobs where task_name = 'due'"
        before = made.rows(looks)[0][0]
        made.wait_for(lambda: made.rows(looks)[0][0] > before + 1)
        assert made.jobs() == {"succeeded": 2}


def test_faults_are_said_in_one_line_and_without_the_password(
    database: Postgres, tmp_path: Path
) -> None:
    closed = f"postgresql://parks:geheim@127.0.0.1:{free_port()}/parks"
    for env, words in (
        ({}, "set PARKS_CLUSTER"),
        ({"PARKS_CLUSTER": "no address"}, "no address of a PostgreSQL database"),
        ({"PARKS_CLUSTER": closed}, "cannot reach the database parks on 127.0.0.1"),
        (
            {"PARKS_CLUSTER": database.address.replace("/postgres", "/template1")},
            "run `parks cluster init` first",
        ),
    ):
        done = parks("cluster", "status", env=env)
        assert words in one_error_line(done)
        assert "geheim" not in done.stderr + done.stdout


def test_without_the_extra_it_says_what_to_install() -> None:
    """A machine that needs no cluster needs no driver of PostgreSQL."""
    hide = (
        "import sys; sys.modules['procrastinate'] = None; "
        "from archive.cli import main; main(['cluster', 'status'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", hide], capture_output=True, text=True, check=False, timeout=60
    )
    assert one_error_line(done) == (
        "a cluster needs two more packages: pip install 'park-archive[cluster]'"
    )
