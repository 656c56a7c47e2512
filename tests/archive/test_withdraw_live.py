"""`parks withdraw` takes a figure off the running site, and the other commands at work."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.publish import publish
from tests.archive.test_holding import opened
from tests.commands import parks as run
from tests.serving import Site, served
from tests.site import reports

MINUTE = 60.0


def parks(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run(*words, home=home)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = reports.build(tmp_path / "home")
    publish(made)
    return made


@pytest.fixture
def site(home: Path) -> Iterator[Site]:
    with served(home) as site:
        yield site


def test_a_withdrawn_figure_is_gone_from_the_running_site_within_a_minute(site: Site) -> None:
    figure = "aaaaaaaaaaaa-3"
    wanted = f"/public.json?sql=select shown, withdrawn_reason from figures where id='{figure}'"
    wanted += "&_shape=arrays"

    def rows() -> object:
        found = json.loads(site.get(wanted).body)
        return found["rows"] if isinstance(found, dict) else found

    assert rows() == [[1, ""]] or rows() == [[1, None]]
    begun = time.monotonic()
    done = parks(site.home, "withdraw", figure, "--reason", "误读：全县的数字", "--who", "王编辑")
    assert done.returncode == 0, done.stderr
    while rows() != [[0, "误读：全县的数字"]]:
        assert time.monotonic() - begun < MINUTE
        time.sleep(0.2)
    assert "误读：全县的数字" in site.get("/corrections").text
    assert site.get(f"/figure/{figure}").status == 200


def test_withdrawing_what_is_not_there_is_one_clear_line(home: Path) -> None:
    done = parks(home, "withdraw", "nothing-1", "--reason", "x")
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert "no figure and no report" in done.stderr
    assert parks(home, "withdraw", "aaaaaaaaaaaa-3", "--reason", " ").returncode == 1


def test_a_withdrawal_is_in_the_next_change_file(home: Path) -> None:
    assert parks(home, "withdraw", "aaaaaaaaaaaa-3", "--reason", "误读").returncode == 0
    publish(home)
    older, newer = sorted(path.name for path in (home / "releases").iterdir())
    changes = (home / "releases" / newer / "changes.jsonl").read_text(encoding="utf-8")
    assert [(json.loads(line)["change"], json.loads(line)["reason"])
            for line in changes.splitlines()] == [("withdrawn", "误读")]  # fmt: skip
    shown = parks(home, "diff", older, newer)
    assert "withdrawn aaaaaaaaaaaa-3" in shown.stdout and "1 withdrawn" in shown.stdout


def test_the_commands_say_what_they_did(home: Path, tmp_path: Path) -> None:
    assert "rows in" in parks(home, "review", "--export", str(tmp_path / "r.xlsx")).stdout
    assert "0 rows taken in" in parks(home, "review", "--import", str(tmp_path / "r.xlsx")).stdout
    assert "【" in parks(home, "review", "--figure", "aaaaaaaaaaaa-1").stdout
    lines = parks(home, "review", "--json").stdout.splitlines()
    assert {"figure", "article", "why", "context"} == set(json.loads(lines[0]))
    drawn = parks(home, "audit", str(tmp_path / "a.xlsx"), "--sample", "5", "--seed", "3")
    assert "5 figures and 1 whole reports" in drawn.stdout
    assert "files in" in parks(home, "export", str(tmp_path / "out")).stdout
    assert "checked" in parks(home, "backup", str(tmp_path / "b.tar")).stdout
    assert parks(home, "doctor").returncode == 1  # the fixture's reports have no pages
    assert parks(home, "export", str(tmp_path)).returncode == 1
    kept = opened(home).execute("select value from archive where name = 'release'").fetchone()[0]
    assert f"release {kept}" in parks(home, "publish").stdout
