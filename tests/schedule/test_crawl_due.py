"""`parks crawl --due` with real processes: doubled starts, kill -9, manual starts in between."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from datetime import datetime, timedelta
from pathlib import Path

from archive.schedule.claims import verdicts
from archive.sources import SHIPPED
from archive.store.connect import SHANGHAI
from pipelines.source import load_sources
from tests.schedule.papers import Papers, papers

REPORTS = 6
NAMES = ("hexi", "hebei", "hedong")


def outcomes(made: Papers) -> list[tuple[str, str]]:
    rows = made.press.rows("select source_id, outcome from crawls order by source_id, id")
    return [(str(row["source_id"]), str(row["outcome"])) for row in rows]


def why(made: Papers) -> str:
    """Why the only source is due now, or why not."""
    sources = load_sources(made.press.folder, SHIPPED / "platforms")
    ((_, found),) = verdicts(made.press.home, sources.values(), datetime.now(SHANGHAI))
    return found.why


def test_two_that_start_at_once_share_the_work(tmp_path: Path) -> None:
    with papers(tmp_path, *NAMES) as made:
        for paper in made.papers.values():
            paper.slow = 0.1
            paper.reports(REPORTS)
        both = [made.due(), made.due()]
        said = "".join(made.end(process) for process in both)
        assert [process.returncode for process in both] == [0, 0], said
        assert outcomes(made) == [(name, "ok") for name in sorted(NAMES)], said
        for paper in made.papers.values():
            assert paper.most == 1, "one site was asked by two at once"
            assert set(paper.asked().values()) == {1} and len(paper.asked()) == REPORTS
        assert made.press.value("select count(*) from articles") == REPORTS * len(NAMES)
        assert made.press.rows("select * from leases") == []
        # A start too many does nothing, and says what will be due when.
        assert made.end(made.due()).count("begin") == 0
        listed = made.press.parks("crawl", "--due", "--dry-run", check=True).stdout
        assert listed.count("was walked lately, due ") == len(NAMES)


def test_a_run_killed_with_all_its_children_is_taken_up(tmp_path: Path) -> None:
    with papers(tmp_path, *NAMES[:2]) as made:
        for paper in made.papers.values():
            paper.let = 3  # the list and two reports
            paper.reports(REPORTS)
        first = made.due()
        made.wait_for_gates()
        os.killpg(first.pid, signal.SIGKILL)
        first.wait(timeout=20)
        assert made.press.value("select count(*) from leases") == 2
        assert all(len(paper.asked()) == 3 for paper in made.papers.values())
        for paper in made.papers.values():
            paper.open()
        status = made.press.parks("status")
        assert status.returncode == 1 and "killed" in status.stdout
        said = made.end(made.due())
        assert said.count("crashed") == 2, said
        assert outcomes(made) == [
            (name, outcome) for name in sorted(NAMES[:2]) for outcome in ("killed", "ok")
        ]
        for paper in made.papers.values():
            # What was under way is asked again, and nothing else.
            assert sorted(paper.asked().values()) == [1] * (REPORTS - 1) + [2]
        assert made.press.value("select count(*) from articles") == REPORTS * 2
        assert made.press.value("select count(distinct url) from articles") == REPORTS * 2
        assert made.press.rows("select * from leases") == []


def test_children_that_outlive_their_parent_keep_their_source(tmp_path: Path) -> None:
    with papers(tmp_path, "hexi") as made:
        paper = made.papers["hexi"]
        paper.let = 2
        paper.reports(REPORTS)
        first = made.due()
        made.wait_for_gates()
        os.kill(first.pid, signal.SIGKILL)
        first.wait(timeout=20)
        assert made.end(made.due()).count("begin") == 0
        refused = made.press.parks("crawl", "hexi")
        assert refused.returncode == 1
        assert "hexi is being crawled: process" in refused.stderr
        assert made.press.parks("status").returncode == 0
        paper.open()
        deadline = time.monotonic() + 120
        while made.press.rows("select * from leases"):
            assert time.monotonic() < deadline, "the orphan does not come to its end"
            time.sleep(0.2)
        assert outcomes(made) == [("hexi", "ok")]
        assert paper.most == 1 and sorted(paper.asked().values()) == [1] * REPORTS


def test_the_heart_beats_and_a_lost_lease_ends_the_crawl(tmp_path: Path) -> None:
    with papers(tmp_path, "hexi") as made:
        paper = made.papers["hexi"]
        paper.let = 2
        paper.reports(REPORTS)
        made.press.env["PARKS_BEAT_SECONDS"] = "0.2"
        process = made.due()
        made.wait_for_gates()
        rows = "select requested from crawls where outcome = 'running'"
        deadline = time.monotonic() + 60
        # What it asked counts for the day even if it is killed now.
        while not any(row["requested"] for row in made.press.rows(rows)):
            assert time.monotonic() < deadline, "no heartbeat"
            time.sleep(0.1)
        db = sqlite3.connect(made.press.home / "archive.db")
        db.execute("update leases set token = 'another'")
        db.commit()
        db.close()
        log = made.press.home / "logs" / "hexi.log"
        while "another process took hexi over" not in log.read_text(encoding="utf-8"):
            assert time.monotonic() < deadline, "the loss was not noticed"
            time.sleep(0.1)
        paper.open()
        made.end(process)
        assert outcomes(made) == [("hexi", "interrupted")]
        assert len(paper.asked()) < REPORTS
        assert made.press.value("select token from leases") == "another"


def test_a_manual_crawl_counts_and_a_failure_waits(tmp_path: Path) -> None:
    with papers(tmp_path, "hexi") as made:
        paper = made.papers["hexi"]
        paper.reports(2)
        made.press.parks("crawl", "hexi", check=True)
        assert why(made) == "fresh"
        _age(made, (datetime.now(SHANGHAI) - timedelta(hours=9)).isoformat(timespec="seconds"))
        assert why(made) == "cadence"
        paper.site.pages["/yq/index.html"] = lambda raw: raw.reset()  # type: ignore[assignment, return-value]
        said = made.end(made.due())
        assert "why=cadence" in said and "outcome=unreachable" in said
        assert why(made) == "patience"


def test_a_timer_that_may_ask_no_site_is_told(tmp_path: Path) -> None:
    with papers(tmp_path, "hexi") as made:
        file = made.press.folder / "hexi.toml"
        text = file.read_text(encoding="utf-8").replace("delay = 0.0\n", "")
        base, port = made.press.site.base, made.press.site.port
        text = text.replace(base, "https://hexi.invalid").replace(
            f"127.0.0.1:{port}", "hexi.invalid"
        )
        file.write_text(text, encoding="utf-8")
        made.press.env["PARKS_CONTACT"] = ""
        process = made.due()
        assert "set PARKS_CONTACT" in made.end(process) and process.returncode == 1
        status = made.press.parks("status")
        assert status.returncode == 1 and "schedule" in status.stdout
        assert "PARKS_CONTACT" in status.stdout


def _age(made: Papers, at: str) -> None:
    db = sqlite3.connect(made.press.home / "archive.db")
    db.execute("update crawls set started_at = ?, finished_at = ?", (at, at))
    db.commit()
    db.close()
